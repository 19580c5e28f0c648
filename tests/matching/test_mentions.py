"""Phrases of a reading resolved to actors and places, on parses made by hand."""

from __future__ import annotations

from chancery.matching.mentions import resolve_mentions
from chancery.terms import ActorMention, CorefMention, PlaceMention, Reading
from tests.matching.parsed import reading_of

PESKOV = """
Kremlin PROPN 2 compound
spokesman NOUN 5 nsubj
Dmitry PROPN 2 flat|PER
Peskov PROPN 3 flat|PER
confirmed VERB 0 root
it PRON 5 obj
. PUNCT 5 punct
"""
HAJIYEV = """
Rauf PROPN 11 nsubj|PER
Mammadli PROPN 1 flat|PER
, PUNCT 6 punct
a DET 6 det
policy NOUN 6 compound
adviser NOUN 1 appos
to ADP 9 case
the DET 9 det
Azerbaijani ADJ 6 nmod
, PUNCT 6 punct
spoke VERB 0 root
. PUNCT 11 punct
"""
MINISTER = """
Minister PROPN 6 nsubj|PER
of ADP 3 case|PER
Information PROPN 1 nmod|PER
Moammar PROPN 1 flat|PER
al-Eryani PROPN 4 flat|PER
spoke VERB 0 root
. PUNCT 6 punct
"""
FORCES = """
fighting NOUN 0 root
between ADP 6 case
Azerbaijani ADJ 6 amod
and CCONJ 5 cc
ethnic ADJ 6 amod
forces NOUN 1 nmod
. PUNCT 1 punct
"""


def actors(reading: Reading, sentence: int = 0) -> list[ActorMention]:
    return [mention for mention in reading.actors if mention.sentence == sentence]


def places(reading: Reading, sentence: int = 0) -> list[PlaceMention]:
    return [mention for mention in reading.places if mention.sentence == sentence]


def brief(mentions: list[ActorMention]) -> list[tuple[str, str, str]]:
    return [(mention.text, mention.actor.country, mention.actor.sector) for mention in mentions]


def test_a_title_belongs_to_the_person() -> None:
    found = actors(resolve_mentions(reading_of(PESKOV)))
    assert brief(found) == [("Kremlin spokesman Dmitry Peskov", "RUS", "GOV")]
    assert found[0].head == 1
    assert found[0].actor.id == "person:dmitry-peskov"


def test_the_complement_of_a_title_is_no_part_of_the_name() -> None:
    found = actors(resolve_mentions(reading_of(MINISTER)))
    assert [mention.actor.id for mention in found] == ["person:moammar-al-eryani"]


def test_an_apposition_tells_country_and_sector() -> None:
    found = actors(resolve_mentions(reading_of(HAJIYEV)))
    assert ("Rauf Mammadli", "AZE", "GOV") in brief(found)


def test_spans_hold_their_text() -> None:
    reading = resolve_mentions(reading_of(PESKOV, HAJIYEV, FORCES))
    found: list[ActorMention | PlaceMention] = [*reading.actors, *reading.places]
    for mention in found:
        assert mention.span.cut(reading.report.text) == mention.text
        token = reading.sentences[mention.sentence].tokens[mention.head]
        assert mention.span.start <= token.start < mention.span.end


def test_joined_adjectives_are_two_actors_with_one_head() -> None:
    lines = FORCES.replace("ethnic ADJ 6 amod", "ethnic ADJ 6 amod\nArmenian ADJ 7 amod").replace("6 case", "7 case")
    lines = lines.replace("Azerbaijani ADJ 6 amod", "Azerbaijani ADJ 7 amod").replace("5 cc", "6 cc")
    lines = lines.replace("ethnic ADJ 6 amod", "ethnic ADJ 7 amod")
    found = [one for one in actors(resolve_mentions(reading_of(lines))) if one.actor.kind == "group"]
    assert [(one.head, one.actor.country, one.actor.sector, one.actor.ethnicity) for one in found] == [
        (6, "AZE", "MIL", ""),
        (6, "", "MIL", "Armenian"),
    ]


