"""Reading and coding over many reports, nothing kept."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from stub_steps import code, judge, make_report, stub_steps

import chancery
from chancery.runs import Coded, code_reports, code_text, read_reports, snapshot_of
from chancery.runs.pairs import pair_share
from chancery.terms import (
    Actor,
    Claim,
    EventContent,
    Failure,
    Participant,
    Reading,
    Report,
    SetAside,
    Span,
    Speaker,
)


def reports() -> list[Report]:
    """Three reports, the second of which nobody can read."""
    return [
        make_report("a", "Peacekeepers deployed in 2020.", "2020-12-01"),
        make_report("b", "BROKEN as it is."),
        make_report("c", "They deployed in 2020. They withdrew in 2024.", "2024-06-12"),
    ]


def test_results_come_in_order() -> None:
    aside = SetAside("x.txt", "language", "German")
    items = [reports()[0], aside, *reports()[1:]]
    found = list(read_reports(items, steps=stub_steps()))
    assert [type(one) for one in found] == [Reading, SetAside, Failure, Reading]
    assert isinstance(found[2], Failure)
    assert found[2].where == "b.txt"


def test_each_report_is_coded_by_itself() -> None:
    first, broken, last = code_reports(reports(), steps=stub_steps())
    assert isinstance(first, Coded)
    assert isinstance(broken, Failure)
    assert isinstance(last, Coded)
    assert [event.type for event in last.snapshot.events] == ["MOBILIZE", "RETREAT"]
    assert [state.status for state in first.snapshot.states] == ["standing"]
    assert set(first.snapshot.reports) == {first.report.id}


def test_several_reports_together_without_a_record() -> None:
    coded = [one for one in code_reports(reports(), steps=stub_steps()) if isinstance(one, Coded)]
    snapshot = snapshot_of(coded, judge=judge)
    assert [len(event.claims) for event in snapshot.events] == [2, 1]
    assert [state.status for state in snapshot.states] == ["ended"]
    early = snapshot_of(coded, judge=judge, known_on=date(2021, 1, 1))
    assert [state.status for state in early.states] == ["standing"]
    assert [state.status for state in snapshot_of(coded, judge=judge, as_of=date(2022, 1, 1)).states] == ["standing"]


def test_one_text() -> None:
    coded = code_text(reports()[2], steps=stub_steps())
    assert (coded.report.given_id, len(coded.claims)) == ("c", 4)
    with pytest.raises(ValueError, match="cannot read"):
        code_text(reports()[1], steps=stub_steps())


def test_a_coder_that_fails_on_one_report_fails_that_one_only() -> None:
    def picky(reading: Reading) -> tuple[Report, list[Claim]]:
        if reading.report.given_id == "a":
            raise RecursionError("too deep")
        return code(reading)

    found = list(code_reports([reports()[0], reports()[2]], steps=stub_steps(picky)))
    assert [type(one) for one in found] == [Failure, Coded]


# --- pairs ------------------------------------------------------------------------------------------------------

TEXT = "Russia condemned Georgia."
RUSSIA, GEORGIA = Span(0, 6), Span(17, 24)


def claim(kind: str, actors: list[Span], recipients: list[Span]) -> Claim:
    """A claim with phrases as its parties."""

    def parties(spans: list[Span]) -> tuple[Participant, ...]:
        return tuple(Participant(Actor("x", "x", "country"), span.cut(TEXT), span) for span in spans)

    content = EventContent(kind, "", (), "", 0.0, "happened", "", 0.8, parties(actors), parties(recipients))
    whole = Span(0, len(TEXT))
    return Claim("c", "m", "r", "event", whole, Span(7, 16), TEXT, "body", (Speaker(),), "asserts", content)


@pytest.mark.parametrize(
    ("kind", "actors", "recipients", "share"),
    [
        ("ACCUSE", [RUSSIA], [GEORGIA], 0.8),
        ("ACCUSE", [GEORGIA], [RUSSIA], 0.0),
        ("ACCUSE", [RUSSIA], [], 0.4),
        ("AGREE", [RUSSIA, GEORGIA], [], 0.8),
        ("CONSULT", [GEORGIA], [RUSSIA], 0.8),
        ("ASSAULT", [RUSSIA, GEORGIA], [], 0.4),
    ],
)
def test_a_pair_is_coded_by_the_parts_its_phrases_play(
    kind: str, actors: list[Span], recipients: list[Span], share: float
) -> None:
    assert pair_share(claim(kind, actors, recipients), RUSSIA, GEORGIA) == pytest.approx(share)


def test_a_pair_outside_of_the_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="target 30-40 is not a range"):
        chancery.code_pair(TEXT, source=(0, 6), target=(30, 40))


# --- imports ----------------------------------------------------------------------------------------------------


def test_importing_the_package_or_the_runs_loads_nothing_heavy() -> None:
    program = (
        "import sys, chancery, chancery.runs, chancery.record\n"
        "heavy = {'numpy', 'onnxruntime', 'sqlalchemy', 'trafilatura', 'msgspec', 'yaml'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    path = {"PYTHONPATH": ":".join(sys.path)}
    subprocess.run([sys.executable, "-c", program], env=path, check=True, timeout=60)


def test_an_actor_is_resolved_on_a_day_given_in_words_or_as_a_date() -> None:
    in_office = chancery.resolve_actor("Boris Johnson", on="2021-03")
    assert (in_office.country, in_office.sector) == ("GBR", "GOV")
    assert chancery.resolve_actor("Boris Johnson", on=date(2023, 5, 1)).sector != "GOV"
    with pytest.raises(ValueError, match="EDTF"):
        chancery.resolve_actor("Boris Johnson", on="yesterday")
