"""Events and states a page at a time, as of a day and as known on a day, without reading the rest of the record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from chancery.record import loading, schema, tracing
from chancery.record.batches import rows_with
from chancery.record.clusters import cluster
from chancery.record.days import asked, known_days
from chancery.record.effective import Effective
from chancery.record.fold import Part, by_cluster, find_links, fold_events, fold_part, kept_apart, sorted_events
from chancery.record.parts import Components, load_scopes
from chancery.record.scopes import node_key, split_scopes
from chancery.record.statuses import text_order
from chancery.record.triggers import Home, Makers
from chancery.record.undated import count_left_out
from chancery.terms import Claim, Event, Snapshot, State, content_id


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what a record holds, and how much there is of it in all.

    Shapes:  `snapshot` has the events (of a timeline) or states (of a situation) of the page, in their order, with the
             events that its states name, and the claims and reports of all these. It has nothing else: no opinions.
    """

    snapshot: Snapshot
    total: int
    offset: int

    @property
    def shown(self) -> int:
        """How many of all the pages so far have shown, with this one."""
        return self.offset + (len(self.snapshot.states) or len(self.snapshot.events))


def timeline_page(
    connection: Connection,
    as_of: date | None,
    known_on: date | None,
    *,
    types: Collection[str] = (),
    country: str = "",
    since: date | None = None,
    until: date | None = None,
    limit: int,
    offset: int,
) -> Page:
    """Events by first possible day, unknown last."""
    days = schema.event_days.c
    known = asked(known_on)
    query = select(days.event).where(days.known_from <= known, days.known_to >= known, days.counts_from <= asked(as_of))
    if types:
        query = query.where(days.type.in_(sorted(types)))
    if country:
        query = query.where(days.countries.contains(f" {country} ", autoescape=True))
    if since:
        query = query.where(days.first_day >= since.isoformat())
    if until:
        query = query.where(days.first_day <= until.isoformat())
    total, wanted = _cut(connection, query, (days.first_day, days.event), limit, offset)
    if known_on is None:
        held = {event.id: event for event in loading.events_with(connection, wanted)}
    else:
        held = _events_then(connection, _known_rows(connection, wanted, known_on), known_on)
    return Page(_snapshot(connection, [held[one] for one in wanted], [], as_of, known_on), total, offset)


def situation_page(
    connection: Connection,
    as_of: date | None,
    known_on: date | None,
    *,
    kinds: Sequence[str] = (),
    country: str = "",
    limit: int,
    offset: int,
) -> Page:
    """States by kind (in the order of `kinds`, where these are given), first possible day and id."""
    days = schema.state_days.c
    known, day = asked(known_on), asked(as_of)
    here = (
        days.known_from <= known,
        days.known_to >= known,
        days.valid_from <= day,
        days.valid_to >= day,
    )
    query = select(days.state).where(*here)
    if kinds:
        query = query.where(days.kind.in_(sorted(kinds)))
    if country:
        query = query.where(days.countries.contains(f" {country} ", autoescape=True))
    first = case({kind: at for at, kind in enumerate(kinds)}, value=days.kind) if kinds else days.kind
    total, wanted = _cut(connection, query, (first, days.first_day, days.state), limit, offset)
    asks = as_of is not None or known_on is not None
    rows_there = select(days.state, days.scope, days.as_stored).where(*here)
    found = list(rows_with(connection, rows_there, days.state, wanted)) if asks else []
    otherwise = {row.state for row in found if not row.as_stored}
    folded = {row.scope for row in found if not row.as_stored}
    held = _states_then(connection, folded, as_of, known_on) if folded else {}
    held |= {state.id: state for state in loading.states_with(connection, set(wanted) - otherwise)}
    made = _made_by(held[one] for one in wanted)
    if known_on is None:
        events = loading.events_with(connection, made)
    else:
        events = list(_events_then(connection, _known_rows(connection, made, known_on), known_on).values())
    shown = sorted_events(events)
    return Page(_snapshot(connection, shown, [held[one] for one in wanted], as_of, known_on), total, offset)


def _cut(
    connection: Connection, query: Select[Any], order: tuple[Any, ...], limit: int, offset: int
) -> tuple[int, list[str]]:
    """How many a query finds, and the ids of a page of them: asked for by themselves, so that indexes alone answer."""
    total = connection.execute(query.with_only_columns(func.count())).scalar_one()
    return int(total), list(connection.execute(query.order_by(*order).limit(limit).offset(offset)).scalars())


def _made_by(states: Any) -> set[str]:
    return {
        event
        for state in states
        for event in (*state.opened_by, *state.changed_by, *state.closing_by, *state.closed_by)
    }


def _events_then(connection: Connection, found: Sequence[Any], known_on: date) -> dict[str, Event]:
    """Events by rows of `event_days`, as known on a day: as stored where they were known so, else folded."""
    stored = loading.events_with(connection, [row.event for row in found if row.as_stored])
    # One whose claims link to others links to the same as stored where these were known as they are stored.
    ends = {other for event in stored for _, other in event.links}
    same = {row.event for row in _known_rows(connection, ends, known_on) if row.as_stored} if ends else set()
    held = {event.id: event for event in stored if all(other in same for _, other in event.links)}
    others = [row for row in found if row.event not in held]
    if others:
        held |= _events_known(connection, {row.component for row in others}, {row.event for row in others}, known_on)
    return held


def _known_rows(connection: Connection, events: Collection[str], known_on: date) -> list[Any]:
    """The rows of `event_days` that say how some events were known on a day."""
    days, known = schema.event_days.c, asked(known_on)
    query = select(days.event, days.component, days.as_stored).where(days.known_from <= known, days.known_to >= known)
    return list(rows_with(connection, query, days.event, events))


