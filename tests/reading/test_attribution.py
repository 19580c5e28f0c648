"""Who says what, over hand-written parses."""

from __future__ import annotations

from chancery.terms import Reading
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


def kinds(reading: Reading) -> list[str]:
    """The kind of each attribution."""
    return [one.kind for one in reading.attributions]


def phrases(reading: Reading) -> list[tuple[str, str]]:
    """Each attribution's source and cue in full."""
    text = reading.report.text
    return [
        (one.source_phrase.cut(text) if one.source_phrase else "", one.cue_phrase.cut(text) if one.cue_phrase else "")
        for one in reading.attributions
    ]


NAMES = [("Orlova", "PER"), ("Ruritania", "LOC"), ("Graustark", "LOC")]


def test_that_clause() -> None:
    assert said(reading_of(THAT)) == [("The envoy", "confirmed", "confirms", ["that troops left"])]


def test_event_as_object() -> None:
    assert said(reading_of(OBJECT, names=NAMES)) == [("Ruritania", "denied", "denies", ["the attack"])]


def test_quotation_and_its_continuation() -> None:
    reading = reading_of(INVERTED, GOES_ON, names=NAMES, quotes=["Nobody will leave,", "We shall stay here."])
    first, second = said(reading)
    assert first[:3] == ("Orlova", "said", "asserts")
    assert first[3] == ['"Nobody will leave,"']
    assert second == ("Orlova", "said", "asserts", ['"We shall stay here."'])
    assert reading.attributions[0].quoted
    assert reading.attributions[1].rule == "continued quotation"


def test_a_quotation_far_from_its_speaker_is_not_his() -> None:
    reading = reading_of(THAT, GOES_ON, quotes=["We shall stay here."], blocks=[0, 1])
    assert len(reading.attributions) == 1


ACCORDING_TO_WHICH = """
Zenda Zenda PROPN NNP 2 nsubj
signed sign VERB VBD 0 root
a a DET DT 4 det
deal deal NOUN NN 2 obj
according accord VERB VBG 7 case
to to ADP IN 5 fixed
which which PRON WDT 10 obl
prisoners prisoner NOUN NNS 10 nsubj
would would AUX MD 10 aux
leave leave VERB VB 4 acl:relcl
_. . PUNCT . 2 punct
"""


def test_according_to_which_is_the_word_of_what_stands_above() -> None:
    assert said(reading_of(ACCORDING_TO_WHICH)) == [("a deal", "according to", "asserts", ["prisoners would leave"])]


def test_according_to() -> None:
    assert said(reading_of(ACCORDING)) == [("witnesses", "According to", "asserts", ["soldiers fired"])]


def test_noun_without_a_source() -> None:
    assert said(reading_of(NOUN)) == [("", "Allegations", "alleges", ["of torture"])]


def test_headlines() -> None:
    assert said(reading_of(COLON)) == [("Minister", ":", "asserts", ["troops will go"])]
    assert said(reading_of(TAIL, names=NAMES)) == [("Orlova", "Confirms", "confirms", ["Rebels Leave Border Town"])]


def test_accusation_is_an_allegation() -> None:
    assert said(reading_of(ACCUSED, names=NAMES)) == [("Graustark", "accused", "alleges", ["Ruritania of genocide"])]


def test_things_do_not_speak() -> None:
    reading = reading_of(SIGNALS)
    assert kinds(reading) == ["shown"]


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
    assert kinds(reading_of(SILENT)) == ["unsaid"]
    assert said(reading_of(DOUBTS)) == [("They", "believe", "denies", ["that talks failed"])]


def test_a_name_for_it_is_an_opinion() -> None:
    assert said(reading_of(NAMED, names=NAMES)) == [("Graustark", "called", "opines", ["illegal"])]


CRITICISED = """
Orlova Orlova PROPN NNP 6 nsubj
_, , PUNCT , 4 punct
the the DET DT 4 det
envoy envoy NOUN NN 1 appos
_, , PUNCT , 4 punct
criticized criticize VERB VBD 0 root
the the DET DT 8 det
plan plan NOUN NN 6 obj
_. . PUNCT . 6 punct
"""

