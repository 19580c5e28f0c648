"""Parties that the roles of a predicate do not give: who they are, that they are marked as inferred, and from what."""

from __future__ import annotations

import pytest

from chancery import intake
from chancery.terms import Event, Participant, Report
from tests.acceptance.running import code_report

#: Sentence, type of the event, and the countries of its actors and recipients.
CASES = [
    # whose the object is
    ("Iran criticised France's nuclear policy.", "ACCUSE", {"IRN"}, {"FRA"}),
    ("India rejected the bill approved by Pakistan.", "REJECT", {"IND"}, {"PAK"}),
    ("Protesters in Kenya called for President William Ruto's resignation.", "REQUEST", {"KEN"}, {"KEN"}),
    # the verb of doing, giving or undergoing that the noun stands with
    ("The Polish president issued a series of pardons.", "CONCEDE", {"POL"}, set()),
    ("Kenya's president granted Tanzania a pardon.", "CONCEDE", {"KEN"}, {"TZA"}),
    ("Serbia faces an investigation by the European Union.", "ACCUSE", {"EUR"}, {"SRB"}),
    ("Chile's president survived the attack.", "ASSAULT", set(), {"CHL"}),
    ("Hungary signed the treaty despite criticism by Germany.", "ACCUSE", {"DEU"}, {"HUN"}),
    # by-phrases further in, and who says "we"
    ("Turkey was condemned in a joint statement by Egypt and Greece.", "ACCUSE", {"EGY", "GRC"}, {"TUR"}),
    ('"We urge Israel to stop," said the Egyptian foreign minister.', "REQUEST", {"EGY"}, {"ISR"}),
    # the hall
    ("The former Bolivian minister was sentenced in a Bolivian court on Monday.", "COERCE", {"BOL"}, {"BOL"}),
    # the content
    ("A Brazilian judge ruled that the government's decree was unconstitutional.", "SANCTION", {"BRA"}, {"BRA"}),
    # the answer
    ("Georgia asked Russia to withdraw its troops, but Moscow refused.", "REJECT", {"RUS"}, {"GEO"}),
]
#: Sentences with the type of an event whose doer nobody names.
UNSAID = [
    ("The opposition leader was arrested on Monday.", "COERCE"),
    ("Chile's president survived the attack.", "ASSAULT"),
    ("The European Union spoke of reports that protesters in Georgia were beaten.", "ASSAULT"),
]


def events_of(text: str) -> list[Event]:
    report = intake.make_report(text, published="2024-05-15")
    assert isinstance(report, Report)
    return list(code_report(report).events)


def countries(parts: tuple[Participant, ...]) -> set[str]:
    return {part.actor.country for part in parts}


@pytest.mark.parametrize(("text", "kind", "actors", "recipients"), CASES, ids=[case[0][:40] for case in CASES])
def test_parties_are_found_around_the_predicate(text: str, kind: str, actors: set[str], recipients: set[str]) -> None:
    found = [event for event in events_of(text) if event.type == kind]
    assert [(countries(event.actors), countries(event.recipients)) for event in found] == [(actors, recipients)]


@pytest.mark.parametrize(("text", "kind"), UNSAID, ids=[case[0][:40] for case in UNSAID])
def test_nobody_is_made_up(text: str, kind: str) -> None:
    assert [event.actors for event in events_of(text) if event.type == kind] in ([()], [])


@pytest.mark.parametrize("text", [case[0] for case in CASES], ids=[case[0][:40] for case in CASES])
def test_an_inference_says_from_what_and_is_in_the_text(text: str) -> None:
    inferred = [
        part for event in events_of(text) for part in (*event.actors, *event.recipients) if part.how == "inferred"
    ]
    for part in inferred:
        assert part.why
        assert part.span is not None
        assert part.span.cut(text)


def test_a_party_that_is_stated_stays_stated() -> None:
    event = next(one for one in events_of("Iran criticised France's nuclear policy.") if one.type == "ACCUSE")
    assert [part.how for part in event.actors] == ["stated"]
    assert [(part.how, part.why) for part in event.recipients] == [("inferred", "whose policy it is about")]


def test_people_who_act_for_somebody_are_not_that_one() -> None:
    """ "Macron's campaign" is not the president: it keeps its own name, with the country of its owner."""
    found = [one for one in events_of("Emmanuel Macron's campaign accused Iran of lying.") if one.type == "ACCUSE"]
    assert [[(part.text, part.actor.kind, part.actor.country) for part in one.actors] for one in found] == [
        [("Emmanuel Macron's campaign", "group", "FRA")]
    ]
