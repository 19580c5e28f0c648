"""States that cannot hold beside one another: one that gave way to a later one, and those between which sources differ.

Source: ours, decision 0027.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from chancery.record.merge import covers, first_day, side_of
from chancery.record.statuses import OWN_VOICE, REAL, claimed_status, voucher
from chancery.terms import UNKNOWN_DATE, Actor, Claim, Dated, PartialDate, State

_STOOD = ("standing", "ending", "suspended", "disputed")
_SURE = ("standing", "ending", "suspended", "ended")
_MAY_HOLD = (*_STOOD, "alleged")
#: Offices of one word that one person in a country holds at a time; an office of more words ("foreign minister") says
#: itself which it is. "Minister" or "judge" alone may be one of many.
_SINGULAR = frozenset({"president", "premier", "chancellor", "king", "queen", "emperor", "sultan", "emir", "pope"})
_ARTICLES = frozenset({"the", "a", "an", "new", "next", "interim", "acting", "its", "their", "his", "her"})


def settle_rivals(states: Sequence[State], claims: Mapping[str, Claim]) -> list[State]:
    """The states, with those ended that gave way to another, and those told of each other that cannot both hold.

    Shapes:  states of one fold, in their order; `claims` by id are those that the states rest on. Control of one place,
             and one office, have one holder at a time. Where another surely began later, or was first told of after
             the last word that the one stood, the one has ended (an inference, and marked as one). Where both are told
             of for the same time, each has the other among its `rivals`, and each that is not merely alleged is
             disputed.
    """
    result = {state.id: state for state in states}
    sole = [state for state in states if _seat(state)]
    for one, other in combinations(sole, 2):
        if _seat(one) != _seat(other) or _same_holders(one, other):
            continue
        for early, late in ((one, other), (other, one)):
            held = result[early.id]
            if _gave_way(early, late, claims):
                result[early.id] = _sooner(held, _given_way(held, late))
    for one, other in combinations(sole, 2):
        a, b = result[one.id], result[other.id]
        if _seat(one) == _seat(other) and not _same_holders(one, other) and _clash(a, b):
            result[a.id], result[b.id] = _against(a, b), _against(b, a)
    return [result[state.id] for state in states]


def _seat(state: State) -> tuple[str, ...] | None:
    """What only one can hold at a time: a place, or an office of a country; None for any other state."""
    if state.kind == "control" and state.where and (state.who or state.by):
        return "control", state.where.place.id
    office = office_words(state.what) if state.kind == "office" else ""
    country = next((party.actor.country for party in state.who if party.actor.country), "")
    return ("office", country, office) if office and country else None


def office_words(what: str) -> str:
    """An office as it is compared, "" where the words may mean one of many holders.

    >>> office_words("the new prime minister"), office_words("minister")
    ('prime minister', '')
    """
    words = [word for word in what.casefold().split() if word not in _ARTICLES]
    return " ".join(words) if len(words) > 1 or set(words) & _SINGULAR else ""


def _holders(state: State) -> list[Actor]:
    return [party.actor for party in state.who or state.by]


def _same_holders(one: State, other: State) -> bool:
    """Whether two states are held by one side: the same actor, or one that the other's words may well mean."""
    if one.kind == "office":
        return bool({actor.id for actor in _holders(one)} & {actor.id for actor in _holders(other)})
    return any(side_of(a) == side_of(b) or covers(a, b) or covers(b, a) for a in _holders(one) for b in _holders(other))


def _gave_way(early: State, late: State, claims: Mapping[str, Claim]) -> bool:
    """Whether the earlier state is over because the later one took its seat."""
    if not {early.status, late.status} <= set(_SURE):
        return False
    return (_surely_later(early, late) and not _upheld(early, late, claims)) or _told_in_turn(early, late, claims)


def _surely_later(early: State, late: State) -> bool:
    """Whether one began, or at the least was last told of, before the other can have begun."""
    end, start = early.since.date.latest or early.confirmed.latest, late.since.date.earliest
    return bool(end and start and end < start)


def _upheld(early: State, late: State, claims: Mapping[str, Claim]) -> bool:
    """Whether a report that knows nothing of the later state says, after that began, that the earlier one holds."""
    start = late.since.date.latest or late.since.date.earliest
    reports = {claims[one].report for one in late.claims}
    return start is not None and any(
        claim.state.change == "holds"
        and claim.report not in reports
        and claimed_status(claim) in REAL
        and claim.known.earliest is not None
        and claim.known.earliest > start
        for claim in (claims[one] for one in early.claims)
    )


def _told_in_turn(early: State, late: State, claims: Mapping[str, Claim]) -> bool:
    """Whether the later state, of unknown beginning, was first told of after the last word that the earlier one stood.

    Only where somebody other than its holder says so: of two sides that each claim a place, one always speaks last.
    """
    if late.since.date.stated or not early.confirmed.latest:
        return False
    told = [claims[one] for one in late.claims if claimed_status(claims[one]) in REAL]
    days = [claim.known.earliest for claim in told if claim.known.earliest]
    if not days or len(days) < len(told) or min(days) <= early.confirmed.latest:
        return False
    sides = {actor.country for actor in _holders(late) if actor.country}
    return any(voucher(claim) >= OWN_VOICE or _speaker_country(claim) not in sides for claim in told)


def _speaker_country(claim: Claim) -> str:
    return next((one.actor.country for one in reversed(claim.speakers) if one.actor), "")


def _given_way(early: State, late: State) -> State:
    """The earlier state, ended by the later one."""
    name = next((actor.name for actor in _holders(late)), "another")
    if late.since.date.stated:
        when = late.since.date
    else:
        first, last = early.confirmed.latest, late.confirmed.latest
        when = PartialDate.between(first, last) if first and last and first <= last else UNKNOWN_DATE
    until = Dated(when, "inferred" if when.stated else "unknown", f"{early.kind} passed to {name}")
    return replace(early, status="ended", until=until, closed_by=late.opened_by, closing_by=())


def _sooner(held: State, ended: State) -> State:
    """Of two ends of one state the one that is told outright, else the sooner one."""
    if held.status != "ended":
        return ended
    inferred = held.until.why.startswith(f"{held.kind} passed to ")
    sooner = (first_day(ended.until), ended.closed_by) < (first_day(held.until), held.closed_by)
    return ended if inferred and sooner else held


def _clash(one: State, other: State) -> bool:
    """Whether two states of one seat are told of for the same time."""
    if not {one.status, other.status} <= set(_MAY_HOLD):
        return False
    return one.status in _STOOD or other.status in _STOOD


def _against(state: State, rival: State) -> State:
    """The state with its rival; disputed where both are said to hold."""
    firm = state.status in _STOOD and rival.status in _STOOD
    return replace(
        state,
        status="disputed" if firm else state.status,
        rivals=tuple(sorted({*state.rivals, rival.id})),
    )


def last_confirmed(claims: Sequence[Claim], until: PartialDate) -> PartialDate:
    """The last day on which a report told that a state stood: that it holds, was opened or changed, or is ending.

    What is told after the end of a state looks back, and counts for its last day at most.
    """
    told = [
        claim.known
        for claim in claims
        if claim.state.change != "closes" and claimed_status(claim) in REAL and claim.known.latest
    ]
    during = [known for known in told if until.latest is None or (known.latest or date.max) <= until.latest]
    if during:
        return max(during, key=lambda known: (known.latest or date.min, known.edtf))
    return UNKNOWN_DATE
