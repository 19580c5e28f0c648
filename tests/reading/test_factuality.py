"""Modality, hedge and tense, over hand-written parses."""

from __future__ import annotations

import pytest

from tests.reading.parses import predicate, reading_of
from tests.reading.test_roles import BEGUN, BLAMED, PLEDGE

HEDGED = """
Ruritania Ruritania PROPN NNP 4 nsubj
has have AUX VBZ 4 aux
effectively effectively ADV RB 4 advmod
suspended suspend VERB VBN 0 root
its its PRON PRP$ 6 nmod:poss
membership membership NOUN NN 4 obj
and and CCONJ CC 9 cc
is be AUX VBZ 9 aux
seeking seek VERB VBG 4 conj
to to PART TO 11 mark
leave leave VERB VB 9 xcomp
_. . PUNCT . 4 punct
"""

NEGATED = """
He he PRON PRP 4 nsubj
did do AUX VBD 4 aux
not not PART RB 4 advmod
sign sign VERB VB 0 root
the the DET DT 6 det
treaty treaty NOUN NN 4 obj
_. . PUNCT . 4 punct
"""

REFUSED = """
Rebels rebel NOUN NNS 2 nsubj
refused refuse VERB VBD 0 root
to to PART TO 4 mark
withdraw withdraw VERB VB 2 xcomp
_. . PUNCT . 2 punct
"""

HEADLINE = """
Ruritania Ruritania PROPN NNP 3 nsubj
to to PART TO 3 mark
withdraw withdraw VERB VB 0 root
troops troop NOUN NNS 3 obj
"""

MIGHT = """
The the DET DT 2 det
army army NOUN NN 4 nsubj
might might AUX MD 4 aux
launch launch VERB VB 0 root
an a DET DT 6 det
offensive offensive NOUN NN 4 obj
if if SCONJ IN 9 mark
talks talk NOUN NNS 9 nsubj
fail fail VERB VBP 4 advcl
_. . PUNCT . 4 punct
"""

CALLED = """
Aid aid NOUN NN 2 compound
groups group NOUN NNS 3 nsubj
called call VERB VBD 0 root
for for ADP IN 6 case
a a DET DT 6 det
ceasefire ceasefire NOUN NN 3 obl
_. . PUNCT . 3 punct
"""

ALLEGED = """
An a DET DT 3 det
alleged alleged ADJ JJ 3 amod
massacre massacre NOUN NN 5 nsubj:pass
was be AUX VBD 5 aux:pass
reported report VERB VBN 0 root
_. . PUNCT . 5 punct
"""

ORDERED = """
The the DET DT 2 det
court court NOUN NN 3 nsubj
ordered order VERB VBD 0 root
soldiers soldier NOUN NNS 3 obj
to to PART TO 6 mark
leave leave VERB VB 3 xcomp
_. . PUNCT . 3 punct
"""

LIKELY = """
Talks talk NOUN NNS 4 nsubj
are be AUX VBP 4 cop
not not PART RB 4 advmod
likely likely ADJ JJ 0 root
to to PART TO 6 mark
resume resume VERB VB 4 xcomp
_. . PUNCT . 4 punct
"""


NEARLY = """
He he PRON PRP 3 nsubj
almost almost ADV RB 3 advmod
resigned resign VERB VBD 0 root
_. . PUNCT . 3 punct
"""

NEARLY_ALL = """
Almost almost ADV RB 2 advmod
all all DET DT 3 nsubj
resigned resign VERB VBD 0 root
_. . PUNCT . 3 punct
"""


@pytest.mark.parametrize(
    ("parse", "lemma", "modality", "why"),
    [
        (BEGUN, "leave", "begun", "begin"),
        (BEGUN, "begin", "actual", ""),
        (BLAMED, "stop", "negated", "fail"),
        (PLEDGE, "pledge", "actual", ""),
        (PLEDGE, "support", "planned", "pledge"),
        (HEDGED, "suspend", "actual", ""),
        (HEDGED, "seek", "ongoing", "is"),
        (HEDGED, "leave", "planned", "seek"),
        (NEGATED, "sign", "negated", "not"),
        (REFUSED, "withdraw", "negated", "refuse"),
        (REFUSED, "refuse", "actual", ""),
        (HEADLINE, "withdraw", "planned", "to"),
        (MIGHT, "offensive", "conditional", "if"),
        (MIGHT, "fail", "conditional", "if"),
        (CALLED, "ceasefire", "demanded", "call for"),
        (CALLED, "call", "actual", ""),
        (ORDERED, "leave", "demanded", "order"),
        (LIKELY, "resume", "negated", "likely"),
        (NEARLY, "resign", "negated", "almost"),
        (NEARLY_ALL, "resign", "actual", ""),
    ],
)
def test_modality(parse: str, lemma: str, modality: str, why: str) -> None:
    found = predicate(reading_of(parse), lemma)
    assert (found.modality, found.modality_why) == (modality, why)


def test_a_hedge_is_kept_as_written() -> None:
    assert predicate(reading_of(HEDGED), "suspend").hedge == "effectively"
    massacre = predicate(reading_of(ALLEGED), "massacre")
    assert massacre.hedge == "alleged"
    assert massacre.factuality < 3


def test_tense() -> None:
    assert predicate(reading_of(HEDGED), "suspend").tense == "past"
    assert predicate(reading_of(HEDGED), "seek").tense == "present"
    assert predicate(reading_of(NEGATED), "sign").tense == "past"
    assert predicate(reading_of(BEGUN), "leave").tense == "past"


def test_factuality_stays_on_its_scale_and_follows_modality() -> None:
    reading = reading_of(BEGUN, BLAMED, HEDGED, NEGATED, REFUSED, HEADLINE, MIGHT, CALLED, ALLEGED, ORDERED, LIKELY)
    for found in reading.predicates:
        assert -3 <= found.factuality <= 3
        if found.modality == "negated":
            assert found.factuality < 0
