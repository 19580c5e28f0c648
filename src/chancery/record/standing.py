"""State claims computed into States: what was opened, changed and closed when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from chancery.record.figures import fold_figures
from chancery.record.grouping import Makers, Name, group_claims, node_of, people_of
from chancery.record.happenings import merge_others
from chancery.record.merge import (
    NO_DATE,
    DateRow,
    first_day,
    merge_dates,
    merge_ordered,
    merge_participants,
    merge_places,
    merge_quantities,
    merge_words,
    side_of,
    vote,
)
from chancery.record.rivals import last_confirmed, settle_rivals
from chancery.record.sourcing import Sourcing, Whose
from chancery.record.statuses import REAL, detail_order, joint_hedge, joint_status, section_rank, supporting, text_order
from chancery.record.stints import FADING, Change, Stint, split_stints
from chancery.record.testimonies import inner_voice, weigh
from chancery.terms import Claim, Dated, PartialDate, Participant, State, content_id

SourceOf = Callable[[Claim], str]
_CROWD = frozenset({"group", "unknown"})
_FILLED_BY = {
    "by": "by",
    "who": "who",
    "to": "to",
    "where": "where",
    "place": "where",
    "since": "since",
    "from": "since",
}


def fold_states(
    claims: Sequence[Claim],
    makers: Makers,
    roots: Mapping[str, str],
    sourcing: Sourcing,
    as_of: date | None = None,
) -> tuple[State, ...]:
    """The states that state claims tell of, in order of name and stint.

    `roots` gives the cluster of each mention, `sourcing` the independent source of each claim. With `as_of`, changes
    that can only have come later are left out, and so are states that cannot have stood on that day.
    """

    def source(claim: Claim) -> str:
        return sourcing.whose(claim).outlet.id

    states: list[State] = []
    for name, group in group_claims(claims, makers, roots).items():
        changes = _changes(group, makers, roots, source)
        begun = [change for change in changes if as_of is None or _counts_by(change, as_of)]
        for number, stint in enumerate(split_stints(begun), start=1):
            status = stint.status
            if status:
                made = _state(name, number, stint, status, source)
                told = [claim for change in stint.changes for claim in change.claims]
                states.append(_with_sources(made, told, _told_status(stint), sourcing.among(told)))
    settled = settle_rivals(states, {claim.id: claim for claim in claims})
    return tuple(state for state in settled if as_of is None or _may_stand(state, as_of))


def _with_sources(state: State, told: Sequence[Claim], status: str, whose: Callable[[Claim], Whose]) -> State:
    """The state with what each source has to say on it, and the counts that they give."""
    figures = fold_figures(
        ((claim, quantity) for claim in told for quantity in claim.state.quantities),
        lambda claim: whose(claim).outlet.id,
        lambda claim: inner_voice(claim, whose(claim)),
    )
    return replace(state, testimonies=weigh(told, status, whose), figures=figures)


def _counts_by(change: Change, day: date) -> bool:
    """Whether a change counts on a day: it can have come by then.

    One without a first day counts from its last possible day or, if that is earlier, from the day on which a report
    first told of it: a report of 2024 that says "controls" is no word about 2022. One with neither counts on no day:
    nobody can say of when it is. One that ends a state counts only where it surely had come, so that the state is shown
    while it may have stood.
    """
    earliest, latest = change.span.earliest, change.span.latest
    if earliest is None and latest is not None and change.change in FADING:
        return latest <= day
    first = earliest or first_told(change.claims, latest)
    return first is not None and first <= day


def first_told(claims: Sequence[Claim], latest: date | None) -> date | None:
    """The first day that anything is known of what has no first day: its last possible, or when it was first told."""
    days = [claim.known.earliest for claim in claims if claim.known.earliest]
    return min([*days, *([latest] if latest else [])], default=None)


def _may_stand(state: State, day: date) -> bool:
    """Whether a state can have stood on a day: begun by then, and not surely over before it."""
    since, until = state.since.date, state.until.date
    return (since.earliest or day) <= day and not (state.status == "ended" and (until.latest or day) < day)


def _changes(group: Sequence[Claim], makers: Makers, roots: Mapping[str, str], source: SourceOf) -> list[Change]:
    """What the claims of one state say was done to it: one change for each happening and kind of change."""
    by_change: dict[tuple[str, str], list[Claim]] = {}
    for claim in group:
        by_change.setdefault((claim.state.change, node_of(claim, roots, makers.maker(claim))), []).append(claim)
    changes: list[Change] = []
    for (name, node), claims in sorted(by_change.items()):
        event = next((found for found in map(makers.maker, claims) if found), None)
        status, disputed = joint_status(claims)
        if event and status in REAL and event.status != "happened":
            status = event.status
        told = supporting(claims, status)
        rows: list[DateRow] = []
        if name == "opens":
            rows += [DateRow(claim.state.since, source(claim), section_rank(claim)) for claim in told]
        elif name == "closes":
            rows += [DateRow(claim.state.until, source(claim), section_rank(claim)) for claim in told]
        # What ends a state may have gone on for long: only its claims tell when it was over. Any other change has the
        # event's date, which more reports may have told.
        if event and (name != "closes" or not any(row.when.date.stated for row in rows)):
            rows.append(DateRow(event.when, "event", 0))
        when = merge_dates(rows)[0] if rows else NO_DATE
        changes.append(Change(name, node, event, tuple(claims), status, disputed, when, _bounded(when, status, claims)))
    return changes


def _bounded(when: Dated, status: str, claims: Sequence[Claim]) -> PartialDate:
    """The days on which a change can have come: what is reported as done was done by the day it could be known."""
    known = min((claim.known.latest for claim in claims if claim.known.latest), default=None)
    span = when.date
    if status in REAL and known and (span.latest is None or span.latest > known):
        return PartialDate.between(span.earliest if span.earliest and span.earliest <= known else None, known)
    return span


def _state(name: Name, number: int, stint: Stint, status: str, source: SourceOf) -> State:
    every = sorted((claim for change in stint.changes for claim in change.claims), key=detail_order)
    claims = supporting(every, "happened" if any(change.real for change in stint.changes) else status)
    opening = stint.openers
    closing = [change for change in stint.fading if change not in stint.closers]
    deciding = {"ended": stint.closers, "ending": closing, "suspended": closing}.get(status) or opening or stint.changes
    said = [claim for change in deciding for claim in change.claims]
    key = vote((claim.state.key, 1.0) for claim in claims if claim.state.key)
    # Named by key and ordinal where there is a key, so that the id outlives a better date; else by its opener.
    since = _edge(opening, ((c.state.since, c) for c in claims), source, last=False)
    # What begins to end it tells when that began, not when it was over.
    until = _edge(
        stint.closers, ((c.state.until, c) for c in claims if c.state.change not in FADING), source, last=True
    )
    state = State(
        id=content_id("st", *name, number),
        kind=name[0],
        key=key,
        who=merge_participants(_holders(name[0], claims)),
        by=merge_participants((claim, p) for claim in claims for p in claim.state.by),
        to=merge_participants((claim, p) for claim in claims for p in claim.state.to),
        others=merge_others([(claim, role, p) for claim in claims for role, p in claim.state.others]),
        what=merge_words((claim, claim.state.what) for claim in claims),
        where=merge_places(((c, c.state.where) for c in claims if c.state.where), source)[0],
        since=_first_part(since) if name[0] == "hostilities" else since,
        until=_after(until, closing),
        status=status,
        hedge=joint_hedge(said, ((claim, claim.state.hedge) for claim in said)),
        quantities=merge_quantities((c, q) for c in claims for q in c.state.quantities),
        before=merge_words((claim, claim.state.before) for claim in claims),
        stage=_last_stage(stint),
        opened_by=_events(opening),
        changed_by=_events(stint.of("changes")),
        closing_by=_events(closing),
        closed_by=_events(stint.closers),
        not_stated=(),
        claims=tuple(claim.id for claim in sorted(every, key=text_order)),
    )
    gaps = merge_ordered(claim.state.not_stated for claim in claims)
    return replace(
        state,
        not_stated=tuple(gap for gap in gaps if _open_still(state, gap)),
        confirmed=last_confirmed(every, state.until.date),
    )


def _holders(kind: str, claims: Sequence[Claim]) -> list[tuple[Claim, Participant]]:
    """Who holds a state, with the claims that say so; a war is between states where some claim names these outright."""
    rows = [(claim, party) for claim in _last_crowd(claims) for party in claim.state.who]
    if kind != "hostilities":
        return rows
    states = {side_of(p.actor) for _, p in rows if p.actor.kind == "country" and p.how == "stated"}
    return [(claim, p) for claim, p in rows if p.actor.kind != "group" or side_of(p.actor) not in states]


def _last_crowd(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a state, without those on flight that only count the same crowd otherwise: "some 5,000 people".

    The latest stands for them; who are of a country or people are kept as they are.
    """

    def crowd(claim: Claim) -> bool:
        vague = not any(people_of(party) or party.actor.kind not in _CROWD for party in claim.state.who)
        return bool(claim.state.who) and vague and claim.state.kind == "displacement"

    told = [claim for claim in claims if crowd(claim)]
    last = max(told, key=lambda claim: (claim.known.latest or date.min, -section_rank(claim), claim.id), default=None)
    return [claim for claim in claims if claim not in told or last is None or claim.mention == last.mention]


