"""The files of a codebook: read as plain data, and the lines that things stand on."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from chancery.terms import CodebookError

TYPES, CONTEXTS, CLASSES = "types.yaml", "contexts.yaml", "classes.yaml"
TRIGGERS, SENSES, STATES, EXAMPLES = "triggers.yaml", "senses.yaml", "states.yaml", "examples.yaml"
#: What coding reads. The examples are read by `codebook check` and `codebook show` only.
CODING_FILES = (TYPES, CONTEXTS, CLASSES, TRIGGERS, SENSES, STATES)
ALL_FILES = (*CODING_FILES, EXAMPLES)
#: Where in a file something stands: keys of mappings and indices of lists, from the outside in.
At = tuple[Hashable, ...]

# libyaml's parser is an order of magnitude faster; a build of PyYAML without it still works.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def codebook_file(name: str, folder: Path | None) -> Traversable | Path:
    """One file of the codebook in `folder`, or of the one that ships."""
    return folder / name if folder else files("chancery.shelf") / "codebook" / name


def shown_file(name: str, folder: Path | None) -> str:
    """How a file is named to a person: with its folder, or by itself where it is one that ships."""
    return str(folder / name) if folder else name


def read_codebook_file(name: str, folder: Path | None) -> dict[str, Any]:
    """The plain data of one file of a codebook.

    Raises:  CodebookError where the file is missing, is not valid YAML (with the line), or holds no mapping.
    """
    try:
        text = codebook_file(name, folder).read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        remedy = "start with `chancery codebook new FOLDER`, which copies all files"
        raise CodebookError("the file is missing", where=shown_file(name, folder), remedy=remedy) from None
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"cannot be read: {error}", where=shown_file(name, folder)) from error
    try:
        data = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark is not None else ""
        problem = getattr(error, "problem", None) or str(error)
        where = f"{shown_file(name, folder)}{line}"
        raise CodebookError(f"not valid YAML: {problem}", where=where, remedy="mend that line") from error
    if not isinstance(data, dict):
        raise CodebookError(
            "a mapping was expected", where=shown_file(name, folder), remedy="compare with the shipped codebook"
        )
    return data


def line_of(name: str, at: At, folder: Path | None) -> int:
    """The line, from 1, on which something stands in a file of a codebook: that of the nearest part that is there."""
    node = yaml.compose(codebook_file(name, folder).read_text("utf-8"), Loader=_Loader)
    line = 1
    for step in at:
        if node is None:
            break
        found = next((value for key, value in _inside(node) if key[0] == step), None)
        if found is None:
            break
        line = next(key[1] for key, _ in _inside(node) if key[0] == step)
        node = found
    return line


def repeated_keys(name: str, folder: Path | None) -> list[tuple[str, int]]:
    """Keys that stand twice in one mapping of a file, with the line of the later one; YAML itself keeps the last."""
    node = yaml.compose(codebook_file(name, folder).read_text("utf-8"), Loader=_Loader)
    found: list[tuple[str, int]] = []
    waiting = [node] if node is not None else []
    while waiting:
        here = waiting.pop()
        seen: set[Hashable] = set()
        for (key, line), value in _inside(here):
            if isinstance(here, yaml.MappingNode) and key in seen:
                found.append((str(key), line))
            seen.add(key)
            waiting.append(value)
    return sorted(found, key=lambda pair: pair[1])


def _inside(node: yaml.Node) -> Iterator[tuple[tuple[Hashable, int], yaml.Node]]:
    """The parts of a node: key or index and the line it stands on, and the node."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (key.value, key.start_mark.line + 1), value
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield (index, value.start_mark.line + 1), value
