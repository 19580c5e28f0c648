"""RSS and Atom feeds into entries, and an entry into a report."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from chancery.intake.encodings import plain
from chancery.intake.fragments import fragment_text
from chancery.intake.front_matter import source_of
from chancery.intake.options import DEFAULTS, IntakeOptions
from chancery.intake.page_bytes import read_html
from chancery.intake.reports import Stated, build_report
from chancery.intake.stated_dates import parse_value
from chancery.terms import UNKNOWN_DATE, Failure, InputError, PartialDate, Report, SetAside, Source, content_id

FULL_WORDS = 150
"""From so many words on, what a feed gives as an entry's content counts as the whole article; its page need not be
fetched then. Ours: teasers in feeds hold 20 to 80 words, and a short report whose page is fetched loses nothing."""
FULL_SUMMARY_WORDS = 250
"""The same for a summary or description, which some feeds put whole articles into."""


class FeedError(InputError):
    """Bytes that are no feed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed, as the feed states it.

    Shapes:  `id` is the feed's own, else the link, else made of the title and date. `link` is http(s) or "". `text` is
             the fullest that the feed gives, `full` whether that is the article itself. `source` is empty where the
             entry names none. `published` is stated, or what `updated` says where only that is; `published_from` says
             which.
    """

    id: str
    link: str = ""
    title: str = ""
    text: str = ""
    full: bool = False
    published: PartialDate = UNKNOWN_DATE
    published_from: str = ""
    date_words: str = ""
    updated: PartialDate = UNKNOWN_DATE
    byline: str = ""
    source: Source = field(default_factory=Source)

    @property
    def stamp(self) -> str:
        """Changes when the feed says anything else of the entry."""
        body = self.text if self.full or not self.link else ""
        return content_id("n", self.title, self.published.edtf, self.updated.edtf, self.date_words, body)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, who publishes it ("" where not stated), its entries in the order of the feed."""

    title: str
    publisher: str
    entries: tuple[Entry, ...]


def read_feed(data: bytes, *, content_type: str = "", base: str = "") -> Feed:
    """The feed in bytes; `base` is its address, against which relative links are resolved.

    Raises:  FeedError where it is no feed. A feed with mistakes in its XML is read as far as it can be.
    Source:  feedparser, for the many dialects of RSS and Atom.
    """
    import feedparser

    headers = {"content-type": content_type, "content-location": base}
    # As a stream: what is given as bytes or a string feedparser would try to open as a file.
    parsed: Any = feedparser.parse(
        io.BytesIO(data), response_headers={key: value for key, value in headers.items() if value}
    )
    if not parsed.get("version"):
        why = parsed.get("bozo_exception")
        at = f": {why.getMessage()}, line {why.getLineNumber()}" if hasattr(why, "getLineNumber") else ""
        raise FeedError(
            f"this is no RSS or Atom feed{at}", remedy="give the address of the feed, not of a page that names it"
        )
    about = parsed.get("feed") or {}
    title, publisher = _words(about.get("title")), _words(about.get("publisher"))
    return Feed(title, publisher, tuple(_entry(one) for one in parsed.get("entries") or ()))


def read_feed_file(data: bytes, where: str, options: IntakeOptions = DEFAULTS) -> Iterator[Report | SetAside | Failure]:
    """The outcomes of a saved feed: a report of each entry that holds text, from what the feed itself gives."""
    try:
        feed = read_feed(data)
    except FeedError as error:
        yield Failure(where, "format", error.found, "save the feed again, or give the pages that it links to")
        return
    if not feed.entries:
        yield SetAside(where, "empty", "the feed holds no entries")
    for number, entry in enumerate(feed.entries, start=1):
        at = f"{where}#{number}"
        if len(entry.text.split()) < options.min_words:
            detail = "the entry holds a link and no text; chancery watch fetches what a feed links to"
            yield SetAside(at, "no-article", detail if entry.link else "the entry holds no text")
        else:
            yield entry_report(entry, feed, path=at, options=options)


