"""Values of TIMEX3, as in TimeML corpora, beside our own: what each says of the calendar, in EDTF or in days.

The mapping, meant to be fair to both sides:

- A year, month, day, decade ("200"), season ("2004-SU"), quarter, half-year, ISO week or weekend becomes the EDTF date
  or interval of the same days. A time of day ("TMO", "T14:30") is cut down to its day, for EDTF as used here has no
  hours; "XX" at the end is cut off ("2011-06-XX" is June).
- Of our own dates the opening that a preposition made is taken back ("since 2014", 2014/.., is 2014), and so are the
  mark "~" and the part of a year or month ("early 2009" is 2009 with a modifier): none of them is in a TIMEX3 value.
- A date compares equal where first and last day are the same. A set need only be found as one.
- A duration compares by its days at the fewest and most; "PXD" is a length that is not stated. Of "more than a week"
  the end that is open counts as equal, for TIMEX3 keeps the hedge outside of the value.
- A value that names no stretch of the calendar (PRESENT_REF, PAST_REF, XXXX-XX-XX), a financial year, whose months
  differ from firm to firm, and a slip of the pen ("PM6") has no EDTF: `gold_value` gives None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from chancery.reading.times_words import UNIT_DAYS
from chancery.terms import PartialDate, TimeMention

_DAY_TIME = re.compile(r"^(\d{4}(?:-\d\d){2})T.*$")
_UNSAID = re.compile(r"(?:-XX)+$")
_WEEK = re.compile(r"^(\d{4})-W(\d\d)(-WE)?$")
_QUARTER = re.compile(r"^(\d{4})-([QH])([1-4])$")
_SEASON = re.compile(r"^(\d{4})-(SP|SU|FA|WI)$")
_DURATION = re.compile(r"^PT?(\d+(?:\.\d+)?|X+)(Y|M|W|D|WE|DE|CE|H|S|Q)$")
_SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_UNITS = {
    "Y": "year",
    "M": "month",
    "W": "week",
    "D": "day",
    "WE": "weekend",
    "DE": "decade",
    "CE": "century",
    "Q": "quarter",
}


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression says: the first and last day of a date, the fewest and most days of a duration, or a set.

    Shapes:  None at an end is open; a gold duration with neither is one whose length is not stated.
    """

    kind: str
    low: date | int | None = None
    high: date | int | None = None


def gold_value(kind: str, value: str) -> Value | None:
    """The value of a TIMEX3 of the type `kind`; None where it has none in EDTF."""
    if kind == "SET":
        return Value("set")
    if kind == "DURATION":
        return _duration(value)
    edtf = _edtf(value)
    if not edtf:
        return None
    when = PartialDate.parse(edtf)
    return Value("date", when.earliest, when.latest)


def _duration(value: str) -> Value | None:
    found = _DURATION.match(value)
    if not found or (value.startswith("PT") and found[2] == "M"):
        return None
    if found[1].startswith("X"):
        return Value("duration")
    few, most = UNIT_DAYS[_UNITS[found[2]]] if found[2] in _UNITS else (0.0, 0.0)
    return Value("duration", int(float(found[1]) * few), int(-(-float(found[1]) * most // 1)))


def _edtf(value: str) -> str:
    value = _UNSAID.sub("", _DAY_TIME.sub(r"\1", value))
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        return value
    if re.fullmatch(r"\d{3}", value):
        return value + "X"
    if found := _SEASON.match(value):
        return f"{found[1]}-{_SEASONS[found[2]]}"
    if found := _QUARTER.match(value):
        months = 3 if found[2] == "Q" else 6
        last = int(found[3]) * months
        return f"{found[1]}-{last - months + 1:02d}/{found[1]}-{last:02d}" if last <= 12 else ""
    if found := _WEEK.match(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        first = monday + timedelta(5) if found[3] else monday
        return f"{first}/{monday + timedelta(6)}"
    return ""


def our_value(mention: TimeMention) -> Value | None:
    """The value of what was found; None where its date is not known."""
    if mention.kind == "set":
        return Value("set")
    if mention.kind == "duration":
        return Value("duration", mention.days_low, mention.days_high)
    if mention.kind != "date" or not mention.date.stated:
        return None
    edtf = _closed(mention.date.edtf)
    whole = _whole(edtf) if "~" in edtf and "/" in edtf else edtf
    when = PartialDate.parse(whole.replace("~", ""))
    return Value("date", when.earliest, when.latest)


def same_value(ours: Value | None, gold: Value) -> bool:
    """Whether what was found says the same as the annotation."""
    if ours is None or ours.kind != gold.kind or ours.kind != "duration":
        return ours == gold
    if gold.low is None:
        return ours.low is None or ours.high is None
    return (ours.low, ours.high) != (None, None) and ours.low in (None, gold.low) and ours.high in (None, gold.high)


def _closed(edtf: str) -> str:
    """An interval that is open at an end without the opening: the part of it that was named."""
    left, slash, right = edtf.partition("/")
    return right if left == ".." else left if slash and right == ".." else edtf


def _whole(edtf: str) -> str:
    """The year or month of which an approximate interval is a part ("2009-01~/2009-04~" of 2009), or the interval."""
    left, right = (end.replace("~", "").split("-") for end in edtf.split("/"))
    same = 0
    while same < min(len(left), len(right)) and left[same] == right[same]:
        same += 1
    return "-".join(left[:same]) if same and len(left) == len(right) == same + 1 else edtf
