"""Hand-written parses for tests: one token per line, `form lemma upos xpos head deprel`, heads counted from 1."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.reading.layers import RULE_LAYERS, Layer, lay_all
from chancery.reading.repairs import repaired
from chancery.terms import Name, Predicate, Quotation, Reading, Report, Sentence, Span, TimeMention, Token
from chancery.terms.dates import UNKNOWN_DATE


def reading_of(
    *parses: str,
    names: Sequence[tuple[str, str]] = (),
    times: Sequence[str] = (),
    quotes: Sequence[str] = (),
    blocks: Sequence[int] = (),
    layers: Sequence[Layer] = RULE_LAYERS,
) -> Reading:
    """A reading of hand-parsed sentences with all rule layers laid.

    Shapes:  `names` are (words, kind), each marked wherever the words stand; `times` and `quotes` are words, marked
             likewise; `blocks` gives each sentence's block, 0 for all where left out. A form that begins with "_"
             stands against the word before it without a space.
    """
    text = ""
    sentences: list[Sentence] = []
    for index, parse in enumerate(parses):
        start = len(text)
        tokens: list[Token] = []
        for line in parse.strip().splitlines():
            form, lemma, upos, xpos, head, deprel = line.split()
            glued = form.startswith("_") and len(form) > 1
            form = form[1:] if glued else form
            if len(text) > start and not glued:
                text += " "
            tokens.append(Token(len(text), len(text) + len(form), form, lemma, upos, xpos, "", int(head) - 1, deprel))
            text += form
        block = blocks[index] if blocks else 0
        sentences.append(Sentence(index, start, len(text), block, repaired(tokens)))
        text += "\n"
    reading = Reading(
        report=Report(text=text, blocks=(Span(0, len(text)),)),
        sentences=tuple(sentences),
        names=tuple(_names(text, sentences, names)),
        times=tuple(_times(text, sentences, times)),
        quotations=tuple(
            Quotation(start, start + len(words), sentence.index)
            for words in quotes
            for start, sentence in _places(text, sentences, words)
        ),
    )
    return lay_all(reading, layers)


def _places(text: str, sentences: Sequence[Sentence], words: str) -> list[tuple[int, Sentence]]:
    found: list[tuple[int, Sentence]] = []
    at = text.find(words)
    while at >= 0:
        found.extend((at, s) for s in sentences if s.start <= at < s.end)
        at = text.find(words, at + len(words))
    return found


def _names(text: str, sentences: Sequence[Sentence], names: Sequence[tuple[str, str]]) -> list[Name]:
    found = []
    for words, kind in names:
        for start, sentence in _places(text, sentences, words):
            inside = [i for i, t in enumerate(sentence.tokens) if t.start >= start and t.end <= start + len(words)]
            if inside:
                found.append(Name(start, start + len(words), kind, sentence.index, inside[0], inside[-1]))
    return sorted(found, key=lambda name: name.start)


def _times(text: str, sentences: Sequence[Sentence], times: Sequence[str]) -> list[TimeMention]:
    return [
        TimeMention(start, start + len(words), sentence.index, UNKNOWN_DATE)
        for words in times
        for start, sentence in _places(text, sentences, words)
    ]


def predicate(reading: Reading, lemma: str) -> Predicate:
    """The first predicate of that lemma."""
    for found in reading.predicates:
        if found.lemma == lemma:
            return found
    raise AssertionError(f"no predicate {lemma}; there are {[p.lemma for p in reading.predicates]}")


def roles(reading: Reading, lemma: str) -> dict[str, list[str]]:
    """The roles of the first predicate of that lemma: role to the words of its phrases."""
    found: dict[str, list[str]] = {}
    for role in predicate(reading, lemma).roles:
        found.setdefault(role.role, []).append(reading.report.text[role.start : role.end])
    return found


def chains(reading: Reading) -> list[list[str]]:
    """The words of each chain."""
    return [[reading.report.text[m.start : m.end] for m in chain] for chain in reading.coreference]


def said(reading: Reading) -> list[tuple[str, str, str, list[str]]]:
    """Each attribution as source, cue, stance and the words of its content."""
    text = reading.report.text
    return [
        (a.source.cut(text) if a.source else "", a.cue.cut(text), a.stance, [span.cut(text) for span in a.content])
        for a in reading.attributions
    ]