def _events_known(
    connection: Connection, components: Collection[str], wanted: set[str], known_on: date
) -> dict[str, Event]:
    """Events of some components as they were known on a day."""
    effective = Effective(connection)
    stored = Components(connection, effective)
    mine = _known(connection, stored.claims_in(components), known_on)
    linking = [claim for claim in mine if claim.kind == "event" and claim.event.links]
    triggers = effective.triggers({claim.report for claim in linking})
    ends = {triggers.at(claim.report, link.trigger) for claim in linking for link in claim.event.links} - {None}
    others = set(stored.components([end for end in ends if end]).values()) - set(components)
    claims = [*mine, *_known(connection, stored.claims_in(others), known_on)]
    told = [claim for claim in claims if claim.kind == "event"]
    mentions = sorted({claim.mention for claim in claims})
    roots = cluster(mentions, kept_apart(told, effective.judgements(mentions)))
    every = by_cluster(told, roots)
    groups = {root: group for root, group in every.items() if content_id("e", root) in wanted}
    events = fold_events(groups, tracing.load_sourcing(connection, {claim.report for claim in told}).known_on(known_on))
    return {
        event.id: replace(event, links=find_links(root, groups[root], triggers, roots))
        for root, event in events.items()
    }


def _states_then(
    connection: Connection, scopes: Collection[str], as_of: date | None, known_on: date | None
) -> dict[str, State]:
    """States of some scopes as they stood on a day and were known on a day."""
    effective = Effective(connection)
    homes, keys = load_scopes(connection, scopes)
    ends = {end for home in homes.values() for end in (home.home, home.maker) if end}
    if known_on is None:
        return _states_on(connection, effective, homes, keys, ends, as_of)
    standing = _known(connection, effective.claims(schema.claims.c.id, homes), known_on)
    beside = Components(connection, effective).claims_of(ends | {claim.mention for claim in standing})
    there = _known(connection, beside, known_on)
    part = fold_part(
        [claim for claim in there if claim.kind == "event"],
        standing,
        effective.judgements({claim.mention for claim in (*there, *standing)}),
        homes=homes,
        keys=keys,
        sourcing=tracing.load_sourcing(connection, {claim.report for claim in (*there, *standing)}).known_on(known_on),
        beside=[claim.mention for claim in there],
    )
    return {state.id: state for state in part.states(as_of)}


def _states_on(
    connection: Connection,
    effective: Effective,
    homes: Mapping[str, Home],
    keys: Mapping[str, frozenset[str]],
    ends: Collection[str],
    as_of: date | None,
) -> dict[str, State]:
    """States as they stood on a day, over the events as stored: no day changes an event."""
    standing = sorted(effective.claims(schema.claims.c.id, homes), key=text_order)
    stored = Components(connection, effective)
    mentions = {*ends, *(claim.mention for claim in standing)}
    roots, components = stored.roots(mentions), stored.components(mentions)
    held = {event.id: event for event in loading.events_with(connection, {content_id("e", roots[end]) for end in ends})}
    events = {root: held[one] for root in {roots[end] for end in ends} if (one := content_id("e", root)) in held}
    roots |= {event.mentions[0]: root for root, event in events.items()}
    every = {claim.id: {*keys[claim.id], node_key(claim, homes[claim.id], components)} for claim in standing}
    sourcing = tracing.load_sourcing(connection, {claim.report for claim in standing})
    part = Part(roots, {}, events, split_scopes(standing, every), Makers(events, roots, homes), sourcing)
    return {state.id: state for state in part.states(as_of)}


def _known(connection: Connection, claims: Sequence[Claim], known_on: date | None) -> list[Claim]:
    """The claims that were known on a day; all where no day is asked."""
    if known_on is None:
        return list(claims)
    known = known_days(claims, loading.days_published(connection, {claim.report for claim in claims}))
    return [claim for claim in claims if (day := known[claim.id]) and day <= known_on]


def _snapshot(
    connection: Connection, events: Sequence[Event], states: Sequence[State], as_of: date | None, known_on: date | None
) -> Snapshot:
    ids = {claim for event in events for claim in event.claims} | {claim for state in states for claim in state.claims}
    effective = Effective(connection)
    claims = effective.claims(schema.claims.c.id, ids)
    held = {claim.report for claim in claims}
    reports = loading.reports_with(connection, held)
    return Snapshot(
        reports={report.id: report for report in sorted(reports, key=lambda report: report.id)},
        claims={claim.id: claim for claim in claims},
        events=tuple(events),
        states=tuple(states),
        as_of=as_of,
        known_on=known_on,
        origin=_origin(connection, effective, as_of, known_on),
        provenance=tracing.load_provenance(connection, held),
        named=tracing.load_named(connection, held),
        copies=tuple(copy for copy in tracing.load_copies(connection, held) if {copy.left, copy.right} <= held),
    )


def _origin(
    connection: Connection, effective: Effective, as_of: date | None, known_on: date | None
) -> Mapping[str, str]:
    """As of Snapshot, with "newest": the last day on which a report of the record, not of the page, came out."""
    reports = schema.reports.c
    stored = {name: loading.get_meta(connection, name) for name in ("schema", "chancery", "unmatched")}
    found = stored if stored["unmatched"] == "1" else {name: stored[name] for name in ("schema", "chancery")}
    query = select(func.max(reports.published_latest))
    if known_on:
        query = query.where(reports.published_latest <= known_on.isoformat())
    newest = connection.execute(query).scalar()
    found |= {"newest": str(newest)} if newest else {}

    def then(scopes: Collection[str]) -> Iterable[State]:
        return _states_then(connection, scopes, as_of, known_on).values()

    left = count_left_out(connection, effective, as_of, known_on, then)
    return found | ({"left_out": str(left)} if left else {})
