"""Characters as the small numbers that the splitter reads."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

#: Signs beyond ASCII that matter for cutting; each has a number of its own.
_OWN = "‘’“”„«»–—…•·´`′″¿¡€£°"

#: Unicode categories that share a number, one number per entry.
_GROUPS = (
    ("Lu", "Lt"),
    ("Ll", "Lm"),
    ("Lo",),
    ("Mn", "Mc", "Me"),
    ("Nd", "Nl", "No"),
    ("Pd", "Pc"),
    ("Ps", "Pi"),
    ("Pe", "Pf"),
    ("Po",),
    ("Sc", "Sm", "Sk"),
    ("So",),
    ("Cc", "Cf", "Cs", "Co", "Cn"),
)

#: Number of white space, and of what lies outside the text.
SPACE, OUTSIDE = 1, 0

#: How many numbers there are: outside, space, ASCII from "!" to "~", own signs, groups.
SIGN_CLASSES = 2 + 94 + len(_OWN) + len(_GROUPS)

_FIRST_GROUP = 2 + 94 + len(_OWN)


def sign_numbers(text: str) -> NDArray[np.int64]:
    """One number per code point of the text, 1 to `SIGN_CLASSES` - 1.

    Code points above the basic plane (emoji, rare scripts) count as symbols.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    symbol = _FIRST_GROUP + 10
    return np.where(codes < 0x10000, _table()[np.minimum(codes, 0xFFFF)], symbol)


@cache
def _table() -> NDArray[np.int64]:
    groups = {name: number for number, names in enumerate(_GROUPS) for name in names}
    table = np.zeros(0x10000, dtype=np.int64)
    for code in range(0x10000):
        sign = chr(code)
        if sign.isspace():
            table[code] = SPACE
        elif 33 <= code <= 126:
            table[code] = code - 31
        else:
            group = groups.get(unicodedata.category(sign), len(_GROUPS) - 1)
            table[code] = SPACE if code < 32 else _FIRST_GROUP + group
    for number, sign in enumerate(_OWN):
        table[ord(sign)] = 2 + 94 + number
    return table
