"""Changes as notices: lines, messages for a webhook, an Atom feed."""

from __future__ import annotations

import json
from dataclasses import replace

import dossier as d
import feedparser
import jsonschema
import pytest
from lxml import etree

from chancery.terms import InputError, Snapshot
from chancery.views import build_changes
from chancery.views.atom import with_notices
from chancery.views.notices import (
    MOST_IN_MESSAGE,
    Notice,
    build_notices,
    cited_label,
    message_schema,
    messages,
    notice_lines,
)

NOTHING = Snapshot({}, {}, (), ())
NOTICES = build_notices(build_changes(NOTHING, d.SNAPSHOT), d.SNAPSHOT)
COUNTS = {"reports_in": 2, "filed": 2, "already_there": 0, "set_aside": 0, "failed": 0}
EARLY, LATE = "2026-01-02T08:00:00Z", "2026-01-03T08:00:00Z"
ATOM = "{http://www.w3.org/2005/Atom}"


def made(notices: tuple[Notice, ...], held: bytes = b"", now: str = EARLY, **more: int) -> bytes:
    return with_notices(held, notices, record="karabakh.sqlite", now=now, **more)


def test_every_change_is_a_notice_with_its_sentences() -> None:
    assert len(NOTICES) > 5
    assert len({one.id for one in NOTICES}) == len(NOTICES)
    for one in NOTICES:
        assert one.cited, one
        for cited in one.cited:
            report = d.SNAPSHOT.reports[cited.report]
            assert cited.words == " ".join(report.text[cited.start : cited.end].split())
            assert (cited.source, cited.published) == (report.source.name, report.published.edtf)


def test_a_notice_told_again_is_the_same() -> None:
    assert build_notices(build_changes(NOTHING, d.SNAPSHOT), d.SNAPSHOT) == NOTICES


def test_lines_say_what_and_below_them_who_says_so() -> None:
    lines = notice_lines(NOTICES)
    texts, reports = lines[: len(NOTICES)], lines[len(NOTICES) :]
    cited = {one.report: one for notice in NOTICES for one in notice.cited}
    assert len(reports) == len(cited) > 1
    for number, line in enumerate(reports, start=1):
        assert line.startswith(f"[{number}] ")
    for notice, line in zip(NOTICES, texts, strict=True):
        assert line.startswith(f"{notice.heading}: {notice.text} [")
        marks = line.removeprefix(f"{notice.heading}: {notice.text} ").split(" +")[0].split(" ")
        meant = [one for mark in marks for one in reports if one.startswith(f"{mark} ")]
        assert {one.split("] ", 1)[1] for one in meant} == {cited_label(one) for one in notice.cited}


def test_lines_that_are_left_out_are_counted() -> None:
    lines = notice_lines(NOTICES, 2)
    assert lines[2].startswith(f"and {len(NOTICES) - 2} more")


def test_a_message_is_what_the_schema_says_and_holds_all() -> None:
    many = tuple(replace(NOTICES[0], id=f"n{number:016x}") for number in range(MOST_IN_MESSAGE + 1))
    bodies = dict(messages(many, record="r.sqlite", made=EARLY, counts=COUNTS))
    sizes = []
    for identity, body in bodies.items():
        data = json.loads(body)
        jsonschema.Draft202012Validator(message_schema()).validate(data)
        assert data["id"] == identity
        sizes.append(len(data["changes"]))
    assert sizes == [MOST_IN_MESSAGE, 1]
    again = [identity for identity, _ in messages(many, record="r.sqlite", made=LATE, counts=COUNTS)]
    assert again == list(bodies), "a message is known by what it tells, not by when it was made"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(message_schema()).validate({"version": 1})


def test_nothing_new_makes_no_message() -> None:
    assert list(messages((), record="r", made=EARLY, counts=COUNTS)) == []


def test_the_feed_is_atom_that_a_feed_reader_understands() -> None:
    linked = replace(NOTICES[0], cited=(replace(NOTICES[0].cited[0], path="https://news.example/a?b=1&c=2"),))
    data = made((linked, *NOTICES[1:]))
    parsed = feedparser.parse(data)
    assert (parsed.version, parsed.bozo, len(parsed.entries)) == ("atom10", False, len(NOTICES))
    first = parsed.entries[0]
    assert (first.id, first.updated) == (f"urn:chancery:{NOTICES[0].id}", EARLY)
    told = [notice.change == "told" for notice in (linked, *NOTICES[1:])]
    assert any(told)
    for entry, notice, new in zip(parsed.entries, (linked, *NOTICES[1:]), told, strict=True):
        assert entry.title == (notice.text if new else f"{notice.heading}: {notice.text}")
    assert {notice.heading for notice in NOTICES if notice.change == "told"} == {"New event"}
    assert first.links[0]["href"] == "https://news.example/a?b=1&c=2"
    assert linked.cited[0].words in first.content[0].value
    # What RFC 4287 asks of a feed and of each entry.
    tree = etree.fromstring(data)
    for element in (tree, *tree.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
    assert tree.find(f"{ATOM}author/{ATOM}name") is not None
    for entry in tree.findall(f"{ATOM}entry"):
        assert len(entry.findall(f"{ATOM}content")) == 1
        assert len([link for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]) <= 1


def test_new_entries_come_first_and_old_ones_stay_as_they_are() -> None:
    old = made(NOTICES[:2])
    both = feedparser.parse(made(NOTICES[:3], old, LATE))
    names = [f"urn:chancery:{NOTICES[at].id}" for at in (2, 0, 1)]
    assert [entry.id for entry in both.entries] == names
    assert [entry.updated for entry in both.entries] == [LATE, EARLY, EARLY]
    assert (both.feed.updated, both.feed.id) == (LATE, feedparser.parse(old).feed.id)


def test_telling_the_same_again_changes_nothing() -> None:
    once = made(NOTICES)
    assert made(NOTICES, once, LATE) == once
    assert made((), once, LATE) == once


def test_the_feed_keeps_so_many_and_no_more() -> None:
    feed = b""
    for notice in NOTICES[:5]:
        feed = made((notice,), feed, most=3)
    assert [entry.id for entry in feedparser.parse(feed).entries] == [
        f"urn:chancery:{one.id}" for one in reversed(NOTICES[2:5])
    ]


def test_characters_that_xml_cannot_hold_do_not_break_the_feed() -> None:
    odd = replace(NOTICES[0], text="a\x00b\x1f\ufffe<&>\ud800c")
    assert feedparser.parse(made((odd,))).entries[0].title.endswith("a b  <&> c")


@pytest.mark.parametrize("held", [b"words", b"<rss/>", b"<feed/>", b"<feed xmlns='http://www.w3.org/2005/Atom'>"])
def test_a_file_that_is_no_atom_feed_is_not_overwritten(held: bytes) -> None:
    with pytest.raises(InputError, match="no Atom feed"):
        made(NOTICES, held)
