"""The network in torch: one BERT encoder, casing added, and a dictionary of heads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from chancery.reading.model.name_words import HINT_CLASSES, HINTS
from chancery.reading.model.shapes import CASE_CLASSES, ENDING_CLASSES
from chancery.shelf.event_types import TYPE_NAMES
from training.labels import Labels

#: Size of the encoder, MiniLM-L6-H384-uncased.
WIDTH, LAYERS, ATTENTIONS, INNER, PIECES, POSITIONS = 384, 6, 12, 1536, 30522, 512

#: Width of the casing and ending vectors set beside a word's encoder vector.
CASE_WIDTH, ENDING_WIDTH = 32, 48

#: Width of a word as the heads see it.
WORD_WIDTH = WIDTH + CASE_WIDTH + ENDING_WIDTH

#: Number of numbers that say how a word lies to a predicate in the tree.
TREE_HINTS = 5

#: Corpora that annotate names by rules of their own: each shifts the name head a little.
NAME_SOURCES = ("ewt", "gum", "wikigold", "crossner", "re3d")


def drop(x: Tensor, share: float, training: bool) -> Tensor:
    """The tensor with some of its features at 0 in all words of a sentence alike.

    One draw per sentence and feature: as good as one per word, and random numbers are dear on
    a CPU (13 % of a step with one per word).
    """
    if not training or share == 0.0:
        return x
    keep = torch.empty_like(x[:, :1]).bernoulli_(1 - share)
    return x * (keep / (1 - share))


class Level(nn.Module):
    """Its input, each feature times a number: 1 until `export.level` finds others that 8 bits can hold better."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.register_buffer("share", torch.ones(width), persistent=False)
        self.set = False  # once set, a product more in the graph

    def forward(self, x: Tensor) -> Tensor:
        return x * self.get_buffer("share") if self.set else x


class Block(nn.Module):
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout
        self.exporting = False
        self.qkv_in, self.up_in, self.down_in = Level(WIDTH), Level(WIDTH), Level(INNER)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, count, _ = x.shape
        size = WIDTH // ATTENTIONS
        q, k, v = (
            part.reshape(batch, count, ATTENTIONS, size).transpose(1, 2)
            for part in self.qkv(self.qkv_in(x)).split(WIDTH, dim=-1)
        )
        if self.exporting:
            weights = torch.softmax(q @ k.transpose(-1, -2) * size**-0.5 + bias, -1)
            mixed = weights @ v
        else:
            mixed = fn.scaled_dot_product_attention(q, k, v, bias)
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, count, WIDTH))
        x = self.norm1(x + drop(mixed, self.dropout, self.training))
        deep = self.down(self.down_in(fn.gelu(self.up(self.up_in(x)))))
        normed: Tensor = self.norm2(x + drop(deep, self.dropout, self.training))
        return normed


