"""`chancery actors`: find, show and add on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chancery.doors.cli import app


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A runner in an empty folder, with no file of the user's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHANCERY_ACTORS", raising=False)
    return CliRunner()


def test_find_prints_a_line_each(runner: CliRunner) -> None:
    result = runner.invoke(app, ["actors", "find", "Emmanuel Macron"])
    assert result.exit_code == 0
    assert result.output.startswith("person:emmanuel-macron ")
    assert "president since 2017-05" in result.output


def test_find_as_json(runner: CliRunner) -> None:
    result = runner.invoke(app, ["actors", "find", "European Union", "--json", "--most", "1"])
    (found,) = json.loads(result.output)
    assert (found["id"], found["country"], found["sector"]) == ("org:european-union", "EUR", "IGO")


def test_finding_none_is_a_problem(runner: CliRunner) -> None:
    result = runner.invoke(app, ["actors", "find", "Qqqqxyz"])
    assert result.exit_code == 1
    assert "none found" in result.output


def test_show_tells_all(runner: CliRunner) -> None:
    result = runner.invoke(app, ["actors", "show", "country:PRI"])
    assert result.exit_code == 0
    assert "part of    USA" in result.output
    assert "source     countries: " in result.output
    assert json.loads(runner.invoke(app, ["actors", "show", "PRI", "--json"]).output)["part_of"] == "USA"


def test_show_offers_what_was_meant(runner: CliRunner) -> None:
    result = runner.invoke(app, ["actors", "show", "Emanuel Macron"])
    assert result.exit_code == 1
    assert "did you mean person:emmanuel-macron" in result.output
    assert "[unknown-id]" in result.output


def test_add_then_show(runner: CliRunner) -> None:
    words = ["actors", "add", "Ana Example", "-c", "KEN", "-s", "GOV", "--office", "minister", "--from", "2021-01"]
    result = runner.invoke(app, [*words, "--also", "A. Example", "--actors", "mine.tsv"])
    assert (result.exit_code, result.output) == (0, "mine.tsv: Ana Example added\n")
    shown = runner.invoke(app, ["actors", "show", "A. Example"], env={"CHANCERY_ACTORS": "mine.tsv"})
    assert "minister since 2021-01 (GOV)" in shown.output
    assert runner.invoke(app, ["actors", "show", "Ana Example"]).exit_code == 1


def test_errors_are_told_line_by_line(runner: CliRunner) -> None:
    Path("bad.tsv").write_text("name\tcountry\nA\tKenya\nB\tUgan\n", encoding="utf-8")
    result = runner.invoke(app, ["actors", "find", "A", "--actors", "bad.tsv"])
    assert result.exit_code == 1
    assert "bad.tsv:2: country 'Kenya'" in result.output
    assert "bad.tsv:3: country 'Ugan'" in result.output


def test_add_needs_a_file(runner: CliRunner) -> None:
    result = runner.invoke(app, ["actors", "add", "Ana Example"])
    assert result.exit_code == 1
    assert "CHANCERY_ACTORS" in result.output
