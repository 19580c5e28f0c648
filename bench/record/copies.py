"""How many altered copies of real articles are found, and how many different articles are taken for copies.

    python -m bench.record.copies ARTICLES.jsonl

Each article (a JSON object with `text` a line) is altered in several ways, and all originals and altered texts are
looked through together. A pair is right where both come of one article.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

from chancery.intake import make_report
from chancery.matching.copies import find_copies
from chancery.terms import Report, Source

_LEAST_WORDS = 120
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_FORM = "The full text of this notice is published by the editors, who ask readers to write in with corrections to it."


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def headline_changed(parts: list[str], draw: random.Random) -> list[str]:
    """Another headline and dateline over the same text."""
    return ["What is known so far", *parts]


def paragraph_added(parts: list[str], draw: random.Random) -> list[str]:
    """The same with a paragraph of another article put in."""
    at = draw.randint(1, len(parts))
    return [*parts[:at], _FORM, *parts[at:]]


def sentences_dropped(parts: list[str], draw: random.Random) -> list[str]:
    """One sentence in six is gone."""
    kept = (" ".join(one for one in _SENTENCE.split(part) if draw.random() > 1 / 6) for part in parts)
    return [part for part in kept if part]


def punctuation(parts: list[str], draw: random.Random) -> list[str]:
    """Quotation marks, dashes and case as another house writes them."""
    return [part.replace('"', "”").replace(" - ", " — ").replace("percent", "per cent").upper() for part in parts]


def first_half(parts: list[str], draw: random.Random) -> list[str]:
    """The first half of the text only."""
    words = sum(len(part.split()) for part in parts)
    kept: list[str] = []
    for part in parts:
        if sum(len(one.split()) for one in kept) >= words / 2:
            break
        kept.append(part)
    return kept


def names_and_numbers(parts: list[str], draw: random.Random) -> list[str]:
    """The same form with other names and numbers: no copy, but another event told in the same words."""
    names: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word[0].isdigit():
            return str(int(word) + draw.randint(1, 9))
        return names.setdefault(word, "".join(draw.sample("abdegiklmnorstu", 6)).capitalize())

    return [re.sub(r"(?<=[a-z,] )[A-Z][a-z]+|\b\d+\b", other, part) for part in parts]


COPIES: dict[str, Callable[[list[str], random.Random], list[str]]] = {
    "headline changed": headline_changed,
    "paragraph added": paragraph_added,
    "sentences dropped": sentences_dropped,
    "punctuation and case": punctuation,
    "first half only": first_half,
}


def main() -> None:
    """Print what was found, by kind of alteration."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    wanted = parser.parse_args()
    draw = random.Random(1)
    rows = [json.loads(line)["text"] for line in wanted.articles.read_text(encoding="utf-8").splitlines()]
    texts = [paragraphs(text) for text in rows if len(text.split()) >= _LEAST_WORDS]
    made: list[tuple[int, str, Report]] = []
    for number, parts in enumerate(texts):
        forms = {"original": parts, "names and numbers": names_and_numbers(parts, draw)}
        forms |= {name: alter(parts, draw) for name, alter in COPIES.items()}
        for name, form in forms.items():
            report = make_report("\n\n".join(form), source=Source(name), given_id=f"{number} {name}")
            if isinstance(report, Report):
                made.append((number, name, report))
    home = {report.id: (number, name) for number, name, report in made}
    began = time.process_time()  # of this process alone: other work on the machine is hardly in it
    pairs = {(copy.left, copy.right) for copy in find_copies([report for _, _, report in made])}
    taken = time.process_time() - began
    original = {number: report.id for number, name, report in made if name == "original"}
    each = f"{taken:.1f} s of one core, {1000 * taken / len(made):.1f} ms a text"
    print(f"{len(texts)} articles, {len(made)} texts, {each}")
    for kind in COPIES:
        wanted_pairs = [
            tuple(sorted((report.id, original[number])))
            for number, name, report in made
            if name == kind and number in original
        ]
        print(f"{kind:22} {sum(pair in pairs for pair in wanted_pairs)} of {len(wanted_pairs)} found")
    strangers = [pair for pair in pairs if home[pair[0]][0] != home[pair[1]][0]]
    forms_taken = [
        pair for pair in pairs if pair not in strangers and "names and numbers" in (home[pair[0]][1], home[pair[1]][1])
    ]
    same = len(pairs) - len(strangers) - len(forms_taken)
    print(
        f"precision {same / len(pairs):.4f} ({len(strangers)} pairs of different articles, {len(forms_taken)} of forms)"
    )


if __name__ == "__main__":
    main()
