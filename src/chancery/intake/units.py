"""A text cut into units: paragraphs, list items and lines that stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from chancery.intake.furniture import furniture_kind, has_end_stop
from chancery.intake.headings import bullet_chars, known_heading, markdown_heading
from chancery.terms import Span

_LINE = re.compile(r"[^\n]+")
_MIN_WRAPPED_PAIRS = 3
_MIN_WRAP_CHARS, _MAX_WRAP_CHARS = 40, 130
_WRAPPED_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together, blanks at both ends cut off.

    Shapes:  `start`/`end` are characters of the text; `words` its text with line breaks as
             blanks, character for character. `content` is where
             it starts without a bullet (`start` where it has none). `gap` is whether a blank line stands before it.
             `paragraph`: long enough, or ended as a sentence is, to be running text.
    """

    start: int
    end: int
    words: str
    content: int
    gap: bool

    @property
    def span(self) -> Span:
        """All characters of the unit."""
        return Span(self.start, self.end)

    @property
    def bullet(self) -> bool:
        """Whether it is an item of a list."""
        return self.content > self.start

    @property
    def count(self) -> int:
        """Number of words."""
        return len(self.words.split())

    @property
    def paragraph(self) -> bool:
        """Whether it reads as running text."""
        return not self.bullet and (self.count >= 25 or (self.count >= 7 and has_end_stop(self.words)))


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    raw: str
    gap: bool


def cut_units(text: str) -> list[Unit]:
    """The units of `text` in order.

    Shapes:  each line is a unit, unless the text is wrapped at a width (then lines up to the next blank line, bullet or
             label are one unit) or a line breaks off in mid-sentence and the next goes on in lower case.
    """
    lines = _lines(text)
    wrapped = _is_wrapped(lines)
    units: list[Unit] = []
    group: list[_Line] = []
    for line in lines:
        if group and not line.gap and _goes_on(group[-1], line, wrapped=wrapped):
            group.append(line)
            continue
        if group:
            units.append(_unit(group, text))
        group = [line]
    if group:
        units.append(_unit(group, text))
    return units


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    last_end = -2
    for found in _LINE.finditer(text):
        raw = found[0]
        stripped = raw.strip()
        if not stripped:
            continue
        start = found.start() + raw.index(stripped[0])
        # Blank lines in between: more than one line break lies between the two.
        gap = not lines or "\n" in text[last_end + 1 : found.start()].replace(" ", "").replace("\t", "")
        lines.append(_Line(start, start + len(stripped), stripped, raw, gap))
        last_end = found.end()
    return lines


def _is_wrapped(lines: Sequence[_Line]) -> bool:
    pairs = [a for a, b in pairwise(lines) if not b.gap and not bullet_chars(b.raw)]
    if len(pairs) < _MIN_WRAPPED_PAIRS:
        return False
    broken = sum(_MIN_WRAP_CHARS <= len(line.text) <= _MAX_WRAP_CHARS and not has_end_stop(line.text) for line in pairs)
    return broken >= _WRAPPED_SHARE * len(pairs)


def _goes_on(before: _Line, line: _Line, *, wrapped: bool) -> bool:
    if bullet_chars(line.raw) or _stands_alone(line.text) or _stands_alone(before.text):
        return False
    if not wrapped:
        return len(before.text) >= _MIN_WRAP_CHARS and not has_end_stop(before.text) and line.text[0].islower()
    indented = line.raw[:2].isspace() and not before.raw[:1].isspace()
    if indented and has_end_stop(before.text):
        return False  # a paragraph that is marked by its indent
    return len(before.text) >= _MIN_WRAP_CHARS or (bool(bullet_chars(before.raw)) and line.raw[0] in " \t")


def _stands_alone(line: str) -> bool:
    return bool(markdown_heading(line) or known_heading(line) or (len(line) < 80 and furniture_kind(line)))


def _unit(group: Sequence[_Line], text: str) -> Unit:
    start, end = group[0].start, group[-1].end
    indent = len(group[0].raw) - len(group[0].raw.lstrip())
    mark = bullet_chars(group[0].raw)
    content = start + mark - indent if mark else start
    # Same length as the text, so that a place in `words` is a place in the text.
    words = text[start:end].replace("\n", " ").replace("\t", " ")
    return Unit(start, end, words, min(content, end), group[0].gap)
