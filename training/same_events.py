"""`python -m training.same_events`: learns by which weights two reports' accounts are judged to be of one event.

A logistic curve over what came out of each comparison (`chancery.matching.comparing`), learned on the pairs of accounts
that share a block in the labelled stories (annotations/same_events.jsonl, part train: Wikinews and the dossier).
There are few events that several reports tell, so weights are drawn towards PRIOR, which says by common sense what each
outcome should weigh, and leave it as far as the pairs demand. How strongly they are drawn, and what the bounds give, is
found by leaving out one story at a time.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import math
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.record.gold import GoldReport, labelled
from bench.record.pairs import UNTOLD, Account, accounts_of, coded
from chancery.matching.apart import what_forbids
from chancery.matching.blocks import keys
from chancery.matching.comparing import compare_traits
from chancery.shelf.artefacts import SHELF
from chancery.terms import Claim
from training.judged import judged_pairs, judgements_file

Floats = NDArray[np.float64]
FILE = "models/same_events.yaml"
BIAS = -2.5
#: What each outcome should add to the log-odds, before any pair is looked at.
PRIOR: dict[str, dict[str, float]] = {
    "type": {"same": 0.5, "kin": -0.5, "other": -1.5},
    "mode": {"same": 0.5, "kin": -0.1, "other": -0.8, "unknown": 0.0},
    "rule": {"same": 0.4, "other": -0.2, "unknown": 0.0},
    "word": {"same": 0.6, "one meaning": 0.3, "close": 0.3, "akin": 0.0, "far": -0.5},
    "actors": {
        "same": 0.9, "same group": 0.4, "same country": 0.4, "related": 0.2, "one side": 0.0, "neither": 0.0,
        "unclear": -0.4, "apart": -1.5,
    },
    "recipients": {
        "same": 0.9, "same group": 0.4, "same country": 0.4, "related": 0.2, "one side": 0.0, "neither": 0.0,
        "unclear": -0.4, "apart": -1.5,
    },
    "sides": {"0": -0.3, "1": 0.2, "2": 0.6, "named": 0.6},
    "place": {
        "same": 0.7, "near": 0.4, "within": 0.4, "country": 0.1, "unknown": 0.0, "apart": -1.0, "apart, around": -0.4,
    },
    "date": {
        "same day": 1.2, "same week": 0.8, "same month": 0.4, "wide": 0.0, "next day": 0.6, "days apart": -0.3,
        "same start": 1.0, "starts apart": -0.6, "its news": 0.5, "old news": -0.3, "neither": -0.4, "one side": -0.2,
        "apart": -2.0, "apart, inferred": -1.2,
    },
    "published": {
        "dated": 0.0, "same day": 0.3, "1-3": 0.2, "4-10": 0.0, "11-60": -0.3, "61-200": -0.6, "later": -0.9,
        "unknown": 0.0,
    },
    "counts": {"same": 1.2, "close": 0.4, "unknown": 0.0, "clash": -1.0},
    "act": {
        "once, one party": 1.2, "once": 0.0, "lasting, one scene": 0.6, "lasting": 0.0, "spoken, near": 0.2,
        "spoken, dated": 0.0, "spoken, far": -0.8, "other": 0.0, "unlike": -0.3,
    },
    "status": {"same": 0.2, "other": -0.2, "real or not": -1.0},
    "wording": {"0": -0.9, "1": -0.4, "2": 0.1, "3": 0.6, "4": 1.0, "5": 1.4, "6": 1.8},
    "names": {"0": -0.4, "1": 0.0, "2": 0.4, "3": 0.7, "4": 0.9},
    "numbers": {"0": 0.0, "1": 0.3, "2": 0.6},
    "story": {"few": 0.0, "0": -0.6, "1": -0.2, "2": 0.3, "3": 0.6, "4": 0.8},
}  # fmt: skip
COLUMNS = [(name, found) for name, row in PRIOR.items() for found in row]
_AT = {column: at for at, column in enumerate(COLUMNS)}
TRIED = (0.3, 1.0, 3.0, 10.0)
#: Features that nearly all pairs agree in, so that what few pairs say of them is chance, are drawn this much harder.
FIRMLY, FIRM = frozenset({"status", "mode", "counts"}), 10.0
#: How sure a judgement "same" must be on average at its bound, and from which chance a person should look.
SAME, UNSURE = 0.5, 0.2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts that share a block, with what came out of each comparison, and whether they are of one event."""

    traits: Mapping[str, str]
    one: Account
    other: Account
    story: str
    same: bool
    share: float


