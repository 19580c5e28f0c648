"""The matrix of claims: voices by what is claimed; in each cell the stance that a voice takes, with its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from chancery.terms import STANCES, Claim, Event, Snapshot, State
from chancery.views.disagreements import differences
from chancery.views.lines import Citation, Citations, Line, SourceLine, cited_sources
from chancery.views.naming import capitalised, inner_quotes, speaker_name
from chancery.views.ranking import Ranking
from chancery.views.speakers import OWN_VOICE, as_told
from chancery.views.standing import StateWording
from chancery.views.voices import Voice, Voices
from chancery.views.vouching import inner_speaker
from chancery.views.wording import Wording, finished

MOST_VOICES = 8
_DISPUTE_WEIGHT = 3
"""What a disputed row counts for beside a plain one, when the voices that matter most are chosen. Ours."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A stance that the voice `voice` (of the columns) takes on the row, by whom, and in which sentences.

    `speaker` is the voice itself, or who speaks for the side; `own_voice` where it is a publisher.
    """

    voice: str
    stance: str
    speaker: str
    country: str
    sector: str
    own_voice: bool
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One event or state (`kind`) and who takes which stance on it, in the order of the columns."""

    about: str
    kind: str
    status: str
    disputed: bool
    line: Line
    cells: tuple[Cell, ...]

    @property
    def voices(self) -> int:
        """How many different voices speak of it."""
        return len({cell.speaker for cell in self.cells})


@dataclass(frozen=True, slots=True)
class ClaimsMatrix:
    """Who says what.

    Shapes:  `voices` are the columns, those with most to say on what is disputed first; `shown` of them matter most.
             `rows` are disputed ones first, then by weight; `left_out` counts those that only one voice tells.
             `opinions` in order of report and place; `differences` where speakers and reports differ.
    """

    voices: tuple[Voice, ...]
    shown: int
    rows: tuple[Row, ...]
    left_out: int
    opinions: tuple[Line, ...]
    differences: tuple[Line, ...]
    sources: tuple[SourceLine, ...]

    def lines(self) -> list[Line]:
        """Every line, in order."""
        return [*(row.line for row in self.rows), *self.opinions, *self.differences]


def build_claims(
    snapshot: Snapshot, *, every: bool = False, by_side: bool = True, most_voices: int = MOST_VOICES
) -> ClaimsMatrix:
    """The matrix of a snapshot: what several voices speak of or somebody denies, or with `every` all that is claimed.

    `by_side` gathers all who speak for a state into one column, and all publishers' own voices into another.
    """
    maker = _Maker(snapshot, by_side=by_side)
    rows = maker.rows()
    kept = [row for row in rows if every or row.disputed or row.voices > 1]
    voices = maker.columns(kept)
    order = {voice.id: at for at, voice in enumerate(voices)}
    placed = [
        Row(r.about, r.kind, r.status, r.disputed, r.line,
            tuple(sorted(r.cells, key=lambda cell: (order[cell.voice], STANCES.index(cell.stance), cell.speaker))))
        for r in kept
    ]  # fmt: skip
    opinions = _opinions(snapshot, maker.citations)
    differing = differences(maker.wording, maker.citations, snapshot.events, snapshot.states)
    lines = [*(row.line for row in placed), *opinions, *differing]
    return ClaimsMatrix(
        tuple(voices),
        min(most_voices, len(voices)),
        tuple(placed),
        len(rows) - len(kept),
        tuple(opinions),
        tuple(line.by_thing for line in differing),
        cited_sources(maker.citations, lines),
    )


class _Maker:
    def __init__(self, snapshot: Snapshot, *, by_side: bool) -> None:
        self.snapshot = snapshot
        self.by_side = by_side
        self.wording = Wording(snapshot)
        self.states = StateWording(self.wording)
        self.citations = Citations(snapshot)
        self.ranking = Ranking(self.wording)
        self.voices = Voices(snapshot)
        self.seen: dict[str, Voice] = {}

    def rows(self) -> list[Row]:
        """A row for each event, and for each state that tells more than the one event behind it."""
        rows: list[tuple[bool, float, Row]] = []
        for event in self.snapshot.events:
            rows.append((not event.disputed, -self.ranking.weight(event), self._event(event)))
        mentions = [frozenset(event.mentions) for event in self.snapshot.events]
        for state in self.snapshot.states:
            own = frozenset(claim.mention for claim in self._claims(state.claims))
            row = self._state(state)
            if row.disputed or not any(own <= some for some in mentions):
                rows.append((not row.disputed, -self.ranking.state_weight(state), row))
        return [row for *_, row in sorted(rows, key=lambda one: (one[0], one[1], one[2].about))]

    def columns(self, rows: Sequence[Row]) -> list[Voice]:
        """The voices of the rows, those that speak most of what is disputed first."""
        weight: Counter[str] = Counter()
        for row in rows:
            for voice in {cell.voice for cell in row.cells}:
                weight[voice] += _DISPUTE_WEIGHT if row.disputed else 1
        some = [self.seen[voice] for voice in weight]
        return sorted(some, key=lambda voice: (-weight[voice.id], voice.name, voice.id))

    def _claims(self, ids: Sequence[str]) -> list[Claim]:
        return [self.snapshot.claims[one] for one in ids if one in self.snapshot.claims]

    def _event(self, event: Event) -> Row:
        # What is claimed is told plainly: who denies or alleges it stands in the cells.
        told = self.wording.clause(as_told(event))
        line = self.citations.line("event", finished(told), event.claims, [event.id], of=event).by_thing
        return Row(event.id, "event", event.status, event.disputed, line, self._cells(self._claims(event.claims)))

    def _state(self, state: State) -> Row:
        line = self.citations.line("state", self.states.sentence(state), state.claims, [state.id], of=state).by_thing
        cells = self._cells(self._claims(state.claims))
        denied = any(cell.stance == "denies" for cell in cells) and any(cell.stance != "denies" for cell in cells)
        return Row(state.id, "state", state.status, denied or state.status == "disputed", line, cells)

    def _cells(self, claims: Sequence[Claim]) -> tuple[Cell, ...]:
        found: dict[tuple[str, str, str], list[Claim]] = {}
        speakers: dict[str, Voice] = {}
        # As testimonies count them: a sentence that stands word for word in two papers is one source's.
        whose = self.voices.sourcing.among(claims)
        for claim in claims:
            voice = self.voices.of(claim, whose(claim))
            column = self.voices.side(voice) if self.by_side else voice
            self.seen.setdefault(column.id, column)
            speakers.setdefault(voice.id, voice)
            found.setdefault((column.id, claim.stance, voice.id), []).append(claim)
        return tuple(
            Cell(column, stance, speakers[one].name, speakers[one].country, speakers[one].sector,
                 speakers[one].kind == "source", self.citations.of(claim.id for claim in some))
            for (column, stance, one), some in found.items()
        )  # fmt: skip


def _opinions(snapshot: Snapshot, citations: Citations) -> list[Line]:
    lines = []
    for claim in snapshot.opinions:
        speaker = inner_speaker(claim)
        name = capitalised(speaker_name(speaker.actor, speaker.text)) if speaker else OWN_VOICE
        words = inner_quotes(claim.opinion.words)
        lines.append(citations.line("opinion", f"{name}: “{words}”", [claim.id], [claim.id]).by_thing)
    return lines
