"""The table of weights by which two reports' accounts are judged to be of one event: learned, and plain to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from chancery.shelf import artefacts
from chancery.terms import ArtefactError

_REMEDY = "rebuild it with `python -m training.same_events`, or reinstall chancery"


@dataclass(frozen=True, slots=True)
class SameEvents:
    """A logistic model over what came out of each comparison.

    Shapes:  `weights` are log-odds by feature and by what came out, 0 for what is not in the table; `bias` is added to
             their sum. `same` is the chance from which two accounts are judged the same, `unsure` that from which a
             person should look.
    """

    version: str
    bias: float
    same: float
    unsure: float
    weights: Mapping[str, Mapping[str, float]]


def read_same_events(path: Path) -> SameEvents:
    """The model of a file. Raises: ArtefactError where the file cannot be read or lacks a part."""
    try:
        table = yaml.safe_load(path.read_text("utf-8"))
        weights = {
            str(name): {str(found): float(weight) for found, weight in row.items()}
            for name, row in table["weights"].items()
        }
        bounds = table["bounds"]
        return SameEvents(
            str(table["version"]), float(table["bias"]), float(bounds["same"]), float(bounds["unsure"]), weights
        )
    except (OSError, yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError) as problem:
        found = f"the weights of same events cannot be read: {problem}"
        raise ArtefactError(found, where=str(path), remedy=_REMEDY) from problem


@cache
def same_events() -> SameEvents:
    """The model that ships, read once in a process."""
    return read_same_events(artefacts.path("same_events"))
