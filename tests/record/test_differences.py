"""What a later snapshot holds and an earlier one did not."""

from __future__ import annotations

from datetime import date

import pytest
from claim_makers import (
    OWN,
    REGION,
    SPOKESMAN,
    TROOPS,
    at,
    count,
    event,
    judge_pair,
    make_report,
    on,
    part,
    state,
)

from chancery.record.differences import Difference, find_differences, find_happened, snapshots_between
from chancery.record.snapshots import make_snapshot
from chancery.terms import Claim, Judgement, Report, Snapshot

REPORTS = [
    make_report(name, f"{name} tells of it.", published=day)
    for name, day in (("r1", "2020-11-11"), ("r2", "2021-03-01"), ("r3", "2024-04-17"), ("r4", "2024-06-13"))
]
IDS = {report.title: report.id for report in REPORTS}
DAYS = {report.title: report.published.edtf for report in REPORTS}


def told(report: str, change: str, when: str = "", **fields: object) -> list[Claim]:
    """An event in a report and the change that it makes to a presence."""
    outer = {name: fields.pop(name) for name in ("stance", "speakers", "status") if name in fields}
    known = DAYS[report]
    who = {"who": (part(TROOPS),), "where": at(REGION)}
    return [
        event(IDS[report], 0, when=on(when), known=known, **outer, **fields),
        state(IDS[report], 0, change=change, known=known, **outer, **who, **fields),
    ]


class Kept:
    """Reports and claims kept as a record would."""

    def __init__(self, *groups: list[Claim], judgements: tuple[Judgement, ...] = ()) -> None:
        self.claims = [claim for group in groups for claim in group]
        self.judgements = judgements

    def snapshot(self, as_of: date | None = None, known_on: date | None = None) -> Snapshot:
        return make_snapshot(REPORTS, self.claims, self.judgements, as_of=as_of, known_on=known_on)

    def reports(self) -> list[Report]:
        return REPORTS

    def since(self, day: str, until: str | None = None) -> tuple[Difference, ...]:
        last = date.fromisoformat(until) if until else None
        return find_differences(*snapshots_between(self, date.fromisoformat(day), last))


def kinds(found: tuple[Difference, ...], noun: str = "state") -> list[tuple[str, str, str]]:
    return [(one.kind, one.old, one.new) for one in found if one.noun == noun]


OPENED = told("r1", "opens", "2020-11-10")


def test_what_was_first_told_since_then_is_opened() -> None:
    assert kinds(Kept(OPENED).since("2020-11-11")) == [("opened", "", "standing")]
    assert kinds(Kept(OPENED).since("2020-11-11"), "event") == [("told", "", "happened")]
    assert Kept(OPENED).since("2020-11-12") == ()


@pytest.mark.parametrize(
    ("change", "status", "expected"),
    [
        ("closes", "happened", ("closed", "standing", "ended")),
        ("closing", "ongoing", ("ending", "standing", "ending")),
        ("suspends", "happened", ("suspended", "standing", "suspended")),
        ("changes", "happened", ("changed", "", "")),
    ],
)
def test_what_became_of_a_state(change: str, status: str, expected: tuple[str, str, str]) -> None:
    kept = Kept(OPENED, told("r3", change, "2024-04-17", status=status))
    assert kinds(kept.since("2024-01-01")) == [expected]
    (found,) = (one for one in kept.since("2024-01-01") if one.noun == "state")
    assert set(found.claims) <= {claim.id for claim in kept.claims if claim.report == IDS["r3"]}


def test_a_rest_that_is_over_is_a_resumption() -> None:
    kept = Kept(OPENED, told("r2", "suspends", "2021-02"), told("r3", "opens", "2024-04"))
    assert kinds(kept.since("2024-01-01")) == [("resumed", "suspended", "standing")]


def test_what_was_planned_has_opened() -> None:
    kept = Kept(told("r1", "opens", status="planned"), told("r2", "opens", "2021-02"))
    assert kinds(kept.since("2021-01-01")) == [("opened", "planned", "standing")]


