"""A page as Markdown that reads well as plain text, too."""

from __future__ import annotations

import re

from chancery.terms import Snapshot
from chancery.views.blocks import Block, Bullets, Heading, Page, Paragraph, Piece, Table
from chancery.views.pages import source_words

# What would turn a report's words into markup, or into HTML where Markdown allows it.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def page_markdown(page: Page, snapshot: Snapshot) -> str:
    """The page as Markdown (CommonMark with tables), with its sources and the sentences cited."""
    parts = [f"# {escaped(page.title)}"]
    if page.subtitle:
        parts.append(f"*{escaped(page.subtitle)}*")
    parts += [text for text in map(_block, page.blocks) if text]
    if page.sources:
        parts.append("## Sources")
        parts.append("\n".join(_sources(page, snapshot)))
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """The text with every character that Markdown reads as markup escaped."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {escaped(block.text)}"
    if isinstance(block, Bullets):
        marks = (f"{at}." if block.ordered else "-" for at in range(1, len(block.items) + 1))
        return "\n".join(f"{mark} {_piece(item)}" for mark, item in zip(marks, block.items, strict=True))
    if isinstance(block, Paragraph):
        text = _piece(block.piece)
        return {"lead": f"**{text}**", "quote": f"> {text}", "note": f"*{text}*"}.get(block.role, text)
    if isinstance(block, Table):
        return _table(block)
    return ""


def _piece(piece: Piece) -> str:
    text, last = "", 0
    for start, end in piece.strong:
        text += escaped_part(piece.text[last:start]) + f"**{escaped_part(piece.text[start:end])}**"
        last = end
    text += escaped_part(piece.text[last:])
    text = text.replace("\n", " ")
    if piece.tag:
        text = f"({piece.tag}) {text}"
    cites = "".join(f" \\[{mark.label}\\]" for mark in piece.marks)
    note = f" – *{escaped(piece.note)}*" if piece.note else ""
    return f"{text}{cites}{f' and {piece.more} more' if piece.more else ''}{note}"


def escaped_part(text: str) -> str:
    """Like `escaped`, for a part of a line: spaces at its ends stay."""
    return _SPECIAL.sub(r"\\\1", text)


def _table(table: Table) -> str:
    rows = [" | ".join(escaped(one) for one in table.columns), " | ".join("---" for _ in table.columns)]
    rows += [" | ".join("; ".join(_piece(piece) for piece in cell) for cell in row) for row in table.rows]
    return "\n".join(f"| {row} |" for row in rows)


def _sources(page: Page, snapshot: Snapshot) -> list[str]:
    """Each source, and under it the sentences of it that the page cites."""
    cited: dict[str, dict[int, str]] = {}
    for mark in marks_of(page):
        cited.setdefault(mark[0], {})[mark[1]] = mark[2]
    sentences = {(claim.report, claim.sentence.start): claim.words for claim in snapshot.claims.values()}
    lines = []
    for source in page.sources:
        lines.append(f"{source.number}. {escaped(source_words(source))} `{source.report}`")
        for start, label in sorted(cited.get(source.report, {}).items()):
            words = escaped(sentences.get((source.report, start), ""))
            lines.append(f"   - {label}: “{words}”")
    return lines


def marks_of(page: Page) -> list[tuple[str, int, str]]:
    """Every citation shown on the page: report, first character of the sentence, label."""
    pieces: list[Piece] = []
    for block in page.blocks:
        if isinstance(block, Bullets):
            pieces += block.items
        elif isinstance(block, Paragraph):
            pieces.append(block.piece)
        elif isinstance(block, Table):
            pieces += [piece for row in block.rows for cell in row for piece in cell]
    return [(mark.report, mark.start, mark.label) for piece in pieces for mark in piece.marks]
