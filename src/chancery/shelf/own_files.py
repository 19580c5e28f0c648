"""A user's own file of actors or sources: which one the environment names, its mark, and its rows."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from chancery.terms import InputError

Row = dict[str, str]
MOST_TOLD = 20
"""Errors of a file that are told one by one."""


def file_in_use(variable: str) -> Path | None:
    """The user's file that a variable of the environment names; None where it names none."""
    given = os.environ.get(variable, "").strip()
    return Path(given).expanduser() if given else None


def mark(file: Path) -> str:
    """The first twelve digits of the file's SHA-256: what a run was made with."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


def text_of(file: Path) -> str:
    """The text of the file. Raises: InputError where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(f"cannot be read: {problem}", where=str(file)) from problem


def refuse(wrong: Sequence[str], file: Path) -> None:
    """Raise InputError with a line for each error of the file, the first twenty in words; nothing where none is."""
    if wrong:
        more = [f"and {len(wrong) - MOST_TOLD} more"] if len(wrong) > MOST_TOLD else []
        raise InputError("\n".join([f"{len(wrong)} wrong in {file}", *wrong[:MOST_TOLD], *more]))


def table_rows(text: str, file: Path, columns: Sequence[str]) -> list[tuple[int, Row]]:
    """The rows of a table with tabs between, each with its line; "_cells" in a row says that it has too many.

    Raises:  InputError where its first line names a column that is unknown, or none "name".
    """
    lines = text.splitlines()
    named = lines[0].split("\t") if lines else []
    unknown = [column for column in named if column not in columns]
    if "name" not in named or unknown:
        said = f"unknown column {unknown[0]!r}" if unknown else "no column 'name'"
        raise InputError(said, where=f"{file}:1", remedy="the columns, with tabs between, are " + ", ".join(columns))
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        row = dict(zip(named, cells, strict=False))
        if len(cells) > len(named):
            row["_cells"] = f"{len(cells)} cells where there are {len(named)} columns"
        rows.append((number, row))
    return rows


def append_row(file: Path, row: Mapping[str, str], columns: Sequence[str], told_anyway: frozenset[str]) -> None:
    """Put a row at the end of a table with tabs between, which is made with all columns where it is empty.

    Raises:  InputError where the table has no column for what the row says, but for what is `told_anyway`.
    """
    text = file.read_text(encoding="utf-8-sig") if file.exists() else ""
    lines = text.splitlines() if text.strip() else ["\t".join(columns)]
    named = lines[0].split("\t")
    lost = [column for column in columns if row[column] and column not in {*named, *told_anyway}]
    if lost:
        raise InputError(f"the file has no column {lost[0]!r}", where=str(file), remedy="add it to the first line")
    lines.append("\t".join(row.get(column, "") for column in named))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
