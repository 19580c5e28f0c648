"""What a page is made of: headings, lists, tables and pieces of text with their citations. No format is known here."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.views.lines import SourceLine


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation as it is shown: its label, and the sentence it points to."""

    label: str
    report: str
    start: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with its citations. `more` counts citations that are not shown; `id` is what `why` takes.

    `strong` are ranges of the text to set off (a trigger, a word that was searched); `tag` a status worth a label;
    `anchor` the id of the event or state that the piece is the place of on its page; `note` what stands beside the text
    without being part of it: how the sources weigh.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    more: int = 0
    id: str = ""
    strong: tuple[tuple[int, int], ...] = ()
    tag: str = ""
    anchor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3 with an anchor."""

    text: str
    level: int = 2
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of pieces."""

    items: tuple[Piece, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One piece. role: lead (the headline), text, note or quote."""

    piece: Piece
    role: str = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each of several pieces. `keys` are the ids of the rows; `caption` says what the table shows.

    role is matrix where the columns after the first are alike: where room is short they may be set in several tables.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]
    keys: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A place for a drawing that only some formats have: "timeline" or "map"."""

    name: str


Block = Heading | Bullets | Paragraph | Table | Figure


@dataclass(frozen=True, slots=True)
class Page:
    """A page: kind of view, title, a line under it, its blocks, and the sources of its citations."""

    kind: str
    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    sources: tuple[SourceLine, ...] = ()
