"""What was coded from reports, as tables for the eye: events, states, opinions, and what is not stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from chancery.doors.screen import flat
from chancery.terms import Claim, Event, Participant, Snapshot, State
from chancery.views.dating import date_label

_NONE = "-"


def coding_parts(snapshot: Snapshot) -> Iterator[RenderableType]:
    """Tables of the events, states and opinions of a snapshot; a line in place of an empty table."""
    yield _titled("Events", len(snapshot.events))
    if snapshot.events:
        yield _event_table(snapshot)
    yield _titled("States", len(snapshot.states))
    if snapshot.states:
        yield _state_table(snapshot.states)
    yield _titled("Opinions", len(snapshot.opinions))
    for claim in snapshot.opinions:
        yield Text(f'  {_speaker(claim)}: "{flat(claim.opinion.words)}"')


def _event_table(snapshot: Snapshot) -> Table:
    table = _table("id", "date", "event", "who", "to whom", "where", "status", "said by", "times")
    for event in snapshot.events:
        claims = [snapshot.claims[one] for one in event.claims if one in snapshot.claims]
        table.add_row(
            event.id,
            date_label(event.when.date),
            f"{event.type} {event.mode}".strip(),
            _who(event.actors),
            _who(event.recipients),
            event.place.place.name if event.place else _NONE,
            _status(event),
            _listed(
                f"{_speaker(claim)} {claim.stance}" for claim in claims if claim.speakers and claim.speakers[-1].text
            ),
            str(len(event.mentions)),
        )
    return table


def _state_table(states: Sequence[State]) -> Table:
    table = _table("id", "kind", "who", "what", "where", "since", "until", "status")
    for state in states:
        table.add_row(
            state.id,
            state.kind,
            _who(state.who or state.by),
            state.what or _NONE,
            state.where.place.name if state.where else _NONE,
            date_label(state.since.date),
            date_label(state.until.date) if state.until.date.stated else _NONE,
            f"{state.status} ({state.hedge})" if state.hedge else state.status,
        )
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, no_wrap=column == "id", overflow="fold")
    return table


def _titled(title: str, count: int) -> Text:
    return Text(f"\n{title} ({count})", style="bold")


def _status(event: Event) -> str:
    marks = [event.status, *(["disputed"] if event.disputed else []), *([event.hedge] if event.hedge else [])]
    return ", ".join(marks)


def _who(participants: Iterable[Participant]) -> str:
    return _listed(one.actor.name or one.text for one in participants)


def _speaker(claim: Claim) -> str:
    speaker = claim.speakers[-1] if claim.speakers else None
    if speaker is None or not (speaker.actor or speaker.text):
        return "the report"
    return flat(speaker.actor.name if speaker.actor else speaker.text)


def _listed(items: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(item for item in items if item)) or _NONE
