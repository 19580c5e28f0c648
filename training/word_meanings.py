"""What single lemmas mean: vectors of the published sentence encoder, cut to few numbers of eight bits each."""

from __future__ import annotations

import io
import json
import tarfile
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from chancery.reading.model.wordpiece import WordPieces
from chancery.shelf.artefacts import SHELF
from training.base import base_folder
from training.net import Encoder, load_encoder

FRAMES = "propbank-frames/frames.tar.gz"
SIZE = 64
_BATCH = 256


@dataclass(frozen=True)
class WordMeanings:
    """Lemmas, one row of the table each; a row times `scale` is the vector."""

    lemmas: list[str]
    table: NDArray[np.int8]
    scale: float


def read_meanings(corpora: Path) -> WordMeanings:
    """The vectors of all predicates of the PropBank frames and of known verbs and nouns, on their `SIZE` main axes."""
    lemmas = sorted(_lemmas(corpora))
    vectors = _vectors(lemmas)
    centred = vectors - vectors.mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    small = centred @ axes[:SIZE].T
    small /= small.std()
    scale = float(np.abs(small).max() / 127)
    return WordMeanings(lemmas, np.rint(small / scale).astype(np.int8), scale)


def _lemmas(corpora: Path) -> set[str]:
    known = json.loads((SHELF / "models" / "lemmas.json").read_text("utf-8"))
    found = {*known["verbs"], *known["nouns"]}
    with tarfile.open(corpora / FRAMES) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".xml") else None
            if file is not None:
                try:
                    root = ElementTree.parse(io.BytesIO(file.read())).getroot()
                except ElementTree.ParseError:
                    continue  # a few files of the release are not well formed
                found |= {str(one.get("lemma")) for one in root.iter("predicate")}
                found |= {one.text for one in root.iter("alias") if one.text}
    return {lemma.replace("_", " ").lower() for lemma in found if "\n" not in lemma}


def _vectors(lemmas: list[str]) -> NDArray[np.float32]:
    pieces = WordPieces.from_file(base_folder() / "vocab.txt")
    holder = nn.Module()
    holder.encoder = Encoder(0.0)
    load_encoder(holder, base_folder() / "model.safetensors")  # type: ignore[arg-type]
    encoder = holder.encoder.eval()
    numbers = [
        [pieces.opening, *[number for word in lemma.split() for number in pieces.pieces(word)], pieces.closing]
        for lemma in lemmas
    ]
    order = sorted(range(len(lemmas)), key=lambda at: len(numbers[at]))
    found = np.zeros((len(lemmas), 384), np.float32)
    with torch.inference_mode():
        for begin in range(0, len(order), _BATCH):
            batch = order[begin : begin + _BATCH]
            rows = torch.zeros(len(batch), max(len(numbers[at]) for at in batch), dtype=torch.long)
            for row, at in enumerate(batch):
                rows[row, : len(numbers[at])] = torch.tensor(numbers[at])
            states = encoder.states(rows)
            inside = (rows != 0).float()[:, :, None]
            means = (states * inside).sum(1) / inside.sum(1)
            found[batch] = (means / means.norm(dim=1, keepdim=True)).numpy()
    return found
