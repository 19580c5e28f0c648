"""Whether words for a group call it by a country: by its adjective, whatever the language made of it."""

from __future__ import annotations

import pytest

from chancery.shelf.actors import adjectives
from chancery.shelf.tables import rows
from chancery.views.voices import names_country

NAMES = {row["iso3"]: row["name"] for row in rows("countries")}


@pytest.mark.parametrize(("code", "adjective"), sorted(adjectives().items()))
def test_each_country_is_named_by_its_adjective(code: str, adjective: str) -> None:
    assert names_country(f"{adjective} officials", code, NAMES[code])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("the authorities", "FRA"),
        ("officials of the republic", "CZE"),
        ("the new government", "NZL"),
        ("the army", "ARM"),
        ("United Nations officials", "USA"),
        ("Nagorno-Karabakh authorities", "AZE"),
        ("South Ossetian forces", "GEO"),
    ],
)
def test_words_that_name_no_country_or_another_do_not(words: str, code: str) -> None:
    assert not names_country(words, code, NAMES[code])


@pytest.mark.parametrize("words", ["US officials", "U.S. officials", "America’s allies"])
def test_short_names_and_owners_name_it(words: str) -> None:
    assert names_country(words, "USA", NAMES["USA"])
