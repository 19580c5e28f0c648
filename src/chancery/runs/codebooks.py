"""Codebooks as people handle them: checked, described as plain data, copied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chancery.runs.coding import code_text, make_text_report
from chancery.runs.steps import steps_with
from chancery.shelf.codebook_examples import NONE, Example, read_examples
from chancery.shelf.codebook_files import EXAMPLES, shown_file
from chancery.shelf.codebooks import (
    Codebook,
    Condition,
    Trigger,
    chosen_folder,
    codebook_problems,
    copy_codebook,
    load_codebook,
)
from chancery.terms import CodebookError

__all__ = ["Checked", "check_codebook", "copy_codebook", "describe_codebook", "describe_type"]

_DAY = "2024-05-15"
"""The examples are read as if they had been published on this day."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a check: the mistakes, and how much was looked at."""

    codebook: str
    problems: tuple[CodebookError, ...]
    types: int
    rules: int
    examples: int


def check_codebook(folder: Path | str | None = None, *, examples: bool = True) -> Checked:
    """The mistakes in a codebook's files; where there are none, also the examples that are not coded as they say.

    Shapes:  `folder` None is the codebook that the environment names, else the one that ships.
    """
    chosen = chosen_folder(folder)
    name = str(chosen) if chosen else "the codebook that ships"
    problems = tuple(codebook_problems(chosen))
    if problems:
        return Checked(name, problems, 0, 0, 0)
    book = load_codebook(chosen)
    tried: list[Example] = []
    wrong: list[CodebookError] = []
    if examples:
        try:
            tried = read_examples(chosen, book.types, lines=True)
        except CodebookError as error:
            wrong.append(error)
        wrong.extend(_wrong(tried, chosen))
    return Checked(name, tuple(wrong), len(book.types), len(book.triggers), len(tried))


def _wrong(examples: list[Example], folder: Path | None) -> Iterator[CodebookError]:
    """The examples that are not coded as they say, each with its line and with what it was coded as."""
    steps = steps_with(None, folder)
    for example in examples:
        snapshot = code_text(make_text_report(example.text, published=_DAY), steps=steps).snapshot
        found = [(event.type, event.mode, event.status) for event in snapshot.events]
        meant = [
            one
            for one in found
            if one[0] == example.type and example.mode in ("", one[1]) and example.status in ("", one[2])
        ]
        right = bool(meant) if example.type != NONE else not found
        if example.counter and any(kind == example.of for kind, _, _ in found):
            right = False
        if not right:
            coded = ", ".join(f"{kind}/{mode} {status}" if mode else f"{kind} {status}" for kind, mode, status in found)
            yield CodebookError(
                f"{example.text!r} is to be {example.says}" + (f" and not {example.of}" if example.counter else ""),
                where=f"{shown_file(EXAMPLES, folder)}, line {example.line}",
                remedy=f"it is coded {coded or 'as nothing'}",
            )


def describe_codebook(folder: Path | str | None = None) -> list[dict[str, Any]]:
    """All types of a codebook in brief, in its order: name, definition, quad, score, modes, numbers of words.

    Raises:  CodebookError where it does not hold together.
    """
    book = load_codebook(chosen_folder(folder))
    return [_brief(book, name) for name in book.types]


def describe_type(name: str, folder: Path | str | None = None) -> dict[str, Any]:
    """All that a codebook says of one type, as plain data.

    Shapes:  what `describe_codebook` gives, and what counts and what does not, each rule with its words, conditions and
             the states that it opens, changes or closes, examples and counter-examples.

    Raises:  CodebookError where the codebook does not hold together; KeyError where it has no such type.
    """
    chosen = chosen_folder(folder)
    book = load_codebook(chosen)
    entry = book.types[name]
    examples = [one for one in read_examples(chosen, book.types) if one.of == name]
    return _brief(book, name) | {
        "counts": list(entry.counts),
        "but": list(entry.but),
        "future": entry.future or None,
        "rules": [_rule(book, rule) for rule in book.triggers if rule.type == name],
        "examples": [{"text": one.text, "is": one.says} for one in examples if not one.counter],
        "counterexamples": [{"text": one.text, "is": one.says} for one in examples if one.counter],
    }


def _brief(book: Codebook, name: str) -> dict[str, Any]:
    entry = book.types[name]
    rules = [rule for rule in book.triggers if rule.type == name]
    return {
        "type": name,
        "says": entry.says,
        "quad": entry.quad,
        "score": entry.score,
        "cameo": entry.cameo or None,
        "needs_recipient": entry.needs_recipient,
        "modes": [
            {"mode": mode.name, "says": mode.says, "score": mode.score, "cameo": mode.cameo or None}
            for mode in entry.modes.values()
        ],
        "verbs": len({word for rule in rules for word in rule.verbs}),
        "nouns": len({word for rule in rules for word in rule.nouns}),
    }


def _rule(book: Codebook, rule: Trigger) -> dict[str, Any]:
    return {
        "id": rule.id,
        "mode": rule.mode or None,
        "profile": rule.profile or None,
        "verbs": list(rule.verbs),
        "nouns": list(rule.nouns),
        "adjectives": list(rule.adjectives),
        "senses": sorted(rule.senses),
        "needs": [_told(condition) for condition in rule.needs],
        "unless": [_told(condition) for condition in rule.unless],
        "actors": list(rule.actors),
        "recipients": list(rule.recipients),
        "relevance": rule.relevance,
        "contexts": list(rule.contexts),
        "states": [{"id": state.id, "kind": state.kind, "change": state.change} for state in book.states_of(rule)],
    }


def _told(condition: Condition) -> str:
    """A condition in the words of the file."""
    parts = []
    for test in condition:
        roles, words = "|".join(test.roles), "|".join(test.words)
        if test.how in ("is", "has"):
            parts.append(f"{roles} {test.how} {words}")
        else:
            parts.append(f"{test.how} {roles or words}")
    return " or ".join(parts)
