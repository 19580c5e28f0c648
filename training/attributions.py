"""`python -m training.attributions`: the judge of cues from our own annotations, over what the finished model reads.

Reads the annotated texts, lays the rules on them, and learns of every word that could be one whether it is the head of
a cue. The bounds are chosen by cross-validation over the documents: for each, the judge that never saw it.
"""

from __future__ import annotations

import argparse
import os
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as fn

from bench.reading.attribution import AttributionScores, Said, WordLine, as_polnear, in_words
from chancery.intake.reports import make_report
from chancery.reading.attribution import find_attributions
from chancery.reading.attribution_learned import Word, amended, words_to_judge
from chancery.reading.attribution_net import BOUNDS, CUES_FILE, LAYOUT, CueNet
from chancery.reading.attribution_traits import signs
from chancery.reading.model import ReadingModel
from chancery.reading.model.artefacts import default_folder
from chancery.reading.reader import ChanceryReader
from chancery.terms.readings import Attribution, Reading
from chancery.terms.reports import Report
from training.attribution_gold import AnnotatedText, read_annotated
from training.package import describe_added

Floats = NDArray[np.float32]
#: Networks whose chances are averaged, hidden numbers of each, passes, words a step, step size, weight decay.
NETWORKS, HIDDEN, EPOCHS, BATCH, STEP, DECAY = 3, 48, 8, 256, 1.5e-3, 0.05
#: Shares of the signs, of the vector and of the hidden numbers that are left out in a step.
SIGN_DROP, VECTOR_DROP, HIDDEN_DROP = 0.2, 0.3, 0.4
#: A sign that fewer words have is not learned.
SIGN_COUNT = 8
#: Parts that the documents are dealt into to choose the bounds.
FOLDS = 5
#: The first look leaves out so many of the heads of cues that no rule found.
GLIMPSE_LOSS = 0.05
#: What is tried for the bounds.
DROPS, ADDS = (0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2), (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
#: A bound that no chance reaches.
NEVER = 2.0
#: Of the attributions that the network leaves out no more may be right: what it is not sure of stays.
RIGHT_SHARE = 0.1

#: The measures that are printed.
SHOWN = ("cue", "cue_exact", "source", "found")


@dataclass
class Document:
    """An annotated text, read; what the rules told of it; its words, with their signs and whether they are heads."""

    gold: AnnotatedText
    reading: Reading
    told: list[Attribution]
    words: list[Word]
    vectors: Floats
    signs: list[list[str]]
    heads: Floats


def read_documents(shared: Path, model: Path) -> list[Document]:
    """The annotated texts that are at hand, read by the model of a folder."""
    golds, reports = [], []
    for gold in read_annotated(shared):
        report = make_report(gold.text)
        if isinstance(report, Report) and report.text == gold.text:
            golds.append(gold)
            reports.append(report)
    reader = ChanceryReader(lambda: ReadingModel.load(model))  # by rules alone: the judge is not there yet
    return [make_document(gold, reading) for gold, reading in zip(golds, reader.read_many(reports), strict=True)]


def make_document(gold: AnnotatedText, reading: Reading) -> Document:
    """A document with its words."""
    told = find_attributions(reading)
    words = list(words_to_judge(reading, told, None))
    return Document(
        gold=gold,
        reading=reading,
        told=told,
        words=words,
        vectors=np.stack([reading.vectors[w.tree.sentence.index][w.at] for w in words]).astype(np.float32),
        signs=[signs(w.tree, w.at, w.predicate, w.around) for w in words],
        heads=np.array([_is_head(w, gold) for w in words], np.float32),
    )


def _is_head(word: Word, gold: AnnotatedText) -> bool:
    """Whether a word carries an annotated cue, or the rules made an attribution there that has words of one."""
    told = word.around.told
    if told is not None and any(one.cue.meets(told.cue_phrase or told.cue) for one in gold.attributions):
        return True
    return any(one.head.meets(word.span) for one in gold.attributions)


class _Net(nn.Module):
    def __init__(self, width: int, count: int, seed: int) -> None:
        super().__init__()
        torch.manual_seed(seed)
        self.vector = nn.Linear(width, HIDDEN)
        self.table = nn.EmbeddingBag(count + 1, HIDDEN, mode="sum", padding_idx=count)
        nn.init.normal_(self.table.weight, std=0.1)
        self.out = nn.Linear(HIDDEN, 1)

    def forward(self, vectors: Tensor, rows: Tensor) -> Tensor:
        if self.training:
            rows = torch.where(torch.rand(rows.shape) < SIGN_DROP, self.table.padding_idx, rows)
        inner = self.vector(fn.dropout(vectors, VECTOR_DROP, self.training)) + self.table(rows)
        scores: Tensor = self.out(fn.dropout(torch.relu(inner), HIDDEN_DROP, self.training))[:, 0]
        return scores


def learn(documents: Sequence[Document], networks: int = NETWORKS) -> dict[str, NDArray[np.generic]]:
    """The arrays of a judge; its bounds are still open."""
    counts = Counter(sign for document in documents for of_word in document.signs for sign in set(of_word))
    known = sorted(sign for sign, count in counts.items() if count >= SIGN_COUNT)
    places = {sign: number for number, sign in enumerate(known)}
    numbers = [[places[sign] for sign in row if sign in places] for document in documents for row in document.signs]
    rows = torch.full((len(numbers), max(map(len, numbers))), len(known))
    for number, row in enumerate(numbers):
        rows[number, : len(row)] = torch.tensor(row, dtype=torch.long)
    plain = np.concatenate([document.vectors for document in documents])
    middle, spread = plain.mean(0), plain.std(0) + 1e-2
    vectors = torch.from_numpy((plain - middle) / spread)
    heads = torch.from_numpy(np.concatenate([document.heads for document in documents]))
    nets = [_train(_Net(plain.shape[1], len(known), seed), vectors, rows, heads) for seed in range(networks)]
    weights = [net.vector.weight.detach().numpy().T / spread[:, None] for net in nets]
    glance, glance_bias = _glance(vectors, heads)
    glance = glance / spread
    text = "\n".join(known).encode()
    return {
        "glance": glance,
        "glance_bias": np.array(glance_bias - middle @ glance),
        "vector": np.concatenate(weights, 1),
        "table": np.concatenate([net.table.weight.detach().numpy()[: len(known)] for net in nets], 1),
        "bias": np.concatenate(
            [net.vector.bias.detach().numpy() - middle @ own for net, own in zip(nets, weights, strict=True)]
        ),
        "out": np.concatenate([net.out.weight.detach().numpy()[0] for net in nets]),
        "out_bias": np.concatenate([net.out.bias.detach().numpy() for net in nets]),
        "bounds": np.array([0.0, 0.0, NEVER]),
        "signs": np.frombuffer(text, np.uint8),
    }


def _train(net: _Net, vectors: Tensor, rows: Tensor, heads: Tensor) -> _Net:
    optimiser = torch.optim.AdamW(net.parameters(), lr=STEP, weight_decay=DECAY)
    steps = EPOCHS * (len(heads) // BATCH + 1)
    falling = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.02, 1 - step / steps))
    net.train()
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(heads)).split(BATCH):
            optimiser.zero_grad()
            loss = fn.binary_cross_entropy_with_logits(net(vectors[batch], rows[batch]), heads[batch])
            loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
            optimiser.step()
            falling.step()
    return net.eval()


