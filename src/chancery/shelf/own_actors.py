"""A user's own actors: a file of persons and bodies that stand beside, and before, those of the shelf."""

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
VARIABLE = "CHANCERY_ACTORS"
COLUMNS = ("id", "name", "other_names", "kind", "country", "sector", "office", "from", "to", "source")
KINDS = ("person", "organisation")
SECTORS = frozenset("""GOV MIL REB CVL OPP LEG PTY JUD COP MED NGO IGO BUS UAF CRM SPY EDU LAB REL ETH ELI""".split())
_COUNTRY = re.compile(r"[A-Z]{3}")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class OwnActor:
    """One row of a user's file: a name with what is held of it for a time.

    Shapes:  `kind` is person or organisation; `country` ISO 3166 alpha-3 or the code of an international body, `sector`
             as of `terms.Actor`, each "" where open. `since` and `until` are years, months or days, "" where open.
             `where` is file and line.
    """

    id: str
    name: str
    other_names: tuple[str, ...]
    kind: str
    country: str
    sector: str
    office: str
    since: str
    until: str
    source: str
    where: str

    def row(self) -> dict[str, str]:
        """The actor as a row of a file, by column."""
        return {
            "id": self.id,
            "name": self.name,
            "other_names": ", ".join(self.other_names),
            "kind": self.kind,
            "country": self.country,
            "sector": self.sector,
            "office": self.office,
            "from": self.since,
            "to": self.until,
            "source": self.source,
        }


def read_actors(file: Path) -> list[OwnActor]:
    """The actors of a TSV or YAML file (by its ending), in its order.

    Raises:  InputError where the file cannot be read or any row is wrong: one line for each error, with its place.
    """
    found, wrong = check_rows(_rows(text_of(file), file), str(file))
    refuse(wrong, file)
    return found


def check_rows(rows: Iterable[tuple[int, Mapping[str, str]]], file: str) -> tuple[list[OwnActor], list[str]]:
    """The actors of numbered rows, and a line for each error."""
    found: list[OwnActor] = []
    wrong: list[str] = []
    seen: dict[tuple[str, str, str], int] = {}
    for line, row in rows:
        where = f"{file}:{line}"
        problems = _problems(row)
        if not problems:
            actor = _actor(row, where)
            before = seen.setdefault((actor.id, actor.office, actor.since), line)
            if before == line:
                found.append(actor)
            else:
                problems = [f"{actor.id} with this office and beginning stands in line {before} already"]
        wrong += [f"{where}: {problem}" for problem in problems]
    return found, wrong


def add_actor(file: Path, row: Mapping[str, str]) -> OwnActor:
    """The actor that was added at the end of the file, which is made where it is not there yet.

    Raises:  InputError where the row is wrong, is there already, or the file cannot be read or written.
    """
    before = read_actors(file) if file.exists() else []
    rows = [(at + 1, actor.row()) for at, actor in enumerate(before)]
    checked, wrong = check_rows([*rows, (len(rows) + 1, row)], "row")
    if wrong:
        raise InputError("; ".join(problem.partition(": ")[2] for problem in wrong))
    actor = checked[-1]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix.lower() in (".yaml", ".yml"):
            _append_yaml(file, actor)
        else:
            told_anyway = {"id", "kind"} if actor.kind == _kind_of(actor.office) else {"id"}
            append_row(file, actor.row(), COLUMNS, frozenset(told_anyway))
    except OSError as problem:
        raise InputError(f"cannot be written: {problem}", where=str(file)) from problem
    return actor


def _append_yaml(file: Path, actor: OwnActor) -> None:
    import yaml

    text = file.read_text(encoding="utf-8-sig") if file.exists() else ""
    row: dict[str, object] = {key: value for key, value in actor.row().items() if value}
    if actor.other_names:
        row["other_names"] = list(actor.other_names)
    gap = "" if not text or text.endswith("\n") else "\n"
    file.write_text(text + gap + yaml.safe_dump([row], allow_unicode=True, sort_keys=False), encoding="utf-8")


def _rows(text: str, file: Path) -> list[tuple[int, dict[str, str]]]:
    if file.suffix.lower() in (".yaml", ".yml"):
        return _yaml_rows(text, file)
    return table_rows(text, file, COLUMNS)


def _yaml_rows(text: str, file: Path) -> list[tuple[int, dict[str, str]]]:
    import yaml  # here, for only a file of this kind needs it

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        said = " ".join(str(problem).split())
        raise InputError(f"is no YAML: {said}", where=str(file)) from problem
    if data is None:
        return []
    if not isinstance(data, list) or not isinstance(node, yaml.SequenceNode):
        raise InputError("holds no list of actors", where=str(file), remedy="begin each actor with '- name: ...'")
    rows = []
    for one, where in zip(data, node.value, strict=True):
        line = where.start_mark.line + 1
        if not isinstance(one, dict):
            rows.append((line, {"_cells": f"{one!r} is no actor"}))
            continue
        rows.append((line, {str(key): _cell(value) for key, value in one.items()}))
    return rows


def _cell(value: object) -> str:
    if isinstance(value, list):
        return ",".join(str(part) for part in value)
    return "" if value is None else str(value)


def _problems(row: Mapping[str, str]) -> list[str]:
    """What is wrong with a row, one line each."""
    if "_cells" in row:
        return [row["_cells"]]
    wrong = [f"unknown column {key!r}" for key in row if key not in COLUMNS]
    if not row.get("name", "").strip():
        wrong.append("no name")
    if row.get("id") and not _ID.fullmatch(row["id"]):
        wrong.append(f"id {row['id']!r}: small letters and digits joined by hyphens")
    if row.get("kind") and row["kind"] not in KINDS:
        wrong.append(f"kind {row['kind']!r}: person or organisation")
    if row.get("country") and not _COUNTRY.fullmatch(row["country"]):
        wrong.append(f"country {row['country']!r}: three capitals, as in ISO 3166 (KEN), or a body's code (EUR)")
    if row.get("sector") and row["sector"] not in SECTORS:
        wrong.append(f"sector {row['sector']!r}: one of {' '.join(sorted(SECTORS))}")
    for column in ("from", "to"):
        if row.get(column) and not _DATE.fullmatch(row[column]):
            wrong.append(f"{column} {row[column]!r}: a year, month or day, such as 2021-05")
    since, until = row.get("from", ""), row.get("to", "")
    if not wrong and since and until and until < since[: len(until)]:
        wrong.append(f"ends in {until}, before it begins in {since}")
    return wrong


def _kind_of(office: str) -> str:
    """What an actor is where its row does not say so."""
    return "person" if office else "organisation"


def _actor(row: Mapping[str, str], where: str) -> OwnActor:
    name = " ".join(row["name"].split())
    office = row.get("office", "")
    return OwnActor(
        id=row.get("id") or slug(name),
        name=name,
        other_names=tuple(listed(row.get("other_names", ""))),
        kind=row.get("kind") or _kind_of(office),
        country=row.get("country", ""),
        sector=row.get("sector", ""),
        office=office,
        since=row.get("from", ""),
        until=row.get("to", ""),
        source=row.get("source", ""),
        where=where,
    )
