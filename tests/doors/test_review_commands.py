"""Review and judge on the command line: keys from a plain terminal, one line of outcome, clear refusals."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from chancery.doors.cli import app
from chancery.record import Record
from chancery.terms import (
    Actor,
    Claim,
    Dated,
    EventContent,
    Feature,
    Judgement,
    PartialDate,
    Participant,
    Report,
    Source,
    Span,
    Speaker,
    content_id,
)
from tests.conftest import Place

TEXTS = {
    "Agency": "Talks went on all week. Armenia condemned Azerbaijan on Monday. Nobody answered.",
    "Daily": "Azerbaijan was condemned by Armenia. Armenia withdrew its ambassador.",
}
WHO = ("--name", "An Editor", "--reason", "it says so")


def claim(report: Report, word: str, kind: str, confidence: float) -> Claim:
    """An event claim at a word of a report."""
    at = report.text.index(word)
    start = report.text.rfind(". ", 0, at) + 2 if ". " in report.text[:at] else 0
    sentence = Span(start, report.text.index(".", at) + 1)
    armenia = Participant(Actor("country:ARM", "Armenia", "country", "ARM"), "Armenia")
    when = Dated(PartialDate.parse("2024-05-13"), "stated", "Monday")
    content = EventContent(kind, "", (), "", -2.0, "happened", "", confidence, actors=(armenia,), when=when)
    mention = content_id("m", report.id, at)
    return Claim(
        content_id("c", mention), mention, report.id, "event", sentence, Span(at, at + len(word)),
        sentence.cut(report.text), "body", (Speaker(),), "asserts", content, known=report.published,
    )  # fmt: skip


def unsure(claims: Sequence[Claim]) -> list[Judgement]:
    """No rule is sure about events of one type."""
    events = sorted(claims, key=lambda one: one.mention)
    features = (Feature("type", 0.5, "ACCUSE", "ACCUSE"), Feature("date", -0.1, "2024-05-13", "2024-05-13"))
    return [
        Judgement(a.mention, b.mention, "unsure", 0.45, "type", "test.v1", features=features)
        for a, b in combinations(events, 2)
        if a.event.type == b.event.type
    ]


@pytest.fixture
def runner(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A runner with a record, in either database, of two reports: one unsure merge, one weak claim."""
    monkeypatch.chdir(tmp_path)
    for name in ("CHANCERY_RECORD", "CHANCERY_NAME", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("CHANCERY_RECORD", place("desk"))
    with Record.open(place("desk")) as record:
        for name, text in TEXTS.items():
            day = PartialDate.parse("2024-05-14")
            report = Report(
                text, source=Source(name), published=day, published_how="stated", blocks=(Span(0, len(text)),)
            )
            claims = [claim(report, "condemned", "ACCUSE", 0.9)]
            if "withdrew" in text:
                claims.append(claim(report, "withdrew", "RETREAT", 0.3))
            record.add(report, claims)
        record.rebuild(unsure)
    return CliRunner()


def run(runner: CliRunner, *words: str, keys: str = "", code: int = 0) -> Result:
    result = runner.invoke(app, list(words), input=keys)
    assert result.exit_code == code, result.output
    return result


def held() -> list[tuple[str, int]]:
    """Type and number of mentions of each event."""
    with Record.open(os.environ["CHANCERY_RECORD"], create=False) as record:
        assert record.check() == []
        return sorted((event.type, len(event.mentions)) for event in record.snapshot().events)


def queue(runner: CliRunner, *more: str) -> dict[str, list[dict[str, object]]]:
    """What waits, as JSON."""
    found: dict[str, list[dict[str, object]]] = json.loads(run(runner, "review", "--json", *more).output)
    return found


def test_the_list_shows_what_waits_with_sentences_and_features(runner: CliRunner) -> None:
    text = run(runner, "review", "--list").output
    assert "1 unsure merge, 1 weak claim" in text
    assert "Armenia condemned Azerbaijan on Monday." in text
    assert re.search(r"date +-0\.10 +2024-05-13 +2024-05-13", text)
    data = queue(runner)
    assert [one["score"] for one in data["merges"]] == [0.45]
    [weak] = data["claims"]
    assert weak["confidence"] == 0.3
    told = weak["told"]
    assert isinstance(told, dict)
    assert (told["before"], told["words"]) == (
        "Azerbaijan was condemned by Armenia.",
        "Armenia withdrew its ambassador.",
    )


def test_a_walk_through_by_keys(runner: CliRunner) -> None:
    keys = "x\nm\n\nm\none condemnation\nc\nCOERCE\n\n\n2024-05\n\n\n-\nan ambassador is no army\n"
    shown = run(runner, "review", "--name", "An Editor", keys=keys).output
    assert "One event or two? chance 0.45: type" in shown
    assert "no reason is given" in shown, "asked again where no reason was given"
    assert "merged: event" in shown
    assert "recoded: event" in shown
    assert "2 judgements kept" in shown
    assert held() == [("ACCUSE", 2), ("COERCE", 1)]
    again = run(runner, "review", "--name", "Another").output
    assert "nothing changed" in again
    assert "to go" not in again


def test_undo_skip_and_quit(runner: CliRunner) -> None:
    keys = "s\ntwo\nu\na slip\nk\nr\nno withdrawal of troops\n"
    shown = run(runner, "review", "--name", "An Editor", keys=keys).output
    assert "undone: event" in shown
    assert held() == [("ACCUSE", 1), ("ACCUSE", 1)]
    data = queue(runner)
    assert (len(data["merges"]), len(data["claims"]), len(data["rejected"])) == (1, 0, 1)
    assert "nothing changed" in run(runner, "review", "--name", "An Editor", keys="q\n").output
    assert "nothing changed" in run(runner, "review", "--name", "An Editor", keys="").output, "the input ends"


def test_what_one_person_answered_is_not_asked_again_though_another_undid_it(runner: CliRunner) -> None:
    [weak] = queue(runner)["claims"]
    told = weak["told"]
    assert isinstance(told, dict)
    made = json.loads(run(runner, "judge", "accept", told["mention"], *WHO, "--json").output)
    run(runner, "judge", "undo", made["judgements"][0], "--name", "Chief", "--reason", "not so sure")
    assert len(queue(runner, "--name", "Chief")["claims"]) == 1
    assert queue(runner, "--name", "An Editor")["claims"] == []


@pytest.mark.parametrize(("verdict", "held_then"), [("accept", 2), ("merge", 2), ("reject", 1), ("split", 1)])
def test_an_unsure_pair_is_answered_by_the_id_that_the_list_shows(
    runner: CliRunner, verdict: str, held_then: int
) -> None:
    [merge] = queue(runner)["merges"]
    pair = str(merge["judgement"])
    assert pair[:8] in run(runner, "review", "--list").output
    trail = run(runner, "why", pair[:8]).output
    assert "Armenia condemned Azerbaijan on Monday." in trail
    assert "Azerbaijan was condemned by Armenia." in trail
    assert re.search(r"2024-05-13 +2024-05-13 +-0\.10", trail)
    line = run(runner, "judge", verdict, pair[:8], *WHO).output
    assert line.startswith("merged: " if held_then == 2 else "split: ")
    assert ("ACCUSE", held_then) in held()
    assert queue(runner)["merges"] == []
    own = line.rsplit("(", 1)[1].strip().strip(")")
    assert "person:An Editor" in run(runner, "why", own).output
    refused = run(runner, "judge", "accept", own, *WHO, code=1).output
    assert "is a person's" in refused
    run(runner, "judge", "undo", own, *WHO)
    assert ("ACCUSE", 1) in held()


def test_a_pair_cannot_be_recoded_and_pairs_are_answered_one_at_a_time(runner: CliRunner) -> None:
    [merge] = queue(runner)["merges"]
    pair, told = str(merge["judgement"]), merge["left"]
    assert isinstance(told, dict)
    assert "can be accepted or rejected" in run(runner, "judge", "recode", pair, "--mode", "", *WHO, code=1).output
    assert "one judgement is answered at a time" in run(
        runner, "judge", "accept", pair, told["event"], *WHO, code=1
    ).output  # fmt: skip
    assert "no id that begins with j123" in run(runner, "judge", "accept", "j123", *WHO, code=1).output
    assert len(held()) == 3


def test_judging_by_script_and_the_log(runner: CliRunner) -> None:
    [merge] = queue(runner)["merges"]
    left, right = merge["left"], merge["right"]
    assert isinstance(left, dict)
    assert isinstance(right, dict)
    line = run(runner, "judge", "merge", left["event"][:10], right["event"], *WHO).output
    assert line.startswith("merged: event ")
    assert held() == [("ACCUSE", 2), ("RETREAT", 1)]
    log = run(runner, "judge", "list").output
    assert "An Editor: same" in log
    assert "[undone]" not in log
    run(runner, "judge", "undo", log.split()[0], *WHO)
    assert held() == [("ACCUSE", 1), ("ACCUSE", 1), ("RETREAT", 1)]
    rows = [json.loads(row) for row in run(runner, "judge", "list", "--json", "--by", "An Editor").output.splitlines()]
    assert [(row["verdict"], row["undone"]) for row in rows] == [("same", True), ("undone", False)]
    assert rows[0]["words"] == [left["words"], right["words"]] or rows[0]["words"] == [right["words"], left["words"]]
    assert "Nobody has judged" in run(runner, "judge", "list", "--by", "Nobody").output


def test_recode_by_script_shows_in_why(runner: CliRunner) -> None:
    with Record.open(os.environ["CHANCERY_RECORD"], create=False) as record:
        [event] = [one.id for one in record.snapshot().events if one.type == "RETREAT"]
    out = run(
        runner, "judge", "recode", event, "--type", "SANCTION", "--status", "planned", "--actor", "Azerbaijan",
        "--actor", "Turkey", "--date", "2024-06", *WHO,
    ).output  # fmt: skip
    assert "is SANCTION, planned, 2024-06" in out
    trail = run(runner, "why", event).output
    assert "person:An Editor" in trail
    assert "recoded (type SANCTION" in trail
    assert "actors Azerbaijan, Turkey" in trail
    run(runner, "judge", "reject", event, *WHO)
    with Record.open(os.environ["CHANCERY_RECORD"], create=False) as record:
        [rejected] = record.snapshot().rejected
    assert "no: rejected" in run(runner, "why", rejected).output


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("accept", "e", "--reason", "x"), "nobody is named who judges"),
        (("accept", "zz99", "--reason", "x", "--name", "A"), "no id that begins with zz99"),
        (("accept", "zz99", "--reason", " ", "--name", "A"), "no reason is given"),
        (("undo", "zz99", "--reason", "x", "--name", "A"), "no person's judgement"),
    ],
)
def test_refusals_are_one_line_with_a_remedy(runner: CliRunner, words: tuple[str, ...], found: str) -> None:
    result = run(runner, "judge", *words, code=1)
    assert found in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_reread_reads_what_is_filed(runner: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    def coded_otherwise(record: Record | str | Path, wanted: object, **_: object) -> object:
        from chancery.runs.rereading import Reread

        return Reread(changed=1, unchanged=1, added=2, superseded=1)

    monkeypatch.setattr("chancery.runs.rereading.reread_reports", coded_otherwise)
    out = run(runner, "reread").output
    assert "1 report changed, 1 unchanged" in out
    assert json.loads(run(runner, "reread", "--json").output)["superseded"] == 1


def test_a_view_of_nothing_says_so(tmp_path: Path) -> None:
    runner = CliRunner()
    with Record.open(tmp_path / "empty.sqlite"):
        pass
    out = run(runner, "review", "--list", "--record", str(tmp_path / "empty.sqlite")).output
    assert "Nothing waits for review" in out
