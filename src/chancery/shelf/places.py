"""The gazetteer: towns, regions, countries, seas and disputed lands by every name they go by."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache, lru_cache

from chancery.shelf import artefacts
from chancery.shelf.actors import actor_list
from chancery.shelf.keys import place_key, slug
from chancery.shelf.tables import listed, rows
from chancery.terms import Place

UNCOUNTED_REGION_PEOPLE = 200_000  # a first-level region without a count ranks as a middling town
ARTICLES = frozenset({"al", "ar", "as", "ad", "an", "ash", "at", "az", "el"})  # of Arabic names
NEAR_DEGREES = 0.2  # a listed town and a GeoNames town this close, of one name and country, are one


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name can mean.

    Shapes:  `people` is its population (0 where not known); `own_name` is false where the name is another name of it;
             `hand_made` marks the project's own list; `capital` the seat of a national government.
    """

    place: Place
    people: int = 0
    own_name: bool = True
    hand_made: bool = False
    capital: bool = False


class Gazetteer:
    """Look-up by name in a sorted table that is searched as bytes and never parsed as a whole."""

    def __init__(self) -> None:
        self._bytes = gzip.decompress(artefacts.path("cities").read_bytes())
        self._own: dict[str, list[tuple[dict[str, str], bool]]] = {}
        for row in rows("regions"):
            for at, name in enumerate([row["name"], *listed(row["other_names"])]):
                self._own.setdefault(place_key(name.removeprefix("the ")), []).append((row, at == 0))
        self.lookup = lru_cache(maxsize=20_000)(self._lookup)
        self.country = cache(self._country)

    def _lookup(self, name: str) -> tuple[Candidate, ...]:
        """All places that go by the name, the project's own list first, then by population.

        >>> [c.place.country for c in gazetteer().lookup("Nagorno-Karabakh")]
        ['AZE']
        """
        key = place_key(name.removeprefix("the ").removeprefix("The "))
        if not key:
            return ()
        towns = self._rows(key)
        head, _, tail = key.partition(" ")
        if not towns and key not in self._own and head in ARTICLES and len(tail) > 3:
            return self._lookup(tail)  # "Al-Raqqa" is Raqqa
        found = [self._from_own(row, own_name, towns) for row, own_name in self._own.get(key, [])]
        ids = {candidate.place.geonames_id for candidate in found if candidate.place.geonames_id}
        codes = {entry.country for entry in actor_list().named(name) if entry.kind == "country"}
        found += [Candidate(self.country(code), 10**7, True, True) for code in sorted(codes)]
        found += [self._from_row(row) for row in towns if not (row[2] and int(row[2]) in ids)]
        return tuple(sorted(found, key=lambda one: (not one.hand_made, -one.people, one.place.id)))

    def _country(self, code: str) -> Place:
        """A country by its ISO alpha-3 code, with the centre of its towns; bare where the code is unknown."""
        entry = actor_list().countries.get(code)
        name = entry.name if entry else code
        for row in self._rows(f"={code}"):
            return Place(f"country:{code}", name, code, _degrees(row[6]), _degrees(row[7]), int(row[2]), "country")
        return Place(f"country:{code}", name, code, precision="country")

    def _from_own(self, row: dict[str, str], own_name: bool, towns: list[list[str]]) -> Candidate:
        lat, lon, country = _degrees(row["lat"]), _degrees(row["lon"]), row["country"]
        precision = row["precision"]
        if precision == "country" and country:
            return Candidate(self.country(country), 10**7, own_name, True)
        near = None
        if precision == "city" and lat is not None and lon is not None:
            names = [row["name"], *listed(row["other_names"])]
            pool = [*towns, *(town for name in names for town in self._rows(place_key(name)))]
            near = next((town for town in pool if _same_town(town, country, lat, lon)), None)
        prefix = "area" if precision == "area" else "place"
        place = Place(
            f"{prefix}:{slug(row['name'])}",
            row["name"],
            country,
            lat,
            lon,
            int(near[2]) if near else None,
            precision,
            near[5] if near else "",
        )
        people = int(near[8]) if near else 100_000 if precision in ("city", "point", "district") else 1_000_000
        return Candidate(place, people, own_name, True, _is_capital(row["name"], country))

    def _from_row(self, row: list[str]) -> Candidate:
        _, kind, number, name, country, region, lat, lon, people = row
        if kind == "r":
            place = Place(
                f"region:{country}:{slug(name)}",
                name,
                country,
                _degrees(lat),
                _degrees(lon),
                None,
                "region",
            )
            return Candidate(place, int(people) or UNCOUNTED_REGION_PEOPLE)
        place = Place(f"geonames:{number}", name, country, _degrees(lat), _degrees(lon), int(number), "city", region)
        return Candidate(place, int(people), kind == "p", False, _is_capital(name, country))

    def _rows(self, key: str) -> list[list[str]]:
        """Rows of the table with exactly this key, found by bisection over the bytes."""
        data, wanted = self._bytes, key.encode()
        low, high = 1, len(data)
        while low < high:
            start = data.rfind(b"\n", low - 1, (low + high) // 2) + 1
            if data[start : data.find(b"\t", start)] < wanted:
                low = data.find(b"\n", start) + 1
            else:
                high = start
        found = []
        while data.startswith(wanted + b"\t", low):
            end = data.find(b"\n", low)
            found.append(data[low:end].decode().split("\t"))
            low = end + 1
        return found


def _same_town(town: list[str], country: str, lat: float, lon: float) -> bool:
    if town[1] not in ("p", "a") or town[4] != country:
        return False
    return abs(float(town[6]) - lat) < NEAR_DEGREES and abs(float(town[7]) - lon) < NEAR_DEGREES


def _is_capital(name: str, country: str) -> bool:
    return actor_list().capitals.get(place_key(name)) == country and bool(country)


def _degrees(text: str) -> float | None:
    return float(text) if text else None


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, opened at the first call (about 50 ms). Raises: ArtefactError."""
    return Gazetteer()
