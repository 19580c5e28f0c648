"""The learned classifier of event types, as a file of weights: what words mean, and two small networks over traits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chancery.shelf import artefacts
from chancery.terms import ArtefactError

Floats = NDArray[np.float32]
#: The classes: no event, and the 16 types in the order of the weights.
TYPE_NAMES = tuple(
    "none AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)
_REMEDY = "rebuild it with `python -m training.event_types`, or reinstall chancery"


class WordVectors:
    """What lemmas mean by themselves, as rows of numbers; zeros for a lemma that is not in the table."""

    def __init__(self, lemmas: Sequence[str], table: NDArray[np.int8], scale: float) -> None:
        self._rows = {lemma: number for number, lemma in enumerate(lemmas)}
        self._table = table
        self._scale = np.float32(scale)

    def of(self, lemmas: Sequence[str]) -> Floats:
        """One row a lemma, "_" read as a blank."""
        found = np.zeros((len(lemmas), self._table.shape[1]), np.float32)
        for at, lemma in enumerate(lemmas):
            row = self._rows.get(lemma.lower().replace("_", " "))
            if row is not None:
                found[at] = self._table[row]
        found *= self._scale
        return found


@dataclass(frozen=True, slots=True)
class Network:
    """Several networks of one hidden layer whose probabilities are averaged.

    Shapes:  `middle` and `spread` of the traits; `inner` networks x traits x hidden, `outer` networks x hidden x
             classes.
    """

    middle: Floats
    spread: Floats
    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats

    def chances(self, traits: Floats) -> Floats:
        """Probabilities, rows x classes, of traits, rows x numbers."""
        level: Floats = np.clip((traits - self.middle) / self.spread, -4, 4).astype(np.float32)
        total = np.zeros((len(traits), self.outer.shape[2]), np.float32)
        for inner, inner_bias, outer, outer_bias in zip(
            self.inner, self.inner_bias, self.outer, self.outer_bias, strict=True
        ):
            scores = _gelu(level @ inner + inner_bias) @ outer + outer_bias
            raised = np.exp(scores - scores.max(1, keepdims=True))
            total += raised / raised.sum(1, keepdims=True)
        return np.asarray(total / len(self.inner), np.float32)


def _gelu(x: Floats) -> Floats:
    found = 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))
    return np.asarray(found, np.float32)


@dataclass(frozen=True, slots=True)
class EventTypes:
    """The classifier: words, the network over predicates, the network over pairs, and how sure a coding is.

    Shapes:  `sure` are the weights of a logistic curve over the signs of `chancery.coding.classifier`, its constant
             last; `least` is how sure a coding must be, 0 to 1, to be told.
    """

    layout: str
    words: WordVectors
    predicates: Network
    pairs: Network
    sure: Floats
    least: float


def read_event_types(path: Path) -> EventTypes:
    """The classifier of a file.

    Raises:  ArtefactError where the file cannot be read or lacks a part.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        lemmas = arrays["lemmas"].tobytes().decode("utf-8").split("\n")
        return EventTypes(
            layout=str(arrays["layout"]),
            words=WordVectors(lemmas, arrays["words"], float(arrays["scale"])),
            predicates=_network(arrays, "predicates"),
            pairs=_network(arrays, "pairs"),
            sure=arrays["sure"].astype(np.float32),
            least=float(arrays["least"]),
        )
    except (OSError, ValueError, KeyError) as problem:
        raise ArtefactError(f"the event types cannot be read: {problem}", where=str(path), remedy=_REMEDY) from problem


def _network(arrays: dict[str, NDArray[np.float16]], name: str) -> Network:
    parts = ("middle", "spread", "inner", "inner_bias", "outer", "outer_bias")
    return Network(*(arrays[f"{name}_{part}"].astype(np.float32) for part in parts))


@cache
def event_types() -> EventTypes:
    """The classifier that ships, read once in a process."""
    return read_event_types(artefacts.path("event_types"))
