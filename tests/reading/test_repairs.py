"""Mended parses, and what must stay as it is."""

from __future__ import annotations

from hypothesis import given

from chancery.reading.repairs import repaired
from chancery.terms import Reading
from tests.reading.parses import predicate, reading_of, roles
from tests.reading.test_layers import _parses as any_parses
from tests.reading.test_roles import BEGUN, BLAMED, DEAL, PASSIVE

EXODUS = """
Bombs bomb NOUN NNS 2 nsubj
caused cause VERB VBD 0 root
an a DET DT 4 det
exodus exodus NOUN NN 2 obj
of of ADP IN 6 case
villagers villager NOUN NNS 4 nmod
and and CCONJ CC 9 cc
the the DET DT 9 det
arrest arrest NOUN NN 6 conj
of of ADP IN 11 case
elders elder NOUN NNS 9 nmod
_. . PUNCT . 2 punct
"""

REPROACH = """
Orlova Orlova PROPN NNP 2 nsubj
accused accuse VERB VBD 0 root
the the DET DT 4 det
army army NOUN NN 2 obj
of of SCONJ IN 6 mark
killing kill VERB VBG 4 acl
civilians civilian NOUN NNS 6 obj
_. . PUNCT . 2 punct
"""

TITLE = """
Foreign foreign ADJ JJ 2 amod
analyst analyst NOUN NN 5 nsubj
Anna Anna PROPN NNP 5 nsubj
Orlova Orlova PROPN NNP 3 flat
resigned resign VERB VBD 0 root
_. . PUNCT . 5 punct
"""

MARKS = """
Withdrawal withdrawal NOUN NN 2 compound
marks mark VERB VBZ 0 root
shift shift NOUN NN 2 obj
"""


def test_an_event_is_no_victim() -> None:
    reading = reading_of(EXODUS)
    assert roles(reading, "exodus") == {"agent": ["villagers"]}
    assert roles(reading, "arrest") == {"patient": ["elders"]}
    assert roles(reading, "cause")["patient"] == ["an exodus of villagers", "the arrest of elders"]


def test_a_reproach_is_about_its_object() -> None:
    reading = reading_of(REPROACH, names=[("Orlova", "PER")])
    assert roles(reading, "kill") == {"agent": ["the army"], "patient": ["civilians"]}
    assert predicate(reading, "kill").factuality < 3


def test_a_title_beside_a_name_and_a_noun_before_its_verb() -> None:
    assert roles(reading_of(TITLE), "resign") == {"agent": ["Foreign analyst Anna Orlova"]}
    assert roles(reading_of(MARKS), "mark")["agent"] == ["Withdrawal"]


def test_sound_parses_stay() -> None:
    for sentence in reading_of(BEGUN, PASSIVE, DEAL, BLAMED).sentences:
        assert repaired(sentence.tokens) == sentence.tokens


@given(any_parses())
def test_words_and_their_number_stay(reading: Reading) -> None:
    before = reading.sentences[0].tokens
    after = repaired(before)
    assert [(t.start, t.end, t.text, t.upos) for t in after] == [(t.start, t.end, t.text, t.upos) for t in before]
    assert all(-1 <= token.head < len(after) for token in after)
