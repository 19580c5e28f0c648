"""The pages that show commands: each is run from its first command to its last, as a reader would run it."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chancery.doors.cli import app

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"\b[a-z][0-9a-f]{16}\b")


@dataclass(frozen=True, slots=True)
class Call:
    """One command of a page with the output that the page shows for it."""

    page: str
    command: str
    shown: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command gave: its standard output, both streams together, and its exit code."""

    stdout: str
    everything: str
    exit_code: int


def calls(page: Path) -> Iterator[Call]:
    """The commands of a page, in order. A line "$ ..." is a command, the lines below it are its output."""
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        command, shown = "", []
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    yield Call(page.name, command, "\n".join(shown))
                command, shown = line[2:], []
            else:
                shown.append(line)
        if command:
            yield Call(page.name, command, "\n".join(shown))


def python_blocks(page: Path) -> list[str]:
    """The Python of a page, block by block."""
    return re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def run(call: Call, *, last_output: str) -> Outcome:
    """Run a `chancery` command in this process, in the working folder; "> FILE" at its end is understood.

    The word ID stands for the first id in the output of the command before it.
    """
    words = shlex.split(call.command)
    assert words[0] == "chancery", f"{call.page}: only chancery commands belong in a console block: {call.command}"
    target = None
    if len(words) > 2 and words[-2] == ">":
        target = Path(words[-1])
        words = words[:-2]
    found = _ID.search(last_output)
    if "ID" in words:
        assert found, f"{call.page}: no id in the output before {call.command!r}"
        words = [found[0] if word == "ID" else word for word in words]
    result = CliRunner().invoke(app, words[1:])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    if target is not None:
        target.write_text(result.stdout, encoding="utf-8")
    return Outcome(result.stdout, result.output, result.exit_code)


def alike(shown: str, got: str) -> bool:
    """Whether the output is what the page shows.

    "..." stands for any words, runs of blanks and line ends count as one blank; an empty part of a page shows nothing
    in particular.
    """
    parts = [re.escape(" ".join(part.split())) for part in shown.split("...")]
    return not shown.strip() or re.fullmatch(r"\s*.*?\s*".join(parts), " ".join(got.split()), re.DOTALL) is not None


def test_what_is_left_out_may_be_anything_even_nothing() -> None:
    assert alike("a\n...\nb", "a\nb")
    assert alike("a\n...\nb\n...", "a x y\n\n b z")
    assert not alike("a\n...\nb", "a x b y")
    assert not alike("a", "a b")


@pytest.mark.parametrize("page", [page for page in PAGES if any(calls(page))], ids=lambda page: page.name)
def test_the_commands_of_a_page_do_what_it_shows(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHANCERY_RECORD", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    last = ""
    for call in calls(page):
        outcome = run(call, last_output=last)
        assert outcome.exit_code in (0, 1), f"{call.command}\n{outcome.everything}"
        got = outcome.everything if call.shown.strip() else outcome.stdout
        assert alike(call.shown, got), f"$ {call.command}\n--- shown\n{call.shown}\n--- got\n{got}"
        last = outcome.stdout or last


@pytest.mark.parametrize("page", [page for page in PAGES if python_blocks(page)], ids=lambda page: page.name)
def test_the_python_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in python_blocks(page):
        exec(compile(block, page.name, "exec"), names)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    missing = [link for link in links if not (page.parent / link).exists()]
    assert not missing, f"{page.name} points to {missing}"


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    missing = [page.name for page in sorted(folder.glob("0*.md")) if page.name not in listed]
    assert not missing, f"docs/decisions/README.md does not list {missing}"
