"""The report as a document: title, deck, byline, dateline, dates, sections, furniture and the blocks to be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from chancery.intake.furniture import furniture_kind, has_end_stop, is_caption, speaker_mark_chars
from chancery.intake.headings import (
    Heading,
    heading_named,
    known_heading,
    markdown_heading,
    run_in_heading,
    shaped_heading,
)
from chancery.intake.page_lines import (
    dateline_chars,
    dateline_date,
    head_line,
    person_line,
    titled_chars,
)
from chancery.intake.units import Unit, cut_units
from chancery.terms import UNKNOWN_DATE, PartialDate, Section, Span

_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "})
_SITE_SUFFIX = re.compile(r"^\s*[-|:»·]\s*\S.{0,60}$")
_KICKER = re.compile(
    r"(?:(?:update|wrapup|corrected|refile|rpt|factbox|explainer|exclusive|timeline|analysis|insight|breaking|live|watch|video|scoop"
    r"|opinion|interview|just in)(?:\s+\d+)?\s*[-:|–]\s*(?=[A-Z\"“‘'0-9]))+",
    re.IGNORECASE,
)
_TITLE_SITE = re.compile(r"\s+\|\s+[^|]{2,40}$")
_MAX_TITLE_WORDS, _MAX_TITLE_CHARS = 32, 260
_MAX_DECK_WORDS = 70
_MAX_HEAD_UNITS = 30
_MIN_REPEATED_CHARS = 40
_BOX_SECTIONS = frozenset({"key_takeaways"})


@dataclass(slots=True)
class Layout:
    """What the structure of a text is; offsets count in the text that was laid out."""

    title: str = ""
    title_span: Span | None = None
    deck: Span | None = None
    byline: str = ""
    byline_span: Span | None = None
    dateline: str = ""
    dateline_span: Span | None = None
    source: str = ""
    published: PartialDate = UNKNOWN_DATE
    published_from: str = ""
    updated: PartialDate = UNKNOWN_DATE
    sections: list[Section] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    blocks: list[Span] = field(default_factory=list)


def lay_out(text: str, *, title: str = "") -> Layout:
    """The layout of `text`, by the shape of its lines alone.

    Shapes:  blocks and furniture are in text order, none empty, none overlapping another. A block is the title, the
             deck, a paragraph (without a run-in heading, dateline or speaker mark) or a list item (without its bullet).
             Headings, bylines, datelines and date lines are sections, and neither blocks nor furniture. A title, a
             deck or a long line that is repeated is read at its first place and furniture at every other.
    """
    return _Layouter(cut_units(text), title).run()


class _Layouter:
    """One pass over the units: first the head of the page, then its body."""

    def __init__(self, units: Sequence[Unit], title: str) -> None:
        self.units = units
        self.out = Layout(title=title.strip())
        self.seen: set[str] = set()
        self.has_text = any(unit.paragraph for unit in units)
        self.body: list[Span] = []
        self.open: tuple[str, int, int] | None = None  # name, start and end so far of the section that is open

    def run(self) -> Layout:
        at = self._head()
        at = self._skip_closed(at)
        while at < len(self.units):
            at = self._body(at)
        self._close()
        out = self.out
        if self.body:
            out.sections.append(Section("body", self.body[0].start, self.body[-1].end))
        out.sections.sort(key=lambda section: (section.start, -section.end))
        out.furniture.sort()
        out.blocks.sort()
        return out

    # -- the head of the page

    def _head(self) -> int:
        if not self.has_text and len(self.units) < 3:
            return 0
        at = 0
        while at < min(len(self.units), _MAX_HEAD_UNITS):
            unit = self.units[at]
            if self._take_title(at) or self._take_head_line(unit):
                at += 1
                continue
            heading = known_heading(unit.words)
            if unit.bullet or (heading and heading.role == "opens" and self.out.title_span):
                break
            if self._repeats(unit) or furniture_kind(unit.words) or is_caption(unit.words):
                self._drop(unit)
            elif self._is_byline(at):
                self.out.byline, self.out.byline_span = unit.words, unit.span
                self._mark("byline", unit)
            elif self._is_deck(at):
                self.out.deck = unit.span
                self._mark("deck", unit)
                self._read(unit.start, unit.end)
                self.seen.add(_bare(unit.words))
            elif self.out.title_span and self._is_label(unit) and self._text_follows(at):
                self._drop(unit)
            else:
                break
            at += 1
        return at

    def _take_title(self, at: int) -> bool:
        out, unit = self.out, self.units[at]
        if out.title_span is not None:
            return False
        marked = markdown_heading(unit.words)
        labelled = titled_chars(unit.words)
        if marked and (marked[0] == 1 or at == 0) and (not out.title or _same(marked[1], out.title)):
            start = unit.start + unit.words.index(marked[1])
            words = marked[1]
        elif labelled:
            start, words = unit.start + labelled, unit.words[labelled:]
        elif out.title:
            if not _same(unit.words, out.title):
                return False
            start, words = unit.start, unit.words
        elif self._is_title(at):
            start, words = unit.start, unit.words
        else:
            return False
        site = _TITLE_SITE.search(words)
        if site and site.start() > 10:
            # "Title | Name of the site": the name is no part of the title.
            out.furniture.append(Span(start + site.start() + len(site[0]) - len(site[0].lstrip()), start + len(words)))
            words = words[: site.start()]
        out.title = out.title or words
        out.title_span = Span(start, start + len(words))
        out.sections.append(Section("title", out.title_span.start, out.title_span.end))
        kicker = _KICKER.match(words)
        self._read(start + (kicker.end() if kicker else 0), out.title_span.end)
        return True

    def _is_title(self, at: int) -> bool:
        unit = self.units[at]
        if not self.has_text or unit.bullet or unit.count > _MAX_TITLE_WORDS or len(unit.words) > _MAX_TITLE_CHARS:
            return False
        if unit.count < 2 or unit.words.endswith((".", ":", ";", ",")) or head_line(unit.words):
            return False
        kind = "" if _KICKER.match(unit.words) else furniture_kind(unit.words)
        if kind or is_caption(unit.words) or dateline_chars(unit.words):
            return False
        heading = known_heading(unit.words)
        return not (heading and heading.role != "opens") and self._text_follows(at)

    def _take_head_line(self, unit: Unit) -> bool:
        stated = head_line(unit.words)
        if not stated:
            return False
        out = self.out
        if stated.published.stated:
            if not out.published.stated:
                out.published, out.published_from = stated.published, "the line " + repr(unit.words)
            self._mark("published", unit)
        if stated.updated.stated:
            out.updated = stated.updated
            if not stated.published.stated:
                self._mark("updated", unit)
        if stated.byline and not out.byline:
            out.byline, out.byline_span = stated.byline, _inside(unit, stated.byline)
            out.sections.append(Section("byline", out.byline_span.start, out.byline_span.end))
        if stated.source and not out.source:
            out.source = stated.source
            self._mark("source", unit)
        return True

    def _is_byline(self, at: int) -> bool:
        out, unit = self.out, self.units[at]
        if out.byline or not out.title or not person_line(unit.words) or known_heading(unit.words):
            return False
        return at > 0 and self._text_follows(at)

    def _is_deck(self, at: int) -> bool:
        """A line between the title and the byline or dates, or one without an end stop right before the text."""
        out, unit = self.out, self.units[at]
        if out.deck or out.title_span is None or unit.bullet or not 4 <= unit.count <= _MAX_DECK_WORDS:
            return False
        if dateline_chars(unit.words) or run_in_heading(unit.words):
            return False
        for later in self.units[at + 1 : at + 7]:
            if self._repeats(later) or head_line(later.words):
                return self._text_follows(at)
            kind = furniture_kind(later.words)
            if kind == "label" or (person_line(later.words) and not known_heading(later.words)):
                return self._text_follows(at)
            if later.paragraph or later.bullet:
                return not has_end_stop(unit.words) and later.paragraph and not out.byline
            if not kind and not is_caption(later.words):
                return False
        return False

    def _is_label(self, unit: Unit) -> bool:
        return unit.count <= 3 and not has_end_stop(unit.words) and not unit.words.endswith(":")

    # -- the body

    def _body(self, at: int) -> int:
        unit = self.units[at]
        marked = markdown_heading(unit.words)
        if marked:
            return self._open_section(at, heading_named(marked[1]))
        heading = known_heading(unit.words)
        if heading and self._heads_something(at, heading):
            return self._open_section(at, heading)
        if self._repeats(unit):
            self._drop(unit)
        elif self._take_dates_in_body(unit):
            pass
        elif furniture_kind(unit.words[unit.content - unit.start :] if unit.bullet else unit.words):
            self._drop(unit)
        elif is_caption(unit.words):
            self._mark("caption", unit)
            self._drop(unit)
        elif self._is_shaped_heading(at):
            return self._open_section(at, heading_named(unit.words.rstrip(":")))
        elif self._trails(at):
            self._drop(unit)
        else:
            self._paragraph(unit)
        return at + 1

    def _paragraph(self, unit: Unit) -> None:
        start = unit.content
        if not unit.bullet and not self.body and not self.out.dateline:
            start = self._take_dateline(unit)
        mark = speaker_mark_chars(unit.words[start - unit.start :])
        if mark and start + mark < unit.end:
            self.out.furniture.append(Span(start, start + mark))
            start += mark
        run_in = run_in_heading(unit.words[start - unit.start :])
        if run_in and start + run_in.end < unit.end:
            self._close()
            self.out.sections.append(Section(run_in.name, unit.start, unit.end))
            start += run_in.end
        elif self.open and self.open[0] in _BOX_SECTIONS and not unit.bullet and self._box_ends(unit):
            self._close()
        self._read(start, unit.end)
        self.seen.add(_bare(unit.words[unit.content - unit.start :]))
        if self.open and not run_in:
            self.open = (self.open[0], self.open[1], unit.end)
        elif not run_in:
            self.body.append(unit.span)

    def _box_ends(self, unit: Unit) -> bool:
        """A box of points ends where its list ends, or where the report's own text plainly begins."""
        assert self.open
        held = [block for block in self.out.blocks if block.start >= self.open[1]]
        return bool(held) and (self._last_was_bullet or bool(dateline_chars(unit.words)))

    @property
    def _last_was_bullet(self) -> bool:
        last = self.out.blocks[-1] if self.out.blocks else None
        return last is not None and any(unit.bullet and unit.content == last.start for unit in self.units)

    def _take_dateline(self, unit: Unit) -> int:
        found = dateline_chars(unit.words)
        if not found:
            return unit.start
        line, chars = found
        if unit.start + chars >= unit.end:
            return unit.start
        self.out.dateline = line
        self.out.dateline_span = Span(unit.start, unit.start + chars)
        self.out.sections.append(Section("dateline", unit.start, unit.start + chars))
        stated = dateline_date(line)
        if stated.stated and not self.out.published.stated:
            self.out.published, self.out.published_from = stated, "the dateline " + repr(line)
        return unit.start + chars

    def _take_dates_in_body(self, unit: Unit) -> bool:
        stated = head_line(unit.words) if unit.count <= 25 and not unit.bullet else None
        if not stated:
            return False
        # An unlabelled date is the report's own only near its head; below, it heads an entry of a timeline.
        near = len(self.body) <= 2 and not self.out.published.stated and stated.published.precision == "day"
        return (stated.labelled or near) and self._take_head_line(unit)

    def _heads_something(self, at: int, heading: Heading) -> bool:
        if heading.role != "opens":
            return bool(self.body) or self.open is not None or not self._text_follows(at)
        return at + 1 < len(self.units) and not furniture_kind(self.units[at + 1].words)

    def _is_shaped_heading(self, at: int) -> bool:
        unit = self.units[at]
        if unit.bullet or not self.has_text or not shaped_heading(unit.words) or not (self.body or self.open):
            return False
        later = self.units[at + 1] if at + 1 < len(self.units) else None
        if later is None or not (later.paragraph or later.bullet):
            return False
        # In a list of short lines without stops each is read; a heading stands alone among paragraphs.
        return self.units[at - 1].paragraph or self.units[at - 1].bullet or unit.gap

    def _trails(self, at: int) -> bool:
        """A short line without a stop after the last paragraph: a tag, a name of a page, a leftover."""
        unit = self.units[at]
        return (
            self.has_text
            and bool(self.body)
            and not unit.bullet
            and unit.count <= 5
            and not unit.words.endswith((".", "!", "?", '"', "”", "…", ":"))
            and not any(later.paragraph or later.bullet for later in self.units[at:])
        )

    def _open_section(self, at: int, heading: Heading) -> int:
        unit = self.units[at]
        self._close()
        if heading.role == "opens":
            self.open = (heading.name, unit.start, unit.end)
            return at + 1
        self._drop(unit)
        return self._skip_closed(at + 1, to_end=heading.role == "closing")

    def _skip_closed(self, at: int, *, to_end: bool | None = None) -> int:
        """Past the links that follow "Related stories", or all that follows the end of the report's text."""
        if to_end is None:
            return at
        while at < len(self.units):
            unit = self.units[at]
            if markdown_heading(unit.words) and not to_end:
                break
            heading = known_heading(unit.words)
            if heading and heading.role == "opens":
                break
            if not to_end and (unit.paragraph or (unit.count > 25 and not unit.bullet)):
                break
            self._drop(unit)
            at += 1
        return at

    # -- what both share

    def _text_follows(self, at: int) -> bool:
        return any(later.paragraph for later in self.units[at + 1 :])

    def _repeats(self, unit: Unit) -> bool:
        bare = _bare(unit.words[unit.content - unit.start :])
        if bare in self.seen and len(bare) >= _MIN_REPEATED_CHARS:
            return True
        if self.out.deck and bare in self.seen and unit.start > self.out.deck.end and len(bare) >= 12:
            return True
        span = self.out.title_span
        return bool(span and unit.start >= span.end and _same(unit.words, self.out.title))

    def _mark(self, name: str, unit: Unit) -> None:
        self.out.sections.append(Section(name, unit.start, unit.end))

    def _drop(self, unit: Unit) -> None:
        self.out.furniture.append(unit.span)

    def _read(self, start: int, end: int) -> None:
        if start < end:
            self.out.blocks.append(Span(start, end))

    def _close(self) -> None:
        if self.open:
            self.out.sections.append(Section(*self.open))
            self.open = None


def _bare(words: str) -> str:
    return " ".join(words.translate(_QUOTES).casefold().split()).strip("#*\"' .:")


def _same(words: str, title: str) -> bool:
    """Whether a line is the title, or the title with the name of the site behind it."""
    one, other = _bare(words), _bare(title)
    if not one or not other:
        return False
    return one == other or (one.startswith(other) and bool(_SITE_SUFFIX.match(one[len(other) :])))


def _inside(unit: Unit, words: str) -> Span:
    at = unit.words.find(words)
    if at < 0 or unit.start + at + len(words) > unit.end:
        return unit.span
    return Span(unit.start + at, unit.start + at + len(words))
