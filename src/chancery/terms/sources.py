"""Where the words of a report are from: its publisher, the agency that it credits, the reports that it copies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PRESS_KINDS = frozenset({"agency", "newspaper", "broadcaster", "site", "social"})
"""Kinds of source that report what others did. A government or an organisation that speaks is a voice of its own."""
STATE_OWNERSHIP = frozenset({"state"})
"""Ownership under which an outlet speaks for its state. A public broadcaster is paid by all and is no such voice."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A source as it counts: one that the list knows, or a publisher as reports state it.

    Shapes:  `id` is "outlet:..." for one of the list, else the id of the stated source. country is ISO 3166 alpha-3, or
             the code of an international body, and `country_name` its name, for whoever has no list of codes; kind as
             of Source; ownership is state, public, private, party, church, non-profit or as stated. "" (kind:
             "unknown") where not known.
    """

    id: str
    name: str = ""
    country: str = ""
    kind: str = "unknown"
    ownership: str = ""
    owner: str = ""
    country_name: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet that a text names as where its words are from, with the words that name it ("/TASS/", "TASS")."""

    outlet: Outlet
    words: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is known of where a report's words are from.

    Shapes:  `publisher` has what the report states of its source, and where it states nothing what the list says of it;
             `listed` names the fields that are from the list. `how` says by what the list knew it: name, address, or ""
             where it does not. `credit` is the agency that the report as a whole is credited to, if any.
    """

    report: str
    publisher: Outlet
    how: str = ""
    listed: tuple[str, ...] = ()
    credit: Credit | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports of (nearly) one text, by report id, `left` < `right`.

    Shapes:  `shared` is the share of all their runs of words that both have, `within` the share of the shorter one's
             that the other has; 0 to 1.
    """

    left: str
    right: str
    shared: float
    within: float


@dataclass(frozen=True, slots=True)
class Trace:
    """What one look at a filed report tells of its sources.

    Shapes:  `named` are outlets that claims name as where they are from, by claim id. `bands` are parts of the text's
             MinHash signature, hashed to signed 64 bits; texts that share some may be copies. None where the text is
             too short to tell.
    """

    provenance: Provenance
    named: Mapping[str, Credit] = field(default_factory=dict)
    bands: tuple[int, ...] = ()
