"""Files of weights that small networks in numpy read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chancery.terms.errors import ArtefactError


def read_weights(path: Path, what: str, *, key: str, layout: str, remedy: str) -> dict[str, NDArray[Any]]:
    """The arrays of a file but for the one named `key`, which says what the weights were learned over.

    Raises:  ArtefactError if the file cannot be read, or was learned over anything else than `layout`.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except (OSError, ValueError) as problem:
        raise ArtefactError(f"{what} cannot be read: {problem}", where=str(path), remedy=remedy) from problem
    learned = str(arrays.pop(key, ""))
    if learned != layout:
        raise ArtefactError(f"{what} was learned over {learned!r}, not {layout!r}", where=str(path), remedy=remedy)
    return arrays
