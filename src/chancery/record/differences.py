"""What a later snapshot of a record holds and an earlier one did not: pure, and by shared claims rather than by id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from chancery.record.statuses import REAL, claimed_status
from chancery.terms import Claim, Event, PartialDate, Report, Snapshot, State

KINDS = (
    "opened",
    "changed",
    "suspended",
    "resumed",
    "ending",
    "closed",
    "disputed",
    "denied",
    "revised",
    "dated",
    "confirmed",
    "planned",
    "alleged",
    "happened",
    "told",
    "withdrawn",
)
"""Every kind of difference, as docs/states.md lists them."""

_BECOMES = {
    "standing": "opened",
    "ending": "ending",
    "ended": "closed",
    "suspended": "suspended",
    "planned": "planned",
    "alleged": "alleged",
    "disputed": "disputed",
}
Item = TypeVar("Item", Event, State)
_NOT_YET = ("planned", "alleged")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the record has learned, or holds otherwise than before.

    Shapes:  `kind` is one of KINDS; `noun` state or event; `id` its id in the later snapshot (in the earlier one where
             it was withdrawn), `before` its id in the earlier one, "" where it is new. `claims` are the new claims
             about it, all of its claims where no single one is new. `old` and `new` are what differs: a status, an
             EDTF date, or a figure in words.
    """

    kind: str
    noun: str
    id: str
    before: str
    claims: tuple[str, ...]
    old: str = ""
    new: str = ""


class Snapshots(Protocol):
    """What a stretch of time is asked of: a Record."""

    def snapshot(self, as_of: date | None = None, known_on: date | None = None) -> Snapshot:
        """What is held, as of a day and as known on a day."""
        ...

    def reports(self) -> Iterable[Report]:
        """All reports."""
        ...


def snapshots_between(record: Snapshots, since: date, until: date | None = None) -> tuple[Snapshot, Snapshot]:
    """What was known on the eve of `since`, and what is known at the end of `until`: without it, of the newest report.

    Reports without a date of publication are in neither, as nobody can say when they became known.
    """
    last = until or max((one.published.latest for one in record.reports() if one.published.latest), default=since)
    eve = since - timedelta(days=1) if since > date.min else since
    return record.snapshot(known_on=eve), record.snapshot(known_on=last)


def find_differences(before: Snapshot, after: Snapshot) -> tuple[Difference, ...]:
    """What differs between two snapshots of one record: states first, then events, each in the order of `after`.

    A state or event is taken for the same one in both where it shares more claims with it than with any other, so that
    an id that changed because an earlier mention joined is no difference. Something that only moved, two events judged
    to be one without a new claim, say, is none either; what no claim is left of any more is withdrawn.
    """
    found: list[Difference] = []
    fresh = after.claims.keys() - before.claims.keys()
    states = _matched(before.states, after.states)
    for state in after.states:
        new = tuple(claim for claim in state.claims if claim in fresh)
        found += _state_differences(states.get(state.id), state, new, after)
    events = _matched(before.events, after.events)
    for event in after.events:
        new = tuple(claim for claim in event.claims if claim in fresh)
        found += _event_differences(events.get(event.id), event, new, after)
    found += _withdrawn("state", before.states, after.states)
    found += _withdrawn("event", before.events, after.events)
    return tuple(found)


_MONTH_DAYS = 31


def find_happened(snapshot: Snapshot, since: date, until: date) -> tuple[Difference, ...]:
    """What happened between two days, whenever it was told: states that began, changed, rested or ended, and events.

    A date counts that lies between the days, that is known by its last possible day only and has that between them, or
    that is no wider than a month and shares a day with them: what is dated to a year is no news of a week.
    """

    def within(when: PartialDate) -> bool:
        if when.latest is None or when.latest < since or (when.earliest and when.earliest > until):
            return False
        if when.earliest is None:
            return when.latest <= until
        return (since <= when.earliest and when.latest <= until) or (when.days or _MONTH_DAYS + 1) <= _MONTH_DAYS

    dates = {event.id: event.when.date for event in snapshot.events}
    found: list[Difference] = []
    for state in snapshot.states:
        kinds: list[str] = []
        if within(state.since.date) and state.status not in _NOT_YET:
            kinds.append("opened")
        if any(one in dates and within(dates[one]) for one in state.changed_by):
            kinds.append("changed")
        if state.status in ("suspended", "ending"):
            kinds += [state.status] * any(one in dates and within(dates[one]) for one in state.closing_by)
        if state.status == "ended" and within(state.until.date):
            kinds.append("closed")
        found += [Difference(kind, "state", state.id, state.id, state.claims, "", state.status) for kind in kinds]
    found += [
        Difference("told", "event", event.id, event.id, event.claims, "", event.status)
        for event in snapshot.events
        if within(event.when.date) and event.status in REAL
    ]
    return tuple(found)


