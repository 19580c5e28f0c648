"""Sentences through the whole of reading and coding: which states they open, change, suspend, hold or close."""

from __future__ import annotations

import pytest

from chancery import intake
from chancery.coding.standing import _only_points
from chancery.coding.state_claims import people_key
from chancery.terms import Actor, Claim, Participant, Report
from tests.acceptance.running import code_report


def told(text: str, published: str = "2024-05-15") -> list[Claim]:
    """The state claims of a short report of ours."""
    report = intake.make_report(text, published=published)
    assert isinstance(report, Report)
    snapshot = code_report(report)
    return [claim for claim in snapshot.claims.values() if claim.kind == "state"]


def names(parts: tuple[Participant, ...]) -> str:
    return "+".join(part.actor.country or part.actor.name for part in parts)


def shown(claim: Claim) -> str:
    """A state claim in short: kind, change, parties, place, dates."""
    state = claim.state
    where = state.where.place.name if state.where else ""
    dates = f"{state.since.date.edtf}-{state.until.date.edtf}"
    return f"{state.kind} {state.change} {names(state.who) or names(state.by)} {names(state.to)} {where} {dates}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia took Crimea by force in March 2014.", "control opens RUS  Crimea 2014-03-"),
        ("Ukrainian troops retook Kherson on November 11, 2022.", "control opens UKR  Kherson 2022-11-11-"),
        ("The city of Goma is held by the M23.", "control holds COD  Goma -"),
        ("Thousands of families fled Goma on Monday.", "displacement opens COD  Goma 2024-05-13-"),
        ("The European Union lifted its sanctions on Syria on Monday.", "sanction closes SYR   -2024-05-13"),
        ("The United States has suspended the sanctions on Venezuela.", "sanction suspends VEN   -../2024-05-15"),
        ("The United States imposed sanctions on Iran in 2018.", "sanction opens IRN   2018-"),
        ("The African Union suspended Niger on Tuesday.", "membership suspends NER AFU  -2024-05-14"),
        ("The African Union readmitted Gabon in April.", "membership opens GAB AFU  2024-04-"),
        ("The Council of Europe expelled Russia in March 2022.", "membership closes RUS COE  -2022-03"),
        (
            "Finland joined NATO on April 4, 2023.",
            "membership opens FIN NAT  2023-04-04-",
        ),
        ("The ceasefire between Israel and Hamas collapsed on Tuesday.", "agreement closes ISR+PSE   -2024-05-14"),
        ("Israel and Hamas extended the truce by two days.", "agreement holds ISR+PSE   -"),
        ("Belarus released the activist Maria Kalesnikava from prison on Tuesday.", "custody closes BLR   -2024-05-14"),
        ("Keir Starmer became prime minister of Britain in July.", "office opens GBR   2023-07-"),
        ("Emmanuel Macron appointed Gabriel Attal prime minister.", "office opens FRA   ../2024-05-15-"),
        ("Iran dropped its demand that the United States lift sanctions.", "demand closes IRN USA  -../2024-05-15"),
        ("Russian troops left Kherson in November 2022.", "presence closes RUS  Kherson -2022-11"),
        ("Peacekeepers were deployed in South Sudan in 2011.", "presence opens Peacekeepers  South Sudan 2011-"),
        ("Russia invaded Ukraine in February 2022.", "hostilities opens RUS+UKR  Ukraine 2022-02-"),
    ],
)
def test_a_sentence_and_the_state_that_it_makes(text: str, expected: str) -> None:
    found = [shown(claim) for claim in told(text)]
    assert expected in found


@pytest.mark.parametrize(
    "text",
    [
        "Tourists love Greece. More than 500,000 people arrived in Athens in May.",
        "A truce brokered by Norway ended six weeks of war.",
        "The European Union urged Israel to do the same.",
        "The court sentenced Alexei Navalny to 19 years in prison.",
        "The veteran footballer Ann Smith died on Tuesday.",
        "China took Australia to the World Trade Organization.",
    ],
)
def test_a_sentence_that_makes_no_such_state(text: str) -> None:
    kinds = {(claim.state.kind, claim.state.change) for claim in told(text)}
    assert not kinds & {
        ("displacement", "holds"), ("displacement", "opens"), ("agreement", "closes"), ("demand", "opens"),
        ("custody", "opens"), ("office", "closes"), ("control", "opens"),
    }  # fmt: skip


def test_arrivals_count_those_who_fled_where_a_report_tells_of_flight() -> None:
    claims = told(
        "Thousands of Syrians fled Aleppo. The UN refugee agency said that 40,000 people had arrived in Turkey."
    )
    (counted,) = (claim for claim in claims if claim.state.change == "holds")
    assert (names(counted.state.who), counted.state.where and counted.state.where.place.name) == ("SYR", "Aleppo")
    assert [(one.what, one.best) for one in counted.state.quantities] == [("displaced", 40000.0)]
    assert {claim.state.key for claim in claims} == {counted.state.key}


def test_people_are_known_by_the_words_that_name_them() -> None:
    ethnic = Participant(
        Actor("a", "ethnic Armenians", "group", sector="CVL", ethnicity="Armenian"), "ethnic Armenians"
    )
    national = Participant(Actor("b", "Armenians", "group", "ARM", "CVL"), "Armenians")
    guessed = Participant(Actor("c", "people", "group", "ARM", "CVL"), "people", why="the report's country")
    assert (people_key(ethnic), people_key(national), people_key(guessed)) == ("ARM", "ARM", "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("do the same", True),
        ("stop it at once", True),
        ("carry it out at once", True),
        ("stop the war", False),
        ("open it to aid convoys", False),
        ("withdraw", False),
    ],
)
def test_words_that_only_point_say_nothing_of_what_is_demanded(words: str, expected: bool) -> None:
    assert _only_points(words) is expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The number of people displaced from Rutshuru has risen to 9,000, the United Nations said on Monday.", 9000),
        ("The number of people displaced from Rutshuru has climbed to 9,000, the United Nations said on Monday.", 9000),
        ("The number of people displaced from Rutshuru has reached 9,000, the United Nations said on Monday.", 9000),
    ],
)
def test_what_the_number_of_the_displaced_has_risen_to_counts_them(text: str, count: float) -> None:
    (claim,) = (claim for claim in told(text) if claim.state.kind == "displacement")
    assert [quantity.best for quantity in claim.state.quantities] == [count]
    assert claim.state.where is not None
    assert claim.state.where.place.name == "Rutshuru"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Heavy clashes erupted between Sudan and Ethiopia on Friday.", ["opens SDN+ETH"]),
        ("A clash erupted between Sudan and Ethiopia on Friday.", []),
        ("Azerbaijan launched an offensive against Armenia on Tuesday.", ["opens AZE+ARM"]),
        ("Israel launched a military offensive in Rafah on Monday.", ["opens ISR"]),
        ("The fighting between the Congolese army and M23 rebels went on.", ["holds COD+COD"]),
        ("Armenian and Azerbaijani forces clashed on Monday.", []),
    ],
)
def test_fighting_between_two_sides_that_breaks_out_or_goes_on_is_hostilities(text: str, expected: list[str]) -> None:
    found = [claim.state for claim in told(text) if claim.state.kind == "hostilities"]
    assert [f"{state.change} {names(state.who)}" for state in found] == expected
