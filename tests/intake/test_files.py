"""Files, folders and bytes: every input has one outcome."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.intake import IntakeOptions, Outcome, make_report, read_bytes, read_path
from chancery.terms import Failure, Report, SetAside, Source

STORY = "The port of Varna reopened on Monday after a strike of two weeks, the owner said in a statement."
GERMAN = (
    "Der Hafen wurde am Montag nach einem Streik von zwei Wochen wieder geöffnet, sagte der Eigentümer der Zeitung."
)
HEBREW = "הנמל נפתח מחדש ביום שני לאחר שביתה של שבועיים, אמר הבעלים בהודעה לעיתונות."
PERSIAN = "بندر روز دوشنبه پس از دو هفته اعتصاب دوباره باز شد و مالک آن این خبر را تأیید کرد."
HTML = """<!DOCTYPE html><html lang="en"><head><title>Port reopens | The Coast</title>
<meta property="og:site_name" content="The Coast"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2024-03-12T08:00:00+02:00">
<meta property="article:modified_time" content="2024-03-13T08:00:00+02:00"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Port reopens after strike</h1>
<p>The port of Varna reopened on Monday after a strike of two weeks, the <b>owner</b> said in a statement to
reporters.</p> <h2>Background</h2><p>Dockers had stopped work in February over pay, and <a href="x">ships</a> were
sent to other ports on the coast.</p> <ul><li>The strike is over.</li><li>Pay will rise in
May.</li></ul></article><footer>Copyright The Coast</footer></body></html>"""


def one(outcomes: Iterator[Outcome]) -> Outcome:
    found = list(outcomes)
    assert len(found) == 1
    return found[0]


def test_text_is_kept_as_filed_but_for_newlines(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(("Port reopens\r\n\r\n" + STORY + "  \r\n").encode())
    report = one(read_path(path))
    assert isinstance(report, Report)
    assert report.text == "Port reopens\n\n" + STORY + "  \n"
    assert report.title == "Port reopens"
    assert report.published_how == "unknown"
    assert report.path == str(path)


def test_front_matter_is_stated_and_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        '---\ntitle: "Port reopens"\ndate: 2024-03-12\nsource: The Coast\ncountry: BGR\nkind: newspaper\nbyline: Jane Doe\n---\n\n'  # noqa: E501
        f"{STORY} **He** was [clear](https://example.org).\n"
    )
    report = one(read_path(path))
    assert isinstance(report, Report)
    assert report.text == f"{STORY} He was clear.\n"
    assert (report.title, report.byline, report.published.edtf) == ("Port reopens", "Jane Doe", "2024-03-12")
    assert report.published_how == "stated"
    assert report.source == Source("The Coast", "BGR", "newspaper")


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    report = one(read_bytes(f"---\n{STORY}\n---\n{STORY} It said no more.\n".encode(), kind="text"))
    assert isinstance(report, Report)
    assert report.text.startswith("---\n")


def test_the_encoding_is_stated() -> None:
    western = one(read_bytes("The café’s owner said on Monday that the strike is over.".encode("cp1252"), kind="text"))
    assert isinstance(western, Report)
    assert (western.encoding, western.text[:10]) == ("cp1252", "The café’s")
    page = HTML.replace("<head>", '<head><meta charset="windows-1252">').replace("owner</b>", "café’s owner</b>")
    declared = one(read_bytes(page.encode("cp1252")))
    assert isinstance(declared, Report)
    assert "the café’s owner said" in declared.text
    assert declared.encoding == "windows-1252"


def test_html_gives_its_article_and_what_it_states() -> None:
    report = one(read_bytes(HTML.encode()))
    assert isinstance(report, Report)
    assert report.title == "Port reopens after strike"
    assert report.byline == "Jane Doe"
    assert (report.published.edtf, report.published_how) == ("2024-03-12", "stated")
    assert report.updated.edtf == "2024-03-13"
    assert report.source.name == "The Coast"
    assert [block.cut(report.text) for block in report.blocks][-2:] == ["The strike is over.", "Pay will rise in May."]
    assert report.section_at(report.text.index("Dockers")) == "background"


def test_html_without_an_article_is_set_aside() -> None:
    page = b"<!DOCTYPE html><html><head><title>Login</title></head><body><form><input name=user></form></body></html>"
    outcome = one(read_bytes(page))
    assert isinstance(outcome, SetAside)
    assert outcome.reason == "no-article"


def test_rows_have_one_outcome_each_and_broken_ones_stop_nobody(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [
        json.dumps({"id": 7, "date": "2024-03-12", "title": "Port reopens", "text": STORY, "source": "The Coast"}),
        "{broken",
        "",
        "[1, 2]",
        json.dumps({"title": "no text"}),
        json.dumps(
            {
                "headline": "B",
                "body": STORY,
                "source": {"name": "X", "country": "BGR", "kind": "agency", "ownership": "state"},
            }
        ),
        json.dumps({"text": STORY, "url": "https://www.example.org/a"}),
        json.dumps({"text": ""}),
        json.dumps({"text": GERMAN}),
        json.dumps({"text": STORY, "date": "some day"}),
    ]
    path.write_text("\n".join(rows) + "\n")
    outcomes = list(read_path(path))
    assert [type(outcome).__name__ for outcome in outcomes] == [
        "Report",
        "Failure",
        "Failure",
        "Failure",
        "Report",
        "Report",
        "SetAside",
        "SetAside",
        "Report",
    ]
    first, broken, _, _, fifth, sixth, empty, german, undated = outcomes
    assert isinstance(first, Report)
    assert (first.given_id, first.published.edtf, first.source.name, first.path) == (
        "7",
        "2024-03-12",
        "The Coast",
        f"{path}:1",
    )
    assert isinstance(broken, Failure)
    assert broken.where == f"{path}:2"
    assert isinstance(fifth, Report)
    assert fifth.source == Source("X", "BGR", "agency", "state")
    assert isinstance(sixth, Report)
    assert sixth.source.name == "example.org"
    assert isinstance(empty, SetAside)
    assert empty.reason == "empty"
    assert isinstance(german, SetAside)
    assert "German" in german.detail
    assert isinstance(undated, Report)
    assert undated.published_how == "unknown"
    assert "some day" in undated.published_why


@pytest.mark.parametrize(("text", "language"), [(GERMAN, "German"), (HEBREW, "Hebrew"), (PERSIAN, "Persian")])
def test_other_languages_are_set_aside_by_name(text: str, language: str) -> None:
    outcome = make_report(text)
    assert isinstance(outcome, SetAside)
    assert outcome.reason == "language"
    assert language in outcome.detail


@pytest.mark.parametrize(
    "text",
    [
        "Rebels took the town.",
        "Hezbollah strikes Haifa",
        "Erdoğan, Aliyev sign Shusha declaration",
        "Le Pen loses; Macron wins. President thanks voters in Paris, Lyon, Marseille, Toulouse, Nice, Nantes.",
    ],
)
def test_short_english_with_foreign_names_is_english(text: str) -> None:
    assert isinstance(make_report(text), Report)


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b" \n\t\n", "empty"), (b"12345", "too-short"), (b"Advertisement\n\nShare this\n", "no-article")],
)
def test_nothing_to_read_is_set_aside(data: bytes, reason: str) -> None:
    outcome = one(read_bytes(data))
    assert isinstance(outcome, SetAside)
    assert outcome.reason == reason


def test_long_texts_are_set_aside_unread(tmp_path: Path) -> None:
    options = IntakeOptions(max_report_chars=10_000)
    path = tmp_path / "long.txt"
    path.write_text(STORY * 500)
    outcome = one(read_path(path, options=options))
    assert isinstance(outcome, SetAside)
    assert outcome.reason == "too-long"
    packed = tmp_path / "long.txt.gz"
    packed.write_bytes(gzip.compress((STORY * 500).encode()))
    outcome = one(read_path(packed, options=options))
    assert isinstance(outcome, SetAside)
    assert outcome.reason == "too-long"
    rows = tmp_path / "long.jsonl"
    rows.write_text(json.dumps({"text": STORY * 500}) + "\n" + json.dumps({"text": STORY}) + "\n")
    assert [type(outcome) for outcome in read_path(rows, options=options)] == [SetAside, Report]


def test_gzip_is_unpacked_and_broken_gzip_told(tmp_path: Path) -> None:
    good = tmp_path / "rows.jsonl.gz"
    good.write_bytes(gzip.compress((json.dumps({"text": STORY}) + "\n").encode() * 2))
    assert [type(outcome) for outcome in read_path(good)] == [Report, Report]
    bad = tmp_path / "bad.txt.gz"
    bad.write_bytes(gzip.compress(STORY.encode() * 50)[:-20])
    outcome = one(read_path(bad))
    assert isinstance(outcome, Failure)
    assert outcome.code == "gzip"


def test_a_folder_is_read_in_order_and_leaves_nothing_out(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.txt").write_text(STORY)
    (tmp_path / "sub" / "a.txt").write_text(STORY)
    (tmp_path / "c.bin").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "d.yaml").write_text("a: 1\n")
    (tmp_path / ".hidden.txt").write_text(STORY)
    outcomes = list(read_path(tmp_path))
    assert [type(outcome).__name__ for outcome in outcomes] == ["Report", "Failure", "SetAside", "Report"]


def test_what_is_not_there_is_a_failure(tmp_path: Path) -> None:
    outcome = one(read_path(tmp_path / "none.txt"))
    assert isinstance(outcome, Failure)
    assert outcome.code == "not-found"


def test_ids_hang_on_content_and_never_on_the_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(STORY)
    one_report, other = read_path(tmp_path)
    assert isinstance(one_report, Report)
    assert isinstance(other, Report)
    assert one_report.id == other.id


def test_a_caller_may_state_what_it_knows() -> None:
    report = make_report(STORY, title="Port reopens", published="12 March 2024", source=Source("X"), given_id="g")
    assert isinstance(report, Report)
    assert (report.title, report.published.edtf, report.given_id) == ("Port reopens", "2024-03-12", "g")
    with pytest.raises(ValueError, match="whenever"):
        make_report(STORY, published="whenever")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["text", "markdown", "jsonl", "json", None]))
def test_any_bytes_have_an_outcome(data: bytes, kind: str | None) -> None:
    outcomes = list(read_bytes(data, kind=kind, options=IntakeOptions(any_language=True)))
    assert outcomes
    for outcome in outcomes:
        assert isinstance(outcome, Report | SetAside | Failure)
        if isinstance(outcome, Report):
            spans = sorted([*outcome.blocks, *outcome.furniture])
            assert all(0 <= span.start < span.end <= len(outcome.text) for span in spans)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_makes_a_report_or_is_set_aside(text: str) -> None:
    outcome = make_report(text, options=IntakeOptions(any_language=True))
    assert isinstance(outcome, Report | SetAside)
    if isinstance(outcome, Report):
        assert outcome.id == outcome.id
        outcome.text.encode("utf-8")