class Encoder(nn.Module):
    """Piece numbers into word vectors; the word table is frozen, casing is learned."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(PIECES, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.casing = nn.Embedding(CASE_CLASSES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.blocks = nn.ModuleList(Block(dropout) for _ in range(LAYERS))
        self.dropout = dropout
        self.words.weight.requires_grad_(False)
        nn.init.zeros_(self.casing.weight)

    def states(self, pieces: Tensor, piece_case: Tensor | None = None) -> Tensor:
        """Vectors of the pieces, batch x pieces x `WIDTH`; without `piece_case` no casing is added."""
        x = self.words(pieces) + self.places.weight[: pieces.shape[1]]
        if piece_case is not None:
            x = x + self.casing(piece_case)
        x = drop(self.norm(x), self.dropout, self.training)
        bias = (pieces == 0)[:, None, None, :].to(x.dtype) * -1e4
        for block in self.blocks:
            x = block(x, bias)
        return x

    def forward(self, pieces: Tensor, piece_case: Tensor, first: Tensor, last: Tensor) -> Tensor:
        x = self.states(pieces, piece_case)
        index = first[:, :, None].expand(-1, -1, WIDTH)
        index2 = last[:, :, None].expand(-1, -1, WIDTH)
        joined: Tensor = (x.gather(1, index) + x.gather(1, index2)) * 0.5
        return joined


class TagHead(nn.Module):
    """A class per word."""

    def __init__(self, classes: int, inner: int) -> None:
        super().__init__()
        self.inner = nn.Linear(WORD_WIDTH, inner)
        self.out = nn.Linear(inner, classes)

    def forward(self, words: Tensor) -> Tensor:
        hidden = drop(fn.gelu(self.inner(words)), 0.2, self.training)
        scores: Tensor = self.out(hidden)
        return scores


class NameHead(nn.Module):
    """A name tag per word, with a shift per corpus because each has rules of its own, and a shift per hint."""

    def __init__(self, classes: int, inner: int) -> None:
        super().__init__()
        self.inner = nn.Linear(WORD_WIDTH, inner)
        self.source = nn.Embedding(len(NAME_SOURCES), inner)
        self.hint = nn.Linear(len(HINTS), inner, bias=False)
        self.out = nn.Linear(inner, classes)
        bits = torch.arange(HINT_CLASSES)[:, None] >> torch.arange(len(HINTS)) & 1
        self.register_buffer("bits", bits.float(), persistent=False)
        nn.init.zeros_(self.source.weight)
        nn.init.zeros_(self.hint.weight)

    def forward(self, words: Tensor, hints: Tensor, source: Tensor | None = None) -> Tensor:
        hidden = self.inner(words)
        shift = self.source.weight[0] if source is None else self.source(source)[:, None]
        bits = self.get_buffer("bits")
        hinted = fn.embedding(hints, self.hint(bits))
        if self.training:
            # A list names what somebody thought of; the context must be able to tell without it.
            hinted = hinted * torch.empty_like(hinted[..., :1]).bernoulli_(0.7)
        scores: Tensor = self.out(drop(fn.gelu(hidden + shift + hinted), 0.35, self.training))
        return scores


class RoleHead(nn.Module):
    """For each predicate, a role tag per word, and the predicate's sense.

    A word's role hangs on the word, the predicate, how far they are apart, and where the likely tree puts the one
    against the other. Every word beneath a dependent of the predicate (or beneath its sister: a shared subject) sees
    that dependent, so that the words of one phrase agree; two convolutions along the sentence and, between them, an
    attention of all words to each other do the rest.
    """

    def __init__(
        self, tags: int, senses: int, inner: int = 160, top: int = 96, reach: int = 12, attention: int = 96
    ) -> None:
        super().__init__()
        self.word = nn.Linear(WORD_WIDTH, inner)
        self.predicate = nn.Linear(WORD_WIDTH, inner)
        self.apart = nn.Embedding(2 * reach + 1, inner)
        self.tree = nn.Linear(TREE_HINTS, inner, bias=False)
        self.top = nn.Linear(WORD_WIDTH, top)
        self.top_in = nn.Linear(2 * top, inner, bias=False)
        self.example = nn.Parameter(torch.zeros(inner))
        self.mix = nn.ModuleList(nn.Conv1d(inner, inner, 3, padding=1) for _ in range(2))
        self.norm = nn.LayerNorm(inner)
        self.qkv = nn.Linear(inner, 3 * attention)
        self.back = nn.Linear(attention, inner)
        nn.init.zeros_(self.back.weight)
        nn.init.zeros_(self.back.bias)
        self.out = nn.Linear(inner, tags)
        self.sense_inner = nn.Linear(WORD_WIDTH, inner)
        self.sense = nn.Linear(inner, senses)
        self.reach, self.heads = reach, 4
        self.exporting = False

    def tags(
        self, words: Tensor, known: Tensor, tree: LikelyTree, at: Tensor, examples: Tensor | None = None
    ) -> Tensor:
        """Role scores, frames x words x tags.

        Shapes: words batch x words x `WORD_WIDTH`; known batch x words, true where there is a word; at frames x 2, the
                sentence's number and the predicate's place; examples 1 per frame that is an example of the frame
                files, which shift the scores a little, for they are annotated by rules of their own.
        """
        row, place = at[:, 0], at[:, 1]
        steps = torch.arange(words.shape[1], device=words.device)[None, :] - place[:, None]
        apart = self.apart(steps.clamp(-self.reach, self.reach) + self.reach)
        hidden = self.word(words)[row] + self.predicate(words[row, place])[:, None] + apart
        hidden = hidden + self.tree(tree.hints(row, place))
        tops = drop(self.top(words), 0.1, self.training)[row]
        beneath = tree.beneath[row].transpose(1, 2)  # the word, and what it is beneath
        over = [beneath @ (share[:, :, None] * tops) for share in (tree.children(row, place), tree.sisters(row, place))]
        hidden = fn.gelu(hidden + self.top_in(torch.cat(over, -1)))
        if examples is not None:
            hidden = hidden + examples[:, None, None] * self.example
        inside = known[row][:, :, None].to(hidden.dtype)
        first, second = (cast("nn.Conv1d", layer) for layer in self.mix)
        hidden = drop(hidden, 0.25, self.training) * inside
        hidden = hidden + fn.gelu(self._mixed(first, hidden))
        hidden = hidden + drop(self._attended(hidden, inside), 0.1, self.training)
        hidden = drop(hidden, 0.25, self.training) * inside
        hidden = hidden + fn.gelu(self._mixed(second, hidden))
        scores: Tensor = self.out(drop(hidden, 0.25, self.training))
        return scores

    def _attended(self, hidden: Tensor, inside: Tensor) -> Tensor:
        """What each word takes from the others of its sentence, for one predicate at a time."""
        frames, count, _ = hidden.shape
        width = self.back.in_features
        q, k, v = (
            part.reshape(frames, count, self.heads, width // self.heads).transpose(1, 2)
            for part in self.qkv(drop(self.norm(hidden), 0.1, self.training)).split(width, dim=-1)
        )
        bias = (1 - inside[:, :, 0])[:, None, None, :] * -1e4
        weights = torch.softmax(q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + bias, -1)
        taken: Tensor = self.back((weights @ v).transpose(1, 2).reshape(frames, count, width))
        return taken

    def _mixed(self, layer: nn.Conv1d, hidden: Tensor) -> Tensor:
        """The convolution along the words; as one product of matrices where it is exported, for that is made 8-bit."""
        if not self.exporting:
            mixed: Tensor = layer(hidden.transpose(1, 2)).transpose(1, 2)
            return mixed
        padded = fn.pad(hidden, (0, 0, 1, 1))
        three = torch.cat([padded[:, :-2], padded[:, 1:-1], padded[:, 2:]], -1)
        return three @ layer.weight.permute(2, 1, 0).reshape(-1, layer.out_channels) + cast("Tensor", layer.bias)

    def senses(self, words: Tensor, at: Tensor) -> Tensor:
        """Sense scores, frames x all senses."""
        hidden = fn.gelu(self.sense_inner(words[at[:, 0], at[:, 1]]))
        scores: Tensor = self.sense(fn.dropout(hidden, 0.2, self.training))
        return scores


class LikelyTree:
    """The tree as chances, out of the parse head's scores; no tree is decoded, so that it can lie inside the graph.

    Shapes: `heads` is batch x dependent x head; `beneath` batch x word x word, the sum of the chances of every way of
            up to seven steps from the second word up to the first, 1 from a word to itself.
    """

    def __init__(self, arcs: Tensor, known: Tensor) -> None:
        places = torch.arange(arcs.shape[1], device=arcs.device)
        itself = places[:, None] == places[None, :]
        heads = torch.softmax(arcs.masked_fill(~known[:, None, :] | itself, -1e4), -1)
        self.heads = heads * (places > 0).to(heads.dtype)[:, None]  # the root has none
        up = itself.to(heads.dtype) + self.heads
        power = self.heads @ self.heads
        for _ in range(2):  # (1 + h)(1 + h^2)(1 + h^4)
            up = up + power @ up
            power = power @ power
        self.beneath = up.transpose(1, 2)

    def children(self, row: Tensor, place: Tensor) -> Tensor:
        """For each predicate, every word's chance to hang on it: frames x words."""
        return self.heads[row, :, place]

    def sisters(self, row: Tensor, place: Tensor) -> Tensor:
        """For each predicate, every word's chance to hang where it hangs: frames x words."""
        return (self.heads[row] @ self.heads[row, place][:, :, None])[..., 0]

    def hints(self, row: Tensor, place: Tensor) -> Tensor:
        """How each word lies to each predicate: frames x words x `TREE_HINTS`, chances.

        It hangs on the predicate; it is beneath it; the predicate hangs on it; is beneath it; both hang on one word.
        """
        return torch.stack(
            [
                self.children(row, place),
                self.beneath[row, place],
                self.heads[row, place],
                self.beneath[row, :, place],
                self.sisters(row, place),
            ],
            -1,
        )


