"""The computed tables brought up to what was filed: only what is new judged and folded, or everything anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, delete, select

from chancery.record import loading, rows, schema
from chancery.record.clusters import by_person
from chancery.record.effective import Effective
from chancery.record.matcher import Matcher
from chancery.record.pairing import Pairing
from chancery.record.refolding import refold
from chancery.terms import Claim, Judgement

Judge = Callable[[Sequence[Claim]], Sequence[Judgement]]
"""What judges all claims at once: chancery.matching.events.judge, or a test's own."""


def add_judgements(connection: Connection, judgements: Iterable[Judgement]) -> int:
    """Append judgements, mark the record where there were new ones, and say how many."""
    some = list(judgements)
    added = loading.insert_new(connection, schema.judgements, [rows.judgement_row(one) for one in some], "row")
    if added:
        loading.set_meta(connection, "unmatched", "1")
    return added


def rebuild(connection: Connection, judge: Judge | None) -> None:
    """Compute everything anew, from what the judge says of all claims or from the rules' judgements that stand."""
    if judge is None and loading.get_meta(connection, "matcher"):
        refold(connection, _let_persons_stand(connection), ())
        if connection.execute(select(schema.waiting)).first() is None:
            loading.set_meta(connection, "unmatched", "0")
        return
    every = loading.load_judgements(connection)
    persons = [judgement for judgement in every if by_person(judgement)]
    if judge:
        ruled = list(judge(loading.load_claims(connection)))
    else:
        ruled = [judgement for judgement in loading.load_standing(connection) if not by_person(judgement)]
    judged = {row["row"]: row for row in map(rows.judgement_row, (*persons, *ruled))}
    reports = _clear(connection)
    loading.insert_new(connection, schema.judgements, list(judged.values()), "row")
    loading.insert_all(connection, schema.standing, [{"row": row} for row in sorted(judged)])
    refold(connection, reports, ())
    _done(connection, "")


def refresh(connection: Connection, matcher: Matcher) -> None:
    """Judge and fold what waits; everything where another matcher judged before."""
    if loading.get_meta(connection, "matcher") != matcher.BY:
        reports = _clear(connection)
    else:
        reports = list(connection.execute(select(schema.waiting.c.report)).scalars())
    claims = loading.claims_with(connection, schema.claims.c.report, reports)
    touched = Pairing(connection, matcher).judge(reports, claims)
    refold(connection, {*reports, *_let_persons_stand(connection)}, touched)
    _done(connection, matcher.BY)


def _let_persons_stand(connection: Connection) -> set[str]:
    """Make persons' judgements stand that do not yet; the reports that they bear upon."""
    table, standing = schema.judgements, schema.standing
    fresh = select(table).where(loading.by_persons(), table.c.row.not_in(select(standing.c.row)))
    found = [row._asdict() for row in connection.execute(fresh)]
    loading.insert_all(connection, standing, [{"row": row["row"]} for row in found])
    return Effective(connection).reports_of([rows.judgement_of(row) for row in found]) if found else set()


def _clear(connection: Connection) -> list[str]:
    """Delete all that is computed; the reports, all of which now wait."""
    for table in schema.COMPUTED:
        connection.execute(delete(table))
    return list(connection.execute(select(schema.reports.c.id)).scalars())


def _done(connection: Connection, matcher: str) -> None:
    connection.execute(delete(schema.waiting))
    loading.set_meta(connection, "matcher", matcher)
    loading.set_meta(connection, "unmatched", "0")
