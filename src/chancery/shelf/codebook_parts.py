"""What a codebook is made of: types, word classes, conditions, trigger rules, rules for states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EventMode:
    """One way in which an event of a type happens: score and CAMEO code of its own, and what it means.

    Shapes:  `words` in what the event is about tell the mode where its rule gives none ("refused to meet").
    """

    name: str
    says: str
    score: float
    cameo: str
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of event.

    Shapes:  `says` is its definition in a sentence, `counts` and `but` what also belongs to it and what does not.
             `score` is that of the type without a mode; `usual` the mode where nothing tells it, "" for none. `future`
             is what a planned one becomes, "" where it stays what it is; `sector` that of the part of a state that does
             such things, where only the state is named.
    """

    name: str
    says: str
    counts: tuple[str, ...]
    but: tuple[str, ...]
    quad: str
    score: float
    cameo: str
    needs_recipient: bool
    sector: str
    future: str
    usual: str
    modes: Mapping[str, EventMode]


@dataclass(frozen=True, slots=True)
class EventContext:
    """What an event can be about: a definition and the words that tell it."""

    name: str
    says: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words, sectors and marks (@actor, @place ...) that make a role one of the class."""

    name: str
    lemmas: frozenset[str]
    sectors: frozenset[str]
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Test:
    """One alternative of a condition: how ("is", "has", "some", "no", "several", "ends"), on which roles, with what."""

    how: str
    roles: tuple[str, ...]
    words: tuple[str, ...]


Condition = tuple[Test, ...]
"""Alternatives: the condition holds where one of them does."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A rule that tells which predicates state an event of one type; docs/codebook.md describes the fields.

    Shapes:  `senses` are PropBank's rolesets ("fire.02"): a verb or noun that has any listed states the event only in
             those senses. `profile` is the one that a group of senses.yaml is built on, "" for a rule of triggers.yaml.
    """

    id: str
    type: str
    mode: str
    contexts: tuple[str, ...]
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    needs: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    forum: tuple[str, ...]
    about: tuple[str, ...]
    relevance: str
    absorbs: bool
    anaphoric: bool
    mutual: bool
    never: tuple[str, ...]
    caused: str
    senses: frozenset[str] = frozenset()
    limited: frozenset[str] = frozenset()
    profile: str = ""

    def means(self, lemma: str, roleset: str) -> bool:
        """Whether the rule holds for a lemma in the sense that the reading gives it; "" is any sense."""
        return not roleset or lemma not in self.limited or roleset in self.senses


@dataclass(frozen=True, slots=True)
class StateRule:
    """A rule that tells which state an event (or, without `by`, a predicate) opens, changes or closes.

    Shapes:  with `by` and `verbs` or `nouns`, only events that are told by one of these words.
    """

    id: str
    kind: str
    change: str
    by: tuple[str, ...]
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    conditions: tuple[Condition, ...]
    parts: Mapping[str, str]
    key: tuple[str, ...]
    required: tuple[str, ...]
    when: tuple[str, ...]
    otherwise: str
    forum: bool
    to_is: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """All that coding needs to know of the field's categories.

    Shapes:  `verbs`, `nouns`, `adjectives` give the trigger rules of a lemma in the order to be tried: first the rules
             of triggers.yaml, then the groups of senses.yaml.
    """

    version: str
    types: Mapping[str, EventType]
    contexts: Mapping[str, EventContext]
    classes: Mapping[str, WordClass]
    triggers: tuple[Trigger, ...]
    verbs: Mapping[str, tuple[Trigger, ...]]
    nouns: Mapping[str, tuple[Trigger, ...]]
    adjectives: Mapping[str, tuple[Trigger, ...]]
    state_rules: tuple[StateRule, ...]
    standing: tuple[StateRule, ...]

    def score(self, kind: str, mode: str) -> float:
        """The conflict-cooperation score of a type and mode, -10 to 10."""
        entry = self.types[kind]
        return entry.modes[mode].score if mode in entry.modes else entry.score

    def cameo(self, kind: str, mode: str) -> str:
        """The CAMEO code that stands nearest to a type and mode, "" where there is none."""
        entry = self.types[kind]
        return entry.modes[mode].cameo if mode in entry.modes else entry.cameo

    def states_of(self, trigger: Trigger) -> tuple[StateRule, ...]:
        """The rules for states that events of a trigger rule set off."""
        return tuple(rule for rule in self.state_rules if trigger.id in rule.by)
