"""`python -m bench.actors`: country and sector of the actors annotated in news articles, the article as context."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.coding.articles import WIKINEWS, Article, Party, read_articles
from chancery import resolve_actor
from chancery.terms import Actor


@dataclass(frozen=True, slots=True)
class Answer:
    """One annotated actor of an article with what we make of it."""

    doc: str
    gold: Party
    ours: Actor

    @property
    def country_right(self) -> bool:
        """Whether the countries are the same, none included."""
        return self.gold.country == self.ours.country

    @property
    def sector_right(self) -> bool:
        """Whether the sectors are the same; an annotated "unknown" is none."""
        return self.gold.sector.replace("UNK", "") == self.ours.sector


def main() -> int:
    """Prints the figures of a part; with --differences also what is wrong in the part to learn from."""
    parser = argparse.ArgumentParser(prog="python -m bench.actors", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CHANCERY_SHARED", "../shared")))
    parser.add_argument("--part", choices=("dev", "test"), default="dev", help="which articles are scored")
    parser.add_argument("--differences", action="store_true", help="print what is wrong (dev only)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    if options.differences and options.part == "test":
        parser.error("the test part is not looked at: --differences goes with --part dev")
    if not (options.shared / WIKINEWS).exists():
        print(f"skipped: no {WIKINEWS} in {options.shared}", file=sys.stderr)
        return 0
    articles = read_articles(options.shared, part=options.part)
    started = time.perf_counter()
    answers = [answer for article in articles for answer in answers_of(article)]
    elapsed_s = time.perf_counter() - started
    row = scores(answers) | {"ms_each": round(1000 * elapsed_s / max(1, len(answers)), 2)}
    if options.differences:
        for answer in answers:
            if not (answer.country_right and answer.sector_right):
                gold, ours = answer.gold, answer.ours
                print(
                    f"{answer.doc}\t{gold.text}\t{gold.country} {gold.sector}\t{ours.country} {ours.sector}\t{ours.id}"
                )
    print(json.dumps(row) if options.json else "  ".join(f"{name} {value}" for name, value in row.items()))
    return 0


def answers_of(article: Article) -> Iterator[Answer]:
    """Every actor of an article once: the same words with the same codes are asked one time."""
    on = date.fromisoformat(article.published) if len(article.published) == 10 else None
    parties = dict.fromkeys(party for event in article.events for party in (*event.source, *event.target))
    for party in parties:
        yield Answer(article.doc, party, resolve_actor(party.text, on=on, context=article.text))


def scores(answers: Sequence[Answer]) -> dict[str, float]:
    """Shares in percent: country, sector and both right; `country_where_known` of those whose country is annotated."""
    known = [answer for answer in answers if answer.gold.country]
    return {
        "actors": len(answers),
        "country": _percent([answer.country_right for answer in answers]),
        "country_where_known": _percent([answer.country_right for answer in known]),
        "sector": _percent([answer.sector_right for answer in answers]),
        "both": _percent([answer.country_right and answer.sector_right for answer in answers]),
    }


def _percent(right: Sequence[bool]) -> float:
    return round(100 * sum(right) / len(right), 1) if right else 0.0


if __name__ == "__main__":
    sys.exit(main())
