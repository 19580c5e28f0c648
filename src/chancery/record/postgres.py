"""All that is particular to PostgreSQL: its URL, its lock, the append-only triggers, search and errors.

A record is what one schema of a database holds: the current one, or the one that `?schema=NAME` in the URL names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import URL, Connection, Engine, and_, create_engine, event, make_url, select, text
from sqlalchemy.exc import ArgumentError

from chancery.record import schema
from chancery.record.database import APPEND_ONLY, Database, busy, wait_seconds
from chancery.record.words import cut_words, mark_words
from chancery.terms import RecordError

_MARK = "chancery record"
"""The comment on the table meta, by which a record is told from other tables."""

_LOCK = 0x43485259
"""First half of the key of the advisory lock that whoever writes holds; the other half is the schema's name."""

_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_SECRETS = re.compile(r"(password|passwd|pwd)\s*=\s*\S+", re.IGNORECASE)
_CONNECT_SECONDS = 10
_TITLE_GAP = 2
"""How far a title's words are from the sentence's last, so that no phrase reaches across."""

_MEANINGS = {
    "53100": ("the server's disk is full", "make room on it and run it again; what was filed before is kept"),
    "53300": ("the server takes no more connections", "end others, or raise max_connections"),
    "28P01": ("the server refuses the password", "give the right one in the URL, in PGPASSWORD or in ~/.pgpass"),
    "28000": ("the server refuses this user", "name a user that may connect: postgresql://USER@HOST/DATABASE"),
    "3D000": ("the server has no such database", "make it first: createdb -E UTF8 NAME"),
    "3F000": ("the database has no such schema", "check the name after schema= in the URL"),
    "42501": ("the user may not do this in the database", "use its owner, or have rights granted"),
    "25006": ("the database may only be read", "use the primary server, not a copy of it"),
    "22P05": ("the database cannot hold a character of the text", "use one in UTF-8: createdb -E UTF8 NAME"),
    "42P01": ("a table is missing", "chancery check tells what is wrong with the record"),
    "XX001": ("the server finds its data damaged", "take the last good copy of the database"),
    "XX002": ("the server finds an index damaged", "REINDEX DATABASE mends it; then: chancery check"),
}
"""What codes of PostgreSQL (SQLSTATE) mean, and the remedy."""

_REFUSALS = {
    "28P01": ("password authentication failed", "no password supplied"),
    "28000": ("no pg_hba.conf entry", "authentication failed", 'FATAL: role "'),
    "3D000": ('FATAL: database "',),
    "53300": ("too many clients", "connection slots are reserved"),
}
"""How a server words what it refuses before anybody is let in: the driver then gives no code."""

_LOST = ("closed the connection", "terminating connection", "connection is lost", "connection is closed")


