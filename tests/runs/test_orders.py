"""Reports that arrive in any order, all at once or one by one, give one and the same record."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chancery.matching.events import judge
from chancery.record import Record
from chancery.runs import Steps, file_reports
from chancery.terms import Claim, Report
from tests.runs.keep_codings import kept_codings

CODINGS = {report.id: (report, claims) for report, claims in kept_codings()}


@dataclass(frozen=True)
class Kept:
    """Stands for a reading: only the report counts, for its claims are kept."""

    report: Report


class KeptReader:
    """Reads nothing."""

    def read(self, report: Report) -> Any:
        """The report itself."""
        return Kept(report)


def code(reading: Any) -> tuple[Report, list[Claim]]:
    """What the coder made of the report when it was kept."""
    return CODINGS[reading.report.id]


def record_of(folder: Path, batches: list[list[str]]) -> dict[str, list[tuple[Any, ...]]]:
    """What a record holds after the batches were filed one after another."""
    path = folder / "record.sqlite"
    steps = Steps(lambda _: iter(()), KeptReader(), lambda reading: reading, code, judge)
    for batch in batches:
        file_reports([CODINGS[report][0] for report in batch], path, steps=steps)
    with Record.open(path) as record:
        return record.contents()


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    return record_of(tmp_path_factory.mktemp("whole"), [list(CODINGS)])


@st.composite
def batches(draw: st.DrawFn) -> list[list[str]]:
    order = draw(st.permutations(sorted(CODINGS)))
    cuts = sorted(draw(st.sets(st.integers(1, len(order) - 1), max_size=3)))
    return [list(order[start:end]) for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True)]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=batches())
def test_any_order_in_any_batches_gives_the_same_record(
    expected: dict[str, list[tuple[Any, ...]]], batches: list[list[str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = record_of(Path(folder), batches)
    assert found.keys() == expected.keys()
    for table, rows in expected.items():
        assert found[table] == rows, table


def test_one_by_one_gives_the_same_record(tmp_path: Path, expected: dict[str, list[tuple[Any, ...]]]) -> None:
    assert record_of(tmp_path, [[report] for report in sorted(CODINGS)]) == expected


def test_some_reports_tell_of_one_event(expected: dict[str, list[tuple[Any, ...]]]) -> None:
    claims = [claim for _, some in CODINGS.values() for claim in some]
    reports = {claim.mention: claim.report for claim in claims}
    across = [one for one in judge(claims) if reports[one.left] != reports[one.right]]
    assert any(one.verdict == "same" for one in across)
    assert any(one.verdict == "unsure" for one in across)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_judging_is_the_same_for_any_order_of_claims(random: Any) -> None:
    claims = [claim for _, some in CODINGS.values() for claim in some]
    whole = judge(claims)
    random.shuffle(claims)
    assert judge(claims) == whole
