"""The actor list: countries, peoples, organisations and office-holders by every name they go by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from chancery.shelf import own_actors, own_files
from chancery.shelf.keys import name_key, slug
from chancery.shelf.tables import listed, rows

_ATOM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_](?!\w)\.?|\w+")


class Listed(NamedTuple):
    """One entry of the actor list.

    Shapes:  kind is country, demonym (an adjective), people (a noun for its people), capital, metonym (a seat or
             house that stands for a government), organisation, person, region (a place of the hand-made list) or area.
             `since`/`until` are months or years ("2012-05", "" where not known or not ended). `office` for persons.
    """

    id: str
    name: str
    kind: str
    country: str = ""
    sector: str = ""
    ethnicity: str = ""
    office: str = ""
    since: str = ""
    until: str = ""

    def holds_on(self, day: date | None) -> bool:
        """Whether the entry is in force on the day; always true where no day is given."""
        if day is None:
            return True
        stamp = day.isoformat()
        return (not self.since or self.since <= stamp) and (not self.until or stamp[: len(self.until)] <= self.until)


@dataclass(frozen=True, slots=True)
class Match:
    """Entries that the words [first, last] can mean, best kind first."""

    first: int
    last: int
    entries: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    rest: tuple[str, ...]
    exact: str  # the form as it must be written ("" where case does not matter beyond a first capital)
    capital: bool
    entry: Listed


class ActorList:
    """Look-up of names in running words.

    Shapes:  words are compared without case and accents; an acronym must be written in capitals, and a name that is
             listed with a capital needs one in the text. "U.S." and "US" are one. `own` are the entries of a user's
             file (`own_actors`); they come before those of the shelf.
    """

    def __init__(self, own: Sequence[tuple[Listed, tuple[str, ...]]] = ()) -> None:
        self._raw: dict[str, list[tuple[str, Listed]]] = {}  # by the first word's key; forms are made when looked up
        self._forms: dict[str, list[_Form]] = {}
        self._persons: list[Listed] = []
        self._own = own
        self.countries: dict[str, Listed] = {}
        self.capitals: dict[str, str] = {}
        self.part_of: dict[str, str] = {}
        for entry, names in own:
            if entry.kind == "person":
                self._persons.append(entry)
            for name in names:
                self._add(name, entry)
        self._add_countries()
        self._add_peoples()
        self._add_organisations()
        self._add_persons()
        self._add_areas()
        self._add_provinces()

    @cached_property
    def surnames(self) -> dict[str, list[Listed]]:
        """Persons by the key of their family name, "al-Assad" under "assad" too."""
        found: dict[str, list[Listed]] = {}
        keys: dict[str, frozenset[str]] = {}
        for entry in self._persons:
            if entry.name not in keys:
                family = name_key(family_name(entry.name, entry.country))
                keys[entry.name] = frozenset({family, re.split(r"[ -]", family)[-1]})
            for key in keys[entry.name]:
                found.setdefault(key, []).append(entry)
        return found

    def entries(self) -> Iterator[tuple[str, Listed]]:
        """Every name with its entry, those of a user's file first; a name comes as often as it has entries."""
        for named in self._raw.values():
            yield from named

    def find(self, words: Sequence[str]) -> list[Match]:
        """Longest matches from left to right, none overlapping; indices count `words`.

        >>> [m.entries[0].id for m in actor_list().find(["the", "European", "Union", "and", "Russia"])]
        ['org:european-union', 'country:RUS']
        """
        atoms: list[tuple[str, str, int]] = []
        for at, word in enumerate(words):
            if word.isascii() and word.isalnum():  # nearly every word
                atoms.append((word.lower(), word, at))
                continue
            for part in _ATOM.findall(word):
                part = part.replace(".", "")
                atoms.append((part.casefold() if part.isascii() else name_key(part), part, at))
        found: list[Match] = []
        here = 0
        while here < len(atoms):
            taken = self._at(atoms, here)
            if taken is None:
                here += 1
                continue
            length, entries = taken
            found.append(Match(atoms[here][2], atoms[here + length - 1][2], entries))
            here += length
        return found

    def named(self, name: str) -> tuple[Listed, ...]:
        """Entries that go by exactly this name, "the" aside; empty where there are none."""
        words = [word for word in name.split() if word.casefold() != "the"]
        found = self.find(words)
        if len(found) == 1 and found[0].first == 0 and found[0].last == len(words) - 1:
            return found[0].entries
        return ()

    def _at(self, atoms: list[tuple[str, str, int]], here: int) -> tuple[int, tuple[Listed, ...]] | None:
        forms = self._of_word(atoms[here][0])
        if not forms:
            return None
        length = 0
        entries: list[Listed] = []
        for form in forms:
            size = 1 + len(form.rest)
            if size < length or here + size > len(atoms):
                continue
            window = atoms[here : here + size]
            if any(atom[0] != rest for atom, rest in zip(window[1:], form.rest, strict=True)):
                continue
            written = "".join(atom[1] for atom in window)
            if form.exact and written != form.exact:
                continue
            if form.capital and not window[0][1][:1].isupper() and not window[-1][1][:1].isupper():
                continue
            if here and size == 1 and window[0][2] == atoms[here - 1][2] and len(window[0][0]) < 3:
                continue  # the tail of one written word ("don't", "pro-US" is longer) is no name
            length = size
            entries.append(form.entry)
        return (length, tuple(dict.fromkeys(entries))) if entries else None

    def _of_word(self, key: str) -> list[_Form] | None:
        """The forms that begin with a word, the longest and best kinds first."""
        forms = self._forms.get(key)
        if forms is None and key in self._raw:
            forms = [form for name, entry in self._raw[key] for form in _form_of(name, entry)]
            own = {id(entry) for entry, _ in self._own}
            forms.sort(key=lambda form: (-len(form.rest), id(form.entry) not in own, _RANK[form.entry.kind]))
            self._forms[key] = forms
        return forms

    def _add(self, name: str, entry: Listed) -> None:
        name = name.removeprefix("the ").removeprefix("The ") if entry.kind != "person" else name
        head = name.partition(" ")[0]
        if head.isascii() and head.isalnum():  # nearly every name
            key = head.lower()
        else:
            first = _ATOM.search(name)
            if first is None:
                return
            key = name_key(first[0].replace(".", ""))
        self._raw.setdefault(key, []).append((name, entry))

    def _add_countries(self) -> None:
        for row in rows("countries"):
            code = row["iso3"]
            entry = Listed(f"country:{code}", row["name"], "country", code, "GOV", since=row["from"], until=row["to"])
            self.countries[code] = entry
            if row["part_of"]:
                self.part_of[code] = row["part_of"]
            for name in [row["name"], *listed(row["other_names"])]:
                self._add(name, entry)
            for adjective in listed(row["adjectives"]):
                if adjective not in ("US", "U.S."):  # the name itself serves as an adjective
                    self._add(adjective, _like(entry, "demonym", adjective))
                for noun in _people_of(adjective):
                    self._add(noun, _like(entry, "people", adjective))
            for noun in listed(row["people"]):
                self._add(noun, _like(entry, "people", listed(row["adjectives"] or row["name"])[0]))
            for city in listed(row["capitals"]):
                self.capitals[name_key(city)] = code
                self._add(city, _like(entry, "capital", ""))
        brussels = Listed("org:european-union", "European Union", "capital", "EUR", "IGO")
        self.capitals["brussels"] = "BEL"
        self._add("Brussels", brussels)

    def _add_peoples(self) -> None:
        for row in rows("peoples"):
            ethnicity = row["ethnicity"]
            country = row["country"]
            area = row["area"]
            base = f"area:{slug(area)}" if area else f"country:{country}" if country else f"people:{slug(ethnicity)}"
            entry = Listed(base, area or row["adjective"], "demonym", country, "", ethnicity)
            self._add(row["adjective"], entry)
            for noun in listed(row["people"]):
                self._add(noun, _like(entry, "people", ethnicity))

    def _add_organisations(self) -> None:
        for row in rows("organisations"):
            if row["kind"] == "metonym":
                country = self.countries[row["country"]]
                entry = _like(country, "metonym", "")
            else:
                entry = Listed(f"org:{row['id']}", row["name"], "organisation", row["country"], row["sector"])
            for name in [row["name"], *listed(row["other_names"])]:
                self._add(name, entry)
                for short, full in (("US ", "United States "), ("UN ", "United Nations ")):
                    if name.startswith(short):
                        self._add(full + name.removeprefix(short), entry)

    def _add_persons(self) -> None:
        for row in rows("persons"):
            entry = Listed(
                f"person:{row['id']}",
                row["name"],
                "person",
                row["country"],
                row["sector"],
                "",
                row["office"],
                row["from"],
                row["to"],
            )
            for name in [row["name"], *listed(row["other_names"])]:
                self._add(name, entry)
            self._persons.append(entry)

    def _add_areas(self) -> None:
        for row in rows("regions"):
            kind = "area" if row["precision"] == "area" else "region"
            prefix = "area" if kind == "area" else "place"
            entry = Listed(f"{prefix}:{slug(row['name'])}", row["name"], kind, row["country"])
            for name in [row["name"], *listed(row["other_names"])]:
                if row["precision"] != "country":
                    self._add(name, entry)

    def _add_provinces(self) -> None:
        for row in rows("provinces"):
            entry = Listed(f"place:{slug(row['name'])}", row["name"], "region", row["country"])
            for name in [row["name"], *listed(row["other_names"])]:
                self._add(name, entry)


