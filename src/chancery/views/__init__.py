"""A record turned into what people and machines read: plain data first, then a format.

Build a view from a snapshot (`build_brief`, `build_timeline`, `build_situation`, `build_claims`, `build_why`,
`build_search`, `build_review`; `build_changes` from two), then render it: `as_text` prints to a console, `as_markdown`,
`as_html` and `as_json` return text. The machine's view of a single report is in `chancery.views.machine`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from chancery.views.brief import Brief, build_brief
from chancery.views.changes import Changes, build_changes, build_happened
from chancery.views.claims import ClaimsMatrix, build_claims
from chancery.views.diff import SourceDiff, build_diff
from chancery.views.lines import Cut
from chancery.views.review import Review, build_review
from chancery.views.search import SearchResult, build_search
from chancery.views.situation import KIND_ORDER, Situation, build_situation
from chancery.views.timeline import Timeline, build_timeline
from chancery.views.why import Trail, build_why

if TYPE_CHECKING:
    from rich.console import Console

    from chancery.terms import Snapshot
    from chancery.views.pages import View

Outlines = Mapping[str, Sequence[Sequence[tuple[float, float]]]]

__all__ = [
    "KIND_ORDER",
    "Brief",
    "Changes",
    "ClaimsMatrix",
    "Cut",
    "Outlines",
    "Review",
    "SearchResult",
    "Situation",
    "SourceDiff",
    "Timeline",
    "Trail",
    "as_html",
    "as_json",
    "as_markdown",
    "as_text",
    "build_brief",
    "build_changes",
    "build_claims",
    "build_diff",
    "build_happened",
    "build_review",
    "build_search",
    "build_situation",
    "build_timeline",
    "build_why",
]


def as_text(view: View, snapshot: Snapshot, console: Console, *, every: bool = True) -> None:
    """Print the view to a rich console; without `every`, a situation of many states only as far as its first ones."""
    from chancery.views.pages import lay_out
    from chancery.views.terminal import print_page

    print_page(lay_out(view, snapshot), console, every=every)


def as_markdown(view: View, snapshot: Snapshot) -> str:
    """The view as Markdown."""
    from chancery.views.markdown import page_markdown
    from chancery.views.pages import lay_out

    return page_markdown(lay_out(view, snapshot), snapshot)


def as_json(view: View) -> str:
    """The view as a JSON document."""
    from chancery.views.data import view_json

    return view_json(view)


def as_html(view: View, snapshot: Snapshot, *, outlines: Outlines | None = None) -> str:
    """The view as one self-contained HTML page: styles and drawings inline, nothing fetched.

    `outlines` are the rings (longitude, latitude) of countries by ISO alpha-3; without them the map shows
    points on a graticule.
    """
    from chancery.views.html import page_html

    return page_html(view, snapshot, outlines)
