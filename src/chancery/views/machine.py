"""The machine's view: what other programs build on. Fields are never left out; what is not stated is null or empty.

The layout is a contract, described by the JSON Schemas in ``schemas/``: fields may be added, none renamed. Offsets are
half-open code point positions in the report's text as filed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

from chancery.terms import (
    Account,
    Claim,
    Dated,
    Event,
    Figure,
    Located,
    PartialDate,
    Participant,
    Predicate,
    Quantity,
    Reading,
    Report,
    Said,
    Sentence,
    Snapshot,
    Span,
    Speaker,
    State,
    Testimony,
)
from chancery.views.place_data import place_references, places, precision_code, unplaced

Data = dict[str, Any]


def reading_data(reading: Reading) -> Data:
    """What was read in a report, one JSON object (`chancery read --json`)."""
    return {
        **report_data(reading.report),
        "sentences": [_sentence(one) for one in reading.sentences],
        "names": [{"start": one.start, "end": one.end, "kind": one.kind} for one in reading.names],
        "places": places(reading),
        "times": [{"start": one.start, "end": one.end, "edtf": one.date.edtf or None} for one in reading.times],
        "predicates": [_predicate(one) for one in reading.predicates],
        "attributions": [
            {
                "source": _pair(one.source),
                "cue": _pair(one.cue),
                "content": [_pair(part) for part in one.content],
                "stance": one.stance,
                "kind": one.kind,
                "source_phrase": _pair(one.source_phrase),
                "cue_phrase": _pair(one.cue_phrase),
            }
            for one in reading.attributions
        ],
        "coreference": [[[one.start, one.end] for one in chain] for chain in reading.coreference],
        "numbers": [
            {
                "start": one.start,
                "end": one.end,
                "low": one.low,
                "best": one.best,
                "high": one.high,
                "words": one.words,
                "approximate": one.approximate,
                "unit": one.unit or None,
                "counted": one.counted or None,
            }
            for one in reading.numbers
        ],
        "quotations": [{"start": one.start, "end": one.end} for one in reading.quotations],
        "place_references": place_references(reading),
        "unplaced": unplaced(reading),
    }


def coded_data(report: Report, snapshot: Snapshot) -> Data:
    """What was coded from a report, one JSON object (`chancery code --json`).

    Events, states and opinions that rest on claims of this report, each with its mentions in this report only.
    """
    here = {key for key, claim in snapshot.claims.items() if claim.report == report.id}
    events = [one for one in snapshot.events if here.intersection(one.claims)]
    states = [one for one in snapshot.states if here.intersection(one.claims)]
    opinions = [one for one in snapshot.opinions if one.report == report.id]
    return {
        **report_data(report),
        "events": [_event(one, [snapshot.claims[key] for key in one.claims if key in here]) for one in events],
        "states": [_state(one) for one in states],
        "opinions": [_opinion(one) for one in opinions],
        "not_stated": [
            *({"id": one.id, "of": "event", "what": gap} for one in events for gap in one.not_stated),
            *({"id": one.id, "of": "state", "what": gap} for one in states for gap in one.not_stated),
        ],
    }


def report_data(report: Report) -> Data:
    """The fields that both views share: what the page says of itself, its text, furniture and sections."""
    return {
        "report": report.id,
        "given_id": report.given_id,
        "path": report.path,
        "title": report.title,
        "published": report.published.edtf or None,
        "published_how": report.published_how,
        "text": report.text,
        "furniture": [_pair(one) for one in report.furniture],
        "sections": [{"name": one.name, "start": one.start, "end": one.end} for one in report.sections],
        "published_why": report.published_why or None,
        "source": report.source.name or None,
        "language": report.language,
    }


@cache
def schema(name: str) -> Data:
    """The JSON Schema of a view: "reading" or "coded".

    Raises:  FileNotFoundError for another name.
    """
    text = resources.files("chancery.views").joinpath("schemas", f"{name}.json").read_text(encoding="utf-8")
    found: Data = json.loads(text)
    return found


def _sentence(one: Sentence) -> Data:
    return {
        "start": one.start,
        "end": one.end,
        "tokens": [
            {
                "start": token.start,
                "end": token.end,
                "text": token.text,
                "lemma": token.lemma,
                "upos": token.upos,
                "head": token.head,
                "deprel": token.deprel,
            }
            for token in one.tokens
        ],
    }


def _predicate(one: Predicate) -> Data:
    return {
        "start": one.start,
        "end": one.end,
        "lemma": one.lemma,
        "sense": one.roleset or None,
        "factuality": one.factuality,
        "roles": [{"role": role.role, "start": role.start, "end": role.end} for role in one.roles],
        "arguments": [
            {"role": a.role, "function": a.function or None, "start": a.start, "end": a.end} for a in one.arguments
        ],
        "construction": one.construction or None,
        "modality": one.modality,
        "hedge": one.hedge or None,
    }


def _event(event: Event, claims: Sequence[Claim]) -> Data:
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode or None,
        "contexts": list(event.contexts),
        "cameo": event.cameo or None,
        "score": event.score,
        "status": event.status,
        "hedge": event.hedge or None,
        "confidence": event.confidence,
        "actors": [_participant(one) for one in event.actors],
        "recipients": [_participant(one) for one in event.recipients],
        "place": _located(event.place),
        "date": _event_date(event.when),
        "date_from": _first(event.when.date),
        "date_to": _last(event.when.date),
        "date_how": event.when.how,
        "quantities": [_quantity(one) for one in event.quantities],
        "mentions": _mentions(claims),
        "others": [{"role": role, **_participant(one)} for role, one in event.others],
        "topic": event.topic or None,
        "quote": event.quote or None,
        "links": [{"relation": relation, "event": end} for relation, end in event.links],
        "disputed": event.disputed,
        "differing": [{"field": name, "words": words} for name, words in event.differing],
        "weekday": event.when.date.weekday,
        "testimonies": [_testimony(one) for one in event.testimonies],
        "figures": [_figure(one) for one in event.figures],
        "accounts": [_account(one) for one in event.accounts],
    }


def _testimony(one: Testimony) -> Data:
    return {
        "source": one.source,
        "name": one.name or None,
        "country": one.country or None,
        "kind": one.kind,
        "ownership": one.ownership or None,
        "verdict": one.verdict,
        "speaker": one.speaker or None,
        "voice": one.voice or None,
        "via": one.via or None,
        "reports": list(one.reports),
        "known": one.known.edtf or None,
    }


def _figure(one: Figure) -> Data:
    return {
        "what": one.what,
        "unit": one.unit or None,
        "of": one.of or None,
        "low": one.low,
        "best": one.best,
        "high": one.high,
        "differs": one.differs,
        "said": [_said(said) for said in one.said],
    }


def _said(one: Said) -> Data:
    return {
        "claim": one.claim,
        "source": one.source,
        "speaker": one.speaker or None,
        "stance": one.stance,
        "words": one.words,
        "low": one.low,
        "best": one.best,
        "high": one.high,
        "approximate": one.approximate,
        "known": one.known.edtf or None,
        "stands": one.stands,
        "superseded": one.superseded or None,
    }


def _account(one: Account) -> Data:
    return {"field": one.field, "value": one.value, "sources": list(one.sources), "claims": list(one.claims)}


def _mentions(claims: Sequence[Claim]) -> list[Data]:
    """One entry for each trigger in the report, with all who speak there."""
    by_mention: dict[str, list[Claim]] = {}
    for claim in claims:
        by_mention.setdefault(claim.mention, []).append(claim)
    rows = []
    for some in sorted(by_mention.values(), key=lambda one: (one[0].trigger, one[0].mention)):
        first = some[0]
        speakers: dict[tuple[object, ...], Data] = {}
        for claim in some:
            for at, speaker in enumerate(claim.speakers):
                if speaker.actor is not None or speaker.text:
                    # The stance of the last speaker is the claim's; those between only pass the words on.
                    last = at == len(claim.speakers) - 1
                    told = _speaker(speaker, claim.stance if last else speaker.stance)
                    speakers.setdefault(tuple(told.values()), told)
        rows.append(
            {
                "start": first.sentence.start,
                "end": first.sentence.end,
                "trigger": _pair(first.trigger),
                "section": first.section,
                "attribution": list(speakers.values()),
                "id": first.mention,
            }
        )
    return rows


def _state(state: State) -> Data:
    return {
        "id": state.id,
        "kind": state.kind,
        "who": [_participant(one) for one in state.who],
        "what": state.what or None,
        "where": _located(state.where),
        "from": _edtf(state.since),
        "to": _edtf(state.until),
        "status": state.status,
        "opened_by": list(state.opened_by),
        "closed_by": list(state.closed_by),
        "by": [_participant(one) for one in state.by],
        "towards": [_participant(one) for one in state.to],
        "others": [{"role": role, **_participant(one)} for role, one in state.others],
        "changed_by": list(state.changed_by),
        "closing_by": list(state.closing_by),
        "from_first": _first(state.since.date),
        "from_last": _last(state.since.date),
        "from_how": state.since.how,
        "to_first": _first(state.until.date),
        "to_last": _last(state.until.date),
        "to_how": state.until.how,
        "hedge": state.hedge or None,
        "quantities": [_quantity(one) for one in state.quantities],
        "before": state.before or None,
        "stage": state.stage or None,
        "confirmed": state.confirmed.edtf or None,
        "rivals": list(state.rivals),
        "testimonies": [_testimony(one) for one in state.testimonies],
        "figures": [_figure(one) for one in state.figures],
    }


def _opinion(claim: Claim) -> Data:
    content = claim.opinion
    speakers = [one for one in claim.speakers if one.actor is not None or one.text]
    return {
        "id": claim.id,
        "start": claim.sentence.start,
        "end": claim.sentence.end,
        "trigger": _pair(claim.trigger),
        "section": claim.section,
        "words": content.words,
        "topic": content.topic or None,
        "about": [_participant(one) for one in content.about],
        "attribution": [
            _speaker(one, claim.stance if at == len(speakers) - 1 else one.stance) for at, one in enumerate(speakers)
        ],
    }


def _participant(one: Participant) -> Data:
    actor = one.actor
    return {
        "text": one.text,
        "name": actor.name,
        "id": actor.id,
        "country": actor.country or None,
        "sector": actor.sector or None,
        "start": one.span.start if one.span else None,
        "end": one.span.end if one.span else None,
        "how": one.how,
        "role": actor.role or None,
        "ethnicity": actor.ethnicity or None,
    }


def _speaker(one: Speaker, stance: str) -> Data:
    actor = one.actor
    return {
        "speaker": actor.name if actor else one.text,
        "country": actor.country or None if actor else None,
        "sector": actor.sector or None if actor else None,
        "stance": stance,
        "start": one.span.start if one.span else None,
        "end": one.span.end if one.span else None,
        "role": actor.role or None if actor else None,
    }


def _located(one: Located | None) -> Data | None:
    if one is None:
        return None
    return {
        "text": one.text,
        "name": one.place.name,
        "country": one.place.country or None,
        "lat": one.place.lat,
        "lon": one.place.lon,
        "precision": one.place.precision,
        "geonames_id": one.place.geonames_id,
        "how": one.how,
        "precision_code": precision_code(one.place),
    }


def _quantity(one: Quantity) -> Data:
    return {
        "what": one.what,
        "low": one.low,
        "best": one.best,
        "high": one.high,
        "words": one.words,
        "approximate": one.approximate,
        "unit": one.unit or None,
    }


def _event_date(when: Dated) -> str | None:
    """The date as a careful reader would write it down; where only a bound was inferred, none.

    "Late July" is July, and "on or after the attack" no date: date_from and date_to have the days that they can mean.
    """
    date = when.date
    if when.how == "inferred" and (date.edtf.startswith("../") or date.edtf.endswith("/..")):
        return None
    if date.approximate and date.earliest and date.latest and "/" in date.edtf:
        if (date.earliest.year, date.earliest.month) == (date.latest.year, date.latest.month):
            return f"{date.earliest:%Y-%m}"
        halves = {(day.year, day.month > 6) for day in (date.earliest, date.latest)}
        if len(halves) == 1:  # "early 2019", "late last year"
            return f"{date.earliest:%Y}"
    return _edtf(when)


def _edtf(when: Dated) -> str | None:
    return when.date.edtf or None


def _first(value: PartialDate) -> str | None:
    return value.earliest.isoformat() if value.earliest else None


def _last(value: PartialDate) -> str | None:
    return value.latest.isoformat() if value.latest else None


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def as_lines(rows: Iterable[Data]) -> str:
    """Rows as JSON lines, one object on each."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
