"""Corrections as people make them: by ids of any kind, with a name and a reason, and told in one line."""

from __future__ import annotations

from datetime import date

import pytest
from stub_steps import make_report, stub_steps

from chancery.record import Record
from chancery.runs import file_reports
from chancery.runs.review import Correction, Made, make_correction, whose
from chancery.terms import Claim, InputError, RecordError, UnknownIdError
from tests.conftest import Place

TEXTS = {
    "a": "The peacekeepers withdrew in 2024. Others deployed in 2020.",
    "b": "Moscow said that they withdrew in 2024. Nobody else withdrew in 2021.",
}
NOON = "2025-01-01T12:00:00Z"


class Clock:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> str:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def record(place: Place, clock: Clock) -> Record:
    opened = Record.open(place("record"), clock=clock)
    file_reports(
        [make_report(name, text, "2024-06-12", name) for name, text in TEXTS.items()], opened, steps=stub_steps()
    )
    return opened


def claim_of(record: Record, words: str, kind: str = "event") -> Claim:
    """The claim whose sentence holds the words, as it was read."""
    reports = [report.id for report in record.reports()]
    return next(one for one in record.claims_of(reports) if one.kind == kind and words in one.words)


def event_of(record: Record, words: str) -> str:
    """The id of the event told in the sentence that holds the words."""
    return record.homes([claim_of(record, words).id])[0][0].id


def make(
    record: Record, verdict: str, *ids: str, reason: str = "it says so", name: str = "An Editor", **changes: str
) -> Made:
    made = make_correction(record, Correction(verdict, ids, reason, name, changes))
    assert record.check() == []
    assert not record.unmatched
    return made


def sizes(record: Record) -> list[int]:
    """How many mentions each event has."""
    return sorted(len(event.mentions) for event in record.snapshot().events)


def test_a_correction_needs_a_name_and_a_reason(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHANCERY_NAME", raising=False)
    event = event_of(record, "Moscow")
    for name, reason, found in (
        (" ", "why", "nobody is named"),
        ("An Editor", " \n", "no reason"),
        ("x" * 81, "y", "too long"),
    ):
        with pytest.raises(InputError, match=found):
            make_correction(record, Correction("accept", (event,), reason, name))
    with pytest.raises(InputError, match="nothing to accept"):
        make_correction(record, Correction("accept", (), "why", "An Editor"))
    with pytest.raises(InputError, match="nobody can 'bless'"):
        make_correction(record, Correction("bless", (event,), "why", "An Editor"))
    assert record.persons() == ()
    monkeypatch.setenv("CHANCERY_NAME", "A  Desk ")
    assert whose(None) == "A Desk"


def test_two_events_are_merged_and_the_merge_is_undone(record: Record) -> None:
    before = record.contents()
    one, other = event_of(record, "peacekeepers withdrew"), event_of(record, "deployed")
    made = make(record, "merge", one[:9], other)
    assert sizes(record) == [1, 3]
    assert made.line.startswith("merged: event ")
    assert "3 mentions" in made.line
    assert "is gone" in made.line
    assert len({judgement.when for judgement in made.judgements}) == 1
    undone = make(record, "undo", made.judgements[0].id[:9], reason="a slip")
    assert len(undone.judgements) == len(made.judgements), "an act is undone as a whole"
    assert record.contents()["events"] == before["events"]
    assert record.contents()["states"] == before["states"]
    make(record, "undo", undone.judgements[0].id, reason="no slip after all")
    assert sizes(record) == [1, 3]


def test_a_mention_is_split_off_its_event_by_any_id_of_it(record: Record) -> None:
    said = claim_of(record, "Moscow")
    assert sizes(record) == [1, 1, 2]
    for ids in ((said.mention,), (said.id,), (event_of(record, "Moscow"), said.mention)):
        made = make(record, "split", *ids)
        assert sizes(record) == [1, 1, 1, 1]
        make(record, "undo", made.judgements[0].id)
        assert sizes(record) == [1, 1, 2]


def test_what_is_split_can_be_merged_again_and_kept_apart_again(record: Record) -> None:
    said = claim_of(record, "Moscow")
    make(record, "split", said.mention)
    one, other = event_of(record, "Moscow"), event_of(record, "peacekeepers withdrew")
    make(record, "merge", one, other)
    assert sizes(record) == [1, 1, 2]
    make(record, "split", said.mention, claim_of(record, "peacekeepers withdrew").mention)
    assert sizes(record) == [1, 1, 1, 1]


def test_rejecting_takes_the_event_and_what_it_opened_and_accepting_brings_them_back(record: Record) -> None:
    came = claim_of(record, "deployed")
    state = record.homes([claim_of(record, "deployed", "state").id])[1][0]
    made = make(record, "reject", event_of(record, "deployed"))
    assert "is gone" in made.line
    snapshot = record.snapshot()
    assert came.id in snapshot.rejected
    assert came.id not in snapshot.claims
    assert all(came.id not in one.claims for one in snapshot.events)
    assert not any(one.opened_by for one in snapshot.states if one.id == state.id)
    back = make(record, "accept", came.id)
    assert "confidence 1.00" in back.line
    assert record.snapshot().rejected == {}


def test_a_state_is_rejected_by_its_id_and_its_event_stays(record: Record) -> None:
    state = record.snapshot().states[0]
    make(record, "reject", state.id)
    snapshot = record.snapshot()
    assert len(snapshot.events) == 3
    assert {claim.kind for claim in snapshot.rejected.values()} == {"state"}


def test_recoding_goes_by_codebook_actor_list_and_gazetteer(record: Record) -> None:
    event = event_of(record, "deployed")
    made = make(
        record,
        "recode",
        event,
        type="assault",
        date="2020-11",
        status="planned",
        actors="Vladimir Putin; Armenia",
        place="Shusha",
    )
    found = record.snapshot()
    [now] = [one for one in found.events if one.type == "ASSAULT"]
    assert now.cameo
    assert now.score < 0
    assert now.mode == ""
    assert [p.actor.country for p in now.actors] == ["RUS", "ARM"]
    assert now.place
    assert now.place.place.country == "AZE"
    assert (now.when.date.edtf, now.status) == ("2020-11", "planned")
    assert "ASSAULT, planned, 2020-11" in made.line
    [claim] = [found.claims[one] for one in now.claims]
    assert claim.steps[-1].rule == "person:An Editor"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, "nothing to recode"),
        ({"type": "ASSAUT"}, "did you mean ASSAULT"),
        ({"type": "ASSAULT", "mode": "sanction"}, "no mode of ASSAULT"),
        ({"status": "done"}, "one of: happened"),
        ({"date": "yesterday"}, "in EDTF"),
        ({"colour": "red"}, "can be: type, mode, status, date, actors, recipients, place"),
        ({"place": "Qwxyzzy"}, "gazetteer"),
    ],
)
def test_what_cannot_be_recoded_is_refused_with_what_can(record: Record, changes: dict[str, str], found: str) -> None:
    with pytest.raises(InputError, match=found):
        make(record, "recode", event_of(record, "deployed"), **changes)
    assert record.persons() == ()


