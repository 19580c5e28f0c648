"""The classifier beside the codebook: what it guesses, what binds it, how sure it says a coding is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import chancery
from chancery.coding.traits import report_traits
from chancery.shelf.event_types import TYPE_NAMES, Network, WordVectors, event_types, read_event_types
from chancery.terms import ArtefactError


def test_every_coding_has_a_probability() -> None:
    events = chancery.code("France condemned Russia on Monday. Police in Kenya arrested two lawmakers.")["events"]
    assert {event["type"] for event in events} >= {"ACCUSE", "COERCE"}
    assert all(0.01 <= event["confidence"] <= 0.99 for event in events)


def test_what_two_phrases_do_to_each_other() -> None:
    text = "The European Union imposed sanctions on Belarus."
    kind, share = chancery.code_pair(text, source=(4, 18), target=(40, 47))
    assert kind == "SANCTION"
    assert 0.5 < share <= 1.0


def test_a_blank_before_the_text_moves_no_phrase() -> None:
    text = "France condemned Russia on Wednesday."
    plain = chancery.code_pair(text, source=(0, 6), target=(17, 23))
    assert chancery.code_pair("  " + text, source=(2, 8), target=(19, 25)) == plain


@pytest.mark.parametrize(
    "text",
    [
        "The minister met her husband at university.",
        "A guest asked for the bill.",
        "The striker attacked down the left and the goalkeeper saved his header.",
    ],
)
def test_an_exception_of_the_codebook_binds_it(text: str) -> None:
    assert chancery.code(text)["events"] == []


def test_a_broken_file_is_told_with_the_remedy(tmp_path: Path) -> None:
    broken = tmp_path / "event_types.npz"
    broken.write_bytes(b"nothing of the kind")
    with pytest.raises(ArtefactError, match="event types"):
        read_event_types(broken)


def test_words_that_are_not_in_the_table_have_no_meaning() -> None:
    words = WordVectors(["pull out", "condemn"], np.array([[2, 0], [0, 4]], np.int8), 0.5)
    assert words.of(["pull_out", "Condemn", "frobnicate"]).tolist() == [[1.0, 0.0], [0.0, 2.0], [0.0, 0.0]]


def test_chances_of_a_network_add_up_to_one() -> None:
    network = event_types().pairs
    rows = np.random.default_rng(1).normal(size=(5, network.middle.shape[0])).astype(np.float32)
    chances = network.chances(rows)
    assert chances.shape == (5, len(TYPE_NAMES))
    np.testing.assert_allclose(chances.sum(1), 1.0, rtol=1e-5)


def test_networks_are_averaged() -> None:
    one = np.zeros((2, 1, 1), np.float32)
    outer = np.zeros((2, 1, 2), np.float32)
    bias = np.array([[0.0, 0.0], [100.0, 0.0]], np.float32)
    network = Network(np.zeros(1, np.float32), np.ones(1, np.float32), one, np.zeros((2, 1), np.float32), outer, bias)
    np.testing.assert_allclose(network.chances(np.zeros((1, 1), np.float32)), [[0.75, 0.25]], rtol=1e-5)


def test_what_the_rest_of_a_report_tells_of_is_not_in_short_ones() -> None:
    chances = np.full((5, len(TYPE_NAMES)), 0.1, np.float32)
    assert not report_traits(chances, np.array([0, 0, 1, 2, 2])).any()


def test_what_the_rest_of_a_report_tells_of_leaves_a_sentence_itself_out() -> None:
    chances = np.zeros((5, len(TYPE_NAMES)), np.float32)
    chances[:, 2] = [0.8, 0.4, 0.0, 0.0, 0.2]
    rows = report_traits(chances, np.array([0, 0, 1, 2, 3]))
    means, nearest, place = rows[:, 1:-1].reshape(5, 2, -1)[:, 0], rows[:, 1:-1].reshape(5, 2, -1)[:, 1], rows[:, -1]
    assert rows[:, 0].tolist() == [1.0] * 5
    np.testing.assert_allclose(
        means[:, 2] / means[2, 2], [0.2 / 3 / 0.35, 0.2 / 3 / 0.35, 1.0, 1.0, 0.3 / 0.35], rtol=1e-5
    )
    np.testing.assert_allclose(nearest[:, 2], [0.0, 0.0, 0.8, 0.2, 0.0])
    np.testing.assert_allclose(place, [0, 0, 1 / 3, 2 / 3, 1], rtol=1e-6)