def _form_of(name: str, entry: Listed) -> Iterator[_Form]:
    parts = [part.replace(".", "") for part in _ATOM.findall(name)]
    joined = "".join(parts)
    acronym = len(parts) == 1 and joined.isupper() and len(joined) <= 6
    capital = any(part[:1].isupper() for part in parts)
    yield _Form(tuple(name_key(part) for part in parts[1:]), joined if acronym else "", capital, entry)


_RANK = {
    kind: rank
    for rank, kind in enumerate(
        ("country", "demonym", "people", "person", "capital", "metonym", "organisation", "area", "region")
    )
}
# Family names of two words or with a particle; elsewhere the last word is the family name, in East Asia the first.
_FAMILY = re.compile(r"\b(?:(?:al|el|bin|von der|von|van der|van|de|da|le|la|dos|di)[ -])+[\w'’-]+$|\b[\w'’-]+$", re.I)
_FAMILY_FIRST = frozenset(
    [
        "Xi",
        "Li",
        "Wang",
        "Qin",
        "Mao",
        "Deng",
        "Hu",
        "Zhao",
        "Geng",
        "Tsai",
        "Lai",
        "Moon",
        "Park",
        "Yoon",
        "Kim",
        "Lee",
        "Ban",
        "Hun",
    ]
)


