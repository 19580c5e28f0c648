"""Records of every schema that has shipped open with this version, and tell what they told.

`kept` holds one of each, made by the program of that time; `python tests/record/keep_schema.py` makes the next.
"""

from __future__ import annotations

import lzma
import sqlite3
from pathlib import Path

import pytest

from chancery.record import Record, loading, schema
from chancery.runs import open_record
from chancery.runs.sources import trace_sources
from chancery.terms import Failure

KEPT = Path(__file__).parent / "kept"
VERSIONS = sorted(int(path.stem.removeprefix("schema-")) for path in KEPT.iterdir())


@pytest.fixture(params=VERSIONS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "kept.chancery"
    path.write_bytes(lzma.decompress((KEPT / f"schema-{request.param}.xz").read_bytes()))
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == (str(request.param),)
    connection.close()
    return path


def test_there_is_one_of_every_older_schema() -> None:
    assert set(range(1, schema.VERSION)) <= set(VERSIONS)


def test_it_opens_and_is_sound(kept: Path) -> None:
    with open_record(kept) as record:
        assert record.check() == []
        assert record.snapshot().origin["schema"] == str(schema.VERSION)
    with Record.open(kept, create=False) as record:
        assert not record.unmatched


def test_it_tells_what_a_new_record_of_the_same_claims_tells(kept: Path, tmp_path: Path) -> None:
    with open_record(kept) as record:
        snapshot = record.snapshot()
        assert len(snapshot.reports) == 3
        with record._read() as connection:
            claims, judgements = loading.load_claims(connection), loading.load_standing(connection)
        assert len(claims) > 40
        [presence] = [found for found in snapshot.states if found.kind == "presence"]
        assert (presence.since.date.edtf, presence.status) == ("2020-11-10", "ended")
        assert [judgement.verdict for judgement in judgements if judgement.by == "person:editor"] == ["different"]
        assert [type(refusal) for refusal in record.refusals()] == [Failure]
        assert [hit.claims for hit in record.search('"Russian peacekeepers"')] != []
        with Record.open(tmp_path / "new.chancery") as new:
            for report in record.reports():
                assert new.add(report, [claim for claim in claims if claim.report == report.id])
            for refusal in record.refusals():
                new.add_refusal(refusal)
            new.add_judgements(judgements)
            trace_sources(new)
            new.rebuild(lambda _: judgements)
            ours, theirs = record.contents(), new.contents()
            with new._read() as connection:
                assert loading.load_claims(connection) == claims
        for held in (ours, theirs):
            del held["sentences"]  # cut roughly by `add`, and by a reader in the kept one
            del held["claims"]  # compared just now: their JSON is written with fewer words than it was
            del held["reports"]  # compared above: their JSON has fields now that it had not then
        assert ours == theirs


def test_its_tables_become_those_of_a_new_record(kept: Path, tmp_path: Path) -> None:
    with open_record(kept), Record.open(tmp_path / "new.chancery"):
        pass
    assert _tables(kept) == _tables(tmp_path / "new.chancery")


def _tables(path: Path) -> dict[str, object]:
    with sqlite3.connect(path) as connection:
        named = connection.execute("SELECT type, name FROM sqlite_master ORDER BY type, name").fetchall()
        columns = {
            name: sorted(row[1:] for row in connection.execute(f"PRAGMA table_info({name})"))
            for kind, name in named
            if kind == "table"
        }
        keys = {
            name: sorted(row[2:] for row in connection.execute(f"PRAGMA foreign_key_list({name})")) for name in columns
        }
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')")
        return {"named": named, "columns": columns, "keys": keys, "made by": sorted(triggers.fetchall())}
