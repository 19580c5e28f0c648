"""Whether two phrases can mean the same party: needed to tell a restatement from a second event."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.terms import Actor, Participant, Place


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


def strangers(ones: Sequence[Participant], others: Sequence[Participant]) -> bool:
    """Whether one side names a party that the other, which names several, cannot mean."""
    return len(others) > 1 and any(not meet((one,), others) for one in ones)


def clash(ones: Sequence[Participant], others: Sequence[Participant]) -> bool:
    """Whether both sides name parties and none can be the same."""
    return bool(ones) and bool(others) and not meet(ones, others)


def same_ground(one: Place, other: Place) -> bool:
    """Whether one place can be the other, or hold it."""
    if one.id == other.id or one.name == other.name:
        return True
    if other.id in (one.part_of,) or one.id in (other.part_of,):
        return True
    wide = {"country", "area"}
    if one.precision in wide or other.precision in wide:
        return not one.country or not other.country or one.country == other.country
    return False
