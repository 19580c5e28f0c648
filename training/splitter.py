"""Learns the splitter: a small stack of dilated convolutions over characters."""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from chancery.reading.model.signs import SIGN_CLASSES, sign_numbers
from training.data import ewt_sentences
from training.raw_text import SENTENCE, CutText, blocks, cut_text, training_blocks, varied

#: Width of the stack and reach of each layer: together 64 characters to each side.
CHANNELS, DILATIONS = 64, (1, 2, 4, 8, 16, 32, 1)

#: Longest stretch of characters that one training row holds.
ROW_CHARS = 900

SEED = 20261122


class SplitterNet(nn.Module):
    """Scores of the three cuts for each character; input 0 is outside the text."""

    def __init__(self) -> None:
        super().__init__()
        self.signs = nn.Embedding(SIGN_CLASSES, CHANNELS)
        self.layers = nn.ModuleList(
            nn.Conv1d(CHANNELS, CHANNELS, 3, padding=reach, dilation=reach) for reach in DILATIONS
        )
        self.out = nn.Conv1d(CHANNELS, 3, 1)

    def forward(self, signs: Tensor) -> Tensor:
        """Batch x characters into batch x 3 x characters."""
        inside = (signs != 0)[:, None, :].to(torch.float32)
        x = self.signs(signs).transpose(1, 2) * inside
        for layer in self.layers:
            deep = _by_rows(layer, x) if self.training else layer(x)
            x = (x + fn.dropout(torch.relu(deep), 0.1, self.training)) * inside
        scores: Tensor = self.out(x)
        return scores


def _by_rows(layer: nn.Module, x: Tensor) -> Tensor:
    """The convolution as one matrix product, which trains twice as fast on a CPU."""
    assert isinstance(layer, nn.Conv1d)
    reach, count = layer.dilation[0], x.shape[2]
    wide = fn.pad(x, (reach, reach))
    seen = torch.cat([wide[:, :, :count], x, wide[:, :, 2 * reach :]], 1).transpose(1, 2)
    weight = layer.weight.permute(0, 2, 1).reshape(layer.out_channels, -1)
    return fn.linear(seen, weight, layer.bias).transpose(1, 2)


def rows(texts: list[CutText]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Sign numbers and cuts of each text, a long one in several rows."""
    found = []
    for cut in texts:
        signs, cuts = sign_numbers(cut.text), np.array(cut.cuts, dtype=np.int64)
        cuts = np.where(signs == 1, -100, cuts)
        for start in range(0, len(signs), ROW_CHARS):
            part = slice(start, start + ROW_CHARS)
            found.append((signs[part], cuts[part]))
    return found


def batched(examples: list[tuple[np.ndarray, np.ndarray]], rng: random.Random) -> list[tuple[Tensor, Tensor]]:
    """The rows in padded batches of about 12,000 characters, like lengths together."""
    order = sorted(examples, key=lambda row: len(row[0]) * (1 + 0.1 * rng.random()))
    found: list[list[tuple[np.ndarray, np.ndarray]]] = []
    current: list[tuple[np.ndarray, np.ndarray]] = []
    for row in order:
        if current and len(row[0]) * (len(current) + 1) > 12_000:
            found.append(current)
            current = []
        current.append(row)
    found.append(current)
    rng.shuffle(found)
    return [_padded(batch) for batch in found]


def _padded(batch: list[tuple[np.ndarray, np.ndarray]]) -> tuple[Tensor, Tensor]:
    width = max(len(signs) for signs, _ in batch)
    inputs = np.zeros((len(batch), width), dtype=np.int64)
    gold = np.full((len(batch), width), -100, dtype=np.int64)
    for number, (signs, cuts) in enumerate(batch):
        inputs[number, : len(signs)] = signs
        gold[number, : len(cuts)] = cuts
    return torch.from_numpy(inputs), torch.from_numpy(gold)


def train_splitter(corpora: Path, folder: Path, epochs: int) -> SplitterNet:
    """A trained splitter; keeps its weights and its curve in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    net = SplitterNet()
    source = training_blocks(corpora)
    dev = [cut for block in blocks(ewt_sentences(corpora, "dev")) if (cut := cut_text(block))]
    dev_batches = batched(rows(dev), random.Random(0))
    optimiser = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.01)
    steps_an_epoch = len(batched(rows(varied(source, random.Random(0))), random.Random(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, 3e-3, total_steps=(steps_an_epoch + 20) * epochs, pct_start=0.1
    )
    for epoch in range(epochs):
        started = time.monotonic()
        rng = random.Random(SEED + epoch)
        net.train()
        for signs, gold in batched(rows(varied(source, rng)), rng):
            loss = fn.cross_entropy(net(signs), gold)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
        row = {"epoch": epoch + 1, "loss": round(float(loss.detach()), 4)}
        row |= _scores(net, dev_batches) | {"s": round(time.monotonic() - started)}
        with (folder / "splitter_curve.jsonl").open("a") as curve:
            curve.write(json.dumps(row) + "\n")
        print(json.dumps(row), flush=True)
        torch.save(net.state_dict(), folder / "splitter.pt")
    return net


def _scores(net: SplitterNet, batches: list[tuple[Tensor, Tensor]]) -> dict[str, float]:
    """F1 in percent of word and sentence begins."""
    net.eval()
    counts = np.zeros((2, 3))
    with torch.no_grad():
        for signs, gold in batches:
            guess = net(signs).argmax(1)
            known = gold >= 0
            for row, least in enumerate((1, SENTENCE)):
                said, true = (guess >= least) & known, (gold >= least) & known
                counts[row] += [int((said & true).sum()), int(said.sum()), int(true.sum())]
    f1 = 200 * counts[:, 0] / (counts[:, 1] + counts[:, 2])
    return {"word_starts": round(f1[0], 2), "sentence_starts": round(f1[1], 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    train_splitter(options.corpora, options.folder, options.epochs)


if __name__ == "__main__":
    main()
