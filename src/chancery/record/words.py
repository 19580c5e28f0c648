"""Words of a text as an index of words takes them, for databases whose own index cuts them otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_LONGEST = 200


def cut_words(text: str) -> list[tuple[str, int, int]]:
    """Words in small letters and without diacritics, with their first and last place in the text.

    >>> cut_words("La Région, 2020")
    [('la', 0, 2), ('region', 3, 9), ('2020', 11, 15)]
    """
    return [(_fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()[:_LONGEST]
    apart = unicodedata.normalize("NFD", word.lower())
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    return unicodedata.normalize("NFC", bare)[:_LONGEST]


def mark_words(
    text: str, words: Sequence[str], found: Sequence[tuple[int, int]], phrases: Sequence[Sequence[str]]
) -> str:
    """The text with square brackets around each place where the words of a phrase follow one another.

    `words` are compared with those of the phrases (as stems, where those are stems), `found` says where each stands.

    >>> mark_words("A new deal.", ["a", "new", "deal"], [(0, 1), (2, 5), (6, 10)], [["new", "deal"]])
    'A [new deal].'
    """
    ranges: list[list[int]] = []
    for start in range(len(words)):
        ends = [start + len(phrase) for phrase in phrases if list(words[start : start + len(phrase)]) == list(phrase)]
        if not ends:
            continue
        if ranges and start < ranges[-1][1]:
            ranges[-1][1] = max(ranges[-1][1], *ends)
        else:
            ranges.append([start, max(ends)])
    for first, after in reversed(ranges):
        start, end = found[first][0], found[after - 1][1]
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text
