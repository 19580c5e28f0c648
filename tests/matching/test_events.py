"""Which mentions of different reports are one event, and which never are."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from chancery.matching.events import judge
from chancery.terms import (
    Actor,
    Claim,
    Dated,
    EventContent,
    Link,
    Located,
    PartialDate,
    Participant,
    Place,
    Span,
    Speaker,
    content_id,
)

RUSSIA = Actor("country:RUS", "Russia", "country", "RUS", "GOV")
PEACEKEEPERS = Actor("group:RUS:MIL:peacekeeper", "Russian peacekeepers", "group", "RUS", "MIL")
TURKEY = Actor("country:TUR", "Turkey", "country", "TUR", "MIL")
KARABAKH = Place("place:nagorno-karabakh", "Nagorno-Karabakh", "AZE", precision="region")
IDLIB = Place("place:idlib", "Idlib", "SYR", precision="region")


def claim(
    report: str,
    *,
    actor: Actor = PEACEKEEPERS,
    date: str = "2024-04-17",
    place: Place | None = KARABAKH,
    mode: str = "withdraw",
    status: str = "happened",
    at: int = 10,
    links: tuple[Link, ...] = (),
) -> Claim:
    trigger = Span(at, at + 8)
    content = EventContent(
        "RETREAT",
        mode,
        (),
        "0874",
        8.0,
        status,
        actors=(Participant(actor, actor.name, Span(0, 5)),),
        place=Located(place, place.name) if place else None,
        when=Dated(PartialDate.parse(date), "stated" if date else "unknown"),
        links=links,
    )
    words = "x" * 10 + "withdrew" + "x" * 40
    return Claim(
        content_id("c", report, at, repr(content)),
        content_id("m", report, at),
        report,
        "event",
        Span(at - 10, at + 48),
        trigger,
        words,
        "body",
        (Speaker(),),
        "asserts",
        content,
    )


def verdicts(*claims: Claim) -> list[str]:
    return [judgement.verdict for judgement in judge(claims)]


def test_same_act_on_the_same_day_is_one_event() -> None:
    assert verdicts(claim("r1"), claim("r2")) == ["same"]


def test_a_part_of_the_actor_can_be_the_actor() -> None:
    assert verdicts(claim("r1"), claim("r2", actor=RUSSIA)) == ["same"]


def test_reports_a_day_apart_can_tell_of_one_event() -> None:
    assert verdicts(claim("r1"), claim("r2", date="2024-04-18")) == ["same"]


def test_other_dates_actors_places_and_modes_keep_events_apart() -> None:
    assert verdicts(claim("r1"), claim("r2", date="2020-11-10")) == ["different"]
    assert verdicts(claim("r1"), claim("r2", mode="ceasefire")) == ["different"]
    assert verdicts(claim("r1"), claim("r2", place=IDLIB)) == ["different"]
    assert verdicts(claim("r1"), claim("r2", actor=TURKEY, place=None)) in ([], ["different"])


def test_a_plan_without_a_date_is_not_the_act() -> None:
    assert verdicts(claim("r1"), claim("r2", date="", status="planned", place=None)) == []


def test_restatements_follow_what_coding_says() -> None:
    first = claim("r1")
    again = claim("r1", at=100, date="", place=None, links=(Link("same", first.trigger, "refers back"),))
    assert [judgement.reason for judgement in judge([first, again])] == ["restated in the report: refers back"]


def test_order_of_claims_changes_nothing() -> None:
    claims = [claim("r1"), claim("r2", date="2024-04-18"), claim("r3", date="2020-11-10"), claim("r3", at=90)]
    expected = judge(claims)
    assert all(judge(list(order)) == expected for order in permutations(claims))


def test_other_kinds_of_claims_are_left_alone() -> None:
    assert judge([replace(claim("r1"), kind="opinion"), replace(claim("r2"), kind="opinion")]) == []
