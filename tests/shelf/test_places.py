"""The gazetteer finds every row that it holds, and the outlines are closed shapes of the earth."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.shelf import artefacts
from chancery.shelf.keys import place_key
from chancery.shelf.outlines import outlines
from chancery.shelf.place_tables import BuiltInTable
from chancery.shelf.places import gazetteer

NAMES = gzip.decompress(artefacts.path("place_names").read_bytes()).decode().strip("\n").split("\n")
TABLE = BuiltInTable()
PLACES = gzip.decompress(artefacts.path("places").read_bytes())


@given(st.integers(0, len(NAMES) - 1))
def test_bisection_finds_every_key(at: int) -> None:
    key, _, listed = NAMES[at].partition("\t")
    found = TABLE.rows(key)
    assert len(found) == len(listed.split())
    for row, offset in zip(found, listed.split(), strict=True):
        assert row.own is not offset.endswith("a")
        start = int(offset.removesuffix("a"))
        assert start == 0 or PLACES[start - 1 : start] == b"\n"
        assert row.name == PLACES[start : PLACES.find(b"\n", start)].decode().split("\t")[2]


def test_keys_are_sorted_by_their_bytes() -> None:
    keys = [line.partition("\t")[0].encode() for line in NAMES]
    assert keys == sorted(keys)


def test_every_place_lies_on_the_earth() -> None:
    for line in PLACES.decode().splitlines():
        _, kind, name, country, _, _, lat, lon, people = line.split("\t")
        assert kind in "prdc"
        assert name
        assert len(country) == 3
        assert -90 <= float(lat) <= 90
        assert -180 <= float(lon) <= 180
        assert int(people) >= 0


@given(st.text(max_size=12))
def test_any_text_may_be_asked_for(name: str) -> None:
    for one in gazetteer().lookup(name):
        assert one.place.name


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Nagorno-Karabakh", "AZE", "region"),
        ("Artsakh", "AZE", "region"),
        ("Stepanakert", "AZE", "city"),
        ("Kiev", "UKR", "city"),
        ("the Gaza Strip", "PSE", "region"),
        ("Donetsk region", "UKR", "region"),
        ("Armenia", "ARM", "country"),
        ("South Caucasus", "", "area"),
        ("Bavaria", "DEU", "region"),
        ("St. Petersburg", "RUS", "city"),
    ],
)
def test_well_known_places(name: str, country: str, precision: str) -> None:
    best = gazetteer().lookup(name)[0]
    assert (best.place.country, best.place.precision) == (country, precision)


def test_a_listed_town_carries_its_geonames_id() -> None:
    assert gazetteer().lookup("Shushi")[0].place.geonames_id == 147105


def test_keys_fold_what_papers_write_differently() -> None:
    assert place_key("Deir ez-Zor") == place_key("deir ez Zor")
    assert place_key("Şuşa") == "susa"


def test_a_country_stands_where_its_gazetteer_number_stands() -> None:
    land = gazetteer().country("NLD")
    assert (land.geonames_id, land.lat, land.lon) == (2750405, 52.25, 5.75)


@pytest.mark.parametrize("sheet", ["world", "region"])
def test_outlines_are_rings_on_the_earth(sheet: str) -> None:
    found = outlines(sheet)
    assert len(found) > 170
    assert {"AZE", "ARM", "RUS", "XKX"} <= set(found)
    for rings in found.values():
        for ring in rings:
            assert len(ring) >= 3
            assert all(-180.1 <= lon <= 180.1 and -90.1 <= lat <= 90.1 for lon, lat in ring)
    east = [lon for ring in found["AZE"] for lon, _ in ring]
    assert 44 < min(east) < max(east) < 51
