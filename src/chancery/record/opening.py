"""A database made ready to be used as a record: made new, or brought to this version's schema."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from sqlalchemy import Connection, insert

from chancery.record import loading, schema
from chancery.record.database import Database
from chancery.record.migrations import migrate
from chancery.terms import RecordError


def make_ready(database: Database, create: bool) -> None:
    """Make the record's tables where there are none and `create` allows it; bring an older record up to this version.

    Raises:  RecordError where there is no record, what is there is none, or it was made by a newer Chancery.
    """
    database.look(create)
    with database.read() as connection:
        made = _holds_record(database, connection)
        if made and loading.get_meta(connection, "schema") == str(schema.VERSION):
            return
    if not made and not create:
        raise RecordError("there is no record", where=database.where, remedy="file reports first: chancery file PATH")
    if not made:
        database.begin_record()
    with database.write() as connection:
        # Asked again: another process may have been first.
        if _holds_record(database, connection):
            migrate(connection, database.where)
            return
        database.make_room(connection)
        schema.tables.create_all(connection, checkfirst=False)
        database.prepare(connection)
        for key, value in (("schema", str(schema.VERSION)), ("chancery", _version()), ("unmatched", "0")):
            connection.execute(insert(schema.meta), {"key": key, "value": value})


def _holds_record(database: Database, connection: Connection) -> bool:
    """Whether the record is made. Raises: RecordError where somebody else's tables are there."""
    if not database.holds_tables(connection):
        return False
    if not database.is_marked(connection):
        raise RecordError("the database has tables, but is no record", where=database.where, remedy=database.elsewhere)
    return True


def _version() -> str:
    try:
        return version("chancery")
    except PackageNotFoundError:
        return "unknown"
