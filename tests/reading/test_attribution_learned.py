"""What a learned judge of cues leaves out and adds, with judges of a few weights made by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from chancery.reading.attribution import find_attributions
from chancery.reading.attribution_learned import find_more
from chancery.reading.attribution_net import ARRAYS, LAYOUT, CueNet
from chancery.terms import ArtefactError, Reading
from chancery.terms.readings import Attribution
from tests.reading.parses import reading_of, said

WIDTH = 4

PRAISED = """
Critics critic NOUN NNS 2 nsubj
praised praise VERB VBD 0 root
the the DET DT 4 det
deal deal NOUN NN 2 obj
_. . PUNCT . 2 punct
"""

LEFT = """
Critics critic NOUN NNS 2 nsubj
savoured savour VERB VBD 0 root
the the DET DT 4 det
deal deal NOUN NN 2 obj
_. . PUNCT . 2 punct
"""

SAID = """
She she PRON PRP 2 nsubj
said say VERB VBD 0 root
that that SCONJ IN 5 mark
critics critic NOUN NNS 5 nsubj
savoured savour VERB VBD 2 ccomp
it it PRON PRP 5 obj
_. . PUNCT . 2 punct
"""

REPORTEDLY = """
Troops troop NOUN NNS 3 nsubj
reportedly reportedly ADV RB 3 advmod
left leave VERB VBD 0 root
Graustark Graustark PROPN NNP 3 obj
_. . PUNCT . 3 punct
"""


def judge(*, drop: float = 0.0, add: float = 2.0, glance: float = 9.0, **chances: float) -> CueNet:
    """A judge that looks at all words; `chances` are scores of lemmas, every other word is no cue."""
    signs = [f"lemma {lemma}" for lemma in chances]
    arrays: dict[str, np.ndarray] = {
        "glance": np.zeros(WIDTH),
        "glance_bias": np.array(glance),
        "vector": np.zeros((WIDTH, 1)),
        "table": np.array([[score + 20] for score in chances.values()]) if chances else np.zeros((1, 1)),
        "bias": np.zeros(1),
        "out": np.ones(1),
        "out_bias": np.array([-20.0]),
        "bounds": np.array([0.5, drop, add]),
        "signs": np.frombuffer("\n".join(signs).encode(), np.uint8),
    }
    assert set(arrays) == set(ARRAYS)
    return CueNet(arrays)


def told(reading: Reading, net: CueNet, width: int = WIDTH) -> list[Attribution]:
    reading.vectors = [np.zeros((len(sentence.tokens), width), np.float32) for sentence in reading.sentences]
    return find_more(reading, net)


def test_an_attitude_that_the_judge_doubts_is_left_out() -> None:
    reading = reading_of(PRAISED)
    assert [one.cue_lemma for one in told(reading, judge(drop=0.1, praise=5.0))] == ["praise"]
    assert told(reading, judge(drop=0.1, praise=-5.0)) == []


def test_what_somebody_said_stays_whatever_the_judge_thinks() -> None:
    reading = reading_of(SAID)
    assert told(reading, judge(drop=0.9, say=-5.0)) == find_attributions(reading)


def test_a_word_that_no_rule_knows_becomes_a_cue_with_source_and_content() -> None:
    reading = reading_of(LEFT)
    assert find_attributions(reading) == []
    (one,) = reading.attributions = told(reading, judge(add=0.5, savour=5.0))
    assert said(reading) == [("Critics", "savoured", "asserts", ["the deal"])]
    assert (one.rule, one.kind) == ("learned", "attitude")


def test_nothing_is_added_in_what_somebody_said_or_in_quotation_marks() -> None:
    assert [one.cue_lemma for one in told(reading_of(SAID), judge(add=0.5, savour=5.0))] == ["say"]
    assert told(reading_of(LEFT, quotes=["Critics savoured the deal"]), judge(add=0.5, savour=5.0)) == []


def test_a_word_beside_its_clause_has_no_source() -> None:
    (one,) = told(reading_of(REPORTEDLY), judge(add=0.5, reportedly=5.0))
    assert one.source is None
    assert one.content


def test_a_word_that_is_no_cue_at_a_glance_is_not_looked_at() -> None:
    assert told(reading_of(LEFT), judge(add=0.5, glance=-9.0, savour=5.0)) == []


def test_without_vectors_of_its_width_the_rules_stand_alone() -> None:
    net = judge(drop=0.9, add=0.5, praise=-5.0)
    assert [one.cue_lemma for one in told(reading_of(PRAISED), net, WIDTH + 1)] == ["praise"]
    assert [one.cue_lemma for one in find_more(reading_of(PRAISED), net)] == ["praise"]


def test_a_judge_of_other_signs_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cues.npz"
    np.savez_compressed(path, layout=np.array("other"))
    with pytest.raises(ArtefactError, match="'other'"):
        CueNet.load(path)
    np.savez_compressed(path, layout=np.array(LAYOUT))
    with pytest.raises(ArtefactError, match="lacks glance"):
        CueNet.load(path)
    path.write_bytes(b"no archive")
    with pytest.raises(ArtefactError, match="cannot be read"):
        CueNet.load(path)
