"""When a report that does not say so was written, where its own words allow the inference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.coding.drafts import Draft
from chancery.coding.page import Page
from chancery.terms import PartialDate, Report

_PAST = frozenset({"happened", "ongoing", "alleged", "denied"})


def earliest_year(page: Page, drafts: Sequence[Draft]) -> int | None:
    """The latest year that the report speaks of as past: it cannot have been written before it."""
    if page.reading.report.published.latest is not None:
        return page.reading.report.published.latest.year
    years = [
        draft.when.date.earliest.year
        for draft in drafts
        if draft.status in _PAST and draft.when.how == "stated" and draft.when.date.earliest is not None
    ]
    return max(years, default=None)


def infer_published(page: Page, drafts: Sequence[Draft]) -> Report:
    """The report, with a publication year where one event is both dated and placed in "last year" or the like.

    Shapes:  published_how stays "unknown" where nothing, or more than one year, follows.
    """
    report = page.reading.report
    if report.published_how != "unknown":
        return report
    found: dict[int, str] = {}
    for draft in drafts:
        if draft.offset_years is None or draft.when.date.stated:
            continue
        for other in drafts:
            date = other.when.date
            if other.first is not draft.first or other is draft or date.earliest is None or date.latest is None:
                continue
            if other.when.how == "stated" and date.earliest.year == date.latest.year:
                words, event = _words(page, draft), draft.predicate.lemma.replace("_", " ")
                why = f"the report dates the {event} to {date.edtf} and calls it {words!r}"
                found[date.earliest.year - draft.offset_years] = why
    floor = earliest_year(page, drafts)
    years = [year for year in found if floor is None or year >= floor]
    if len(years) != 1:
        return report
    return replace(
        report, published=PartialDate.parse(f"{years[0]:04d}"), published_how="inferred", published_why=found[years[0]]
    )


def _words(page: Page, draft: Draft) -> str:
    for time in page.times_in.get(draft.sentence.index, ()):
        if time.offset_years == draft.offset_years:
            return page.text[time.start : time.end]
    return "relative"
