"""`python -m bench.dates`: how many expressions of time are found and worked out exactly, against their floors.

Two sets: our own sentences (`expressions.jsonl`, see `own`), and MEANTIME-Apple, marked by other hands (see `meantime`
for the measures, `timex` for how its values are compared with ours).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from bench.dates.meantime import PLACE, score_meantime
from bench.dates.own import EXPRESSIONS, score_own
from bench.floors import Row, file_hashes, hold

FLOORS = Path(__file__).with_name("floors.json")


def gold_hashes(shared: Path) -> dict[str, str]:
    """SHA-256 of both sets, as far as they are there."""
    return file_hashes(EXPRESSIONS.parent, [EXPRESSIONS.name]) | file_hashes(shared, [PLACE])


def score_all(shared: Path) -> tuple[dict[str, Row], list[str], list[str]]:
    """Scores by set in percent, a line for each miss, and a reason for each set left out."""
    own, lines = score_own()
    rows, skipped = {"own expressions": own}, []
    if (shared / PLACE).exists():
        rows["MEANTIME-Apple"], more = score_meantime(shared)
        lines += more
    else:
        skipped.append(f"MEANTIME-Apple: no {PLACE}")
    return rows, lines, skipped


def main() -> int:
    """Print the scores and each miss; 1 where a score falls below its floor."""
    parser = argparse.ArgumentParser(prog="python -m bench.dates", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CHANCERY_SHARED", "../shared")))
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--keep", action="store_true", help="leave the floors alone; else higher scores raise them")
    parser.add_argument("--lower", metavar="REASON", default="", help="lower floors that scores fall below, and why")
    options = parser.parse_args()
    rows, misses, skipped = score_all(options.shared)
    if options.json:
        print(json.dumps({"scores": rows, "skipped": skipped}))
    else:
        for line in misses:
            print(f"  {line}")
        for name, row in rows.items():
            print(f"{name:16}" + "".join(f"  {measure} {value:g}" for measure, value in row.items()))
        for reason in skipped:
            print(f"left out: {reason}")
    failures = hold(FLOORS, rows, gold_hashes(options.shared), reason=options.lower, write=not options.keep)
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
