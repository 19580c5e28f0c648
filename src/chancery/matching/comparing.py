"""What two accounts have in common and what tells them apart, feature by feature."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from chancery.matching.blocks import FAMILIES
from chancery.matching.happenings import Happening
from chancery.shelf.event_types import event_types
from chancery.terms import Actor, PartialDate, Place, Quantity, related

_UNREAL = frozenset({"planned", "hypothetical", "demanded"})
_WIDE = frozenset({"country", "area"})
_SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN"})
_ONCE = frozenset(
    """resign withdraw disarm return release discontinue expel ban martial-law arrest troops ceasefire execute
    assassinate""".split()
)
_EARTH_KM = 6371.0
#: Within this distance two places can be one scene: a suburb and its city. Ours.
NEAR_KM = 40.0
_SAYS_DAYS = 7


def compare_traits(one: Happening, other: Happening) -> dict[str, str]:
    """What came out of each comparison of two accounts, by feature; the same whichever stands first.

    Shapes:  every feature in a fixed order, with a row of the table of weights that stands for it.
    """
    return {
        "type": _types(one, other),
        "mode": _sets(one.modes, other.modes),
        "rule": _sets(one.rules, other.rules),
        "word": _words(one.triggers, other.triggers),
        "actors": _parties(one.actors, other.actors),
        "recipients": _parties(one.recipients, other.recipients),
        "sides": _sides(one, other),
        "place": _places(one.places, other.places),
        "date": _dates(one, other),
        "published": _published(one, other),
        "counts": _counts(one.quantities, other.quantities),
        "act": _act(one, other),
        "status": _statuses(one, other),
        "wording": _shared(one.stems, other.stems),
        "names": _bucket(len(one.names & other.names), 4),
        "numbers": _bucket(len(one.numbers & other.numbers), 2),
        "story": _overlap(one.story, other.story),
    }


def _types(one: Happening, other: Happening) -> str:
    if set(one.types) & set(other.types):
        return "same"
    kin = any(set(one.types) & set(types) and set(other.types) & set(types) for types in FAMILIES.values())
    return "kin" if kin else "other"


def _sets(ones: Sequence[str], others: Sequence[str]) -> str:
    if not ones or not others:
        return "unknown"
    return "same" if set(ones) & set(others) else "other"


def _words(ones: Sequence[str], others: Sequence[str]) -> str:
    """Whether the words that tell it are one, close in meaning, or not."""
    if set(ones) & set(others):
        return "same"
    nearest = max((_meaning(*sorted((a, b))) for a in ones for b in others), default=0.0)
    return "close" if nearest >= 0.6 else "akin" if nearest >= 0.35 else "far"


@lru_cache(maxsize=65_536)
def _meaning(one: str, other: str) -> float:
    """How near two lemmas are in meaning, as a cosine, to two digits so that no machine's last digit counts."""
    a, b = event_types().words.of((one, other))
    length = float((a @ a) * (b @ b)) ** 0.5
    return round(float(a @ b) / length, 2) if length else 0.0


def _parties(ones: Sequence[Actor], others: Sequence[Actor]) -> str:
    """same: one in particular; group: one group; country: a country and its organ; related; apart; unknown."""
    if not ones or not others:
        return "neither" if not ones and not others else "one side"
    shared = {actor.id for actor in ones} & {actor.id for actor in others}
    kinds = {actor.kind for actor in ones if actor.id in shared}
    if kinds & {"person", "organisation"}:
        return "same"
    if kinds:
        return "same country" if kinds == {"country"} else "same group"
    if any(_one_name(one, other) for one in ones for other in others):
        return "same"
    if any(related(one, other) for one in ones for other in others):
        return "related"
    return "apart" if all(_known(actor) for actor in (*ones, *others)) else "unclear"


def _known(actor: Actor) -> bool:
    """Whether it is clear who somebody is, so that another one is somebody else."""
    named = actor.kind in ("person", "organisation")
    return actor.kind != "unknown" and bool(named or actor.country or actor.ethnicity)


def _one_name(one: Actor, other: Actor) -> bool:
    """Whether two persons or bodies share the last word of their names: "Kavanaugh", "Brett Kavanaugh"."""
    if {one.kind, other.kind} - {"person", "organisation", "unknown"} or not (one.name and other.name):
        return False
    a, b = one.name.casefold().split(), other.name.casefold().split()
    return a[-1] == b[-1] and (len(a) == 1 or len(b) == 1)


def _sides(one: Happening, other: Happening) -> str:
    """Whether anybody in particular takes part in both, on whatever side."""
    shared = {actor.id for actor in one.parties} & {actor.id for actor in other.parties}
    return _bucket(len(shared), 2)


def _places(ones: Sequence[Place], others: Sequence[Place]) -> str:
    if not ones or not others:
        return "unknown"
    return min((_place(one, other) for one in ones for other in others), key=_PLACE_ORDER.index)


_PLACE_ORDER = ("same", "near", "within", "country", "apart")


