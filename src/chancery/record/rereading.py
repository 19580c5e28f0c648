"""A filed report read again: what the new reading claims takes the place of what the last one claimed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from chancery.record import loading, rows, schema, tracing
from chancery.terms import Claim, RecordError


@dataclass(frozen=True, slots=True)
class Change:
    """How many claims of a report came new, came back after having been superseded, or were superseded."""

    added: int = 0
    restored: int = 0
    superseded: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.restored or self.superseded)


def replace_claims(connection: Connection, report: str, claims: Sequence[Claim], versions: Mapping[str, str]) -> Change:
    """Make these the claims of a report that count, and say what changed; the record is then unmatched if anything did.

    Raises:  RecordError where the report is not filed, or a claim is of another report.
    """
    if not loading.holds(connection, report):
        raise RecordError(f"the record holds no report {report}", remedy="file it first: chancery file PATH")
    stray = next((claim for claim in claims if claim.report != report), None)
    if stray:
        raise RecordError(f"claim {stray.id} is of report {stray.report}, not {report}")
    made = {claim.id: claim for claim in claims}
    ids = schema.claims.c
    held = set(connection.execute(select(ids.id).where(ids.report == report)).scalars())
    before = set(connection.execute(select(ids.id).where(ids.report == report, loading.current())).scalars())
    fresh, gone, back = made.keys() - held, before - made.keys(), (held - before) & made.keys()
    loading.insert_all(connection, schema.claims, [rows.claim_row(made[one]) for one in sorted(fresh)])
    loading.insert_all(connection, schema.superseded, [{"claim": one} for one in sorted(gone)])
    for one in sorted(back):
        connection.execute(delete(schema.superseded).where(schema.superseded.c.claim == one))
    connection.execute(delete(schema.readings).where(schema.readings.c.report == report))
    row = {"report": report, "versions": rows.encode(dict(versions))}
    loading.insert_all(connection, schema.readings, [row])
    change = Change(len(fresh), len(back), len(gone))
    if change:
        loading.wait_for(connection, tracing.touched(connection, [report]))
        tracing.forget_trace(connection, [report])
    return change


def versions_read(connection: Connection) -> dict[str, dict[str, str]]:
    """By which versions of the steps each report was last read again, by report id."""
    found = connection.execute(select(schema.readings))
    return {row.report: rows.decode(row.versions, dict[str, str], f"reading of {row.report}") for row in found}
