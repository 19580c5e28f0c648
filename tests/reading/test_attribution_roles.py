"""Who says what where the reading model's roles tell it, and where one word is set beside another's."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chancery.reading.attribution import find_attributions
from chancery.terms import Reading
from chancery.terms.readings import Argument
from tests.reading.parses import reading_of, said

RULED_ON = """
Judges judge NOUN NNS 2 nsubj
doubted doubt VERB VBD 0 root
on on ADP IN 5 case
two two NUM CD 5 nummod
grounds ground NOUN NNS 2 obl
the the DET DT 7 det
deal deal NOUN NN 5 dep
_. . PUNCT . 2 punct
"""

ANGERED = """
The the DET DT 2 det
deal deal NOUN NN 3 nsubj
angered anger VERB VBD 0 root
voters voter NOUN NNS 3 obj
_. . PUNCT . 3 punct
"""

ADDING = """
She she PRON PRP 2 nsubj
said say VERB VBD 0 root
it it PRON PRP 4 nsubj
rained rain VERB VBD 2 ccomp
_, , PUNCT , 6 punct
adding add VERB VBG 4 advcl
that that SCONJ IN 9 mark
nobody nobody PRON NN 9 nsubj
left leave VERB VBD 6 ccomp
_. . PUNCT . 2 punct
"""

WHILE = """
She she PRON PRP 2 nsubj
said say VERB VBD 0 root
it it PRON PRP 4 nsubj
rained rain VERB VBD 2 ccomp
_, , PUNCT , 8 punct
while while SCONJ IN 8 mark
he he PRON PRP 8 nsubj
said say VERB VBD 4 advcl
nobody nobody PRON NN 10 nsubj
left leave VERB VBD 8 ccomp
_. . PUNCT . 2 punct
"""

PLAN_TO_SUPPORT = """
The the DET DT 2 det
plan plan NOUN NN 5 nsubj
to to PART TO 4 mark
support support VERB VB 2 acl
failed fail VERB VBD 0 root
_. . PUNCT . 5 punct
"""

SAID_TODAY = """
She she PRON PRP 2 nsubj
said say VERB VBD 0 root
late late ADJ JJ 4 amod
Friday Friday PROPN NNP 2 obl:unmarked
that that SCONJ IN 7 mark
troops troop NOUN NNS 7 nsubj
left leave VERB VBD 2 ccomp
_. . PUNCT . 2 punct
"""


def with_arguments(reading: Reading, lemma: str, *arguments: tuple[str, int, int]) -> Reading:
    """The same reading with roles (name, first, last token) at the predicate of that lemma, attributions found anew."""
    tokens = reading.sentences[0].tokens
    given_roles = tuple(Argument(role, tokens[i].start, tokens[j].end, i, j) for role, i, j in arguments)
    reading.predicates = [replace(p, arguments=given_roles) if p.lemma == lemma else p for p in reading.predicates]
    reading.attributions = find_attributions(reading)
    return reading


def kinds(reading: Reading) -> list[tuple[str, str]]:
    return [(one.kind, one.rule) for one in reading.attributions]


def test_a_role_gives_the_content_that_the_parse_lacks() -> None:
    reading = reading_of(RULED_ON)
    assert said(reading) == []
    reading = with_arguments(reading, "doubt", ("ARG0", 0, 0), ("ARG1", 5, 6))
    assert said(reading) == [("Judges", "doubted", "opines", ["the deal"])]
    assert kinds(reading) == [("attitude", "argument")]


def test_a_role_gives_the_source_that_the_parse_lacks() -> None:
    reading = reading_of(RULED_ON.replace("2 nsubj", "2 dep", 1))
    assert said(reading) == []
    reading = with_arguments(reading, "doubt", ("ARG0", 0, 0), ("ARG1", 5, 6))
    assert said(reading) == [("Judges", "doubted", "opines", ["the deal"])]


def test_a_role_before_the_cue_is_no_content() -> None:
    assert said(with_arguments(reading_of(RULED_ON), "doubt", ("ARG1", 0, 0))) == []


def test_who_feels_is_not_what_is_felt() -> None:
    before = said(reading_of(ANGERED))
    assert before == [("voters", "angered", "opines", ["The deal"])]
    assert said(with_arguments(reading_of(ANGERED), "anger", ("ARG0", 0, 1), ("ARG1", 3, 3))) == before


@given(st.integers(0, 6), st.integers(0, 6), st.sampled_from(["ARG0", "ARG1", "ARG2", "ARGM-TMP"]))
def test_roles_never_give_anybody_s_word(first: int, last: int, role: str) -> None:
    """Whose word an event is rests on the parse and the quotation marks alone."""
    reading = reading_of(RULED_ON)
    before = [one for one in reading.attributions if one.kind == "said"]
    after = with_arguments(reading, "doubt", (role, min(first, last), max(first, last)))
    assert [one for one in after.attributions if one.kind == "said"] == before


def test_a_participle_that_says_on_stands_beside() -> None:
    assert said(reading_of(ADDING)) == [
        ("She", "said", "asserts", ["it rained"]),
        ("She", "adding", "asserts", ["that nobody left"]),
    ]


def test_another_s_word_set_against_it_is_not_part_of_it() -> None:
    assert said(reading_of(WHILE)) == [
        ("She", "said", "asserts", ["it rained"]),
        ("he", "said", "asserts", ["nobody left"]),
    ]


def test_what_a_thing_is_for_is_no_attitude() -> None:
    assert said(with_arguments(reading_of(PLAN_TO_SUPPORT), "support", ("ARG0", 0, 1), ("ARG1", 4, 4))) == []


def test_a_time_against_the_cue_belongs_to_its_phrase() -> None:
    reading = reading_of(SAID_TODAY, times=["late Friday"])
    (one,) = reading.attributions
    assert one.cue_phrase is not None
    assert (one.cue.cut(reading.report.text), one.cue_phrase.cut(reading.report.text)) == ("said", "said late Friday")
