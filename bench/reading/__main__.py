"""`python -m bench.reading`: the reading's scores on held-out gold, against the marks and against their floors."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from bench.reading.floors import hold_floors
from bench.reading.marks import mark_lines
from bench.reading.pace import layer_times, news_reports, pace
from bench.reading.run import Row, score_all
from chancery.reading.model import ReadingModel


def print_rows(rows: dict[str, Row], full: dict[str, Row]) -> None:
    """Prints every score of every set; behind each, what the 8-bit weights cost."""
    for name, row in rows.items():
        cells = []
        for measure, value in row.items():
            whole = full.get(name, {}).get(measure)
            cells.append(f"{measure} {value:.2f}" + (f" ({value - whole:+.2f})" if whole is not None else ""))
        print(f"{name}: " + ", ".join(cells))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CHANCERY_SHARED", "../shared")))
    parser.add_argument("--model", type=Path, help="folder of the model (default: the one in the package)")
    parser.add_argument("--full", type=Path, help="folder of the same model with full weights, to show the loss")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--keep", action="store_true", help="leave the floors alone; else higher scores raise them")
    parser.add_argument("--lower", metavar="REASON", default="", help="lower floors that scores fall below, and why")
    parser.add_argument("--no-pace", action="store_true", help="leave out speed, memory and size")
    options = parser.parse_args()
    model = ReadingModel.load(options.model)
    rows, skipped = score_all(model, options.shared)
    full = score_all(ReadingModel.load(options.full), options.shared)[0] if options.full else {}
    speed = {} if options.no_pace else pace(options.shared)
    steps = {} if options.no_pace else layer_times(news_reports(options.shared)[:20])
    if options.json:
        content = {"model": model.version, "scores": rows, "full": full, "speed": speed, "ms_a_sentence": steps}
        print(json.dumps(content | {"skipped": skipped}))
    else:
        print(f"{model.version}, in percent")
        for line in mark_lines(rows, full):
            print(line)
        print("\nevery score (in brackets what 8-bit weights cost):" if full else "\nevery score:")
        print_rows(rows, full)
        for measure, value in speed.items():
            print(f"{measure}: {value:g}")
        for step, value in steps.items():
            print(f"  {value:7.3f} ms a sentence  {step}")
        for reason in skipped:
            print(f"left out: {reason}")
    if options.model is not None:
        return 0
    failures = hold_floors(rows, options.shared, model=model.version, reason=options.lower, write=not options.keep)
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
