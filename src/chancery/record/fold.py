"""Events, states and opinions computed from claims and judgements: pure, and the same in any order of input."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from chancery.record.clusters import by_person, cluster
from chancery.record.happenings import independent_sources, merge_event
from chancery.record.merge import first_day
from chancery.record.standing import first_told, fold_states
from chancery.record.statuses import REAL, claimed_status, text_order
from chancery.terms import Claim, Event, Judgement, Span, State

Folded = tuple[tuple[Event, ...], tuple[State, ...], tuple[Claim, ...]]


def fold(
    claims: Iterable[Claim],
    judgements: Iterable[Judgement],
    *,
    sources: Mapping[str, str] | None = None,
    as_of: date | None = None,
) -> Folded:
    """Events (by first possible day, unknown last), states (by kind, first day, id) and opinion claims (by place).

    `sources` gives the publisher of each report by report id, so that what one publisher repeats counts once;
    without it each report counts by itself. With `as_of`, what can only have come after that day is left out, and
    states are as they stood on it. Judgements over mentions that no claim has are ignored.
    """
    unique = sorted({claim.id: claim for claim in claims}.values(), key=text_order)
    told = [claim for claim in unique if claim.kind == "event"]
    standing = [claim for claim in unique if claim.kind == "state"]
    publishers = sources or {}
    roots = cluster((claim.mention for claim in (*told, *standing)), _kept_apart(told, judgements))
    by_root: dict[str, list[Claim]] = {}
    for claim in told:
        by_root.setdefault(roots[claim.mention], []).append(claim)
    events: dict[str, Event] = {}
    for root, group in by_root.items():
        events[root] = merge_event(root, group, independent_sources(group, publishers))
    at = _Triggers(told, roots)
    for root, group in by_root.items():
        # "same" is what matching judges by, and is no relation between two events.
        links = {
            (link.relation, at.root(claim.report, link.trigger))
            for claim in group
            for link in claim.event.links
            if link.relation != "same"
        }
        found = sorted((relation, events[end].id) for relation, end in links if end and end != root)
        if found:
            events[root] = replace(events[root], links=tuple(found))
    states = fold_states(standing, _Makers(events, at), roots, publishers, as_of)
    shown = [
        events[root]
        for root, group in by_root.items()
        if as_of is None or (_first_day(events[root], group) or as_of) <= as_of
    ]
    opinions = [claim for claim in unique if as_of is None or (claim.known.earliest or as_of) <= as_of]
    return sorted_events(shown), sorted_states(states), sorted_opinions(opinions)


def _first_day(event: Event, claims: Sequence[Claim]) -> date | None:
    """The first day on which an event counts: its first possible day, else when it is first heard of."""
    when = event.when.date
    return when.earliest or first_told(claims, when.latest)


def sorted_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events by first possible day, those of unknown date last, then by id."""
    return tuple(sorted(events, key=lambda event: (first_day(event.when), event.id)))


def sorted_states(states: Iterable[State]) -> tuple[State, ...]:
    """States by kind, first possible day and id."""
    return tuple(sorted(states, key=lambda state: (state.kind, first_day(state.since), state.id)))


def sorted_opinions(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims that are opinions, by report and place."""
    return tuple(sorted((claim for claim in claims if claim.kind == "opinion"), key=text_order))


def _kept_apart(claims: Sequence[Claim], judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements, without rules' that would make one of what is only alleged and something else that happened.

    An alleged massacre is not the capture of the town, however near the two lie: a rule joins what is alleged to what
    happened only where type and mode are the same. A person may join any two.
    """
    alleged: dict[str, set[tuple[str, str]]] = {}
    real: dict[str, set[tuple[str, str]]] = {}
    for claim in claims:
        status = claimed_status(claim)
        if status in (*REAL, "alleged"):
            side = real if status in REAL else alleged
            side.setdefault(claim.mention, set()).add((claim.event.type, claim.event.mode))

    def clash(one: str, other: str) -> bool:
        only_alleged = alleged.get(one) if one not in real else None
        happened = real.get(other)
        return bool(only_alleged and happened and not only_alleged & happened)

    return [
        judgement
        for judgement in judgements
        if judgement.verdict != "same"
        or by_person(judgement)
        or not (clash(judgement.left, judgement.right) or clash(judgement.right, judgement.left))
    ]


class _Triggers:
    """Where in each report an event is told: from a trigger's characters to the cluster told there."""

    def __init__(self, claims: Sequence[Claim], roots: Mapping[str, str]) -> None:
        self._exact = {(claim.report, claim.trigger): roots[claim.mention] for claim in claims}
        self._all: dict[str, list[tuple[Span, str]]] = {}
        for (report, span), root in sorted(self._exact.items()):
            self._all.setdefault(report, []).append((span, root))

    def exact(self, report: str, trigger: Span) -> str | None:
        """The cluster told at just these characters; None where none is."""
        return self._exact.get((report, trigger))

    def root(self, report: str, trigger: Span) -> str | None:
        """The cluster told at a trigger, or at one that shares characters with it; None where none is."""
        found = self._exact.get((report, trigger))
        if found is not None:
            return found
        return next((root for span, root in self._all.get(report, ()) if span.meets(trigger)), None)


class _Makers:
    """Which events a state claim speaks of. Source: coding, whose claims name an event by its trigger."""

    def __init__(self, events: Mapping[str, Event], at: _Triggers) -> None:
        self._events = events
        self._at = at

    def home(self, claim: Claim) -> Event | None:
        """The event that the state hangs on: the one the claim names, else the one told at its own trigger."""
        if claim.state.event is not None:
            root = self._at.root(claim.report, claim.state.event)
        else:
            root = None if claim.state.change == "holds" else self._at.exact(claim.report, claim.trigger)
        return self._events.get(root) if root else None

    def maker(self, claim: Claim) -> Event | None:
        """The event that makes the change.

        A state may hang on the event that opened it ("the fighting") and be closed by the one told at the claim's own
        trigger ("the deal").
        """
        if claim.state.change in ("closes", "closing", "suspends", "changes"):
            root = self._at.exact(claim.report, claim.trigger)
            if root:
                return self._events[root]
        return self.home(claim)
