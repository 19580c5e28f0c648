"""Rows of the record's tables put in and read out, inside a caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, insert, select, update

from chancery.record import rows, schema
from chancery.record.batches import RowsBy
from chancery.record.fold import Folded, sorted_events, sorted_opinions, sorted_states
from chancery.terms import Claim, Event, Judgement, Report, Source, State

_BATCH_ROWS = 500
"""How many keys one query asks for: databases limit the number of parameters."""


def holds(connection: Connection, report_id: str) -> bool:
    """Whether a report is filed."""
    return connection.execute(select(schema.reports.c.id).where(schema.reports.c.id == report_id)).first() is not None


def insert_all(connection: Connection, table: Table, values: Sequence[rows.Row]) -> None:
    """Insert rows, none or many."""
    if values:
        connection.execute(insert(table), list(values))


def insert_new(connection: Connection, table: Table, values: Iterable[rows.Row], key: str = "id") -> int:
    """Insert the rows whose key is not there yet; how many."""
    wanted = {row[key]: row for row in values}
    keys = list(wanted)
    column = table.c[key]
    for start in range(0, len(keys), _BATCH_ROWS):
        for (there,) in connection.execute(select(column).where(column.in_(keys[start : start + _BATCH_ROWS]))):
            del wanted[there]
    insert_all(connection, table, list(wanted.values()))
    return len(wanted)


def merge_source(connection: Connection, source: Source) -> bool:
    """Put a source in, or fill in what the one of that name lacked; the same in whatever order reports state it.

    True where one that was there says something else now.
    """
    table = schema.sources
    row = rows.source_row(source)
    held = connection.execute(select(table).where(table.c.id == source.id)).first()
    if held is None:
        connection.execute(insert(table), row)
        return False
    merged = {name: _fuller(value, row[name]) for name, value in held._asdict().items()}
    if merged != held._asdict():
        connection.execute(update(table).where(table.c.id == source.id).values(merged))
        return True
    return False


def reports_from(connection: Connection, source: Source) -> list[str]:
    """Ids of the reports that a source published."""
    columns = schema.reports.c
    return list(connection.execute(select(columns.id).where(columns.source == source.id)).scalars())


def _fuller(one: str, other: str) -> str:
    """What is stated rather than what is not; of two that are, the first in alphabetical order."""
    return min(one, other, key=lambda value: (value in ("", "unknown"), value))


def get_meta(connection: Connection, key: str) -> str:
    """A value of the table meta, "" where it has none."""
    return str(connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == key)).scalar() or "")


def get_metas(connection: Connection, keys: Collection[str]) -> dict[str, str]:
    """Values of the table meta, "" for those that it does not have."""
    return {**dict.fromkeys(keys, ""), **dict(_META(connection, keys))}


def set_meta(connection: Connection, key: str, value: str) -> None:
    """Put a value into the table meta."""
    changed = connection.execute(update(schema.meta).where(schema.meta.c.key == key).values(value=value))
    if not changed.rowcount:
        connection.execute(insert(schema.meta), {"key": key, "value": value})


def wait_for(connection: Connection, reports: Iterable[str]) -> None:
    """Mark reports whose claims the events and states do not yet take into account."""
    insert_new(connection, schema.waiting, [{"report": report} for report in reports], "report")
    set_meta(connection, "unmatched", "1")


def load_reports(connection: Connection, ids: Sequence[str] | None = None) -> list[Report]:
    """All reports, or those of these (few) ids, in no order."""
    columns = schema.reports.c
    query = select(columns.id, columns.structure, columns.text)
    if ids is not None:
        query = query.where(columns.id.in_(ids))
    return [rows.report_of(row._asdict()) for row in connection.execute(query)]


def current() -> ColumnElement[bool]:
    """The condition that a claim is one that the latest reading of its report makes."""
    return schema.claims.c.id.not_in(select(schema.superseded.c.claim))


def by_persons() -> ColumnElement[bool]:
    """The condition that a person passed a judgement: a range, which an index answers."""
    by = schema.judgements.c.by
    return (by >= "person:") & (by < "person;")


def load_claims(connection: Connection) -> list[Claim]:
    """All claims that count: those that the latest reading of each report makes, by id."""
    query = select(schema.claims).where(current()).order_by(schema.claims.c.id)
    return [rows.claim_of(row._asdict()) for row in connection.execute(query)]


def load_claims_of(connection: Connection, report: str) -> list[Claim]:
    """The claims of one report that count, by id."""
    table = schema.claims
    query = select(table).where(table.c.report == report, current()).order_by(table.c.id)
    return [rows.claim_of(row._asdict()) for row in connection.execute(query)]


def claims_with(connection: Connection, column: Column[Any], keys: Collection[Any]) -> list[Claim]:
    """The claims that count and have one of the keys in a column (id, mention or report), by id."""
    return sorted((rows.make_claim(*row) for row in _CLAIMS[column](connection, keys)), key=lambda claim: claim.id)


def claim_ids_with(connection: Connection, column: Column[Any], keys: Collection[Any]) -> list[str]:
    """The ids of the claims that count and have one of the keys in a column (mention or report), in no order."""
    return [row.id for row in _CLAIM_IDS[column](connection, keys)]


def standing_among(connection: Connection, mentions: Collection[str]) -> list[Judgement]:
    """The judgements that stand between mentions of a set."""
    held = set(mentions)
    found = _STANDING(connection, held)
    return sorted_judgements(rows.judgement_of(row._asdict()) for row in found if row.right in held)


def sorted_judgements(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Judgements by pair."""
    return sorted(judgements, key=lambda j: (j.left, j.right, j.verdict, j.by, j.reason, j.score, j.id))


