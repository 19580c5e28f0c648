"""Floors under the reading model's scores, with the hash of what they were measured on."""

from __future__ import annotations

from pathlib import Path

from bench.floors import Row, file_hashes, hold
from bench.reading.run import GOLD

FLOORS = Path(__file__).with_name("floors.json")


def gold_hashes(shared: Path) -> dict[str, str]:
    """SHA-256 of every gold file that is there, by its place in the shared folder."""
    return file_hashes(shared, GOLD)


def hold_floors(rows: dict[str, Row], shared: Path, *, model: str, reason: str = "", write: bool = True) -> list[str]:
    """A line for each fall; where there is none, higher scores become the floors. See `bench.floors.hold`."""
    return hold(FLOORS, rows, gold_hashes(shared), reason=reason, write=write, model=model)
