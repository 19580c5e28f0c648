"""What is particular to PostgreSQL: URLs, secrets, and what its errors mean."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from test_store import dossier, filed
from typer.testing import CliRunner

from chancery.doors.cli import app
from chancery.record import Record, named
from chancery.record.words import cut_words, mark_words
from chancery.terms import RecordError

pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'chancery[postgres]'")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://ana:hush@db.example:5433/news", "postgresql://ana@db.example:5433/news"),
        ("postgres://ana:hush@db.example/news?schema=nk", "postgresql://ana@db.example/news?schema=nk"),
        ("postgresql://db.example/news?user=ana&password=hush&sslpassword=hush", "postgresql://db.example/news"),
        ("postgresql+psycopg://ana:h%40sh@/news?host=/run/pg", "postgresql://ana@/news"),
        ("notes.chancery", "notes.chancery"),
        ("sqlite:///notes.chancery", "notes.chancery"),
    ],
)
def test_a_record_is_named_without_its_password(address: str, shown: str) -> None:
    assert named(address) == shown


@pytest.mark.parametrize(
    ("address", "match"),
    [
        ("postgresql://ana:hush@x@db:port/news", "not understood .*%40"),
        ("postgresql://ana:hush@db/news?schema=Bad name", "schema"),
        ("mysql://ana:hush@db/news", "no such kind of database .*postgresql://USER@HOST"),
    ],
)
def test_a_url_that_is_none_is_refused_without_telling_it(address: str, match: str) -> None:
    with pytest.raises(RecordError, match=match) as caught:
        Record.open(address)
    assert "hush" not in str(caught.value)


def test_a_server_that_does_not_answer_is_said_to(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"does not answer .*is the server running") as caught:
        Record.open(f"postgresql://ana:hush@/news?host={tmp_path}", create=False)
    assert "hush" not in str(caught.value)
    result = CliRunner().invoke(app, ["situation", "--record", f"postgresql://ana:hush@/news?host={tmp_path}"])
    assert result.exit_code == 1
    assert "hush" not in result.output


@pytest.mark.parametrize(
    ("change", "match"),
    [
        (lambda url: url.replace("/postgres?", "/nowhere?"), "no such database .*createdb"),
        (lambda url: url.replace("//chancery@", "//guest@"), "refuses the password .*pgpass"),
        (lambda url: url.replace("//chancery@", "//guest:wrong@"), "refuses the password .*pgpass"),
        (lambda url: url.replace("//chancery@", "//stranger@"), "refuses this user"),
        (lambda url: url.replace("//chancery@", "//guest:secret@") + "&schema=guests", "may not do this"),
        (lambda url: url + "&schema=none", "there is no record"),
    ],
)
def test_what_a_server_refuses_is_told_with_the_remedy(postgres: str, change: Callable[[str], str], match: str) -> None:
    with pytest.raises(RecordError, match=match) as caught:
        Record.open(change(postgres), create="guests" in change(postgres))
    assert "secret" not in str(caught.value)


def test_a_server_that_goes_away_in_the_middle_is_said_to_and_comes_back(postgres: str) -> None:
    with filed(f"{postgres}&schema=gone", dossier()[:1]) as record:
        with pytest.raises(RecordError, match="closed the connection"), record._write() as connection:
            connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
        report, claims = dossier()[1]
        assert record.add(report, claims)  # by a new connection


def test_tables_of_somebody_else_are_no_record_and_are_left_alone(postgres: str) -> None:
    import psycopg

    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA others CREATE TABLE meta (key text, value text)")
        with pytest.raises(RecordError, match=r"is no record .*schema=NAME"):
            Record.open(f"{postgres}&schema=others")
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'others'").fetchone() == (1,)


def test_a_reader_sees_one_state_while_others_write(postgres: str) -> None:
    address = f"{postgres}&schema=still"
    with filed(address, dossier()[:1]) as reader, Record.open(address) as writer:
        with reader._read() as connection:
            before = connection.exec_driver_sql("SELECT count(*) FROM reports").scalar()
            writer.add(*dossier()[1])
            assert connection.exec_driver_sql("SELECT count(*) FROM reports").scalar() == before
        assert reader.counts()["reports"] == before + 1


def test_both_databases_hold_and_find_the_same(postgres: str, tmp_path: Path) -> None:
    with filed(str(tmp_path / "a.chancery"), dossier()) as one, filed(f"{postgres}&schema=same", dossier()) as other:
        assert one.contents() == other.contents()
        for words in (
            "troops",
            "the",
            "REGION",
            "région",
            '"deal of 2020" brought',
            "deploy November",
            "inevitable",
            "of",
        ):
            found = [
                {(hit.report, hit.sentence, hit.marked, hit.claims) for hit in held.search(words)}
                for held in (one, other)
            ]
            assert found[0] == found[1], words
            assert found[0], words


def test_the_command_line_takes_a_url_and_never_prints_a_password(postgres: str, tmp_path: Path) -> None:
    url = postgres.replace("//chancery@", "//chancery:hush@") + "&schema=cli"
    with filed(url, dossier()) as record:
        assert "hush" not in json.dumps(record.snapshot().origin)
    runner = CliRunner()
    for command in (
        ["check", "--json"],
        ["situation", "--json"],
        ["export", "--archive", str(tmp_path / "a.zip"), "--json"],
    ):
        result = runner.invoke(app, [*command, "--record", url])
        assert result.exit_code == 0, result.output
        assert "hush" not in result.output
    assert b"hush" not in (tmp_path / "a.zip").read_bytes()


def test_words_are_cut_as_sqlite_cuts_them() -> None:
    assert [word for word, _, _ in cut_words("It's U.N.-led: re\u0301gion_2, ГОД")] == [
        "it", "s", "u", "n", "led", "region", "2", "год",
    ]  # fmt: skip
    text = "Deal, deal deal."
    cut = cut_words(text)
    marked = mark_words(text, [word for word, _, _ in cut], [(a, b) for _, a, b in cut], [["deal", "deal"]])
    assert marked == "[Deal, deal deal]."
