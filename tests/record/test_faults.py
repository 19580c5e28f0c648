"""What goes wrong around a record: a full disk, a locked file, a folder nobody may write, damage, a clock that jumps.

Each time one line says what and the remedy, and what was filed before is still there.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path

import pytest

from chancery.record import Record
from chancery.runs import file_reports
from chancery.terms import ChanceryError, RecordError, Report
from tests.runs.stub_steps import make_report, stub_steps

Contents = dict[str, list[tuple[object, ...]]]
NOBODY = 65534
PAGE = 4096


def reports(number: int, *, words: int = 40) -> list[Report]:
    """So many reports of peacekeepers who come and go."""
    filler = "The road was quiet and the hills were green on that day. " * (words // 10)
    return [
        make_report(f"r{i}", f"Peacekeepers deployed in {1990 + i}. {filler}They withdrew in {1991 + i}.", "2024-05-01")
        for i in range(number)
    ]


def filed(path: Path, some: list[Report]) -> None:
    """File reports by stub steps."""
    file_reports(some, path, steps=stub_steps())


def contents(path: Path) -> Contents:
    """All that a sound record holds."""
    with Record.open(path, create=False) as record:
        assert record.check() == []
        return record.contents()


def said(error: ChanceryError) -> str:
    """The error's one line. It names the remedy."""
    assert error.remedy
    assert "\n" not in str(error)
    return str(error)


def in_a_child(work: Callable[[], None]) -> str:
    """What a process of its own said that did the work: "" where all went well, the error's line where it is ours."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        line = ""
        try:
            work()
        except ChanceryError as error:
            line = said(error)
        except BaseException:
            line = traceback.format_exc()
        finally:
            os.write(writing, line.encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        line = told.read()
    os.waitpid(child, 0)
    return line


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four mebibytes."""
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small file system can be mounted by root only")
    yield place
    subprocess.run(["umount", str(place)], capture_output=True, check=True)


def test_a_disk_that_fills_up_takes_nothing_half(small_disk: Path, tmp_path: Path) -> None:
    path = small_disk / "a.chancery"
    filed(path, reports(5))
    before = contents(path)
    full = small_disk / "ballast"
    with contextlib.suppress(OSError), full.open("wb", buffering=0) as ballast:
        while True:
            ballast.write(b"0" * PAGE)
    assert shutil.disk_usage(small_disk).free == 0
    with pytest.raises(RecordError, match="disk") as raised:
        filed(path, reports(40, words=2000))
    assert "room" in said(raised.value)
    full.unlink()
    kept = contents_after_matching(path)
    assert len(kept["reports"]) >= len(before["reports"])
    filed(path, reports(12))
    filed(tmp_path / "whole.chancery", reports(12))
    held, whole = contents(path), contents(tmp_path / "whole.chancery")
    assert {row[0] for row in whole["claims"]} <= {row[0] for row in held["claims"]}


def contents_after_matching(path: Path) -> Contents:
    """All that a record holds once what an interrupted run left is matched."""
    with Record.open(path, create=False) as record:
        if record.unmatched:
            record.rebuild(stub_steps().judge)
    return contents(path)


def test_a_file_that_may_not_grow_takes_nothing_half(tmp_path: Path) -> None:
    path = tmp_path / "a.chancery"
    filed(path, reports(5))
    before = contents(path)

    def file_more() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, path.stat().st_size))
        filed(path, reports(40, words=2000)[5:])

    line = in_a_child(file_more)
    assert "Traceback" not in line
    assert "disk" in line
    assert {row[0] for row in before["claims"]} <= {row[0] for row in contents_after_matching(path)["claims"]}
    filed(path, reports(40, words=2000)[5:])
    assert len(contents(path)["reports"]) == 40


@pytest.mark.parametrize("mode", [0o555, 0o000], ids=["read-only", "closed"])
def test_a_folder_that_may_not_be_written(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    filed(folder / "a.chancery", reports(2))
    before = contents(folder / "a.chancery")
    for one in (tmp_path, *tmp_path.parents):
        if one.owner() == "root" and one != Path("/") and one.is_relative_to(Path(os.environ.get("TMPDIR", "/tmp"))):
            one.chmod(one.stat().st_mode | 0o055)
    (folder / "a.chancery").chmod(0o444)
    folder.chmod(mode)

    def file_more(name: str) -> Callable[[], None]:
        def work() -> None:
            if os.geteuid() == 0:
                os.setuid(NOBODY)
            filed(folder / name, reports(3))

        return work

    try:
        lines = [in_a_child(file_more(name)) for name in ("a.chancery", "new.chancery")]
    finally:
        folder.chmod(0o755)
        (folder / "a.chancery").chmod(0o644)
    for line in lines:
        assert line
        assert "Traceback" not in line
    assert contents(folder / "a.chancery") == before


def test_a_locked_record_is_waited_for_and_then_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHANCERY_WAIT", "0.2")
    path = tmp_path / "a.chancery"
    filed(path, reports(2))
    before = contents(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="another process is writing") as raised:
            filed(path, reports(3))
        assert "CHANCERY_WAIT" in said(raised.value)
        assert contents(path) == before  # reading goes on
    filed(path, reports(3))
    assert len(contents(path)["reports"]) == 3


def test_damage_is_named_or_harmless_wherever_it_lies(tmp_path: Path) -> None:
    path, hurt = tmp_path / "a.chancery", tmp_path / "hurt.chancery"
    filed(path, reports(6, words=400))
    before = contents(path)
    whole = path.read_bytes()
    assert len(whole) > 20 * PAGE
    named = 0
    for at in range(0, len(whole), PAGE):
        hurt.write_bytes(whole[:at] + b"\xa5" * PAGE + whole[at + PAGE :])
        try:
            with Record.open(hurt, create=False) as record:
                found = record.check()
                if not found:
                    assert record.contents() == before
                named += bool(found)
        except RecordError as error:
            said(error)
            named += 1
        for rest in tmp_path.glob("hurt.chancery*"):
            rest.unlink()
    assert named > len(whole) // PAGE // 2


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.99])
def test_a_file_cut_short_is_named(tmp_path: Path, share: float) -> None:
    path = tmp_path / "a.chancery"
    filed(path, reports(6, words=400))
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    try:
        with Record.open(path, create=False) as record:
            assert record.check()
    except RecordError as error:
        said(error)


def test_a_clock_that_jumps_changes_nothing(tmp_path: Path) -> None:
    times = cycle(["2031-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2024-06-01T12:00:00Z"])
    some = reports(4)
    with Record.open(tmp_path / "jumping.chancery", clock=lambda: next(times)) as record:
        for one in some:
            file_reports([one], record, steps=stub_steps())
    filed(tmp_path / "steady.chancery", some)
    assert contents(tmp_path / "jumping.chancery") == contents(tmp_path / "steady.chancery")


if sys.platform == "win32":
    pytest.skip("processes are forked and limited here as POSIX systems allow", allow_module_level=True)