def main() -> int:
    """Learn, say how well it does on stories left out, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.same_events", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CHANCERY_SHARED", "../shared")))
    parser.add_argument("--dry", action="store_true", help="print, and write nothing")
    options = parser.parse_args()
    pairs: list[Pair] = []
    for name in ("wikinews", "dossier"):
        reports = [gold for gold in labelled(options.shared, name) if gold.part == "train"]
        pairs += labelled_pairs(reports, coded(reports))
    judged = judgements_file()
    if judged is not None:
        pairs += people_pairs(judged)
    pull = min(TRIED, key=lambda tried: _loss(pairs, left_out(pairs, tried)))
    chances = left_out(pairs, pull)
    print(f"{len(pairs)} pairs, {sum(pair.same for pair in pairs)} of one event; pull {pull:g}")
    for line in table(pairs, chances):
        print(line)
    bias, weights = fit(pairs, pull)
    if not options.dry:
        write(bias, weights, SHELF)
    return 0


def people_pairs(file: Path) -> Iterator[Pair]:
    """The pairs that people judged (docs/review.md), each by itself: of two that were not judged nothing is known."""
    for told in judged_pairs(file):
        reports = told.gold()
        yield from labelled_pairs(reports, coded(reports))


def labelled_pairs(reports: Sequence[GoldReport], claims: Sequence[Claim]) -> Iterator[Pair]:
    """Pairs of accounts of different reports that share a block and that nothing forbids."""
    stories = {gold.report.id: gold.story for gold in reports}
    accounts = [account for account in accounts_of(reports, claims) if account.event != UNTOLD]
    keyed = [keys(account.happening) for account in accounts]
    found = []
    for (one, left), (other, right) in itertools.combinations(zip(accounts, keyed, strict=True), 2):
        if one.happening.report == other.happening.report or not set(left.keys) & set(right.keys):
            continue
        if left.days.may_equal(right.days):
            traits = compare_traits(one.happening, other.happening)
            if what_forbids(one.happening, other.happening, traits) is None:
                found.append((traits, one, other))
    told = Counter(one.event for _, one, other in found if one.event == other.event)
    for traits, one, other in found:
        same = one.event == other.event
        # An event that many reports tell gives many pairs that are much alike: together they count as their root.
        share = 1 / math.sqrt(told[one.event]) if same else 1.0
        yield Pair(traits, one, other, stories[one.happening.report], same, share)


def fit(pairs: Sequence[Pair], pull: float) -> tuple[float, Floats]:
    """Bias and weights that make the labels likeliest, drawn towards the prior; Newton's method.

    Shapes:  weights in the order of COLUMNS.
    """
    rows = np.array([[1.0, *_row(pair.traits)] for pair in pairs])
    same = np.array([pair.same for pair in pairs], float)
    share = np.array([pair.share for pair in pairs])
    prior = np.array([BIAS, *(PRIOR[name][found] for name, found in COLUMNS)])
    strength = np.array([1.0, *(pull * (FIRM if name in FIRMLY else 1.0) for name, _ in COLUMNS)])
    strength[0] = 0.01
    weights = prior.copy()
    for _ in range(50):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (share * (chances - same)) + strength * (weights - prior)
        curve = (rows * (share * chances * (1 - chances))[:, None]).T @ rows + np.diag(strength)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-9:
            break
    return float(weights[0]), weights[1:]


def left_out(pairs: Sequence[Pair], pull: float) -> Floats:
    """The chance of each pair by weights learned without its story."""
    found = np.zeros(len(pairs))
    for story in sorted({pair.story for pair in pairs}):
        bias, weights = fit([pair for pair in pairs if pair.story != story], pull)
        for at, pair in enumerate(pairs):
            if pair.story == story:
                found[at] = 1 / (1 + math.exp(-bias - float(_row(pair.traits) @ weights)))
    return found


def table(pairs: Sequence[Pair], chances: Floats) -> Iterator[str]:
    """Precision and recall of judging from some chances on, and whether chances are what they say."""
    same = np.array([pair.same for pair in pairs])
    for bound in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        made = chances >= bound
        right = int((same & made).sum())
        precision = right / max(1, int(made.sum()))
        false, recall = int(made.sum()) - right, right / same.sum()
        yield f"from {bound}: {right} right, {false} false (precision {precision:.0%}), recall {recall:.0%}"
    for low, high in itertools.pairwise((0.0, 0.05, 0.2, 0.5, 0.8, 1.01)):
        inside = (chances >= low) & (chances < high)
        if inside.any():
            yield f"told {low:g} to {high:g}: {int(inside.sum())} pairs, {same[inside].mean():.0%} of one event"


def _loss(pairs: Sequence[Pair], chances: Floats) -> float:
    safe = np.clip(chances, 1e-6, 1 - 1e-6)
    return -sum(
        pair.share * math.log(chance if pair.same else 1 - chance) for pair, chance in zip(pairs, safe, strict=True)
    )


def _row(traits: Mapping[str, str]) -> Floats:
    row = np.zeros(len(COLUMNS))
    for column in traits.items():
        row[_AT[column]] = 1.0
    return row


def write(bias: float, weights: Floats, shelf: Path) -> None:
    """The weights as a file, and its hash in the manifest."""
    by_name: dict[str, dict[str, float]] = {name: {} for name in PRIOR}
    for (name, found), weight in zip(COLUMNS, weights, strict=True):
        by_name[name][found] = round(float(weight), 2)
    lines = [
        "# Log-odds by which two reports' accounts are judged to be of one event: python -m training.same_events",
        'version: "1.0"',
        f"bias: {bias:.2f}",
        f"bounds: {{same: {SAME}, unsure: {UNSURE}}}",
        "weights:",
    ]
    lines += [f"  {name}: {{{_cells(row)}}}" for name, row in by_name.items()]
    file = shelf / FILE
    file.write_text("\n".join(lines) + "\n", "utf-8")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    manifest = shelf / "manifest.toml"
    text = manifest.read_text("utf-8")
    pattern = rf'(file = "{re.escape(FILE)}"\nversion = "[^"]*"\nsha256 = ")[0-9a-f]+'
    manifest.write_text(re.sub(pattern, rf"\g<1>{digest}", text), "utf-8")


def _cells(row: Mapping[str, float]) -> str:
    return ", ".join(f'"{found}": {weight:g}' for found, weight in row.items())


if __name__ == "__main__":
    raise SystemExit(main())
