"""The brief: nothing without a sentence behind it, and the five things that matter on top."""

from __future__ import annotations

import calendar
import dataclasses
import re
from dataclasses import replace

import dossier as d
import pytest

from chancery.terms import PartialDate, Report, Snapshot, Span
from chancery.views.brief import Brief, build_brief, claims_of
from chancery.views.dating import date_label
from chancery.views.lines import Line

# Words of the templates that may open a sentence with a capital; everything else must come from the claims.
_OPENERS = frozenset(
    word
    for line in (
        "a an the some several control hostilities measures reports disputed who which what when how where",
        "in on with people planned it this towards by of talks between",
    )
    for word in line.split()
)


@pytest.fixture(scope="module")
def brief() -> Brief:
    return build_brief(d.SNAPSHOT)


def test_takeaways_hold_the_five_points(brief: Brief) -> None:
    assert 0 < len(brief.takeaways) <= 6
    text = "\n".join(line.text for line in brief.takeaways)
    for point in (
        r"peacekeepers are withdrawing from Nagorno-Karabakh",
        r"retook Nagorno-Karabakh.*ethnic Armenians fled",
        r"Armenia has frozen ties with the Collective",
        r"European Union and the United States have promised.*Russia has criticised",
        r"is alleged to have committed genocide against ethnic Armenians",
    ):
        assert re.search(point, text), point


def test_the_report_s_own_takeaways_can_be_hidden() -> None:
    whole, hidden = build_brief(d.SNAPSHOT), build_brief(d.SNAPSHOT, without_sections=["key_takeaways"])
    sections = {claim.section for line in hidden.lines() for claim in claims_of(d.SNAPSHOT, line)}
    assert "key_takeaways" not in sections
    assert "key_takeaways" in {claim.section for line in whole.lines() for claim in claims_of(d.SNAPSHOT, line)}
    assert hidden.takeaways[0].text == whole.takeaways[0].text


def test_no_line_without_a_citation_that_holds(brief: Brief) -> None:
    assert brief.lines()
    for line in brief.lines():
        assert line.cites, line.text
        assert line.rests_on, line.text
        for one in line.cites:
            report = d.SNAPSHOT.reports[one.report]
            assert 0 <= one.span.start < one.span.end <= len(report.text)
            assert one.span.holds(one.trigger)
            assert d.SNAPSHOT.claims[one.claim].words == one.span.cut(report.text)


def test_every_name_and_number_is_in_the_claims_cited(brief: Brief) -> None:
    for line in brief.lines():
        assert unsupported(line, d.SNAPSHOT) == [], line.text


def test_the_support_test_finds_what_is_made_up() -> None:
    line = build_brief(d.SNAPSHOT).takeaways[0]
    assert unsupported(replace(line, text=line.text + " Iran sent 500 men."), d.SNAPSHOT) == ["500", "Iran"]


def test_why_it_matters_comes_from_states(brief: Brief) -> None:
    states = {state.id for state in d.STATES}
    assert brief.why_it_matters
    assert all(line.rests_on[0] in states for line in brief.why_it_matters)
    text = " ".join(line.text for line in brief.why_it_matters)
    assert "is ending" in text
    assert "Control of Nagorno-Karabakh passed to Azerbaijan in September 2023" in text


def test_differences_and_questions_are_asked(brief: Brief) -> None:
    told = " ".join(line.text for line in brief.differences)
    assert "some 100,000 (Northern Wire)" in told
    assert "more than 120,000 (The <Evening> Paper)" in told
    assert "denied by officials in Baku" in told
    asked = [line.text for line in brief.open_questions]
    assert "Who detained several separatist leaders?" in asked
    assert "Which rights group has accused Azerbaijan before the International Criminal Court?" in asked
    assert "What is the timetable for the withdrawal of Russian peacekeepers?" in asked
    assert all(text.endswith("?") for text in asked)


