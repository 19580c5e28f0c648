"""A record that is open: its database, which is read and written in transactions, and its clock."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self

from chancery.record import loading
from chancery.record.database import Database


class Opened:
    """An open record; use it in a `with`."""

    def __init__(self, database: Database, clock: Callable[[], str]) -> None:
        self._database = database
        self._read, self._write = database.read, database.write
        self._clock = clock

    @property
    def where(self) -> str:
        """What messages name the record by: the path of the file, or the URL without a password."""
        return self._database.where

    def close(self) -> None:
        """Let go of the file or the server. Harmless if done twice."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def unmatched(self) -> bool:
        """Whether claims or judgements were added that events and states do not yet take into account."""
        with self._read() as connection:
            return loading.get_meta(connection, "unmatched") == "1"

    def has(self, report_id: str) -> bool:
        """Whether a report is filed."""
        with self._read() as connection:
            return loading.holds(connection, report_id)