def test_what_makes_no_sense_is_refused(record: Record) -> None:
    came, state = claim_of(record, "deployed"), record.snapshot().states[0]
    for verdict, ids, found in (
        ("merge", (came.id,), "needs two events; that is one event"),
        ("merge", (event_of(record, "Moscow"),), "needs two events; that is one event"),
        ("merge", (event_of(record, "Moscow"), claim_of(record, "Moscow").mention), "one event already"),
        ("merge", (came.id, state.id), "state or opinion"),
        ("split", (event_of(record, "deployed"),), "into what is not said"),
        ("split", (came.mention,), "nothing is left"),
        ("split", (event_of(record, "Moscow"), came.mention), "no mention of event"),
        ("accept", (next(record.reports()).id,), "is a report"),
    ):
        with pytest.raises(InputError, match=found):
            make(record, verdict, *ids)
    for ids in (("zzzz",), ("j",)):
        with pytest.raises(UnknownIdError, match="judgement"):
            make(record, "undo", *ids)
    made = make(record, "accept", came.id)
    make(record, "undo", made.judgements[0].id)
    with pytest.raises(InputError, match="taken back already"):
        make(record, "undo", made.judgements[0].id)


def test_two_acts_within_a_second_are_two_acts(record: Record) -> None:
    first = make(record, "accept", claim_of(record, "deployed").id)
    second = make(record, "accept", claim_of(record, "Moscow").id)
    assert first.judgements[0].when < second.judgements[0].when
    make(record, "undo", first.judgements[0].id)
    assert [one.id for one in record.persons() if one.kind == "mention"] == [
        first.judgements[0].id,
        second.judgements[0].id,
    ]


def test_a_clock_that_jumps_back_is_told_and_the_record_stays(record: Record, clock: Clock) -> None:
    claim = claim_of(record, "deployed")
    make(record, "reject", claim.id)
    clock.now = "2024-12-31T12:00:00Z"
    with pytest.raises(RecordError, match="the clock says 2024"):
        make(record, "accept", claim.id)
    assert len(record.persons()) == 1
    make(record, "accept", claim_of(record, "Moscow").id)


def test_the_record_asked_as_known_on_a_day_is_corrected_too(record: Record) -> None:
    make(record, "reject", event_of(record, "deployed"))
    assert len(record.snapshot(known_on=date(2024, 6, 30)).events) == 2
    assert record.snapshot(known_on=date(2024, 1, 1)).events == ()


def test_judgements_survive_a_rebuild_with_new_rules(record: Record) -> None:
    make(record, "merge", event_of(record, "peacekeepers withdrew"), event_of(record, "deployed"))
    record.rebuild(lambda _: [])
    assert sizes(record) == [1, 3]
    mine = next(one for one in record.snapshot().events if claim_of(record, "deployed").id in one.claims)
    assert claim_of(record, "peacekeepers withdrew").id in mine.claims
    assert record.check() == []
