"""Dates worked out against an anchor that may itself be known only in part."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from chancery.terms import UNKNOWN_DATE, PartialDate

_FIRST_YEAR, _LAST_YEAR = 1, 9998


def parsed(edtf: str, *, weekday: int | None = None) -> PartialDate:
    """The date of an EDTF string; unknown where the string names no day of the calendar (30 February)."""
    try:
        return PartialDate.parse(edtf, weekday=weekday)
    except ValueError:
        return UNKNOWN_DATE


def year(number: int) -> PartialDate:
    """A whole year; unknown outside the calendar."""
    return parsed(f"{number:04d}") if _FIRST_YEAR <= number <= _LAST_YEAR else UNKNOWN_DATE


def month(year_number: int, month_number: int) -> PartialDate:
    """A whole month; month numbers below 1 and above 12 run into the years beside."""
    year_number, month_number = year_number + (month_number - 1) // 12, (month_number - 1) % 12 + 1
    return parsed(f"{year_number:04d}-{month_number:02d}") if _FIRST_YEAR <= year_number <= _LAST_YEAR else UNKNOWN_DATE


def day(value: date) -> PartialDate:
    """One day."""
    return PartialDate.day(value)


def shifted(value: date, days: int) -> date:
    """The day so many days later, held within the calendar."""
    try:
        return value + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def months_on(value: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of a shorter month."""
    index = value.year * 12 + value.month - 1 + months
    year_number = min(max(index // 12, _FIRST_YEAR), _LAST_YEAR)
    month_number = index % 12 + 1
    return date(year_number, month_number, min(value.day, calendar.monthrange(year_number, month_number)[1]))


def span_of(first: date, last: date) -> PartialDate:
    """The interval of days from `first` to `last`, written as a month or year where it is just that."""
    if first.day == 1 and first.month == 1 and last.month == 12 and last.day == 31 and first.year == last.year:
        return parsed(f"{first.year:04d}")
    if first.day == 1 and first.year == last.year and first.month == last.month and shifted(last, 1).day == 1:
        return parsed(f"{first.year:04d}-{first.month:02d}")
    return PartialDate.between(first, last)


def week_of(value: date, weeks: int = 0) -> PartialDate:
    """Monday to Sunday of the week that holds a day, or of one so many weeks later."""
    monday = shifted(value, -value.weekday() + 7 * weeks)
    return PartialDate.between(monday, shifted(monday, 6))


def weekday_before(value: date, weekday: int, *, strictly: bool = False) -> date:
    """The last such weekday on or before a day (before it, if `strictly`)."""
    back = (value.weekday() - weekday) % 7
    return shifted(value, -(back or (7 if strictly else 0)))


def weekday_after(value: date, weekday: int, *, strictly: bool = False) -> date:
    """The first such weekday on or after a day (after it, if `strictly`)."""
    on = (weekday - value.weekday()) % 7
    return shifted(value, on or (7 if strictly else 0))


def approximately(value: PartialDate) -> PartialDate:
    """The same date, marked as approximate."""
    if not value.stated or value.approximate:
        return value
    if "/" in value.edtf:
        left, right = value.edtf.split("/")
        return parsed("/".join(part if part == ".." else part + "~" for part in (left, right)), weekday=value.weekday)
    return parsed(value.edtf + "~", weekday=value.weekday)


def part_of(value: PartialDate, part: str) -> PartialDate:
    """The early, middle or late third of a year, month or decade, as an approximate interval.

    Shapes:  of a year January to April, May to August, September to December; of a month days 1 to 10, 11 to 20 and
             21 to the end; of a decade its years 0 to 3, 4 to 6, 7 to 9; anything else only becomes approximate.
    Source:  ours; news says "early 2021" of spring too, so the ends are marked as approximate.
    """
    third = {"early": 0, "mid": 1, "late": 2}[part]
    edtf = value.edtf.rstrip("~")
    if value.precision == "year":
        first, last = ((1, 4), (5, 8), (9, 12))[third]
        return parsed(f"{edtf}-{first:02d}~/{edtf}-{last:02d}~")
    if value.precision == "month" and value.latest:
        end = value.latest.day
        first, last = ((1, 10), (11, 20), (21, end))[third]
        return parsed(f"{edtf}-{first:02d}~/{edtf}-{last:02d}~")
    if value.precision == "decade":
        first, last = ((0, 3), (4, 6), (7, 9))[third]
        return parsed(f"{edtf[:3]}{first}~/{edtf[:3]}{last}~")
    return approximately(value)


def interval(first: PartialDate, last: PartialDate) -> PartialDate:
    """From one date to another, each with its own precision; unknown where they run backwards."""
    if not (first.stated and last.stated):
        return UNKNOWN_DATE
    if "/" in first.edtf or "/" in last.edtf:
        if first.earliest and last.latest and first.earliest <= last.latest:
            return PartialDate.between(first.earliest, last.latest)
        return UNKNOWN_DATE
    left = first.edtf if "X" not in first.edtf else str(first.earliest.year if first.earliest else "")
    right = last.edtf if "X" not in last.edtf else str(last.latest.year if last.latest else "")
    return parsed(f"{left}/{right}")


def opened(value: PartialDate, *, after: bool) -> PartialDate:
    """From a date on, or up to it, the date itself included; of an interval the end that faces the opening counts."""
    if not value.stated:
        return value
    if "/" in value.edtf:
        left, right = value.edtf.split("/")
        kept = left if after else right
        if kept == "..":
            return value
    else:
        kept = value.edtf
        if "X" in kept:
            edge = value.earliest if after else value.latest
            kept = f"{edge.year:04d}" if edge else kept
    return parsed(f"{kept}/.." if after else f"../{kept}")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that relative expressions hang on: known, known in part, or not at all."""

    when: PartialDate

    @property
    def known_day(self) -> date | None:
        """The day itself; None where it is not known."""
        return self.when.earliest if self.when.days == 1 else None

    def resolve(self, rule: Callable[[date], PartialDate]) -> PartialDate:
        """What `rule` makes of the anchor: of its day, or of its first and last day where it is a stretch of time.

        Shapes:  for a stretch that is open at an end, or an unknown anchor, unknown.
        """
        first, last = self.when.earliest, self.when.latest
        if first is None or last is None:
            return UNKNOWN_DATE
        one = rule(first)
        if first == last:
            return one
        other = rule(last)
        if one.edtf == other.edtf:
            return one
        if one.earliest and other.latest:
            return span_of(one.earliest, other.latest)
        return UNKNOWN_DATE

    def kept(self, *, weekday: int | None = None) -> PartialDate:
        """The anchor's own stretch, for a day that lies within it and cannot be told more closely."""
        return parsed(self.when.edtf, weekday=weekday)
