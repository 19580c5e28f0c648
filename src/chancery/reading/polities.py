"""Words that stand for a country: its name, its people, its capital, the seat of its government."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from chancery.reading.syntax import Tree
from chancery.shelf.keys import name_key
from chancery.shelf.tables import listed, rows
from chancery.terms.readings import CorefMention

#: Buildings and offices that news uses for a government.
_SEATS = {"kremlin": "RUS", "pentagon": "USA", "white house": "USA", "downing street": "GBR", "brussels": "EUR",
          "european union": "EUR", "eu": "EUR", "us": "USA", "u.s.": "USA", "uk": "GBR", "u.k.": "GBR"}  # fmt: skip


@cache
def polity_words() -> dict[str, str]:
    """Country code by word or phrase in comparable form: names, adjectives, people, capitals, seats."""
    found: dict[str, str] = {}
    for row in rows("countries"):
        if row["to"]:
            continue
        cells = [
            row["name"],
            *(part for key in ("other_names", "adjectives", "people", "capitals") for part in listed(row[key])),
        ]
        for cell in cells:
            found.setdefault(name_key(cell).removeprefix("the "), row["iso3"])
    return found | _SEATS


def polity_of(tree: Tree, at: int) -> str:
    """Country code of a token by itself or by the name that it lies in; "" for other words."""
    token = tree.tokens[at]
    if not token.text[:1].isupper():
        return ""
    words = polity_words()
    name = tree.name[at]
    if name is not None:
        whole = " ".join(tree.tokens[i].text for i in range(name.first, name.last + 1))
        key = name_key(whole).removeprefix("the ")
        if key in words:
            return words[key]
        if name.kind == "PER" or (name.kind == "LOC" and name.first != name.last):
            return ""
    return words.get(name_key(token.text), "")


def polity_mentions(trees: Sequence[Tree], sentence: int, before: int, reach: int = 3) -> list[CorefMention]:
    """One mention of each of the last two countries that stand before a character; fewer where there are not two.

    Shapes:  looks back over `reach` sentences, nearest first; the mentions come in text order.
    """
    found: dict[str, CorefMention] = {}
    for index in range(sentence, max(-1, sentence - reach - 1), -1):
        tree = trees[index]
        for at in range(len(tree.tokens) - 1, -1, -1):
            token = tree.tokens[at]
            if token.start >= before:
                continue
            code = polity_of(tree, at)
            if code and code not in found:
                name = tree.name[at]
                start, end = (name.start, name.end) if name is not None else (token.start, token.end)
                found[code] = CorefMention(start, end, index, at)
            if len(found) == 2:
                return sorted(found.values(), key=lambda mention: mention.start)
    return sorted(found.values(), key=lambda mention: mention.start)
