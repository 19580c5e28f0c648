"""How many independent sources, from which sides, confirm or deny a thing, in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chancery.terms import STATE_OWNERSHIP, Event, Snapshot, State, Testimony
from chancery.views.naming import listed, with_article

_BODY_CODES = frozenset({"UNO", "EUR", "NAT", "OSC", "IGO"})
_INTERNATIONAL = "international"
_CODE = re.compile(r"[A-Z]{3}")
_MOST_SIDES = 4
_DENIAL_TOLD = re.compile(r"\bden(?:y|ies|ied)\b")


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


@dataclass(frozen=True, slots=True)
class WeighedSide:
    """Sources of one side: `country` is its code and `name` its name, or "international", or "" where not stated.

    `state` where they are owned by the state of that country.
    """

    country: str
    name: str
    state: bool
    sources: int


@dataclass(frozen=True, slots=True)
class Weighing:
    """What the sources of an event or state add to the line that tells of it.

    Shapes:  `words` are short, and stand beside the line. The counts are of independent voices; `sources` of all who
             carry it. `sides` are those of the sources that the words count, the largest first.
    """

    words: str
    confirming: int
    reporting: int
    alleging: int
    denying: int
    sources: int
    sides: tuple[WeighedSide, ...]


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


def parties_of(thing: Event | State) -> tuple[str, ...]:
    """Countries of those who take part in an event, or hold, make or bear a state."""
    groups = (thing.actors, thing.recipients) if isinstance(thing, Event) else (thing.who, thing.by, thing.to)
    return tuple(dict.fromkeys(one.actor.country for group in groups for one in group if one.actor.country))


class Weigher:
    """Weighs the events and states of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._countries = _country_names(snapshot)
        things: tuple[Event | State, ...] = (*snapshot.events, *snapshot.states)
        self._alone = len({row.source for thing in things for row in thing.testimonies}) < 2

    def line(self, thing: Event | State, told: str = "") -> Weighing | None:
        """What is to stand beside a line that tells of a thing; None where its sources tell no more than it does.

        They do where several independent sources tell it, somebody denies it and the line (`told`) does not say so, or
        nobody tells it but sources of one of those whom it is between.
        """
        weight = weight_of(thing.testimonies)
        parts, counted = self._affirmed(thing, weight)
        if weight.denying and thing.status != "denied":
            verb = "denies" if len(weight.denying) == 1 else "deny"
            if not _DENIAL_TOLD.search(told):
                parts.append(f"{len(weight.denying)} {verb} ({_speakers(weight.denying)})")
            elif parts:
                parts.append(f"{len(weight.denying)} {verb}")
        if not parts:
            return None
        return Weighing(
            "; ".join(parts),
            len(weight.confirming),
            len(weight.reporting),
            len(weight.alleging),
            len(weight.denying),
            weight.witnesses,
            self.sides(counted),
        )

    def words(self, thing: Event | State) -> str:
        """All of it, as "2 independent sources: 1 from Armenia, 1 from Azerbaijan (state); 1 denies (A. Minister)"; ""
        for none."""
        weight = weight_of(thing.testimonies)
        parts = []
        if weight.confirming:
            many = "s" if len(weight.confirming) > 1 else ""
            sides = self._side_words(weight.confirming) or "of no stated country"
            parts.append(f"{len(weight.confirming)} independent source{many}: {sides}")
        if weight.reporting:
            through = _number(len({row.source for row in thing.testimonies if row.verdict == "reports"}))
            parts.append(f"on the word of {_speakers(weight.reporting)}, by {through}")
        if weight.alleging:
            parts.append(f"alleged by {_speakers(weight.alleging)}")
        if weight.denying:
            denies = "denies" if len(weight.denying) == 1 else "deny"
            parts.append(f"{len(weight.denying)} {denies} ({_speakers(weight.denying)})")
        return "; ".join(parts)

    def testimony(self, testimony: Testimony) -> str:
        """One testimony in full: source, what is known of it, its verdict and voice, and its copies."""
        kind = testimony.kind if testimony.kind != "unknown" else ""
        known = ", ".join(part for part in (self.country(testimony.country), kind, testimony.ownership) if part)
        words = _name(testimony) + (f" ({known})" if known else "") + f" {testimony.verdict}"
        if testimony.voice:
            words += f", on the word of {testimony.speaker or 'a speaker who is not named'}"
        carriers = [self._publisher(report) for report in testimony.reports]
        others = sorted({name for name in carriers if name and name != testimony.name})
        if testimony.via and testimony.via not in ("copy", "same sentence"):
            words += f"; named as “{testimony.via}”"
        if others or len(carriers) > 1:
            how = {"copy": "copied", "same sentence": "in the same words"}.get(testimony.via, "carried")
            words += f"; {len(carriers)} report{'s' if len(carriers) > 1 else ''}"
            words += f", {how} by {listed(others)}" if others else ""
        return words

    def country(self, code: str) -> str:
        """The name of a country or "international", "" for none; never a code."""
        if not code or code in _BODY_CODES:
            return _INTERNATIONAL if code else ""
        if not _CODE.fullmatch(code):
            return code  # as a report states it
        return self._countries.get(code, "another country")

    def sides(self, rows: Sequence[Testimony]) -> tuple[WeighedSide, ...]:
        """How many sources each side has: countries, the largest first, then bodies, then those of no stated one."""
        counts = Counter((row.country, bool(row.country) and row.ownership in STATE_OWNERSHIP) for row in rows)
        named = [WeighedSide(code, self.country(code), state, n) for (code, state), n in counts.items()]
        last = ("another country", _INTERNATIONAL, "")

        def order(one: WeighedSide) -> tuple[int, int, str, bool]:
            return last.index(one.name) if one.name in last else -1, -one.sources, one.name, one.state

        return tuple(sorted(named, key=order))

    def _affirmed(self, thing: Event | State, weight: Weight) -> tuple[list[str], Sequence[Testimony]]:
        """In how many sources it stands, where that tells something, and the testimonies that this counts."""
        own = [row for row in weight.denying if not row.voice] if thing.status == "denied" else weight.confirming
        if len(own) > 1:
            verb = "denied" if thing.status == "denied" else "told"
            return [self._many(verb, own)], own
        if own:
            only = self._only(thing, own[0])
            return [only] if only else [], own
        verdicts = ("denies",) if thing.status == "denied" else ("reports", "alleges")
        carriers = {row.source: row for row in reversed(thing.testimonies) if row.verdict in verdicts}
        rows = [carriers[key] for key in sorted(carriers)]
        return [self._many("carried", rows)] if len(rows) > 1 else [], rows

    def _many(self, verb: str, rows: Sequence[Testimony]) -> str:
        words, sides = f"{verb} by {len(rows)} sources", self.sides(rows)
        if len(sides) == 1 and sides[0].name:
            return f"{words}, all {_side_words(sides[0])}"
        told = self._side_words(rows)
        return f"{words}: {told}" if told else words

    def _only(self, thing: Event | State, row: Testimony) -> str:
        """ "told only from Armenia" where the one source is of a party, and another party or the state is behind it."""
        (side,) = self.sides([row])
        parties = parties_of(thing)
        elsewhere = any(one.country != row.country for one in thing.testimonies)
        if self._alone or elsewhere or row.country not in parties or not (side.state or len(parties) > 1):
            return ""
        return f"told only {_side_words(side)}"

    def _side_words(self, rows: Sequence[Testimony]) -> str:
        """As "2 from Armenia, 1 from Azerbaijan (state), 1 of no stated country"; "" where no country is stated."""
        sides = self.sides(rows)
        if not any(side.name for side in sides):
            return ""
        shown = sides if len(sides) <= _MOST_SIDES else sides[: _MOST_SIDES - 1]
        words = [f"{side.sources} {_side_words(side)}" for side in shown]
        rest = sum(side.sources for side in sides[len(shown) :])
        return ", ".join([*words, *([f"{rest} from elsewhere"] if rest else [])])

    def _publisher(self, report: str) -> str:
        traced = self._snapshot.provenance.get(report)
        if traced:
            return traced.publisher.name
        held = self._snapshot.reports.get(report)
        return held.source.name if held else ""


