"""Files that are no record, or are none yet: said in one line, and left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from chancery.record import Record
from chancery.terms import RecordError


def test_no_record_where_none_is_to_be_made(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record"):
        Record.open(tmp_path / "none.chancery", create=False)
    assert not (tmp_path / "none.chancery").exists()


def test_a_folder_or_a_file_in_no_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="is a folder"):
        Record.open(tmp_path)
    with pytest.raises(RecordError, match="folder does not exist"):
        Record.open(tmp_path / "nowhere" / "a.chancery")


def test_an_empty_file_becomes_a_record_only_where_that_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "a?b #%20.chancery"
    path.touch()
    with pytest.raises(RecordError, match="is empty"):
        Record.open(path, create=False)
    with Record.open(path) as record:
        assert record.check() == []
    assert [found.name.partition("-")[0] for found in tmp_path.iterdir()] == [path.name]


def test_a_text_file_is_not_a_record_and_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes on the matter. " * 100)
    before = path.read_bytes()
    with pytest.raises(RecordError, match="not a record"):
        Record.open(path)
    assert path.read_bytes() == before


def test_another_database_is_not_a_record_and_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    connection.close()
    with pytest.raises(RecordError, match="no record"):
        Record.open(path)
