"""Publishers, credited agencies and outlets that claims name, by the list that ships."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from chancery.matching.sources import named_source, outlet_meant, trace_report
from chancery.terms import Actor, Report, Section, Source, Span, Speaker

BODY = "Peacekeepers left the town on Monday, officials said."


def report(text: str = BODY, **fields: Any) -> Report:
    return Report(text, blocks=(Span(0, len(text)),), **fields)


def test_the_list_fills_what_the_report_does_not_state_and_says_so() -> None:
    found = trace_report(report(source=Source("ITAR-TASS")))
    assert (found.publisher.id, found.publisher.country, found.publisher.kind) == ("outlet:tass", "RUS", "agency")
    assert (found.how, found.listed) == ("name", ("country", "kind", "ownership", "owner"))


def test_what_the_report_states_goes_before_the_list() -> None:
    found = trace_report(report(source=Source("BBC", "Ireland", "newspaper", "private")))
    assert (found.publisher.country, found.publisher.kind, found.publisher.ownership) == ("IRL", "newspaper", "private")
    assert found.listed == ()


def test_a_name_the_list_does_not_know_stays_as_stated() -> None:
    source = Source("Example Weekly")
    found = trace_report(report(source=source))
    assert (found.publisher.id, found.publisher.country, found.how) == (source.id, "", "")


@pytest.mark.parametrize(
    "fields",
    [
        {"source": Source("www.aljazeera.com")},
        {"url": "https://www.aljazeera.com/news/1"},
        {"path": "https://aljazeera.com/news/1"},
        {"path": "downloads/aljazeera.com/1.txt"},
    ],
)
def test_an_address_tells_the_publisher(fields: dict[str, Any]) -> None:
    assert trace_report(report(**fields)).publisher.id == "outlet:al-jazeera"


def test_an_id_does_not_change_by_what_the_list_says() -> None:
    assert report(source=Source("TASS"), url="https://tass.com/1").id == report(source=Source("TASS")).id


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        ("MOSCOW, April 17 (Reuters) - ", "outlet:reuters"),
        ("MOSCOW, April 17. /TASS/. ", "outlet:tass"),
        ("YEREVAN, NOVEMBER 9, ARMENPRESS. ", "outlet:armenpress"),
        ("(AP) — ", "outlet:associated-press"),
        ("Kyiv. April 17. Interfax-Ukraine – ", "outlet:interfax-ukraine"),
        ("The Associated Press (AP) said that ", None),
        ("Reporters of Reuters were there. ", None),
        ("", None),
    ],
)
def test_an_agency_is_credited_where_a_text_begins(head: str, agency: str | None) -> None:
    found = trace_report(report(head + BODY, source=Source("Example Weekly"))).credit
    assert (found.outlet.id if found else None) == agency


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("By Jane Doe, Associated Press", "outlet:associated-press"),
        ("Reuters Staff", "outlet:reuters"),
        ("AFP with our correspondent", None),
        ("By Jane Doe", None),
    ],
)
def test_an_agency_is_credited_in_a_byline(byline: str, agency: str | None) -> None:
    found = trace_report(report(byline=byline)).credit
    assert (found.outlet.id if found else None) == agency


def test_an_agency_is_credited_in_the_last_line_but_never_as_its_own_copy() -> None:
    text = f"{BODY}\n\nSource: Xinhua"
    held = Report(text, blocks=(Span(0, len(BODY)),), sections=(Section("body", 0, len(BODY)),))
    credit = trace_report(held).credit
    assert credit
    assert credit.outlet.id == "outlet:xinhua"
    assert trace_report(report(f"(Reuters) - {BODY}", source=Source("Reuters"))).credit is None


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("TASS", "outlet:tass"),
        ("Russia's state news agency TASS", "outlet:tass"),
        ("the Turkish state-run Anadolu Agency", "outlet:anadolu-agency"),
        ("a Reuters correspondent", "outlet:reuters"),
        ("the Trend news agency", "outlet:trend"),
        ("Trend", None),
        ("BBC chairman", None),
        ("the owner of Kommersant", None),
        ("officials", None),
        ("the Russian Defence Ministry", None),
    ],
)
def test_a_speaker_is_an_outlet_only_where_the_outlet_itself_is_meant(text: str, outlet: str | None) -> None:
    found = outlet_meant(Speaker(None, text))
    assert (found.outlet.id if found else None) == outlet


def test_the_agency_of_whom_it_is_known_which() -> None:
    tass = Actor("org:tass", "TASS", "organisation", "RUS", "MED")
    found = outlet_meant(Speaker(tass, "the agency"))
    assert found
    assert found.outlet.id == "outlet:tass"
    assert outlet_meant(Speaker(tass, "its director")) is None


def claim(*speakers: Speaker) -> Any:
    return SimpleNamespace(speakers=(Speaker(), *speakers))


def test_of_a_chain_of_outlets_the_innermost_is_the_source_and_none_behind_a_voice() -> None:
    interfax, tass, minister = Speaker(None, "Interfax"), Speaker(None, "TASS"), Speaker(None, "the minister")

    def source(*speakers: Speaker) -> str | None:
        found = named_source(claim(*speakers))
        return found.outlet.id if found else None

    assert source(interfax, tass) == "outlet:tass"
    assert source(tass, minister) == "outlet:tass"
    assert source(minister, tass) is None
    assert source(minister) is None
