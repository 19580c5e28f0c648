"""A map of the places of a snapshot as SVG: country shapes where given, a graticule, points with labels apart.

Projection:  equirectangular, longitudes shrunk by the cosine of the middle latitude; good for a region, and labelled.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from chancery.terms import Place, Snapshot
from chancery.views.naming import listed

Ring = Sequence[tuple[float, float]]
_WIDTH, _HEIGHT = 720.0, 420.0
_MARGIN_SHARE = 0.45
_LEAST_SPAN_DEG = 3.0
# At least this share of the events stays on the map when far places are left out.
_LEAST_SHARE_SHOWN = 0.75
_LETTER_WIDTH, _LINE_HEIGHT = 8.0, 17.0
_STEPS_DEG = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
_WIDE = frozenset({"region", "country", "area", "district"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with the number of events there and the anchor of the first of them; 0 where only states name it."""

    place: Place
    events: int
    anchor: str

    @property
    def point(self) -> tuple[float, float]:
        """Longitude and latitude."""
        return self.place.lon or 0.0, self.place.lat or 0.0

    @property
    def words(self) -> str:
        """The place and how much happened there, in words."""
        if not self.events:
            return f"{self.place.name} (states only)"
        return f"{self.place.name} ({self.events} event{'' if self.events == 1 else 's'})"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the drawing, in its units."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Extent:
    """The part of the world that is drawn, in degrees; turns degrees into units of the drawing."""

    west: float
    south: float
    east: float
    north: float

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point lies on the drawing."""
        x = (lon - self.west) / (self.east - self.west) * _WIDTH
        y = (self.north - lat) / (self.north - self.south) * _HEIGHT
        return x, y

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point lies inside."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


def spots_of(snapshot: Snapshot) -> list[Spot]:
    """The places with coordinates where events happened, those with most events first."""
    counts: dict[str, list[str]] = {}
    places: dict[str, Place] = {}
    for event in snapshot.events:
        place = event.place.place if event.place else None
        if place and place.lat is not None and place.lon is not None:
            places[place.id] = place
            counts.setdefault(place.id, []).append(event.id)
    for state in snapshot.states:
        place = state.where.place if state.where else None
        if place and place.lat is not None and place.lon is not None and place.id not in places:
            places[place.id] = place
            counts.setdefault(place.id, [])
    spots = [Spot(places[key], len(ids), ids[0] if ids else "") for key, ids in counts.items()]
    return sorted(spots, key=lambda spot: (-spot.events, spot.place.name))


def draw_map(snapshot: Snapshot, outlines: Mapping[str, Sequence[Ring]] | None) -> Markup:
    """The map as an SVG element; empty where no place has coordinates."""
    every = spots_of(snapshot)
    if not every:
        return Markup("")
    extent = _extent([spot.point for spot in _near(every)])
    spots = [spot for spot in every if extent.holds(*spot.point)]
    names = {
        one.actor.country: one.actor.name
        for event in snapshot.events
        for one in (*event.actors, *event.recipients)
        if one.actor.kind == "country"
    }
    points = [extent.xy(*spot.point) for spot in spots]
    taken = [Box(x - 8, y - 8, x + 8, y + 8) for x, y in points]
    marks = [_spot(spot, at) for spot, at in zip(spots, points, strict=True)]
    labels = [_label(spot, at, taken) for spot, at in zip(spots, points, strict=True)]
    shown = {spot.place.name for spot in spots}
    names = {code: name for code, name in names.items() if name not in shown}
    land, countries = _land(extent, outlines or {}, names, taken)
    told = escape("Map of places: " + listed(spot.words for spot in spots))
    parts = [
        f'<svg class="map" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" role="img" aria-label="{told}">',
        '<defs><clipPath id="map-frame"><rect width="100%" height="100%" rx="3"/></clipPath></defs>',
        '<g clip-path="url(#map-frame)"><rect class="sea" width="100%" height="100%"/>',
        land,
        _graticule(extent),
        "</g>",
        countries,
        *marks,
        *labels,
        "</svg>",
    ]
    return Markup("".join(parts))


def spots_off_map(snapshot: Snapshot) -> list[Spot]:
    """The places that lie too far from the others to be drawn with them."""
    every = spots_of(snapshot)
    extent = _extent([spot.point for spot in _near(every)]) if every else None
    return [spot for spot in every if extent and not extent.holds(*spot.point)]


def _near(spots: Sequence[Spot]) -> list[Spot]:
    """The places that set the map's frame: towns and regions, without the few that would shrink all others.

    Places come in from the middle outwards; once most events are inside, one that would double the frame ends it.
    """
    kept = [spot for spot in spots if spot.place.precision not in ("country", "area")] or list(spots)
    middle = _middle(kept)
    kept.sort(key=lambda spot: (math.dist(spot.point, middle), spot.place.name))
    wanted = _LEAST_SHARE_SHOWN * sum(max(spot.events, 1) for spot in kept)
    inside: list[Spot] = []
    held = 0
    for spot in kept:
        if held >= wanted and _spread([*inside, spot]) >= 2 * _spread(inside):
            break
        inside.append(spot)
        held += max(spot.events, 1)
    return inside


def _middle(spots: Sequence[Spot]) -> tuple[float, float]:
    """The median longitude and latitude, each event counting once."""
    lons, lats = (sorted(spot.point[axis] for spot in spots for _ in range(max(spot.events, 1))) for axis in (0, 1))
    return lons[len(lons) // 2], lats[len(lats) // 2]


def _spread(spots: Sequence[Spot]) -> float:
    lons, lats = [spot.point[0] for spot in spots], [spot.point[1] for spot in spots]
    return max(max(lons) - min(lons), max(lats) - min(lats), _LEAST_SPAN_DEG)


def _extent(points: Sequence[tuple[float, float]]) -> Extent:
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    middle = (min(lats) + max(lats)) / 2
    shrink = max(math.cos(math.radians(middle)), 0.2)
    tall = max((max(lats) - min(lats)) * (1 + 2 * _MARGIN_SHARE), _LEAST_SPAN_DEG)
    wide = max((max(lons) - min(lons)) * (1 + 2 * _MARGIN_SHARE), _LEAST_SPAN_DEG)
    # One of the two is widened until degrees of both have their right lengths in the frame.
    ratio = _WIDTH / _HEIGHT
    wide, tall = max(wide, tall * ratio / shrink), max(tall, wide * shrink / ratio)
    wide, tall = min(wide, 360.0), min(tall, 180.0)
    west, south = (min(lons) + max(lons) - wide) / 2, middle - tall / 2
    return Extent(west, south, west + wide, south + tall)


def _land(
    extent: Extent, outlines: Mapping[str, Sequence[Ring]], names: Mapping[str, str], taken: list[Box]
) -> tuple[str, str]:
    """Paths of the countries in the frame, and the names of those that have room for one."""
    paths, labels = [], []
    for code, rings in sorted(outlines.items()):
        pieces = [clipped for ring in rings if len(clipped := _clip(ring, extent)) >= 3]
        if not pieces:
            continue
        drawn = [[extent.xy(lon, lat) for lon, lat in piece] for piece in pieces]
        path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in piece) + "Z" for piece in drawn)
        paths.append(f'<path class="land" d="{path}"><title>{escape(names.get(code, code))}</title></path>')
        biggest = max(drawn, key=_area)
        name = names.get(code, "")
        if name and _area(biggest) > 9000:
            labels.append(_country_label(name, biggest, taken))
    return "".join(paths), "".join(labels)


def _country_label(name: str, piece: Sequence[tuple[float, float]], taken: list[Box]) -> str:
    x = sum(x for x, _ in piece) / len(piece)
    y = sum(y for _, y in piece) / len(piece)
    half = len(name) * 8.4 / 2
    x = min(max(x, half + 6), _WIDTH - half - 6)
    for shift in (0.0, -40.0, 40.0, -80.0, 80.0):
        box = Box(x - half, y + shift - 12, x + half, y + shift + 4)
        if box.top > 4 and box.bottom < _HEIGHT - 4 and not any(box.meets(other) for other in taken):
            taken.append(box)
            return f'<text class="country" x="{x:.1f}" y="{y + shift:.1f}" text-anchor="middle">{escape(name)}</text>'
    return ""


def _spot(spot: Spot, at: tuple[float, float]) -> str:
    x, y = at
    size = 4.0 + 1.4 * math.sqrt(max(spot.events, 1))
    about = escape(f"{spot.words}, {spot.place.precision}")
    halo = (
        f'<circle class="area" cx="{x:.1f}" cy="{y:.1f}" r="{size + 16:.1f}"/>' if spot.place.precision in _WIDE else ""
    )
    circle = f'{halo}<circle class="spot" cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"/><title>{about}</title>'
    return f'<a href="#{escape(spot.anchor)}">{circle}</a>' if spot.anchor else f"<g>{circle}</g>"


def _label(spot: Spot, at: tuple[float, float], taken: list[Box]) -> str:
    """The place's name beside its point, at the first of twelve positions that is free; none where all are taken."""
    x, y = at
    width, gap = len(spot.place.name) * _LETTER_WIDTH, 11.0
    places = [
        (x + gap, y + 4, "start"),
        (x - gap, y + 4, "end"),
        (x, y - gap, "middle"),
        (x, y + gap + 9, "middle"),
        (x + gap, y - 9, "start"),
        (x + gap, y + 17, "start"),
        (x - gap, y - 9, "end"),
        (x - gap, y + 17, "end"),
        (x + gap + 12, y - 22, "start"),
        (x + gap + 12, y + 30, "start"),
        (x - gap - 12, y - 22, "end"),
        (x - gap - 12, y + 30, "end"),
    ]
    for left, base, anchor in places:
        start = {"start": left, "end": left - width, "middle": left - width / 2}[anchor]
        box = Box(start, base - _LINE_HEIGHT + 3, start + width, base + 3)
        inside = box.left > 2 and box.right < _WIDTH - 2 and box.top > 2 and box.bottom < _HEIGHT - 2
        if inside and not any(box.meets(other) for other in taken):
            taken.append(box)
            name = escape(spot.place.name)
            return f'<text class="place" x="{left:.1f}" y="{base:.1f}" text-anchor="{anchor}">{name}</text>'
    return ""


