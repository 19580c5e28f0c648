"""What a watcher watches: folders, files and feeds, as named on the command line or in a file of sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from chancery.intake.front_matter import SOURCE_KINDS
from chancery.terms import InputError, Source

_KEYS = frozenset(("feed", "folder", "file", "source", "country", "kind", "ownership"))


@dataclass(frozen=True, slots=True)
class Watched:
    """One thing to watch: the address of a feed, or a path; `source` is who publishes it, as the user says."""

    address: str
    source: Source = field(default_factory=Source)

    @property
    def is_feed(self) -> bool:
        """Whether it is fetched; everything else is a path."""
        return self.address.startswith(("http://", "https://"))


def watched_of(word: str) -> Watched:
    """What a word on the command line or in a list names.

    Raises:  InputError where it looks like an address and is none that can be fetched.
    """
    bare = word.strip()
    scheme, mark, _ = bare.partition("://")
    if mark and scheme.lower() not in ("http", "https"):
        raise InputError(f"{scheme}:// is not watched", where=bare, remedy="give http, https, a folder or a file")
    if mark:
        try:
            named = bool(urlsplit(bare).hostname)
        except ValueError:
            named = False
        if not named:
            raise InputError(
                "this is no address", where=bare, remedy="an address is like https://news.example/feed.xml"
            )
        return Watched(scheme.lower() + bare[len(scheme) :])
    if not bare or bare == "-":
        found = "the name is empty" if not bare else "standard input cannot be watched"
        raise InputError(found, where="watch", remedy="name a feed, a folder or a file; . is the working folder")
    return Watched(bare)


def is_list(word: str) -> bool:
    """Whether a word on the command line names a file of sources: one that ends in .yaml or .yml."""
    return "://" not in word and Path(word).suffix.lower() in (".yaml", ".yml")


def read_list(path: Path) -> tuple[Watched, ...]:
    """The sources in a file: YAML, or one on each line ("#" begins a comment).

    Shapes:  an item is an address or path, or a mapping with `feed`, `folder` or `file`, and with `source`, `country`,
             `kind`, `ownership` where the user knows better than the feed. Paths are as from the file's own folder.
    Raises:  InputError where the file cannot be read, or an item is wrong, with its line or number.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        remedy = "check the path, and that it may be read"
        raise InputError(f"the list of sources cannot be read: {reason}", where=str(path), remedy=remedy) from error
    except UnicodeDecodeError as error:
        raise InputError("the list of sources is not UTF-8", where=str(path), remedy="save it as UTF-8") from error
    found = _from_yaml(text, path) if _is_yaml(path, text) else _from_lines(text, path)
    if not found:
        raise InputError("the list names no source", where=str(path), remedy="one address, folder or file on each line")
    return found


def _is_yaml(path: Path, text: str) -> bool:
    first = next((line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")), "")
    return path.suffix.lower() in (".yaml", ".yml") or first.startswith(("- ", "sources:"))


def _from_lines(text: str, path: Path) -> tuple[Watched, ...]:
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        # A "#" within an address is part of it.
        words = line.split(" #")[0].strip()
        if words and not words.startswith("#"):
            found.append(_item(words, f"{path}, line {number}", path.parent))
    return tuple(found)


def _from_yaml(text: str, path: Path) -> tuple[Watched, ...]:
    import yaml

    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = f"{path}, line {mark.line + 1}" if mark else str(path)
        raise InputError("the list of sources is not YAML", where=at, remedy="see docs/watch.md") from error
    rows = data.get("sources") if isinstance(data, dict) else data
    if not isinstance(rows, list):
        raise InputError("this is no list of sources", where=str(path), remedy="begin each with '- '")
    return tuple(_item(row, f"{path}, item {number}", path.parent) for number, row in enumerate(rows, start=1))


def _item(row: Any, where: str, folder: Path) -> Watched:
    if isinstance(row, str):
        return _placed(row, where, folder)
    if not isinstance(row, dict):
        raise InputError("this is neither an address nor a mapping", where=where, remedy="see docs/watch.md")
    unknown = sorted(str(key) for key in row if key not in _KEYS)
    if unknown:
        known = ", ".join(sorted(_KEYS))
        raise InputError(f"unknown field {unknown[0]!r}", where=where, remedy=f"the fields are {known}")
    fields = {key: str(value).strip() for key, value in row.items() if value is not None}
    named = [fields[key] for key in ("feed", "folder", "file") if fields.get(key)]
    if len(named) != 1:
        raise InputError("an item names one feed, folder or file", where=where, remedy="see docs/watch.md")
    kind = fields.get("kind", "unknown").lower()
    if kind not in SOURCE_KINDS:
        raise InputError(
            f"{kind!r} is no kind of source", where=where, remedy=f"the kinds are {', '.join(SOURCE_KINDS)}"
        )
    placed = _placed(named[0], where, folder)
    if not placed.is_feed and set(fields) - {"folder", "file"}:
        remedy = "files say by themselves who published them (a header, a page's metadata)"
        raise InputError("only feeds have a source here", where=where, remedy=remedy)
    source = Source(fields.get("source", ""), fields.get("country", ""), kind, fields.get("ownership", ""))
    return Watched(placed.address, source)


def _placed(word: str, where: str, folder: Path) -> Watched:
    try:
        found = watched_of(word)
    except InputError as error:
        raise InputError(error.found, where=where, remedy=error.remedy) from error
    return found if found.is_feed else Watched(str(folder / found.address))
