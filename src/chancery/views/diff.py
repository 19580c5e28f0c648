"""How two sources tell the same story: what both tell and what differs in it, and what only one of them tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chancery.terms import Claim, Event, Participant, Snapshot, State
from chancery.views.lines import Citation, Citations, Line, SourceLine, cited_sources
from chancery.views.naming import capitalised
from chancery.views.ranking import Ranking
from chancery.views.sides import SPEECH, Side, find_sides
from chancery.views.speakers import as_told
from chancery.views.standing import StateWording
from chancery.views.tellings import Difference, compare_events, compare_states
from chancery.views.voices import Voices
from chancery.views.wording import Wording, finished

MOST_ALONE = 20
_NEWS_DAYS = 3


@dataclass(frozen=True, slots=True)
class Shared:
    """An event or state that both tell: how each tells it, field by field, with the sentences of each."""

    about: str
    kind: str
    line: Line
    differences: tuple[Difference, ...]
    one: tuple[Citation, ...]
    other: tuple[Citation, ...]

    @property
    def contradicts(self) -> bool:
        """Whether the two cannot both be right."""
        return any(one.contradicts for one in self.differences)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A voice that is quoted, and how many claims of each side rest on its word."""

    name: str
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class SourceDiff:
    """Two sides told side by side.

    Shapes:  `shared` with contradictions first, then by weight. `perhaps` are pairs of what each tells alone that may
             be one happening, as far as matching could tell. `only_one` and `only_other` by weight, cut where there are
             many: `one_left`/`other_left` count the rest. `quoted` those most quoted first.
    """

    one: Side
    other: Side
    since: date | None
    shared: tuple[Shared, ...]
    perhaps: tuple[tuple[Line, Line], ...]
    only_one: tuple[Line, ...]
    only_other: tuple[Line, ...]
    one_left: int
    other_left: int
    quoted: tuple[Quoted, ...]
    sources: tuple[SourceLine, ...]

    def lines(self) -> list[Line]:
        """Every line, in order."""
        pairs = (line for pair in self.perhaps for line in pair)
        return [*(shared.line for shared in self.shared), *pairs, *self.only_one, *self.only_other]


def build_diff(
    snapshot: Snapshot, one: str, other: str, *, since: date | None = None, most_alone: int = MOST_ALONE
) -> SourceDiff:
    """How two sources tell what they tell: each a name, a part of one, or a country for all its sources and its word.

    With `since`, only events from that day on and states that are told of from then on.
    Raises:  InputError where a name means no source or several, or where both mean the same.
    """
    return _Teller(snapshot, *find_sides(snapshot, one, other), since).diff(most_alone)


