"""What two accounts have in common and what tells them apart, feature by feature."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from chancery.matching.blocks import BROAD_MODES, FAMILIES
from chancery.matching.days import compare_dates, compare_published, unreal
from chancery.matching.happenings import Happening
from chancery.shelf.event_types import event_types
from chancery.terms import Actor, Place, Quantity, related

_WIDE = frozenset({"country", "area"})
_SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN"})
#: Modes between which reports of one event waver: a march is a riot to others, shelling an air strike.
_KIN_MODES = (
    frozenset({"demo", "riot", "obstruct", "strike", "hunger"}),
    frozenset({"aerial", "drone", "heavy-weapons", "explosives", "destroy", "firearms", "massacre", "primitive"}),
    frozenset({"allege", "disapprove"}),
)
#: What goes on for weeks, so that reports weeks apart can mean one course of it.
_LASTING_MODES = frozenset({"investigate", "obstruct"})
_LASTING_WORDS = frozenset({"war", "conflict", "fight", "blockade", "siege"})
_ONCE = frozenset(
    """resign withdraw disarm return release discontinue expel ban martial-law arrest troops ceasefire execute
    assassinate""".split()
)
_EARTH_KM = 6371.0
_FEW_WORDS = 6
#: Within this distance two places can be one scene: a suburb and its city. Ours.
NEAR_KM = 40.0


def compare_traits(one: Happening, other: Happening) -> dict[str, str]:
    """What came out of each comparison of two accounts, by feature; the same whichever stands first.

    Shapes:  every feature in a fixed order, with a row of the table of weights that stands for it.
    """
    return {
        "type": _types(one, other),
        "mode": _modes(one.modes, other.modes),
        "rule": _sets(one.rules, other.rules),
        "word": _words(one, other),
        "actors": _parties(one.actors, other.actors, one.guessed | other.guessed),
        "recipients": _parties(one.recipients, other.recipients, one.guessed | other.guessed),
        "sides": _sides(one, other),
        "place": _places(one, other),
        "date": compare_dates(one, other),
        "published": compare_published(one, other),
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


def _modes(ones: Sequence[str], others: Sequence[str]) -> str:
    found = _sets(ones, others)
    kin = any(set(ones) & modes and set(others) & modes for modes in _KIN_MODES)
    return "kin" if found == "other" and kin else found


def _words(one: Happening, other: Happening) -> str:
    """Whether the words that tell it are one, mean one thing to the codebook, are close in meaning, or not."""
    if set(one.triggers) & set(other.triggers):
        return "same"
    if set(one.rules) & set(other.rules) or (set(one.modes) & set(other.modes)) - BROAD_MODES:
        return "one meaning"
    nearest = max((_meaning(*sorted((a, b))) for a in one.triggers for b in other.triggers), default=0.0)
    return "close" if nearest >= 0.6 else "akin" if nearest >= 0.35 else "far"


@lru_cache(maxsize=65_536)
def _meaning(one: str, other: str) -> float:
    """How near two lemmas are in meaning, as a cosine, to two digits so that no machine's last digit counts."""
    a, b = event_types().words.of((one, other))
    length = float((a @ a) * (b @ b)) ** 0.5
    return round(float(a @ b) / length, 2) if length else 0.0


def _parties(ones: Sequence[Actor], others: Sequence[Actor], guessed: frozenset[str]) -> str:
    """How the parties of one side agree.

    Shapes:  same, same country or same group where one is in both; related where they are of one state; apart, or
             unclear, as where a group's country is only that of its report ("the protesters"); neither, one side.
    """
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
    apart = all(_apart(one, other, guessed) for one in ones for other in others)
    return "apart" if apart else "unclear"


def _apart(one: Actor, other: Actor, guessed: frozenset[str]) -> bool:
    """Whether two that are not related cannot be one; by what they are alone where a country is only guessed."""
    if not (_known(one) and _known(other)):
        return False
    sectors = {one.sector, other.sector}
    return not guessed & {one.id, other.id} or (len(sectors) == 2 and not sectors & {"GOV", ""})


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
    """Whether anybody in particular takes part in both, on whatever side; "named" where it is a person or body."""
    shared = {actor.id for actor in one.parties} & {actor.id for actor in other.parties}
    if any(actor.id in shared and actor.kind in ("person", "organisation") for actor in one.parties):
        return "named"
    return _bucket(len(shared), 2)


def _places(one: Happening, other: Happening) -> str:
    if not one.places or not other.places:
        return "unknown"
    found = min((_place(here, there) for here in one.places for there in other.places), key=_PLACE_ORDER.index)
    # A place that only the words around tell may be where something else was.
    return "apart, around" if found == "apart" and not (one.sited and other.sited) else found


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
    """Whether it is done once, goes on for weeks, or is said again and again, and how far apart.

    Who resigns, withdraws, joins or is arrested does so once in a while; a siege or an inquiry lasts; who accuses or
    demands does so every day.
    """
    if not set(one.types) & set(other.types):
        return "unlike"
    if _lasts(one) and _lasts(other):
        here = _places(one, other) in ("same", "near", "within") or _sides(one, other) != "0"
        return "lasting, one scene" if here or compare_dates(one, other) == "same start" else "lasting"
    if set(one.types) & _SPOKEN:
        on, published = compare_dates(one, other), compare_published(one, other)
        if on in ("same day", "same week", "next day") or published in ("same day", "1-3"):
            return "spoken, near"
        return "spoken, dated" if published == "dated" else "spoken, far"
    if set(one.modes) & set(other.modes) & _ONCE:
        by = _parties(one.actors, other.actors, frozenset())
        on = _parties(one.recipients, other.recipients, frozenset())
        if "same" in (by, on) or by in ("same group", "same country") or on in ("same group", "same country"):
            return "once, one party"
        return "once"
    return "other"


def _lasts(told: Happening) -> bool:
    """Whether an account tells of what goes on for weeks."""
    return bool("PROTEST" in told.types or set(told.modes) & _LASTING_MODES or set(told.triggers) & _LASTING_WORDS)


def _statuses(one: Happening, other: Happening) -> str:
    if set(one.statuses) & set(other.statuses):
        return "same"
    return "real or not" if unreal(one) != unreal(other) else "other"


def _shared(ones: frozenset[str], others: frozenset[str]) -> str:
    """Share of the shorter sentence's words that the other has too, in tenths up to six; of three words two are few."""
    least = min(len(ones), len(others))
    return str(min(6, int(10 * len(ones & others) / max(least, _FEW_WORDS)))) if least else "0"


def _overlap(ones: frozenset[str], others: frozenset[str]) -> str:
    """Share of the shorter story's names that the other tells of too, in fifths."""
    least = min(len(ones), len(others))
    return "few" if least < 4 else str(min(4, int(5 * len(ones & others) / least)))


def _bucket(count: int, most: int) -> str:
    return str(min(count, most))
