"""The scorer of chains, on the worked examples of the papers that defined the measures, figured by hand."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.reading.chain_metrics import ChainScores, ScoredMention, _best_pairing, pair_by_head

TWELVE = ["12345", "67", "89ABC"]
partitions = st.lists(st.integers(0, 5), min_size=1, max_size=14).map(
    lambda numbers: [[at for at, n in enumerate(numbers) if n == chain] for chain in sorted(set(numbers))]
)


def scored(said: list[str], true: list[str]) -> ChainScores:
    scores = ChainScores()
    scores.add(said, true)
    return scores


def test_two_chains_of_twelve_mentions_run_together() -> None:
    """The example of Bagga and Baldwin, taken up by Luo: one wrong link, small chain with large."""
    scores = scored(["12345", "6789ABC"], TWELVE)
    assert (scores.muc.found, scores.muc.sought, scores.muc.right, scores.muc.said) == (9, 9, 9, 10)
    assert scores.b3.found / scores.b3.sought == pytest.approx(1.0)
    assert scores.b3.right / scores.b3.said == pytest.approx((5 + (4 + 25) / 7) / 12)
    assert scores.ceafe.f1 == pytest.approx(100 * 2 * (1 + 10 / 12) / 5)


def test_the_worse_of_two_single_errors() -> None:
    """The same link count, but two large chains run together: B-cubed tells, MUC does not."""
    scores = scored(["1234589ABC", "67"], TWELVE)
    assert scores.muc.f1 == pytest.approx(100 * 18 / 19)
    assert scores.b3.right / scores.b3.said == pytest.approx(7 / 12)


def test_mentions_that_the_gold_does_not_have() -> None:
    """The example of Pradhan and others: four mentions that are not on both sides."""
    scores = scored(["ab", "cd", "fghi"], ["abc", "defg"])
    assert (scores.muc.found, scores.muc.sought, scores.muc.right, scores.muc.said) == (2, 5, 2, 5)
    assert scores.b3.found / scores.b3.sought == pytest.approx(35 / 12 / 7)
    assert scores.b3.right / scores.b3.said == pytest.approx(4 / 8)
    assert scores.ceafe.found == pytest.approx(0.8 + 0.5)
    assert (scores.ceafe.sought, scores.ceafe.said) == (2, 3)
    assert scores.mentions.found == 6
    assert scores.conll == pytest.approx((40 + 200 * (35 / 84) * 0.5 / (35 / 84 + 0.5) + 52) / 3)


def test_nothing_said_scores_nothing() -> None:
    assert scored([], TWELVE).conll == 0.0
    assert scored([], []).conll == 0.0


@given(partitions)
def test_the_truth_scores_full_but_for_muc_without_links(chains: list[list[int]]) -> None:
    scores = ChainScores()
    scores.add(chains, chains)
    assert scores.b3.f1 == pytest.approx(100)
    assert scores.ceafe.f1 == pytest.approx(100)
    assert scores.muc.f1 == pytest.approx(100 if any(len(chain) > 1 for chain in chains) else 0)


@given(partitions, partitions)
def test_changing_sides_changes_no_f1(left: list[list[int]], right: list[list[int]]) -> None:
    one, other = ChainScores(), ChainScores()
    one.add(left, right)
    other.add(right, left)
    assert one.conll == pytest.approx(other.conll)


@given(st.integers(1, 4), st.integers(1, 5), st.data())
def test_best_pairing_is_the_best_of_all(rows: int, columns: int, data: st.DataObject) -> None:
    cells = data.draw(st.lists(st.integers(0, 20), min_size=rows * columns, max_size=rows * columns))
    table = np.array(cells, dtype=float).reshape(rows, columns)
    wide = table if rows <= columns else table.T
    best = max(
        sum(wide[row, column] for row, column in enumerate(chosen))
        for chosen in permutations(range(wide.shape[1]), wide.shape[0])
    )
    assert _best_pairing(table) == pytest.approx(best)


def test_heads_pair_by_span_first() -> None:
    """A coordination and its first part have one head: each is paired with its like."""
    part, whole = ScoredMention((0, 4), (0, 4)), ScoredMention((0, 12), (0, 4))
    said, true = pair_by_head([[ScoredMention((0, 9), (0, 4))], [ScoredMention((0, 4), (0, 4))]], [[part], [whole]])
    assert said == [[1], [0]]
    assert true == [[0], [1]]


def test_a_head_is_paired_once() -> None:
    said, _ = pair_by_head(
        [[ScoredMention((0, 4), (0, 4)), ScoredMention((0, 6), (0, 4))]], [[ScoredMention((0, 4), (0, 4))]]
    )
    assert said == [[0, ("said", 1)]]
