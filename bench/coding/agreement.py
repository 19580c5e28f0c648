"""`python -m bench.coding.agreement`: how far two annotators agree on the articles that both annotated.

The measures are those of the coder (`bench.coding.scores`), one reading scored against the other; F1 does not depend on
which of the two is taken for gold.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from bench.coding.articles import read_articles
from bench.coding.scores import compare


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.coding.agreement", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CHANCERY_SHARED", "../shared")))
    options = parser.parse_args()
    first = {article.doc: article for article in read_articles(options.shared, name="first")}
    second = read_articles(options.shared, name="second")
    pairs = [(first[article.doc].events, article.events) for article in second]
    agreement = compare(pairs)
    print(f"{len(pairs)} articles, {agreement.all.true} and {agreement.all.told} events")
    for measure, value in agreement.row().items():
        if measure not in ("event_precision", "event_recall"):
            print(f"{measure:16} {value:5.1f}")
    for name, tally in sorted(agreement.types.items()):
        print(f"  {name:10} {tally.true:4} and {tally.told:4}, F1 {tally.f1:5.1f}")
    for (one, other), times in agreement.mixed.most_common(10):
        print(f"  {times} times {one} for the one and {other} for the other")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
