"""Roles of verbs and event nouns, over hand-written parses."""

from __future__ import annotations

import pytest

from tests.reading.parses import predicate, reading_of, roles

BEGUN = """
Soldiers soldier NOUN NNS 3 nsubj
have have AUX VBP 3 aux
begun begin VERB VBN 0 root
leaving leave VERB VBG 3 xcomp
the the DET DT 6 det
valley valley NOUN NN 4 obj
_, , PUNCT , 8 punct
ending end VERB VBG 3 advcl
a a DET DT 10 det
siege siege NOUN NN 8 obj
_. . PUNCT . 3 punct
"""

PASSIVE = """
Three three NUM CD 2 nummod
activists activist NOUN NNS 4 nsubj:pass
were be AUX VBD 4 aux:pass
detained detain VERB VBN 0 root
by by ADP IN 6 case
police police NOUN NNS 4 obl:agent
in in ADP IN 8 case
Minsk Minsk PROPN NNP 4 obl
on on ADP IN 10 case
Monday Monday PROPN NNP 4 obl
_. . PUNCT . 4 punct
"""

PLEDGE = """
Norway Norway PROPN NNP 4 nsubj
and and CCONJ CC 3 cc
Canada Canada PROPN NNP 1 conj
pledged pledge VERB VBD 0 root
support support NOUN NN 4 obj
for for ADP IN 7 case
Moldova Moldova PROPN NNP 5 nmod
_. . PUNCT . 4 punct
"""

DEAL = """
A a DET DT 5 det
Cairo Cairo PROPN NNP 4 compound
_- - PUNCT HYPH 2 punct
_brokered broker VERB VBN 5 amod
deal deal NOUN NN 9 nsubj
between between ADP IN 7 case
rebels rebel NOUN NNS 5 nmod
has have AUX VBZ 9 aux
failed fail VERB VBN 0 root
_. . PUNCT . 9 punct
"""

OFFENSIVE = """
Ruritania Ruritania PROPN NNP 3 nmod:poss
_'s 's PART POS 1 case
offensive offensive NOUN NN 7 nsubj
against against ADP IN 6 case
the the DET DT 6 det
rebels rebel NOUN NNS 3 nmod
ended end VERB VBD 0 root
"""

LAUNCHED = """
The the DET DT 2 det
army army NOUN NN 3 nsubj
launched launch VERB VBD 0 root
an a DET DT 5 det
attack attack NOUN NN 3 obj
on on ADP IN 8 case
the the DET DT 8 det
town town NOUN NN 5 nmod
on on ADP IN 10 case
Friday Friday PROPN NNP 3 obl
_. . PUNCT . 3 punct
"""

ARREST = """
The the DET DT 2 det
arrest arrest NOUN NN 6 nsubj
of of ADP IN 4 case
ministers minister NOUN NNS 2 nmod
has have AUX VBZ 6 aux
angered anger VERB VBN 0 root
voters voter NOUN NNS 6 obj
_. . PUNCT . 6 punct
"""

BLAMED = """
Officials official NOUN NNS 2 nsubj
blamed blame VERB VBD 0 root
Ruritania Ruritania PROPN NNP 2 obj
for for SCONJ IN 5 mark
failing fail VERB VBG 2 advcl
to to PART TO 7 mark
stop stop VERB VB 5 xcomp
the the DET DT 9 det
fighting fighting NOUN NN 7 obj
_. . PUNCT . 2 punct
"""

RELATIVE = """
The the DET DT 2 det
plan plan NOUN NN 9 nsubj:pass
_, , PUNCT , 2 punct
which which PRON WDT 6 obj
Ruritania Ruritania PROPN NNP 6 nsubj
criticized criticize VERB VBD 2 acl:relcl
_, , PUNCT , 2 punct
was be AUX VBD 9 aux:pass
approved approve VERB VBN 0 root
_. . PUNCT . 9 punct
"""