def _told_status(stint: Stint) -> str:
    """What it would take to vouch for the state: that something of it came about, where anything did."""
    return "happened" if any(change.real for change in stint.changes) else "planned"


def _open_still(state: State, gap: str) -> bool:
    name = _FILLED_BY.get(gap)
    return not state.since.date.stated if name == "since" else name is None or not getattr(state, name)


def _edge(changes: Sequence[Change], stated: Iterable[tuple[Dated, Claim]], source: SourceOf, *, last: bool) -> Dated:
    """When a state began or ended: by the first opening or last closing that has a date, else as its claims state."""
    dated = sorted((change for change in changes if change.when.date.stated), key=lambda change: first_day(change.when))
    if dated:
        edge = dated[-1 if last else 0].when
        near = [change for change in dated if change.when.date.may_equal(edge.date)]
        return merge_dates(DateRow(change.when, change.node) for change in near)[0]
    return merge_dates(DateRow(when, source(claim), section_rank(claim)) for when, claim in stated)[0]


def _after(until: Dated, fading: Sequence[Change]) -> Dated:
    """The end of a state, no earlier than the day on which it is said to have been ending."""
    day = max(
        (change.when.date.earliest for change in fading if change.real and change.when.date.earliest), default=None
    )
    date = until.date
    if day is None or not date.stated or date.earliest is not None or date.latest is None or day > date.latest:
        return until
    why = "; ".join(part for part in (until.why, f"still ending on {day}") if part)
    return Dated(PartialDate.between(day, date.latest), "inferred", why)


def _first_part(when: Dated) -> Dated:
    """When what is dated by a stretch began: fighting "2020-09~/2020-11" began about 2020-09."""
    first, slash, _ = when.date.edtf.partition("/")
    return replace(when, date=PartialDate.parse(first)) if slash and first not in ("", "..") else when


def _events(changes: Sequence[Change]) -> tuple[str, ...]:
    """Ids of the events that made the changes, in order of date, each once."""
    some = [change.event for change in changes if change.event]
    return tuple(dict.fromkeys(event.id for event in sorted(some, key=lambda event: (first_day(event.when), event.id))))


def _last_stage(stint: Stint) -> str:
    """The stage that the latest change reached."""
    rows = [(claim, change) for change in stint.changes for claim in change.claims if claim.state.stage]

    def order(row: tuple[Claim, Change]) -> tuple[date, date, int, int, str]:
        claim, change = row
        known = claim.known.latest or date.min
        day = change.when.date.latest or change.when.date.earliest or known
        return day, known, -section_rank(claim), len(claim.state.stage), claim.state.stage

    return max(rows, key=order)[0].state.stage if rows else ""
