"""`python -m training.coreference`: the ranker of antecedents from GUM, over what the shipped model reads in its text.

Reads GUM's raw documents with the reading model, so that the ranker learns from such parses as it will meet, trains for
a few minutes on one core, chooses the threshold on the dev documents, and puts the weights beside the model.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from bench.reading.chain_metrics import ChainScores, ScoredMention, pair_by_head
from chancery.reading.chains.candidates import Candidate, find_candidates
from chancery.reading.chains.features import FEATURES, describe, pair_up
from chancery.reading.chains.layer import RANKER_FILE, find_chains, report_vectors
from chancery.reading.chains.ranker import Ranker, candidate_vectors
from chancery.reading.model import ReadingModel
from chancery.reading.model.artefacts import default_folder
from chancery.reading.syntax import grow_trees
from chancery.terms.readings import Reading
from training.chain_gold import ENTITY_TYPES, GoldDocument, GoldMention, read_documents, read_gum_documents
from training.chain_net import ChainExample, ChainNet, chain_loss
from training.package import describe_added

#: Passes over the documents, step size, weight decay, steps until the step size is full, how slowly the average moves.
EPOCHS, STEP, DECAY, WARM_UP_STEPS, AVERAGE = 12, 2e-3, 0.01, 100, 0.998

#: Thresholds tried on the dev documents; below these the score rises little and wrong links many.
THRESHOLDS = tuple(round(-0.8 + 0.2 * step, 1) for step in range(8))

#: What the chosen threshold may score below the best of them, in points.
THRESHOLD_SLACK = 0.25


@dataclass(slots=True)
class Part:
    """Documents of one part of GUM with their readings."""

    documents: list[GoldDocument]
    readings: list[Reading]


def read_part(corpora: Path, part: str, model: ReadingModel) -> Part:
    """A part of GUM, read by the model."""
    documents = read_gum_documents(corpora / f"gum-free/en_gum-ud-{part}.conllu.gz")
    return Part(documents, read_documents(documents, model))


def make_example(document: GoldDocument, reading: Reading) -> ChainExample:
    """The document as numbers, its gold laid on the candidates."""
    trees = grow_trees(reading)
    candidates = find_candidates(trees)
    phrases = describe(reading, trees, candidates)
    pairs = pair_up(phrases)
    gold = match_gold(document, reading, candidates)
    vectors = report_vectors(reading)
    kinds = {kind: number for number, kind in enumerate(ENTITY_TYPES)}
    return ChainExample(
        signs=torch.from_numpy(phrases.signs),
        vectors=None if vectors is None else torch.from_numpy(np.stack(candidate_vectors(phrases, vectors), 1)),
        later=torch.from_numpy(pairs.later),
        earlier=torch.from_numpy(pairs.earlier),
        marks=torch.from_numpy(pairs.marks),
        sorts=torch.from_numpy(pairs.sorts),
        entity=torch.tensor([-1 if mention is None else mention.entity for mention in gold]),
        kind=torch.tensor([-1 if mention is None else kinds.get(mention.kind, -1) for mention in gold]),
    )


def match_gold(document: GoldDocument, reading: Reading, candidates: Sequence[Candidate]) -> list[GoldMention | None]:
    """The gold mention of each candidate: of the same span, else of the same head where no other took it."""
    by_span = {(mention.start, mention.end): mention for mention in reversed(document.mentions)}
    by_head: dict[tuple[int, int], list[GoldMention]] = {}
    for mention in document.mentions:
        by_head.setdefault(mention.head, []).append(mention)
    found: list[GoldMention | None] = []
    for candidate in candidates:
        tokens = reading.sentences[candidate.sentence].tokens
        found.append(by_span.get((tokens[candidate.first].start, tokens[candidate.last].end)))
    taken = {id(mention) for mention in found if mention is not None}
    for number, candidate in enumerate(candidates):
        if found[number] is None and not candidate.whole:
            head = reading.sentences[candidate.sentence].tokens[candidate.head]
            free = [mention for mention in by_head.get((head.start, head.end), ()) if id(mention) not in taken]
            if free:
                found[number] = free[0]
                taken.add(id(free[0]))
    return found


def train(examples: Sequence[ChainExample], *, epochs: int, seed: int) -> Iterator[tuple[ChainNet, float]]:
    """After each epoch the average of the weights so far, and the mean loss of the epoch's documents."""
    torch.manual_seed(seed)
    shuffler = random.Random(seed)
    net = ChainNet(with_vectors=examples[0].vectors is not None)
    average = deepcopy(net).eval()
    optimiser = torch.optim.AdamW(net.parameters(), lr=STEP, weight_decay=DECAY)
    total = epochs * len(examples)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / WARM_UP_STEPS) * (1 - step / total)
    )
    steps = 0
    for _ in range(epochs):
        net.train()
        order = list(range(len(examples)))
        shuffler.shuffle(order)
        losses = 0.0
        for number in order:
            optimiser.zero_grad()
            loss = chain_loss(examples[number], *net(examples[number]))
            loss.backward()  # type: ignore[no-untyped-call, unused-ignore]
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            steps += 1
            _move(average, net, min(AVERAGE, (1 + steps) / (10 + steps)))
            losses += float(loss.detach())
        yield average, losses / len(examples)


