"""What the maps of views are drawn with: views know no shelf, and doors take it to them from here."""

from __future__ import annotations

from chancery.shelf.outlines import Ring, outlines


def map_outlines() -> dict[str, list[Ring]]:
    """Rings of (longitude, latitude) by country, ISO alpha-3, fine enough for a map of one region."""
    return outlines("region")
