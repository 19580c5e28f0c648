"""Nouns to rows of the record and back; a round trip gives an equal object."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Generic, TypeVar, cast

import msgspec

from chancery.terms import (
    Claim,
    Event,
    EventContent,
    Feature,
    Judgement,
    OpinionContent,
    PartialDate,
    RecordError,
    Report,
    Source,
    Span,
    Speaker,
    State,
    StateContent,
    Step,
    content_id,
)

T = TypeVar("T")
C = TypeVar("C")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Body(Generic[C]):
    known: PartialDate
    speakers: tuple[Speaker, ...]
    steps: tuple[Step, ...]
    content: C


_BODIES: dict[str, Any] = {
    "event": _Body[EventContent],
    "state": _Body[StateContent],
    "opinion": _Body[OpinionContent],
}
CLAIM_COLUMNS = (
    "id",
    "mention",
    "report",
    "kind",
    "sentence_start",
    "sentence_end",
    "trigger_start",
    "trigger_end",
    "words",
    "section",
    "stance",
    "body",
)
"""The columns that a claim is made of, in the order that `make_claim` takes them; the others say the same again."""


def encode(value: object) -> str:
    """JSON text of a noun."""
    return msgspec.json.encode(value, order="deterministic").decode("utf-8")


def encode_lean(value: object) -> str:
    """JSON text of a noun without the fields that say no more than their defaults; `decode` gives the same noun."""
    return msgspec.json.encode(_lean(value), order="deterministic").decode("utf-8")


def _lean(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return [_lean(one) for one in value]
    kind = type(value)
    if kind not in _DEFAULTS:
        _DEFAULTS[kind] = tuple((one.name, one.default) for one in fields(kind)) if is_dataclass(kind) else None
    named = _DEFAULTS[kind]
    if named is None:
        return value
    held = ((name, getattr(value, name), default) for name, default in named)
    return {name: _lean(one) for name, one, default in held if default is MISSING or one != default}


_DEFAULTS: dict[type, tuple[tuple[str, Any], ...] | None] = {}
"""Names and defaults of the fields of each noun met so far, None for what is no noun."""


def decode(text: str | bytes, kind: type[T], where: str) -> T:
    """The noun of a JSON text. Raises: RecordError where the text is not of that kind."""
    try:
        found: T = _decoder(cast("Hashable", kind)).decode(text)
        return found
    except (msgspec.DecodeError, TypeError) as error:  # a TypeError where a damaged file has no text at all
        raise RecordError(
            f"a row does not hold a {kind.__name__} ({error})", where=where, remedy="run: chancery check"
        ) from error


@cache
def _decoder(kind: Hashable) -> Any:
    return msgspec.json.Decoder(kind)


def days(when: PartialDate, before: str = "") -> Row:
    """Columns earliest and latest, with a prefix, as ISO days."""
    return {f"{before}earliest": _iso(when.earliest), f"{before}latest": _iso(when.latest)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def source_row(source: Source) -> Row:
    """Columns of a source."""
    return {
        "id": source.id,
        "name": source.name,
        "country": source.country,
        "kind": source.kind,
        "ownership": source.ownership,
    }


def plain(text: str) -> str:
    """Text that can be written as UTF-8: names of files may hold bytes that are no characters."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def report_row(report: Report, filed: str) -> Row:
    """Columns of a report."""
    report = replace(report, path=plain(report.path))
    return {
        "id": report.id,
        "source": report.source.id,
        "given_id": report.given_id,
        "path": report.path,
        "title": report.title,
        "text": report.text,
        "published": report.published.edtf,
        **days(report.published, "published_"),
        "published_how": report.published_how,
        "structure": encode_lean(replace(report, text="")),
        "filed": filed,
    }


def report_of(row: Mapping[str, Any]) -> Report:
    """The report of a row."""
    return make_report(row["id"], row["structure"], row["text"])


def make_report(identity: str, structure: str, text: str) -> Report:
    """The report of its columns."""
    report = decode(structure, Report, f"report {identity}")
    object.__setattr__(report, "text", text)  # fresh, and nobody else's yet: a copy would cost as much as the reading
    return report


