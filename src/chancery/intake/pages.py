"""The article in an HTML page, with what the page states of it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from chancery.intake.encodings import plain
from chancery.intake.front_matter import source_of
from chancery.intake.reports import Stated
from chancery.intake.stated_dates import parse_value
from chancery.terms import UNKNOWN_DATE, PartialDate, Source

_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
_PUBLISHED_KEYS = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "article.published",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
)
_UPDATED_KEYS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
)
_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report|WebPage|LiveBlog", re.IGNORECASE)
_AUTHOR_JUNK = re.compile(
    r"^(?:https?://|@|www\.)|^(?:admin|administrator|editor|staff|unknown|anonymous)$", re.IGNORECASE
)


def read_page(html: str) -> tuple[str, Stated] | None:
    """The article's text and what the page states of it; None where the page holds no article.

    Shapes:  the text is one line for a paragraph, "# " before a heading and "- " before a list item, a blank line
             between any two; the title is its first line. It is the report's text as filed: the page's markup is not
             kept.
    Source:  trafilatura for the article, title, author and site; dates only from what the page's own metadata states.
    """
    # trafilatura logs each page it finds nothing in; the outcome of the report says so already.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    import trafilatura  # half a second: only where there is a page to read

    tree = trafilatura.load_html(html)
    if tree is None:
        return None
    facts = _Facts(tree)
    document: Any = trafilatura.bare_extraction(html, include_comments=False, include_tables=False, include_links=False)
    body = getattr(document, "body", None)
    if body is None:
        return None
    lines = [line for line in _lines(body) if line]
    if not lines:
        return None
    title = facts.title
    text_lines = lines
    if title and not any(_same(line, title) for line in lines[:4]):
        text_lines = [title, *lines]
    elif title:
        at = next(i for i, line in enumerate(lines[:4]) if _same(line, title))
        text_lines = [line.lstrip("# ") if i == at else line for i, line in enumerate(lines)]
    stated = Stated(
        title=title,
        published=facts.published,
        published_from="the page's metadata" if facts.published.stated else "",
        updated=facts.updated,
        byline=facts.author,
        source=facts.source,
        url=facts.address,
    )
    return plain("\n\n".join(text_lines)), stated


def _lines(node: Any) -> Iterator[str]:
    """Paragraphs, headings and items of trafilatura's tree, in order."""
    tag = node.tag
    if tag == "head":
        words = _words(node)
        yield f"## {words}" if words else ""
    elif tag == "item":
        words = _words(node)
        yield f"- {words}" if words else ""
    elif tag in ("p", "cell", "code"):
        for line in "".join(_with_breaks(node)).split("\n"):
            yield _BLANKS.sub(" ", line).strip()
    elif not isinstance(tag, str) or tag in ("graphic", "table"):
        return
    else:
        if node.text and node.text.strip():
            yield _BLANKS.sub(" ", node.text).strip()
        for child in node:
            yield from _lines(child)
            if child.tail and child.tail.strip():
                yield _BLANKS.sub(" ", child.tail).strip()


def _with_breaks(node: Any) -> Iterator[str]:
    # A line break of the markup ("lb") ends a line; line breaks in the source of the page are only blanks.
    yield _BLANKS.sub(" ", node.text or "")
    for child in node:
        if child.tag == "lb":
            yield "\n"
        yield from _with_breaks(child)
        yield _BLANKS.sub(" ", child.tail or "")


def _words(node: Any) -> str:
    return _BLANKS.sub(" ", "".join(node.itertext())).strip()


def _same(line: str, title: str) -> bool:
    return line.lstrip("# ").casefold().split() == title.casefold().split()


