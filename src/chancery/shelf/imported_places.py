"""Places of a GeoNames dump in one indexed file of the user's own, which the gazetteer then asks, too.

The file is SQLite: `places` by GeoNames number, `names` by key, `divisions` by code, `facts` on how it was made. It is
written beside its place and moved there when it is whole, so that a run that reads it never sees half of one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from chancery.shelf import geonames
from chancery.shelf.keys import place_key
from chancery.shelf.place_tables import Row
from chancery.terms import ArtefactError, InputError

VERSION = 1
VARIABLE = "CHANCERY_GAZETTEER"  # names the file; "none" keeps to the places that ship
NONE = "none"
BATCH_LINES = 20_000
MOST_ROWS = 300  # of the thousands of places of one name, those with most people
TOLD_PROBLEMS = 20
MIN_OTHER_CHARS = 4  # shorter ones are codes of airports and the like
_LANDS = frozenset({"PCL", "PCLD", "PCLF", "PCLI", "PCLIX", "PCLS"})
_TABLES = """
CREATE TABLE IF NOT EXISTS places (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, code TEXT NOT NULL,
  name TEXT NOT NULL, country TEXT NOT NULL, admin1 TEXT NOT NULL, admin2 TEXT NOT NULL, lat REAL NOT NULL,
  lon REAL NOT NULL, people INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS names (key TEXT NOT NULL, place INTEGER NOT NULL, own INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS divisions (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS countries (alpha2 TEXT PRIMARY KEY, alpha3 TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (what TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_LOOK_UP = """
SELECT p.number, p.kind, p.name, coalesce(c.alpha3, p.country), coalesce(r.name, ''), coalesce(d.name, ''), p.lat,
  p.lon, p.people, max(n.own) > 0
FROM names n JOIN places p ON p.number = n.place
LEFT JOIN countries c ON c.alpha2 = p.country
LEFT JOIN divisions r ON r.code = p.country || '.' || p.admin1
LEFT JOIN divisions d ON d.code = p.country || '.' || p.admin1 || '.' || p.admin2
"""

Progress = Callable[[int, str], None]


@dataclass(slots=True)
class Imported:
    """What an import did.

    Shapes:  `lines` read, `places`, `names` and `divisions` that the file now holds, `left_out` lines that are no place
             or name that an English text can mean, `bad` lines that could not be read and `problems`, the first twenty
             of them with file and line.
    """

    file: Path
    lines: int = 0
    places: int = 0
    names: int = 0
    divisions: int = 0
    left_out: int = 0
    bad: int = 0
    problems: list[str] = field(default_factory=list)


def default_file() -> Path:
    """Where an imported gazetteer lies unless the user says otherwise: in the folder for the data of programs."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "chancery" / "gazetteer.sqlite"


def file_in_use() -> Path | None:
    """The imported gazetteer that is to be used; None where there is none, or the variable says "none".

    Raises:  ArtefactError where the variable names a file that is not there.
    """
    said = os.environ.get(VARIABLE, "").strip()
    if said.casefold() == NONE:
        return None
    if said:
        file = Path(said).expanduser()
        if not file.exists():
            raise ArtefactError(
                f"{VARIABLE} names a gazetteer that is not there", where=said, remedy="chancery gazetteer import"
            )
        return file
    file = default_file()
    return file if file.exists() else None


class ImportedTable:
    """The places of an imported gazetteer.

    Raises:  ArtefactError where the file is no such gazetteer, or one of another version.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._opened: dict[int, sqlite3.Connection] = {}
        try:
            version = self._asked("PRAGMA user_version")[0][0]
        except sqlite3.DatabaseError as error:
            raise ArtefactError(f"is no gazetteer: {error}", where=str(file), remedy="import it again") from error
        if version != VERSION:
            raise ArtefactError(
                f"is a gazetteer of version {version}, not {VERSION}", where=str(file), remedy="import it again"
            )

    def rows(self, key: str) -> list[Row]:
        """Places that go by exactly this key, at most `MOST_ROWS`, those with most people first."""
        found = self._asked(
            f"{_LOOK_UP} WHERE n.key = ? GROUP BY p.number ORDER BY p.people DESC, p.number LIMIT ?", key, MOST_ROWS
        )
        return [Row._make(row) for row in found]

    def row(self, number: int) -> Row | None:
        """The place with this GeoNames number; None where there is none."""
        found = self._asked(f"{_LOOK_UP} WHERE p.number = ? GROUP BY p.number", number)
        return Row._make(found[0]) if found else None

    def keys(self, number: int) -> list[str]:
        """The keys that lead to the place with this number, sorted."""
        return [row[0] for row in self._asked("SELECT DISTINCT key FROM names WHERE place = ? ORDER BY key", number)]

    def facts(self) -> dict[str, str]:
        """How it was made: digest, files, counts."""
        return dict(self._asked("SELECT what, value FROM facts ORDER BY what"))

    def _asked(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        here = os.getpid()  # a connection does not survive the start of another process
        if here not in self._opened:
            address = f"{self.file.resolve().as_uri()}?mode=ro&immutable=1"
            self._opened[here] = sqlite3.connect(address, uri=True, check_same_thread=False)
        return self._opened[here].execute(question, values).fetchall()


def import_places(
    files: Sequence[Path], into: Path, *, fresh: bool = False, progress: Progress = lambda lines, note: None
) -> Imported:
    """The gazetteer `into` with what the files hold; what it held before stays, unless `fresh`.

    Shapes:  a place that it held already is replaced and keeps its names; files may come in any order. A line that
             cannot be read is counted and told, and the import goes on. Nothing is changed where an error is raised.
    Raises:  InputError where a file cannot be read, is no file of GeoNames, or has no line that can be read.
    """
    sorted_files = sorted(
        ((geonames.kind_of(file), file) for file in files), key=lambda one: geonames.KINDS.index(one[0])
    )
    done = Imported(into)
    digest = hashlib.sha256()
    with _written_beside(into, fresh=fresh) as database:
        old = dict(database.execute("SELECT what, value FROM facts"))
        digest.update(old.get("digest", "").encode())
        database.executemany("INSERT OR IGNORE INTO countries VALUES (?, ?)", geonames.alpha3().items())
        database.execute("DROP INDEX IF EXISTS names_by_key")
        for kind, file in sorted_files:
            _take_in(database, kind, file, done, digest, progress)
        progress(done.lines, "sorting the names")
        _finish(database, done, digest.hexdigest(), [*old.get("files", "").split("\n"), *(file.name for file in files)])
    return done


@contextmanager
def _written_beside(into: Path, *, fresh: bool) -> Iterator[sqlite3.Connection]:
    """A database beside `into` that takes its place when the block ends without an error."""
    beside = into.with_name(f"{into.name}.{os.getpid()}.part")
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        if into.exists() and not fresh:
            ImportedTable(into)  # what is not a gazetteer is not added to
            shutil.copyfile(into, beside)
        with closing(sqlite3.connect(beside, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.executescript(_TABLES)
            database.execute(f"PRAGMA user_version = {VERSION}")
            database.execute("BEGIN")
            yield database
            database.execute("COMMIT")
        beside.replace(into)
    except (OSError, sqlite3.OperationalError) as error:
        told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"cannot be written: {told}", where=str(into), remedy="choose another --into") from error
    finally:
        beside.unlink(missing_ok=True)


def _take_in(
    database: sqlite3.Connection, kind: str, file: Path, done: Imported, digest: _Digest, progress: Progress
) -> None:
    """One file into the database."""
    good = 0
    keep: _Keeps = _KEEPERS.get(kind, _Codes)(database, kind, done)
    for number, text in geonames.lines_of(file):
        done.lines += 1
        digest.update(text.encode())
        try:
            keep.take(text)
            good += 1
        except ValueError as error:
            done.bad += 1
            if len(done.problems) < TOLD_PROBLEMS:
                done.problems.append(f"{file}:{number}: {error}")
        if done.lines % BATCH_LINES == 0:
            keep.flush()
            progress(done.lines, file.name)
    keep.flush()
    progress(done.lines, file.name)
    if not good:
        raise InputError("has no line that can be read", where=str(file), remedy="give the file as downloaded")


class _Digest(Protocol):
    """What a hash of the standard library does."""

    def update(self, data: bytes, /) -> None:
        """Takes in more bytes."""


class _Keeps(Protocol):
    """What takes the lines of a file in."""

    def take(self, text: str) -> None:
        """Takes in a line. Raises: ValueError with what is wrong with it."""

    def flush(self) -> None:
        """Writes what was held back."""


class _Places:
    """Lines of a file of places, kept in batches."""

    def __init__(self, database: sqlite3.Connection, kind: str, done: Imported) -> None:
        self._database, self._done = database, done
        self._places: list[tuple[object, ...]] = []
        self._names: list[tuple[str, int, int]] = []
        self._alpha3 = dict(database.execute("SELECT alpha2, alpha3 FROM countries"))

    def take(self, text: str) -> None:
        line = geonames.place_line(text)
        if line is None:
            self._done.left_out += 1
            return
        facts = (line.name, line.country, line.admin1, line.admin2, line.lat, line.lon, line.people)
        self._places.append((line.number, line.kind, line.code, *facts))
        keys = {place_key(line.name): 1, place_key(line.plain): 1}
        for other in line.others:
            key = place_key(other)
            if len(key) >= MIN_OTHER_CHARS and _can_stand_in_english(other):
                keys.setdefault(key, 0)
        if line.kind == "c" and line.country in self._alpha3 and line.code in _LANDS:
            keys[f"={self._alpha3[line.country]}"] = 1
        self._names += [(key, line.number, own) for key, own in keys.items() if key]

    def flush(self) -> None:
        self._database.executemany("INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self._places)
        self._database.executemany("INSERT INTO names VALUES (?, ?, ?)", self._names)
        self._places, self._names = [], []


class _OtherNames:
    """Lines of a file of alternate names, kept in batches; those of places that are not held are left out."""

    def __init__(self, database: sqlite3.Connection, kind: str, done: Imported) -> None:
        self._database, self._done = database, done
        self._names: list[tuple[str, int, int]] = []

    def take(self, text: str) -> None:
        line = geonames.other_name(text)
        key = place_key(line.name) if line is not None else ""
        if line is None or len(key) < MIN_OTHER_CHARS or not _can_stand_in_english(line.name):
            self._done.left_out += 1
            return
        self._names.append((key, line.place, int(line.preferred)))

    def flush(self) -> None:
        held = "SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM places WHERE number = ?2)"
        self._database.executemany(f"INSERT INTO names {held}", self._names)
        self._names = []


class _Codes:
    """Lines of a file of codes: of countries or of divisions."""

    def __init__(self, database: sqlite3.Connection, kind: str, done: Imported) -> None:
        self._database, self._kind, self._done = database, kind, done

    def take(self, text: str) -> None:
        if self._kind == "countries":
            codes = geonames.country_line(text)
            if codes is not None:
                self._database.execute("INSERT OR REPLACE INTO countries VALUES (?, ?)", codes)
        else:
            self._database.execute("INSERT OR REPLACE INTO divisions VALUES (?, ?)", geonames.admin_line(text))

    def flush(self) -> None:
        """Nothing is held back."""


_KEEPERS: dict[str, Callable[[sqlite3.Connection, str, Imported], _Keeps]] = {
    "places": _Places,
    "alternate names": _OtherNames,
}


def _finish(database: sqlite3.Connection, done: Imported, digest: str, files: list[str]) -> None:
    """Names sorted and each kept once, divisions named by their places where no file of codes did, and the facts."""
    database.execute(
        "CREATE TABLE sorted_names AS SELECT key, place, max(own) AS own FROM names GROUP BY key, place "
        "ORDER BY key, place"
    )
    database.execute("DROP TABLE names")
    database.execute("ALTER TABLE sorted_names RENAME TO names")
    database.execute("CREATE INDEX names_by_key ON names (key)")
    for code, path in (("ADM1", "country || '.' || admin1"), ("ADM2", "country || '.' || admin1 || '.' || admin2")):
        database.execute(
            f"INSERT OR IGNORE INTO divisions SELECT {path}, name FROM places WHERE code = ? AND admin1 != ''", (code,)
        )
    for what in ("places", "names", "divisions"):
        setattr(done, what, database.execute(f"SELECT count(*) FROM {what}").fetchone()[0])
    facts = {
        "digest": digest,
        "files": "\n".join(dict.fromkeys(name for name in files if name)),
        "places": str(done.places),
        "names": str(done.names),
        "divisions": str(done.divisions),
    }
    database.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())


def _can_stand_in_english(name: str) -> bool:
    """Whether a name is written in Latin letters and begins as a name does; codes and links do not."""
    if name.isascii():
        return name[:1].isupper() and len(name) > 1 and "://" not in name
    return name[:1].isupper() and all("LATIN" in unicodedata.name(char, "") for char in name if char.isalpha())
