"""The learned layer of coreference: candidates, pairs, ranker and chains, over hand-written parses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.reading.chains import features
from chancery.reading.chains.candidates import Candidate, find_candidates
from chancery.reading.chains.features import (
    CANDIDATE_SIGNS,
    FEATURES,
    FEMALE,
    KINDS,
    MALE,
    NEAR,
    PAIR_MARKS,
    SORT_PAIRS,
    SORTS,
    TABLE_ROWS,
    VECTOR_WIDTH,
    Pairs,
    Phrases,
    describe,
    pair_up,
)
from chancery.reading.chains.layer import find_chains, learned_coreference, shipped_ranker
from chancery.reading.chains.linking import CAUTION, STAYING, link
from chancery.reading.chains.ranker import Ranker, candidate_vectors
from chancery.reading.layers import replace_layers
from chancery.reading.syntax import grow_trees
from chancery.terms import Reading
from chancery.terms.errors import ArtefactError
from tests.reading.parses import chains, reading_of
from tests.reading.test_coreference import AGREED, BRACKETS, EXPLETIVE, INTRODUCED, NAMES, SHE, THE_PRESIDENT, ZPO

ENVOYS = """
The the DET DT 2 det
envoys envoy NOUN NNS 11 nsubj
of of ADP IN 5 case
the the DET DT 5 det
council council NOUN NN 2 nmod
who who PRON WP 7 nsubj
met meet VERB VBD 2 acl:relcl
_, , PUNCT , 10 punct
and and CCONJ CC 10 cc
observers observer NOUN NNS 2 conj
left leave VERB VBD 0 root
the the DET DT 13 det
city city NOUN NN 15 nmod:poss
_'s 's PART POS 13 case
port port NOUN NN 11 obj
_, , PUNCT , 18 punct
a a DET DT 18 det
ruin ruin NOUN NN 15 appos
_. . PUNCT . 11 punct
"""
THEY = """
They they PRON PRP 2 nsubj
spoke speak VERB VBD 0 root
_. . PUNCT . 2 punct
"""
LEARNED = replace_layers(learned_coreference())


def _spans(reading: Reading) -> list[str]:
    found = []
    for candidate in find_candidates(grow_trees(reading)):
        tokens = reading.sentences[candidate.sentence].tokens
        words = reading.report.text[tokens[candidate.first].start : tokens[candidate.last].end]
        found.append(words + (" +" if candidate.whole else ""))
    return found


def _ranker(**changed: np.ndarray) -> Ranker:
    """A ranker of noughts, of small widths, with some arrays changed."""
    wide, pair, product = 4, 3, 2
    shapes = {
        "table": (TABLE_ROWS, wide), "bias": (wide,), "mention": (wide, 1), "mention_bias": (1,),
        "later": (wide, pair), "later_bias": (pair,), "earlier": (wide, pair),
        "later_product": (wide, product), "later_product_bias": (product,),
        "earlier_product": (wide, product), "earlier_product_bias": (product,), "product": (product, pair),
        "marks": (PAIR_MARKS, pair), "sorts": (SORT_PAIRS, pair), "out": (pair, 1), "out_bias": (1,), "threshold": (),
    }  # fmt: skip
    return Ranker({name: np.zeros(shape, dtype=np.float32) for name, shape in shapes.items()} | changed)


def _same_head_ranker() -> Ranker:
    """One that links what has the same head word, and nothing else."""
    marks = np.zeros((PAIR_MARKS, 3), dtype=np.float32)
    marks[0, 0] = 1.0
    return _ranker(marks=marks, out=np.array([[1.0], [0.0], [0.0]]), threshold=np.array(0.5))


def test_a_phrase_holds_its_relative_clause_and_not_what_is_beside_it() -> None:
    assert _spans(reading_of(ENVOYS)) == [
        "The envoys of the council who met, and observers +",
        "The envoys of the council who met",
        "the council",
        "who",
        "observers",
        "the city's port",
        "the city's",
        "a ruin",
    ]


def test_the_head_of_a_coordination_is_its_conjunction() -> None:
    reading = reading_of(ENVOYS, ENVOYS)
    text = reading.report.text
    whole = next(
        mention
        for chain in find_chains(reading, _same_head_ranker(), singletons=True)
        for mention in chain
        if text[mention.start : mention.end].endswith("observers") and " and " in text[mention.start : mention.end]
    )
    assert reading.sentences[whole.sentence].tokens[whole.head].text == "and"


def test_same_heads_are_chained_by_a_ranker_that_says_so() -> None:
    reading = reading_of(INTRODUCED, THE_PRESIDENT, SHE, names=[("Anna Orlova", "PER"), ("Zenda", "LOC")])
    found = find_chains(reading, _same_head_ranker())
    text = reading.report.text
    assert ["a city in Ruritania", "the city"] in [[text[m.start : m.end] for m in chain] for chain in found]


def _phrases(**columns: list[int]) -> Phrases:
    """Phrases with some columns given and the rest unknown."""
    count = len(next(iter(columns.values())))
    zeros = ("sort", "head", "gender", "kind", "predicate", "head_at", "block")
    unknown = dict.fromkeys(zeros, 0) | dict.fromkeys(
        ("appositive_of", "subject_of", "last", "given", "polity", "doer_at"), -1
    )
    filled = {name: np.array(columns.get(name, [value] * count)) for name, value in unknown.items()}
    nothing = np.zeros((count, 1), dtype=np.int64)
    return Phrases([Candidate(0, 0, 0, 0, 0)] * count, nothing, nothing, filled, nothing[:, 0], nothing[:, 0])


def _pairs(*pairs: tuple[int, int]) -> Pairs:
    later, earlier = np.array([pair[0] for pair in pairs]), np.array([pair[1] for pair in pairs])
    return Pairs(later, earlier, np.zeros((PAIR_MARKS, len(pairs)), dtype=np.float32), np.zeros_like(later))


def test_the_nearest_of_equals_is_taken_and_nothing_below_the_threshold() -> None:
    pairs = _pairs((1, 0), (2, 0), (2, 1), (3, 2))
    scores = np.array([-1.0, 2.0, 2.0, -1.0], dtype=np.float32)
    assert link(_phrases(gender=[0] * 4), pairs, scores, 0.0) == [[0], [1, 2], [3]]


def test_a_chain_holds_no_man_and_woman_nor_two_persons_names() -> None:
    pairs, scores = _pairs((1, 0), (2, 0), (2, 1)), np.array([1.0, 1.0, 2.0], dtype=np.float32)
    assert link(_phrases(gender=[FEMALE, 0, MALE]), pairs, scores, 0.0) == [[0, 1], [2]]
    person, place = KINDS["PER"], KINDS["LOC"]
    assert link(_phrases(kind=[person, 0, person], last=[1, -1, 2], given=[3, -1, 4]), pairs, scores, 0.0) == [
        [0, 1],
        [2],
    ]
    assert link(_phrases(kind=[person, 0, person], last=[1, -1, 3], given=[3, -1, 3]), pairs, scores, 0.0) == [
        [0, 1, 2]
    ]
    assert link(_phrases(kind=[person, 0, place]), pairs, scores, 0.0) == [[0, 1], [2]]
    assert link(_phrases(kind=[place, 0, place], polity=[0, -1, 1]), pairs, scores, 0.0) == [[0, 1], [2]]


def test_he_stays_with_the_person_named_in_his_own_paragraph_unless_it_is_very_sure() -> None:
    person, name, he = KINDS["PER"], SORTS.index("name"), SORTS.index("he")
    phrases = _phrases(
        kind=[person, person, 0],
        last=[1, 2, -1],
        given=[3, 4, -1],
        gender=[MALE, MALE, MALE],
        sort=[name, name, he],
        block=[0, 1, 1],
    )
    pairs = _pairs((2, 0), (2, 1))
    assert link(phrases, pairs, np.array([2.0, 1.0], dtype=np.float32), 0.0) == [[0], [1, 2]]
    assert link(phrases, pairs, np.array([2.0 + STAYING, 1.0], dtype=np.float32), 0.0) == [[0, 2], [1]]


def test_nobody_does_to_himself_what_an_object_tells() -> None:
    phrases = _phrases(head_at=[0, 4, 6], doer_at=[-1, -1, 4])
    scores = np.array([2.0, 3.0, 3.0], dtype=np.float32)
    assert link(phrases, _pairs((1, 0), (2, 0), (2, 1)), scores, 0.0) == [[0, 1], [2]]


def test_a_description_in_other_words_must_be_surer() -> None:
    definite = SORTS.index("definite")
    described = _phrases(sort=[definite, definite], head=[1, 2])
    pairs = _pairs((1, 0))
    assert link(described, pairs, np.array([1.0], dtype=np.float32), 0.0) == [[0], [1]]
    assert link(described, pairs, np.array([1.0 + CAUTION], dtype=np.float32), 0.0) == [[0, 1]]
    apposed = _phrases(sort=[definite, definite], head=[1, 2], head_at=[4, 7], appositive_of=[-1, 4])
    assert link(apposed, pairs, np.array([1.0], dtype=np.float32), 0.0) == [[0, 1]]
    alike = _phrases(sort=[definite, definite], head=[1, 1])
    assert link(alike, pairs, np.array([1.0], dtype=np.float32), 0.0) == [[0, 1]]


def test_empty_and_pronounless_readings_have_no_chains() -> None:
    assert find_chains(Reading(reading_of(THEY).report), _ranker()) == []
    assert find_chains(reading_of(THEY), _same_head_ranker()) == []


def test_a_ranker_of_other_features_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "coreference.npz"
    np.savez_compressed(path, features=np.array("other"), bias=np.zeros(2))
    with pytest.raises(ArtefactError, match="'other'"):
        Ranker.load(path)
    np.savez_compressed(path, features=np.array(FEATURES), bias=np.zeros(2))
    with pytest.raises(ArtefactError, match="lacks table"):
        Ranker.load(path)
    path.write_bytes(b"no archive")
    with pytest.raises(ArtefactError, match="cannot be read"):
        Ranker.load(path)


def test_vectors_count_where_both_sides_have_them() -> None:
    reading = reading_of(AGREED, AGREED)
    trees = grow_trees(reading)
    phrases = describe(reading, trees, find_candidates(trees))
    pairs = pair_up(phrases)
    vectors = np.ones((sum(len(tree.tokens) for tree in trees), VECTOR_WIDTH), dtype=np.float32)
    arrays = {"later": np.ones((4, 3)), "out": np.ones((3, 1))}
    blind = _ranker(**arrays)
    noughts = np.zeros((VECTOR_WIDTH, 4))
    seeing = _ranker(**arrays, head_vector=noughts + 1, above_vector=noughts, phrase_vector=noughts)
    assert not blind.score(phrases, pairs, vectors).pairs.any()
    assert (seeing.score(phrases, pairs, vectors).pairs > 0).all()
    assert not seeing.score(phrases, pairs, None).pairs.any()
    assert not seeing.score(phrases, pairs, vectors[:, :10]).pairs.any()


def test_a_phrase_is_the_mean_of_its_words_up_to_its_head() -> None:
    reading = reading_of(AGREED)
    trees = grow_trees(reading)
    phrases = describe(reading, trees, find_candidates(trees))
    numbered = np.arange(len(trees[0].tokens), dtype=np.float32)[:, None]
    head, above, phrase = candidate_vectors(phrases, numbered)
    assert head[:, 0].tolist() == [1, 4]  # Armenian diplomats met Georgian colleagues
    assert above[:, 0].tolist() == [2, 2]
    assert phrase[:, 0].tolist() == [0.5, 3.5]


def test_pairs_do_not_hang_on_how_they_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = reading_of(*[INTRODUCED, THE_PRESIDENT, SHE, ENVOYS, THEY] * 6, names=NAMES)
    trees = grow_trees(reading)
    phrases = describe(reading, trees, find_candidates(trees))
    whole = pair_up(phrases)
    monkeypatch.setattr(features, "_CHUNK", 7)
    cut = pair_up(phrases)
    assert (whole.later == cut.later).all()
    assert (whole.earlier == cut.earlier).all()
    assert (whole.marks == cut.marks).all()
    pronouns = phrases.columns["sort"][whole.later] <= features.SORTS.index("one")
    assert (whole.later - whole.earlier)[pronouns].max() <= features.REACH
    assert (whole.later - whole.earlier).max() > NEAR


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([INTRODUCED, THE_PRESIDENT, SHE, EXPLETIVE, ENVOYS, THEY, BRACKETS, ZPO]), max_size=6))
def test_chains_are_apart_in_order_and_inside_their_sentences(parses: list[str]) -> None:
    reading = reading_of(*parses, names=NAMES)
    trees = grow_trees(reading)
    candidates = find_candidates(trees)
    if candidates:
        phrases = describe(reading, trees, candidates)
        assert phrases.signs.shape == (len(candidates), CANDIDATE_SIGNS)
        assert phrases.signs.max() < TABLE_ROWS
        pairs = pair_up(phrases)
        assert (pairs.earlier < pairs.later).all()
        assert pairs.marks.shape == (PAIR_MARKS, len(pairs.later))
    found = find_chains(reading, _same_head_ranker())
    mentions = [(m.start, m.end, m.head) for chain in found for m in chain]
    assert len(set(mentions)) == len(mentions)
    for chain in found:
        assert len(chain) > 1
        assert list(chain) == sorted(chain, key=lambda m: (m.sentence, m.start, -m.end))
        for mention in chain:
            sentence = reading.sentences[mention.sentence]
            assert sentence.start <= mention.start < mention.end <= sentence.end
            assert 0 <= mention.head < len(sentence.tokens)


def test_the_shipped_ranker_reads_titles_surnames_and_pronouns_without_vectors() -> None:
    reading = reading_of(
        INTRODUCED,
        THE_PRESIDENT,
        SHE,
        names=[("Anna Orlova", "PER"), ("Orlova", "PER"), ("Zenda", "LOC"), ("Ruritania", "LOC")],
        layers=LEARNED,
    )
    assert reading.versions["coreference"] == learned_coreference().version
    person = next(chain for chain in chains(reading) if "President Anna Orlova" in chain)
    assert {"The president", "She", "Orlova"} & set(person) >= {"She", "Orlova"}
    assert ["a city in Ruritania", "the city"] in [chain[-2:] for chain in chains(reading)]


def test_the_shipped_ranker_leaves_expletives_alone() -> None:
    assert all("It" not in chain for chain in chains(reading_of(THE_PRESIDENT, EXPLETIVE, layers=LEARNED)))


def test_the_shipped_ranker_knows_acronyms_and_possessives() -> None:
    chain = next(c for c in chains(reading_of(BRACKETS, ZPO, names=NAMES[1:3], layers=LEARNED)) if "its" in c)
    assert chain[-2:] == ["The ZPO", "its"]


def test_the_shipped_ranker_is_small_and_loads_once() -> None:
    assert shipped_ranker() is shipped_ranker()
    assert -3 < shipped_ranker().threshold < 3
