"""`chancery codebook` at the door: what it prints, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chancery.doors.cli import app


@pytest.fixture(autouse=True)
def no_codebook_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHANCERY_CODEBOOK", raising=False)


def test_new_copies_and_does_not_overwrite(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    made = CliRunner().invoke(app, ["codebook", "new", str(folder)])
    assert made.exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        Path(line).name for line in made.output.splitlines()
    )
    again = CliRunner().invoke(app, ["codebook", "new", str(folder)])
    assert again.exit_code == 1
    assert "there is something there already" in again.output


def test_check_prints_a_line_for_each_mistake_and_fails(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    CliRunner().invoke(app, ["codebook", "new", str(folder)])
    path = folder / "senses.yaml"
    path.write_text(path.read_text("utf-8").replace("- type: ACCUSE", "- type: ACUSE", 1), "utf-8")
    found = CliRunner().invoke(app, ["codebook", "check", str(folder), "--no-examples"])
    assert found.exit_code == 1
    assert "unknown type 'ACUSE' (did you mean 'ACCUSE'?)" in found.output
    data = json.loads(CliRunner().invoke(app, ["codebook", "check", str(folder), "--no-examples", "--json"]).stdout)
    assert len(data["problems"]) == 1
    used = CliRunner().invoke(app, ["code", "-", "--codebook", str(folder)], input="France met Germany.")
    assert used.exit_code == 1
    assert "[codebook]" in used.output


def test_show_tells_one_type_as_data() -> None:
    shown = CliRunner().invoke(app, ["codebook", "show", "sanction", "--json"])
    data = json.loads(shown.stdout)
    assert (data["type"], data["quad"], data["score"]) == ("SANCTION", "MCONF", -6)
    assert {"expel", "withdraw"} <= {mode["mode"] for mode in data["modes"]}
    assert any("embargo" in rule["verbs"] for rule in data["rules"])
    assert any(state["kind"] == "sanction" for rule in data["rules"] for state in rule["states"])


def test_show_offers_the_nearest_name() -> None:
    shown = CliRunner().invoke(app, ["codebook", "show", "SANCTOIN"])
    assert shown.exit_code == 2
    assert "did you mean SANCTION?" in " ".join(shown.output.split())


def test_show_without_a_type_lists_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    shown = CliRunner().invoke(app, ["codebook", "show"])
    assert shown.exit_code == 0
    assert all(name in shown.output for name in ("AGREE", "COERCE", "hunger", "martial-law"))
