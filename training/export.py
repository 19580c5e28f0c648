"""Network and splitter as ONNX graphs; the network's weights as 8-bit integers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped, unused-ignore]
from torch import Tensor, nn

from chancery.reading.model.features import INPUTS
from training.net import ATTENTIONS, INNER, WIDTH, WORD_WIDTH, Block, Level, LikelyTree, ReadingNet
from training.splitter import SplitterNet

OPSET = 17

#: Share of the difference between features that moves into the weights; and where a block is widest.
_MOVED, _MOVED_DEEP = 0.7, 0.8

#: Least size of a feature or weight that counts when they are brought to like size.
_LEAST = 1e-3

#: Outputs of the network: best class per word for tags; scores where decoding needs them.
OUTPUTS = (
    "upos", "xpos", "feats", "lemma", "arcs", "relations", "names",
    "factuality", "events", "vectors", "frame_at", "roles", "senses",
)  # fmt: skip


class ExportedNet(nn.Module):
    """The network as shipped: plain arrays in and out, tags already chosen."""

    def __init__(self, net: ReadingNet) -> None:
        super().__init__()
        self.net = net

    def forward(
        self,
        pieces: Tensor,
        piece_case: Tensor,
        first: Tensor,
        last: Tensor,
        case: Tensor,
        ending: Tensor,
        hints: Tensor,
        asked: Tensor,
    ) -> tuple[Tensor, ...]:
        vectors = self.net.words(pieces, piece_case, first, last, case, ending)
        words = self.net.heads_in(vectors)
        heads = self.net.heads
        tags = tuple(heads[name](words).argmax(-1) for name in ("upos", "xpos", "feats", "lemma"))
        parse = self.net.parse
        relations = parse.relations_all(words).argmax(2)
        arcs = parse.arcs(words)
        factuality = heads["factuality"](words)[..., 0].clamp(-3, 3)
        events = heads["events"](words).softmax(-1)
        at = self._predicates(words, asked)
        known = case != 0
        roles = self.net.roles.tags(words, known, LikelyTree(arcs, known), at)
        senses = self.net.roles.senses(words, at)
        names = self.net.names(words, hints)
        return (*tags, arcs, relations, names, factuality, events, vectors[..., :WIDTH], at, roles, senses)

    def _predicates(self, words: Tensor, asked: Tensor) -> Tensor:
        """Sentence and place of every word that is a predicate; and the first root, so that it is never empty."""
        found = self.net.heads["predicate"](words).argmax(-1)
        chosen = torch.where(asked == 0, found, asked) == 1
        first = torch.arange(words.shape[0]) == 0
        root = torch.arange(words.shape[1]) == 0
        return (chosen | (first[:, None] & root[None, :])).nonzero()


def level(net: ReadingNet, batches: Iterable[Sequence[Tensor]]) -> None:
    """Brings the features that reach the 8-bit layers to like size, in place; what the network computes stays the same.

    Of the encoder's features a few are twenty times as large as the rest, and 8 bits over all of them leave the rest
    few steps. Each feature is made smaller by a factor, and the weights that read it larger by the same.

    Shapes:  `batches` are inputs of `ReadingNet.words` to take the sizes from, without padding.
    Source:  SmoothQuant (Xiao et al. 2023); the share that moves into the weights was chosen by how near the 8-bit
             scores of EWT dev come to the others (0.5, 0.7 and 0.8 to 1 behind the gelu were tried).
    """
    readers = [(net.heads_in, _word_readers(net))]
    for block in cast("Iterable[Block]", net.encoder.blocks):
        readers += [(block.qkv_in, [block.qkv]), (block.up_in, [block.up]), (block.down_in, [block.down])]
    largest: dict[Level, Tensor] = {}

    def see(module: nn.Module, seen: tuple[Tensor, ...]) -> None:
        size = seen[0].abs().flatten(0, -2).amax(0)
        part = cast("Level", module)
        largest[part] = torch.maximum(largest[part], size) if part in largest else size

    hooks = [part.register_forward_pre_hook(see) for part, _ in readers]
    with torch.no_grad():
        for inputs in batches:
            net.heads_in(net.words(*inputs))
        for part, layers in readers:
            weights = torch.stack([layer.weight.abs().amax(0) for layer in layers]).amax(0)
            moved = _MOVED_DEEP if layers[0].in_features == INNER else _MOVED
            factor = largest[part].clamp(min=_LEAST) ** moved / weights.clamp(min=_LEAST) ** (1 - moved)
            part.get_buffer("share").copy_(1 / factor)
            part.set = True
            for layer in layers:
                layer.weight.mul_(factor)
    for hook in hooks:
        hook.remove()


def _word_readers(net: ReadingNet) -> list[nn.Linear]:
    """The layers that read the words' vectors."""
    return [
        layer
        for head in net.heads.values()
        for layer in head.modules()
        if isinstance(layer, nn.Linear) and layer.in_features == WORD_WIDTH
    ]


