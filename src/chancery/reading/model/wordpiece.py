"""WordPiece: words into the pieces that the encoder has vectors for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

#: Longest word that is cut into pieces, in code points; a longer one becomes the unknown piece,
#: as in BERT, so that a 50,000-character "word" costs one vector and not 50,000.
MAX_WORD_CHARS = 100

#: Most pieces that one word may give. A word's vector is read from its first and last piece, so
#: the middle of a very long one adds cost and no knowledge.
MAX_PIECES = 12

#: Most words whose pieces are remembered; cleared when full. About 20 MB.
CACHE_WORDS = 200_000

#: Typographic signs that the vocabulary knows only in their plain form.
_PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "−": "-",
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
    }
)


def plain_form(word: str) -> str:
    """The word as the uncased vocabulary spells it: lower case, no accents, plain quotes.

    A word that would vanish (only combining or invisible signs) keeps its own spelling.
    """
    lowered = unicodedata.normalize("NFD", word.translate(_PLAIN).lower())
    kept = "".join(sign for sign in lowered if unicodedata.category(sign) not in ("Mn", "Cc", "Cf"))
    return kept or word


class WordPieces:
    """Cuts words into piece numbers by longest match first, as BERT's uncased vocabulary wants.

    Source: Devlin et al. 2019; the vocabulary is that of MiniLM-L6-H384-uncased.
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.pad = self._numbers["[PAD]"]
        self.unknown = self._numbers["[UNK]"]
        self.opening = self._numbers["[CLS]"]
        self.closing = self._numbers["[SEP]"]
        self._cache: dict[str, tuple[int, ...]] = {}

    @classmethod
    def from_file(cls, path: Path) -> WordPieces:
        """The pieces listed in a file, one a line, their number being the line's."""
        return cls(path.read_text(encoding="utf-8").split("\n"))

    def pieces(self, word: str) -> tuple[int, ...]:
        """Piece numbers of a word; never empty, at most `MAX_PIECES`."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) >= CACHE_WORDS:
                self._cache.clear()
            found = self._cut(word)
            if len(word) <= MAX_WORD_CHARS:
                self._cache[word] = found
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        if len(word) > MAX_WORD_CHARS:
            return (self.unknown,)
        numbers: list[int] = []
        for part in _split_signs(plain_form(word)):
            numbers.extend(self._cut_part(part))
        if len(numbers) > MAX_PIECES:
            numbers = numbers[: MAX_PIECES - 1] + numbers[-1:]
        return tuple(numbers) or (self.unknown,)

    def _cut_part(self, part: str) -> list[int]:
        numbers: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = part[start:end] if start == 0 else "##" + part[start:end]
                number = self._numbers.get(piece)
                if number is not None:
                    numbers.append(number)
                    start = end
                    break
            else:
                return [self.unknown]
        return numbers


def _split_signs(word: str) -> list[str]:
    """The word cut at every punctuation sign, each sign its own part, as BERT does."""
    parts: list[str] = []
    current = ""
    for sign in word:
        if sign.isspace() or _is_sign(sign):
            if current:
                parts.append(current)
                current = ""
            if not sign.isspace():
                parts.append(sign)
        else:
            current += sign
    if current:
        parts.append(current)
    return parts


def _is_sign(sign: str) -> bool:
    code = ord(sign)
    if code < 128:
        return not sign.isalnum() and code > 32
    return unicodedata.category(sign).startswith("P")
