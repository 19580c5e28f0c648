"""What is known of the sources of filed reports, put into the tables and read out, inside a caller's transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, func, or_, select

from chancery.record import loading, rows, schema
from chancery.record.batches import RowsBy
from chancery.record.sourcing import Sourcing, copy_groups
from chancery.terms import Claim, Copy, Credit, Outlet, PartialDate, Provenance, Report, Trace

Tracer = Callable[[Report, Sequence[Claim]], Trace]
"""What looks at a report with its claims: chancery.matching.sources.trace, or a test's own."""
Compare = Callable[[Report, Report], Copy | None]
"""What compares two reports in full: chancery.matching.copies.compare, or a test's own; None: no copies."""

_BATCH_KEYS = 400
_BAND_BITS = 0x7FFFFFFF
LEAST_BANDS = 2
"""Bands that two reports share before they are compared: one can be chance. Ours; docs/decisions/0025."""


def untraced(connection: Connection, limit: int) -> list[str]:
    """Ids of the first so many reports that nobody has looked at for their sources, by id."""
    table = schema.report_sources
    query = (
        select(schema.reports.c.id)
        .outerjoin(table, table.c.report == schema.reports.c.id)
        .where(table.c.report.is_(None))
        .order_by(schema.reports.c.id)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def put_trace(connection: Connection, report: Report, trace: Trace, compare: Compare) -> list[str]:
    """Keep what was found of one report's sources, compare it with reports like it, and name those that are copies."""
    insert, identity = loading.insert_all, report.id
    insert(connection, schema.report_sources, list(_provenance_rows(trace.provenance)))
    named = [{"claim": claim, **_outlet_row(one.outlet), "words": one.words} for claim, one in trace.named.items()]
    loading.insert_new(connection, schema.claim_sources, named, "claim")
    like = [compare(report, other) for other in _load(connection, _candidates(connection, trace.bands))]
    found = [copy for copy in like if copy]
    _sign(connection, identity, trace.bands)
    insert(
        connection, schema.copies, [_copy_row(copy) for copy in sorted(found, key=lambda one: (one.left, one.right))]
    )
    return sorted({copy.left if copy.right == identity else copy.right for copy in found})


def forget_trace(connection: Connection, reports: Collection[str]) -> None:
    """Let go of what was found of reports, so that they are looked at again."""
    for some in _batches(reports):
        table = schema.copies
        connection.execute(delete(table).where(or_(table.c.left.in_(some), table.c.right.in_(some))))
        claims = select(schema.claims.c.id).where(schema.claims.c.report.in_(some))
        connection.execute(delete(schema.claim_sources).where(schema.claim_sources.c.claim.in_(claims)))
        signed, bands = schema.signed, schema.copy_bands
        numbers = select(signed.c.number).where(signed.c.report.in_(some))
        connection.execute(delete(bands).where(bands.c.signed.in_(numbers)))
        for one in (signed, schema.report_sources):
            connection.execute(delete(one).where(one.c.report.in_(some)))


def touched(connection: Connection, reports: Iterable[str]) -> set[str]:
    """The reports, and all that are in one group of copies with any of them: whose independent source may change.

    When a report is filed, every event and state with claims of these is to be computed anew.
    """
    return _around(connection, reports)[0]


def load_copies(connection: Connection, reports: Collection[str] | None = None) -> list[Copy]:
    """All pairs of copies, or those of the groups that these reports are in, by ids."""
    if reports is not None:
        return _around(connection, reports)[1]
    table = schema.copies
    return [_copy(row) for row in connection.execute(select(table).order_by(table.c.left, table.c.right))]


def load_provenance(connection: Connection, reports: Collection[str] | None = None) -> dict[str, Provenance]:
    """What is known of the sources of reports (all, or these), by report id; those not looked at yet are left out."""
    every = connection.execute(select(schema.report_sources)) if reports is None else _PROVENANCE(connection, reports)
    credited: dict[str, Credit] = {}
    published: dict[str, tuple[Outlet, str, str]] = {}
    for report, part, *about, how, listed in every:
        if part == "credit":
            credited[report] = Credit(Outlet(*about), how)
        else:
            published[report] = Outlet(*about), how, listed
    return {
        report: Provenance(report, outlet, how, tuple(part for part in listed.split(",") if part), credited.get(report))
        for report, (outlet, how, listed) in published.items()
    }


def load_named(connection: Connection, reports: Collection[str] | None = None) -> dict[str, Credit]:
    """The outlets that claims (all, or those of these reports) name, by claim id."""
    every = connection.execute(select(schema.claim_sources)) if reports is None else _NAMED(connection, reports)
    return {row.claim: _credit(row) for row in every}


def load_named_by(connection: Connection, claims: Collection[str]) -> dict[str, Credit]:
    """The outlets that some claims name, by claim id."""
    return {row.claim: _credit(row) for row in _NAMED_BY(connection, claims)}


def load_sourcing(connection: Connection, reports: Collection[str] | None = None) -> Sourcing:
    """Whose word each claim of the reports (all, or these and their copies) is."""
    wanted, copies = (None, load_copies(connection)) if reports is None else _around(connection, reports)
    provenance = load_provenance(connection, wanted)
    every = connection.execute(_STATED) if wanted is None else _STATED_BY(connection, wanted)
    published: dict[str, PartialDate] = {}
    for row in every:
        published[row.id] = PartialDate.parse(row.published) if row.published else PartialDate()
        if row.id not in provenance:
            provenance[row.id] = Provenance(row.id, _outlet(row, row.source))
    return Sourcing(provenance, load_named(connection, wanted), copies, published)


def _candidates(connection: Connection, bands: Iterable[int]) -> list[str]:
    """Reports that share enough bands, by id."""
    table, signed = schema.copy_bands.c, schema.signed.c
    counts: Counter[int] = Counter()
    for some in _batches(_short(bands)):
        query = select(table.signed, func.count()).where(table.band.in_(some)).group_by(table.signed)
        for number, shared in connection.execute(query):
            counts[number] += shared
    like = [number for number, shared in counts.items() if shared >= LEAST_BANDS]
    return sorted(row.report for row in _some(connection, select(signed.report), signed.number, like))


def _sign(connection: Connection, report: str, bands: Iterable[int]) -> None:
    if short := _short(bands):
        added = connection.execute(schema.signed.insert().values(report=report))
        number = (added.inserted_primary_key or (0,))[0]
        loading.insert_all(connection, schema.copy_bands, [{"band": band, "signed": number} for band in short])


def _short(bands: Iterable[int]) -> list[int]:
    """Bands as they are kept: what falls together by chance is compared once more than it need be."""
    return sorted({band & _BAND_BITS for band in bands})


def _load(connection: Connection, reports: Sequence[str]) -> list[Report]:
    columns = schema.reports.c
    query = select(columns.id, columns.structure, columns.text)
    return [rows.report_of(row._asdict()) for row in _some(connection, query, columns.id, reports)]


def _around(connection: Connection, reports: Iterable[str]) -> tuple[set[str], list[Copy]]:
    """The reports with all of their groups, and the pairs among these."""
    seen: set[str] = set(reports)
    pairs: dict[tuple[str, str], Copy] = {}
    fresh = set(seen)
    while fresh:
        found = [_copy(row) for row in _COPIES(connection, fresh)]
        pairs.update(((copy.left, copy.right), copy) for copy in found)
        fresh = {end for copy in found for end in (copy.left, copy.right)} - seen
        seen |= fresh
    return seen, [pairs[key] for key in sorted(pairs)]


def _some(connection: Connection, query: Select[Any], column: Any, keys: Collection[Any] | None) -> list[Any]:
    """The query's rows, all or those whose column is among the keys."""
    if keys is None:
        return list(connection.execute(query))
    return [row for some in _batches(sorted(keys)) for row in connection.execute(query.where(column.in_(some)))]


def _batches(keys: Collection[Any]) -> Iterable[list[Any]]:
    ordered = list(keys)
    return (ordered[start : start + _BATCH_KEYS] for start in range(0, len(ordered), _BATCH_KEYS))


def _provenance_rows(provenance: Provenance) -> Iterable[rows.Row]:
    common = {"report": provenance.report}
    listed = ",".join(provenance.listed)
    yield common | {"part": "publisher", "how": provenance.how, "listed": listed} | _outlet_row(provenance.publisher)
    if provenance.credit:
        credit = provenance.credit
        yield common | {"part": "credit", "how": credit.words, "listed": ""} | _outlet_row(credit.outlet)


def _outlet_row(outlet: Outlet) -> rows.Row:
    return {
        "outlet": outlet.id,
        "name": outlet.name,
        "country": outlet.country,
        "kind": outlet.kind,
        "ownership": outlet.ownership,
        "owner": outlet.owner,
        "country_name": outlet.country_name,
    }


def _outlet(row: Any, identity: str) -> Outlet:
    # What a report states of its source is kept without the last two.
    more = (getattr(row, "owner", ""), getattr(row, "country_name", ""))
    return Outlet(identity, row.name, row.country, row.kind, row.ownership, *more)


def _credit(row: Any) -> Credit:
    return Credit(_outlet(row, row.outlet), row.words)


def _copy_row(copy: Copy) -> rows.Row:
    return {"left": copy.left, "right": copy.right, "shared": copy.shared, "within": copy.within}


def _copy(row: Any) -> Copy:
    return Copy(row.left, row.right, row.shared, row.within)


_PROVENANCE = RowsBy(select(schema.report_sources), schema.report_sources.c.report)
_NAMED = RowsBy(
    select(schema.claim_sources).join(schema.claims, schema.claims.c.id == schema.claim_sources.c.claim),
    schema.claims.c.report,
)
_NAMED_BY = RowsBy(select(schema.claim_sources), schema.claim_sources.c.claim)
_STATED = select(
    schema.reports.c.id,
    schema.reports.c.published,
    schema.sources.c.id.label("source"),
    schema.sources.c.name,
    schema.sources.c.country,
    schema.sources.c.kind,
    schema.sources.c.ownership,
).join(schema.sources, schema.sources.c.id == schema.reports.c.source)
_STATED_BY = RowsBy(_STATED, schema.reports.c.id)
_COPIES = RowsBy(select(schema.copies), schema.copies.c.left, schema.copies.c.right)

__all__ = [
    "Compare",
    "Tracer",
    "copy_groups",
    "forget_trace",
    "load_copies",
    "load_named",
    "load_named_by",
    "load_provenance",
    "load_sourcing",
    "put_trace",
    "touched",
    "untraced",
]