TALKS = """
Talks talk NOUN NNS 6 nsubj
between between ADP IN 3 case
Ruritania Ruritania PROPN NNP 1 nmod
and and CCONJ CC 5 cc
Graustark Graustark PROPN NNP 3 conj
broke break VERB VBD 0 root
down down ADP RP 6 compound:prt
_. . PUNCT . 6 punct
"""

CONDEMNED = """
The the DET DT 2 det
union union NOUN NN 3 nsubj
criticized criticize VERB VBD 0 root
and and CCONJ CC 5 cc
condemned condemn VERB VBD 3 conj
the the DET DT 7 det
move move NOUN NN 3 obj
_. . PUNCT . 3 punct
"""

NAMES = [(name, "LOC") for name in ("Minsk", "Norway", "Canada", "Moldova", "Cairo", "Ruritania", "Graustark")]


@pytest.mark.parametrize(
    ("parse", "lemma", "expected"),
    [
        (BEGUN, "begin", {"agent": ["Soldiers"], "content": ["leaving the valley"]}),
        (BEGUN, "leave", {"agent": ["Soldiers"], "patient": ["the valley"]}),
        (BEGUN, "end", {"agent": ["Soldiers"], "cause": ["begun"], "patient": ["a siege"]}),
        (
            PASSIVE,
            "detain",
            {"patient": ["Three activists"], "agent": ["police"], "place": ["Minsk"], "time": ["Monday"]},
        ),
        (PLEDGE, "pledge", {"agent": ["Norway", "Canada"], "patient": ["support for Moldova"]}),
        (PLEDGE, "support", {"agent": ["Norway", "Canada"], "beneficiary": ["Moldova"]}),
        (DEAL, "deal", {"mediator": ["Cairo"], "agent": ["rebels"]}),
        (DEAL, "broker", {"mediator": ["Cairo"], "patient": ["A Cairo-brokered deal between rebels"]}),
        (OFFENSIVE, "offensive", {"agent": ["Ruritania"], "opponent": ["the rebels"]}),
        (LAUNCHED, "attack", {"agent": ["The army"], "patient": ["the town"], "time": ["Friday"]}),
        (ARREST, "arrest", {"patient": ["ministers"]}),
        (BLAMED, "fail", {"agent": ["Ruritania"], "content": ["to stop the fighting"]}),
        (BLAMED, "stop", {"agent": ["Ruritania"], "patient": ["the fighting"]}),
        (RELATIVE, "criticize", {"patient": ["The plan"], "agent": ["Ruritania"]}),
        (RELATIVE, "approve", {"patient": ["The plan"]}),
        (TALKS, "talk", {"agent": ["Ruritania", "Graustark"]}),
        (CONDEMNED, "condemn", {"agent": ["The union"], "patient": ["the move"]}),
    ],
)
def test_roles(parse: str, lemma: str, expected: dict[str, list[str]]) -> None:
    reading = reading_of(parse, names=NAMES, times=["Monday", "Friday"])
    assert roles(reading, lemma) == expected


def test_a_light_verb_gives_its_arguments_to_the_noun() -> None:
    reading = reading_of(LAUNCHED, times=["Friday"])
    assert predicate(reading, "launch").construction == "light"
    attack = predicate(reading, "attack")
    assert attack.construction == "light:launch"
    assert attack.governor == 0


def test_a_particle_is_part_of_the_verb() -> None:
    reading = reading_of(TALKS)
    broke = predicate(reading, "break_down")
    assert reading.report.text[broke.start : broke.end] == "broke down"


def test_roles_lie_in_their_sentence_and_in_order() -> None:
    reading = reading_of(BEGUN, PASSIVE, PLEDGE, DEAL, OFFENSIVE, LAUNCHED, BLAMED, RELATIVE, names=NAMES)
    for found in reading.predicates:
        sentence = reading.sentences[found.sentence]
        starts = [role.start for role in found.roles]
        assert starts == sorted(starts)
        for role in found.roles:
            assert sentence.start <= role.start < role.end <= sentence.end
            assert 0 <= role.head < len(sentence.tokens)
