"""The ranker of antecedents in torch, and its examples."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from chancery.reading.chains.features import PAIR_MARKS, SORT_PAIRS, TABLE_ROWS, VECTOR_WIDTH
from training.chain_gold import ENTITY_TYPES

#: Widths: of a candidate, of a pair, of the product of the two candidates.
CANDIDATE_WIDTH, PAIR_WIDTH, PRODUCT_WIDTH = 128, 96, 48


@dataclass(slots=True)
class ChainExample:
    """A document as the ranker learns from it.

    Shapes:  n candidates, p pairs. `entity` is the gold number of what a candidate stands for, -1 for no mention;
             `kind` the number of GUM's type, -1 for none; `vectors` n x 2 x width (head word, its governor) or n x 2 x 0.
    """

    signs: Tensor
    vectors: Tensor
    later: Tensor
    earlier: Tensor
    marks: Tensor
    sorts: Tensor
    entity: Tensor
    kind: Tensor


class ChainNet(nn.Module):
    """Scores each pair of candidates; a candidate whose best score is below 0 begins something new."""

    def __init__(self, *, with_vectors: bool, dropout: float = 0.3, vdrop: float = 0.2) -> None:
        super().__init__()
        self.with_vectors = with_vectors
        self.dropout, self.vdrop = dropout, vdrop
        self.table = nn.EmbeddingBag(TABLE_ROWS, CANDIDATE_WIDTH, mode="sum", padding_idx=0)
        nn.init.normal_(self.table.weight, std=0.1)
        self.bias = nn.Parameter(torch.zeros(CANDIDATE_WIDTH))
        self.head_vector = nn.Linear(VECTOR_WIDTH, CANDIDATE_WIDTH, bias=False)
        self.above_vector = nn.Linear(VECTOR_WIDTH, CANDIDATE_WIDTH, bias=False)
        self.kind = nn.Linear(CANDIDATE_WIDTH, len(ENTITY_TYPES))
        self.mention = nn.Linear(CANDIDATE_WIDTH, 1)
        self.later = nn.Linear(CANDIDATE_WIDTH, PAIR_WIDTH)
        self.earlier = nn.Linear(CANDIDATE_WIDTH, PAIR_WIDTH, bias=False)
        self.later_product = nn.Linear(CANDIDATE_WIDTH, PRODUCT_WIDTH)
        self.earlier_product = nn.Linear(CANDIDATE_WIDTH, PRODUCT_WIDTH)
        self.product = nn.Linear(PRODUCT_WIDTH, PAIR_WIDTH, bias=False)
        self.marks = nn.Linear(PAIR_MARKS, PAIR_WIDTH, bias=False)
        self.sorts = nn.Embedding(SORT_PAIRS, PAIR_WIDTH)
        nn.init.normal_(self.sorts.weight, std=0.05)
        self.out = nn.Linear(PAIR_WIDTH, 1)

    def forward(self, example: ChainExample) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of the pairs, of being a mention, and of the types."""
        signs = example.signs
        if self.training:
            signs = signs * (torch.rand(signs.shape) > 0.1)
        candidate = self.table(signs) + self.bias
        if self.with_vectors:
            vectors = nn.functional.dropout(example.vectors, self.vdrop, self.training)
            candidate = candidate + self.head_vector(vectors[:, 0]) + self.above_vector(vectors[:, 1])
        candidate = nn.functional.dropout(torch.relu(candidate), self.dropout, self.training)
        product = self.later_product(candidate)[example.later] * self.earlier_product(candidate)[example.earlier]
        hidden = (
            self.later(candidate)[example.later]
            + self.earlier(candidate)[example.earlier]
            + self.product(product)
            + self.marks(example.marks.T)
            + self.sorts(example.sorts)
        )
        hidden = nn.functional.dropout(torch.relu(hidden), 0.2, self.training)
        scores = self.out(hidden)[:, 0]
        return scores, self.mention(candidate)[:, 0], self.kind(candidate)


def chain_loss(example: ChainExample, scores: Tensor, mention: Tensor, kind: Tensor) -> Tensor:
    """Minus the log of the share that goes to right antecedents, or to none where there is none; and the two by-losses."""
    count = len(example.signs)
    entity = example.entity
    right = (entity[example.later] == entity[example.earlier]) & (entity[example.later] >= 0)
    table = scores.new_full((count, count + 1), -1e4)
    table[:, count] = 0.0
    table = table.index_put((example.later, example.earlier), scores)
    gold = torch.zeros(count, count + 1, dtype=torch.bool)
    gold[example.later, example.earlier] = right
    gold[:, count] = ~gold.any(1)
    total = torch.logsumexp(table, 1)
    good = torch.logsumexp(table.masked_fill(~gold, -1e4), 1)
    loss = (total - good).sum() / 100
    loss = loss + 0.3 * nn.functional.binary_cross_entropy_with_logits(mention, (entity >= 0).float()) * count / 100
    known = example.kind >= 0
    if known.any():
        loss = loss + 0.2 * nn.functional.cross_entropy(kind[known], example.kind[known], reduction="sum") / 100
    return loss


def as_floats(array: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(array, dtype=np.float32))