def _graticule(extent: Extent) -> str:
    wide = extent.east - extent.west
    step = next((one for one in _STEPS_DEG if wide / one <= 7), 60.0)
    lines = []
    lon = math.ceil(extent.west / step) * step
    while lon < extent.east:
        x, _ = extent.xy(lon, extent.south)
        lines.append(f'<path class="grid" d="M{x:.1f} 0V{_HEIGHT:g}"/>')
        lines.append(f'<text class="degree" x="{x + 4:.1f}" y="{_HEIGHT - 6:g}">{_degrees(lon, "E", "W")}</text>')
        lon += step
    lat = math.ceil(extent.south / step) * step
    while lat < extent.north:
        _, y = extent.xy(extent.west, lat)
        lines.append(f'<path class="grid" d="M0 {y:.1f}H{_WIDTH:g}"/>')
        lines.append(f'<text class="degree" x="5" y="{y - 4:.1f}">{_degrees(lat, "N", "S")}</text>')
        lat += step
    return "".join(lines)


def _degrees(value: float, positive: str, negative: str) -> str:
    turned = (value + 180) % 360 - 180 if positive == "E" else value
    return f"{abs(turned):g}° {positive if turned >= 0 else negative}"


def _clip(ring: Ring, extent: Extent) -> list[tuple[float, float]]:
    """The part of a ring inside the extent (Sutherland and Hodgman, one side of the frame after the other)."""
    points = [(float(lon), float(lat)) for lon, lat in ring]
    if not points:
        return []
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    if max(lons) < extent.west or min(lons) > extent.east or max(lats) < extent.south or min(lats) > extent.north:
        return []
    for axis, bound, keeps_above in (
        (0, extent.west, True),
        (0, extent.east, False),
        (1, extent.south, True),
        (1, extent.north, False),
    ):
        kept: list[tuple[float, float]] = []
        for at, point in enumerate(points):
            before = points[at - 1]
            here, there = point[axis] >= bound, before[axis] >= bound
            inside, was_inside = (here, there) if keeps_above else (not here, not there)
            if inside != was_inside:
                share = (bound - before[axis]) / (point[axis] - before[axis])
                kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
            if inside:
                kept.append(point)
        points = kept
        if not points:
            return []
    return points


def _area(piece: Sequence[tuple[float, float]]) -> float:
    total = 0.0
    for at, (x, y) in enumerate(piece):
        px, py = piece[at - 1]
        total += px * y - x * py
    return abs(total) / 2
