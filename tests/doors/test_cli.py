"""The command line by itself: help, usage errors, errors of ours, plain output. No model is loaded here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from chancery.doors.cli import COMMANDS, app
from chancery.doors.options import Format, chosen, last_day
from chancery.record import Record
from chancery.terms import Failure, PartialDate, Reading, Report, Sentence, SetAside, Source, Token

NAMES = sorted(command.__name__ for commands in COMMANDS.values() for command in commands)
ESCAPE = "\x1b["


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A runner in an empty folder, with nothing of the user's environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("CHANCERY_RECORD", "CHANCERY_ACTORS", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return CliRunner()


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record that holds one report and no claims."""
    path = tmp_path / "small.sqlite"
    published = PartialDate.parse("2024-04-18")
    report = Report("Talks began on Monday.", title="Talks", source=Source("Desk"), published=published)
    with Record.open(path) as opened:
        opened.add(report, [])
        opened.rebuild(lambda claims: [])
    return path


def start(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "chancery.doors", *words]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | more, check=False)


# --- help ---------------------------------------------------------------------------------------------------------


def test_the_help_lists_every_command(runner: CliRunner) -> None:
    result = runner.invoke(app, ["--help"])
    assert result.exit_code == 0
    assert [name for name in NAMES if name not in result.output] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_worth_reading(runner: CliRunner, name: str) -> None:
    result = runner.invoke(app, [name, "--help"], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    described = [line for line in result.output.splitlines() if line.strip()]
    assert len(described) > 3


def test_the_help_loads_nothing_heavy() -> None:
    heavy = ["numpy", "onnxruntime", "sqlalchemy", "trafilatura", "yaml", "jinja2", "msgspec"]
    code = (
        "import sys\nfrom chancery.doors.cli import app\n"
        "try:\n    app(['file', '--help'])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_the_version_is_printed(runner: CliRunner) -> None:
    from chancery import __version__

    result = runner.invoke(app, ["--version"])
    assert (result.exit_code, result.stdout.strip()) == (0, f"chancery {__version__}")


# --- what was typed wrongly ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["breif"], "brief"),
        (["read"], "FILE"),
        (["situation", "--as-of", "yesterday"], "not a date of EDTF"),
        (["situation", "--as-of", "2020/.."], "no last day"),
        (["brief", "--json", "--format", "html"], "exclude"),
        (["brief", "--format", "pdf"], "markdown"),
        (["search"], "WORDS"),
        (["search", ""], "no word to look for"),
        (["search", " - "], "no word to look for"),
        (["read", "a.txt", "--show", "rolse"], "no layer 'rolse'; did you mean roles? there are parse, names"),
        (["read", "a.txt", "--show", "x"], "there are parse, names, roles, coref, quotes"),
        (["read", "a.txt", "--sentence", "3-1"], "give a number from 1 on, or a range such as 2-5"),
        (["read", "a.txt", "--json", "--show", "parse"], "always whole"),
        (["read", "a.txt", "--format", "json", "--sentence", "1"], "always whole"),
        (["read", "a.txt", "--json", "--format", "svg"], "exclude"),
        (["read", "a.txt", "--format", "pdf"], "svg"),
    ],
)
def test_usage_errors_have_exit_code_2_and_say_what_is_wrong(
    runner: CliRunner, record: Path, words: list[str], said: str
) -> None:
    result = runner.invoke(app, words, env={"CHANCERY_RECORD": str(record), "COLUMNS": "200"})
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("typed", "day"),
    [(None, None), ("2023", date(2023, 12, 31)), ("2023-02", date(2023, 2, 28)), ("2023-09-20", date(2023, 9, 20))],
)
def test_a_day_is_the_last_one_that_the_date_can_mean(typed: str | None, day: date | None) -> None:
    assert last_day(typed) == day


def test_the_ending_of_the_output_file_chooses_the_form() -> None:
    assert chosen(None, json=False, output=Path("a.html")) is Format.html
    assert chosen(None, json=False, output=Path("a.md")) is Format.markdown
    assert chosen(Format.json, json=False, output=Path("a.html")) is Format.json
    assert chosen(None, json=False, output=None) is Format.terminal
    with pytest.raises(typer.BadParameter):
        chosen(Format.html, json=True, output=None)


