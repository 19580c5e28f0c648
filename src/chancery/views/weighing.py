"""How many independent sources, from which sides, confirm or deny a thing, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chancery.terms import STATE_OWNERSHIP, Event, Snapshot, State, Testimony
from chancery.views.naming import listed

_NOT_KNOWN, _ELSEWHERE = "of no known country", "from elsewhere"
_BODY_CODES = frozenset({"UNO", "EUR", "NAT", "OSC", "IGO"})
_INTERNATIONAL = "international"


@dataclass(frozen=True, slots=True)
class Weight:
    """The independent voices for and against a thing.

    Shapes:  `confirming` are sources that say so in their own voice, one testimony each; `reporting` one testimony for
             each speaker on whose word others report it, `alleging` and `denying` likewise for allegations and denials
             (a source that denies in its own voice counts by itself). `witnesses` is the number of sources in all.
    """

    confirming: tuple[Testimony, ...]
    reporting: tuple[Testimony, ...]
    alleging: tuple[Testimony, ...]
    denying: tuple[Testimony, ...]
    witnesses: int


def weight_of(testimonies: Iterable[Testimony]) -> Weight:
    """The testimonies with each voice counted once: many who quote one speaker add no voice to his."""
    rows = list(testimonies)

    def once(*verdicts: str) -> tuple[Testimony, ...]:
        found: dict[str, Testimony] = {}
        for row in rows:
            if row.verdict in verdicts:
                found.setdefault(row.voice or row.source, row)
        return tuple(found.values())

    return Weight(once("confirms"), once("reports"), once("alleges"), once("denies"), len({row.source for row in rows}))


def side_of(testimony: Testimony, parties: Iterable[str]) -> str:
    """The side a voice is on: the code of its country where that is a party, "other", "international", or ""."""
    country = testimony.speaker_country if testimony.voice else testimony.country
    if not country:
        return ""
    if country in set(parties):
        return country
    return _INTERNATIONAL if country in _BODY_CODES else "other"


def parties_of(thing: Event | State) -> tuple[str, ...]:
    """Countries of those who take part in an event, or hold, make or bear a state."""
    groups = (thing.actors, thing.recipients) if isinstance(thing, Event) else (thing.who, thing.by, thing.to)
    return tuple(dict.fromkeys(one.actor.country for group in groups for one in group if one.actor.country))


def weighed_words(thing: Event | State, snapshot: Snapshot) -> str:
    """As "2 independent sources: 1 from Armenia, 1 from Azerbaijan (state); 1 denies (A. Minister)"; "" for none."""
    weight = weight_of(thing.testimonies)
    parties, names = parties_of(thing), _country_names(snapshot)
    parts = []
    if weight.confirming:
        many = "s" if len(weight.confirming) > 1 else ""
        sides = _sides(weight.confirming, parties, names)
        parts.append(f"{len(weight.confirming)} independent source{many}: {sides}")
    if weight.reporting:
        sources = len({row.source for row in thing.testimonies if row.verdict == "reports"})
        through = f"{sources} source{'s' if sources > 1 else ''}"
        parts.append(f"on the word of {_speakers(weight.reporting)}, by {through}")
    if weight.alleging:
        parts.append(f"alleged by {_speakers(weight.alleging)}")
    if weight.denying:
        denies = "denies" if len(weight.denying) == 1 else "deny"
        parts.append(f"{len(weight.denying)} {denies} ({_speakers(weight.denying)})")
    return "; ".join(parts)


def testimony_words(testimony: Testimony, snapshot: Snapshot) -> str:
    """One testimony in full: source, what is known of it, its verdict and voice, and its copies."""
    about = [testimony.country, testimony.kind if testimony.kind != "unknown" else "", testimony.ownership]
    known = ", ".join(part for part in about if part)
    words = _name(testimony) + (f" ({known})" if known else "") + f" {testimony.verdict}"
    if testimony.voice:
        words += f", on the word of {testimony.speaker or 'a speaker who is not named'}"
    carriers = [_publisher(snapshot, report) for report in testimony.reports]
    others = sorted({name for name in carriers if name and name != testimony.name})
    if testimony.via and testimony.via not in ("copy", "same sentence"):
        words += f"; named as “{testimony.via}”"
    if others or len(carriers) > 1:
        how = {"copy": "copied", "same sentence": "in the same words"}.get(testimony.via, "carried")
        words += f"; {len(carriers)} report{'s' if len(carriers) > 1 else ''}"
        words += f", {how} by {listed(others)}" if others else ""
    return words


def _sides(rows: Sequence[Testimony], parties: Sequence[str], names: dict[str, str]) -> str:
    counts: dict[str, int] = {}
    for row in rows:
        side = side_of(row, parties)
        if side in ("", "other", _INTERNATIONAL):
            label = {"": _NOT_KNOWN, "other": _ELSEWHERE}.get(side, side)
        else:
            label = f"from {names.get(side, side)}" + (" (state)" if row.ownership in STATE_OWNERSHIP else "")
        counts[label] = counts.get(label, 0) + 1
    last = (_ELSEWHERE, _INTERNATIONAL, _NOT_KNOWN)
    ordered = sorted(counts, key=lambda label: (last.index(label) if label in last else -1, label))
    return ", ".join(f"{counts[label]} {label}" for label in ordered)


def _speakers(rows: Sequence[Testimony]) -> str:
    return listed(dict.fromkeys(row.speaker if row.voice else _name(row) for row in rows))


def _name(testimony: Testimony) -> str:
    return testimony.name or "a publisher that is not stated"


def _publisher(snapshot: Snapshot, report: str) -> str:
    traced = snapshot.provenance.get(report)
    if traced:
        return traced.publisher.name
    held = snapshot.reports.get(report)
    return held.source.name if held else ""


def _country_names(snapshot: Snapshot) -> dict[str, str]:
    """Names of the countries that take part in anything, by code."""
    parties = (one.actor for event in snapshot.events for one in (*event.actors, *event.recipients))
    return {actor.country: actor.name for actor in parties if actor.kind == "country"}
