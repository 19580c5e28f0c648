"""F1 of sentences, words and names, and of tags and trees over aligned words (CoNLL-18 definitions)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Count:
    """How much was said, how much is true, how much of it agrees."""

    said: int = 0
    true: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        """Balanced F in percent, 0 where nothing was said and nothing is true."""
        return 200 * self.right / (self.said + self.true) if self.said + self.true else 0.0

    def add(self, said: Iterable[Hashable], true: Iterable[Hashable]) -> None:
        """Adds two sets of things, counted as equal where they are."""
        said_set, true_set = set(said), set(true)
        self.said += len(said_set)
        self.true += len(true_set)
        self.right += len(said_set & true_set)


@dataclass(frozen=True, slots=True)
class ScoredWord:
    """A word as the scorer sees it: characters of the text, tags, and the characters of its head or None."""

    span: tuple[int, int]
    upos: str
    lemma: str
    head: tuple[int, int] | None
    deprel: str


@dataclass(slots=True)
class Scores:
    """Counts per measure of one test set."""

    counts: dict[str, Count] = field(default_factory=dict)

    def count(self, measure: str) -> Count:
        """The measure's count, new if it is the first."""
        return self.counts.setdefault(measure, Count())

    def add_text(
        self,
        said: Sequence[Sequence[ScoredWord]],
        true: Sequence[Sequence[ScoredWord]],
        tokens: tuple[Iterable[tuple[int, int]], Iterable[tuple[int, int]]] | None = None,
    ) -> None:
        """Adds one text: its sentences as said and as they are; `tokens` are surface tokens, said and true.

        A word counts as aligned where the same characters are a word on both sides. Relations are
        compared without subtype, and a lemma "_" or "" in the gold counts as right, as in CoNLL-18.
        """
        self.count("sentences").add(map(_bounds, said), map(_bounds, true))
        if tokens:
            self.count("tokens").add(*tokens)
        said_words = {word.span: word for sentence in said for word in sentence}
        true_words = {word.span: word for sentence in true for word in sentence}
        self.count("words").add(said_words, true_words)
        hits = dict.fromkeys(("upos", "lemma", "uas", "las"), 0)
        for span, gold in true_words.items():
            found = said_words.get(span)
            if found is None:
                continue
            hits["upos"] += found.upos == gold.upos
            hits["lemma"] += gold.lemma in ("", "_") or found.lemma == gold.lemma
            same_head = found.head == gold.head
            hits["uas"] += same_head
            hits["las"] += same_head and found.deprel.partition(":")[0] == gold.deprel.partition(":")[0]
        for measure, right in hits.items():
            count = self.count(measure)
            count.said += len(said_words)
            count.true += len(true_words)
            count.right += right

    def table(self) -> dict[str, float]:
        """F1 in percent by measure; on gold words this is plain accuracy."""
        return {measure: round(count.f1, 2) for measure, count in self.counts.items()}


def _bounds(sentence: Sequence[ScoredWord]) -> tuple[int, int]:
    return sentence[0].span[0], sentence[-1].span[1]


def name_spans(tags: Sequence[str], kinds: Sequence[str]) -> set[tuple[int, int, str]]:
    """Names of a sentence from BIO tags: first and last word and kind, of the given kinds only."""
    found: set[tuple[int, int, str]] = set()
    start = 0
    for at, tag in enumerate([*tags, "O"]):
        before = tags[at - 1] if at else "O"
        goes_on = tag.startswith("I-") and before != "O" and before[2:] == tag[2:]
        if before != "O" and not goes_on and before[2:] in kinds:
            found.add((start, at - 1, before[2:]))
        if not goes_on:
            start = at
    return found