class _Facts:
    """What the metadata of a page states: meta elements, JSON-LD, marked-up times, the title."""

    def __init__(self, tree: Any) -> None:
        self.meta: dict[str, str] = {}
        for element in tree.iter("meta"):
            key = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
            value = element.get("content")
            if key and value and value.strip():
                self.meta.setdefault(key.strip().lower(), value.strip())
        self.linked = _linked_data(tree)
        self.tree = tree

    @property
    def title(self) -> str:
        """The article's title: as its metadata gives it, else the one first heading, else the page's title."""
        headings = [_words(element) for element in self.tree.iter("h1")]
        headings = [words for words in headings if words]
        stated = (
            _text(self.linked.get("headline")) or self.meta.get("og:title", "") or self.meta.get("twitter:title", "")
        )
        if len(headings) == 1 or (stated and stated in headings):
            return headings[0] if len(headings) == 1 else stated
        if stated:
            return _BLANKS.sub(" ", self._without_site(stated)).strip()
        page_title = self.tree.find(".//title")
        return self._without_site(_words(page_title)) if page_title is not None else ""

    @property
    def published(self) -> PartialDate:
        """The day of publication; only marked-up dates count."""
        known = parse_value(self.linked.get("datePublished"))
        return known if known.stated else self._dated(_PUBLISHED_KEYS, "datePublished", pubdate=True)

    @property
    def updated(self) -> PartialDate:
        """The day of the last change, where stated."""
        known = parse_value(self.linked.get("dateModified"))
        return known if known.stated else self._dated(_UPDATED_KEYS, "dateModified", pubdate=False)

    def _dated(self, keys: tuple[str, ...], itemprop: str, *, pubdate: bool) -> PartialDate:
        for key in keys:
            known = parse_value(self.meta.get(key))
            if known.stated:
                return known
        for element in self.tree.iter("time", "span", "abbr", "div"):
            marked = element.get("itemprop") == itemprop
            if not marked and pubdate and element.tag == "time":
                marked = element.get("pubdate") is not None or "publish" in (element.get("class") or "")
            if marked:
                known = parse_value(element.get("datetime") or element.get("content") or _words(element))
                if known.stated:
                    return known
        return UNKNOWN_DATE

    @property
    def author(self) -> str:
        """The authors' names, where the metadata states them."""
        names = [name for name in _names(self.linked.get("author")) if name and not _AUTHOR_JUNK.search(name)]
        if names:
            return ", ".join(dict.fromkeys(names))
        for key in ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author"):
            name = self.meta.get(key, "")
            if name and not _AUTHOR_JUNK.search(name):
                return re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)
        return ""

    @property
    def source(self) -> Source:
        """The publisher, where the page names it."""
        name = self.meta.get("og:site_name", "") or next(iter(_names(self.linked.get("publisher"))), "")
        name = name or self.meta.get("application-name", "") or self.meta.get("dc.publisher", "")
        return source_of(name, kind="site" if name else "")

    @property
    def address(self) -> str:
        """Where the page says that it was published."""
        for link in self.tree.iter("link"):
            if (link.get("rel") or "").casefold() == "canonical" and (link.get("href") or "").startswith("http"):
                return str(link.get("href")).strip()
        return self.meta.get("og:url", "")

    def _without_site(self, title: str) -> str:
        site = self.source.name
        for mark in (" | ", " - ", " – ", " — ", " :: "):
            head, found, tail = title.rpartition(mark)
            if found and (tail.strip().casefold() == site.casefold() or (not site and len(tail.split()) <= 4)):
                return head.strip()
        return title.strip()


def _linked_data(tree: Any) -> dict[str, Any]:
    """The first JSON-LD object that describes an article; empty where there is none or it does not parse."""
    best: dict[str, Any] = {}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data, 0):
            kind = item.get("@type")
            kinds = " ".join(str(part) for part in kind) if isinstance(kind, list) else str(kind or "")
            if _ARTICLE_TYPES.search(kinds) and (
                not best or ("WebPage" in str(best.get("@type")) and "WebPage" not in kinds)
            ):
                best = item
    return best


def _objects(data: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for part in data:
            yield from _objects(part, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)


def _names(value: object) -> list[str]:
    if isinstance(value, list):
        return [name for part in value for name in _names(part)]
    if isinstance(value, dict):
        return _names(value.get("name"))
    return [_text(value)] if _text(value) else []


def _text(value: object) -> str:
    return _BLANKS.sub(" ", value).strip() if isinstance(value, str) else ""
