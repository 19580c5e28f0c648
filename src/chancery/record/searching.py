"""Words looked up in the sentences of all reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from chancery.record import loading, schema
from chancery.record.batches import RowsBy
from chancery.record.database import Database
from chancery.terms import Span

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that was found.

    Shapes:  `marked` is the sentence with the found words in square brackets; `claims` are ids of claims made in it,
             in text order; `title` and `published` (EDTF, "" where not stated) are the report's.
    """

    report: str
    title: str
    published: str
    sentence: Span
    words: str
    marked: str
    claims: tuple[str, ...]


def search_terms(words: str) -> list[str]:
    """The terms in what somebody typed: every word, a phrase where in quotation marks, nothing else special.

    >>> search_terms('peace "border deal" AND (x -')
    ['peace', 'border deal', 'AND', '(x']
    """
    found = (match[1] if match[1] is not None else match[2] for match in _TERM.finditer(words))
    # What holds no letter or digit (a lone dash) stands in no index and would match nothing.
    terms = [term.replace('"', " ").replace("\0", " ").strip() for term in found]
    return [term for term in terms if _WORD.search(term)]


def find_sentences(database: Database, connection: Connection, words: str, limit: int) -> list[Hit]:
    """Sentences that hold all the words, the best first; none where there are no words."""
    terms = search_terms(words)
    if not terms:
        return []
    found = database.find_words(connection, terms, limit)
    reports = {report for report, _, _, _ in found}
    about = {row.id: row for row in _ABOUT(connection, reports)}
    claims: dict[str, list[Any]] = {}
    for row in sorted(_CLAIMS(connection, reports), key=lambda one: (one.trigger_start, one.id)):
        claims.setdefault(row.report, []).append(row)
    return [
        Hit(
            report,
            about[report].title,
            about[report].published,
            Span(start, end),
            about[report].text[start:end],
            marked,
            tuple(one.id for one in claims.get(report, ()) if one.sentence_start < end and one.sentence_end > start),
        )
        for report, start, end, marked in found
    ]


_ABOUT = RowsBy(
    select(schema.reports.c.id, schema.reports.c.title, schema.reports.c.published, schema.reports.c.text),
    schema.reports.c.id,
)
_CLAIMS = RowsBy(
    select(
        schema.claims.c.id,
        schema.claims.c.report,
        schema.claims.c.sentence_start,
        schema.claims.c.sentence_end,
        schema.claims.c.trigger_start,
    ).where(loading.current()),
    schema.claims.c.report,
)
