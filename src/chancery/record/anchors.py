"""Where in which report a person's judgement was passed, so that it applies to what a newer reading finds there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chancery.record.statuses import claimed_status
from chancery.terms import Claim, Feature, Judgement, Span

_AT, _BESIDE, _CODING, _WORDS = "at", "beside", "coding", "words"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mention as it was when somebody judged it.

    Shapes:  `kind` and `type` as of its claim; `beside` are the ids of the other mentions of its sentence at that time.
    """

    mention: str
    report: str
    kind: str
    type: str
    sentence: Span
    trigger: Span
    beside: frozenset[str]


def anchor_features(left: Claim, right: Claim | None, claims: Iterable[Claim]) -> tuple[Feature, ...]:
    """What a person's judgement keeps of the mentions that it is over: place, neighbours, coding and words of each.

    `claims` are those of the same reports as they are read now.
    """
    some = list(claims)
    ends = [claim for claim in (left, right) if claim is not None]

    def row(name: str, values: Sequence[str]) -> Feature:
        return Feature(name, 0.0, values[0], values[1] if len(values) > 1 else "")

    return (
        row(_AT, [_place(claim) for claim in ends]),
        row(_BESIDE, [" ".join(_neighbours(claim, some)) for claim in ends]),
        row(_CODING, [coding_of(claim) for claim in ends]),
        row(_WORDS, [claim.words for claim in ends]),
    )


def is_anchor(feature: Feature) -> bool:
    """Whether a feature says where a judgement was passed, and is no comparison."""
    return feature.name in (_AT, _BESIDE, _CODING, _WORDS)


def anchors_of(judgement: Judgement) -> list[Anchor]:
    """The mentions that a judgement was passed over, as far as it keeps them; those of rules keep none."""
    rows = {feature.name: feature for feature in judgement.features if is_anchor(feature)}
    if _AT not in rows:
        return []
    beside = rows.get(_BESIDE, Feature(_BESIDE, 0.0))
    found: list[Anchor] = []
    for mention, place, near in (
        (judgement.left, rows[_AT].left, beside.left),
        (judgement.right, rows[_AT].right, beside.right),
    ):
        parts = place.split(" ")
        if mention and len(parts) == 5:
            report, kind, type_, sentence, trigger = parts
            found.append(
                Anchor(mention, report, kind, type_, _span(sentence), _span(trigger), frozenset(near.split(" ")))
            )
    return found


def coding_of(claim: Claim) -> str:
    """What a claim says in a few codes: "RETREAT withdraw happened 2024-05", "presence opens happened"."""
    if claim.kind == "event":
        parts = (claim.event.type, claim.event.mode, claimed_status(claim), claim.event.when.date.edtf)
    elif claim.kind == "state":
        parts = (claim.state.kind, claim.state.change, claimed_status(claim), claim.state.since.date.edtf)
    else:
        parts = ("opinion", "", "", "")
    return " ".join(part for part in parts if part)


def follow(judgements: Iterable[Judgement], claims: Iterable[Claim]) -> dict[str, str]:
    """For mentions that were judged and are no longer told, the mention that a newer reading tells in their place.

    It is of the same kind and sentence, was not there beside the old one, and its trigger shares characters with the
    old one's; where none does, it is the only one of the same type. Mentions without such a successor are left out.
    """
    wanted = {anchor.mention: anchor for judgement in judgements for anchor in anchors_of(judgement)}
    reports = {anchor.report for anchor in wanted.values()}
    told: dict[str, list[Claim]] = {}
    held: set[str] = set()
    for claim in claims:
        held.add(claim.mention)
        if claim.report in reports:
            told.setdefault(claim.report, []).append(claim)
    found: dict[str, str] = {}
    for mention, anchor in sorted(wanted.items()):
        if mention not in held:
            successor = _successor(anchor, told.get(anchor.report, ()))
            if successor:
                found[mention] = successor
    return found


def _successor(anchor: Anchor, claims: Iterable[Claim]) -> str:
    near = [
        claim
        for claim in claims
        if claim.kind == anchor.kind and claim.sentence.meets(anchor.sentence) and claim.mention not in anchor.beside
    ]
    same = [claim for claim in near if claim.trigger.meets(anchor.trigger)]
    if same:
        return min(
            same, key=lambda claim: (-claim.trigger.shared_chars(anchor.trigger), claim.trigger, claim.mention)
        ).mention
    alike = {claim.mention for claim in near if _type(claim) == anchor.type}
    return alike.pop() if len(alike) == 1 else ""


def _neighbours(claim: Claim, claims: Iterable[Claim]) -> list[str]:
    return sorted(
        {
            other.mention
            for other in claims
            if other.report == claim.report and other.mention != claim.mention and other.sentence.meets(claim.sentence)
        }
    )


def _place(claim: Claim) -> str:
    sentence, trigger = claim.sentence, claim.trigger
    spans = f"{sentence.start}-{sentence.end} {trigger.start}-{trigger.end}"
    return f"{claim.report} {claim.kind} {_type(claim)} {spans}"


def _type(claim: Claim) -> str:
    if claim.kind == "event":
        return claim.event.type
    return claim.state.kind if claim.kind == "state" else "-"


def _span(words: str) -> Span:
    start, _, end = words.partition("-")
    return Span(int(start), int(end))
