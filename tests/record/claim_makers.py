"""Claims, reports and judgements built by hand, for the tests of the record."""

from __future__ import annotations

from datetime import date
from typing import Any

from chancery.terms import (
    Actor,
    Claim,
    Dated,
    EventContent,
    Judgement,
    Located,
    OpinionContent,
    PartialDate,
    Participant,
    Place,
    Quantity,
    Report,
    Source,
    Span,
    Speaker,
    StateContent,
    content_id,
)

RUSSIA = Actor("country:RUS", "Russia", "country", "RUS")
TROOPS = Actor("group:RUS:MIL:peacekeeper", "Russian peacekeepers", "group", "RUS", "MIL")
PUTIN = Actor("person:vladimir-putin", "Vladimir Putin", "person", "RUS", "GOV")
AZERBAIJAN = Actor("country:AZE", "Azerbaijan", "country", "AZE")
ARMENIA = Actor("country:ARM", "Armenia", "country", "ARM")
SPOKESMAN = Speaker(Actor("person:a-spokesman", "A. Spokesman", "person", "RUS", "GOV"), "A. Spokesman")
OWN = Speaker()
CITY = Place("geonames:1", "Shusha", "AZE", 39.76, 46.75, 1, "city", "nk")
REGION = Place("nk", "Nagorno-Karabakh", "AZE", 39.8, 46.75, 2, "region")
CAPITAL = Place("geonames:3", "Yerevan", "ARM", 40.18, 44.51, 3, "city")


def part(actor: Actor, text: str = "", how: str = "stated") -> Participant:
    """A participant, worded as its name where no text is given."""
    return Participant(actor, text or actor.name, how=how)


def on(edtf: str, how: str = "stated", weekday: int | None = None) -> Dated:
    """A date of an event."""
    return Dated(PartialDate.parse(edtf, weekday=weekday), how if edtf else "unknown", edtf)


def at(place: Place, how: str = "role") -> Located:
    """A place of an event."""
    return Located(place, place.name, how=how)


def count(words: str, best: float | None, what: str = "dead", **more: Any) -> Quantity:
    """A count."""
    return Quantity(what, words, best=best, **more)


def _claim(
    kind: str,
    content: EventContent | StateContent | OpinionContent,
    report: str,
    start: int,
    *,
    section: str = "body",
    speakers: tuple[Speaker, ...] = (OWN,),
    stance: str = "asserts",
    known: str = "2024-04-17",
    words: str | None = None,
    name: str = "",
) -> Claim:
    trigger = Span(start, start + 5)
    return Claim(
        id=content_id("c", kind, report, start, section, stance, str(content), known, name),
        mention=content_id("m", report, start),
        report=report,
        kind=kind,
        sentence=Span(start, start + 10),
        trigger=trigger,
        words=f"{report} says so at {start}." if words is None else words,
        section=section,
        speakers=speakers,
        stance=stance,
        content=content,
        known=PartialDate.parse(known),
    )


def event(report: str = "r1", start: int = 0, **fields: Any) -> Claim:
    """An event claim at a trigger of five characters; claim fields and content fields by name."""
    outer = {
        name: fields.pop(name) for name in ("section", "speakers", "stance", "known", "words", "name") if name in fields
    }
    inner: dict[str, Any] = {
        "type": "RETREAT", "mode": "withdraw", "contexts": ("military",), "cameo": "087", "score": 5.0,
        "status": "happened", "confidence": 0.8,
    }  # fmt: skip
    return _claim("event", EventContent(**(inner | fields)), report, start, **outer)


def state(report: str = "r1", start: int = 0, **fields: Any) -> Claim:
    """A state claim; its event is the one told at the same trigger, unless `event` is given."""
    outer = {
        name: fields.pop(name) for name in ("section", "speakers", "stance", "known", "words", "name") if name in fields
    }
    inner: dict[str, Any] = {
        "kind": "presence",
        "change": "opens",
        "key": "presence|RUS:MIL|nk",
        "event": Span(start, start + 5),
    }
    return _claim("state", StateContent(**(inner | fields)), report, start, **outer)


def opinion(report: str = "r1", start: int = 0, words: str = "a good thing", **outer: Any) -> Claim:
    """An opinion claim."""
    return _claim("opinion", OpinionContent(words), report, start, stance="opines", **outer)


def judge_pair(one: Claim, other: Claim, verdict: str = "same", score: float = 0.9, by: str = "rule.v1") -> Judgement:
    """A judgement on the mentions of two claims."""
    left, right = sorted((one.mention, other.mention))
    return Judgement(left, right, verdict, score, "as the test says", by)


def make_report(name: str, text: str, *, source: str = "", published: str = "") -> Report:
    """A report with one block."""
    return Report(
        text,
        title=name,
        source=Source(source),
        published=PartialDate.parse(published),
        published_how="stated" if published else "unknown",
        blocks=(Span(0, len(text)),),
        given_id=name,
    )


DAY = date(2024, 4, 17)
