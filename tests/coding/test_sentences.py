"""Single sentences through the whole of reading and coding: which events come out, of what kind, between whom."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from chancery import intake
from chancery.terms import Event, Report
from tests.acceptance.running import code_report

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    report = intake.make_report(case["text"], published="2024-05-15")
    assert isinstance(report, Report)
    events = list(code_report(report).events)
    problems = [wanted for wanted in case["events"] if not any(fits(wanted, event) for event in events)]
    assert not problems, f"expected {problems}, found {[shown(event) for event in events]}"
    assert len(events) == len(case["events"]), f"found {[shown(event) for event in events]}"


def fits(wanted: str, event: Event) -> bool:
    """Whether an event is what the case asks for; only what it names is compared."""
    kind, status, *rest = wanted.split()
    name, _, mode = kind.partition("/")
    if event.type != name or event.status != status or (mode and event.mode != mode):
        return False
    parties = " ".join(rest)
    actors, _, recipients = parties.partition(">")
    found = {part.actor.country for part in event.actors}
    if any(code.strip() and code.strip() not in found for code in actors.split("+")):
        return False
    found = {part.actor.country for part in event.recipients}
    return all(not code.strip() or code.strip() in found for code in recipients.split("+"))


def shown(event: Event) -> str:
    """An event in the notation of the cases."""
    actors = "+".join(part.actor.country or part.text for part in event.actors)
    recipients = "+".join(part.actor.country or part.text for part in event.recipients)
    return f"{event.type}/{event.mode} {event.status} {actors} > {recipients}"
