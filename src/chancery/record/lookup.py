"""Ids, or how they begin, looked up in the record."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy import Column, Connection, select

from chancery.record import rows, schema
from chancery.terms import Claim, Event, Report, State, UnknownIdError

_SHORTEST = 2
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What an id means. kind: event, state, claim, report or mention; a mention's item is its claims, by id."""

    kind: str
    id: str
    item: Event | State | Claim | Report | tuple[Claim, ...]


def find_by_prefix(connection: Connection, prefix: str) -> Found:
    """The one thing whose id begins with `prefix`; an id in full always means itself.

    Raises:  UnknownIdError where there is none or more than one, with the nearest ids as remedy.
    """
    wanted = prefix.strip()
    if len(wanted) < _SHORTEST:
        raise UnknownIdError(f"{prefix!r} is too short for an id", remedy="give at least two of its characters")
    matches = [(kind, id_) for kind, column in _columns() for id_ in _beginning(connection, column, wanted)]
    exact = [match for match in matches if match[1] == wanted]
    if len(exact or matches) == 1:
        kind, identity = (exact or matches)[0]
        return Found(kind, identity, _item(connection, kind, identity))
    if matches:
        some = ", ".join(f"{kind} {identity}" for kind, identity in matches[:_SHOWN])
        raise UnknownIdError(f"more than one id begins with {wanted}", remedy=f"give more of it: {some}")
    near = _nearest(connection, wanted)
    remedy = f"did you mean {' or '.join(near)}?" if near else "chancery search WORDS shows ids"
    raise UnknownIdError(f"the record holds no id that begins with {wanted}", remedy=remedy)


def _columns() -> list[tuple[str, Column[str]]]:
    return [
        ("event", schema.events.c.id),
        ("state", schema.states.c.id),
        ("claim", schema.claims.c.id),
        ("report", schema.reports.c.id),
        ("mention", schema.claims.c.mention),
    ]


def _beginning(connection: Connection, column: Column[str], prefix: str) -> list[str]:
    # Ids are letters and hex digits; "~" sorts after all of them.
    query = select(column).where(column >= prefix, column < f"{prefix}~").distinct().order_by(column).limit(_SHOWN + 1)
    return list(connection.execute(query).scalars())


def _nearest(connection: Connection, wanted: str) -> list[str]:
    """Ids that are spelt much like what was asked, among those that begin with the same three characters, else two."""
    for length in (3, 2):
        begun = wanted[:length]
        some = {
            identity
            for _, column in _columns()
            for identity in connection.execute(
                select(column).where(column >= begun, column < f"{begun}~").distinct().limit(2000)
            ).scalars()
        }
        cut = {identity[: len(wanted)]: identity for identity in sorted(some)}
        near = get_close_matches(wanted, sorted(cut), n=3, cutoff=0.7)
        if near:
            return [cut[match] for match in near]
    return []


def _item(connection: Connection, kind: str, identity: str) -> Event | State | Claim | Report | tuple[Claim, ...]:
    if kind == "event":
        row = connection.execute(select(schema.events).where(schema.events.c.id == identity)).one()
        return rows.decode(row.content, Event, f"event {identity}")
    if kind == "state":
        row = connection.execute(select(schema.states).where(schema.states.c.id == identity)).one()
        return rows.decode(row.content, State, f"state {identity}")
    if kind == "report":
        row = connection.execute(select(schema.reports).where(schema.reports.c.id == identity)).one()
        return rows.report_of(row._asdict())
    column = schema.claims.c.id if kind == "claim" else schema.claims.c.mention
    found = connection.execute(select(schema.claims).where(column == identity).order_by(schema.claims.c.id))
    claims = tuple(rows.claim_of(row._asdict()) for row in found)
    return claims[0] if kind == "claim" else claims
