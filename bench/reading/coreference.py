"""Chains against GUM's: the CoNLL F1 under three definitions, from the raw text of the documents.

`python -m bench.reading.coreference` prints them, learned layer and rules side by side, and the speed of the layer.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from pathlib import Path

from bench.reading.chain_metrics import ChainScores, ScoredMention, pair_by_head, pair_exact
from chancery.reading.chains.layer import RANKER_FILE, find_chains
from chancery.reading.chains.ranker import Ranker
from chancery.reading.coreference import find_coreference
from chancery.reading.model import ReadingModel
from chancery.reading.model.artefacts import default_folder
from chancery.terms.readings import CorefMention, Reading
from training.chain_gold import GoldDocument, GoldMention, read_documents, read_gum_documents

#: Where the documents lie in the shared folder.
PARTS = {
    "dev": "corpora/gum-free/en_gum-ud-dev.conllu.gz",
    "test": "corpora/gum-free/en_gum-ud-test.conllu.gz",
}

#: The definition that the mark of 55 is held against: CorefUD's first, heads matched, what is mentioned once left out.
PRIMARY = "heads"

Chains = Sequence[Sequence[CorefMention]]


def score_chains(
    documents: Sequence[GoldDocument],
    readings: Sequence[Reading],
    find: Callable[[Reading], Chains],
    find_all: Callable[[Reading], Chains] | None = None,
) -> dict[str, dict[str, float]]:
    """Scores in percent by definition; `find` gives chains of two or more, `find_all` also mentions that stand alone.

    Shapes:  `readings` are those of the documents, in order. "exact spans" and "heads" leave out what is mentioned
             once, on both sides; "with singletons", given only where there is `find_all`, counts it, with exact spans.
             Each has MUC, B3, CEAFe, CoNLL and the F1 of the mentions.
    """
    exact, heads, singles = ChainScores(), ChainScores(), ChainScores()
    for gold, reading in zip(documents, readings, strict=True):
        said = [[_said(reading, mention) for mention in chain] for chain in find(reading)]
        true = [[_true(mention) for mention in chain] for chain in gold.chains()]
        exact.add(_once(pair_exact(said)), _once(pair_exact(true)))
        heads.add(*pair_by_head(said, true))
        if find_all is not None:
            every = [[_said(reading, mention) for mention in chain] for chain in find_all(reading)]
            all_true = [[_true(mention) for mention in chain] for chain in gold.chains(singletons=True)]
            singles.add(_once(pair_exact(every)), _once(pair_exact(all_true)))
    found = {"exact spans": exact, "heads": heads} | ({"with singletons": singles} if find_all else {})
    return {name: _row(scores) for name, scores in found.items()}


def _said(reading: Reading, mention: CorefMention) -> ScoredMention:
    head = reading.sentences[mention.sentence].tokens[mention.head]
    return ScoredMention((mention.start, mention.end), (head.start, head.end))


def _true(mention: GoldMention) -> ScoredMention:
    return ScoredMention((mention.start, mention.end), mention.head)


def _once(chains: Sequence[Sequence[Hashable]]) -> list[list[Hashable]]:
    """The chains with each mention once, in the first chain that holds it: a scorer takes no mention twice."""
    seen: set[Hashable] = set()
    kept: list[list[Hashable]] = []
    for chain in chains:
        fresh = [mention for mention in dict.fromkeys(chain) if mention not in seen]
        seen.update(fresh)
        if fresh:
            kept.append(fresh)
    return kept


def _row(scores: ChainScores) -> dict[str, float]:
    values = {
        "CoNLL": scores.conll,
        "MUC": scores.muc.f1,
        "B3": scores.b3.f1,
        "CEAFe": scores.ceafe.f1,
        "mentions": scores.mentions.f1,
    }
    return {name: round(value, 2) for name, value in values.items()}


def score_coreference(
    model: ReadingModel, shared: Path, part: str = "test", folder: Path | None = None
) -> dict[str, dict[str, float]]:
    """Rows of the bench: the learned layer of a model's folder on a part of GUM, by definition.

    Shapes:  "GUM test, coreference" is the row that the mark is held against; the others tell their definition.
    """
    documents = read_gum_documents(shared / PARTS[part])
    readings = read_documents(documents, model)
    ranker = Ranker.load((folder or default_folder()) / RANKER_FILE)
    found = score_chains(
        documents, readings, partial(find_chains, ranker=ranker), partial(find_chains, ranker=ranker, singletons=True)
    )
    return {f"GUM {part}, coreference" + ("" if name == PRIMARY else f" ({name})"): row for name, row in found.items()}


def time_layer(readings: Sequence[Reading], ranker: Ranker) -> float:
    """Milliseconds a sentence that the learned layer takes, the best of five runs, processor time."""
    sentences = sum(len(reading.sentences) for reading in readings)
    runs = []
    for _ in range(5):
        started = time.process_time()
        for reading in readings:
            find_chains(reading, ranker)
        runs.append(time.process_time() - started)
    return 1000 * min(runs) / sentences


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.reading.coreference", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CHANCERY_SHARED", "../shared")))
    parser.add_argument("--part", choices=sorted(PARTS), default="test")
    parser.add_argument("--model", type=Path, default=default_folder(), help="folder of the model")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    documents = read_gum_documents(options.shared / PARTS[options.part])
    readings = read_documents(documents, ReadingModel.load(options.model))
    ranker = Ranker.load(options.model / RANKER_FILE)
    results = {
        "learned": score_chains(
            documents,
            readings,
            partial(find_chains, ranker=ranker),
            partial(find_chains, ranker=ranker, singletons=True),
        ),
        "rules": score_chains(documents, readings, find_coreference),
    }
    pace = round(time_layer(readings, ranker), 3)
    if options.json:
        print(json.dumps({"part": options.part, "scores": results, "ms_a_sentence": pace}))
        return
    print(f"GUM {options.part}, raw text, F1 in percent; the mark is held against {PRIMARY!r}")
    for layer, rows in results.items():
        for definition, row in rows.items():
            print(f"{layer:10}{definition:18}" + "".join(f"{name:>10} {value:5.2f}" for name, value in row.items()))
    print(f"the learned layer: {pace} ms a sentence")


if __name__ == "__main__":
    main()