def _glance(vectors: Tensor, heads: Tensor) -> tuple[Floats, float]:
    """A logistic curve over the vectors alone."""
    torch.manual_seed(0)
    line = nn.Linear(vectors.shape[1], 1)
    optimiser = torch.optim.LBFGS(line.parameters(), max_iter=60)

    def closure() -> Tensor:
        optimiser.zero_grad()
        loss = fn.binary_cross_entropy_with_logits(line(vectors)[:, 0], heads) + 1e-4 * line.weight.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    return line.weight.detach().numpy()[0].astype(np.float32), float(line.bias.detach())


def held_out(documents: Sequence[Document], folds: int = FOLDS) -> list[tuple[Floats, Floats]]:
    """For each document the chances of its words, at the look and at the glance, by a judge that never saw it."""
    order = list(range(len(documents)))
    random.Random(1).shuffle(order)
    found: dict[int, tuple[Floats, Floats]] = {}
    for fold in range(folds):
        rest = [documents[at] for place, at in enumerate(order) if place % folds != fold]
        net = CueNet(learn(rest))
        for at in order[fold::folds]:
            found[at] = net.look(documents[at].vectors, documents[at].signs), net.glance(documents[at].vectors)
    return [found[at] for at in range(len(documents))]


def score(documents: Sequence[Document], chances: Sequence[Floats], bounds: dict[str, float]) -> AttributionScores:
    """The measures of the bench on the annotated texts, but for contents, whose starts alone are annotated."""
    scores = AttributionScores()
    for document, of_words in zip(documents, chances, strict=True):
        found = amended(document.reading, document.told, document.words, of_words, bounds)
        line = WordLine(document.gold.text)
        true = [Said((one.source,) if one.source else (), (one.cue,)) for one in document.gold.attributions]
        ours = as_polnear(found, document.reading.quotations)
        scores.add(in_words(line, [replace(one, content=()) for one in ours]), in_words(line, true))
    return scores


