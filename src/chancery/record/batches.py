"""Rows asked for and deleted by many keys.

SQLite takes all keys as one JSON list, so that the query is the same text for any number of them and is prepared once.
Elsewhere they are parameters, some hundreds at a time: databases limit the number of these.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    Row,
    Select,
    String,
    Table,
    bindparam,
    delete,
    func,
    or_,
    select,
)

_BATCH_KEYS = 500


def batches(keys: Iterable[Any]) -> Iterator[list[Any]]:
    """The keys, each once and in order, in lists of some hundreds."""
    ordered = sorted(set(keys))
    for start in range(0, len(ordered), _BATCH_KEYS):
        yield ordered[start : start + _BATCH_KEYS]


class RowsBy:
    """A query for the rows whose column holds one of some keys, put together once and asked again and again.

    Putting a query together costs more than most answers do. Further parameters of it are given by name. Where several
    columns are given, a row comes that holds a key in any of them; it may come twice.
    """

    def __init__(self, query: Select[Any], *columns: Column[Any]) -> None:
        each: BindParameter[Any] = bindparam("keys", expanding=True)
        self._listed = query.where(or_(*(column.in_(_LISTED) for column in columns)))
        self._each = query.where(or_(*(column.in_(each) for column in columns)))

    def __call__(self, connection: Connection, keys: Collection[Any], **more: object) -> list[Any]:
        """The rows, in no order."""
        if not keys:
            return []
        if _takes_lists(connection):
            return list(connection.execute(self._listed, {"keys": _listed(keys), **more}).all())
        found: list[Any] = []
        for some in batches(keys):
            found += connection.execute(self._each, {"keys": some, **more}).all()
        return found


def rows_with(
    connection: Connection, query: Select[Any], column: Column[Any], keys: Collection[Any]
) -> Iterator[Row[Any]]:
    """The rows of a query whose column holds one of the keys."""
    if not keys:
        return
    if _takes_lists(connection):
        yield from connection.execute(query.where(column.in_(_LISTED)), {"keys": _listed(keys)}).all()
        return
    for some in batches(keys):
        yield from connection.execute(query.where(column.in_(some)))


def delete_with(connection: Connection, table: Table, column: Column[Any], keys: Collection[Any]) -> None:
    """Delete the rows whose column holds one of the keys."""
    if not keys:
        return
    if _takes_lists(connection):
        connection.execute(delete(table).where(column.in_(_LISTED)), {"keys": _listed(keys)})
        return
    for some in batches(keys):
        connection.execute(delete(table).where(column.in_(some)))


def _takes_lists(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _listed(keys: Collection[Any]) -> str:
    return msgspec.json.encode(sorted(set(keys))).decode()


_LISTED = select(func.json_each(bindparam("keys", type_=String)).table_valued("value").c.value)
