"""What is computed from claims: events, states, opinions. Never edited, always rebuilt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from chancery.terms.claims import Claim, Dated, Judgement, Located, Participant, Quantity
from chancery.terms.reports import Report


@dataclass(frozen=True, slots=True)
class Event:
    """What all claims about one happening say together.

    Shapes:  `id` comes from the first mention (by id). `claims` and `mentions` are ids, sorted by report and
             place in the text. `links` are (relation, event id). `status` follows the strongest stance: a
             report's own voice that it happened beats an allegation; allegations alone never add up to
             "happened". `disputed` where somebody denies it. `differing`: (field, words) where claims disagree,
             each kept.
    """

    id: str
    type: str
    mode: str
    contexts: tuple[str, ...]
    cameo: str
    score: float
    status: str
    hedge: str
    confidence: float
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    others: tuple[tuple[str, Participant], ...]
    place: Located | None
    when: Dated
    quantities: tuple[Quantity, ...]
    topic: str
    quote: str
    links: tuple[tuple[str, str], ...]
    not_stated: tuple[str, ...]
    mentions: tuple[str, ...]
    claims: tuple[str, ...]
    disputed: bool = False
    differing: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """Something that stands, or stood: computed from the claims that open, change and close it.

    Shapes:  status is standing, ending, ended, suspended, planned, alleged or disputed. `since`/`until` as far
             as known; an unknown `until` with status standing means that no report says it ended. opened_by and
             the like are event ids, in order of date.
    """

    id: str
    kind: str
    key: str
    who: tuple[Participant, ...]
    by: tuple[Participant, ...]
    to: tuple[Participant, ...]
    others: tuple[tuple[str, Participant], ...]
    what: str
    where: Located | None
    since: Dated
    until: Dated
    status: str
    hedge: str
    quantities: tuple[Quantity, ...]
    before: str
    stage: str
    opened_by: tuple[str, ...]
    changed_by: tuple[str, ...]
    closing_by: tuple[str, ...]
    closed_by: tuple[str, ...]
    not_stated: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a record holds, as of a day and as known on a day: all that a view needs.

    Shapes:  `events` sorted by first possible day (unknown last), then id; `states` by kind, first day, id.
             `claims` holds every claim of the events, states and opinions shown, by id; `opinions` are claims of
             kind opinion, in order of report and place. `reports` by id. `as_of` None: all time.
    """

    reports: Mapping[str, Report]
    claims: Mapping[str, Claim]
    events: tuple[Event, ...]
    states: tuple[State, ...]
    opinions: tuple[Claim, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    as_of: date | None = None
    known_on: date | None = None
    origin: Mapping[str, str] = field(default_factory=dict)
