"""What cannot hold beside something else: control that passed or is disputed, offices; and last confirmations."""

from __future__ import annotations

from datetime import date

import pytest
from claim_makers import ARMENIA, AZERBAIJAN, CAPITAL, OWN, REGION, RUSSIA, SPOKESMAN, at, event, on, part, state

from chancery.record.fold import fold
from chancery.record.rivals import office_words
from chancery.terms import Actor, Claim, Place, Speaker, State

OTHER = Place("geonames:9", "Aghdam", "AZE", 39.9, 46.9, 9, "city")
ANN = Actor("person:ann-a", "Ann A.", "person", "ARM", "GOV")
BEN = Actor("person:ben-b", "Ben B.", "person", "ARM", "GOV")
AZERI = Speaker(Actor("person:an-azeri-spokesman", "An Azeri spokesman", "person", "AZE", "GOV"), "An Azeri spokesman")
REBELS = Actor("group:AZE:REB:rebel", "rebels", "group", "AZE", "REB")


def holds(report: str, actor: Actor, known: str, *, place: Place = REGION, **fields: object) -> list[Claim]:
    """A report that says that somebody controls a place."""
    key = f"control|{place.id}"
    return [
        state(
            report, 0, kind="control", change="holds", key=key, who=(part(actor),), where=at(place), event=None,
            known=known, **fields,
        )
    ]  # fmt: skip


def took(report: str, actor: Actor, when: str, known: str, start: int = 0, **fields: object) -> list[Claim]:
    """A report that says that somebody took a place."""
    outer = {name: fields[name] for name in ("stance", "speakers") if name in fields}
    return [
        event(report, start, type="ASSAULT", mode="", when=on(when), known=known, **outer),
        state(
            report, start, kind="control", key=f"control|{REGION.id}", who=(part(actor),), where=at(REGION),
            known=known, since=on(when), **fields,
        ),
    ]  # fmt: skip


def states_of(*groups: list[Claim], as_of: str = "") -> dict[str, State]:
    """States by their holder's name."""
    day = date.fromisoformat(as_of) if as_of else None
    found = fold([claim for group in groups for claim in group], [], as_of=day)[1]
    return {one.who[0].actor.name: one for one in found}


def test_two_controllers_at_one_time_are_disputed_with_each_other() -> None:
    found = states_of(holds("r1", ARMENIA, "2020-10-01"), holds("r2", AZERBAIJAN, "2020-10-01"))
    assert {one.status for one in found.values()} == {"disputed"}
    assert found["Armenia"].rivals == (found["Azerbaijan"].id,)
    assert found["Azerbaijan"].rivals == (found["Armenia"].id,)


def test_control_of_two_places_or_by_one_side_is_no_dispute() -> None:
    elsewhere = states_of(holds("r1", ARMENIA, "2020-10-01"), holds("r2", AZERBAIJAN, "2020-10-01", place=OTHER))
    assert {(one.status, one.rivals) for one in elsewhere.values()} == {("standing", ())}
    troops = Actor("group:RUS:MIL:peacekeeper", "Russian peacekeepers", "group", "RUS", "MIL")
    one_side = states_of(holds("r1", RUSSIA, "2020-10-01"), holds("r2", troops, "2020-10-01"))
    assert [(one.status, one.rivals) for one in one_side.values()] == [("standing", ())]


def test_rebels_and_the_state_that_they_fight_are_two_sides() -> None:
    found = states_of(holds("r1", AZERBAIJAN, "2020-10-01"), holds("r2", REBELS, "2020-10-01"))
    assert {name: one.status for name, one in found.items()} == {"Azerbaijan": "disputed", "rebels": "disputed"}


def test_what_surely_came_later_is_no_dispute() -> None:
    found = states_of(took("r1", ARMENIA, "1994", "2020-10-01"), took("r2", AZERBAIJAN, "2023-09", "2023-10-04"))
    assert (found["Armenia"].status, found["Armenia"].until.date.edtf) == ("ended", "2023-09")
    assert found["Armenia"].closed_by == found["Azerbaijan"].opened_by
    assert (found["Azerbaijan"].status, found["Azerbaijan"].rivals) == ("standing", ())


def test_the_last_day_it_was_told_bounds_when_it_passed() -> None:
    third = holds("r2", AZERBAIJAN, "2023-10-04")
    found = states_of(holds("r1", ARMENIA, "2020-10-01"), third)
    assert (found["Armenia"].status, found["Armenia"].until.date.edtf) == ("ended", "2020-10-01/2023-10-04")
    assert found["Armenia"].until.how == "inferred"


def test_of_two_sides_that_each_claim_a_place_the_last_word_settles_nothing() -> None:
    own_word = holds("r2", AZERBAIJAN, "2023-10-04", speakers=(OWN, AZERI))
    found = states_of(holds("r1", ARMENIA, "2020-10-01"), own_word)
    assert {one.status for one in found.values()} == {"disputed"}


