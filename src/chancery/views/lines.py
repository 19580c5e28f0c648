"""A line of a brief or table with the sentences that it rests on, and the labels under which they are cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from chancery.terms import Claim, Event, Report, Snapshot, Span, State, content_id
from chancery.views.dating import sort_key
from chancery.views.weighing import Weigher, Weighing


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A sentence of a report that a line rests on: `span` is the sentence, `trigger` its decisive words."""

    report: str
    span: Span
    claim: str
    trigger: Span


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text that leads back to sentences.

    Shapes:  `cites` in order of report and place, one for each claim; `rests_on` are ids of events, states or claims.
             `id` is what `why` takes: of a line of a brief derived from what it says and rests on, elsewhere the id
             of the one event, state or claim that the line tells of. kind: event, state,
             takeaway, headline, change, claim, difference, opinion, question or source. `weighing` says how the sources
             of the event or state that it tells of weigh, where that tells more than the text; no part of its id.
    """

    id: str
    kind: str
    text: str
    cites: tuple[Citation, ...] = ()
    rests_on: tuple[str, ...] = ()
    weighing: Weighing | None = None

    @property
    def by_thing(self) -> Line:
        """The line under the id of what it tells of, the first thing that it rests on."""
        return replace(self, id=self.rests_on[0])


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A report that was used: its number in citations and what is known of where it came from."""

    number: int
    report: str
    title: str
    source: str
    country: str
    published: str
    published_how: str
    published_why: str
    path: str


class Citations:
    """Finds the sentences behind claims, and gives reports and sentences the numbers under which they are cited.

    Reports are numbered by date, undated last; a sentence is "2.5" where it is the fifth cited of report 2.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        ordered = sorted(
            snapshot.reports.items(), key=lambda pair: (*sort_key(pair[1].published), pair[1].source.name, pair[0])
        )
        self.numbers: Mapping[str, int] = {key: at for at, (key, _) in enumerate(ordered, start=1)}
        spans: dict[str, set[Span]] = {}
        for claim in snapshot.claims.values():
            spans.setdefault(claim.report, set()).add(claim.sentence)
        self._labels = {
            (report, span): f"{self.numbers.get(report, 0)}.{at}"
            for report, some in spans.items()
            for at, span in enumerate(sorted(some), start=1)
        }

    def of(self, claims: Iterable[str]) -> tuple[Citation, ...]:
        """Citations of the claims that the snapshot holds."""
        found = (self.snapshot.claims.get(one) for one in dict.fromkeys(claims))
        held = [claim for claim in found if claim is not None and claim.report in self.snapshot.reports]
        held.sort(key=lambda claim: (self.numbers[claim.report], claim.sentence, claim.trigger, claim.id))
        return tuple(cite(claim) for claim in held)

    def label(self, citation: Citation) -> str:
        """The label of the cited sentence, such as "2.5"."""
        return self._labels.get((citation.report, citation.span), str(self.numbers.get(citation.report, 0)))

    @cached_property
    def _weigher(self) -> Weigher:
        return Weigher(self.snapshot)

    def line(
        self,
        kind: str,
        text: str,
        claims: Iterable[str],
        rests_on: Iterable[str] = (),
        *,
        of: Event | State | None = None,
    ) -> Line:
        """A line with the citations of its claims, and how the sources of what it tells of (`of`) weigh."""
        grounds = tuple(dict.fromkeys(rests_on))
        weighing = self._weigher.line(of, text) if of else None
        return Line(content_id("l", kind, text, *grounds), kind, text, self.of(claims), grounds, weighing)

    def sources(self) -> tuple[SourceLine, ...]:
        """All reports of the snapshot in the order of their numbers."""
        return tuple(
            source_line(number, key, self.snapshot.reports[key])
            for key, number in sorted(self.numbers.items(), key=lambda pair: pair[1])
        )


def once(lines: Iterable[Line]) -> list[Line]:
    """The lines, those that say the same in the same words as one: the first, with the citations of all."""
    kept: dict[str, Line] = {}
    for line in lines:
        first = kept.get(line.text)
        if first is None:
            kept[line.text] = line
            continue
        cites = tuple(dict.fromkeys((*first.cites, *line.cites)))
        kept[line.text] = replace(first, cites=cites, rests_on=tuple(dict.fromkeys((*first.rests_on, *line.rests_on))))
    return list(kept.values())


def cite(claim: Claim) -> Citation:
    """The citation of a claim's sentence."""
    return Citation(claim.report, claim.sentence, claim.id, claim.trigger)


def source_line(number: int, key: str, report: Report) -> SourceLine:
    """What is known of where a report came from."""
    return SourceLine(
        number,
        key,
        report.title,
        report.source.name,
        report.source.country,
        report.published.edtf,
        report.published_how,
        report.published_why,
        report.path,
    )


def cited_sources(citations: Citations, lines: Iterable[Line]) -> tuple[SourceLine, ...]:
    """The reports that some lines cite, in the order of their numbers, which they keep."""
    cited = {cite.report for line in lines for cite in line.cites}
    return tuple(one for one in citations.sources() if one.report in cited)


def spread(cites: Iterable[Citation], most: int) -> tuple[list[Citation], int]:
    """The sentences to show for a line, and how many more there are: each once, different reports before repeats."""
    once: dict[tuple[str, Span], Citation] = {}
    for one in cites:
        once.setdefault((one.report, one.span), one)
    firsts: dict[str, Citation] = {}
    rest: list[Citation] = []
    for one in once.values():
        if one.report in firsts:
            rest.append(one)
        else:
            firsts[one.report] = one
    shown = [*firsts.values(), *rest][:most]
    order = list(once.values())
    shown.sort(key=order.index)
    return shown, len(once) - len(shown)


@dataclass(frozen=True, slots=True)
class Cut:
    """Which part of all rows a view shows: rows from `offset` on, `limit` at most (None: all), of `total`.

    Shapes:  `narrowed` where `total` counts not all that the record holds, but some kinds, a country or a time.
    """

    total: int
    limit: int | None = None
    offset: int = 0
    narrowed: bool = False

    def none(self, noun: str) -> str:
        """What is said where there is no row."""
        if self.offset and self.total:
            return f"There are no {noun}s on this page."
        return f"The record holds no {'such ' if self.narrowed else ''}{noun}s."

    def words(self, shown: int, noun: str) -> str:
        """ "342 states", or "states 26-50 of 342, page 2 of 14" where these are not all."""
        if self.limit is None or (shown == self.total and not self.offset):
            return f"{self.total:,} {noun}" + ("" if self.total == 1 else "s")
        pages = max(1, -(-self.total // self.limit))
        which = f"{noun}s {self.offset + 1:,}-{self.offset + shown:,}" if shown else f"no {noun}s"
        return f"{which} of {self.total:,}, page {self.offset // self.limit + 1:,} of {pages:,}"
