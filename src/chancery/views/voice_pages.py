"""Pages of who says what: the matrix of claims, and two sources side by side."""

from __future__ import annotations

from chancery.views.blocks import Block, Heading, Page, Paragraph, Piece, Table
from chancery.views.claims import Cell, ClaimsMatrix
from chancery.views.dating import day_words
from chancery.views.diff import Shared, SourceDiff
from chancery.views.laying import PageMaker, counted_words, status_tag, weight_words
from chancery.views.naming import capitalised


def claims_page(maker: PageMaker, view: ClaimsMatrix) -> Page:
    blocks: list[Block] = []
    if view.rows:
        blocks.append(_matrix(maker, view))
    if view.left_out:
        one = view.left_out == 1
        rest, them = ("claim rests", "it") if one else ("claims rest", "them")
        note = f"{view.left_out} more {rest} on one voice: chancery claims --all shows {them}."
        blocks.append(Paragraph(Piece(note), "note"))
    blocks += maker.section("Opinions", "opinions", view.opinions)
    blocks += maker.section("Where they differ", "where-they-differ", view.differences)
    if not blocks:
        blocks.append(maker.nothing("claim"))
    subtitle = f"{counted_words(len(view.rows), 'claim')}, {counted_words(len(view.voices), 'voice')}"
    return Page("claims", "Who says what", subtitle, tuple(blocks), view.sources)


def _matrix(maker: PageMaker, view: ClaimsMatrix) -> Table:
    """What is claimed by voices, those that matter least gathered in a last column."""
    shown = view.voices[: view.shown]
    others = {voice.id for voice in view.voices[view.shown :]}
    rows = []
    for row in view.rows:
        tag = "disputed" if row.disputed else status_tag(row.status)
        told = Piece(row.line.text, tag=tag, note=weight_words(row.line))
        cells = [tuple(_cell(maker, cell, voice.name) for cell in row.cells if cell.voice == voice.id)
                 for voice in shown]  # fmt: skip
        if others:
            cells.append(tuple(_cell(maker, cell, "") for cell in row.cells if cell.voice in others))
        rows.append(((told,), *cells))
    columns = ("What is claimed", *(capitalised(voice.name) for voice in shown))
    keys = tuple(row.about for row in view.rows)
    last = (f"{counted_words(len(others), 'other voice')}",) if others else ()
    return Table("Who takes which stance on what is claimed", (*columns, *last), tuple(rows), keys, "matrix")


def _cell(maker: PageMaker, cell: Cell, column: str) -> Piece:
    who = "" if cell.speaker == column else f" ({cell.speaker})"
    return Piece(f"{cell.stance}{who}", *maker.marks(cell.cites))


def diff_page(maker: PageMaker, view: SourceDiff) -> Page:
    blocks: list[Block] = []
    names = capitalised(view.one.name), capitalised(view.other.name)
    if view.shared:
        rows = tuple(_shared(maker, row) for row in view.shared)
        keys = tuple(row.about for row in view.shared)
        blocks.append(Heading("Told by both", 2, "told-by-both"))
        blocks.append(Table("What both tell, and how", ("What both tell", *names), rows, keys, "matrix"))
    else:
        blocks.append(Paragraph(Piece("They tell of nothing that was found to be the same."), "note"))
    if view.perhaps:
        pairs = tuple(((maker.piece(one),), (maker.piece(other),)) for one, other in view.perhaps)
        blocks.append(Heading("Perhaps the same", 2, "perhaps-the-same"))
        blocks.append(Table("What may be one happening, told by each", names, pairs))
    for name, lines, left, anchor in (
        (names[0], view.only_one, view.one_left, "only-one"),
        (names[1], view.only_other, view.other_left, "only-other"),
    ):
        blocks += maker.section(f"Only {name}", anchor, lines)
        if left:
            blocks.append(Paragraph(Piece(f"{left} more; --all shows them."), "note"))
    if view.quoted:
        counts = tuple(((Piece(q.name),), _count(q.one), _count(q.other)) for q in view.quoted)
        blocks.append(Heading("Whom they quote", 2, "whom-they-quote"))
        blocks.append(Table("Claims on the word of each", ("Voice", *names), counts))
    told = f"{len(view.shared)} told by both"
    subtitle = ", ".join([told, *([f"since {day_words(view.since)}"] if view.since else [])])
    return Page("diff", f"{names[0]} and {names[1]}", subtitle, tuple(blocks), view.sources)


def _shared(maker: PageMaker, row: Shared) -> tuple[tuple[Piece, ...], ...]:
    """What both tell, then how each tells it, its sentences under the last of its words."""
    sides: list[tuple[Piece, ...]] = []
    for words, cites in (([(d, d.one) for d in row.differences], row.one),
                         ([(d, d.other) for d in row.differences], row.other)):  # fmt: skip
        pieces = [Piece(f"{d.field}: {told}", tag="contrary" if d.contradicts else "") for d, told in words]
        sides.append((*pieces, Piece("the same" if not pieces else "in", *maker.marks(cites))))
    return (Piece(row.line.text, note=weight_words(row.line)),), *sides


def _count(number: int) -> tuple[Piece, ...]:
    return (Piece(str(number)),) if number else ()
