"""Notices as an Atom feed (RFC 4287): new ones on top of what the feed holds, the oldest beyond a bound left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from chancery.terms import InputError, content_id
from chancery.views.notices import Cited, Notice, cited_label

MOST_ENTRIES = 500
"""Entries that the feed keeps. Feed readers poll several times a day, and a busy day of a large record has some 200."""
_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def with_notices(held: bytes, notices: Sequence[Notice], *, record: str, now: str, most: int = MOST_ENTRIES) -> bytes:
    """The feed with the notices on top, in their order; b"" for a feed that is yet to be made.

    Shapes:  an entry's id is that of its notice, so that one that is there already stays as it is. `now` (RFC 3339) is
             when the new ones were told, and when the feed was changed.
    Raises:  InputError where `held` is no Atom feed.
    Source:  lxml, which is there for pages; libraries that write feeds do not read them back (decision 0028).
    """
    from lxml import etree

    feed = _read(held) if held else _made(record, now)
    ids = {found.text for found in feed.iterfind(f"{{{_ATOM}}}entry/{{{_ATOM}}}id")}
    fresh = [one for one in dict.fromkeys(notices) if _urn(one.id) not in ids]
    first = feed.find(f"{{{_ATOM}}}entry")
    at = len(feed) if first is None else feed.index(first)
    for number, one in enumerate(fresh):
        feed.insert(at + number, _entry(one, now))
    for old in feed.findall(f"{{{_ATOM}}}entry")[most:]:
        feed.remove(old)
    updated = feed.find(f"{{{_ATOM}}}updated")
    if fresh and updated is not None:
        updated.text = now
    etree.indent(feed)
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8")) + b"\n"


def _read(held: bytes) -> Any:
    from lxml import etree

    try:
        feed = etree.fromstring(held, etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True))
    except etree.XMLSyntaxError as error:
        raise InputError("the file is no Atom feed", remedy="name another file, or move this one away") from error
    if feed.tag != f"{{{_ATOM}}}feed":
        raise InputError("the file is no Atom feed", remedy="name another file, or move this one away")
    return feed


def _made(record: str, now: str) -> Any:
    from lxml import etree

    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(feed, "id", _urn(content_id("feed", record, now)))
    _add(feed, "title", f"What has changed in {record}")
    _add(feed, "updated", now)
    _add(_add(feed, "author"), "name", "Chancery")
    _add(feed, "generator", "Chancery")
    return feed


def _entry(notice: Notice, now: str) -> Any:
    from lxml import etree

    entry = etree.Element(f"{{{_ATOM}}}entry", nsmap={None: _ATOM})
    _add(entry, "id", _urn(notice.id))
    # A title says what happened; that it is new is what a feed is for.
    _add(entry, "title", notice.text if notice.change == "told" else f"{notice.heading}: {notice.text}")
    _add(entry, "updated", now)
    for term in (notice.change, notice.kind):
        _add(entry, "category", term=term)
    for cited in notice.cited:
        if cited.path.startswith(("http://", "https://")):
            _add(entry, "link", rel="alternate" if cited is notice.cited[0] else "related", href=cited.path)
    _add(entry, "content", "\n\n".join(_paragraphs(notice)), type="text")
    return entry


def _paragraphs(notice: Notice) -> list[str]:
    more = [f"and {notice.more} more in the record"] if notice.more else []
    return [notice.told, *(_quoted(one) for one in notice.cited), *more]


def _quoted(cited: Cited) -> str:
    return f'"{cited.words}" ({cited_label(cited)})'


def _add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    from lxml import etree

    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    for key, value in attributes.items():
        child.set(key, _NOT_XML.sub(" ", value))
    if text:
        child.text = _NOT_XML.sub(" ", text)
    return child


def _urn(name: str) -> str:
    return f"urn:chancery:{name}"
