"""What people should look at: merges that no rule is sure of, weak claims, judgements that have lost their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chancery.record.anchors import anchors_of, coding_of, follow
from chancery.record.clusters import by_person
from chancery.record.corrections import in_force
from chancery.record.recoding import in_words
from chancery.record.statuses import text_order
from chancery.terms import Claim, Event, Feature, Judgement, Report, Snapshot, Span
from chancery.views.dating import date_label
from chancery.views.naming import party_names, place_name, speaker_name
from chancery.views.standing import StateWording
from chancery.views.wording import Wording

WEAK_BELOW = 0.5
"""A coding that is likelier wrong than right is weak. Confidence is a measured probability (docs/codebook.md)."""
_CONTEXT_CHARS = 240


@dataclass(frozen=True, slots=True)
class Told:
    """One mention in its report: the sentence with the trigger's place in it, and what stands before and after.

    `event` is the event that it belongs to, `says` that event in words; `label` names the report for people.
    """

    mention: str
    claim: str
    event: str
    says: str
    report: str
    label: str
    published: str
    before: str
    words: str
    after: str
    trigger: Span


@dataclass(frozen=True, slots=True)
class UnsureMerge:
    """Two mentions of different events that no rule is sure about. `hangs` counts the states and claims of both."""

    judgement: str
    left: Told
    right: Told
    score: float
    reason: str
    features: tuple[Feature, ...]
    hangs: int


@dataclass(frozen=True, slots=True)
class WeakClaim:
    """A coding that may well be wrong, field by field. `states` are (id, in words) of those that rest on it alone."""

    told: Told
    confidence: float
    why: tuple[str, ...]
    coding: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Passed:
    """A person's judgement with the words that it was passed over, and their coding at that time."""

    judgement: str
    verdict: str
    by: str
    when: str
    reason: str
    words: tuple[str, ...]
    coding: tuple[str, ...]
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What waits for a person: merges by how much hangs on them, claims with those first that a state rests on alone.

    `lost` are standing judgements over what no reading finds any more; `rejected` those over what does not count.
    """

    merges: tuple[UnsureMerge, ...]
    claims: tuple[WeakClaim, ...]
    lost: tuple[Passed, ...]
    rejected: tuple[Passed, ...]


def build_review(snapshot: Snapshot, name: str = "") -> Review:
    """What waits for a person: nothing that anybody has answered, nor what `name` has answered and others undid."""
    return _Queue(snapshot, name).review()


def passed(judgement: Judgement) -> Passed:
    """A person's judgement as plain data; its changes in words."""
    rows = {feature.name: feature for feature in judgement.features}

    def both(name: str) -> tuple[str, ...]:
        row = rows.get(name)
        return tuple(words for words in (row.left, row.right) if words) if row else ()

    changes = tuple((field, in_words(field, value)) for field, value in judgement.changes)
    return Passed(
        judgement.id,
        judgement.verdict,
        judgement.by.removeprefix("person:"),
        judgement.when,
        judgement.reason,
        both("words"),
        both("coding"),
        changes,
    )


def judgement_line(judgement: Judgement, *, undone: bool = False) -> str:
    """A person's judgement as a line of the log: id, time, name, verdict, what it is over, reason."""
    one = passed(judgement)
    mark = "  [undone]" if undone else ""
    changes = "".join(f", {name} {words}" for name, words in one.changes)
    over = " and ".join(part for part in (judgement.left, judgement.right) if part)
    return f"{one.judgement}  {one.when[:19]}  {one.by}: {one.verdict} {over}{changes}: {one.reason}{mark}"


