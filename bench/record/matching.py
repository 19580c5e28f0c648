"""`python -m bench.record.matching`: which accounts of different reports are judged to be of one event, against labels.

False merges (accounts of two events put together) and missed merges (accounts of one event left apart) are counted
separately, over pairs of accounts of different reports. Sets: the labelled Wikinews stories, those held out and those
learned from; the example dossier, which is learned from as well; and the chains across documents of MEANTIME-Apple,
over pairs of mentions, where the corpus gives which words are events and which of them are one in a report, and the
judge only what is one across reports: of the words that the codebook knows, and of all words that the reading takes
for predicates. Nothing of the judge was learned from MEANTIME.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.coding.articles import ANNOTATIONS, WIKINEWS
from bench.dates.meantime import PLACE
from bench.floors import Row, file_hashes, hold
from bench.record.chains import marked_in, mentions_of
from bench.record.gold import GoldReport, labelled, meantime
from bench.record.pairs import Account, Tally, accounts_of, coded, report_pairs, tally
from chancery.runs.coding import read_text

FLOORS = Path(__file__).parent / "matching_floors.json"
#: Shares have floors; counts are shown beside them, and a fall of a share says which way it went.
HELD = ("precision", "recall", "f1", "b3_precision", "b3_recall")
#: Pairs of one event that a set has at least, for its shares to have floors: of fewer, one pair is too much of a share.
LEAST_PAIRS = 10


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
    for name, accounts, counts, seen in sets(options.shared):
        found = tally(accounts)
        rows[name] = found.row() | counts
        if options.differences and seen:
            print("\n".join(difference_lines(found)))
    if options.json:
        print(json.dumps(rows))
    else:
        for name, row in rows.items():
            print(f"{name}: " + ", ".join(f"{measure} {value:g}" for measure, value in row.items()))
    held = held_of(rows)
    gold = file_hashes(options.shared, (WIKINEWS, PLACE)) | file_hashes(ANNOTATIONS, ("same_events.jsonl",))
    failures = hold(FLOORS, held, gold, reason=options.lower, write=not options.keep)
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures else 0


def held_of(rows: dict[str, Row]) -> dict[str, Row]:
    """The shares that have floors, of the sets with enough pairs of one event to hold them."""
    return {
        name: {measure: row[measure] for measure in HELD}
        for name, row in rows.items()
        if row["pairs_of_one_event"] >= LEAST_PAIRS
    }


def sets(shared: Path) -> Iterator[tuple[str, list[Account], Row, bool]]:
    """Name, accounts, further counts, and whether one may look at it, of each set whose texts are at hand."""
    news = labelled(shared, "wikinews")
    for name, reports, seen in (
        ("Wikinews, held out", [report for report in news if report.part == "test"], False),
        ("Wikinews, learned from", [report for report in news if report.part == "train"], True),
        ("dossier, learned from", labelled(shared, "dossier"), True),
    ):
        if reports:
            accounts = accounts_of(reports, coded(reports))
            told = report_pairs((account.event, account.happening.report) for account in accounts)
            yield name, accounts, {"report_pairs_marked": _report_pairs(reports), "report_pairs_coded": told}, seen
    if chained := meantime(shared):
        readings = [read_text(gold.report) for gold in chained]
        for name, guess in (("MEANTIME-Apple, words of the codebook", False), ("MEANTIME-Apple, all words", True)):
            found = [
                marked_in(reading, gold.told, guess=guess) for reading, gold in zip(readings, chained, strict=True)
            ]
            accounts = mentions_of([one for marked in found for one in marked.told])
            counts: Row = {
                "report_pairs_marked": _report_pairs(chained),
                "report_pairs_made": report_pairs((account.event, account.happening.report) for account in accounts),
                "mentions": len(accounts),
                "unread": sum(marked.unread for marked in found),
                "untyped": sum(marked.untyped for marked in found),
            }
            yield name, accounts, counts, True


def _report_pairs(reports: list[GoldReport]) -> int:
    return report_pairs((event, gold.report.id) for gold in reports for _, event in gold.told)


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
