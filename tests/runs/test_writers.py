"""Several processes that file into one record at once: nobody fails, and the record is the one that one would make."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from stub_steps import stub_steps

from chancery.record import Record
from chancery.runs import file_reports
from chancery.runs.review import Correction, make_correction
from chancery.terms import RecordError
from tests.conftest import Place

SCRIPT = Path(__file__).with_name("stub_steps.py")
WRITERS = 4
EACH = 12
WORDS = ("deployed", "withdrew", "rested")


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    """A folder for each writer: reports of its own, and some that all of them have."""
    places = [tmp_path / f"reports {number}" for number in range(WRITERS)]
    for number, folder in enumerate(places):
        folder.mkdir()
        for one in range(EACH):
            name = f"all{one}" if one % 3 == 0 else f"w{number}x{one}"
            day = f"20{10 + one:02}-0{1 + one % 3}-11"
            text = f"They {WORDS[one % 3]} in 20{10 + one:02}. Then {name} was over. That is deplorable."
            (folder / f"{name}.txt").write_text(f"{name} {day} Agency{one % 2}\n{text}", encoding="utf-8")
    return places


def start(address: str, folder: Path, **environment: str) -> subprocess.Popen[str]:
    """A process that files a folder."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | environment
    return subprocess.Popen(
        [sys.executable, SCRIPT, address, folder, "never"], env=env, stderr=subprocess.PIPE, text=True
    )


def test_writers_at_once_make_the_record_that_one_writer_makes(
    place: Place, tmp_path: Path, folders: list[Path]
) -> None:
    alone = str(tmp_path / "alone.chancery")
    file_reports(folders, alone, steps=stub_steps())
    together = place("together")
    # The record does not exist yet: who makes it is part of the race.
    for writer in [start(together, folder) for folder in folders]:
        _, said = writer.communicate(timeout=120)
        assert (writer.returncode, said) == (0, "")
    with Record.open(together, create=False) as record, Record.open(alone) as expected:
        assert not record.unmatched
        assert record.check() == []
        assert record.counts()["reports"] == WRITERS * EACH * 2 // 3 + EACH // 3
        assert record.contents() == expected.contents()


def test_people_judge_while_others_file(place: Place, tmp_path: Path, folders: list[Path]) -> None:
    address, alone = place("desk"), str(tmp_path / "alone.chancery")
    file_reports([folders[0]], address, steps=stub_steps())
    writers = [start(address, folder) for folder in folders[1:3]]
    with Record.open(address) as desk:
        told = [one for one in desk.snapshot().claims.values() if one.kind == "event"]
        acts = [Correction("reject", (one.id,), "no", "Ana") for one in told[:2]]
        acts += [Correction("recode", (one.id,), "so", "Ben", {"status": "planned"}) for one in told[2:4]]
        for act in acts:
            make_correction(desk, act)
    for writer in writers:
        _, said = writer.communicate(timeout=120)
        assert (writer.returncode, said) == (0, "")
    file_reports(folders[:3], alone, steps=stub_steps())
    with Record.open(address) as record, Record.open(alone) as expected:
        for act in acts:
            make_correction(expected, act)
        assert len(acts) == len(record.persons()) == 4
        assert record.check() == []
        for table in ("claims", "events", "states", "event_days", "state_days"):
            assert record.contents()[table] == expected.contents()[table]


def test_a_writer_waits_for_another_and_then_says_so(
    place: Place, folders: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = place("held")
    with Record.open(address) as holder:
        with holder._write():
            patient = start(address, folders[0])
            monkeypatch.setenv("CHANCERY_WAIT", "0.2")
            with pytest.raises(RecordError, match=r"another process is writing.*0\.2 seconds.*CHANCERY_WAIT"):
                file_reports([folders[0]], address, steps=stub_steps())
            time.sleep(0.5)
            assert patient.poll() is None
            assert holder.counts()["reports"] == 0  # whoever reads waits for nobody
        _, said = patient.communicate(timeout=60)
        assert (patient.returncode, said) == (0, "")
        assert holder.counts()["reports"] == EACH


def test_a_wait_that_is_no_number_is_refused(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHANCERY_WAIT", "long")
    with pytest.raises(RecordError, match=r"'long' is no number.*CHANCERY_WAIT=60"):
        Record.open(place("a"))


def test_a_file_locked_by_another_program_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.chancery"
    monkeypatch.setenv("CHANCERY_WAIT", "0.1")
    with Record.open(path) as record:
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="another process is writing"):
            record.add_run({})
        other.close()
        record.add_run({})
