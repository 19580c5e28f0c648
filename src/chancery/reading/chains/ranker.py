"""The learned ranker of antecedents at run time: plain numpy over one small file of weights."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chancery.reading.chains.features import FEATURES, PAIRS_AT_ONCE, VECTOR_WIDTH, Floats, Pairs, Phrases
from chancery.reading.weights import read_weights
from chancery.terms.errors import ArtefactError

_REMEDY = "rebuild it with `python -m training.coreference`, or reinstall chancery"

#: Arrays of the file, as `training.chain_net.ChainNet` names them; a candidate's vector parts may be missing.
ARRAYS = (
    "table", "bias", "mention", "mention_bias", "later", "later_bias", "earlier", "later_product", "later_product_bias",
    "earlier_product", "earlier_product_bias", "product", "marks", "sorts", "out", "out_bias", "threshold",
)  # fmt: skip
VECTOR_ARRAYS = ("head_vector", "above_vector", "phrase_vector")

#: Candidates read together, which bounds the memory.
_ROWS_AT_ONCE = 1024


@dataclass(frozen=True, slots=True)
class Scores:
    """What the ranker makes of a report.

    Shapes:  `pairs` a number per pair; `mentions` one per candidate, above 0 where it is likelier a mention than not.
    """

    pairs: Floats
    mentions: Floats


class Ranker:
    """Scores each pair of candidates: how well the later may stand for what the earlier stands for.

    Source:  a mention-pair network trained to rank (Denis and Baldridge 2008, Lee et al. 2017): candidates are read
             once, pairs add up what was read of their two and what holds between them.
    """

    def __init__(self, arrays: dict[str, NDArray[np.floating]]) -> None:
        missing = [name for name in ARRAYS if name not in arrays]
        if missing:
            raise ArtefactError(f"the ranker of antecedents lacks {', '.join(missing)}", remedy=_REMEDY)
        self._arrays: dict[str, Floats] = {
            name: np.ascontiguousarray(array, dtype=np.float32) for name, array in arrays.items()
        }
        self.with_vectors = all(name in arrays for name in VECTOR_ARRAYS)
        self.threshold = float(arrays["threshold"])

    @classmethod
    def load(cls, path: Path) -> Ranker:
        """The ranker of a file.

        Raises:  ArtefactError if the file cannot be read, or was learned with other features than these.
        """
        what = "the ranker of antecedents"
        return cls(read_weights(path, what, key="features", layout=FEATURES, remedy=_REMEDY))

    def score(self, phrases: Phrases, pairs: Pairs, vectors: Floats | None = None) -> Scores:
        """Scores of a report's pairs and candidates.

        Shapes:  `vectors` are tokens of the report x `VECTOR_WIDTH`; without them, or for a ranker learned without,
                 the words and tags decide alone.
        """
        arrays = self._arrays
        read = np.zeros((len(phrases), arrays["bias"].shape[-1]), dtype=np.float32)
        for start in range(0, len(phrases), _ROWS_AT_ONCE):
            part = slice(start, start + _ROWS_AT_ONCE)
            read[part] = arrays["table"][phrases.signs[part]].sum(1) + arrays["bias"]
        if vectors is not None and self.with_vectors and vectors.shape[1] == VECTOR_WIDTH:
            for name, rows in zip(VECTOR_ARRAYS, candidate_vectors(phrases, vectors), strict=True):
                read += rows @ arrays[name]
        np.maximum(read, 0, out=read)
        mentions = read @ arrays["mention"] + arrays["mention_bias"]
        return Scores(self._pairs(read, pairs), mentions[:, 0])

    def _pairs(self, read: Floats, pairs: Pairs) -> Floats:
        arrays = self._arrays
        left = read @ arrays["later_product"] + arrays["later_product_bias"]
        right = read @ arrays["earlier_product"] + arrays["earlier_product_bias"]
        alone = read @ arrays["later"] + arrays["later_bias"], read @ arrays["earlier"]
        scores = np.zeros(len(pairs.later), dtype=np.float32)
        for start in range(0, len(scores), PAIRS_AT_ONCE):
            part = slice(start, start + PAIRS_AT_ONCE)
            later, earlier = pairs.later[part], pairs.earlier[part]
            hidden: Floats = pairs.marks[:, part].T @ arrays["marks"]
            hidden += (left[later] * right[earlier]) @ arrays["product"]
            hidden += alone[0][later]
            hidden += alone[1][earlier]
            hidden += arrays["sorts"][pairs.sorts[part]]
            np.maximum(hidden, 0, out=hidden)
            scores[part] = (hidden @ arrays["out"] + arrays["out_bias"])[:, 0]
        return scores


def candidate_vectors(phrases: Phrases, vectors: Floats) -> tuple[Floats, Floats, Floats]:
    """For each candidate the vectors of its head, of what governs it, and the mean from its first word to its head.

    Shapes:  `vectors` are tokens of the report x width; each array is candidates x width.
    """
    head = phrases.head_at
    means = vectors[head]
    first = phrases.columns["first"]
    longer = np.flatnonzero(first < head)
    if len(longer):
        sizes = head[longer] - first[longer] + 1
        starts = np.cumsum(sizes) - sizes
        rows = np.arange(sizes.sum()) + np.repeat(first[longer] - starts, sizes)
        means[longer] = np.add.reduceat(vectors[rows], starts, axis=0) / sizes[:, None].astype(np.float32)
    return vectors[head], vectors[phrases.above_at], means
