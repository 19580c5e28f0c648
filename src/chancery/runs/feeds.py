"""Feeds as a watcher looks at them: fetched where they have changed, the article of each new entry as a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chancery.runs.fetching import Fetched, FetchError
from chancery.runs.gathering import MOST_TRIES, Gathering, Outcome, Trouble
from chancery.runs.guard import attempt
from chancery.runs.watch_lists import Watched
from chancery.runs.watch_state import Mark, Standing
from chancery.terms import Failure, SetAside, content_id

if TYPE_CHECKING:
    from chancery.intake.feeds import Entry, Feed

_HTML = frozenset(("", "text/html", "application/xhtml+xml", "application/xml", "text/xml"))
_MOST_UNREACHED = 3
"""Pages of one feed that may fail one after the other for want of an answer, before the rest waits for the next round:
each costs the time that a host has to answer."""


def poll_feed(watched: Watched, look: Gathering) -> Iterator[Outcome]:
    """The reports of the entries of a feed that are new or have changed, the oldest first.

    Shapes:  where the feed gives no article, the page that the entry links to is fetched. A page that cannot be had is
             a Failure once, and is tried again with growing pauses, unless that is of no use. The feed's own ETag and
             date are kept only when nothing in it is left to be done.
    """
    from chancery.intake.feeds import read_feed

    standing = look.state.standing(watched.address)
    if not look.due(standing.due):
        return
    try:
        got = look.fetcher.fetch(watched.address, etag=standing.etag, modified=standing.modified)
    except FetchError as error:
        if not look.stopped():
            look.fails(standing, error.detail, error.remedy, error.after_s)
        return
    if got.unchanged:
        look.works(standing, etag=got.etag, modified=got.modified)
        return
    kind = f"{got.content_type}; charset={got.charset}" if got.charset else got.content_type
    feed = attempt(lambda: read_feed(got.body, content_type=kind, base=got.url), watched.address)
    if isinstance(feed, Failure):
        look.fails(standing, feed.detail, feed.remedy)
        return
    yield from _entries(feed, watched, standing, got, look)


def _entries(feed: Feed, watched: Watched, standing: Standing, got: Fetched, look: Gathering) -> Iterator[Outcome]:
    whole, unreached, handled = True, 0, set()
    for entry in reversed(feed.entries):
        if look.stopped():
            return
        item = content_id("i", entry.id, entry.link)
        known = look.state.mark_of(watched.address, item)
        if known and known.stamp != entry.stamp:
            known = None
        if item in handled or (known and not known.tries):
            continue
        handled.add(item)
        if known and not look.due(known.due):
            whole = False
            continue
        try:
            outcome = _article(entry, feed, watched, look)
        except FetchError as error:
            if look.stopped():
                return
            tries = known.tries + 1 if known else 1
            given_up = error.lasting or tries >= MOST_TRIES
            whole = whole and given_up
            due = 0.0 if given_up else look.pause(tries, error.after_s)
            look.marks.append(Mark(watched.address, item, entry.stamp, 0 if given_up else tries, due))
            if not known:  # told and counted the first time; later tries count when they come to something
                yield Failure(entry.link, "fetch", error.detail, error.remedy)
            unreached = 0 if error.lasting else unreached + 1
            if unreached >= _MOST_UNREACHED:
                detail = "its pages give no answer; the rest of it waits for the next round"
                look.troubles.append(Trouble(watched.address, detail, "check the network", new=not known))
                whole = False
                break
            continue
        unreached = 0
        look.marks.append(Mark(watched.address, item, entry.stamp))
        yield outcome
    look.works(standing, etag=got.etag if whole else "", modified=got.modified if whole else "")


def _article(entry: Entry, feed: Feed, watched: Watched, look: Gathering) -> Outcome:
    """The report of an entry. Raises: FetchError where its page cannot be had."""
    from chancery.intake.feeds import entry_report, page_report

    where = entry.link or f"{watched.address}#{entry.id}"
    if entry.full or (entry.text and not entry.link):
        return attempt(lambda: entry_report(entry, feed, path=where, listed=watched.source), where)
    if not entry.link:
        return SetAside(where, "no-article", "the entry holds neither text nor a link")
    page = look.fetcher.fetch(entry.link)
    if page.content_type not in _HTML:
        return SetAside(entry.link, "no-article", f"the page is of type {page.content_type}; only HTML is read")
    return attempt(
        lambda: page_report(page.body, entry, feed, path=page.url, charset=page.charset, listed=watched.source), where
    )