_EAST = frozenset({"", "CHN", "HKG", "KHM", "KOR", "LAO", "MAC", "MMR", "PRK", "SGP", "TWN", "VNM", "UNO"})


def family_name(name: str, country: str = "") -> str:
    """The name by which news calls a person after the first mention; `country` tells whether it may come first."""
    words = name.replace(" Jr.", "").split()
    if words[0] in _FAMILY_FIRST and country in _EAST and len(words) in (2, 3) and "-" not in words[0]:
        return words[0]
    found = _FAMILY.search(" ".join(words[1:])) if len(words) > 1 else None
    return found[0] if found else words[-1]


def _people_of(adjective: str) -> list[str]:
    if adjective.endswith(("an", "i", "ari", "ese")) and adjective not in ("I-Kiribati", "Costa Rican "):
        return [adjective + "s"] if not adjective.endswith("ese") else []
    return [adjective + "s"] if adjective.endswith(("ot", "ian", "ene", "ik", "ek", "kh", "ak", "in")) else []


def _like(entry: Listed, kind: str, ethnicity: str) -> Listed:
    return Listed(entry.id, entry.name, kind, entry.country, entry.sector, ethnicity, "", entry.since, entry.until)


@cache
def adjectives() -> dict[str, str]:
    """The adjective of each country that has one, by its code ("AZE": "Azerbaijani"). Raises: ArtefactError."""
    return {row["iso3"]: row["adjectives"].split(",")[0] for row in rows("countries") if row["adjectives"]}


@cache
def actor_list() -> ActorList:
    """The actor list, built at the first call from the checked tables and the user's file where one is named.

    Raises:  ArtefactError; InputError where the user's file is wrong.
    """
    file = own_files.file_in_use(own_actors.VARIABLE)
    return ActorList(own_entries(file) if file else ())


def own_entries(file: Path) -> list[tuple[Listed, tuple[str, ...]]]:
    """The entries of a user's file with their names, in its order. Raises: InputError."""
    found = []
    for one in own_actors.read_actors(file):
        prefix = "person" if one.kind == "person" else "org"
        entry = Listed(
            f"{prefix}:{one.id}", one.name, one.kind, one.country, one.sector, "", one.office, one.since, one.until
        )
        found.append((entry, (one.name, *one.other_names)))
    return found
