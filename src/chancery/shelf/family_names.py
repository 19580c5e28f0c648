"""Whom a bare family name means, where several people of the list bear it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chancery.shelf.actors import Listed

#: Offices whose holder news calls by the family name alone.
HEADS = frozenset(
    [
        "president",
        "prime minister",
        "premier",
        "chancellor",
        "king",
        "queen",
        "emir",
        "sultan",
        "pope",
        "leader",
        "supreme leader",
        "acting president",
        "interim president",
        "transitional president",
        "UN secretary-general",
        "NATO secretary-general",
    ]
)


def likeliest(entries: Sequence[Listed], on: date | None) -> tuple[Listed, ...]:
    """Rows of the one person whom a family name means on a day; empty where it may be any of several.

    Shapes:  `entries` are the rows of all who bear the name. First comes who heads a state, a government or the like
             on that day, then who holds another office that has a beginning or an end, then who once was a head, the
             last before the day if there were several, then who is in office without dates, then anybody.
    """
    heads = [entry for entry in entries if entry.office in HEADS]
    dated = [entry for entry in entries if entry.since or entry.until]
    earlier = [entry for entry in heads if on is None or not entry.since or entry.since <= on.isoformat()]
    last = max((entry.until or "9999" for entry in earlier), default="")
    pools = [
        _in_force(heads, on),
        _in_force(dated, on),
        [entry for entry in earlier if (entry.until or "9999") == last],
        _in_force(entries, on),
        entries,
    ]
    for pool in pools:
        bearers = {entry.id for entry in pool}
        if bearers:
            return tuple(entry for entry in entries if entry.id in bearers) if len(bearers) == 1 else ()
    return ()


def _in_force(entries: Sequence[Listed], on: date | None) -> list[Listed]:
    return [entry for entry in entries if entry.holds_on(on)] if on is not None else []
