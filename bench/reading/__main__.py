"""`python -m bench.reading`: the reading model's scores on held-out gold, against their floors."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from bench.reading.floors import FLOORS, below_floors, pin
from bench.reading.run import Row, score_all, speed
from chancery.reading.model import ReadingModel

MEASURES = ("sentences", "tokens", "words", "upos", "feats", "lemma", "uas", "las", "names", "PER", "LOC", "ORG", "OTH")


def print_table(rows: dict[str, Row], full: dict[str, Row]) -> None:
    """Prints one line per test set; the second line of a set is the model before it was shrunk to 8 bits."""
    print(f"{'':26}" + "".join(f"{measure:>10}" for measure in MEASURES))
    for name, row in rows.items():
        _print_row(name, row)
        if name in full:
            _print_row("   full weights", full[name])


def _print_row(name: str, row: Row) -> None:
    cells = (f"{row[measure]:10.2f}" if measure in row else f"{'':10}" for measure in MEASURES)
    print(f"{name:26}" + "".join(cells))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CHANCERY_SHARED", "../shared")))
    parser.add_argument("--model", type=Path, help="folder of the model (default: the one in the package)")
    parser.add_argument("--full", type=Path, help="folder of the same model with full weights, to show the loss")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--pin", action="store_true", help="write today's scores as floors; never lowers one")
    parser.add_argument("--lower", metavar="REASON", default="", help="with --pin: lower floors too, and why")
    options = parser.parse_args()
    model = ReadingModel.load(options.model)
    rows, skipped = score_all(model, options.shared)
    full = score_all(ReadingModel.load(options.full), options.shared)[0] if options.full else {}
    pace = speed(model, options.shared)
    if options.json:
        print(json.dumps({"model": model.version, "scores": rows, "full": full, "speed": pace, "skipped": skipped}))
    else:
        print(f"{model.version}, F1 in percent")
        print_table(rows, full)
        for measure, value in pace.items():
            print(f"{measure}: {value} on one core")
        for reason in skipped:
            print(f"left out: {reason}")
    if options.pin:
        for line in pin(rows, options.shared, model=model.version, lower=options.lower):
            print(line, file=sys.stderr)
        return 0
    failures = below_floors(rows, options.shared) if FLOORS.exists() and options.model is None else []
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
