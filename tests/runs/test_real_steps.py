"""The steps that ship, on short texts: one record in any order and any number of processes; the public functions."""

from __future__ import annotations

from pathlib import Path

import pytest

import chancery
from chancery.record import Record
from chancery.runs import default_steps, file_reports, make_text_report
from chancery.runs.rereading import reread_reports
from chancery.terms import ArtefactError, InputError, Report

TEXTS = {
    "2021-03-02": "Norland sent 300 soldiers to Chad on Monday. France condemned the move.",
    "2021-03-04": "France condemned Russia on Wednesday. Germany denied that it had sent weapons to Chad.",
    "2021-06-10": "Russia withdrew its troops from Georgia in May 2021, the defence ministry in Moscow said.",
}


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """The texts as reports, where the model is there to read them."""
    try:
        default_steps().reader.read(make_text_report("France met Germany."))
    except ArtefactError as error:
        pytest.skip(f"the reading model is not there: {error}")
    return [make_text_report(text, published=day) for day, text in TEXTS.items()]


def test_the_record_depends_on_no_order_and_no_neighbour(tmp_path: Path, reports: list[Report]) -> None:
    contents = []
    for number, order in enumerate((reports, reports[::-1], reports[1:] + reports[:1])):
        path = tmp_path / f"{number}.chancery"
        file_reports(order[: number + 1], path)
        file_reports(order, path, jobs=2 if number == 2 else 1)
        with Record.open(path) as record:
            assert record.check() == []
            contents.append(record.contents())
    assert contents[1] == contents[0]
    assert contents[2] == contents[0]
    assert len(contents[0]["claims"]) >= 3


def test_a_report_dated_by_its_own_words_is_read_again_as_it_came(tmp_path: Path, reports: list[Report]) -> None:
    text = (Path(__file__).parents[2] / "examples" / "withdrawal.txt").read_text(encoding="utf-8")
    with Record.open(tmp_path / "a.chancery") as record:
        file_reports([make_text_report(text)], record)
        [report] = record.reports()
        assert (report.published_how, report.published.edtf) == ("inferred", "2024")
        found = reread_reports(record)
        assert (found.unchanged, found.changed) == (1, 0)
        assert next(record.reports()) == report


def test_the_public_functions_give_the_machines_view(reports: list[Report]) -> None:
    text = TEXTS["2021-03-04"]
    read = chancery.read(text, published="2021-03-04", given_id="x")
    assert (read["text"], read["given_id"], read["published"]) == (text, "x", "2021-03-04")
    assert [text[s["start"] : s["end"]] for s in read["sentences"]] == [text[:37], text[38:]]
    coded = chancery.code(text, published="2021-03-04")
    assert coded == chancery.code(text, published="2021-03-04")
    assert "ACCUSE" in [event["type"] for event in coded["events"]]


def test_a_pair_of_a_sentence(reports: list[Report]) -> None:
    kind, share = chancery.code_pair("France condemned Russia on Wednesday.", source=(0, 6), target=(17, 23))
    assert kind == "ACCUSE"
    assert 0.5 <= share <= 1.0
    assert chancery.code_pair("France condemned Russia on Wednesday.", source=(17, 23), target=(0, 6))[0] == "none"


def test_an_actor_phrase() -> None:
    actor = chancery.resolve_actor("French troops")
    assert (actor.country, actor.sector) == ("FRA", "MIL")


def test_a_text_that_cannot_be_read_is_an_error_with_the_reason() -> None:
    with pytest.raises(InputError, match="empty"):
        chancery.code("")
