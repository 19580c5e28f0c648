"""Which happenings are worth comparing: keys that two accounts of one event share, and the days they can be of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from chancery.matching.happenings import Happening
from chancery.terms import Actor, Place

#: Types that two reports' accounts of one event are coded as: what one calls an arrest the other calls a charge.
FAMILIES: dict[str, tuple[str, ...]] = {
    "force": ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "THREATEN", "RETREAT"),
    "law": ("COERCE", "ACCUSE", "SANCTION", "REJECT", "CONCEDE", "REQUEST"),
    "words": ("ACCUSE", "REJECT", "REQUEST", "THREATEN", "PROTEST"),
    "accord": ("AGREE", "CONSULT", "COOPERATE", "SUPPORT", "AID", "CONCEDE", "RETREAT", "REQUEST"),
    "moves": ("RETREAT", "MOBILIZE", "SANCTION", "CONCEDE", "COERCE"),
}
#: Days that two stated dates of one event may lie apart where both reports speak of it as news.
NEWS_DAYS = 3
#: Days that an event without a date may lie before the day on which its report could be known. A report's own news is
#: some days old at most; what is older it dates, or tells as background, which is then not matched by time.
UNDATED_DAYS = 21
#: Days before the last possible one that an event counts as possible where its first possible day is not known.
OPEN_DAYS = 366
_WIDE = frozenset({"country", "area"})


@dataclass(frozen=True, slots=True)
class Keys:
    """Block keys of a happening, sorted, and the first and last day it can be of (None: open).

    Two happenings of different reports are compared where they share a key and their days meet.
    """

    keys: tuple[str, ...]
    earliest: date | None
    latest: date | None

    def meets(self, other: Keys) -> bool:
        """Whether some day can be of both."""
        if self.earliest and other.latest and self.earliest > other.latest:
            return False
        return not (self.latest and other.earliest and other.earliest > self.latest)


def keys(happening: Happening) -> Keys:
    """The block keys of a happening: the family of its type with a party, a place, or a country and the telling word.

    Shapes:  "FAMILY|TOKEN"; a happening without parties and places has a key of each name in its sentences.
    """
    families = [name for name, types in FAMILIES.items() if any(kind in types for kind in happening.types)]
    families = families or list(happening.types)
    found = sorted({f"{family}|{token}" for family in families for token in _tokens(happening)})
    return Keys(tuple(found), *window(happening))


def window(happening: Happening) -> tuple[date | None, date | None]:
    """First and last day that an account can be of; without a date, the days before its report could be known."""
    when, known = happening.date, happening.known.latest
    if when.stated and when.latest and when.earliest:
        return when.earliest - timedelta(NEWS_DAYS), when.latest + timedelta(NEWS_DAYS)
    if when.stated and when.latest:
        return when.latest - timedelta(OPEN_DAYS), when.latest + timedelta(NEWS_DAYS)
    if when.stated and when.earliest:
        last = known if known and known >= when.earliest else when.earliest + timedelta(OPEN_DAYS)
        return when.earliest - timedelta(NEWS_DAYS), last
    if known:
        return known - timedelta(UNDATED_DAYS), known
    return None, None


def _tokens(happening: Happening) -> set[str]:
    tokens = {actor.id for actor in happening.parties if _tells(actor)}
    tokens |= {place.id for place in happening.places if place.precision not in _WIDE}
    countries = _countries(happening.parties, happening.places)
    tokens |= {f"{country}:{trigger}" for country in countries for trigger in happening.triggers}
    ordered = sorted(_countries(happening.parties, ()))
    tokens |= {f"{one}~{other}" for at, one in enumerate(ordered) for other in ordered[at + 1 :]}
    return tokens or set(happening.names)


def _tells(actor: Actor) -> bool:
    """Whether an actor's id names somebody in particular."""
    return actor.kind in ("person", "organisation") or bool(actor.kind == "group" and actor.country and actor.sector)


def _countries(actors: Iterable[Actor], places: Iterable[Place]) -> set[str]:
    return {one.country for one in actors if one.country} | {place.country for place in places if place.country}
