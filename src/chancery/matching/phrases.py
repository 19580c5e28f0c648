"""What the words of a phrase say of an actor: country, sector, ethnicity and role, by rules over strings alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chancery.shelf.actors import Listed, Match, actor_list
from chancery.shelf.keys import name_key, slug
from chancery.shelf.lexicons import (
    GENERIC_HEADS,
    IRREGULAR,
    LEFT_OFFICE,
    NAME_WORDS,
    OFFICES,
    role_noun_words,
    role_nouns,
    singular,
)
from chancery.terms import Actor

# What follows a country's name and a hyphen without making the thing that country's own: "Iran-backed".
NOT_OWN = frozenset(
    [
        "backed",
        "supported",
        "brokered",
        "mediated",
        "funded",
        "trained",
        "armed",
        "sponsored",
        "linked",
        "aligned",
        "allied",
        "controlled",
        "held",
        "occupied",
        "administered",
        "friendly",
        "sanctioned",
        "registered",
        "born",
        "based",
        "drafted",
        "imposed",
        "ruled",
        "majority",
        "made",
        "supplied",
        "style",
        "focused",
        "installed",
        "appointed",
    ]
)
ASIDE = frozenset({"pro", "anti", "non", "counter", "post", "pre"})
# Of a state these are its officials; a "Representative" with a capital sits in a house.
SPEAKING_HEADS = frozenset({"representative", "delegate", "delegation", "side", "negotiator"})
# Sectors of a role that stand whatever body its holder belongs to: a "Hamas lawmaker", a "Republican judge".
OWN_SECTORS = frozenset({"LEG", "JUD", "COP", "MED", "CVL", "OPP", "REL", "LAB"})
# Said alone these are states at large and not those of the country that a text is about.
STATES_AT_LARGE = frozenset({"countries", "governments", "nations", "states", "powers", "neighbours", "neighbors"})
LONGEST_ROLE_WORDS = 5
COURTESY_FREE = frozenset({"mr", "mrs", "ms", "dr", "sir", "president", "prime", "minister", "."})
_STATE_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_ARMED_WORDS = frozenset(
    {
        "soldier",
        "troop",
        "troops",
        "force",
        "army",
        "military",
        "serviceman",
        "servicemen",
        "armed forces",
        "armed force",
        "military personnel",
        "forces",
    }
)


@dataclass(frozen=True, slots=True)
class Description:
    """What a noun phrase says of the actor it means, with the first word that belongs to the role.

    Shapes:  `noun` is the role as a key in the singular ("peacekeeper"), `stated` whether a country was named.
    """

    noun: str
    sector: str
    country: str = ""
    ethnicity: str = ""
    role_first: int = 0
    how: str = "role noun"
    area: str = ""


def role_at(words: Sequence[str], last: int) -> tuple[int, str, str] | None:
    """The longest listed role that ends at word `last`: its first word, its key in the singular, its sector.

    >>> role_at(["a", "foreign", "policy", "adviser"], 3)
    (1, 'foreign policy adviser', 'GOV')
    """
    nouns = role_nouns()
    low = words[last].casefold().replace("’", "'")
    one = singular(low)
    if low not in role_noun_words() and one not in role_noun_words():
        return None
    for first in range(max(0, last - LONGEST_ROLE_WORDS + 1), last + 1):
        before = [word.casefold().replace("’", "'") for word in words[first:last]]
        for ending in (low, one):
            key = " ".join([*before, ending]).replace(" - ", "-").replace(" '", "'")
            if key in nouns:
                return first, _plain(key if ending == one or one not in nouns else " ".join([*before, one])), nouns[key]
    return None


def describe(
    words: Sequence[str], matches: Sequence[Match], last: int, *, first: int = 0, vague: bool = False
) -> Description | None:
    """What the words [first, last] say, the last being the head; None where it names no people or body.

    Shapes:  `matches` are those of the actor list in `words`; those outside [first, last] are left alone. `vague` lets
             a head such as "members" pass of which nothing more is said, for a caller that reads on behind it.
    """
    role = role_at(words[first : last + 1], last - first)
    low = name_key(words[last])
    generic = singular(low) in GENERIC_HEADS or low in GENERIC_HEADS
    if role is None and not generic:
        return None
    role_first, noun, sector = role if role else (last - first, singular(low), "")
    role_first += first
    country, ethnicity, area = "", "", ""
    body: Listed | None = None
    for match in matches:
        if match.first < first or match.last >= role_first or aside(words, match):
            continue
        entry = match.entries[0]
        if match.first and words[match.first - 1].casefold() == "ethnic":
            ethnicity = ethnicity or entry.ethnicity or entry.name
        elif entry.kind == "organisation":
            body = entry
        elif entry.ethnicity and entry.kind != "people" and not entry.sector:
            ethnicity, country = entry.ethnicity, country or entry.country
        elif entry.id.startswith("area:"):
            area = entry.name
        elif entry.country:
            country = entry.country
    how = "demonym+role noun" if country or ethnicity else "role noun"
    before = {name_key(word) for word in words[first:role_first]}
    covered = {at for match in matches for at in range(match.first, match.last + 1)}
    sector = _sector(sector, words, first, role_first, last, low, covered)
    if body is not None:
        country, how = country or body.country, "organisation+role noun"
        sector = _sector_within(sector, noun, body)
    official = any(match.entries[0].kind == "demonym" for match in matches if first <= match.first < role_first)
    if before & (IRREGULAR - {"de"} if official else IRREGULAR) and sector in (*_STATE_SECTORS, ""):
        sector = "REB"
    if not sector and noun in SPEAKING_HEADS:
        sector = "LEG" if words[last] == "Representative" else "GOV" if country and body is None else ""
    if before & LEFT_OFFICE and sector in OFFICES:
        sector = "ELI"
    if role is None and not vague and not sector and not country and not ethnicity and not area:
        return None
    return Description(noun, sector, country, ethnicity, role_first, how, area)


def aside(words: Sequence[str], match: Match) -> bool:
    """Whether a name only qualifies: "Iran-backed militias", "pro-Russian separatists", "Moscow-based"."""
    last = words[match.last].casefold()
    tail = last.rsplit("-", 1)[-1] if "-" in last else ""
    if tail in NOT_OWN:
        return True
    if match.last + 2 < len(words) and words[match.last + 1] == "-" and words[match.last + 2].casefold() in NOT_OWN:
        return True
    first = words[match.first].casefold()
    if "-" in first and first.split("-")[0] in ASIDE:
        return True
    before = [word.casefold() for word in words[max(0, match.first - 2) : match.first]]
    return bool(before) and (before[-1] in ASIDE or (len(before) > 1 and before[-1] == "-" and before[-2] in ASIDE))


def group(what: Description, *, name: str) -> Actor:
    """A group or body that the text describes and does not name.

    Shapes:  the id joins what is known: "group:RUS:MIL:peacekeeper", with the ethnicity behind it where there is one.
    """
    parts = ["group", what.country, what.sector, slug(what.noun)]
    if what.ethnicity:
        parts.append(slug(what.ethnicity))
    if what.area:
        parts.append(slug(what.area))
    return Actor(":".join(parts), name, "group", what.country, what.sector, what.ethnicity, what.noun)


def people(entry: Listed, *, ethnic: bool, definite: bool, name: str) -> Actor:
    """The people that a plural such as "Armenians" means; `ethnic` where the text says so.

    A bare "the Russians" may be the state or its soldiers as well: its sector stays open.
    """
    ethnicity = entry.ethnicity if ethnic or not entry.sector else ""
    country = "" if ethnic else entry.country
    sector = "" if definite and not ethnic and entry.sector else "CVL"
    tail = f"ethnic-{slug(ethnicity)}" if ethnicity else "people"
    if entry.id.startswith("area:"):
        tail += ":" + entry.id.removeprefix("area:")
    return Actor(f"group:{country}:{sector}:{tail}", name, "group", country, sector, ethnicity, "people")


def listed_actor(entry: Listed, *, on: date | None = None, role: str = "") -> Actor:
    """The actor that an entry of the list means; a country's name, seat and house mean the country."""
    if entry.kind in ("country", "capital", "metonym", "demonym"):
        kind = "organisation" if entry.id.startswith("org:") else "country"
        if entry.id.startswith("area:"):
            kind = "group"
        elif not entry.sector and entry.ethnicity:
            return Actor(
                f"group:{entry.country}:CVL:ethnic-{slug(entry.ethnicity)}",
                entry.name,
                "group",
                entry.country,
                "CVL",
                entry.ethnicity,
            )
        return Actor(entry.id, entry.name, kind, entry.country, entry.sector)
    if entry.kind == "people":
        return people(entry, ethnic=False, definite=False, name=entry.name)
    if entry.kind == "area":
        return Actor(entry.id, entry.name, "group")
    if entry.kind == "region":  # a province that acts is its government
        return Actor(entry.id, entry.name, "group", entry.country, "GOV")
    if entry.kind == "person":
        held = entry.holds_on(on)
        return Actor(
            entry.id,
            entry.name,
            "person",
            entry.country,
            sector_on(entry, on),
            "",
            role or (entry.office if held else ""),
        )
    return Actor(entry.id, entry.name, "organisation", entry.country, entry.sector)


