"""Events that the codebook does not know, and how sure a coding is: what small networks learned from annotated text.

One network sees the codebook's finding at a predicate, the words' vectors and meaning, the parse, and what the rest of
the report tells of. Where the codebook finds no event, it may: then the event is of the type that it holds likeliest,
and its step says that it was guessed. It may also see no event, or another, where the codebook finds one. A second
network answers what one phrase does to another.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache, cached_property

import numpy as np

from chancery.coding.drafts import Draft
from chancery.coding.fillers import Conditions
from chancery.coding.finding import draft_of, find_drafts, is_absorbed, is_excepted, may_be_event
from chancery.coding.page import Page
from chancery.coding.traits import (
    LAYOUT,
    Floats,
    SentenceTraits,
    head_of,
    pair_traits,
    predicate_traits,
    report_traits,
    sentence_traits,
)
from chancery.shelf.codebooks import Codebook, Trigger, load_codebook
from chancery.shelf.event_types import TYPE_NAMES, EventTypes, event_types
from chancery.terms import ArtefactError, Predicate, Reading, Span

#: What the logistic curve of a coding's sureness is over, its constant last. "politics" is how much the whole report
#: tells of: an arrest among ministers is another thing than one among film stars.
SIGNS = ("own type", "guessed", "by a profile", "politics", "constant")
#: A report too short to tell what it is about is taken for a usual one: so many predicates, so many of them events.
USUAL_COUNT, USUAL = 20, 0.1
#: A rule with conditions of its own is heard at this share of the sureness that is asked of a broad word or a guess.
FIRM_SHARE = 0.2
#: Verbs that tell how far another event has come; they are none themselves.
_PHASES = frozenset("start begin continue keep stop cease resume complete finish go_on".split())
#: How far up the tree an event is looked for of which a guess would be a part.
_REACH = 4
#: Types that the parties do together.
TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE"})


class Classifier:
    """The classifier on one page.

    Shapes:  `types` by index into reading.predicates, the type that the codebook finds there.
    Raises:  ArtefactError where the weights were learned over other traits than these.
    """

    def __init__(self, page: Page, types: Mapping[int, str], learned: EventTypes | None = None) -> None:
        self.page = page
        self._types = types
        self.learned = learned or event_types()
        if self.learned.layout != LAYOUT:
            raise ArtefactError(
                f"the event types read {self.learned.layout!r}, not {LAYOUT!r}",
                remedy="rebuild them with `python -m training.event_types`, or reinstall chancery",
            )
        self._traits: dict[int, SentenceTraits | None] = {}

    @cached_property
    def chances(self) -> Mapping[int, Floats]:
        """Probabilities over `TYPE_NAMES` by index into reading.predicates; empty where the reader gave no chances."""
        if not self.page.reading.events or not self.page.reading.predicates:
            return {}
        return dict(enumerate(self.learned.predicates.chances(self.rows())))

    def rows(self) -> Floats:
        """The traits that the network sees, a row for each predicate."""
        rows, events = [], []
        for predicate in self.page.reading.predicates:
            traits = self.traits_of(predicate.sentence)
            assert traits is not None, "asked for where there are no chances"
            rows.append(predicate_traits(traits, predicate.token))
            events.append(traits.events[predicate.token])
        sentences = np.array([predicate.sentence for predicate in self.page.reading.predicates])
        return np.hstack([np.stack(rows), report_traits(np.stack(events), sentences)])

    def traits_of(self, sentence: int) -> SentenceTraits | None:
        """The numbers of a sentence, made once."""
        if sentence not in self._traits:
            self._traits[sentence] = sentence_traits(self.page, sentence, self._types, self.learned.words)
        return self._traits[sentence]

    def judged(
        self, codebook: Codebook, conditions: Conditions, drafts: Sequence[Draft], *, overrule: bool = True
    ) -> list[Draft]:
        """The codebook's drafts that are sure enough, and those that are guessed, in text order.

        An event is guessed at a predicate at which none stands; not what is the content of one that does, nor what an
        exception of the codebook rules out. Without `overrule` all drafts stand: who codes by a codebook of their own
        is not overruled.
        """
        standing = [draft for draft in drafts if not overrule or draft.tentative or self._is_heard(draft)]
        rules = {draft.index: draft.rule for draft in standing}
        return sorted([*standing, *self._guesses(codebook, conditions, rules)], key=lambda draft: draft.index)

    def _is_heard(self, draft: Draft) -> bool:
        least = self.learned.least * (1.0 if draft.rule.profile else FIRM_SHARE)
        return self.sureness(draft) >= least

    def _guesses(self, codebook: Codebook, conditions: Conditions, rules: dict[int, Trigger]) -> Iterator[Draft]:
        for index, chances in self.chances.items():
            kind = TYPE_NAMES[int(chances[1:].argmax()) + 1]
            predicate = self.page.reading.predicates[index]
            if index in self._types or predicate.modality == "generic" or kind not in codebook.types:
                continue
            if self._sure(index, kind, guessed=True) < self.learned.least:
                continue
            if predicate.lemma in _PHASES or self._only_says(predicate):
                continue
            if not may_be_event(self.page, codebook, conditions, predicate):
                continue
            if is_excepted(codebook, conditions, predicate) or self._beneath(index, rules):
                continue
            if _only_stands(codebook, conditions, predicate) or _looks_back(self.page, predicate):
                continue
            step = ("classifier", f"{predicate.kind} {predicate.lemma!r}, {chances.max():.2f}")
            draft = draft_of(self.page, codebook, conditions, index, guess_rule(kind), step=step)
            if not is_absorbed(self.page, draft, rules):
                yield draft

    def _only_says(self, predicate: Predicate) -> bool:
        """Whether a word only gives somebody's word: "confirmed the withdrawal" is no event of its own."""
        return any(
            one.sentence == predicate.sentence
            and one.cue_token == predicate.token
            and one.kind == "said"
            and one.stance in ("asserts", "confirms", "denies")
            for one in self.page.reading.attributions
        )

    def _beneath(self, index: int, rules: Container[int]) -> bool:
        """Whether a predicate hangs on one that the codebook takes for an event: it is a part of that."""
        predicate = self.page.reading.predicates[index]
        tokens = self.page.sentences[predicate.sentence].tokens
        at = predicate.token
        for _ in range(_REACH):
            relation, above = tokens[at].deprel, tokens[at].head
            if above < 0 or relation in ("parataxis", "acl:relcl"):
                return False
            if relation != "conj" and self.page.predicates.get((predicate.sentence, above), -1) in rules:
                return True
            at = above
        return False

    def sureness(self, draft: Draft) -> float:
        """The probability, 0 to 1, that an event of this type is told here; learned on annotated articles."""
        guessed = draft.rule.id.startswith("guess.")
        return self._sure(draft.index, draft.type, guessed=guessed, broad=bool(draft.rule.profile))

    def _sure(self, index: int, kind: str, *, guessed: bool, broad: bool = False) -> float:
        score = float(np.dot(self.learned.sure, self.signs(index, kind, guessed=guessed, broad=broad)))
        return round(min(max(1 / (1 + math.exp(-score)), 0.01), 0.99), 2)

    def signs(self, index: int, kind: str, *, guessed: bool, broad: bool = False) -> Floats:
        """The numbers that `sureness` weighs, as `SIGNS` names them, of an event of a type at a predicate."""
        chances = self.chances.get(index)
        known = chances is not None and kind in TYPE_NAMES
        own = _log_odds(chances[TYPE_NAMES.index(kind)]) if chances is not None and known else 0.0
        return np.array([own, guessed, broad, self._politics, 1.0], np.float32)

    @cached_property
    def _politics(self) -> float:
        """The log-odds of how likely a predicate of the report is to tell of an event of any type."""
        told = sum(1 - float(chances[0]) for chances in self.chances.values())
        return _log_odds((told + USUAL * USUAL_COUNT) / (len(self.chances) + USUAL_COUNT))

    def pair(self, source: Span, target: Span) -> Mapping[str, float]:
        """Probabilities over `TYPE_NAMES` of what the one phrase does to the other; empty where nothing can be told."""
        where, tokens = self.place(source)
        other, others = self.place(target)
        traits = self.traits_of(where) if where is not None else None
        if where is None or traits is None:
            return {}
        towards = head_of(traits, others) if other == where else None
        row = pair_traits(traits, head_of(traits, tokens), towards)
        chances = self.learned.pairs.chances(row[None])[0]
        return {name: float(chance) for name, chance in zip(TYPE_NAMES, chances, strict=True)}

    def place(self, span: Span) -> tuple[int | None, Sequence[int]]:
        """The sentence that a span begins in, and its tokens there; None where there is none."""
        for sentence in self.page.sentences:
            inside = [at for at, token in enumerate(sentence.tokens) if Span(token.start, token.end).meets(span)]
            if inside:
                return sentence.index, inside
        return None, ()


