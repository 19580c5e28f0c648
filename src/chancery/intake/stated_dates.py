"""Dates that a page or a row states of itself, into EDTF; never guessed, never today's."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from chancery.terms import UNKNOWN_DATE, PartialDate
from chancery.terms.months import MONTHS

_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?!\d)"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"(?<![\d-])(?P<year>(?:1[89]|20)\d\d)-(?P<n_month>\d{2})-(?P<day>\d{2})(?!\d)",
        r"(?<![\d/])(?P<year>(?:1[89]|20)\d\d)/(?P<n_month>\d{1,2})/(?P<day>\d{1,2})(?!\d)",
        rf"(?<![\w]){_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"(?<![\w]){_DAY}(?:\s+of)?[\s-]+{_MONTH}[,\s-]+{_YEAR}",
        rf"(?<![\w.])(?P<day>\d{{1,2}})\.(?P<n_month>\d{{1,2}})\.{_YEAR}",
        rf"(?<![\w/])(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})/{_YEAR}",
        r"(?<![\d])(?P<year>(?:19|20)\d\d)(?P<n_month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?=$|T|\D)",
        rf"(?<![\w]){_MONTH},?\s+{_YEAR}",
        r"^\s*(?P<year>(?:1[89]|20)\d\d)-(?P<n_month>\d{2})\s*$",
        r"^\s*(?P<year>(?:1[89]|20)\d\d)\s*$",
    )
)
_INTERVAL = re.compile(r"^\s*(\d{4}(?:-\d\d){0,2}|\.\.)/(\d{4}(?:-\d\d){0,2}|\.\.)\s*$")
_EPOCH = re.compile(r"^\d{9,10}(?:\.\d+)?$|^\d{12,13}$")


def parse_stated(text: str) -> PartialDate:
    """The first date that `text` states with a year; unknown where it states none.

    Shapes:  ISO dates (the day as written, whatever the time zone), dates in words in either order, dotted dates (day
             first, as in all countries that write them so), slashed dates where only one order is possible; where
             both are, only the year is certain and only the year comes back. An EDTF interval is taken as it is.
    """
    interval = _INTERVAL.match(text)
    if interval:
        return _checked(text.strip())
    found = find_stated(text)
    return found[0] if found else UNKNOWN_DATE


def find_stated(text: str) -> tuple[PartialDate, int, int] | None:
    """The first date with a year in `text`, with the characters it takes; None where there is none."""
    for shape in _SHAPES:
        found = shape.search(text)
        if found:
            known = _from_parts(found.groupdict())
            # A date that is in no calendar (30 February) is not cut down to a month that is.
            return (known, found.start(), found.end()) if known.stated else None
    return None


def parse_value(value: object) -> PartialDate:
    """The date of a row's field: a string, or a number of seconds or milliseconds since 1970 (UTC day)."""
    if isinstance(value, bool) or value is None:
        return UNKNOWN_DATE
    if isinstance(value, int | float):
        if 1000 <= value <= 2999:
            return parse_stated(str(int(value)))
        if 10000101 <= value <= 29991231 and (day := parse_stated(str(int(value)))).stated:
            return day  # 20240417 is a day, not a second of August 1970
        return _from_epoch(float(value))
    text = str(value).strip()
    if _EPOCH.match(text):
        return _from_epoch(float(text))
    return parse_stated(text)


def _from_epoch(seconds: float) -> PartialDate:
    if seconds > 1e11:
        seconds /= 1000
    try:
        return PartialDate.day(datetime.fromtimestamp(seconds, UTC).date())
    except (ValueError, OverflowError, OSError):
        return UNKNOWN_DATE


def _from_parts(parts: dict[str, str | None]) -> PartialDate:
    year = int(parts["year"] or 0)
    if parts.get("one"):
        one, two = int(parts["one"] or 0), int(parts["two"] or 0)
        if one > 12 >= two:
            day, month = one, two
        elif two > 12 >= one or one == two:
            day, month = two, one
        else:
            return _checked(f"{year:04d}") if 1 <= one <= 12 and 1 <= two <= 12 else UNKNOWN_DATE
        return _day(year, month, day)
    named, numbered = parts.get("month"), parts.get("n_month")
    month = MONTHS[named.casefold()] if named else int(numbered or 0)
    if not month:
        return _checked(f"{year:04d}")
    if not parts.get("day"):
        return _checked(f"{year:04d}-{month:02d}")
    return _day(year, month, int(parts["day"] or 0))


def _day(year: int, month: int, day: int) -> PartialDate:
    try:
        return PartialDate.day(date(year, month, day))
    except ValueError:
        return UNKNOWN_DATE


def _checked(edtf: str) -> PartialDate:
    try:
        return PartialDate.parse(edtf)
    except ValueError:
        return UNKNOWN_DATE
