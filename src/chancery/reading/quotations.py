"""Words in quotation marks: straight, curly and angled, nested, and over several paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from chancery.terms import Quotation, Report, Sentence, Span

VERSION = "quotations.v1"

_MARK = re.compile("[\"“”„‟«»‹›‘’‚'＂]|``|''")
_ELISION = re.compile(r"(?:\d0s\b|\d\d\b|(?:em|til|tis|twas|cause|round|bout|n)\b)", re.IGNORECASE)
_OPENERS = {"“": '”“"', "„": '“”"', "‟": "”", "«": "»", "»": "«", "‹": "›", "‚": "‘’", "``": "''\""}
_MIN_CHARS = 1


@dataclass(slots=True)
class _Open:
    mark: str
    closers: str
    start: int


def find_quotations(report: Report, sentences: Sequence[Sentence]) -> list[Quotation]:
    """The quoted stretches of a report's blocks, in text order, an outer one before those within it.

    Shapes:  a span lies inside its marks, blanks at both ends cut off, and never crosses a paragraph: where a speech
             runs over several paragraphs, each opened again, every paragraph's part is a quotation. A mark that is
             never closed is closed at the end of its paragraph; a closing mark that was never opened counts for
             nothing. Words in scare quotes and titles are found too. `sentence` is the one that holds the first
             character.
    """
    starts = [sentence.start for sentence in sentences]
    blocks = report.blocks or (Span(0, len(report.text)),)
    found: list[Quotation] = []
    for block in blocks:
        for start, end in quoted_spans(report.text, block.start, block.end):
            at = max(0, bisect_right(starts, start) - 1)
            index = sentences[at].index if sentences else 0
            found.append(Quotation(start, end, index))
    found.sort(key=lambda quotation: (quotation.start, -quotation.end))
    return found


def quoted_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The quoted stretches of one paragraph, `text[start:end]`, in the order in which they close."""
    stack: list[_Open] = []
    spans: list[tuple[int, int]] = []

    def close(to: int, upto: int) -> None:
        """Close the open mark number `to` and drop single marks left open within it."""
        opened = stack[to]
        del stack[to:]
        _add(spans, text, opened.start, upto)

    for found in _MARK.finditer(text, start, end):
        mark, at, after = found[0], found.start(), found.end()
        before = text[at - 1] if at > start else " "
        follows = text[after] if after < end else " "
        if mark in "'’":
            closing = _open_at(stack, mark)
            if closing is not None and not follows.isalnum() and not before.isspace():
                if not _possessive(text, at, end, mark, before, follows):
                    close(closing, at)
            elif mark == "'" and closing is None and _opens_single(text, at, end, before, follows):
                stack.append(_Open("'", "'", after))
            continue
        if mark == "‘":
            if not _ELISION.match(text, after, end) or _closes_later(text, after, end, "’"):
                stack.append(_Open("‘", "’", after))
            continue
        closing = _open_at(stack, mark)
        if mark in '"＂':
            _straight(stack, close, closing, mark, at, after, before, follows)
        elif closing is not None and not (mark == "“" and stack[closing].mark == "“"):
            close(closing, at)
        elif mark in _OPENERS and mark != "»":
            if mark == "“" and closing is not None:
                close(closing, at)
            stack.append(_Open(mark, _OPENERS[mark], after))
        elif mark == "»" and not before.isalnum() and follows.isalnum():
            stack.append(_Open(mark, "«", after))
    for opened in stack:
        # Single marks that stay open were apostrophes after all.
        if opened.mark not in ("'", "‘"):
            _add(spans, text, opened.start, end)
    return spans


def _straight(
    stack: list[_Open],
    close: object,
    closing: int | None,
    mark: str,
    at: int,
    after: int,
    before: str,
    follows: str,
) -> None:
    assert callable(close)
    if closing is None:
        if before.isdigit() and not follows.isalpha():
            return  # inches and seconds
        if follows.isspace() and not before.isspace():
            return  # a closing mark without its opening one
        stack.append(_Open(mark, mark, after))
        return
    opens_again = (before.isspace() or before in "([—–") and follows.isalnum()
    close(closing, at)
    if opens_again:
        # Two openings in a row: the first was never closed, the second begins a quotation of its own.
        stack.append(_Open(mark, mark, after))


def _open_at(stack: Sequence[_Open], mark: str) -> int | None:
    for number in range(len(stack) - 1, -1, -1):
        if mark in stack[number].closers:
            return number
    return None


def _opens_single(text: str, at: int, end: int, before: str, follows: str) -> bool:
    if not (before.isspace() or before in '([{"“«—–-:') or not follows.isalnum():
        return False
    return not _ELISION.match(text, at + 1, end) and _closes_later(text, at + 1, end, "'")


def _closes_later(text: str, at: int, end: int, mark: str) -> bool:
    for found in re.finditer(re.escape(mark), text[at:end]):
        place = at + found.start()
        follows = text[place + 1] if place + 1 < end else " "
        if not follows.isalnum() and not text[place - 1].isspace() and place > at:
            return True
    return False


def _possessive(text: str, at: int, end: int, mark: str, before: str, follows: str) -> bool:
    """Whether a mark after an "s" is a plural's apostrophe: a word follows, and a better closing mark comes later."""
    if before not in "sS" or follows != " " or at + 2 >= end or not text[at + 2].isalpha():
        return False
    opener = "‘" if mark == "’" else "'"
    rest = text[at + 1 : end]
    next_open = rest.find(opener) if opener != mark else -1
    limit = at + 1 + next_open if next_open >= 0 else end
    return _closes_later(text, at + 1, limit, mark)


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start >= _MIN_CHARS:
        spans.append((start, end))
