"""Voices: who vouches for claims, as the columns of a matrix - by name, or gathered by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chancery.record.sourcing import Sourcing, Whose
from chancery.record.testimonies import speaker_words
from chancery.terms import Actor, Claim, Outlet, Snapshot
from chancery.views.naming import speaker_name
from chancery.views.vouching import inner_speaker

REPORTS = "reports"
"""Id of the side that all reports in their own voice are on."""
_STATE_ORGANS = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
_STEM_CHARS = 4
_VAGUE_KINDS = frozenset({"group", "unknown", ""})


# Adjectives and short names that do not begin as the country's own name does.
_CALLED = {
    "ARE": "emirati uae",
    "CHE": "swiss",
    "DNK": "danish",
    "ESH": "sahrawi saharawi",
    "ESP": "spanish",
    "FIN": "finnish",
    "FRA": "french",
    "GBR": "british uk britain",
    "IMN": "manx",
    "IOT": "chagossian",
    "IRL": "irish",
    "LAO": "lao laotian",
    "LSO": "basotho",
    "MCO": "monegasque",
    "MDG": "malagasy",
    "MMR": "burmese burma",
    "NLD": "dutch holland",
    "PHL": "filipino",
    "POL": "polish",
    "SMR": "sammarinese",
    "SWZ": "swazi swaziland",
    "USA": "american us america",
}
# Words of names of countries that are of no one country.
_OF_MANY = frozenset(
    """
    and central democratic east eastern federal federation former islamic island islands kingdom new north northern of
    people peoples republic saint south southern state states the union united west western
    """.split()
)


def names_country(words: str, code: str, name: str) -> bool:
    """Whether words for a group name a country, by its name, its adjective or its short name.

    >>> names_country("French officials", "FRA", "France"), names_country("the authorities", "FRA", "France")
    (True, False)
    """
    told = _split(words)
    stems = {word[:_STEM_CHARS] for word in _split(name) - _OF_MANY}
    short = {*_CALLED.get(code, "").split(), code.casefold()}
    return bool(told & short) or any(word[:_STEM_CHARS] in stems for word in told - _OF_MANY)


def _split(words: str) -> frozenset[str]:
    plain = words.casefold().replace("’", "'").replace("'s", "").replace(".", "").replace("-", " ")
    return frozenset(word.strip(",'") for word in plain.split())


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who takes stances.

    Shapes:  kind is speaker, source (an outlet in its own voice), side (a state with all who speak for it) or
             reports (all outlets). `id` is the actor's or the outlet's; that of a speaker known by
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
        self.sourcing = Sourcing.of_snapshot(snapshot)
        self._names: dict[str, str] = {}
        self._countries: dict[str, str] = {}
        for claim in sorted(snapshot.claims.values(), key=lambda one: one.id):
            for actor in _actors(claim):
                if actor.kind == "country" and actor.country:
                    self._countries.setdefault(actor.country, actor.name)
        for traced in snapshot.provenance.values():
            for outlet in (traced.publisher, *((traced.credit.outlet,) if traced.credit else ())):
                self._add_country(outlet)
        for credit in snapshot.named.values():
            self._add_country(credit.outlet)

    def of(self, claim: Claim, whose: Whose | None = None) -> Voice:
        """Who vouches for a claim: the innermost speaker who is named, else its independent source.

        The source is the one that tracing found: of ten papers with one wire story it is the agency, ten times. `whose`
        is the source as it counts among the claims about one thing, where that is asked.
        """
        whose = whose or self.sourcing.whose(claim)
        speaker = inner_speaker(claim)
        key, name = self._source(claim, whose)
        if speaker is None or (whose.named and whose.named == speaker_words(speaker)):
            return Voice(f"source:{key}", name, "source", whose.outlet.country)
        actor = speaker.actor
        name = speaker_name(actor, speaker.text)
        if actor is not None and actor.kind not in _VAGUE_KINDS:
            # One person under two offices is one voice: the first name met stands.
            return Voice(actor.id, self._names.setdefault(actor.id, name), "speaker", actor.country, actor.sector)
        about = actor.id if actor else speaker.text.casefold()
        country = actor.country if actor and self._speaks_for(actor, whose) else ""
        return Voice(f"words:{key}:{about}", name, "speaker", country, actor.sector if actor else "")

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

    def as_voice(self, actor: Actor, whose: Whose) -> Voice:
        """An actor as the one who speaks, where the event is that he says something."""
        country = actor.country if self._speaks_for(actor, whose) else ""
        return Voice(actor.id, actor.name, "speaker", country, actor.sector)

    def _speaks_for(self, actor: Actor, whose: Whose) -> bool:
        """Whether it is clear that somebody is of the country he is put to.

        "The authorities" in a disputed town are of no state for being there; "the ministry", to the press of its own
        country, is that country's.
        """
        if actor.kind not in _VAGUE_KINDS or whose.outlet.country == actor.country:
            return True
        return names_country(actor.name, actor.country, self._countries.get(actor.country, ""))

    def countries(self) -> dict[str, str]:
        """Names of the countries that claims speak of and sources are of, by code."""
        return dict(self._countries)

    def _source(self, claim: Claim, whose: Whose) -> tuple[str, str]:
        """Id and name of the source of a claim; a report whose publisher is not stated stands for itself."""
        if whose.outlet.name:
            return whose.outlet.id, whose.outlet.name
        report = self.snapshot.reports.get(claim.report)
        return claim.report, f"“{report.title}”" if report and report.title else "a report"

    def _add_country(self, outlet: Outlet) -> None:
        if outlet.country and outlet.country_name:
            self._countries.setdefault(outlet.country, outlet.country_name)


def _actors(claim: Claim) -> Iterable[Actor]:
    yield from (speaker.actor for speaker in claim.speakers if speaker.actor)
    if claim.kind == "event":
        yield from (one.actor for one in (*claim.event.actors, *claim.event.recipients))
    elif claim.kind == "state":
        yield from (one.actor for one in (*claim.state.who, *claim.state.by, *claim.state.to))
