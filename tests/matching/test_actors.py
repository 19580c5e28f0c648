"""One actor phrase on its own: country, sector and identity."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.matching.actors import resolve_actor


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("Russian Foreign Minister Sergei Lavrov", "RUS", "GOV"),
        ("the Kremlin", "RUS", "GOV"),
        ("Moscow", "RUS", "GOV"),
        ("Ukrainian troops", "UKR", "MIL"),
        ("Syrian opposition", "SYR", "OPP"),
        ("UN peacekeepers", "UNO", "MIL"),
        ("farmers in Colombia", "COL", "CVL"),
        ("Hamas", "PSE", "REB"),
        ("Hamas militants", "PSE", "REB"),
        ("Azerbaijani political analyst Azer Garayev", "AZE", "EDU"),
        ("Azer Garayev, an Azerbaijani political analyst", "AZE", "EDU"),
        ("ethnic Armenians", "", "CVL"),
        ("ethnic Armenian forces", "", "MIL"),
        ("the breakaway area's ethnic Armenian leaders", "", "REB"),
        ("a human rights organization", "", "NGO"),
        ("police in Minsk", "BLR", "COP"),
        ("Iranian-backed militias", "", "REB"),
        ("pro-Russian separatists", "", "REB"),
        ("hundreds of protesters in Tbilisi", "GEO", "CVL"),
        ("supporters of Imran Khan", "PAK", "CVL"),
        ("Chinese Foreign Ministry spokesman Wang Wenbin", "CHN", "GOV"),
        ("Minister of Foreign Affairs of Ukraine Dmytro Kuleba", "UKR", "GOV"),
        ("Sudan's Rapid Support Forces", "SDN", "REB"),
        ("Russian Defence Ministry", "RUS", "GOV"),
        ("EU foreign policy chief Josep Borrell", "EUR", "IGO"),
        ("International Criminal Court", "ICC", "JUD"),
        ("former President Donald Trump", "USA", "ELI"),
        ("President Biden", "USA", "GOV"),
        ("South Korean prosecutors", "KOR", "JUD"),
        ("a Palestinian journalist", "PSE", "MED"),
        ("Nicaraguan bishop Rolando Alvarez", "NIC", "REL"),
        ("government forces", "", "MIL"),
        ("Jane Doe", "", ""),
        ("someone", "", ""),
        ("", "", ""),
    ],
)
def test_country_and_sector(phrase: str, country: str, sector: str) -> None:
    actor = resolve_actor(phrase)
    assert (actor.country, actor.sector) == (country, sector)


def test_an_office_has_its_time() -> None:
    assert resolve_actor("Donald Trump", on=date(2019, 5, 1)).sector == "GOV"
    assert resolve_actor("Donald Trump", on=date(2022, 5, 1)).sector == "ELI"


def test_the_context_tells_who_a_family_name_is() -> None:
    actor = resolve_actor("Garayev", context="Azerbaijani political analyst Azer Garayev noted the withdrawal.")
    assert (actor.id, actor.country) == ("person:azer-garayev", "AZE")


def test_the_context_tells_whose_the_police_are() -> None:
    assert (
        resolve_actor("police", context="Rallies in Belarus went on; the Belarusian leader left Minsk.").country
        == "BLR"
    )
    assert (
        resolve_actor("police", context="Belarus and Poland closed the border; Lithuania and Latvia too.").country == ""
    )


@given(st.text(max_size=40))
def test_any_phrase_gets_an_actor(phrase: str) -> None:
    actor = resolve_actor(phrase)
    assert actor.kind in ("country", "person", "organisation", "group", "unknown")
    assert actor == resolve_actor(phrase)
