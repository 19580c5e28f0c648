"""What all pages have in common: lines as pieces with their citations, sections of them, and the words for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chancery.terms import Snapshot
from chancery.views.blocks import Block, Bullets, Heading, Mark, Paragraph, Piece
from chancery.views.dating import day_words
from chancery.views.lines import Citation, Citations, Cut, Group, Line, spread

# More citations than this after one line hinder reading; the rest is counted and kept in JSON.
_MOST_SHOWN = 4


class PageMaker:
    """Pieces and blocks of the views of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.citations = Citations(snapshot)
        self.status = {event.id: event.status for event in snapshot.events}
        self.status |= {state.id: state.status for state in snapshot.states}

    def nothing(self, noun: str, cut: Cut | None = None) -> Paragraph:
        """That there is nothing to show, and whether that is for the days that were asked about."""
        known, then = self.snapshot.known_on, self.snapshot.as_of
        words = (cut or Cut(0)).none(noun)
        if known and not (cut and cut.total):
            words = f"Nothing of this was known by {day_words(known)}{f', as of {day_words(then)}' if then else ''}."
        elif then and not (cut and cut.total):
            words = f"{'Nothing stands as of' if noun == 'state' else 'Nothing is told up to'} {day_words(then)}."
        return Paragraph(Piece(words), "note")

    def piece(self, line: Line, *, tag: str = "", anchor: str = "") -> Piece:
        """A line with its citations, its id and how its sources weigh; `tag` where its words do not say it already."""
        shown = "" if tag and tag in line.text.casefold() else tag
        return Piece(line.text, *self.marks(line.cites), line.id, (), shown, anchor, weight_words(line))

    def marks(self, cites: Iterable[Citation]) -> tuple[tuple[Mark, ...], int]:
        """The citations that are shown, and how many are not."""
        shown, more = spread(cites, _MOST_SHOWN)
        return tuple(self._mark(one) for one in shown), more

    def _mark(self, one: Citation) -> Mark:
        report = self.snapshot.reports[one.report]
        return Mark(self.citations.label(one), one.report, one.span.start, report.source.name or report.title)

    def section(self, heading: str, anchor: str, lines: Sequence[Line], *, ordered: bool = False) -> list[Block]:
        """A heading with a list of lines; nothing where there are none."""
        if not lines:
            return []
        return [Heading(heading, 2, anchor), Bullets(tuple(self.piece(line) for line in lines), ordered)]

    def grouped(self, heading: str, anchor: str, groups: Sequence[Group]) -> list[Block]:
        """A heading with lists of lines under headings of their own; nothing where there are none."""
        blocks: list[Block] = [Heading(heading, 2, anchor)] if groups else []
        for group in groups:
            blocks.append(Heading(group.heading, 3))
            blocks.append(Bullets(tuple(self._told(line) for line in group.lines)))
        return blocks

    def _told(self, line: Line) -> Piece:
        told = line.rests_on[0] if line.rests_on and line.kind in ("event", "state") else ""
        return self.piece(line, tag=status_tag(self.status.get(told, "")), anchor=told)


def weight_words(line: Line) -> str:
    """How the sources of a line weigh, in words."""
    return line.weighing.words if line.weighing else ""


def status_tag(status: str) -> str:
    """A status that a reader should see at a glance; the plain ones need no label."""
    return status if status in ("alleged", "denied", "disputed", "planned", "hypothetical", "ending") else ""


def counted_words(count: int, noun: str) -> str:
    """A count with its noun: "1 event", "2 events"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
