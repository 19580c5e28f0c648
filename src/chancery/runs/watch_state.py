"""What a watcher must remember: where it stands with each source, what it still has to tell, what is undelivered.

A small SQLite file of its own, beside the record (decision 0028): nothing in it is part of the record.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chancery.terms import RecordError

VERSION = 1
"""Version of the tables below; a file of another version is refused, and can be deleted (see docs/watch.md)."""
APPLICATION_ID = 0x43485257
"""Written in the file's header ("CHRW")."""
KEPT_ENTRIES = 5_000
"""Entries that are remembered of one feed after they have left it. Feeds hold 10 to 200; one that shows an older entry
again has it fetched again, and the record then says that it is already there."""
_TABLES = """
CREATE TABLE sources (address TEXT PRIMARY KEY, etag TEXT NOT NULL DEFAULT '', modified TEXT NOT NULL DEFAULT '',
    tries INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL DEFAULT 0, trouble TEXT NOT NULL DEFAULT '');
CREATE TABLE seen (number INTEGER PRIMARY KEY, source TEXT NOT NULL, item TEXT NOT NULL, stamp TEXT NOT NULL,
    tries INTEGER NOT NULL, due REAL NOT NULL, UNIQUE (source, item));
CREATE TABLE untold (report TEXT PRIMARY KEY);
CREATE TABLE totals (name TEXT PRIMARY KEY, number INTEGER NOT NULL);
CREATE TABLE outbox (number INTEGER PRIMARY KEY, id TEXT NOT NULL, url TEXT NOT NULL, body BLOB NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL DEFAULT 0, trouble TEXT NOT NULL DEFAULT '', UNIQUE (id, url));
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the watcher stands with a source: what to send along, and what went wrong how often.

    Units:   `due` in seconds since 1970: not to be visited before, after failures.
    """

    address: str
    etag: str = ""
    modified: str = ""
    tries: int = 0
    due: float = 0.0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """An item of a source (an entry, a file) that was dealt with: `stamp` changes when the item does.

    `tries` over 0 where it failed so many times and is to be tried again when `due`.
    """

    source: str
    item: str
    stamp: str
    tries: int = 0
    due: float = 0.0


@dataclass(frozen=True, slots=True)
class Message:
    """A message that waits for its receiver."""

    id: str
    url: str
    body: bytes
    tries: int = 0
    due: float = 0.0
    trouble: str = ""


