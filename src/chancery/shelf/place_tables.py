"""The built-in tables of places: searched as bytes, never parsed as a whole."""

from __future__ import annotations

import gzip
import re
from typing import NamedTuple, Protocol

from chancery.shelf import artefacts


class Row(NamedTuple):
    """A place as a table has it.

    Shapes:  `kind` is p (a populated place), r (a first-level division), d (a second-level one), c (a country), s (a
             spot: a building, a camp, a base), n (a natural feature: a river, a range) or a (an area of several
             countries). `country` is ISO alpha-3, "" where it is of none; `region` and `district` the divisions that
             it lies in, by name. `people` is 0 where not known. `own` is false where the key is another name of it.
    """

    number: int | None
    kind: str
    name: str
    country: str
    region: str
    district: str
    lat: float
    lon: float
    people: int
    own: bool


class PlaceTable(Protocol):
    """A table of places that can be asked by key."""

    def rows(self, key: str) -> list[Row]:
        """Places that go by exactly this key (see `place_key`), in no particular order; empty where there are none."""
        ...


class BuiltInTable:
    """The places that ship with Chancery: two blobs of text, the names sorted by their bytes.

    Shapes:  a line of names is a key, a tab, and the offsets of places parted by blanks, each with an "a" behind it
             where the key is another name.
    """

    def __init__(self) -> None:
        self._places = gzip.decompress(artefacts.path("places").read_bytes())
        self._names = gzip.decompress(artefacts.path("place_names").read_bytes())

    def rows(self, key: str) -> list[Row]:
        """Places that go by exactly this key, found by bisection over the bytes."""
        names, wanted = self._names, key.encode()
        low, high = 1, len(names)
        while low < high:
            start = names.rfind(b"\n", low - 1, (low + high) // 2) + 1
            if names[start : names.find(b"\t", start)] < wanted:
                low = names.find(b"\n", start) + 1
            else:
                high = start
        if not names.startswith(wanted + b"\t", low):
            return []
        listed = names[low + len(wanted) + 1 : names.find(b"\n", low)].decode()
        return [self._row(int(one.removesuffix("a")), not one.endswith("a")) for one in listed.split(" ")]

    def row(self, number: int) -> Row | None:
        """The place with this GeoNames number; None where there is none. Searches the whole table."""
        at = self._at(number)
        return None if at is None else self._row(at, True)

    def keys(self, number: int) -> list[str]:
        """The keys that lead to the place with this number, sorted. Searches the whole table."""
        at = self._at(number)
        if at is None:
            return []
        found = re.finditer(rb"\n([^\t\n]*)\t(?:[^\n]* )?%da?(?= |\n)" % at, self._names)
        return sorted(match[1].decode() for match in found)

    def count(self) -> int:
        """How many places it holds."""
        return self._places.count(b"\n")

    def _at(self, number: int) -> int | None:
        start = f"{number}\t".encode()
        if self._places.startswith(start):
            return 0
        found = self._places.find(b"\n" + start)
        return found + 1 if found >= 0 else None

    def _row(self, at: int, own: bool) -> Row:
        line = self._places[at : self._places.find(b"\n", at)].decode()
        number, kind, name, country, region, district, lat, lon, people = line.split("\t")
        where = (float(lat), float(lon))
        return Row(int(number) if number else None, kind, name, country, region, district, *where, int(people), own)
