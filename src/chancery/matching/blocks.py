"""Which happenings are worth comparing: keys that two accounts of one event share, and the days they can be of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from chancery.matching.days import unreal
from chancery.matching.happenings import Happening
from chancery.terms import Actor, PartialDate

#: Types that two reports' accounts of one event are coded as: force and what it does, words against, words and deeds
#: for. Of the pairs labelled as one event all but one in thirty are of one family.
FAMILIES: dict[str, tuple[str, ...]] = {
    "force": ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "THREATEN", "RETREAT", "SANCTION"),
    "against": ("ACCUSE", "REJECT", "REQUEST"),
    "for": ("AGREE", "CONSULT", "COOPERATE", "SUPPORT", "AID", "CONCEDE"),
}
_FAMILY = {kind: name for name, types in FAMILIES.items() for kind in types}
#: Days that two stated dates of one event may lie apart where both reports speak of it as news.
NEWS_DAYS = 3
#: Days before its report that an event without a date is looked for by its parties or place alone: a report's own news
#: is some days old, and what it looks back on, some weeks.
NEAR_DAYS = 45
#: Days before its report that it is looked for by the word that tells it, with a name beside it.
FAR_DAYS = 400
#: Names of a sentence that give keys, in alphabetical order, so that a list of names does not fill the index.
NAMES_KEYED = 8
#: Modes that say little of what was done: most criticism is "disapprove".
BROAD_MODES = frozenset({"allege", "change", "disapprove", "restrict", "discontinue"})
_WIDE = frozenset({"country", "area"})


@dataclass(frozen=True, slots=True)
class Keys:
    """Block keys of a happening, sorted, and the days between which it was (without their EDTF).

    Two happenings of different reports are compared where they share a key and their days may be the same one.
    """

    keys: tuple[str, ...]
    days: PartialDate


def keys(happening: Happening) -> Keys:
    """The block keys of a happening.

    Shapes:  "FAMILY|TOKEN|STRETCH" for a party, two countries or a place, with the stretch of NEAR_DAYS days;
             "TOKEN:WORD" for a party, country or name with a word that tells it or its mode, at any time it can be of.
    """
    families = sorted({_FAMILY.get(kind, kind) for kind in happening.types}) or [""]
    near = {f"{name}|{token}|{part}" for name in families for token in _tokens(happening) for part in _parts(happening)}
    far = {f"{token}:{word}" for token in _names(happening) for word in _acts(happening)}
    return Keys(tuple(sorted(near | far)), PartialDate("", *_days(happening, FAR_DAYS)))


def _days(happening: Happening, before: int) -> tuple[date | None, date | None]:
    """First and last day that an account can be of; without a date, the days before its report could be known."""
    when, known = happening.date, happening.known.latest
    if when.stated and when.latest and when.earliest:
        return when.earliest - timedelta(NEWS_DAYS), when.latest + timedelta(NEWS_DAYS)
    if when.stated and when.latest:
        return when.latest - timedelta(before), when.latest + timedelta(NEWS_DAYS)
    if when.stated and when.earliest:
        last = known if known and known >= when.earliest else when.earliest + timedelta(before)
        return when.earliest - timedelta(NEWS_DAYS), last
    if known and unreal(happening):
        return known - timedelta(NEWS_DAYS), known + timedelta(before)
    if known:
        return known - timedelta(before), known
    return None, None


def _acts(happening: Happening) -> set[str]:
    """The words that tell it, and what kind of act they tell where that says enough."""
    acts = {mode for mode in happening.modes if mode not in BROAD_MODES}
    return acts | set(happening.triggers) | ({"PROTEST"} & set(happening.types))


def _parts(happening: Happening) -> list[str]:
    """The stretches of time that it can be of, by number; none for what can be of very many, "" where nothing is known.

    What can be of more than four stretches is found by the word that tells it only.
    """
    first, last = _days(happening, NEAR_DAYS)
    if not first or not last:
        return [""]
    start, end = first.toordinal() // NEAR_DAYS, last.toordinal() // NEAR_DAYS
    return [str(part) for part in range(start, end + 1)] if end - start < 4 else []


def _tokens(happening: Happening) -> set[str]:
    tokens = {actor.id for actor in happening.parties if _tells(actor)}
    tokens |= {place.id for place in happening.places if place.precision not in _WIDE}
    # "The protesters" of two reports, of whom neither says whose they are.
    vague = (actor for actor in happening.parties if actor.kind == "group" and actor.role)
    tokens |= {f"{actor.sector}:{actor.role}" for actor in vague if not actor.country or actor.id in happening.guessed}
    countries = sorted({actor.country for actor in happening.parties if actor.country})
    return tokens | {f"{one}~{other}" for at, one in enumerate(countries) for other in countries[at + 1 :]}


def _names(happening: Happening) -> set[str]:
    """What a look back names an event by: who takes part, a country, a name in the sentence; else the story's names."""
    names = {actor.id for actor in happening.parties if actor.kind in ("person", "organisation")}
    names |= {actor.country for actor in happening.parties if actor.country}
    names |= {place.country for place in happening.places if place.country}
    names |= set(sorted(happening.names)[:NAMES_KEYED])
    return names or set(sorted(happening.story)[: 2 * NAMES_KEYED])


def _tells(actor: Actor) -> bool:
    """Whether an actor's id names somebody in particular."""
    return actor.kind in ("person", "organisation") or bool(actor.kind == "group" and actor.country and actor.sector)
