"""The layers of reading as training sees them: which head, which gold, which loss, what weight.

A new layer joins by one entry in `LAYERS`, one in `ReadingNet.heads`, and its gold in `targets`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as fn

from training.net import LikelyTree, ReadingNet
from training.targets import NO_GOLD

Gold = dict[str, Tensor]
Loss = Callable[[ReadingNet, Tensor, Gold], Tensor]


@dataclass(frozen=True)
class Layer:
    """One layer: name, whether a batch has gold for it, loss over word vectors, weight."""

    name: str
    known: Callable[[Gold], bool]
    loss: Loss
    weight: float


#: Share of a class's chance that is spread over all others where annotators themselves often differ.
SMOOTHING = 0.05

#: The same for events, of which the annotators overlook some.
EVENT_SMOOTHING = 0.02


def _cross(scores: Tensor, gold: Tensor, smoothing: float = 0.0) -> Tensor:
    flat = scores.float().flatten(0, -2)
    return fn.cross_entropy(flat, gold.flatten(), ignore_index=NO_GOLD, label_smoothing=smoothing)


def _tag_loss(name: str) -> Loss:
    def loss(net: ReadingNet, words: Tensor, gold: Gold) -> Tensor:
        return _cross(net.heads[name](words), gold[name])

    return loss


def _event_loss(net: ReadingNet, words: Tensor, gold: Gold) -> Tensor:
    return _cross(net.heads["events"](words), gold["events"], EVENT_SMOOTHING)


def _name_loss(net: ReadingNet, words: Tensor, gold: Gold) -> Tensor:
    return _cross(net.names(words, gold["hints"], gold["source"]), gold["names"], SMOOTHING)


def _parse_loss(net: ReadingNet, words: Tensor, gold: Gold) -> Tensor:
    parse = net.parse
    known = gold["head"] != NO_GOLD
    arcs = parse.arcs(words).float()
    arcs = arcs.masked_fill((gold["case"] == 0)[:, None, :], -1e4)
    heads = gold["head"].clamp(min=0)
    relations = parse.relations_at(words, heads)
    gold_relations = gold["deprel"].masked_fill(~known, NO_GOLD)
    return _cross(arcs, gold["head"]) + _cross(relations, gold_relations)


def _role_loss(net: ReadingNet, words: Tensor, gold: Gold) -> Tensor:
    known = gold["case"] != 0
    # The tree is the parse head's own guess, as at run time; roles do not change how it guesses.
    with torch.no_grad():
        tree = LikelyTree(net.parse.arcs(words).float(), known)
    scores = net.roles.tags(words, known, tree, gold["frame_at"], gold["example"]).float()
    # Examples name a predicate's own roles and leave out modifiers at will: where they say nothing there may be one.
    silent = (gold["example"][:, None] > 0) & (gold["roles"] == 0)
    said = fn.cross_entropy(
        scores.flatten(0, 1),
        gold["roles"].masked_fill(silent, NO_GOLD).flatten(),
        ignore_index=NO_GOLD,
        label_smoothing=SMOOTHING,
        reduction="sum",
    )
    modifiers = torch.logsumexp(scores.log_softmax(-1)[..., net.modifiers], -1)
    return (said - (modifiers * silent).sum()) / (gold["roles"] != NO_GOLD).sum()


def _sense_loss(net: ReadingNet, words: Tensor, gold: Gold) -> Tensor:
    several = gold["right"] != NO_GOLD
    scores = net.roles.senses(words, gold["frame_at"][several]).float().gather(1, gold["choices"][several])
    return _cross(scores.masked_fill(~gold["choice_known"][several], -1e4), gold["right"][several])


def _factuality_loss(net: ReadingNet, words: Tensor, gold: Gold) -> Tensor:
    known = ~gold["factuality"].isnan()
    said = net.heads["factuality"](words)[..., 0][known]
    return fn.smooth_l1_loss(said.float(), gold["factuality"][known])


def _tagged(column: str) -> Callable[[Gold], bool]:
    return lambda gold: bool((gold[column] != NO_GOLD).any())


LAYERS = (
    Layer("upos", _tagged("upos"), _tag_loss("upos"), 0.5),
    Layer("xpos", _tagged("xpos"), _tag_loss("xpos"), 0.5),
    Layer("feats", _tagged("feats"), _tag_loss("feats"), 0.5),
    Layer("lemma", _tagged("lemma"), _tag_loss("lemma"), 0.7),
    Layer("parse", _tagged("head"), _parse_loss, 1.0),
    Layer("names", _tagged("names"), _name_loss, 1.5),
    Layer("predicate", _tagged("predicate"), _tag_loss("predicate"), 0.5),
    Layer("roles", _tagged("roles"), _role_loss, 2.0),
    Layer("senses", _tagged("right"), _sense_loss, 0.5),
    Layer("events", _tagged("events"), _event_loss, 2.5),
    Layer("factuality", lambda gold: bool((~gold["factuality"].isnan()).any()), _factuality_loss, 0.6),
)


def total_loss(net: ReadingNet, words: Tensor, gold: Gold) -> tuple[Tensor, dict[str, float]]:
    """Weighted sum of the losses that the batch has gold for, and each loss by name."""
    total = words.new_zeros(())
    parts = {}
    for layer in LAYERS:
        if layer.known(gold):
            value = layer.loss(net, words, gold)
            parts[layer.name] = float(value.detach())
            total = total + layer.weight * value
    return total, parts