class ParseHead(nn.Module):
    """Scores of every word as head of every word, and of every relation between the two.

    Source: Dozat and Manning 2017, with smaller layers.
    """

    def __init__(self, relations: int, arc: int = 256, rel: int = 96) -> None:
        super().__init__()
        self.arc_dep = nn.Linear(WORD_WIDTH, arc)
        self.arc_head = nn.Linear(WORD_WIDTH, arc)
        self.rel_dep = nn.Linear(WORD_WIDTH, rel)
        self.rel_head = nn.Linear(WORD_WIDTH, rel)
        self.arc = nn.Linear(arc, arc, bias=False)
        self.arc_bias = nn.Linear(arc, 1)
        self.rel = nn.Linear(rel + 1, relations * (rel + 1), bias=False)
        self.relations, self.rel_width = relations, rel
        nn.init.zeros_(self.rel.weight)

    def _part(self, layer: nn.Linear, words: Tensor) -> Tensor:
        return drop(fn.gelu(layer(words)), 0.33, self.training)

    def arcs(self, words: Tensor) -> Tensor:
        """Shape batch x words x words: row the dependent, column the head, root at 0."""
        dep, head = self._part(self.arc_dep, words), self._part(self.arc_head, words)
        scores: Tensor = self.arc(dep) @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        return scores

    def _rel_parts(self, words: Tensor) -> tuple[Tensor, Tensor]:
        dep, head = self._part(self.rel_dep, words), self._part(self.rel_head, words)
        one = torch.ones_like(dep[..., :1])
        dep = self.rel(torch.cat([dep, one], -1))
        dep = dep.reshape(*dep.shape[:-1], self.relations, self.rel_width + 1)
        return dep, torch.cat([head, one], -1)

    def relations_at(self, words: Tensor, heads: Tensor) -> Tensor:
        """Relation scores of each word to its given head."""
        dep, head = self._rel_parts(words)
        chosen = head.gather(1, heads[:, :, None].expand(-1, -1, head.shape[-1]))
        return (dep @ chosen[..., None])[..., 0]

    def relations_all(self, words: Tensor) -> Tensor:
        """Relation scores for every pair: batch x dependent x relation x head."""
        dep, head = self._rel_parts(words)
        return dep @ head.transpose(1, 2)[:, None]


