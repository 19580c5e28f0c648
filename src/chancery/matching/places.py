"""Which place a name means: candidates of the gazetteer, ranked by what the report says of the places around it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from chancery.matching.abbreviations import BEHIND_A_TOWN, NEWS
from chancery.shelf.keys import place_key, slug
from chancery.shelf.places import Candidate, gazetteer
from chancery.terms import Place

# Words beside a name that say what kind of place it is, and how precise that makes it.
KINDS: dict[str, str] = {
    "city": "city",
    "town": "city",
    "village": "city",
    "municipality": "city",
    "capital": "city",
    "suburb": "city",
    "settlement": "city",
    "neighborhood": "district",
    "neighbourhood": "district",
    "district": "district",
    "county": "district",
    "raion": "district",
    "borough": "district",
    "province": "region",
    "region": "region",
    "oblast": "region",
    "state": "region",
    "governorate": "region",
    "prefecture": "region",
    "territory": "region",
    "department": "region",
    "island": "region",
    "islands": "region",
    "peninsula": "region",
    "republic": "region",
    "enclave": "region",
    "valley": "district",
    "airport": "point",
    "camp": "point",
    "base": "point",
    "bridge": "point",
    "square": "point",
    "river": "area",
    "sea": "area",
    "ocean": "area",
    "lake": "area",
    "gulf": "area",
    "strait": "area",
    "mountains": "area",
    "desert": "area",
    "border": "area",
    "airbase": "point",
    "hospital": "point",
    "prison": "point",
    "port": "city",
    "metropolitan": "city",
    "parish": "district",
    "canton": "district",
    "locality": "city",
    "hamlet": "city",
    "resort": "city",
    "township": "city",
    "mount": "area",
    "mountain": "area",
    "bay": "area",
    "channel": "area",
    "forest": "area",
    "crossing": "point",
    "dam": "point",
    "stadium": "point",
    "street": "point",
    "avenue": "point",
    "road": "point",
    "station": "point",
    "university": "point",
    "cathedral": "point",
    "temple": "point",
    "mosque": "point",
    "park": "point",
    "highway": "point",
}
_SIDES = frozenset(
    {
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "north-eastern",
        "north-western",
        "south-eastern",
        "south-western",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "upper",
        "lower",
        "occupied",
        "rural",
        "downtown",
        "coastal",
        "greater",
        "mainland",
        "rebel-held",
    }
)
STATED = 10.0  # a country that the words themselves give ("Tripoli, Lebanon") settles the choice
INSIDE = 5.0  # a division that the words give ("Paris, Texas") settles it within the country
CONTEXT = 2.5  # most that a country's share of the report can add, in powers of ten of population
NEAR = 2.0  # most that the places around can add
NEAR_KM = 250.0  # how far a place lends weight to another: at this distance a third of what it lends next door
STATED_NEAR = 3.0  # what a point that the caller gives weighs, where those of a report weigh 1 together
NAMED_DIVISION = 1.5  # for a division that the report names elsewhere
AROUND = 3.0  # most that the report can add in all: a village of 200 people is not taken for a city of a million
OF_THAT_KIND = 3.0  # for a place of the kind that the words say
OTHER_NAME = 2.0  # what a match by another name than its own costs
DISTRICT = 1.5  # what a second-level division costs where no word says that one is meant
BARE_FEATURE = 1.5  # what a spot or natural feature of a table weighs, which has no people
CLEAR_LEAD = 0.5  # lead, in powers of ten, below which two places of different countries are not told apart
SURE_PEOPLE = 15_000  # a town of this size may be meant without a word of its country
KEPT = 5  # candidates that are kept with a mention
EARTH_KM = 6371.0
PART_OF_NAME = "gazetteer, part of name"
"""How a place was found whose name is a part of what the report names, as the town of a bridge is."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best candidate with its score from 0 to 1, the rule that chose it, and the candidates.

    Shapes:  `candidates` are the best five at most, best first, each with its share of what speaks for all of them.
    """

    place: Place
    score: float
    how: str
    candidates: tuple[tuple[Place, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Container:
    """What the words around a name say that it lies in.

    Shapes:  `country` is an ISO alpha-3 code; `divisions` are keys of names of divisions or towns; both may be empty.
             `place` is what the container itself is taken to mean, where it is named and known.
    """

    country: str = ""
    divisions: tuple[str, ...] = ()
    place: Place | None = None

    def __bool__(self) -> bool:
        return bool(self.country or self.divisions)


class Point(NamedTuple):
    """Where a name of the report may lie, and how much that counts."""

    text: str
    lat: float
    lon: float
    weight: float


@dataclass(frozen=True, slots=True)
class Scene:
    """What a report says of the world around a name.

    Shapes:  `shares` is the share of each country among those that the report names; `points` are the places that its
             names can mean, each weighed by how likely that is; `divisions` the divisions that it names without doubt,
             as (country, key of the name).
    """

    shares: Mapping[str, float] = field(default_factory=dict)
    points: Sequence[Point] = ()
    divisions: frozenset[tuple[str, str]] = frozenset()

    def without(self, text: str) -> Scene:
        """The scene without what a name itself adds to it, the weights of the other points adding up to 1."""
        others = [point for point in self.points if point.text != text]
        total = sum(point.weight for point in others)
        points = [point._replace(weight=point.weight / total) for point in others]
        return Scene(self.shares, points, self.divisions)


_EMPTY = Scene()
_NOWHERE = Container()


def resolve_place(name: str, *, country_hint: str = "", near: tuple[float, float] | None = None) -> Place | None:
    """The place that a name most likely means; None where the gazetteer knows none or cannot tell.

    Shapes:  `country_hint` is an ISO alpha-3 code that it should lie in; `near` is (latitude, longitude) of a place
             that it should lie close to. A region after the name ("Paris, Texas") narrows it down.

    >>> resolve_place("Tripoli").country, resolve_place("Tripoli", country_hint="LBN").country
    ('LBY', 'LBN')
    """
    head, *outer = (part.strip() for part in name.split(","))
    container = contained(head, [part for part in outer if part]) if outer else _NOWHERE
    if not container.country and country_hint:
        container = Container(country_hint, container.divisions)
    points = (Point("", *near, STATED_NEAR),) if near else ()
    ranked = rank(head, container=container, scene=Scene(points=points))
    return ranked.place if ranked else None


def contained(name: str, outer: Sequence[str]) -> Container:
    """What the names after a name ("Pandi, Bulacan, Philippines") say that it lies in; empty where they do not.

    Shapes:  `outer` goes from the narrower to the wider. A name of it counts where it is a country, or where a place
             of the gazetteer that goes by `name` lies in a place that goes by it.
    """
    inner = candidates_for(name)[0]
    country, divisions, place = "", [], None
    for other in outer:
        other = BEHIND_A_TOWN.get(other) or NEWS.get(f"{other}.", other)
        found = [one for one in gazetteer().lookup(other) if one.place.country]
        lands = [one for one in found if one.place.precision == "country"]
        if lands and not any(_lies_in(one, other) for one in inner):
            country = country or lands[0].place.country
            place = place or lands[0].place
            continue
        fitting = [one for one in found if one.place.precision in ("region", "district") or one is found[0]]
        holding = [one for one in fitting if any(_holds(one, low) for low in inner)]
        if holding or (not inner and fitting and fitting[0].place.precision == "region"):
            best = (holding or fitting)[0]
            divisions.append(place_key(best.place.name))
            divisions.append(place_key(other))
            place = place or best.place
            country = country or best.place.country
    return Container(country, tuple(dict.fromkeys(divisions)), place)


def _lies_in(one: Candidate, other: str) -> bool:
    """Whether a place lies in a first-level division of this name ("Atlanta, Georgia")."""
    return bool(one.place.part_of) and place_key(one.place.part_of) == place_key(other)


def _holds(outer: Candidate, inner: Candidate) -> bool:
    """Whether one place is a division that another lies in; of a town, its country and division and 50 km."""
    if outer.place.country != inner.place.country or outer.place.id == inner.place.id:
        return False
    key = place_key(outer.place.name)
    if outer.place.precision == "region":
        return place_key(inner.place.part_of) == key
    if outer.place.precision == "district":
        return place_key(inner.district) == key
    return _apart_km(outer.place, inner.place) < 50


def rank(
    name: str,
    *,
    container: Container = _NOWHERE,
    scene: Scene = _EMPTY,
    kind: str = "",
) -> Ranked | None:
    """The best candidate for a name as written; None where there is none, or nothing that tells several apart.

    Shapes:  `container` is what the words say that it lies in; `scene` what the report says of the world around it;
             `kind` a word beside the name ("region", "village").
    """
    candidates, precision, exact = candidates_for(name, kind)
    if container.country:
        inside = tuple(one for one in candidates if one.place.country == container.country)
        candidates = inside or tuple(one for one in candidates if one.hand_made)
    if not candidates:
        return None
    wanted = KINDS.get(precision or kind, precision or kind)
    namesakes = frozenset((one.place.country, place_key(one.place.part_of)) for one in candidates if one.own_name)
    scored = sorted(
        ((_score(one, container, scene, wanted, namesakes), one) for one in candidates),
        key=lambda pair: (-pair[0], pair[1].place.id),
    )
    best_score, best = scored[0]
    rival = next((score for score, one in scored[1:] if one.place.country != best.place.country), None)
    supported = bool(container) or best.hand_made or bool(scene.shares.get(best.place.country))
    supported = supported or nearness(best.place, scene) > 0.1
    if not supported:
        if not best.own_name or (rival is not None and best_score - rival < CLEAR_LEAD):
            return None
        if best.people < SURE_PEOPLE:
            return None
    sure = 0.95 if container or best.hand_made else 0.85 if supported else 0.6
    if rival is not None and best_score - rival < 1.0 and not container:
        sure -= 0.15
    if not best.own_name and not best.hand_made and best.people < 100_000:
        sure -= 0.3
    how = "gazetteer" if exact else PART_OF_NAME
    return Ranked(best.place, round(sure - (0.1 if not exact else 0.0), 2), how, _shares(scored))


def _shares(scored: Sequence[tuple[float, Candidate]]) -> tuple[tuple[Place, float], ...]:
    """The best candidates with their shares: a score is a power of ten."""
    best = scored[0][0]
    weights = [10 ** max(score - best, -6.0) for score, _ in scored]
    total = sum(weights)
    kept = zip(scored[:KEPT], weights, strict=False)
    return tuple((one.place, round(weight / total, 3)) for (_, one), weight in kept)


def unresolved(name: str) -> Place:
    """A place that is named and not known: no country, no coordinates."""
    return Place(f"name:{slug(name)}", name, "", precision="city")


def candidates_for(name: str, kind: str = "") -> tuple[tuple[Candidate, ...], str, bool]:
    """Candidates, the precision that the words give, and whether the whole name matched."""
    shelf = gazetteer()
    name = NEWS.get(name, name)
    if kind:
        found = shelf.lookup(f"{name} {kind}")
        if found:
            return found, KINDS.get(kind, ""), True
    found = shelf.lookup(name)
    if found:
        return found, KINDS.get(kind, ""), True
    words = name.split()
    precision = KINDS.get(words[-1].casefold(), "") if len(words) > 2 else ""
    if precision and precision != "point":  # "North Kivu province" is North Kivu before it is a Kivu
        found = shelf.lookup(" ".join(words[:-1]))
        if found:
            return found, precision, True
    while len(words) > 1 and place_key(words[0]) in _SIDES:
        words = words[1:]
        found = shelf.lookup(" ".join(words))
        if found:
            lands = tuple(one for one in found if one.place.precision == "country")
            return lands or found, "" if lands else "region", False
    if len(words) > 1 and words[-1].casefold() in KINDS:
        precision = KINDS[words[-1].casefold()]
        found = shelf.lookup(" ".join(words[:-1]))
        if precision == "point":  # "Bradley Airport" need not be in a Bradley
            found = tuple(one for one in found if one.place.precision == "point" or one.people >= SURE_PEOPLE)
        return found, precision, precision != "point"
    if len(words) > 1 and words[0].casefold() in ("county", "lake", "province", "city", "mount", "greater", "port"):
        return shelf.lookup(" ".join(words[1:])), KINDS.get(words[0].casefold(), ""), True
    if len(words) > 2 and words[1].casefold() == "of" and words[0].casefold() in KINDS:
        return shelf.lookup(" ".join(words[2:])), KINDS[words[0].casefold()], True
    full = NEWS.get(f"{name}.")  # where the stop was cut off as that of the sentence
    return (shelf.lookup(full), "region", True) if full else ((), "", False)


def _score(
    one: Candidate, container: Container, scene: Scene, wanted: str, namesakes: frozenset[tuple[str, str]]
) -> float:
    """What speaks for a candidate, in powers of ten of population.

    Shapes:  `namesakes` are the first-level divisions, by country and key, that hold a town that goes by the same name.
    """
    place, country = one.place, one.place.country
    score = math.log10(one.people + 10)
    if not one.people and place.precision in ("point", "area") and not one.hand_made:
        score = BARE_FEATURE
    score += 1.5 * one.hand_made + 1.5 * one.capital - OTHER_NAME * (not one.own_name and not one.hand_made)
    around = CONTEXT * min(scene.shares.get(country, 0.0), 1.0) + NEAR * nearness(place, scene)
    divisions = (place_key(place.part_of), place_key(one.district))
    if any(key and (country, key) in scene.divisions for key in divisions):
        around += NAMED_DIVISION
    if place.precision == "country":  # "Mexico" is the country where nothing says that its state is meant
        around = AROUND if scene.shares.get(country) else around + NEAR
    score += min(around, AROUND)
    if scene.shares and country and country not in scene.shares:
        score -= 0.5
    if container.country and country == container.country:
        score += STATED
    if container.divisions and _inside(one, container):
        score += INSIDE
    if wanted and place.precision == wanted:
        score += OF_THAT_KIND
    elif wanted and place.precision == "country":
        score -= STATED  # "Atlanta, Georgia", "the state of Niger"
    elif not wanted and not one.hand_made:
        if place.precision == "region":
            # A town gives its name to the region around it more often than the other way round; a region that is no
            # town's namesake is as well known as a large city.
            score += -1.0 if (country, place_key(place.name)) in namesakes else 0.5
        elif place.precision == "district":
            score -= DISTRICT
    return score


def _inside(one: Candidate, container: Container) -> bool:
    if place_key(one.place.part_of) in container.divisions or place_key(one.district) in container.divisions:
        return True
    outer = container.place
    return outer is not None and outer.precision in ("city", "district") and _apart_km(outer, one.place) < 50


def nearness(place: Place, scene: Scene) -> float:
    """How much of what the report names lies around a place: 0 to the sum of the weights."""
    if place.lat is None or place.lon is None or place.precision in ("country", "area"):
        return 0.0
    flat = math.cos(math.radians(place.lat))
    total = 0.0
    for _, lat, lon, weight in scene.points:
        east = abs(lon - place.lon)
        km = math.hypot(lat - place.lat, min(east, 360 - east) * flat) * 111.2
        total += weight * math.exp(-km / NEAR_KM)
    return total


def _apart_km(one: Place, other: Place) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    lat, lon, lat2, lon2 = (math.radians(angle) for angle in (one.lat, one.lon, other.lat, other.lon))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
