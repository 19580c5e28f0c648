"""Sources chosen by what a person calls them: a name, a part of one, or a country."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace

from chancery.terms import Claim, InputError, Outlet, Snapshot
from chancery.views.naming import listed
from chancery.views.voices import Voices

_MOST_LISTED = 12
#: Types whose event is that somebody says something: told by anybody, it is the word of who says it.
SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})


@dataclass(frozen=True, slots=True)
class Side:
    """Sources that are compared as one.

    Shapes:  `name` in words; `sources` their names and `outlets` their ids, as tracing found them; `claims` those whose
             independent source is one of them, and `reports` those that carry these (a paper's, with an agency's
             words), both by id. Of a country, `country` is its code and `spoken` are the claims on the word of its
             state, whoever quotes it; they are among `claims`.
    """

    name: str
    sources: tuple[str, ...]
    reports: tuple[str, ...]
    outlets: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    country: str = ""
    spoken: tuple[str, ...] = ()

    def beside(self, other: Side) -> Side:
        """This side without what its sources quote from the state that the other side is of: that is its telling."""
        theirs = frozenset(other.spoken)
        return replace(self, claims=tuple(one for one in self.claims if one not in theirs)) if theirs else self


def find_sides(snapshot: Snapshot, one: str, other: str) -> tuple[Side, Side]:
    """Two sides to set beside one another, each without the other's word.

    Raises:  InputError as find_side does, and where both mean the same.
    """
    finder = _Finder(snapshot)
    mine, theirs = finder.find(one), finder.find(other)
    if set(mine.outlets) & set(theirs.outlets) or (mine.country and mine.country == theirs.country):
        raise InputError(f"{one!r} and {other!r} mean the same source", remedy="name two that have none in common")
    return mine.beside(theirs), theirs.beside(mine)


def find_side(snapshot: Snapshot, wanted: str) -> Side:
    """The sources that are meant: a source by its whole name, a country by its name or code, or the one source that
    has the words in its name. A country is all its sources and whatever its state, or who speaks for it, is quoted as
    saying by anybody.

    Raises:  InputError where none or several are meant, or one that tells nothing of its own; it lists those that the
             record holds.
    """
    return _Finder(snapshot).find(wanted)


class _Finder:
    def __init__(self, snapshot: Snapshot) -> None:
        self.voices = Voices(snapshot)
        self.outlets: dict[str, Outlet] = {}
        self.told: dict[str, list[Claim]] = {}
        self.spoken: dict[str, list[Claim]] = {}
        for _, claim in sorted(snapshot.claims.items()):
            state = self._state_of(claim)
            if state:
                self.spoken.setdefault(state, []).append(claim)
            outlet = self.voices.sourcing.whose(claim).outlet
            if outlet.name:
                self.outlets.setdefault(outlet.id, outlet)
                self.told.setdefault(outlet.id, []).append(claim)
        # A publisher can be asked for by the name that its reports give it, and if it has no claim of its own.
        self.called: dict[str, set[str]] = {}
        self.carries: dict[str, set[str]] = {}
        for key, report in sorted(snapshot.reports.items()):
            publisher = self.voices.sourcing.publisher(key)
            for name in filter(None, (publisher.name, report.source.name)):
                self.called.setdefault(name.casefold(), set()).add(publisher.id)
        for claim in snapshot.claims.values():
            publisher, outlet = self.voices.sourcing.publisher(claim.report), self.voices.sourcing.whose(claim).outlet
            if publisher.id != outlet.id:
                self.carries.setdefault(publisher.id, set()).add(outlet.name)

    def find(self, wanted: str) -> Side:
        asked = " ".join(wanted.split()).casefold()
        by_name = {key: outlet.name for key, outlet in self.outlets.items()}
        exact = {key for key, name in by_name.items() if name.casefold() == asked} | self.called.get(asked, set())
        if not exact and asked:
            names = self.voices.countries()
            codes = dict.fromkeys([*(one.country for one in self.outlets.values() if one.country), *self.spoken])
            country = next((code for code in codes if asked in (code.casefold(), names.get(code, "").casefold())), "")
            if country:
                some = [key for key, one in self.outlets.items() if one.country == country]
                return self._of_country(country, names.get(country, country), some)
        called = ((name.casefold(), {key}) for key, name in by_name.items())
        alike = (keys for name, keys in (*called, *self.called.items()) if asked and asked in name)
        found = exact or {key for keys in alike for key in keys}
        own = [key for key in found if key in self.told]
        if len(own) == 1:
            return self._side(own, by_name[own[0]])
        if own:
            several = _listed(sorted(by_name[key] for key in own))
            raise InputError(f"{wanted!r} may be any of {len(own)} sources", remedy=f"name one of: {several}")
        origins = sorted({name for key in found for name in self.carries.get(key, ()) if name})
        if origins:
            raise InputError(f"{wanted!r} tells nothing of its own", remedy=f"name where it is from: {listed(origins)}")
        if not by_name:
            raise InputError("no report of the record names its source", remedy="give it as source: above the text")
        near = difflib.get_close_matches(wanted, by_name.values(), n=1, cutoff=0.6)
        advice = f"did you mean {near[0]}? " if near else ""
        known = _listed(sorted(by_name.values()))
        raise InputError(f"the record has no source {wanted!r}", remedy=f"{advice}it has: {known}")

    def _state_of(self, claim: Claim) -> str:
        """The country on whose state's word a claim is made: who is quoted, or who accuses, demands or refuses."""
        voice = self.voices.of(claim)
        if voice.kind == "speaker":
            side = self.voices.side(voice)
            return side.country if side.kind == "side" else ""
        if claim.kind != "event" or claim.event.type not in SPEECH or claim.event.status != "happened":
            return ""
        whose = self.voices.sourcing.whose(claim)
        own = {self.voices.side(self.voices.as_voice(party.actor, whose)) for party in claim.event.actors
               if party.how == "stated"}  # fmt: skip
        return next(iter(own)).country if len(own) == 1 and all(side.kind == "side" for side in own) else ""

    def _of_country(self, country: str, name: str, outlets: list[str]) -> Side:
        """A country: what its own sources tell, and what its state is quoted as saying elsewhere."""
        own = self._side(outlets, f"sources of {name}")
        spoken = self.spoken.get(country, [])
        held = frozenset(own.claims)
        more = [claim for claim in spoken if claim.id not in held]
        claims = (*own.claims, *(claim.id for claim in more))
        reports = tuple(sorted({*own.reports, *(claim.report for claim in more)}))
        called = name if more else own.name
        return replace(own, name=called, reports=reports, claims=claims, country=country,
                       spoken=tuple(claim.id for claim in spoken))  # fmt: skip

    def _side(self, outlets: list[str], name: str) -> Side:
        keys = sorted(outlets, key=lambda key: (self.outlets[key].name, key))
        claims = [claim for key in keys for claim in self.told[key]]
        names = tuple(self.outlets[key].name for key in keys)
        reports = tuple(sorted({claim.report for claim in claims}))
        return Side(names[0] if len(names) == 1 else name, names, reports, tuple(keys), tuple(c.id for c in claims))


def _listed(names: list[str]) -> str:
    some = names[:_MOST_LISTED]
    more = len(names) - len(some)
    return "; ".join(some) + (f"; and {more} more" if more else "")
