"""The examples of a codebook: sentences, and what each must be coded as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chancery.shelf.codebook_files import EXAMPLES, line_of, read_codebook_file, shown_file
from chancery.shelf.codebook_parts import EventType
from chancery.terms import STATUSES, CodebookError

NONE = "none"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what it must be coded as.

    Shapes:  `of` is the type that it stands under. Where `counter`, it must have no event of that type. `type`, `mode`
             and `status` are those of an event that it must have; `type` "none": it must have no event at all; `mode`
             and `status` "": any.
    """

    of: str
    text: str
    type: str
    mode: str
    status: str
    counter: bool
    line: int

    @property
    def says(self) -> str:
        """What it must be coded as, as the file writes it."""
        kind = f"{self.type}/{self.mode}" if self.mode else self.type
        return f"{kind} {self.status}".strip()


def read_examples(folder: Path | None, types: Mapping[str, EventType], *, lines: bool = False) -> list[Example]:
    """The examples and counter-examples of a codebook, in the order of its file.

    Shapes:  `line` is that of the file where `lines` is set, else 0: finding it takes longer than all else.
    Raises:  CodebookError at the first that names what there is not, with its line.
    """
    data = read_codebook_file(EXAMPLES, folder)
    found: list[Example] = []
    for kind, parts in (data.get("examples") or {}).items():
        if kind not in types:
            raise _error(f"unknown type {kind!r}", ("examples", kind), folder)
        for part in ("examples", "counterexamples"):
            for index, row in enumerate((parts or {}).get(part) or ()):
                at = ("examples", kind, part, index)
                line = line_of(EXAMPLES, at, folder) if lines else 0
                found.append(
                    _example(kind, row, types, counter=part == "counterexamples", line=line, at=at, folder=folder)
                )
    return found


def _example(
    kind: str,
    row: Any,
    types: Mapping[str, EventType],
    *,
    counter: bool,
    line: int,
    at: tuple[str, str, str, int],
    folder: Path | None,
) -> Example:
    if not isinstance(row, dict) or not row.get("text") or not row.get("is"):
        raise _error("an example needs text and is", at, folder)
    what, _, status = str(row["is"]).partition(" ")
    name, _, mode = what.partition("/")
    if name != NONE and name not in types:
        raise _error(f"unknown type {name!r}", at, folder)
    if mode and mode not in types[name].modes:
        raise _error(f"{name} has no mode {mode!r}", at, folder)
    if status and status not in STATUSES:
        raise _error(f"unknown status {status!r}", at, folder)
    if not counter and name != kind:
        raise _error(f"an example of {kind} cannot be {name}; put it among the counterexamples", at, folder)
    if counter and name == kind:
        raise _error(f"a counterexample of {kind} cannot be {kind}", at, folder)
    return Example(kind, str(row["text"]), name, mode, status, counter, line)


def _error(found: str, at: tuple[str | int, ...], folder: Path | None) -> CodebookError:
    return CodebookError(found, where=f"{shown_file(EXAMPLES, folder)}, line {line_of(EXAMPLES, at, folder)}")
