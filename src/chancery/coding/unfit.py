"""What looks like a state and is none of politics, or one that nobody could ever follow."""

from __future__ import annotations

from chancery.coding.fillers import POLITICAL_SECTORS, political_party
from chancery.shelf.codebooks import Codebook
from chancery.terms import Participant, StateContent

_HOLDERS = frozenset({"JUD", "COP"})
_FADING = frozenset({"closes", "closing", "suspends"})
_ON_DUTY = frozenset({"GOV", "MIL", "COP"})
_ONE = frozenset("another one first second third".split())
_LOCAL = frozenset({"council", "local", "municipal", "municipality"})
_PRIVATE = frozenset({"", "CVL", "CRM"})
#: Words by which somebody no longer holds an office, or holds none of a state.
_NO_OFFICE = frozenset({"former", "ex-president", "ex-minister", "opposition", "late"})


def is_unfit(state: StateContent, codebook: Codebook) -> bool:
    """Whether a state in the making is none of politics, or its parties or words are too little to tell it by."""
    if state.kind == "hostilities":
        return bool(state.who) and not _armed(state.who)
    if state.kind == "control":
        return all(_governs_a_town(part) for part in state.who)
    if state.kind == "custody":
        # Where courts, police or states are held, the parse went astray: they hold others.
        return all(
            part.actor.sector in _HOLDERS or part.actor.kind == "country" or _is_anyone(part, codebook)
            for part in state.who
        )
    if state.kind == "presence":
        return _at_home(state) or (state.change in _FADING and not state.key)  # of whom, nobody could tell
    if state.kind == "displacement":
        return all(part.actor.kind == "person" or part.actor.sector in _ON_DUTY for part in state.who)
    if state.kind == "membership":
        return all(part.actor.kind == "person" for part in state.who)
    if state.kind == "agreement":
        return _agrees_alone(state, codebook)
    if state.kind == "demand":
        if not state.by:  # calls by nobody named: at least what they are for must be told
            return state.change not in _FADING and len(state.what.split()) == 1
        return not any(_is_public(part) and not _is_one(part) for part in state.by)
    if state.kind == "commitment":
        return not any(_is_political(part) for part in state.by)
    if state.kind == "proceeding":
        return not any(part.actor.kind in ("person", "organisation") or _is_public(part) for part in state.to)
    return False


def is_office(words: str, codebook: Codebook) -> bool:
    """Whether words name an office that somebody holds ("the new prime minister"), and no other role."""
    said = {word.strip(",.").casefold() for word in words.split()}
    return bool(said & codebook.classes["office"].lemmas) and not said & _NO_OFFICE


def says(what: str, codebook: Codebook, name: str) -> bool:
    """Whether words hold one of a word class."""
    return not codebook.classes[name].lemmas.isdisjoint(word.strip(".,").casefold() for word in what.split())


def _agrees_alone(state: StateContent, codebook: Codebook) -> bool:
    """Whether nobody but one is known to agree ("agreed to a meeting"), or what is accepted is a demand."""
    if says(state.what, codebook, "pact"):
        return not any(_is_political(part) for part in state.who)
    return len({part.actor.id for part in state.who}) < 2 or says(state.what, codebook, "demand")


def _at_home(state: StateContent) -> bool:
    """Whether forces stay in their own country, which is no presence of theirs abroad or in disputed ground."""
    where = state.where
    if where is None or where.place.precision != "country":
        return False
    return any(part.actor.country == where.place.country for part in state.who)


def _armed(who: tuple[Participant, ...]) -> bool:
    """Whether the sides are states or armed groups: a crowd that fights the police opens no hostilities."""
    armed = [part for part in who if part.actor.kind == "country" or part.actor.sector in ("MIL", "REB", "UAF")]
    return bool(armed) and not any(part.actor.sector in ("CVL", "COP") for part in who)


def _is_political(part: Participant) -> bool:
    """Whether a party is a state, or rules, fights, judges or campaigns."""
    return part.actor.kind == "country" or part.actor.sector in POLITICAL_SECTORS


def _is_public(part: Participant) -> bool:
    """Whether a party is one of politics, or of a country or people that the report names."""
    return political_party(part) or _is_political(part)


def _governs_a_town(part: Participant) -> bool:
    """Whether a holder of ground is a town's own council, which holds it against nobody."""
    return not _LOCAL.isdisjoint(part.text.casefold().split())


def _is_one(part: Participant) -> bool:
    """Whether words mean one unnamed person ("a second man")."""
    words = part.text.casefold().split()
    return part.actor.kind in ("group", "unknown") and len(words) > 1 and (words[0] in _ONE or words[1] in _ONE)


def _is_anyone(part: Participant, codebook: Codebook) -> bool:
    """Whether a party is people of whom nothing is told ("two suspects"): an everyday case of the police."""
    actor = part.actor
    unknown = actor.kind in ("group", "unknown") and not political_party(part) and actor.sector in _PRIVATE
    return unknown and not any(says(part.text, codebook, name) for name in ("civic", "crowds", "captives"))
