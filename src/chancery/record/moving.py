"""A record put into an archive, and an archive into a record: what is there already stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from chancery.record import archive, loading, rows, schema
from chancery.record.archive import Line, Manifest
from chancery.record.database import Database
from chancery.terms import RecordError

_REPORTS_AT_ONCE = 50
_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: how many reports, claims and judgements were new, and how many reports were there."""

    reports: int = 0
    already_there: int = 0
    claims: int = 0
    judgements: int = 0

    def __bool__(self) -> bool:
        return bool(self.reports or self.judgements)


def export_record(database: Database, connection: Connection, path: Path) -> Manifest:
    """Write all that was filed and judged into an archive, as it is at this moment."""
    with archive.writing(path) as writer:
        writer.put("reports", _reports(connection))
        for name in archive.PARTS[1:]:
            table = schema.tables.tables[name]
            writer.put(name, _rows(connection, table))
        made_by = loading.get_meta(connection, "chancery")
        return writer.close(schema=schema.VERSION, chancery=made_by, record=database.name)


def _reports(connection: Connection) -> Iterator[Line]:
    for batch in _batches(connection, schema.reports, _REPORTS_AT_ONCE):
        ids = [row["id"] for row in batch]
        cut = _of_reports(connection, schema.sentences, ids)
        claims = _of_reports(connection, schema.claims, ids)
        read = _of_reports(connection, schema.readings, ids)
        query = select(schema.superseded.c.claim).join(schema.claims).where(schema.claims.c.report.in_(ids))
        gone = set(connection.execute(query).scalars())
        for row in batch:
            made = sorted(claims.get(row["id"], ()), key=lambda claim: claim["id"])
            yield {
                "report": row,
                "sentences": sorted([one["start"], one["end"]] for one in cut.get(row["id"], ())),
                "claims": made,
                "superseded": [claim["id"] for claim in made if claim["id"] in gone],
                "versions": next((one["versions"] for one in read.get(row["id"], ())), None),
            }


def _of_reports(connection: Connection, table: Table, ids: Sequence[str]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for row in connection.execute(select(table).where(table.c.report.in_(ids))):
        found.setdefault(row.report, []).append(row._asdict())
    return found


def _rows(connection: Connection, table: Table) -> Iterator[Line]:
    numbered = table is schema.runs
    for batch in _batches(connection, table, _ROWS_AT_ONCE):
        for row in batch:
            yield {name: value for name, value in row.items() if not (numbered and name == "id")}


def _batches(connection: Connection, table: Table, size: int) -> Iterator[list[Line]]:
    """All rows in the order of their key, some at a time."""
    [key] = table.primary_key.columns
    query = select(table).order_by(key).limit(size)
    found = connection.execute(query).all()
    while found:
        yield [row._asdict() for row in found]
        found = connection.execute(query.where(key > found[-1]._asdict()[key.name])).all()


def import_archive(database: Database, connection: Connection, path: Path) -> Imported:
    """Add what an archive holds and the record does not; the record is then unmatched if anything was.

    A report that is there stays as it is, with its claims. Raises: RecordError where the archive is damaged.
    """
    reports = there = claims = 0
    for number, line in enumerate(archive.lines(path, "reports"), 1):
        unit = _Unit(line, f"line {number} of reports", path)
        if loading.holds(connection, unit.id):
            there += 1
            continue
        unit.put(database, connection)
        reports += 1
        claims += len(unit.claims)
    judgements = _add_new(connection, schema.judgements, "row", path)
    for table in (schema.set_aside, schema.failures):
        _add_new(connection, table, "id", path)
    _add_runs(connection, path)
    if reports or judgements:
        # Sources may be known better by now and people may have judged: what was there is judged anew with the rest.
        loading.set_meta(connection, "matcher", "")
        loading.set_meta(connection, "unmatched", "1")
    return Imported(reports, there, claims, judgements)


class _Unit:
    """A line of reports: what was filed with one report, checked against the ids and hashes that it must have."""

    def __init__(self, line: Line, where: str, path: Path) -> None:
        try:
            self.row = archive.row_for(line["report"], _columns(schema.reports), where, path)
            self.claims = [archive.row_for(row, _columns(schema.claims), where, path) for row in line["claims"]]
            self.sentences = [(int(start), int(end)) for start, end in line["sentences"]]
            self.superseded = [str(one) for one in line["superseded"]]
            self.versions: str | None = line["versions"]
            self.report = rows.report_of(self.row)
            self.id = self.report.id
            for row in self.claims:
                rows.claim_of(row)
        except (KeyError, TypeError, ValueError) as error:
            raise archive.damaged(path, f"{where} is not as it must be ({error!r})") from error
        except RecordError as error:
            raise archive.damaged(path, f"{where}: {error.found}") from error
        if self.row["id"] != self.id:
            raise archive.damaged(path, f"{where} is the report {self.id}, not {self.row['id']}")
        for row in self.claims:
            if row["report"] != self.id or rows.claim_digest(row) != row["digest"]:
                raise archive.damaged(path, f"{where}: claim {row['id']} is not as it was filed")

    def put(self, database: Database, connection: Connection) -> None:
        """File it."""
        if loading.merge_source(connection, self.report.source):
            loading.wait_for(connection, loading.reports_from(connection, self.report.source))
        connection.execute(insert(schema.reports), self.row)
        loading.wait_for(connection, [self.id])
        cut = [{"report": self.id, "start": start, "end": end} for start, end in self.sentences]
        loading.insert_all(connection, schema.sentences, cut)
        loading.insert_all(connection, schema.claims, self.claims)
        loading.insert_all(connection, schema.superseded, [{"claim": one} for one in self.superseded])
        if self.versions is not None:
            loading.insert_all(connection, schema.readings, [{"report": self.id, "versions": self.versions}])
        database.index_words(connection, self.id)


def _add_new(connection: Connection, table: Table, key: str, path: Path) -> int:
    added = 0
    for batch in _in_batches(_checked(table, path)):
        if table is schema.judgements:
            for row in batch:
                if rows.judgement_row(rows.judgement_of(row)) != row:
                    raise archive.damaged(path, f"judgement {row['id']} is not as it was passed")
        added += loading.insert_new(connection, table, batch, key)
    return added


def _add_runs(connection: Connection, path: Path) -> None:
    """Runs have no id of their own: one that ended at the same time and did the same is the same."""
    table = schema.runs
    there = {tuple(row) for row in connection.execute(select(table.c.ended, table.c.manifest))}
    for batch in _in_batches(_checked(table, path)):
        fresh = [row for row in batch if (row["ended"], row["manifest"]) not in there]
        there.update((row["ended"], row["manifest"]) for row in fresh)
        loading.insert_all(connection, table, fresh)


def _checked(table: Table, path: Path) -> Iterator[Line]:
    columns = _columns(table)
    defaults = {
        column.name: str(getattr(column.server_default, "arg", "")) for column in table.columns if column.server_default
    }
    for number, line in enumerate(archive.lines(path, table.name), 1):
        yield defaults | archive.row_for(line, columns, f"line {number} of {table.name}", path)


def _columns(table: Table) -> Mapping[str, bool]:
    """Which columns a row may have, and whether it must."""
    numbered = table is schema.runs
    return {
        column.name: not (column.nullable or column.server_default is not None)
        for column in table.columns
        if not (numbered and column.name == "id")
    }


def _in_batches(lines: Iterator[Line]) -> Iterator[list[dict[str, Any]]]:
    batch: list[Line] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _ROWS_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
