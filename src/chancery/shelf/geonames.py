"""Files of GeoNames as anybody can have them from download.geonames.org: which one is which, and their lines."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple

from chancery.shelf.tables import rows
from chancery.terms import InputError

#: Kinds of file in the order in which they are needed.
KINDS = ("countries", "admin1", "admin2", "places", "alternate names")

LOOKED_AT_LINES = 50  # enough to tell what a file is even where it begins with a bad line
COLUMNS = {"places": 19, "admin1": 4, "admin2": 4}

#: ISO alpha-3 codes of territories that the actor list may lack, by alpha-2 code.
_TERRITORIES = dict(
    pair.split("=")
    for pair in """AI=AIA AQ=ATA AS=ASM AX=ALA BL=BLM BQ=BES BV=BVT CC=CCK CX=CXR GG=GGY GS=SGS HM=HMD IM=IMN IO=IOT
    JE=JEY MF=MAF MP=MNP MS=MSR NF=NFK NU=NIU PM=SPM PN=PCN SH=SHN SJ=SJM SX=SXM TC=TCA TF=ATF TK=TKL UM=UMI VG=VGB
    VI=VIR WF=WLF XK=XKX""".split()
)
_CLASSES = {"P": "p", "S": "s", "R": "s", "H": "n", "T": "n", "L": "n", "U": "n", "V": "n"}
_LEFT_OUT = frozenset({"HTL"})  # hotels, which go by the names of all sorts of places
_SPOTS = frozenset({"MILB", "INDS", "OILF", "GASF", "MNA", "PRT", "CTRB"})  # of class L, but each is one spot


class PlaceLine(NamedTuple):
    """A line of a file of places, checked.

    Shapes:  `kind` as in `place_tables.Row`; `country` ISO alpha-2; `admin1` and `admin2` codes, "" where not given.
    """

    number: int
    kind: str
    code: str
    name: str
    plain: str
    others: tuple[str, ...]
    country: str
    admin1: str
    admin2: str
    lat: float
    lon: float
    people: int


class OtherName(NamedTuple):
    """A line of a file of alternate names, checked. `language` is "" where not given."""

    place: int
    language: str
    name: str
    preferred: bool


def kind_of(path: Path) -> str:
    """What a file holds, by the form of its lines: one of `KINDS`.

    Raises:  InputError where it cannot be read or is no such file.
    """
    votes = dict.fromkeys(KINDS, 0)
    with _opened(path) as stream:
        for line in islice((line for line in stream if line.strip()), LOOKED_AT_LINES):
            kind = _kind_of_line(line)
            if kind:
                votes[kind] += 1
    best = max(KINDS, key=lambda kind: votes[kind])
    if not votes[best]:
        raise InputError(
            "is no file of GeoNames",
            where=str(path),
            remedy="give allCountries or a country (XX), alternateNamesV2, admin1CodesASCII, admin2Codes or "
            "countryInfo, as .txt, .zip or .txt.gz",
        )
    return best


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file with their numbers, without line ends, empty ones and comments.

    Raises:  InputError where it cannot be read.
    """
    with _opened(path) as stream:
        for number, line in enumerate(stream, start=1):
            text = line.rstrip("\r\n")
            if text and not (text.startswith("#") and not text.startswith("#ISO")):
                yield number, text


def place_line(text: str) -> PlaceLine | None:
    """A line of a file of places; None where it is well formed but is no place that a text can mean.

    Raises:  ValueError with what is wrong.
    """
    cells = text.split("\t")
    if len(cells) != COLUMNS["places"]:
        raise ValueError(f"{len(cells)} columns where {COLUMNS['places']} belong")
    number, name, plain, others, lat, lon, main, code, country, _, admin1, admin2, _, _, people = cells[:15]
    if not name:
        raise ValueError("no name")
    kind = _kind(main, code)
    if kind is None:
        return None
    where = _degrees(lat, 90, "latitude"), _degrees(lon, 180, "longitude")
    listed = tuple(other for other in others.split(",") if other)
    return PlaceLine(
        _count(number, "number"),
        kind,
        code,
        name,
        plain,
        listed,
        country,
        admin1,
        admin2,
        *where,
        _count(people or "0", "population"),
    )


