"""The ranker of antecedents in torch, its loss, and its weights as the arrays that the run time reads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as fn

from chancery.reading.chains.features import PAIR_MARKS, SORT_PAIRS, TABLE_ROWS, VECTOR_WIDTH
from chancery.reading.chains.ranker import VECTOR_ARRAYS
from training.chain_gold import ENTITY_TYPES

#: Widths: of a candidate, of a pair, of the product of the two candidates.
CANDIDATE_WIDTH, PAIR_WIDTH, PRODUCT_WIDTH = 128, 96, 48

#: Shares set to 0 in training: of signs, vector cells, candidate cells, pair cells; and of documents that are read
#: without vectors, so that the ranker also serves a parser that has none.
SIGN_DROP, VECTOR_DROP, CANDIDATE_DROP, PAIR_DROP, BLIND_SHARE = 0.2, 0.3, 0.5, 0.3, 0.15

#: Weights of the two by-losses: whether a candidate is a mention, and of what type.
MENTION_WEIGHT, KIND_WEIGHT = 0.3, 0.2

#: Score of what cannot be chosen.
_NEVER = -1e4


@dataclass(slots=True)
class ChainExample:
    """A document as the ranker learns from it.

    Shapes:  n candidates, p pairs. `entity` is the gold number of what a candidate stands for, -1 for no mention;
             `kind` the number of GUM's type, -1 for none; `vectors` n x 3 x width (head word, governor, phrase),
             None where the parser has none.
    """

    signs: Tensor
    vectors: Tensor | None
    later: Tensor
    earlier: Tensor
    marks: Tensor
    sorts: Tensor
    entity: Tensor
    kind: Tensor


class ChainNet(nn.Module):
    """Scores each pair of candidates; a candidate whose best score is below the threshold begins something new."""

    def __init__(self, *, with_vectors: bool) -> None:
        super().__init__()
        self.with_vectors = with_vectors
        self.table = nn.EmbeddingBag(TABLE_ROWS, CANDIDATE_WIDTH, mode="sum", padding_idx=0)
        self.bias = nn.Parameter(torch.zeros(CANDIDATE_WIDTH))
        self.head_vector = nn.Linear(VECTOR_WIDTH, CANDIDATE_WIDTH, bias=False)
        self.above_vector = nn.Linear(VECTOR_WIDTH, CANDIDATE_WIDTH, bias=False)
        self.phrase_vector = nn.Linear(VECTOR_WIDTH, CANDIDATE_WIDTH, bias=False)
        self.kind = nn.Linear(CANDIDATE_WIDTH, len(ENTITY_TYPES))
        self.mention = nn.Linear(CANDIDATE_WIDTH, 1)
        self.later = nn.Linear(CANDIDATE_WIDTH, PAIR_WIDTH)
        self.earlier = nn.Linear(CANDIDATE_WIDTH, PAIR_WIDTH, bias=False)
        self.later_product = nn.Linear(CANDIDATE_WIDTH, PRODUCT_WIDTH)
        self.earlier_product = nn.Linear(CANDIDATE_WIDTH, PRODUCT_WIDTH)
        self.product = nn.Linear(PRODUCT_WIDTH, PAIR_WIDTH, bias=False)
        self.marks = nn.Linear(PAIR_MARKS, PAIR_WIDTH, bias=False)
        self.sorts = nn.Embedding(SORT_PAIRS, PAIR_WIDTH)
        self.out = nn.Linear(PAIR_WIDTH, 1)
        nn.init.normal_(self.table.weight, std=0.1)
        nn.init.zeros_(self.table.weight[0])
        nn.init.normal_(self.sorts.weight, std=0.05)

    def forward(self, example: ChainExample) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of the pairs, of being a mention, and of the types."""
        signs = example.signs
        if self.training:
            signs = signs * (torch.rand(signs.shape) > SIGN_DROP)
        read = self.table(signs) + self.bias
        blind = self.training and float(torch.rand(())) < BLIND_SHARE
        if self.with_vectors and example.vectors is not None and not blind:
            vectors = fn.dropout(example.vectors, VECTOR_DROP, self.training)
            read = read + self.head_vector(vectors[:, 0]) + self.above_vector(vectors[:, 1])
            read = read + self.phrase_vector(vectors[:, 2])
        read = fn.dropout(torch.relu(read), CANDIDATE_DROP, self.training)
        later, earlier = example.later, example.earlier
        hidden = (
            self.later(read)[later]
            + self.earlier(read)[earlier]
            + self.product(self.later_product(read)[later] * self.earlier_product(read)[earlier])
            + self.marks(example.marks.T)
            + self.sorts(example.sorts)
        )
        scores = self.out(fn.dropout(torch.relu(hidden), PAIR_DROP, self.training))[:, 0]
        return scores, self.mention(read)[:, 0], self.kind(read)

    def arrays(self, threshold: float) -> dict[str, NDArray[np.float16]]:
        """The weights as `chancery.reading.chains.ranker.Ranker` takes them, half precision."""
        found: dict[str, Tensor] = {"bias": self.bias, "table": self.table.weight, "sorts": self.sorts.weight}
        names = ["mention", "later", "earlier", "later_product", "earlier_product", "product", "marks", "out"]
        for name in names + (list(VECTOR_ARRAYS) if self.with_vectors else []):
            layer: nn.Linear = getattr(self, name)
            found[name] = layer.weight.T
            if layer.bias is not None:
                found[name + "_bias"] = layer.bias
        arrays = {name: tensor.detach().numpy().astype(np.float16) for name, tensor in found.items()}
        return arrays | {"threshold": np.array(threshold, dtype=np.float16)}


def chain_loss(example: ChainExample, scores: Tensor, mention: Tensor, kind: Tensor) -> Tensor:
    """Minus the log of the share that right antecedents get, of all and of "none"; and the two by-losses; per hundred.

    Where no right one is among the pairs, "none", whose score is 0, is right.
    """
    count = len(example.signs)
    entity = example.entity
    right = (entity[example.later] == entity[example.earlier]) & (entity[example.later] >= 0)
    table = scores.new_full((count, count + 1), _NEVER)
    table[:, count] = 0.0
    table = table.index_put((example.later, example.earlier), scores)
    gold = torch.zeros(count, count + 1, dtype=torch.bool)
    gold[example.later, example.earlier] = right
    gold[:, count] = ~gold.any(1)
    loss = (torch.logsumexp(table, 1) - torch.logsumexp(table.masked_fill(~gold, _NEVER), 1)).sum()
    is_mention = (entity >= 0).float()
    loss = loss + MENTION_WEIGHT * fn.binary_cross_entropy_with_logits(mention, is_mention, reduction="sum")
    known = example.kind >= 0
    if known.any():
        loss = loss + KIND_WEIGHT * fn.cross_entropy(kind[known], example.kind[known], reduction="sum")
    return loss / 100
