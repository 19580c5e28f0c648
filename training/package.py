"""Puts a trained model into the shelf: graphs, vocabulary, labels, manifest."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch

from chancery.reading.model.features import stack
from chancery.reading.model.wordpiece import WordPieces
from training.data import training_sentences
from training.export import export_network, export_splitter, level, quantise
from training.labels import Labels
from training.lemma_list import learn_exceptions, learn_nouns, learn_verbs
from training.name_words import learn_name_words
from training.net import ReadingNet
from training.propbank import role_functions
from training.splitter import SplitterNet
from training.targets import Encoding

#: File of each part of the model, beside the manifest.
FILES = {
    "network": "reading.onnx",
    "splitter": "splitter.onnx",
    "vocabulary": "vocab.txt",
    "labels": "labels.json",
    "lemmas": "lemmas.json",
    "frames": "frames.json",
    "name_words": "name_words.txt",
}

#: PropBank's frame files in the corpora folder.
FRAMES = "propbank-frames/frames.tar.gz"

#: One training sentence in so many tells how large the network's features are, before its weights become 8-bit.
SAMPLE_EVERY = 100

#: Parts that are learned over the finished model and put beside it afterwards, each with what it was learned from.
ADDED: dict[str, tuple[str, str]] = {
    "coreference": (
        "coreference.npz",
        "UD English GUM, free genres, annotations CC BY 4.0, texts CC BY / BY-SA (coreference)",
    ),
    "cues": (
        "cues.npz",
        "Chancery's annotations of attributions, CC BY-SA 4.0, on texts of Wikinews, CC BY 2.5 (cues)",
    ),
}

#: What the weights were learned from, each with its licence; the same list stands in ATTRIBUTION.
SOURCES = [
    "UD English EWT, CC BY-SA 4.0 (sentences, words, tags, lemmas, trees)",
    "UD English GUM, free genres, annotations CC BY 4.0, texts CC BY / BY-SA (the same, and names)",
    "Universal NER on EWT, CC BY-SA 4.0 (names)",
    "WikiGold, CC BY 4.0 (names)",
    "CrossNER politics, MIT, texts CC BY-SA (names)",
    "re3d, sources with free terms: public domain, OGL 3, CC BY 3, CC BY-SA 3 (names)",
    "PropBank on EWT, CC BY-SA 4.0 (predicates, senses, roles)",
    "PropBank framesets, CC BY-SA 4.0 (senses, what roles are for, examples with roles, which words are verbs)",
    "Chancery's annotations of political events, CC BY-SA 4.0, on Wikinews, CC BY 2.5, and on the above (events)",
    "UDS factuality on EWT, CC BY-SA 4.0 (how sure it is that something happened)",
    "Chancery's lists of places, peoples, persons and bodies: GeoNames (CC BY 4.0) and our own (hints for names)",
    "MiniLM-L6-H384-uncased by way of all-MiniLM-L6-v2, Apache-2.0 (first weights, vocabulary)",
]


def load_net(run: Path) -> tuple[ReadingNet, int]:
    """The network with the kept average of a run's weights, and the epochs it has behind it."""
    net = ReadingNet(Labels.load(run / "labels.json"))
    state = torch.load(run / "checkpoint.pt", map_location="cpu")
    net.load_state_dict(state["net"])
    net.load_state_dict(state["average"], strict=False)
    return net, int(state["epoch"])


def load_splitter(run: Path) -> SplitterNet:
    """The splitter of a run."""
    net = SplitterNet()
    net.load_state_dict(torch.load(run / "splitter.pt"))
    return net


def put_on_shelf(
    run: Path,
    splitter_run: Path,
    corpora: Path,
    base: Path,
    shelf: Path,
    *,
    version: str,
    notes: str = "",
    full: Path | None = None,
) -> None:
    """Writes every file of the model to the shelf, the manifest last; `full` also gets the unshrunk network.

    A reader that loads at the same time sees the old files or a hash error, never a mixed model.
    """
    net, epoch = load_net(run)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        level(net, sample_inputs(run, corpora, base))
        export_network(net, work / "full.onnx")
        quantise(work / "full.onnx", work / FILES["network"])
        export_splitter(load_splitter(splitter_run), work / FILES["splitter"])
        shutil.copy(base / "vocab.txt", work / FILES["vocabulary"])
        labels = json.loads((run / "labels.json").read_text("utf-8"))
        frames = {"rolesets": labels.pop("rolesets"), "functions": role_functions(corpora / FRAMES)}
        (work / FILES["labels"]).write_text(_lines(labels), "utf-8")
        (work / FILES["frames"]).write_text(_lines(frames), "utf-8")
        (work / FILES["lemmas"]).write_text(_lines(known_lemmas(corpora)), "utf-8")
        learn_name_words().write(work / FILES["name_words"])
        shelf.mkdir(parents=True, exist_ok=True)
        for name in FILES.values():
            shutil.copy(work / name, shelf / (name + ".part"))
        for name in FILES.values():
            (shelf / (name + ".part")).rename(shelf / name)
        if full:
            _full_copy(work, shelf, full)
    write_manifest(shelf, version=version, epochs=epoch, notes=notes)


