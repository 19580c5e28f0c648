"""Character ranges of a report's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters of one report's text.

    Units:   code points of ``Report.text``, not bytes or tokens.
    Source:  ours; the half-open convention is shared with Python slices.

    >>> Span(3, 7).cut("a withdrawal")
    'ithd'
    """

    start: int
    end: int

    def cut(self, text: str) -> str:
        """The characters of `text` that lie in this span."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def shared_chars(self, other: Span) -> int:
        """Number of characters that both cover; 0 where they only touch."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def join(self, other: Span) -> Span:
        """The smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))
