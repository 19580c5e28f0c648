"""A report read again: what no longer comes out is superseded, not deleted, and counts for nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from claim_makers import TROOPS, event, make_report, part

from chancery.record import Record
from chancery.terms import Claim, RecordError, Report, Span
from tests.conftest import Place

TEXT = "Russian troops left Shusha in May. Nobody deployed others."
V1, V2 = {"coding": "v1"}, {"coding": "v2"}


def claim(report: Report, start: int, **fields: object) -> Claim:
    """An event claim whose words stand in the report."""

    made = event(report.id, start, actors=(part(TROOPS),), **fields)
    return replace(made, sentence=Span(0, 34), words=TEXT[:34])


@pytest.fixture
def filed(place: Place) -> tuple[Record, Report, Claim]:
    """A record with one report of one claim."""
    record = Record.open(place("record"))
    report = make_report("a", TEXT, published="2024-06-12")
    old = claim(report, 15)
    record.add(report, [old])
    record.rebuild()
    return record, report, old


def test_the_same_reading_changes_nothing(filed: tuple[Record, Report, Claim]) -> None:
    record, report, old = filed
    assert not record.replace_claims(report.id, [old], V1)
    before = record.contents()
    assert not record.replace_claims(report.id, [old], V1)
    assert record.contents() == before
    assert not record.unmatched
    assert record.versions_read() == {report.id: V1}


def test_what_no_longer_comes_out_is_superseded_and_may_come_back(filed: tuple[Record, Report, Claim]) -> None:
    record, report, old = filed
    first = record.contents()
    new = claim(report, 15, type="MOBILIZE")
    change = record.replace_claims(report.id, [new], V2)
    assert (change.added, change.superseded, record.unmatched) == (1, 1, True)
    record.rebuild()
    assert [one.type for one in record.snapshot().events] == ["MOBILIZE"]
    assert record.find(old.id).item == old, "superseded, not deleted"
    assert [hit.claims for hit in record.search("Shusha")] == [(new.id,)]
    assert record.check() == []
    again = record.replace_claims(report.id, [old], V1)
    assert (again.added, again.restored, again.superseded) == (0, 1, 1)
    record.rebuild()
    assert record.contents()["events"] == first["events"]
    assert record.check() == []


def test_only_a_filed_report_can_be_read_again_and_only_its_own_claims(filed: tuple[Record, Report, Claim]) -> None:
    record, report, old = filed
    with pytest.raises(RecordError, match="no report rother"):
        record.replace_claims("rother", [], V2)
    with pytest.raises(RecordError, match="is of report"):
        record.replace_claims(report.id, [event("relsewhere", 0)], V2)
    assert record.snapshot().claims == {old.id: old}
