"""When the parties and places of two mentions forbid that they are one event."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.terms import Participant, Place, meet


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
