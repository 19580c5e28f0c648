"""A record's file brought to the schema of this version of Chancery."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, select, update

from chancery.record import schema
from chancery.terms import RecordError

STEPS: Mapping[int, Callable[[Connection], None]] = {}
"""From a version to the step that makes the next one of it. Empty: there has been one version so far."""


def migrate(connection: Connection, where: str, steps: Mapping[int, Callable[[Connection], None]] = STEPS) -> None:
    """Bring an opened record to `schema.VERSION`, step by step, in the caller's transaction.

    Raises:  RecordError where the file is newer than this program, or no step leads on from its version.
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
    while version < schema.VERSION:
        if version not in steps:
            raise RecordError(
                f"no way is known from schema {version} to {version + 1}",
                where=where,
                remedy="file the reports into a new record",
            )
        steps[version](connection)
        version += 1
        connection.execute(update(schema.meta).where(schema.meta.c.key == "schema").values(value=str(version)))
