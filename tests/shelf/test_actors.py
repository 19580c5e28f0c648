"""The actor list finds names as they are written."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.shelf.actors import actor_list, family_name
from chancery.shelf.tables import rows
from chancery.terms import PartialDate

RUNNING = "the Russian and EU New York Zealand forces of Korea's South . - Xi Jinping"
WORDS = RUNNING.split()


def kinds(text: str) -> list[tuple[str, str]]:
    return [(match.entries[0].kind, match.entries[0].id) for match in actor_list().find(text.split())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the United States of America", [("country", "country:USA")]),
        ("it told us that US troops left", [("country", "country:USA")]),
        ("U.S. officials", [("country", "country:USA")]),
        ("the Nagorno - Karabakh region", [("region", "place:nagorno-karabakh")]),
        (
            "Collective Security Treaty Organization ( CSTO )",
            [("organisation", "org:collective-security-treaty-organization")] * 2,
        ),
        ("al - Qaeda", [("organisation", "org:al-qaeda")]),
        ("who is WHO", [("organisation", "org:world-health-organization")]),
        ("the Kremlin", [("metonym", "country:RUS")]),
        ("Recep Tayyip Erdoğan", [("person", "person:recep-tayyip-erdogan")]),
        ("he was in turkey to eat turkey", []),
        ("don't", []),
    ],
)
def test_names_in_running_words(text: str, found: list[tuple[str, str]]) -> None:
    assert kinds(text) == found


def test_a_match_knows_its_words() -> None:
    (match,) = actor_list().find(["talks", "with", "the", "European", "Union", "went", "on"])
    assert (match.first, match.last) == (3, 4)


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_matches_stand_in_order_and_never_overlap(words: list[str]) -> None:
    matches = actor_list().find(words)
    assert all(0 <= match.first <= match.last < len(words) for match in matches)
    assert all(left.last < right.first for left, right in pairwise(matches))


def test_a_person_holds_an_office_for_its_time() -> None:
    entries = actor_list().named("Petro Poroshenko")
    held = [entry.office for entry in entries if entry.holds_on(date(2016, 1, 1))]
    assert held == ["president"]
    assert "president" not in [entry.office for entry in entries if entry.holds_on(date(2021, 1, 1))]


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Xi Jinping", "Xi"),
        ("Vladimir Putin", "Putin"),
        ("Bashar al-Assad", "al-Assad"),
        ("Ursula von der Leyen", "von der Leyen"),
    ],
)
def test_family_names(name: str, family: str) -> None:
    assert family_name(name) == family


def test_the_tables_hold_together() -> None:
    codes = {row["iso3"] for row in rows("countries")}
    international = {
        row["country"] for row in rows("organisations") if row["sector"] in ("IGO", "JUD", "LEG", "MIL", "COP")
    }
    for row in rows("persons"):
        assert row["country"] in codes | international | {""}, row["name"]
        span = PartialDate.parse(row["from"]), PartialDate.parse(row["to"])
        assert not (span[0].earliest and span[1].latest) or span[0].earliest <= span[1].latest, row["name"]
    for row in rows("peoples"):
        assert row["country"] in codes | {""}, row["adjective"]
    for row in rows("regions"):
        assert row["country"] in codes | {"", "IOT"}, row["name"]
        assert not row["lat"] or (-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180), row["name"]