def best_bounds(documents: Sequence[Document], seen: Sequence[tuple[Floats, Floats]]) -> dict[str, float]:
    """The highest bound at which what is left out is wrong, nearly all of it; then that of the best overlap of cues."""
    missed = np.concatenate([[w.around.told is None for w in document.words] for document in documents])
    heads = np.concatenate([document.heads for document in documents]) > 0
    glances = np.concatenate([glance for _, glance in seen])
    glimpse = float(np.quantile(glances[missed & heads], GLIMPSE_LOSS))
    chances = [_at_second_look(document, *views, glimpse) for document, views in zip(documents, seen, strict=True)]
    drop = max(bound for bound in DROPS if bound == DROPS[0] or _right_share(documents, chances, bound) <= RIGHT_SHARE)
    tried = []
    for bounds in (dict(zip(BOUNDS, (glimpse, drop, add), strict=True)) for add in (*ADDS, NEVER)):
        row = score(documents, chances, bounds).row()
        tried.append((row["cue"], bounds))
        print(f"drop {drop:.2f} add {bounds['add']:.2f}: " + ", ".join(f"{name} {row[name]:.2f}" for name in SHOWN))
    return max(tried, key=lambda one: one[0])[1]


def _right_share(documents: Sequence[Document], chances: Sequence[Floats], drop: float) -> float:
    """Of the outermost attributions that a bound leaves out, the share at which a cue is annotated."""
    gone = right = 0
    for document, of_words in zip(documents, chances, strict=True):
        kept = amended(document.reading, document.told, document.words, of_words, {"drop": drop, "add": NEVER})
        left = {one.cue_phrase or one.cue for one in document.told} - {one.cue_phrase or one.cue for one in kept}
        outer = {said.cue[0] for said in as_polnear(document.told, document.reading.quotations)} & left
        gone += len(outer)
        right += sum(any(one.cue.meets(cue) for one in document.gold.attributions) for cue in outer)
    return right / gone if gone else 0.0


def _at_second_look(document: Document, look: Floats, glance: Floats, glimpse: float) -> Floats:
    """The chances of the words, 0 for those that the layer does not look at."""
    told = np.array([word.around.told is not None for word in document.words])
    return np.where(told | (glance >= glimpse), look, 0).astype(np.float32)


def write(arrays: dict[str, NDArray[np.generic]], bounds: dict[str, float], path: Path) -> None:
    """Writes the judge in half precision."""
    kept = {
        name: array if name == "signs" else array.astype(np.float16)
        for name, array in arrays.items()
        if name != "bounds"
    }
    kept |= {"layout": np.array(LAYOUT), "bounds": np.array([bounds[name] for name in BOUNDS], np.float32)}
    part = path.with_suffix(".part.npz")
    np.savez_compressed(part, **kept)  # type: ignore[arg-type]
    part.rename(path)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.attributions", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CHANCERY_SHARED", "../shared")))
    parser.add_argument("--model", type=Path, default=default_folder(), help="the model's folder, where the file goes")
    options = parser.parse_args()
    torch.set_num_threads(1)
    documents = read_documents(options.shared, options.model)
    print(f"{len(documents)} documents, {sum(len(document.words) for document in documents)} words")
    bounds = best_bounds(documents, held_out(documents))
    write(learn(documents), bounds, options.model / CUES_FILE)
    describe_added(options.model)
    CueNet.load(options.model / CUES_FILE)
    print(bounds)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
