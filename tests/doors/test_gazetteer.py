"""The commands of the gazetteer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chancery.doors.cli import app
from chancery.shelf.places import gazetteer, gazetteer_version
from tests.shelf.test_imported_places import ADMIN1, PLACES, write


def forget() -> None:
    """As in a process that begins: what was opened is opened anew."""
    gazetteer.cache_clear()
    gazetteer_version.cache_clear()


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A runner whose user has imported nothing yet."""
    monkeypatch.setenv("CHANCERY_GAZETTEER", "none")
    monkeypatch.setenv("COLUMNS", "200")
    forget()
    return CliRunner()


def test_an_import_is_used_once_the_variable_names_it(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [str(write(tmp_path / "XX.txt", PLACES)), str(write(tmp_path / "admin1.txt", ADMIN1))]
    into = tmp_path / "own" / "g.sqlite"
    assert runner.invoke(app, ["gazetteer", "find", "Testdorp"]).exit_code == 1
    done = runner.invoke(app, ["gazetteer", "import", *files, "--into", str(into), "--json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["places"] == 4
    monkeypatch.setenv("CHANCERY_GAZETTEER", str(into))
    forget()
    found = runner.invoke(app, ["gazetteer", "find", "Testdorp", "--json"])
    assert [one["region"] for one in json.loads(found.stdout)] == ["Testland"]
    status = json.loads(runner.invoke(app, ["gazetteer", "status", "--json"]).stdout)
    assert status["imported"]["places"] == 4
    assert status["version"].startswith(status["built_in"]["version"] + "+")
    shown = json.loads(runner.invoke(app, ["gazetteer", "show", "900001", "--json"]).stdout)
    assert (shown["from"], shown["keys"]) == ("imported", ["proefdorp", "testdorp"])
    forget()


def test_bad_lines_are_told_and_the_exit_code_says_so(runner: CliRunner, tmp_path: Path) -> None:
    file = write(tmp_path / "XX.txt", [PLACES[0], "900010\tShort"])
    done = runner.invoke(app, ["gazetteer", "import", str(file), "--into", str(tmp_path / "g.sqlite")])
    assert done.exit_code == 1
    assert f"{file}:2: 2 columns where 19 belong" in done.output
    assert "1 place, 2 names" in done.output


def test_built_in_places_are_found_and_shown(runner: CliRunner) -> None:
    found = runner.invoke(app, ["gazetteer", "find", "Goma", "--country", "cod"])
    assert "Nord Kivu, COD" in found.output
    shown = runner.invoke(app, ["gazetteer", "show", "geonames:216281", "--json"])
    assert json.loads(shown.stdout)["name"] == "Goma"
    assert runner.invoke(app, ["gazetteer", "status"]).output.startswith("built in")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["show", "Goma"], "is no GeoNames number"),
        (["show", "1"], "no table has this place"),
        (["find", "Qwertzuiop"], "no place goes by"),
    ],
)
def test_what_is_not_there_is_said(runner: CliRunner, words: list[str], told: str) -> None:
    result = runner.invoke(app, ["gazetteer", *words])
    assert result.exit_code == 1
    assert told in result.output
