"""Rows asked for and deleted by many keys, some hundreds at a time: databases limit the number of parameters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Table, delete

_BATCH_KEYS = 500


def batches(keys: Iterable[Any]) -> Iterator[list[Any]]:
    """The keys, each once and in order, in lists of some hundreds."""
    ordered = sorted(set(keys))
    for start in range(0, len(ordered), _BATCH_KEYS):
        yield ordered[start : start + _BATCH_KEYS]


def rows_with(
    connection: Connection, query: Select[Any], column: Column[Any], keys: Collection[Any]
) -> Iterator[Row[Any]]:
    """The rows of a query whose column holds one of the keys."""
    for some in batches(keys):
        yield from connection.execute(query.where(column.in_(some)))


def delete_with(connection: Connection, table: Table, column: Column[Any], keys: Collection[Any]) -> None:
    """Delete the rows whose column holds one of the keys."""
    for some in batches(keys):
        connection.execute(delete(table).where(column.in_(some)))
