"""How names are written as look-up keys: one way for the build and for every look-up."""

from __future__ import annotations

import unicodedata

_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "ʻ": "'",
        "`": "'",
        "–": "-",
        "‑": "-",
        "ß": "ss",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "ə": "a",
        "Ə": "A",
    }
)


def name_key(name: str) -> str:
    """`name` in lower case with plain quotation marks, accents removed and one space between words.

    >>> name_key("Recep Tayyip  Erdoğan")
    'recep tayyip erdogan'
    """
    if name.isascii() and "`" not in name:  # nearly every name
        return " ".join(name.lower().split())
    text = name.translate(_PLAIN)
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(text.casefold().split())


def place_key(name: str) -> str:
    """As `name_key`, with hyphens read as spaces, full stops dropped and "saint" for "st".

    >>> place_key("St. Louis"), place_key("Port-au-Prince")
    ('saint louis', 'port au prince')
    """
    words = name_key(name).replace("-", " ").replace(".", " ").replace(",", " ").replace("\t", " ").split()
    if len(words) > 1 and words[0] == "st":
        words[0] = "saint"
    return " ".join(words)


def slug(name: str) -> str:
    """`name` as the tail of an id: lower-case letters and digits joined by hyphens.

    >>> slug("Human Rights Watch")
    'human-rights-watch'
    """
    key = name_key(name)
    return "-".join("".join(char if char.isalnum() else " " for char in key.replace("'", "")).split())
