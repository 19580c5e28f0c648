"""Mentions joined into happenings by judgements, whatever the order they came in."""

from __future__ import annotations

from collections.abc import Iterable

from chancery.terms import Judgement

_CAUTION = {"different": 0, "unsure": 1, "same": 2}


def by_person(judgement: Judgement) -> bool:
    """Whether a person passed the judgement (`by` starts with "person:")."""
    return judgement.by.startswith("person:")


def ruling(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The one judgement that counts for each pair, in order of pair.

    A person's outweighs every rule's, and the latest of a person's all others; then the higher score; then the more
    cautious verdict (different, unsure, same).
    """

    def weight(judgement: Judgement) -> tuple[bool, float, int, str, str]:
        caution = _CAUTION.get(judgement.verdict, 1)
        return not by_person(judgement), -judgement.score, caution, judgement.by, judgement.reason

    best: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda one: one.when, reverse=True):
        low, high = sorted((judgement.left, judgement.right))
        held = best.get((low, high))
        if held is None or (judgement.when >= held.when and weight(judgement) < weight(held)):
            best[low, high] = judgement
    return [best[pair] for pair in sorted(best)]


def cluster(mentions: Iterable[str], judgements: Iterable[Judgement]) -> dict[str, str]:
    """The first mention id of its cluster, for each mention.

    "same" judgements are taken from the surest down, a person's before any rule's and the latest of those first. A
    merge is refused where any pair across the two clusters is judged "different"; only a person's "different" can
    refuse a person's "same". "unsure" links nothing.
    """
    parent = {mention: mention for mention in mentions}
    members = {mention: [mention] for mention in parent}
    apart: dict[str, dict[str, bool]] = {}
    links: list[Judgement] = []
    for judgement in ruling(judgements):
        if judgement.left not in parent or judgement.right not in parent or judgement.left == judgement.right:
            continue
        if judgement.verdict == "same":
            links.append(judgement)
        elif judgement.verdict == "different":
            apart.setdefault(judgement.left, {})[judgement.right] = by_person(judgement)
            apart.setdefault(judgement.right, {})[judgement.left] = by_person(judgement)

    def root(mention: str) -> str:
        while parent[mention] != mention:
            parent[mention] = parent[parent[mention]]
            mention = parent[mention]
        return mention

    def refused(one: str, other: str, person: bool) -> bool:
        if len(members[one]) > len(members[other]):
            one, other = other, one
        return any(
            root(foe) == other and (personal or not person)
            for mention in members[one]
            for foe, personal in apart.get(mention, {}).items()
        )

    links.sort(key=lambda j: (not by_person(j), -j.score, *sorted((j.left, j.right))))
    # Rules' have no time, so that only people's judgements are put in another order by it, and they stay first.
    for link in sorted(links, key=lambda j: j.when, reverse=True):
        one, other = root(link.left), root(link.right)
        if one == other or refused(one, other, by_person(link)):
            continue
        keep, lose = (one, other) if len(members[one]) >= len(members[other]) else (other, one)
        parent[lose] = keep
        members[keep] += members.pop(lose)
    return {mention: min(group) for group in members.values() for mention in group}
