"""Which mentions are of one event: judgements with scores and reasons, a pure function of the claims.

Within a report, coding says which mention restates which (the link "same"). Across reports, two events are the same
where type, parties, place and time agree and nothing forbids it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from chancery.terms import Claim, EventContent, Judgement, PartialDate, Participant, meet

BY = "matching.events.v1"
#: Days that two stated dates of one event may lie apart where both reports speak of it as news.
_NEWS_DAYS = 3
#: Below this score two mentions of different reports are not judged the same.
_SAME = 0.6
#: An open or wide date cannot tell two events of a kind apart; the parties alone are not enough then.
_WIDE_DAYS = 45
_UNREAL = frozenset({"planned", "hypothetical", "demanded"})


@dataclass(frozen=True, slots=True)
class _Happening:
    """One report's account of one event: its mentions with what they say together."""

    report: str
    first: str
    mentions: tuple[str, ...]
    contents: tuple[EventContent, ...]
    rules: frozenset[str]

    @property
    def types(self) -> frozenset[str]:
        return frozenset(content.type for content in self.contents)

    @property
    def modes(self) -> frozenset[str]:
        return frozenset(content.mode for content in self.contents if content.mode)

    @property
    def actors(self) -> tuple[Participant, ...]:
        return tuple(part for content in self.contents for part in content.actors)

    @property
    def recipients(self) -> tuple[Participant, ...]:
        return tuple(part for content in self.contents for part in content.recipients)

    @property
    def date(self) -> PartialDate:
        dates = [content.when.date for content in self.contents if content.when.date.stated]
        return min(dates, key=lambda date: date.days if date.days is not None else 10**6, default=PartialDate())

    @property
    def countries(self) -> frozenset[str]:
        parts = (*self.actors, *self.recipients)
        found = {part.actor.country for part in parts if part.actor.country}
        found |= {part.actor.id for part in parts if part.actor.kind in ("person", "organisation")}
        return frozenset(found)

    @property
    def places(self) -> tuple[tuple[str, str, str], ...]:
        return tuple(
            (content.place.place.id, content.place.place.country, content.place.place.precision)
            for content in self.contents
            if content.place is not None
        )


def judge(claims: Sequence[Claim]) -> list[Judgement]:
    """Judgements over the mentions of the event claims given, sorted by id.

    Shapes:  "same" for restatements in a report and for agreeing events of different reports; "different" for events
             of different reports that share a type and a party but are kept apart by time, place or party, so that a
             chain of likenesses cannot join them.
    Source:  ours, decision 0004; blocks by type and party keep it far from all pairs.
    """
    events = [claim for claim in claims if claim.kind == "event"]
    found = {judgement.id: judgement for judgement in _within(events)}
    happenings = _happenings(events)
    for one, other in _pairs(happenings):
        judgement = _across(one, other)
        if judgement is not None:
            found.setdefault(judgement.id, judgement)
    return [found[key] for key in sorted(found)]


def _within(claims: Sequence[Claim]) -> Iterator[Judgement]:
    by_trigger = {(claim.report, claim.trigger): claim.mention for claim in claims}
    for claim in claims:
        for link in claim.event.links:
            target = by_trigger.get((claim.report, link.trigger))
            if link.relation == "same" and target and target != claim.mention:
                left, right = sorted((claim.mention, target))
                yield Judgement(left, right, "same", 1.0, f"restated in the report: {link.why}", BY)


def _happenings(claims: Sequence[Claim]) -> list[_Happening]:
    root: dict[str, str] = {claim.mention: claim.mention for claim in claims}
    by_trigger = {(claim.report, claim.trigger): claim.mention for claim in claims}
    for claim in claims:
        for link in claim.event.links:
            if link.relation == "same":
                root[claim.mention] = by_trigger.get((claim.report, link.trigger), claim.mention)
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (claim.report, claim.trigger, claim.id)):
        groups[root[claim.mention]].append(claim)
    found = []
    for first, members in sorted(groups.items()):
        mentions = tuple(dict.fromkeys(claim.mention for claim in members))
        contents = tuple(claim.event for claim in members)
        rules = frozenset(step.rule for claim in members for step in claim.steps if step.rule.startswith("codebook:"))
        found.append(_Happening(members[0].report, first, mentions, contents, rules))
    return found


