"""Feeds into entries, and entries into reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from chancery.intake import read_path
from chancery.intake.feeds import FULL_WORDS, FeedError, entry_report, page_report, read_feed
from chancery.intake.fragments import fragment_text
from chancery.terms import Failure, Report, SetAside, Source

LONG = " ".join(f"The delegation met the mediators for talk number {number} in the town." for number in range(14))
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>World desk</title><link>https://news.example/</link>
<item><title>Talks &amp; terms</title><link>https://www.news.example/talks</link><guid isPermaLink="false">n1</guid>
<pubDate>Thu, 18 Apr 2024 23:30:00 -0400</pubDate><dc:creator>A. Writer</dc:creator>
<description>A teaser.</description>
<content:encoded><![CDATA[<p>{LONG}</p><figure><img src="x"><figcaption>Not text</figcaption></figure>
<ul><li>One point stands.</li></ul>]]></content:encoded></item>
<item><title>Only a link</title><link>https://www.news.example/link</link><guid>n2</guid></item>
<item><title>Local file</title><link>file:///etc/passwd</link><guid isPermaLink="false">n3</guid>
<description>Two short words and more.</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title><id>urn:x</id><updated>2024-05-02T08:00:00Z</updated>
<entry><id>urn:x:1</id><title>Changed</title><link href="/a"/><updated>2024-05-01T22:00:00-05:00</updated>
<source><title>Wire Agency</title></source><content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content></entry></feed>"""
PAGE = f"""<html><head><title>Page title</title><meta property="og:site_name" content="The Site">
<meta property="article:published_time" content="2024-04-17"></head><body><article><h1>Page title</h1>
<p>{LONG}</p><p>{LONG}</p></article></body></html>"""


def test_an_entry_is_what_the_feed_states() -> None:
    feed = read_feed(RSS.encode())
    first, second, third = feed.entries
    assert (feed.title, first.id, first.link) == ("World desk", "n1", "https://www.news.example/talks")
    assert (first.title, first.byline, first.full) == ("Talks & terms", "A. Writer", True)
    assert first.published.edtf == "2024-04-18", "the day as written, not the day in UTC"
    assert first.text.split("\n\n") == [LONG, "- One point stands."]
    assert (second.text, second.full, second.published.stated) == ("", False, False)
    assert third.link == "", "only addresses of the web are links"


def test_a_full_entry_becomes_a_report_with_the_host_as_its_source() -> None:
    feed = read_feed(RSS.encode())
    report = entry_report(feed.entries[0], feed, path="p")
    assert isinstance(report, Report)
    assert report.text.startswith("Talks & terms\n\nThe delegation met")
    assert (report.title, report.source.name, report.given_id) == (
        "Talks & terms",
        "news.example",
        "https://www.news.example/talks",
    )
    assert (report.published.edtf, report.published_how, report.published_why) == (
        "2024-04-18",
        "stated",
        "the feed's date",
    )


def test_who_is_named_goes_before_who_is_guessed() -> None:
    feed = read_feed(ATOM.encode(), base="https://news.example/feed")
    entry = feed.entries[0]
    named = entry_report(entry, feed, path="p")
    listed = entry_report(entry, feed, path="p", listed=Source("As listed", "AZE"))
    assert isinstance(named, Report)
    assert isinstance(listed, Report)
    assert entry.link == "https://news.example/a"
    assert (named.source.name, listed.source.name, listed.source.country) == ("Wire Agency", "As listed", "AZE")
    assert (named.published.edtf, named.published_why) == ("2024-05-01", "the feed's date of the last change")


def test_a_page_gives_its_headline_and_the_entry_its_day() -> None:
    feed = read_feed(RSS.encode())
    report = page_report(PAGE.encode(), feed.entries[0], feed, path="https://www.news.example/talks")
    undated = page_report(PAGE.encode(), feed.entries[1], feed, path="https://www.news.example/link")
    assert isinstance(report, Report)
    assert isinstance(undated, Report)
    assert (report.title, report.source.name, report.published.edtf) == ("Page title", "The Site", "2024-04-18")
    assert (undated.published.edtf, undated.published_why) == ("2024-04-17", "the page's metadata")


def test_a_day_of_change_does_not_outdo_the_pages_own_day() -> None:
    feed = read_feed(ATOM.encode(), base="https://news.example/feed")
    report = page_report(PAGE.encode(), feed.entries[0], feed, path="x")
    assert isinstance(report, Report)
    assert report.published.edtf == "2024-04-17"


def test_a_page_in_the_encoding_that_only_the_server_names() -> None:
    page = PAGE.replace("Page title", "Şuşa").encode("iso-8859-9")
    feed = read_feed(RSS.encode())
    report = page_report(page, feed.entries[0], feed, path="x", charset="iso-8859-9")
    assert isinstance(report, Report)
    assert report.title == "Şuşa"


@pytest.mark.parametrize("data", [b"", b"<html><body>no</body></html>", b"\x00\xff", b"just words", b"<rss"])
def test_what_is_no_feed_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(FeedError):
        read_feed(data)


def test_the_stamp_changes_with_what_the_feed_says() -> None:
    old = read_feed(RSS.encode()).entries
    new = read_feed(RSS.replace("One point stands", "Two points stand").replace("A teaser", "Another").encode()).entries
    assert old[0].stamp != new[0].stamp
    assert [one.stamp for one in old[1:]] == [one.stamp for one in new[1:]]


def test_a_saved_feed_is_a_report_for_each_entry_with_text(tmp_path: Path) -> None:
    (tmp_path / "saved.xml").write_text(RSS, encoding="utf-8")
    (tmp_path / "other.xml").write_text("<config/>", encoding="utf-8")
    outcomes = list(read_path(tmp_path))
    assert [type(one) for one in outcomes] == [SetAside, Report, SetAside, Report]
    link_only = outcomes[2]
    assert isinstance(link_only, SetAside)
    assert (link_only.where, link_only.reason) == (f"{tmp_path}/saved.xml#2", "no-article")
    assert "chancery watch" in link_only.detail


def test_a_saved_feed_that_is_cut_off_at_once_fails_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "bad.rss"
    file.write_text("<rss", encoding="utf-8")
    (outcome,) = read_path(file)
    assert isinstance(outcome, Failure | SetAside)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain words, a < b", "plain words, a < b"),
        ("<p>One<br>two</p>tail<!-- no -->s", "One\n\ntwo\n\ntails"),
        ("<h2>Head</h2><li><p>item</p></li><script>no()</script>", "## Head\n\n- item"),
        ("A &amp; B", "A & B"),
        ("<!-- only -->", ""),
        ("<div>" * 200 + "deep" + "</div>" * 200, "deep"),
    ],
)
def test_a_piece_of_html_gives_its_text(html: str, text: str) -> None:
    assert fragment_text(html) == text


def test_the_bound_between_teaser_and_article_is_in_words() -> None:
    short = RSS.replace(LONG, " ".join(["word"] * (FULL_WORDS - 40)))
    assert not read_feed(short.encode()).entries[0].full