def entry_report(
    entry: Entry, feed: Feed, *, path: str, listed: Source | None = None, options: IntakeOptions = DEFAULTS
) -> Report | SetAside:
    """The report of the text that an entry carries; `listed` is the source as the user names it, which goes first."""
    body = entry.text
    first = body.split("\n", 1)[0].removeprefix("## ")
    if entry.title and first.casefold().split() != entry.title.casefold().split():
        body = f"{entry.title}\n\n{body}"
    return build_report(body, _with_entry(Stated(), entry, feed, listed), path=path, options=options)


def page_report(
    data: bytes,
    entry: Entry,
    feed: Feed,
    *,
    path: str,
    charset: str = "",
    listed: Source | None = None,
    options: IntakeOptions = DEFAULTS,
) -> Report | SetAside | Failure:
    """The report of the page that an entry links to, with what both state of it.

    Shapes:  the day of publication as the entry states it, else as the page does; title, byline and publisher as the
             page does, else the entry. A day that is only that of the entry's last change comes last.
    """
    return read_html(
        data, path, options, charset=charset, with_known=lambda stated: _with_entry(stated, entry, feed, listed)
    )


def _with_entry(stated: Stated, entry: Entry, feed: Feed, listed: Source | None) -> Stated:
    published, why = stated.published, stated.published_from
    only_changed = entry.published == entry.updated and entry.published_from.endswith("change")
    if entry.published.stated and not (only_changed and published.stated):
        published, why = entry.published, entry.published_from
    return replace(
        stated,
        title=stated.title or entry.title,
        published=published,
        published_from=why,
        date_words="" if published.stated else entry.date_words,
        updated=stated.updated if stated.updated.stated else entry.updated,
        byline=stated.byline or entry.byline,
        source=_source(entry, feed, stated.source, listed),
        given_id=entry.link or entry.id,
    )


def _source(entry: Entry, feed: Feed, page: Source, listed: Source | None) -> Source:
    if listed and listed.name:
        return listed
    found = entry.source if entry.source.name else page if page.name else source_of(feed.publisher)
    if not found.name and entry.link:
        found = source_of((urlsplit(entry.link).hostname or "").removeprefix("www."), kind="site")
    if not found.name:
        found = source_of(feed.title)
    if not listed:
        return found
    kind = listed.kind if listed.kind != "unknown" else found.kind
    return Source(found.name, listed.country or found.country, kind, listed.ownership or found.ownership)


def _entry(found: Any) -> Entry:
    contents = [fragment_text(str(one.get("value") or "")) for one in found.get("content") or ()]
    content = max(contents, key=lambda text: len(text.split()), default="")
    summary = fragment_text(str(found.get("summary") or ""))
    text = content if len(content.split()) >= len(summary.split()) else summary
    full = len(content.split()) >= FULL_WORDS or len(summary.split()) >= FULL_SUMMARY_WORDS
    published, words, why = _date(found, "published"), _words(found.get("published")), "the feed's date"
    updated = _date(found, "updated")
    if not published.stated and not words and updated.stated:
        published, why = updated, "the feed's date of the last change"
    link = _web_address(str(found.get("link") or ""))
    title = fragment_text(str(found.get("title") or "")).replace("\n", " ").strip()
    source: Any = found.get("source") or {}
    return Entry(
        id=_words(found.get("id")) or link or content_id("e", title, words, text),
        link=link,
        title=title,
        text=text,
        full=full,
        published=published,
        published_from=why if published.stated else "",
        date_words="" if published.stated else words,
        updated=updated,
        byline=_words(found.get("author_detail", {}).get("name")) or _words(found.get("author")),
        source=source_of(_words(source.get("title"))),
    )


def _date(found: Any, name: str) -> PartialDate:
    """The day as the feed writes it, whatever the time zone; as feedparser understands it (UTC) where only that does.

    `dict.get` of the class above: feedparser's own answers "updated" with "published" where only that is stated.
    """
    if not dict.__contains__(found, name):
        return UNKNOWN_DATE
    known = parse_value(found[name])
    parts = found.get(f"{name}_parsed")
    if known.stated and known.precision == "day":
        return known
    if parts and dict.__contains__(found, f"{name}_parsed"):
        return parse_value(f"{parts[0]:04d}-{parts[1]:02d}-{parts[2]:02d}")
    return known


def _web_address(link: str) -> str:
    try:
        parts = urlsplit(link.strip())
        return link.strip() if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def _words(value: object) -> str:
    return " ".join(plain(value).split()) if isinstance(value, str) else ""
