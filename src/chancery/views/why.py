"""The trail from an event, state, claim, mention or line of a brief back to the characters that it rests on."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from chancery.record.clusters import by_person
from chancery.record.corrections import in_force
from chancery.terms import Claim, Event, Figure, Judgement, Snapshot, Span, State, UnknownIdError, content_id
from chancery.views.brief import build_brief
from chancery.views.counting import count_label
from chancery.views.disagreements import account_words, said_words
from chancery.views.lines import Citations, Line, SourceLine
from chancery.views.naming import speaker_name
from chancery.views.standing import StateWording
from chancery.views.weighing import Weigher
from chancery.views.wording import Wording, finished

_NO_SUCH_ID_ADVICE = "ids end the lines of every view; give four characters or more"
_SHORTEST_ID_CHARS = 4


@dataclass(frozen=True, slots=True)
class TrailStep:
    """A rule or model that decided something: on what words, and how surely (0 to 1, None for a plain rule)."""

    rule: str
    detail: str
    score: float | None


@dataclass(frozen=True, slots=True)
class TrailClaim:
    """A claim of the trail: its sentence with the trigger's place in it, who says it, and the steps that made it.

    `trigger` counts in `words`; `span` and `trigger_span` count in the report's text. `speakers` run inwards.
    """

    claim: str
    mention: str
    kind: str
    report: str
    number: int
    label: str
    span: Span
    trigger_span: Span
    words: str
    trigger: Span
    section: str
    stance: str
    speakers: tuple[str, ...]
    summary: str
    steps: tuple[TrailStep, ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """What an id stands for, the things it rests on, and the sentences behind them.

    Shapes:  kind is event, state, claim, mention, judgement, report or the kind of a brief's line. `rests_on` are (id,
             what it says) one level down: the events of a line, of a judgement's two mentions or of a report, the
             opening and closing events of a state. `claims` in order of report
             and place; `judgements` are those that joined or parted the mentions, and people's over one of them; unsure
             ones also where only one of their mentions is of these.
    """

    id: str
    kind: str
    text: str
    facts: tuple[tuple[str, str], ...]
    rests_on: tuple[tuple[str, str], ...]
    claims: tuple[TrailClaim, ...]
    judgements: tuple[Judgement, ...]
    sources: tuple[SourceLine, ...]


def build_why(snapshot: Snapshot, wanted: str) -> Trail:
    """The trail of an id, or of the beginning of one (four characters or more) that only one id has.

    Raises:  UnknownIdError where the snapshot and its brief hold no such id, or several; it names similar ids.
    """
    tracer = _Tracer(snapshot)
    trail = tracer.find(wanted)
    if trail is None:
        known = tracer.known_ids()
        begun = [one for one in known if one.startswith(wanted)] if len(wanted) >= _SHORTEST_ID_CHARS else []
        if len(begun) == 1:
            trail = tracer.find(begun[0])
        near = begun[:3] or difflib.get_close_matches(wanted, known, n=3, cutoff=0.6)
    if trail is None:
        advice = f"did you mean {', '.join(near)}?" if near else _NO_SUCH_ID_ADVICE
        raise UnknownIdError(f"the record holds nothing with the id {wanted!r}", remedy=advice)
    return trail


def _concerns(judgement: Judgement, mentions: Collection[str]) -> bool:
    """Whether a judgement is over these mentions, or leaves unsure whether another one belongs to them."""
    if judgement.kind == "mention":
        return judgement.left in mentions
    ends = (judgement.left in mentions) + (judgement.right in mentions)
    return ends == 2 or (ends == 1 and judgement.verdict == "unsure")


class _Tracer:
    def __init__(self, snapshot: Snapshot) -> None:
        self.counted = snapshot
        # What somebody has rejected counts for nothing, and can be looked up all the same.
        self.snapshot = snapshot = replace(snapshot, claims={**snapshot.claims, **snapshot.rejected})
        self.wording = Wording(snapshot)
        self.states = StateWording(self.wording)
        self.citations = Citations(snapshot)
        self.standing = in_force(snapshot.judgements)

    def known_ids(self) -> list[str]:
        claims = self.snapshot.claims.values()
        held = (self.snapshot.events, self.snapshot.states, claims, self._judgements, self._lines)
        found = {one.id for some in held for one in some}
        return sorted(found | {claim.mention for claim in claims} | set(self.snapshot.reports))

    def find(self, wanted: str) -> Trail | None:
        for event in self.snapshot.events:
            if event.id == wanted:
                return self._event(event)
        for state in self.snapshot.states:
            if state.id == wanted:
                return self._state(state)
        if wanted in self.snapshot.claims:
            return self._claim(self.snapshot.claims[wanted])
        mention = [claim for claim in self.snapshot.claims.values() if claim.mention == wanted]
        if mention:
            words = self.wording.cut(mention[0].report, mention[0].trigger)
            return self._trail(wanted, "mention", f"“{words}”", (), (), [one.id for one in mention])
        for judgement in self._judgements:
            if judgement.id == wanted:
                return self._judgement(judgement)
        if wanted in self.snapshot.reports:
            return self._report(wanted)
        for line in self._lines:
            if line.id == wanted:
                return self._line(line)
        return self._former(wanted)

    @cached_property
    def _lines(self) -> list[Line]:
        """The lines that have ids of their own: those of the brief."""
        return build_brief(self.counted).lines()

    @cached_property
    def _judgements(self) -> tuple[Judgement, ...]:
        return (*self.snapshot.judgements, *self.snapshot.lost)

    def _former(self, wanted: str) -> Trail | None:
        """What an event is now that had another id on an earlier day: an event's id is that of its first mention."""
        mentions = {claim.mention for claim in self.snapshot.claims.values()}
        first = next((one for one in mentions if content_id("e", one) == wanted), None)
        if first is None:
            return None
        now = next((event for event in self.snapshot.events if first in event.mentions), None)
        return self._event(now) if now else self.find(first)

    def _judgement(self, judgement: Judgement) -> Trail:
        """What is judged, and over which sentences; of one that takes another back, the sentences of that."""
        target, known = judgement, {one.id: one for one in self._judgements}
        while target.kind == "undo" and target.left in known:
            target = known[target.left]
        ends = [one for one in (target.left, target.right) if one]
        claims = [claim for claim in self.snapshot.claims.values() if claim.mention in ends]
        events = [event for event in self.snapshot.events if not set(ends).isdisjoint(event.mentions)]
        facts = (
            ("verdict", judgement.verdict),
            ("score", "" if judgement.when else f"{judgement.score:.2f}"),
            ("by", judgement.by),
            ("when", judgement.when[:19]),
            ("takes back", judgement.left if judgement.kind == "undo" else ""),
        )
        below = [(event.id, self.wording.sentence(event)) for event in events]
        trail = self._trail(judgement.id, "judgement", judgement.reason, facts, below, [claim.id for claim in claims])
        return replace(trail, judgements=(target,))

    def _report(self, wanted: str) -> Trail:
        report = self.snapshot.reports[wanted]
        claims = [claim for claim in self.snapshot.claims.values() if claim.report == wanted]
        told = {claim.mention for claim in claims}
        below = [
            (event.id, self.wording.sentence(event))
            for event in self.snapshot.events
            if not told.isdisjoint(event.mentions)
        ]
        facts = (
            ("source", report.source.name),
            ("published", f"{report.published.edtf or 'not stated'} ({report.published_how})"),
            ("path", report.path),
        )
        text = report.title or "untitled report"
        return self._trail(wanted, "report", text, facts, below, [claim.id for claim in claims])

    def _event(self, event: Event) -> Trail:
        facts = [
            ("type", f"{event.type}{f' ({event.mode})' if event.mode else ''}, CAMEO {event.cameo or 'not given'}"),
            ("score", f"{event.score:g}"),
            ("status", event.status + (", disputed" if event.disputed else "")),
            ("hedge", event.hedge),
            ("confidence", f"{event.confidence:.2f}"),
            ("contexts", ", ".join(event.contexts)),
            ("date", f"{event.when.date.edtf or 'not stated'} ({event.when.how})"),
            ("date from", event.when.why),
            ("place", f"{event.place.place.name} (from {event.place.how})" if event.place else "not stated"),
            ("inferred", "; ".join(f"{p.actor.name}: {p.why}" for p in event.actors if p.how != "stated")),
            *self._accounts(event),
            *self._figures(event.figures),
            ("not stated", ", ".join(event.not_stated)),
            *self._sources(event),
        ]
        linked = [(end, f"{relation.replace('_', ' ')}: {self._says(end)}") for relation, end in event.links]
        return self._trail(event.id, "event", self.wording.sentence(event), facts, linked, event.claims)

    def _state(self, state: State) -> Trail:
        facts = [
            ("kind", state.kind),
            ("status", state.status),
            ("key", state.key),
            ("since", f"{state.since.date.edtf or 'not stated'} ({state.since.how})"),
            ("until", f"{state.until.date.edtf or 'not stated'} ({state.until.how})"),
            ("hedge", state.hedge),
            ("before", state.before),
            ("stage", state.stage),
            *self._figures(state.figures),
            ("not stated", ", ".join(state.not_stated)),
            *self._sources(state),
        ]
        changes = (
            ("opened by", state.opened_by),
            ("changed by", state.changed_by),
            ("closing by", state.closing_by),
            ("closed by", state.closed_by),
        )
        below = [(one, f"{how}: {self._says(one)}") for how, events in changes for one in events]
        return self._trail(state.id, "state", self.states.sentence(state), facts, below, self.states.claims(state))

    def _accounts(self, event: Event) -> list[tuple[str, str]]:
        """What sources disagree on, with who gives which value."""
        fields = dict.fromkeys(account.field for account in event.accounts)
        return [
            (f"{field} differs", "; ".join(account_words(self.wording, a) for a in event.accounts if a.field == field))
            for field in fields
        ]

    def _figures(self, figures: Sequence[Figure]) -> list[tuple[str, str]]:
        """Each count with all who ever gave it, and when."""
        return [
            (
                count_label(figure.what, figure.of) + (f" ({figure.unit})" if figure.unit else ""),
                "; ".join(said_words(self.wording, said, dated=True) for said in figure.said),
            )
            for figure in figures
        ]

    def _sources(self, thing: Event | State) -> list[tuple[str, str]]:
        """How the sources weigh together, and each with what it carries."""
        weigher = Weigher(self.snapshot)
        told = [("testimony", weigher.testimony(one)) for one in thing.testimonies]
        return [("sources", weigher.words(thing)), *told]

    def _claim(self, claim: Claim) -> Trail:
        facts = [
            ("counts", "no: rejected" if claim.id in self.snapshot.rejected else ""),
            ("kind", claim.kind),
            ("stance", claim.stance),
            ("section", claim.section),
            ("mention", claim.mention),
        ]
        return self._trail(claim.id, "claim", self._summary(claim), facts, (), [claim.id])

    def _line(self, line: Line) -> Trail:
        below = [(one, self._says(one)) for one in line.rests_on]
        return self._trail(line.id, line.kind, line.text, (), below, [one.claim for one in line.cites])

    def _trail(
        self,
        wanted: str,
        kind: str,
        text: str,
        facts: Sequence[tuple[str, str]],
        below: Sequence[tuple[str, str]],
        claims: Iterable[str],
    ) -> Trail:
        cites = self.citations.of(claims)
        held = [self.snapshot.claims[one.claim] for one in cites]
        mentions = {claim.mention for claim in held}
        judged = tuple(
            one
            for one in self.snapshot.judgements
            if _concerns(one, mentions) and (not by_person(one) or one in self.standing)
        )
        used = {claim.report for claim in held}
        return Trail(
            wanted,
            kind,
            text,
            tuple((name, words) for name, words in facts if words),
            tuple(below),
            tuple(self._trail_claim(claim) for claim in held),
            judged,
            tuple(one for one in self.citations.sources() if one.report in used),
        )

    def _trail_claim(self, claim: Claim) -> TrailClaim:
        cite = self.citations.of([claim.id])[0]
        speakers = [speaker_name(one.actor, one.text) or "the report" for one in claim.speakers]
        return TrailClaim(
            claim.id,
            claim.mention,
            claim.kind,
            claim.report,
            self.citations.numbers[claim.report],
            self.citations.label(cite),
            claim.sentence,
            claim.trigger,
            claim.words,
            Span(claim.trigger.start - claim.sentence.start, claim.trigger.end - claim.sentence.start),
            claim.section,
            claim.stance,
            tuple(speakers),
            self._summary(claim),
            tuple(TrailStep(step.rule, step.detail, step.score) for step in claim.steps),
        )

    def _summary(self, claim: Claim) -> str:
        if claim.kind == "event":
            content = claim.event
            return f"{content.type}{f' ({content.mode})' if content.mode else ''}, {content.status}"
        if claim.kind == "state":
            return f"{claim.state.kind}: {claim.state.change}"
        return finished(f"opinion: “{claim.opinion.words}”")

    def _says(self, wanted: str) -> str:
        event = self.wording.events.get(wanted)
        if event:
            return self.wording.sentence(event)
        state = next((one for one in self.snapshot.states if one.id == wanted), None)
        if state:
            return self.states.sentence(state)
        claim = self.snapshot.claims.get(wanted)
        return self._summary(claim) if claim else ""
