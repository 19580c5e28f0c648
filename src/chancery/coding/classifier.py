"""Events that the codebook does not know, and how sure a coding is: a small learned network over the reading.

The codebook comes first. Where it finds no event at a predicate, the network may: then the event is one of the type it
holds likeliest, and its step says that it was guessed. The same weights answer what one phrase does to another.
"""

from __future__ import annotations

import math
from collections.abc import Container, Mapping, Sequence
from functools import cache

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
    sentence_traits,
)
from chancery.shelf.codebooks import Codebook, Trigger, load_codebook
from chancery.shelf.event_types import TYPE_NAMES, EventTypes, event_types
from chancery.terms import ArtefactError, Reading, Span

#: What the logistic curve of a coding's sureness is over, its constant last.
SIGNS = ("own type", "no event", "guessed", "by a profile", "noun", "tentative", "no actor", "no recipient", "constant")
#: How far up the tree an event is looked for of which a guess would be a part.
_REACH = 4
#: Types that the parties do together.
TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE"})


class Classifier:
    """The classifier on one page.

    Shapes:  `chances[index]` are probabilities over `TYPE_NAMES` for the predicate of that index in the reading; empty
             where the reader gave no vectors, or with `traits_only`. An event is guessed from `cut` on.
    Raises:  ArtefactError where the weights were learned over other traits than these.
    """

    def __init__(
        self, page: Page, types: Mapping[int, str], learned: EventTypes | None = None, *, traits_only: bool = False
    ) -> None:
        self._page = page
        self._types = types
        self._learned = learned or event_types()
        if self._learned.layout != LAYOUT:
            raise ArtefactError(
                f"the event types read {self._learned.layout!r}, not {LAYOUT!r}",
                remedy="rebuild them with `python -m training.event_types`, or reinstall chancery",
            )
        self.cut = self._learned.cut
        self._traits: dict[int, SentenceTraits | None] = {}
        self.chances: dict[int, Floats] = {}
        rows, indices = [], []
        for index, predicate in enumerate(() if traits_only else page.reading.predicates):
            traits = self.traits_of(predicate.sentence)
            if traits is not None:
                rows.append(predicate_traits(traits, predicate.token))
                indices.append(index)
        if rows:
            self.chances = dict(zip(indices, self._learned.predicates.chances(np.stack(rows)), strict=True))

    def traits_of(self, sentence: int) -> SentenceTraits | None:
        """The numbers of a sentence, made once."""
        if sentence not in self._traits:
            self._traits[sentence] = sentence_traits(self._page, sentence, self._types, self._learned.words)
        return self._traits[sentence]

    def guesses(
        self,
        codebook: Codebook,
        conditions: Conditions,
        drafts: Sequence[Draft],
        known: Container[int] | None = None,
    ) -> list[Draft]:
        """A draft for each predicate at which the codebook finds nothing and the network is sure of an event.

        Shapes:  `drafts` are those of the codebook; what is the content of one of them is no event of its own, nor
                 what an exception of the codebook rules out. `known` are indices of predicates to pass over; None for
                 those at which the codebook finds something.
        """
        found = []
        known = self._types if known is None else known
        rules = {draft.index: draft.rule for draft in drafts}
        for index, chances in self.chances.items():
            best = int(chances[1:].argmax()) + 1
            kind = TYPE_NAMES[best]
            predicate = self._page.reading.predicates[index]
            if index in known or chances[best] < self.cut or kind not in codebook.types:
                continue
            if predicate.kind == "noun" or predicate.modality == "generic":
                continue  # what a bare noun tells of, the network guesses no better than by chance
            if not may_be_event(self._page, codebook, conditions, predicate):
                continue
            if is_excepted(codebook, conditions, predicate, kind) or self._beneath(index, rules):
                continue
            step = ("classifier", f"{predicate.kind} {predicate.lemma!r}, {chances[best]:.2f}")
            draft = draft_of(self._page, codebook, conditions, index, _rule(kind), step=step)
            if not is_absorbed(self._page, draft, rules):
                found.append(draft)
        return found

    def _beneath(self, index: int, rules: Container[int]) -> bool:
        """Whether a predicate hangs on one that the codebook takes for an event: it is a part of that."""
        predicate = self._page.reading.predicates[index]
        tokens = self._page.sentences[predicate.sentence].tokens
        at = predicate.token
        for _ in range(_REACH):
            relation, above = tokens[at].deprel, tokens[at].head
            if above < 0 or relation in ("parataxis", "acl:relcl"):
                return False
            if relation != "conj" and self._page.predicates.get((predicate.sentence, above), -1) in rules:
                return True
            at = above
        return False

    def hears(self, draft: Draft) -> bool:
        """Whether a draft stands: one by a rule with conditions of its own always; one by a broad word not where the
        network is sure that nothing of politics is told."""
        if not draft.rule.profile or draft.type not in TYPE_NAMES or draft.index not in self.chances:
            return True
        return float(self.chances[draft.index][0]) <= self._learned.gate

    def is_doubtful(self, draft: Draft, least: float) -> bool:
        """Whether a draft rests on a broad word or a guess, and its sureness is below `least`."""
        resting = bool(draft.rule.profile) or draft.rule.id.startswith("guess.")
        return resting and self.sureness(draft) < least

    def sureness(self, draft: Draft) -> float:
        """The probability, 0 to 1, that an event of this type is told here; learned on annotated articles."""
        signs = self.signs(draft)
        score = float(np.dot(self._learned.sure, signs))
        return round(min(max(1 / (1 + math.exp(-score)), 0.01), 0.99), 2)

    def signs(self, draft: Draft) -> Floats:
        """The numbers that `sureness` weighs, as `SIGNS` names them."""
        chances = self.chances.get(draft.index)
        own = TYPE_NAMES.index(draft.type) if draft.type in TYPE_NAMES else 0
        return np.array(
            [
                _log_odds(chances[own]) if chances is not None and own else 0.0,
                _log_odds(chances[0]) if chances is not None and own else 0.0,
                draft.rule.id.startswith("guess."),
                bool(draft.rule.profile),
                draft.predicate.kind != "verb",
                draft.tentative,
                not draft.actors,
                not draft.recipients,
                1.0,
            ],
            np.float32,
        )

    def pair(self, source: Span, target: Span) -> Mapping[str, float]:
        """Probabilities over `TYPE_NAMES` of what the one phrase does to the other; empty where nothing can be told."""
        where, tokens = self.place(source)
        other, others = self.place(target)
        traits = self.traits_of(where) if where is not None else None
        if where is None or traits is None:
            return {}
        towards = head_of(traits, others) if other == where else None
        row = pair_traits(traits, head_of(traits, tokens), towards)
        chances = self._learned.pairs.chances(row[None])[0]
        return {name: float(chance) for name, chance in zip(TYPE_NAMES, chances, strict=True)}

    def place(self, span: Span) -> tuple[int | None, Sequence[int]]:
        """The sentence that a span begins in, and its tokens there; None where there is none."""
        for sentence in self._page.sentences:
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


@cache
def _rule(kind: str) -> Trigger:
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
    kept = min(max(float(chance), 1e-3), 1 - 1e-3)
    return math.log(kept / (1 - kept))
