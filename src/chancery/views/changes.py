"""What has changed between two days: what opened, changed, closed, was confirmed, denied or counted otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chancery.record.differences import Difference, find_differences, find_happened
from chancery.terms import Event, PartialDate, Snapshot, State
from chancery.views.dating import date_label
from chancery.views.lines import Citations, Line, SourceLine, cited_sources
from chancery.views.ranking import Ranking
from chancery.views.standing import StateWording
from chancery.views.wording import Wording, finished

CHANGE_HEADINGS = {
    "opened": "Opened",
    "resumed": "Resumed",
    "changed": "Changed",
    "suspended": "Suspended",
    "ending": "Ending",
    "closed": "Closed",
    "disputed": "Disputed",
    "denied": "Denied",
    "revised": "Figures revised",
    "told": "New events",
    "happened": "Has happened",
    "planned": "Planned",
    "alleged": "Alleged",
    "confirmed": "Confirmed",
    "dated": "Dated otherwise",
    "withdrawn": "Withdrawn",
}
"""The kinds of change in the order in which an analyst reads them, with their headings."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change as a line.

    Shapes:  `change` is a key of CHANGE_HEADINGS; `noun` state or event, `id` its id (`before` the one that it had in
             the earlier snapshot, "" where it is new); `kind` the kind of the state or the type of the event; `old`
             and `new` what it was and is (a status, dates, a figure), "" where that is not what changed. `weight`
             orders the lines of a heading; higher comes first.
    """

    change: str
    noun: str
    id: str
    before: str
    kind: str
    old: str
    new: str
    weight: float
    line: Line


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed, by heading and weight. `time` is known (what was learned) or valid (what happened).

    `since` is the first day of the stretch and `until` its last, None where the snapshots were of no day.
    """

    since: date | None
    until: date | None
    time: str
    changes: tuple[ChangeLine, ...]
    sources: tuple[SourceLine, ...]

    def lines(self) -> list[Line]:
        """Every line, in order."""
        return [change.line for change in self.changes]


def build_changes(
    before: Snapshot, after: Snapshot, *, since: date | None = None, until: date | None = None
) -> Changes:
    """What the later of two snapshots of one record holds that the earlier one did not.

    Shapes:  by heading (CHANGE_HEADINGS), then weight; empty where nothing has changed. The lines cite claims of
             `after`; render them with that snapshot.
    """
    return _changes(before, after, find_differences(before, after), since, until, "known")


def build_happened(snapshot: Snapshot, since: date, until: date) -> Changes:
    """What happened between two days, whenever it was told, in the shape of `build_changes`."""
    return _changes(snapshot, snapshot, find_happened(snapshot, since, until), since, until, "valid")


def _changes(
    before: Snapshot,
    after: Snapshot,
    found: Iterable[Difference],
    since: date | None,
    until: date | None,
    time: str,
) -> Changes:
    citations = Citations(after)
    told = _Telling(before, after, Wording(after))
    order = list(CHANGE_HEADINGS)
    lines = [told.line(one, citations) for one in found]
    lines.sort(key=lambda one: (order.index(one.change), -round(one.weight, 6), one.id, one.line.id))
    return Changes(since, until, time, tuple(lines), cited_sources(citations, (one.line for one in lines)))


class _Telling:
    """Puts differences into words and weighs them."""

    def __init__(self, before: Snapshot, after: Snapshot, wording: Wording) -> None:
        self.wording = wording
        self.states = StateWording(wording)
        self.ranking = Ranking(wording)
        self.held, self.gone = _by_id(after), _by_id(before)
        self.gone_words = Wording(before)

    def line(self, one: Difference, citations: Citations) -> ChangeLine:
        """The difference as a line with its citations."""
        if one.kind == "withdrawn":
            item = self.gone[one.id]
            wording, states = self.gone_words, StateWording(self.gone_words)
        else:
            item = self.held[one.id]
            wording, states = self.wording, self.states
        text = states.sentence(item) if isinstance(item, State) else wording.sentence(item)
        text = finished(f"{_bare(text)}{_detail(one)}")
        kind = item.kind if isinstance(item, State) else item.type
        cited = self._claims(item, one)
        line = citations.line("change", text, cited, [one.id], of=None if one.kind == "withdrawn" else item).by_thing
        return ChangeLine(one.kind, one.noun, one.id, one.before, kind, one.old, one.new, self._weight(item, one), line)

    def _claims(self, item: State | Event, one: Difference) -> Iterable[str]:
        """The claims to cite: the new ones, those of the new events that made a state among them."""
        if not isinstance(item, State) or one.kind == "withdrawn":
            return one.claims
        if set(one.claims) != set(item.claims):
            return one.claims
        return self.states.claims(item)

    def _weight(self, item: State | Event, one: Difference) -> float:
        if one.kind == "withdrawn":
            return 0.0
        return self.ranking.state_weight(item) if isinstance(item, State) else self.ranking.weight(item)


def _by_id(snapshot: Snapshot) -> dict[str, State | Event]:
    found: dict[str, State | Event] = {state.id: state for state in snapshot.states}
    return found | {event.id: event for event in snapshot.events}


def _bare(text: str) -> str:
    return text[:-1] if text.endswith(".") else text


def _detail(one: Difference) -> str:
    """What differs, in words, where the sentence itself does not tell it."""
    if one.kind == "revised":
        return f"; before: {one.old}; now: {one.new}"
    if one.kind == "dated":
        return f"; before: {_dates(one.old)}; now: {_dates(one.new)}"
    return ""


def _dates(span: str) -> str:
    """From when to when, in words, of what a difference holds as "EDTF to EDTF"."""
    since, until = (date_label(PartialDate.parse(one)) if one != ".." else "" for one in span.split(" to "))
    words = [f"since {since}"] if since else ["beginning not stated"]
    return ", ".join([*words, *([f"until {until}"] if until else [])])
