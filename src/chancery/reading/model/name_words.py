"""Hints for names: which known names a word is part of, by a list that ships with the model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from chancery.reading.model.wordpiece import plain_form

#: What a word may be part of; the hint at place n is bit n of a word's number.
HINTS = ("known town", "town", "town of many words", "country or region", "people", "person", "body")

#: Number of hint numbers that there can be.
HINT_CLASSES = 1 << len(HINTS)


def hint_key(word: str) -> str:
    """The word as the list spells it: lower case, no accents."""
    return plain_form(word)


class NameWords:
    """The list: hint numbers by `hint_key`."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = dict(numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def hints(self, words: Sequence[str]) -> list[int]:
        """A hint number per word, 0 for a word in no known name and for one that does not begin with a capital."""
        numbers = self._numbers
        return [numbers.get(hint_key(word), 0) if word[:1].isupper() else 0 for word in words]

    def write(self, path: Path) -> None:
        """Writes the list: a line per hint number, the number and its words in order."""
        lines: defaultdict[int, list[str]] = defaultdict(list)
        for word, number in self._numbers.items():
            lines[number].append(word)
        text = "".join(f"{number}\t{' '.join(sorted(words))}\n" for number, words in sorted(lines.items()))
        path.write_text(text, encoding="utf-8")

    @classmethod
    def from_file(cls, path: Path) -> NameWords:
        """The list that `write` wrote."""
        numbers: dict[str, int] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            number, _, words = line.partition("\t")
            numbers |= dict.fromkeys(words.split(" "), int(number))
        return cls(numbers)
