"""Words looked up in the sentences of all reports."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection, select

from chancery.record import loading, schema
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
    hits: list[Hit] = []
    for report, start, end, marked in database.find_words(connection, terms, limit):
        columns = schema.reports.c
        about = connection.execute(
            select(columns.title, columns.published, columns.text).where(columns.id == report)
        ).one()
        claims = schema.claims.c
        made = connection.execute(
            select(claims.id)
            .where(claims.report == report, claims.sentence_start < end, claims.sentence_end > start, loading.current())
            .order_by(claims.trigger_start, claims.id)
        ).scalars()
        hits.append(
            Hit(report, about.title, about.published, Span(start, end), about.text[start:end], marked, tuple(made))
        )
    return hits
