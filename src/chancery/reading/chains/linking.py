"""Scores into chains: the best antecedent of each candidate that its chain so far allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from chancery.reading.chains.features import FEMALE, KINDS, MALE, Floats, Pairs, Phrases

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
    """The candidates by chain, each in order; one without an antecedent above the threshold begins a chain.

    Of several antecedents with the same score the nearest is taken.
    """
    options: list[list[int]] = [[] for _ in range(len(phrases))]
    for later, earlier in _good_pairs(pairs, scores, threshold):
        options[later].append(earlier)
    chain_of: list[int] = []
    members: list[list[int]] = []
    known: list[_Known] = []
    for at, what in enumerate(_what_is_known(phrases)):
        chosen = next((chain_of[before] for before in options[at] if known[chain_of[before]].allows(what)), -1)
        if chosen < 0:
            chosen = len(members)
            members.append([])
            known.append(_Known())
        chain_of.append(chosen)
        members[chosen].append(at)
        known[chosen].learn(what)
    return members


def _good_pairs(pairs: Pairs, scores: Floats, threshold: float) -> Iterator[tuple[int, int]]:
    """Pairs above the threshold by the later candidate, the best first."""
    good = np.flatnonzero(scores > threshold)
    order = good[np.lexsort((-pairs.earlier[good], -scores[good], pairs.later[good]))]
    return zip(pairs.later[order].tolist(), pairs.earlier[order].tolist(), strict=True)


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
