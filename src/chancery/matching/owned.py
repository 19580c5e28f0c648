"""Groups of several countries: "the defence ministers of the two countries" are those of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.matching.ground import Ground
from chancery.terms import Actor, ActorMention

_GUESSED = frozenset({"the report's country", "role noun", "counted", ""})


def owned_by(ground: Ground, at: int) -> int | None:
    """The plural noun that a phrase at token `at` owns ("ministers of the two countries"); None where none."""
    token = ground.tokens[at]
    owned = token.deprel == "nmod:poss" or (ground.base(at) == "nmod" and ground.case(at) == "of")
    if not owned or not 0 <= token.head < len(ground.tokens):
        return None
    return token.head if ground.tokens[token.head].feat("Number") == "Plur" else None


def one_for_each(mention: ActorMention, countries: Sequence[Actor]) -> list[ActorMention]:
    """A group's mention as one for each of the countries that own it, each called by its country.

    Shapes:  empty where the mention is no group, or where something else than the report as a whole gave its country.
    """
    group = mention.actor
    if group.kind != "group" or (group.country and mention.how not in _GUESSED):
        return []
    bare = group.name.rpartition(" of ")[0] or group.name
    found = []
    for country in countries:
        parts = group.id.split(":")
        parts[1] = country.country
        actor = replace(group, id=":".join(parts), country=country.country, name=f"{bare} of {country.name}")
        found.append(replace(mention, actor=actor, how="complement", score=0.75))
    return found
