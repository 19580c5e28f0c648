"""Names that several actors bear, and which of them a text means."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from chancery.shelf.actors import Listed, Match
from chancery.shelf.keys import name_key
from chancery.shelf.tables import listed, rows

#: What a country's whole share of a text weighs against one word that speaks for a reading.
SHARE_WEIGHT = 4.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One bearer of a name. `cues` are words, single or in pairs, as look-up keys, that speak for it in a text."""

    entry: Listed
    cues: frozenset[str]


@cache
def namesakes() -> dict[str, tuple[Reading, ...]]:
    """The bearers of each shared name by its key, the likeliest first. Raises: ArtefactError."""
    found: dict[str, list[Reading]] = {}
    for row in rows("namesakes"):
        ethnicity = row["label"] if row["kind"] in ("demonym", "people") else ""
        entry = Listed(row["id"], row["label"], row["kind"], row["country"], row["sector"], ethnicity)
        found.setdefault(name_key(row["name"]), []).append(Reading(entry, frozenset(listed(row["cues"]))))
    return {name: tuple(readings) for name, readings in found.items()}


def bearer(name: str, evidence: Collection[str], shares: Mapping[str, float]) -> Listed | None:
    """Whom a shared name means in a text; None where the name is no shared one or nothing speaks for any bearer.

    Shapes:  `evidence` are the text's words and pairs of words as look-up keys, `shares` what part of the text's
             mentions of countries each has, those by this name left out. Another than the likeliest bearer needs a cue;
             a tie goes to the likelier.

    >>> bearer("Georgia", {"atlanta", "governor"}, {"USA": 0.8}).country
    'USA'
    """
    readings = namesakes().get(name_key(name))
    if not readings:
        return None
    scores = [_score(reading, evidence, shares, first=not at) for at, reading in enumerate(readings)]
    best = max(scores)
    return readings[scores.index(best)].entry if best > 0 else None


def _score(reading: Reading, evidence: Collection[str], shares: Mapping[str, float], *, first: bool) -> float:
    """What speaks for a bearer. Talk of a country alone speaks only for the likeliest: neighbours name each other."""
    hits = sum(cue in evidence for cue in reading.cues)
    return hits + SHARE_WEIGHT * shares.get(reading.entry.country, 0.0) if hits or first else 0.0


def settle(match: Match, words: Sequence[str], evidence: Collection[str], shares: Mapping[str, float]) -> Match:
    """The match with the bearer that the text means in front, where its words are a shared name."""
    chosen = bearer(" ".join(words[match.first : match.last + 1]), evidence, shares)
    if chosen is None or match.entries[0].id == chosen.id:
        return match
    others = tuple(entry for entry in match.entries if entry.id != chosen.id)
    kept = next((entry for entry in match.entries if entry.id == chosen.id and entry.kind == chosen.kind), chosen)
    return Match(match.first, match.last, (kept, *others))
