"""A view as one self-contained HTML page: styles and drawings inline, no script, nothing fetched.

Everything that comes from a report is escaped by the templates; a content policy in the page forbids requests.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from chancery.terms import Snapshot
from chancery.views.atlas import draw_map, spots_of, spots_off_map
from chancery.views.blocks import Block, Figure, Heading, Mark, Page, Piece, Table
from chancery.views.brief import Brief
from chancery.views.chart import draw_timeline
from chancery.views.claims import build_claims
from chancery.views.lines import Citations
from chancery.views.markdown import marks_of
from chancery.views.pages import View, lay_out, source_words
from chancery.views.reporttext import MarkedText, TextMarker, sentence_anchor, used_reports
from chancery.views.situation import build_situation
from chancery.views.timeline import Timeline
from chancery.views.wording import Wording

_ID = re.compile(r' id="([^"]*)"')
_LINK = re.compile(r' href="#([^"]*)"')
_MOST_TEXT_CHARS = 2_000_000
# Columns of the matrix in a brief: more do not fit beside the claims on a page that is read, not scrolled.
_MOST_VOICES = 4
Outlines = Mapping[str, Sequence[Sequence[tuple[float, float]]]]


def page_html(view: View, snapshot: Snapshot, outlines: Outlines | None) -> str:
    """The view as HTML. `snapshot` must be the one that the view was built from."""
    page = lay_out(view, snapshot)
    drawn = {"timeline": Markup(""), "map": Markup("")}
    if isinstance(view, Brief | Timeline):
        drawn["timeline"] = draw_timeline(snapshot)
    if isinstance(view, Brief):
        drawn["map"] = draw_map(snapshot, outlines)
    values: dict[str, object] = {
        "page": page,
        "figures": drawn,
        "texts": _texts(page, snapshot),
        "spots": spots_of(snapshot) if drawn["map"] else [],
        "off_map": spots_off_map(snapshot) if drawn["map"] else [],
    }
    name = "page.html.j2"
    if isinstance(view, Brief):
        name = "brief.html.j2"
        values |= _brief_values(page, snapshot)
    return without_dangling(environment().get_template(name).render(values))


def without_dangling(html: str) -> str:
    """The page with links to places that it does not have turned into plain text: of what is too long to show, say.

    Works on the finished page: quotation marks in text are escaped there, so only real attributes match.
    """
    held = set(_ID.findall(html))
    return _LINK.sub(lambda found: found[0] if found[1] in held else "", html)


def _brief_values(page: Page, snapshot: Snapshot) -> dict[str, object]:
    """What the page of a brief has besides its lines: the states as a table, the matrix of those who speak."""
    claims = build_claims(snapshot, every=True, most_voices=_MOST_VOICES)
    spoken = tuple(row for row in claims.rows if any(not cell.own_voice for cell in row.cells))
    matrix = lay_out(replace(claims, rows=spoken), snapshot)
    situation = lay_out(build_situation(snapshot), snapshot)
    tables = {name: _table_of(one) for name, one in (("claims", matrix), ("situation", situation))}
    opinions = next(
        (block for at, block in enumerate(matrix.blocks) if at and _is(matrix.blocks[at - 1], "opinions")), None
    )
    return {"sections": _sections(page), "tables": tables, "opinions": opinions}


def _is(block: Block, anchor: str) -> bool:
    return isinstance(block, Heading) and block.anchor == anchor


def _table_of(page: Page) -> Table | None:
    return next((block for block in page.blocks if isinstance(block, Table)), None)


def _sections(page: Page) -> dict[str, list[Block]]:
    """The blocks of a page by the anchor of the heading that they stand under; "" for those before the first."""
    sections: dict[str, list[Block]] = {"": []}
    under = ""
    for block in page.blocks:
        if isinstance(block, Heading) and block.level == 2:
            under = block.anchor
            sections[under] = []
        elif not isinstance(block, Figure):
            sections[under].append(block)
    return sections


def _texts(page: Page, snapshot: Snapshot) -> list[MarkedText]:
    """The reports that the page cites, with their marks, in the order of their numbers."""
    cited = {report for report, _, _ in marks_of(page)}
    marker = TextMarker(snapshot, Citations(snapshot), Wording(snapshot))
    keys = [source.report for source in page.sources if source.report in cited]
    return [marker.mark(key) for key in used_reports(keys, snapshot, _MOST_TEXT_CHARS)]


@cache
def environment() -> Environment:
    """The templates of the package, escaping all that is put into them."""
    environment = Environment(
        loader=PackageLoader("chancery.views", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["strong"] = _strong_parts
    environment.filters["anchor"] = _anchor
    environment.filters["source"] = source_words
    environment.filters["kind"] = lambda block: type(block).__name__
    return environment


def _strong_parts(piece: Piece) -> list[tuple[str, bool]]:
    """The text of a piece in parts, each with whether it is set off."""
    parts, last = [], 0
    for start, end in piece.strong:
        parts.append((piece.text[last:start], False))
        parts.append((piece.text[start:end], True))
        last = end
    parts.append((piece.text[last:], False))
    return [(text, strong) for text, strong in parts if text]


def _anchor(mark: Mark) -> str:
    return sentence_anchor(mark.report, mark.start)
