"""The layers of reading as training sees them: which head, which gold, which loss, what weight.

A new layer joins by one entry in `LAYERS`, one in `ReadingNet.heads`, and its gold in `targets`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as fn

from training.net import ReadingNet
from training.targets import NO_GOLD

Gold = dict[str, Tensor]
Loss = Callable[[ReadingNet, Tensor, Gold], Tensor]


@dataclass(frozen=True)
class Layer:
    """One layer: name, gold column that must be there, loss over word vectors, weight."""

    name: str
    gold: str
    loss: Loss
    weight: float


def _cross(scores: Tensor, gold: Tensor) -> Tensor:
    return fn.cross_entropy(scores.float().flatten(0, -2), gold.flatten(), ignore_index=NO_GOLD)


def _tag_loss(name: str) -> Loss:
    def loss(net: ReadingNet, words: Tensor, gold: Gold) -> Tensor:
        return _cross(net.heads[name](words), gold[name])

    return loss


def _name_loss(net: ReadingNet, words: Tensor, gold: Gold) -> Tensor:
    return _cross(net.names(words, gold["source"]), gold["names"])


def _parse_loss(net: ReadingNet, words: Tensor, gold: Gold) -> Tensor:
    parse = net.parse
    known = gold["head"] != NO_GOLD
    arcs = parse.arcs(words).float()
    arcs = arcs.masked_fill((gold["case"] == 0)[:, None, :], -1e4)
    heads = gold["head"].clamp(min=0)
    relations = parse.relations_at(words, heads)
    gold_relations = gold["deprel"].masked_fill(~known, NO_GOLD)
    return _cross(arcs, gold["head"]) + _cross(relations, gold_relations)


LAYERS = (
    Layer("upos", "upos", _tag_loss("upos"), 0.5),
    Layer("xpos", "xpos", _tag_loss("xpos"), 0.5),
    Layer("feats", "feats", _tag_loss("feats"), 0.5),
    Layer("lemma", "lemma", _tag_loss("lemma"), 0.7),
    Layer("parse", "head", _parse_loss, 1.0),
    Layer("names", "names", _name_loss, 1.3),
)


def total_loss(net: ReadingNet, words: Tensor, gold: Gold) -> tuple[Tensor, dict[str, float]]:
    """Weighted sum of the losses that the batch has gold for, and each loss by name."""
    total = torch.zeros(())
    parts = {}
    for layer in LAYERS:
        if (gold[layer.gold] != NO_GOLD).any():
            value = layer.loss(net, words, gold)
            parts[layer.name] = float(value.detach())
            total = total + layer.weight * value
    return total, parts
