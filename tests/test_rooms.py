"""The room map as a test: data flows down, imports point up, and step rooms meet only in `terms`."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "chancery"

# room: the rooms that it may import. The order is the order of the data; a room never imports a later one.
ROOMS: dict[str, frozenset[str]] = {
    "terms": frozenset(),
    "shelf": frozenset({"terms"}),
    "intake": frozenset({"terms", "shelf"}),
    "reading": frozenset({"terms", "shelf"}),
    "coding": frozenset({"terms", "shelf"}),
    "matching": frozenset({"terms", "shelf"}),
    "record": frozenset({"terms"}),
    "views": frozenset({"terms", "record"}),
    "runs": frozenset({"terms", "shelf", "intake", "reading", "coding", "matching", "record"}),
    "doors": frozenset({"terms", "record", "views", "runs"}),
}
# Needed only to rebuild the reading model, or by people who have them for other work: never by the product.
HEAVY = frozenset({"torch", "transformers", "onnx", "spacy", "tensorflow"})


def imported(source: str, *, package: str) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything that a module imports, wherever in it the import stands.

    `package` is the dotted name of the package that holds the module, for relative imports. `from a import b` gives
    "a.b", since b may be a module.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            for alias in node.names:
                yield node.lineno, f"{base}.{alias.name}"


def breaches(source: str, *, room: str, package: str = "") -> list[str]:
    """One line for each import of `source` that the map does not allow to a module of `room`."""
    found = []
    for line, name in imported(source, package=package or f"chancery.{room}"):
        parts = name.split(".")
        if parts[0] in HEAVY:
            found.append(f"line {line}: imports {parts[0]}, which the core does not install")
        if room == "terms" and parts[0] != "chancery" and parts[0] not in sys.stdlib_module_names:
            found.append(f"line {line}: terms holds the standard library only, not {parts[0]}")
        if parts[0] != "chancery" or name == "chancery.__version__":
            continue
        other = parts[1] if len(parts) > 1 else ""
        if other not in ROOMS:
            found.append(f"line {line}: {room} imports the whole package ({name}); name the room that it needs")
        elif other != room and other not in ROOMS[room]:
            allowed = ", ".join(sorted(ROOMS[room])) or "nothing of ours"
            found.append(
                f"line {line}: {room} imports {other}, but may look only into: {allowed}. "
                "Move the noun that both need to terms, or change the map on purpose."
            )
    return found


def modules() -> list[tuple[str, Path]]:
    """Room and path of every module that belongs to a room."""
    return [(path.relative_to(PACKAGE).parts[0], path) for path in sorted(PACKAGE.glob("*/**/*.py"))]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_the_map_allows(room: str) -> None:
    found = []
    for owner, path in modules():
        if owner != room:
            continue
        package = ".".join(("chancery", *path.relative_to(PACKAGE).parts[:-1]))
        for breach in breaches(path.read_text(encoding="utf-8"), room=room, package=package):
            found.append(f"{path.relative_to(PACKAGE)}, {breach}")
    assert not found, "\n".join(found)


def test_every_folder_of_code_is_a_room() -> None:
    assert {room for room, _ in modules()} <= set(ROOMS)


def test_the_map_has_no_circle() -> None:
    seen: set[str] = set()
    for room, allowed in ROOMS.items():
        assert allowed <= seen, f"{room} may import a room that comes after it"
        seen.add(room)


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("coding", "from chancery.record import store\n"),
        ("coding", "from chancery.matching.actors import resolve_actor\n"),
        ("coding", "def late():\n    import chancery.views\n"),
        ("coding", "from chancery import runs\n"),
        ("coding", "from ..reading import reader\n"),
        ("doors", "from chancery.coding import code\n"),
        ("runs", "from chancery import code\n"),
        ("terms", "import numpy\n"),
        ("reading", "import torch\n"),
    ],
)
def test_a_planted_breach_is_caught(room: str, source: str) -> None:
    assert breaches(source, room=room)


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("coding", "from chancery.terms import Claim\nfrom chancery.shelf import places\nfrom . import events\n"),
        ("doors", "from chancery import __version__\nfrom chancery.views import machine\n"),
        ("terms", "import re\nfrom chancery.terms.spans import Span\n"),
    ],
)
def test_an_allowed_import_passes(room: str, source: str) -> None:
    assert not breaches(source, room=room)
