"""`python -m training.build`: the reading model from the corpora, one step after the other.

Each step keeps what it made in the work folder; run it again after a stop and it goes on from there.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import torch

from training.base import base_folder
from training.card import write_card
from training.package import put_on_shelf, write_manifest
from training.splitter import train_splitter
from training.train import Trainer


def build(corpora: Path, work: Path, shelf: Path, *, version: str, epochs: int, splitter_epochs: int) -> None:
    """Trains what is not trained yet, puts the model on the shelf, scores it and writes its card."""
    base = base_folder()
    Trainer(corpora, base, work, epochs).run()
    if not (work / "splitter.done").exists():
        train_splitter(corpora, work, splitter_epochs)
        (work / "splitter.done").touch()
    full = work / "full"
    put_on_shelf(work, work, corpora, base, shelf, version=version, full=full)
    # Over the finished network, in a process of its own: it reads the corpora through the shelf's model.
    learner = [sys.executable, "-m", "training.coreference", "--corpora", str(corpora)]
    subprocess.run([*learner, "--model", str(shelf), "--out", str(shelf)], check=True)
    describe(shelf, full, corpora.parent)


def describe(shelf: Path, full: Path | None, shared: Path) -> None:
    """Scores the model on the shelf, and writes scores and card beside it."""
    command = [sys.executable, "-m", "bench.reading", "--json", "--shared", str(shared), "--model", str(shelf)]
    if full:
        command += ["--full", str(full)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    results = json.loads(done.stdout)
    manifest = json.loads((shelf / "manifest.json").read_text("utf-8"))
    write_manifest(
        shelf,
        version=manifest["version"],
        epochs=manifest["epochs"],
        notes=manifest["notes"],
        scores=results["scores"],
    )
    write_card(shelf, results)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.build", description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--work", type=Path, default=Path("../train"), help="checkpoints, curves, full weights")
    parser.add_argument("--shelf", type=Path, default=Path("src/chancery/shelf/models"))
    parser.add_argument("--version", default="1.2")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--splitter-epochs", type=int, default=16)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    build(
        options.corpora,
        options.work,
        options.shelf,
        version=options.version,
        epochs=options.epochs,
        splitter_epochs=options.splitter_epochs,
    )


if __name__ == "__main__":
    main()
