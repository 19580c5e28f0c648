"""Events in order of time, those without a date apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chancery.terms import Event, Snapshot
from chancery.views.dating import date_label
from chancery.views.lines import Citations, Cut, Line, SourceLine, cited_sources
from chancery.views.naming import capitalised
from chancery.views.wording import Wording


@dataclass(frozen=True, slots=True)
class Entry:
    """One event on the timeline: its date in words and as days (None where open or unknown), and its line."""

    event: str
    type: str
    mode: str
    status: str
    label: str
    edtf: str
    first: date | None
    last: date | None
    how: str
    why: str
    approximate: bool
    score: float
    line: Line


@dataclass(frozen=True, slots=True)
class Timeline:
    """Entries by first possible day, and those without a date in the order of the reports."""

    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    sources: tuple[SourceLine, ...]
    cut: Cut

    def lines(self) -> list[Line]:
        """Every line, in order."""
        return [entry.line for entry in (*self.dated, *self.undated)]


def build_timeline(snapshot: Snapshot, *, cut: Cut | None = None) -> Timeline:
    """The timeline of a snapshot; `cut` says which part of a record it is, where it is one page of it."""
    wording, citations = Wording(snapshot), Citations(snapshot)
    entries = [_entry(event, wording, citations) for event in snapshot.events]
    dated = [entry for entry in entries if entry.edtf]
    dated.sort(key=lambda entry: (entry.first or entry.last or date.max, entry.last or date.max, entry.event))
    undated = [entry for entry in entries if not entry.edtf]
    undated.sort(key=lambda entry: [(citations.numbers[c.report], c.span) for c in entry.line.cites[:1]])
    sources = cited_sources(citations, (entry.line for entry in entries))
    return Timeline(tuple(dated), tuple(undated), sources, cut or Cut(len(entries)))


def _entry(event: Event, wording: Wording, citations: Citations) -> Entry:
    value = event.when.date
    text = wording.sentence(event, dated=value.weekday is not None)
    line = citations.line("event", text, event.claims, [event.id], of=event).by_thing
    return Entry(
        event.id,
        event.type,
        event.mode,
        event.status,
        capitalised(date_label(value)),
        value.edtf,
        value.earliest,
        value.latest,
        event.when.how,
        event.when.why,
        value.approximate,
        event.score,
        line,
    )
