"""`python -m bench.places`: how many place names are found, and how near they are put, against their floors.

Two sets, read only: TR-News and GeoVirus (see `sets`); what is counted is told in `scoring`. Scored is `places` of the
machine's view. Of TR-News a second row leaves the toponyms aside that are demonyms by our own actor list, for a demonym
is no place there; a further row of each set counts the names that could not be placed, too: found, and far off.
The places that ship are asked, whatever this user has imported, unless --gazetteer names a file.
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
NO_DEMONYMS = ", no demonyms"
WITH_UNPLACED = ", with unplaced names"


def places_of(text: str) -> tuple[list[Said], list[Said]]:
    """The places of the machine's view of a text, and the names that it cannot place; offsets in the text as given."""
    data = chancery.read(text)
    shift = text.find(data["text"])  # what is filed is the text without the blanks around it
    if shift < 0:
        raise ValueError("the text was filed in another form, so that its offsets cannot be compared")
    placed = [Said(one["start"] + shift, one["end"] + shift, (one["lat"], one["lon"])) for one in data["places"]]
    return placed, [Said(one["start"] + shift, one["end"] + shift, None) for one in data["unplaced"]]


def is_demonym(words: str) -> bool:
    """Whether the words are an adjective or noun of a people in the actor list."""
    found = actor_list().named(words)
    return bool(found) and found[0].kind in ("demonym", "people")


def score(texts: list[Marked]) -> dict[str, Tally]:
    """Tallies by row: all toponyms; those that are no demonyms; and all, with the names that could not be placed."""
    tallies = {"": Tally(), NO_DEMONYMS: Tally(), WITH_UNPLACED: Tally()}
    for marked in texts:
        placed, unplaced = places_of(marked.text)
        names: list[Toponym] = [one for one in marked.toponyms if not is_demonym(marked.text[one.start : one.end])]
        tallies[""].add(marked.toponyms, placed)
        tallies[NO_DEMONYMS].add(names, placed)
        tallies[WITH_UNPLACED].add(marked.toponyms, sorted([*placed, *unplaced], key=lambda one: one.start))
    return tallies


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
        tallies = score(texts)
        seconds = round(time.perf_counter() - start, 1)
        for row, tally in tallies.items():
            if row == NO_DEMONYMS and tally.marked > tallies[""].marked - len(texts) / 10:
                continue  # a set without demonyms
            rows[name + row], beside[name + row] = tally.row(), tally.distances()
        beside[name]["seconds"] = seconds
    return rows, beside, skipped


def main() -> int:
    """Print the scores; 1 where a score falls below its floor."""
    parser = argparse.ArgumentParser(prog="python -m bench.places", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CHANCERY_SHARED", "../shared")))
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--keep", action="store_true", help="leave the floors alone; else higher scores raise them")
    parser.add_argument("--lower", metavar="REASON", default="", help="lower floors that scores fall below, and why")
    parser.add_argument("--gazetteer", default="none", help="an imported gazetteer to ask, too; use it with --keep")
    options = parser.parse_args()
    os.environ["CHANCERY_GAZETTEER"] = options.gazetteer
    rows, beside, skipped = score_all(options.shared)
    if options.json:
        print(json.dumps({"scores": rows, "beside": beside, "skipped": skipped}))
    else:
        for name, row in rows.items():
            print(f"{name:30}" + "".join(f"  {measure} {value:g}" for measure, value in (row | beside[name]).items()))
        for reason in skipped:
            print(f"left out: {reason}")
    gold = file_hashes(options.shared, SETS.values())
    failures = hold(FLOORS, rows, gold, reason=options.lower, write=not options.keep)
    for line in failures:
        print(line, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
