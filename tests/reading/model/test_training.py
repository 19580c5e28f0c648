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


def test_roles_of_a_sentence_do_not_hang_on_its_batch() -> None:
    torch = pytest.importorskip("torch")
    net = pytest.importorskip("training.net")
    torch.manual_seed(1)
    head = net.RoleHead(5, 3).eval()
    for layer in (head.back.weight, head.example):
        torch.nn.init.normal_(layer)
    words, at = torch.randn(1, 4, net.WORD_WIDTH), torch.tensor([[0, 2]])
    padded = torch.cat([words, torch.randn(1, 3, net.WORD_WIDTH)], 1)

    def tags(vectors: object, count: int, width: int) -> object:
        known = torch.arange(width)[None, :] < count
        arcs = torch.zeros(1, width, width)
        return head.tags(vectors, known, net.LikelyTree(arcs, known), at)[:, :count]

    assert torch.allclose(tags(words, 4, 4), tags(padded, 4, 7), atol=1e-5)


def test_an_example_is_silent_about_other_predicates_and_modifiers() -> None:
    torch = pytest.importorskip("torch")
    layers = pytest.importorskip("training.layers")
    gold = {
        "case": torch.ones(1, 3, dtype=torch.long),
        "frame_at": torch.tensor([[0, 1]]),
        "roles": torch.tensor([[layers.NO_GOLD, 0, 1]]),
        "example": torch.ones(1),
    }

    class Net:
        """Scores that give the words a modifier (tag 2) where the example says nothing."""

        modifiers = (0, 2)

        class parse:  # noqa: N801
            arcs = staticmethod(lambda words: torch.zeros(1, 3, 3))

        class roles:  # noqa: N801
            tags = staticmethod(lambda *_: torch.tensor([[[0.0, 0.0, 0.0], [0.0, 0.0, 9.0], [0.0, 9.0, 0.0]]]))

    as_example = layers._role_loss(Net(), torch.zeros(1, 3, 1), gold)
    as_text = layers._role_loss(Net(), torch.zeros(1, 3, 1), gold | {"example": torch.zeros(1)})
    assert float(as_example) < 1 < float(as_text)


def test_levelled_features_change_nothing_that_the_network_says() -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx")
    export = pytest.importorskip("training.export")
    net = pytest.importorskip("training.net")
    torch.manual_seed(2)
    block = net.Block(0.0).eval()
    with torch.no_grad():
        block.norm2.weight[5] = 30.0  # a feature much larger than the rest

    class Small(torch.nn.Module):
        """A network of one block, as far as `level` looks at it."""

        def __init__(self) -> None:
            super().__init__()
            self.encoder = torch.nn.Module()
            self.encoder.blocks = torch.nn.ModuleList([block])
            self.heads_in = net.Level(net.WORD_WIDTH)
            self.heads = torch.nn.ModuleDict({"upos": net.TagHead(3, 8)})

        def words(self, pieces: object) -> object:
            deep = block(pieces, torch.zeros(1, 1, 1, 1))
            return torch.cat([deep, torch.ones(*deep.shape[:-1], net.WORD_WIDTH - net.WIDTH)], -1)

    small = Small().eval()
    pieces = torch.randn(2, 4, net.WIDTH)
    with torch.no_grad():
        before = small.heads["upos"](small.heads_in(small.words(pieces)))
        export.level(small, [[pieces]])
        assert torch.allclose(small.heads["upos"](small.heads_in(small.words(pieces))), before, atol=1e-4)
        seen = small.heads_in(small.words(pieces)).abs().flatten(0, -2).amax(0)
    assert float(seen.max() / seen.median()) < 8


def test_the_mean_of_runs_takes_what_each_has() -> None:
    torch = pytest.importorskip("torch")
    average = pytest.importorskip("training.average")
    mean = average.mean_weights([{"a": torch.tensor(1.0)}, {"a": torch.tensor(3.0), "b": torch.tensor(5.0)}])
    assert {name: float(weight) for name, weight in mean.items()} == {"a": 2.0, "b": 5.0}
