"""The command line from end to end, with the model that ships: bad input, and a run that is killed in the middle."""

from __future__ import annotations

import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from typer.testing import CliRunner

import chancery
from chancery.doors.cli import app
from chancery.record import Record
from chancery.views import machine

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
GOOD = "Georgia recalled its ambassador from Belarus on Tuesday. The foreign ministry in Tbilisi announced the step."
RUSSIAN = "Министр иностранных дел прибыл в столицу во вторник. Он провёл переговоры с премьер-министром страны."
ARABIC = "وصل وزير الخارجية إلى العاصمة يوم الثلاثاء. وأجرى محادثات مع رئيس الوزراء حول الحدود."
GERMAN = "Der Außenminister traf am Dienstag in der Hauptstadt ein. Er sprach mit der Regierung über die Grenze."
PAGE = "<html><head><title>Shop</title></head><body><nav><a href='/a'>Home</a><a href='/b'>Cart</a></nav></body></html>"
BIG_MB = 50


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHANCERY_RECORD", raising=False)
    return CliRunner()


def bad_folder(folder: Path) -> dict[str, str]:
    """A folder of good and bad input. Returns: the word expected in the line about each bad file or row."""
    folder.mkdir()
    (folder / "01-good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "02-empty.txt").write_bytes(b"")
    (folder / "03-binary.txt").write_bytes(bytes(range(256)) * 40)
    with (folder / "04-big.txt").open("w", encoding="utf-8") as big:
        for _ in range(BIG_MB):
            big.write("The council met again. " * 45_591)
    (folder / "05-wrong-encoding.txt").write_bytes(GOOD.encode("utf-8") + b" Caf\xe9 \x81\x8d\xff\xfe\x00\x00 " * 30)
    (folder / "06-no-article.html").write_text(PAGE, encoding="utf-8")
    rows = [
        json.dumps({"id": "row-1", "text": GOOD.replace("Georgia", "Poland"), "date": "2023-05-03"}),
        '{"id": "row-2", "text": "cut off',
        '["not", "an", "object"]',
        json.dumps({"id": "row-4", "title": "no text"}),
    ]
    (folder / "07-rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (folder / "08-russian.txt").write_text(RUSSIAN * 3, encoding="utf-8")
    (folder / "09-arabic.txt").write_text(ARABIC * 3, encoding="utf-8")
    (folder / "10-german.txt").write_text(GERMAN * 3, encoding="utf-8")
    (folder / "11-undated.md").write_text(f"---\ntitle: Recall\n---\n{GOOD} It was the second one.", encoding="utf-8")
    (folder / "12-latin.txt").write_bytes("The café in Orléans was closed by the police on Monday.".encode("latin-1"))
    (folder / "13-torn.txt.gz").write_bytes(gzip.compress(GOOD.encode())[:40])
    return {
        "02-empty.txt": "empty",
        "03-binary.txt": "failed",
        "04-big.txt": "too-long",
        "05-wrong-encoding.txt": "failed",
        "06-no-article.html": "no-article",
        "07-rows.jsonl:2": "failed",
        "07-rows.jsonl:3": "failed",
        "07-rows.jsonl:4": "failed",
        "08-russian.txt": "language",
        "09-arabic.txt": "language",
        "10-german.txt": "language",
        "13-torn.txt.gz": "failed",
    }


def test_bad_input_is_one_line_each_and_the_rest_goes_on(runner: CliRunner, tmp_path: Path) -> None:
    expected = bad_folder(tmp_path / "in")
    result = runner.invoke(app, ["file", "in", "not-there.txt", "--json"])
    lines = result.stderr.splitlines()
    for where, word in {**expected, "not-there.txt": "failed"}.items():
        about = [line for line in lines if where in line]
        assert len(about) == 1, f"{where}: {about}\n{result.stderr}"
        assert word in about[0], about[0]
    assert len(lines) == len(expected) + 1, result.stderr
    assert "Traceback" not in result.output
    assert result.exit_code == 1
    counts = json.loads(result.stdout)
    assert counts["reports_in"] == len(expected) + 1 + 4  # and the four good ones
    assert counts["filed"] == 4
    outcomes = ("filed", "already_there", "set_aside", "failed")
    assert sum(counts[one] for one in outcomes) == counts["reports_in"]
    assert runner.invoke(app, ["check"]).exit_code == 0
    with Record.open("chancery.sqlite", create=False) as record:
        assert len(record.refusals()) == len(expected) + 1
        undated = [report for report in record.reports() if not report.published.stated]
    assert undated, "a report without a date stays without one"


def test_reading_alone_goes_on_over_bad_input_too(runner: CliRunner, tmp_path: Path) -> None:
    expected = bad_folder(tmp_path / "in")
    result = runner.invoke(app, ["code", "in", "--json"])
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 4
    assert all(json.loads(line)["report"] for line in result.stdout.splitlines())
    assert len(result.stderr.splitlines()) == len(expected) + 1  # and the line with the counts


def test_filing_twice_changes_nothing_and_says_so(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    assert "1 filed" in runner.invoke(app, ["file", "a.txt"]).stdout
    before = runner.invoke(app, ["timeline", "--json"]).stdout
    again = runner.invoke(app, ["file", "a.txt"])
    assert again.exit_code == 0
    assert "1 already there" in again.stdout
    assert "nothing changed" in again.stdout
    assert runner.invoke(app, ["timeline", "--json"]).stdout == before


def test_the_command_and_the_library_give_the_same(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    for name, call in (("read", chancery.read), ("code", chancery.code)):
        printed = json.loads(runner.invoke(app, [name, "a.txt", "--json"]).stdout)
        direct = call(GOOD)
        assert printed.pop("path") == "a.txt"
        direct.pop("path")
        assert printed == direct


@pytest.mark.parametrize(("name", "schema"), [("read", "reading"), ("code", "coded")])
def test_the_machines_view_keeps_its_contract(runner: CliRunner, name: str, schema: str) -> None:
    paths = [str(EXAMPLES / "withdrawal.txt"), str(EXAMPLES / "jsonl")]
    lines = runner.invoke(app, [name, *paths, "--json"]).stdout.splitlines()
    assert len(lines) == 4
    for line in lines:
        data = json.loads(line)
        jsonschema.validate(data, machine.schema(schema))
        for start, end in ranges_in(data):
            assert 0 <= start < end <= len(data["text"])
        for sentence in data.get("sentences", []):
            for token in sentence["tokens"]:
                assert sentence["start"] <= token["start"] < token["end"] <= sentence["end"]
                assert -1 <= token["head"] < len(sentence["tokens"])
        for event in data.get("events", []):
            for mention in event["mentions"]:
                assert mention["start"] <= mention["trigger"][0] < mention["trigger"][1] <= mention["end"]


def ranges_in(value: object) -> Iterator[tuple[int, int]]:
    """Every range that JSON data gives as "start" and "end", at any depth; those not stated are left out."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value["start"], value["end"]
        for one in value.values():
            yield from ranges_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from ranges_in(one)


def test_standard_input_is_read(runner: CliRunner) -> None:
    result = runner.invoke(app, ["read", "-", "--json"], input=GOOD)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["text"] == GOOD


def test_the_layers_of_a_sentence_are_drawn(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    shown = runner.invoke(app, ["read", "a.txt", "--show", "parse,names,roles,coref,quotes", "--sentence", "1"])
    assert shown.exit_code == 0
    for words in ("nsubj", "LOC", "Belarus", "recalled", "factuality"):
        assert words in shown.stdout
    assert runner.invoke(app, ["read", "a.txt", "--output", "a.svg"]).exit_code == 0
    ElementTree.fromstring((tmp_path / "a.svg").read_text(encoding="utf-8"))


def test_a_screen_without_lines_gets_ascii(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    command = [sys.executable, "-m", "chancery.doors", "read", "a.txt", "--show", "parse,names", "--sentence", "1"]
    where = {"PYTHONPATH": str(Path(chancery.__file__).parent.parent), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | where, capture_output=True, text=True, check=True)
    assert done.stdout.isascii()
    assert "+-" in done.stdout
    assert "\\u" not in done.stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_reports_are_filed_with_another_reader(runner: CliRunner, tmp_path: Path, jobs: str) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    named = ["--reader", "tests.reading.plain_parser:make"]
    result = runner.invoke(app, ["file", "a.txt", "--json", "--jobs", jobs, *named])
    assert json.loads(result.stdout)["filed"] == 1
    with closing(sqlite3.connect(tmp_path / "chancery.sqlite")) as connection:
        ((manifest,),) = connection.execute("SELECT manifest FROM runs")
    assert json.loads(manifest)["versions"]["model"] == "plain.1"


def test_a_brief_of_files_keeps_nothing(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    result = runner.invoke(app, ["brief", "a.txt"])
    assert result.exit_code == 0
    assert "Belarus" in result.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]


def test_a_run_that_is_killed_leaves_whole_reports_and_can_go_on(runner: CliRunner, tmp_path: Path) -> None:
    rows = [
        {"id": f"row-{n}", "date": "2023-05-03", "text": f"{GOOD} It was the recall number {n} of the year."}
        for n in range(64)
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    command = [sys.executable, "-m", "chancery.doors", "file", "rows.jsonl", "--record", "killed.sqlite"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    # The other process works in another folder: a relative path to the package would lead nowhere there.
    where = {"PYTHONPATH": str(Path(chancery.__file__).parent.parent)}
    with subprocess.Popen(command, cwd=tmp_path, env=os.environ | where, **quiet) as process:
        for _ in range(6000):
            if filed(tmp_path / "killed.sqlite") or process.poll() is not None:
                break
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    held = filed(tmp_path / "killed.sqlite")
    assert 0 < held < len(rows), "the run must be stopped in the middle for this test to say anything"
    # What is there is whole: a check that rebuilds finds nothing but that the rebuild is due.
    runner.invoke(app, ["timeline", "--record", "killed.sqlite"])
    assert runner.invoke(app, ["check", "--record", "killed.sqlite"]).exit_code == 0
    again = json.loads(runner.invoke(app, ["file", "rows.jsonl", "--record", "killed.sqlite", "--json"]).stdout)
    assert (again["filed"], again["already_there"]) == (len(rows) - held, held)
    runner.invoke(app, ["file", "rows.jsonl", "--record", "whole.sqlite"])
    assert runner.invoke(app, ["check", "--record", "killed.sqlite"]).exit_code == 0
    for view in ("timeline", "situation", "claims"):
        killed, whole = (
            runner.invoke(app, [view, "--json", "--record", f"{name}.sqlite"]).stdout for name in ("killed", "whole")
        )
        assert killed == whole


def filed(record: Path) -> int:
    """Reports that a record holds by now; 0 while it is being made."""
    if not record.exists():
        return 0
    connection = sqlite3.connect(f"file:{record}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()
