"""A claim as a person says that it should have been coded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from chancery.record.statuses import claimed_status
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
    Step,
)

EVENT_FIELDS = ("type", "mode", "cameo", "score", "status", "date", "actors", "recipients", "place")
"""What can be recoded of an event; cameo and score come with type and mode."""
STATE_FIELDS = ("status", "date")
"""What can be recoded of a state claim: its status, and the day on which it began or ended."""


def accepted(claim: Claim, judgement: Judgement) -> Claim:
    """The claim with full confidence, on the word of the person who judged it."""
    step = Step(judgement.by, _told(judgement), 1.0)
    content = claim.content
    if isinstance(content, EventContent):
        content = replace(content, confidence=1.0)
    return replace(claim, content=content, steps=(*claim.steps, step))


def recoded_event(claim: Claim, changes: Mapping[str, str], *, status: bool = True) -> Claim:
    """The event claim with the fields that a person gave; with `status` false its status stays.

    A stance that would hold the status down ("alleges") becomes "asserts": the person says how sure the text is.
    """
    old = claim.event
    content = replace(
        old,
        type=changes.get("type", old.type),
        mode=changes.get("mode", old.mode),
        cameo=changes.get("cameo", old.cameo),
        score=float(changes.get("score", old.score)),
        when=_dated(changes["date"]) if "date" in changes else old.when,
        actors=parties_of(changes["actors"]) if "actors" in changes else old.actors,
        recipients=parties_of(changes["recipients"]) if "recipients" in changes else old.recipients,
        place=place_of(changes["place"]) if "place" in changes else old.place,
    )
    result = replace(claim, content=content)
    return _with_status(result, changes["status"]) if status and "status" in changes else result


def recoded_state(claim: Claim, changes: Mapping[str, str]) -> Claim:
    """The state claim with the status and the date that a person gave; the date is when it began, or when it ended."""
    content = claim.state
    if "date" in changes and content.change in ("closes", "closing"):
        content = replace(content, until=_dated(changes["date"]))
    elif "date" in changes and content.change in ("opens", "holds"):
        content = replace(content, since=_dated(changes["date"]))
    result = replace(claim, content=content)
    return _with_status(result, changes["status"]) if "status" in changes else result


def parties_text(parties: Iterable[Participant]) -> str:
    """Participants as the text of a change."""
    return json.dumps([asdict(party.actor) | {"text": party.text} for party in parties], ensure_ascii=False)


def parties_of(text: str) -> tuple[Participant, ...]:
    """The participants of a change."""
    rows: list[dict[str, Any]] = json.loads(text)
    return tuple(Participant(Actor(**{k: v for k, v in row.items() if k != "text"}), row["text"]) for row in rows)


def place_text(place: Place | None) -> str:
    """A place as the text of a change; "" where the event has none."""
    return json.dumps(asdict(place), ensure_ascii=False) if place else ""


def place_of(text: str) -> Located | None:
    """The place of a change."""
    if not text:
        return None
    place = Place(**json.loads(text))
    return Located(place, place.name)


def in_words(name: str, value: str) -> str:
    """A change as people read it: names in place of what was kept of each."""
    if name in ("actors", "recipients"):
        return ", ".join(party.actor.name for party in parties_of(value)) or "none"
    if name == "place":
        located = place_of(value)
        return located.place.name if located else "none"
    return value or "none"


def _told(judgement: Judgement) -> str:
    changes = ", ".join(f"{name} {in_words(name, value)}" for name, value in judgement.changes if name != "state")
    return f"{judgement.verdict}{f' ({changes})' if changes else ''}: {judgement.reason}"


def _dated(edtf: str) -> Dated:
    return Dated(PartialDate.parse(edtf), "stated", "as corrected") if edtf else Dated()


def _with_status(claim: Claim, status: str) -> Claim:
    content = claim.content
    if isinstance(content, OpinionContent):
        return claim
    result = replace(claim, content=replace(content, status=status))
    return result if claimed_status(result) == status else replace(result, stance="asserts")
