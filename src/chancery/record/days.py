"""On which days, and known on which, there is an event or a state: rows by which pages are read.

Days are ISO strings. EVER stands for "no day is asked"; it sorts after every day, and FOREVER after it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chancery.record.fold import Part, counts_from
from chancery.record.merge import first_day
from chancery.record.sourcing import Sourcing
from chancery.terms import Claim, Event, PartialDate, State

EVER, FOREVER = "ever", "~"
EVER_EVE = "9999-12-31"
"""The last day that can be asked for."""
Row = dict[str, object]
Known = Mapping[str, date | None]
_ONE_DAY = timedelta(1)


def asked(day: date | None) -> str:
    """A day that is asked for, as the rows have it."""
    return day.isoformat() if day else EVER


def known_days(claims: Iterable[Claim], published: Known) -> dict[str, date | None]:
    """The day from which each claim counts as known, None where none is certain; `published` is by report."""
    found: dict[str, date | None] = {}
    for claim in claims:
        report, day = published.get(claim.report), claim.known.latest
        found[claim.id] = max(report, day) if report and day else None
    return found


@dataclass(frozen=True, slots=True)
class World:
    """What was known of some claims from one day to another. `day` is the first of them, None for all days."""

    known_from: str
    known_to: str
    day: date | None
    claims: list[Claim]


def known_worlds(known: Known, claims: Sequence[Claim], sourcing: Sourcing) -> Iterator[World]:
    """What can be known of the claims and of whose word they are, in order of day.

    The last one is where no day is asked. It is one with the one before where everything has a day.
    """
    found = {known[claim.id] for claim in claims} | sourcing.days({claim.report for claim in claims})
    first = min((day for claim in claims if (day := known[claim.id])), default=date.max)
    days = sorted(day for day in found if day and day >= first)
    dateless = None in found
    for at, day in enumerate(days):
        last = at + 1 == len(days)
        until = (EVER_EVE if dateless else FOREVER) if last else (days[at + 1] - _ONE_DAY).isoformat()
        heard = [claim for claim in claims if (since := known[claim.id]) and since <= day]
        yield World(day.isoformat(), until, None if until == FOREVER else day, heard)
    if dateless:
        yield World(EVER, FOREVER, None, list(claims))


def event_rows(
    component: str, events: Iterable[tuple[Event, Sequence[Claim]]], world: World, stored: Mapping[str, Event]
) -> list[Row]:
    """Rows of a component's events in one world of knowledge, each with its claims there; `stored` are all, by id.

    What they link to is not the component's to say, and left out of account.
    """
    return [
        {
            "event": event.id,
            "known_from": world.known_from,
            "known_to": world.known_to,
            "counts_from": asked(counts_from(event, claims)),
            "first_day": first_day(event.when).isoformat(),
            "component": component,
            "type": event.type,
            "countries": event_countries(event),
            "as_stored": int(stored.get(event.id) == replace(event, links=())),
        }
        for event, claims in events
    ]


def joined(rows: Iterable[Row], key: str = "event") -> list[Row]:
    """Rows of one thing that follow each other in knowledge and say the same, made one."""
    by_thing: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        by_thing[row[key], row.get("valid_from", "")].append(row)
    result: list[Row] = []
    for some in by_thing.values():
        some.sort(key=lambda row: str(row["known_from"]))
        kept = [some[0]]
        for row in some[1:]:
            before = kept[-1]
            if _next(str(before["known_to"])) == row["known_from"] and _same(before, row):
                before["known_to"] = row["known_to"]
            else:
                kept.append(row)
        result += kept
    return result


def _next(day: str) -> str:
    if day == EVER_EVE:
        return EVER
    return "" if day == FOREVER else (date.fromisoformat(day) + _ONE_DAY).isoformat()


def _same(one: Row, other: Row) -> bool:
    return all(one[name] == other[name] for name in one if name not in ("known_from", "known_to"))


def state_rows(
    scope: str,
    part: Part,
    standing: Sequence[Claim],
    world: World,
    stored: Mapping[str, State],
) -> list[Row]:
    """Rows of a scope's states in one world of knowledge: for every day, and where no day is asked.

    `stored` are its states where all is known, by id.
    """
    whole = part.states()
    turns = sorted({date.min, *_turns(standing, part.events.values(), whole)})
    spans = [
        (day.isoformat(), (turns[i + 1] - _ONE_DAY).isoformat() if i + 1 < len(turns) else EVER_EVE, part.states(day))
        for i, day in enumerate(turns)
    ]
    rows: list[Row] = []
    open_rows: dict[str, Row] = {}
    for start, end, states in [*spans, (EVER, FOREVER, whole)]:
        now: dict[str, Row] = {}
        for state in states:
            row = _state_row(scope, state, (start, end), world)
            row["as_stored"] = int(stored.get(state.id) == state)
            before = open_rows.get(state.id)
            if before and all(before[name] == row[name] for name in ("first_day", "countries", "kind", "as_stored")):
                before["valid_to"] = end
                row = before
            else:
                rows.append(row)
            now[state.id] = row
        open_rows = now
    return rows


def _state_row(scope: str, state: State, valid: tuple[str, str], world: World) -> Row:
    return {
        "state": state.id,
        "known_from": world.known_from,
        "valid_from": valid[0],
        "known_to": world.known_to,
        "valid_to": valid[1],
        "kind": state.kind,
        "first_day": first_day(state.since).isoformat(),
        "scope": scope,
        "countries": state_countries(state),
    }


def _turns(standing: Sequence[Claim], events: Iterable[Event], states: Iterable[State]) -> Iterator[date]:
    """All days on which the states of claims may turn out otherwise than on the day before."""
    for claim in standing:
        for when in (claim.known, claim.state.since.date, claim.state.until.date):
            yield from _ends(when)
    for event in events:
        yield from _ends(event.when.date)
    for state in states:
        yield from _ends(state.since.date)
        yield from _ends(state.until.date)


def _ends(when: PartialDate) -> Iterator[date]:
    for day in (when.earliest, when.latest):
        if day:
            yield day
            if day < date.max:
                yield day + _ONE_DAY


def event_countries(event: Event) -> str:
    """Countries of an event's place and parties: " AZE RUS ", "" for none."""
    found = {party.actor.country for party in (*event.actors, *event.recipients)}
    return _countries(found | ({event.place.place.country} if event.place else set()))


def state_countries(state: State) -> str:
    """Countries of a state's place and parties: " AZE RUS ", "" for none."""
    found = {party.actor.country for party in (*state.who, *state.by, *state.to)}
    return _countries(found | ({state.where.place.country} if state.where else set()))


def _countries(found: set[str]) -> str:
    found.discard("")
    return f" {' '.join(sorted(found))} " if found else ""
