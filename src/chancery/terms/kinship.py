"""Whether two actors can be the same party: what tells a restatement from a second event."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.terms.actors import Actor
from chancery.terms.claims import Participant


def related(one: Actor, other: Actor) -> bool:
    """Whether one actor can be the other, or a part of it ("Russia", "Russian peacekeepers")."""
    if one.id == other.id:
        return True
    if one.kind == "person" and other.kind == "person":
        return False
    if one.country and one.country == other.country:
        return not one.sector or not other.sector or one.sector == other.sector or "GOV" in (one.sector, other.sector)
    if one.ethnicity and one.ethnicity == other.ethnicity:
        return not (one.country and other.country) and _sectors_meet(one, other)
    return False


def _sectors_meet(one: Actor, other: Actor) -> bool:
    return not one.sector or not other.sector or one.sector == other.sector


def meet(ones: Sequence[Participant], others: Sequence[Participant]) -> bool:
    """Whether some party of the one side can be a party of the other."""
    return any(related(one.actor, other.actor) for one in ones for other in others)
