"""Events and states that were otherwise on a day, or as known on one, than they are stored: folded from their claims.

Which ones these are, the rows of `days` say.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select

from chancery.record import loading, schema, tracing
from chancery.record.batches import RowsBy
from chancery.record.clusters import cluster
from chancery.record.days import asked, known_days
from chancery.record.effective import Effective
from chancery.record.fold import Part, by_cluster, find_links, fold_events, fold_part, kept_apart
from chancery.record.parts import Components, load_homes, load_scopes
from chancery.record.statuses import text_order
from chancery.record.triggers import Makers
from chancery.terms import Claim, Event, State, content_id


def events_then(effective: Effective, events: Collection[str], known_on: date) -> dict[str, Event]:
    """Events as known on a day, by id: as stored where they were known so, else folded."""
    connection = effective.connection
    found = _known_rows(connection, events, known_on)
    stored = loading.events_with(connection, [row.event for row in found if row.as_stored])
    # One whose claims link to others links to the same as stored where these were known as they are stored.
    ends = {other for event in stored for _, other in event.links}
    same = {row.event for row in _known_rows(connection, ends, known_on) if row.as_stored} if ends else set()
    held = {event.id: event for event in stored if all(other in same for _, other in event.links)}
    others = [row for row in found if row.event not in held]
    if others:
        held |= _events_known(effective, {row.component for row in others}, {row.event for row in others}, known_on)
    return held


def _known_rows(connection: Connection, events: Collection[str], known_on: date) -> list[Any]:
    """The rows of `event_days` that say how some events were known on a day."""
    return _KNOWN(connection, events, known=asked(known_on))


def _events_known(
    effective: Effective, components: Collection[str], wanted: set[str], known_on: date
) -> dict[str, Event]:
    """Events of some components as they were known on a day."""
    connection = effective.connection
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


def states_then(
    effective: Effective, scopes: Collection[str], as_of: date | None, known_on: date | None
) -> dict[str, State]:
    """States of some scopes as they stood on a day and were known on a day, by id."""
    connection = effective.connection
    if known_on is None:
        return _states_on(effective, scopes, as_of)
    homes, keys = load_scopes(connection, scopes)
    ends = {end for home in homes.values() for end in (home.home, home.maker) if end}
    standing = _known(connection, effective.claims(schema.claims.c.id, homes), known_on)
    parts = Components(connection, effective)
    components = set(parts.components(ends | {claim.mention for claim in standing}).values())
    there = _known(connection, parts.claims_in(components), known_on)
    as_stored = [row.event for row in _KNOWN_OF(connection, components, known=asked(known_on)) if row.as_stored]
    part = fold_part(
        [claim for claim in there if claim.kind == "event"],
        standing,
        effective.judgements({claim.mention for claim in (*there, *standing)}),
        homes=homes,
        keys=keys,
        sourcing=tracing.load_sourcing(connection, {claim.report for claim in (*there, *standing)}).known_on(known_on),
        beside=[claim.mention for claim in there],
        # Rows leave out of account what events link to, and so do states.
        stored={event.id: replace(event, links=()) for event in loading.events_with(connection, as_stored)},
    )
    return {state.id: state for state in part.states(as_of)}


def _states_on(effective: Effective, scopes: Collection[str], as_of: date | None) -> dict[str, State]:
    """States as they stood on a day, over the events and scopes as stored: no day changes either."""
    connection = effective.connection
    held = load_homes(connection, scopes)
    homes = {claim: home for claim, (home, _) in held.items()}
    standing = sorted(effective.claims(schema.claims.c.id, homes), key=text_order)
    by_scope: dict[str, list[Claim]] = {}
    for claim in standing:
        by_scope.setdefault(held[claim.id][1], []).append(claim)
    ends = {end for home in homes.values() for end in (home.home, home.maker) if end}
    roots = Components(connection, effective).roots({*ends, *(claim.mention for claim in standing)})
    told = {event.id: event for event in loading.events_with(connection, {content_id("e", roots[end]) for end in ends})}
    events = {root: told[one] for root in {roots[end] for end in ends} if (one := content_id("e", root)) in told}
    roots |= {event.mentions[0]: root for root, event in events.items()}
    sourcing = tracing.load_sourcing(connection, {claim.report for claim in standing})
    part = Part(roots, {}, events, [by_scope[one] for one in sorted(by_scope)], Makers(events, roots, homes), sourcing)
    return {state.id: state for state in part.states(as_of)}


def _known(connection: Connection, claims: Sequence[Claim], known_on: date | None) -> list[Claim]:
    """The claims that were known on a day; all where no day is asked."""
    if known_on is None:
        return list(claims)
    known = known_days(claims, loading.days_published(connection, {claim.report for claim in claims}))
    return [claim for claim in claims if (day := known[claim.id]) and day <= known_on]


_THEN = select(schema.event_days.c.event, schema.event_days.c.component, schema.event_days.c.as_stored).where(
    schema.event_days.c.known_from <= bindparam("known"), schema.event_days.c.known_to >= bindparam("known")
)
_KNOWN = RowsBy(_THEN, schema.event_days.c.event)
_KNOWN_OF = RowsBy(_THEN, schema.event_days.c.component)
