"""The gazetteer: towns, divisions, countries, seas and disputed lands by every name they go by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from chancery.shelf import artefacts
from chancery.shelf.actors import actor_list
from chancery.shelf.imported_places import ImportedTable, file_in_use
from chancery.shelf.keys import place_key, slug
from chancery.shelf.place_tables import BuiltInTable, PlaceTable, Row
from chancery.shelf.tables import listed, rows
from chancery.terms import Place

HAND_MADE = ("regions", "landmarks")  # the project's own tables, first the one that the actor list knows, too
UNCOUNTED_REGION_PEOPLE = 200_000  # a first-level division without a count ranks as a middling town
COUNTRY_PEOPLE = 10**7  # what every country weighs: the name of a small one means it as surely as that of a big one
ARTICLES = frozenset({"al", "ar", "as", "ad", "an", "ash", "at", "az", "el"})  # of Arabic names
NEAR_DEGREES = 0.2  # a listed town and a GeoNames town this close, of one name and country, are one
PRECISION = {"p": "city", "r": "region", "d": "district", "c": "country", "s": "point", "n": "area", "a": "area"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name can mean.

    Shapes:  `people` is its population (0 where not known); `own_name` is false where the name is another name of it;
             `hand_made` marks the project's own lists; `capital` the seat of a national government; `district` the
             second-level division that it lies in, by name.
    """

    place: Place
    people: int = 0
    own_name: bool = True
    hand_made: bool = False
    capital: bool = False
    district: str = ""


class Gazetteer:
    """Look-up by name in the project's own lists and in tables of places: the built-in one, and an imported one.

    Shapes:  of two tables that have a place with the same GeoNames number, the first one's row counts.
    """

    def __init__(self, tables: Sequence[PlaceTable] | None = None) -> None:
        self._tables = tuple(tables) if tables is not None else (BuiltInTable(),)
        self._own: dict[str, list[tuple[dict[str, str], bool]]] = {}
        for row in chain.from_iterable(rows(table) for table in HAND_MADE):
            keys = [place_key(name.removeprefix("the ")) for name in (row["name"], *listed(row["other_names"]))]
            for key in dict.fromkeys(keys):
                self._own.setdefault(key, []).append((row, key == keys[0]))
        self.lookup = lru_cache(maxsize=20_000)(self._lookup)
        self.country = cache(self._country)

    def _lookup(self, name: str) -> tuple[Candidate, ...]:
        """All places that go by the name, the project's own lists first, then by weight.

        >>> [c.place.country for c in gazetteer().lookup("Nagorno-Karabakh")][:1]
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
        codes -= {one.place.country for one in found if one.place.precision == "country"}
        found += [Candidate(self.country(code), COUNTRY_PEOPLE, True, True) for code in sorted(codes)]
        divisions = {(one.place.country, one.place.precision) for one in found if one.hand_made}
        for row in towns:
            listed_already = row.kind in "rd" and (row.country, PRECISION[row.kind]) in divisions
            if row.kind != "c" and not (row.number and row.number in ids) and not listed_already:
                found.append(self._from_row(row))
        return tuple(sorted(found, key=lambda one: (not one.hand_made, -_weight(one), one.place.id)))

    def _country(self, code: str) -> Place:
        """A country by its ISO alpha-3 code, with a point in its middle; bare where the code is unknown."""
        entry = actor_list().countries.get(code)
        name = entry.name if entry else code
        for row in self._rows(f"={code}"):
            return Place(
                f"country:{code}", entry.name if entry else row.name, code, row.lat, row.lon, row.number, "country"
            )
        return Place(f"country:{code}", name, code, precision="country")

    def _from_own(self, row: dict[str, str], own_name: bool, towns: list[Row]) -> Candidate:
        lat, lon, country = _degrees(row["lat"]), _degrees(row["lon"]), row["country"]
        precision = row["precision"]
        if precision == "country" and country:
            return Candidate(self.country(country), COUNTRY_PEOPLE, own_name, True)
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
            near.number if near else None,
            precision,
            near.region if near else "",
        )
        people = near.people if near else 100_000 if precision in ("city", "point", "district") else 1_000_000
        return Candidate(place, people, own_name, True, _is_capital(row["name"], country))

    def _from_row(self, row: Row) -> Candidate:
        precision = PRECISION[row.kind]
        if row.number is not None:
            name = f"geonames:{row.number}"
        elif row.kind == "r":
            name = f"region:{row.country}:{slug(row.name)}"
        else:
            name = f"district:{row.country}:{slug(row.region)}:{slug(row.name)}"
        part_of = "" if row.kind == "r" else row.region
        place = Place(name, row.name, row.country, row.lat, row.lon, row.number, precision, part_of)
        people = row.people or (UNCOUNTED_REGION_PEOPLE if row.kind == "r" else 0)
        capital = row.kind == "p" and _is_capital(row.name, row.country)
        return Candidate(place, people, row.own, False, capital, row.district)

    def _rows(self, key: str) -> list[Row]:
        """Rows of all tables with exactly this key, each GeoNames number once."""
        if len(self._tables) == 1:
            return self._tables[0].rows(key)
        found: list[Row] = []
        numbers: set[int] = set()
        divisions: set[tuple[str, str]] = set()
        for table in self._tables:
            here = [
                row
                for row in table.rows(key)
                if (row.number not in numbers if row.number is not None else (row.kind, row.country) not in divisions)
            ]
            numbers.update(row.number for row in here if row.number is not None)
            divisions.update((row.kind, row.country) for row in here)
            found += here
        return found


def _weight(one: Candidate) -> float:
    """People, of a division a part only: it counts those of its towns again, and lends its name less often."""
    return one.people * {"region": 0.3, "district": 0.1}.get(one.place.precision, 1.0)


def _same_town(town: Row, country: str, lat: float, lon: float) -> bool:
    if town.kind != "p" or town.country != country:
        return False
    return abs(town.lat - lat) < NEAR_DEGREES and abs(town.lon - lon) < NEAR_DEGREES


def _is_capital(name: str, country: str) -> bool:
    return actor_list().capitals.get(place_key(name)) == country and bool(country)


def _degrees(text: str) -> float | None:
    return float(text) if text else None


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, opened at the first call (about 120 ms): what ships, and what the user has imported.

    Raises:  ArtefactError where a file is not what it should be, or the one that the user names is not there.
    """
    file = file_in_use()
    return Gazetteer([ImportedTable(file), BuiltInTable()] if file else None)


@cache
def gazetteer_version() -> str:
    """Which places are asked: the version of those that ship, and the digest of those that were imported."""
    shipped = artefacts.manifest()["places"].version
    file = file_in_use()
    return f"{shipped}+{ImportedTable(file).facts()['digest'][:12]}" if file else shipped
