"""How wide text is set in a drawing that nothing measures."""

from __future__ import annotations

import unicodedata

#: The faces that a drawing asks for: all of them as wide as the first, or nearly.
FONTS = "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', sans-serif"

# Widths of the face in thousandths of its size, by character, from its public metrics (AFM).
_THOUSANDTHS = {
    191: "'‘’",
    222: "ijl|",
    278: " .,:;/!\\[]ItfI·",
    333: "()`-r“”",
    355: '"',
    389: "*",
    500: "ckJsvxyz",
    556: "abdeghnopqu0123456789$#_?L–£€",
    584: "+<>=~",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1000: "—…",
}
_BY_CHARACTER = {character: width for width, characters in _THOUSANDTHS.items() for character in characters}
_OTHER, _WIDE = 600, 1000
# Faces that stand in for ours are wider; a little air costs less than words that touch.
_AIR = 1.06


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide the text is at a size, in the units of the size; rather too wide than too narrow."""
    thousandths = sum(map(_thousandths, text))
    return round(thousandths / 1000 * size * _AIR * (1.08 if bold else 1.0), 1)


def _thousandths(character: str) -> int:
    known = _BY_CHARACTER.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    # A letter with a mark is as wide as the letter.
    return _BY_CHARACTER.get(unicodedata.normalize("NFD", character)[0], _OTHER)
