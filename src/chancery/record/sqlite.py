"""All that is particular to SQLite: opening a file, its pragmas, the append-only triggers and full-text search.

A second database needs a module like this one, and nothing else of the room changes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

APPLICATION_ID = 0x43485259
"""Written in the file's header ("CHRY"), so that a record can be told from other SQLite files."""

_APPEND_ONLY = ("reports", "sentences", "claims", "judgements")
_BUSY_MS = 30_000
"""How long to wait for another process that writes, in milliseconds."""


def open_engine(path: Path) -> tuple[Engine, Engine]:
    """Two engines over one file: the first for reading, the second takes the write lock when a transaction begins."""
    engine = create_engine(URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        # Transactions are begun below: sqlite3 by itself would run CREATE statements outside of them.
        connection.isolation_level = None
        for pragma in (f"busy_timeout={_BUSY_MS}", "foreign_keys=ON", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine, engine.execution_options(writes=True)


def use_write_ahead_log(engine: Engine) -> None:
    """Let readers go on while a run writes; kept in the file once set, and not possible inside a transaction."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()


def holds_tables(connection: Connection) -> bool:
    """Whether the file has any table. Raises: DatabaseError where it is no SQLite file."""
    return bool(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar())


def is_marked(connection: Connection) -> bool:
    """Whether the file's header says that it is a record."""
    return connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID


def prepare(connection: Connection) -> None:
    """Mark a new file as a record, and give it triggers and the index of words. Sentences are cut from the reports'
    text when they are shown, never stored twice."""
    run = connection.exec_driver_sql
    run(f"PRAGMA application_id={APPLICATION_ID}")
    for table in _APPEND_ONLY:
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


def index_words(connection: Connection, report: str) -> None:
    """Put a report's sentences into the index of words."""
    connection.exec_driver_sql(
        "INSERT INTO word_index(rowid, words, title) SELECT id, words, title FROM passages "
        "WHERE id IN (SELECT id FROM sentences WHERE report = ?)",
        (report,),
    )


def find_words(connection: Connection, query: str, limit: int) -> list[tuple[str, int, int, str]]:
    """Report, start, end and marked words ("[so]") of sentences that match an FTS5 query, the best first."""
    rows = connection.exec_driver_sql(
        "SELECT s.report, s.start, s.\"end\", highlight(word_index, 0, '[', ']') FROM word_index "
        "JOIN sentences s ON s.id = word_index.rowid WHERE word_index MATCH ? "
        "ORDER BY bm25(word_index), s.report, s.start LIMIT ?",
        (query, limit),
    )
    return [(str(row[0]), int(row[1]), int(row[2]), str(row[3])) for row in rows]


def faults(connection: Connection) -> list[str]:
    """What the database itself finds wrong with the file; empty where nothing."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        found.append(f"row {row[1]} of {row[0]} points to nothing in {row[2]}")
    return found