def test_speakers_stand_with_their_stance(brief: Brief) -> None:
    groups = {group.heading: [line.text for line in group.lines] for group in brief.who_says_what}
    assert groups["Dmitry Peskov (Kremlin spokesman)"][0].startswith("Dmitry Peskov (Kremlin spokesman) confirms that")
    assert groups["A rights group"] == [
        "A rights group alleges that Azerbaijan has committed genocide against ethnic Armenians."
    ]
    assert any("“Baku's patience was bound to pay off”" in text for some in groups.values() for text in some)


def test_dates_are_in_order_and_undated_last(brief: Brief) -> None:
    headings = [group.heading for group in brief.what_happened]
    assert headings[-1].startswith("Date not stated; reported ")
    assert headings.index("November 2020") < headings.index("September 2023") < headings.index("2024, a Wednesday")


def test_a_brief_is_the_same_whatever_the_order_of_the_claims() -> None:
    turned = replace(d.SNAPSHOT, claims=dict(reversed(d.SNAPSHOT.claims.items())))
    assert build_brief(turned) == build_brief(d.SNAPSHOT)


def test_an_empty_record_gives_an_empty_brief() -> None:
    brief = build_brief(Snapshot({}, {}, (), ()))
    assert brief.lines() == []
    assert brief.headline is None
    assert brief.period == "date not stated"


def test_too_many_events_are_counted_not_lost() -> None:
    brief = build_brief(d.SNAPSHOT, most_events=5)
    assert sum(len(group.lines) for group in brief.what_happened) == 5
    assert brief.left_out == len(d.EVENTS) - 5


def unsupported(line: Line, snapshot: Snapshot) -> list[str]:
    """Numbers and names of a line that its cited claims do not hold."""
    data = " ".join(_strings([(claim, snapshot.reports[claim.report].source, snapshot.reports[claim.report].title)
                              for claim in claims_of(snapshot, line)]))  # fmt: skip
    # A state's change is told with the dates of the events it rests on, all cited too.
    known = set(re.findall(r"\w+", data.casefold()))
    numbers = {one.replace(",", "") for one in re.findall(r"\d[\d,]*", data)} | {
        str(int(one)) for one in re.findall(r"\d+", data)
    }
    missing = [one for one in re.findall(r"\d[\d,]*", line.text) if one.rstrip(",").replace(",", "") not in numbers]
    openers = {0} | {found.end() for found in re.finditer(r"[.?!:]”?\s+|^", line.text)}
    for found in re.finditer(r"[^\W\d_][\w-]*", line.text):
        word = found[0]
        if not word[0].isupper():
            continue
        parts = re.findall(r"\w+", word.casefold())
        if all(part in known for part in parts):
            continue
        if found.start() in openers and word.casefold() in _OPENERS:
            continue
        missing.append(word)
    return missing


def _strings(value: object) -> list[str]:
    """Every string of the data, dates also as words."""
    if isinstance(value, PartialDate):
        days = [calendar.day_name[value.weekday]] if value.weekday is not None else []
        return [value.edtf, date_label(value), *days]
    if isinstance(value, str):
        return [value]
    if isinstance(value, (Span, Report)) or value is None:
        return []
    if dataclasses.is_dataclass(value):
        return [text for one in dataclasses.fields(value) for text in _strings(getattr(value, one.name))]
    if isinstance(value, (list, tuple)):
        return [text for one in value for text in _strings(one)]
    return [f"{value:g}"] if isinstance(value, float) else [str(value)]


def test_no_speaker_is_given_what_others_said() -> None:
    vague = replace(d.LEAVING[1].event, when=d.on("", "unknown"), place=None)
    claims = {**d.CLAIMS, d.LEAVING[1].id: replace(d.LEAVING[1], content=vague)}
    groups = build_brief(replace(d.SNAPSHOT, claims=claims)).who_says_what
    told = next(group for group in groups if group.heading.startswith("Dmitry Peskov")).lines[0]
    assert told.text == "Dmitry Peskov (Kremlin spokesman) confirms that Russian peacekeepers are withdrawing."
