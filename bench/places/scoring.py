"""Scores of finding and of placing.

A toponym is a marked span. Finding is scored twice: exact, where a place has the same first and last character, and
overlap, where it shares a character with the toponym; each toponym is matched with one place at most and the reverse.
Placing is scored on the toponyms that are found (overlap) and have coordinates in the set: the great-circle distance
between the two points, where a place without coordinates counts as half the way round the earth. `within_161km` is
the usual measure (100 miles); `auc` is the area under the curve of the logarithms of the errors, 0 best and 1 worst
(Jurgens et al., 2015).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import mean, median

from bench.floors import Row
from bench.places.sets import Toponym

FARTHEST_KM = 20_039.0  # half the circumference: what not placing at all costs
NEAR_KM = 161.0  # 100 miles
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Said:
    """A place that a reader found: half-open characters, and coordinates where it gave some."""

    start: int
    end: int
    at: tuple[float, float] | None


@dataclass(slots=True)
class Tally:
    """Counts over texts."""

    marked: int = 0
    said: int = 0
    exact: int = 0
    overlap: int = 0
    errors_km: list[float] = field(default_factory=list)
    exact_errors_km: list[float] = field(default_factory=list)

    def add(self, toponyms: Sequence[Toponym], said: Sequence[Said]) -> None:
        """Takes in one text."""
        self.marked += len(toponyms)
        self.said += len(said)
        for toponym, place in pairs(toponyms, said):
            same = (toponym.start, toponym.end) == (place.start, place.end)
            self.overlap += 1
            self.exact += same
            if toponym.at is not None:
                error = distance_km(toponym.at, place.at) if place.at else FARTHEST_KM
                self.errors_km.append(error)
                if same:
                    self.exact_errors_km.append(error)

    def row(self) -> Row:
        """Scores in percent; distances in km."""
        return {
            "toponyms": float(self.marked),
            "precision": _percent(self.exact, self.said),
            "recall": _percent(self.exact, self.marked),
            "f1": _f1(self.exact, self.said, self.marked),
            "f1_overlap": _f1(self.overlap, self.said, self.marked),
            "within_161km": _within(self.errors_km),
            "within_161km_exact": _within(self.exact_errors_km),
        }

    def distances(self) -> Row:
        """What is told beside the scores and has no floor: lower is better."""
        errors = self.errors_km or [FARTHEST_KM]
        area = mean(math.log(error + 1) for error in errors) / math.log(FARTHEST_KM + 1)
        return {"mean_km": round(mean(errors)), "median_km": round(median(errors), 1), "auc": round(area, 3)}


def pairs(toponyms: Iterable[Toponym], said: Sequence[Said]) -> list[tuple[Toponym, Said]]:
    """Toponyms with the places that match them, same spans first, then overlaps from left to right."""
    free = list(said)
    found: list[tuple[Toponym, Said]] = []
    rest = []
    for toponym in toponyms:
        same = next((one for one in free if (one.start, one.end) == (toponym.start, toponym.end)), None)
        if same is None:
            rest.append(toponym)
            continue
        free.remove(same)
        found.append((toponym, same))
    for toponym in rest:
        near = next((one for one in free if one.start < toponym.end and toponym.start < one.end), None)
        if near is not None:
            free.remove(near)
            found.append((toponym, near))
    return found


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two points (latitude, longitude).

    >>> round(distance_km((52.52, 13.40), (48.85, 2.35)))
    878
    """
    lat, lon, lat2, lon2 = (math.radians(angle) for angle in (*one, *other))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def _within(errors: Sequence[float]) -> float:
    return _percent(sum(error <= NEAR_KM for error in errors), len(errors))


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def _f1(right: int, said: int, marked: int) -> float:
    return _percent(2 * right, said + marked)
