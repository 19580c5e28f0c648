"""The model's files: found, checked against their manifest, opened."""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from numpy.typing import NDArray

import chancery.shelf
from chancery.terms.errors import ArtefactError

_REMEDY = "reinstall chancery, or rebuild the model with `make -C training model`"

#: Files that every model has, by their part.
PARTS = ("network", "splitter", "vocabulary", "labels", "lemmas", "frames", "name_words")


#: Fusions of onnxruntime that are slower than what they fuse: this one cost an eighth of the network's time.
_SLOW_FUSIONS = ["SkipLayerNormFusion"]


class Session(Protocol):
    """What we use of an onnxruntime session; that package ships no types."""

    def run(self, outputs: Sequence[str] | None, inputs: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
        """The named outputs, all where None is given."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A checked model folder: its manifest and the path of each part."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def version(self) -> str:
        """The model's version, such as "reading-1.0"."""
        return f"{self.manifest['name']}-{self.manifest['version']}"

    def path(self, part: str) -> Path:
        """Path of a part's file."""
        return self.folder / str(self.manifest["parts"][part])

    def json(self, part: str) -> Any:
        """Content of a part that is a JSON file."""
        return json.loads(self.path(part).read_text(encoding="utf-8"))


def default_folder() -> Path:
    """Folder of the model that ships with the package."""
    return Path(chancery.shelf.__file__).parent / "models"


def check_files(folder: Path) -> ModelFiles:
    """The model in a folder, each file's SHA-256 checked.

    Raises: ArtefactError if the manifest or a file is missing, unreadable, or not the one it names.
    """
    manifest, _ = _promised(folder, PARTS)
    hashes: dict[str, str] = manifest["sha256"]
    for name, expected in hashes.items():
        _check(folder / name, expected)
    return ModelFiles(folder, manifest)


def check_part(folder: Path, part: str) -> Path:
    """Path of one part of the model in a folder, that file's SHA-256 checked and no other's.

    Raises: ArtefactError if the manifest or the file is missing or not the one named, or the model has no such part.
    """
    name, expected = _promised(folder, (part,))[1][part]
    _check(folder / name, expected)
    return folder / name


def _promised(folder: Path, parts: Sequence[str]) -> tuple[dict[str, Any], dict[str, tuple[str, str]]]:
    """The manifest of a folder; and, for each of the parts, the file and the SHA-256 that it names."""
    path = folder / "manifest.json"
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        files = {part: str(manifest["parts"][part]) for part in parts}
        named = {part: (name, str(manifest["sha256"][name])) for part, name in files.items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArtefactError(f"no readable model manifest: {error}", where=str(path), remedy=_REMEDY) from error
    return manifest, named


def _check(path: Path, expected: str) -> None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ArtefactError(f"model file cannot be read: {error}", where=str(path), remedy=_REMEDY) from error
    if found != expected:
        raise ArtefactError(
            f"model file has SHA-256 {found[:12]}..., the manifest says {expected[:12]}...",
            where=str(path),
            remedy=_REMEDY,
        )


def open_session(path: Path, *, threads: int) -> Session:
    """An onnxruntime session on one graph.

    Raises: ArtefactError if onnxruntime is missing or cannot take the graph.
    """
    try:
        onnxruntime = importlib.import_module("onnxruntime")
    except ImportError as error:
        raise ArtefactError("onnxruntime is not installed", remedy="pip install onnxruntime") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Threads that wait by spinning steal the core from whoever shares it.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        session: Session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW_FUSIONS
        )
    except Exception as error:  # onnxruntime raises many kinds of its own
        raise ArtefactError(f"onnxruntime cannot open the graph: {error}", where=str(path), remedy=_REMEDY) from error
    return session