# --- errors of ours -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["brief", "timeline", "situation", "claims", "check"])
def test_a_missing_record_is_one_line_with_a_remedy(runner: CliRunner, name: str) -> None:
    result = runner.invoke(app, [name, "--record", "none.sqlite"])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "none.sqlite" in result.stderr
    assert "chancery file" in result.stderr


def test_a_file_that_is_no_record_is_named(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Buy bread. " * 200, encoding="utf-8")
    result = runner.invoke(app, ["brief", "--record", "notes.txt"])
    assert result.exit_code == 1
    assert "notes.txt" in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_unknown_id_is_one_line(runner: CliRunner, record: Path) -> None:
    result = runner.invoke(app, ["why", "e0000000", "--record", str(record)])
    assert result.exit_code == 1
    assert "e0000000" in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_output_that_cannot_be_written_is_one_line(runner: CliRunner, record: Path, tmp_path: Path) -> None:
    result = runner.invoke(app, ["brief", "--record", str(record), "--output", str(tmp_path)])
    assert result.exit_code == 1
    assert "--output" in result.stderr
    assert result.stderr.count("\n") == 1


# --- output -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["brief", "timeline", "situation", "claims"])
@pytest.mark.parametrize("form", list(Format))
def test_every_view_has_every_form(runner: CliRunner, record: Path, name: str, form: Format) -> None:
    result = runner.invoke(app, [name, "--record", str(record), "--format", form.value])
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("\n")
    assert ESCAPE not in result.stdout
    if form is Format.json:
        json.loads(result.stdout)
    if form is Format.html:
        assert "<html" in result.stdout
        assert 'http-equiv="refresh"' not in result.stdout


def test_text_in_a_pipe_has_no_colours_and_no_blanks_at_line_ends(runner: CliRunner, record: Path) -> None:
    result = runner.invoke(app, ["search", "talks", "--record", str(record)])
    assert result.exit_code == 0
    assert ESCAPE not in result.stdout
    assert all(line == line.rstrip() for line in result.stdout.splitlines())


def test_a_search_without_a_hit_says_so_and_is_no_error(runner: CliRunner, record: Path) -> None:
    result = runner.invoke(app, ["search", "unicorn", "--record", str(record)])
    assert result.exit_code == 0
    assert "unicorn" in result.stderr


def test_a_form_goes_to_a_file(runner: CliRunner, record: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "brief.html"
    result = runner.invoke(app, ["brief", "--record", str(record), "--output", str(target)])
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "<html" in target.read_text(encoding="utf-8")


def test_the_record_can_be_named_by_the_environment(runner: CliRunner, record: Path) -> None:
    result = runner.invoke(app, ["check"], env={"CHANCERY_RECORD": str(record)})
    assert result.exit_code == 0
    assert "1 report," in result.stdout


def test_a_reader_that_goes_away_is_no_error(record: Path) -> None:
    """As in `chancery timeline | head -0`: no traceback, no complaint at exit."""
    command = [sys.executable, "-m", "chancery.doors", "brief", "--record", str(record), "--format", "html"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        complaint = process.stderr.read()
    assert complaint == ""
    assert process.returncode == 0


# --- reading with steps that are given ------------------------------------------------------------------------------


def test_what_goes_wrong_is_named_and_counted(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    from chancery import runs

    found = [
        SetAside("a.txt", "language", "German"),
        Failure("b.txt", "encoding", "byte 3 is not UTF-8", "save it anew"),
    ]
    monkeypatch.setattr(runs, "read_reports", lambda paths, steps: iter(found))
    result = runner.invoke(app, ["read", "a.txt", "b.txt"])
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert len(lines) == 3
    assert "a.txt: language" in lines[0]
    assert "save it anew" in lines[1]
    assert lines[2] == "2 reports in: 0 read, 1 set aside, 1 failed"


def test_a_report_set_aside_alone_is_no_failure(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    from chancery import runs

    aside = SetAside("a.txt", "empty", "the file is empty")
    monkeypatch.setattr(runs, "code_reports", lambda paths, steps: iter([aside]))
    assert runner.invoke(app, ["code", "a.txt"]).exit_code == 0


def given(monkeypatch: pytest.MonkeyPatch, *readings: Reading) -> None:
    """Let every command find these readings, whatever it is told to read."""
    from chancery import runs

    monkeypatch.setattr(runs, "read_reports", lambda paths, steps: iter(readings))


def reading_of(*forms: str, path: str = "a.txt") -> Reading:
    """A reading of sentences of one word each."""
    text, sentences = "", []
    for number, form in enumerate(forms):
        token = Token(len(text), len(text) + len(form), form, form.lower(), "VERB")
        sentences.append(Sentence(number, token.start, token.end, 0, (token,)))
        text += f"{form} "
    return Reading(Report(text, path=path), sentences=sentences)


def test_the_sentences_asked_for_are_shown(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, reading_of("Go", "Come", "Stay"))
    result = runner.invoke(app, ["read", "a.txt", "--show", "parse", "--show", "names,roles", "--sentence", "2-3"])
    assert result.exit_code == 0
    assert [word in result.stdout for word in ("Go", "Come", "Stay", "Names", "Who says")] == [
        False, True, True, True, False,
    ]  # fmt: skip
    assert ESCAPE not in result.stdout


def test_a_report_without_the_sentences_is_named_and_the_others_shown(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, reading_of("Go"), reading_of("Come", "Stay", path="b.txt"))
    result = runner.invoke(app, ["read", "a.txt", "b.txt", "--show", "names", "-n", "2"])
    assert result.exit_code == 1
    assert "Stay" in result.stdout
    assert result.stderr.strip() == (
        "chancery: a.txt: there is no sentence 2 (the report has sentences 1 to 1) [input]"
    )


@pytest.mark.parametrize(("name", "begins"), [("x.svg", "<?xml"), ("x.html", "<!DOCTYPE html>")])
def test_the_ending_of_the_file_tells_the_form(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, begins: str
) -> None:
    given(monkeypatch, reading_of("Go"), reading_of("Come"))
    assert runner.invoke(app, ["read", "a.txt", "--output", name]).exit_code == 0
    page = (tmp_path / name).read_text(encoding="utf-8")
    assert page.lstrip().startswith(begins)
    assert "Go" in page
    assert "Come" in page


def test_where_nothing_was_read_nothing_is_drawn(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from chancery import runs

    aside = SetAside("a.txt", "empty", "the file is empty")
    monkeypatch.setattr(runs, "read_reports", lambda paths, steps: iter([aside]))
    result = runner.invoke(app, ["read", "a.txt", "--output", "x.svg"])
    assert result.exit_code == 1
    assert "none of the reports could be used" in result.stderr
    assert not (tmp_path / "x.svg").exists()


@pytest.mark.parametrize(
    ("spec", "said"),
    [("nothing", "MODULE:FACTORY"), ("no_such_module:make", "there is no module no_such_module")],
)
@pytest.mark.parametrize("command", ["read", "code", "file"])
def test_a_reader_that_there_is_not_is_one_line(runner: CliRunner, command: str, spec: str, said: str) -> None:
    result = runner.invoke(app, [command, "a.txt", "--reader", spec])
    assert result.exit_code == 1
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith(f"chancery: reader {spec}: ")
    assert said in line


# --- a screen that takes no more, or not every character ------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_standard_output_is_one_line(record: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "chancery.doors", "check", "--record", str(record)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("chancery: cannot be written")
    assert len(done.stderr.splitlines()) == 1


def test_a_screen_without_the_characters_shows_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "small.sqlite"
    with Record.open(path) as opened:
        opened.add(Report("Talks in Gəncə began.", title="Gəncə", source=Source("Desk")), [])
        opened.rebuild(lambda claims: [])
    done = start("search", "talks", "--record", str(path), PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "\\u0259" in done.stdout


def test_a_date_that_cannot_be_is_named(runner: CliRunner) -> None:
    result = runner.invoke(app, ["situation", "--as-of", "2023-13"], env={"COLUMNS": "200"})
    assert result.exit_code == 2
    assert "2023-13" in result.output