def _pairs(happenings: Sequence[_Happening]) -> Iterator[tuple[_Happening, _Happening]]:
    """Pairs of different reports that share a type and a party or a place."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, happening in enumerate(happenings):
        for kind in happening.types:
            for country in happening.countries or {place[1] for place in happening.places if place[1]}:
                blocks[kind, country].append(index)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        for left, right in combinations(members, 2):
            if happenings[left].report != happenings[right].report and (left, right) not in seen:
                seen.add((left, right))
                yield happenings[left], happenings[right]


def _across(one: _Happening, other: _Happening) -> Judgement | None:
    """What two reports' events are to each other; None where nothing can be said."""
    left, right = sorted((one.first, other.first))
    apart = _apart(one, other)
    if apart:
        return Judgement(left, right, "different", 1.0, apart, BY)
    score, reasons = _likeness(one, other)
    if score < _SAME:
        return None
    return Judgement(left, right, "same", round(min(1.0, score), 3), "; ".join(reasons), BY)


def _apart(one: _Happening, other: _Happening) -> str:
    """Why two happenings cannot be one; empty where they can."""
    if one.modes and other.modes and not one.modes & other.modes:
        return f"modes differ: {', '.join(sorted(one.modes | other.modes))}"
    first, second = one.date, other.date
    if first.stated and second.stated and not _near(first, second):
        return f"dates differ: {first.edtf} and {second.edtf}"
    if one.actors and other.actors and not meet(one.actors, other.actors):
        symmetric = one.types & {"ASSAULT", "AGREE", "CONSULT"}
        parties = (*one.actors, *one.recipients), (*other.actors, *other.recipients)
        if not symmetric or not meet(*parties):
            return "actors differ"
    if one.recipients and other.recipients and not meet(one.recipients, (*other.actors, *other.recipients)):
        return "recipients differ"
    grounds = {place for place in one.places if place[2] not in ("country", "area")}
    others = {place for place in other.places if place[2] not in ("country", "area")}
    apart = all(here[0] != there[0] and here[1] != there[1] for here in grounds for there in others)
    if grounds and others and apart:
        return "places differ"
    return ""


def _likeness(one: _Happening, other: _Happening) -> tuple[float, list[str]]:
    score, reasons = 0.0, []
    if meet(one.actors, other.actors):
        score += 0.25
        reasons.append("same actor")
    if meet(one.recipients, other.recipients):
        score += 0.15
        reasons.append("same recipient")
    if _one_ground(one, other):
        score += 0.15
        reasons.append("same place")
    if one.modes & other.modes:
        score += 0.1
        reasons.append("same mode")
    if one.rules & other.rules:
        score += 0.15
        reasons.append("same rule")
    first, second = one.date, other.date
    if first.stated and second.stated:
        days = max(first.days or 10**6, second.days or 10**6)
        score += 0.35 if min(first.days or 10**6, second.days or 10**6) <= _WIDE_DAYS else 0.1
        reasons.append(f"same time ({first.edtf}, {second.edtf})")
        if days > 366 and not one.rules & other.rules:
            score -= 0.15
    else:
        score -= 0.1
    if _unreal(one) != _unreal(other):
        score -= 0.3
    return score, reasons


def _unreal(happening: _Happening) -> bool:
    """Whether every mention speaks of it as something not yet, or not surely, so."""
    return all(content.status in _UNREAL for content in happening.contents)


def _one_ground(one: _Happening, other: _Happening) -> bool:
    return bool({place[0] for place in one.places} & {place[0] for place in other.places})


def _near(first: PartialDate, second: PartialDate) -> bool:
    if first.may_equal(second):
        return True
    if first.precision == "day" and second.precision == "day" and first.earliest and second.earliest:
        return abs((first.earliest - second.earliest).days) <= _NEWS_DAYS
    return False
