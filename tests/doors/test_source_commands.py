"""`chancery sources`: list, find, show and add on the command line; the list itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chancery.doors.cli import app
from chancery.record import Record
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


def test_retrace_weighs_a_record_by_the_list_as_it_is_now(runner: CliRunner, tmp_path: Path) -> None:
    record = str(tmp_path / "r.sqlite")
    text = "Armenia and Azerbaijan signed a peace agreement in Tbilisi on 8 August 2025."
    (tmp_path / "one.md").write_text(f"---\nsource: Example Weekly\ndate: 2025-08-09\n---\n\n{text}\n")
    runner.invoke(app, ["file", "one.md", "--record", record])

    def testimony() -> dict[str, object]:
        with Record.open(record, create=False) as opened:
            snapshot = opened.snapshot()
            assert opened.check() == []
        return {"name": snapshot.events[0].testimonies[0].name, "country": snapshot.events[0].testimonies[0].country}

    assert testimony() == {"name": "Example Weekly", "country": ""}
    assert json.loads(runner.invoke(app, ["sources", "retrace", "--record", record, "--json"]).stdout) == {
        "record": record, "reports": 1, "changed": 0,
    }  # fmt: skip
    runner.invoke(app, ["sources", "add", "Example Weekly", "--country", "KEN", "--sources", "mine.tsv"])
    result = runner.invoke(app, ["sources", "retrace", "--record", record, "--sources", "mine.tsv"])
    assert "1 report looked at, 1 changed" in result.output
    assert testimony() == {"name": "Example Weekly", "country": "KEN"}
    # Without the file it is as before: what is found follows from the list and nothing else.
    runner.invoke(app, ["sources", "retrace", "--record", record])
    assert testimony() == {"name": "Example Weekly", "country": ""}


def test_retrace_of_no_record(runner: CliRunner) -> None:
    result = runner.invoke(app, ["sources", "retrace", "--record", "none.sqlite"])
    assert result.exit_code != 0


def test_code_weighs_by_ones_own_sources(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("---\nsource: Example Weekly\n---\n\nArmenia invaded Georgia on 8 August 2025.\n")
    runner.invoke(app, ["sources", "add", "Example Weekly", "--country", "KEN", "--sources", "mine.tsv"])

    def country(*more: str) -> object:
        result = runner.invoke(app, ["code", "one.md", "--json", *more])
        return json.loads(result.stdout)["events"][0]["testimonies"][0]["country"]

    assert country() is None
    assert country("--sources", "mine.tsv") == "KEN"
    assert country() is None


def test_watch_weighs_by_ones_own_sources(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("---\nsource: Example Weekly\n---\n\nArmenia invaded Georgia on 8 August 2025.\n")
    runner.invoke(app, ["sources", "add", "Example Weekly", "--country", "KEN", "--sources", "mine.tsv"])
    runner.invoke(app, ["watch", "one.md", "--once", "--record", "r.sqlite", "--outlets", "mine.tsv"])
    with Record.open("r.sqlite", create=False) as opened:
        assert {traced.publisher.country for traced in opened.provenance().values()} == {"KEN"}
