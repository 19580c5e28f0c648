"""What people judged goes out as training data and comes back as what training reads."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from stub_steps import code, make_report, stub_steps

from chancery.record import Record
from chancery.runs import file_reports
from chancery.runs.rereading import reread_reports
from chancery.runs.review import Correction, make_correction
from chancery.runs.teaching import export_judgements
from chancery.terms import Claim, InputError, Reading, Report
from tests.conftest import Place
from training.event_gold import judged_sentences
from training.judged import VARIABLE, judged_articles, judged_pairs, judgements_file
from training.same_events import people_pairs

TEXTS = {
    "a": "The peacekeepers withdrew in 2024. Others deployed in 2020.",
    "b": "Moscow said that they withdrew in 2024. Nobody else withdrew in 2021.",
}


@pytest.fixture
def record(place: Place) -> Record:
    opened = Record.open(place("record"), clock=lambda: "2025-01-01T00:00:00Z")
    items = [make_report(name, text, "2024-06-12", name) for name, text in TEXTS.items()]
    file_reports(items, opened, steps=stub_steps())
    return opened


def claim_of(record: Record, words: str) -> Claim:
    reports = [report.id for report in record.reports()]
    return next(one for one in record.claims_of(reports) if one.kind == "event" and words in one.words)


def make(record: Record, verdict: str, *ids: str, **changes: str) -> str:
    correction = Correction(verdict, ids, "it says so", "An Editor", changes)
    return make_correction(record, correction).judgements[0].id


def test_pairs_come_back_with_both_triggers_and_the_verdict(record: Record, tmp_path: Path) -> None:
    left, said, nobody = (claim_of(record, words) for words in ("peacekeepers", "Moscow", "Nobody"))
    make(record, "split", left.mention, said.mention)
    make(record, "merge", left.id, nobody.id)
    file = tmp_path / "judged.jsonl"
    assert export_judgements(record, file) == 2
    pairs = judged_pairs(file)
    assert [pair.same for pair in pairs] == [False, True]
    cut = {frozenset(side.trigger.cut(side.report.text) for side in (pair.one, pair.other)) for pair in pairs}
    assert cut == {frozenset({"withdrew"})}
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [(row["verdict"], row["annotator"]) for row in rows] == [("different", "An Editor"), ("same", "An Editor")]
    for side in rows[0]["reports"]:
        assert side["sha256"] == hashlib.sha256(side["text"].encode()).hexdigest()
        assert side["published"] == "2024-06-12"
    assert {side["text"] for side in rows[0]["reports"]} == set(TEXTS.values())


def test_claims_come_back_as_articles_as_the_person_left_them(record: Record, tmp_path: Path) -> None:
    came, nobody, said = (claim_of(record, words) for words in ("deployed", "Nobody", "Moscow"))
    make(record, "recode", came.id, type="ASSAULT", date="2020-11")
    make(record, "recode", came.id, status="alleged", recipients="Armenia")
    make(record, "reject", nobody.id)
    make(record, "undo", make(record, "reject", said.id))
    file = tmp_path / "judged.jsonl"
    assert export_judgements(record, file) == 2
    told, none = judged_articles(file)
    [event] = told.events
    assert (event.type, event.status, event.date) == ("ASSAULT", "alleged", "2020-11")
    assert [(party.text, party.country) for party in event.target] == [("Armenia", "ARM")]
    assert told.text[slice(*event.trigger)] == "deployed"
    assert told.text[slice(*told.sentences[0])] == "Others deployed in 2020."
    assert [one.type for one in none.events] == ["NONE"]
    assert none.text[slice(*none.events[0].trigger)] == "withdrew"


def test_what_a_newer_reading_no_longer_finds_still_teaches(record: Record, tmp_path: Path) -> None:
    came = claim_of(record, "deployed")
    make(record, "accept", came.id)

    def blind(reading: Reading) -> tuple[Report, list[Claim]]:
        report, claims = code(reading)
        return report, [one for one in claims if "deployed" not in one.words]

    reread_reports(record, steps=stub_steps(blind))
    assert len(record.snapshot().lost) == 1
    file = tmp_path / "judged.jsonl"
    assert export_judgements(record, file) == 1
    [article] = judged_articles(file)
    assert [event.type for event in article.events] == ["MOBILIZE"]


def test_training_learns_the_judged_word_alone(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(record, "recode", claim_of(record, "deployed").id, type="ASSAULT")
    make(record, "reject", claim_of(record, "Nobody").id)
    file = tmp_path / "judged.jsonl"
    export_judgements(record, file)
    found = {sentence.forms[0]: sentence for sentence in judged_sentences(file)}
    known = {first: [one for one in sentence.events if one != "?"] for first, sentence in found.items()}
    assert known == {"Others": ["ASSAULT"], "Nobody": ["none"]}
    monkeypatch.delenv(VARIABLE, raising=False)
    assert judgements_file() is None
    monkeypatch.setenv(VARIABLE, str(file))
    assert judgements_file() == file


def test_the_pairs_are_learned_as_those_of_the_labelled_stories(tmp_path: Path) -> None:
    texts = {
        "one": "Russia condemned Georgia on Monday over the closure of the border.",
        "two": "Russia condemned Georgia on Monday. The closure of the border is a mistake, Moscow said.",
    }
    file = tmp_path / "judged.jsonl"
    with Record.open(tmp_path / "real.sqlite") as record:
        file_reports([make_report(name, text, "2021-03-02", name) for name, text in texts.items()], record)
        first, second = (
            next(one for one in record.claims_of([report.id]) if one.kind == "event" and one.event.type == "ACCUSE")
            for report in record.reports()
        )
        make(record, "split", first.mention, second.mention)  # the rule has merged them
        assert export_judgements(record, file) == 1
        assert [pair.same for pair in people_pairs(file)] == [False]
        make(record, "merge", first.mention, second.mention)
        export_judgements(record, file)
    [pair] = people_pairs(file)
    assert pair.same
    assert pair.traits["type"] == "same"


def test_a_file_that_cannot_be_written_is_named(record: Record, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        export_judgements(record, tmp_path / "taken" / "judged.jsonl")
