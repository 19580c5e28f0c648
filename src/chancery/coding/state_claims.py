"""A state claim in the making, and the key by which claims of one state know each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from chancery.shelf.actors import adjectives
from chancery.terms import Located, Participant, Span, Speaker, StateContent, Step

_SIDES = 2
_GUESSED = "the report's country"
"""How matching marks a bare "people" whose country no word gives."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A state claim in the making: its content and the place in the text that it rests on."""

    content: StateContent
    sentence: int
    trigger: Span
    speakers: tuple[Speaker, ...]
    stance: str
    steps: tuple[Step, ...]


def party_key(part: Participant, kind: str) -> str:
    """What names a party in a state's key: country and armed sector, or its id; a state is present by its forces.

    People who were displaced are known by their country or people: "the Armenian population", "ethnic Armenians".
    """
    actor = part.actor
    if kind == "displacement":
        return people_key(part)
    if kind == "hostilities":
        return side_key(part)
    if kind == "presence" and actor.kind == "country":
        return f"{actor.country}:MIL"
    if actor.kind in ("person", "organisation") or not actor.country:
        return actor.id
    return f"{actor.country}:{actor.sector if actor.sector in ('MIL', 'REB', 'COP') else ''}"


def side_key(part: Participant) -> str:
    """Whose side of a war a party is on: its country's, but for groups that fight a country from within."""
    actor = part.actor
    if actor.kind == "organisation" or not (actor.country or actor.ethnicity):
        return actor.id
    if not actor.country:
        return f"ethnic:{actor.ethnicity}"  # "ethnic Zendan forces", by whatever word for them
    return f"{actor.country}:{actor.sector}" if actor.sector in ("REB", "UAF") else actor.country


def not_stated(kind: str, parts: Mapping[str, tuple[Participant, ...]]) -> tuple[str, ...]:
    """Parts of a state that its kind has, and that nothing tells: the two sides of a war."""
    alone = kind == "hostilities" and len({side_key(part) for part in parts.get("who", ())}) < _SIDES
    return ("who",) if alone else ()


def people_key(part: Participant) -> str:
    """The country whose people a group is, by its name or its ethnicity; "" where the words do not tell.

    >>> from chancery.terms import Actor
    >>> people_key(Participant(Actor("g", "ethnic Armenians", "group", ethnicity="Armenian"), "ethnic Armenians"))
    'ARM'
    """
    actor = part.actor
    if actor.kind in ("person", "organisation", "country") or part.why == _GUESSED:
        return ""
    return _countries().get(actor.ethnicity, "") or actor.country or actor.ethnicity


@cache
def _countries() -> dict[str, str]:
    """The code of each country by its adjective."""
    return {adjective: code for code, adjective in adjectives().items()}


def state_key(
    kind: str, names: tuple[str, ...], parts: Mapping[str, tuple[Participant, ...]], where: Located | None
) -> str:
    """The key that states of the same holders and place share; "" where a part is missing or nobody knows who it is."""
    if not names:
        return ""
    values = [kind]
    for name in names:
        if name == "where":
            if where is None:
                return ""
            values.append(where.place.id)
            continue
        party = parts.get(name, ())
        unknown = (
            not people_key(part)
            if kind == "displacement"
            else part.actor.kind in ("group", "unknown") and not part.actor.country and side_key(part) == part.actor.id
            for part in party
        )
        if not party or any(unknown):
            return ""
        if kind == "hostilities" and len({side_key(part) for part in party}) < _SIDES:
            return ""
        if kind == "custody" and any(part.actor.kind != "person" for part in party):
            return ""
        values.append("+".join(sorted({party_key(part, kind) for part in party})))
    return "|".join(values)
