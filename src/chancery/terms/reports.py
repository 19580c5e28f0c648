"""A report as filed, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field

from chancery.terms.dates import UNKNOWN_DATE, PartialDate
from chancery.terms.ids import content_id
from chancery.terms.spans import Span


@dataclass(frozen=True, slots=True)
class Source:
    """Who published a report. Fields that are not stated are empty.

    kind is one of: agency, newspaper, broadcaster, site, government, organisation, social, unknown.
    """

    name: str = ""
    country: str = ""
    kind: str = "unknown"
    ownership: str = ""

    @property
    def id(self) -> str:
        """Stable id; all reports without a stated source share one."""
        return content_id("s", self.name.casefold().strip(), digits=12)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report that its author set apart.

    name is one of: title, deck, byline, dateline, published, updated, body, why_this_matters, key_takeaways,
    background, caption, or another heading in lower_snake_case as written.
    """

    name: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The section's characters."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Report:
    """One news report: its text as filed and what its page says of itself.

    Shapes:  `text` is never changed after intake; every offset in the record counts in it.
             `blocks` are the paragraphs and headings to be read, in order, without the furniture.
             `furniture` are ranges kept but never read as text. `published_how` is stated, inferred
             or unknown; `published_why` says from what, where inferred. `url` is the address at which it was published,
             where stated. `encoding` is what the bytes were read in
             ("utf-8", "cp1252" ...), "" where the text came as characters.
    """

    text: str
    title: str = ""
    title_span: Span | None = None
    deck: Span | None = None
    byline: str = ""
    byline_span: Span | None = None
    dateline: str = ""
    dateline_span: Span | None = None
    source: Source = field(default_factory=Source)
    published: PartialDate = UNKNOWN_DATE
    published_how: str = "unknown"
    published_why: str = ""
    updated: PartialDate = UNKNOWN_DATE
    sections: tuple[Section, ...] = ()
    furniture: tuple[Span, ...] = ()
    blocks: tuple[Span, ...] = ()
    given_id: str | None = None
    path: str = ""
    language: str = "en"
    encoding: str = ""
    url: str = ""

    @property
    def id(self) -> str:
        """Derived from the text and from what was stated about it (never from the path)."""
        stated = self.published.edtf if self.published_how == "stated" else ""
        return content_id("r", self.text, self.given_id or "", self.source.name, stated)

    def section_at(self, at: int) -> str:
        """Name of the innermost section that holds the character; "body" where none does."""
        best: Section | None = None
        for section in self.sections:
            if section.start <= at < section.end and (
                best is None or section.end - section.start < best.end - best.start
            ):
                best = section
        return best.name if best else "body"
