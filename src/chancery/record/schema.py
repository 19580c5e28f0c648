"""Tables of a record, for any database that SQLAlchemy speaks to.

`reports`, `sentences`, `claims` and `judgements` are only ever added to. `standing`, `events`, `states` and their links
are computed, and so is all that stands after them here. Days are ISO strings, so that they sort; JSON is text,
which SQLite keeps packed where there is much of it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

from chancery.record.packing import Packed

VERSION = 2
"""Version of this schema. Raise it with every change of a table, and add the step to migrations/versions."""

tables = MetaData()

meta = Table("meta", tables, Column("key", String, primary_key=True), Column("value", Text, nullable=False))
"""schema, chancery (the version that made the file), unmatched (1 while claims wait for a rebuild)."""

sources = Table(
    "sources",
    tables,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("country", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("ownership", Text, nullable=False),
)

reports = Table(
    "reports",
    tables,
    Column("id", String, primary_key=True),
    Column("source", ForeignKey("sources.id"), nullable=False),
    Column("given_id", Text),
    Column("path", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("published", String, nullable=False),
    Column("published_earliest", String(10)),
    Column("published_latest", String(10)),
    Column("published_how", String, nullable=False),
    Column("structure", Packed, nullable=False),
    Column("filed", String, nullable=False),
    Index("reports_by_day", "published_latest"),
)
"""`structure` is the Report as JSON without its text; `filed` when it was put in (UTC, to the second)."""


def _outlet_columns() -> list[Column[str]]:
    """An outlet as the list of sources knew it."""
    return [
        Column("outlet", String, nullable=False, index=True),
        Column("name", Text, nullable=False),
        Column("country", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("ownership", Text, nullable=False),
        Column("owner", Text, nullable=False),
        Column("country_name", Text, nullable=False),
    ]


report_sources = Table(
    "report_sources",
    tables,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("part", String, primary_key=True),
    *_outlet_columns(),
    Column("how", Text, nullable=False),
    Column("listed", Text, nullable=False),
)
"""Whose words a report is, as the list of sources knew it at filing. `part` is publisher or credit; `how` by what."""

claim_sources = Table(
    "claim_sources",
    tables,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    *_outlet_columns(),
    Column("words", Text, nullable=False),
)
"""The outlet that a claim names as its source ("TASS reported"), with the words that name it."""

copies = Table(
    "copies",
    tables,
    Column("left", ForeignKey("reports.id"), primary_key=True),
    Column("right", ForeignKey("reports.id"), primary_key=True, index=True),
    Column("shared", Float, nullable=False),
    Column("within", Float, nullable=False),
)
"""Pairs of reports (left < right) of nearly one text, each compared in full. Groups of copies follow from them."""

signed = Table(
    "signed",
    tables,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False, unique=True),
)
"""Short numbers of reports, which `copy_bands` names so many times."""

copy_bands = Table(
    "copy_bands",
    tables,
    Column("band", Integer, primary_key=True, autoincrement=False),
    Column("signed", ForeignKey("signed.number"), primary_key=True),
    sqlite_with_rowid=False,
)
"""Parts of each report's MinHash signature, hashed to 31 bits: reports that share some are compared in full."""

