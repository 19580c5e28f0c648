"""Scores into chains: the best antecedent of each candidate that its chain so far allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from chancery.reading.chains.features import FEMALE, KINDS, LAST_PRONOUN, MALE, Floats, Pairs, Phrases

Bools = NDArray[np.bool_]

#: How far below the threshold a score still speaks for its chain; how much the members beside the best count.
FAINT, COMPANY = 2.0, 0.5

#: How much surer a description must be ("the governor") that is to mean what was called by other words before. GUM
#: loses 0.3 points by it; the coder would take one man's deed for another's.
CAUTION = 1.5

#: How much surer "he" or "she" must be to mean somebody of an earlier paragraph where the own paragraph has named
#: another before.
STAYING = 3.0

_PERSON = KINDS["PER"]
_BODIES = frozenset({KINDS["LOC"], KINDS["ORG"]})


@dataclass(slots=True)
class _Known:
    """What is known of a chain: its gender, the kind of its names, a person's last and first name, a country."""

    gender: int = 0
    kind: int = 0
    last: int = -1
    given: int = -1
    polity: int = -1

    def allows(self, other: _Known) -> bool:
        """Whether both may be the same: no man and woman, no person and country, no two persons' names or countries."""
        if self.gender and other.gender and self.gender != other.gender:
            return False
        if self.kind and other.kind:
            if self.kind == _PERSON:
                mine, theirs = {self.last, self.given}, {other.last, other.given}
                return other.kind not in _BODIES and (other.kind != _PERSON or bool(mine & theirs))
            if other.kind == _PERSON:
                return self.kind not in _BODIES
        return self.polity < 0 or other.polity < 0 or self.polity == other.polity

    def learn(self, other: _Known) -> None:
        self.gender = self.gender or other.gender
        if not self.kind:
            self.kind, self.last, self.given = other.kind, other.last, other.given
        if self.polity < 0:
            self.polity = other.polity


def link(phrases: Phrases, pairs: Pairs, scores: Floats, threshold: float) -> list[list[int]]:
    """The candidates by chain, each in order; one that fits no chain above the threshold begins its own.

    A chain fits as well as its best member does, and somewhat better the more of its members fit. Of chains that fit
    equally the one with the nearest member is taken. Nobody does to himself what an object tells, unless it says so.
    """
    scores = scores - CAUTION * _is_other_description(phrases, pairs) - STAYING * _leaves_a_name(phrases, pairs)
    options: list[list[tuple[int, float]]] = [[] for _ in range(len(phrases))]
    for later, earlier, score in _good_pairs(pairs, scores, threshold - FAINT):
        options[later].append((earlier, score))
    chain_of: list[int] = []
    members: list[list[int]] = []
    known: list[_Known] = []
    doers = _doers(phrases)
    for at, what in enumerate(_what_is_known(phrases)):
        chosen = -1
        doer = chain_of[doers[at]] if 0 <= doers[at] < at else -1
        for chain, fit in _fits(options[at], chain_of):
            if fit > threshold and chain != doer and known[chain].allows(what):
                chosen = chain
                break
        if chosen < 0:
            chosen = len(members)
            members.append([])
            known.append(_Known())
        chain_of.append(chosen)
        members[chosen].append(at)
        known[chosen].learn(what)
    return members


def _fits(options: list[tuple[int, float]], chain_of: list[int]) -> list[tuple[int, float]]:
    """The chains of the earlier candidates with how well they fit, the best first; `options` come best first."""
    if len(options) < 2:
        return [(chain_of[earlier], score) for earlier, score in options]
    best: dict[int, float] = {}
    weights: dict[int, float] = {}
    for earlier, score in options:
        chain = chain_of[earlier]
        top = best.setdefault(chain, score)
        weights[chain] = weights.get(chain, 0.0) + exp(score - top)
    fits = [(chain, top + COMPANY * log(weights[chain])) for chain, top in best.items()]
    fits.sort(key=lambda one: -one[1])
    return fits


def _good_pairs(pairs: Pairs, scores: Floats, least: float) -> Iterator[tuple[int, int, float]]:
    """Pairs above the least score by the later candidate, the best first, of equals the nearest."""
    good = np.flatnonzero(scores > least)
    order = good[np.lexsort((-pairs.earlier[good], -scores[good], pairs.later[good]))]
    return zip(pairs.later[order].tolist(), pairs.earlier[order].tolist(), scores[order].tolist(), strict=True)


def _is_other_description(phrases: Phrases, pairs: Pairs) -> Bools:
    """For each pair, whether it is of two phrases with different heads, no pronoun, the later one no name.

    Where the grammar itself says that they are one ("Haraldsen, the governor"; "Haraldsen is the governor") it is not.
    """
    columns, later, earlier = phrases.columns, pairs.later, pairs.earlier
    phrase = columns["sort"] > LAST_PRONOUN
    stated = columns["appositive_of"][later] == columns["head_at"][earlier]
    stated |= (columns["subject_of"][earlier] == columns["head_at"][later]) & (columns["predicate"][later] > 0)
    unlike = (columns["head"][later] != columns["head"][earlier]) & ~stated
    found: Bools = unlike & phrase[later] & phrase[earlier] & (columns["kind"][later] == 0)
    return found


def _leaves_a_name(phrases: Phrases, pairs: Pairs) -> Bools:
    """For each pair, whether "he" or "she" looks past a person whom its own paragraph has named before."""
    columns, later, earlier = phrases.columns, pairs.later, pairs.earlier
    blocks, gender = columns["block"], columns["gender"]
    personal = (columns["sort"] <= LAST_PRONOUN) & ((gender == MALE) | (gender == FEMALE))
    named = np.flatnonzero(columns["kind"] == _PERSON)
    stays = np.zeros(len(phrases), np.bool_)
    for at in np.flatnonzero(personal):
        near = gender[named[(named < at) & (blocks[named] == blocks[at])]]
        stays[at] = bool(((near == gender[at]) | ((near != MALE) & (near != FEMALE))).any())
    found: Bools = stays[later] & (blocks[earlier] < blocks[later])
    return found


def _doers(phrases: Phrases) -> list[int]:
    """For each phrase that is an object, the number of the phrase whose head does it; -1 for others."""
    numbers = {at: number for number, at in reversed(list(enumerate(phrases.columns["head_at"].tolist())))}
    return [numbers.get(at, -1) if at >= 0 else -1 for at in phrases.columns["doer_at"].tolist()]


def _what_is_known(phrases: Phrases) -> Iterator[_Known]:
    columns = phrases.columns
    is_name = columns["kind"] > 0
    gender = np.where((columns["gender"] == MALE) | (columns["gender"] == FEMALE), columns["gender"], 0)
    named_country = np.where(columns["kind"] == KINDS["LOC"], columns["polity"], -1)
    rows = zip(
        gender.tolist(),
        columns["kind"].tolist(),
        np.where(is_name, columns["last"], -1).tolist(),
        columns["given"].tolist(),
        named_country.tolist(),
        strict=True,
    )
    return (_Known(*row) for row in rows)
