"""The scores of coding: who is matched with whom, and what counts as right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.coding.articles import GoldEvent, Party
from bench.coding.pairs import Pair, root_of, score_pairs
from bench.coding.reliability import plot
from bench.coding.scores import calibration_error, chance_error, compare, match, reliability
from bench.coding.written import read_written, unmarked

EVENT = GoldEvent(
    sentence=1,
    trigger=(10, 18),
    type="ACCUSE",
    mode="disapprove",
    status="happened",
    source=(Party("France", "FRA", "GOV"),),
    target=(Party("Russia", "RUS", "GOV"),),
    place=None,
    place_country="",
    date="2024-03",
    speaker=None,
    also="",
)


def test_one_event_is_matched_once() -> None:
    assert len(match([EVENT], [EVENT, EVENT])) == 1
    row = compare([([EVENT], [EVENT, EVENT])]).row()
    assert (row["event_precision"], row["event_recall"], row["event"]) == (50.0, 100.0, 66.7)


def test_triggers_that_meet_are_matched_first() -> None:
    near, far = replace(EVENT, status="denied"), replace(EVENT, trigger=(40, 45))
    assert match([EVENT], [far, near]) == [(EVENT, near)]


@pytest.mark.parametrize(
    ("change", "measure", "value"),
    [
        ({"sentence": 2}, "event", 0.0),
        ({"type": "REQUEST"}, "event", 0.0),
        ({"target": ()}, "countries", 0.0),
        ({"source": (Party("Paris", "FRA", "GOV"), Party("Rome", "ITA", "GOV"))}, "countries", 100.0),
        ({"source": (Party("Paris", "FRA", "GOV"), Party("Rome", "ITA", "GOV"))}, "countries_same", 0.0),
        ({"date": None}, "date", 0.0),
        ({"date": "2024-03-05"}, "date_near", 100.0),
        ({"date": "2024-03-05"}, "date", 0.0),
        ({"speaker": "the minister"}, "speaker", 0.0),
        ({"status": "alleged"}, "status", 0.0),
    ],
)
def test_what_is_wrong_is_counted_so(change: dict[str, object], measure: str, value: float) -> None:
    told = replace(EVENT, **change)  # type: ignore[arg-type]
    assert compare([([EVENT], [told])]).row()[measure] == value


def test_calibration_is_the_gap_between_said_and_right() -> None:
    assert calibration_error([(0.8, True)] * 8 + [(0.8, False)] * 2) == pytest.approx(0.0)
    assert calibration_error([(0.9, False)] * 10) == pytest.approx(90.0)
    assert reliability([(1.0, True)]) == [(1.0, 1.0, 1)]
    assert plot(reliability([(0.35, True), (0.9, False)])).count("<circle") == 2


def test_pairs_count_yielding_as_one_type() -> None:
    pairs = [Pair("a b", (0, 1), (2, 3), "YIELD"), Pair("c d", (0, 1), (2, 3), "AID")]
    row, mixed = score_pairs(pairs, lambda text, source, target: "RETREAT")
    assert root_of("CONCEDE") == root_of("RETREAT") == "YIELD"
    assert row["root_accuracy"] == 50.0
    assert mixed["AID", "YIELD"] == 1


def test_marks_are_taken_from_a_written_sentence() -> None:
    text, marks = unmarked("[Norway] *ordered* two {Belarusian} diplomats to leave.")
    assert text == "Norway ordered two Belarusian diplomats to leave."
    assert {mark: text[start:end] for mark, (start, end) in marks.items()} == {
        "[": "Norway",
        "*": "ordered",
        "{": "Belarusian",
    }


def test_the_written_sentences_can_be_read() -> None:
    rows = list(read_written())
    assert len(rows) >= 3000
    assert len({kind for kind, _, _ in rows}) == 17
    assert all(text[slice(*marks["*"])] for _, text, marks in rows if "*" in marks)


def test_what_calibration_error_comes_by_chance() -> None:
    assert chance_error([(1.0, True)] * 20) == 0.0
    assert chance_error([(0.5, True)] * 10) > chance_error([(0.5, True)] * 1000) > 0.0
