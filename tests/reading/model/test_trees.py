"""Trees out of head scores."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.reading.model.trees import decode_heads


def is_tree(heads: list[int]) -> bool:
    """Whether the heads (1-based, 0 the root) make one tree with one root."""
    if heads.count(0) != 1:
        return False
    for start in range(len(heads)):
        at, steps = start, 0
        while heads[at] != 0:
            at, steps = heads[at] - 1, steps + 1
            if steps > len(heads):
                return False
    return True


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 25), min_size=1, max_size=5))
def test_every_sentence_gets_one_tree(seed: int, lengths: list[int]) -> None:
    size = max(lengths) + 1
    scores = np.random.default_rng(seed).normal(size=(len(lengths), size, size)).astype(np.float32)
    heads = decode_heads(scores, np.array(lengths))
    for row, length in zip(heads.tolist(), lengths, strict=True):
        assert is_tree(row[1 : length + 1])


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_small_sentences_get_the_best_tree(seed: int, length: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(1, length + 1, length + 1)).astype(np.float32)
    heads = decode_heads(scores, np.array([length]))[0, 1 : length + 1]
    rows = np.arange(1, length + 1)
    ways = itertools.product(range(length + 1), repeat=length)
    best = max(scores[0, rows, list(way)].sum() for way in ways if is_tree(list(way)))
    assert np.isclose(scores[0, rows, heads].sum(), best, atol=1e-4)


def test_equal_scores_still_make_a_tree() -> None:
    heads = decode_heads(np.zeros((1, 181, 181), dtype=np.float32), np.array([180]))
    assert is_tree(heads[0, 1:].tolist())