def _matched(before: Sequence[Item], after: Sequence[Item]) -> dict[str, Item]:
    """The earlier item for each later one that has one, one to one: most claims in common first, then by id."""
    holders: dict[str, list[Item]] = {}
    for item in before:
        for claim in item.claims:
            holders.setdefault(claim, []).append(item)
    shared: dict[tuple[str, str], int] = {}
    by_id = {item.id: item for item in before}
    for item in after:
        for claim in item.claims:
            for held in holders.get(claim, ()):
                pair = (item.id, held.id)
                shared[pair] = shared.get(pair, 0) + 1
    result: dict[str, Item] = {}
    taken: set[str] = set()
    for later, earlier in sorted(shared, key=lambda pair: (-shared[pair], pair[0] != pair[1], pair)):
        if later not in result and earlier not in taken:
            result[later] = by_id[earlier]
            taken.add(earlier)
    return result


def _withdrawn(noun: str, before: Sequence[Item], after: Sequence[Item]) -> list[Difference]:
    """Items that later share no claim with any: a person has rejected what they rest on, or they are over."""
    told = {claim for item in after for claim in item.claims}
    return [
        Difference("withdrawn", noun, item.id, item.id, item.claims)
        for item in before
        if not told.intersection(item.claims)
    ]


def _state_differences(old: State | None, state: State, new: tuple[str, ...], after: Snapshot) -> list[Difference]:
    if old is None:
        # Without a new claim it is what was told before, divided otherwise.
        kind = _BECOMES.get(state.status, "opened")
        return [Difference(kind, "state", state.id, "", new, "", state.status)] if new else []

    def differs(kind: str, was: str = "", now: str = "") -> Difference:
        return Difference(kind, "state", state.id, old.id, new or state.claims, was, now)

    found: list[Difference] = []
    if old.status != state.status:
        found.append(differs(_turn(old.status, state.status), old.status, state.status))
    elif len(state.changed_by) > len(old.changed_by):
        found.append(differs("changed"))
    elif _edge(old.since.date) != _edge(state.since.date) or _edge(old.until.date) != _edge(state.until.date):
        found.append(differs("dated", _span(old), _span(state)))
    found += [differs("revised", was, now) for was, now in _revised(old, state)]
    if state.status != "disputed" and _denials(new, after):
        found.append(differs("denied"))
    if not found and new and _later(state.confirmed, old.confirmed):
        found.append(differs("confirmed", old.confirmed.edtf, state.confirmed.edtf))
    return found


def _event_differences(old: Event | None, event: Event, new: tuple[str, ...], after: Snapshot) -> list[Difference]:
    if old is None:
        return [Difference("told", "event", event.id, "", new, "", event.status)] if new else []

    def differs(kind: str, was: str = "", now: str = "") -> Difference:
        return Difference(kind, "event", event.id, old.id, new or event.claims, was, now)

    found: list[Difference] = []
    if event.status in REAL and old.status not in REAL:
        found.append(differs("happened", old.status, event.status))
    found += [differs("revised", was, now) for was, now in _revised(old, event)]
    if event.disputed and not old.disputed:
        found.append(differs("disputed", old.status, event.status))
    elif _denials(new, after):
        found.append(differs("denied", old.status, event.status))
    if not found and any(claimed_status(after.claims[claim]) in REAL for claim in new):
        found.append(differs("confirmed", old.status, event.status))
    return found


def _turn(old: str, new: str) -> str:
    """What to call a change of status: to stand again after a rest is to resume."""
    if new == "standing" and old not in _NOT_YET:
        return "resumed"
    return _BECOMES.get(new, "changed")


def _edge(when: PartialDate) -> tuple[date | None, date | None]:
    return when.earliest, when.latest


def _span(state: State) -> str:
    return f"{state.since.date.edtf or '..'} to {state.until.date.edtf or '..'}"


def _later(one: PartialDate, other: PartialDate) -> bool:
    """Whether one day of confirmation is surely known and later than the other, or the first."""
    return one.latest is not None and (other.latest is None or one.latest > other.latest)


def _denials(ids: Iterable[str], after: Snapshot) -> list[Claim]:
    return [after.claims[one] for one in ids if claimed_status(after.claims[one]) == "denied"]


def _revised(old: Event | State, new: Event | State) -> list[tuple[str, str]]:
    """Counts that were given and are now given otherwise, as (before, now) in the reports' words.

    Only counts of people and things that had been counted before; a first count is part of what is told.
    """
    was, now = _counts(old), _counts(new)
    return [(was[what], now[what]) for what in sorted(was.keys() & now.keys()) if was[what] != now[what]]


def _counts(item: Event | State) -> dict[str, str]:
    """The words of every count that still stands, by what is counted; those that a voice has replaced are left out."""
    words: dict[str, list[str]] = {}
    for figure in item.figures:
        if figure.what not in ("", "other"):
            standing = (" ".join(one.words.split()) for one in figure.said if not one.superseded)
            words.setdefault(figure.what, []).extend(standing)
    for one in item.quantities if not item.figures else ():
        if one.what not in ("", "other"):
            words.setdefault(one.what, []).append(" ".join(one.words.split()))
    return {what: " or ".join(sorted(dict.fromkeys(some), key=str.casefold)) for what, some in words.items()}
