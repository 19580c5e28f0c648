"""What a word looks like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.reading.model.shapes import (
    CASE_CLASSES,
    ENDING_CLASSES,
    FORMS,
    SENTENCE_FORMS,
    case_classes,
    ending_class,
    sentence_form,
    word_form,
)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("troops", "lower"),
        ("Troops", "title"),
        ("CSTO", "upper"),
        ("A", "capital"),
        ("McDonald", "mixed"),
        ("2023", "digits"),
        ("1,200", "digits"),
        ("G7", "alnum"),
        ("...", "sign"),
        ("北京", "caseless"),
    ],
)
def test_word_form(word: str, form: str) -> None:
    assert FORMS[word_form(word)] == form


@pytest.mark.parametrize(
    ("words", "form"),
    [
        (["Troops", "leave", "the", "border", "region"], "normal"),
        (["Troops", "Leave", "Border", "Region", "for", "Good"], "title"),
        (["TROOPS", "LEAVE", "BORDER"], "upper"),
        (["troops", "leave", "the", "border", "region"], "lower"),
        (["Key", "Points"], "normal"),
        ([], "normal"),
    ],
)
def test_sentence_form(words: list[str], form: str) -> None:
    assert SENTENCE_FORMS[sentence_form(words)] == form


@given(st.lists(st.tuples(st.text(min_size=1), st.booleans()), max_size=20))
def test_classes_stay_in_their_range(rows: list[tuple[str, bool]]) -> None:
    words, glued = [word for word, _ in rows], [flag for _, flag in rows]
    assert all(2 <= number < CASE_CLASSES for number in case_classes(words, glued))
    assert all(1 <= ending_class(word) < ENDING_CLASSES for word in words)
    assert len(case_classes(words, glued)) == len(words)


def test_the_first_word_stays_first_behind_an_opening_mark() -> None:
    plain, quoted = case_classes(["He", "left"], [False, False]), case_classes(['"', "He", "left"], [False] * 3)
    assert quoted[1] == plain[0]
    assert quoted[2] == plain[1]