def load_judgements(connection: Connection) -> list[Judgement]:
    """Every judgement ever passed."""
    table = schema.judgements
    return [rows.judgement_of(row._asdict()) for row in connection.execute(select(table).order_by(table.c.row))]


def load_standing(connection: Connection) -> list[Judgement]:
    """The judgements that stand, by pair."""
    table = schema.judgements
    query = select(table).join(schema.standing, schema.standing.c.row == table.c.row)
    return sorted_judgements(rows.judgement_of(row._asdict()) for row in connection.execute(query))


def days_published(connection: Connection, reports: Collection[str]) -> dict[str, date | None]:
    """The last day on which each report can have been published, None where that is not known."""
    found = _DAYS_PUBLISHED(connection, reports)
    return {report: date.fromisoformat(day) if day else None for report, day in found}


def events_with(connection: Connection, ids: Collection[str]) -> list[Event]:
    """The events of these ids, in no order."""
    return [rows.decode(content, Event, f"event {identity}") for identity, content in _EVENTS(connection, ids)]


def states_with(connection: Connection, ids: Collection[str]) -> list[State]:
    """The states of these ids, in no order."""
    return [rows.decode(content, State, f"state {identity}") for identity, content in _STATES(connection, ids)]


def reports_with(connection: Connection, ids: Collection[str]) -> dict[str, Report]:
    """The reports of these ids, by id, in its order."""
    found = sorted(_REPORTS(connection, ids), key=lambda row: str(row.id))
    return {row.id: rows.make_report(row.id, row.structure, row.text) for row in found}


def store_events(connection: Connection, events: Sequence[Event]) -> None:
    """Put events and their links in."""
    insert_all(connection, schema.events, [rows.event_row(event) for event in events])
    links = [{"event": event.id, "claim": claim} for event in events for claim in event.claims]
    insert_all(connection, schema.event_claims, links)


def store_states(connection: Connection, states: Sequence[State]) -> None:
    """Put states and their links in."""
    insert_all(connection, schema.states, [rows.state_row(state) for state in states])
    links = [{"state": state.id, "claim": claim} for state in states for claim in state.claims]
    insert_all(connection, schema.state_claims, links)
    insert_all(connection, schema.state_events, [row for state in states for row in rows.state_event_rows(state)])


def load_events(connection: Connection) -> list[Event]:
    """The events as stored, in no order."""
    table = schema.events
    return [rows.decode(row.content, Event, f"event {row.id}") for row in connection.execute(select(table))]


def load_states(connection: Connection) -> list[State]:
    """The states as stored, in no order."""
    table = schema.states
    return [rows.decode(row.content, State, f"state {row.id}") for row in connection.execute(select(table))]


def load_folded(connection: Connection, claims: Sequence[Claim]) -> Folded:
    """Events, states and opinions as stored, in the order that a fold gives."""
    return sorted_events(load_events(connection)), sorted_states(load_states(connection)), sorted_opinions(claims)


_META = RowsBy(select(schema.meta.c.key, schema.meta.c.value), schema.meta.c.key)
_CLAIMS = {
    column: RowsBy(select(*(schema.claims.c[name] for name in rows.CLAIM_COLUMNS)).where(current()), column)
    for column in (schema.claims.c.id, schema.claims.c.mention, schema.claims.c.report)
}
_CLAIM_IDS = {
    column: RowsBy(select(schema.claims.c.id).where(current()), column)
    for column in (schema.claims.c.mention, schema.claims.c.report)
}
_DAYS_PUBLISHED = RowsBy(select(schema.reports.c.id, schema.reports.c.published_latest), schema.reports.c.id)
_EVENTS = RowsBy(select(schema.events.c.id, schema.events.c.content), schema.events.c.id)
_STATES = RowsBy(select(schema.states.c.id, schema.states.c.content), schema.states.c.id)
_REPORTS = RowsBy(select(schema.reports.c.id, schema.reports.c.structure, schema.reports.c.text), schema.reports.c.id)
_STANDING = RowsBy(
    select(schema.judgements).join(schema.standing, schema.standing.c.row == schema.judgements.c.row),
    schema.judgements.c.left,
)