def sample_inputs(run: Path, corpora: Path, base: Path) -> Iterator[list[torch.Tensor]]:
    """Inputs of the network for a sample of the training sentences, one at a time."""
    encoding = Encoding(Labels.load(run / "labels.json"), WordPieces.from_file(base / "vocab.txt"), learn_name_words())
    for sentence in training_sentences(corpora)[::SAMPLE_EVERY]:
        inputs = stack([encoding.example(sentence).inputs])
        yield [torch.from_numpy(array) for name, array in inputs.items() if name != "hints"]


def known_lemmas(corpora: Path) -> dict[str, Any]:
    """What the lemma layer knows by heart: lemmas of single forms, and verbs."""
    sentences = [sentence for sentence in training_sentences(corpora) if sentence.all_frames]
    return {
        "forms": learn_exceptions(sentences),
        "verbs": learn_verbs(sentences, corpora / FRAMES),
        "nouns": learn_nouns(sentences),
    }


def _full_copy(work: Path, shelf: Path, full: Path) -> None:
    full.mkdir(parents=True, exist_ok=True)
    for name in FILES.values():
        shutil.copy(shelf / name, full / name)
    shutil.copy(work / "full.onnx", full / FILES["network"])
    write_manifest(full, version="full", epochs=0)


def _lines(value: Any) -> str:
    """JSON with one entry a line, so that a change is a small difference."""
    return json.dumps(value, ensure_ascii=False, indent=0, sort_keys=False) + "\n"


def write_manifest(
    shelf: Path, *, version: str, epochs: float, notes: str = "", scores: dict[str, dict[str, float]] | None = None
) -> None:
    """Writes the manifest over the files that lie in the folder; scores are those of `bench.reading`."""
    added = {part: file for part, (file, _) in ADDED.items() if (shelf / file).exists()}
    parts = FILES | added
    hashes = {name: hashlib.sha256((shelf / name).read_bytes()).hexdigest() for name in sorted(parts.values())}
    manifest = {
        "name": "reading",
        "version": version,
        "about": "Chancery's reading model: one MiniLM-L6 encoder with a head per layer, and a character splitter",
        "licence": "CC-BY-SA-4.0",
        "attribution": "ATTRIBUTION",
        "card": "MODEL_CARD.md",
        "parts": parts,
        "sha256": hashes,
        "trained_on": SOURCES + [ADDED[part][1] for part in added],
        "epochs": epochs,
        "notes": notes,
        "inputs": {
            "network": "pieces, piece_case: sentences x pieces; first, last, case, ending, hints, asked: sentences x "
            "words; int64; asked: 1 a predicate, -1 none, 0 to be found",
            "splitter": "signs: blocks x chars; int64",
        },
        "outputs": {
            "network": "upos, xpos, feats, lemma: sentences x words, class numbers; arcs, relations: sentences x words "
            "x words, row the dependent; names: sentences x words x tags, scores; factuality: sentences x words, -3 to "
            "3; vectors: sentences x words x 384; frame_at: frames x 2, sentence and word; roles: frames x words x "
            "tags, scores; senses: frames x senses, scores; word 0 is the root",
            "splitter": "cuts: blocks x chars; 0 inside a word, 1 a word begins, 2 a sentence begins",
        },
        "scores": scores or {},
    }
    part = shelf / "manifest.json.part"
    part.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", "utf-8")
    part.rename(shelf / "manifest.json")


def describe_added(shelf: Path) -> None:
    """Writes the manifest again after a part was added to a finished model; all else stays as it says."""
    before = json.loads((shelf / "manifest.json").read_text("utf-8"))
    write_manifest(
        shelf, version=before["version"], epochs=before["epochs"], notes=before["notes"], scores=before["scores"]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--splitter-run", type=Path)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--shelf", type=Path, default=Path("src/chancery/shelf/models"))
    parser.add_argument("--version", default="1.2")
    parser.add_argument("--full", type=Path, help="folder for the model with full weights, to score the loss")
    options = parser.parse_args()
    splitter_run = options.splitter_run or options.run
    put_on_shelf(
        options.run,
        splitter_run,
        options.corpora,
        options.base,
        options.shelf,
        version=options.version,
        full=options.full,
    )


if __name__ == "__main__":
    main()