def test_a_report_that_upholds_the_earlier_holder_disputes_the_later_one() -> None:
    found = states_of(
        took("r1", ARMENIA, "1994", "2020-10-01"),
        took("r2", AZERBAIJAN, "2023-09", "2023-10-04"),
        holds("r3", ARMENIA, "2023-11-01"),
    )
    assert {one.status for one in found.values()} == {"disputed"}
    looking_back = states_of(
        took("r1", ARMENIA, "1994", "2020-10-01"),
        took("r2", AZERBAIJAN, "2023-09", "2023-10-04"),
        [*took("r3", AZERBAIJAN, "2023-09", "2023-11-01"), *holds("r3", ARMENIA, "2023-11-01")],
    )
    assert looking_back["Armenia"].status == "ended"


def test_an_allegation_is_told_beside_what_stands_and_does_not_dispute_it() -> None:
    alleged = took("r2", AZERBAIJAN, "", "2020-10-02", stance="alleges", speakers=(OWN, SPOKESMAN))
    found = states_of(holds("r1", ARMENIA, "2020-10-03"), alleged)
    assert {name: one.status for name, one in found.items()} == {"Armenia": "standing", "Azerbaijan": "alleged"}
    assert found["Armenia"].rivals == (found["Azerbaijan"].id,)


def test_as_of_a_day_before_it_passed_the_earlier_holder_stands() -> None:
    groups = took("r1", ARMENIA, "1994", "2020-10-01"), took("r2", AZERBAIJAN, "2023-09", "2023-10-04")
    assert {name: one.status for name, one in states_of(*groups, as_of="2022-06-01").items()} == {"Armenia": "standing"}
    assert {name: one.status for name, one in states_of(*groups, as_of="2024-01-01").items()} == {
        "Azerbaijan": "standing"
    }


def took_office(report: str, person: Actor, when: str, what: str = "prime minister") -> list[Claim]:
    key = f"office|{person.id}"
    return [
        event(report, 0, type="COOPERATE", mode="", when=on(when), known="2022-01-01"),
        state(report, 0, kind="office", key=key, who=(part(person),), what=what, since=on(when), known="2022-01-01"),
    ]


def test_a_successor_ends_the_office_of_who_held_it() -> None:
    found = states_of(took_office("r1", ANN, "2018-05"), took_office("r2", BEN, "2021-06", "the new prime minister"))
    assert (found["Ann A."].status, found["Ann A."].until.date.edtf) == ("ended", "2021-06")
    assert found["Ben B."].status == "standing"


def test_two_holders_of_one_office_are_disputed_and_two_ministers_are_not() -> None:
    both = states_of(took_office("r1", ANN, "2021-06", "president"), took_office("r2", BEN, "2021-06", "president"))
    assert {one.status for one in both.values()} == {"disputed"}
    many = states_of(took_office("r1", ANN, "2021-06", "minister"), took_office("r2", BEN, "2021-06", "minister"))
    assert {one.status for one in many.values()} == {"standing"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [("The acting president", "president"), ("defence minister", "defence minister"), ("ambassador", ""), ("", "")],
)
def test_an_office_is_compared_without_its_articles(words: str, expected: str) -> None:
    assert office_words(words) == expected


def test_last_confirmed_is_the_last_day_a_report_told_that_it_stood() -> None:
    told = [*holds("r1", ARMENIA, "2020-10-01"), *holds("r2", ARMENIA, "2022-05"), *holds("r3", ARMENIA, "")]
    assert states_of(told)["Armenia"].confirmed.edtf == "2022-05"
    alleged = holds("r4", ARMENIA, "2023-01-01", stance="alleges")
    denied = holds("r5", ARMENIA, "2023-02-01", stance="denies", speakers=(OWN, SPOKESMAN))
    assert states_of(told, alleged, denied)["Armenia"].confirmed.edtf == "2022-05"


def test_what_is_told_after_its_end_confirms_nothing() -> None:
    after = holds("r3", ARMENIA, "2023-10-04")
    closing = [
        event("r2", 0, type="RETREAT", when=on("2023-09-20"), known="2023-09-21"),
        state(
            "r2", 0, kind="control", change="closes", key=f"control|{REGION.id}", who=(part(ARMENIA),),
            where=at(REGION), until=on("2023-09-20"), known="2023-09-21",
        ),
    ]  # fmt: skip
    found = states_of(holds("r1", ARMENIA, "2020-10-01"), closing, after)["Armenia"]
    assert (found.status, found.confirmed.edtf) == ("ended", "2020-10-01")


def test_a_plan_or_an_allegation_is_never_confirmed() -> None:
    planned = [
        event("r1", 0, status="planned", known="2020-10-01"),
        state("r1", 0, status="planned", known="2020-10-01", who=(part(RUSSIA),), where=at(CAPITAL)),
    ]
    assert states_of(planned)["Russia"].confirmed.edtf == ""
