"""`python -m training.average`: the mean of the weights of several runs, of which each began at the last.

Runs that go on from each other lie near enough that their mean is a network, and often a slightly better one. A weight
that only some of them have is the mean of theirs.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor


def mean_weights(runs: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of each weight over the runs that have it.

    >>> mean_weights([{"a": torch.tensor(1.0)}, {"a": torch.tensor(3.0), "b": torch.tensor(5.0)}])
    {'a': tensor(2.), 'b': tensor(5.)}
    """
    names = dict.fromkeys(name for run in runs for name in run)
    return {name: torch.stack([run[name] for run in runs if name in run]).mean(0) for name in names}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.average", description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+", help="folders of the runs, the last trained last")
    parser.add_argument("--folder", type=Path, required=True, help="folder for the checkpoint of their mean")
    options = parser.parse_args()
    states = [torch.load(run / "checkpoint.pt", map_location="cpu") for run in options.runs]
    average = mean_weights([state["average"] for state in states])
    options.folder.mkdir(parents=True, exist_ok=True)
    state = {"net": states[-1]["net"] | average, "average": average, "epoch": states[-1]["epoch"]}
    torch.save(state, options.folder / "checkpoint.pt")
    shutil.copy(options.runs[-1] / "labels.json", options.folder / "labels.json")


if __name__ == "__main__":
    main()
