"""What was read in a report: one object that travels through the steps, layer on layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from chancery.terms.actors import ActorMention, PlaceMention
from chancery.terms.dates import PartialDate
from chancery.terms.reports import Report
from chancery.terms.spans import Span


@dataclass(frozen=True, slots=True)
class Token:
    """A syntactic word. `head` is an index in its sentence, -1 for the root."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str = ""
    feats: str = ""
    head: int = -1
    deprel: str = "root"

    def feat(self, name: str) -> str:
        """Value of one morphological feature, "" where absent."""
        for pair in self.feats.split("|"):
            key, _, value = pair.partition("=")
            if key == name:
                return value
        return ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tokens; `block` counts Report.blocks, `index` the report's sentences."""

    index: int
    start: int
    end: int
    block: int
    tokens: tuple[Token, ...]

    @property
    def span(self) -> Span:
        """The sentence's characters."""
        return Span(self.start, self.end)

    def children(self, at: int) -> list[int]:
        """Indices of the tokens that hang on token `at`, in order."""
        return [i for i, token in enumerate(self.tokens) if token.head == at]

    def child(self, at: int, *deprels: str) -> int | None:
        """First child of `at` with one of the relations (subtypes count: nsubj covers nsubj:pass)."""
        for i, token in enumerate(self.tokens):
            if token.head == at and any(token.deprel == rel or token.deprel.startswith(rel + ":") for rel in deprels):
                return i
        return None

    def subtree(self, at: int) -> list[int]:
        """Indices of `at` and all below it, in order."""
        inside = {at}
        grew = True
        while grew:
            grew = False
            for i, token in enumerate(self.tokens):
                if i not in inside and token.head in inside:
                    inside.add(i)
                    grew = True
        return sorted(inside)


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name. kind: PER, LOC, ORG or OTH (nationalities, events and the like)."""

    start: int
    end: int
    kind: str
    sentence: int
    first: int
    last: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class TimeMention:
    """An expression of time, resolved as far as text and report date allow.

    Shapes:  kind is date (a point or stretch on the calendar), duration ("six weeks") or set ("every
             year"). `relative` names the anchor rule ("last year", "Wednesday") where the value hangs on the
             report's own date; then `date` is unknown where that date is. `days_low`/`days_high` are the
             length of a duration. `offset_years`: for "last year" -1, "this year" 0, "two years ago" -2,
             else None: what a missing publication date can be inferred from.
    """

    start: int
    end: int
    sentence: int
    date: PartialDate
    kind: str = "date"
    relative: str = ""
    weekday: int | None = None
    offset_years: int | None = None
    days_low: int | None = None
    days_high: int | None = None
    preposition: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its hedge. `low`/`high` bound it where stated ("more than 100": low 101, high None);
    `best` is None for an uncounted plural ("dozens": low 24)."""

    start: int
    end: int
    sentence: int
    low: float | None
    best: float | None
    high: float | None
    words: str
    approximate: bool = False
    unit: str = ""
    counted: str = ""
    counted_token: int | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks; the span lies inside the marks."""

    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Role:
    """A phrase that plays a part in a predicate.

    role: agent, patient, recipient, place, time, topic, purpose, manner, cause, instrument,
    origin, destination, company (with whom), mediator, beneficiary, opponent (against whom), content.
    `head` is the token index of the phrase's head. `why` says from what ("nsubj", "by-phrase", "control").
    """

    role: str
    start: int
    end: int
    head: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Argument:
    """A phrase that plays a role of PropBank's for a predicate, as the reading model found it.

    Shapes:  `role` is ARG0 to ARG5, ARGM-TMP and the like, R-ARG0 (a relative word) or C-ARG1 (the rest of a phrase cut
             in two). `function` is what the frames say that a numbered role is for: PAG (agent), PPT (patient), GOL
             (goal), DIR, LOC, COM and others; for ARGM-X it is X; "" where the frames do not say. `first` and `last`
             are token indices, both inclusive.
    """

    role: str
    start: int
    end: int
    first: int
    last: int
    function: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate as the reading model found it: token, PropBank roleset ("withdraw.01"; "" unknown), arguments."""

    sentence: int
    token: int
    roleset: str
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb or event noun with its roles.

    Shapes:  `token` is the index of the trigger in its sentence; start/end its characters (with a particle).
             `roleset` and `arguments` are PropBank's, "" and empty where the model sees no predicate there.
             `construction` is "light" on a light verb, "light:VERB" on the noun that it serves, "compound" on a noun
             that stands before another.
             factuality runs from -3 (certainly not) to 3 (certainly so). `modality` is one of: actual, ongoing,
             begun, planned, possible, conditional, demanded, negated, generic - the reason the
             factuality is what it is; `modality_why` the cue word. `hedge` as written ("effectively").
             `governor`: index into Reading.predicates of the predicate it is a complement of.
    """

    sentence: int
    token: int
    start: int
    end: int
    lemma: str
    kind: str
    roleset: str = ""
    construction: str = ""
    factuality: float = 3.0
    modality: str = "actual"
    modality_why: str = ""
    hedge: str = ""
    tense: str = ""
    roles: tuple[Role, ...] = ()
    arguments: tuple[Argument, ...] = ()
    governor: int | None = None

    def role(self, *names: str) -> Role | None:
        """First role of one of the names, in the order of the names."""
        for name in names:
            for role in self.roles:
                if role.role == name:
                    return role
        return None

    def all(self, *names: str) -> list[Role]:
        """All roles of the names, in text order."""
        return [role for role in self.roles if role.role in names]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: the source phrase, the cue word and the content.

    Shapes:  `content` are ranges of the text. stance: asserts, confirms, denies, alleges, demands, predicts, opines.
             `source_sentence`/`source_head` point to the head token of the source phrase (None: not stated).
             `quoted` where the content is (partly) in quotation marks. `cue_token` indexes in `sentence`.
             `cue` and `source` are the bare words; `cue_phrase` adds auxiliaries, negation, adverbs and particle ("has
             not said"), `source_phrase` apposition and relative clause ("Orlova, the envoy").
             kind: said - the source gives its word for the content (says, thinks, demands, predicts);
             attitude - it wants, intends, feels or judges something, or speaks of a thing without our being told what
             it says; unsaid - it did not say so, or may yet; shown - a thing or deed tells it, nobody says it.
             `stance` holds for kind said; for the others it is the cue word's own.
    """

    sentence: int
    cue: Span
    cue_lemma: str
    cue_token: int
    stance: str
    content: tuple[Span, ...]
    source: Span | None = None
    source_sentence: int | None = None
    source_head: int | None = None
    quoted: bool = False
    rule: str = ""
    kind: str = "said"
    cue_phrase: Span | None = None
    source_phrase: Span | None = None


@dataclass(frozen=True, slots=True)
class CorefMention:
    """One mention of a chain: a phrase, with sentence and head token."""

    start: int
    end: int
    sentence: int
    head: int


@dataclass(slots=True)
class Reading:
    """A report and the layers found in it. Steps add layers and never change earlier ones.

    Shapes:  predicates, attributions and so on are in text order; `coreference` are chains of two
             mentions or more, each in text order. `actors` and `places` come from matching, `dateline`
             are the places that the dateline names, which is no sentence. `frames` are all that
             the parser found, `certainty` its factuality for each token of each sentence (empty where the parser has
             none); both go into `predicates`. `events` and `vectors` are, where the parser gives them, an array per
             sentence: tokens x types of event, the chances that coding starts from; and tokens x width, which serve the
             layers above and differ from model to model. Neither is ever kept in a record.
    """

    report: Report
    sentences: Sequence[Sentence] = ()
    names: Sequence[Name] = ()
    times: Sequence[TimeMention] = ()
    numbers: Sequence[Number] = ()
    quotations: Sequence[Quotation] = ()
    frames: Sequence[Frame] = ()
    certainty: Sequence[tuple[float, ...]] = ()
    predicates: Sequence[Predicate] = ()
    attributions: Sequence[Attribution] = ()
    coreference: Sequence[tuple[CorefMention, ...]] = ()
    split: Sequence[tuple[CorefMention, tuple[CorefMention, ...]]] = ()
    actors: Sequence[ActorMention] = ()
    places: Sequence[PlaceMention] = ()
    dateline: Sequence[PlaceMention] = ()
    events: Sequence[Any] = field(default=(), repr=False, compare=False)
    vectors: Sequence[Any] = field(default=(), repr=False, compare=False)
    versions: dict[str, str] = field(default_factory=dict)
