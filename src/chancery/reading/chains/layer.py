"""The learned layer of coreference: candidates, their antecedents, chains."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from chancery.reading.chains.candidates import Candidate, find_candidates
from chancery.reading.chains.features import Floats, describe, pair_up
from chancery.reading.chains.linking import link
from chancery.reading.chains.ranker import Ranker
from chancery.reading.layers import Layer
from chancery.reading.model.artefacts import check_part, default_folder
from chancery.reading.syntax import Tree, grow_trees
from chancery.terms.readings import CorefMention, Reading

VERSION = "coreference.learned.1"

#: File of the ranker among the model's files.
RANKER_FILE = "coreference.npz"


def find_chains(reading: Reading, ranker: Ranker, *, singletons: bool = False) -> list[tuple[CorefMention, ...]]:
    """Chains in text order of their first mentions; with `singletons` also what is mentioned once.

    Shapes:  spans are whole phrases with relative clauses; the head of a coordination is its conjunction, for none of
             its parts stands for all of them.
    """
    trees = grow_trees(reading)
    candidates = find_candidates(trees)
    if not candidates:
        return []
    phrases = describe(reading, trees, candidates)
    pairs = pair_up(phrases)
    scores = ranker.score(phrases, pairs, report_vectors(reading))
    chains = [
        tuple(as_mention(trees[candidates[at].sentence], candidates[at]) for at in members)
        for members in link(phrases, pairs, scores.pairs, ranker.threshold)
        if len(members) > 1 or (singletons and scores.mentions[members[0]] > 0)
    ]
    return sorted(chains, key=lambda chain: (chain[0].start, chain[0].end))


def report_vectors(reading: Reading) -> Floats | None:
    """The vectors of all the report's tokens in one array, None where the parser gave none."""
    if not reading.vectors:
        return None
    joined: Floats = np.concatenate([np.asarray(rows, dtype=np.float32) for rows in reading.vectors])
    return joined


def as_mention(tree: Tree, candidate: Candidate) -> CorefMention:
    """The candidate as it is kept in the reading."""
    tokens = tree.tokens
    head = _conjunction(tree, candidate) if candidate.whole else candidate.named
    return CorefMention(tokens[candidate.first].start, tokens[candidate.last].end, candidate.sentence, head)


def _conjunction(tree: Tree, candidate: Candidate) -> int:
    """The "and" of a coordination, its head where there is none."""
    parts = [kid for kid in tree.kids[candidate.head] if tree.base[kid] == "conj"]
    return next((kid for part in reversed(parts) for kid in tree.kids[part] if tree.base[kid] == "cc"), candidate.head)


@cache
def shipped_ranker() -> Ranker:
    """The ranker in the package, checked against the model's manifest, loaded at the first call.

    Raises:  ArtefactError if it is missing or broken.
    """
    return Ranker.load(check_part(default_folder(), "coreference"))


def learned_coreference(open_ranker: Callable[[], Ranker] = shipped_ranker) -> Layer:
    """The layer that takes the place of the rules of the same name."""
    return Layer("coreference", VERSION, "coreference", lambda reading: find_chains(reading, open_ranker()))
