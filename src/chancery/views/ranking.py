"""How much an event or state weighs in a brief: recency, sources, force, people struck, kind, and place in the report.

Source:  ours. The weights order lines and choose takeaways; nothing is left out of the record for them.
"""

from __future__ import annotations

import math
from datetime import date

from chancery.terms import Claim, Event, State
from chancery.views.wording import Wording, in_body

# Weight of each kind of event, 0 to 1: violence, agreements, withdrawals and people displaced first.
_TYPE_WEIGHTS = {
    "ASSAULT": 1.0,
    "RETREAT": 0.95,
    "AGREE": 0.8,
    "SANCTION": 0.85,
    "MOBILIZE": 0.75,
    "COERCE": 0.7,
    "THREATEN": 0.65,
    "CONCEDE": 0.6,
    "AID": 0.6,
    "PROTEST": 0.55,
    "COOPERATE": 0.5,
    "ACCUSE": 0.4,
    "REJECT": 0.45,
    "REQUEST": 0.35,
    "SUPPORT": 0.4,
    "CONSULT": 0.35,
}
_STATUS_SHARES = {"hypothetical": 0.5, "denied": 0.7, "demanded": 0.7, "planned": 0.85, "alleged": 0.9}
# Days after which an event has lost about two thirds of its newness; more where the reports themselves span years,
# by this share of their span: a dossier of four years is not only about its last months.
_FADING_DAYS = 365.0
_SPAN_SHARE = 0.6
_UNDATED_SHARE = 0.7
_STATE_WEIGHTS = {
    "control": 1.0,
    "hostilities": 0.95,
    "presence": 0.9,
    "agreement": 0.8,
    "displacement": 0.8,
    "membership": 0.75,
    "sanction": 0.7,
    "custody": 0.6,
    "commitment": 0.55,
    "proceeding": 0.5,
    "office": 0.5,
    "demand": 0.35,
}


#: What is counted of people whom an event struck, and from which power of ten on more of them no longer weigh more.
_STRUCK = frozenset({"dead", "injured", "displaced", "detained"})
_MOST_STRUCK = 5.0


def _people_struck(event: Event) -> float:
    """The largest number of dead, injured, displaced or detained that is told of an event; 0 where none is."""
    told = [one.best or one.low or one.high or 0.0 for one in event.quantities if one.what in _STRUCK]
    return max(told, default=0.0)


class Ranking:
    """Weights of the events and states of one snapshot; higher comes first."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self._weights: dict[str, float] = {}
        reports = wording.snapshot.reports.values()
        days = [report.published.latest for report in reports if report.published.latest]
        span = (max(days) - min(days)).days if days else 0
        self._fading_days = max(_FADING_DAYS, _SPAN_SHARE * span)

    def weight(self, event: Event) -> float:
        """The event's weight. Restatements in one report count once; further sources raise it."""
        if event.id not in self._weights:
            self._weights[event.id] = self._weigh(event)
        return self._weights[event.id]

    def state_weight(self, state: State) -> float:
        """The weight of a state's latest change: how new it is, and what kind of state it is."""
        events = [*state.closing_by, *state.closed_by, *state.changed_by, *state.opened_by]
        newest = [self.recency(self.wording.events[one]) for one in events if one in self.wording.events]
        change = 0.5 if state.status in ("ending", "ended", "suspended") else 0.0
        return 2.0 * max(newest, default=0.0) + _STATE_WEIGHTS.get(state.kind, 0.4) + change

    def recency(self, event: Event) -> float:
        """How new the event is against the newest day of the record, 0 to 1."""
        newest = self.wording.newest
        value = event.when.date
        day = value.latest or value.earliest
        if day is None:
            # Without a date it is taken for newer than old news and older than what is dated to the last days.
            known = self._known(event)
            return _UNDATED_SHARE * (self._faded(known, newest) if known else 1.0)
        return self._faded(min(day, newest) if newest else day, newest or day)

    def _known(self, event: Event) -> date | None:
        days = [claim.known.latest for claim in self.wording.claims(event.claims) if claim.known.latest]
        return max(days) if days else None

    def _weigh(self, event: Event) -> float:
        claims = self.wording.claims(event.claims)
        sources = {self._source(claim) for claim in claims}
        titled = any(claim.section in ("title", "deck") for claim in claims)
        total = (
            2.0 * self.recency(event)
            + 1.0 * _TYPE_WEIGHTS.get(event.type, 0.4)
            + 0.8 * min(abs(event.score) / 10.0, 1.0)
            + 0.4 * min(math.log10(1.0 + _people_struck(event)) / _MOST_STRUCK, 1.0)
            + 1.2 * min(math.log2(max(len(sources), 1)) / 3.0, 1.0)
            + (1.2 if titled else 0.0)
            + 0.6 * max((self._lead(claim) for claim in claims if in_body(claim)), default=0.0)
        )
        complete = 1.0 if event.actors or event.recipients else 0.75
        return total * complete * _STATUS_SHARES.get(event.status, 1.0) * (0.5 + 0.5 * event.confidence)

    def _source(self, claim: Claim) -> str:
        report = self.wording.snapshot.reports.get(claim.report)
        return report.source.name if report and report.source.name else claim.report

    def _lead(self, claim: Claim) -> float:
        """Near 1 at the top of a report, 0 at its end: news reports say first what matters most."""
        report = self.wording.snapshot.reports.get(claim.report)
        return 1.0 - claim.sentence.start / max(len(report.text), 1) if report else 0.0

    def _faded(self, day: date, newest: date | None) -> float:
        if newest is None:
            return 1.0
        return math.exp(-max((newest - day).days, 0) / self._fading_days)
