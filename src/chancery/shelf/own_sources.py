"""A user's own sources: a file of outlets that stand beside, and before, those of the shelf."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from chancery.shelf.keys import slug
from chancery.shelf.own_files import append_row, refuse, table_rows, text_of
from chancery.shelf.tables import listed
from chancery.terms import InputError

#: Names the file to use, where the command line does not.
VARIABLE = "CHANCERY_SOURCES"
COLUMNS = ("id", "name", "other_names", "domains", "country", "kind", "ownership", "owner")
_KINDS = ("agency", "newspaper", "broadcaster", "site", "government", "organisation", "social", "unknown")
_OWNERSHIPS = ("state", "public", "private", "party", "church", "non-profit")
_COUNTRY = re.compile(r"[A-Z]{3}")
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class OwnSource:
    """One row of a user's file. Fields that are left open are "" (`kind`: "unknown"); `where` is file and line."""

    id: str
    name: str
    other_names: tuple[str, ...]
    domains: tuple[str, ...]
    country: str
    kind: str
    ownership: str
    owner: str
    where: str

    def row(self) -> dict[str, str]:
        """The source as a row of a file, by column."""
        return {
            "id": self.id,
            "name": self.name,
            "other_names": ",".join(self.other_names),
            "domains": ",".join(self.domains),
            "country": self.country,
            "kind": self.kind,
            "ownership": self.ownership,
            "owner": self.owner,
        }


def read_sources(file: Path) -> list[OwnSource]:
    """The sources of a table with tabs between, its first line naming the columns, in its order.

    Raises:  InputError where the file cannot be read or any row is wrong: one line for each error, with its place.
    """
    found, wrong = _checked(table_rows(text_of(file), file, COLUMNS), str(file))
    refuse(wrong, file)
    return found


def add_source(file: Path, row: Mapping[str, str]) -> OwnSource:
    """The source that was added at the end of the file, which is made where it is not there yet.

    Raises:  InputError where the row is wrong, is there already, or the file cannot be read or written.
    """
    before = read_sources(file) if file.exists() else []
    rows = [(at, one.row()) for at, one in enumerate(before, start=2)]
    checked, wrong = _checked([*rows, (len(rows) + 2, row)], str(file))
    if wrong:
        raise InputError("; ".join(problem.partition(": ")[2] for problem in wrong))
    added = checked[-1]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        append_row(file, added.row(), COLUMNS, frozenset({"id"}))
    except OSError as problem:
        raise InputError(f"cannot be written: {problem}", where=str(file)) from problem
    return added


def _checked(rows: Iterable[tuple[int, Mapping[str, str]]], file: str) -> tuple[list[OwnSource], list[str]]:
    found: list[OwnSource] = []
    wrong: list[str] = []
    seen: dict[str, int] = {}
    for line, row in rows:
        where = f"{file}:{line}"
        problems = _problems(row)
        if not problems:
            source = _source(row, where)
            before = seen.setdefault(source.id, line)
            if before == line:
                found.append(source)
            else:
                problems = [f"{source.id} stands in line {before} already"]
        wrong += [f"{where}: {problem}" for problem in problems]
    return found, wrong


def _problems(row: Mapping[str, str]) -> list[str]:
    """What is wrong with a row, one line each."""
    if "_cells" in row:
        return [row["_cells"]]
    wrong = []
    if not row.get("name", "").strip():
        wrong.append("no name")
    if row.get("id") and not _ID.fullmatch(row["id"]):
        wrong.append(f"id {row['id']!r}: small letters and digits joined by hyphens")
    if row.get("country") and not _COUNTRY.fullmatch(row["country"]):
        wrong.append(f"country {row['country']!r}: three capitals, as in ISO 3166 (KEN), or a body's code (EUR)")
    if row.get("kind") and row["kind"] not in _KINDS:
        wrong.append(f"kind {row['kind']!r}: one of {', '.join(_KINDS)}")
    if row.get("ownership") and row["ownership"] not in _OWNERSHIPS:
        wrong.append(f"ownership {row['ownership']!r}: one of {', '.join(_OWNERSHIPS)}, or empty where not known")
    wrong += [
        f"domain {domain!r}: a name such as example.org, without https:// and path"
        for domain in listed(row.get("domains", ""))
        if not _DOMAIN.fullmatch(domain.casefold())
    ]
    return wrong


def _source(row: Mapping[str, str], where: str) -> OwnSource:
    name = " ".join(row["name"].split())
    return OwnSource(
        id=row.get("id") or slug(name),
        name=name,
        other_names=tuple(listed(row.get("other_names", ""))),
        domains=tuple(domain.casefold() for domain in listed(row.get("domains", ""))),
        country=row.get("country", ""),
        kind=row.get("kind") or "unknown",
        ownership=row.get("ownership", ""),
        owner=row.get("owner", ""),
        where=where,
    )
