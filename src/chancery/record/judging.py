"""People's judgements put into a record and asked for, inside a caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, select

from chancery.record import loading, rows, schema
from chancery.terms import Claim, Event, Judgement, RecordError, State

_BEHIND_S = 60.0
"""Seconds that the clock may be behind the last judgement on the same thing before it is taken for wrong. Ours."""
_TICK = timedelta(microseconds=1)


def add_persons(connection: Connection, judgements: Sequence[Judgement], now: str) -> tuple[Judgement, ...]:
    """Append what one person says in one act, with the time `now` for `when`, to the microsecond.

    The time is moved on where the person, or anybody on the same mentions, has judged at the same moment or just after
    it, so that an act has a time of its own and the order in which judgements were passed is the order of their times.
    Raises:  RecordError where the clock is more than a minute behind the last judgement on the same mentions.
    """
    if not judgements:
        return ()
    asked, by = _moment(now), judgements[0].by
    earlier = load_persons(connection)
    over = {(one.kind, one.left, one.right) for one in judgements}
    targets = {one.left for one in judgements if one.kind == "undo"}
    same = [one.when for one in earlier if one.when and ((one.kind, one.left, one.right) in over or one.id in targets)]
    latest = max(map(_moment, same), default=None)
    moment = asked
    if latest is not None and latest >= asked:
        if (latest - asked).total_seconds() > _BEHIND_S:
            raise RecordError(
                f"the clock says {now}, but this was judged at {_iso(latest)} already",
                remedy="put the clock right; the record is as it was",
            )
        moment = latest + _TICK
    taken = {one.when for one in earlier if one.by == by}
    while _iso(moment) in taken:
        moment += _TICK
    stamped = tuple(replace(one, when=_iso(moment)) for one in judgements)
    if loading.insert_new(connection, schema.judgements, [rows.judgement_row(one) for one in stamped], "row"):
        loading.set_meta(connection, "unmatched", "1")
    return stamped


def load_persons(connection: Connection) -> tuple[Judgement, ...]:
    """Every judgement that a person passed, undos among them, in order of time, then id."""
    table = schema.judgements
    found = connection.execute(select(table).where(loading.by_persons()))
    return tuple(sorted((rows.judgement_of(row._asdict()) for row in found), key=lambda one: (one.when, one.id)))


def rulings(connection: Connection, mentions: Iterable[str]) -> tuple[Judgement, ...]:
    """The judgements on pairs that stand, rules' and people's, with an end among some mentions; in order of pair."""
    wanted, table = sorted(set(mentions)), schema.judgements
    query = select(table).join(schema.standing, schema.standing.c.row == table.c.row).where(table.c.kind == "pair")
    found = connection.execute(query.where(or_(table.c.left.in_(wanted), table.c.right.in_(wanted))))
    judged = (rows.judgement_of(row._asdict()) for row in found)
    return tuple(sorted(judged, key=lambda one: (one.left, one.right, one.by, one.id)))


def ruled_as(connection: Connection, prefix: str) -> tuple[Judgement, ...]:
    """The judgements on pairs that stand and whose ids begin so, by id."""
    table = schema.judgements
    query = select(table).join(schema.standing, schema.standing.c.row == table.c.row).where(table.c.kind == "pair")
    # Ids are letters and hex digits; "~" sorts after all of them.
    found = connection.execute(query.where(table.c.id >= prefix, table.c.id < f"{prefix}~").order_by(table.c.id))
    return tuple(rows.judgement_of(row._asdict()) for row in found)


def claims_of(connection: Connection, reports: Iterable[str]) -> tuple[Claim, ...]:
    """The claims of some reports that count, by place."""
    table = schema.claims
    query = select(table).where(table.c.report.in_(sorted(set(reports))), loading.current())
    found = connection.execute(
        query.order_by(table.c.report, table.c.sentence_start, table.c.trigger_start, table.c.id)
    )
    return tuple(rows.claim_of(row._asdict()) for row in found)


def homes(connection: Connection, claims: Iterable[str]) -> tuple[tuple[Event, ...], tuple[State, ...]]:
    """The events and states that rest on some claims, each by id."""
    wanted = sorted(set(claims))
    events = select(schema.events).where(
        schema.events.c.id.in_(select(schema.event_claims.c.event).where(schema.event_claims.c.claim.in_(wanted)))
    )
    states = select(schema.states).where(
        schema.states.c.id.in_(select(schema.state_claims.c.state).where(schema.state_claims.c.claim.in_(wanted)))
    )
    return (
        tuple(
            rows.decode(row.content, Event, f"event {row.id}")
            for row in connection.execute(events.order_by(schema.events.c.id))
        ),
        tuple(
            rows.decode(row.content, State, f"state {row.id}")
            for row in connection.execute(states.order_by(schema.states.c.id))
        ),
    )


def _moment(when: str) -> datetime:
    return datetime.fromisoformat(when)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
