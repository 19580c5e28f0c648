"""A text and what is stated of it into a Report, or set aside with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from chancery.intake.encodings import plain
from chancery.intake.languages import other_language
from chancery.intake.options import DEFAULTS, IntakeOptions
from chancery.intake.stated_dates import parse_stated
from chancery.intake.structure import Layout, lay_out
from chancery.terms import UNKNOWN_DATE, PartialDate, Report, SetAside, Source

_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a row, a header or a page's metadata states of a report, apart from its text.

    Shapes:  every field may be empty. `published_from` says where the date stood; `date_words` holds a date that was
             stated but could not be read; `encoding` is what the bytes were read in.
    """

    title: str = ""
    published: PartialDate = UNKNOWN_DATE
    published_from: str = ""
    updated: PartialDate = UNKNOWN_DATE
    date_words: str = ""
    byline: str = ""
    source: Source = field(default_factory=Source)
    given_id: str | None = None
    encoding: str = ""
    url: str = ""


def make_report(
    text: str,
    *,
    title: str | None = None,
    published: str | PartialDate | None = None,
    source: Source | None = None,
    given_id: str | None = None,
    path: str = "",
    options: IntakeOptions = DEFAULTS,
) -> Report | SetAside:
    """The report of a text that is already at hand, with what the caller knows of it.

    Shapes:  `published` is an EDTF string, a date in words with a year ("4 January 2019") or a PartialDate.
    Raises:  ValueError where `published` is a string that states no date.

    >>> make_report("Talks resumed in Geneva on Monday.", published="2021-03-02").published.edtf
    '2021-03-02'
    """
    date = _given_date(published)
    stated = Stated(
        title=title or "",
        published=date,
        published_from="given" if date.stated else "",
        source=source or Source(),
        given_id=given_id,
    )
    return build_report(plain(text), stated, path=path, options=options)


def build_report(text: str, stated: Stated, *, path: str, options: IntakeOptions = DEFAULTS) -> Report | SetAside:
    """The report of a text in which newlines are already one kind; set aside where it is none to be read.

    Shapes:  what is stated outside the text goes before what its lines say. Nothing is inferred here: a report
             without a stated date has none (coding may infer one from the text later, and says from what).
    """
    refused = _refusal(text, path, options)
    if refused:
        return refused
    layout = lay_out(text, title=stated.title)
    if not layout.blocks:
        return SetAside(path, "no-article", "nothing but labels, buttons and notices was found in the text")
    published, why = _published(layout, stated)
    return Report(
        text=text,
        title=layout.title,
        title_span=layout.title_span,
        deck=layout.deck,
        byline=stated.byline or layout.byline,
        byline_span=layout.byline_span,
        dateline=layout.dateline,
        dateline_span=layout.dateline_span,
        source=stated.source
        if stated.source.name or not layout.source
        else Source(layout.source, stated.source.country, stated.source.kind, stated.source.ownership),
        published=published,
        published_how="stated" if published.stated else "unknown",
        published_why=why,
        updated=stated.updated if stated.updated.stated else layout.updated,
        sections=tuple(layout.sections),
        furniture=tuple(layout.furniture),
        blocks=tuple(layout.blocks),
        given_id=stated.given_id,
        path=path,
        encoding=stated.encoding,
        url=stated.url,
    )


def _refusal(text: str, path: str, options: IntakeOptions) -> SetAside | None:
    if not text.strip():
        return SetAside(path, "empty", "there is no text")
    if len(text) > options.max_report_chars:
        return SetAside(path, "too-long", f"{len(text):,} characters; a report may have {options.max_report_chars:,}")
    words = len(_WORD.findall(text, 0, 4000))
    if words < options.min_words and not _other_script(text):
        return SetAside(path, "too-short", f"words of text: {words}; a report has at least {options.min_words}")
    if not options.any_language:
        language = other_language(text)
        if language:
            return SetAside(path, "language", f"the text is in {language}; only English is read")
    return None


def _other_script(text: str) -> bool:
    """Whether one word may be a whole text: scripts that put no blanks between words."""
    return any(char > "\u2e7f" and char.isalpha() for char in text[:200])


def _published(layout: Layout, stated: Stated) -> tuple[PartialDate, str]:
    if stated.published.stated:
        return stated.published, stated.published_from
    if layout.published.stated:
        return layout.published, layout.published_from
    if stated.date_words:
        return UNKNOWN_DATE, f"the date {stated.date_words[:60]!r} could not be read"
    return UNKNOWN_DATE, ""


def _given_date(published: str | PartialDate | None) -> PartialDate:
    if published is None or isinstance(published, PartialDate):
        return published or UNKNOWN_DATE
    if not published.strip():
        return UNKNOWN_DATE
    try:
        return PartialDate.parse(published.strip())
    except ValueError:
        found = parse_stated(published)
        if not found.stated:
            raise
        return found
