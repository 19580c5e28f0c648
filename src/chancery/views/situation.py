"""The standing situation: every state with its parties, its from and to, and the events that opened and closed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chancery.terms import Event, Snapshot, State
from chancery.views.counting import quantity_words
from chancery.views.dating import NOT_STATED, date_label
from chancery.views.freshness import confirmed_words, is_stale
from chancery.views.lines import Citations, Cut, Line, SourceLine, cited_sources
from chancery.views.naming import party_names
from chancery.views.standing import KIND_HEADINGS, StateWording
from chancery.views.wording import Wording, finished

#: Kinds in the order in which they matter most to who asks what stands: ground and arms first, words last.
KIND_ORDER = (
    "control",
    "presence",
    "hostilities",
    "agreement",
    "displacement",
    "membership",
    "sanction",
    "custody",
    "office",
    "proceeding",
    "commitment",
    "demand",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One state as a row.

    Shapes:  `who`, `by`, `to`, `where` in words, "" where not stated; `since` and `until` in words;
             `first`/`began_by` are the days between which it began, `ending_from`/`last` those between which it ended,
             None where open or unknown. `opened_by`, `closing_by` and `closed_by` are event ids. `confirmed` is the
             last day on which a report told that it stood; `stale` where that is long before the day asked about (or
             the newest report). `rivals` are ids of the states that cannot hold beside it.
    """

    state: str
    kind: str
    heading: str
    status: str
    who: str
    by: str
    to: str
    what: str
    where: str
    count: str
    since: str
    until: str
    first: date | None
    began_by: date | None
    ending_from: date | None
    last: date | None
    approximate: bool
    opened_by: tuple[str, ...]
    changed_by: tuple[str, ...]
    closing_by: tuple[str, ...]
    closed_by: tuple[str, ...]
    not_stated: tuple[str, ...]
    confirmed: date | None
    stale: bool
    rivals: tuple[str, ...]
    line: Line


@dataclass(frozen=True, slots=True)
class Situation:
    """All states of a snapshot by kind (in KIND_ORDER), those that stand before those that have ended."""

    as_of: date | None
    known_on: date | None
    states: tuple[Standing, ...]
    sources: tuple[SourceLine, ...]
    cut: Cut

    def lines(self) -> list[Line]:
        """Every line, in order."""
        return [state.line for state in self.states]


def build_situation(snapshot: Snapshot, *, ended: bool = True, cut: Cut | None = None) -> Situation:
    """The standing situation of a snapshot; without the states that have ended where `ended` is false.

    `cut` says which part of a record the snapshot is, where it is one page of it.
    """
    wording, citations = Wording(snapshot), Citations(snapshot)
    words = StateWording(wording)
    events = wording.events
    day = snapshot.as_of or wording.newest
    shown = [state for state in snapshot.states if ended or state.status != "ended"]
    rows = [_standing(state, words, citations, events, day) for state in shown]
    rows.sort(
        key=lambda row: (
            KIND_ORDER.index(row.kind) if row.kind in KIND_ORDER else len(KIND_ORDER),
            row.status == "ended",
            row.first or date.max,
            row.state,
        )
    )
    sources = cited_sources(citations, (row.line for row in rows))
    return Situation(snapshot.as_of, snapshot.known_on, tuple(rows), sources, cut or Cut(len(rows)))


def _standing(
    state: State, words: StateWording, citations: Citations, events: dict[str, Event], day: date | None
) -> Standing:
    since, until = state.since.date, state.until.date
    stale = is_stale(state, day)
    text = words.clause(state) + (f"; {confirmed_words(state)}" if stale else "")
    counts = words.counts(state)
    closing = [events[one].when.date for one in state.closing_by if one in events]
    return Standing(
        state=state.id,
        kind=state.kind,
        heading=KIND_HEADINGS.get(state.kind, state.kind),
        status=state.status,
        who=party_names(state.who),
        by=party_names(state.by),
        to=party_names(state.to),
        what=" ".join(state.what.split()),
        where=state.where.place.name if state.where else "",
        count=quantity_words(counts.told, counts.notes).removeprefix(" (").removesuffix(")"),
        since=date_label(since) if since.stated else "not stated",
        until=_until(state),
        first=since.earliest,
        began_by=since.latest,
        ending_from=until.earliest or (closing[-1].earliest if closing and state.status == "ending" else None),
        last=until.latest,
        approximate=since.approximate or until.approximate,
        opened_by=state.opened_by,
        changed_by=state.changed_by,
        closing_by=state.closing_by,
        closed_by=state.closed_by,
        not_stated=state.not_stated,
        confirmed=state.confirmed.latest,
        stale=stale,
        rivals=state.rivals,
        line=citations.line("state", finished(text), words.claims(state), [state.id, *state.rivals], of=state).by_thing,
    )


def _until(state: State) -> str:
    if state.until.date.stated:
        return date_label(state.until.date)
    if state.status == "ended":
        return NOT_STATED
    return {"ending": "open, ending", "suspended": "open, suspended"}.get(state.status, "open")
