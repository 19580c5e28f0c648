"""Who says what, over hand-written parses."""

from __future__ import annotations

from tests.reading.parses import reading_of, said

THAT = """
The the DET DT 2 det
envoy envoy NOUN NN 3 nsubj
confirmed confirm VERB VBD 0 root
that that SCONJ IN 6 mark
troops troop NOUN NNS 6 nsubj
left leave VERB VBD 3 ccomp
_. . PUNCT . 3 punct
"""

OBJECT = """
Ruritania Ruritania PROPN NNP 2 nsubj
denied deny VERB VBD 0 root
the the DET DT 4 det
attack attack NOUN NN 2 obj
_. . PUNCT . 2 punct
"""

INVERTED = """
_" " PUNCT `` 4 punct
_Nobody nobody PRON NN 4 nsubj
will will AUX MD 4 aux
leave leave VERB VB 8 ccomp
_, , PUNCT , 4 punct
_" " PUNCT '' 4 punct
Orlova Orlova PROPN NNP 8 nsubj
said say VERB VBD 0 root
_. . PUNCT . 8 punct
"""

GOES_ON = """
_" " PUNCT `` 4 punct
_We we PRON PRP 4 nsubj
shall shall AUX MD 4 aux
stay stay VERB VB 0 root
here here ADV RB 4 advmod
_. . PUNCT . 4 punct
_" " PUNCT '' 4 punct
"""

ACCORDING = """
According accord VERB VBG 3 case
to to ADP TO 1 fixed
witnesses witness NOUN NNS 6 obl
_, , PUNCT , 6 punct
soldiers soldier NOUN NNS 6 nsubj
fired fire VERB VBD 0 root
_. . PUNCT . 6 punct
"""

NOUN = """
Allegations allegation NOUN NNS 4 nsubj
of of ADP IN 3 case
torture torture NOUN NN 1 nmod
spread spread VERB VBD 0 root
_. . PUNCT . 4 punct
"""

COLON = """
Minister minister NOUN NN 5 parataxis
_: : PUNCT : 5 punct
troops troop NOUN NNS 5 nsubj
will will AUX MD 5 aux
go go VERB VB 0 root
"""

TAIL = """
Rebels rebel NOUN NNS 2 nsubj
Leave leave VERB VBP 0 root
Border border NOUN NN 4 compound
Town town NOUN NN 2 obj
_, , PUNCT , 7 punct
Orlova Orlova PROPN NNP 7 compound
Confirms confirm NOUN NNS 4 appos
"""

ACCUSED = """
Graustark Graustark PROPN NNP 2 nsubj
accused accuse VERB VBD 0 root
Ruritania Ruritania PROPN NNP 2 obj
of of ADP IN 5 case
genocide genocide NOUN NN 2 obl
_. . PUNCT . 2 punct
"""

SIGNALS = """
The the DET DT 2 det
move move NOUN NN 3 nsubj
signals signal VERB VBZ 0 root
that that SCONJ IN 6 mark
talks talk NOUN NNS 6 nsubj
failed fail VERB VBD 3 ccomp
_. . PUNCT . 3 punct
"""

NAMES = [("Orlova", "PER"), ("Ruritania", "LOC"), ("Graustark", "LOC")]


def test_that_clause() -> None:
    assert said(reading_of(THAT)) == [("The envoy", "confirmed", "confirms", ["that troops left"])]


def test_event_as_object() -> None:
    assert said(reading_of(OBJECT, names=NAMES)) == [("Ruritania", "denied", "denies", ["the attack"])]


def test_quotation_and_its_continuation() -> None:
    reading = reading_of(INVERTED, GOES_ON, names=NAMES, quotes=["Nobody will leave,", "We shall stay here."])
    first, second = said(reading)
    assert first[:3] == ("Orlova", "said", "asserts")
    assert first[3][0].startswith("Nobody will leave")
    assert second == ("Orlova", "said", "asserts", ["We shall stay here."])
    assert reading.attributions[0].quoted
    assert reading.attributions[1].rule == "continued quotation"


def test_a_quotation_far_from_its_speaker_is_not_his() -> None:
    reading = reading_of(THAT, GOES_ON, quotes=["We shall stay here."], blocks=[0, 1])
    assert len(reading.attributions) == 1


def test_according_to() -> None:
    assert said(reading_of(ACCORDING)) == [("witnesses", "According to", "asserts", ["soldiers fired"])]


def test_noun_without_a_source() -> None:
    assert said(reading_of(NOUN)) == [("", "Allegations", "alleges", ["of torture"])]


def test_headlines() -> None:
    assert said(reading_of(COLON)) == [("Minister", ":", "asserts", ["troops will go"])]
    assert said(reading_of(TAIL, names=NAMES)) == [("Orlova", "Confirms", "confirms", ["Rebels Leave Border Town"])]


def test_accusation_is_an_allegation() -> None:
    assert said(reading_of(ACCUSED, names=NAMES)) == [("Graustark", "accused", "alleges", ["of genocide"])]


def test_things_do_not_speak() -> None:
    assert said(reading_of(SIGNALS)) == []


SILENT = """
She she PRON PRP 4 nsubj
did do AUX VBD 4 aux
not not PART RB 4 advmod
say say VERB VB 0 root
when when ADV WRB 7 advmod
troops troop NOUN NNS 7 nsubj
leave leave VERB VBP 4 ccomp
_. . PUNCT . 4 punct
"""

NAMED = """
Graustark Graustark PROPN NNP 2 nsubj
called call VERB VBD 0 root
the the DET DT 4 det
vote vote NOUN NN 2 obj
illegal illegal ADJ JJ 2 xcomp
_. . PUNCT . 2 punct
"""

DOUBTS = """
They they PRON PRP 4 nsubj
do do AUX VBP 4 aux
not not PART RB 4 advmod
believe believe VERB VB 0 root
that that SCONJ IN 7 mark
talks talk NOUN NNS 7 nsubj
failed fail VERB VBD 4 ccomp
_. . PUNCT . 4 punct
"""


def test_what_was_not_said_is_nobodys_word() -> None:
    assert said(reading_of(SILENT)) == []
    assert said(reading_of(DOUBTS)) == [("They", "believe", "denies", ["that talks failed"])]


def test_a_name_for_it_is_an_opinion() -> None:
    assert said(reading_of(NAMED, names=NAMES)) == [("Graustark", "called", "opines", ["illegal"])]
