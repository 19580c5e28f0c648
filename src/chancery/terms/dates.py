"""Dates that keep the precision they were stated with (EDTF, ISO 8601-2)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_ATOM = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)$")
_DECADE = re.compile(r"^(\d{3})X([~?%]?)$")
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, month, year or interval as stated, with the first and last day it can mean.

    Shapes:  `edtf` is a date ("2020", "2020-11", "2020-11-09"), a decade ("199X"), either with "~"
             where approximate, or an interval of two such ("2020-09~/2020-11"), where ".." is an end
             that is open; "" means not stated. For an interval, `earliest`/`latest` are the outer days.
             `weekday` (0 = Monday) is kept where the text names one and the day itself is not known.
    Source:  EDTF level 1, the part of it that news needs.

    >>> PartialDate.parse("2020-11").latest
    datetime.date(2020, 11, 30)
    >>> PartialDate.parse("../2024").earliest is None
    True
    """

    edtf: str = ""
    earliest: date | None = None
    latest: date | None = None
    approximate: bool = False
    weekday: int | None = None

    @classmethod
    def parse(cls, edtf: str, *, weekday: int | None = None) -> PartialDate:
        """The date that an EDTF string means.

        Raises:  ValueError where the string is not of the part of EDTF given above.
        """
        if not edtf:
            return cls(weekday=weekday)
        if "/" in edtf:
            left, right = edtf.split("/", 1)
            first = _atom(left) if left not in ("", "..") else (None, None, False)
            last = _atom(right) if right not in ("", "..") else (None, None, False)
            if first[0] and last[1] and first[0] > last[1]:
                raise ValueError(f"the interval {edtf!r} ends before it starts")
            return cls(edtf, first[0], last[1], first[2] or last[2], weekday)
        earliest, latest, approximate = _atom(edtf)
        return cls(edtf, earliest, latest, approximate, weekday)

    @classmethod
    def day(cls, value: date) -> PartialDate:
        """One day."""
        return cls(value.isoformat(), value, value)

    @classmethod
    def between(cls, earliest: date | None, latest: date | None, **more: int | None) -> PartialDate:
        """An interval of days; an end that is None is open."""
        if earliest is None and latest is None:
            return cls(weekday=more.get("weekday"))
        if earliest == latest and earliest is not None:
            return cls(earliest.isoformat(), earliest, latest, False, more.get("weekday"))
        left = earliest.isoformat() if earliest else ".."
        right = latest.isoformat() if latest else ".."
        return cls(f"{left}/{right}", earliest, latest, False, more.get("weekday"))

    @property
    def stated(self) -> bool:
        """Whether anything at all is known of the date."""
        return bool(self.edtf)

    @property
    def days(self) -> int | None:
        """Number of days it may mean; None where an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    @property
    def precision(self) -> str:
        """day, month, year, decade, interval or unknown."""
        if not self.edtf:
            return "unknown"
        if "/" in self.edtf:
            return "interval"
        bare = self.edtf.rstrip("~?%")
        if "X" in bare:
            return "decade"
        return {0: "year", 1: "month", 2: "day"}[bare.count("-")]

    def may_equal(self, other: PartialDate) -> bool:
        """Whether the two can mean a common day; an unknown date can mean any."""
        if self.earliest and other.latest and self.earliest > other.latest:
            return False
        return not (self.latest and other.earliest and other.earliest > self.latest)

    def within(self, other: PartialDate) -> bool:
        """Whether every day this may mean is one that `other` may mean, both being stated."""
        if not (self.stated and other.stated):
            return False
        first = other.earliest is None or bool(self.earliest and self.earliest >= other.earliest)
        last = other.latest is None or bool(self.latest and self.latest <= other.latest)
        return first and last


UNKNOWN_DATE = PartialDate()


def _atom(text: str) -> tuple[date, date, bool]:
    decade = _DECADE.match(text)
    if decade:
        year = int(decade[1]) * 10
        return date(year, 1, 1), date(year + 9, 12, 31), bool(decade[2])
    found = _ATOM.match(text)
    if not found:
        raise ValueError(f"{text!r} is not a date of EDTF as used here, such as 2020-11 or 2020-11-09")
    year, about = int(found[1]), bool(found[4])
    if year == 0:
        raise ValueError("the year 0000 is outside the calendar used here")
    if not found[2]:
        return date(year, 1, 1), date(year, 12, 31), about
    month = int(found[2])
    if month in _SEASON_MONTHS and not found[3]:
        first, last = _SEASON_MONTHS[month]
        end_year = year + (last < first)
        return date(year, first, 1), _month_end(end_year, last), about
    if not found[3]:
        return date(year, month, 1), _month_end(year, month), about
    day = date(year, month, int(found[3]))
    return day, day, about


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
