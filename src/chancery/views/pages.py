"""A view laid out as a page: headings, lists and tables that every format can render. No format is known here."""

from __future__ import annotations

from chancery.terms import PartialDate, Snapshot
from chancery.views.blocks import Page
from chancery.views.brief import Brief
from chancery.views.changes import Changes
from chancery.views.claims import ClaimsMatrix
from chancery.views.dating import date_label
from chancery.views.diff import SourceDiff
from chancery.views.laying import PageMaker
from chancery.views.lines import SourceLine
from chancery.views.review import Review
from chancery.views.review_pages import review_page
from chancery.views.search import SearchResult
from chancery.views.situation import Situation
from chancery.views.timeline import Timeline
from chancery.views.told_pages import brief_page, changes_page, situation_page, timeline_page
from chancery.views.trail_pages import search_page, trail_page
from chancery.views.voice_pages import claims_page, diff_page
from chancery.views.why import Trail

View = Brief | Timeline | Situation | ClaimsMatrix | Trail | SearchResult | Changes | Review | SourceDiff


def lay_out(view: View, snapshot: Snapshot) -> Page:
    """The view as a page. `snapshot` must be the one that the view was built from."""
    maker = PageMaker(snapshot)
    if isinstance(view, Brief):
        return brief_page(maker, view)
    if isinstance(view, Timeline):
        return timeline_page(maker, view)
    if isinstance(view, Situation):
        return situation_page(maker, view)
    if isinstance(view, ClaimsMatrix):
        return claims_page(maker, view)
    if isinstance(view, SourceDiff):
        return diff_page(maker, view)
    if isinstance(view, Trail):
        return trail_page(maker, view)
    if isinstance(view, Changes):
        return changes_page(maker, view)
    if isinstance(view, Review):
        return review_page(view)
    return search_page(maker, view)


def source_words(source: SourceLine) -> str:
    """A source as a line of words: title, publisher, date and whether the date is inferred."""
    when = "not dated"
    if source.published:
        when = date_label(PartialDate.parse(source.published))
        if source.published_how == "inferred":
            when += f", inferred{f': {source.published_why}' if source.published_why else ''}"
    title = f"“{source.title}”" if source.title else "untitled report"
    return f"{title}, {source.source or 'publisher not stated'} ({when})"
