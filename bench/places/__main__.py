"""`python -m bench.places`: how many place names are found, and how near they are put, against their floors.

Two sets, read only: TR-News and GeoVirus (see `sets`); what is counted is told in `scoring`. Of TR-News a second row
leaves the toponyms aside that are demonyms by our own actor list, for a demonym is no place in the machine's view.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path

import chancery
from bench.floors import Row, file_hashes, hold
from bench.places.scoring import Said, Tally
from bench.places.sets import SETS, Marked, Toponym, load
from chancery.shelf.actors import actor_list

FLOORS = Path(__file__).with_name("floors.json")


def places_of(text: str) -> list[Said]:
    """The places of the machine's view of a text, with offsets in the text as given."""
    data = chancery.read(text)
    shift = text.find(data["text"])  # what is filed is the text without the blanks around it
    if shift < 0:
        raise ValueError("the text was filed in another form, so that its offsets cannot be compared")
    return [
        Said(one["start"] + shift, one["end"] + shift, None if one["lat"] is None else (one["lat"], one["lon"]))
        for one in data["places"]
    ]


def is_demonym(words: str) -> bool:
    """Whether the words are an adjective or noun of a people in the actor list."""
    found = actor_list().named(words)
    return bool(found) and found[0].kind in ("demonym", "people")


def score(texts: list[Marked]) -> tuple[Tally, Tally]:
    """Tallies over all toponyms, and over those that are no demonyms."""
    whole, without = Tally(), Tally()
    for marked in texts:
        said = places_of(marked.text)
        names: list[Toponym] = [one for one in marked.toponyms if not is_demonym(marked.text[one.start : one.end])]
        whole.add(marked.toponyms, said)
        without.add(names, said)
    return whole, without


def score_all(shared: Path) -> tuple[dict[str, Row], dict[str, Row], list[str]]:
    """Scores by set in percent, what is told beside them, and a reason for each set left out."""
    rows: dict[str, Row] = {}
    beside: dict[str, Row] = {}
    skipped = []
    for name, place in SETS.items():
        if not (shared / place).exists():
            skipped.append(f"{name}: no {place}")
            continue
        texts = load(shared, name)
        start = time.perf_counter()
        whole, without = score(texts)
        rows[name], beside[name] = whole.row(), whole.distances() | {"seconds": round(time.perf_counter() - start, 1)}
        if without.marked < whole.marked - len(texts) / 10:
            rows[f"{name}, no demonyms"], beside[f"{name}, no demonyms"] = without.row(), without.distances()
    return rows, beside, skipped


def main() -> int:
    """Print the scores; 1 where a score falls below its floor."""
    parser = argparse.ArgumentParser(prog="python -m bench.places", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CHANCERY_SHARED", "../shared")))
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--keep", action="store_true", help="leave the floors alone; else higher scores raise them")
    parser.add_argument("--lower", metavar="REASON", default="", help="lower floors that scores fall below, and why")
    options = parser.parse_args()
    rows, beside, skipped = score_all(options.shared)
    if options.json:
        print(json.dumps({"scores": rows, "beside": beside, "skipped": skipped}))
    else:
        for name, row in rows.items():
            print(f"{name:22}" + "".join(f"  {measure} {value:g}" for measure, value in (row | beside[name]).items()))
        for reason in skipped:
            print(f"left out: {reason}")
    gold = file_hashes(options.shared, SETS.values())
    failures = hold(FLOORS, rows, gold, reason=options.lower, write=not options.keep)
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
