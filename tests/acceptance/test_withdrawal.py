"""The same news in our own words, which always runs: it ships with the project."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from chancery.terms import Snapshot
from tests.acceptance.expectations import compare
from tests.acceptance.running import code_file

ROOT = Path(__file__).parents[2]

#: Other values that the expectations' comments accept.
ACCEPTED = {
    "ties_with_west": {"type": {"COOPERATE"}},
    "genocide_allegation": {"mode": {"massacre"}},
}


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return code_file(ROOT / "examples" / "withdrawal.txt")


def test_report_of_the_same_news_is_understood(snapshot: Snapshot) -> None:
    expected = yaml.safe_load((ROOT / "tests" / "acceptance" / "withdrawal_expected.yaml").read_text("utf-8"))
    differences = compare(expected, snapshot, ACCEPTED)
    assert not differences, "\n" + "\n".join(map(str, differences))


def test_publication_is_inferred_and_says_from_what(snapshot: Snapshot) -> None:
    report = next(iter(snapshot.reports.values()))
    assert report.published.edtf == "2024"
    assert report.published_how == "inferred"
    assert "last year" in report.published_why