def pair_chances(reading: Reading, source: Span, target: Span, codebook: Codebook | None = None) -> Mapping[str, float]:
    """What the phrase at `source` does to that at `target`: probabilities over the 16 types and "none".

    Shapes:  spans of the report's text; empty where no sentence holds the source or the reader gives no vectors.
    """
    book = codebook or load_codebook()
    page = Page(reading)
    conditions = Conditions(page, book)
    drafts = find_drafts(page, book, conditions)
    return Classifier(page, {draft.index: draft.type for draft in drafts}).pair(source, target)


#: Standing rules whose words tell how things are, and no event beside that.
_STANDING_ONLY = frozenset({("control", "holds"), ("displacement", "opens")})


def _only_stands(codebook: Codebook, conditions: Conditions, predicate: Predicate) -> bool:
    """Whether a standing rule of the codebook has what is told: who holds ground ("control the town"), who is displaced
    ("the flight of the people from the town")."""
    return any(
        (rule.kind, rule.change) in _STANDING_ONLY
        and predicate.lemma in (rule.nouns if predicate.kind == "noun" else rule.verbs)
        and all(conditions.holds(predicate, need) for need in rule.conditions)
        for rule in codebook.standing
    )


#: Prepositions of time before a noun that looks back on what is known ("since the war of the 1990s").
_LOOKING_BACK = frozenset({"since", "after", "before", "until", "following"})


