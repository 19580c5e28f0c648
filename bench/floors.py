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


def hold(
    file: Path, rows: Mapping[str, Row], gold: Mapping[str, str], *, reason: str = "", write: bool = True, **more: Any
) -> list[str]:
    """The falls, of which there must be none; and where there are none, scores above their floors become the floors.

    Shapes:  with a `reason` a score below its floor lowers it, and the file keeps a line that says so; then nothing
             counts as a fall. `more` is kept in the file as it is. Floors and hashes of what was not scored today stay
             as they were. With `write` false nothing is written.
    """
    failures = [] if reason else falls(file, rows, gold)
    if failures or not write:
        return failures
    old: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    floors: dict[str, Row] = {name: dict(row) for name, row in old.get("floors", {}).items()}
    lowered: list[str] = list(old.get("lowered", []))
    for name, row in rows.items():
        for measure, value in row.items():
            before = floors.get(name, {}).get(measure)
            if before is not None and value < before:
                if not reason or value >= before - SLACK_POINTS:
                    continue
                lowered.append(f"{name}, {measure}: from {before} to {value}: {reason}")
            floors.setdefault(name, {})[measure] = value
    content = {**more, "gold": {**old.get("gold", {}), **gold}, "floors": floors}
    if lowered:
        content["lowered"] = lowered
    if content != old:
        file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return []
