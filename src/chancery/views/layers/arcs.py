"""Where the words and arcs of a drawn sentence stand: room for every label, no needless crossing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chancery.views.layers.shown import Word


@dataclass(frozen=True, slots=True)
class Arc:
    """From a head to a dependent, at a level above the words, 1 being the lowest. Words by their indices."""

    head: int
    dependent: int
    label: str
    level: int

    @property
    def left(self) -> int:
        """The word that it begins at on the left."""
        return min(self.head, self.dependent)

    @property
    def right(self) -> int:
        """The word that it ends at on the right."""
        return max(self.head, self.dependent)


def arcs_of(words: Sequence[Word]) -> list[Arc]:
    """The arcs of a tree but the root's, each above all that lie under it; no two that share a stretch are level."""
    ends = [(number, word) for number, word in enumerate(words) if word.head >= 0]
    placed: list[Arc] = []
    for number, word in sorted(ends, key=lambda end: (abs(end[0] - end[1].head), end[0])):
        left, right = min(number, word.head), max(number, word.head)
        below = [arc.level for arc in placed if arc.left < right and arc.right > left]
        placed.append(Arc(word.head, number, word.relation, max(below, default=0) + 1))
    return placed


def ports_of(words: Sequence[Word], arcs: Sequence[Arc]) -> dict[tuple[Arc, int], int]:
    """At which of a word's ports an arc meets it, by arc and word, 0 being the leftmost.

    Shapes:  arcs to the left come first, the lowest leftmost; then the root's, then arcs to the right, the highest
             first: in this order no arc crosses another of the same word.
    """
    ports: dict[tuple[Arc, int], int] = {}
    for number, word in enumerate(words):
        leftward = sorted((arc for arc in arcs if arc.right == number), key=lambda arc: arc.level)
        rightward = sorted((arc for arc in arcs if arc.left == number), key=lambda arc: -arc.level)
        for port, arc in enumerate(leftward):
            ports[arc, number] = port
        for port, arc in enumerate(rightward, len(leftward) + (word.head < 0)):
            ports[arc, number] = port
    return ports


@dataclass(frozen=True, slots=True)
class Need:
    """Room that a label needs: from the left edge of one word to the right edge of another, both included."""

    first: int
    last: int
    width: float


def left_edges(
    widths: Sequence[float], gaps: Sequence[float], needs: Sequence[Need], apart: Sequence[Need]
) -> list[float]:
    """Left edges of words of the given widths in one line, as close as all needs allow.

    Shapes:  `gaps` are the least room before each word; `needs` are from edge to edge; `apart` from the middle of the
             one word to the middle of the other.
    """
    edges: list[float] = []
    by_last: dict[int, list[tuple[Need, bool]]] = {}
    for need in needs:
        by_last.setdefault(need.last, []).append((need, False))
    for need in apart:
        by_last.setdefault(need.last, []).append((need, True))
    for at, width in enumerate(widths):
        edge = edges[-1] + widths[at - 1] + gaps[at] if edges else 0.0
        for need, middle in by_last.get(at, ()):
            if need.first == at:
                continue
            base = edges[need.first] + (widths[need.first] / 2 if middle else 0.0)
            edge = max(edge, base + need.width - (width / 2 if middle else width))
        edges.append(round(edge, 1))
    return edges


def broken(edges: Sequence[float], widths: Sequence[float], room: float) -> list[tuple[int, int]]:
    """Words in lines of at most so much room, as half-open ranges; a word that is wider has a line of its own."""
    lines: list[tuple[int, int]] = []
    start = 0
    for at in range(len(edges)):
        if at > start and edges[at] + widths[at] - edges[start] > room:
            lines.append((start, at))
            start = at
    if edges:
        lines.append((start, len(edges)))
    return lines
