"""Places in the machine's view: names with their points, names without one, and words that point back to a place."""

from __future__ import annotations

from typing import Any

from chancery.terms import Place, PlaceMention, Reading

Data = dict[str, Any]

#: How exact a point is, in the words of event data: the point itself, the middle of a town, of a second-level division,
#: of a first-level one, of a country, or of an area that is no part of one country.
PRECISION_CODES = {
    "point": "exact",
    "city": "town",
    "district": "admin-2",
    "region": "admin-1",
    "country": "country",
    "area": "area",
}
_ARTICLES = frozenset({"al", "ar", "as", "ad", "an", "ash", "at", "az", "el"})  # parts of Arabic names in lower case


def places(reading: Reading) -> list[Data]:
    """The names of places that can be put on a map, in text order, each with what it is taken to mean."""
    return [_mention(one, _name_start(one)) for one in _named(reading) if one.place.lat is not None]


def unplaced(reading: Reading) -> list[Data]:
    """The names that are taken for names of places and have no point, in text order, in the form of a place.

    Shapes:  those that no table knows, half of which are names of other things, those that nothing tells apart, and
             words such as "the West", which is no place on a map.
    """
    return [_mention(one, _name_start(one)) for one in _named(reading) if one.place.lat is None]


def place_references(reading: Reading) -> list[Data]:
    """The words that point back to a place ("the city", "there"), in text order, in the form of a place."""
    return [_mention(one, one.span.start) for one in reading.places if one.how == "coreference"]


def precision_code(place: Place) -> str:
    """How exact the point of a place is: exact, town, admin-2, admin-1, country or area."""
    return PRECISION_CODES[place.precision]


def _named(reading: Reading) -> list[PlaceMention]:
    named = [one for one in reading.places if one.how != "coreference"]
    return sorted([*reading.dateline, *named], key=lambda one: one.span.start)


def _mention(one: PlaceMention, start: int) -> Data:
    return {
        "start": start,
        "end": one.span.end,
        **_place(one.place),
        "how": one.how,
        "score": one.score,
        "candidates": [{**_place(place), "share": share} for place, share in one.candidates],
    }


def _place(place: Place) -> Data:
    return {
        "name": place.name,
        "country": place.country or None,
        "lat": place.lat,
        "lon": place.lon,
        "geonames_id": place.geonames_id,
        "precision": place.precision,
        "precision_code": precision_code(place),
        "part_of": place.part_of or None,
    }


def _name_start(one: PlaceMention) -> int:
    """Where the name proper begins: "northern Syria" is a part of Syria, and its name is Syria."""
    at = 0
    for word in one.text.split():
        if word.casefold() in _ARTICLES or not word.islower():
            return one.span.start + one.text.index(word, at)
        at = one.text.index(word, at) + len(word)
    return one.span.start
