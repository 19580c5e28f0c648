"""Filing: every report accounted for, whatever breaks, and one record in the end however often it was interrupted."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from stub_steps import broken_model, judge, make_report, stub_steps, take_in

from chancery.record import Record
from chancery.runs import Counts, file_reports, open_record
from chancery.runs.sources import source_versions
from chancery.terms import ArtefactError, ChanceryError, Failure, RecordError, Report, SetAside
from tests.conftest import Place

TEXTS = {
    "a 2020-12-01 Agency": "Peacekeepers deployed in 2020. The world looked on.",
    "b 2024-05-01 Daily": "They deployed in 2020. They withdrew in 2024. That is deplorable.",
    "c 2024-06-12 Agency": "Peacekeepers withdrew in 2024. Nobody was left.",
    "d 2024-06-13 ": "It rained. Nothing else was seen.",
    "e 2019-01-01 Weekly": "Troops deployed somewhere. Another day passed.",
    "f 2025-01-01 Daily": "They deployed in 2025 again. It began anew.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of reports."""
    place = tmp_path / "reports"
    place.mkdir()
    for head, text in TEXTS.items():
        (place / f"{head[0]}.txt").write_text(f"{head}\n{text}", encoding="utf-8")
    return place


@pytest.fixture
def whole(tmp_path: Path, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """What the record of the folder holds, in a file, when nothing goes wrong."""
    return contents_of(str(tmp_path / "whole.chancery"), folder)


def contents_of(path: str, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """What a record holds once the folder is filed."""
    file_reports([folder], path, steps=stub_steps())
    with Record.open(path) as record:
        assert record.check() == []
        assert not record.unmatched
        return record.contents()


def test_a_folder_is_filed_and_matched(place: Place, folder: Path) -> None:
    seen: list[tuple[int, str]] = []
    path = place("a")
    counts = file_reports(
        [folder], path, steps=stub_steps(), progress=lambda so_far, stage: seen.append((so_far.filed, stage))
    )
    assert counts == Counts(reports_in=6, filed=6)
    assert seen[-1] == (6, "matching")
    with open_record(path) as record:
        snapshot = record.snapshot()
    # The same deployment told by two sources is one event; the state has two stints.
    deployments = [e for e in snapshot.events if e.type == "MOBILIZE" and e.when.date.edtf == "2020"]
    assert [len(e.claims) for e in deployments] == [2]
    assert [(s.since.date.edtf, s.status) for s in snapshot.states] == [("2020", "ended"), ("2025", "standing")]


def test_the_same_bytes_twice_are_already_there(place: Place, folder: Path, whole: object) -> None:
    path = place("a")
    file_reports([folder], path, steps=stub_steps())
    counts = file_reports([folder, folder / "a.txt"], path, steps=stub_steps())
    assert counts == Counts(reports_in=7, already_there=7)
    with Record.open(path) as record:
        assert record.contents() == whole


def test_a_report_that_comes_twice_in_one_run_is_filed_once(place: Place) -> None:
    report = make_report("a", "They withdrew.")
    counts = file_reports([report, report], place("a"), steps=stub_steps())
    assert counts == Counts(reports_in=2, filed=1, already_there=1)


def test_broken_reports_are_counted_and_the_rest_goes_on(place: Place, tmp_path: Path, folder: Path) -> None:
    bad = {
        "g": "g 2024-01-01 X\nBROKEN to read.",
        "h": "h 2024-01-01 X\nMISCODED as it is.",
        "i": "i 2024-01-01 X\nLANGUAGE other.",
        "j": "j 2024-01-01 X\nLOST on the way.",
        "k": "no head at all\nThey withdrew.",
        "l": "l 2024-01-01 X\nSTRAY they withdrew.",
    }
    for name, text in bad.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    refused: list[SetAside | Failure] = []
    path = place("a")
    paths = [*sorted(folder.iterdir()), tmp_path / "missing.txt"]
    counts = file_reports(paths, path, steps=stub_steps(), on_refusal=refused.append)
    assert counts == Counts(reports_in=13, filed=6, set_aside=1, failed=6)
    by_name = {Path(refusal.where.split("#")[0]).stem: refusal for refusal in refused}
    codes = {name: getattr(refusal, "code", "aside") for name, refusal in by_name.items()}
    assert codes == {
        "g": "internal", "h": "input", "i": "aside", "j": "input", "k": "internal", "l": "internal", "missing": "input",
    }  # fmt: skip
    broken = by_name["g"]
    assert isinstance(broken, Failure)
    assert "ValueError: cannot read this" in broken.detail
    assert "stub_steps.py:" in broken.detail
    with Record.open(path) as record:
        assert len(record.refusals()) == 7
        assert record.check() == []


def test_a_text_that_cannot_be_written_fails_alone(place: Place) -> None:
    reports = [make_report("a", "They withdrew in \udcff."), make_report("b", "They withdrew.")]
    counts = file_reports(reports, place("a"), steps=stub_steps())
    assert counts == Counts(reports_in=2, filed=1, failed=1)


def test_a_damaged_model_ends_the_run_with_one_error(place: Place) -> None:
    report = make_report("a", "They withdrew.")
    with pytest.raises(ArtefactError, match="damaged"):
        file_reports([report], place("a"), make_steps=broken_model)
    with pytest.raises(ArtefactError, match="damaged"):
        file_reports([report], place("a"), steps=stub_steps(), jobs=2, make_steps=broken_model)


def test_any_order_gives_the_same_record(place: Place, folder: Path, whole: object) -> None:
    paths = sorted(folder.iterdir())
    for seed in range(4):
        random.Random(seed).shuffle(paths)
        path = place(f"{seed}")
        file_reports(paths[:seed], path, steps=stub_steps())
        file_reports(paths, path, steps=stub_steps())
        with Record.open(path) as record:
            assert record.contents() == whole


@pytest.mark.parametrize("kill_at", ["0", "3", "5", "match"])
def test_killed_in_the_middle_and_filed_again_it_is_as_if_nothing_had_happened(
    place: Place, folder: Path, whole: object, kill_at: str
) -> None:
    path = place("killed")
    script = Path(__file__).with_name("stub_steps.py")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run([sys.executable, script, path, folder, kill_at], env=environment, check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL
    with Record.open(path) as record:
        # Never half-written: whole reports, and a mark where events are not yet made of them.
        filed = {"0": 0, "3": 3, "5": 5, "match": 6}[kill_at]
        assert record.counts()["reports"] == filed
        assert record.unmatched == bool(filed)
        assert {problem.code for problem in record.check()} <= {"unmatched"}
    counts = file_reports([folder], path, steps=stub_steps())
    assert counts == Counts(reports_in=6, filed=6 - filed, already_there=filed)
    with Record.open(path) as record:
        assert record.contents() == whole
        assert record.check() == []


def test_opening_a_record_puts_right_what_a_killed_run_left(place: Place, folder: Path, whole: object) -> None:
    path = place("a")
    with pytest.raises(KeyboardInterrupt):
        file_reports([folder], path, steps=stub_steps(judge=_interrupted))
    with open_record(path, judge=judge) as record:
        assert record.contents() == whole


def _interrupted(_: object) -> list[object]:
    raise KeyboardInterrupt


def test_opening_what_is_not_there(place: Place) -> None:
    with pytest.raises(RecordError, match="chancery file"):
        open_record(place("none"))


def test_several_processes_give_the_same_record(place: Place, folder: Path, whole: object) -> None:
    path = place("a")
    deadly = make_report("z", "DEADLY to whoever reads it.")
    reports = [*(report for report in take_in(folder) if isinstance(report, Report)), deadly]
    refused: list[SetAside | Failure] = []
    counts = file_reports(reports, path, steps=stub_steps(), jobs=2, make_steps=stub_steps, on_refusal=refused.append)
    assert counts == Counts(reports_in=7, filed=6, failed=1)
    assert [getattr(refusal, "code", "") for refusal in refused] == ["crash"]
    with Record.open(path) as record:
        assert {name: rows for name, rows in record.contents().items() if name != "failures"} == {
            name: rows
            for name, rows in whole.items()
            if name != "failures"  # type: ignore[attr-defined]
        }


def test_a_run_leaves_its_manifest(place: Place, folder: Path) -> None:
    path = place("a")
    file_reports([folder], path, steps=stub_steps())
    with Record.open(path) as record, record._read() as connection:
        manifest = connection.exec_driver_sql("SELECT manifest FROM runs").scalar_one()
    assert json.loads(manifest) == {
        "counts": {"reports_in": 6, "filed": 6, "already_there": 0, "set_aside": 0, "failed": 0},
        "versions": {"coder": "stub.v1", "stub": "1"} | source_versions(),
    }


def test_counts_that_do_not_add_up_are_an_error() -> None:
    with pytest.raises(ChanceryError, match="accounted for"):
        Counts(reports_in=2, filed=1).close()
