"""Outlines of the countries of the world as compact rings of longitude and latitude."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pycountry

# Natural Earth draws some lands that ISO 3166 does not number; they are shown under the codes used here.
UNNUMBERED = {"Kosovo": "XKX", "Somaliland": "SOM", "N. Cyprus": "CYP"}
SCALE = {"world": 20, "region": 100}  # steps in a degree: 0.05 for the world sheet, 0.01 for a zoomed one


def build(folder: Path) -> dict[str, Any]:
    """Both sheets: {"world": {ISO3: rings}, "region": {ISO3: rings}}.

    Shapes:  a ring is [lon0, lat0, dlon, dlat, ...] in whole steps of 1/SCALE degree.
    Source:  Natural Earth (public domain), 1:110m and 1:50m, as packed in the npm package world-atlas 2.0.2 (ISC).
    """
    return {
        "steps_per_degree": SCALE,
        "world": sheet(folder / "countries-110m.json", SCALE["world"]),
        "region": sheet(folder / "countries-50m.json", SCALE["region"]),
    }


def write(path: Path, outlines: dict[str, Any]) -> None:
    """The sheets as gzip-compressed JSON; the same outlines always give the same bytes."""
    text = json.dumps(outlines, separators=(",", ":"), sort_keys=True)
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def sheet(path: Path, steps: int) -> dict[str, list[list[int]]]:
    """The rings of every country of one TopoJSON file, holes left out."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = [_unpacked(arc, topology["transform"]) for arc in topology["arcs"]]
    numbers = {country.numeric: country.alpha_3 for country in pycountry.countries}
    out: dict[str, list[list[int]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        name = str(shape.get("properties", {}).get("name", ""))
        code = numbers.get(str(shape.get("id", "")).zfill(3)) or UNNUMBERED.get(name)
        if not code or shape["type"] is None:
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            ring = _stepped(_joined(polygon[0], arcs), steps)
            if len(ring) >= 8:  # fewer than four corners left: nothing to see at this scale
                out.setdefault(code, []).append(ring)
    return out


def _unpacked(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y, *_ in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale_x + move_x, y * scale_y + move_y))
    return points


def _joined(indices: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def _stepped(points: list[tuple[float, float]], steps: int) -> list[int]:
    out: list[int] = []
    last: tuple[int, int] | None = None
    for lon, lat in points:
        here = (round(lon * steps), round(lat * steps))
        if last is None:
            out += here
        elif here != last:
            out += (here[0] - last[0], here[1] - last[1])
        last = here
    return out