def sector_on(entry: Listed, on: date | None) -> str:
    """Sector of a person on a day: that of the office, ELI after it, "" before it."""
    if entry.holds_on(on):
        return entry.sector
    ended = on is not None and bool(entry.until) and on.isoformat()[: len(entry.until)] > entry.until
    return "ELI" if ended and entry.sector in OFFICES else ""


def person_entry(entries: Sequence[Listed], on: date | None) -> Listed | None:
    """The office to go by for a person on a day: one then held, else the last one that had ended, else the latest."""
    persons = [entry for entry in entries if entry.kind == "person"]
    if not persons:
        return None
    held = [entry for entry in persons if entry.holds_on(on)]
    ended = [entry for entry in persons if on is not None and entry.until and entry.until < on.isoformat()]
    return max(held or ended or persons, key=lambda entry: (not entry.until, entry.since))


def body_sector(words: Sequence[str]) -> str:
    """Sector that the words of an organisation's name tell: from its last word backwards, before "of" first.

    >>> body_sector(["Ministry", "of", "Defence"]), body_sector(["Kyiv", "Post"]), body_sector(["Apollo"])
    ('GOV', 'MED', '')
    """
    stop = next((at for at, word in enumerate(words) if word.casefold() in ("of", "for", "to", "in")), len(words))
    head = words[:stop] or words
    role = role_at(head, len(head) - 1)
    if role and role[2] not in ("BUS", "CVL") and len(head) - role[0] > 1:
        return role[2]
    for word in [head[-1], *head[-2::-1], *words[stop:]]:
        found = NAME_WORDS.get(name_key(word))
        if found:
            return found
    return role[2] if role and role[2] != "CVL" else ""


