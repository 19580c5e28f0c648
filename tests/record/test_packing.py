"""JSON that a record in SQLite keeps packed comes out as it was, and damage is told."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from claim_makers import event, make_report
from hypothesis import given
from hypothesis import strategies as st

from chancery.record import Record
from chancery.record.packing import pack, unpack
from chancery.terms import Span

SHIPPED = {1: "a6a943fa9c7d4d90bc50759493aa60d0e25f6bc8fce43f2e0d80240493f89b33"}
"""What was packed with a dictionary that has shipped is read with it: none of these ever changes."""


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_packed_comes_out_as_it_was(text: str) -> None:
    assert unpack(pack(text)) == text


def test_dictionaries_that_shipped_are_as_they_were() -> None:
    for number, digest in SHIPPED.items():
        raw = (files("chancery.record") / f"dictionary-{number}.txt").read_bytes()
        assert hashlib.sha256(raw).hexdigest() == digest


def test_short_json_takes_less_than_half() -> None:
    text = '{"actor":{"country":"","id":"person:x","kind":"person","name":"X"},"span":{"end":12,"start":7},"text":"X"}'
    assert len(pack(text)) < len(text) / 2


@pytest.mark.parametrize("damaged", [b"", b"\xff", b"\x01", b"\x01\xff\xff\xff", pack("[1, 2]" * 50)[:-9]])
def test_what_was_not_packed_or_is_cut_short_is_refused(damaged: bytes) -> None:
    with pytest.raises((ValueError, zlib.error)):
        unpack(damaged)


def test_a_damaged_row_is_named_by_check(tmp_path: Path) -> None:
    path = tmp_path / "a.chancery"
    with Record.open(path) as record:
        told = make_report("a", "They met.")
        record.add(told, [replace(event(told.id, 0), sentence=Span(0, 9), trigger=Span(5, 8), words="They met.")])
        record.rebuild(lambda _: [])
        assert record.check() == []
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE events SET content = x'01ffff'")
    with Record.open(path, create=False) as record:
        assert [problem.code for problem in record.check()][:1] == ["unreadable"]
