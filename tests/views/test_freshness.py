"""The situation tells when a state was last confirmed, and the sides of a dispute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import dossier as d
import pytest

from chancery.terms import STATE_KINDS, PartialDate, Snapshot, State
from chancery.views import build_situation
from chancery.views.freshness import CONFIRMED_FOR_DAYS, is_stale

PRESENCE = next(state for state in d.STATES if state.kind == "presence")


def confirmed(state: State, edtf: str) -> State:
    return replace(state, confirmed=PartialDate.parse(edtf))


def snapshot_of(*states: State, as_of: date | None = None) -> Snapshot:
    return replace(d.SNAPSHOT, states=states, as_of=as_of)


def test_every_kind_of_state_has_its_bound() -> None:
    assert set(CONFIRMED_FOR_DAYS) == set(STATE_KINDS)


def test_a_state_without_news_for_long_says_when_it_was_last_confirmed() -> None:
    state = confirmed(PRESENCE, "2024-04-18")
    (row,) = build_situation(snapshot_of(state, as_of=date(2026, 1, 1))).states
    assert row.stale
    assert row.line.text.endswith("; last confirmed 18 April 2024.")
    assert row.confirmed == date(2024, 4, 18)
    (fresh,) = build_situation(snapshot_of(state, as_of=date(2024, 5, 1))).states
    assert (fresh.stale, "confirmed" in fresh.line.text) == (False, False)


def test_without_a_day_the_newest_report_is_the_measure() -> None:
    newest = max(report.published.latest for report in d.REPORTS.values() if report.published.latest)
    (row,) = build_situation(snapshot_of(confirmed(PRESENCE, newest.isoformat()))).states
    assert not row.stale
    (old,) = build_situation(snapshot_of(confirmed(PRESENCE, "2001"))).states
    assert old.stale


@pytest.mark.parametrize("status", ["ended", "planned", "alleged"])
def test_what_does_not_stand_is_never_stale(status: str) -> None:
    assert not is_stale(replace(confirmed(PRESENCE, "2001"), status=status), date(2024, 1, 1))
    assert is_stale(replace(confirmed(PRESENCE, "2001"), status="suspended"), date(2024, 1, 1))


def test_a_state_that_nobody_confirmed_is_not_called_stale() -> None:
    assert not is_stale(replace(PRESENCE, confirmed=PartialDate()), date(2024, 1, 1))


def test_two_controllers_are_shown_with_both_sides() -> None:
    control = next(state for state in d.STATES if state.kind == "control")
    other = next(state for state in d.STATES if state.kind == "presence")
    one = replace(control, status="disputed", rivals=("st-other",))
    two = replace(
        control, id="st-other", who=other.who, by=(), status="disputed", rivals=(control.id,), claims=other.claims
    )
    rows = build_situation(snapshot_of(one, two)).states
    assert len(rows) == 2
    for row, rival in zip(rows, reversed(rows), strict=True):
        assert "this is disputed: " in row.line.text
        assert rival.who in row.line.text
        assert row.line.text.count("according to") == 2
        assert row.rivals == (rival.state,)
