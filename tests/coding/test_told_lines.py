"""Lines told of single reports: nothing that the words of the report do not say."""

from __future__ import annotations

import pytest

from chancery import intake
from chancery.terms import Report
from chancery.views.wording import Wording
from tests.acceptance.running import code_report


def lines_of(text: str) -> list[str]:
    report = intake.make_report(text, published="2024-03-01")
    assert isinstance(report, Report)
    snapshot = code_report(report)
    wording = Wording(snapshot)
    return [wording.sentence(event, dated=False) for event in snapshot.events]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Prime Minister Nikol Pashinyan accused Azerbaijan of having planned the attack.",
            "An attack by Azerbaijan is planned, according to Nikol Pashinyan (Prime Minister).",
        ),
        (
            "After six weeks of war the leaders of Armenia, Azerbaijan and Russia have signed a statement.",
            "The leaders of Armenia, Azerbaijan and Russia signed “a statement”.",
        ),
        ("Armenia agreed to quit the CSTO.", "Armenia agreed to “quit the CSTO”."),
        (
            "Armenian soldiers captured two men. The ministry confirmed the loss of one helicopter and said that the "
            "crew had survived. It rejected Armenian reports of greater losses.",
            "The ministry rejected “Armenian reports of greater losses”.",
        ),
        (
            "The Rapid Support Forces control Bara, the group said on Saturday. The health ministry said on Saturday "
            "that 19 people had been killed in the fighting in Bara on Friday.",
            "19 people were killed, according to the health ministry.",
        ),
        (
            "Russian officials have said that Armenia itself had recognised Nagorno-Karabakh as part of Azerbaijan.",
            "Armenia recognised “Nagorno-Karabakh”, according to Russian officials.",
        ),
    ],
)
def test_a_line_says_what_the_report_says(text: str, told: str) -> None:
    assert told in lines_of(text)


def test_who_holds_ground_has_done_nothing() -> None:
    assert lines_of("Rebels of the M23 movement control the town of Rutshuru, residents said on Friday.") == []


def test_it_is_nobody_whose_name_was_read_as_a_persons() -> None:
    lines = lines_of(
        "The Rapid Support Forces control Bara, the group said on Saturday. It denied that the army had "
        "seized the town."
    )
    assert lines == ["“It denied that the army had seized the town”."]


def test_they_who_may_be_named_after_are_not_those_named_before() -> None:
    lines = lines_of(
        "Azerbaijani troops entered Agdam on 20 November. Before they left, some Armenian inhabitants of Kalbajar set "
        "fire to their own houses."
    )
    assert not any("withdrew" in line for line in lines)
