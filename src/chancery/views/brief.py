"""The brief: what happened, where things stand, why it matters, who says what, what is open - all from the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from chancery.record.fold import fold
from chancery.record.sourcing import Sourcing
from chancery.terms import Claim, Event, Snapshot, State
from chancery.views.dating import NOT_STATED, date_label, day_words, edge_labels, sort_key
from chancery.views.disagreements import differences
from chancery.views.lines import Citations, Group, Line, SourceLine, cited_sources, once
from chancery.views.naming import actor_name, capitalised, listed, speaker_name
from chancery.views.questions import open_questions
from chancery.views.ranking import Ranking
from chancery.views.speakers import speaker_groups
from chancery.views.standing import KIND_HEADINGS, StateWording
from chancery.views.wording import Wording, finished, in_body

_MOST_TAKEAWAYS = 6
_MOST_IN_ONE_TAKEAWAY = 3
# How much the events told in company add to the weight of the one that leads them.
_COMPANY_SHARE = 0.2
# Characters between two sentences of one paragraph; a line's end and an empty line are more.
_SAME_PARAGRAPH_CHARS = 1
_MOST_CHANGES = 6
_MOST_HAPPENINGS = 60
_JOINING_LINKS = frozenset({"caused_by", "about", "part_of"})


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief over one snapshot: plain data, in the order in which it is read.

    Shapes:  `period` says in words what days the events fall on. `what_happened` is grouped by date, undated last;
             `where_things_stand` by kind of state; `who_says_what` by speaker. `left_out` counts events that were too
             many to tell; the timeline has them all. Every line but those of sources has citations.
    """

    title: str
    period: str
    headline: Line | None
    takeaways: tuple[Line, ...]
    what_happened: tuple[Group, ...]
    where_things_stand: tuple[Group, ...]
    why_it_matters: tuple[Line, ...]
    who_says_what: tuple[Group, ...]
    differences: tuple[Line, ...]
    open_questions: tuple[Line, ...]
    sources: tuple[SourceLine, ...]
    left_out: int = 0

    def lines(self) -> list[Line]:
        """Every line of the brief that has citations, in order."""
        groups = (*self.what_happened, *self.where_things_stand, *self.who_says_what)
        return [
            *([self.headline] if self.headline else []),
            *self.takeaways,
            *(line for group in groups for line in group.lines),
            *self.why_it_matters,
            *self.differences,
            *self.open_questions,
        ]


def build_brief(
    snapshot: Snapshot, *, without_sections: Collection[str] = (), most_events: int = _MOST_HAPPENINGS
) -> Brief:
    """The brief of a snapshot.

    `without_sections` hides what reports say in sections of those names ("key_takeaways"): claims made there
    are dropped and events and states computed anew, as if the sections had not been read.
    """
    if without_sections:
        snapshot = hide_sections(snapshot, without_sections)
    return _Writer(snapshot).brief(most_events)


def hide_sections(snapshot: Snapshot, names: Collection[str]) -> Snapshot:
    """The snapshot computed anew from the claims that stand outside the sections of those names."""
    kept = {key: claim for key, claim in snapshot.claims.items() if claim.section not in names}
    sources = Sourcing.of_snapshot(snapshot)
    events, states, opinions = fold(kept.values(), snapshot.judgements, sources=sources, as_of=snapshot.as_of)
    return replace(snapshot, claims=kept, events=events, states=states, opinions=opinions)


