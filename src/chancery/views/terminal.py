"""A page on a terminal, through rich: colours where the console has them, plain text elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from chancery.views.blocks import Block, Bullets, Heading, Page, Paragraph, Piece, Table
from chancery.views.pages import source_words

# Long lines are hard to read: the text of a page is set no wider than this.
_MEASURE_CHARS = 96
_SHORT_ID_CHARS = 8
# More states than this are no answer to "what stands?"; the rest is counted, and shown on request. Ours.
_MOST_STATES = 40
# A matrix: its first column, the ids, and each of the columns that are alike, with the gap between two.
_FIRST_CHARS = 34
_KEY_CHARS = 10
_COLUMN_CHARS = 18
_TAG_STYLES = {
    "alleged": "yellow",
    "denied": "red",
    "disputed": "red",
    "contrary": "red",
    "planned": "cyan",
    "ending": "cyan",
}


def print_page(page: Page, console: Console, *, every: bool = True) -> None:
    """Print the page. Text is never read as console markup, so what a report says cannot style the terminal.

    Without `every`, a table of states stops after as many rows as can be taken in, and says how many more there are.
    """
    page = page if every else _shortened(page)
    width = min(console.width, _MEASURE_CHARS)
    console.print(Text(page.title, style="bold"))
    if page.subtitle:
        console.print(Text(page.subtitle, style="dim"))
    for block in page.blocks:
        for part in _block(block, console.width):
            wide = isinstance(block, Table)
            console.print(part, width=None if wide else width, soft_wrap=False)
    if page.sources:
        console.print()
        console.print(Text("Sources", style="bold underline"))
        for source in page.sources:
            row = RichTable.grid(padding=(0, 1))
            row.add_row(Text(f"[{source.number}]", style="dim"), Text(source_words(source)))
            console.print(row, width=width)


def _shortened(page: Page) -> Page:
    blocks: list[Block] = []
    for block in page.blocks:
        if not isinstance(block, Table) or page.kind != "situation" or len(block.rows) <= _MOST_STATES:
            blocks.append(block)
            continue
        more = len(block.rows) - _MOST_STATES
        blocks.append(replace(block, rows=block.rows[:_MOST_STATES], keys=block.keys[:_MOST_STATES]))
        blocks.append(Paragraph(Piece(f"{more:,} more; --all shows them"), "note"))
    return replace(page, blocks=tuple(blocks))


def _block(block: Block, width: int) -> Iterator[RenderableType]:
    if isinstance(block, Heading):
        yield Text()
        yield Text(block.text, style="bold underline" if block.level == 2 else "bold")
    elif isinstance(block, Bullets):
        for at, item in enumerate(block.items, start=1):
            grid = RichTable.grid(padding=(0, 1))
            grid.add_column(width=3, justify="right")
            grid.add_column()
            grid.add_row(Text(f"{at}." if block.ordered else "·", style="dim"), _piece(item))
            yield grid
    elif isinstance(block, Paragraph):
        yield Text() if block.role == "lead" else Group()
        style = {"lead": "bold", "note": "dim", "quote": "italic"}.get(block.role, "")
        yield Padding(_piece(block.piece, style), (0, 0, 0, 4 if block.role in ("quote", "note") else 0))
    elif isinstance(block, Table):
        for table in _folded(block, width) if block.role == "matrix" else [block]:
            yield Text()
            yield _table(table)


def _piece(piece: Piece, style: str = "", *, with_id: bool = True) -> Text:
    text = Text()
    if piece.tag:
        text.append(f"({piece.tag}) ", style=_TAG_STYLES.get(piece.tag, "yellow"))
    start = len(text)
    text.append(piece.text, style=style)
    for first, last in piece.strong:
        text.stylize("bold reverse", start + first, start + last)
    for mark in piece.marks:
        text.append(f" [{mark.label}]", style="cyan dim")
    if piece.more:
        text.append(f" +{piece.more}", style="dim")
    if piece.note:
        text.append(f" ({piece.note})", style="dim italic")
    if piece.id and with_id:
        text.append(f" {piece.id[:_SHORT_ID_CHARS]}", style="dim")
    return text


def _table(table: Table) -> RenderableType:
    grid = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, title_justify="left", header_style="bold")
    widths = [_longest(table, at) for at in range(len(table.columns))]
    if table.role == "matrix":
        # Columns that are alike are of one width, so that the eye can go down each.
        widths = [_MEASURE_CHARS, *(41 for _ in table.columns[1:])]
    for name, width in zip(table.columns, widths, strict=True):
        # Short columns keep to one line where they can; the room goes to the column with the sentences.
        grid.add_column(
            name, overflow="fold", min_width=min(width, len(name), 14), ratio=max(width, 10) if width > 40 else None
        )
    if table.keys:
        grid.add_column("Id", style="dim", no_wrap=True)
    for at, row in enumerate(table.rows):
        cells: list[RenderableType] = [Text("\n").join(_piece(piece) for piece in cell) for cell in row]
        if table.keys:
            cells.append(Text(table.keys[at][:_SHORT_ID_CHARS]))
        grid.add_row(*cells)
    return grid


def _folded(table: Table, width: int) -> Iterator[Table]:
    """The table as several, each with as many columns beside the first as can be read, and the rows that they fill."""
    most = max((width - _FIRST_CHARS - _KEY_CHARS) // _COLUMN_CHARS, 1)
    rest = len(table.columns) - 1
    each = -(-rest // -(-rest // most)) if rest else 1
    for first in range(1, len(table.columns), each):
        some = slice(first, first + each)
        kept = [at for at, row in enumerate(table.rows) if any(row[some])]
        if kept:
            rows = tuple((table.rows[at][0], *table.rows[at][some]) for at in kept)
            keys = tuple(table.keys[at] for at in kept) if table.keys else ()
            yield Table(table.caption, (table.columns[0], *table.columns[some]), rows, keys, table.role)


def _longest(table: Table, column: int) -> int:
    return max((len(piece.text) for row in table.rows for piece in row[column]), default=0)