class ReadingNet(nn.Module):
    """The encoder and one head per layer of reading; a new layer is a new entry in `heads`."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        #: Tags of what every predicate may have: none, and the modifiers.
        self.modifiers = [number for number, tag in enumerate(labels.roles) if tag == "O" or "ARGM" in tag]
        self.encoder = Encoder()
        self.case = nn.Embedding(CASE_CLASSES, CASE_WIDTH)
        self.ending = nn.Embedding(ENDING_CLASSES, ENDING_WIDTH)
        self.heads_in = Level(WORD_WIDTH)
        self.heads = nn.ModuleDict(
            {
                "upos": TagHead(len(labels.upos), 128),
                "xpos": TagHead(len(labels.xpos), 128),
                "feats": TagHead(len(labels.feats), 128),
                "lemma": TagHead(len(labels.lemma), 256),
                "parse": ParseHead(len(labels.deprel)),
                "names": NameHead(len(labels.names), 192),
                "predicate": TagHead(2, 96),
                "factuality": TagHead(1, 160),
                "roles": RoleHead(len(labels.roles), len(labels.senses)),
                "events": TagHead(len(TYPE_NAMES), 192),
            }
        )

    @property
    def parse(self) -> ParseHead:
        """The head of the parse."""
        return cast("ParseHead", self.heads["parse"])

    @property
    def names(self) -> NameHead:
        """The head of the names."""
        return cast("NameHead", self.heads["names"])

    @property
    def roles(self) -> RoleHead:
        """The head of roles and senses."""
        return cast("RoleHead", self.heads["roles"])

    def words(
        self,
        pieces: Tensor,
        piece_case: Tensor,
        first: Tensor,
        last: Tensor,
        case: Tensor,
        ending: Tensor,
    ) -> Tensor:
        """Word vectors, the root at 0: batch x words x `WORD_WIDTH`. The heads see them through `heads_in`."""
        deep = self.encoder(pieces, piece_case, first, last)
        case_part, ending_part = self.case(case), self.ending(ending)
        if self.training:
            # A dropped ending keeps the heads from leaning on it where the encoder knows better.
            keep = torch.empty_like(ending_part[..., :1]).bernoulli_(0.8)
            ending_part = ending_part * keep
        return torch.cat([drop(deep, 0.1, self.training), case_part, ending_part], -1)


def load_encoder(net: ReadingNet, weights: Path) -> None:
    """Fills the encoder with published BERT weights from a safetensors file."""
    source = read_safetensors(weights)
    source = {name.removeprefix("bert."): tensor for name, tensor in source.items()}
    encoder = net.encoder
    mapped = {
        "words.weight": source["embeddings.word_embeddings.weight"],
        "places.weight": source["embeddings.position_embeddings.weight"]
        + source["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": source["embeddings.LayerNorm.weight"],
        "norm.bias": source["embeddings.LayerNorm.bias"],
        "casing.weight": encoder.casing.weight.data,
    }
    for number in range(LAYERS):
        old, new = f"encoder.layer.{number}.", f"blocks.{number}."
        for kind in ("weight", "bias"):
            mapped[f"{new}qkv.{kind}"] = torch.cat(
                [source[f"{old}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
            )
            for ours, theirs in (
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                mapped[f"{new}{ours}.{kind}"] = source[f"{old}{theirs}.{kind}"]
    encoder.load_state_dict(mapped)


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """The float32 tensors of a safetensors file; others are left out.

    Source: the format is a length, a JSON header with byte ranges, and the raw numbers.
    """
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        begin, end = entry["data_offsets"]
        data = bytearray(raw[8 + size + begin : 8 + size + end])
        tensors[name] = torch.frombuffer(data, dtype=torch.float32).reshape(entry["shape"])
    return tensors
