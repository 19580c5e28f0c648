"""`chancery sources`: list, find, show and add on the command line; the list itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chancery.doors.cli import app
from chancery.shelf.outlets import KINDS, OWNERSHIPS, outlet_list


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A runner in an empty folder, with no file of the user's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHANCERY_SOURCES", raising=False)
    return CliRunner()


def test_the_list_is_long_and_every_row_is_of_known_kind() -> None:
    entries = outlet_list().entries
    assert len(entries) >= 220
    assert {entry.outlet.kind for entry in entries} <= set(KINDS)
    assert {entry.outlet.ownership for entry in entries} <= {"", *OWNERSHIPS}
    assert all(len(entry.outlet.country) in (0, 3) for entry in entries)


def test_no_name_and_no_domain_stands_for_two() -> None:
    entries = outlet_list().entries
    names = [name.casefold() for entry in entries for name in {name.casefold() for name in entry.names}]
    domains = [domain for entry in entries for domain in entry.domains]
    assert len(names) == len(set(names))
    assert len(domains) == len(set(domains))
    assert all(entry.ambiguous <= set(entry.names) for entry in entries)


def test_list_by_country_and_weight(runner: CliRunner) -> None:
    result = runner.invoke(app, ["sources", "list", "--country", "AZE", "--kind", "state media", "--json"])
    assert "outlet:azertac" in [one["id"] for one in json.loads(result.output)]


def test_find_and_show(runner: CliRunner) -> None:
    assert runner.invoke(app, ["sources", "find", "itar-tass"]).output.startswith("outlet:tass ")
    shown = runner.invoke(app, ["sources", "show", "www.bbc.co.uk"]).output
    assert "outlet:bbc" in shown
    assert "public media" in shown


def test_one_that_is_not_there(runner: CliRunner) -> None:
    result = runner.invoke(app, ["sources", "show", "Kommersent"])
    assert result.exit_code == 1
    assert "Kommersant" in result.output
    assert runner.invoke(app, ["sources", "find", "qqqqxyz"]).exit_code == 1


def test_a_source_of_ones_own(runner: CliRunner) -> None:
    added = ["sources", "add", "Example Weekly", "--country", "KEN", "--kind", "newspaper", "--domain", "example.org"]
    assert runner.invoke(app, [*added, "--sources", "mine.tsv"]).exit_code == 0
    shown = runner.invoke(app, ["sources", "show", "example.org", "--sources", "mine.tsv"])
    assert "your file, mine.tsv:2" in shown.output
    again = runner.invoke(app, [*added, "--sources", "mine.tsv"])
    assert again.exit_code == 1
    assert "stands in line 2 already" in again.output


def test_what_is_wrong_in_a_file_is_told_with_its_line(runner: CliRunner) -> None:
    Path("mine.tsv").write_text("name\tcountry\tkind\nExample\tKenya\tblog\n", encoding="utf-8")
    result = runner.invoke(app, ["sources", "list", "--sources", "mine.tsv"])
    assert result.exit_code == 1
    assert "mine.tsv:2: country 'Kenya'" in result.output
    assert "kind 'blog'" in result.output
