"""Names that several actors bear, settled by the text they stand in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.matching.actors import resolve_actor
from chancery.matching.mentions import resolve_mentions
from chancery.matching.surroundings import Surroundings, leading_country
from chancery.shelf.actors import actor_list
from chancery.shelf.namesakes import bearer, namesakes
from tests.matching.parsed import reading_of

CODES = sorted(actor_list().countries)


@pytest.mark.parametrize(
    ("phrase", "context", "country"),
    [
        ("Georgia", "Georgia's parliament in Tbilisi passed the bill on Tuesday.", "GEO"),
        ("Georgia", "Recounts began in Georgia, Michigan and Arizona, where Republicans sued the governor.", "USA"),
        ("Georgia", "Georgia signed a free trade deal with the United States, the prime minister said.", "GEO"),
        ("Georgia Governor", "", "USA"),
        ("Georgians", "Georgians voted on Saturday in Tbilisi and Batumi.", "GEO"),
        ("Jordan", "Jordan closed its border with Syria, an official in Amman said.", "JOR"),
        ("Jordan", "Jordan, an Ohio congressman, asked the judiciary committee for the papers.", "USA"),
        ("Washington", "Washington threatened new sanctions on Moscow.", "USA"),
        ("Washington", "Lawmakers from Seattle and Spokane said Washington would raise its minimum wage.", "USA"),
        ("Congo", "M23 rebels took a town near Goma, and Congo blamed Rwanda.", "COD"),
        ("Congo", "Denis Sassou Nguesso won again, officials in Brazzaville said. Congo voted in March.", "COG"),
        ("Congolese soldiers", "Congolese soldiers fired at a convoy in the Pool region near Brazzaville.", "COG"),
        ("Congolese soldiers", "Congolese soldiers left Goma as M23 came closer.", "COD"),
        ("Korea", "Seoul said that Korea would send doctors.", "KOR"),
        ("Korea", "State media in Pyongyang said that Korea would test another missile.", "PRK"),
        ("Korean officials", "Korean officials in Pyongyang said nothing.", "PRK"),
        ("Macedonia", "Macedonia and Greece signed the Prespa agreement; Skopje changed its name.", "MKD"),
        ("Samoa", "Voters in Apia went to the polls as Samoa chose its parliament.", "WSM"),
        ("Samoans", "In Pago Pago, Samoans asked a court in the US territory for citizenship.", "ASM"),
        ("Dominican police", "Dominican police stopped Haitians at the border, Santo Domingo said.", "DOM"),
        ("Dominican officials", "Roosevelt Skerrit met Dominican officials in Roseau after the storm.", "DMA"),
        ("Tripoli", "Haftar's forces came near, and Tripoli asked Turkey for help.", "LBY"),
        ("Punjab", "Farmers from Punjab marched on Delhi from Amritsar.", "IND"),
        ("Punjab", "The chief minister in Lahore said Punjab would close its schools.", "PAK"),
        ("Labour Party", "Jacinda Ardern's Labour Party won in Wellington.", "NZL"),
        ("Labour Party", "Keir Starmer's Labour Party won the vote in Westminster.", "GBR"),
        ("the Conservatives", "Trudeau said in Ottawa that the Conservatives under Scheer had no plan.", "CAN"),
        ("Democratic Party", "Moon's Democratic Party won most seats, Seoul media said.", "KOR"),
        ("Congress", "The BJP and Congress blamed each other, Rahul Gandhi said in Delhi.", "IND"),
        ("Ireland", "Ireland and the United Kingdom spoke about the border, Dublin said.", "IRL"),
        ("Northern Ireland", "Northern Ireland's parties met in Belfast.", "GBR"),
        ("Sudan", "Sudan and South Sudan signed an accord in Juba.", "SDN"),
        ("South Sudan", "Sudan and South Sudan signed an accord in Juba.", "SSD"),
        ("Nigeria", "Niger and Nigeria share a long border.", "NGA"),
        ("Niger", "Niger and Nigeria share a long border.", "NER"),
        ("Equatorial Guinea", "Guinea and Equatorial Guinea sent delegates.", "GNQ"),
        ("Guinea", "Guinea and Equatorial Guinea sent delegates.", "GIN"),
        ("Papua New Guinea", "Papua New Guinea and Guinea-Bissau abstained.", "PNG"),
        ("Taiwan", "China sent warships to the strait, Taiwan said.", "TWN"),
        ("China", "China sent warships to the strait, Taiwan said.", "CHN"),
        ("Turkey", "Turkey asked NATO for help.", "TUR"),
        ("Chad", "Chad's army crossed the border.", "TCD"),
        ("Kennedy", "Senator Robert Kennedy spoke in Los Angeles. Kennedy was applauded by Americans.", "USA"),
        ("Lincoln", "The US president Abraham Lincoln signed it. Lincoln was shot in 1865.", "USA"),
        ("Madison", "Police in Madison, Wisconsin, closed the square. Madison has seen protests.", "USA"),
    ],
)
def test_the_text_tells_who_is_meant(phrase: str, context: str, country: str) -> None:
    assert resolve_actor(phrase, context=context).country == country


def test_without_any_cue_the_likeliest_bearer_is_left() -> None:
    assert bearer("Georgia", frozenset(), {}) is None
    assert resolve_actor("Georgia").country == "GEO"


def test_a_neighbour_that_is_much_spoken_of_does_not_take_the_name() -> None:
    text = "The US, the United States, America: Georgia thanked the US."
    assert resolve_actor("Georgia", context=text).country == "GEO"


def test_every_bearer_has_its_code_and_only_the_first_needs_no_cue() -> None:
    for name, readings in namesakes().items():
        assert len(readings) > 1, name
        assert all(reading.entry.country in actor_list().countries for reading in readings), name
        assert all(reading.cues for reading in readings[1:]), name


GEORGIA = """
Georgia PROPN 2 nsubj|LOC
sued VERB 0 root
Michigan PROPN 2 obj|LOC
. PUNCT 2 punct
"""
GOVERNOR = """
The DET 3 det
Republican ADJ 3 amod
governor NOUN 4 nsubj
agreed VERB 0 root
. PUNCT 4 punct
"""


def test_a_report_settles_its_namesakes_too() -> None:
    found = resolve_mentions(reading_of(GEORGIA, GOVERNOR)).actors
    assert {one.actor.country for one in found if one.text == "Georgia"} <= {"USA"}


@pytest.mark.parametrize(
    ("shares", "leading"),
    [
        ({}, ""),
        ({"KEN": 1.0}, "KEN"),
        ({"KEN": 0.4, "UGA": 0.35, "TZA": 0.25}, ""),
        ({"USA": 0.5, "PRI": 0.4, "ESP": 0.1}, "PRI"),
        ({"USA": 0.9, "PRI": 0.1}, "USA"),
        ({"HKG": 0.55, "CHN": 0.45}, "HKG"),
    ],
)
def test_a_text_is_about_the_country_that_clearly_leads(shares: dict[str, float], leading: str) -> None:
    assert leading_country(shares) == leading


@given(st.dictionaries(st.sampled_from(CODES), st.floats(0.01, 10), max_size=6))
def test_the_leading_country_is_one_of_those_spoken_of(weights: dict[str, float]) -> None:
    assert leading_country(weights) in {"", *weights}


@given(st.text(max_size=200))
def test_any_text_has_shares_that_add_up(text: str) -> None:
    shares = Surroundings(text).shares
    assert not shares or abs(sum(shares.values()) - 1) < 1e-9