def _place(one: Place, other: Place) -> str:
    if one.id == other.id:
        return "same" if one.precision not in _WIDE else "country"
    if one.precision not in _WIDE and other.precision not in _WIDE:
        inside, holds = {one.part_of, other.part_of} - {""}, {one.id, one.name, other.id, other.name}
        if inside & holds:
            return "within"
        km = apart_km(one, other)
        if km is not None:
            return "near" if km <= NEAR_KM else "apart"
        return "country" if one.country and one.country == other.country else "apart"
    return "country" if not one.country or not other.country or one.country == other.country else "apart"


def apart_km(one: Place, other: Place) -> float | None:
    """Kilometres between two places; None where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat, lon, lat2, lon2 = (math.radians(angle) for angle in (one.lat, one.lon, other.lat, other.lon))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return round(2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half))), 1)


def _dates(one: Happening, other: Happening) -> str:
    first, second = one.date, other.date
    if first.stated and second.stated and not first.may_equal(second):
        gap = days_between(first, second)
        near = "next day" if gap == 1 else "days apart" if gap is not None and gap <= 3 else "apart"
        return "apart, inferred" if near == "apart" and "inferred" in (one.date_how, other.date_how) else near
    # A date with an open end is a bound, and a bound is no date (decision 0020): it tells two events apart at most.
    if first.days is None or second.days is None:
        return "neither" if first.days is None and second.days is None else "one side"
    widest = max(first.days, second.days)
    return (
        "same day" if widest == 1 else "same week" if widest <= _SAYS_DAYS else "same month" if widest <= 31 else "wide"
    )


def days_between(first: PartialDate, second: PartialDate) -> int | None:
    """Days from the end of the earlier to the start of the later; 0 where they meet, None where an end is open."""
    if first.may_equal(second):
        return 0
    early, late = (
        (first, second) if (first.latest and second.earliest and first.latest < second.earliest) else (second, first)
    )
    return (late.earliest - early.latest).days if late.earliest and early.latest else None


def _published(one: Happening, other: Happening) -> str:
    first, second = one.known.latest, other.known.latest
    if not first or not second:
        return "unknown"
    days = abs((first - second).days)
    return (
        "same day"
        if days == 0
        else "1-3"
        if days <= 3
        else "4-10"
        if days <= 10
        else "11-60"
        if days <= 60
        else "later"
    )


def _counts(ones: Sequence[Quantity], others: Sequence[Quantity]) -> str:
    """Whether counts of one thing agree: small counts must be equal, large ones about so."""
    found = [_count(one, other) for one in ones for other in others if (one.what, one.unit) == (other.what, other.unit)]
    if not found:
        return "unknown"
    return "same" if "same" in found else "close" if "close" in found else "clash" if "clash" in found else "unknown"


def _count(one: Quantity, other: Quantity) -> str:
    a = one.best if one.best is not None else one.low if one.low is not None else one.high
    b = other.best if other.best is not None else other.low if other.low is not None else other.high
    if a is None or b is None:
        return "unknown"
    if a == b:
        return "same"
    low, high = sorted((a, b))
    return "close" if high <= 1.5 * low + 1 else "clash" if high > 4 * low + 4 else "unknown"


def _act(one: Happening, other: Happening) -> str:
    """Whether it is what the same party does once, or what anybody says again and again, and how far apart.

    Who resigns, withdraws, joins or is arrested does so once in a while; who accuses or demands does so every day.
    """
    if not set(one.types) & set(other.types):
        return "unlike"
    if set(one.types) & _SPOKEN:
        dated = _dates(one, other) in ("same day", "same week", "next day")
        near = dated or _published(one, other) in ("same day", "1-3")
        return "spoken, near" if near else "spoken, far"
    if set(one.modes) & set(other.modes) & _ONCE:
        by, on = _parties(one.actors, other.actors), _parties(one.recipients, other.recipients)
        if "same" in (by, on) or by in ("same group", "same country") or on in ("same group", "same country"):
            return "once, one party"
        return "once"
    return "other"


def _statuses(one: Happening, other: Happening) -> str:
    if set(one.statuses) & set(other.statuses):
        return "same"
    return "real or not" if unreal(one) != unreal(other) else "other"


def unreal(happening: Happening) -> bool:
    """Whether every mention speaks of it as something not yet, or not surely, so."""
    return all(status in _UNREAL for status in happening.statuses)


def _shared(ones: frozenset[str], others: frozenset[str]) -> str:
    """Share of the shorter sentence's words that the other has too, in tenths up to six."""
    least = min(len(ones), len(others))
    return str(min(6, int(10 * len(ones & others) / least))) if least else "0"


def _overlap(ones: frozenset[str], others: frozenset[str]) -> str:
    """Share of the shorter story's names that the other tells of too, in fifths."""
    least = min(len(ones), len(others))
    return "few" if least < 4 else str(min(4, int(5 * len(ones & others) / least)))


def _bucket(count: int, most: int) -> str:
    return str(min(count, most))
