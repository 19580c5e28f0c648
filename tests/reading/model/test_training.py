"""What training makes of sentences before the network sees them; needs torch, for the network's module is imported."""

import random

import pytest

from training.corpora import Sentence, Word

pytest.importorskip("torch")

raw_text = pytest.importorskip("training.raw_text")
targets = pytest.importorskip("training.targets")


def sentence(*forms: str, names: list[str] | None = None) -> Sentence:
    words = [Word(form, lemma=form, upos="PROPN" if form.istitle() else "NOUN", head=0) for form in forms]
    if len(words) > 1:
        words[-2].space_after = False
    return Sentence("ewt", "s", words, names=names)


def test_cuts_follow_words_and_sentences() -> None:
    cut = raw_text.cut_text([sentence("He", "left", "."), sentence("Why", "?")])
    assert cut.text == "He left. Why?"
    assert cut.cuts == [2, 0, 0, 1, 0, 0, 0, 1, 0, 2, 0, 0, 1]


def test_a_contraction_that_its_parts_do_not_spell_is_left_out() -> None:
    odd = sentence("do", "not")
    odd.surface = [(0, 1, "don't")]
    assert raw_text.cut_text([odd]) is None


@pytest.mark.parametrize("seed", range(8))
def test_quoted_speech_stays_one_sentence(seed: int) -> None:
    plain = sentence("The", "force", "left", "town", ".")
    cut = raw_text.cut_text([raw_text.quoted(plain, [Word("Ann"), Word("Lee")], random.Random(seed))])
    assert cut.cuts.count(2) == 1
    assert '"The force left town' in cut.text


@pytest.mark.parametrize("seed", range(8))
def test_news_printing_keeps_every_cut(seed: int) -> None:
    source = [[sentence("He", "told", "Ann", "Lee", ".", names=["O", "O", "B-PER", "I-PER", "O"])] for _ in range(20)]
    source += [[sentence("She", "left", "Rome", "today", ".", names=["O", "O", "B-LOC", "O", "O"])]]
    for cut in raw_text.varied(source, random.Random(seed)):
        assert len(cut.text) == len(cut.cuts)
        assert cut.cuts[0] == 2


def test_swapped_names_keep_their_tags() -> None:
    given = sentence("In", "Rome", "Anna", "Lees", "spoke", names=["O", "B-LOC", "B-PER", "I-PER", "O"])
    pools = targets.NamePools(["Paris"], ["Maria"], ["Smith"], ["Acme"])
    swapped = targets.swap_names(given, pools, random.Random(3))
    assert swapped.names == given.names
    assert {word.form for word in swapped.words} <= {"In", "Rome", "Paris", "Anna", "Maria", "Lees", "Smith", "spoke"}
    assert swapped.forms != given.forms


def test_a_dropped_full_stop_shortens_the_role_tags_too() -> None:
    propbank = pytest.importorskip("training.propbank")
    given = sentence("The", "force", "left", "town", "today", ".", names=["O"] * 6)
    given.frames = [propbank.Frame(2, "leave.01", ("B-ARG0", "I-ARG0", "O", "B-ARG1", "B-ARGM-TMP", "O"))]
    seen = set()
    for seed in range(60):
        changed = targets.vary(given, random.Random(seed), targets.NamePools([], [], [], []))
        assert [len(frame.tags) for frame in changed.frames] == [len(changed.words)]
        seen.add(len(changed.words))
    assert seen == {5, 6}


def test_the_likely_tree_of_a_sure_parse_is_that_tree() -> None:
    torch = pytest.importorskip("torch")
    net = pytest.importorskip("training.net")
    heads = [0, 2, 0, 2, 3]  # word 2 is the root's; 1 and 3 hang on 2, 4 on 3
    arcs = torch.full((1, 5, 5), -50.0)
    for word, head in enumerate(heads):
        arcs[0, word, head] = 50.0
    tree = net.LikelyTree(arcs, torch.ones(1, 5, dtype=torch.bool))
    row, place = torch.tensor([0]), torch.tensor([2])
    assert tree.children(row, place)[0].round().tolist() == [0, 1, 0, 1, 0]
    assert tree.beneath[0, 2].round().tolist() == [0, 1, 1, 1, 1]
    assert tree.beneath[0, 3].round().tolist() == [0, 0, 0, 1, 1]
    assert tree.sisters(row, torch.tensor([3]))[0].round().tolist() == [0, 1, 0, 1, 0]
