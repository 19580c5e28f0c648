"""Words into pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.reading.model.wordpiece import MAX_PIECES, WordPieces, plain_form

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "peace", "##keep", "##er", "##s", "'", "-", "a", "##a", "who"]


@pytest.fixture
def cutter() -> WordPieces:
    return WordPieces(VOCABULARY)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("peacekeepers", ["peace", "##keep", "##er", "##s"]),
        ("PEACE", ["peace"]),
        ("peacé", ["peace"]),
        ("’", ["'"]),
        ("—", ["-"]),
        ("a-a", ["a", "-", "a"]),
        ("xyz", ["[UNK]"]),
    ],
)
def test_longest_match_first(cutter: WordPieces, word: str, pieces: list[str]) -> None:
    assert [VOCABULARY[number] for number in cutter.pieces(word)] == pieces


def test_a_very_long_word_is_one_unknown_piece(cutter: WordPieces) -> None:
    assert cutter.pieces("a" * 50_000) == (cutter.unknown,)


def test_middle_pieces_of_a_long_word_are_left_out(cutter: WordPieces) -> None:
    assert len(cutter.pieces("a" * 60)) == MAX_PIECES


@given(st.text(min_size=1, max_size=120))
def test_every_word_has_a_piece(word: str) -> None:
    assert 1 <= len(WordPieces(VOCABULARY).pieces(word)) <= MAX_PIECES


def test_a_word_of_invisible_signs_keeps_its_spelling() -> None:
    assert plain_form("\u200b") == "\u200b"