def test_a_denial_disputes() -> None:
    denied = told("r2", "opens", "2020-11-10", stance="denies", speakers=(OWN, SPOKESMAN))
    kept = Kept(OPENED, denied, judgements=(judge_pair(OPENED[0], denied[0]),))
    assert kinds(kept.since("2021-01-01")) == [("disputed", "standing", "disputed")]
    assert kinds(kept.since("2021-01-01"), "event") == [("disputed", "happened", "happened")]


def test_another_count_is_a_revision() -> None:
    first = told("r1", "opens", "2020-11-10", quantities=(count("1,000", 1000, "displaced"),))
    later = told("r2", "opens", "2020-11-10", quantities=(count("2,000", 2000, "displaced"),))
    kept = Kept(first, later, judgements=(judge_pair(first[0], later[0]),))
    assert ("revised", "1,000", "2,000") in kinds(kept.since("2021-01-01"))
    assert ("revised", "1,000", "2,000") in kinds(kept.since("2021-01-01"), "event")


def test_an_id_that_changes_is_no_difference() -> None:
    one, other = told("r1", "opens", "2020-11-10"), told("r2", "opens", "2020-11-10")
    kept = Kept(one, other, judgements=(judge_pair(one[0], other[0]),))
    before, after = snapshots_between(kept, date(2021, 1, 1))
    back, forth = kept.snapshot(known_on=date(2021, 3, 1)), Kept(other).snapshot()
    assert {event.id for event in before.events} | {event.id for event in forth.events} >= {after.events[0].id}
    assert [one.kind for one in find_differences(before, after) if one.noun == "event"] == ["confirmed"]
    assert find_differences(back, after) == ()


def test_what_a_person_rejects_is_withdrawn() -> None:
    whole, less = Kept(OPENED, told("r2", "holds")).snapshot(), Kept(told("r2", "holds")).snapshot()
    assert ("withdrawn", "", "") in kinds(find_differences(whole, less), "event")


def test_one_state_that_turns_out_to_be_two_is_told_only_by_what_is_new() -> None:
    kept = Kept(OPENED, told("r3", "opens", "2024-04-17"))
    again = Kept(*[[claim] for claim in kept.claims], told("r4", "closes", "2022"))
    found = find_differences(kept.snapshot(), again.snapshot())
    assert [one.kind for one in found if one.noun == "state"] == ["closed"]


def test_what_no_report_dates_is_in_neither() -> None:
    undated = make_report("r5", "r5 tells of it.")
    claims = [event(undated.id, 0, known=""), state(undated.id, 0, known="")]
    before = make_snapshot([*REPORTS, undated], claims, (), known_on=date(2020, 1, 1))
    after = make_snapshot([*REPORTS, undated], claims, (), known_on=date(2024, 12, 31))
    assert find_differences(before, after) == ()


def happened(kept: Kept, since: str, until: str) -> list[str]:
    found = find_happened(kept.snapshot(), date.fromisoformat(since), date.fromisoformat(until))
    return [f"{one.noun} {one.kind}" for one in found]


def test_what_happened_between_two_days_whenever_it_was_told() -> None:
    kept = Kept(told("r3", "opens", "2020-11-10"), told("r4", "closes", "2024-04-17"))
    assert happened(kept, "2020-11-01", "2020-11-30") == ["state opened", "event told"]
    assert happened(kept, "2024-04-01", "2024-04-30") == ["state closed", "event told"]
    assert happened(kept, "2021-01-01", "2021-12-31") == []


@pytest.mark.parametrize(
    ("when", "counts"),
    [("2020-11", True), ("../2020-11-12", True), ("2020", False), ("2020-12", False), ("2020-11-15/..", False)],
)
def test_how_precise_a_date_must_be_to_have_happened_between_two_days(when: str, counts: bool) -> None:
    assert bool(happened(Kept(told("r3", "opens", when)), "2020-11-09", "2020-11-20")) is counts
