"""All that is particular to SQLite: opening a file, its pragmas, the append-only triggers, search and errors."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from chancery.record.database import APPEND_ONLY, Database, busy, wait_seconds
from chancery.terms import RecordError

_PAGE_BYTES = 8192
"""Of a new file. Larger pages leave less room beside long rows, and more in small tables. Ours; decision 0024."""
APPLICATION_ID = 0x43485259
"""Written in the file's header ("CHRY"), so that a record can be told from other SQLite files."""

_RETRY_SECONDS = 0.05
_WEIGHED = 2000
"""Hits that BM25 weighs. All hold every word, so that it tells the short from the long and no more: of a word that is
in more sentences than these ("the") none is better than another."""
_MEANINGS = {
    "SQLITE_NOTADB": ("the file is not a record", "name another file"),
    "SQLITE_FULL": ("the disk is full", "make room and run it again; what was filed before is kept"),
    "SQLITE_READONLY": ("the record may not be written", "check that you may write the file and its folder"),
    "SQLITE_CANTOPEN": ("the record cannot be opened", "check that you may read and write the file and its folder"),
    "SQLITE_PERM": ("the record may not be opened", "check that you may read and write the file and its folder"),
    "SQLITE_AUTH": ("the record may not be opened", "check that you may read and write the file and its folder"),
    "SQLITE_CORRUPT": (
        "the file is damaged",
        "take the last good copy, or file the reports into a new record; sqlite3 FILE .recover may save some",
    ),
    "SQLITE_IOERR": (
        "the disk does not give or take what it should",
        "make sure that it has room and is sound, and run it again; what was filed before is kept",
    ),
}
"""What SQLite's primary error codes mean, and the remedy."""


class Sqlite(Database):
    """A record in one SQLite file."""

    elsewhere = "name another file"

    def __init__(self, path: Path) -> None:
        engine = _open_engine(path)
        self.path = path
        super().__init__(str(path), path.name, engine, engine.execution_options(writes=True))

    def look(self, create: bool) -> None:
        """The file is there, or may be made in a folder that is there."""
        remedy = "file reports first: chancery file PATH"
        try:
            exists, folder, home = self.path.exists(), self.path.is_dir(), self.path.parent.is_dir()
        except OSError as error:
            found = (error.strerror or str(error)).lower()
            raise RecordError(found, where=self.where, remedy="name another file") from error
        if not create and not exists:
            raise RecordError("there is no record", where=self.where, remedy=remedy)
        if folder or not home:
            found = "is a folder" if folder else "the folder does not exist"
            raise RecordError(found, where=self.where, remedy="name a file in a folder that exists")
        if not create and self.path.stat().st_size == 0:
            raise RecordError("the file is empty", where=self.where, remedy=remedy)

    def holds_tables(self, connection: Connection) -> bool:
        """Whether the file has any table."""
        return bool(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar())

    def is_marked(self, connection: Connection) -> bool:
        """Whether the file's header says that it is a record."""
        return connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID

    def begin_record(self) -> None:
        """Let readers go on while a run writes; kept in the file once set, and not possible inside a transaction."""
        end = time.monotonic() + wait_seconds()
        while True:
            connection = self._reading.raw_connection()
            try:
                # Rows of JSON fill larger pages better; it counts for a file that holds nothing yet only.
                connection.cursor().execute(f"PRAGMA page_size={_PAGE_BYTES}")
                connection.cursor().execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:
                # Two that make the same file at once: SQLite does not wait here by itself.
                if _primary(error) != "SQLITE_BUSY":
                    raise self.problem(error) from error
                if time.monotonic() > end:
                    raise busy(self.where) from error
            finally:
                connection.close()
            time.sleep(_RETRY_SECONDS)

    def make_room(self, connection: Connection) -> None:
        """Nothing: a file has room."""

    def prepare(self, connection: Connection) -> None:
        """Mark a new file as a record, and give it triggers and the index of words. Sentences are cut from the
        reports' text when they are shown, never stored twice."""
        run = connection.exec_driver_sql
        run(f"PRAGMA application_id={APPLICATION_ID}")
        for table in APPEND_ONLY:
            for verb in ("UPDATE", "DELETE"):
                run(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} are only ever added to'); END"
                )
        run(
            'CREATE VIEW passages AS SELECT s.id AS id, substr(r.text, s.start + 1, s."end" - s.start) AS words, '
            "CASE WHEN s.id = (SELECT min(id) FROM sentences WHERE report = r.id) THEN r.title ELSE '' END AS title "
            "FROM sentences s JOIN reports r ON r.id = s.report"
        )
        run(
            "CREATE VIRTUAL TABLE word_index USING fts5(words, title, content='passages', content_rowid='id', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        )

    def index_words(self, connection: Connection, report: str) -> None:
        """Put a report's sentences into the index of words."""
        connection.exec_driver_sql(
            "INSERT INTO word_index(rowid, words, title) SELECT id, words, title FROM passages "
            "WHERE id IN (SELECT id FROM sentences WHERE report = ?)",
            (report,),
        )

    def find_words(self, connection: Connection, terms: Sequence[str], limit: int) -> list[tuple[str, int, int, str]]:
        """Sentences that hold all terms, by FTS5, the best first by BM25."""
        # Marked are only those that are shown: SQLite would mark all that are found before it sorts them.
        rows = connection.exec_driver_sql(
            "WITH some AS (SELECT rowid AS id, bm25(word_index) AS score FROM word_index WHERE word_index MATCH ?1 "
            f"LIMIT {_WEIGHED}), "
            'best AS (SELECT s.id, s.report, s.start, s."end", some.score FROM some '
            "JOIN sentences s ON s.id = some.id ORDER BY some.score, s.report, s.start LIMIT ?2) "
            "SELECT best.report, best.start, best.\"end\", highlight(word_index, 0, '[', ']') FROM best "
            "CROSS JOIN word_index ON word_index.rowid = best.id WHERE word_index MATCH ?1 "
            "ORDER BY best.score, best.report, best.start",
            (fts_query(terms), limit),
        )
        return [(str(row[0]), int(row[1]), int(row[2]), str(row[3])) for row in rows]

    def faults(self, connection: Connection) -> list[str]:
        """What SQLite's own checks of the file find."""
        found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            found.append(f"row {row[1]} of {row[0]} points to nothing in {row[2]}")
        return found

    def problem(self, error: BaseException | None) -> RecordError:
        """What an error of SQLite means."""
        code, found = _primary(error), str(error)
        if code in ("SQLITE_BUSY", "SQLITE_LOCKED"):
            return busy(self.where)
        if code == "SQLITE_CONSTRAINT":
            return RecordError(f"the record refuses the change: {found}", where=self.where)
        known, remedy = _MEANINGS.get(code, (found, "chancery check tells what is wrong with the record"))
        return RecordError(known, where=self.where, remedy=remedy)


def fts_query(terms: Sequence[str]) -> str:
    """The FTS5 query for terms that must all be there, each a phrase, with nothing special in it.

    >>> fts_query(["peace", "border deal", "AND"])
    '"peace" "border deal" "AND"'
    """
    return " ".join(f'"{term}"' for term in terms)


def _open_engine(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)))
    wait = int(wait_seconds() * 1000)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        # Transactions are begun below: sqlite3 by itself would run CREATE statements outside of them.
        connection.isolation_level = None
        for pragma in (f"busy_timeout={wait}", "foreign_keys=ON", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _primary(error: BaseException | None) -> str:
    """The primary code of an error: SQLITE_IOERR of SQLITE_IOERR_WRITE."""
    return "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
