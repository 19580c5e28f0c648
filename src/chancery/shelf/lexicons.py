"""Word lists about people and bodies: which sector a noun belongs to, which words of a name tell what it is."""

from __future__ import annotations

from functools import cache, lru_cache

from chancery.shelf.keys import name_key
from chancery.shelf.tables import rows

# Heads that take the sector of what stands before them: "rebel leader", "company official", "police source".
GENERIC_HEADS = frozenset(
    [
        "leader",
        "official",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "chief",
        "head",
        "member",
        "representative",
        "delegate",
        "delegation",
        "source",
        "group",
        "organization",
        "organisation",
        "body",
        "figure",
        "boss",
        "director",
        "chairman",
        "chairwoman",
        "chairperson",
        "chair",
        "founder",
        "co-founder",
        "deputy",
        "secretary",
        "personnel",
        "unit",
        "staff",
        "movement",
        "wing",
        "arm",
        "cell",
        "network",
        "supporter",
        "sympathizer",
        "sympathiser",
        "ally",
        "side",
        "team",
        "negotiator",
        "envoy",
        "adviser",
        "advisor",
        "aide",
        "commander",
        "captain",
        "agency",
        "council",
        "committee",
        "commission",
        "mission",
        "authority",
        "authorities",
        "party",
        "coalition",
        "alliance",
        "camp",
        "bloc",
        "office",
        "worker",
        "employee",
        "crew",
        "fighter",
        "gunman",
        "forces",
        "force",
        "troops",
        "soldier",
        "army",
        "guard",
        "veteran",
        "operative",
        "operatives",
        "cadre",
        "organiser",
        "organizer",
        "bodies",
        "institution",
        "institutions",
    ]
)

# A last or first word of an organisation's name that tells its sector.
NAME_WORDS: dict[str, str] = {
    word: sector
    for sector, words in {
        "GOV": """ministry department bureau authority government embassy consulate cabinet administration agency
            directorate secretariat treasury office council commission governorate municipality presidency junta
            ministries committee inspectorate prefecture regulator""",
        "LEG": "parliament assembly senate congress legislature duma knesset party representatives commons lords",
        "JUD": "court tribunal courts prosecutor judiciary prosecutors",
        "MIL": "army forces navy command brigade battalion fleet regiment corps division squadron force military",
        "COP": "police gendarmerie constabulary sheriff policing",
        "EDU": "university college institute school academy centre center polytechnic observatory universities",
        "MED": """times post news tv television radio herald tribune gazette journal newspaper magazine media
            press broadcasting chronicle telegraph daily observer independent globe mirror broadcaster inquirer""",
        "BUS": """company corp corporation inc ltd bank airlines airways motors holdings plc llc gmbh energy
            industries petroleum oil airline technologies enterprises exchange systems insurance aviation""",
        "NGO": """foundation watch association society charity rights trust federation fund alliance initiative
            organization organisation coalition campaign forum league club""",
        "REL": "church diocese mosque patriarchate archdiocese synod caliphate vatican cathedral",
        "LAB": "workers teachers miners labor labour unions",
        "REB": "front liberation brigades militia resistance rebels mujahideen insurgents",
        "CVL": "protesters demonstrators movement",
        "SPY": "intelligence",
        "OPP": "opposition",
    }.items()
    for word in words.split()
}

# Words before a role that take it out of the recognised state.
IRREGULAR = frozenset(
    {
        "breakaway",
        "de-facto",
        "self-proclaimed",
        "self-declared",
        "separatist",
        "secessionist",
        "rebel",
        "unrecognised",
        "unrecognized",
        "de",
        "insurgent",
        "puppet",
    }
)
FORMER = frozenset({"former", "ex", "late", "ousted", "deposed", "then", "retired", "onetime", "toppled", "outgoing"})
# Those of them whose holder has left office; "then-Secretary X" and "the outgoing president" held it at the time.
LEFT_OFFICE = FORMER - {"then", "outgoing", "late"}
# Sectors of an office: whoever has left one is of the elite (ELI).
OFFICES = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "IGO"})

# Verbs whose object did, as they have it, what hangs on them ("accused X of killing"); their subject never did.
ACCUSING = frozenset(
    "accuse suspect convict charge blame acquit condemn criticise criticize denounce praise thank".split()
)

# Nouns by which a thing is told and nobody vouches for it, in both numbers: "rumours of a coup".
HEARSAY = frozenset("rumour rumours rumor rumors allegation allegations claim claims suspicion suspicions".split())

# Nouns that point to a place named before: "the region", "the disputed territory".
PLACE_NOUNS: dict[str, tuple[str, ...]] = {
    "region": ("region", "area"),
    "territory": ("region",),
    "enclave": ("region", "district"),
    "exclave": ("region",),
    "area": ("region", "district", "city"),
    "province": ("region",),
    "peninsula": ("region",),
    "strip": ("region",),
    "island": ("region",),
    "archipelago": ("region", "area"),
    "oblast": ("region",),
    "valley": ("district", "region"),
    "corridor": ("district",),
    "district": ("district", "region"),
    "city": ("city",),
    "town": ("city",),
    "village": ("city",),
    "capital": ("city",),
    "settlement": ("city",),
    "port": ("city",),
    "camp": ("point",),
    "country": ("country",),
    "nation": ("country",),
}

# What belongs to a town and not to the government that sits in it.
TOWN_NOUNS = frozenset(
    [
        "street",
        "streets",
        "airport",
        "mayor",
        "suburb",
        "suburbs",
        "centre",
        "center",
        "district",
        "districts",
        "square",
        "metro",
        "subway",
        "population",
        "resident",
        "residents",
        "university",
        "hospital",
        "outskirts",
        "stadium",
        "neighbourhood",
        "neighborhood",
        "city",
        "area",
        "region",
        "skyline",
        "university",
        "park",
        "museum",
        "cathedral",
        "mosque",
        "church",
        "theatre",
        "theater",
        "bridge",
        "station",
        "river",
        "port",
        "building",
        "buildings",
        "hotel",
        "restaurant",
        "bar",
        "weather",
        "climate",
        "north",
        "south",
        "east",
        "west",
        "oblast",
        "province",
        "county",
        "downtown",
        "university-hospital",
        "prison",
        "police-station",
        "zoo",
        "marathon",
        "old-town",
        "university-campus",
        "school",
        "schools",
        "traffic",
        "underground",
        "railway",
    ]
)


@cache
def role_nouns() -> dict[str, str]:
    """Sector of each noun (or phrase of nouns) for people and bodies, by its key in the singular or plural as listed.

    >>> role_nouns()["soldier"], role_nouns()["human rights organization"]
    ('MIL', 'NGO')
    """
    return {name_key(row["noun"]): row["sector"] for row in rows("role_nouns")}


@cache
def role_noun_words() -> frozenset[str]:
    """Last words of all role nouns: a quick test before the longer look-up."""
    return frozenset(noun.split()[-1] for noun in role_nouns())


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    """The singular of a regular English plural, by its form alone; other words as they are.

    >>> singular("militiamen"), singular("parties"), singular("forces"), singular("press")
    ('militiaman', 'party', 'force', 'press')
    """
    if word.endswith("men"):
        return word[:-3] + "man"
    if word == "people":
        return "person"
    if word == "children":
        return "child"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ses", "ches", "shes", "xes")) and not word.endswith(("uses", "rses", "nses", "ases")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