class _Queue:
    def __init__(self, snapshot: Snapshot, name: str) -> None:
        self._snapshot = snapshot
        self._wording = Wording(snapshot)
        self._states = StateWording(self._wording)
        self._standing = in_force(snapshot.judgements)
        self._home: dict[str, Event] = {}
        for event in snapshot.events:
            self._home |= dict.fromkeys(event.mentions, event)
        self._first: dict[str, Claim] = {}
        for claim in sorted(snapshot.claims.values(), key=text_order):
            self._first.setdefault(claim.mention, claim)
        answered = [*self._standing, *_answered_by(snapshot.judgements, name)]
        now = follow(answered, (*snapshot.claims.values(), *snapshot.rejected.values()))
        self._judged: set[str] = set()
        self._settled: set[tuple[str, str]] = set()
        for one in answered:
            ends = [now.get(end, end) for end in (one.left, one.right)]
            if one.kind == "mention":
                self._judged.add(ends[0])
            else:
                self._settled.add(self._sides(*ends))

    def review(self) -> Review:
        rejecting = [one for one in self._standing if one.verdict == "rejected" and one not in self._snapshot.lost]
        return Review(
            self._merges(),
            self._claims(),
            tuple(map(passed, self._snapshot.lost)),
            tuple(map(passed, rejecting)),
        )

    def _sides(self, left: str, right: str) -> tuple[str, str]:
        """The events of two mentions, or the mentions where they are of none, in order."""
        ends = (self._home[one].id if one in self._home else one for one in (left, right))
        low, high = sorted(ends)
        return low, high

    def _merges(self) -> tuple[UnsureMerge, ...]:
        best: dict[tuple[str, str], Judgement] = {}
        for one in self._snapshot.judgements:
            if one.kind != "pair" or one.verdict != "unsure" or by_person(one):
                continue
            if one.left not in self._home or one.right not in self._home:
                continue
            sides = self._sides(one.left, one.right)
            if sides[0] == sides[1] or sides in self._settled:
                continue
            if sides not in best or (-one.score, one.id) < (-best[sides].score, best[sides].id):
                best[sides] = one
        found = [self._merge(one) for one in best.values()]
        return tuple(sorted(found, key=lambda one: (-one.hangs, -one.score, one.judgement)))

    def _merge(self, one: Judgement) -> UnsureMerge:
        left, right = self._home[one.left], self._home[one.right]
        resting = sum(bool({left.id, right.id} & _events_of(state)) for state in self._snapshot.states)
        hangs = resting + len({*left.claims, *right.claims})
        sides = (self._told(self._first[one.left]), self._told(self._first[one.right]))
        return UnsureMerge(one.id, *sides, one.score, one.reason, one.features, hangs)

    def _claims(self) -> tuple[WeakClaim, ...]:
        resting = self._resting()
        seen: set[str] = set()
        found: list[WeakClaim] = []
        for claim in sorted(self._snapshot.claims.values(), key=text_order):
            if claim.kind != "event" or claim.mention in self._judged or claim.mention in seen:
                continue
            if claim.event.confidence < WEAK_BELOW and claim.mention in self._home:
                seen.add(claim.mention)
                found.append(self._weak(claim, resting.get((claim.report, claim.trigger), ())))
        return tuple(sorted(found, key=lambda one: (not one.states, one.confidence, one.told.claim)))

    def _resting(self) -> dict[tuple[str, Span], tuple[tuple[str, str], ...]]:
        """The states that rest on what is told at one place alone, by that place."""
        found: dict[tuple[str, Span], tuple[tuple[str, str], ...]] = {}
        for state in self._snapshot.states:
            claims = [self._snapshot.claims[one] for one in state.claims if one in self._snapshot.claims]
            places = {(claim.report, claim.trigger) for claim in claims}
            if len(places) == 1:
                [at] = places
                found[at] = (*found.get(at, ()), (state.id, self._states.sentence(state)))
        return found

    def _weak(self, claim: Claim, states: tuple[tuple[str, str], ...]) -> WeakClaim:
        content = claim.event
        why = [f"its coding is right with a chance of {content.confidence:.2f}"]
        if states:
            why.append("a state rests on it alone" if len(states) == 1 else f"{len(states)} states rest on it alone")
        speakers = " → ".join(speaker_name(one.actor, one.text) or "the report" for one in claim.speakers)
        coding = (
            ("type", " ".join(part for part in (content.type, content.mode) if part)),
            ("status", content.status),
            ("actors", party_names(content.actors)),
            ("recipients", party_names(content.recipients)),
            ("place", place_name(content.place.place) if content.place else ""),
            ("date", content.when.date.edtf),
            ("stance", f"{claim.stance}, {speakers}"),
            ("rule", ", ".join(dict.fromkeys(step.rule for step in claim.steps))),
        )
        return WeakClaim(self._told(claim), content.confidence, tuple(why), coding, states)

    def _told(self, claim: Claim) -> Told:
        event = self._home.get(claim.mention)
        report = self._snapshot.reports[claim.report]
        start = claim.sentence.start
        return Told(
            claim.mention,
            claim.id,
            event.id if event else "",
            self._wording.sentence(event) if event else coding_of(claim),
            claim.report,
            _label(report),
            report.published.edtf,
            _tail(report.text[max(0, start - _CONTEXT_CHARS) : start]),
            claim.words,
            _head(report.text[claim.sentence.end : claim.sentence.end + _CONTEXT_CHARS]),
            Span(claim.trigger.start - start, claim.trigger.end - start),
        )


def _events_of(state: object) -> set[str]:
    names = ("opened_by", "changed_by", "closing_by", "closed_by")
    return {event for name in names for event in getattr(state, name)}


def _answered_by(judgements: Iterable[Judgement], name: str) -> list[Judgement]:
    """What somebody has answered and not taken back himself."""
    by = f"person:{name}"
    mine = [one for one in judgements if name and one.by == by]
    taken = {one.left for one in mine if one.kind == "undo"}
    return [one for one in mine if one.kind != "undo" and one.id not in taken and anchors_of(one)]


def _label(report: Report) -> str:
    name = report.source.name or report.path or report.id
    when = f", {date_label(report.published)}" if report.published.stated else ""
    return f"{name}{when}{f': {report.title}' if report.title else ''}"


def _tail(text: str) -> str:
    """The end of what stands before, from the last paragraph's or a whole word's beginning."""
    cut = text.rstrip().rsplit("\n", 1)[-1]
    if len(cut) == len(text.rstrip()) and len(text) == _CONTEXT_CHARS:
        cut = cut.partition(" ")[2]
    return cut.strip()


def _head(text: str) -> str:
    """The beginning of what stands after, to the end of the paragraph or of a whole word."""
    first = text.strip().split("\n", 1)[0]
    if len(text) == _CONTEXT_CHARS and len(first) == len(text.strip()):
        first = first.rpartition(" ")[0]
    return first.strip()
