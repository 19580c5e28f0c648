"""Events and states a page at a time, as of a day and as known on a day, without reading the rest of the record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, bindparam, case, func, select, tuple_

from chancery.record import loading, schema, tracing
from chancery.record.batches import RowsBy
from chancery.record.days import asked
from chancery.record.effective import Effective
from chancery.record.fold import sorted_events
from chancery.record.otherwise import events_then, states_then
from chancery.record.undated import count_left_out
from chancery.terms import Event, Snapshot, State


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
    only: list[ColumnElement[bool]] = []
    if types:
        only.append(days.type.in_(sorted(types)))
    if country:
        only.append(days.countries.contains(f" {country} ", autoescape=True))
    if since:
        only.append(days.first_day >= since.isoformat())
    if until:
        only.append(days.first_day <= until.isoformat())
    listing = _Listing(_EVENTS.query.where(*only), days.first_day, days.event) if only else _EVENTS
    total, wanted = listing.cut(connection, limit, offset, known=asked(known_on), day=asked(as_of))
    effective = Effective(connection)
    if known_on is None:
        held = {event.id: event for event in loading.events_with(connection, wanted)}
    else:
        held = events_then(effective, wanted, known_on)
    return Page(_snapshot(effective, [held[one] for one in wanted], [], as_of, known_on), total, offset)


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
    only: list[ColumnElement[bool]] = []
    if kinds:
        only.append(days.kind.in_(sorted(kinds)))
    if country:
        only.append(days.countries.contains(f" {country} ", autoescape=True))
    first = case({kind: at for at, kind in enumerate(kinds)}, value=days.kind) if kinds else days.kind
    listing = _Listing(_STATES.query.where(*only), first, days.first_day, days.state) if only else _STATES
    total, wanted = listing.cut(connection, limit, offset, known=known, day=day)
    asks = as_of is not None or known_on is not None
    found = _HOW_STORED(connection, wanted, known=known, day=day) if asks else []
    otherwise = {row.state for row in found if not row.as_stored}
    folded = {row.scope for row in found if not row.as_stored}
    effective = Effective(connection)
    held = states_then(effective, folded, as_of, known_on) if folded else {}
    held |= {state.id: state for state in loading.states_with(connection, set(wanted) - otherwise)}
    made = _made_by(held[one] for one in wanted)
    if known_on is None:
        events = loading.events_with(connection, made)
    else:
        events = list(events_then(effective, made, known_on).values())
    shown = sorted_events(events)
    return Page(_snapshot(effective, shown, [held[one] for one in wanted], as_of, known_on), total, offset)


def _made_by(states: Any) -> set[str]:
    return {
        event
        for state in states
        for event in (*state.opened_by, *state.changed_by, *state.closing_by, *state.closed_by)
    }


def _snapshot(
    effective: Effective, events: Sequence[Event], states: Sequence[State], as_of: date | None, known_on: date | None
) -> Snapshot:
    connection = effective.connection
    ids = {claim for event in events for claim in event.claims} | {claim for state in states for claim in state.claims}
    claims = effective.claims(schema.claims.c.id, ids)
    held = {claim.report for claim in claims}
    return Snapshot(
        reports=loading.reports_with(connection, held),
        claims={claim.id: claim for claim in claims},
        events=tuple(events),
        states=tuple(states),
        as_of=as_of,
        known_on=known_on,
        origin=_origin(effective, as_of, known_on),
        provenance=tracing.load_provenance(connection, held),
        named=tracing.load_named_by(connection, ids),
        copies=tuple(copy for copy in tracing.load_copies(connection, held) if {copy.left, copy.right} <= held),
    )


def _origin(effective: Effective, as_of: date | None, known_on: date | None) -> Mapping[str, str]:
    """As of Snapshot, with "newest": the last day on which a report of the record, not of the page, came out."""
    connection = effective.connection
    found = loading.get_metas(connection, ("schema", "chancery", "unmatched"))
    if found["unmatched"] != "1":
        del found["unmatched"]
    newest = connection.execute(_NEWEST, {"day": asked(known_on)}).scalar()
    found |= {"newest": str(newest)} if newest else {}

    def then(scopes: Collection[str]) -> Iterable[State]:
        return states_then(effective, scopes, as_of, known_on).values()

    left = count_left_out(connection, effective, as_of, known_on, then)
    return found | ({"left_out": str(left)} if left else {})


class _Listing:
    """A query for ids in an order that ends with the id, cut into pages; `query` has the parameters known and day."""

    def __init__(self, query: Select[Any], *order: ColumnElement[Any]) -> None:
        self.query = query
        begin: list[BindParameter[Any]] = [bindparam(f"after_{at}") for at, _ in enumerate(order)]
        self._page = query.with_only_columns(*order).order_by(*order).limit(bindparam("limit"))
        self._page = self._page.offset(bindparam("offset"))
        self._count = query.with_only_columns(func.count())
        self._rest = self._count.where(tuple_(*order) > tuple_(*begin))

    def cut(self, connection: Connection, limit: int, offset: int, **days: str) -> tuple[int, list[str]]:
        """How many there are, and the ids of a page of them. Indexes alone answer, and each row is looked at once."""
        page = connection.execute(self._page, {"limit": limit, "offset": offset, **days}).all()
        if not page:
            return int(connection.execute(self._count, days).scalar_one()), []
        after = {f"after_{at}": value for at, value in enumerate(page[-1])}
        rest = connection.execute(self._rest, {**days, **after}).scalar_one() if len(page) == limit else 0
        return offset + len(page) + int(rest), [row[-1] for row in page]


_EVENTS = _Listing(
    select(schema.event_days.c.event).where(
        schema.event_days.c.known_from <= bindparam("known"),
        schema.event_days.c.known_to >= bindparam("known"),
        schema.event_days.c.counts_from <= bindparam("day"),
    ),
    schema.event_days.c.first_day,
    schema.event_days.c.event,
)
_THERE = (
    schema.state_days.c.known_from <= bindparam("known"),
    schema.state_days.c.known_to >= bindparam("known"),
    schema.state_days.c.valid_from <= bindparam("day"),
    schema.state_days.c.valid_to >= bindparam("day"),
)
_STATES = _Listing(
    select(schema.state_days.c.state).where(*_THERE),
    schema.state_days.c.kind,
    schema.state_days.c.first_day,
    schema.state_days.c.state,
)
_HOW_STORED = RowsBy(
    select(schema.state_days.c.state, schema.state_days.c.scope, schema.state_days.c.as_stored).where(*_THERE),
    schema.state_days.c.state,
)
_NEWEST = select(func.max(schema.reports.c.published_latest)).where(
    schema.reports.c.published_latest <= bindparam("day")
)
