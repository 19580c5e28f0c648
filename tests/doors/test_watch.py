"""chancery watch as a user runs it: the real steps once, everything else with no model."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import feedparser
import jsonschema
import pytest
import typer
from typer.testing import CliRunner

from chancery.doors.cli import app
from chancery.doors.watch_commands import seconds
from chancery.views.notices import message_schema

HEADER = "---\ntitle: Withdrawal\ndate: 2024-04-17\nsource: Desk\n---\n"
WITHDRAWAL = HEADER + "Russian peacekeepers withdrew from Lachin on Monday.\n"


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.chdir(tmp_path)
    for name in ("CHANCERY_RECORD", "CHANCERY_WEBHOOK", "CHANCERY_WEBHOOK_SECRET", "CHANCERY_ACTORS"):
        monkeypatch.delenv(name, raising=False)
    return CliRunner()


@pytest.mark.parametrize(("words", "length"), [("90", 90), ("90s", 90), ("5m", 300), ("1.5h", 5400), ("1d", 86400)])
def test_a_length_of_time_has_a_unit(words: str, length: float) -> None:
    assert seconds(words) == length


@pytest.mark.parametrize("words", ["", "5 weeks", "-1m", "0", "m"])
def test_what_is_no_length_of_time_is_refused(words: str) -> None:
    with pytest.raises(typer.BadParameter):
        seconds(words)


def test_a_folder_watched_from_end_to_end(runner: CliRunner, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.md").write_text(WITHDRAWAL, encoding="utf-8")
    command = ["watch", "inbox", "--once", "--atom", "changes.xml"]
    first = runner.invoke(app, command)
    assert first.exit_code == 0, first.output
    head, *lines = first.stdout.splitlines()
    assert "1 report in: 1 filed, 0 already there, 0 set aside, 0 failed" in head
    assert lines[-1] == "  [1] Desk, 17 April 2024, inbox/a.md"
    entries = feedparser.parse(Path("changes.xml").read_bytes()).entries
    assert len(entries) == len(lines) - 1
    second = runner.invoke(app, command)
    assert "0 reports in: 0 filed" in second.stdout
    assert "; 0 changes" in second.stdout
    assert len(feedparser.parse(Path("changes.xml").read_bytes()).entries) == len(entries)


def test_changes_as_json_are_what_the_schema_says(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(WITHDRAWAL, encoding="utf-8")
    result = runner.invoke(app, ["watch", "a.md", "--once", "--json"])
    data = json.loads(result.stdout)
    jsonschema.Draft202012Validator(message_schema()).validate(data)
    assert (data["record"], data["counts"]["filed"]) == ("chancery.sqlite", 1)


def test_a_message_that_cannot_be_delivered_is_kept_and_said(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(WITHDRAWAL, encoding="utf-8")
    hook = "http://127.0.0.1:1/hook"
    env = {"no_proxy": "*"}
    first = runner.invoke(app, ["watch", "a.md", "--once", "--webhook", hook], env=env)
    assert first.exit_code == 1
    assert "webhook    no connection" in first.stderr
    assert "1 message kept" in first.stderr
    second = runner.invoke(app, ["watch", "a.md", "--once", "--webhook", hook], env=env)
    assert "1 message kept until it takes them" in second.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "name a feed, a folder or a file"),
        (["x", "--every", "soon"], "no length of time"),
        (["x", "--webhook", "mailto:a@b.example"], "no http or https address"),
    ],
)
def test_a_command_that_cannot_be_understood(runner: CliRunner, words: list[str], says: str) -> None:
    result = runner.invoke(app, ["watch", *words], env={"COLUMNS": "200"})
    assert result.exit_code == 2
    assert says in result.output


def test_what_is_wrong_is_said_in_a_line_before_the_first_round(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "notes.xml").write_text("<notes/>", encoding="utf-8")
    for words, says in (
        (["ftp://n.example/x"], "ftp:// is not watched"),
        (["x", "--atom", "notes.xml"], "notes.xml: the file is no Atom feed"),
        (["x", "--atom", "nowhere/feed.xml"], "there is no such folder"),
        (["x", "--atom", "."], "this is a folder"),
        (["x", "--state", "notes.xml"], "notes.xml: this is no file of a watcher"),
    ):
        result = runner.invoke(app, ["watch", "--once", *words])
        assert result.exit_code == 1
        assert says in result.stderr
        assert len(result.stderr.splitlines()) == 1


def test_a_source_that_is_not_there_is_told_and_the_round_ends_with_1(runner: CliRunner) -> None:
    result = runner.invoke(app, ["watch", "nowhere", "--once"])
    assert result.exit_code == 1
    assert (
        "trouble    nowhere: there is no such file or folder (check the path; it is looked for again)" in result.stderr
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_watch_cleanly(tmp_path: Path, number: int) -> None:
    command = [sys.executable, "-m", "chancery.doors", "watch", ".", "--record", "r.sqlite", "--every", "1h"]
    (tmp_path / "a.md").write_text(WITHDRAWAL, encoding="utf-8")
    os.utime(tmp_path / "a.md", (1e9, 1e9))
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=tmp_path, text=True, **pipes) as process:  # type: ignore[call-overload]
        assert process.stdout
        assert "1 filed" in process.stdout.readline()  # from here on it is telling, or waits for the next round
        process.send_signal(number)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert "stopping after the report at hand" in said
