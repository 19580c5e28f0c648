"""Names take their article, their number and their place in a list."""

from __future__ import annotations

import pytest

from chancery.terms import Actor, Place
from chancery.views.naming import (
    actor_name,
    capitalised,
    is_plural,
    listed,
    place_name,
    possessive,
    speaker_name,
)


@pytest.mark.parametrize(
    ("name", "kind", "text", "told"),
    [
        ("European Union", "organisation", "", "the European Union"),
        ("United States", "country", "the U.S.", "the United States"),
        ("Armenia", "country", "Yerevan", "Armenia"),
        ("NATO", "organisation", "", "NATO"),
        ("CSTO", "organisation", "", "the CSTO"),
        ("International Criminal Court", "organisation", "", "the International Criminal Court"),
        ("Human Rights Watch", "organisation", "", "Human Rights Watch"),
        ("Nikol Pashinyan", "person", "the premier", "Nikol Pashinyan"),
        ("Russian peacekeepers", "group", "Russian peacekeeping forces", "Russian peacekeeping forces"),
        ("Russian contingent", "group", "its contingent", "the Russian contingent"),
        ("human rights organization", "group", "A human rights organization", "a human rights organization"),
        ("protesters", "group", "They", "protesters"),
        ("any other country", "group", "any other country", "any other country"),
        ("various rebel groups", "group", "Various rebel groups", "various rebel groups"),
        ("Syrian army", "group", "Syrian army", "the Syrian army"),
        ("ethnic Armenians", "group", "ethnic Armenians living there", "ethnic Armenians"),
    ],
)
def test_actors_stand_in_a_sentence(name: str, kind: str, text: str, told: str) -> None:
    assert actor_name(Actor("x", name, kind), text) == told


def test_places_take_their_article() -> None:
    assert place_name(Place("1", "South Caucasus")) == "the South Caucasus"
    assert place_name(Place("2", "Nagorno-Karabakh")) == "Nagorno-Karabakh"
    assert place_name(Place("3", "Gaza Strip")) == "the Gaza Strip"


@pytest.mark.parametrize(
    ("name", "kind", "plural"),
    [
        ("Russian peacekeepers", "group", True),
        ("the police", "group", True),
        ("the breakaway area's leaders", "group", True),
        ("members of the council", "group", True),
        ("a rights group", "group", False),
        ("the Syrian army", "group", False),
        ("United Nations", "organisation", False),
        ("Houthis", "organisation", True),
        ("Hamas", "organisation", False),
        ("Philippines", "country", False),
        ("Thomas Bass", "person", False),
    ],
)
def test_number_follows_the_head_word(name: str, kind: str, plural: bool) -> None:
    assert is_plural(name, kind=kind) is plural


def test_lists_genitives_and_capitals() -> None:
    assert listed(["a", "b", "a"]) == "a and b"
    assert listed([]) == ""
    assert possessive("the United States") == "the United States’"
    assert capitalised("“said”") == "“Said”"
    assert capitalised("20 people") == "20 people"


def test_a_speaker_carries_the_role_once() -> None:
    actor = Actor("p", "Ana Lim", "person", role="mayor of Tarn")
    assert speaker_name(actor) == "Ana Lim (mayor of Tarn)"
    assert speaker_name(None, "  a  source ") == "a source"
