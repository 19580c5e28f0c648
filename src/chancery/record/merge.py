"""Fields of one event or state, merged from the claims that speak of it.

Every function takes rows in any order and sorts them itself, so that the result depends on what was claimed only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chancery.record.statuses import detail_order, section_rank
from chancery.terms import UNKNOWN_DATE, Actor, Claim, Dated, Located, PartialDate, Participant, Quantity

_STATE_ORGANS = frozenset({"", "GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
NAMED_DETAIL = 3
"""From this detail on (see actor_detail) a holder is more than a country, its forces or its people."""
_WITHIN = frozenset({"REB", "UAF", "CRM"})
"""Sectors of armed groups, which fight the state whose people they are."""
_PLAIN_ROLES = (["forces"], ["people"])
"""Roles that say no more than the sector does."""
_ENDLESS_DAYS = 10**9
_PLACE_PRECISION = {"point": 0, "city": 1, "district": 2, "region": 3, "country": 4, "area": 5}
_PLACE_STEP = {"role": 0, "sentence": 1, "paragraph": 2, "report": 3, "inferred": 4}


@dataclass(frozen=True, slots=True)
class DateRow:
    """One claim's word on a date: who says it (`source`, one key for copies) and how directly (`rank`, 0 best)."""

    when: Dated
    source: str
    rank: int = 0


def merge_dates(rows: Iterable[DateRow]) -> tuple[Dated, tuple[str, ...]]:
    """The date that most sources agree on, at its narrowest, and the dates that contradict each other, if any.

    Stated dates go before inferred ones, those before unknown. Among dates that can mean a common day the overlap is
    taken; approximate dates are never narrowed. A weekday is kept where all that name one agree.
    """
    pool = sorted(set(rows), key=lambda row: (row.rank, row.when.date.edtf, row.when.why, row.source))
    stated = [row for row in pool if row.when.date.stated]
    ranked = [row for row in stated if row.when.how == "stated"] or [r for r in stated if r.when.how == "inferred"]
    weekdays = {row.when.date.weekday for row in pool} - {None}
    weekday = weekdays.pop() if len(weekdays) == 1 else None
    if not ranked:
        why = next((row.when.why for row in pool if row.when.why), "")
        return Dated(PartialDate(weekday=weekday), "unknown", why), ()
    if len(pool) == 1:
        return ranked[0].when, ()

    def merit(row: DateRow) -> tuple[int, int, bool, int, str, str]:
        support = len({other.source for other in ranked if other.when.date.may_equal(row.when.date)})
        mine = row.when.date
        return -support, mine.days or _ENDLESS_DAYS, mine.approximate, row.rank, mine.edtf, row.when.why

    ordered = sorted(ranked, key=merit)
    result = _narrowed(ordered[0], ordered)
    if result.date.weekday is None and weekday is not None and result.date.days != 1:
        result = replace(result, date=replace(result.date, weekday=weekday))
    against = {row.when.date.edtf for row in ranked if not row.when.date.may_equal(result.date)}
    return result, (result.date.edtf, *sorted(against)) if against else ()


def _narrowed(best: DateRow, ranked: Sequence[DateRow]) -> Dated:
    result = best.when
    if result.date.approximate:
        return result
    for row in ranked:
        other = row.when.date
        if other.approximate or not other.may_equal(result.date):
            continue
        first = max((day for day in (result.date.earliest, other.earliest) if day), default=None)
        last = min((day for day in (result.date.latest, other.latest) if day), default=None)
        if (first, last) == (result.date.earliest, result.date.latest):
            continue
        if (first, last) == (other.earliest, other.latest):
            result = row.when
        else:
            why = "; ".join(part for part in (result.why, row.when.why) if part)
            result = Dated(PartialDate.between(first, last, weekday=result.date.weekday), result.how, why)
    return result


def merge_places(
    rows: Iterable[tuple[Claim, Located]], source: Callable[[Claim], str]
) -> tuple[Located | None, tuple[str, ...]]:
    """The place named by a role and by most sources, at its most precise, and places that contradict each other.

    Two places agree where they are one, where one is part of the other, or where one is the country of the other.
    """
    ordered = sorted(rows, key=lambda row: (detail_order(row[0]), row[1].place.id))
    if not ordered:
        return None, ()
    step = min(_PLACE_STEP.get(located.how, 4) for _, located in ordered)
    pool = [(claim, located) for claim, located in ordered if _PLACE_STEP.get(located.how, 4) == step]

    def merit(row: tuple[Claim, Located]) -> tuple[int, int, int, str]:
        support = len({source(claim) for claim, other in pool if places_agree(row[1], other)})
        return -support, _PLACE_PRECISION.get(row[1].place.precision, 3), section_rank(row[0]), row[1].place.id

    best = min(pool, key=merit)[1]
    against = {located.place.name for _, located in pool if not places_agree(best, located)}
    return best, (best.place.name, *sorted(against)) if against else ()