class ExportedSplitter(nn.Module):
    """The splitter as shipped: the best cut of each character."""

    def __init__(self, net: SplitterNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, signs: Tensor) -> Tensor:
        scores: Tensor = self.net(signs)
        return scores.argmax(1)


def export_network(net: ReadingNet, path: Path) -> None:
    """Writes the network with full weights to a file."""
    net.eval()
    for block in net.encoder.blocks:
        cast("Block", block).exporting = True
    net.roles.exporting = True
    words, pieces = torch.ones(2, 5, dtype=torch.long), torch.ones(2, 7, dtype=torch.long)
    inputs = (pieces, pieces, words, words, words, words, words, words)
    names = (*INPUTS, "asked")
    axes = {name: {0: "sentences", 1: "pieces" if name.startswith("piece") else "words"} for name in names}
    axes |= {name: {0: "sentences", 1: "words"} for name in OUTPUTS}
    for name in ("arcs", "relations"):
        axes[name] = {0: "sentences", 1: "words", 2: "words"}
    axes |= {"frame_at": {0: "frames"}, "roles": {0: "frames", 1: "words"}, "senses": {0: "frames"}}
    torch.onnx.export(
        ExportedNet(net).eval(),
        inputs,
        str(path),
        input_names=list(names),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    onnx.save(without_shape_sums(onnx.load(str(path))), str(path))


def without_shape_sums(model: onnx.ModelProto) -> onnx.ModelProto:
    """The graph with the encoder's reshapes told in constants, and what nothing needs any more taken out.

    The exporter works out "sentences x pieces" anew for every reshape, some hundred small nodes that cost a twentieth
    of a sentence's time; ONNX says the same with 0, "as in the input".
    """
    graph = model.graph
    heads = [0, 0, ATTENTIONS, WIDTH // ATTENTIONS]
    shapes = {"whole": np.array([0, 0, WIDTH], dtype=np.int64), "heads": np.array(heads, dtype=np.int64)}
    graph.initializer.extend(onnx.numpy_helper.from_array(value, f"shape_{name}") for name, value in shapes.items())
    for node in graph.node:
        # In each block three reshapes part query, key and value into heads; the fourth joins the heads again.
        if node.op_type == "Reshape" and node.name.startswith("/encoder/blocks."):
            node.input[1] = "shape_whole" if node.name.endswith("_3") else "shape_heads"
    needed = {output.name for output in graph.output}
    kept = []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            needed.update(node.input)
            kept.append(node)
    del graph.node[:]
    graph.node.extend(reversed(kept))
    return model


def quantise(source: Path, target: Path) -> None:
    """Writes the graph with 8-bit weights, one scale per output channel; activations are scaled as they come."""
    with tempfile.TemporaryDirectory() as folder:
        inferred = Path(folder) / "inferred.onnx"
        onnx.save(onnx.shape_inference.infer_shapes(onnx.load(str(source))), str(inferred))
        quantize_dynamic(
            str(inferred),
            str(target),
            per_channel=True,
            reduce_range=False,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
            extra_options={"MatMulConstBOnly": True},
        )


def export_splitter(net: SplitterNet, path: Path) -> None:
    """Writes the splitter to a file; it is small enough for full weights."""
    torch.onnx.export(
        ExportedSplitter(net.eval()).eval(),
        (torch.ones(2, 70, dtype=torch.long),),
        str(path),
        input_names=["signs"],
        output_names=["cuts"],
        dynamic_axes={"signs": {0: "blocks", 1: "chars"}, "cuts": {0: "blocks", 1: "chars"}},
        opset_version=OPSET,
        dynamo=False,
    )
