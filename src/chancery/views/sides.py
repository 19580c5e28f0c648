"""Sources chosen by what a person calls them: a name, a part of one, or a country."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from chancery.terms import Claim, InputError, Outlet, Snapshot
from chancery.views.naming import listed
from chancery.views.voices import Voices

_MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class Side:
    """Sources that are compared as one.

    Shapes:  `name` in words; `sources` their names and `outlets` their ids, as tracing found them; `claims` those whose
             independent source is one of them, and `reports` those that carry these (a paper's, with an agency's
             words), both by id.
    """

    name: str
    sources: tuple[str, ...]
    reports: tuple[str, ...]
    outlets: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


def find_side(snapshot: Snapshot, wanted: str) -> Side:
    """The sources that are meant: a source by its whole name, all of a country by its name or code, or the one source
    that has the words in its name.

    Raises:  InputError where none or several are meant, or one that tells nothing of its own; it lists those that the
             record holds.
    """
    return _Finder(snapshot).find(wanted)


class _Finder:
    def __init__(self, snapshot: Snapshot) -> None:
        self.voices = Voices(snapshot)
        self.outlets: dict[str, Outlet] = {}
        self.told: dict[str, list[Claim]] = {}
        for _, claim in sorted(snapshot.claims.items()):
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
            codes = dict.fromkeys(one.country for one in self.outlets.values() if one.country)
            country = next((code for code in codes if asked in (code.casefold(), names.get(code, "").casefold())), "")
            if country:
                some = [key for key, one in self.outlets.items() if one.country == country]
                return self._side(some, f"sources of {names.get(country, country)}")
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
