"""`python -m bench.speed [PATH...]`: start-up time, import time, and speed and memory of filing.

Files the example dossier, and free news text where that is at hand: the paths given, else the Wikinews articles under
CHANCERY_SHARED (by default ../shared, beside the checkout). Each collection is filed in a process of its own, so that
its peak memory is its own. A report of figures, not a test: times depend on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
DOSSIER = (ROOT / "examples" / "dossier", ROOT / "examples" / "jsonl")
START_RUNS = 7
"""Starts of which the median is shown; the first one, with cold caches of the disk, is left out."""
_KIB = 1024 if sys.platform != "darwin" else 1  # ru_maxrss counts KiB on Linux, bytes on macOS


def file_collection(paths: list[Path], *, jobs: int) -> dict[str, Any]:
    """File the paths into a record that is thrown away, in this process.

    Units:  `seconds` of wall time from the first byte to the matched record, the model's loading included, and
            `busy_seconds` of processor time for the same; `peak_mib` of this process and of its largest child.
    """
    from chancery import runs

    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "speed.sqlite"
        begun, busy = time.perf_counter(), _busy_seconds()
        counts = runs.file_reports(paths, record, jobs=jobs)
        seconds, busy = time.perf_counter() - begun, _busy_seconds() - busy
        with runs.open_record(record) as opened:
            snapshot = opened.snapshot()
        words = sum(len(report.text.split()) for report in snapshot.reports.values())
        sentences = _sentence_count(record)
    used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "reports": counts.filed,
        "not_filed": counts.reports_in - counts.filed,
        "words": words,
        "sentences": sentences,
        "claims": len(snapshot.claims),
        "events": len(snapshot.events),
        "seconds": seconds,
        "busy_seconds": busy,
        "peak_mib": max(used) * _KIB / 2**20,
    }


def _sentence_count(record: Path) -> int:
    import sqlite3

    connection = sqlite3.connect(record)
    try:
        return int(connection.execute("SELECT count(*) FROM sentences").fetchone()[0])
    finally:
        connection.close()


def _busy_seconds() -> float:
    """Processor time of this process and of the children that have ended, in seconds."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def show_start(name: str, *command: str) -> None:
    """Print the median wall time and processor time of a process that runs the command."""
    took, worked = [], []
    for _ in range(START_RUNS + 1):
        begun, busy = time.perf_counter(), _busy_seconds()
        subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        took.append(time.perf_counter() - begun)
        worked.append(_busy_seconds() - busy)
    print(f"  {name:<24} {statistics.median(took[1:]):.2f} s ({statistics.median(worked[1:]):.2f} s)")


def in_own_process(paths: list[Path], *, jobs: int) -> dict[str, Any]:
    """What `file_collection` gives, from a process of its own."""
    command = [sys.executable, "-m", "bench.speed", "--worker", "--jobs", str(jobs), *map(str, paths)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def show(name: str, figures: dict[str, Any]) -> None:
    """Print the figures of one collection."""
    seconds, reports = figures["seconds"], figures["reports"]
    mean_words = figures["words"] / reports if reports else 0
    print(
        f"{name}: {reports} reports ({mean_words:.0f} words on average; {figures['not_filed']} not filed) "
        f"in {seconds:.1f} s ({figures['busy_seconds']:.1f} s of processor time)\n"
        f"  {reports / seconds:.2f} reports/s, {figures['sentences'] / seconds:.1f} sentences/s, "
        f"{figures['words'] / seconds:.0f} words/s\n"
        f"  {figures['claims']} claims, {figures['events']} events; peak memory {figures['peak_mib']:.0f} MiB"
    )


def free_news() -> tuple[list[Path], str]:
    """Paths of free news text, or none with the reason."""
    shared = Path(os.environ.get("CHANCERY_SHARED", ROOT.parent / "shared"))
    folder = shared / "corpora" / "wikinews"
    found = sorted(folder.glob("*.jsonl*"))
    return found, "" if found else f"{folder} holds no articles; give a path, or set CHANCERY_SHARED"


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("paths", nargs="*", type=Path, help="free news text: files or folders, as chancery file takes")
    parser.add_argument("--jobs", type=int, default=1, help="processes that read (default: 1)")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.worker:
        print(json.dumps(file_collection(asked.paths, jobs=asked.jobs)))
        return
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"medians of {START_RUNS} starts, wall time (processor time):")
    show_start("interpreter alone", "-c", "pass")
    show_start("import chancery", "-c", "import chancery")
    show_start("chancery --help", "-m", "chancery.doors", "--help")
    show_start("first sentence coded", "-c", "import chancery; chancery.code('Russia criticised Georgia.')")
    print(f"filing with {asked.jobs} reading process{'es' if asked.jobs > 1 else ''}:")
    show("example dossier", in_own_process([path for path in DOSSIER if path.exists()], jobs=asked.jobs))
    paths, missing = (asked.paths, "") if asked.paths else free_news()
    if missing:
        print(f"free news text: skipped: {missing}")
    else:
        show("free news text", in_own_process([path.resolve() for path in paths], jobs=asked.jobs))


if __name__ == "__main__":
    main()
