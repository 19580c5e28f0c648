"""The atom of the record: this source, at this place in this report, says this."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.terms.actors import Actor, Place
from chancery.terms.dates import UNKNOWN_DATE, PartialDate
from chancery.terms.ids import content_id
from chancery.terms.spans import Span

STANCES = ("asserts", "confirms", "denies", "alleges", "demands", "predicts", "opines")
STATUSES = ("happened", "ongoing", "planned", "demanded", "alleged", "denied", "hypothetical")
STATE_KINDS = (
    "presence",
    "control",
    "agreement",
    "membership",
    "hostilities",
    "displacement",
    "custody",
    "sanction",
    "commitment",
    "proceeding",
    "demand",
    "office",
)
CHANGES = ("opens", "changes", "suspends", "closing", "closes", "holds")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trail: which rule or model said so, on what words, with what score (0 to 1)."""

    rule: str
    detail: str = ""
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in its part of an event or state. `how` is stated or inferred; `why` from what.

    `span` is None where no phrase of the text stands for it (an inferred party).
    """

    actor: Actor
    text: str
    span: Span | None = None
    how: str = "stated"
    why: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """Where something happened: the place, the words, and at which step it was found.

    `how`: role, sentence, paragraph, report, or inferred.
    """

    place: Place
    text: str
    span: Span | None = None
    how: str = "role"


@dataclass(frozen=True, slots=True)
class Dated:
    """When something happened. `how`: stated, inferred or unknown; `why` the words or the inference."""

    date: PartialDate = UNKNOWN_DATE
    how: str = "unknown"
    why: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count in an event. what: dead, injured, displaced, detained, size, aid, troops, money or other.

    `low`, `best`, `high`: numbers in `unit` (people where ""), None where not stated.
    """

    what: str
    words: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    approximate: bool = False
    unit: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who vouches for a claim. An unnamed reporter has actor None; `text` as written.

    Chains run from the outermost (the report) to the innermost.
    """

    actor: Actor | None = None
    text: str = ""
    span: Span | None = None
    stance: str = "asserts"


@dataclass(frozen=True, slots=True)
class Link:
    """A stated relation to another mention of the same report, named by its trigger.

    relation: caused_by, ended_by, about, part_of.
    """

    relation: str
    trigger: Span
    why: str = ""


@dataclass(frozen=True, slots=True)
class EventContent:
    """What a claim says of an event.

    Shapes:  type and mode from the codebook (mode "" where none); contexts in codebook order; `score` is the
             codebook's conflict-cooperation score (-10 to 10). `others` are (role, participant): mediator, forum,
             beneficiary, instrument. `topic` is what it is about, as written; `quote` words in quotation marks.
             `not_stated` names what the report itself says is not given or that the type asks for.
    """

    type: str
    mode: str
    contexts: tuple[str, ...]
    cameo: str
    score: float
    status: str
    hedge: str = ""
    confidence: float = 1.0
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    others: tuple[tuple[str, Participant], ...] = ()
    place: Located | None = None
    when: Dated = Dated()
    quantities: tuple[Quantity, ...] = ()
    topic: str = ""
    quote: str = ""
    links: tuple[Link, ...] = ()
    not_stated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StateContent:
    """What a claim says of a state: that something stands, or that an event opens, changes or closes it.

    Shapes:  kind is one of STATE_KINDS, change one of CHANGES. `who` are its holders (the force, the parties, the
             detained), `by` those who did it or owe it, `to` those it is owed to or against. `what` in words
             ("withdrawal agreement", "humanitarian aid"). `key` names the state where its parts do
             ("presence|RUS:MIL|nagorno-karabakh");
             "" where only the opening event does. `event` is the trigger of the event that makes the change.
    """

    kind: str
    change: str
    key: str
    who: tuple[Participant, ...] = ()
    by: tuple[Participant, ...] = ()
    to: tuple[Participant, ...] = ()
    others: tuple[tuple[str, Participant], ...] = ()
    what: str = ""
    where: Located | None = None
    since: Dated = Dated()
    until: Dated = Dated()
    status: str = "happened"
    hedge: str = ""
    quantities: tuple[Quantity, ...] = ()
    before: str = ""
    stage: str = ""
    event: Span | None = None
    not_stated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpinionContent:
    """A judgement that somebody passes: kept, attributed, never counted as an event."""

    words: str
    about: tuple[Participant, ...] = ()
    topic: str = ""


Content = EventContent | StateContent | OpinionContent


@dataclass(frozen=True, slots=True)
class Claim:
    """This report, at this sentence, says this, on the word of these speakers. Immutable.

    Shapes:  kind is event, state or opinion and tells the class of `content`. `mention` is shared by all claims made
             at one trigger. `speakers` run from the report's own voice (actor None) inwards; the last one vouches.
             `known` is the day from which it could be known: the last day the report can have been published.
             `words` are the sentence's characters, so that a check can compare them.
    """

    id: str
    mention: str
    report: str
    kind: str
    sentence: Span
    trigger: Span
    words: str
    section: str
    speakers: tuple[Speaker, ...]
    stance: str
    content: Content
    steps: tuple[Step, ...] = ()
    known: PartialDate = UNKNOWN_DATE

    @property
    def event(self) -> EventContent:
        """The content of an event claim. Raises: TypeError for another kind."""
        if not isinstance(self.content, EventContent):
            raise TypeError(f"claim {self.id} is about a {self.kind}, not an event")
        return self.content

    @property
    def state(self) -> StateContent:
        """The content of a state claim. Raises: TypeError for another kind."""
        if not isinstance(self.content, StateContent):
            raise TypeError(f"claim {self.id} is about a {self.kind}, not a state")
        return self.content

    @property
    def opinion(self) -> OpinionContent:
        """The content of an opinion claim. Raises: TypeError for another kind."""
        if not isinstance(self.content, OpinionContent):
            raise TypeError(f"claim {self.id} is about a {self.kind}, not an opinion")
        return self.content


@dataclass(frozen=True, slots=True)
class Feature:
    """One comparison behind a judgement: what was compared, the two values in words, and what it added to the score."""

    name: str
    score: float
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule or a person says of two mentions, of one mention, or of an earlier judgement; never edits a claim.

    Shapes:  kind is pair (`left` < `right` are mention ids; verdict same, different or unsure), mention (`left` is a
             mention id, `right` "": verdict accepted, rejected or recoded, with `changes` as (field, value)), or undo
             (`left` is the id of the judgement taken back, `right` "": verdict undone).
             `score` is the chance that the verdict same holds, 1 for a person. `features` explain a rule's score, in
             order of weight. `by` is a rule with its version, or "person:NAME"; `when` the time (UTC, ISO) at which a
             person said so, "" for rules. A person's judgement outweighs every rule's, a later one an earlier one.
    """

    left: str
    right: str
    verdict: str
    score: float
    reason: str
    by: str
    when: str = ""
    features: tuple[Feature, ...] = ()
    kind: str = "pair"
    changes: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """Derived from what is judged, the verdict, who says so and, for a person, when."""
        if self.kind == "pair" and not self.when:
            return content_id("j", self.left, self.right, self.verdict, self.by)
        changes = (f"{name}={value}" for name, value in self.changes)
        return content_id("j", self.left, self.right, self.verdict, self.by, self.kind, self.when, *changes)
