"""Marks put into lanes, so that none stands over another, and cut into runs where they lie within one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from chancery.views.layers.shown import Mark

T = TypeVar("T")


def lanes_of(items: Sequence[T], ends: Callable[[T], tuple[int, int]], *, gap: int = 0) -> list[list[T]]:
    """The items in as few lanes as a first fit gives, the shorter in the lanes before the longer.

    Shapes:  `ends` gives where an item begins and ends, half open; two in a lane are at least `gap` apart. An item that
             lies within another is in a lane before it.
    """
    lanes: list[list[T]] = []
    for item in sorted(items, key=lambda one: (ends(one)[1] - ends(one)[0], ends(one)[0])):
        start, end = ends(item)
        blocked = [
            number
            for number, lane in enumerate(lanes)
            if any(start < ends(other)[1] + gap and ends(other)[0] < end + gap for other in lane)
        ]
        # Above every lane that it meets, not in a free one between them: what is longer stands further out.
        number = blocked[-1] + 1 if blocked else 0
        if number == len(lanes):
            lanes.append([])
        lanes[number].append(item)
    return lanes


@dataclass(frozen=True, slots=True)
class Run:
    """Characters under the same marks: the marks that begin with it, those that cover it, how many end with it."""

    text: str
    opened: tuple[Mark, ...]
    covering: tuple[Mark, ...]
    closed: int


def runs_of(text: str, marks: Sequence[Mark]) -> Iterator[Run]:
    """The whole text, cut where marks begin and end. Marks that cross are cut too, so that all are nested.

    Shapes:  of `covering` the outermost comes first; `opened` and `closed` are balanced over all runs.
    """
    cuts = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    cuts = [cut for cut in cuts if 0 <= cut <= len(text)]
    pieces: list[tuple[str, tuple[Mark, ...]]] = []
    for start, end in pairwise(cuts):
        here = [mark for mark in marks if mark.start <= start and mark.end >= end]
        here.sort(key=lambda mark: (mark.start - mark.end, mark.start))
        pieces.append((text[start:end], tuple(here)))
    for number, (words, covering) in enumerate(pieces):
        before = pieces[number - 1][1] if number else ()
        after = pieces[number + 1][1] if number + 1 < len(pieces) else ()
        kept = _shared(before, covering)
        yield Run(words, covering[kept:], covering, len(covering) - _shared(covering, after))


def _shared(first: tuple[Mark, ...], second: tuple[Mark, ...]) -> int:
    """How many marks both have in common from the outermost on."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one is not other:
            break
        count += 1
    return count
