"""The bench's own arithmetic, on sentences made by hand."""

import json
from pathlib import Path

import pytest

from bench.reading import floors
from bench.reading.metrics import Count, ScoredWord, Scores, name_spans
from bench.reading.sets import gold_texts, surface_tokens
from training.corpora import Sentence, Word, clean_tags, split_like_ud
from training.labels import bioes


def word(start: int, end: int, *, upos: str = "NOUN", head: tuple[int, int] | None = None) -> ScoredWord:
    return ScoredWord((start, end), upos, "x", head, "nsubj:pass")


def test_words_are_aligned_by_their_characters() -> None:
    scores = Scores()
    true = [[word(0, 3), word(4, 7, head=(0, 3)), word(8, 9)]]
    said = [[word(0, 3), word(4, 7, head=(0, 3), upos="VERB")], [word(8, 10)]]
    scores.add_text(said, true)
    table = scores.table()
    assert table["sentences"] == 0
    assert table["words"] == pytest.approx(66.67)
    assert table["upos"] == pytest.approx(33.33)
    assert table["las"] == pytest.approx(66.67)


def test_nothing_said_scores_nothing() -> None:
    assert Count().f1 == 0


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        (["O", "B-PER", "I-PER", "B-PER"], {(1, 2, "PER"), (3, 3, "PER")}),
        (["B-LOC", "I-ORG"], {(0, 0, "LOC"), (1, 1, "ORG")}),
        (["B-OTH"], set()),
    ],
)
def test_name_spans(tags: list[str], spans: set[tuple[int, int, str]]) -> None:
    assert name_spans(tags, ("PER", "LOC", "ORG")) == spans


def test_gold_text_has_a_block_per_paragraph_and_its_surface_tokens() -> None:
    first = Sentence("t", "1", [Word("Do", head=0, space_after=False), Word("n't", head=1)], surface=[(0, 1, "Don't")])
    second = Sentence("t", "2", [Word("Go", head=0, space_after=False), Word(".", head=1)], paragraph=True)
    (gold,) = gold_texts([first, second])
    assert gold.text.rstrip() == "Don't\n\nGo."
    assert gold.blocks == [(0, 5), (7, 10)]
    assert gold.tokens == {(0, 5), (7, 9), (9, 10)}
    assert gold.sentences[0][1].span == (2, 5)
    assert gold.sentences[0][1].head == (0, 2)


def test_a_contraction_is_one_surface_token() -> None:
    text = "Don't say Armenia's army cannot go"
    words = [(0, 2), (2, 5), (6, 9), (10, 17), (17, 19), (20, 24), (25, 28), (28, 31), (32, 34)]
    assert len(surface_tokens(text, words)) == 6


def test_floors_tell_what_fell_rise_by_themselves_and_fall_for_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(floors, "FLOORS", tmp_path / "floors.json")

    def hold(las: float, *, reason: str = "", write: bool = True) -> list[str]:
        return floors.hold_floors({"EWT": {"las": las}}, tmp_path, model="m", reason=reason, write=write)

    def floor() -> float:
        return float(json.loads((tmp_path / "floors.json").read_text("utf-8"))["floors"]["EWT"]["las"])

    assert hold(89.0) == []
    assert hold(90.0, write=False) == []
    assert floor() == 89.0
    assert hold(90.0) == []
    assert floor() == 90.0
    assert hold(88.0) == ["EWT, las: 88.0 is below the floor of 90.0"]
    assert floor() == 90.0
    assert hold(88.0, reason="the gold was mended") == []
    assert floor() == 88.0
    pinned = json.loads((tmp_path / "floors.json").read_text("utf-8"))
    assert pinned["lowered"] == ["EWT, las: from 90.0 to 88.0: the gold was mended"]


def test_tags_are_made_strict() -> None:
    assert clean_tags(["I-PER", "I-PER", "B-O", "I-LOC", "I-ORG"]) == ["B-PER", "I-PER", "O", "B-LOC", "B-ORG"]
    assert bioes(["B-PER", "I-PER", "O", "B-LOC", "?"]) == ["B-PER", "E-PER", "O", "S-LOC", "?"]


def test_hyphens_are_cut_as_in_the_treebanks() -> None:
    assert split_like_ud("years-long") == ["years", "-", "long"]
    assert split_like_ud("-") == ["-"]