def claim_row(claim: Claim) -> Row:
    """Columns of a claim, with a digest over them all."""
    content = claim.content
    if isinstance(content, EventContent):
        kind = content.type
    else:
        kind = content.kind if isinstance(content, StateContent) else ""
    raw = msgspec.Raw(encode_lean(content).encode())
    row: Row = {
        "id": claim.id,
        "report": claim.report,
        "mention": claim.mention,
        "kind": claim.kind,
        "type": kind,
        "stance": claim.stance,
        "section": claim.section,
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        **days(claim.known, "known_"),
        "words": claim.words,
        "body": encode_lean(_Body(claim.known, claim.speakers, claim.steps, raw)),
    }
    return row | {"digest": claim_digest(row)}


def claim_digest(row: Mapping[str, Any]) -> str:
    """Hash of a claim's columns, by which a later change of any of them shows."""
    return content_id("h", *(f"{name}={row[name]}" for name in sorted(row) if name != "digest"))


def claim_of(row: Mapping[str, Any]) -> Claim:
    """The claim of a row. Raises: RecordError where its kind is not known."""
    return make_claim(*(row[name] for name in CLAIM_COLUMNS))


def make_claim(
    identity: str,
    mention: str,
    report: str,
    kind: str,
    sentence_start: int,
    sentence_end: int,
    trigger_start: int,
    trigger_end: int,
    words: str,
    section: str,
    stance: str,
    packed: str,
) -> Claim:
    """The claim of its columns, as CLAIM_COLUMNS has them. Raises: RecordError where its kind is not known."""
    if kind not in _BODIES:
        raise RecordError(f"claim {identity} is of kind {kind!r}", remedy="run: chancery check")
    body = decode(packed, _BODIES[kind], f"claim {identity}")
    return Claim(
        id=identity,
        mention=mention,
        report=report,
        kind=kind,
        sentence=Span(sentence_start, sentence_end),
        trigger=Span(trigger_start, trigger_end),
        words=words,
        section=section,
        speakers=body.speakers,
        stance=stance,
        content=body.content,
        steps=body.steps,
        known=body.known,
    )


def judgement_row(judgement: Judgement) -> Row:
    """Columns of a judgement, a pair in order."""
    ordered = judgement
    if judgement.kind == "pair" and judgement.left > judgement.right:
        turned = tuple(replace(one, left=one.right, right=one.left) for one in judgement.features)
        ordered = replace(judgement, left=judgement.right, right=judgement.left, features=turned)
    features, changes = encode(ordered.features), encode(ordered.changes)
    # Judgements without features keep the hash that they had before there were any.
    explained = [features] if ordered.features else []
    return {
        "row": content_id("jr", ordered.id, repr(ordered.score), ordered.reason, *explained),
        "id": ordered.id,
        "kind": ordered.kind,
        "left": ordered.left,
        "right": ordered.right,
        "verdict": ordered.verdict,
        "score": ordered.score,
        "reason": ordered.reason,
        "by": ordered.by,
        "when": ordered.when,
        "features": features,
        "changes": changes,
    }


def judgement_of(row: Mapping[str, Any]) -> Judgement:
    """The judgement of a row."""
    where = f"judgement {row['id']}"
    return Judgement(
        left=row["left"],
        right=row["right"],
        verdict=row["verdict"],
        score=row["score"],
        reason=row["reason"],
        by=row["by"],
        when=row["when"],
        features=decode(row["features"], tuple[Feature, ...], where),
        kind=row["kind"],
        changes=decode(row["changes"], tuple[tuple[str, str], ...], where),
    )


def event_row(event: Event) -> Row:
    """Columns of an event."""
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "country": event.place.place.country if event.place else "",
        "day": event.when.date.edtf,
        **days(event.when.date),
        "content": encode_lean(event),
    }


def state_row(state: State) -> Row:
    """Columns of a state."""
    return {
        "id": state.id,
        "kind": state.kind,
        "key": state.key,
        "status": state.status,
        "since": state.since.date.edtf,
        **days(state.since.date, "since_"),
        "until": state.until.date.edtf,
        **days(state.until.date, "until_"),
        "content": encode_lean(state),
    }


def state_event_rows(state: State) -> list[Row]:
    """Links from a state to the events that made it."""
    parts = {
        "opened": state.opened_by,
        "changed": state.changed_by,
        "closing": state.closing_by,
        "closed": state.closed_by,
    }
    return [{"state": state.id, "event": event, "part": part} for part, events in parts.items() for event in events]