CALLED_FOR = """
She she PRON PRP 3 nsubj
has have AUX VBZ 3 aux
called call VERB VBN 0 root
for for ADP IN 6 case
an a DET DT 6 det
end end NOUN NN 3 obl
to to ADP IN 8 case
attacks attack NOUN NNS 6 nmod
_. . PUNCT . 3 punct
"""

DOUBTS_RAISED = """
Orlova Orlova PROPN NNP 2 nsubj
raised raise VERB VBD 0 root
doubts doubt NOUN NNS 2 obj
about about ADP IN 6 case
the the DET DT 6 det
truce truce NOUN NN 3 nmod
_. . PUNCT . 2 punct
"""

CONFIDENT = """
She she PRON PRP 3 nsubj
is be AUX VBZ 3 cop
confident confident ADJ JJ 0 root
that that SCONJ IN 7 mark
talks talk NOUN NNS 7 nsubj
will will AUX MD 7 aux
resume resume VERB VB 3 ccomp
_. . PUNCT . 3 punct
"""

REFUSED_TO_SAY = """
She she PRON PRP 2 nsubj
refused refuse VERB VBD 0 root
to to PART TO 4 mark
say say VERB VB 2 xcomp
when when ADV WRB 7 advmod
troops troop NOUN NNS 7 nsubj
leave leave VERB VBP 4 ccomp
_. . PUNCT . 2 punct
"""

ANGERED = """
The the DET DT 2 det
deal deal NOUN NN 3 nsubj
angered anger VERB VBD 0 root
Orlova Orlova PROPN NNP 3 obj
_. . PUNCT . 3 punct
"""

SEEMS = """
Talks talk NOUN NNS 2 nsubj
seem seem VERB VBP 0 root
to to PART TO 4 mark
falter falter VERB VB 2 xcomp
_. . PUNCT . 2 punct
"""

TURN = """
ORLOVA Orlova PROPN NNP 5 parataxis
_: : PUNCT : 1 punct
We we PRON PRP 5 nsubj
shall shall AUX MD 5 aux
stay stay VERB VB 0 root
here here ADV RB 5 advmod
_. . PUNCT . 5 punct
"""

WHO_ASKS = """
the the DET DT 2 det
envoy envoy NOUN NN 3 nsubj
asked ask VERB VBD 0 root
_. . PUNCT . 3 punct
"""

COLON_QUOTE = """
Orlova Orlova PROPN NNP 2 nsubj
addressed address VERB VBD 0 root
voters voter NOUN NNS 2 obj
_: : PUNCT : 2 punct
" " PUNCT `` 7 punct
_We we PRON PRP 7 nsubj
stay stay VERB VBP 2 parataxis
_. . PUNCT . 7 punct
_" " PUNCT '' 7 punct
"""

OPENED = """
" " PUNCT `` 3 punct
_We we PRON PRP 3 nsubj
stay stay VERB VBP 0 root
_. . PUNCT . 3 punct
"""

CLOSED = """
Nobody nobody PRON NN 2 nsubj
leaves leave VERB VBZ 6 ccomp
_, , PUNCT , 2 punct
_" " PUNCT '' 2 punct
Orlova Orlova PROPN NNP 6 nsubj
said say VERB VBD 0 root
_. . PUNCT . 6 punct
"""


def test_a_judgement_of_a_thing_is_an_attitude() -> None:
    reading = reading_of(CRITICISED, names=NAMES)
    assert said(reading) == [("Orlova", "criticized", "opines", ["the plan"])]
    assert kinds(reading) == ["attitude"]
    assert phrases(reading) == [("Orlova, the envoy", "criticized")]


def test_auxiliary_and_preposition_belong_to_the_cue() -> None:
    reading = reading_of(CALLED_FOR)
    assert said(reading) == [("She", "called", "demands", ["an end to attacks"])]
    assert (kinds(reading), phrases(reading)) == (["said"], [("She", "has called for")])


def test_verb_and_noun_make_one_cue() -> None:
    reading = reading_of(DOUBTS_RAISED, names=NAMES)
    assert said(reading) == [("Orlova", "raised", "opines", ["the truce"])]
    assert (kinds(reading), phrases(reading)) == (["attitude"], [("Orlova", "raised doubts about")])


