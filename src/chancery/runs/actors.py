"""The actor list at work: asking who is on it, and adding to a user's own file. Plain data comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chancery.runs import own_lists
from chancery.terms import InputError, UnknownIdError

if TYPE_CHECKING:
    from chancery.shelf.actors import Listed

Data = dict[str, Any]
#: How alike two names must be to be offered for each other, of 1.
ALIKE_SHARE = 0.78
_TABLES = {"organisation": "organisations", "metonym": "organisations", "person": "persons"}
_PLAIN_KINDS = {"demonym": "country", "people": "country", "capital": "country", "metonym": "country"}


def use_actors(file: Path | None) -> None:
    """Makes this process and those that it starts use a user's file of actors; None leaves things as they are.

    Raises:  InputError where the file cannot be read or is wrong.
    """
    from chancery.shelf import own_actors

    own_lists.use(own_actors.VARIABLE, file, own_actors.read_actors, _forget)


@contextmanager
def using_actors(file: Path | None) -> Iterator[None]:
    """Uses a user's file of actors for as long as the block runs. Raises: InputError."""
    from chancery.shelf import own_actors

    with own_lists.using(own_actors.VARIABLE, file, own_actors.read_actors, _forget):
        yield


def find_actors(
    query: str, *, country: str = "", sector: str = "", kind: str = "", on: date | None = None, most: int = 20
) -> list[Data]:
    """Actors that go by a name or one like it, the nearest first, at most so many.

    Shapes:  each with `id`, `name`, `kind`, `country`, `sector`, `matched` (the name that was found) and `offices`. An
             empty query finds all of a country or sector. With `on` only those in force on that day.
    """
    from chancery.shelf.keys import name_key

    wanted = name_key(query)
    scored: dict[str, tuple[float, str]] = {}
    near = []
    for name, entry in _entries():
        if not _fits(entry, country.upper(), sector.upper(), kind, on):
            continue
        key = name_key(name)
        score = _score(wanted, key) if wanted else 0.5
        if score > scored.get(entry.id, (0.0, ""))[0]:
            scored[entry.id] = (score, name)
        elif not score:
            near.append((key, name, entry))
    if not scored and wanted:
        for key, name, entry in near:
            score = _likeness(wanted, key)
            if score > scored.get(entry.id, (0.0, ""))[0]:
                scored[entry.id] = (score, name)
    order = sorted(scored, key=lambda one: (-scored[one][0], len(scored[one][1]), one))
    return [_data(one, matched=scored[one][1]) for one in order[:most]]


def show_actor(name_or_id: str) -> Data:
    """All that is known of an actor, by its id or a name that it goes by: names, offices with dates, where from.

    Raises:  UnknownIdError where nobody goes by it, with the nearest names; InputError where several do.
    """
    from chancery.shelf.actors import actor_list

    known = {entry.id for _, entry in _entries()}
    for wanted in (name_or_id, f"country:{name_or_id}"):
        if wanted in known:
            return _data(wanted)
    ids = list(dict.fromkeys(entry.id for entry in actor_list().named(name_or_id)))
    if len(ids) == 1:
        return _data(ids[0])
    if ids:
        raise InputError(f"several go by {name_or_id!r}: {', '.join(ids)}", remedy="give the id")
    like = [one["id"] for one in find_actors(name_or_id, most=3)]
    remedy = f"did you mean {', '.join(like)}?" if like else "chancery actors find searches all names"
    raise UnknownIdError(f"nobody on the list goes by {name_or_id!r}", remedy=remedy)


def add_actor(file: Path | None, row: dict[str, str]) -> Data:
    """The actor added to a user's file, which is made where it is not there yet, and the `file`.

    Raises:  InputError where no file is named, the row is wrong or there already, or the file is wrong.
    """
    from chancery.shelf import own_actors, own_files

    chosen = file or own_files.file_in_use(own_actors.VARIABLE)
    if chosen is None:
        remedy = f"name it with --actors or {own_actors.VARIABLE}"
        raise InputError("no file of your own actors is named", remedy=remedy)
    added = own_actors.add_actor(chosen, {key: value for key, value in row.items() if value})
    _forget()
    return {**added.row(), "file": str(chosen)}


