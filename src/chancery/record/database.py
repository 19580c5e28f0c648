"""What the record asks of a database: one protocol, of which `sqlite` and `postgres` are the two kinds."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from chancery.terms import RecordError

APPEND_ONLY = ("reports", "sentences", "claims", "judgements")
"""Tables whose rows triggers refuse to change or delete."""

_WAIT_SECONDS = 300.0


class Database(ABC):
    """A database that can hold a record: how it is opened, locked, searched and checked, and what its errors mean.

    Shapes:  `where` is what messages name it by and holds no password; `name` is what stands in a snapshot's origin.
             All methods with a connection work inside the caller's transaction.
    """

    where: str
    name: str
    elsewhere: str
    """What to do where somebody else's tables are in the way."""

    def __init__(self, where: str, name: str, reading: Engine, writing: Engine) -> None:
        self.where = where
        self.name = name
        self._reading = reading
        self._writing = writing

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the record throughout. Raises: RecordError for the database's errors."""
        with self.guard(), self._reading.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that nobody else writes beside; waits for whoever does. Raises: as `read`."""
        with self.guard(), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Turn the database's errors into one RecordError each, with the remedy."""
        try:
            yield
        except DBAPIError as error:
            raise self.problem(error.orig) from error

    def close(self) -> None:
        """Let go of the database. Harmless if done twice."""
        self._reading.dispose()

    @abstractmethod
    def look(self, create: bool) -> None:
        """Raise RecordError where there can be no record at all, before anything is opened."""

    @abstractmethod
    def holds_tables(self, connection: Connection) -> bool:
        """Whether there is any table. Raises: DBAPIError where it is no such database."""

    @abstractmethod
    def is_marked(self, connection: Connection) -> bool:
        """Whether its tables say that they are a record's."""

    @abstractmethod
    def begin_record(self) -> None:
        """What has to be done before the transaction in which the tables are made."""

    @abstractmethod
    def make_room(self, connection: Connection) -> None:
        """What has to be there before tables can be made."""

    @abstractmethod
    def prepare(self, connection: Connection) -> None:
        """Mark new tables as a record, and give them triggers and the index of words."""

    @abstractmethod
    def index_words(self, connection: Connection, report: str) -> None:
        """Put a report's sentences into the index of words."""

    @abstractmethod
    def find_words(self, connection: Connection, terms: Sequence[str], limit: int) -> list[tuple[str, int, int, str]]:
        """Report, start, end and marked words ("[so]") of sentences that hold all terms, the best first.

        A term of several words is a phrase. What stands in a title is found at the report's first sentence.
        """

    @abstractmethod
    def faults(self, connection: Connection) -> list[str]:
        """What the database itself finds wrong; empty where nothing."""

    @abstractmethod
    def problem(self, error: BaseException | None) -> RecordError:
        """What an error of the database's driver means to whoever keeps the record."""


def wait_seconds() -> float:
    """How long to wait for another that writes; CHANCERY_WAIT says otherwise. Raises: RecordError if that is no number.

    Matching a large record is one transaction, and others that file wait for its end.
    """
    given = os.environ.get("CHANCERY_WAIT", "")
    if not given:
        return _WAIT_SECONDS
    try:
        return max(0.0, float(given))
    except ValueError:
        remedy = "give seconds, such as CHANCERY_WAIT=60"
        raise RecordError(f"{given!r} is no number", where="CHANCERY_WAIT", remedy=remedy) from None


def busy(where: str) -> RecordError:
    """What is said when the wait for another writer was in vain."""
    return RecordError(
        f"another process is writing, and was not done after {wait_seconds():g} seconds",
        where=where,
        remedy="wait for it to end, or set CHANCERY_WAIT to more seconds",
    )
