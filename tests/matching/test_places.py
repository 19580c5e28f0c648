"""Which of several places a name means."""

from __future__ import annotations

import pytest

from chancery.matching.places import Scene, rank, resolve_place


@pytest.mark.parametrize(
    ("name", "hint", "country"),
    [
        ("Tripoli", "", "LBY"),
        ("Tripoli", "LBN", "LBN"),
        ("Tripoli, Lebanon", "", "LBN"),
        ("Paris", "", "FRA"),
        ("Paris, Texas", "", "USA"),
        ("Georgia", "", "GEO"),
        ("Georgia", "USA", "USA"),
        ("Kashmir", "", "IND"),
        ("northern Syria", "", "SYR"),
        ("village of Zovuni", "ARM", "ARM"),
    ],
)
def test_country(name: str, hint: str, country: str) -> None:
    place = resolve_place(name, country_hint=hint)
    assert place is not None
    assert place.country == country


def test_the_region_after_the_name_settles_the_town() -> None:
    place = resolve_place("Paris, Texas")
    assert place is not None
    assert place.part_of == "Texas"


def test_a_neighbour_settles_the_town() -> None:
    place = resolve_place("Tripoli", near=(33.9, 35.5))
    assert place is not None
    assert place.country == "LBN"


def test_what_the_report_speaks_of_settles_the_town() -> None:
    ranked = rank("Tripoli", scene=Scene({"LBN": 0.9, "SYR": 0.1}))
    assert ranked is not None
    assert ranked.place.country == "LBN"


def test_an_unknown_name_stays_unknown() -> None:
    assert resolve_place("Qwertzuiop") is None


def test_a_small_town_is_not_guessed() -> None:
    assert rank("Springfield") is None or rank("Springfield").place.country == "USA"  # type: ignore[union-attr]
    assert rank("Chamber") is None
