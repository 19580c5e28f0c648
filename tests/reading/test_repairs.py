"""Mended parses, and what must stay as it is."""

from __future__ import annotations

from dataclasses import replace

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


SPEAKER = """
Zenda Zenda PROPN NNP 2 nsubj
freed free VERB VBD 0 root
captives captive NOUN NNS 2 obj
_, , PUNCT , 5 punct
said say VERB VBD 2 conj
Strelsau Strelsau PROPN NNP 2 obj
_. . PUNCT . 2 punct
"""

JOINED = """
war war NOUN NN 0 root
between between ADP IN 3 case
Zenda Zenda PROPN NNP 1 nmod
and and CCONJ CC 6 cc
ethnic ethnic ADJ JJ 6 amod
forces force NOUN NNS 1 nmod
"""

ASKED = """
calls call NOUN NNS 0 root
for for ADP IN 3 case
aid aid NOUN NN 1 nmod
and and CCONJ CC 6 cc
a a DET DT 6 det
mission mission NOUN NN 1 conj
"""


def test_a_speaker_may_stand_behind_the_verb() -> None:
    tokens = reading_of(SPEAKER).sentences[0].tokens
    mended = repaired(tokens)
    assert (mended[5].head, mended[5].deprel, mended[4].deprel) == (4, "nsubj", "parataxis")


def test_what_an_and_joins_is_a_conjunct() -> None:
    mended = repaired(reading_of(JOINED).sentences[0].tokens)
    assert (mended[5].head, mended[5].deprel) == (2, "conj")


def test_what_is_asked_for_is_joined_to_what_is_asked_for() -> None:
    mended = repaired(reading_of(ASKED).sentences[0].tokens)
    assert (mended[5].head, mended[5].deprel) == (2, "conj")


WEEKS = """
weeks week NOUN NNS 0 root
of of ADP IN 3 case
war war NOUN NN 1 nmod
between between ADP IN 5 case
Zenda Zenda PROPN NNP 1 nmod
and and CCONJ CC 7 cc
Strelsau Strelsau PROPN NNP 5 conj
"""


def test_a_war_and_not_its_weeks_is_between_two() -> None:
    mended = repaired(reading_of(WEEKS).sentences[0].tokens)
    assert (mended[4].head, mended[4].deprel) == (2, "nmod")


SAID = """
Zenda Zenda PROPN NNP 2 nsubj
attacked attack VERB VBD 6 ccomp
_, , PUNCT , 2 punct
the the DET DT 5 det
ministry ministry NOUN NN 2 nsubj
said say VERB VBD 0 root
"""


TORN = """
If if SCONJ IN 3 mark
Zenda Zenda PROPN NNP 3 compound
attacks attack VERB NNS 5 advcl
forces force VERB NNS 5 nsubj
answer answer VERB VBP 0 root
_. . PUNCT . 5 punct
"""


def test_a_word_tagged_noun_and_verb_is_what_its_place_makes_it() -> None:
    tokens = repaired(reading_of(TORN).sentences[0].tokens)
    assert [(tokens[at].upos, tokens[at].xpos) for at in (2, 3)] == [("VERB", "VBZ"), ("NOUN", "NNS")]
    assert tokens[1].deprel == "nsubj"


NOTING = """
growth growth NOUN NN 2 nsubj
slowed slow VERB VBD 0 root
_, , PUNCT , 5 punct
she she PRON PRP 5 nsubj
said say VERB VBD 2 parataxis
_, , PUNCT , 7 punct
noting note VERB VBG 2 advcl
losses loss NOUN NNS 7 obj
_. . PUNCT . 2 punct
"""


def test_a_participle_behind_a_verb_of_saying_is_the_speakers() -> None:
    tokens = repaired(reading_of(NOTING).sentences[0].tokens)
    assert tokens[6].head == 4


REACHED = """
truce truce NOUN NN 3 nsubj:pass
was be AUX VBD 3 aux:pass
reached reach VERB VBN 0 root
between between ADP IN 5 case
them they PRON PRP 3 obl:agent
by by ADP IN 7 case
envoys envoy NOUN NNS 3 obl:agent
_. . PUNCT . 3 punct
"""


def test_who_did_it_stands_behind_by() -> None:
    tokens = repaired(reading_of(REACHED).sentences[0].tokens)
    assert [tokens[at].deprel for at in (4, 6)] == ["obl", "obl:agent"]


def test_a_second_subject_of_what_is_said_is_who_said_it() -> None:
    mended = repaired(reading_of(SAID).sentences[0].tokens)
    assert (mended[4].head, mended[0].head) == (5, 1)


