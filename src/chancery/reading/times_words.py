"""Words that name times, as fragments of patterns and as numbers."""

# ruff: noqa: E501 -- a pattern broken in the middle of an alternative reads worse than a long line

from __future__ import annotations

import re

from chancery.terms.months import MONTHS

WEEKDAYS: dict[str, int] = {}
for _number, _names in enumerate(
    [
        "monday mon",
        "tuesday tues tue",
        "wednesday wed",
        "thursday thurs thur thu",
        "friday fri",
        "saturday sat",
        "sunday sun",
    ]
):
    WEEKDAYS.update(dict.fromkeys(_names.split(), _number))

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

SMALL_NUMBERS = {
    word: number
    for number, word in enumerate(
        str.split(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty"
        )
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a": 1, "an": 1}

# Days in a unit, from the fewest to the most.
UNIT_DAYS = {
    "second": (0.0, 0.0),
    "minute": (0.0, 0.0),
    "hour": (1 / 24, 1 / 24),
    "day": (1.0, 1.0),
    "night": (1.0, 1.0),
    "weekend": (2.0, 2.0),
    "week": (7.0, 7.0),
    "fortnight": (14.0, 14.0),
    "month": (28.0, 31.0),
    "quarter": (90.0, 92.0),
    "year": (365.0, 366.0),
    "decade": (3650.0, 3660.0),
    "century": (36500.0, 36530.0),
    "centurie": (36500.0, 36530.0),
}

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
WEEKDAY_SHORT = r"(?:(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]\d\d|20\d\d|21[0-4]\d)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
PART = r"(?i:(?:(?:very\s+)?(?:early|late)(?:\s+in)?|mid)\s*[-–]?\s*)"
DASH = r"\s*[-–—]\s*"
TO = r"(?:\s*[-–—]\s*|\s+(?:to|through|until|till)\s+)"
NUMBER = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:one|two|three|four|five|six|seven|eight|nine)"
    r"|(?:"
    + "|".join(sorted((w for w in SMALL_NUMBERS if w not in ("a", "an")), key=len, reverse=True))
    + r")\b|\d{1,4}(?:\.\d+)?(?![\d,]))"
)
COUNT = rf"(?:{NUMBER}|an?\b)"
VAGUE = r"(?i:a\s+couple\s+of|a\s+few|several|many|some|a\s+number\s+of|numerous|countless|recent)"
ABOUT = r"(?i:(?:about|around|roughly|approximately|nearly|almost|some|circa|c\.|ca\.|close\s+to|more\s+than|over|at\s+least|less\s+than|up\s+to|just\s+over|just\s+under|another)\s+)"
DAYPART = r"(?:\s+(?:(?:early|late|mid)[- ]?)?(?:morning|afternoon|evening|night|lunchtime|midday|overnight))"
CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b|AM\b|PM\b)|(?:[01]?\d|2[0-3]):[0-5]\d(?!\d)(?:\s?(?:a\.m\.|p\.m\.|am\b|pm\b|AM\b|PM\b))?"
    r"|\d{1,2}\s+o['’]clock|[0-2]\d[0-5]\d\s+(?:GMT|UTC|local\s+time|hours)|noon|midnight|midday|dawn|dusk|daybreak|nightfall)"
)
ZONE = r"(?:\s+(?:local\s+time|GMT|UTC|ET|EST|EDT|CET|CEST|BST|IST|PT|PST|PDT|MSK|Moscow\s+time)(?:[+-]\d+)?)"
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
UNIT = r"(?:second|minute|hour|day|night|weekend|week|fortnight|month|quarter|year|decade|century|centurie)"


def number_of(words: str) -> float:
    """The value of a number of NUMBER or COUNT.

    >>> number_of("twenty-five")
    25
    """
    low = words.lower().strip()
    if low[0].isdigit():
        value = float(low)
        return int(value) if value == int(value) else value
    return sum(SMALL_NUMBERS[part] for part in re.split(r"[- ]", low))


def month_of(words: str) -> int:
    """1 to 12 for the name of a month, whole or short, with or without a full stop."""
    return MONTHS[words.strip(" .,").lower()]


def weekday_of(words: str) -> int:
    """0 (Monday) to 6 for the name of a weekday, whole or short."""
    return WEEKDAYS[
        words.strip(" .,").lower().removesuffix("s")
        if words.strip(" .,").lower() not in WEEKDAYS
        else words.strip(" .,").lower()
    ]
