"""Whose word a claim is: its publisher's, an agency's that it credits, or that of the report it is a copy of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chancery.terms import UNKNOWN_DATE, Claim, Copy, Credit, Outlet, PartialDate, Provenance, Report, Snapshot

COPY, SAME_SENTENCE = "copy", "same sentence"
_SPACES = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Whose:
    """The independent source of a claim; `via` as of Testimony, `named` the speaker's words that name the outlet."""

    outlet: Outlet
    via: str = ""
    named: str = ""


def copy_groups(copies: Iterable[Copy]) -> dict[str, tuple[str, ...]]:
    """For each report that has copies, all reports of its group, itself among them, sorted.

    Groups are the connected components of the pairs, so that they are the same in any order.
    """
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for copy in copies:
        one, other = sorted((root(copy.left), root(copy.right)))
        parent[other] = one
    members: dict[str, list[str]] = {}
    for report in sorted(parent):
        members.setdefault(root(report), []).append(report)
    return {report: tuple(group) for group in members.values() for report in group}


class Sourcing:
    """The independent source of every claim of some reports. Pure: the same in whatever order they were filed.

    In this order: the outlet that the claim names; of a report with copies, the source of the group; the agency that
    the report is credited to; the publisher. The source of a group is the agency that one of its reports is credited to
    (that most are; then the first by id), else the agency that published one of them, else whoever published first.
    """

    def __init__(
        self,
        provenance: Mapping[str, Provenance],
        named: Mapping[str, Credit] | None = None,
        copies: Iterable[Copy] = (),
        published: Mapping[str, PartialDate] | None = None,
    ) -> None:
        self._provenance = provenance
        self._named = named or {}
        self._published = published or {}
        self._copies = held = [copy for copy in copies if copy.left in provenance and copy.right in provenance]
        self.groups = copy_groups(held)
        origins = {group[0]: self._origin(group) for group in self.groups.values()}
        self._origins = {report: origins[group[0]] for report, group in self.groups.items()}

    @classmethod
    def by_name(cls, publishers: Mapping[str, str]) -> Sourcing:
        """With no more known than a name for the publisher of each report."""
        return cls({report: Provenance(report, Outlet(name)) for report, name in publishers.items()})

    @classmethod
    def of_reports(
        cls,
        reports: Iterable[Report],
        provenance: Mapping[str, Provenance] | None = None,
        named: Mapping[str, Credit] | None = None,
        copies: Iterable[Copy] = (),
    ) -> Sourcing:
        """Of reports at hand; what was not traced at filing counts under its source as stated."""
        held = list(reports)
        known = provenance or {}
        return cls(
            {report.id: known.get(report.id) or stated_provenance(report) for report in held},
            named,
            copies,
            {report.id: report.published for report in held},
        )

    @classmethod
    def of_snapshot(cls, snapshot: Snapshot) -> Sourcing:
        """Of what a snapshot shows."""
        return cls.of_reports(snapshot.reports.values(), snapshot.provenance, snapshot.named, snapshot.copies)

    def known_on(self, day: date | None) -> Sourcing:
        """What was known of the sources on a day: what was published later is no source. None asks for no day."""
        if day is None:
            return self
        known = {report for report, when in self._published.items() if when.latest and when.latest <= day}
        held = {report: one for report, one in self._provenance.items() if report in known}
        return Sourcing(held, self._named, self._copies, self._published)

    def days(self, reports: Iterable[str]) -> set[date | None]:
        """The last days on which the reports, and all copies of them, can have been published."""
        every = {one for report in reports for one in self.groups.get(report, (report,))}
        return {self._published[one].latest for one in every if one in self._published}

    def publisher(self, report: str) -> Outlet:
        """Who published a report; the report itself where nothing is known of it."""
        held = self._provenance.get(report)
        return held.publisher if held else Outlet(report)

    def whose(self, claim: Claim) -> Whose:
        """The independent source of one claim by itself."""
        publisher = self.publisher(claim.report)
        named = self._named.get(claim.id)
        if named:
            return Whose(named.outlet, named.words if named.outlet.id != publisher.id else "", named.words)
        origin = self._origins.get(claim.report)
        if origin:
            return Whose(origin, COPY if origin.id != publisher.id else "")
        held = self._provenance.get(claim.report)
        if held and held.credit and held.credit.outlet.id != publisher.id:
            return Whose(held.credit.outlet, held.credit.words)
        return Whose(publisher)

    def among(self, claims: Sequence[Claim]) -> Callable[[Claim], Whose]:
        """A function from each of the claims about one happening to its independent source.

        A sentence that stands word for word in two sources' reports of one happening is one story, told once: by the
        source of whichever was known first.
        """
        own = {claim.id: self.whose(claim) for claim in claims}
        parent: dict[str, str] = {}

        def root(name: str) -> str:
            while parent.setdefault(name, name) != name:
                name = parent[name]
            return name

        seen: dict[str, str] = {}
        for claim in claims:
            name = own[claim.id].outlet.id
            words = _SPACES.sub(" ", claim.words.casefold()).strip()
            if words:
                one, other = sorted((root(seen.setdefault(words, name)), root(name)))
                parent[other] = one
        first: dict[str, Whose] = {}
        for claim in sorted(claims, key=lambda one: (*told_order(one.known), own[one.id].outlet.id, one.id)):
            first.setdefault(root(own[claim.id].outlet.id), own[claim.id])

        def whose(claim: Claim) -> Whose:
            mine = own[claim.id]
            told = first[root(mine.outlet.id)]
            return (
                mine if told.outlet.id == mine.outlet.id else Whose(told.outlet, mine.via or SAME_SENTENCE, mine.named)
            )

        return whose

    def _origin(self, group: Sequence[str]) -> Outlet:
        credited = [held.credit.outlet for held in map(self._provenance.get, group) if held and held.credit]
        if credited:
            counts: dict[str, int] = {}
            for outlet in credited:
                counts[outlet.id] = counts.get(outlet.id, 0) + 1
            chosen = min(counts, key=lambda one: (-counts[one], one))
            return next(outlet for outlet in credited if outlet.id == chosen)
        by_date = sorted(group, key=lambda one: (*told_order(self._published.get(one, UNKNOWN_DATE)), one))
        agencies = [one for one in by_date if self.publisher(one).kind == "agency"]
        return self.publisher((agencies or by_date)[0])


def stated_provenance(report: Report) -> Provenance:
    """What a report states of its source, and no more."""
    source = report.source
    return Provenance(report.id, Outlet(source.id, source.name, source.country, source.kind, source.ownership))


def told_order(known: PartialDate) -> tuple[date, date]:
    """Key that sorts by the day from which something could be known, what has none last."""
    return known.latest or date.max, known.earliest or date.max
