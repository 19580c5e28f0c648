"""What is put into a record: reports with their claims, judgements, runs, archives; and what is then computed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from chancery.record import archive, judging, loading, moving, refreshing, rereading, rows, schema, tracing
from chancery.record.archive import Manifest
from chancery.record.matcher import Matcher
from chancery.record.moving import Imported
from chancery.record.opened import Opened
from chancery.record.refreshing import Judge
from chancery.record.rereading import Change
from chancery.terms import Claim, Failure, Judgement, RecordError, Report, SetAside, Span, content_id

_TRACED_AT_ONCE = 100
"""Reports looked at for their sources in one transaction."""
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")


class Filing(Opened):
    """An open record that is added to."""

    # --- adding -------------------------------------------------------------------------------------------------

    def add(self, report: Report, claims: Iterable[Claim], sentences: Iterable[Span] = ()) -> bool:
        """File one report with its claims, whole or not at all; false where it was there already.

        `sentences` are what `search` finds and shows; where none are given, the report's blocks are cut at full stops.
        Raises:  RecordError where a claim is not of this report or repeats the id of another one.
        """
        claims = list(claims)
        identity = report.id
        stray = next((claim for claim in claims if claim.report != identity), None)
        if stray:
            raise RecordError(f"claim {stray.id} is of report {stray.report}, not {identity}", where=self.where)
        spans = sorted(set(sentences)) or _rough_sentences(report)
        with self._write() as connection:
            if loading.holds(connection, identity):
                return False
            if loading.merge_source(connection, report.source):
                loading.wait_for(connection, loading.reports_from(connection, report.source))
            connection.execute(insert(schema.reports), rows.report_row(report, self._clock()))
            if spans:
                cut = [{"report": identity, "start": span.start, "end": span.end} for span in spans]
                connection.execute(insert(schema.sentences), cut)
            unique = {claim.id: rows.claim_row(claim) for claim in claims}
            loading.insert_all(connection, schema.claims, list(unique.values()))
            self._database.index_words(connection, identity)
            loading.wait_for(connection, [identity])
        return True

    def replace_claims(self, report: str, claims: Iterable[Claim], versions: Mapping[str, str]) -> Change:
        """Put what a new reading of a filed report claims in place of what the last one claimed; nothing is deleted.

        Claims that no longer come out are superseded: they stay in the record and no longer count. `versions` of the
        steps are kept. A reading that says what the last one said changes nothing else.
        Raises:  RecordError where the report is not filed, or a claim is of another report.
        """
        with self._write() as connection:
            return rereading.replace_claims(connection, report, list(claims), versions)

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Append judgements and say how many were new.

        A person's count from the next `rebuild` on; a rule's only if the `judge` given there passes them again.
        """
        with self._write() as connection:
            return refreshing.add_judgements(connection, judgements)

    def add_persons(self, judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
        """Append what one person says in one act, at the time of the record's clock; it counts from the next `rebuild`.

        Raises:  RecordError where the clock is behind the last judgement on the same mentions.
        """
        with self._write() as connection:
            return judging.add_persons(connection, judgements, self._clock())

    def add_refusal(self, refusal: SetAside | Failure) -> None:
        """Keep what was set aside or failed, once."""
        if isinstance(refusal, SetAside):
            row = {"place": rows.plain(refusal.where), "reason": refusal.reason, "detail": rows.plain(refusal.detail)}
            table = schema.set_aside
        else:
            row = {"place": rows.plain(refusal.where), "code": refusal.code, "detail": rows.plain(refusal.detail)}
            row["remedy"] = rows.plain(refusal.remedy)
            table = schema.failures
        with self._write() as connection:
            loading.insert_new(connection, table, [row | {"id": content_id("x", *row.values())}])

    def add_run(self, manifest: Mapping[str, Any]) -> None:
        """Keep what a run was made with and what came of it."""
        with self._write() as connection:
            connection.execute(insert(schema.runs), {"ended": self._clock(), "manifest": rows.encode(dict(manifest))})

    # --- moving -------------------------------------------------------------------------------------------------

    def export_archive(self, path: Path | str) -> Manifest:
        """Write all that was filed and judged into one portable file, as it is at this moment.

        Raises:  RecordError where the file cannot be written; one of that name is replaced only by a whole one.
        """
        with self._read() as connection:
            return moving.export_record(self._database, connection, Path(path))

    def import_archive(self, path: Path | str) -> Imported:
        """Add what an archive holds and this record does not, whole or not at all; what is there stays as it is.

        Raises:  RecordError where the file is no archive, is damaged, or was made by a newer Chancery.
        """
        archive.check(Path(path), schema.VERSION)
        with self._write() as connection:
            return moving.import_archive(self._database, connection, Path(path))

    # --- computing ----------------------------------------------------------------------------------------------

    def trace(self, tracer: tracing.Tracer, compare: tracing.Compare, *, again: bool = False) -> int:
        """Look at all reports that were not yet looked at for their sources and copies, and say how many they were.

        Call it before `rebuild`: events count a report that was not looked at under its source as stated. `again`
        looks at every report anew, after a change of the list of sources. Each batch is a transaction of its own, so
        that an interrupted run goes on where it ended.
        """
        if again:
            with self._write() as connection:
                known = set(tracing.load_provenance(connection))
                loading.wait_for(connection, tracing.touched(connection, known))
                tracing.forget_trace(connection, known)
        done = 0
        while True:
            with self._write() as connection:
                waiting = tracing.untraced(connection, _TRACED_AT_ONCE)
                for report in loading.load_reports(connection, waiting):
                    claims = loading.load_claims_of(connection, report.id)
                    tracing.put_trace(connection, report, tracer(report, claims), compare)
                if waiting:
                    loading.wait_for(connection, waiting)
            done += len(waiting)
            if len(waiting) < _TRACED_AT_ONCE:
                return done

    def rebuild(self, judge: Judge | None = None) -> None:
        """Judge all claims again and replace the events and states by what then follows from them.

        Without `judge` the rules' judgements stay as they were. A person's always count. Where `refresh` computed the
        record, only what people judged since is computed, and what waits to be judged goes on waiting.
        """
        with self._write() as connection:
            refreshing.rebuild(connection, judge)

    def refresh(self, matcher: Matcher) -> None:
        """Judge what was added since the last time, and compute what it bears upon; the rest stays as it is.

        Gives what judging and folding everything would. A record that another matcher judged is judged anew as a whole.
        """
        with self._write() as connection:
            refreshing.refresh(connection, matcher)


def _rough_sentences(report: Report) -> list[Span]:
    """Blocks cut at full stops: enough to search in where nobody read the report."""
    spans: list[Span] = []
    for block in report.blocks or (Span(0, len(report.text)),):
        start = block.start
        for end in [*(m.end() for m in _SENTENCE_END.finditer(report.text, block.start, block.end)), block.end]:
            if report.text[start:end].strip():
                spans.append(Span(start, start + len(report.text[start:end].rstrip())))
            start = end
    return spans
