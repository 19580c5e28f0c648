"""The learned judge of cues at run time: plain numpy over one small file of weights."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chancery.reading.model.artefacts import check_part, default_folder
from chancery.reading.weights import read_weights
from chancery.terms.errors import ArtefactError

Floats = NDArray[np.float32]

#: Changes whenever `attribution_traits` gives other signs: weights that were learned with others are refused.
LAYOUT = "cues.1"
#: File of the weights among the model's files.
CUES_FILE = "cues.npz"
#: Arrays of the file, as `training.attributions` writes them; `signs` is text, a sign a line.
ARRAYS = ("glance", "glance_bias", "vector", "table", "bias", "out", "out_bias", "bounds", "signs")
#: The chances that bind the layer: below `glimpse` at the first look a word is not looked at again; an attribution
#: below `drop` is left out; a word from `add` on becomes one.
BOUNDS = ("glimpse", "drop", "add")
_REMEDY = "rebuild it with `python -m training.attributions`, or reinstall chancery"


class CueNet:
    """How likely a word is the head of a cue: a glance at its vector, then a look with the signs around it.

    Source:  ours, decision 0016; learned on our own annotations.
    """

    def __init__(self, arrays: dict[str, NDArray[np.generic]]) -> None:
        missing = [name for name in ARRAYS if name not in arrays]
        if missing:
            raise ArtefactError(f"the judge of cues lacks {', '.join(missing)}", remedy=_REMEDY)
        lines = bytes(np.asarray(arrays["signs"], np.uint8)).decode("utf-8").split("\n")
        self._rows = {sign: number for number, sign in enumerate(lines)}
        self._arrays: dict[str, Floats] = {
            name: np.ascontiguousarray(arrays[name], dtype=np.float32) for name in ARRAYS if name != "signs"
        }
        self.bounds = dict(zip(BOUNDS, arrays["bounds"].astype(float).tolist(), strict=True))

    @classmethod
    def load(cls, path: Path) -> CueNet:
        """The judge of a file.

        Raises:  ArtefactError if the file cannot be read, or was learned with other signs than these.
        """
        return cls(read_weights(path, "the judge of cues", key="layout", layout=LAYOUT, remedy=_REMEDY))

    @property
    def width(self) -> int:
        """Numbers that a word's vector must have."""
        return len(self._arrays["vector"])

    def glance(self, vectors: Floats) -> Floats:
        """Chances by the vectors alone, one a word."""
        return _chance(vectors @ self._arrays["glance"] + self._arrays["glance_bias"])

    def look(self, vectors: Floats, signs: Sequence[Sequence[str]]) -> Floats:
        """Chances by vectors and signs, one a word."""
        arrays = self._arrays
        inner = vectors @ arrays["vector"] + arrays["bias"]
        for number, of_word in enumerate(signs):
            inner[number] += arrays["table"][[row for row in map(self._rows.get, of_word) if row is not None]].sum(0)
        np.maximum(inner, 0, out=inner)
        networks = arrays["out_bias"].shape[0]
        parts = (inner * arrays["out"]).reshape(len(inner), networks, -1).sum(2) + arrays["out_bias"]
        return np.asarray(_chance(parts).mean(1), np.float32)


def _chance(scores: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-scores)), np.float32)


@cache
def shipped_cues() -> CueNet:
    """The judge in the package, checked against the model's manifest, loaded at the first call.

    Raises:  ArtefactError if it is missing or broken.
    """
    return CueNet.load(check_part(default_folder(), "cues"))
