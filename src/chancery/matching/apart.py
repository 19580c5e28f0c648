"""What forbids that two accounts are of one event, however alike they sound."""

from __future__ import annotations

from collections.abc import Mapping

from chancery.matching.blocks import NEWS_DAYS
from chancery.matching.days import days_between
from chancery.matching.happenings import Happening
from chancery.matching.showing import shown
from chancery.terms import Actor, Feature, related

#: What a clash adds to the log-odds: more than all features together can make good.
FORBIDDEN = -100.0
#: Days that a date inferred from the sentences around may be off, before it tells two events apart.
INFERRED_DAYS = 31
# Types whose parties stand on one side, or fight one another: who is named first is only wording.
_EITHER_WAY = frozenset({"ASSAULT", "AGREE", "CONSULT", "COOPERATE"})
# Types that an account which names two countries as parties mostly names whole.
_TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE"})


def what_forbids(one: Happening, other: Happening, traits: Mapping[str, str]) -> Feature | None:
    """The clash that keeps two accounts apart, with the two values; None where nothing does.

    Dates that cannot be one day, even as news of some days; parties that are all known and never the same; places
    that are apart; deals of other partners.
    """
    if _days_apart(one, other):
        return _clash("date", one, other, "dates apart")
    if traits["place"] == "apart" and one.sited and other.sited:
        return _clash("place", one, other, "places apart")
    if traits["actors"] == "apart" and not _turned(one, other):
        return _clash("actors", one, other, "no common actor")
    if traits["recipients"] == "apart" and not _meet(one.recipients, other.actors + other.recipients):
        return _clash("recipients", one, other, "no common recipient")
    if _other_partners(one, other):
        return _clash("actors", one, other, "other partners")
    return None


def _days_apart(one: Happening, other: Happening) -> bool:
    """Whether two dates rule one another out: more than news is late, and more than an inference may err."""
    if one.date.days is None or other.date.days is None:
        return False
    days = days_between(one.date, other.date)
    return days is None or days > (INFERRED_DAYS if "inferred" in (one.date_how, other.date_how) else NEWS_DAYS)


def _clash(feature: str, one: Happening, other: Happening, name: str) -> Feature:
    return Feature(name, FORBIDDEN, shown(feature, one), shown(feature, other))


def _turned(one: Happening, other: Happening) -> bool:
    return bool(_EITHER_WAY & set(one.types) & set(other.types)) and _meet(one.parties, other.parties)


def _other_partners(one: Happening, other: Happening) -> bool:
    """Whether two deals or talks each have a country as partner that the other, which names two or more, has not."""
    if not _TOGETHER & set(one.types) & set(other.types):
        return False
    ours, theirs = ({actor.country for actor in some.parties if actor.country} for some in (one, other))
    return min(len(ours), len(theirs)) > 1 and bool(ours - theirs) and bool(theirs - ours)


def _meet(ones: tuple[Actor, ...], others: tuple[Actor, ...]) -> bool:
    return any(related(one, other) for one in ones for other in others)
