"""Which place a name means: candidates of the gazetteer, ranked by what the report says of countries around it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from chancery.shelf.keys import place_key, slug
from chancery.shelf.places import Candidate, gazetteer
from chancery.terms import Place

# Words beside a name that say what kind of place it is, and how precise that makes it.
KINDS: dict[str, str] = {
    "city": "city",
    "town": "city",
    "village": "city",
    "municipality": "city",
    "capital": "city",
    "suburb": "city",
    "settlement": "city",
    "neighborhood": "district",
    "neighbourhood": "district",
    "district": "district",
    "county": "district",
    "raion": "district",
    "borough": "district",
    "province": "region",
    "region": "region",
    "oblast": "region",
    "state": "region",
    "governorate": "region",
    "prefecture": "region",
    "territory": "region",
    "department": "region",
    "island": "region",
    "islands": "region",
    "peninsula": "region",
    "republic": "region",
    "enclave": "region",
    "valley": "district",
    "airport": "point",
    "camp": "point",
    "base": "point",
    "bridge": "point",
    "square": "point",
    "river": "area",
    "sea": "area",
    "ocean": "area",
    "lake": "area",
    "gulf": "area",
    "strait": "area",
    "mountains": "area",
    "desert": "area",
    "border": "area",
    "airbase": "point",
    "hospital": "point",
    "prison": "point",
    "port": "city",
    "metropolitan": "city",
}
_SIDES = frozenset(
    {
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "north-eastern",
        "north-western",
        "south-eastern",
        "south-western",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "upper",
        "lower",
        "occupied",
        "rural",
        "downtown",
        "coastal",
        "greater",
        "mainland",
        "rebel-held",
    }
)
STATED = 10.0  # a country that the words themselves give ("Tripoli, Lebanon") settles the choice
CONTEXT = 2.5  # most that a country's share of the report can add, in powers of ten of population
OTHER_NAME = 2.5  # what a match by another name than its own costs
CLEAR_LEAD = 0.5  # lead, in powers of ten, below which two places of different countries are not told apart
SURE_PEOPLE = 100_000  # a town of this size may be meant without a word of its country


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best candidate with its score from 0 to 1 and the rule that chose it."""

    place: Place
    score: float
    how: str


def resolve_place(name: str, *, country_hint: str = "", near: tuple[float, float] | None = None) -> Place | None:
    """The place that a name most likely means; None where the gazetteer knows none or cannot tell.

    Shapes:  `country_hint` is an ISO alpha-3 code that it should lie in; `near` is (latitude, longitude) of a place
             that it should lie close to. A region after the name ("Paris, Texas") narrows it down.

    >>> resolve_place("Tripoli").country, resolve_place("Tripoli", country_hint="LBN").country
    ('LBY', 'LBN')
    """
    head, _, container = name.partition(",")
    region, hint = "", country_hint
    if container.strip():
        outer = gazetteer().lookup(container.strip())
        if outer:
            hint = outer[0].place.country or hint
            region = outer[0].place.name if outer[0].place.precision == "region" else ""
    ranked = rank(head.strip(), stated=hint, region=region, near=near)
    return ranked.place if ranked else None


def rank(
    name: str,
    *,
    stated: str = "",
    region: str = "",
    context: Mapping[str, float] | None = None,
    kind: str = "",
    near: tuple[float, float] | None = None,
) -> Ranked | None:
    """The best candidate for a name as written.

    Shapes:  `stated` is a country that the text gives for it, `region` a first-level region; `context` the share of
             each country among those that the report names; `kind` a word beside the name ("region", "village").
    """
    candidates, precision, exact = _candidates(name, kind)
    if stated:
        inside = tuple(one for one in candidates if one.place.country == stated)
        candidates = inside or tuple(one for one in candidates if one.hand_made)
    if not candidates:
        return None
    scored = sorted(
        ((_score(one, context or {}, stated, region, precision or kind, near), one) for one in candidates),
        key=lambda pair: (-pair[0], pair[1].place.id),
    )
    best_score, best = scored[0]
    rival = next((score for score, one in scored[1:] if one.place.country != best.place.country), None)
    supported = bool(stated) or best.hand_made or bool((context or {}).get(best.place.country)) or near is not None
    if not supported:
        if not best.own_name or (rival is not None and best_score - rival < CLEAR_LEAD):
            return None
        if best.people < SURE_PEOPLE:
            return None
    sure = 0.95 if stated or best.hand_made else 0.85 if supported else 0.6
    if rival is not None and best_score - rival < 1.0 and not stated:
        sure -= 0.15
    if not best.own_name and not best.hand_made and best.people < SURE_PEOPLE:
        sure -= 0.3
    return Ranked(
        best.place, round(sure - (0.1 if not exact else 0.0), 2), "gazetteer" if exact else "gazetteer, part of name"
    )


def unresolved(name: str) -> Place:
    """A place that is named and not known: no country, no coordinates."""
    return Place(f"name:{slug(name)}", name, "", precision="city")


def _candidates(name: str, kind: str) -> tuple[tuple[Candidate, ...], str, bool]:
    """Candidates, the precision that the words give, and whether the whole name matched."""
    shelf = gazetteer()
    if kind:
        found = shelf.lookup(f"{name} {kind}")
        if found:
            return found, KINDS.get(kind, ""), True
    found = shelf.lookup(name)
    if found:
        return found, KINDS.get(kind, ""), True
    words = name.split()
    while len(words) > 1 and place_key(words[0]) in _SIDES:
        words = words[1:]
        found = shelf.lookup(" ".join(words))
        if found:
            return found, "region", False
    if len(words) > 1 and words[-1].casefold() in KINDS:
        return shelf.lookup(" ".join(words[:-1])), KINDS[words[-1].casefold()], True
    if len(words) > 1 and words[0].casefold() in ("county", "lake", "province", "city"):
        return shelf.lookup(" ".join(words[1:])), KINDS[words[0].casefold()], True
    if len(words) > 2 and words[1].casefold() == "of" and words[0].casefold() in KINDS:
        return shelf.lookup(" ".join(words[2:])), KINDS[words[0].casefold()], True
    return (), "", False


def _score(
    one: Candidate,
    context: Mapping[str, float],
    stated: str,
    region: str,
    kind: str,
    near: tuple[float, float] | None,
) -> float:
    score = math.log10(one.people + 10)
    country = one.place.country
    score += CONTEXT * context.get(country, 0.0)
    if context and country and country not in context:
        score -= 0.5
    score += 1.5 * one.hand_made + 1.5 * one.capital - OTHER_NAME * (not one.own_name and not one.hand_made)
    if stated and country == stated:
        score += STATED
    if region and place_key(one.place.part_of) == place_key(region):
        score += STATED
    wanted = KINDS.get(kind, kind)
    if wanted and one.place.precision == wanted:
        score += 1.5
    elif not wanted and one.place.precision == "region" and not one.hand_made:
        score -= 1.0  # a town gives its name to its region more often than the other way round
    if near is not None and one.place.lat is not None and one.place.lon is not None:
        score -= min(4.0, math.hypot(one.place.lat - near[0], one.place.lon - near[1]) / 5)
    return score
