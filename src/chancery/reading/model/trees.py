"""Trees out of head scores: always one root, never a circle."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]

#: Score of what cannot be.
NEVER = np.float32(-1e9)


def decode_heads(scores: FloatArray, lengths: IntArray) -> IntArray:
    """Heads of every word of a batch of sentences, each a tree with exactly one root.

    Shapes: scores is sentences x (words + 1) x (words + 1), row the dependent, column the head, 0 the
            root; lengths counts each sentence's words, 1 or more. The result has the same rows and
            columns of words; entry 0 of a row, and what lies behind its sentence, means nothing.
    Source: the best head of each word where that is a tree (nine sentences in ten); else Chu-Liu and
            Edmonds, for each root that may still win.
    """
    size = scores.shape[1]
    places = np.arange(size)
    scores = scores.copy()
    scores[:, places, places] = NEVER
    scores[places[None, :] > lengths[:, None]] = NEVER
    scores.transpose(0, 2, 1)[places[None, :] > lengths[:, None]] = NEVER
    heads: IntArray = scores.argmax(axis=2)
    inside = (places[None, :] >= 1) & (places[None, :] <= lengths[:, None])
    heads = np.where(inside, heads, 0)
    for number in np.flatnonzero(~_are_trees(heads, inside)):
        count = int(lengths[number]) + 1
        heads[number, :count] = _best_tree(scores[number, :count, :count])
    return heads


def _are_trees(heads: IntArray, inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """For each sentence, whether it has one root and every word leads to it."""
    one_root = ((heads == 0) & inside).sum(axis=1) == 1
    reached = heads
    steps = 1
    while steps < heads.shape[1]:  # each round doubles how far up a word has looked
        reached = np.take_along_axis(reached, reached, axis=1)
        steps *= 2
    arrived: NDArray[np.bool_] = one_root & (np.where(inside, reached, 0) == 0).all(axis=1)
    return arrived


def _best_tree(scores: FloatArray) -> IntArray:
    """The best single-root tree of one sentence: words + 1 heads, entry 0 unused."""
    size = scores.shape[0]
    if size == 2:
        return np.zeros(2, dtype=np.int64)
    roots = scores[1:, 0]
    # The loss of a word that becomes root is its root score against its best other head; only the few
    # words with the least loss can be the root of the best tree in practice.
    loss = scores[1:, 1:].max(axis=1) - roots
    best, best_score = np.zeros(size, dtype=np.int64), -np.inf
    for root in np.argsort(loss, kind="stable")[:4]:
        limited = scores.copy()
        limited[1:, 0] = NEVER
        limited[root + 1, :] = NEVER
        limited[root + 1, 0] = roots[root]
        heads = _edmonds(limited)
        score = float(limited[np.arange(1, size), heads[1:]].sum())
        if score > best_score:
            best, best_score = heads, score
    return best


def _edmonds(scores: FloatArray) -> IntArray:
    """Heads of the best tree under node 0, by contracting circles until none is left."""
    size = scores.shape[0]
    heads: IntArray = scores.argmax(axis=1)
    heads[0] = 0
    circle = _circle(heads)
    if circle is None:
        return heads
    inside = np.zeros(size, dtype=bool)
    inside[circle] = True
    outside = np.flatnonzero(~inside)
    rows = np.array(circle)
    # The circle becomes one node, the last of the smaller problem.
    lost = scores[rows, heads[rows]]
    entering = scores[np.ix_(rows, outside)] - lost[:, None]
    leaving = scores[np.ix_(outside, rows)]
    smaller = np.full((len(outside) + 1, len(outside) + 1), NEVER, dtype=scores.dtype)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = entering.max(axis=0) + lost.sum()
    smaller[:-1, -1] = leaving.max(axis=1)
    smaller[0, :] = NEVER
    solved = _edmonds(smaller)
    result = heads.copy()
    for place, word in enumerate(outside):
        if place == 0:
            continue
        head = solved[place]
        result[word] = rows[leaving[place].argmax()] if head == len(outside) else outside[head]
    head = solved[-1]
    opened = rows[entering[:, head].argmax()]
    result[opened] = outside[head]
    return result


def _circle(heads: IntArray) -> list[int] | None:
    """The words of one circle, or None."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path: list[int] = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return path[path.index(at) :]
        for seen in path:
            state[seen] = 2
    return None
