"""Sentences from events and states: the right verb, number, tense, hedge and attribution."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import dossier as d
import pytest

from chancery.terms import Event, Snapshot, State
from chancery.views.standing import StateWording
from chancery.views.topics import shortened
from chancery.views.wording import Wording, finished


@pytest.fixture(scope="module")
def wording() -> Wording:
    return Wording(d.SNAPSHOT)


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (
            d.E_LEAVING,
            "Russian peacekeepers are withdrawing from Nagorno-Karabakh (2024, on or before a Wednesday); "
            "Dmitry Peskov (Kremlin spokesman) confirms it.",
        ),
        (
            d.E_ACCORD,
            "Russia and Azerbaijan have signed an agreement (“pull-out accord”), according to Hikmet Hajiyev "
            "(presidential adviser); officials in Baku deny it.",
        ),
        (d.E_SENT, "Russia sent troops to Nagorno-Karabakh in November 2020."),
        (d.E_RECAPTURED, "Azerbaijan retook Nagorno-Karabakh by force in September 2023."),
        (
            d.E_FLED,
            "Between some 100,000 and more than 120,000 ethnic Armenians fled Nagorno-Karabakh in September 2023 (some "
            "100,000 according to Northern Wire; more than 120,000 according to The <Evening> Paper) (cause inferred: "
            "Azerbaijan).",
        ),
        (d.E_DETAINED, "Several separatist leaders were detained (September 2023 or later)."),
        (d.E_FROZEN, "Armenia has frozen ties with the Collective Security Treaty Organization (“in effect”)."),
        (d.E_PLEDGED, "The European Union and the United States have promised “economic support for Armenia”."),
        (
            d.E_CRITICISED,
            "Russia has criticised the European Union and the United States, in the words “a new dividing line”.",
        ),
        (
            d.E_GENOCIDE,
            "Azerbaijan is alleged to have committed genocide against ethnic Armenians, according to a rights group.",
        ),
        (d.E_TOLD, "A rights group has accused Azerbaijan before the International Criminal Court."),
        (d.E_CALLS, "A call for “humanitarian relief for those who stayed” has been made."),
    ],
)
def test_events_as_sentences(wording: Wording, event: Event, sentence: str) -> None:
    assert wording.sentence(event) == sentence


def test_an_adverb_that_hedges_stands_at_its_verb(wording: Wording) -> None:
    hedged = replace(d.E_FROZEN, hedge="effectively")
    assert "has effectively frozen ties with" in wording.sentence(hedged)


@pytest.mark.parametrize("status", ["planned", "alleged", "denied", "hypothetical", "demanded"])
def test_what_did_not_surely_happen_is_never_told_as_fact(wording: Wording, status: str) -> None:
    told = wording.clause(replace(d.E_RECAPTURED, status=status))
    assert "retook" not in told
    assert any(word in told for word in ("planned to", "plans to", "alleged", "not", "may", "called on"))


def test_a_denial_names_who_denies(wording: Wording) -> None:
    denied = replace(d.E_ACCORD, status="denied", claims=(d.ACCORD[1].id,))
    assert wording.sentence(denied).startswith("Officials in Baku deny that Russia and Azerbaijan ")


def test_an_event_without_parties_quotes_the_report(wording: Wording) -> None:
    bare = replace(d.E_DETAINED, recipients=(), place=None)
    assert wording.clause(bare).startswith("“")
    assert "separatist leaders were detained" in wording.clause(bare)


def test_one_doer_and_several_agree_with_their_verb(wording: Wording) -> None:
    both = replace(d.E_FROZEN, actors=(d.party(d.ARMENIA), d.party(d.AZERBAIJAN)))
    assert wording.clause(both).startswith("Armenia and Azerbaijan have ")
    assert wording.clause(d.E_FROZEN).startswith("Armenia has ")


def test_an_inferred_doer_is_told_as_inferred(wording: Wording) -> None:
    inferred = replace(d.E_RECAPTURED, actors=(d.party(d.AZERBAIJAN, how="inferred"),))
    assert "inferred" in wording.clause(inferred)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (
            "agreement",
            "An agreement between Russia and Azerbaijan (“pull-out accord”) stands; "
            "this is disputed: officials in Baku deny it.",
        ),
        ("control", "Azerbaijan has controlled Nagorno-Karabakh since September 2023."),
        (
            "presence",
            "Russian peacekeepers have been present in Nagorno-Karabakh since November 2020; "
            "this presence is ending (2024, on or before a Wednesday).",
        ),
        (
            "displacement",
            "Some 100,000 ethnic Armenians have been displaced from Nagorno-Karabakh since September 2023.",
        ),
        (
            "custody",
            "Several separatist leaders have been in custody since September 2023 or later; "
            "who holds them is not stated.",
        ),
        (
            "membership",
            "Armenia’s membership of the Collective Security Treaty Organization is suspended (“in effect”).",
        ),
        ("hostilities", "Hostilities between Azerbaijan and ethnic Armenians ended in November 2020."),
        ("demand", "A demand for “humanitarian relief” stands; who makes it is not stated."),
    ],
)
def test_states_as_sentences(wording: Wording, kind: str, sentence: str) -> None:
    state = next(one for one in d.STATES if one.kind == kind)
    assert StateWording(wording).sentence(state) == sentence


def test_a_change_tells_how_long_the_state_had_stood(wording: Wording) -> None:
    presence = next(one for one in d.STATES if one.kind == "presence")
    assert StateWording(wording).change(presence) == (
        "The presence of Russian peacekeepers in Nagorno-Karabakh, which began in November 2020, is ending "
        "(2024, on or before a Wednesday) after more than three years."
    )


@pytest.mark.parametrize("kind", [one.kind for one in d.STATES])
@pytest.mark.parametrize("status", ["standing", "ending", "ended", "suspended", "planned", "alleged", "disputed"])
def test_every_kind_of_state_can_be_told_bare_and_full(wording: Wording, kind: str, status: str) -> None:
    state = replace(next(one for one in d.STATES if one.kind == kind), status=status)
    empty: State = replace(
        state, who=(), by=(), to=(), others=(), where=None, what="", since=d.on(""), until=d.on(""), quantities=()
    )
    for one in (state, empty):
        for text in (StateWording(wording).sentence(one), StateWording(wording).change(one) or "None."):
            assert text[0].isupper() or not text[0].isalpha()
            assert text.endswith(".")
            assert "  " not in text
            assert "None " not in text


def test_a_record_without_reports_still_speaks() -> None:
    empty = Snapshot({}, {}, (d.E_SENT,), ())
    assert Wording(empty).sentence(d.E_SENT).startswith("Russia ")


def test_long_sentences_are_cut_around_the_trigger() -> None:
    words = ", ".join(f"part {number} of a sentence that goes on" for number in range(20))
    cut = shortened(words, around=words.index("part 12"))
    assert len(cut) <= 260
    assert "part 12" in cut
    assert cut.endswith("…")
    assert finished("all is well.") == "All is well."


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"who": (), "not_stated": ("who",)},
            "Hostilities in Nagorno-Karabakh are under way; who fights is not stated.",
        ),
        (
            {"who": (d.party(d.AZERBAIJAN),), "not_stated": ("who",)},
            "Hostilities involving Azerbaijan in Nagorno-Karabakh are under way; against whom is not stated.",
        ),
        (
            {"who": (d.party(d.AZERBAIJAN), replace(d.party(d.ARMENIA), how="inferred"))},
            "Hostilities between Azerbaijan and Armenia (one side is inferred) in Nagorno-Karabakh are under way.",
        ),
        (
            {"who": tuple(replace(d.party(one), how="inferred") for one in (d.AZERBAIJAN, d.ARMENIA))},
            "Hostilities between Azerbaijan and Armenia (the sides are inferred) in Nagorno-Karabakh are under way.",
        ),
    ],
)
def test_sides_of_a_war_are_told_as_far_as_they_are_known(
    wording: Wording, fields: dict[str, Any], sentence: str
) -> None:
    war = next(one for one in d.STATES if one.kind == "hostilities")
    state = replace(war, status="standing", where=d.at(d.KARABAKH), until=d.on(""), **fields)
    assert StateWording(wording).sentence(state) == sentence
