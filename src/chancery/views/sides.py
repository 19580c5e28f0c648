"""Sources chosen by what a person calls them: a name, a part of one, or a country."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from chancery.terms import InputError, Snapshot
from chancery.views.voices import Voices

_MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class Side:
    """Sources that are compared as one: `name` in words, the names of the sources, and the ids of their reports."""

    name: str
    sources: tuple[str, ...]
    reports: tuple[str, ...]


def find_side(snapshot: Snapshot, wanted: str) -> Side:
    """The sources that are meant: a source by its whole name, all of a country by its name or code, or the one source
    that has the words in its name.

    Raises:  InputError where none or several are meant; it lists those that the record holds.
    """
    by_name: dict[str, list[str]] = {}
    by_country: dict[str, list[str]] = {}
    for key, report in sorted(snapshot.reports.items()):
        if report.source.name:
            by_name.setdefault(report.source.name, []).append(key)
            if report.source.country:
                by_country.setdefault(report.source.country, []).append(key)
    asked = " ".join(wanted.split()).casefold()
    exact = [name for name in by_name if name.casefold() == asked]
    if not exact and asked:
        names = Voices(snapshot).countries()
        country = next((code for code in by_country if asked in (code.casefold(), names.get(code, "").casefold())), "")
        if country:
            some = sorted({snapshot.reports[key].source.name for key in by_country[country]})
            of = names.get(country, country)
            return Side(some[0] if len(some) == 1 else f"sources of {of}", tuple(some), tuple(by_country[country]))
    found = exact or [name for name in by_name if asked and asked in name.casefold()]
    if len(found) == 1:
        return Side(found[0], (found[0],), tuple(by_name[found[0]]))
    if found:
        raise InputError(f"{wanted!r} may be any of {len(found)} sources", remedy=f"name one of: {_listed(found)}")
    if not by_name:
        raise InputError("no report of the record names its source", remedy="give it as source: above the text")
    near = difflib.get_close_matches(wanted, by_name, n=1, cutoff=0.6)
    advice = f"did you mean {near[0]}? " if near else ""
    raise InputError(f"the record has no source {wanted!r}", remedy=f"{advice}it has: {_listed(list(by_name))}")


def _listed(names: list[str]) -> str:
    some = sorted(names)[:_MOST_LISTED]
    more = len(names) - len(some)
    return "; ".join(some) + (f"; and {more} more" if more else "")
