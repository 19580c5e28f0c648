"""A dependency tree on its side: a row for each word, in the order of the text, and brackets from heads to dependents.

The brackets are kept as cells with the sides to which a line leaves them, so that any form can draw them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chancery.views.layers.shown import Word

#: The sides of a cell that a line may lead to.
UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8

_BOX = {
    0: " ",
    UP: "╵",
    DOWN: "╷",
    LEFT: "╴",
    RIGHT: "╶",
    UP | DOWN: "│",
    LEFT | RIGHT: "─",
    DOWN | RIGHT: "┌",
    DOWN | LEFT: "┐",
    UP | RIGHT: "└",
    UP | LEFT: "┘",
    UP | DOWN | RIGHT: "├",
    UP | DOWN | LEFT: "┤",
    DOWN | LEFT | RIGHT: "┬",
    UP | LEFT | RIGHT: "┴",
    UP | DOWN | LEFT | RIGHT: "┼",
}
_ASCII = {
    key: " " if not key else "|" if not key & (LEFT | RIGHT) else "-" if not key & (UP | DOWN) else "+" for key in _BOX
}


@dataclass(frozen=True, slots=True)
class Bracket:
    """From a head to all its dependents on one side: the rows that it joins, the head's row, and its column."""

    head: int
    dependents: tuple[int, ...]
    column: int

    @property
    def first(self) -> int:
        """Its topmost row."""
        return min(self.head, self.dependents[0])

    @property
    def last(self) -> int:
        """Its lowest row."""
        return max(self.head, self.dependents[-1])


def brackets_of(words: Sequence[Word]) -> list[Bracket]:
    """The brackets of a tree. Column 0 is nearest to the words; one is further out than all that lie within it."""
    sides: list[tuple[int, tuple[int, ...]]] = []
    for head in range(len(words)):
        below = [number for number, word in enumerate(words) if word.head == head]
        for side in ([n for n in below if n < head], [n for n in below if n > head]):
            if side:
                sides.append((head, tuple(side)))
    placed: list[Bracket] = []
    for head, dependents in sorted(sides, key=lambda side: (_length(side), side[0])):
        first, last = min(head, dependents[0]), max(head, dependents[-1])
        # Two that only share a row would touch there: the head's own two sides, and a dependent's brackets.
        within = [
            one.column for one in placed if one.first <= last and one.last >= first and _meet(one, first, last, head)
        ]
        placed.append(Bracket(head, dependents, max(within, default=-1) + 1))
    return placed


def _length(side: tuple[int, tuple[int, ...]]) -> int:
    head, dependents = side
    return max(head, dependents[-1]) - min(head, dependents[0])


def _meet(one: Bracket, first: int, last: int, head: int) -> bool:
    """Whether the bracket must lie further in: it shares a row, but not only that of their head."""
    shared = min(one.last, last) - max(one.first, first)
    return shared > 0 or one.head != head


def cells_of(words: Sequence[Word]) -> list[list[int]]:
    """For each word a row of cells, each the sides to which lines leave it; the last cell is nearest to the word.

    Shapes:  all rows are of one length, two cells for each column of brackets; 0 cells where there is one word.
    """
    brackets = brackets_of(words)
    width = 2 * (max((one.column for one in brackets), default=-1) + 1)
    rows = [[0] * width for _ in words]
    for one in brackets:
        at = width - 2 - 2 * one.column
        for row in (one.head, *one.dependents):
            for cell in range(at, width):
                rows[row][cell] |= RIGHT if cell == at else LEFT | RIGHT
        for row in range(one.first, one.last):
            rows[row][at] |= DOWN
            rows[row + 1][at] |= UP
    return rows


def cell_text(cells: Sequence[int], *, ascii_only: bool = False) -> str:
    """A row of cells as characters that draw lines."""
    table = _ASCII if ascii_only else _BOX
    return "".join(table[cell] for cell in cells)
