"""What people judged as training data: one line of JSON for each standing correction, with the texts it is about."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chancery.record.anchors import Anchor, anchors_of, is_anchor
from chancery.record.corrections import correct, in_force
from chancery.record.statuses import text_order
from chancery.terms import Claim, EventContent, InputError, Judgement, Participant, Report, Span

if TYPE_CHECKING:
    from chancery.record import Record

Row = dict[str, Any]
NO_TYPE = "NONE"
"""The type of what a person rejected: these words tell of no event."""


def export_judgements(record: Record, file: Path) -> int:
    """Write people's standing judgements over events as JSON Lines (docs/review.md), and say how many.

    Raises:  InputError where the file cannot be written.
    """
    lines = [json.dumps(row, ensure_ascii=False) for row in judgement_rows(record)]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        found = f"cannot be written: {error.strerror or error}"
        raise InputError(found, where=str(file), remedy="name another file") from error
    return len(lines)


def judgement_rows(record: Record) -> Iterator[Row]:
    """One row for each standing judgement over events, in order of time.

    Shapes:  what is judged of a pair is a row of kind pair, with two reports as in annotations/same_events.jsonl; what
             is judged of a mention is a row of kind claim, an article as in annotations/articles.jsonl with one
             sentence and one event, as the person left it. Judgements over states teach neither and are left out.
    """
    standing = in_force(record.persons())
    latest = {(one.left, one.right): one.id for one in standing if one.kind == "pair"}
    anchors = {one.id: anchors_of(one) for one in standing}
    wanted = {anchor.report for some in anchors.values() for anchor in some}
    reports = {report.id: report for report in record.reports() if report.id in wanted}
    claims = [claim for report in sorted(reports) for claim in _every_claim(record, report, standing)]
    for one in standing:
        ends = anchors[one.id]
        if not ends or any(end.kind != "event" or end.report not in reports for end in ends):
            continue
        if one.kind == "pair":
            if latest[one.left, one.right] == one.id:  # an earlier one over the same two counts no more
                yield _pair_row(one, ends, reports)
        else:
            row = _claim_row(one, ends[0], reports[ends[0].report], claims, standing)
            if row:
                yield row


def _every_claim(record: Record, report: str, standing: tuple[Judgement, ...]) -> list[Claim]:
    """The claims of a report that count, and those of judged mentions that a newer reading has superseded."""
    found = {claim.id: claim for claim in record.claims_of([report])}
    held = {claim.mention for claim in found.values()}
    for judgement in standing:
        for anchor in anchors_of(judgement):
            if anchor.report == report and anchor.mention not in held:
                item = record.find(anchor.mention).item
                found |= (
                    {claim.id: claim for claim in item if isinstance(claim, Claim)} if isinstance(item, tuple) else {}
                )
    return sorted(found.values(), key=text_order)


def _about(judgement: Judgement) -> Row:
    return {
        "judgement": judgement.id,
        "verdict": judgement.verdict,
        "annotator": judgement.by.removeprefix("person:"),
        "when": judgement.when,
        "reason": judgement.reason,
    }


def _report_row(report: Report) -> Row:
    return {
        "title": report.title,
        "published": report.published.edtf,
        "source": report.source.name,
        "sha256": hashlib.sha256(report.text.encode()).hexdigest(),
        "text": report.text,
    }


def _pair_row(judgement: Judgement, ends: list[Anchor], reports: Mapping[str, Report]) -> Row:
    sides = []
    for number, end in enumerate(ends, 1):
        report = reports[end.report]
        # Two triggers are of one event where they carry the same name, as in same_events.jsonl.
        name = judgement.id if judgement.verdict == "same" else f"{judgement.id}.{number}"
        event = [end.trigger.start, end.trigger.end, end.trigger.cut(report.text), name]
        about = {"set": "review", "part": "train", "story": judgement.id, **_report_row(report)}
        sides.append({**about, "sentence": [end.sentence.start, end.sentence.end], "events": [event]})
    compared = [asdict(feature) for feature in judgement.features if not is_anchor(feature)]
    return {"kind": "pair", **_about(judgement), "features": compared, "reports": sides}


def _claim_row(
    judgement: Judgement, end: Anchor, report: Report, claims: list[Claim], standing: tuple[Judgement, ...]
) -> Row | None:
    mine = [one for one in standing if one.kind == "mention" and one.left == judgement.left]
    if mine[-1].id != judgement.id:
        return None  # a later judgement over the same mention says it all
    told = [claim for claim in claims if claim.mention == end.mention and claim.kind == "event"]
    if judgement.verdict == "rejected":
        event: Row = {**_no_event(end, report)}
    else:
        corrected = correct(told, mine).claims
        if not corrected:
            return None
        event = _event(corrected[0], report)
    return {
        "kind": "claim",
        **_about(judgement),
        "doc": report.id,
        "url": "",
        "part": "dev",
        **_report_row(report),
        "sentences": [[end.sentence.start, end.sentence.end]],
        "events": [event],
    }


def _no_event(end: Anchor, report: Report) -> Row:
    return {
        "sentence": 0,
        "trigger": [end.trigger.start, end.trigger.end],
        "words": end.trigger.cut(report.text),
        "type": NO_TYPE,
        "mode": None,
        "status": "happened",
        "source": [],
        "target": [],
        "place": None,
        "date": None,
        "speaker": None,
        "quantities": [],
        "also": None,
    }


def _event(claim: Claim, report: Report) -> Row:
    content: EventContent = claim.event
    last = claim.speakers[-1] if claim.speakers else None
    spoken = last.text or (last.actor.name if last.actor else "") if last else ""
    place = content.place
    return {
        "sentence": 0,
        "trigger": [claim.trigger.start, claim.trigger.end],
        "words": claim.trigger.cut(report.text),
        "type": content.type,
        "mode": content.mode or None,
        "status": content.status,
        "source": [_party(party) for party in content.actors],
        "target": [_party(party) for party in content.recipients],
        "place": {"text": place.text, "country": place.place.country} if place else None,
        "date": content.when.date.edtf or None,
        "speaker": spoken or None,
        "quantities": [
            {"what": one.what, "value": one.words, "approximate": one.approximate} for one in content.quantities
        ],
        "also": None,
    }


def _party(party: Participant) -> Row:
    span: Span | None = party.span
    return {
        "text": party.text,
        "country": party.actor.country,
        "sector": party.actor.sector,
        "span": [span.start, span.end] if span else None,
    }
