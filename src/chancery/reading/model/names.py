"""Names out of tag scores: the best run of tags in which every begun name ends."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from chancery.reading.model.parsed import ParsedName

FloatArray = NDArray[np.float32]

_NEVER = np.float32(-1e9)


class NameDecoder:
    """Turns tag scores (outside; begin, inside, end, single per kind) into names.

    Source: Viterbi with the moves that the tags allow and no weights of its own.
    """

    def __init__(self, tags: Sequence[str]) -> None:
        self._tags = [(tag[:1], tag[2:]) for tag in tags]
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
