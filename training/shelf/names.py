"""How a place name is written as a key: shared by the build and, in the package, by the look-up."""

from __future__ import annotations

from chancery.shelf.keys import place_key

GENERIC = {
    "oblast",
    "oblasti",
    "province",
    "region",
    "state",
    "governorate",
    "district",
    "county",
    "prefecture",
    "department",
    "departement",
    "republic",
    "respublika",
    "krai",
    "kray",
    "raion",
    "rayon",
    "provincia",
    "wilayat",
    "muhafazat",
    "al",
    "ad",
    "ash",
    "an",
    "as",
    "at",
    "de",
    "of",
    "sheng",
    "oblys",
    "viloyati",
    "wojewodztwo",
    "oblast'",
    "territory",
    "cercle",
}


def stem(name: str) -> str:
    """The part of a region's name that names it, as a key: "Donets'ka oblast" gives "donets"."""
    words = [word for word in place_key(name).split() if word not in GENERIC]
    joined = " ".join(words)
    for ending in ("skaya", "s'ka", "ska", "skyi", "ka", "kaya", "a"):
        if len(words) == 1 and joined.endswith(ending) and len(joined) - len(ending) >= 4:
            return joined[: -len(ending)].rstrip("'")
    return joined


_PREFIXES = (
    "province of ",
    "provincia de ",
    "provincia di ",
    "província de ",
    "provincie ",
    "province de ",
    "province du ",
    "provincia del ",
    "departamento de ",
    "departamento del ",
    "regierungsbezirk ",
    "kabupaten ",
    "muhafazat ",
    "powiat ",
    "politischer bezirk ",
    "republic of ",
    "state of ",
)
_SUFFIXES = (
    " province",
    " region",
    " oblast",
    " oblast'",
    " state",
    " governorate",
    " district",
    " krai",
    " kray",
    " raion",
    " rayon",
    " shi",
    " diqu",
    " republic",
    " regional state",
    " oblysy",
    " oblisi",
    " prefecture",
    " department",
    " i̇lçesi",
    " zone",
    " county",
    " city",
    " (city)",
    " ville",
    " territory",
)
_SIDES = {
    "nord": "north",
    "norte": "north",
    "northern": "north",
    "sud": "south",
    "sur": "south",
    "southern": "south",
    "est": "east",
    "este": "east",
    "eastern": "east",
    "ouest": "west",
    "oeste": "west",
    "western": "west",
}


def aliases(name: str) -> list[str]:
    """A division's name and the forms that English text has for it: "Nord Kivu" is North Kivu, too.

    >>> aliases("Province of Bulacan"), aliases("Nord Kivu")
    (['Province of Bulacan', 'Bulacan'], ['Nord Kivu', 'north kivu'])
    """
    low = name.replace("’", "'").lower().rstrip("'")
    found = [name]
    for prefix in _PREFIXES:
        if low.startswith(prefix) and len(low) > len(prefix) + 2:
            found.append(name[len(prefix) :])
    for suffix in _SUFFIXES:
        if low.endswith(suffix) and len(low) > len(suffix) + 2 and suffix != " county":
            found.append(name.rstrip("'’")[: -len(suffix.rstrip("'"))].strip())
    words = place_key(name).split()
    if len(words) > 1:
        for at in (0, len(words) - 1):
            side = _SIDES.get(words[at])
            if side is not None:
                found.append(" ".join([side, *words[:at], *words[at + 1 :]]))
    return list(dict.fromkeys(found))
