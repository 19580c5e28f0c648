"""Word lists that ship in `shelf/lexicons`: plain tab-separated files, read once per process."""

from __future__ import annotations

from functools import cache
from importlib import resources

from chancery.terms.errors import ArtefactError


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of one lexicon file, in file order; lines that begin with # and blank lines are left out.

    Shapes:  `name` is the file's name without its folder ("event_nouns.tsv"); cells are stripped.
    Raises:  ArtefactError where the package holds no such file.
    """
    file = resources.files("chancery.shelf") / "lexicons" / name
    try:
        text = file.read_text("utf-8")
    except OSError as error:
        raise ArtefactError(f"no lexicon {name} in the package; reinstall chancery ({error})") from error
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines)


@cache
def words(name: str) -> frozenset[str]:
    """The first column of a lexicon file."""
    return frozenset(row[0] for row in table(name))


@cache
def groups(name: str) -> dict[str, frozenset[str]]:
    """A lexicon of "group TAB words separated by spaces", as a mapping; rows of one group are joined."""
    found: dict[str, set[str]] = {}
    for row in table(name):
        found.setdefault(row[0], set()).update(row[1].split())
    return {group: frozenset(members) for group, members in found.items()}
