"""The matrix of claims: for each event, who asserts, confirms, denies, alleges, demands or predicts it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chancery.terms import STANCES, Snapshot
from chancery.views.disagreements import differences
from chancery.views.lines import Citation, Citations, Line, SourceLine
from chancery.views.naming import capitalised, inner_quotes, speaker_name
from chancery.views.ranking import Ranking
from chancery.views.speakers import OWN_VOICE, Saying, sayings
from chancery.views.vouching import inner_speaker
from chancery.views.wording import Wording, finished


@dataclass(frozen=True, slots=True)
class Cell:
    """A speaker who takes the column's stance on the row's event, and the sentences where."""

    speaker: str
    country: str
    sector: str
    own_voice: bool
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One event and who takes which stance on it; `stances` holds every stance that somebody takes, in fixed order."""

    event: str
    status: str
    disputed: bool
    line: Line
    stances: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class ClaimsMatrix:
    """Rows by weight of the event; opinions in order of report and place; where speakers and reports differ."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    opinions: tuple[Line, ...]
    differences: tuple[Line, ...]
    sources: tuple[SourceLine, ...]

    def lines(self) -> list[Line]:
        """Every line, in order."""
        return [*(row.line for row in self.rows), *self.opinions, *self.differences]


def build_claims(snapshot: Snapshot) -> ClaimsMatrix:
    """The claims matrix of a snapshot. Columns that nobody fills are left out."""
    wording, citations = Wording(snapshot), Citations(snapshot)
    ranking = Ranking(wording)
    events = sorted(snapshot.events, key=lambda event: (-ranking.weight(event), event.id))
    by_event: dict[str, list[Saying]] = {}
    for said in sayings(wording, events):
        by_event.setdefault(said.event, []).append(said)
    rows = []
    for event in events:
        line = citations.line("event", finished(wording.clause(event)), event.claims, [event.id])
        stances = _stances(by_event.get(event.id, ()), citations)
        rows.append(Row(event.id, event.status, event.disputed, line, stances))
    taken = {stance for row in rows for stance, _ in row.stances}
    opinions = []
    for claim in snapshot.opinions:
        speaker = inner_speaker(claim)
        name = capitalised(speaker_name(speaker.actor, speaker.text)) if speaker else OWN_VOICE
        words = inner_quotes(claim.opinion.words)
        opinions.append(citations.line("opinion", f"{name}: “{words}”", [claim.id], [claim.id]))
    return ClaimsMatrix(
        tuple(stance for stance in STANCES if stance in taken),
        tuple(rows),
        tuple(opinions),
        tuple(differences(wording, citations, snapshot.events, snapshot.states)),
        citations.sources(),
    )


def _stances(said: Iterable[Saying], citations: Citations) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    cells: dict[str, list[Cell]] = {}
    for one in said:
        cell = Cell(one.speaker, one.country, one.sector, one.speaker == OWN_VOICE, citations.of(one.claims))
        cells.setdefault(one.stance, []).append(cell)
    return tuple((stance, tuple(cells[stance])) for stance in STANCES if stance in cells)