def countries_in(words: Sequence[str], matches: Sequence[Match] | None = None) -> list[str]:
    """Codes of the countries that the words name or qualify with, in order, each once."""
    found = actor_list().find(words) if matches is None else matches
    return list(dict.fromkeys(match.entries[0].country for match in found if match.entries[0].country))


def _sector(
    sector: str, words: Sequence[str], first: int, role_first: int, last: int, low: str, covered: set[int]
) -> str:
    """A head that says little takes the sector of the role before it: "rebel leader", "company official"."""
    weak = singular(low) in GENERIC_HEADS or low in GENERIC_HEADS
    if not weak or role_first < last:
        return sector
    before = [name_key(word) for word in words[first:role_first]]
    if "opposition" in before:
        return "OPP" if sector != "REB" and singular(low) not in ("fighter", "force", "forces") else "REB"
    for at in range(role_first - 1, first - 1, -1):
        if words[at] in ("'s", "’s"):
            break  # what a possessor is says nothing of what it owns
        if words[at] == "-" or at in covered:
            continue  # the "States" of a country's name are no role
        role = role_at(words[first : at + 1], at - first)
        if role:
            kept = role[2] == "CVL" and sector in _STATE_SECTORS
            armed = sector in ("MIL", "REB") and role[2] not in ("REB", "UAF", "COP")
            return sector if kept or armed else role[2]
        if words[at].casefold() in ("military", "naval"):
            return "MIL"
    return sector


def _sector_within(sector: str, noun: str, body: Listed) -> str:
    if sector == "GOV" and noun.rsplit(" ", 1)[-1] in ("government", "ministry", "minister", "administration"):
        return sector if body.sector != "IGO" else body.sector
    if body.sector == "IGO" and noun in _OBSERVERS:
        return "IGO"
    if sector in OWN_SECTORS and not (sector in ("CVL", "LAB") and body.sector in ("NGO", "IGO", "MED", "BUS")):
        return sector
    if sector == "MIL" and body.sector in ("IGO", "GOV", "MIL"):
        return sector
    return body.sector or sector


# Of an international body these are its own and no police.
_OBSERVERS = frozenset({"inspector", "investigator", "observer", "monitor", "expert", "adviser"})


def _plain(noun: str) -> str:
    """One noun for what the field calls many: peacekeepers are peacekeepers however they are put."""
    if "peacekeep" in noun or noun == "blue helmet":
        return "peacekeeper"
    return "forces" if noun in _ARMED_WORDS else noun
