"""A parser by plain patterns, as small as the protocol allows: what stands in the tests for a user's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chancery.reading import ParsedName, ParsedSentence, ParsedToken

_SENTENCE = re.compile(r"[^.!?]*\w[^.!?]*[.!?]*|[.!?]+")
_WORD = re.compile(r"\w+|[^\w\s]")
_VERB = re.compile(r"(?:\w+ed|said|told|left|was|were|is)$")


class PlainParser:
    """Cuts at full stops; the first word in -ed, or else the first, is the root, and all others hang on it."""

    version = "plain.1"

    def analyse_many(self, items: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[list[ParsedSentence]]:
        return [
            [
                sentence
                for number, (start, end) in enumerate(blocks)
                for sentence in self._block(text, number, start, end)
            ]
            for text, blocks in items
        ]

    def _block(self, text: str, number: int, start: int, end: int) -> Iterator[ParsedSentence]:
        for found in _SENTENCE.finditer(text, start, end):
            words = [(word.start(), word.end(), word[0]) for word in _WORD.finditer(text, found.start(), found.end())]
            if words:
                yield self._sentence(number, words)

    def _sentence(self, block: int, words: Sequence[tuple[int, int, str]]) -> ParsedSentence:
        root = next((at for at, (*_, word) in enumerate(words) if _VERB.match(word)), 0)
        tokens = []
        for at, (start, end, word) in enumerate(words):
            head, relation = (-1, "root") if at == root else (root, "nsubj" if at < root else "obj")
            upos = "VERB" if at == root else "PROPN" if word[0].isupper() else "NOUN" if word.isalnum() else "PUNCT"
            relation = "punct" if upos == "PUNCT" and at != root else relation
            tokens.append(ParsedToken(start, end, word, word.lower(), upos, "", "", head, relation))
        names = tuple(ParsedName(at, at, "OTH", 1.0) for at, token in enumerate(tokens) if token.upos == "PROPN" and at)
        return ParsedSentence(words[0][0], words[-1][1], block, tuple(tokens), names)


def make() -> PlainParser:
    """What `--reader tests.reading.plain_parser:make` calls."""
    return PlainParser()
