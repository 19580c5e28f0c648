"""A snapshot made of reports, claims and judgements, as of a day and as known on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from chancery.record.anchors import anchors_of
from chancery.record.clusters import by_person
from chancery.record.corrections import correct
from chancery.record.fold import Folded, fold
from chancery.record.sourcing import Sourcing
from chancery.terms import Claim, Copy, Credit, Dated, Judgement, PartialDate, Provenance, Report, Snapshot


def known_by(when: PartialDate, day: date | None) -> bool:
    """Whether what was published at `when` was surely known on a day; None asks for no day, and all is known.

    What has no date of publication cannot be said to have been known on any day.
    """
    return day is None or (when.latest is not None and when.latest <= day)


def make_snapshot(
    reports: Iterable[Report],
    claims: Iterable[Claim],
    judgements: Iterable[Judgement],
    *,
    as_of: date | None = None,
    known_on: date | None = None,
    origin: Mapping[str, str] | None = None,
    folded: Folded | None = None,
    provenance: Mapping[str, Provenance] | None = None,
    named: Mapping[str, Credit] | None = None,
    copies: Iterable[Copy] = (),
) -> Snapshot:
    """What the claims of the reports tell: folded from those that were known on `known_on`, as it stood on `as_of`.

    Claims of other reports and rules' judgements over other mentions are left out; what people corrected is corrected.
    `folded` are the events, states and opinions where they are at hand already. `provenance`, `named` and `copies` are
    as of Snapshot; what was published after `known_on` is no source of what was known then. `origin` is passed on, with
    "left_out" (the number of reports) where `known_on` hides reports of unknown date, or `as_of` what such reports tell
    without a date of its own.
    """
    held = sorted({report.id: report for report in reports}.values(), key=lambda report: report.id)
    known = {report.id: report for report in held if known_by(report.published, known_on)}
    told = {claim.id: claim for claim in claims if claim.report in known and known_by(claim.known, known_on)}
    mentions = {claim.mention for claim in told.values()}
    # A person's judgement may be over a mention that a newer reading tells at another place, or over a judgement.
    ruled = tuple(j for j in judgements if by_person(j) or (j.left in mentions and j.right in mentions))
    corrected = correct(list(told.values()), ruled)
    counted = {claim.id: claim for claim in corrected.claims}
    traced = {key: one for key, one in (provenance or {}).items() if key in known}
    credited = {key: one for key, one in (named or {}).items() if key in told}
    alike = tuple(copy for copy in copies if copy.left in known and copy.right in known)
    sourcing = Sourcing.of_reports(known.values(), traced, credited, alike)
    events, states, opinions = folded or fold(told.values(), ruled, sources=sourcing, as_of=as_of)
    shown = {claim for event in events for claim in event.claims}
    shown |= {claim for state in states for claim in state.claims}
    shown |= {claim.id for claim in opinions}
    about = dict(origin or {})
    undated = {report.id for report in held if report.published.latest is None}
    if known_on is None:
        undated &= {claim.report for claim in counted.values() if as_of and claim.id not in shown and dateless(claim)}
    if undated:
        about["left_out"] = str(len(undated))
    return Snapshot(
        reports=known,
        claims={claim: counted[claim] for claim in sorted(shown)},
        events=events,
        states=states,
        opinions=opinions,
        judgements=tuple(sorted(ruled, key=lambda j: (j.left, j.right, j.verdict, j.by, j.reason, j.score, j.id))),
        as_of=as_of,
        known_on=known_on,
        origin=about,
        rejected={claim.id: claim for claim in sorted(corrected.rejected, key=lambda claim: claim.id)},
        lost=tuple(j for j in corrected.lost if {anchor.report for anchor in anchors_of(j)} <= known.keys()),
        provenance=traced,
        named=credited,
        copies=alike,
    )


def dateless(claim: Claim) -> bool:
    """Whether nothing tells of when a claim is: neither a date of its own nor that of its report."""
    dates: tuple[Dated, ...] = ()
    if claim.kind == "event":
        dates = (claim.event.when,)
    elif claim.kind == "state":
        dates = (claim.state.since, claim.state.until)
    return not claim.known.stated and not any(when.date.stated for when in dates)
