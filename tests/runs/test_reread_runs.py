"""Reports read again by newer steps: people's judgements survive, and the same steps change nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from stub_steps import code, make_report, stub_steps

from chancery.record import Record
from chancery.runs import Steps, file_reports
from chancery.runs.rereading import reread_reports
from chancery.runs.review import Correction, make_correction
from chancery.terms import Claim, Reading, Report, Span, UnknownIdError, content_id
from tests.conftest import Place

Code = Callable[[Reading], tuple[Report, list[Claim]]]
TEXTS = {
    "a": "The peacekeepers withdrew in 2024. Others deployed in 2020.",
    "b": "Moscow said that they withdrew in 2024. Nobody else withdrew in 2021.",
}


def newer(reading: Reading) -> tuple[Report, list[Claim]]:
    """The second version: finds the trigger one word earlier, calls a deployment RETREAT, and misses "Nobody"."""
    report, claims = code(reading)
    found = []
    for claim in claims:
        if "Nobody" in claim.words or claim.kind != "event":
            continue
        word = claim.trigger.cut(report.text)
        trigger = Span(claim.trigger.start - 1, claim.trigger.end) if word == "withdrew" else claim.trigger
        content = replace(claim.event, type="RETREAT")
        mention = content_id("m", report.id, claim.kind, trigger.start)
        made = replace(claim, id=content_id("c", mention, content), mention=mention, trigger=trigger, content=content)
        found.append(made)
    return report, found


def steps(code: Code = code, version: str = "stub.v1") -> Steps:
    """The stub steps with a coder and its version."""
    return replace(stub_steps(code), versions={"coder": version})


NEWER = steps(newer, "stub.v2")


@pytest.fixture
def record(place: Place) -> Record:
    """Two reports, filed by the first version."""
    opened = Record.open(place("record"), clock=lambda: "2025-01-01T00:00:00Z")
    file_reports([make_report(name, text, "2024-06-12", name) for name, text in TEXTS.items()], opened, steps=steps())
    return opened


def mention_of(record: Record, words: str) -> str:
    """The mention of the event claim whose sentence holds the words."""
    reports = [report.id for report in record.reports()]
    return next(one.mention for one in record.claims_of(reports) if one.kind == "event" and words in one.words)


def correct(record: Record, verdict: str, *ids: str, **changes: str) -> None:
    """A person's judgement."""
    make_correction(record, Correction(verdict, ids, "so it says", "An Editor", changes))


def test_the_same_steps_change_nothing_and_the_second_time_read_only_one_report(record: Record) -> None:
    before = record.contents()
    first = reread_reports(record, steps=steps())
    assert (first.unchanged, first.changed, first.current) == (2, 0, 0)
    again = reread_reports(record, steps=steps())
    assert (again.unchanged, again.changed, again.current) == (1, 0, 1)
    after = record.contents()
    assert {name: rows for name, rows in after.items() if name != "readings"} == {
        name: rows for name, rows in before.items() if name != "readings"
    }
    assert record.check() == []


def test_what_newer_steps_say_takes_the_place_of_what_older_ones_said(record: Record) -> None:
    before = record.contents()
    result = reread_reports(record, steps=NEWER)
    assert (result.changed, result.superseded > 0, result.failed) == (2, True, 0)
    assert {event.type for event in record.snapshot().events} == {"RETREAT"}
    assert record.check() == []
    assert len(record.contents()["claims"]) == len(before["claims"]) + result.added, "nothing is deleted"
    back = reread_reports(record, steps=steps())
    assert (back.added, back.restored) == (0, result.superseded)
    assert record.contents()["events"] == before["events"]
    assert record.contents()["states"] == before["states"]


def test_judgements_survive_where_a_trigger_moves_and_where_a_type_changes(record: Record) -> None:
    left, came = mention_of(record, "peacekeepers withdrew"), mention_of(record, "deployed")
    said = mention_of(record, "Moscow")
    correct(record, "split", left, said)
    correct(record, "recode", came, type="MOBILIZE", status="planned")
    correct(record, "reject", mention_of(record, "Nobody"))
    reread_reports(record, steps=NEWER)
    snapshot = record.snapshot()
    assert mention_of(record, "peacekeepers withdrew") != left, "the trigger moved"
    by_words = {snapshot.claims[one].words: event for event in snapshot.events for one in event.claims}
    assert len(by_words) == 3
    assert len({event.id for event in by_words.values()}) == 3, "what was split stays apart"
    kept = by_words["Others deployed in 2020."]
    assert (kept.type, kept.status) == ("MOBILIZE", "planned"), "the newer steps say RETREAT, the person does not"
    assert [judgement.verdict for judgement in snapshot.lost] == ["rejected"], "no claim says it any more"
    assert record.check() == []


def test_undone_judgements_do_not_follow(record: Record) -> None:
    correct(record, "reject", mention_of(record, "peacekeepers withdrew"))
    correct(record, "undo", record.persons()[0].id)
    reread_reports(record, steps=NEWER)
    snapshot = record.snapshot()
    assert (snapshot.rejected, snapshot.lost) == ({}, ())


def test_a_report_that_fails_keeps_what_it_has(record: Record) -> None:
    def broken(reading: Reading) -> tuple[Report, list[Claim]]:
        if "Moscow" in reading.report.text:
            raise ValueError("no way")
        return newer(reading)

    failures: list[str] = []
    result = reread_reports(record, steps=steps(broken, "stub.v3"), on_failure=lambda one: failures.append(one.detail))
    assert (result.failed, result.changed, len(failures)) == (1, 1, 1)
    assert "no way" in failures[0]
    assert any("Moscow" in claim.words for claim in record.snapshot().claims.values())


def test_only_the_reports_asked_for_are_read(record: Record) -> None:
    one = next(record.reports())
    assert reread_reports(record, [one.id[:8]], steps=NEWER).done == 1
    with pytest.raises(UnknownIdError, match="not a report"):
        reread_reports(record, [mention_of(record, "withdrew")], steps=NEWER)
    with pytest.raises(UnknownIdError):
        reread_reports(record, ["zzzz"], steps=NEWER)
