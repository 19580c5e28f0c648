"""Chains, over hand-written parses."""

from __future__ import annotations

from chancery.reading.coreference import initials
from chancery.reading.mentions import name_key
from tests.reading.parses import chains, reading_of

INTRODUCED = """
President president NOUN NN 2 nmod:desc
Anna Anna PROPN NNP 4 nsubj
Orlova Orlova PROPN NNP 2 flat
visited visit VERB VBD 0 root
Zenda Zenda PROPN NNP 4 obj
_, , PUNCT , 8 punct
a a DET DT 8 det
city city NOUN NN 5 appos
in in ADP IN 10 case
Ruritania Ruritania PROPN NNP 8 nmod
_. . PUNCT . 4 punct
"""

THE_PRESIDENT = """
The the DET DT 2 det
president president NOUN NN 3 nsubj
left leave VERB VBD 0 root
the the DET DT 5 det
city city NOUN NN 3 obj
_. . PUNCT . 3 punct
"""

SHE = """
She she PRON PRP 2 nsubj
added add VERB VBD 0 root
that that SCONJ IN 5 mark
Orlova Orlova PROPN NNP 5 nsubj
wins win VERB VBZ 2 ccomp
_. . PUNCT . 2 punct
"""

EXPLETIVE = """
It it PRON PRP 3 nsubj
is be AUX VBZ 3 cop
clear clear ADJ JJ 0 root
that that SCONJ IN 6 mark
talks talk NOUN NNS 6 nsubj
failed fail VERB VBD 3 ccomp
_. . PUNCT . 3 punct
"""

BRACKETS = """
The the DET DT 4 det
Zenda Zenda PROPN NNP 4 compound
Peace Peace PROPN NNP 4 compound
Organization Organization PROPN NNP 8 nsubj
_( ( PUNCT -LRB- 6 punct
_ZPO ZPO PROPN NNP 4 appos
_) ) PUNCT -RRB- 6 punct
met meet VERB VBD 0 root
_. . PUNCT . 8 punct
"""

ZPO = """
The the DET DT 2 det
ZPO ZPO PROPN NNP 3 nsubj
suspended suspend VERB VBD 0 root
its its PRON PRP$ 5 nmod:poss
work work NOUN NN 3 obj
_. . PUNCT . 3 punct
"""

AGREED = """
Armenian Armenian ADJ JJ 2 amod
diplomats diplomat NOUN NNS 3 nsubj
met meet VERB VBD 0 root
Georgian Georgian ADJ JJ 5 amod
colleagues colleague NOUN NNS 3 obj
_. . PUNCT . 3 punct
"""

THE_TWO = """
The the DET DT 3 det
two two NUM CD 3 nummod
countries country NOUN NNS 4 nsubj
agreed agree VERB VBD 0 root
_. . PUNCT . 4 punct
"""

NAMES = [
    ("Anna Orlova", "PER"),
    ("Zenda Peace Organization", "ORG"),
    ("ZPO", "ORG"),
    ("Ruritania", "LOC"),
    ("Armenian", "OTH"),
    ("Georgian", "OTH"),
]


def test_title_surname_and_pronoun() -> None:
    reading = reading_of(
        INTRODUCED, THE_PRESIDENT, SHE, names=[("Anna Orlova", "PER"), ("Zenda", "LOC"), ("Ruritania", "LOC")]
    )
    person = next(chain for chain in chains(reading) if "President Anna Orlova" in chain)
    assert person[:3] == ["President Anna Orlova", "The president", "She"]
    place = next(chain for chain in chains(reading) if any("Zenda" in words for words in chain))
    assert place[-1] == "the city"


def test_expletive_it_is_in_no_chain() -> None:
    assert all("It" not in chain for chain in chains(reading_of(THE_PRESIDENT, EXPLETIVE)))


def test_acronym_and_possessive() -> None:
    found = chains(reading_of(BRACKETS, ZPO, names=NAMES[1:3]))
    assert ["The Zenda Peace Organization", "ZPO", "The ZPO", "its"] in found or [
        "The Zenda Peace Organization (ZPO)",
        "ZPO",
        "The ZPO",
        "its",
    ] in found


def test_the_two_countries_stand_for_both() -> None:
    reading = reading_of(AGREED, THE_TWO, names=NAMES[4:])
    text = reading.report.text
    (plural, parts), *rest = reading.split
    assert not rest
    assert text[plural.start : plural.end] == "The two countries"
    assert [text[part.start : part.end] for part in parts] == ["Armenian", "Georgian"]


def test_comparable_forms() -> None:
    assert name_key("The U.S.") == "us"
    assert name_key("Orlova’s") == "orlova"
    assert initials("collective security treaty organization") == "csto"
    assert initials("moscow") == ""
