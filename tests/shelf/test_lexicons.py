"""Role nouns and their forms."""

from __future__ import annotations

import pytest

from chancery.shelf.lexicons import role_noun_words, role_nouns, singular

NAMED = "GOV MIL REB CVL OPP LEG JUD COP MED NGO IGO BUS UAF SPY EDU LAB REL PTY ELI CRM"
SECTORS = {*NAMED.split(), ""}


def test_sectors_are_those_of_the_terms() -> None:
    assert set(role_nouns().values()) <= SECTORS
    assert all(noun.split()[-1] in role_noun_words() for noun in role_nouns())


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("peacekeepers", "peacekeeper"),
        ("gunmen", "gunman"),
        ("parties", "party"),
        ("forces", "force"),
        ("police", "police"),
        ("churches", "church"),
        ("people", "person"),
        ("press", "press"),
        ("judges", "judge"),
    ],
)
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one
