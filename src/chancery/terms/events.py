"""What is computed from claims: events, states, opinions. Never edited, always rebuilt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from chancery.terms.claims import Claim, Dated, Judgement, Located, Participant, Quantity
from chancery.terms.dates import UNKNOWN_DATE, PartialDate
from chancery.terms.reports import Report
from chancery.terms.sources import Copy, Credit, Provenance


@dataclass(frozen=True, slots=True)
class Testimony:
    """One independent source's word on an event or state.

    Shapes:  `source` is the source's id, with its name, country (ISO alpha-3), kind and ownership, "" where not known.
             verdict is confirms (says so in its own voice), reports (on the word of somebody it quotes), alleges or
             denies. `reports` are ids of the reports that carry it, copies of one text among them; `claims` the claims.
             `known` is when it was first told. `via` says how the source was found, where it is not the publisher:
             "copy", "same sentence", or the words of the text that name it.
             `voice` is the id of the speaker on whose word the source reports, alleges or denies it, with `speaker` its
             name and `speaker_country`; "" where it is the source's own word. Five sources that quote one minister are
             five testimonies with one voice: that he said it has five witnesses, that it happened has one.
    """

    source: str
    name: str
    country: str
    kind: str
    ownership: str
    verdict: str
    reports: tuple[str, ...]
    claims: tuple[str, ...]
    known: PartialDate = UNKNOWN_DATE
    via: str = ""
    voice: str = ""
    speaker: str = ""
    speaker_country: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One figure as somebody gave it: the claim, its independent source, who vouches, and when it was known.

    Shapes:  `speaker` is the one who vouches, "" where the source says so itself. `superseded` is the id of the later
             claim by which the same voice has replaced it, "" where none has. `stance` is the claim's, or denies or
             alleges where its content is denied or alleged. `stands` tells whether it sets the figure's low, best and
             high: it is not superseded, not a vaguer repetition, and not weaker (alleged, planned, denied) than others.
    """

    claim: str
    source: str
    speaker: str
    words: str
    low: float | None
    best: float | None
    high: float | None
    known: PartialDate = UNKNOWN_DATE
    superseded: str = ""
    stance: str = "asserts"
    stands: bool = True
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """What all sources together give for one count: the lowest, the best and the highest that still stand, and each.

    Shapes:  `what` and `unit` are those of the counts; `of` says who or what is counted where that is fewer than all
             ("civilians"), "" for the whole. `best` is what most independent voices give or allow, the latest where
             they are even; None where nobody gives a number. `high` is None where somebody sets no bound above what
             others give ("at least 30"). `said` by the day it was known. `differs` where two that stand exclude
             each other.
    """

    what: str
    unit: str
    low: float | None
    best: float | None
    high: float | None
    said: tuple[Said, ...]
    of: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """One of several values that sources give for one field, with the claims that give it.

    `field` is date (value in EDTF), place or actors (names), or status (happened or denied); the value that the event
    is told by comes first.
    """

    field: str
    value: str
    sources: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What all claims about one happening say together.

    Shapes:  `id` comes from the first mention (by id). `claims` and `mentions` are ids, sorted by report and
             place in the text. `links` are (relation, event id). `status` follows the strongest stance: a
             report's own voice that it happened beats an allegation; allegations alone never add up to
             "happened". `disputed` where somebody denies it. `testimonies` weigh the independent sources, in order of
             first telling; `figures` are the counts with who says what; `accounts` every value of a field on which
             sources disagree.
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
    testimonies: tuple[Testimony, ...] = ()
    figures: tuple[Figure, ...] = ()
    accounts: tuple[Account, ...] = ()

    @property
    def differing(self) -> tuple[tuple[str, str], ...]:
        """(field, words) where claims disagree: date, place, actors or "quantity dead", each value once."""
        told = [(account.field, account.value) for account in self.accounts if account.field != "status"]
        for figure in self.figures:
            if figure.differs:
                words = sorted({" ".join(said.words.split()) for said in figure.said if said.stands})
                told += [(f"quantity {figure.what}", one) for one in words]
        return tuple(told)


@dataclass(frozen=True, slots=True)
class State:
    """Something that stands, or stood: computed from the claims that open, change and close it.

    Shapes:  status is standing, ending, ended, suspended, planned, alleged or disputed. `since`/`until` as far
             as known; an unknown `until` with status standing means that no report says it ended. opened_by and
             the like are event ids, in order of date. `confirmed` is the last day on which a report told that it
             stood. `rivals` are ids of states that cannot hold beside it (another controller of the place).
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
    confirmed: PartialDate = UNKNOWN_DATE
    rivals: tuple[str, ...] = ()
    testimonies: tuple[Testimony, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a record holds, as of a day and as known on a day: all that a view needs.

    Shapes:  `events` sorted by first possible day (unknown last), then id; `states` by kind, first day, id.
             `claims` holds every claim of the events, states and opinions shown, by id; `opinions` are claims of
             kind opinion, in order of report and place. `reports` by id. `as_of` None: all time. `claims` are as
             people corrected them; `rejected` are those that do not count, by id. `lost` are people's judgements over
             what no report at hand says any more, as it is read now. `provenance` (by report),
             `named` (outlets that claims name, by claim) and `copies` tell whose words the reports are.
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
    rejected: Mapping[str, Claim] = field(default_factory=dict)
    lost: tuple[Judgement, ...] = ()
    provenance: Mapping[str, Provenance] = field(default_factory=dict)
    named: Mapping[str, Credit] = field(default_factory=dict)
    copies: tuple[Copy, ...] = ()
