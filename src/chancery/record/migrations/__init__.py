"""A record brought to the schema of this version of Chancery, by the Alembic revisions in `versions`.

The table meta says which schema a record has; revision "2" makes schema 2 of schema 1, and so on.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, select, update

from chancery.record import schema
from chancery.terms import RecordError

VERSIONS = Path(__file__).parent
"""Where the revisions are (in `versions`); tests point to others."""


def migrate(connection: Connection, where: str, home: Path = VERSIONS) -> None:
    """Bring an opened record to `schema.VERSION`, step by step, in the caller's transaction.

    Raises:  RecordError where the record is newer than this program, or no step leads on from its version.
    """
    stored = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "schema")).scalar()
    if stored is None or not str(stored).isdecimal():
        raise RecordError(f"the record's schema version is {stored!r}", where=where, remedy="is the file damaged?")
    version = int(stored)
    if version > schema.VERSION:
        raise RecordError(
            f"the record has schema {version}; this Chancery reads up to {schema.VERSION}",
            where=where,
            remedy="use the newer Chancery that made it",
        )
    if version < schema.VERSION:
        _upgrade(connection, where, version, home)
        connection.execute(update(schema.meta).where(schema.meta.c.key == "schema").values(value=str(schema.VERSION)))


def _upgrade(connection: Connection, where: str, version: int, home: Path) -> None:
    # Loaded here: only the first opening of an old record needs it.
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from alembic.script.revision import RevisionError
    from alembic.util import CommandError

    scripts = ScriptDirectory(str(home))
    try:
        steps = list(scripts.iterate_revisions(str(schema.VERSION), str(version)))
    except (CommandError, RevisionError) as error:
        raise RecordError(
            f"no way is known from schema {version} to {schema.VERSION}",
            where=where,
            remedy="file the reports into a new record",
        ) from error
    with Operations.context(MigrationContext.configure(connection)):
        for step in reversed(steps):
            step.module.upgrade()
    # What is computed holds nothing that a record can lose: its tables are made as this version has them, and filled by
    # the computation that every upgrade asks for.
    schema.tables.create_all(connection, tables=[*schema.COMPUTED, schema.waiting], checkfirst=True)
