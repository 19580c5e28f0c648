"""Chains against GUM's: the CoNLL F1 under three definitions, from the raw text of the documents.

`python -m bench.reading.coreference` prints them.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.reading.chain_metrics import ChainScores, ScoredMention, pair_by_head, pair_exact
from chancery.reading.reader import Parser, begin_reading
from chancery.terms.readings import CorefMention, Reading
from chancery.terms.reports import Report
from chancery.terms.spans import Span
from training.chain_gold import GoldDocument, GoldMention, read_gum_documents

#: Where the documents lie in the shared folder.
PARTS = {
    "dev": "corpora/gum-free/en_gum-ud-dev.conllu.gz",
    "test": "corpora/gum-free/en_gum-ud-test.conllu.gz",
}

Chains = Sequence[Sequence[CorefMention]]


def read_documents(documents: Sequence[GoldDocument], parser: Parser) -> list[Reading]:
    """The documents as the parser reads their raw text, without any layer yet."""
    reports = [Report(text=gold.text, blocks=tuple(Span(*block) for block in gold.blocks)) for gold in documents]
    parsed = parser.analyse_many([(gold.text, gold.blocks) for gold in documents])
    return [
        begin_reading(report, sentences, parser.version) for report, sentences in zip(reports, parsed, strict=True)
    ]


def score_chains(
    documents: Sequence[GoldDocument],
    readings: Sequence[Reading],
    find: Callable[[Reading], Chains],
    find_all: Callable[[Reading], Chains] | None = None,
) -> dict[str, dict[str, float]]:
    """Scores in percent by definition; `find` gives chains of two or more, `find_all` also mentions that stand alone.

    Shapes:  "exact spans" and "heads" leave out what is mentioned once, on both sides; "with singletons", given only
             where there is `find_all`, counts it, with exact spans. Each has MUC, B3, CEAFe, CoNLL and the F1 of the
             mentions.
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


def _once(chains: Sequence[Sequence[object]]) -> list[list[object]]:
    """The chains with each mention once, in the first chain that holds it: a scorer takes no mention twice."""
    seen: set[object] = set()
    kept: list[list[object]] = []
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
