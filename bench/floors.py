"""Floors under scores, with the hash of what they were measured on; every bench that pins some uses these.

A floors file is JSON: `gold` SHA-256 by place, `floors` scores by set and measure (higher is better, in percent), and
`lowered`, a line with the reason for each floor that was ever lowered; a bench may keep more beside them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Row = dict[str, float]

#: What a score may fall below its floor before it counts, in points: one word in 2,000, for runs of
#: onnxruntime differ in the last digit from machine to machine.
SLACK_POINTS = 0.05


def file_hashes(folder: Path, places: Iterable[str]) -> dict[str, str]:
    """SHA-256 of every file that is there, by its place in the folder, sorted."""
    return {
        place: hashlib.sha256((folder / place).read_bytes()).hexdigest()
        for place in sorted(set(places))
        if (folder / place).exists()
    }


def falls(file: Path, rows: Mapping[str, Row], gold: Mapping[str, str]) -> list[str]:
    """A line for each score under its floor, and for each gold file that is not the one measured on.

    Shapes:  what was not scored today, for its gold is not at hand, is passed over; without a floors file, nothing.
    """
    if not file.exists():
        return []
    pinned = json.loads(file.read_text("utf-8"))
    lines = [
        f"{place}: not the file that the floors were measured on"
        for place, found in gold.items()
        if pinned["gold"].get(place, found) != found
    ]
    for name, row in rows.items():
        for measure, floor in pinned["floors"].get(name, {}).items():
            if measure in row and row[measure] < floor - SLACK_POINTS:
                lines.append(f"{name}, {measure}: {row[measure]} is below the floor of {floor}")
    return lines


def write_floors(
    file: Path, rows: Mapping[str, Row], gold: Mapping[str, str], *, reason: str = "", **more: Any
) -> list[str]:
    """Writes today's scores as floors. A score below its old floor is kept out, unless a `reason` is given for it.

    Shapes:  returns a line for each floor kept and for each lowered; `more` is kept in the file as it is. Floors and
             hashes of what was not scored today stay as they were.
    """
    old: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    floors: dict[str, Row] = {name: dict(row) for name, row in old.get("floors", {}).items()}
    lowered: list[str] = list(old.get("lowered", []))
    lines: list[str] = []
    for name, row in rows.items():
        for measure, value in row.items():
            before = floors.get(name, {}).get(measure)
            if before is not None and value < before:
                if not reason:
                    lines.append(f"{name}, {measure}: floor stays {before}, today {value}")
                    continue
                lowered.append(f"{name}, {measure}: from {before} to {value}: {reason}")
                lines.append(lowered[-1])
            floors.setdefault(name, {})[measure] = value
    content = {**more, "gold": {**old.get("gold", {}), **gold}, "floors": floors}
    if lowered:
        content["lowered"] = lowered
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return lines