sentences = Table(
    "sentences",
    tables,
    Column("id", Integer, primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

claims = Table(
    "claims",
    tables,
    Column("id", String, primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("mention", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("type", String, nullable=False),
    Column("stance", String, nullable=False),
    Column("section", String, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    Column("known_earliest", String(10)),
    Column("known_latest", String(10)),
    Column("words", Text, nullable=False),
    Column("body", Packed, nullable=False),
    Column("digest", String, nullable=False),
    Index("claims_by_kind", "kind", "type"),
)
"""`type` is an event's type or a state's kind; `body` is JSON of what has no column; `digest` hashes the row."""

judgements = Table(
    "judgements",
    tables,
    Column("row", String, primary_key=True),
    Column("id", String, nullable=False, index=True),
    Column("kind", String, nullable=False, server_default="pair"),
    Column("left", String, nullable=False, index=True),
    Column("right", String, nullable=False, index=True),
    Column("verdict", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", String, nullable=False, index=True),
    Column("when", String, nullable=False, server_default=""),
    Column("features", Packed, nullable=False, server_default="[]"),
    Column("changes", Text, nullable=False, server_default="[]"),
)
"""Every judgement ever passed. A rule that scores a pair otherwise later adds a row: `row` hashes score and reason."""

standing = Table("standing", tables, Column("row", ForeignKey("judgements.row"), primary_key=True))
"""The judgements that the stored events rest on: every person's, and the rules' latest."""

readings = Table(
    "readings",
    tables,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("versions", Text, nullable=False),
)
"""By which versions of the steps a report was read last, as JSON; only reports that were read again have a row."""

superseded = Table("superseded", tables, Column("claim", ForeignKey("claims.id"), primary_key=True))
"""Claims that the latest reading of their report does not make: kept, and not counted."""

set_aside = Table(
    "set_aside",
    tables,
    Column("id", String, primary_key=True),
    Column("place", Text, nullable=False),
    Column("reason", String, nullable=False),
    Column("detail", Text, nullable=False),
)

failures = Table(
    "failures",
    tables,
    Column("id", String, primary_key=True),
    Column("place", Text, nullable=False),
    Column("code", String, nullable=False),
    Column("detail", Text, nullable=False),
    Column("remedy", Text, nullable=False),
)

runs = Table(
    "runs",
    tables,
    Column("id", Integer, primary_key=True),
    Column("ended", String),
    Column("manifest", Text, nullable=False),
)
"""One row for each filing run: versions of the steps and counts, as JSON."""

events = Table(
    "events",
    tables,
    Column("id", String, primary_key=True),
    Column("type", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("status", String, nullable=False),
    Column("country", String, nullable=False),
    Column("day", String, nullable=False),
    Column("earliest", String(10)),
    Column("latest", String(10)),
    Column("content", Packed, nullable=False),
)
"""`day` is the date in EDTF, `earliest` and `latest` the days it can mean; `content` the whole Event as JSON."""

event_claims = Table(
    "event_claims",
    tables,
    Column("event", ForeignKey("events.id"), primary_key=True),
    Column("claim", ForeignKey("claims.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

states = Table(
    "states",
    tables,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("key", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("since", String, nullable=False),
    Column("since_earliest", String(10)),
    Column("since_latest", String(10)),
    Column("until", String, nullable=False),
    Column("until_earliest", String(10)),
    Column("until_latest", String(10)),
    Column("content", Packed, nullable=False),
)

state_claims = Table(
    "state_claims",
    tables,
    Column("state", ForeignKey("states.id"), primary_key=True),
    Column("claim", ForeignKey("claims.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

state_events = Table(
    "state_events",
    tables,
    Column("state", ForeignKey("states.id"), primary_key=True),
    Column("event", ForeignKey("events.id"), primary_key=True, index=True),
    Column("part", String, primary_key=True),
    sqlite_with_rowid=False,
)
"""`part` is opened, changed, closing or closed."""

event_links = Table(
    "event_links",
    tables,
    Column("event", String, primary_key=True),
    Column("relation", String, primary_key=True),
    Column("other", String, primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""Relations between events, as their content has them."""

event_days = Table(
    "event_days",
    tables,
    Column("event", String, primary_key=True),
    Column("known_from", String(10), primary_key=True),
    Column("known_to", String(10), nullable=False),
    Column("counts_from", String(10), nullable=False),
    Column("first_day", String(10), nullable=False),
    Column("component", String, nullable=False, index=True),
    Column("type", String, nullable=False),
    Column("countries", String, nullable=False),
    Column("as_stored", Integer, nullable=False),
    Index("event_days_in_order", "first_day", "event", "known_to", "counts_from"),
    sqlite_with_rowid=False,
)
"""Between which days of knowledge there is an event, and from which day on it counts: what pages are read by."""

state_days = Table(
    "state_days",
    tables,
    Column("state", String, primary_key=True),
    Column("known_from", String(10), primary_key=True),
    Column("valid_from", String(10), primary_key=True),
    Column("known_to", String(10), nullable=False),
    Column("valid_to", String(10), nullable=False),
    Column("kind", String, nullable=False),
    Column("first_day", String(10), nullable=False),
    Column("scope", String, nullable=False, index=True),
    Column("countries", String, nullable=False),
    Column("as_stored", Integer, nullable=False),
    Index("state_days_in_order", "kind", "first_day", "state", "known_to", "valid_to"),
    sqlite_with_rowid=False,
)
"""Between which days of knowledge, and on which days, there is a state. Days are ISO, "ever" where no day is asked."""

members = Table(
    "members",
    tables,
    Column("mention", String, primary_key=True),
    Column("component", String, nullable=False, index=True),
    Column("root", String, nullable=False),
    sqlite_with_rowid=False,
)
"""Of each mention the component (all that judgements may make one) and the cluster it is in, by first mention."""

state_parts = Table(
    "state_parts",
    tables,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("report", String, nullable=False, index=True),
    Column("mention", String, nullable=False, index=True),
    Column("home", String, index=True),
    Column("maker", String, index=True),
    Column("scope", String, nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""Of each state claim the mentions of the events that it speaks of, and the scope that it is folded in."""

scope_keys = Table(
    "scope_keys",
    tables,
    Column("key", String, primary_key=True),
    Column("claim", ForeignKey("claims.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""What state claims are folded together by, hashed; see chancery.record.scopes."""

happenings = Table(
    "happenings",
    tables,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("report", String, nullable=False, index=True),
    Column("chain", BigInteger, nullable=False, index=True),
)
"""What reports tell, as matching compares it: a hash of its first mention, and the chain of likenesses it is in."""

blocks = Table(
    "blocks",
    tables,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("last_day", Integer, primary_key=True, autoincrement=False),
    Column("happening", BigInteger, primary_key=True, autoincrement=False),
    Column("first_day", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Keys (hashed) and days (counted from the year 1) by which happenings are found that are worth comparing."""

waiting = Table("waiting", tables, Column("report", ForeignKey("reports.id"), primary_key=True))
"""Reports whose claims the events and states do not yet take into account."""

COMPUTED = (
    event_links,
    event_days,
    state_days,
    scope_keys,
    state_parts,
    members,
    blocks,
    happenings,
    state_events,
    state_claims,
    event_claims,
    states,
    events,
    standing,
)
"""What is computed and can be computed again, in an order that foreign keys allow to delete it in."""

for _table in tables.tables.values():
    for _column in _table.columns:
        if isinstance(_column.type, String):
            # Ids and days are compared and sorted byte by byte, as SQLite does, whatever language a server speaks.
            _column.type = _column.type.with_variant(
                Text(collation="C") if isinstance(_column.type, Text) else String(_column.type.length, collation="C"),
                "postgresql",
            )
