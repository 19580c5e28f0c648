"""GUM's documents with who and what they speak of: text, paragraphs, mentions with their entity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from chancery.reading.reader import Parser, begin_reading
from chancery.terms.readings import Reading
from chancery.terms.reports import Report
from chancery.terms.spans import Span
from training.corpora import Sentence, Word, read_conllu

#: One bracket of GUM's `Entity=`: "(12-person-giv:act-...", the same closed at once, or "12)".
_BRACKET = re.compile(r"\([^()]+\)?|\d+\)")
_OPENING = re.compile(r"\((\d+)-([a-z]+)-")

#: GUM's types of what is spoken of.
ENTITY_TYPES = (
    "abstract", "animal", "event", "object", "organization", "person", "place", "plant", "substance", "time",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One mention: its characters, those of its head word, the number of what it stands for, GUM's type of that."""

    start: int
    end: int
    head: tuple[int, int]
    entity: int
    kind: str


@dataclass(slots=True)
class GoldDocument:
    """A document as raw text with its paragraphs as character ranges, and its mentions in text order."""

    name: str
    text: str = ""
    blocks: list[tuple[int, int]] = field(default_factory=list)
    mentions: list[GoldMention] = field(default_factory=list)

    def chains(self, *, singletons: bool = False) -> list[list[GoldMention]]:
        """The mentions by what they stand for; those of one mention only where asked."""
        found: dict[int, list[GoldMention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.entity, []).append(mention)
        return [chain for chain in found.values() if singletons or len(chain) > 1]


def read_gum_documents(path: Path) -> list[GoldDocument]:
    """The documents of a GUM file in `Entity=` format.

    Source:  GUM's guidelines: nested brackets, never crossing a sentence's end; the free genres hold no
             discontinuous mentions.
    """
    return [_document(sentences) for sentences in _by_document(read_conllu(path, "gum"))]


def _by_document(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    document: list[Sentence] = []
    for sentence in sentences:
        if sentence.document and document:
            yield document
            document = []
        document.append(sentence)
    if document:
        yield document


def _document(sentences: Sequence[Sentence]) -> GoldDocument:
    gold = GoldDocument(sentences[0].ident.rpartition("-")[0])
    for sentence in sentences:
        if sentence.paragraph and gold.text:
            gold.text = gold.text.rstrip() + "\n\n"
        if sentence.paragraph or not gold.blocks:
            gold.blocks.append((len(gold.text), len(gold.text)))
        places = _add_words(gold, sentence)
        for first, last, entity, kind in sorted(brackets(sentence.words)):
            head = places[head_of_range(sentence.words, first, last)]
            gold.mentions.append(GoldMention(places[first][0], places[last][1], head, entity, kind))
        gold.blocks[-1] = (gold.blocks[-1][0], len(gold.text.rstrip()))
    gold.text = gold.text.rstrip()
    return gold


def _add_words(gold: GoldDocument, sentence: Sentence) -> list[tuple[int, int]]:
    """Adds the sentence to the text; gives each word's characters (parts that do not spell a word: all of it)."""
    places: list[tuple[int, int]] = []
    surface = {first: (last, form) for first, last, form in sentence.surface}
    whole_until, whole = -1, (0, 0)
    for number, word in enumerate(sentence.words):
        if number in surface:
            last, form = surface[number]
            if "".join(part.form for part in sentence.words[number : last + 1]) != form:
                whole_until, whole = last, (len(gold.text), len(gold.text) + len(form))
                gold.text += form
        if number <= whole_until:
            places.append(whole)
        else:
            places.append((len(gold.text), len(gold.text) + len(word.form)))
            gold.text += word.form
        gold.text += " " if word.space_after else ""
    return places


def brackets(words: Sequence[Word]) -> list[tuple[int, int, int, str]]:
    """The mentions of a sentence: first word, last word (both inclusive), entity number, type."""
    found: list[tuple[int, int, int, str]] = []
    opened: dict[str, list[tuple[int, str]]] = {}
    for index, word in enumerate(words):
        for bracket in _BRACKET.findall(word.entity):
            opening = _OPENING.match(bracket)
            if opening is None:
                number = bracket[:-1]
                first, kind = opened[number].pop()
                found.append((first, index, int(number), kind))
            elif bracket.endswith(")"):
                found.append((index, index, int(opening.group(1)), opening.group(2)))
            else:
                opened.setdefault(opening.group(1), []).append((index, opening.group(2)))
    return found


def head_of_range(words: Sequence[Word], first: int, last: int) -> int:
    """The word of the range that is nearest to the root, the leftmost of several."""

    def depth(at: int) -> int:
        steps = 0
        while words[at].head > 0 and steps <= len(words):
            at = words[at].head - 1
            steps += 1
        return steps

    return min(range(first, last + 1), key=lambda at: (depth(at), at))


def read_documents(documents: Sequence[GoldDocument], parser: Parser) -> list[Reading]:
    """The documents as the parser reads their raw text, without any layer yet."""
    reports = [Report(text=gold.text, blocks=tuple(Span(*block) for block in gold.blocks)) for gold in documents]
    parsed = parser.analyse_many([(gold.text, gold.blocks) for gold in documents])
    return [begin_reading(report, sentences, parser.version) for report, sentences in zip(reports, parsed, strict=True)]
