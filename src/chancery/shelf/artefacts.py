"""Shipped files by name, each checked against the manifest before it is first used."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chancery.terms import ArtefactError

SHELF = Path(__file__).parent
REMEDY = "install chancery again; if the file was changed on purpose, bring its hash in manifest.toml up to date"


@dataclass(frozen=True, slots=True)
class Artefact:
    """One shipped file as its manifest describes it. `rebuilt` says how it is made anew."""

    name: str
    file: Path
    version: str
    sha256: str
    licence: str
    origin: str
    rebuilt: str


@cache
def manifest(shelf: Path = SHELF) -> dict[str, Artefact]:
    """All artefacts of the shelf by name, in the manifest's order.

    Raises:  ArtefactError where the manifest is missing or a line of it does not say what it must.
    """
    where = shelf / "manifest.toml"
    try:
        table = tomllib.loads(where.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise ArtefactError(f"the manifest cannot be read: {problem}", where=str(where), remedy=REMEDY) from problem
    found: dict[str, Artefact] = {}
    for name, row in table.items():
        try:
            found[name] = Artefact(
                name,
                shelf / row["file"],
                str(row["version"]),
                row["sha256"],
                row["licence"],
                row["origin"],
                row["rebuilt"],
            )
        except (KeyError, TypeError) as problem:
            raise ArtefactError(f"artefact {name!r} lacks {problem}", where=str(where), remedy=REMEDY) from problem
    return found


@cache
def path(name: str, shelf: Path = SHELF) -> Path:
    """Where the artefact lies, once its content has been found to be what the manifest says.

    Shapes:  checked at the first call in a process, remembered afterwards.
    Raises:  ArtefactError where the name is unknown, the file is missing or its SHA-256 differs.
    """
    known = manifest(shelf)
    if name not in known:
        raise ArtefactError(f"no artefact is called {name!r}", remedy="one of: " + ", ".join(known))
    artefact = known[name]
    try:
        digest = hashlib.sha256(artefact.file.read_bytes()).hexdigest()
    except OSError as problem:
        raise ArtefactError(f"{name} cannot be read: {problem}", where=str(artefact.file), remedy=REMEDY) from problem
    if digest != artefact.sha256:
        found = f"{name} is not what the manifest says (SHA-256 {digest[:12]}, expected {artefact.sha256[:12]})"
        raise ArtefactError(found, where=str(artefact.file), remedy=REMEDY)
    return artefact.file


def check_all(shelf: Path = SHELF) -> list[Artefact]:
    """Every artefact of the manifest, each checked. Raises: ArtefactError at the first that fails."""
    for name in manifest(shelf):
        path(name, shelf)
    return list(manifest(shelf).values())
