"""Organisations that no list holds: what the words of the name, and those before it, say of country and sector."""

from __future__ import annotations

from chancery.matching.ground import Ground
from chancery.matching.phrases import aside, body_sector
from chancery.shelf.keys import slug
from chancery.shelf.lexicons import role_nouns
from chancery.shelf.places import gazetteer
from chancery.terms import Actor

# Bodies that every state has: one name means another body in every country.
COMMON_BODIES = frozenset(
    [
        "house",
        "commons",
        "lords",
        "representatives",
        "ministry",
        "parliament",
        "senate",
        "congress",
        "government",
        "court",
        "supreme",
        "army",
        "navy",
        "police",
        "assembly",
        "cabinet",
        "foreign-ministry",
        "interior",
        "defence",
        "defense",
        "justice",
        "finance",
        "health",
        "education",
        "council",
        "national",
        "constitutional",
        "office",
        "military",
        "forces",
        "central",
        "bank",
        "prosecutor",
        "election",
        "electoral",
        "commission",
        "security",
        "state",
        "guard",
        "coast",
        "border",
    ]
)


def unlisted(ground: Ground, first: int, last: int, leading: str = "") -> tuple[Actor, bool]:
    """The organisation named by tokens [first, last], and whether its country is only the report's leading one.

    Shapes:  country from a country, people, capital or town in the name, else from a possessor or adjective before it;
             "" where neither is there. A state's common body of a known country has the country in its id.
    """
    words = [word for word in ground.words[first : last + 1] if word not in ("'s", "’s")]
    name = ground.text(first, last)
    sector = body_sector(words)
    country = ""
    for match in ground.matches:
        if first <= match.first and match.last <= last and match.entries[0].country:
            country = match.entries[0].country
            break
    if not country:
        country = _before(ground, first) or town_country(ground, first, last)
    common = all(word.casefold() in COMMON_BODIES or word.casefold() in ("of", "the", "for", "and") for word in words)
    lower = " ".join(words).casefold()
    common = common or lower in role_nouns()
    if lower == "house":
        sector = "LEG"
    if common and lower in role_nouns():
        sector = role_nouns()[lower]
    party = sector == "LEG" and words[-1].casefold() == "party"
    state = sector in ("GOV", "LEG", "JUD", "MIL", "COP")
    guessed = not country and bool(leading) and state and (common or party or sector in ("LEG", "JUD", "COP"))
    if guessed:
        country = leading
    key = f"org:{country.lower()}-{slug(name)}" if common and country else f"org:{slug(name)}"
    return Actor(key, name, "organisation", country, sector), guessed


def _before(ground: Ground, first: int) -> str:
    """Country of a possessor or adjective right before the name: "Russia's Defence Ministry"."""
    at = first - 1
    if at >= 0 and ground.words[at] in ("'s", "’s", "'", "’"):
        at -= 1
    elif at >= 0 and ground.tokens[at].upos in ("ADJ", "NOUN") and ground.match[at] is None and at > 0:
        at -= 1  # "the Russian federal Investigative Committee"
        if ground.match[at] is None or ground.match[at].entries[0].kind != "demonym":  # type: ignore[union-attr]
            return ""
    match = ground.match[at] if at >= 0 else None
    if match is None or aside(ground.words, match):
        return ""
    return match.entries[0].country if match.entries[0].kind in ("demonym", "country", "capital", "metonym") else ""


def town_country(ground: Ground, first: int, last: int) -> str:
    """Country of a well-known town or region in the name: "Gaza Health Ministry", "Kharkiv Regional Council"."""
    for at in range(first, last + 1):
        if ground.tokens[at].upos != "PROPN" or len(ground.words[at]) < 4 or ground.low[at] in COMMON_BODIES:
            continue
        name = ground.name[at]
        if name is not None and name.kind == "PER":
            continue
        for one in gazetteer().lookup(ground.words[at])[:1]:
            if one.hand_made or (one.own_name and one.people > 1_000_000):
                return one.place.country
    return ""
