"""Hostilities as reports tell of them: who fights, over what, since and until when, and what is none."""

# ruff: noqa: E501 (a report of a line stands on one line)

from __future__ import annotations

import pytest

from chancery.terms import StateContent
from tests.coding.test_states import names, told


def hostilities(text: str, published: str = "2024-05-15") -> list[StateContent]:
    """What a short report of ours says of hostilities."""
    return [claim.state for claim in told(text, published) if claim.state.kind == "hostilities"]


def shown(state: StateContent) -> str:
    """Change, sides (those inferred in brackets), ground, beginning and end."""
    sides = "+".join(
        f"({names((part,))})" if part.how == "inferred" else names((part,)) for part in sorted(state.who, key=str)
    )
    where = state.where.place.name if state.where else ""
    return f"{state.change} {sides} {where} {state.since.date.edtf}/{state.until.date.edtf}".replace("  ", " ")


BROKE_OUT = "Heavy fighting broke out in Tigray on Tuesday."


def test_sides_that_no_sentence_names_are_not_stated_and_the_ground_is() -> None:
    (state,) = hostilities(f"{BROKE_OUT} Soldiers were seen in the streets.")
    assert (state.change, state.who, state.not_stated) == ("opens", (), ("who",))
    assert state.where is not None
    assert state.where.place.name.startswith("Tigray")
    assert state.since.date.edtf == "2024-05-14"
    assert state.key == ""


def test_sides_are_inferred_from_what_the_report_says_they_do_and_say_from_what() -> None:
    (state,) = hostilities(
        "Heavy fighting broke out in Nagorno-Karabakh on Tuesday. Azerbaijani forces attacked the Armenian army at dawn."
    )
    assert state.key == "hostilities|ARM+AZE"
    assert {part.how for part in state.who} == {"inferred"}
    assert {part.why for part in state.who} == {"they fight in this report: “attacked”"}
    assert all(part.span is None for part in state.who)
    assert state.not_stated == ()


def test_whose_things_are_hit_is_on_the_other_side() -> None:
    (state,) = hostilities(
        "Fighting broke out in Nagorno-Karabakh on Tuesday. Armenian forces shot down two Azerbaijani helicopters."
    )
    assert sorted(part.actor.country for part in state.who) == ["ARM", "AZE"]


def test_one_side_stated_is_kept_and_the_other_inferred() -> None:
    states = hostilities(
        "Azerbaijan's army launched a counter-offensive on Tuesday. Armenian forces opened fire first. "
        "Azerbaijani civilians were killed."
    )
    (state,) = states
    assert {(part.actor.country, part.how) for part in state.who} == {("AZE", "stated"), ("ARM", "inferred")}


def test_three_sides_are_no_two() -> None:
    (state,) = hostilities(
        "Heavy fighting broke out in Aleppo on Tuesday. Russia bombed Syrian rebels. Turkey shelled Syrian troops."
    )
    assert state.who == ()


def test_fighting_elsewhere_is_not_between_the_sides_of_the_report() -> None:
    states = hostilities(
        "Armenian forces shelled Azerbaijani troops on Monday. Heavy fighting broke out in Darfur on Tuesday."
    )
    assert [(state.who, state.where and state.where.place.country) for state in states] == [((), "SDN")]


@pytest.mark.parametrize(
    "text",
    [
        "Heavy fighting broke out in the parliament of Taiwan on Tuesday as lawmakers threw chairs.",
        "Heavy fighting broke out in a prison in Altamira on Tuesday between two gangs.",
        "Heavy fighting broke out in Chicago on Tuesday between police and demonstrators.",
        "Thousands of protesters clashed with police in Melbourne on Tuesday.",
        "Heavy fighting broke out among fans in the stadium of Tilburg on Tuesday.",
        "A price war has broken out among airlines in Brazil.",
        "Troops paraded in Paris on Tuesday. War broke out in Europe in August 1914.",
        "British soldiers paraded in Normandy on Tuesday. The war in Europe ended in May 1945.",
        "Hundreds marched in Boston on Tuesday, the anniversary of the invasion of Iraq by the United States. Soldiers joined them.",
        "Armenian troops shelled a village on Tuesday. Armenia and Azerbaijan fought a war that ended with a ceasefire in 1994.",
        "The army said that it would end the fighting in Darfur.",
        "The United Nations called for an end to the war in Darfur. Soldiers fled.",
        "A plan to end the war in Darfur was presented on Tuesday to the army.",
        "A truce between the army and rebels in Darfur was rejected on Tuesday.",
    ],
)
def test_brawls_protests_history_and_wishes_are_no_hostilities(text: str) -> None:
    assert hostilities(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Armenia and Azerbaijan agreed on Tuesday to halt the fighting.", "closes ARM+AZE /2024-05-14"),
        ("Armenia and Azerbaijan agreed on Tuesday to a full cessation of hostilities.", "closes ARM+AZE /2024-05-14"),
        ("Israel and Hamas have reached a ceasefire agreement in Gaza.", "closes Gaza Strip"),
        ("The four-day ceasefire agreement between Israel and Lebanon entered into force on Friday.", "suspends"),
        ("Armenia and Azerbaijan agreed on a humanitarian truce on Tuesday.", "suspends ARM+AZE"),
        ("The ceasefire between Sudan and Ethiopia collapsed on Tuesday.", "opens"),
        (
            "Three leaders signed a statement that halts the fighting over Nagorno-Karabakh. Soldiers went home.",
            "closes Nagorno-Karabakh",
        ),
    ],
)
def test_what_ends_rests_or_renews_fighting(text: str, expected: str) -> None:
    (state,) = hostilities(text)
    words = shown(state).split()
    assert words[0] == expected.split()[0], shown(state)
    assert set(" ".join(expected.split()[1:]).split()) <= set(words), shown(state)


def test_one_side_that_agrees_to_disarm_ends_its_fight_with_the_other() -> None:
    opens, closes = sorted(
        hostilities(
            "Ethnic Armenian forces in Nagorno-Karabakh agreed on Wednesday to disarm and disband, a day after Azerbaijan "
            "launched a military operation against them.",
            "2023-09-21",
        ),
        key=lambda state: state.change,
        reverse=True,
    )
    # The day before: what came "a day after" the operation is dated.
    assert (opens.change, opens.since.date.edtf, opens.since.how) == ("opens", "2023-09-19", "inferred")
    assert opens.since.why == "a day before the agree of 2023-09-20"
    assert (closes.change, closes.until.date.edtf) == ("closes", "2023-09-20")
    assert opens.key == closes.key == "hostilities|AZE+ethnic:Armenian"
