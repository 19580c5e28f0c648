"""What a record is asked for: snapshots, pages, sentences, ids, and all else that is in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from chancery.record import judging, loading, rereading, schema, tracing
from chancery.record.checks import Problem, find_problems
from chancery.record.lookup import Found, find_by_prefix
from chancery.record.opened import Opened
from chancery.record.paging import Page, situation_page, timeline_page
from chancery.record.searching import Hit, find_sentences
from chancery.record.snapshots import make_snapshot
from chancery.terms import Claim, Event, Failure, Judgement, Provenance, RecordError, Report, SetAside, Snapshot, State


class Asking(Opened):
    """An open record that is asked."""

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

    def versions_read(self) -> dict[str, dict[str, str]]:
        """By which versions of the steps each report was last read again, by id; those never read again have none."""
        with self._read() as connection:
            return rereading.versions_read(connection)

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

    def is_larger(self, reports: int) -> bool:
        """Whether it holds more reports than so many; further ones are not counted."""
        query = select(schema.reports.c.id).order_by(schema.reports.c.id).offset(reports).limit(1)
        with self._read() as connection:
            return connection.execute(query).first() is not None

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