def places_agree(one: Located, other: Located) -> bool:
    """Whether two places may be one: the same, one part of the other, or one the country of the other."""
    a, b = one.place, other.place
    if a.id == b.id or (a.part_of and a.part_of in (b.id, b.name)) or (b.part_of and b.part_of in (a.id, a.name)):
        return True
    return (a.country == b.country and a.precision != b.precision) or "area" in (a.precision, b.precision)


def merge_participants(rows: Iterable[tuple[Claim, Participant]]) -> tuple[Participant, ...]:
    """All actors named in one part, each once, in the order of the best claims.

    A vaguer mention ("Russia") gives way to a more specific one of the same side ("Russian peacekeepers") unless some
    mention names both; what is inferred gives way to what another mention states. Each actor keeps its fullest words.
    Rows of one claim keep their order.
    """
    ordered = sorted(enumerate(rows), key=lambda row: (detail_order(row[1][0]), row[0]))
    best: dict[str, tuple[tuple[bool, int, int], Participant]] = {}
    where: dict[str, set[str]] = {}
    for _, (claim, participant) in ordered:
        key = participant.actor.id
        merit = (participant.how != "stated", section_rank(claim), -len(participant.text))
        where.setdefault(key, set()).add(claim.mention)
        if key not in best or merit < best[key][0]:
            best[key] = (merit, participant)

    def replaced(key: str, other: str) -> bool:
        if key == other or where[key] & where[other]:
            return False
        mine, theirs = best[key][1], best[other][1]
        if mine.how != "stated" and theirs.how == "stated":
            return True
        return (theirs.how == "stated" or mine.how != "stated") and covers(theirs.actor, mine.actor)

    return tuple(row for key, (_, row) in best.items() if not any(replaced(key, other) for other in best))


def covers(specific: Actor, vague: Actor) -> bool:
    """Whether `vague` may well be `specific`, said with less detail: same country, no clash of sector or ethnicity."""
    if actor_detail(vague) >= actor_detail(specific) or actor_detail(vague) > 2:
        return False
    if not (vague.country or vague.sector or vague.ethnicity):
        return vague.kind in ("unknown", "group")
    if vague.country != specific.country and not (not vague.country and vague.ethnicity == specific.ethnicity != ""):
        return False
    if vague.kind == "country":
        # A country acts by its government, whatever organ of it another sentence names; its civilians are no organ.
        sectors = specific.sector in _STATE_ORGANS
    else:
        sectors = vague.sector == specific.sector or not vague.sector or not specific.sector
    return sectors and (not vague.ethnicity or vague.ethnicity == specific.ethnicity)


def side_of(actor: Actor) -> str:
    """Whose side an actor is on: its country's, or that of those who fight it from within; itself without a country."""
    if not actor.country:
        return actor.id
    return f"{actor.country}:{actor.sector}" if actor.sector in _WITHIN else actor.country


def actor_detail(actor: Actor) -> int:
    """How much an actor's identity says, 0 (nothing) to 5 (a person)."""
    if actor.kind == "person":
        return 5
    if actor.kind == "organisation":
        return 4
    if actor.kind == "group":
        role = [part for part in actor.id.split(":")[3:] if part]
        return 3 if role and role not in _PLAIN_ROLES else 1 + bool(actor.sector and actor.country)
    return 1 if actor.kind == "country" else int(bool(actor.country or actor.sector or actor.ethnicity))


def merge_quantities(rows: Iterable[tuple[Claim, Quantity]]) -> tuple[Quantity, ...]:
    """Every count as worded, each once, the best claims' first."""
    kept: dict[tuple[str, str], Quantity] = {}
    for _, quantity in sorted(rows, key=lambda row: (detail_order(row[0]), row[1].what, row[1].words)):
        kept.setdefault((quantity.what, quantity.words.casefold()), quantity)
    return tuple(kept.values())


def merge_words(rows: Iterable[tuple[Claim, str]]) -> str:
    """The longest wording of the best section that has one; "" where none has."""
    stated = [(claim, words) for claim, words in rows if words]
    if not stated:
        return ""
    return min(stated, key=lambda row: (section_rank(row[0]), -len(row[1]), row[1]))[1]


def merge_ordered(sequences: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """All items once, in an order that follows each sequence as far as they agree."""
    merged: list[str] = []
    for sequence in sequences:
        for i, item in enumerate(sequence):
            if item not in merged:
                following = next((merged.index(later) for later in sequence[i + 1 :] if later in merged), len(merged))
                merged.insert(following, item)
    return tuple(merged)


def vote(rows: Iterable[tuple[str, float]]) -> str:
    """The value with most weight; the first in alphabetical order where two have the same. Source: ours."""
    weights: dict[str, float] = {}
    for value, weight in sorted(rows):
        weights[value] = weights.get(value, 0.0) + weight
    return min(weights, key=lambda value: (-round(weights[value], 9), value)) if weights else ""


def first_day(when: Dated) -> date:
    """The first day a date can mean, for sorting; the last day of the calendar where unknown."""
    return when.date.earliest or when.date.latest or date.max


NO_DATE = Dated(UNKNOWN_DATE, "unknown", "")
