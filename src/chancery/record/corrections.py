"""What people corrected, applied to claims and to judgements on pairs: pure, and the same in any order of input.

Corrections are of the reading, not of the world: they count whatever day a record is asked as known on (decision 0029).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from chancery.record.anchors import follow
from chancery.record.clusters import by_person
from chancery.record.recoding import accepted, recoded_event, recoded_state
from chancery.terms import Claim, Judgement, Span

Place = tuple[str, Span]


@dataclass(frozen=True, slots=True)
class Corrected:
    """Claims and judgements as they count after people's corrections.

    Shapes:  `claims` are those that count, recoded where somebody did; `rejected` those that do not, in the order they
             came in. `judgements` are over pairs, one of a person at most for each pair, with the mentions that the
             claims have now. `lost` are standing judgements over what no claim at hand says any more.
    """

    claims: tuple[Claim, ...]
    rejected: tuple[Claim, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    lost: tuple[Judgement, ...] = ()


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """People's judgements over pairs and mentions that nobody has taken back, in order of time, then id.

    What takes a judgement back can be taken back itself, and then the judgement counts again.
    """
    unique: dict[str, Judgement] = {}
    for judgement in sorted(filter(by_person, judgements), key=lambda one: (one.id, one.reason, repr(one.features))):
        unique.setdefault(judgement.id, judgement)
    undone = undone_ids(unique.values())
    stands = (one for one in unique.values() if one.kind != "undo" and one.id not in undone)
    return tuple(sorted(stands, key=_order))


def undone_ids(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The ids of people's judgements, undos among them, that are taken back."""
    some = [judgement for judgement in judgements if by_person(judgement)]
    against: dict[str, set[str]] = {}
    for judgement in some:
        if judgement.kind == "undo":
            against.setdefault(judgement.left, set()).add(judgement.id)
    known: dict[str, bool] = {}
    for judgement in some:
        stack = [judgement.id]
        while stack:
            one = stack[-1]
            waiting = [undo for undo in sorted(against.get(one, ())) if undo not in known and undo not in stack]
            if waiting:
                stack += waiting
            else:
                known[stack.pop()] = any(not known.get(undo, True) for undo in against.get(one, ()))
    return frozenset(one for one, undone in known.items() if undone)


def correct(claims: Sequence[Claim], judgements: Iterable[Judgement]) -> Corrected:
    """The claims and judgements as people have corrected them; the latest judgement of a person counts.

    A mention that a newer reading places otherwise is followed to where it is now (anchors.follow). A rejected mention
    counts for nothing, nor do the states told at its trigger; a recoded one says what the person says. What an event
    of the former type opened or closed does not follow from another type, and does not count either.
    """
    some = list(judgements)
    standing = in_force(some)
    ruled = [judgement for judgement in some if not by_person(judgement)]
    if not standing:
        return Corrected(tuple(claims), judgements=tuple(ruled))
    now = follow(standing, claims)
    held = {claim.mention for claim in claims}
    lost: list[Judgement] = []
    pairs: dict[tuple[str, str], Judgement] = {}
    over: dict[str, list[Judgement]] = {}
    for judgement in standing:
        ends = [now.get(end, end) for end in (judgement.left, judgement.right) if end]
        if any(end not in held for end in ends):
            lost.append(judgement)
        elif judgement.kind == "mention":
            over.setdefault(ends[0], []).append(judgement)
        elif ends[0] != ends[1]:
            left, right = sorted(ends)
            pairs[left, right] = replace(judgement, left=left, right=right)
    kept, rejected = _applied(claims, over)
    judged = (*ruled, *(pairs[pair] for pair in sorted(pairs)))
    return Corrected(tuple(kept), tuple(rejected), judged, tuple(lost))


def _order(judgement: Judgement) -> tuple[str, str]:
    return judgement.when, judgement.id


def _applied(
    claims: Sequence[Claim], over: Mapping[str, Sequence[Judgement]]
) -> tuple[Sequence[Claim], Sequence[Claim]]:
    """The claims that count, corrected, and those that are rejected."""
    if not over:
        return claims, ()
    told: dict[Place, _Ruling] = {}
    retyped: dict[Place, bool] = {}
    plain: set[str] = set()
    for claim in claims:
        if claim.kind == "event" and claim.mention in over:
            at = claim.report, claim.trigger
            told[at] = ruling = _Ruling.of(over[claim.mention], claim)
            same = ruling.changes.get("type", claim.event.type) == claim.event.type
            retyped[at] = retyped.get(at, True) and not same
            # A correction of the status leaves those alone who deny it, unless nobody does otherwise.
            if not _denies(claim):
                plain.add(claim.mention)
    kept: list[Claim] = []
    rejected: list[Claim] = []
    for claim in claims:
        own = _Ruling.of(over.get(claim.mention, ()), claim)
        at = claim.report, claim.trigger
        event = told.get(at) if claim.kind == "state" else None
        result: Claim | None = claim
        if own.last:
            result = None if own.rejects else accepted(claim, own.last)
        elif event and (event.rejects or retyped[at]):
            result = None
        if result is not None and claim.kind == "event" and own.changes:
            result = recoded_event(result, own.changes, status=claim.mention not in plain or not _denies(claim))
        elif result is not None and claim.kind == "state" and (own.changes or event):
            since = {"date": event.changes["date"]} if event and "date" in event.changes else {}
            result = recoded_state(result, {**since, **own.changes})
        (rejected if result is None else kept).append(claim if result is None else result)
    return kept, rejected


def _denies(claim: Claim) -> bool:
    return claim.stance == "denies" or claim.event.status == "denied"


@dataclass(frozen=True, slots=True)
class _Ruling:
    """What people's standing judgements say of one mention together: the last verdict, and every field's last value."""

    last: Judgement | None
    changes: Mapping[str, str]

    @classmethod
    def of(cls, judgements: Sequence[Judgement], claim: Claim) -> _Ruling:
        """The ruling over a claim; a judgement may be limited to one kind of state."""
        last: Judgement | None = None
        changes: dict[str, str] = {}
        for judgement in judgements:
            said = dict(judgement.changes)
            only = said.pop("state", "")
            if only and (claim.kind != "state" or claim.state.kind != only):
                continue
            last = judgement
            if judgement.verdict == "recoded":
                changes |= said
        return cls(last, changes)

    @property
    def rejects(self) -> bool:
        """Whether the mention counts for nothing."""
        return self.last is not None and self.last.verdict == "rejected"
