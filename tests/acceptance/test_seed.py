"""The report that started the project: its text is not ours to ship, so it is read from the shared folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml

from chancery.views.brief import build_brief
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


#: The five points that the report's author chose, each as words that a takeaway must hold together.
POINTS = (
    (r"withdrawing from Nagorno-Karabakh",),
    (r"Azerbaijan retook Nagorno-Karabakh", r"120,000 ethnic Armenians"),
    (r"Armenia has effectively suspended", r"ties with the West"),
    (r"European Union and the United States", r"Russia has criticised"),
    (r"remaining ethnic Armenian", r"is alleged to have committed genocide"),
)


def test_takeaways_cover_the_author_s_five_points() -> None:
    """With the report's own takeaways hidden, the computed ones hold all five."""
    reports = sorted(SEED.glob("*.txt"))
    if not reports:
        pytest.skip(f"no seed report in {SEED}: its text is not ours to ship")
    brief = build_brief(code_file(reports[0]), without_sections=["key_takeaways"])
    takeaways = [line.text for line in brief.takeaways]
    assert len(takeaways) <= 6
    for words in POINTS:
        assert any(all(re.search(word, text) for word in words) for text in takeaways), (words, takeaways)
