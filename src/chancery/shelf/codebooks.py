"""The codebook: types, trigger rules, word classes and state rules, read from YAML and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from chancery.terms import CHANGES, STATE_KINDS, STATUSES, CodebookError

_FILES = ("types.yaml", "classes.yaml", "triggers.yaml", "states.yaml")


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the 16 types. `modes` gives score and CAMEO code by mode; `future` what a planned one becomes;
    `sector` that of the part of a state that does such things, where only the state is named."""

    name: str
    says: str
    quad: str
    score: float
    cameo: str
    needs_recipient: bool
    sector: str
    future: str
    modes: Mapping[str, tuple[float, str]]


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
    """A rule that tells which predicates state an event of one type; see triggers.yaml for the fields."""

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


@dataclass(frozen=True, slots=True)
class StateRule:
    """A rule that tells which state an event (or, with `verbs`/`nouns`, a predicate) opens, changes or closes."""

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

    Shapes:  `verbs`, `nouns`, `adjectives` give the trigger rules of a lemma in the order to be tried.
    """

    version: str
    types: Mapping[str, EventType]
    contexts: Mapping[str, tuple[str, ...]]
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
        return entry.modes[mode][0] if mode in entry.modes else entry.score

    def cameo(self, kind: str, mode: str) -> str:
        """The CAMEO code that stands nearest to a type and mode."""
        entry = self.types[kind]
        return entry.modes[mode][1] if mode in entry.modes else entry.cameo


@cache
def load_codebook(folder: Path | None = None) -> Codebook:
    """The codebook in `folder`, or the one that ships.

    Raises:  CodebookError naming file, rule and remedy where the files do not hold together.
    """
    types_data, class_data, trigger_data, state_data = (_read(name, folder) for name in _FILES)
    types = {name: _type(name, row) for name, row in types_data["types"].items()}
    contexts = {name: tuple(words) for name, words in types_data["contexts"].items()}
    classes = {name: _word_class(name, row) for name, row in class_data.items()}
    defaults = trigger_data.get("defaults", {})
    triggers = tuple(_trigger(row, defaults, types, contexts, classes) for row in trigger_data["rules"])
    seen: set[str] = set()
    for trigger in triggers:
        if trigger.id in seen:
            raise CodebookError(f"two rules are called {trigger.id!r}", where="triggers.yaml", remedy="rename one")
        seen.add(trigger.id)
    return Codebook(
        version=str(types_data.get("version", "")),
        types=types,
        contexts=contexts,
        classes=classes,
        triggers=triggers,
        verbs=_index(triggers, "verbs"),
        nouns=_index(triggers, "nouns"),
        adjectives=_index(triggers, "adjectives"),
        state_rules=tuple(_state_rule(row, classes, seen) for row in state_data["rules"]),
        standing=tuple(_state_rule(row, classes, seen) for row in state_data["standing"]),
    )


def _read(name: str, folder: Path | None) -> dict[str, Any]:
    source = folder / name if folder else files("chancery.shelf") / "codebook" / name
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        data = yaml.load(source.read_text("utf-8"), Loader=loader)
    except FileNotFoundError:
        raise CodebookError("the file is missing", where=name, remedy="copy it from the shipped codebook") from None
    except yaml.YAMLError as error:
        raise CodebookError(f"not valid YAML: {error}", where=name, remedy="mend the line named") from error
    if not isinstance(data, dict):
        raise CodebookError("a mapping was expected", where=name, remedy="compare with the shipped codebook")
    return data


def _type(name: str, row: dict[str, Any]) -> EventType:
    modes = {mode: (float(entry["score"]), str(entry["cameo"])) for mode, entry in row.get("modes", {}).items()}
    return EventType(
        name,
        row["says"],
        row["quad"],
        float(row["score"]),
        str(row["cameo"]),
        row.get("recipient") == "needed",
        row.get("sector", ""),
        row.get("future", ""),
        modes,
    )


def _word_class(name: str, row: dict[str, Any]) -> WordClass:
    return WordClass(
        name,
        frozenset(row.get("lemmas", ())),
        frozenset(row.get("sectors", ())),
        frozenset(row.get("marks", ())),
    )


def parse_condition(text: str, classes: Mapping[str, WordClass], where: str) -> Condition:
    """The alternatives of a condition such as ``agent|patient is forces or light is launch``.

    Raises:  CodebookError where a word class is unknown or the form is not one of those described in triggers.yaml.
    """
    tests = []
    for part in text.split(" or "):
        words = part.split(" ", 2)
        if len(words) == 3 and words[1] in ("is", "has"):
            roles, values = tuple(words[0].split("|")), tuple(words[2].split("|"))
            if words[1] == "is" and roles != ("light",):
                unknown = [value for value in values if value not in classes]
                if unknown:
                    raise CodebookError(f"unknown word class {unknown[0]!r} in {text!r}", where=where)
            tests.append(Test(words[1], roles, values))
        elif len(words) == 2 and words[0] in ("some", "no", "several"):
            tests.append(Test(words[0], tuple(words[1].split("|")), ()))
        elif len(words) == 2 and words[0] == "ends" and words[1] in classes:
            tests.append(Test("ends", (), (words[1],)))
        else:
            raise CodebookError(f"cannot read the condition {text!r}", where=where, remedy="see triggers.yaml, top")
    return tuple(tests)


def _trigger(
    row: dict[str, Any],
    defaults: dict[str, Any],
    types: Mapping[str, EventType],
    contexts: Mapping[str, tuple[str, ...]],
    classes: Mapping[str, WordClass],
) -> Trigger:
    where = f"triggers.yaml, rule {row.get('id', '?')}"
    merged = {**defaults, **row}
    unknown = sorted(set(merged) - set(Trigger.__slots__))
    if unknown:
        raise CodebookError(f"a rule has no {unknown[0]!r}", where=where, remedy=f"use {', '.join(Trigger.__slots__)}")
    if merged["type"] not in types:
        raise CodebookError(f"unknown type {merged['type']!r}", where=where, remedy=", ".join(types))
    mode = merged.get("mode", "")
    if mode and mode not in types[merged["type"]].modes:
        raise CodebookError(f"{merged['type']} has no mode {mode!r}", where=where)
    for name in merged.get("contexts", ()):
        if name not in contexts:
            raise CodebookError(f"unknown context {name!r}", where=where)
    return Trigger(
        id=merged["id"],
        type=merged["type"],
        mode=mode,
        contexts=tuple(merged.get("contexts", ())),
        verbs=tuple(merged.get("verbs", ())),
        nouns=tuple(merged.get("nouns", ())),
        adjectives=tuple(merged.get("adjectives", ())),
        needs=tuple(parse_condition(text, classes, where) for text in merged.get("needs", ())),
        unless=tuple(parse_condition(text, classes, where) for text in merged.get("unless", ())),
        actors=tuple(merged["actors"]),
        recipients=tuple(merged["recipients"]),
        forum=tuple(merged.get("forum", ())),
        about=tuple(merged.get("about", ())),
        relevance=merged["relevance"],
        absorbs=bool(merged["absorbs"]),
        anaphoric=bool(merged.get("anaphoric", False)),
        mutual=bool(merged.get("mutual", False)),
        never=tuple(merged.get("never", ())),
        caused=merged["caused"],
    )


def _state_rule(row: dict[str, Any], classes: Mapping[str, WordClass], trigger_ids: set[str]) -> StateRule:
    where = f"states.yaml, rule {row.get('id', '?')}"
    if row["kind"] not in STATE_KINDS or row["change"] not in CHANGES:
        raise CodebookError(f"unknown kind or change {row['kind']!r}, {row['change']!r}", where=where)
    for name in row.get("by", ()):
        if name not in trigger_ids:
            raise CodebookError(f"no trigger rule is called {name!r}", where=where)
    for status in row.get("when", ()):
        if status not in STATUSES:
            raise CodebookError(f"unknown status {status!r}", where=where)
    standing = "verbs" in row or "nouns" in row
    parts = {name: row[name] for name in ("who", "to", "where", "what") if row.get(name)}
    if row.get("by_part"):
        parts["by"] = row["by_part"]
    return StateRule(
        id=row["id"],
        kind=row["kind"],
        change=row["change"],
        by=tuple(row.get("by", ())),
        verbs=tuple(row.get("verbs", ())),
        nouns=tuple(row.get("nouns", ())),
        conditions=tuple(parse_condition(text, classes, where) for text in row.get("needs", ())) if standing else (),
        parts=parts,
        key=tuple(row.get("key", ())),
        required=() if standing else tuple(row.get("needs", ())),
        when=tuple(row.get("when", ())),
        otherwise=row.get("otherwise", ""),
        forum=bool(row.get("forum", False)),
        to_is=row.get("to_is", ""),
    )


def _index(triggers: tuple[Trigger, ...], field: str) -> dict[str, tuple[Trigger, ...]]:
    found: dict[str, list[Trigger]] = {}
    for trigger in triggers:
        for lemma in getattr(trigger, field):
            rules = found.setdefault(lemma, [])
            if trigger not in rules:
                rules.append(trigger)
    return {lemma: tuple(rules) for lemma, rules in found.items()}
