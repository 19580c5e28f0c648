"""Reports that a day leaves out of account, because nothing dates them or what they tell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from chancery.record import schema
from chancery.record.batches import rows_with
from chancery.record.days import EVER, asked
from chancery.record.effective import Effective
from chancery.record.snapshots import dateless
from chancery.terms import State

StatesThen = Callable[[Collection[str]], Iterable[State]]
"""From scopes to their states as they stood on the day asked about."""


def count_left_out(
    connection: Connection, effective: Effective, as_of: date | None, known_on: date | None, then: StatesThen
) -> int:
    """How many reports of unknown date a day leaves out, or tells less of: as "left_out" of `make_snapshot`.

    Known on a day is none of them; as of a day, all that tell something that nothing dates and that is not shown.
    """
    reports = schema.reports.c
    query = select(reports.id).where(reports.published_latest.is_(None))
    undated = set(connection.execute(query).scalars()) if as_of or known_on else set()
    if known_on or not undated:
        return len(undated)
    left = _with_opinions(connection, effective, undated)
    told = [one for one in effective.claims(schema.claims.c.report, undated - left) if dateless(one)]
    shown = _in_events(connection, [one.id for one in told if one.kind == "event"], as_of)
    shown |= _in_states(connection, [one.id for one in told if one.kind == "state"], as_of, then)
    return len(left | {one.report for one in told if one.id not in shown})


def _with_opinions(connection: Connection, effective: Effective, reports: Collection[str]) -> set[str]:
    """The reports that hold an opinion: it has no date but the report's, and so none on any day."""
    claims = schema.claims.c
    query = select(claims.id, claims.report).where(claims.kind == "opinion", claims.known_earliest.is_(None))
    query = query.where(claims.known_latest.is_(None))
    found = {row.id: row.report for row in rows_with(connection, query, claims.report, reports)}
    return {found[one] for one in effective.counting(found)}


def _in_events(connection: Connection, claims: Sequence[str], as_of: date | None) -> set[str]:
    """The claims that an event of the day rests on."""
    parts, days = schema.event_claims.c, schema.event_days.c
    query = select(parts.claim).join_from(schema.event_claims, schema.event_days, days.event == parts.event)
    query = query.where(days.known_from <= EVER, days.known_to >= EVER, days.counts_from <= asked(as_of))
    return {row.claim for row in rows_with(connection, query, parts.claim, claims)}


def _in_states(connection: Connection, claims: Sequence[str], as_of: date | None, then: StatesThen) -> set[str]:
    """The claims that a state rests on as it stood on the day."""
    parts, days, held = schema.state_parts.c, schema.state_days.c, schema.state_claims.c
    here: tuple[Any, ...] = (days.known_from <= EVER, days.known_to >= EVER)
    here += (days.valid_from <= asked(as_of), days.valid_to >= asked(as_of))
    scopes = {row.scope for row in rows_with(connection, select(parts.scope), parts.claim, claims)}
    query = select(days.state, days.scope, days.as_stored).where(*here)
    there = list(rows_with(connection, query, days.scope, scopes))
    stored = {row.state for row in there if row.as_stored}
    shown = {row.claim for row in rows_with(connection, select(held.claim), held.state, stored)}
    otherwise = {row.scope for row in there if not row.as_stored}
    return shown | {claim for state in then(otherwise) for claim in state.claims} if otherwise else shown
