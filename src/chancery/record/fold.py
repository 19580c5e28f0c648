"""Events, states and opinions computed from claims and judgements: pure, and the same in any order of input."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chancery.record.clusters import by_person, cluster
from chancery.record.corrections import correct
from chancery.record.happenings import merge_event
from chancery.record.merge import first_day
from chancery.record.scopes import find_components, local_keys, node_key, split_scopes
from chancery.record.sourcing import Sourcing
from chancery.record.standing import first_told, fold_states
from chancery.record.statuses import REAL, claimed_status, text_order
from chancery.record.triggers import Home, Makers, Triggers, find_homes
from chancery.terms import Claim, Event, Judgement, State, content_id

Folded = tuple[tuple[Event, ...], tuple[State, ...], tuple[Claim, ...]]


def fold(
    claims: Iterable[Claim],
    judgements: Iterable[Judgement],
    *,
    sources: Sourcing | Mapping[str, str] | None = None,
    as_of: date | None = None,
) -> Folded:
    """Events (by first possible day, unknown last), states (by kind, first day, id) and opinion claims (by place).

    `sources` tells whose word each claim is (or, as a mapping, who published each report), so that what one source
    repeats or others copy from it counts once; without it each report counts by itself. With `as_of`, what can only
    have come after that day is left out, and states are as they stood on it. What people corrected counts as corrected
    (decision 0029). Judgements over mentions that no claim has are ignored.
    """
    corrected = correct(list({claim.id: claim for claim in claims}.values()), judgements)
    judgements = corrected.judgements
    unique = sorted(corrected.claims, key=text_order)
    told = [claim for claim in unique if claim.kind == "event"]
    standing = [claim for claim in unique if claim.kind == "state"]
    sourcing = sources if isinstance(sources, Sourcing) else Sourcing.by_name(sources or {})
    triggers = Triggers.of(told)
    part = fold_part(
        told,
        standing,
        judgements,
        homes=find_homes(standing, triggers),
        keys=local_keys(standing),
        sourcing=sourcing,
    )
    events = part.events
    for root, group in part.groups.items():
        events[root] = replace(events[root], links=find_links(root, group, triggers, part.roots))
    shown = [
        events[root]
        for root, group in part.groups.items()
        if as_of is None or (counts_from(events[root], group) or date.max) <= as_of
    ]
    opinions = [claim for claim in unique if as_of is None or (claim.known.earliest or date.max) <= as_of]
    return sorted_events(shown), sorted_states(part.states(as_of)), sorted_opinions(opinions)


@dataclass(frozen=True, slots=True)
class Part:
    """What some claims give by themselves. `events` (without links) and `groups` of event claims are by cluster."""

    roots: dict[str, str]
    groups: dict[str, list[Claim]]
    events: dict[str, Event]
    _scopes: list[list[Claim]]
    _makers: Makers
    _sourcing: Sourcing

    def states(self, as_of: date | None = None) -> list[State]:
        """The states, or those that can have stood on a day, as they stood on it."""
        return [
            state
            for scope in self._scopes
            for state in fold_states(scope, self._makers, self.roots, self._sourcing, as_of)
        ]


def fold_part(
    told: Sequence[Claim],
    standing: Sequence[Claim],
    judgements: Sequence[Judgement],
    *,
    homes: Mapping[str, Home],
    keys: Mapping[str, frozenset[str]],
    sourcing: Sourcing,
    beside: Iterable[str] = (),
    stored: Mapping[str, Event] | None = None,
) -> Part:
    """The fold of claims whose homes and local keys, which their whole reports decide, are known.

    Shapes:  event claims of whole components, and state claims of whole scopes with every component that they speak of;
             `beside` are further mentions of these components; `stored` are events, by id, that are at hand already.
    """
    told, standing = sorted(told, key=text_order), sorted(standing, key=text_order)
    mentions = list(dict.fromkeys([*(claim.mention for claim in (*told, *standing)), *beside]))
    components = find_components(mentions, judgements)
    roots = cluster(mentions, kept_apart(told, judgements))
    groups = by_cluster(told, roots)
    held = {root: event for root in groups if (event := (stored or {}).get(content_id("e", root)))}
    events = held | fold_events({root: group for root, group in groups.items() if root not in held}, sourcing)
    every = {claim.id: {*keys[claim.id], node_key(claim, homes[claim.id], components)} for claim in standing}
    return Part(roots, groups, events, split_scopes(standing, every), Makers(events, roots, homes), sourcing)


def by_cluster(told: Iterable[Claim], roots: Mapping[str, str]) -> dict[str, list[Claim]]:
    """Event claims by the cluster that their mention is in."""
    found: dict[str, list[Claim]] = {}
    for claim in told:
        found.setdefault(roots[claim.mention], []).append(claim)
    return found


def fold_events(by_root: Mapping[str, Sequence[Claim]], sourcing: Sourcing) -> dict[str, Event]:
    """The event of each cluster, without its links."""
    return {root: merge_event(root, group, sourcing.among(group)) for root, group in by_root.items()}


def find_links(
    root: str, group: Iterable[Claim], triggers: Triggers, roots: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """The relations of a cluster's event to other events, as (relation, event id), in order."""
    # "same" is what matching judges by, and is no relation between two events.
    told = {
        (link.relation, triggers.at(claim.report, link.trigger))
        for claim in group
        for link in claim.event.links
        if link.relation != "same"
    }
    ends = {(relation, roots[mention]) for relation, mention in told if mention}
    return tuple(sorted((relation, content_id("e", end)) for relation, end in ends if end != root))


def counts_from(event: Event, claims: Sequence[Claim]) -> date | None:
    """The first day on which an event counts: its first possible, else when it is first heard of; None for no day."""
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


def kept_apart(claims: Sequence[Claim], judgements: Iterable[Judgement]) -> list[Judgement]:
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
