"""Claims and judgements as they count after people's corrections, for some reports of a record."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Column, Connection, select

from chancery.record import loading, rows, schema
from chancery.record.anchors import anchors_of
from chancery.record.batches import rows_with
from chancery.record.clusters import by_person
from chancery.record.corrections import correct
from chancery.record.triggers import Triggers
from chancery.terms import Claim, Judgement, Span


class Effective:
    """What counts, as a fold of everything would have it; whole reports are corrected, and only where somebody did."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        found = connection.execute(_BY_PERSONS)
        persons = [rows.judgement_of(row._asdict()) for row in found]
        self._corrected = self.reports_of(persons) if persons else set()
        whole = loading.claims_with(connection, schema.claims.c.report, self._corrected)
        corrected = correct(whole, persons)
        self._kept = {claim.id: claim for claim in corrected.claims}
        self._pairs = corrected.judgements
        self._read: dict[str, Claim] = {}

    def claims(self, column: Column[Any], keys: Collection[Any]) -> list[Claim]:
        """The claims that count and have one of the keys in a column (id, mention or report), by id."""
        by_id = schema.claims.c.id
        ids = set(keys) if column is by_id else set(loading.claim_ids_with(self.connection, column, keys))
        fresh = loading.claims_with(self.connection, by_id, ids - self._read.keys())
        self._read |= {claim.id: claim for claim in fresh}
        held = (self._read[one] for one in sorted(ids) if one in self._read)
        kept = (self._kept.get(claim.id) if claim.report in self._corrected else claim for claim in held)
        return [claim for claim in kept if claim is not None]

    def counting(self, claims: Collection[str]) -> set[str]:
        """Those of some claims (by id) that count."""
        table = schema.claims.c
        found = rows_with(self.connection, select(table.id, table.report).where(loading.current()), table.id, claims)
        return {row.id for row in found if row.report not in self._corrected or row.id in self._kept}

    def judgements(self, mentions: Collection[str]) -> list[Judgement]:
        """The judgements on pairs that count between mentions of a set."""
        held = set(mentions)
        ruled = [one for one in loading.standing_among(self.connection, held) if not by_person(one)]
        return loading.sorted_judgements(
            [*ruled, *(one for one in self._pairs if one.left in held and one.right in held)]
        )

    def triggers(self, reports: Collection[str]) -> Triggers:
        """The triggers of the event claims of some reports."""
        claims = schema.claims.c
        query = select(claims.id, claims.report, claims.trigger_start, claims.trigger_end, claims.mention)
        query = query.where(claims.kind == "event", loading.current()).order_by(claims.id)
        found = rows_with(self.connection, query, claims.report, reports)
        return Triggers(
            (row.report, Span(row.trigger_start, row.trigger_end), row.mention)
            for row in found
            if row.report not in self._corrected or row.id in self._kept
        )

    def reports_of(self, judgements: Collection[Judgement]) -> set[str]:
        """The reports whose claims people's judgements bear upon, over what they take back as well."""
        table, claims = schema.judgements, schema.claims
        mentions = {end for one in judgements if one.kind != "undo" for end in (one.left, one.right) if end}
        reports = {anchor.report for one in judgements for anchor in anchors_of(one)}
        undone = {one.left for one in judgements if one.kind == "undo"}
        while undone:
            found = [
                rows.judgement_of(r._asdict()) for r in rows_with(self.connection, select(table), table.c.id, undone)
            ]
            mentions |= {end for one in found if one.kind != "undo" for end in (one.left, one.right) if end}
            reports |= {anchor.report for one in found for anchor in anchors_of(one)}
            undone = {one.left for one in found if one.kind == "undo"}
        query = select(claims.c.report)
        return reports | {row.report for row in rows_with(self.connection, query, claims.c.mention, mentions)}


_BY_PERSONS = select(schema.judgements).where(loading.by_persons())
