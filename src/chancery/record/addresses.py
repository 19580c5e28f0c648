"""Where a record is: a file, or the URL of a database."""

from __future__ import annotations

from pathlib import Path

from chancery.record.database import Database
from chancery.terms import RecordError

_URL_KINDS = ("postgresql", "postgres", "postgresql+psycopg")


def open_database(address: Path | str) -> Database:
    """The database at a path (SQLite) or a URL (postgresql://...), not looked at yet.

    Raises:  RecordError where the URL is not understood, or what PostgreSQL needs is not installed.
    """
    kind, sign, rest = str(address).partition("://")
    if not sign:
        from chancery.record.sqlite import Sqlite

        return Sqlite(Path(address))
    if kind == "sqlite":
        from chancery.record.sqlite import Sqlite

        return Sqlite(Path(rest.removeprefix("/")))
    if kind in _URL_KINDS:
        from chancery.record.postgres import Postgres

        return Postgres(str(address))
    raise RecordError(
        "no such kind of database", where=f"{kind}://", remedy="name a file, or postgresql://USER@HOST/DATABASE"
    )


def named(address: Path | str) -> str:
    """What messages name a record by: its path, or its URL without a password. Raises: as `open_database`."""
    return open_database(address).where
