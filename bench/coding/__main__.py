"""`python -m bench.coding`: the coder's scores on annotated articles and marked pairs, against marks and floors."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

import chancery
from bench.coding.articles import ANNOTATIONS, WIKINEWS, Article, read_articles
from bench.coding.found import code_article
from bench.coding.pace import pace
from bench.coding.pairs import PLV, read_pairs, score_pairs
from bench.coding.scores import Agreement, compare
from bench.floors import file_hashes, hold

FLOORS = Path(__file__).parent / "floors.json"
Row = dict[str, float]
#: What each measure must reach and what we aim for, and what is published where anything is.
MARKS: dict[tuple[str, str], tuple[float, float, str]] = {
    ("plv-dev", "root_macro_f1"): (65, 83, "sister set: 82.4 RoBERTa-large NLI, 40.7 naive Bayes"),
    ("plv-dev", "quad_macro_f1"): (80, 90, "sister set: 89.6 RoBERTa-large NLI, 73.0 naive Bayes"),
    ("articles test", "event"): (65, 80, "two annotators: 88"),
    ("articles test", "countries"): (50, 65, "-"),
    ("articles test", "status"): (85, 95, "-"),
    ("articles test", "speaker"): (75, 90, "-"),
    ("articles test", "date"): (75, 90, "-"),
    ("speed", "reports_per_second_two_cores"): (8, 8, "-"),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.coding", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CHANCERY_SHARED", "../shared")))
    parser.add_argument("--part", choices=("dev", "check", "test"), default="test", help="which articles are scored")
    parser.add_argument("--differences", action="store_true", help="print what is missed and made up (dev only)")
    parser.add_argument("--no-pairs", action="store_true", help="leave out the marked pairs")
    parser.add_argument("--no-pace", action="store_true", help="leave out speed")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--keep", action="store_true", help="leave the floors alone; else higher scores raise them")
    parser.add_argument("--lower", metavar="REASON", default="", help="lower floors that scores fall below, and why")
    options = parser.parse_args()
    if options.differences and options.part == "test":
        parser.error("the test part is not looked at: --differences goes with --part dev")
    rows: dict[str, Row] = {}
    skipped: list[str] = []
    if (options.shared / WIKINEWS).exists():
        agreement = _score_articles(read_articles(options.shared, part=options.part), differences=options.differences)
        rows[f"articles {options.part}"] = agreement.row()
        rows |= {
            f"articles {options.part}, {name}": {
                "count": tally.true,
                "told": tally.told,
                "precision": round(tally.precision, 1),
                "recall": round(tally.recall, 1),
                "f1": round(tally.f1, 1),
            }
            for name, tally in sorted(agreement.types.items())
        }
    else:
        skipped.append(f"articles: no {WIKINEWS}")
    if not options.no_pairs and (options.shared / PLV).exists():
        rows["plv-dev"], _ = score_pairs(read_pairs(options.shared), _code_pair)
    if not options.no_pace:
        speed = pace(options.shared)
        if speed:
            rows["speed"] = speed
    if options.json:
        print(json.dumps({"scores": rows, "skipped": skipped}))
    else:
        _print(rows, skipped)
    if options.part == "dev":
        return 0
    # Counts are no scores, and times hang on the machine: neither has a floor.
    held = {
        name: {measure: value for measure, value in row.items() if measure not in ("count", "told")}
        for name, row in rows.items()
        if name != "speed"
    }
    failures = hold(FLOORS, held, _gold(options.shared), reason=options.lower, write=not options.keep)
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures else 0


def _code_pair(text: str, source: tuple[int, int], target: tuple[int, int]) -> str:
    return chancery.code_pair(text, source=source, target=target)[0]


def _score_articles(articles: list[Article], *, differences: bool) -> Agreement:
    found = [code_article(article) for article in articles]
    agreement = compare((article.events, told) for article, told in zip(articles, found, strict=True))
    if differences:
        from bench.coding.differences import difference_lines

        for article, told in zip(articles, found, strict=True):
            print("\n".join(difference_lines(article, told)))
    return agreement


def _gold(shared: Path) -> dict[str, str]:
    return file_hashes(shared, (WIKINEWS, PLV)) | file_hashes(ANNOTATIONS, ("articles.jsonl",))


def _print(rows: dict[str, Row], skipped: list[str]) -> None:
    for (name, measure), (must, aim, published) in MARKS.items():
        value = rows.get(name, {}).get(measure)
        if value is not None:
            judged = "ok" if value >= must else "MISSED"
            print(f"{name:15} {measure:30} {value:6.1f}   must {must:g} {judged}, aim {aim:g}; published {published}")
    print()
    for name, row in rows.items():
        print(f"{name}: " + ", ".join(f"{measure} {value:g}" for measure, value in row.items()))
    for reason in skipped:
        print(f"left out: {reason}")


if __name__ == "__main__":
    raise SystemExit(main())