class _Writer:
    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.wording = Wording(snapshot)
        self.states = StateWording(self.wording)
        self.citations = Citations(snapshot)
        self.ranking = Ranking(self.wording)
        self._told_in: dict[str, set[tuple[str, int]]] = {}
        self._next_to: dict[tuple[str, int], set[tuple[str, int]]] | None = None
        # An event whose sentence can only be quoted is no line of a brief: the timeline has it, and so has the matrix.
        told = [event for event in snapshot.events if self.wording.tells(event)]
        self.ranked = sorted(told or snapshot.events, key=lambda event: (-self.ranking.weight(event), event.id))

    def brief(self, most_events: int) -> Brief:
        shown = {event.id for event in self.ranked[:most_events]}
        told = [event for event in self.snapshot.events if event.id in shown]
        brief = Brief(
            title=self._title(),
            period=self._period(),
            headline=self._headline(),
            takeaways=tuple(self._takeaways()),
            what_happened=tuple(self._what_happened(told)),
            where_things_stand=tuple(self._where_things_stand()),
            why_it_matters=tuple(self._why_it_matters()),
            who_says_what=tuple(speaker_groups(self.wording, self.citations, self.ranking, told)),
            differences=tuple(differences(self.wording, self.citations, told, self.snapshot.states)),
            open_questions=tuple(
                open_questions(self.wording, self.citations, self.ranking, states=self.snapshot.states)
            ),
            sources=(),
            left_out=len(self.snapshot.events) - len(told),
        )
        return replace(brief, sources=cited_sources(self.citations, brief.lines()))

    def _title(self) -> str:
        """The place, or else the countries, that most of the events are about."""
        places = Counter(event.place.place.name for event in self.snapshot.events if event.place)
        if places:
            return f"Situation brief: {_first(places)}"
        actors = Counter(
            actor_name(one.actor, one.text)
            for event in self.snapshot.events
            for one in (*event.actors, *event.recipients)
        )
        names = sorted(actors, key=lambda name: (-actors[name], name))[:2]
        return f"Situation brief: {capitalised(listed(names))}" if names else "Situation brief"

    def _period(self) -> str:
        dates = [event.when.date for event in self.snapshot.events if event.when.date.stated]
        if not dates:
            return NOT_STATED
        first, last = min(dates, key=sort_key), max(dates, key=lambda value: value.latest or value.earliest or date.min)
        one, other = edge_labels(first)[0], edge_labels(last)[1]
        days = f" as of {day_words(self.snapshot.as_of)}" if self.snapshot.as_of else ""
        return f"{capitalised(one)}{'' if one == other else f' to {other}'}{days}"

    def _headline(self) -> Line | None:
        for event in self.ranked:
            if not (event.actors or event.recipients):
                continue
            own = self.wording.vouched(event).own_voice or event.status == "denied"
            text = capitalised(self.wording.clause(event, dated=False, attributed=not own))
            return self.citations.line("headline", text, event.claims, [event.id], of=event)
        return None

    def _takeaways(self) -> list[Line]:
        """The heaviest groups of events: each event told with those it is linked to or shares a sentence with."""
        used: set[str] = set()
        told: set[tuple[object, ...]] = set()
        groups: list[tuple[float, list[Event]]] = []
        for event in self.ranked:
            if event.id in used or event.status == "hypothetical" or _kind_of(event) in told:
                continue
            told.add(_kind_of(event))
            near = [event, *self._neighbours(event, used)][:_MOST_IN_ONE_TAKEAWAY]
            used |= {one.id for one in near}
            weights = [self.ranking.weight(one) for one in near]
            groups.append((weights[0] + _COMPANY_SHARE * sum(weights[1:]), near))
            if len(groups) >= 3 * _MOST_TAKEAWAYS:
                break
        groups.sort(key=lambda row: -row[0])
        return [self._takeaway(near) for _, near in groups[:_MOST_TAKEAWAYS]]

    def _takeaway(self, events: Sequence[Event]) -> Line:
        told = sorted(events, key=self._telling_order)
        text = " ".join(self.wording.sentence(one) for one in told)
        for one in told:
            text = self._roles_once(text, one)
        claims = [claim for one in told for claim in one.claims]
        only = told[0] if len(told) == 1 else None
        return self.citations.line("takeaway", text, claims, [one.id for one in told], of=only)

    def _roles_once(self, text: str, event: Event) -> str:
        """The text with each speaker's role at the first mention only."""
        for claim in self.wording.claims(event.claims):
            for speaker in claim.speakers:
                full = speaker_name(speaker.actor, speaker.text)
                if speaker.actor and speaker.actor.role and text.count(full) > 1:
                    at = text.index(full) + len(full)
                    text = text[:at] + text[at:].replace(full, speaker.actor.name)
        return text

    def _neighbours(self, event: Event, used: Collection[str]) -> list[Event]:
        ends = {end for relation, end in event.links if relation in _JOINING_LINKS}
        sentences = self._sentences(event)
        beside = self._beside(event)
        found: list[tuple[int, Event]] = []
        for other in self.ranked:
            if other.id == event.id or other.id in used or other.status == "hypothetical":
                continue
            linked = other.id in ends or any(
                end == event.id and relation in _JOINING_LINKS for relation, end in other.links
            )
            together = bool(sentences & self._sentences(other))
            if linked or together:
                found.append((0 if linked else 1, other))
            elif beside & self._sentences(other) and _groups(event) & _groups(other):
                found.append((2, other))
        return [other for _, other in sorted(found, key=lambda row: row[0])]

    def _beside(self, event: Event) -> set[tuple[str, int]]:
        """The sentences that stand right before or after the event's own in the same paragraph."""
        if self._next_to is None:
            ends = {
                (claim.report, claim.sentence.start): claim.sentence.end
                for claim in self.snapshot.claims.values()
                if in_body(claim)
            }
            self._next_to = {}
            for one, two in pairwise(sorted(ends)):
                if one[0] == two[0] and 0 <= two[1] - ends[one] <= _SAME_PARAGRAPH_CHARS:
                    self._next_to.setdefault(one, set()).add(two)
                    self._next_to.setdefault(two, set()).add(one)
        return {other for one in self._sentences(event) for other in self._next_to.get(one, ())}

    def _sentences(self, event: Event) -> set[tuple[str, int]]:
        """The sentences of bodies in which the event is told."""
        if event.id not in self._told_in:
            claims = self.wording.claims(event.claims)
            self._told_in[event.id] = {(claim.report, claim.sentence.start) for claim in claims if in_body(claim)}
        return self._told_in[event.id]

    def _telling_order(self, event: Event) -> tuple[object, ...]:
        claims = [claim for claim in self.wording.claims(event.claims) if in_body(claim)]
        claims = claims or self.wording.claims(event.claims)
        places = [(self.citations.numbers.get(claim.report, 0), claim.trigger.start) for claim in claims]
        return (*sort_key(event.when.date)[:2], min(places, default=(0, 0)))

    def _what_happened(self, told: Sequence[Event]) -> list[Group]:
        groups: dict[str, list[Event]] = {}
        for event in sorted(told, key=self._happening_order):
            groups.setdefault(self._heading(event), []).append(event)
        return [
            Group(heading, tuple(once(self._event_line(one) for one in events))) for heading, events in groups.items()
        ]

    def _happening_order(self, event: Event) -> tuple[object, ...]:
        known = [claim.known.latest for claim in self.wording.claims(event.claims) if claim.known.latest]
        reported = min(known, default=date.max) if not event.when.date.stated else date.max
        return (sort_key(event.when.date), reported, self._telling_order(event))

    def _heading(self, event: Event) -> str:
        """The event's date; where it has none, the day by which it was reported."""
        label = capitalised(date_label(event.when.date))
        known = [claim.known for claim in self.wording.claims(event.claims) if claim.known.latest]
        if event.when.date.stated or not known or len(self.snapshot.reports) < 2:
            return label
        first = min(known, key=lambda value: (value.latest, value.edtf))
        return f"{label}; reported {date_label(first)}"

    def _event_line(self, event: Event) -> Line:
        # The heading gives the date, unless more than the date is to be said ("on or before a Wednesday").
        dated = event.when.date.weekday is not None
        text = self.wording.sentence(event, dated=dated)
        return self.citations.line("event", text, event.claims, [event.id], of=event)

    def _where_things_stand(self) -> list[Group]:
        groups = []
        for kind, heading in KIND_HEADINGS.items():
            some = [state for state in self.snapshot.states if state.kind == kind]
            some.sort(key=lambda state: (state.status == "ended", -self.ranking.state_weight(state), state.id))
            if some:
                groups.append(Group(heading, tuple(self._state_line(state) for state in some)))
        return groups

    def _state_line(self, state: State) -> Line:
        text = self.states.sentence(state)
        return self.citations.line("state", text, self.states.claims(state), [state.id], of=state)

    def _why_it_matters(self) -> list[Line]:
        """What the newest part of the record has opened, changed or closed, the weightiest changes first."""
        ranked = sorted(self.snapshot.states, key=lambda state: (-self.ranking.state_weight(state), state.id))
        lines = []
        for state in ranked:
            text = self.states.change(state)
            if not text or state.kind == "demand":
                continue
            events = [*state.opened_by, *state.changed_by, *state.closing_by, *state.closed_by]
            line = self.citations.line("change", text, self.states.claims(state), [state.id, *events])
            if line.cites:
                lines.append(line)
        return lines[:_MOST_CHANGES]


def brief_text(brief: Brief) -> str:
    """All that the brief says, one line each: for searching and testing."""
    return "\n".join(line.text for line in brief.lines())


def claims_of(snapshot: Snapshot, line: Line) -> list[Claim]:
    """The claims that a line cites."""
    return [snapshot.claims[one.claim] for one in line.cites if one.claim in snapshot.claims]


def _groups(event: Event) -> set[str]:
    """The peoples that an event befalls or is for: what makes two sentences side by side speak of one fate."""
    parts = [*event.recipients, *(part for role, part in event.others if role == "beneficiary")]
    return {part.actor.ethnicity for part in parts if part.actor.ethnicity}


def _kind_of(event: Event) -> tuple[object, ...]:
    """What makes two events too alike to head two takeaways: the same act between the same parties."""
    parties = tuple(sorted(one.actor.id for one in (*event.actors, *event.recipients)))
    return (event.type, event.mode, parties) if parties else (event.id,)


def _first(counts: Counter[str]) -> str:
    return sorted(counts, key=lambda name: (-counts[name], name))[0]


__all__ = ["Brief", "brief_text", "build_brief", "claims_of", "finished", "hide_sections"]
