"""The pages that list columns and fields, held against the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import chancery
from chancery.doors.cli import COMMANDS
from chancery.record import schema
from chancery.terms import STANCES, STATE_KINDS, STATUSES
from chancery.views import machine, place_data

DOCS = Path(__file__).parent.parent.parent / "docs"
_ROW = re.compile(r"^\| `(\w+)`", re.MULTILINE)


def described() -> dict[str, list[str]]:
    """Columns that docs/record-schema.md lists, by table, in order."""
    page = (DOCS / "record-schema.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    return {section.split("\n", 1)[0].strip(): _ROW.findall(section) for section in sections}


def test_every_table_of_a_record_is_described_and_no_other() -> None:
    assert sorted(described()) == sorted(schema.tables.tables)


@pytest.mark.parametrize("table", sorted(schema.tables.tables))
def test_every_column_is_described_in_order(table: str) -> None:
    assert described()[table] == [column.name for column in schema.tables.tables[table].columns]


def keys_in(value: object) -> set[str]:
    """Every field name in JSON data, at any depth."""
    if isinstance(value, dict):
        return set(value) | {key for one in value.values() for key in keys_in(one)}
    if isinstance(value, list):
        return {key for one in value for key in keys_in(one)}
    return set()


def test_every_field_of_the_machines_view_is_described_and_no_other() -> None:
    page = (DOCS / "machine-view.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", page.split("## In both", 1)[1]))
    text = (DOCS.parent / "examples" / "withdrawal.txt").read_text(encoding="utf-8")
    printed = keys_in(chancery.read(text)) | keys_in(chancery.code(text))
    assert sorted(printed - named) == [], "printed, but not on the page"
    # What is a list that this report leaves empty is looked up where the fields are written.
    sources = "".join(Path(str(module.__file__)).read_text(encoding="utf-8") for module in (machine, place_data))
    written = set(re.findall(r'"(\w+)":', sources))
    assert sorted(named - written) == [], "on the page, but never printed"


@pytest.mark.parametrize("words", [STANCES, STATUSES, STATE_KINDS], ids=["stances", "statuses", "kinds of state"])
def test_the_terms_list_every_word_of_a_closed_list(words: tuple[str, ...]) -> None:
    page = (DOCS / "terms.md").read_text(encoding="utf-8")
    assert [word for word in words if not re.search(rf"\b{word}\b", page)] == []


def test_the_readme_lists_every_command() -> None:
    page = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    names = {command.__name__ for commands in COMMANDS.values() for command in commands} - {"version"}
    assert sorted(name for name in names if f"`chancery {name}" not in page) == []