class _Teller:
    def __init__(self, snapshot: Snapshot, one: Side, other: Side, since: date | None) -> None:
        self.snapshot = snapshot
        self.sides = one, other
        self.since = since
        self.wording = Wording(snapshot)
        self.states = StateWording(self.wording)
        self.citations = Citations(snapshot)
        self.ranking = Ranking(self.wording)
        self.voices = Voices(snapshot)
        self._told = tuple(frozenset(side.claims) for side in self.sides)

    def diff(self, most_alone: int) -> SourceDiff:
        shared: list[tuple[bool, float, Shared]] = []
        alone: tuple[list[tuple[float, Event]], list[tuple[float, Event]]] = ([], [])
        for event in self.snapshot.events:
            mine, theirs = self._split(event.claims)
            if not self._recent(event, [*mine, *theirs]):
                continue
            weight = self.ranking.weight(event)
            if mine and theirs:
                found = compare_events(self.wording, event, mine, theirs)
                text = finished(self.wording.clause(as_told(event)))
                shared.append(self._shared(event, "event", text, found, mine, theirs, weight))
            elif mine or theirs:
                alone[0 if mine else 1].append((weight, event))
        said = {row.about for *_, row in shared}
        for state in self.snapshot.states:
            mine, theirs = self._split(state.claims)
            found = compare_states(mine, theirs) if mine and theirs else []
            # What both tell of the event that opened it need not be said again, unless they contradict each other.
            news = not said & {*state.opened_by, *state.changed_by, *state.closing_by, *state.closed_by}
            if mine and theirs and (news or _contrary(found)) and self._told_since([*mine, *theirs]):
                shared.append(self._shared(state, "state", self.states.sentence(state), found, mine, theirs,
                                           self.ranking.state_weight(state)))  # fmt: skip
        ordered = [one for *_, one in sorted(shared, key=lambda row: (row[0], row[1], row[2].about))]
        only = [[e for _, e in sorted(some, key=lambda row: (-row[0], row[1].id))] for some in alone]
        perhaps = self._perhaps(only[0], only[1])
        used = {line.rests_on[0] for pair in perhaps for line in pair}
        rest = [[self._line(event, side) for event in some if event.id not in used] for side, some in enumerate(only)]
        told = SourceDiff(
            *self.sides,
            self.since,
            tuple(ordered),
            tuple(perhaps),
            tuple(rest[0][:most_alone]),
            tuple(rest[1][:most_alone]),
            max(len(rest[0]) - most_alone, 0),
            max(len(rest[1]) - most_alone, 0),
            tuple(self._quoted()),
            (),
        )
        return replace(told, sources=cited_sources(self.citations, told.lines()))

    def _split(self, ids: Iterable[str]) -> tuple[list[Claim], list[Claim]]:
        held = [self.snapshot.claims[one] for one in ids if one in self.snapshot.claims]
        mine, theirs = ([claim for claim in held if claim.id in some] for some in self._told)
        return mine, theirs

    def _shared(
        self, about: Event | State, kind: str, text: str, found: Sequence[Difference], mine: Sequence[Claim],
        theirs: Sequence[Claim], weight: float,
    ) -> tuple[bool, float, Shared]:  # fmt: skip
        claims = [claim.id for claim in (*mine, *theirs)]
        line = self.citations.line(kind, text, claims, [about.id], of=about).by_thing
        cites = [self.citations.of(claim.id for claim in some) for some in (mine, theirs)]
        row = Shared(about.id, kind, line, tuple(found), cites[0], cites[1])
        return not row.contradicts, -weight, row

    def _line(self, event: Event, side: int) -> Line:
        claims = self._split(event.claims)[side]
        text = self.wording.sentence(event)
        return self.citations.line("event", text, [claim.id for claim in claims], [event.id], of=event).by_thing

    def _perhaps(self, mine: Sequence[Event], theirs: Sequence[Event]) -> list[tuple[Line, Line]]:
        """Among events that only one side tells: what matching was not sure of, then what is of one kind and time."""
        at = [{mention: event for event in some for mention in event.mentions} for some in (mine, theirs)]
        found: dict[tuple[str, str], tuple[float, Event, Event]] = {}
        for judged in self.snapshot.judgements:
            if judged.verdict != "unsure":
                continue
            for left, right in ((judged.left, judged.right), (judged.right, judged.left)):
                if left in at[0] and right in at[1]:
                    pair = at[0][left], at[1][right]
                    key = pair[0].id, pair[1].id
                    found[key] = max(found.get(key, (0.0, *pair)), (judged.score, *pair), key=lambda row: row[0])
        by_type: dict[str, list[Event]] = {}
        for other in theirs:
            if other.type not in SPEECH:  # two sides accuse each other every day
                by_type.setdefault(other.type, []).append(other)
        for one in mine:
            for other in by_type.get(one.type, ()):
                if (one.id, other.id) not in found and (likeness := self._alike(one, other)):
                    found[one.id, other.id] = likeness, one, other
        rows = sorted(found.values(), key=lambda row: (-row[0], row[1].id, row[2].id))
        taken: set[str] = set()
        pairs: list[tuple[Line, Line]] = []
        for _, one, other in rows:
            if one.id not in taken and other.id not in taken:
                taken |= {one.id, other.id}
                pairs.append((self._line(one, 0), self._line(other, 1)))
        return pairs

    def _alike(self, one: Event, other: Event) -> float:
        """How much two events of one type, each told by one side alone, share: 0 unless day and a party are one."""
        doers = _called(one.actors) & _called(other.actors)
        sufferers = _called(one.recipients) & _called(other.recipients)
        shared = min(len(doers) + len(sufferers), 2)
        if not shared or not self._same_days(one, other):
            return 0.0
        return shared / 100 + (bool(one.mode) and one.mode == other.mode) / 1000

    def _same_days(self, one: Event, other: Event) -> bool:
        """Whether two events were on one day, as far as they are dated; else whether they were news together."""
        if one.when.date.days and other.when.date.days:
            return one.when.date.days <= _NEWS_DAYS and one.when.date.may_equal(other.when.date)
        if not one.when.date.may_equal(other.when.date):
            return False
        known = [[c.known.latest for c in self.wording.claims(e.claims) if c.known.latest] for e in (one, other)]
        return any(abs((a - b).days) <= _NEWS_DAYS for a in known[0] for b in known[1])

    def _recent(self, event: Event, claims: Sequence[Claim]) -> bool:
        if self.since is None:
            return True
        if event.when.date.stated:
            latest = event.when.date.latest
            return latest is None or latest >= self.since
        return self._told_since(claims)

    def _told_since(self, claims: Sequence[Claim]) -> bool:
        return self.since is None or any(claim.known.latest and claim.known.latest >= self.since for claim in claims)

    def _quoted(self) -> list[Quoted]:
        counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
        names: dict[str, str] = {}
        for claim in self.snapshot.claims.values():
            voice = self.voices.of(claim)
            if voice.kind != "speaker" or not self._told_since([claim]):
                continue
            # Officials of two papers may be two, but both quote officials.
            key = voice.name.casefold() if voice.id.startswith("words:") else voice.id
            names.setdefault(key, voice.name)
            for side, some in enumerate(self._told):
                counts[side][key] += claim.id in some
        keys = [key for key in names if counts[0][key] or counts[1][key]]
        keys.sort(key=lambda key: (-(counts[0][key] + counts[1][key]), names[key]))
        return [Quoted(capitalised(names[key]), counts[0][key], counts[1][key]) for key in keys]


def _called(parties: Iterable[Participant]) -> set[str]:
    """Parties as another telling could call them: by name, by country, or by role."""
    actors = [party.actor for party in parties]
    named = {actor.id for actor in actors if actor.kind in ("person", "organisation", "country")}
    groups = [actor for actor in actors if actor.kind == "group"]
    return named | {f"country:{a.country}" for a in groups if a.country} | {a.role for a in groups if a.role}


def _contrary(found: Sequence[Difference]) -> bool:
    return any(one.contradicts for one in found)


__all__ = ["Difference", "Quoted", "Shared", "SourceDiff", "build_diff"]
