"""The codebook: types, contexts, rules and state rules, read from the files of a folder and checked."""

from __future__ import annotations

import os
import shutil
from functools import cache
from hashlib import sha256
from importlib.resources import as_file, files
from pathlib import Path

from chancery.shelf.codebook_files import (
    ALL_FILES,
    CLASSES,
    CODING_FILES,
    CONTEXTS,
    SENSES,
    STATES,
    TRIGGERS,
    TYPES,
    codebook_file,
    line_of,
    read_codebook_file,
    repeated_keys,
    shown_file,
)
from chancery.shelf.codebook_parts import (
    Codebook,
    Condition,
    EventContext,
    EventMode,
    EventType,
    StateRule,
    Test,
    Trigger,
    WordClass,
)
from chancery.shelf.codebook_rows import (
    Known,
    Notes,
    Problem,
    read_classes,
    read_contexts,
    read_senses,
    read_states,
    read_triggers,
    read_types,
)
from chancery.terms import CodebookError

__all__ = [
    "Codebook",
    "Condition",
    "EventContext",
    "EventMode",
    "EventType",
    "StateRule",
    "Test",
    "Trigger",
    "WordClass",
    "chosen_folder",
    "codebook_problems",
    "codebook_version",
    "copy_codebook",
    "load_codebook",
]

FOLDER_VARIABLE = "CHANCERY_CODEBOOK"
"""Environment variable that names the folder of the codebook to use; empty or unset: the one that ships."""


def chosen_folder(folder: Path | str | None = None) -> Path | None:
    """The folder asked for, else the one that the environment names, else None: the codebook that ships."""
    if folder:
        return Path(folder)
    named = os.environ.get(FOLDER_VARIABLE, "")
    return Path(named) if named else None


@cache
def codebook_version(folder: Path | None = None) -> str:
    """What tells one codebook from another: the version that it names, and eight digits of its files' SHA-256."""
    digest = sha256()
    for name in CODING_FILES:
        digest.update(codebook_file(name, folder).read_bytes())
    data = read_codebook_file(TYPES, folder)
    return f"{data.get('version', 'unnamed')}+{digest.hexdigest()[:8]}"


@cache
def load_codebook(folder: Path | None = None) -> Codebook:
    """The codebook in `folder`, or the one that ships.

    Raises:  CodebookError naming file, line, rule and remedy of the first mistake where the files do not hold together.
    """
    notes = Notes()
    book = _built(folder, notes)
    if notes.problems:
        raise _as_error(notes.problems[0], folder)
    return book


def codebook_problems(folder: Path | None = None) -> list[CodebookError]:
    """Every mistake in a codebook's files, each with file, line and remedy; none where it holds together.

    A file that cannot be read at all is one mistake, and then the rest is not looked at.
    """
    notes = Notes()
    try:
        _built(folder, notes)
    except CodebookError as error:
        return [error]
    found = [_as_error(problem, folder) for problem in notes.problems]
    for name in CODING_FILES:
        for key, line in repeated_keys(name, folder):
            where = f"{shown_file(name, folder)}, line {line}"
            found.append(CodebookError(f"{key!r} stands twice", where=where, remedy="keep one"))
    return found


def copy_codebook(folder: Path) -> list[Path]:
    """The files of the shipped codebook, copied into `folder`, in the order that a reader wants them.

    Raises:  CodebookError where the folder holds anything, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CodebookError("there is something there already", where=str(folder), remedy="name a new folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ALL_FILES:
            with as_file(files("chancery.shelf") / "codebook" / name) as source:
                shutil.copyfile(source, folder / name)
    except OSError as error:
        raise CodebookError(f"cannot be written: {error}", where=str(folder)) from error
    return [folder / name for name in ALL_FILES]


def _built(folder: Path | None, notes: Notes) -> Codebook:
    data = {name: read_codebook_file(name, folder) for name in CODING_FILES}
    known = Known(
        types=read_types(data[TYPES].get("types", {}), notes),
        contexts=read_contexts(data[CONTEXTS].get("contexts", {}), notes),
        classes=read_classes(data[CLASSES], notes),
    )
    defaults = data[TRIGGERS].get("defaults") or {}
    triggers = read_triggers(data[TRIGGERS], known, notes)
    fine = len(triggers)
    triggers += read_senses(data[SENSES], defaults, known, notes)
    seen: set[str] = set()
    for index, trigger in enumerate(triggers):
        if trigger.id in seen:
            file, at = (TRIGGERS, ("rules", index)) if index < fine else (SENSES, ("senses", index - fine))
            notes.add(file, at, f"two rules are called {trigger.id!r}", "rename one")
        seen.add(trigger.id)
    state_rules, standing = read_states(data[STATES], known, seen, notes)
    return Codebook(
        version=str(data[TYPES].get("version", "")),
        types=known.types,
        contexts=known.contexts,
        classes=known.classes,
        triggers=tuple(triggers),
        verbs=_index(triggers, "verbs"),
        nouns=_index(triggers, "nouns"),
        adjectives=_index(triggers, "adjectives"),
        state_rules=tuple(state_rules),
        standing=tuple(standing),
    )


def _as_error(problem: Problem, folder: Path | None) -> CodebookError:
    line = line_of(problem.file, problem.at, folder)
    name = f", {problem.name}" if problem.name else ""
    return CodebookError(
        problem.found, where=f"{shown_file(problem.file, folder)}, line {line}{name}", remedy=problem.remedy
    )


def _index(triggers: list[Trigger], field: str) -> dict[str, tuple[Trigger, ...]]:
    found: dict[str, dict[str, Trigger]] = {}
    for trigger in triggers:
        for lemma in getattr(trigger, field):
            found.setdefault(lemma, {}).setdefault(trigger.id, trigger)
    return {lemma: tuple(rules.values()) for lemma, rules in found.items()}
