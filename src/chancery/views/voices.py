"""Voices: who vouches for claims, as the columns of a matrix - by name, or gathered by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chancery.terms import Actor, Claim, Snapshot
from chancery.views.naming import speaker_name
from chancery.views.vouching import inner_speaker

REPORTS = "reports"
"""Id of the side that all reports in their own voice are on."""
_STATE_ORGANS = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
_VAGUE_KINDS = frozenset({"group", "unknown", ""})


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who takes stances.

    Shapes:  kind is speaker, source (a publisher in its own voice), side (a state with all who speak for it) or
             reports (all publishers). `id` is the actor's or the source's; that of a speaker known by
             words only holds the words.
    """

    id: str
    name: str
    kind: str
    country: str = ""
    sector: str = ""


class Voices:
    """The voices of one snapshot: every claim has one, and every voice a side."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._names: dict[str, str] = {}
        self._countries: dict[str, str] = {}
        for claim in sorted(snapshot.claims.values(), key=lambda one: one.id):
            for actor in _actors(claim):
                if actor.kind == "country" and actor.country:
                    self._countries.setdefault(actor.country, actor.name)

    def of(self, claim: Claim) -> Voice:
        """Who vouches for a claim: the innermost speaker who is named, else the publisher."""
        speaker = inner_speaker(claim)
        report = self.snapshot.reports.get(claim.report)
        source = report.source if report else None
        if speaker is None:
            name = (source.name if source else "") or (f"“{report.title}”" if report and report.title else "a report")
            return Voice(f"source:{source.id if source and source.name else claim.report}", name, "source",
                         source.country if source else "")  # fmt: skip
        actor = speaker.actor
        name = speaker_name(actor, speaker.text)
        if actor is not None and actor.kind not in _VAGUE_KINDS:
            # One person under two offices is one voice: the first name met stands.
            return Voice(actor.id, self._names.setdefault(actor.id, name), "speaker", actor.country, actor.sector)
        about = actor.id if actor else speaker.text.casefold()
        key = f"words:{source.id if source and source.name else claim.report}:{about}"
        return Voice(key, name, "speaker", actor.country if actor else "", actor.sector if actor else "")

    def side(self, voice: Voice) -> Voice:
        """The side of a voice: the state that it speaks for, all reports in their own voice, or itself."""
        if voice.kind == "source":
            return Voice(REPORTS, "Reports themselves", REPORTS)
        if voice.country and (voice.sector in _STATE_ORGANS or voice.id == f"country:{voice.country}"):
            return Voice(f"side:{voice.country}", self._countries.get(voice.country, voice.country), "side",
                         voice.country)  # fmt: skip
        # "Azerbaijan's border service" speaks for Azerbaijan, on no list of organs as it may be.
        owner = next((code for code, name in self._countries.items() if voice.name.startswith(f"{name}'s ")), "")
        return Voice(f"side:{owner}", self._countries[owner], "side", owner) if owner else voice

    def countries(self) -> dict[str, str]:
        """Names of the countries that claims speak of, by code."""
        return dict(self._countries)


def _actors(claim: Claim) -> Iterable[Actor]:
    yield from (speaker.actor for speaker in claim.speakers if speaker.actor)
    if claim.kind == "event":
        yield from (one.actor for one in (*claim.event.actors, *claim.event.recipients))
    elif claim.kind == "state":
        yield from (one.actor for one in (*claim.state.who, *claim.state.by, *claim.state.to))
