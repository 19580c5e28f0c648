"""The type of marked pairs of actors: what the one does to the other in a sentence (PLOVER's root types).

The set's text is in the shared folder and never learned from. RETREAT and CONCEDE count as one type, YIELD; a pair of
which the coder says "none" is wrong. Macro-F1 over the types that the gold has, by root type and by quad class (verbal
and material, cooperation and conflict).
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

#: Where the set lies in the shared folder.
PLV = "bench/plv-dev/plv_dev.tsv.gz"
_MARK = re.compile(r"</?[st]>")
QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}
CodePair = Callable[[str, tuple[int, int], tuple[int, int]], str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with the characters of two actors, and the type of what the one does to the other."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int]
    type: str


def read_pairs(shared: Path) -> list[Pair]:
    """The marked pairs; one whose mark is missing is looked up by its words."""
    with gzip.open(shared / PLV, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(io.StringIO(file.read()), delimiter="\t"))
    return [
        Pair(
            row["sentence"],
            _span(row["marked_sentence"], "s", row["sentence"], row["source"]),
            _span(row["marked_sentence"], "t", row["sentence"], row["target"]),
            row["gold_root"],
        )
        for row in rows
    ]


def _span(marked: str, mark: str, text: str, words: str) -> tuple[int, int]:
    opened, closed = marked.find(f"<{mark}>"), marked.find(f"</{mark}>")
    if opened < 0:
        at = max(0, text.find(words))
        return at, at + len(words)
    start = len(_MARK.sub("", marked[:opened]))
    return start, start + len(_MARK.sub("", marked[opened:closed]))


def root_of(type_: str) -> str:
    """The root type as the set has it: RETREAT and CONCEDE are YIELD."""
    return "YIELD" if type_ in ("RETREAT", "CONCEDE") else type_


def score_pairs(pairs: Sequence[Pair], code_pair: CodePair) -> tuple[dict[str, float], Counter[tuple[str, str]]]:
    """Macro-F1 and accuracy in percent, root and quad, and how often each gold type was taken for which."""
    gold = [pair.type for pair in pairs]
    told = [root_of(code_pair(pair.text, pair.source, pair.target)) for pair in pairs]
    quad_gold, quad_told = [QUAD[name] for name in gold], [QUAD.get(name, name) for name in told]
    row = {
        "root_macro_f1": _macro(gold, told),
        "quad_macro_f1": _macro(quad_gold, quad_told),
        "root_accuracy": 100 * sum(map(str.__eq__, gold, told)) / len(gold),
        "quad_accuracy": 100 * sum(map(str.__eq__, quad_gold, quad_told)) / len(gold),
        "told": 100 * sum(name != "none" for name in told) / len(gold),
    }
    row |= dict(_by_type(gold, told))
    return {name: round(value, 1) for name, value in row.items()}, Counter(zip(gold, told, strict=True))


def _macro(gold: Sequence[str], told: Sequence[str]) -> float:
    scores = [score for _, score in _by_type(gold, told)]
    return sum(scores) / len(scores)


def _by_type(gold: Sequence[str], told: Sequence[str]) -> Iterator[tuple[str, float]]:
    true, said = Counter(gold), Counter(told)
    right = Counter(one for one, other in zip(gold, told, strict=True) if one == other)
    for name in sorted(true):
        yield name, 200 * right[name] / (true[name] + said[name])
