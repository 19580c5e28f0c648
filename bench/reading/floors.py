"""Floors under the reading model's scores, with the hash of what they were measured on."""

from __future__ import annotations

from pathlib import Path

from bench.floors import Row, falls, file_hashes, write_floors
from bench.reading.sets import NAMED, TREEBANKS

FLOORS = Path(__file__).with_name("floors.json")


def gold_hashes(shared: Path) -> dict[str, str]:
    """SHA-256 of every gold file that is there, by its place in the shared folder."""
    return file_hashes(shared, {*TREEBANKS.values(), *(place for pair in NAMED.values() for place in pair if place)})


def below_floors(rows: dict[str, Row], shared: Path) -> list[str]:
    """A line for each score under its floor, and for each gold file that is not the one measured on."""
    return falls(FLOORS, rows, gold_hashes(shared))


def pin(rows: dict[str, Row], shared: Path, *, model: str, lower: str = "") -> list[str]:
    """Writes today's scores as floors; a score below its old floor is kept out unless `lower` says why it may fall."""
    return write_floors(FLOORS, rows, gold_hashes(shared), reason=lower, model=model)