@torch.no_grad()
def _move(average: ChainNet, net: ChainNet, keep: float) -> None:
    for slow, fast in zip(average.parameters(), net.parameters(), strict=True):
        slow.mul_(keep).add_(fast, alpha=1 - keep)


def score(part: Part, ranker: Ranker) -> float:
    """CoNLL F1 by heads, in percent."""
    scores = ChainScores()
    for document, reading in zip(part.documents, part.readings, strict=True):
        said = [
            [
                ScoredMention((mention.start, mention.end), (head.start, head.end))
                for mention in chain
                for head in [reading.sentences[mention.sentence].tokens[mention.head]]
            ]
            for chain in find_chains(reading, ranker)
        ]
        true = [[ScoredMention((gold.start, gold.end), gold.head) for gold in chain] for chain in document.chains()]
        scores.add(*pair_by_head(said, true))
    return scores.conll


def best_threshold(part: Part, net: ChainNet) -> tuple[float, float]:
    """The highest threshold that scores within `THRESHOLD_SLACK` of the best on the part, and its score.

    The score is flat around its best, and a wrong link costs the coder more than a missing one.
    """
    scores = [score(part, Ranker({**net.arrays(threshold)})) for threshold in THRESHOLDS]
    good = [at for at, value in enumerate(scores) if value >= max(scores) - THRESHOLD_SLACK]
    return THRESHOLDS[good[-1]], scores[good[-1]]


def write_ranker(net: ChainNet, threshold: float, folder: Path) -> Path:
    """Writes the weights; gives the file."""
    path = folder / RANKER_FILE
    np.savez_compressed(path, features=np.array(FEATURES), **net.arrays(threshold))  # type: ignore[arg-type, unused-ignore]
    return path


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.coreference", description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--model", type=Path, default=default_folder(), help="folder of the reading model")
    parser.add_argument("--out", type=Path, default=default_folder(), help="folder that the weights go to")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    started = time.perf_counter()
    model = ReadingModel.load(options.model)
    learned, watched = (read_part(options.corpora, part, model) for part in ("train", "dev"))
    examples = [make_example(*pair) for pair in zip(learned.documents, learned.readings, strict=True)]
    print(f"{len(examples)} documents read, {time.perf_counter() - started:.0f} s", flush=True)
    for epoch, (net, loss) in enumerate(train(examples, epochs=options.epochs, seed=options.seed), 1):
        dev = score(watched, Ranker({**net.arrays(-0.4)}))
        print(f"epoch {epoch}: loss {loss:.3f}, dev {dev:.2f}, {time.perf_counter() - started:.0f} s", flush=True)
    threshold, dev = best_threshold(watched, net)
    print(f"threshold {threshold}: dev {dev:.2f}")
    path = write_ranker(net, threshold, options.out)
    describe_added(options.out)
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
