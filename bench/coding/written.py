"""The written sentences: sentences of our own, each with a type and marks; none of them reports a real event."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from bench.coding.articles import ANNOTATIONS

Marks = dict[str, tuple[int, int]]
_MARK = re.compile(r"[\[\]{}*]")


def read_written() -> Iterator[tuple[str, str, Marks]]:
    """Type (or NONE), text and marks of every written sentence; see `unmarked` for the marks."""
    with (ANNOTATIONS / "written.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            text, marks = unmarked(row["sentence"])
            yield row["type"], text, marks


def unmarked(sentence: str) -> tuple[str, Marks]:
    """A written sentence without its marks, and where "[", "{" and "*" begin and end."""
    kept: list[str] = []
    opened: dict[str, int] = {}
    marks: Marks = {}
    for sign in sentence:
        mark = {"]": "[", "}": "{"}.get(sign, sign)
        if not _MARK.fullmatch(sign):
            kept.append(sign)
        elif mark in opened:
            marks.setdefault(mark, (opened.pop(mark), len(kept)))
        else:
            opened[mark] = len(kept)
    return "".join(kept), marks
