"""Outlines of the countries of the world, for maps that need no network."""

from __future__ import annotations

import gzip
import json
from functools import cache

from chancery.shelf import artefacts

Ring = list[tuple[float, float]]


@cache
def outlines(sheet: str = "world") -> dict[str, list[Ring]]:
    """Rings of (longitude, latitude) by ISO 3166 alpha-3 code, largest country part first as drawn by the source.

    Shapes:  `sheet` is "world" (coarse, for a map of the whole) or "region" (finer, for a zoomed map). A ring is
             closed by its reader: the last point need not repeat the first. Holes are left out.
    Units:   degrees; steps of 0.05 in the world sheet, 0.01 in the region sheet.
    Raises:  ArtefactError where the file is not what the manifest says; KeyError for another sheet.
    Source:  Natural Earth, public domain.
    """
    data = json.loads(gzip.decompress(artefacts.path("outlines").read_bytes()))
    steps = data["steps_per_degree"][sheet]
    return {code: [_ring(packed, steps) for packed in rings] for code, rings in data[sheet].items()}


def _ring(packed: list[int], steps: int) -> Ring:
    x, y = packed[0], packed[1]
    ring = [(x / steps, y / steps)]
    for at in range(2, len(packed), 2):
        x, y = x + packed[at], y + packed[at + 1]
        ring.append((x / steps, y / steps))
    return ring