def _side_words(side: WeighedSide) -> str:
    if side.name in ("", _INTERNATIONAL):
        return side.name or "of no stated country"
    return f"from {with_article(side.name, kind='country')}" + (" (state)" if side.state else "")


def _number(sources: int) -> str:
    return f"{sources} source{'' if sources == 1 else 's'}"


def _speakers(rows: Sequence[Testimony]) -> str:
    return listed(dict.fromkeys(row.speaker if row.voice else _name(row) for row in rows))


def _name(testimony: Testimony) -> str:
    return testimony.name or "a publisher that is not stated"


def _country_names(snapshot: Snapshot) -> dict[str, str]:
    """Names of countries by code: as the sources were traced with them, else as claims name them."""
    names: dict[str, str] = {}
    for traced in snapshot.provenance.values():
        for outlet in (traced.publisher, *((traced.credit.outlet,) if traced.credit else ())):
            names.setdefault(outlet.country, outlet.country_name)
    for credit in snapshot.named.values():
        names.setdefault(credit.outlet.country, credit.outlet.country_name)
    told = {code: name for code, name in names.items() if code and name}
    parties = (one.actor for event in snapshot.events for one in (*event.actors, *event.recipients))
    for actor in parties:
        if actor.kind == "country" and actor.country:
            told.setdefault(actor.country, actor.name)
    return told
