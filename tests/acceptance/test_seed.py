"""The report that started the project: its text is not ours to ship, so it is read from the shared folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from tests.acceptance.expectations import Difference, compare
from tests.acceptance.running import code_file

SHARED = Path(os.environ.get("CHANCERY_SHARED", Path(__file__).parents[3] / "shared"))
SEED = SHARED / "seed"

#: Other values that the expectations' comments accept.
ACCEPTED = {
    "ties_with_west": {"type": {"COOPERATE"}},
    "genocide_allegation": {"mode": {"massacre"}},
}


@pytest.fixture(scope="module")
def differences() -> list[Difference]:
    reports = sorted(SEED.glob("*.txt"))
    if not reports:
        pytest.skip(f"no seed report in {SEED}: its text is not ours to ship")
    expected = yaml.safe_load((SEED / "expected.yaml").read_text("utf-8"))
    return compare(expected, code_file(reports[0]), ACCEPTED)


def test_seed_report_is_understood(differences: list[Difference]) -> None:
    assert not differences, "\n" + "\n".join(map(str, differences))
