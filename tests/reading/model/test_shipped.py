"""The model in the package: it loads, what it gives is well-formed whatever it is fed, and broken files are refused."""

import json
import shutil
from pathlib import Path

import pytest

from chancery.reading.model import ParsedSentence, ReadingModel
from chancery.reading.model.artefacts import default_folder
from chancery.terms.errors import ArtefactError

ODD_TEXTS = {
    "nothing": "",
    "white space": " \n\t \u00a0",
    "emoji": "Troops \U0001f680\U0001f680 left 👩‍👩‍👧 the\u200d base 🇦🇲.",
    "control": "The\x00 minister\x07 resigned\x1b[0m.\r\nHe\x0b left.",
    "right to left": "قال الرئيس إن القوات انسحبت. שלום לכולם.",
    "no spaces": "部队已经撤离。总统证实了这一消息。",
    "huge word": "x" * 50_000,
    "huge word of signs": "?!" * 20_000,
    "huge sentence": "and then they left " * 2_000,
    "many names": "Gen. J. R. Smith, " * 300,
    "surrogate": "The \ud800 minister left.",
    "combining": "e\u0301" * 300 + " \u0301\u0301 \u200b",
}


@pytest.fixture(scope="module")
def model() -> ReadingModel:
    return ReadingModel.load()


def check(text: str, sentences: list[ParsedSentence]) -> None:
    """Asserts that offsets, trees and names hold together."""
    end = 0
    for sentence in sentences:
        tokens = sentence.tokens
        assert (sentence.start, sentence.end) == (tokens[0].start, tokens[-1].end)
        for token in tokens:
            assert end <= token.start < token.end
            assert text[token.start : token.end] == token.text
            assert token.lemma
            assert token.upos
            end = token.end
        assert [token.deprel for token in tokens if token.head == -1] == ["root"]
        assert all(-1 <= token.head < len(tokens) for token in tokens)
        for name in sentence.names:
            assert 0 <= name.first <= name.last < len(tokens)
            assert name.kind in ("PER", "LOC", "ORG", "OTH")


@pytest.mark.parametrize("kind", ODD_TEXTS)
def test_odd_text_is_read(model: ReadingModel, kind: str) -> None:
    text = ODD_TEXTS[kind]
    check(text, model.analyse(text, [(0, len(text))]))


def test_a_plain_report_reads_well(model: ReadingModel) -> None:
    text = "Russia withdrew its troops.\n\nArmenia's minister, Gen. A. Petrosyan, welcomed it."
    first, second = model.analyse(text, [(0, 27), (29, len(text))])
    assert [(t.lemma, t.upos, t.deprel, t.head) for t in first.tokens] == [
        ("Russia", "PROPN", "nsubj", 1),
        ("withdraw", "VERB", "root", -1),
        ("its", "PRON", "nmod:poss", 3),
        ("troop", "NOUN", "obj", 1),
        (".", "PUNCT", "punct", 1),
    ]
    assert (first.block, second.block) == (0, 1)
    assert [token.text for token in second.tokens[:3]] == ["Armenia", "'s", "minister"]
    assert [name.kind for name in second.names] == ["LOC", "PER"]


def test_many_texts_read_as_one_by_one(model: ReadingModel) -> None:
    texts = ["The talks failed.", "", "Troops left the city. Nobody was hurt."]
    items = [(text, [(0, len(text))]) for text in texts]
    together = model.analyse_many(items)
    # Scores may differ in the last digits, for padding changes how 8-bit activations are scaled.
    shapes = [[[(t.start, t.upos, t.head) for t in s.tokens] for s in found] for found in together]
    alone = [[[(t.start, t.upos, t.head) for t in s.tokens] for s in model.analyse(*item)] for item in items]
    assert shapes == alone


def test_names_of_a_text_hang_on_that_text_alone(model: ReadingModel, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["Lund left. So did Mr. Lund's wife.", "He moved to Lund. Lund is a town.", "Nobody came."]
    items = [(text, [(0, len(text))]) for text in texts]
    alone = [[sentence.names for sentence in model.analyse(*item)] for item in items]
    for most in (1, 3, 4096):
        monkeypatch.setattr("chancery.reading.model.reader.POOL_SENTENCES", most)
        assert [[sentence.names for sentence in found] for found in model.analyse_many(items)] == alone


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "models"
    shutil.copytree(default_folder(), folder)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    target = folder / manifest["parts"]["labels"]
    target.write_text(target.read_text("utf-8") + " ", "utf-8")
    with pytest.raises(ArtefactError, match="SHA-256"):
        ReadingModel.load(folder)


def test_a_missing_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArtefactError, match="no readable model manifest"):
        ReadingModel.load(tmp_path)


def test_a_sentence_reads_the_same_alone_and_among_others(model: ReadingModel) -> None:
    sentence = "Turkey withdrew its troops from northern Syria on Monday."
    among = (
        f"{sentence} Officials said little. " + "The army of the eastern province, which had held the town, left. " * 8
    )
    alone = model.analyse(sentence, [(0, len(sentence))])[0]
    assert model.analyse(among, [(0, len(among))])[0].tokens == alone.tokens
