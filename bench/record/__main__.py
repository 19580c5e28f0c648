"""`python -m bench.record`: how a record of many reports files and answers, and how large it is.

The 265 Wikinews articles under --shared are coded once; the reports are made from these codings (see retold.py). The
share of speed kept compares the last tenth of the batches with the first, each with the time that reading and coding
takes added. Times are of the processor, so that other work on the machine counts less. --hold compares with the floors.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from bench.coding.articles import WIKINEWS
from bench.floors import file_hashes, hold
from bench.record.retold import Corpus
from bench.record.scale import ask, code_articles, file_batches
from chancery.record import Record

ROOT = Path(__file__).parent.parent.parent
FLOORS = Path(__file__).parent / "scale_floors.json"


def measure(shared: Path, cache: Path | None, reports: int, batch: int) -> dict[str, float]:
    """File and ask, print the figures, and give those that floors hold (higher is better)."""
    coded = code_articles(shared, cache)
    print(f"reading and coding: {coded.seconds:.3f} s a report, {len(coded.codings)} articles", flush=True)
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "scale.sqlite") as record:
        took: list[float] = []
        for seconds in file_batches(record, Corpus.of(coded.codings), reports, batch):
            took.append(seconds / batch)
            if len(took) % 10 == 0:
                print(f"{len(took) * batch:6} reports: {statistics.mean(took[-10:]) * 1000:.1f} ms each", flush=True)
        tenth = max(1, len(took) // 10)
        first, last = statistics.mean(took[:tenth]), statistics.mean(took[-tenth:])
        kept = (coded.seconds + first) / (coded.seconds + last)
        print(f"record alone: {first * 1000:.1f} ms a report at first, {last * 1000:.1f} ms at the end")
        print(f"speed kept, with reading and coding: {kept:.1%}; of the record alone: {first / last:.1%}")
        size = (
            (Path(folder) / "scale.sqlite").stat().st_size / reports / 1000
        )  # without the log, which goes with closing
        print(f"size: {size:.1f} kB a report; {record.counts()}")
        figures = {"speed kept, up to 95": min(95.0, round(100 * kept, 1)), "room under 30 kB": round(30 - size, 1)}
        for name, some in ask(record).items():
            ordered = sorted(some)
            middle, high = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
            print(f"{name:<20} median {middle * 1000:6.1f} ms, 95th percentile {high * 1000:6.1f} ms", flush=True)
            # A floor holds what was promised; how far below that a figure is depends on what else the machine does.
            figures[f"{name}, ms over 50"] = min(0.0, round(50 - high * 1000, 1))
    return figures


def main() -> None:
    """Measure, and hold the floors where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.record", description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where corpora/wikinews is")
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--batch", type=int, default=50, help="reports filed before each matching (default: 50)")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the coded articles for the next time")
    parser.add_argument("--hold", action="store_true", help="fail where a figure is below its floor, else raise it")
    asked = parser.parse_args()
    figures = measure(asked.shared, asked.cache, asked.reports, asked.batch)
    if asked.hold:
        gold = file_hashes(asked.shared, [str(WIKINEWS)])
        fallen = hold(FLOORS, {f"{asked.reports} reports": figures}, gold)
        print("\n".join(fallen))
        sys.exit(bool(fallen))


if __name__ == "__main__":
    main()
