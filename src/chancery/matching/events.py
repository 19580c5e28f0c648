"""Which mentions are of one event: judgements with scores, features and reasons, a pure function of the claims.

Within a report, coding says which mention restates which (the link "same"). Across reports, a learned model weighs what
two accounts have in common, and some clashes forbid. A judgement hangs on the two accounts alone, never on what else
is filed, so that judging new reports against those there already gives what judging all at once would.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from chancery.matching.apart import what_forbids
from chancery.matching.blocks import Keys, keys
from chancery.matching.comparing import compare_traits
from chancery.matching.happenings import Happening, happenings, restated
from chancery.matching.likeness import features_of, likeness
from chancery.shelf.same_events import same_events
from chancery.terms import Claim, Feature, Judgement

BY = "matching.events.v3"
#: Features kept of two accounts that are told apart, and named in every reason: the heaviest.
_SHOWN_APART = 5
_ANCHORS = {
    "place": ("same", "near", "within"),
    "date": ("same day", "same week", "same month", "same start", "its news"),
    "counts": ("same",),
}

__all__ = ["BY", "Happening", "Keys", "compare", "happenings", "judge", "judge_happenings", "keys", "within"]


def judge(claims: Sequence[Claim]) -> list[Judgement]:
    """Judgements over the mentions of the event claims given, sorted by id.

    Shapes:  "same" for restatements in a report and for agreeing accounts of different reports, "unsure" for those
             that a person should look at, "different" only where a chain of the two could join what is apart. All
             event claims of a report belong in one call.
    Source:  ours, decision 0023.
    """
    events = [claim for claim in claims if claim.kind == "event"]
    found = {judgement.id: judgement for judgement in within(events)}
    for judgement in judge_happenings(happenings(events)):
        found.setdefault(judgement.id, judgement)
    return [found[key] for key in sorted(found)]


def within(claims: Iterable[Claim]) -> Iterator[Judgement]:
    """ "same" for each mention that coding found to retell another one of its report."""
    for claim, target, why in restated(claims):
        left, right = sorted((claim.mention, target))
        features = (Feature("restated", 1.0, claim.words, why),)
        yield Judgement(left, right, "same", 1.0, f"restated in the report: {why}", BY, features=features)


def judge_happenings(told: Sequence[Happening]) -> list[Judgement]:
    """Judgements across reports over happenings, by pair: of those that share a block, and of those that a chain joins.

    Every judgement is what `compare` says of its pair alone.
    """
    links: list[Judgement] = []
    judged: set[tuple[int, int]] = set()
    parent = list(range(len(told)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for left, right in sorted(_pairs(told)):
        judgement = compare(told[left], told[right])
        if judgement is not None and judgement.verdict != "different":
            links.append(judgement)
            judged.add((left, right))
            parent[root(right)] = root(left)
    chains: dict[int, list[int]] = defaultdict(list)
    for at in range(len(told)):
        chains[root(at)].append(at)
    for members in chains.values():
        for left, right in combinations(members, 2):
            if (left, right) not in judged:
                judgement = compare(told[left], told[right])
                if judgement is not None and judgement.verdict == "different":
                    links.append(judgement)
    return sorted(links, key=lambda judgement: (judgement.left, judgement.right))


def _pairs(told: Sequence[Happening]) -> set[tuple[int, int]]:
    """Numbers of the happenings of different reports that share a block and may be of one time."""
    blocks: dict[str, list[int]] = defaultdict(list)
    keyed = [keys(happening) for happening in told]
    for at, one in enumerate(keyed):
        for key in one.keys:
            blocks[key].append(at)
    return {
        (left, right)
        for members in blocks.values()
        for left, right in combinations(members, 2)
        if told[left].report != told[right].report and keyed[left].days.may_equal(keyed[right].days)
    }


def anchored(traits: Mapping[str, str]) -> bool:
    """Whether two accounts have a party, scene, time or count in common: likeness of words alone is for people."""
    return any(traits[name] in some for name, some in _ANCHORS.items()) or traits["sides"] != "0"


def compare(one: Happening, other: Happening) -> Judgement | None:
    """What two happenings are to each other: same, unsure or different, with the features that counted.

    Shapes:  all features where it is same or unsure, the heaviest where it is different. None for one and the same
             happening. Two happenings of one report are never judged the same here (coding has judged those), only
             different where something forbids it.
    """
    if one.first == other.first:
        return None
    if other.first < one.first:
        one, other = other, one
    model = same_events()
    traits = compare_traits(one, other)
    chance = likeness(traits, model)
    veto = what_forbids(one, other, traits)
    if veto is not None:
        reason = f"{veto.name}: {veto.left} | {veto.right}"
        features = (veto, *features_of(one, other, traits, model, _SHOWN_APART))
        return Judgement(one.first, other.first, "different", 0.0, reason, BY, features=features)
    if one.report == other.report:
        return None
    same = chance >= model.same and anchored(traits)
    verdict = "same" if same else "unsure" if chance >= model.unsure else "different"
    most = _SHOWN_APART if verdict == "different" else len(traits)
    features = features_of(one, other, traits, model, most)
    reason = "; ".join(feature.name for feature in features[:_SHOWN_APART])
    return Judgement(one.first, other.first, verdict, chance, reason, BY, features=features)
