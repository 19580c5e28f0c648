"""Actors and places: who they are, and the phrases of a text that mean them."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.terms.spans import Span


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who does or undergoes things in politics, as far as the text and the shelf tell.

    Shapes:  `id` is stable: "country:RUS", "org:csto", "person:nikol-pashinyan",
             "group:RUS:MIL:peacekeeper", "group::NGO:human-rights-organization". kind is one of: country,
             person, organisation, group, unknown. `country` is ISO 3166 alpha-3 or, for an
             international organisation, its own three-letter code (EUR, UNO, NAT); "" where not stated.
             `sector` is GOV, MIL, REB, CVL, OPP, LEG, PTY (parties), JUD, COP, MED (news media), NGO, IGO, BUS,
             UAF (armed, unaligned), CRM (criminals), SPY, EDU, LAB, REL, ETH, ELI (who has left office) or "".
             `ethnicity`, `role` ("Kremlin spokesman") as stated.
    """

    id: str
    name: str
    kind: str
    country: str = ""
    sector: str = ""
    ethnicity: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A phrase that means an actor. `head` is the token index of its head in `sentence`.

    `how` says by which rule it was resolved ("list", "demonym+role noun", "title", "coreference",
    "apposition"), `plural` whether it is a compound or plural phrase. `named` is false where the text does not
    say who it is ("a human rights organization", "two officials").
    """

    span: Span
    sentence: int
    head: int
    text: str
    actor: Actor
    how: str
    score: float = 1.0
    named: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. precision: point, city, district, region, country or area (larger than a country).

    `country` is ISO alpha-3, "" for areas of several. `lat`/`lon` in degrees, None where only an area is meant.
    """

    id: str
    name: str
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    precision: str = "city"
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A phrase that means a place, with the rule that resolved it and its score.

    Shapes:  `candidates` are the places that the name can mean, best first, at most five, each with its share of what
             speaks for all of them; empty where the words only point back to a place or the gazetteer has none.
    """

    span: Span
    sentence: int
    head: int
    text: str
    place: Place
    how: str
    score: float = 1.0
    candidates: tuple[tuple[Place, float], ...] = ()
