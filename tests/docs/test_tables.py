"""The pages that list columns and fields, held against the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chancery.record import schema

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
