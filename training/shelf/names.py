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