class Postgres(Database):
    """A record in a PostgreSQL database."""

    elsewhere = "name another database, or a schema of its own: postgresql://USER@HOST/DATABASE?schema=NAME"

    def __init__(self, address: str) -> None:
        url, self._schema = _parsed(address)
        engine = _open_engine(url, self._schema)
        at = f"{url.username}@" if url.username else ""
        port = f":{url.port}" if url.port else ""
        within = f"?schema={self._schema}" if self._schema else ""
        where = f"postgresql://{at}{url.host or ''}{port}/{url.database or ''}{within}"
        reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        name = f"{url.database or url.username or ''}{within}"
        super().__init__(where, name, reading, _locking(engine, self._schema))
        self._stems: dict[str, str] = {}

    def look(self, create: bool) -> None:
        """Nothing: the server is asked when it is first read."""

    def holds_tables(self, connection: Connection) -> bool:
        """Whether the schema has any table."""
        query = "SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = current_schema()"
        return bool(connection.exec_driver_sql(query).scalar())

    def is_marked(self, connection: Connection) -> bool:
        """Whether the table meta says that it is a record's."""
        query = "SELECT obj_description(to_regclass('meta'), 'pg_class')"
        return connection.exec_driver_sql(query).scalar() == _MARK

    def begin_record(self) -> None:
        """Nothing: readers never wait for writers."""

    def make_room(self, connection: Connection) -> None:
        """A schema of the name that the URL gives, in a database that holds every character."""
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
        if encoding != "UTF8":
            remedy = "use one in UTF-8: createdb -E UTF8 -T template0 NAME"
            raise RecordError(f"the database's encoding is {encoding}", where=self.where, remedy=remedy)
        if self._schema:
            connection.exec_driver_sql(f'CREATE SCHEMA IF NOT EXISTS "{self._schema}"')

    def prepare(self, connection: Connection) -> None:
        """Mark new tables as a record, and give them triggers and the index of words: sentences by their stems."""
        run = connection.exec_driver_sql
        run(f"COMMENT ON TABLE meta IS '{_MARK}'")
        run(
            "CREATE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION '%% are only ever added to', TG_TABLE_NAME "
            "USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        for table in APPEND_ONLY:
            for verb in ("UPDATE", "DELETE", "TRUNCATE"):
                run(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    "FOR EACH STATEMENT EXECUTE FUNCTION only_added_to()"
                )
        run(
            'CREATE VIEW passages AS SELECT s.id AS id, substr(r.text, s.start + 1, s."end" - s.start) AS words, '
            "CASE WHEN s.id = (SELECT min(id) FROM sentences WHERE report = r.id) THEN r.title ELSE '' END AS title "
            "FROM sentences s JOIN reports r ON r.id = s.report"
        )
        # SQLite's stemmer, and no stop words: every word that is asked for counts.
        run("CREATE TEXT SEARCH DICTIONARY stems (TEMPLATE = snowball, Language = porter)")
        run("CREATE TABLE word_index (sentence integer PRIMARY KEY REFERENCES sentences(id), words tsvector NOT NULL)")
        run("CREATE INDEX word_index_by_word ON word_index USING gin (words)")

    def index_words(self, connection: Connection, report: str) -> None:
        """Put a report's sentences into the index of words."""
        found = connection.execute(
            text("SELECT id, words, title FROM passages WHERE id IN (SELECT id FROM sentences WHERE report = :report)"),
            {"report": report},
        )
        cut = {row.id: (_words(row.words), _words(row.title)) for row in found}
        stems = self._stems_of(connection, (word for both in cut.values() for some in both for word in some))
        vectors = []
        for sentence, (words, title) in cut.items():
            placed = list(enumerate(words, 1)) + list(enumerate(title, len(words) + _TITLE_GAP))
            vector = " ".join(f"'{stems[word]}':{place}" for place, word in placed)
            vectors.append({"sentence": sentence, "vector": vector})
        if vectors:
            connection.execute(
                text("INSERT INTO word_index (sentence, words) VALUES (:sentence, CAST(:vector AS tsvector))"), vectors
            )

    def find_words(self, connection: Connection, terms: Sequence[str], limit: int) -> list[tuple[str, int, int, str]]:
        """Sentences that hold all terms, the best first by how often and how near they stand there."""
        phrases = [words for term in terms if (words := _words(term))]
        if not phrases:
            return []
        stems = self._stems_of(connection, (word for phrase in phrases for word in phrase))
        stemmed = [[stems[word] for word in phrase] for phrase in phrases]
        query = " & ".join("(" + " <-> ".join(f"'{stem}'" for stem in phrase) + ")" for phrase in stemmed)
        rows = connection.execute(
            text(
                'SELECT s.report, s.start, s."end", substr(r.text, s.start + 1, s."end" - s.start) AS words '
                "FROM word_index w JOIN sentences s ON s.id = w.sentence JOIN reports r ON r.id = s.report "
                "WHERE w.words @@ CAST(:query AS tsquery) "
                'ORDER BY ts_rank(w.words, CAST(:query AS tsquery), 1) DESC, s.report COLLATE "C", s.start LIMIT :limit'
            ),
            {"query": query, "limit": limit},
        ).all()
        shown = [cut_words(row.words) for row in rows]
        stems = self._stems_of(connection, (word for cut in shown for word, _, _ in cut))
        return [
            (
                row.report,
                row.start,
                row.end,
                mark_words(row.words, [stems[word] for word, _, _ in cut], [(a, b) for _, a, b in cut], stemmed),
            )
            for row, cut in zip(rows, shown, strict=True)
        ]

    def _stems_of(self, connection: Connection, words: Iterable[str]) -> dict[str, str]:
        """The stem of each word, by the dictionary of the record; kept, as reports share most of their words."""
        new = sorted(set(words) - self._stems.keys())
        if new:
            query = "SELECT w, (ts_lexize('stems', w))[1] FROM unnest(CAST(:words AS text[])) AS w"
            self._stems.update({word: stem or word for word, stem in connection.execute(text(query), {"words": new})})
        return self._stems

    def faults(self, connection: Connection) -> list[str]:
        """Rows that point to nothing: the server holds foreign keys true, unless somebody has switched that off."""
        found = []
        for table in schema.tables.sorted_tables:
            for key in table.foreign_keys:
                there = key.column.table.alias()
                joined = table.outerjoin(there, there.c[key.column.name] == key.parent)
                lost = and_(there.c[key.column.name].is_(None), key.parent.is_not(None))
                query = select(key.parent).select_from(joined).where(lost)
                for (value,) in connection.execute(query):
                    found.append(
                        f"{key.parent.name} {value} of {table.name} points to nothing in {key.column.table.name}"
                    )
        return found

    def problem(self, error: BaseException | None) -> RecordError:
        """What an error of PostgreSQL or of the connection to it means."""
        code = str(getattr(error, "sqlstate", None) or "")
        found = _SECRETS.sub(r"\1=***", " ".join(str(error).split()))
        if code == "55P03":
            return busy(self.where)
        if code in _MEANINGS:
            known, remedy = _MEANINGS[code]
            return RecordError(known, where=self.where, remedy=remedy)
        if code.startswith("23"):
            return RecordError(f"the record refuses the change: {found.partition(' CONTEXT:')[0]}", where=self.where)
        if code.startswith("57P") or (not code and type(error).__name__ in ("OperationalError", "InterfaceError")):
            return self._unanswered(found)
        return RecordError(found, where=self.where, remedy="chancery check tells what is wrong with the record")

    def _unanswered(self, found: str) -> RecordError:
        """The server is not there, or went away. Before anybody is let in, errors come without a code."""
        for code, signs in _REFUSALS.items():
            if any(sign in found for sign in signs):
                known, remedy = _MEANINGS[code]
                return RecordError(known, where=self.where, remedy=remedy)
        if any(sign in found for sign in _LOST):
            remedy = "run it again when the server is back; what was filed before is kept"
            return RecordError("the server closed the connection", where=self.where, remedy=remedy)
        remedy = "is the server running, and is the address right? postgresql://USER@HOST:PORT/DATABASE"
        said = found.partition(" Is the server running")[0].removeprefix("connection failed: ")
        return RecordError(f"the server does not answer ({said})", where=self.where, remedy=remedy)


def _words(text: str) -> list[str]:
    return [word for word, _, _ in cut_words(text)]


def _parsed(address: str) -> tuple[URL, str]:
    """The URL for the driver, and the schema that it names, "" where none. Never tells what was given: passwords."""
    form = "postgresql://USER@HOST:PORT/DATABASE"
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        remedy = f"write {form}; characters such as @ : / # % in a password as %40 and the like"
        raise RecordError("the URL of the database is not understood", remedy=remedy) from None
    query = dict(url.query)
    named = query.pop("schema", "")
    if not isinstance(named, str) or (named and not _SCHEMA.fullmatch(named)):
        remedy = "small letters, digits and _ only, such as ?schema=karabakh"
        raise RecordError("the name of the schema is not one", where=form, remedy=remedy)
    return url.set(drivername="postgresql+psycopg", query=query), named


def _open_engine(url: URL, named: str) -> Engine:
    given = url.query.get("options", "")
    options = [
        given if isinstance(given, str) else " ".join(given),
        f"-c lock_timeout={max(1, int(wait_seconds() * 1000))}",
    ]
    options += [f"-c search_path={named}"] if named else []
    more: dict[str, Any] = {"options": " ".join(options).strip(), "client_encoding": "utf8"}
    if "connect_timeout" not in url.query:
        more["connect_timeout"] = _CONNECT_SECONDS
    if "application_name" not in url.query:
        more["application_name"] = "chancery"
    bare = url.difference_update_query(["options"])
    try:
        return create_engine(bare, connect_args=more, pool_pre_ping=True)
    except ImportError as error:
        raise RecordError(
            "records in PostgreSQL need a driver that is not installed",
            where="postgresql://",
            remedy="pip install 'chancery[postgres]'",
        ) from error


def _locking(engine: Engine, named: str) -> Engine:
    """The engine whose transactions begin by taking the lock of the record, and so see all that was written before."""
    writing = engine.execution_options(isolation_level="READ COMMITTED", writes=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            name = "coalesce(nullif(%(named)s, ''), current_schema(), '')"
            query = f"SELECT pg_advisory_xact_lock(%(lock)s, hashtext({name}))"
            connection.exec_driver_sql(query, {"lock": _LOCK, "named": named})

    return writing
