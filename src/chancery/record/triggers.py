"""Where in each report an event is told, and which events a state claim speaks of. Both hold within one report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chancery.terms import Claim, Event, Span

_MAKES_A_CHANGE = ("closes", "closing", "suspends", "changes")


class Triggers:
    """From a trigger's characters to the mention told there."""

    def __init__(self, told: Iterable[tuple[str, Span, str]]) -> None:
        self._exact = {(report, trigger): mention for report, trigger, mention in told}
        self._all: dict[str, list[tuple[Span, str]]] = {}
        for (report, span), mention in sorted(self._exact.items()):
            self._all.setdefault(report, []).append((span, mention))

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> Triggers:
        """The triggers of event claims; claims of other kinds are passed over."""
        return cls((claim.report, claim.trigger, claim.mention) for claim in claims if claim.kind == "event")

    def exact(self, report: str, trigger: Span) -> str | None:
        """The mention told at just these characters; None where none is."""
        return self._exact.get((report, trigger))

    def at(self, report: str, trigger: Span) -> str | None:
        """The mention told at a trigger, or at one that shares characters with it; None where none is."""
        found = self._exact.get((report, trigger))
        if found is not None:
            return found
        return next((mention for span, mention in self._all.get(report, ()) if span.meets(trigger)), None)


@dataclass(frozen=True, slots=True)
class Home:
    """The mentions of the events that a state claim speaks of, None where none is told.

    Shapes:  `home` is the event that the state hangs on: the one the claim names, else the one told at its own trigger.
             `maker` is the one that makes the change: a state may hang on the event that opened it ("the fighting") and
             be closed by the one told at the claim's own trigger ("the deal").
    Source:  coding, whose claims name an event by its trigger.
    """

    home: str | None
    maker: str | None


def find_homes(standing: Iterable[Claim], triggers: Triggers) -> dict[str, Home]:
    """The home of each state claim, by claim id."""
    return {claim.id: _home(claim, triggers) for claim in standing}


def _home(claim: Claim, triggers: Triggers) -> Home:
    own = triggers.exact(claim.report, claim.trigger)
    if claim.state.event is not None:
        home = triggers.at(claim.report, claim.state.event)
    else:
        home = None if claim.state.change == "holds" else own
    return Home(home, own if own and claim.state.change in _MAKES_A_CHANGE else home)


class Makers:
    """Which events state claims speak of, by the events of each cluster."""

    def __init__(self, events: Mapping[str, Event], roots: Mapping[str, str], homes: Mapping[str, Home]) -> None:
        self._events = events
        self._roots = roots
        self._homes = homes

    def home(self, claim: Claim) -> Event | None:
        """The event that the state hangs on."""
        return self._event(self._homes[claim.id].home)

    def maker(self, claim: Claim) -> Event | None:
        """The event that makes the change."""
        return self._event(self._homes[claim.id].maker)

    def _event(self, mention: str | None) -> Event | None:
        return self._events.get(self._roots.get(mention, "")) if mention else None
