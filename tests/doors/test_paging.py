"""`timeline` and `situation` a page at a time, and narrowed; what fits one page is shown whole."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from chancery.doors import paging
from chancery.doors.cli import app
from chancery.record import Record
from chancery.terms import Place, Span
from tests.record.claim_makers import TROOPS, at, event, make_report, on, part, state

TOWN = Place("geonames:7", "Goris", "ARM", 39.5, 46.34, 7, "city")
CITY = Place("geonames:1", "Shusha", "AZE", 39.76, 46.75, 1, "city", "nk")


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A runner in the folder of a record of five events and five states of two countries."""
    monkeypatch.chdir(tmp_path)
    for name in ("CHANCERY_RECORD", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    with Record.open(tmp_path / "chancery.sqlite") as record:
        for year in range(2016, 2021):
            where, day = at(TOWN if year >= 2019 else CITY), f"{year}-03-01"
            told = make_report(f"r{year}", f"Troops came in {year}.", source="Desk", published=day)
            came = event(told.id, 7, known=day, type="MOBILIZE", mode="troops", when=on(day), place=where)
            there = state(told.id, 7, known=day, kind="presence" if year % 2 else "control", key=f"k{year}",
                          who=(part(TROOPS),), where=where, since=on(day))  # fmt: skip
            span, text = Span(0, len(told.text)), told.text
            record.add(told, [replace(one, sentence=span, trigger=Span(7, 11), words=text) for one in (came, there)])
        record.rebuild(lambda _: [])
    return CliRunner()


def ask(runner: CliRunner, *words: str) -> str:
    result = runner.invoke(app, [*words])
    assert result.exit_code == 0, result.output
    return result.stdout


def data(runner: CliRunner, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ask(runner, *words, "--json"))
    return found


def test_what_fits_one_page_is_shown_whole(runner: CliRunner) -> None:
    assert "\n5 events\n" in ask(runner, "timeline")
    assert "\n5 states\n" in ask(runner, "situation")
    assert data(runner, "situation")["cut"] == {"total": 5, "limit": None, "offset": 0, "narrowed": False}


@pytest.mark.parametrize(
    "days", [(), ("--as-of", "2018-06"), ("--known-on", "2018"), ("--as-of", "2017", "--known-on", "2018")]
)
@pytest.mark.parametrize("command", ["timeline", "situation"])
def test_of_a_larger_record_nothing_but_the_page_is_read(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch, command: str, days: tuple[str, ...]
) -> None:
    expected = data(runner, command, *days)

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the whole record is read")

    monkeypatch.setattr(paging, "WHOLE_REPORTS", 4)
    monkeypatch.setattr(Record, "snapshot", refused)
    found = data(runner, command, *days)
    for one in (expected, found):
        del one["sources"]  # their numbers are those of the page
    assert found == expected
    assert 1 < found["cut"]["total"] <= 5


@pytest.mark.parametrize(("command", "noun"), [("timeline", "event"), ("situation", "state")])
def test_pages_together_are_the_whole(runner: CliRunner, command: str, noun: str) -> None:
    def shown(found: dict[str, Any]) -> list[str]:
        return [row[noun] for row in (*found.get("dated", ()), *found.get("undated", ()), *found.get("states", ()))]

    pages = [data(runner, command, "--limit", "2", "--page", str(page)) for page in (1, 2, 3)]
    assert [one for page in pages for one in shown(page)] == shown(data(runner, command))
    assert pages[1]["cut"] == {"total": 5, "limit": 2, "offset": 2, "narrowed": False}
    assert f"\n{noun}s 3-4 of 5, page 2 of 3\n" in ask(runner, command, "--limit", "2", "--page", "2")
    assert f"There are no {noun}s on this page." in ask(runner, command, "--limit", "2", "--page", "4")


def test_a_record_of_more_than_a_page_is_cut(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "PAGE_ROWS", 3)
    assert "\nevents 1-3 of 5, page 1 of 2\n" in ask(runner, "timeline")
    assert "\nevents 4-5 of 5, page 2 of 2\n" in ask(runner, "timeline", "--page", "2")


def test_narrowed_by_kind_country_type_and_time(runner: CliRunner) -> None:
    assert {row["kind"] for row in data(runner, "situation", "--kind", "control")["states"]} == {"control"}
    assert [row["where"] for row in data(runner, "situation", "--kind", "control", "--country", "arm")["states"]] == [
        "Goris"
    ]
    assert [row["edtf"] for row in data(runner, "timeline", "--since", "2018", "--until", "2019")["dated"]] == [
        "2018-03-01",
        "2019-03-01",
    ]
    assert data(runner, "timeline", "--type", "mobilize", "--country", "AZE")["cut"]["total"] == 3
    assert "The record holds no such events." in ask(runner, "timeline", "--type", "AID")


def test_as_of_and_known_on_are_of_the_pages_too(runner: CliRunner) -> None:
    assert data(runner, "timeline", "--known-on", "2018", "--limit", "2")["cut"]["total"] == 3
    assert data(runner, "situation", "--as-of", "2018", "--known-on", "2017", "--limit", "1")["cut"]["total"] == 2


def test_how_old_a_state_is_counts_from_the_records_newest_report(runner: CliRunner) -> None:
    whole = {row["state"]: row["stale"] for row in data(runner, "situation")["states"]}
    for page in range(1, 6):
        [row] = data(runner, "situation", "--limit", "1", "--page", str(page))["states"]
        assert row["stale"] == whole[row["state"]]
    assert set(whole.values()) == {True, False}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("situation", "--kind", "calm"), "none of"),
        (("timeline", "--type", "calm"), "none of"),
        (("timeline", "--country", "Armenia"), "three"),
        (("timeline", "--page", "0"), "--page"),
        (("timeline", "--since", "2023-13"), "2023-13"),
    ],
)
def test_what_there_is_not_is_named(runner: CliRunner, words: tuple[str, ...], said: str) -> None:
    result = runner.invoke(app, words, env={"COLUMNS": "200"})
    assert result.exit_code == 2
    assert said in result.output