class WatchState:
    """The watcher's memory in a file. One watcher at a time: the file is locked while it is open."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path) -> WatchState:
        """The memory in a file, made where there is none.

        Raises:  RecordError where the file is something else, is of another version, or another watcher has it open.
        """
        try:
            connection = sqlite3.connect(path, isolation_level=None, timeout=0.5)
        except sqlite3.Error as error:
            raise _problem(path, error) from error
        state = cls(path, connection)
        try:
            with state._guard():
                connection.execute("PRAGMA locking_mode=EXCLUSIVE")
                connection.execute("BEGIN EXCLUSIVE")
                state._prepare()
                connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
        return state

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> WatchState:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- sources ------------------------------------------------------------------------------------------------

    def standing(self, address: str) -> Standing:
        """Where the watcher stands with a source."""
        with self._guard():
            row = self._connection.execute("SELECT * FROM sources WHERE address = ?", (address,)).fetchone()
        return Standing(*row) if row else Standing(address)

    def keep_standing(self, standing: Standing) -> None:
        """Remember where it stands."""
        row = (standing.address, standing.etag, standing.modified, standing.tries, standing.due, standing.trouble)
        with self._guard():
            self._connection.execute("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?, ?)", row)

    def mark_of(self, source: str, item: str) -> Mark | None:
        """What was done with an item; None where nothing was."""
        query = "SELECT source, item, stamp, tries, due FROM seen WHERE source = ? AND item = ?"
        with self._guard():
            row = self._connection.execute(query, (source, item)).fetchone()
        return Mark(*row) if row else None

    # --- what is to be told -------------------------------------------------------------------------------------

    def expect(self, report: str) -> None:
        """A report is about to be filed: what it changes is to be told, even if this process is killed before."""
        with self._guard():
            self._connection.execute("INSERT OR IGNORE INTO untold VALUES (?)", (report,))

    @property
    def untold(self) -> frozenset[str]:
        """Ids of reports that may have been filed without anybody having been told what they change."""
        with self._guard():
            return frozenset(row[0] for row in self._connection.execute("SELECT report FROM untold"))

    def settle(self, marks: Iterable[Mark], standings: Iterable[Standing], counts: dict[str, int]) -> None:
        """A round is filed: remember its items and sources and add to the totals, all or nothing."""
        with self._guard(), self._transaction():
            for one in marks:
                # Replacing gives the item a new number, so that the oldest numbers are those not seen for longest.
                self._connection.execute(
                    "INSERT OR REPLACE INTO seen (source, item, stamp, tries, due) VALUES (?, ?, ?, ?, ?)",
                    (one.source, one.item, one.stamp, one.tries, one.due),
                )
            for standing in standings:
                self.keep_standing(standing)
            for name, number in counts.items():
                self._connection.execute(
                    "INSERT INTO totals VALUES (?, ?) "
                    "ON CONFLICT (name) DO UPDATE SET number = number + excluded.number",
                    (name, number),
                )

    def told(self) -> None:
        """All that was filed so far has been told."""
        with self._guard():
            self._connection.execute("DELETE FROM untold")

    def forget_old(self, feed: str) -> None:
        """Let go of the entries of a feed that left it longest ago, beyond those that are kept."""
        with self._guard():
            self._connection.execute(
                "DELETE FROM seen WHERE source = ? AND number <= "
                "(SELECT number FROM seen WHERE source = ? ORDER BY number DESC LIMIT 1 OFFSET ?)",
                (feed, feed, KEPT_ENTRIES),
            )

    @property
    def totals(self) -> dict[str, int]:
        """The counts of all rounds together, by name."""
        with self._guard():
            return dict(self._connection.execute("SELECT name, number FROM totals ORDER BY name"))

    # --- the outbox ---------------------------------------------------------------------------------------------

    def add_message(self, message: Message) -> bool:
        """Keep a message until it is delivered; false where it waits already."""
        with self._guard():
            added = self._connection.execute(
                "INSERT OR IGNORE INTO outbox (id, url, body) VALUES (?, ?, ?)", (message.id, message.url, message.body)
            )
        return added.rowcount > 0

    def messages(self, url: str) -> list[Message]:
        """The messages that wait for a receiver, the oldest first."""
        query = "SELECT id, url, body, tries, due, trouble FROM outbox WHERE url = ? ORDER BY number"
        with self._guard():
            return [Message(*row) for row in self._connection.execute(query, (url,))]

    def delivered(self, message: Message) -> None:
        """A message has arrived."""
        with self._guard():
            self._connection.execute("DELETE FROM outbox WHERE id = ? AND url = ?", (message.id, message.url))

    def undelivered(self, message: Message, *, due: float, trouble: str) -> None:
        """A message has not arrived, and is to be sent again when `due`."""
        with self._guard():
            self._connection.execute(
                "UPDATE outbox SET tries = tries + 1, due = ?, trouble = ? WHERE id = ? AND url = ?",
                (due, trouble, message.id, message.url),
            )

    # --- the file -----------------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        run = self._connection.execute
        kind, version = (run(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
        held = run("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if held and kind != APPLICATION_ID:
            raise RecordError("this is no file of a watcher", where=str(self.path), remedy="name another with --state")
        if held and version != VERSION:
            remedy = "delete it: what is filed is known all the same"
            raise RecordError("this was made by another version of the watcher", where=str(self.path), remedy=remedy)
        if not held:
            for statement in _TABLES.split(";"):
                run(statement)
            run(f"PRAGMA application_id={APPLICATION_ID}")
            run(f"PRAGMA user_version={VERSION}")
            self.path.chmod(0o600)  # addresses of webhooks are secrets

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _problem(self.path, error) from error


def _problem(path: Path, error: sqlite3.Error) -> RecordError:
    found = str(error)
    if "locked" in found:
        return RecordError(
            "another watcher is at work with this file", where=str(path), remedy="end it, or name another --state"
        )
    if "not a database" in found:
        return RecordError("this is no file of a watcher", where=str(path), remedy="name another with --state")
    remedy = "check that the disk has room and that the file may be written"
    return RecordError(f"the watcher's memory cannot be kept: {found}", where=str(path), remedy=remedy)
