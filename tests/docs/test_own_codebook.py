"""The page that adds a type of event, followed step by step as a reader would."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import chancery
from tests.docs.test_pages import Call, alike, run

PAGE = Path(__file__).parent.parent.parent / "docs" / "own-codebook.md"
_BLOCK = re.compile(r"^([^\n]*)\n\n?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`([\w./]+\.\w+)`")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: the line before it, its language and its text."""

    said: str
    language: str
    text: str


def blocks() -> list[Block]:
    return [Block(*match.groups()) for match in _BLOCK.finditer(PAGE.read_text("utf-8"))]


@pytest.fixture
def followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Do what the page says, in a folder of its own; the commands that were run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHANCERY_CODEBOOK", raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    done: list[str] = []
    for block in blocks():
        named = _FILE.search(block.said)
        if block.language == "yaml" and named:
            with Path(named[1]).open("a", encoding="utf-8") as file:
                file.write(block.text)
        elif block.language == "text" and named:
            Path(named[1]).write_text(block.text, "utf-8")
        elif block.language == "sh":
            for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
                command, _, shown = part.partition("\n")
                outcome = run(Call(PAGE.name, command, shown), last_output="")
                assert outcome.exit_code == 0, f"$ {command}\n{outcome.everything}"
                assert alike(shown, outcome.everything), f"$ {command}\n{outcome.everything}"
                done.append(command)
    return done


def test_the_page_can_be_followed(followed: list[str]) -> None:
    assert [command.split()[1] for command in followed] == ["codebook", "codebook", "codebook", "code"]
    coded = chancery.code("The European Union observed the election in Zambia.", codebook="mine")
    assert [event["type"] for event in coded["events"]] == ["ELECTION-OBSERVE"]
    assert coded["events"][0]["score"] == 3.5


def test_the_mistake_that_the_page_shows_is_told_so(followed: list[str]) -> None:
    shown = next(block.text for block in blocks() if "profle" in block.text)
    file = Path("mine/senses.yaml")
    before, group, after = file.read_text("utf-8").partition("- type: ELECTION-OBSERVE\n  mode: mission\n  profile")
    file.write_text(before + group.replace("profile", "profle") + after, "utf-8")
    outcome = run(Call(PAGE.name, "chancery codebook check mine", shown), last_output="")
    assert outcome.exit_code == 1
    assert alike(shown.strip(), outcome.everything.splitlines()[0])