def _forget() -> None:
    """Lets go of the list and of what was resolved with it."""
    from chancery.matching.actors import forget
    from chancery.shelf.actors import actor_list

    actor_list.cache_clear()
    forget()


def _entries() -> Iterator[tuple[str, Listed]]:
    from chancery.shelf.actors import actor_list

    yield from actor_list().entries()


def _fits(entry: Listed, country: str, sector: str, kind: str, on: date | None) -> bool:
    plain = _PLAIN_KINDS.get(entry.kind, entry.kind)
    return (
        (not country or entry.country == country)
        and (not sector or entry.sector == sector)
        and (not kind or kind in (entry.kind, plain))
        and entry.holds_on(on)
    )


def _score(wanted: str, key: str) -> float:
    """1 for the name itself, less where it is a part of the words of one."""
    if wanted == key:
        return 1.0
    if key.startswith(wanted + " ") or key.endswith(" " + wanted):
        return 0.9
    words, asked = key.split(), wanted.split()
    if all(any(word.startswith(part) for word in words) for part in asked):
        return 0.7
    return 0.0


def _likeness(wanted: str, key: str) -> float:
    """How alike two names are, 0 below what is worth an offer."""
    if abs(len(wanted) - len(key)) > 6 and " " not in key:
        return 0.0
    best = 0.0
    for part in (key, *(key.split() if " " not in wanted else ())):
        matcher = SequenceMatcher(None, wanted, part)
        if matcher.real_quick_ratio() >= ALIKE_SHARE and matcher.quick_ratio() >= ALIKE_SHARE:
            best = max(best, matcher.ratio())
    return best * 0.6 if best >= ALIKE_SHARE else 0.0


def _data(wanted: str, *, matched: str = "") -> Data:
    from chancery.shelf import own_actors, own_files
    from chancery.shelf.actors import actor_list
    from chancery.shelf.artefacts import manifest

    entries = [(name, entry) for name, entry in _entries() if entry.id == wanted]
    if wanted.startswith("country:"):  # "South Ossetian" is said of people in Georgia, not of the state
        entries = [(name, entry) for name, entry in entries if entry.sector]
    first = next((entry for _, entry in entries if entry.kind not in ("demonym", "people", "capital")), entries[0][1])
    names = list(dict.fromkeys([first.name, *(name for name, _ in entries)]))
    offices = [
        {"office": one.office, "sector": one.sector, "from": one.since or None, "to": one.until or None}
        for one in dict.fromkeys(entry for _, entry in entries if entry.kind == "person")
    ]
    file = own_files.file_in_use(own_actors.VARIABLE)
    own = [one for one in own_actors.read_actors(file) if wanted.partition(":")[2] == one.id] if file else []
    table = _TABLES.get(first.kind, "peoples" if wanted.startswith(("people:", "area:")) else "countries")
    if first.kind in ("region", "area"):
        table = "regions"
    if wanted.startswith("country:"):
        table = "countries"
    sources = [one.source or f"your file, {one.where}" for one in own]
    if len({entry for _, entry in entries}) > len(own):
        sources.append(f"{table}: {manifest()[table].origin}")
    data: Data = {
        "id": wanted,
        "name": first.name,
        "kind": _PLAIN_KINDS.get(first.kind, first.kind),
        "country": first.country or None,
        "sector": first.sector or None,
        "ethnicity": next((entry.ethnicity for _, entry in entries if entry.ethnicity), None),
        "names": names,
        "offices": offices,
        "part_of": actor_list().part_of.get(first.country) if wanted.startswith("country:") else None,
        "from": (first.since or None) if first.kind != "person" else None,
        "to": (first.until or None) if first.kind != "person" else None,
        "sources": sources,
    }
    return {"matched": matched} | data if matched else data
