"""Sentences that a search found, with their reports and the claims made in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chancery.terms import PartialDate, Span
from chancery.views.dating import date_label

if TYPE_CHECKING:
    # The store behind it takes long to load, and nothing of it is needed here.
    from chancery.record import Hit


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that was found: `marked` has the words looked for in square brackets."""

    report: str
    title: str
    published: str
    span: Span
    words: str
    marked: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, best first."""

    query: str
    hits: tuple[Found, ...]


def build_search(query: str, hits: Iterable[Hit]) -> SearchResult:
    """The result of a search, with dates in words."""
    return SearchResult(
        query,
        tuple(
            Found(one.report, one.title, _label(one.published), one.sentence, one.words, one.marked, one.claims)
            for one in hits
        ),
    )


def _label(edtf: str) -> str:
    try:
        return date_label(PartialDate.parse(edtf))
    except ValueError:
        return edtf
