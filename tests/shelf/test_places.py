"""The gazetteer finds every row that it holds, and the outlines are closed shapes of the earth."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.shelf import artefacts
from chancery.shelf.keys import place_key
from chancery.shelf.outlines import outlines
from chancery.shelf.places import gazetteer

LINES = gzip.decompress(artefacts.path("cities").read_bytes()).decode().strip("\n").split("\n")


@given(st.integers(0, len(LINES) - 1))
def test_bisection_finds_every_row(at: int) -> None:
    key = LINES[at].split("\t")[0]
    found = ["\t".join(row) for row in gazetteer()._rows(key)]
    assert LINES[at] in found
    assert all(line.startswith(key + "\t") for line in found)


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