def test_adjective() -> None:
    reading = reading_of(CONFIDENT)
    assert said(reading) == [("She", "confident", "opines", ["that talks will resume"])]
    assert (kinds(reading), phrases(reading)) == (["attitude"], [("She", "is confident")])


def test_a_verb_that_leads_to_the_cue_is_part_of_it() -> None:
    reading = reading_of(REFUSED_TO_SAY)
    assert [one.cue_lemma for one in reading.attributions] == ["say"]
    assert (kinds(reading), phrases(reading)) == (["unsaid"], [("She", "refused to say")])


def test_feelings_and_appearances() -> None:
    reading = reading_of(ANGERED, names=NAMES)
    assert said(reading) == [("Orlova", "angered", "opines", ["The deal"])]
    reading = reading_of(SEEMS)
    assert said(reading) == [("", "seem", "asserts", ["Talks", "to falter"])]
    assert kinds(reading) == ["shown"]


def test_turn_of_a_transcript() -> None:
    reading = reading_of(TURN)
    assert said(reading) == [("ORLOVA", ":", "asserts", ["We shall stay here."])]
    assert reading.attributions[0].rule == "turn"


def test_a_bare_cue_after_a_quotation() -> None:
    reading = reading_of(GOES_ON, WHO_ASKS, quotes=["We shall stay here."])
    assert said(reading) == [("the envoy", "asked", "demands", ['"We shall stay here."'])]


def test_a_colon_leads_to_a_quotation() -> None:
    reading = reading_of(COLON_QUOTE, names=NAMES, quotes=["We stay."])
    assert said(reading) == [("Orlova", "addressed", "asserts", ['"We stay."'])]


def test_a_quotation_is_one_content_over_its_sentences() -> None:
    reading = reading_of(OPENED, CLOSED, names=NAMES, quotes=["We stay.\nNobody leaves,"])
    assert said(reading) == [("Orlova", "said", "asserts", ['"We stay.\nNobody leaves,"'])]


AND_ADDED = """
She she PRON PRP 2 nsubj
said say VERB VBD 0 root
it it PRON PRP 4 nsubj
rained rain VERB VBD 2 ccomp
and and CCONJ CC 6 cc
added add VERB VBD 4 conj
that that SCONJ IN 9 mark
nobody nobody PRON NN 9 nsubj
left leave VERB VBD 6 ccomp
_. . PUNCT . 2 punct
"""

PROMISED_WALL = """
The the DET DT 2 det
wall wall NOUN NN 5 nsubj
she she PRON PRP 4 nsubj
promised promise VERB VBD 2 acl:relcl
fell fall VERB VBD 0 root
_. . PUNCT . 5 punct
"""

TWEETED = """
Orlova Orlova PROPN NNP 2 nsubj
tweeted tweet VERB VBD 0 root
_: : PUNCT : 2 punct
"""

PLAIN = """
Nobody nobody PRON NN 2 nsubj
left leave VERB VBD 0 root
_. . PUNCT . 2 punct
"""


def test_a_cue_hung_into_what_was_said_stands_beside() -> None:
    assert said(reading_of(AND_ADDED)) == [
        ("She", "said", "asserts", ["it rained"]),
        ("She", "added", "asserts", ["that nobody left"]),
    ]


def test_a_relative_clause_tells_of_its_noun() -> None:
    reading = reading_of(PROMISED_WALL)
    assert said(reading) == [("she", "promised", "asserts", ["The wall"])]
    assert kinds(reading) == ["attitude"]


def test_a_colon_announces_the_next_paragraph() -> None:
    reading = reading_of(TWEETED, PLAIN, names=NAMES, blocks=[0, 1])
    assert said(reading) == [("Orlova", "tweeted", "asserts", ["Nobody left."])]
    assert reading.attributions[0].rule == "announced"


def test_a_dateline_is_no_speaker() -> None:
    reading = reading_of(TURN.replace("ORLOVA Orlova", "RURITANIA Ruritania"), names=[("RURITANIA", "LOC")])
    assert "turn" not in [one.rule for one in reading.attributions]
