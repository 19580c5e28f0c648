"""The record: one file that reports and claims are added to, and that events and states are computed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import func, insert, select

from chancery.record import archive, judging, loading, moving, refreshing, rereading, rows, schema, tracing
from chancery.record.addresses import open_database
from chancery.record.archive import Manifest
from chancery.record.checks import Problem, find_problems
from chancery.record.database import Database
from chancery.record.lookup import Found, find_by_prefix
from chancery.record.matcher import Matcher
from chancery.record.moving import Imported
from chancery.record.opening import make_ready
from chancery.record.paging import Page, situation_page, timeline_page
from chancery.record.refreshing import Judge
from chancery.record.rereading import Change
from chancery.record.searching import Hit, find_sentences
from chancery.record.snapshots import make_snapshot
from chancery.terms import (
    Claim,
    Event,
    Failure,
    Judgement,
    Provenance,
    RecordError,
    Report,
    SetAside,
    Snapshot,
    Span,
    State,
    content_id,
)

_TRACED_AT_ONCE = 100
"""Reports looked at for their sources in one transaction."""
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")


def utc_now() -> str:
    """The time of filing, to the second. Nothing else in the record depends on a clock."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Record:
    """An attributed record in one SQLite file or in PostgreSQL; open it with `Record.open`, use it in a `with`.

    Filing is two steps. `add` puts one report with its claims into the file, in one transaction, and marks the
    record unmatched. `rebuild` judges which claims belong together, folds them into events and states, replaces
    the computed tables and lifts the mark, in one transaction too. A process killed in between leaves whole reports
    and the mark, nothing half-written; whoever opens the file next and finds `unmatched` true calls `rebuild`, which
    gives what the first process would have. (Why not rebuild with each report: a run over many would do the work again
    for each.) Claims and judgements are append-only: triggers refuse to change or delete them.

    Known on a day: a claim counts from the last day on which its report can have been published. A report whose
    date of publication is not known counts only where no such day is asked; `Snapshot.origin` says how many were
    left out.
    """

    def __init__(self, database: Database, clock: Callable[[], str]) -> None:
        self._database = database
        self._read, self._write = database.read, database.write
        self._clock = clock

    @classmethod
    def open(cls, address: Path | str, *, create: bool = True, clock: Callable[[], str] = utc_now) -> Record:
        """The record in a file, or in PostgreSQL by URL; made new where there is none and `create` allows it.

        Raises:  RecordError where it is missing, is no record, cannot be reached, or was made by a newer Chancery.
        """
        record = cls(open_database(address), clock)
        try:
            make_ready(record._database, create)
        except BaseException:
            record.close()
            raise
        return record

    @property
    def where(self) -> str:
        """What messages name the record by: the path of the file, or the URL without a password."""
        return self._database.where

    def close(self) -> None:
        """Let go of the file or the server. Harmless if done twice."""
        self._database.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- adding -------------------------------------------------------------------------------------------------

    def has(self, report_id: str) -> bool:
        """Whether a report is filed."""
        with self._read() as connection:
            return loading.holds(connection, report_id)

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

    def versions_read(self) -> dict[str, dict[str, str]]:
        """By which versions of the steps each report was last read again, by id; those never read again have none."""
        with self._read() as connection:
            return rereading.versions_read(connection)

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

    @property
    def unmatched(self) -> bool:
        """Whether claims or judgements were added that events and states do not yet take into account."""
        with self._read() as connection:
            return loading.get_meta(connection, "unmatched") == "1"

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

    # --- asking -------------------------------------------------------------------------------------------------

    def snapshot(
        self,
        as_of: date | None = None,
        known_on: date | None = None,
        reports: Iterable[str] | None = None,
    ) -> Snapshot:
        """What the record holds: as it stood on a day, as known on a day, from some of its reports only (by id).

        Shapes:  with `as_of`, events that can lie on or before the day (without a first day: from when they were first
                 told) and states that can have stood on it; none of what has neither a day of its own nor a dated
                 report. With `known_on`, only what reports published by then say, folded anew. `origin` has record (the
                 file's name), schema, chancery, and, where they apply, unmatched ("1") and left_out (reports of unknown
                 date).
        """
        chosen = None if reports is None else set(reports)
        with self._read() as connection:
            held = [report for report in loading.load_reports(connection) if chosen is None or report.id in chosen]
            claims = loading.load_claims(connection)
            judgements = loading.load_standing(connection)
            stored = {name: loading.get_meta(connection, name) for name in ("schema", "chancery", "unmatched")}
            whole = as_of is None and known_on is None and chosen is None and stored["unmatched"] == "0"
            folded = loading.load_folded(connection, claims) if whole else None
            traced = tracing.load_provenance(connection)
            named, copies = tracing.load_named(connection), tracing.load_copies(connection)
        origin = {"record": self._database.name, "schema": stored["schema"], "chancery": stored["chancery"]}
        if stored["unmatched"] == "1":
            origin["unmatched"] = "1"
        return make_snapshot(
            held,
            claims,
            judgements,
            as_of=as_of,
            known_on=known_on,
            origin=origin,
            folded=folded,
            provenance=traced,
            named=named,
            copies=copies,
        )

    def timeline(
        self,
        as_of: date | None = None,
        known_on: date | None = None,
        *,
        types: Collection[str] = (),
        country: str = "",
        since: date | None = None,
        until: date | None = None,
        limit: int = 25,
        offset: int = 0,
    ) -> Page:
        """A page of the events that `snapshot` would give, of some types, of a country (place or party), of some time.

        Shapes:  `since` and `until` bound the first possible day. Only what stands on the page is read. `origin` of its
                 snapshot is as of `snapshot`, `left_out` too, with newest: the record's last day of publication.
        """
        with self._read() as connection:
            page = timeline_page(
                connection,
                as_of,
                known_on,
                types=types,
                country=country,
                since=since,
                until=until,
                limit=limit,
                offset=offset,
            )
        return self._named(page)

    def situation(
        self,
        as_of: date | None = None,
        known_on: date | None = None,
        *,
        kinds: Sequence[str] = (),
        country: str = "",
        limit: int = 25,
        offset: int = 0,
    ) -> Page:
        """A page of the states that `snapshot` would give, of some kinds (in this order), of a country."""
        with self._read() as connection:
            page = situation_page(connection, as_of, known_on, kinds=kinds, country=country, limit=limit, offset=offset)
        return self._named(page)

    def _named(self, page: Page) -> Page:
        origin = {"record": self._database.name, **page.snapshot.origin}
        return replace(page, snapshot=replace(page.snapshot, origin=origin))

    def search(self, words: str, *, limit: int = 50) -> list[Hit]:
        """Sentences that hold all the words (a phrase where quoted), the best first, with the claims made there."""
        with self._read() as connection:
            return find_sentences(self._database, connection, words, limit)

    def find(self, prefix: str) -> Found:
        """The event, state, claim, report or mention whose id begins so.

        Raises:  UnknownIdError where none or more than one does, with the nearest ids.
        """
        with self._read() as connection:
            return find_by_prefix(connection, prefix)

    def persons(self) -> tuple[Judgement, ...]:
        """Every judgement that a person passed, undos among them, in order of time, then id."""
        with self._read() as connection:
            return judging.load_persons(connection)

    def rulings(self, mentions: Iterable[str]) -> tuple[Judgement, ...]:
        """The judgements on pairs that stand, rules' and people's, with an end among some mentions, by pair."""
        with self._read() as connection:
            return judging.rulings(connection, mentions)

    def ruled_as(self, prefix: str) -> tuple[Judgement, ...]:
        """The judgements on pairs that stand, rules' and people's, whose ids begin so, by id."""
        with self._read() as connection:
            return judging.ruled_as(connection, prefix)

    def claims_of(self, reports: Iterable[str]) -> tuple[Claim, ...]:
        """The claims of some reports (by id) that count, by place, as they were read: nobody's corrections applied."""
        with self._read() as connection:
            return judging.claims_of(connection, reports)

    def homes(self, claims: Iterable[str]) -> tuple[tuple[Event, ...], tuple[State, ...]]:
        """The events and states that rest on some claims (by id)."""
        with self._read() as connection:
            return judging.homes(connection, claims)

    def check(self) -> list[Problem]:
        """Everything that is not as it should be: spans, ids, computed events and states, the file itself."""
        try:
            with self._read() as connection:
                return find_problems(self._database, connection)
        except RecordError as error:
            return [Problem("unreadable", error.where, error.found)]

    def reports(self) -> Iterator[Report]:
        """All reports, by id."""
        with self._read() as connection:
            found = sorted(loading.load_reports(connection), key=lambda report: report.id)
        yield from found

    def refusals(self) -> list[SetAside | Failure]:
        """What was set aside or failed when it was to be filed, by where it came from."""
        aside, failed = schema.set_aside, schema.failures
        with self._read() as connection:
            some: list[SetAside | Failure] = [
                SetAside(row.place, row.reason, row.detail)
                for row in connection.execute(select(aside).order_by(aside.c.place, aside.c.id))
            ]
            some += [
                Failure(row.place, row.code, row.detail, row.remedy)
                for row in connection.execute(select(failed).order_by(failed.c.place, failed.c.id))
            ]
        return some

    def provenance(self) -> dict[str, Provenance]:
        """What is known of the sources of the reports that were looked at, by report id."""
        with self._read() as connection:
            return tracing.load_provenance(connection)

    def counts(self) -> dict[str, int]:
        """How many sources, reports, claims, standing judgements, events, states, set_aside and failures there are."""
        names = ("sources", "reports", "claims", "standing", "events", "states", "set_aside", "failures")
        with self._read() as connection:
            return {
                "judgements" if name == "standing" else name: connection.execute(
                    select(func.count()).select_from(schema.tables.tables[name])
                ).scalar_one()
                for name in names
            }

    def contents(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that is recorded, table by table in order, without row numbers, times of filing, the log of runs and
        what matching compares reports by.

        Two records of the same reports are equal in it, whatever the order they were filed in.
        """
        skipped = {"reports": {"filed"}, "sentences": {"id"}, "signed": {"number"}, "copy_bands": {"signed"}}
        result: dict[str, list[tuple[Any, ...]]] = {}
        with self._read() as connection:
            for name, table in sorted(schema.tables.tables.items()):
                if name in ("runs", "judgements", "happenings", "blocks"):
                    continue
                columns = [column for column in table.columns if column.name not in skipped.get(name, set())]
                query = select(*columns)
                if table is schema.meta:
                    query = query.where(schema.meta.c.key.not_in(("chancery", "matcher")))
                result[name] = sorted((tuple(row) for row in connection.execute(query)), key=repr)
        return result


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
