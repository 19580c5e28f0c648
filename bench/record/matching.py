"""`python -m bench.record.matching`: which accounts of different reports are judged to be of one event, against labels.

False merges (accounts of two events put together) and missed merges (accounts of one event left apart) are counted
separately, over pairs of accounts of different reports. Sets: the labelled Wikinews stories, those held out and those
learned from; the example dossier, which is learned from as well; and MEANTIME-Apple, whose chains across documents are
few and mostly about products, so that the coder tells few of them.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from bench.coding.articles import ANNOTATIONS, WIKINEWS
from bench.dates.meantime import PLACE
from bench.floors import Row, file_hashes, hold
from bench.record.gold import GoldReport, labelled, meantime
from bench.record.pairs import Account, Tally, accounts_of, coded, report_pairs, tally

FLOORS = Path(__file__).parent / "matching_floors.json"
#: Shares have floors; counts are shown beside them, and a fall of a share says which way it went.
HELD = ("precision", "recall", "f1", "b3_precision", "b3_recall")


def main() -> int:
    """Score every set at hand and hold the scores to their floors."""
    parser = argparse.ArgumentParser(prog="python -m bench.record.matching", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CHANCERY_SHARED", "../shared")))
    parser.add_argument(
        "--differences", action="store_true", help="print false and missed merges (not of held-out sets)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--keep", action="store_true", help="leave the floors alone; else higher scores raise them")
    parser.add_argument("--lower", metavar="REASON", default="", help="lower floors that scores fall below, and why")
    options = parser.parse_args()
    rows: dict[str, Row] = {}
    for name, reports, seen in sets(options.shared):
        if reports:
            accounts = accounts_of(reports, coded(reports))
            found = tally(accounts)
            marked = report_pairs((event, gold.report.id) for gold in reports for _, event in gold.told)
            told = report_pairs((account.event, account.happening.report) for account in accounts)
            rows[name] = found.row() | {"report_pairs_marked": marked, "report_pairs_coded": told}
            if options.differences and seen:
                print("\n".join(difference_lines(found)))
    if options.json:
        print(json.dumps(rows))
    else:
        for name, row in rows.items():
            print(f"{name}: " + ", ".join(f"{measure} {value:g}" for measure, value in row.items()))
    held = {name: {measure: row[measure] for measure in HELD} for name, row in rows.items()}
    gold = file_hashes(options.shared, (WIKINEWS, PLACE)) | file_hashes(ANNOTATIONS, ("same_events.jsonl",))
    failures = hold(FLOORS, held, gold, reason=options.lower, write=not options.keep)
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures else 0


def sets(shared: Path) -> list[tuple[str, list[GoldReport], bool]]:
    """Name, reports (none where the texts are not at hand) and whether it was learned from, of each set."""
    news = labelled(shared, "wikinews")
    return [
        ("Wikinews, held out", [report for report in news if report.part == "test"], False),
        ("Wikinews, learned from", [report for report in news if report.part == "train"], True),
        ("dossier, learned from", labelled(shared, "dossier"), True),
        ("MEANTIME-Apple", meantime(shared), False),
    ]


def difference_lines(found: Tally) -> list[str]:
    """Three lines for each pair that was joined or left apart wrongly."""
    lines: list[str] = []
    for what, pairs in (("FALSE MERGE", found.false), ("MISSED MERGE", found.missed)):
        for one, other in pairs:
            lines += [what, *(f"    {_line(account)}" for account in (one, other))]
    return lines


def _line(account: Account) -> str:
    told = account.happening
    who = ", ".join(actor.name for actor in told.actors)
    whom = ", ".join(actor.name for actor in told.recipients)
    return f"{told.known.edtf} {'/'.join(told.types)} {told.date.edtf} [{who} > {whom}] {told.words[:160]!r}"


if __name__ == "__main__":
    raise SystemExit(main())
