"""Our own expressions of time.

The expressions (`expressions.jsonl`) are our own sentences, each with the report's date, and every expression of time
that a careful reader marks in it: its characters and its EDTF value, or its length in days. A sentence without any is
a trap.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.floors import Row
from chancery.reading.times import find_times
from chancery.terms import PartialDate, Report, Sentence, TimeMention, Token

EXPRESSIONS = Path(__file__).with_name("expressions.jsonl")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9][.!?])\s+(?=[A-Z])")
_SHORT = re.compile(r"\b(?:Nov|Sept|Dec|a\.m|p\.m)\.$")


def sentences_of(text: str) -> list[Sentence]:
    """Sentences and tokens by plain patterns, without tags: the rules must do with that."""
    cuts = [
        0,
        *(found.end() for found in _SENTENCE_END.finditer(text) if not _SHORT.search(text[: found.start()])),
        len(text),
    ]
    sentences = []
    for number, (start, end) in enumerate(pairwise(cuts)):
        tokens = tuple(
            Token(start + found.start(), start + found.end(), found[0], found[0].lower(), "")
            for found in _TOKEN.finditer(text[start:end])
        )
        sentences.append(Sentence(number, start, end, 0, tokens))
    return sentences


def times_of(row: dict[str, Any]) -> list[TimeMention]:
    """What the rules find in one row's text."""
    report = Report(text=row["text"], published=PartialDate.parse(row["published"]))
    return find_times(report, sentences_of(row["text"]))


def misses(row: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Expected expressions that were not found exactly, and found ones that were not expected, in words."""
    found = times_of(row)
    wrong, used = [], set()
    for expected in row["expected"]:
        match = next(
            (
                i
                for i, mention in enumerate(found)
                if (mention.start, mention.end) == (expected["start"], expected["end"])
            ),
            None,
        )
        if match is None:
            wrong.append(f"not found: {expected['text']!r}")
            continue
        used.add(match)
        mention = found[match]
        if mention.kind != expected["kind"]:
            wrong.append(f"{expected['text']!r}: {mention.kind}, not {expected['kind']}")
        elif mention.date.edtf != expected["edtf"]:
            wrong.append(f"{expected['text']!r}: {mention.date.edtf!r}, not {expected['edtf']!r}")
        elif mention.kind == "duration" and (mention.days_low, mention.days_high) != (
            expected["days_low"],
            expected["days_high"],
        ):
            wrong.append(f"{expected['text']!r}: {mention.days_low}..{mention.days_high} days")
    spurious = [
        f"{row['text'][mention.start : mention.end]!r} ({mention.rule})"
        for i, mention in enumerate(found)
        if i not in used
    ]
    return wrong, spurious


def score_own() -> tuple[Row, list[str]]:
    """`exact`: share of the expressions found with exact characters and value; `precision`: share of what is found
    that was expected, both in percent; and a line for each miss."""
    rows = [json.loads(line) for line in EXPRESSIONS.read_text(encoding="utf-8").splitlines()]
    expected = sum(len(row["expected"]) for row in rows)
    wrong_count = found_count = spurious_count = 0
    lines = []
    for row in rows:
        wrong, spurious = misses(row)
        found_count += len(times_of(row))
        wrong_count += len(wrong)
        spurious_count += len(spurious)
        where = f"{row['published'] or '(no date)':<11} {row['text']}"
        lines += [f"wrong    {where}\n    {words}" for words in wrong]
        lines += [f"spurious {where}\n    {words}" for words in spurious]
    exact = 100 * (expected - wrong_count) / expected
    precision = 100 * (found_count - spurious_count) / found_count
    return {"expressions": float(expected), "exact": round(exact, 2), "precision": round(precision, 2)}, lines
