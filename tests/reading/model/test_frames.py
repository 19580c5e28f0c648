"""Arguments and senses out of scores made by hand."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.reading.model.frames import ArgumentDecoder, FrameBook
from chancery.reading.model.parsed import ParsedArgument

TAGS = ["O", "B-ARG0", "I-ARG0", "B-ARGM-TMP", "I-ARGM-TMP"]


def scores(*tags: str, sure: float = 5.0) -> np.ndarray:
    rows = np.zeros((1, len(tags), len(TAGS)), dtype=np.float32)
    for word, tag in enumerate(tags):
        rows[0, word, TAGS.index(tag)] = sure
    return rows


def test_runs_of_tags_become_arguments() -> None:
    (found,) = ArgumentDecoder(TAGS).decode(scores("B-ARG0", "I-ARG0", "O", "B-ARGM-TMP"))
    assert found == (ParsedArgument("ARG0", 0, 1), ParsedArgument("ARGM-TMP", 3, 3))


def test_an_inside_without_a_beginning_is_read_as_what_fits_best() -> None:
    rows = scores("O", "I-ARG0", "I-ARG0")
    rows[0, 1, TAGS.index("B-ARG0")] = 4.5
    (found,) = ArgumentDecoder(TAGS).decode(rows)
    assert found == (ParsedArgument("ARG0", 1, 2),)


def test_of_two_phrases_for_one_numbered_role_the_surer_stays() -> None:
    rows = scores("B-ARG0", "O", "B-ARG0", "B-ARGM-TMP", "O", "B-ARGM-TMP")
    rows[0, 0, 0] = 3.0
    (found,) = ArgumentDecoder(TAGS).decode(rows)
    assert [(a.role, a.first) for a in found] == [("ARG0", 2), ("ARGM-TMP", 3), ("ARGM-TMP", 5)]


def test_a_phrase_that_may_well_go_on_is_left_out() -> None:
    sure = scores("B-ARG0", "O", "B-ARGM-TMP")
    sure[0, 0, 0] = 4.0
    unsure = sure.copy()
    unsure[0, 1, TAGS.index("I-ARG0")] = 4.5
    (found,) = ArgumentDecoder(TAGS).decode(sure)
    assert [a.role for a in found] == ["ARG0", "ARGM-TMP"]
    (found,) = ArgumentDecoder(TAGS).decode(unsure)
    assert [a.role for a in found] == ["ARGM-TMP"]


def test_a_phrase_is_looked_for_where_none_is_a_little_likelier() -> None:
    rows = scores("B-ARG0", "O")
    rows[0, 0, 0] = 5.2
    (found,) = ArgumentDecoder(TAGS).decode(rows)
    assert found == (ParsedArgument("ARG0", 0, 0),)


def test_a_barred_role_gives_way_to_the_next_best() -> None:
    rows = scores("B-ARG0", "O")
    rows[0, 0, TAGS.index("B-ARGM-TMP")] = 2.0
    (found,) = ArgumentDecoder(TAGS).decode(rows, [FrameBook([], {}, {"rain.01": "1PPT"}).barred("rain.01")])
    assert found == (ParsedArgument("ARGM-TMP", 0, 0),)
    assert FrameBook([], {}, {}).barred("rain.01") == frozenset()


def _fits(path: tuple[int, ...]) -> bool:
    for before, tag in itertools.pairwise((0, *path)):
        if TAGS[tag][0] == "I" and TAGS[before][2:] != TAGS[tag][2:]:
            return False
    return True


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.integers(-9, 9), min_size=5, max_size=5), min_size=1, max_size=4))
def test_the_best_fitting_path_is_found(rows: list[list[int]]) -> None:
    given_scores = np.array([rows], dtype=np.float32)
    paths = [path for path in itertools.product(range(len(TAGS)), repeat=len(rows)) if _fits(path)]
    best = max(sum(rows[word][tag] for word, tag in enumerate(path)) for path in paths)
    decoder = ArgumentDecoder(TAGS)
    path = given_scores.argmax(axis=2)
    if decoder._broken(path)[0]:
        path = decoder._viterbi(given_scores)
    assert _fits(tuple(path[0].tolist()))
    assert sum(rows[word][tag] for word, tag in enumerate(path[0])) == pytest.approx(best)


def test_a_sense_is_one_of_its_lemmas() -> None:
    book = FrameBook(["go.01", "take.01", "take.04"], {"take": ["take.01", "take.04"], "strafe": ["strafe.01"]}, {})
    chances = np.array([9.0, 1.0, 2.0], dtype=np.float32)
    assert book.choose("Take", chances, []) == "take.04"
    assert book.choose("strafe", chances, []) == "strafe.01"
    assert book.choose("zzz", chances, []) == ""


def test_a_sense_with_a_particle_needs_it() -> None:
    book = FrameBook(["shell_out.03"], {"shell": ["shell_out.03", "shell.01"]}, {})
    assert book.choose("shell", np.zeros(1, dtype=np.float32), ["the", "town"]) == "shell.01"
    assert book.choose("shell", np.zeros(1, dtype=np.float32), ["money", "out"]) == "shell_out.03"


@pytest.mark.parametrize(
    ("role", "function"),
    [("ARG0", "PAG"), ("C-ARG1", "PPT"), ("R-ARG0", "PAG"), ("ARG3", ""), ("ARGM-LOC", "LOC")],
)
def test_what_a_role_is_for(role: str, function: str) -> None:
    assert FrameBook([], {}, {"leave.01": "0PAG 1PPT 2DIR"}).function("leave.01", role) == function