BROKERED = """
Zenda Zenda PROPN NNP 2 nsubj
agreed agree VERB VBD 0 root
to to ADP IN 5 case
a a DET DT 5 det
truce truce NOUN NN 6 compound
brokered broker VERB VBN 2 advcl
by by ADP IN 8 case
Strelsau Strelsau PROPN NNP 6 obl:agent
"""


def test_a_noun_before_its_participle_heads_the_phrase() -> None:
    mended = repaired(reading_of(BROKERED).sentences[0].tokens)
    assert (mended[4].head, mended[4].deprel) == (1, "obl")
    assert (mended[5].head, mended[5].deprel) == (4, "acl")


def test_conjuncts_in_a_circle_end() -> None:
    reading = reading_of(REPROACH, names=[("Orlova", "PER")])
    tokens = list(reading.sentences[0].tokens)
    object_at = next(at for at, token in enumerate(tokens) if token.deprel == "obj")
    other = object_at - 1
    tokens[object_at] = replace(tokens[object_at], deprel="conj", head=other)
    tokens[other] = replace(tokens[other], deprel="conj", head=object_at)
    assert len(repaired(tokens)) == len(tokens)


def test_a_phrase_with_an_article_right_after_a_verb_without_object_is_its_object() -> None:
    survived = """
    He he PRON PRP 2 nsubj
    survived survive VERB VBD 0 root
    the the DET DT 4 det
    attack attack NOUN NN 2 obl
    """
    assert roles(reading_of(survived), "survive")["patient"] == ["the attack"]
    lasted = survived.replace("attack attack", "week week").replace("survived survive", "lasted last")
    assert "patient" not in roles(reading_of(lasted), "last")


GOES_ON = """
They they PRON PRP 2 nsubj
said say VERB VBD 0 root
that that SCONJ IN 6 mark
Zenda Zenda PROPN NNP 6 nsubj
had have AUX VBD 6 aux
attacked attack VERB VBN 2 ccomp
_, , PUNCT , 9 punct
and and CCONJ CC 9 cc
reported report VERB VBD 6 conj
deaths death NOUN NNS 9 obj
"""


def test_who_said_it_also_reported_it() -> None:
    mended = repaired(reading_of(GOES_ON).sentences[0].tokens)
    assert mended[8].head == 1
    reading = reading_of(GOES_ON)
    assert roles(reading, "report")["agent"] == ["They"]
    assert roles(reading, "attack") == {"agent": ["Zenda"]}


def test_a_second_verb_of_what_was_said_stays_there() -> None:
    without_comma = GOES_ON.replace("_, , PUNCT , 9 punct", "town town NOUN NN 6 obj")
    with_subject = GOES_ON.replace("deaths death NOUN NNS 9 obj", "they they PRON PRP 9 nsubj")
    for sentence in (without_comma, with_subject):
        assert repaired(reading_of(sentence).sentences[0].tokens)[8].head == 5


AMONG = """
people people NOUN NNS 0 root
killed kill VERB VBN 1 acl
_, , PUNCT , 7 punct
among among ADP IN 5 case
them they PRON PRP 1 nmod
ten ten NUM CD 7 nummod
civilians civilian NOUN NNS 2 obj
_, , PUNCT , 11 punct
and and CCONJ CC 11 cc
400 400 NUM CD 11 nummod
wounded wound VERB JJ 7 conj
"""


def test_a_part_of_those_counted_is_no_second_object() -> None:
    mended = repaired(reading_of(AMONG).sentences[0].tokens)
    assert (mended[6].head, mended[6].deprel) == (0, "appos")
    assert mended[10].head == 0


def test_what_stands_above_those_counted_is_not_hung_below_them() -> None:
    ring = AMONG.replace("people people NOUN NNS 0 root", "people people NOUN NNS 7 compound").replace(
        "killed kill VERB VBN 1 acl", "killed kill VERB VBN 0 root"
    )
    tokens = repaired(reading_of(ring).sentences[0].tokens)
    assert (tokens[6].head, tokens[6].deprel) == (1, "obj")


NAMES = """
President President PROPN NNP 2 nmod:desc
Orlova Orlova PROPN NNP 0 root
_, , PUNCT , 4 punct
Lim Lim PROPN NNP 2 appos
and and CCONJ CC 6 cc
Rey Rey PROPN NNP 2 conj
"""


def test_the_second_of_three_names_is_none_of_the_first() -> None:
    assert repaired(reading_of(NAMES).sentences[0].tokens)[3].deprel == "conj"
    closed = NAMES.replace("and and CCONJ CC 6 cc", "_, , PUNCT , 7 punct\nand and CCONJ CC 7 cc")
    assert repaired(reading_of(closed).sentences[0].tokens)[3].deprel == "appos"
