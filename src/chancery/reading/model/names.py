"""Names out of tag scores: what a text calls a word elsewhere, then the best run of tags in which every name ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from chancery.reading.model.parsed import ParsedName

FloatArray = NDArray[np.float32]

_NEVER = np.float32(-1e9)

#: How far a word follows what the same word is elsewhere in its text; with N other places N/(N + 1) of it.
#: Chosen on EWT dev, where 0.3 to 0.9 differ by chance.
_FOLLOWING = np.float32(0.5)

#: Least letters of a word that is looked for elsewhere, and the least chance of a kind, which keeps logarithms finite.
_LEAST_LETTERS, _LEAST_CHANCE = 2, np.float32(1e-6)


class NameDecoder:
    """Turns tag scores (outside; begin, inside, end, single per kind) into names.

    Source: Viterbi with the moves that the tags allow and no weights of its own.
    """

    def __init__(self, tags: Sequence[str]) -> None:
        self._tags = [(tag[:1], tag[2:]) for tag in tags]
        kinds = sorted({kind for _, kind in self._tags})
        self._kinds = np.array([kinds.index(kind) for _, kind in self._tags])
        self._of_kind = np.eye(len(kinds), dtype=np.float32)[self._kinds]  # tags x kinds
        size = len(tags)
        allowed = np.full((size, size), _NEVER, dtype=np.float32)
        for before, (place, kind) in enumerate(self._tags):
            for after, (next_place, next_kind) in enumerate(self._tags):
                is_open = place in "BI"
                goes_on = next_place in "IE"
                if is_open == goes_on and (not is_open or kind == next_kind):
                    allowed[before, after] = 0
        self._allowed = allowed
        self._starts = np.array([_NEVER if p in "IE" else 0 for p, _ in self._tags], dtype=np.float32)
        self._ends = np.array([_NEVER if p in "BI" else 0 for p, _ in self._tags], dtype=np.float32)

    def agreed(self, words: Sequence[Sequence[str]], scores: Sequence[FloatArray]) -> list[FloatArray]:
        """The scores of a text's sentences, words with a capital drawn towards what they are in its other places.

        A name is plain in one place ("Lockheed said") and not in another ("at Lockheed"); the mean chance of each kind
        in the other places moves all tags of that kind. Words are the same whatever their case, for headlines; where
        other words with a capital follow, they tell nothing of each other: "United States", "United Nations".
        """
        places = [
            (word.lower(), _next_capital(sentence, column), row, column)
            for row, sentence in enumerate(words)
            for column, word in enumerate(sentence)
            if len(word) >= _LEAST_LETTERS and word[0].isupper()
        ]
        counts = Counter(word for word, _, _, _ in places)
        places = [place for place in places if counts[place[0]] > 1]
        if not places:
            return list(scores)
        rows = np.stack([scores[row][column] for _, _, row, column in places])
        chances = np.exp(rows - rows.max(axis=1, keepdims=True))
        chances = (chances / chances.sum(axis=1, keepdims=True)) @ self._of_kind
        counted = np.concatenate([chances, np.ones((len(places), 1), dtype=np.float32)], axis=1)
        numbers: dict[tuple[str, str | None], int] = {}  # a word in all its places, and with what follows
        whole, bare, same = (
            np.array([numbers.setdefault((word, after), len(numbers)) for word, after in keys])
            for keys in (
                [(word, None) for word, _, _, _ in places],
                [(word, "") for word, _, _, _ in places],
                [(word, after) for word, after, _, _ in places],
            )
        )
        sums = np.zeros((len(numbers), counted.shape[1]), dtype=np.float32)
        np.add.at(sums, whole, counted)
        np.add.at(sums, same, counted)
        others = np.where((same == bare)[:, None], sums[whole], sums[same] + sums[bare]) - counted
        count = others[:, -1:].round()
        elsewhere = others[:, :-1] / np.maximum(count, 1)
        gap = np.log(np.maximum(elsewhere, _LEAST_CHANCE)) - np.log(np.maximum(chances, _LEAST_CHANCE))
        moves = (_FOLLOWING * count / (count + 1) * gap)[:, self._kinds]
        moved = [sentence.copy() for sentence in scores]
        for (_, _, row, column), move in zip(places, moves, strict=True):
            moved[row][column] += move
        return moved

    def decode(self, scores: FloatArray) -> tuple[ParsedName, ...]:
        """Names of one sentence from its words x tags scores."""
        shifted = scores - scores.max(axis=1, keepdims=True)
        chances = np.exp(shifted)
        chances /= chances.sum(axis=1, keepdims=True)
        greedy = scores.argmax(axis=1)
        if not greedy.any():
            return ()
        fits = self._starts[greedy[0]] + self._ends[greedy[-1]] + self._allowed[greedy[:-1], greedy[1:]].sum() == 0
        best = greedy.tolist() if fits else self._path(shifted)
        return tuple(self._names(best, chances))

    def _path(self, scores: FloatArray) -> list[int]:
        back = np.zeros(scores.shape, dtype=np.int64)
        current = scores[0] + self._starts
        for row in range(1, len(scores)):
            ways = current[:, None] + self._allowed
            back[row] = ways.argmax(axis=0)
            current = ways.max(axis=0) + scores[row]
        tag = int((current + self._ends).argmax())
        path = [tag]
        for row in range(len(scores) - 1, 0, -1):
            tag = int(back[row, tag])
            path.append(tag)
        return path[::-1]

    def _names(self, path: Sequence[int], chances: FloatArray) -> list[ParsedName]:
        names, first = [], 0
        for at, number in enumerate(path):
            place, kind = self._tags[number]
            if place in "BS":
                first = at
            if place in "ES":
                # A word's chance of lying in a name of this kind, whatever its place in it.
                columns = [n for n, (_, other) in enumerate(self._tags) if other == kind]
                score = float(chances[first : at + 1, columns].sum(axis=1).mean())
                names.append(ParsedName(first, at, kind, round(score, 4)))
        return names


def _next_capital(sentence: Sequence[str], at: int) -> str:
    """The word that follows, in small letters, where it has a capital; else ""."""
    after = sentence[at + 1] if at + 1 < len(sentence) else ""
    return after.lower() if after[:1].isupper() else ""
