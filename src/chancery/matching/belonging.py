"""Whose the bodies of a report are: the country that the report is about, and the one last spoken of at a place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from chancery.matching.ground import Ground
from chancery.matching.phrases import aside
from chancery.matching.surroundings import Spoken, keys_of, leading_country, weighed
from chancery.shelf.keys import name_key
from chancery.shelf.namesakes import namesakes, settle
from chancery.shelf.places import gazetteer

_KINDS = frozenset({"country", "demonym", "capital", "metonym", "people", "person", "region"})
_NEAR_KINDS = _KINDS - {"region"}
#: A town of the name layer tells of its country from this size on.
TOWN_PEOPLE = 300_000
#: So many sentences back a country is still the one last spoken of.
REACH_SENTENCES = 1


class Belonging:
    """Countries that a report speaks of, by where it does.

    Shapes:  `leading` is the country that the report is about, "" where none clearly is (`leading_country`).
    """

    def __init__(self, grounds: Sequence[Ground]) -> None:
        spoken: list[Spoken] = []
        for ground in grounds:
            spoken += _of_names(ground)
            spoken += _of_towns(ground)
        spoken.sort(key=lambda one: one.start)
        self.shares = weighed(spoken)
        self.leading = leading_country(self.shares)
        self._near = [one for one in spoken if one.kind in _NEAR_KINDS]
        self._starts = [one.start for one in self._near]

    def near(self, ground: Ground, at: int) -> str:
        """The country named last before a token, in its sentence or the one before; "" where there is none."""
        before = bisect_left(self._starts, ground.tokens[at].start) - 1
        if before < 0 or self._near[before].sentence < ground.index - REACH_SENTENCES:
            return ""
        return self._near[before].country

    def owner(self, ground: Ground, at: int) -> str:
        """Whose a body at a token is where nothing says so: the report's own country, else the one last named."""
        return self.leading or self.near(ground, at)


def settle_namesakes(grounds: Sequence[Ground]) -> None:
    """Puts in front, of each name that several actors bear, the one whom the report means."""
    shared = [
        (ground, number)
        for ground in grounds
        for number, match in enumerate(ground.matches)
        if name_key(" ".join(ground.words[match.first : match.last + 1])) in namesakes()
    ]
    if not shared:
        return
    evidence = frozenset().union(*(keys_of(ground.words) for ground in grounds))
    open_ones = {(ground.index, number) for ground, number in shared}
    plain = [
        Spoken(ground.tokens[match.first].start, ground.index, match.entries[0].country, match.entries[0].kind)
        for ground in grounds
        for number, match in enumerate(ground.matches)
        if match.entries[0].country and match.entries[0].kind in _KINDS and (ground.index, number) not in open_ones
    ]
    shares = weighed(plain)
    for ground, number in shared:
        before = ground.matches[number]
        after = settle(before, ground.words, evidence, shares)
        if after is not before:
            ground.matches[number] = after
            for at in range(after.first, after.last + 1):
                ground.match[at] = after


def _of_names(ground: Ground) -> list[Spoken]:
    found = []
    for match in ground.matches:
        entry = match.entries[0]
        if entry.country and entry.kind in _KINDS and not aside(ground.words, match):
            found.append(Spoken(ground.tokens[match.first].start, ground.index, entry.country, entry.kind))
    return found


def _of_towns(ground: Ground) -> list[Spoken]:
    found = []
    for name in ground.names:
        if name.kind == "LOC" and ground.match[name.first] is None:
            for one in gazetteer().lookup(ground.text(name.first, name.last))[:1]:
                if one.place.country and (one.hand_made or (one.own_name and one.people >= TOWN_PEOPLE)):
                    found.append(Spoken(ground.tokens[name.first].start, ground.index, one.place.country, "place"))
    return found