def other_name(text: str) -> OtherName | None:
    """A line of a file of alternate names; None where it is a link, a code or the like and no name.

    Raises:  ValueError with what is wrong.
    """
    cells = text.split("\t")
    if len(cells) < 4:
        raise ValueError(f"{len(cells)} columns where at least 4 belong")
    _count(cells[0], "number")
    place, language, name = _count(cells[1], "number of the place"), cells[2], cells[3]
    if not name:
        raise ValueError("no name")
    if language not in ("", "en"):
        return None
    return OtherName(place, language, name, len(cells) > 4 and cells[4] == "1" and language == "en")


def admin_line(text: str) -> tuple[str, str]:
    """Code ("UA.05", "UA.05.4801") and name of a division. Raises: ValueError with what is wrong."""
    cells = text.split("\t")
    if len(cells) != COLUMNS["admin1"]:
        raise ValueError(f"{len(cells)} columns where {COLUMNS['admin1']} belong")
    if not cells[0] or not cells[1]:
        raise ValueError("no code" if not cells[0] else "no name")
    return cells[0], cells[1]


def country_line(text: str) -> tuple[str, str] | None:
    """Alpha-2 and alpha-3 code of a country; None for the line of headings. Raises: ValueError with what is wrong."""
    cells = text.split("\t")
    if cells[0].lstrip("#") == "ISO":
        return None
    if len(cells) < 2 or not re.fullmatch("[A-Z]{2}", cells[0]) or not re.fullmatch("[A-Z]{3}", cells[1]):
        raise ValueError("no ISO codes in the first two columns")
    return cells[0], cells[1]


def alpha3() -> dict[str, str]:
    """ISO alpha-3 codes by alpha-2 code, of the actor list and of territories that it lacks."""
    return _TERRITORIES | {row["iso2"]: row["iso3"] for row in rows("countries") if row["iso2"]}


def _kind(main: str, code: str) -> str | None:
    if main == "A":
        if code.startswith("PCL"):
            return "c" if not code.endswith("H") else None
        if code.endswith("H"):
            return None  # a division that is no more
        return {"ADM1": "r", "TERR": "r", "ZN": "n", "ZNB": "n"}.get(code, "d")
    if code in _LEFT_OUT:
        return None
    if code in _SPOTS:
        return "s"
    if code == "CONT":
        return "a"
    return _CLASSES.get(main, "n" if not main else None)


def _kind_of_line(line: str) -> str:
    cells = line.rstrip("\r\n").split("\t")
    first = cells[0].lstrip("#\ufeff")
    if first == "ISO" or (re.fullmatch("[A-Z]{2}", first) and len(cells) > 2 and re.fullmatch("[A-Z]{3}", cells[1])):
        return "countries"
    if len(cells) == COLUMNS["admin1"] and re.fullmatch(r"[A-Z]{2}\.[^.\s]+", first):
        return "admin1"
    if len(cells) == COLUMNS["admin2"] and re.fullmatch(r"[A-Z]{2}\.[^.\s]+\..+", first):
        return "admin2"
    if len(cells) == COLUMNS["places"] and first.isdigit():
        return "places"
    if 4 <= len(cells) <= 10 and first.isdigit() and cells[1].isdigit():
        return "alternate names"
    return ""


def _count(text: str, what: str) -> int:
    if not text.isdigit():
        raise ValueError(f"{what} {text!r} is no whole number")
    return int(text)


def _degrees(text: str, most: int, what: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{what} {text!r} is no number") from None
    if not -most <= value <= most:
        raise ValueError(f"{what} {text} is not between -{most} and {most}")
    return value


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    """The text of a plain, gzip-compressed or zipped file; of an archive its largest text."""
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                inside = [one for one in archive.infolist() if one.filename.lower().endswith(".txt")]
                if not inside:
                    raise InputError("holds no .txt file", where=str(path), remedy="give the archive as downloaded")
                largest = max(inside, key=lambda one: one.file_size)
                with archive.open(largest) as raw, io.TextIOWrapper(raw, "utf-8", newline="\n") as stream:
                    yield stream
            return
        with (
            path.open("rb") as raw,
            closing(gzip.open(raw) if _is_packed(raw) else raw) as plain,
            io.TextIOWrapper(plain, "utf-8", newline="\n") as stream,
        ):
            yield stream
    except (OSError, EOFError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"cannot be read: {told}", where=str(path), remedy="give the file as downloaded") from error


def _is_packed(raw: IO[bytes]) -> bool:
    """Whether a file begins as one of gzip does; it stands at its start afterwards."""
    start = raw.read(2)
    raw.seek(0)
    return start == b"\x1f\x8b"
