"""Floors under the scores, with the hash of what they were measured on."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from bench.reading.run import Row
from bench.reading.sets import NAMED, TREEBANKS

FLOORS = Path(__file__).with_name("floors.json")

#: What a score may fall below its floor before it counts, in points: one word in 2,000, for runs of
#: onnxruntime differ in the last digit from machine to machine.
SLACK_POINTS = 0.05


def gold_hashes(shared: Path) -> dict[str, str]:
    """SHA-256 of every gold file that is there, by its place in the shared folder."""
    places = sorted({*TREEBANKS.values(), *(place for pair in NAMED.values() for place in pair if place)})
    return {
        place: hashlib.sha256((shared / place).read_bytes()).hexdigest()
        for place in places
        if (shared / place).exists()
    }


def below_floors(rows: dict[str, Row], shared: Path) -> list[str]:
    """A line for each score under its floor, and for each gold file that is not the one measured on."""
    pinned = json.loads(FLOORS.read_text("utf-8"))
    lines = [
        f"{place}: not the file that the floors were measured on"
        for place, found in gold_hashes(shared).items()
        if pinned["gold"].get(place, found) != found
    ]
    for name, row in rows.items():
        for measure, floor in pinned["floors"].get(name, {}).items():
            if measure in row and row[measure] < floor - SLACK_POINTS:
                lines.append(f"{name}, {measure}: {row[measure]} is below the floor of {floor}")
    return lines


def pin(rows: dict[str, Row], shared: Path, *, model: str, lower: bool) -> list[str]:
    """Writes today's scores as floors; a score below its old floor is kept out unless `lower`. Returns those."""
    old = json.loads(FLOORS.read_text("utf-8"))["floors"] if FLOORS.exists() else {}
    kept: list[str] = []
    floors: dict[str, Row] = {name: dict(row) for name, row in old.items()}
    for name, row in rows.items():
        for measure, value in row.items():
            before = old.get(name, {}).get(measure)
            if before is not None and value < before and not lower:
                kept.append(f"{name}, {measure}: floor stays {before}, today {value}")
                continue
            floors.setdefault(name, {})[measure] = value
    content = {"model": model, "gold": gold_hashes(shared), "floors": floors}
    FLOORS.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return kept
