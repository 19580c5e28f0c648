"""The words of known names, with what each may be part of: hints for the name head, from the shelf's own lists."""

from __future__ import annotations

import gzip
from collections import defaultdict

from chancery.reading.model.name_words import HINTS, NameWords, hint_key
from chancery.shelf import artefacts
from chancery.shelf.tables import listed, rows
from chancery.shelf.wordlists import groups

#: A town of this many people is well known; its name is more than one hint among many.
KNOWN_TOWN_PEOPLE = 100_000

#: The name of a smaller place is as likely to be a word of another kind, and is no hint.
NAMED_TOWN_PEOPLE = 5_000

_BIT = {hint: 1 << place for place, hint in enumerate(HINTS)}


def learn_name_words() -> NameWords:
    """Every word of the shelf's places, peoples, persons and bodies with its hints."""
    found: defaultdict[str, int] = defaultdict(int)

    def note(hint: str, name: str) -> None:
        for word in name.replace("-", " ").split():
            key = hint_key(word)
            if len(key) > 1 and key.isalpha():
                found[key] |= _BIT[hint]

    places = gzip.decompress(artefacts.path("places").read_bytes())
    for line in gzip.decompress(artefacts.path("place_names").read_bytes()).decode("utf-8").strip("\n").split("\n"):
        key, _, offsets = line.partition("\t")
        for offset in offsets.split(" "):
            start = int(offset.removesuffix("a"))
            row = places[start : places.find(b"\n", start)].decode("utf-8").split("\t")
            kind, name, people = row[1], row[2], int(row[8])
            if kind in "rc":
                note("country or region", name)
            elif kind == "p" and people >= NAMED_TOWN_PEOPLE:
                if " " in name or " " in key:
                    note("town of many words", name)
                else:
                    note("known town" if people >= KNOWN_TOWN_PEOPLE else "town", key)
    for row in rows("countries"):
        for name in [row["name"], *listed(row["other_names"])]:
            note("country or region", name)
        for name in [*listed(row["adjectives"]), *listed(row["people"])]:
            note("people", name)
    for row in rows("regions"):
        for name in [row["name"], *listed(row["other_names"])]:
            note("country or region", name)
    for row in rows("peoples"):
        for name in [row["adjective"], *listed(row["people"])]:
            note("people", name)
    for row in rows("organisations"):
        for name in [row["name"], *listed(row["other_names"])]:
            note("body", name)
    for row in rows("persons"):
        for name in [row["name"], *listed(row["other_names"])]:
            note("person", name)
    for names in groups("given_names.tsv").values():
        for name in names:
            note("person", name)
    return NameWords(dict(found))
