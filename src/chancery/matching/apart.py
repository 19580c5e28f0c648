"""What forbids that two accounts are of one event, however alike they sound."""

from __future__ import annotations

from chancery.matching.blocks import NEWS_DAYS
from chancery.matching.comparing import Trait, days_between
from chancery.matching.happenings import Happening
from chancery.terms import Actor, Feature, related

#: Days that a date inferred from the sentences around may be off, before it tells two events apart.
INFERRED_DAYS = 31
# Types whose parties stand on one side, or fight one another: who is named first is only wording.
_EITHER_WAY = frozenset({"ASSAULT", "AGREE", "CONSULT", "COOPERATE"})


def what_forbids(one: Happening, other: Happening, traits: dict[str, Trait]) -> Feature | None:
    """The clash that keeps two accounts apart, with the two values; None where nothing does.

    Dates that cannot be one day, even as news of some days; parties that are all known and never the same; places
    that are apart.
    """
    if _days_apart(one, other):
        return _clash(traits["date"], "dates apart")
    if traits["place"].found == "apart" and one.sited and other.sited:
        return _clash(traits["place"], "places apart")
    if traits["actors"].found == "apart" and not _turned(one, other):
        return _clash(traits["actors"], "no common actor")
    if traits["recipients"].found == "apart" and not _meet(one.recipients, other.actors + other.recipients):
        return _clash(traits["recipients"], "no common recipient")
    return None


def _days_apart(one: Happening, other: Happening) -> bool:
    """Whether two dates rule one another out: more than news is late, and more than an inference may err."""
    if one.date.days is None or other.date.days is None:
        return False
    days = days_between(one.date, other.date)
    return days is None or days > (INFERRED_DAYS if "inferred" in (one.date_how, other.date_how) else NEWS_DAYS)


def _clash(trait: Trait, name: str) -> Feature:
    return Feature(name, -100.0, trait.left, trait.right)


def _turned(one: Happening, other: Happening) -> bool:
    return bool(_EITHER_WAY & set(one.types) & set(other.types)) and _meet(one.parties, other.parties)


def _meet(ones: tuple[Actor, ...], others: tuple[Actor, ...]) -> bool:
    return any(related(one, other) for one in ones for other in others)
