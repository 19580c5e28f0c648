"""When two accounts say that it was, against one another and against the days on which their reports came out."""

from __future__ import annotations

from datetime import date

from chancery.matching.happenings import Happening
from chancery.terms import PartialDate

_SAYS_DAYS = 7
_MONTH_DAYS = 31
#: Days that a report's own news, told without a date, is old at most. Ours.
NEWS_OLD_DAYS = 10
_PLAN_DAYS = 60
_UNREAL = frozenset({"planned", "hypothetical", "demanded"})


def unreal(happening: Happening) -> bool:
    """Whether every mention speaks of it as something not yet, or not surely, so."""
    return all(status in _UNREAL for status in happening.statuses)


def days_between(first: PartialDate, second: PartialDate) -> int | None:
    """Days from the end of the earlier to the start of the later; 0 where they meet, None where an end is open."""
    if first.may_equal(second):
        return 0
    early, late = (
        (first, second) if (first.latest and second.earliest and first.latest < second.earliest) else (second, first)
    )
    return (late.earliest - early.latest).days if late.earliest and early.latest else None


def compare_dates(one: Happening, other: Happening) -> str:
    """How the two dates agree; where only one is dated, whether the other's report can have had it as its news.

    Shapes:  same day, same week, same month or wide by the wider of two dates that meet; next day, days apart, apart
             or "apart, inferred" of two that do not; same start, starts apart; its news, old news, one side, neither.
    """
    first, second = one.date, other.date
    if first.stated and second.stated and not first.may_equal(second):
        gap = days_between(first, second)
        near = "next day" if gap == 1 else "days apart" if gap is not None and gap <= 3 else "apart"
        near = near if _by_day(first) and _by_day(second) else "apart"
        return "apart, inferred" if near == "apart" and "inferred" in (one.date_how, other.date_how) else near
    starts = _start(first), _start(second)
    if starts[0] and starts[1]:
        return "same start" if starts[0].may_equal(starts[1]) else "starts apart"
    # A date with an open end is a bound, and a bound is no date (decision 0020): it tells two events apart at most.
    if first.days is None and second.days is None:
        return "neither"
    if first.days is None or second.days is None:
        dated, bare = (one, other) if second.days is None else (other, one)
        return "one side" if _start(bare.date) else _as_news(dated.date, bare)
    widest = max(first.days, second.days)
    return (
        "same day"
        if widest == 1
        else "same week"
        if widest <= _SAYS_DAYS
        else "same month"
        if widest <= _MONTH_DAYS
        else "wide"
    )


def _by_day(when: PartialDate) -> bool:
    """Whether a date tells days: news of July is no late news of August."""
    return when.days is None or when.days <= _SAYS_DAYS


def _start(when: PartialDate) -> PartialDate | None:
    """The start of what goes on, as precise as it is told: 2022-12 of "since December 2022"."""
    if when.earliest is None or when.latest is not None:
        return None
    return PartialDate.parse(when.edtf.split("/", 1)[0])


def _as_news(when: PartialDate, undated: Happening) -> str:
    """Whether a report can have told as its news, without a date, what another one dates."""
    known = undated.known.latest
    if known is None or not when.earliest or not when.latest or (when.days or 0) > _MONTH_DAYS:
        return "one side"
    if unreal(undated):
        return "its news" if -NEWS_OLD_DAYS <= (when.earliest - known).days <= _PLAN_DAYS else "one side"
    if _days(when.earliest, known) >= 0 and _days(when.latest, known) <= NEWS_OLD_DAYS:
        return "its news"
    return "old news" if _days(when.latest, known) > NEWS_OLD_DAYS else "one side"


def _days(start: date, end: date) -> int:
    return (end - start).days


def compare_published(one: Happening, other: Happening) -> str:
    """Days between the two reports, which say something where an account does not date itself: else "dated"."""
    first, second = one.known.latest, other.known.latest
    if one.date.days is not None and other.date.days is not None:
        return "dated"
    if not first or not second:
        return "unknown"
    days = abs((first - second).days)
    return (
        "same day"
        if days == 0
        else "1-3"
        if days <= 3
        else "4-10"
        if days <= 10
        else "11-60"
        if days <= 60
        else "61-200"
        if days <= 200
        else "later"
    )
