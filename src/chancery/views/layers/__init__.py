"""A reading laid open, layer by layer, so that a person can see why a sentence was read as it was.

`build_shown` gives plain data of some sentences; `shown_parts` is it for a terminal, `shown_svg` a drawing,
`shown_html` a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from chancery.views.layers.shown import Layer, Shown, build_shown, parse_layers, parse_sentences

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = [
    "DRAWN",
    "Layer",
    "Shown",
    "build_shown",
    "parse_layers",
    "parse_sentences",
    "shown_html",
    "shown_parts",
    "shown_svg",
]

#: Characters that a terminal must be able to show; where it cannot, ask `shown_parts` for ASCII.
DRAWN = "┌┬├│─└┴┘┼╰╯…"


def shown_parts(shown: Shown, *, ascii_only: bool = False) -> Iterator[RenderableType]:
    """The sentences with their layers, to be printed to a rich console one after another."""
    from chancery.views.layers.terminal import terminal_parts

    return terminal_parts(shown, ascii_only=ascii_only)


def shown_svg(shown: Sequence[Shown]) -> str:
    """The sentences of all reports as one SVG document: arcs above the words, brackets below."""
    from chancery.views.layers.svg import svg_page

    return svg_page(shown)


def shown_html(shown: Sequence[Shown]) -> str:
    """The sentences of all reports as one self-contained HTML page: no script, nothing fetched."""
    from chancery.views.layers.html import html_page

    return html_page(shown)
