"""Names out of tag scores."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.reading.model.names import NameDecoder

TAGS = ["O", *(f"{place}-{kind}" for kind in ("PER", "LOC") for place in "BIES")]


def scores(*tags: str) -> np.ndarray:
    """Scores that prefer the given tag of each word."""
    rows = np.zeros((len(tags), len(TAGS)), dtype=np.float32)
    for row, tag in enumerate(tags):
        rows[row, TAGS.index(tag)] = 5.0
    return rows


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        (["O", "O"], []),
        (["S-LOC", "O"], [(0, 0, "LOC")]),
        (["B-PER", "I-PER", "E-PER", "S-LOC"], [(0, 2, "PER"), (3, 3, "LOC")]),
    ],
)
def test_well_formed_tags(tags: list[str], names: list[tuple[int, int, str]]) -> None:
    assert [(n.first, n.last, n.kind) for n in NameDecoder(TAGS).decode(scores(*tags))] == names


@given(st.lists(st.sampled_from(TAGS), min_size=1, max_size=12))
def test_names_never_overlap_and_end(tags: list[str]) -> None:
    found = NameDecoder(TAGS).decode(scores(*tags))
    places = [place for name in found for place in range(name.first, name.last + 1)]
    assert places == sorted(set(places))
    assert all(0 <= place < len(tags) for place in places)
    assert all(0 < name.score <= 1 for name in found)


def test_a_word_is_drawn_towards_what_it_is_elsewhere_in_the_text() -> None:
    decoder = NameDecoder(TAGS)
    unsure = scores("O", "O")
    unsure[1, TAGS.index("S-PER")] = 4.5  # a little less than O
    words = [["Lund", "left"], ["by", "LUND"], ["to", "Lund"]]
    text = [scores("S-PER", "O"), unsure, scores("O", "S-PER")]
    assert decoder.decode(unsure) == ()
    moved = decoder.agreed(words, text)
    assert [[name.kind for name in decoder.decode(one)] for one in moved] == [["PER"], ["PER"], ["PER"]]
    assert unsure[1].argmax() == 0  # what came in is left as it was


def test_what_another_word_follows_tells_nothing() -> None:
    words = [["United", "States"], ["United", "Nations"], ["United", "Nations"]]
    text = [scores("B-LOC", "E-LOC"), scores("B-PER", "E-PER"), scores("B-PER", "E-PER")]
    moved = NameDecoder(TAGS).agreed(words, text)
    assert (moved[0] == text[0]).all()
    assert np.allclose(moved[1], text[1], atol=1e-5)


def test_words_without_a_capital_or_a_second_place_stay() -> None:
    words = [["lund", "Rome"], ["lund", "Oslo"]]
    text = [scores("S-PER", "S-LOC"), scores("O", "O")]
    moved = NameDecoder(TAGS).agreed(words, text)
    assert all((one == other).all() for one, other in zip(moved, text, strict=True))


@given(st.lists(st.lists(st.sampled_from(["Ann", "ann", "A", "the", "Lee"]), min_size=1, max_size=5), max_size=6))
def test_agreed_scores_have_the_shapes_of_the_words(words: list[list[str]]) -> None:
    text = [scores(*("S-LOC" if word == "Ann" else "O" for word in sentence)) for sentence in words]
    moved = NameDecoder(TAGS).agreed(words, text)
    assert [one.shape for one in moved] == [one.shape for one in text]
    assert all(np.isfinite(one).all() for one in moved)
