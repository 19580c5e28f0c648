"""Every view in every format: complete, escaped, and free of requests."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import dossier as d
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from chancery.record import Hit
from chancery.terms import Feature, Judgement, Report, Snapshot, Span, UnknownIdError
from chancery.views import (
    as_html,
    as_json,
    as_markdown,
    as_text,
    build_brief,
    build_changes,
    build_claims,
    build_search,
    build_situation,
    build_timeline,
    build_why,
)
from chancery.views.blocks import Heading, Table
from chancery.views.lines import Citations
from chancery.views.pages import View, lay_out
from chancery.views.reporttext import TextMarker
from chancery.views.wording import Wording

HIT = Hit(d.REPORT_A.id, d.REPORT_A.title, "2024", Span(36, 178), "x", "the [accord] <b>x</b>", (d.ACCORD[0].id,))
VIEWS: dict[str, View] = {
    "brief": build_brief(d.SNAPSHOT),
    "timeline": build_timeline(d.SNAPSHOT),
    "situation": build_situation(d.SNAPSHOT),
    "changes": build_changes(Snapshot({}, {}, (), ()), d.SNAPSHOT),
    "claims": build_claims(d.SNAPSHOT),
    "why": build_why(d.SNAPSHOT, d.E_FLED.id),
    "search": build_search("accord", [HIT]),
}
EMPTY = Snapshot({}, {}, (), ())
EMPTY_VIEWS: dict[str, View] = {
    "brief": build_brief(EMPTY),
    "timeline": build_timeline(EMPTY),
    "situation": build_situation(EMPTY),
    "changes": build_changes(EMPTY, EMPTY),
    "claims": build_claims(EMPTY),
    "search": build_search("accord", []),
}


class _Page(HTMLParser):
    """Collects what the tests ask of a page: tags left open, ids, links and attributes."""

    VOID = frozenset(["meta", "br", "hr", "img", "link", "input"])

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1] == tag, f"</{tag}> closes <{self.open[-1]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def text_of(view: View, snapshot: Snapshot = d.SNAPSHOT) -> str:
    out = io.StringIO()
    as_text(view, snapshot, Console(file=out, width=100, color_system=None))
    return out.getvalue()


@pytest.mark.parametrize("name", VIEWS)
def test_html_is_whole_and_asks_for_nothing(name: str) -> None:
    html = as_html(VIEWS[name], d.SNAPSHOT, outlines=d.OUTLINES)
    page = _Page(html)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") for link in page.links)
    assert set(page.links) - {""} <= {f"#{one}" for one in page.ids}
    assert "script" not in page.tags
    assert not {one for one in page.attributes if one.startswith("on")}
    assert not re.search(r"https?://(?!www\.w3\.org)", html)
    assert "url(http" not in html
    assert "@import" not in html


def test_the_brief_page_has_all_its_parts() -> None:
    html = as_html(VIEWS["brief"], d.SNAPSHOT, outlines=d.OUTLINES)
    for part in ('class="chart"', 'class="map"', 'class="situation"', 'class="claims"', 'class="report"'):
        assert part in html
    assert 'class="furniture"' in html
    assert 'mark class="opinion"' in html
    assert "prefers-color-scheme: dark" in html
    assert "@media print" in html
    # Each cited sentence is there to jump to, and its trigger names the event.
    assert f'id="{d.REPORT_A.id}-36"' in html
    assert "RETREAT (withdraw), ongoing" in html


@pytest.mark.parametrize("name", VIEWS)
def test_what_a_report_says_is_never_markup(name: str) -> None:
    html = as_html(VIEWS[name], d.SNAPSHOT)
    assert "<b>" not in html
    assert "<Evening>" not in html
    markdown = as_markdown(VIEWS[name], d.SNAPSHOT)
    assert not re.search(r"(?<!\\)<", markdown)


def test_hostile_words_stay_words_everywhere() -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    actor = replace(d.ARMENIA, name=evil)
    event = replace(
        d.E_FROZEN, actors=(d.party(actor, evil),), topic=evil, quote=evil, hedge=evil, place=d.at(
            replace(d.YEREVAN, name=evil)), when=d.on("2024-01-01"),
    )  # fmt: skip
    state = replace(d.STATES[0], who=(d.party(actor, evil),), what=evil, stage=evil, since=d.on("2024"))
    report = replace(d.REPORT_A, title=evil, source=replace(d.REPORT_A.source, name=evil))
    snapshot = replace(
        d.SNAPSHOT, events=(event, d.E_SENT), states=(state,), reports={**d.REPORTS, d.REPORT_A.id: report}
    )
    for view in (
        build_brief(snapshot),
        build_timeline(snapshot),
        build_situation(snapshot),
        build_claims(snapshot),
        build_why(snapshot, event.id),
    ):
        page = _Page(as_html(view, snapshot, outlines={evil: d.OUTLINES["AZE"]}))
        assert page.open == []
        assert not page.tags & {"script", "img"}
        assert not {one for one in page.attributes if one.startswith("on")}


@pytest.mark.parametrize("name", VIEWS)
def test_text_and_markdown_say_what_the_view_holds(name: str) -> None:
    shown, markdown = " ".join(text_of(VIEWS[name]).split()), as_markdown(VIEWS[name], d.SNAPSHOT)
    assert markdown.startswith("# ")
    assert "\x1b[" not in shown
    if name in ("brief", "timeline"):
        lines = VIEWS[name].lines()  # type: ignore[union-attr]
        assert all(line.text in shown for line in lines)
        assert "[1.1]" in shown
        assert "\\[1.1\\]" in markdown


@pytest.mark.parametrize("name", EMPTY_VIEWS)
def test_an_empty_record_is_told_in_every_format(name: str) -> None:
    view = EMPTY_VIEWS[name]
    assert "no " in text_of(view, EMPTY).lower()
    assert "no " in as_markdown(view, EMPTY).lower()
    assert _Page(as_html(view, EMPTY)).open == []
    json.loads(as_json(view))


@pytest.mark.parametrize("name", VIEWS)
def test_json_holds_ids_dates_and_spans(name: str) -> None:
    data = json.loads(as_json(VIEWS[name]))
    assert data
    if name == "brief":
        line = data["takeaways"][0]
        assert line["id"].startswith("l")
        assert line["cites"][0]["span"] == [36, 178]
    if name == "timeline":
        assert data["dated"][0]["first"] == "2020-11-01"


def test_why_leads_from_every_id_to_sentences() -> None:
    brief = build_brief(d.SNAPSHOT)
    wanted = [*(one.id for one in (*d.EVENTS, *d.STATES)), *d.CLAIMS, *(one.mention for one in d.CLAIMS.values())]
    for one in (*wanted, *(line.id for line in brief.lines())):
        trail = build_why(d.SNAPSHOT, one)
        assert trail.claims
        for claim in trail.claims:
            report = d.SNAPSHOT.reports[claim.report]
            assert claim.span.cut(report.text) == claim.words
            assert claim.trigger.cut(claim.words) == claim.trigger_span.cut(report.text)
            assert claim.steps
    assert build_why(d.SNAPSHOT, d.E_FLED.id).judgements[0].verdict == "same"
    assert build_why(d.SNAPSHOT, d.E_FLED.id[:9]).id == d.E_FLED.id


def test_why_shows_what_each_judgement_compared_and_what_is_unsure() -> None:
    joined = build_why(d.SNAPSHOT, d.E_FLED.id).judgements[0]
    features = (Feature("date: same day", 1.2, "2023-09-19", "Tuesday"), Feature("actors: apart", -1.5, "", "x"))
    outside = next(claim.mention for claim in d.CLAIMS.values() if claim.mention not in (joined.left, joined.right))
    unsure = Judgement(*sorted((joined.left, outside)), "unsure", 0.4, "names: 2", "matching.events.v2")
    snapshot = replace(d.SNAPSHOT, judgements=(replace(joined, features=features), unsure))
    trail = build_why(snapshot, d.E_FLED.id)
    assert [one.verdict for one in trail.judgements] == ["same", "unsure"]
    page = lay_out(trail, snapshot)
    table = next(block for block in page.blocks if isinstance(block, Table) and block.caption == "What was compared")
    cells = [[piece.text for cell in row for piece in cell] for row in table.rows]
    assert cells[0] == ["date: same day", "2023-09-19", "Tuesday", "+1.20"]
    assert cells[1] == ["actors: apart", "–", "x", "-1.50"]
    assert any(isinstance(block, Heading) and block.anchor == "unsure" for block in page.blocks)


def test_an_unknown_id_gets_advice() -> None:
    with pytest.raises(UnknownIdError, match="did you mean"):
        build_why(d.SNAPSHOT, d.E_FLED.id[:-1] + "x")


def test_the_matrix_keeps_stances_apart() -> None:
    accord = next(row for row in build_claims(d.SNAPSHOT).rows if row.about == d.E_ACCORD.id)
    assert accord.disputed
    assert [(cell.stance, cell.speaker) for cell in accord.cells if cell.stance in ("asserts", "denies")] == [
        ("asserts", "Hikmet Hajiyev (presidential adviser)"), ("denies", "officials in Baku"),
    ]  # fmt: skip


def test_the_situation_leaves_out_what_ended_if_asked() -> None:
    kinds = [row.kind for row in build_situation(d.SNAPSHOT, ended=False).states]
    assert "hostilities" not in kinds
    assert "presence" in kinds


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120),
    st.lists(st.tuples(st.integers(0, 119), st.integers(1, 30)), max_size=5),
)
@settings(max_examples=60, deadline=None)
def test_marked_text_loses_no_character(text: str, ranges: list[tuple[int, int]]) -> None:
    report = Report(text, furniture=tuple(Span(a, min(a + n, len(text))) for a, n in ranges if a < len(text)))
    claims = {}
    for at, (start, length) in enumerate(ranges):
        if start < len(text):
            span = Span(start, min(start + length, len(text)))
            sentence = Span(0, len(text))
            claims[str(at)] = replace(
                d.SENT[0], id=str(at), report=report.id, sentence=sentence, trigger=span, words=text
            )
    snapshot = Snapshot({report.id: report}, claims, (), ())
    marked = TextMarker(snapshot, Citations(snapshot), Wording(snapshot)).mark(report.id)
    shown = "".join(run.text for some in marked.paragraphs for part in some for run in part.runs)
    assert shown == "".join(line for line in text.split("\n") if line.strip())
