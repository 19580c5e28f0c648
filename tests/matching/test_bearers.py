"""What a text says of a name, and what a phrase gains from the text around it."""

from __future__ import annotations

import pytest

from chancery.matching.actors import resolve_actor
from chancery.matching.bearers import full_name, spelled_out, told_of
from chancery.matching.surroundings import Surroundings


@pytest.mark.parametrize(
    ("name", "text", "country", "sector"),
    [
        ("Ana Example", "Chilean judge Ana Example ordered it.", "CHL", "JUD"),
        ("Ana Example", "The Chilean judge, Ana Example, ordered it.", "CHL", "JUD"),
        ("Ana Example", "It was ordered by Ana Example, a judge in Chile, on Friday.", "CHL", "JUD"),
        ("Ana Example", "Ana Example is a Chilean lawmaker.", "CHL", "LEG"),
        ("Ana Example", "Ana Example of Chile came first.", "CHL", ""),
        ("Ana Example", "Former Chilean minister Ana Example was arrested.", "CHL", "ELI"),
        ("Ana Example", "Senator Ana Example (D-Ohio) voted against.", "USA", "LEG"),
        ("Example", "German firms including Sample, Example and Muster left.", "DEU", "BUS"),
        ("Ana Example", "According to Ana Example, the rebels are backed by Iran.", "", ""),
        ("Ana Example", "It was attended by Ana Example, Greek prime minister Kyriakos Mitsotakis and others.", "", ""),
    ],
)
def test_a_title_an_apposition_a_list_or_a_statement_tells(name: str, text: str, country: str, sector: str) -> None:
    told = told_of(name, Surroundings(text))
    assert (told.country, told.sector) == (country, sector)


@pytest.mark.parametrize(
    ("word", "text", "full"),
    [
        ("Example", "Prime Minister Ana Example spoke.", "Ana Example"),
        ("Example", "In Lima Ana María Example spoke. Example left.", "Ana María Example"),
        ("Example", "He said so. Example left.", ""),
        ("al-Example", "Minister of Information Omar al-Example spoke.", "Omar al-Example"),
        ("He", "Ana Example left. He stayed.", ""),
    ],
)
def test_the_full_name_behind_a_family_name(word: str, text: str, full: str) -> None:
    assert full_name(word, Surroundings(text)) == full


@pytest.mark.parametrize(
    ("acronym", "text", "name"),
    [
        ("NEA", "Peru's National Example Agency (NEA) said so.", "Peru's National Example Agency"),
        ("NEA", "The National Example Agency of Peru said so.", ""),
        ("EFL", "the Example Front for Liberty (EFL)", "Example Front for Liberty"),
    ],
)
def test_an_acronym_is_spelled_out(acronym: str, text: str, name: str) -> None:
    assert spelled_out(acronym, Surroundings(text)) == name


@pytest.mark.parametrize(
    ("phrase", "context", "country", "sector"),
    [
        ("the Senate", "Brazil's president met lawmakers in Brasilia. The Senate rejected the bill.", "BRA", "LEG"),
        ("protesters", "Thousands marched in Lagos, Nigeria. Protesters burned tyres.", "NGA", "CVL"),
        ("gunmen", "Gunmen killed ten in northern Nigeria, Nigerian police said.", "NGA", "UAF"),
        (
            "the embassy",
            "In Baghdad, Iraq, a rocket hit the US embassy. The embassy was closed.",
            "USA",
            "GOV",
        ),
        (
            "the country's top court",
            "Kenya's leaders asked the country's top court.",
            "KEN",
            "JUD",
        ),
        ("the ruling party's deputies", "Georgia's parliament in Tbilisi met; the deputies stood up.", "GEO", "LEG"),
        ("the House", "US senators waited while the House voted in Washington. The House adjourned.", "USA", "LEG"),
        ("the governor", "Puerto Rico's governor spoke in San Juan. The US Congress listened.", "PRI", "GOV"),
        ("world leaders", "World leaders met in Paris, France, the French president said.", "", "IGO"),
        ("UN peacekeepers", "In Mali, UN peacekeepers were attacked, the Malian army said.", "UNO", "MIL"),
        ("the NEA", "Peru's National Example Agency (NEA) said so. The NEA is in Lima.", "PER", "GOV"),
        ("Example", "Kenyan minister Ana Example spoke. Example left Nairobi.", "KEN", "GOV"),
    ],
)
def test_the_text_tells_whose(phrase: str, context: str, country: str, sector: str) -> None:
    actor = resolve_actor(phrase, context=context)
    assert (actor.country, actor.sector) == (country, sector)


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("a Turkish drone", "TUR", "MIL"),
        ("an Israeli air strike", "ISR", "MIL"),
        ("Mali's army", "MLI", "MIL"),
        ("Kyiv's forces", "UKR", "MIL"),
        ("US-backed rebels", "", "REB"),
        ("the Ugandan opposition", "UGA", "OPP"),
        ("federal prosecutors in New York", "USA", "JUD"),
        ("Kurdish forces in Syria", "SYR", "MIL"),
        ("Scholz's government", "DEU", "GOV"),
        ("Trump supporters", "USA", "CVL"),
        ("Johnson", "GBR", "GOV"),
        ("Burma", "MMR", "GOV"),
        ("Swaziland", "SWZ", "GOV"),
        ("Ivory Coast", "CIV", "GOV"),
        ("the Vatican", "VAT", "GOV"),
        ("the UK", "GBR", "GOV"),
        ("Britain", "GBR", "GOV"),
        ("America", "USA", "GOV"),
        ("Ankara", "TUR", "GOV"),
        ("the Élysée", "FRA", "GOV"),
        ("Texas", "USA", "GOV"),
        ("American Samoans", "ASM", "CVL"),
        ("IAEA inspectors", "UNO", "IGO"),
        ("Dutch prime minister Mark Rutte", "NLD", "GOV"),
        ("Mexican cartel", "MEX", "CRM"),
        ("the Swedish opposition party", "SWE", "OPP"),
    ],
)
def test_a_phrase_alone(phrase: str, country: str, sector: str) -> None:
    actor = resolve_actor(phrase)
    assert (actor.country, actor.sector) == (country, sector)


def test_an_inferred_country_is_in_the_id() -> None:
    actor = resolve_actor("protesters", context="Thousands marched in Lagos, Nigeria. Protesters burned tyres.")
    assert actor.id == "group:NGA:CVL:protester"


def test_a_pronoun_is_nobody_but_of_the_texts_country() -> None:
    actor = resolve_actor("they", context="Kenya's parliament met. They voted, Kenyan media said.")
    assert (actor.kind, actor.country) == ("unknown", "KEN")
    assert resolve_actor("US", context="Kenya asked the US for help.").country == "USA"