def _looks_back(page: Page, predicate: Predicate) -> bool:
    """Whether a noun only tells when something else was, and names nobody who took part."""
    return (
        predicate.kind == "noun"
        and page.sentences[predicate.sentence].tokens[predicate.token].deprel.split(":")[0] in ("obl", "nmod")
        and page.case_of(predicate.sentence, predicate.token) in _LOOKING_BACK
        and not any(page.actor_at(predicate.sentence, at) for at in page.below(predicate.sentence, predicate.token))
    )


@cache
def guess_rule(kind: str) -> Trigger:
    """The rule that stands for a guess: parties by the common roles, politics asked for."""
    return Trigger(
        id=f"guess.{kind.lower()}",
        type=kind,
        mode="",
        contexts=(),
        verbs=(),
        nouns=(),
        adjectives=(),
        needs=(),
        unless=(),
        actors=("agent+company",) if kind in TOGETHER else ("agent",),
        recipients=() if kind == "CONSULT" else ("opponent", "recipient", "patient", "topic"),
        forum=(),
        about=(),
        relevance="recipient",
        absorbs=kind in ("REQUEST", "AGREE", "REJECT", "THREATEN"),
        anaphoric=False,
        mutual=False,
        never=(),
        caused="onward",
    )


def _log_odds(chance: float) -> float:
    """The logarithm of the odds of a probability, which is kept between 0.001 and 0.999."""
    kept = min(max(float(chance), 1e-3), 1 - 1e-3)
    return math.log(kept / (1 - kept))
