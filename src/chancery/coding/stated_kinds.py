"""What each kind of state asks of the words that state it: parties, place and thing, filled in or found wanting."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chancery.coding.dealings import content_words, of_noun, pact_key, promised_thing
from chancery.coding.drafts import Draft
from chancery.coding.fighting import Front, ground_of, rests_only, settled
from chancery.coding.fillers import Conditions, participants
from chancery.coding.flight import Home, counted, whose
from chancery.coding.page import Page
from chancery.coding.state_claims import people_key
from chancery.coding.unfit import is_office
from chancery.shelf.codebooks import Codebook, StateRule
from chancery.terms import Located, Participant, Quantity, Report

_MANY = 50
"""So many people at least are told of before an arrival is taken for one of the displaced. Ours."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The report that a state is stated in: its page, the codebook, what it tells of flight and of fighting, and
    the report with the day of publication that was inferred for it."""

    page: Page
    codebook: Codebook
    conditions: Conditions
    home: Home
    front: Front
    report: Report


@dataclass(slots=True)
class Told:
    """What one predicate tells of a state: its parts by name, the thing in words, the place, the counts."""

    draft: Draft
    rule: StateRule
    change: str
    parts: dict[str, tuple[Participant, ...]]
    where: Located | None
    what: str
    quantities: tuple[Quantity, ...]

    def party(self, name: str) -> tuple[Participant, ...]:
        """The participants of a part; () where it has none."""
        return self.parts.get(name, ())


def is_told(told: Told, setting: Setting) -> bool:
    """Whether all that the kind asks for is told, having filled in what the rest of the report gives."""
    fill = _FILLED.get(told.rule.kind)
    if fill is not None and not fill(told, setting):
        return False
    needed = () if told.rule.kind in (*_DEALT, "hostilities") else ("who", "to")
    if any(not told.party(name) for name in needed if name in told.rule.parts):
        return False
    return told.where is not None or "where" not in told.rule.key or told.rule.kind == "displacement"


def _displaced(told: Told, setting: Setting) -> bool:
    if told.rule.change == "holds":
        told.quantities = counted(setting.page, told.draft.predicate, told.rule.parts["who"])
        if not any((one.best or one.low or 0) >= _MANY for one in told.quantities):
            return False
        told.parts["who"] = whose(told.party("who"), setting.home.who)
        told.where = setting.home.where
        return True
    if told.rule.change == "closing":
        told.where = told.where or setting.home.where  # "have returned home"
        return told.where is not None
    return any(people_key(part) for part in told.party("who"))  # not "the departure of the guests"


def _dealt(told: Told, setting: Setting) -> bool:
    """What a promise, demand or case is on that a verb keeps or drops, and its parties by the noun's own words."""
    page, conditions, predicate = setting.page, setting.conditions, told.draft.predicate
    nouns = frozenset(setting.codebook.classes["dealings"].lemmas)
    for name, roles in _NOUN_ROLES[told.rule.kind].items():
        if not told.party(name):
            told.parts[name] = of_noun(page, conditions, predicate, nouns, roles)
    if told.parts["by"] == told.parts["to"]:
        told.parts["by"] = ()  # "the trial of the minister"
    told.what = content_words(page, predicate, nouns) if told.rule.kind != "proceeding" else ""
    if told.rule.kind == "commitment" and not told.what:
        told.what, promise = promised_thing(page, predicate)
        if promise is not None:
            told.parts["by"] = participants(page, conditions, promise, ("agent",)) or told.parts["by"]
    return bool(told.parts["to" if told.rule.kind == "proceeding" else "by"])


def _fought(told: Told, setting: Setting) -> bool:
    page, draft = setting.page, told.draft
    told.where = ground_of(page, draft.predicate)
    who = settled(page, setting.front, [draft], told.change, told.party("who"), told.where)
    if who is None:
        return False
    told.parts["who"] = who
    if told.change == "closes" and rests_only(page, draft):
        told.change = "suspends"
    return True


def _member(told: Told, _: Setting) -> bool:
    return any(part.actor.sector == "IGO" for part in told.party("to"))


def _holder(told: Told, setting: Setting) -> bool:
    told.what = told.what or next((part.actor.role for part in told.party("who") if part.actor.role), "")
    return is_office(told.what, setting.codebook) and all(part.actor.kind == "person" for part in told.party("who"))


def _agreed(told: Told, setting: Setting) -> bool:
    told.what = re.split(r"\s(?:between|among)\s", told.what)[0]
    if len({part.actor.id for part in told.party("who")}) < 2 and told.party("who"):
        if not pact_key(told.what, setting.codebook) or told.change == "opens":
            return False
        told.change = "changes"  # one of its parties, which need not be the end of a pact of many
    return True


#: Roles of the noun that a verb acts on, by the part that they fill.
_NOUN_ROLES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "commitment": {"by": ("agent",), "to": ("recipient", "beneficiary", "company")},
    "demand": {"by": ("agent",), "to": ("recipient", "content:agent")},
    "proceeding": {"by": ("agent",), "to": ("opponent", "topic", "patient", "recipient")},
}
_DEALT = tuple(_NOUN_ROLES)
"""Kinds that a verb closes by what its noun names: a promise kept, a demand met, a case dropped."""
_FILLED: Mapping[str, Callable[[Told, Setting], bool]] = {
    "displacement": _displaced,
    "membership": _member,
    "office": _holder,
    "agreement": _agreed,
    "hostilities": _fought,
    **dict.fromkeys(_DEALT, _dealt),
}
"""Kinds that ask for more than their parties, or that the rest of a report may fill in."""