def test_a_capital_that_speaks_is_its_government_and_one_lived_in_is_a_place() -> None:
    acting = """
Moscow PROPN 2 nsubj|LOC
urged VERB 0 root
Baku PROPN 2 obj|LOC
. PUNCT 2 punct
"""
    lived = """
Farmers NOUN 2 nsubj
rallied VERB 0 root
in ADP 4 case
Moscow PROPN 2 obl|LOC
. PUNCT 2 punct
"""
    reading = resolve_mentions(reading_of(acting, lived))
    assert brief(actors(reading, 0)) == [("Moscow", "RUS", "GOV"), ("Baku", "AZE", "GOV")]
    assert {place.how for place in places(reading, 0)} == {"acting"}
    assert brief(actors(reading, 1)) == [("Farmers", "RUS", "CVL")]
    assert [(place.text, place.place.country) for place in places(reading, 1)] == [("Moscow", "RUS")]


def test_the_two_countries_are_the_two_named_before() -> None:
    lines = """
Armenia PROPN 2 nsubj|LOC
met VERB 0 root
Georgia PROPN 2 obj|LOC
as SCONJ 8 mark
the DET 7 det
two NUM 7 nummod
countries NOUN 8 nsubj
agreed VERB 2 advcl
. PUNCT 2 punct
"""
    found = [one for one in actors(resolve_mentions(reading_of(lines))) if one.how == "coreference"]
    assert [one.actor.id for one in found] == ["country:ARM", "country:GEO"]
    assert {one.head for one in found} == {6}


def test_a_pronoun_gets_the_actor_of_its_chain() -> None:
    later = """
He PRON 2 nsubj
left VERB 0 root
. PUNCT 2 punct
"""
    reading = reading_of(PESKOV, later)
    first, second = reading.sentences
    reading.coreference = [
        (
            CorefMention(first.tokens[0].start, first.tokens[3].end, 0, 1),
            CorefMention(second.tokens[0].start, second.tokens[0].end, 1, 0),
        )
    ]
    found = actors(resolve_mentions(reading), 1)
    assert [(one.actor.id, one.how) for one in found] == [("person:dmitry-peskov", "coreference")]


def test_the_region_points_to_the_region_named_before() -> None:
    first = """
Troops NOUN 2 nsubj
left VERB 0 root
Nagorno PROPN 2 obj|LOC
- PUNCT 5 punct
Karabakh PROPN 3 flat|+PER
. PUNCT 2 punct
"""
    second = """
Nobody PRON 2 nsubj
entered VERB 0 root
the DET 4 det
region NOUN 2 obj
. PUNCT 2 punct
"""
    reading = resolve_mentions(reading_of(first, second))
    assert [(one.text, one.place.country) for one in places(reading, 0)] == [("Nagorno-Karabakh", "AZE")]
    assert [(one.text, one.place.name) for one in places(reading, 1)] == [("the region", "Nagorno-Karabakh")]
    assert not [one for one in reading.actors if one.actor.kind == "person"]


def test_a_person_is_no_place_and_an_event_is_no_actor() -> None:
    lines = """
Denzel PROPN 3 nsubj|PER
Washington PROPN 1 flat|PER
praised VERB 0 root
the DET 7 det
Paris PROPN 6 compound|OTH
Agreement PROPN 3 obj|OTH
. PUNCT 3 punct
"""
    reading = resolve_mentions(reading_of(lines))
    assert brief(actors(reading)) == [("Denzel Washington", "", "")]
    assert places(reading) == []


def test_unknown_stays_unknown() -> None:
    lines = """
Two NUM 2 nummod
officials NOUN 3 nsubj
said VERB 0 root
no INTJ 3 obj
. PUNCT 3 punct
"""
    (found,) = actors(resolve_mentions(reading_of(lines)))
    assert (found.actor.country, found.actor.sector, found.named) == ("", "GOV", False)


def test_the_same_reading_gives_the_same_mentions() -> None:
    once, twice = resolve_mentions(reading_of(PESKOV, HAJIYEV)), resolve_mentions(reading_of(PESKOV, HAJIYEV))
    assert once.actors == twice.actors
    assert once.places == twice.places


SHE_IS = """
They PRON 2 nsubj
said VERB 0 root
she PRON 6 nsubj
's AUX 6 cop
a DET 6 det
soldier NOUN 2 ccomp
. PUNCT 2 punct
"""


def test_a_noun_that_is_its_clause_does_not_take_the_clause_along() -> None:
    reading = resolve_mentions(reading_of(SHE_IS))
    text = reading.report.text
    assert "a soldier" in [text[one.span.start : one.span.end] for one in reading.actors]
