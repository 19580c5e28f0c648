"""Rules for times that hang on the report's own date or on the date mentioned before."""

# ruff: noqa: E501 -- a pattern broken in the middle of an alternative reads worse than a long line

from __future__ import annotations

import re
from datetime import date

from chancery.reading import times_calendar as cal
from chancery.reading.times_rules import Context, Found, rule
from chancery.reading.times_words import (
    ABOUT,
    CLOCK,
    COUNT,
    DAYPART,
    UNIT,
    UNIT_DAYS,
    VAGUE,
    WEEKDAY,
    WEEKDAY_SHORT,
    ZONE,
    number_of,
    weekday_of,
)
from chancery.terms import UNKNOWN_DATE, PartialDate

_I = re.IGNORECASE
_CLOCK_LEAD = rf"(?:(?i:at\s+)?(?i:about\s+|around\s+|just\s+(?:after|before)\s+|shortly\s+(?:after|before)\s+)?{CLOCK}{ZONE}?(?:\s*\([^()]{{3,20}}\))?(?:\s+on|\s*,)?\s+)?"
_CLOCK_TAIL = rf"(?:\s+(?:at\s+)(?:about\s+|around\s+)?{CLOCK}{ZONE}?)?"


def _unit(words: str) -> str:
    low = words.lower()
    return "century" if low.startswith("centur") else low.removesuffix("s")


@rule(
    "day-word",
    rf"(?<!\w)(?P<lead>(?i:earlier|later|early|late)\s+)?(?P<word>(?i:the)\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|today|tonight|yesterday|tomorrow){DAYPART}?{_CLOCK_TAIL}(?!\s*\w*['’]s\s+world)(?!\w)",
    trigger="relative",
    rank=2,
)
@rule(
    "day-word",
    r"(?<!\w)(?P<Cap>Today|Tonight|Yesterday|Tomorrow)(?:\s+(?:morning|afternoon|evening|night))?(?!\w)",
    trigger="relative",
    rank=2,
)
def _day_word(found: re.Match[str], context: Context) -> Found | None:
    groups = found.groupdict()
    if groups.get("Cap"):
        before = found.string[: found.start()].rstrip(" \"“‘'«")
        if before and before[-1] not in ".:!?—–-,;(":
            return None  # "USA Today", "Russia Today"
        if re.match(r"\s+(?:show|newspaper|programme|program)\b", found.string[found.end() :]):
            return None
    word = " ".join((groups.get("word") or groups.get("Cap") or "").lower().split())
    step = {
        "today": 0,
        "tonight": 0,
        "yesterday": -1,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }[word]
    if not context.anchor.known_day:
        return Found(context.anchor.kept() if context.anchor.when.days else UNKNOWN_DATE, relative=word)
    return Found(context.anchor.resolve(lambda today: cal.day(cal.shifted(today, step))), relative=word)


@rule(
    "part-of-today",
    r"(?<!\w)(?P<which>this|last|early\s+this|late\s+last|earlier\s+this|later\s+this)\s+(?P<part>morning|afternoon|evening|night|lunchtime)(?!\w)",
    trigger="relative",
    flags=_I,
    rank=2,
)
def _this_morning(found: re.Match[str], context: Context) -> Found | None:
    which = found["which"].lower()
    step = -1 if which.endswith("last") else 0
    words = " ".join(found[0].lower().split())
    if not context.anchor.known_day:
        return Found(context.anchor.kept() if context.anchor.when.days else UNKNOWN_DATE, relative=words)
    return Found(context.anchor.resolve(lambda today: cal.day(cal.shifted(today, step))), relative=words)


_TRAP_BEFORE = re.compile(
    r"(?:Super|Bloody|Black|Good|Easter|Palm|Holy|Ash|Sheffield|Cyber|Giving|Man|Fat|Shrove|Maundy|Whit|Ruby|Blue|Happy|Any\s+Given)\s+$"
)
_TRAP_AFTER = re.compile(
    r"\s+(?:Times|Telegraph|Mail|Express|Mirror|Herald|Post|Independent|Mercury|World|Tribune|People|Sun|Star|Night\s+(?:Football|Live|Lights)|Agreement|Review|School)\b"
)


@rule(
    "weekday-range",
    rf"(?<!\w)(?P<lead>(?i:from|between)\s+)?(?i:the\s+night\s+(?:of|from)\s+)?(?P<first>{WEEKDAY}){DAYPART}?(?:\s*[-–—]\s*|\s+to\s+|\s+through(?:\s+to)?\s+|\s+until\s+|\s+till\s+|\s+and\s+)(?P<last>{WEEKDAY}){DAYPART}?(?!\w)(?!\s+\w+\s+\d)",
    trigger="weekday",
    rank=3,
)
def _weekday_range(found: re.Match[str], context: Context) -> Found | None:
    lead = (found["lead"] or "").strip().lower()
    middle = found.string[found.end("first") : found.start("last")]
    span = (found.start() + len(found["lead"] or ""), found.end())
    if re.search(r"\band\b", middle) and lead != "between":
        return None
    first, last = weekday_of(found["first"]), weekday_of(found["last"])
    words = f"{found['first']} to {found['last']}"
    if not context.anchor.known_day:
        return Found(context.anchor.kept(weekday=first), relative=words, weekday=first, span=span, preposition=lead)
    ahead = context.ahead(*found.span())

    def on(today: date) -> PartialDate:
        back = cal.weekday_before(cal.weekday_before(today, last), first)
        start = cal.weekday_after(today, first) if ahead else back
        return cal.interval(cal.day(start), cal.day(cal.weekday_after(start, last)))

    return Found(context.anchor.resolve(on), relative=words, weekday=first, span=span, preposition=lead)


@rule(
    "weekday",
    rf"(?<!\w){_CLOCK_LEAD}(?:(?i:the\s+)?(?P<which>(?i:last|this\s+past|this\s+coming|this|next|past|coming|(?<=the\s)previous|(?<=the\s)following))\s+)?(?i:(?:very\s+)?(?:early|late|mid)[-\s]+(?:on\s+)?)?(?P<day>{WEEKDAY})(?P<plural>s)?{DAYPART}?{_CLOCK_TAIL}(?:\s+(?P<week>last|next|this)\s+week)?(?!\w)",
    trigger="weekday",
    rank=5,
)
@rule(
    "weekday",
    rf"(?<!\w)(?P<week_first>(?i:last|next|this)\s+week)(?:['’]s)?\s+(?:on\s+)?(?P<day>{WEEKDAY}){DAYPART}?(?!\w)",
    trigger="weekday",
    rank=5,
)
@rule(
    "weekday",
    rf"(?<!\w)(?:on|On)\s+(?P<short>{WEEKDAY_SHORT})(?=\s*(?:[,.;)]|at\b|$|\d))",
    trigger="weekday",
    rank=6,
)
def _weekday(found: re.Match[str], context: Context) -> Found | None:
    groups = found.groupdict()
    name = groups.get("day") or groups.get("short") or ""
    group = "day" if groups.get("day") else "short"
    before, after = found.string[: found.start(group)], found.string[found.end() :]
    if _TRAP_BEFORE.search(before) or _TRAP_AFTER.match(after):
        return None
    weekday = weekday_of(name)
    if groups.get("plural"):
        return Found(kind="set", relative=f"every {name}", weekday=weekday)
    which = " ".join((groups.get("which") or "").lower().split())
    week = (groups.get("week") or (groups.get("week_first") or "").split(" ")[0]).lower()
    relative = " ".join(part for part in (which or (f"{week} week" if week else ""), name) if part)
    start = found.start()
    span = (start, found.end()) if group == "day" else (found.start("short"), found.end("short"))
    span = (span[0] + len(re.match(r"(?:at\s+)?", found.string[span[0] :])[0]), span[1])  # type: ignore[index]
    if which in ("previous", "following"):
        anchor_day = context.previous if context.previous.days == 1 else UNKNOWN_DATE
        if not anchor_day.earliest:
            return Found(relative=relative, weekday=weekday, span=span)
        value = (
            cal.weekday_before(anchor_day.earliest, weekday, strictly=True)
            if which == "previous"
            else cal.weekday_after(anchor_day.earliest, weekday, strictly=True)
        )
        return Found(cal.day(value), relative=relative, weekday=weekday, span=span, fixed=context.previous_fixed)
    if not context.anchor.known_day:
        return Found(context.anchor.kept(weekday=weekday), relative=relative, weekday=weekday, span=span)
    ahead = context.ahead(*found.span())

    def on(today: date) -> PartialDate:
        if week:
            monday = cal.shifted(today, -today.weekday() + {"last": -7, "this": 0, "next": 7}[week])
            return cal.day(cal.shifted(monday, weekday))
        if which in ("last", "past"):
            return cal.day(cal.weekday_before(today, weekday, strictly=True))
        if which == "this past":
            return cal.day(cal.weekday_before(today, weekday))
        if which in ("next", "this coming", "coming"):
            return cal.day(cal.weekday_after(today, weekday, strictly=True))
        if which == "this":
            return cal.day(cal.weekday_before(today, weekday) if ahead is False else cal.weekday_after(today, weekday))
        return cal.day(cal.weekday_after(today, weekday) if ahead else cal.weekday_before(today, weekday))

    return Found(context.anchor.resolve(on), relative=relative, weekday=weekday, span=span)


@rule(
    "calendar-unit",
    r"(?<!\w)(?:(?P<part>earlier|later|early|late|mid|(?:the\s+)?(?:beginning|start|middle|end)\s+of|the\s+rest\s+of|the\s+remainder\s+of)[-\s]+(?:in\s+)?)?(?P<which>(?:the\s+)?(?:last|this|next)|this\s+past|this\s+coming|the\s+past|the\s+coming|(?P<bare>the))\s+(?P<unit>week|month|year|weekend|quarter|decade|century)(?!\s+(?:before|after|later|earlier|of|ahead|when|that|in\s+which|prior|long)\b)(?![-\w])",
    trigger="relative",
    flags=_I,
    rank=4,
)
def _calendar_unit(found: re.Match[str], context: Context) -> Found | None:
    """Last week, earlier this month, the end of next year, over the weekend, the last quarter, this century.

    A quarter is one of the calendar's; a firm's own may be another, which its report would have to say.
    """
    unit = found["unit"].lower()
    which = " ".join(found["which"].lower().split())
    part = " ".join((found["part"] or "").lower().split())
    before = found.string[: found.start()].lower()
    if found["bare"]:
        if unit == "weekend" and re.search(r"\b(?:over|at|on|during|for|this|before|until|by)\s+$", before):
            which = "this"
        elif not part or part in ("earlier", "later"):
            return None
        else:
            which = "this"  # "by the end of the year"
    if unit in ("decade", "century") and which.startswith("the "):
        return None  # ten or a hundred years, which another rule gives
    if which in ("the past", "the coming", "the last", "the next") and unit not in ("weekend", "quarter"):
        # "in the last year" is twelve months, not the calendar year before.
        return _stretch(context, 1, unit, back=which in ("the past", "the last"), relative=f"{which} {unit}")
    which = which.removeprefix("the ")
    step = -1 if which in ("last", "this past", "past") else 1 if which in ("next", "this coming", "coming") else 0
    if which == "this coming" and unit == "year":
        step = 1
    words = " ".join(word for word in (part, which, unit) if word)
    offset = step if unit == "year" else None
    ahead = context.ahead(*found.span())

    def on(today: date) -> PartialDate:
        value = _calendar_stretch(today, unit, step, which, ahead)
        return _part_of_stretch(value, part, today, step)

    if not context.anchor.known_day and unit in ("week", "weekend"):
        kept = context.anchor.kept() if context.anchor.when.days else UNKNOWN_DATE
        return Found(kept, relative=words)
    if not context.anchor.known_day and part in ("earlier", "later"):
        return Found(
            context.anchor.resolve(lambda today: _calendar_stretch(today, unit, step, which, ahead)),
            relative=words,
            offset_years=offset,
        )
    return Found(context.anchor.resolve(on), relative=words, offset_years=offset)


def _calendar_stretch(today: date, unit: str, step: int, which: str, ahead: bool | None) -> PartialDate:
    if unit == "year":
        return cal.year(today.year + step)
    if unit == "month":
        return cal.month(today.year, today.month + step)
    if unit == "week":
        return cal.week_of(today, step)
    if unit == "quarter":
        first = (today.month - 1) // 3 * 3 + 1 + 3 * step
        return cal.interval(cal.month(today.year, first), cal.month(today.year, first + 2))
    if unit == "decade":
        return cal.parsed(f"{today.year // 10 + step}X")
    if unit == "century":
        first = (today.year - 1) // 100 * 100 + 1 + 100 * step
        return cal.interval(cal.year(first), cal.year(first + 99))
    # Weekends: "this weekend" and "over the weekend" are the last one, unless the verb looks ahead or it is at hand.
    saturday = cal.weekday_before(today, 5) if today.weekday() >= 5 else None
    if step < 0:
        day = (
            cal.shifted(cal.weekday_before(today, 6, strictly=True), -1)
            if today.weekday() < 5
            else cal.shifted(saturday or today, -7)
        )
    elif step > 0:
        day = cal.weekday_after(today, 5, strictly=True)
        day = cal.shifted(day, 7) if today.weekday() < 5 else day
    elif saturday:
        day = saturday
    elif ahead or (ahead is None and today.weekday() >= 3):
        day = cal.weekday_after(today, 5)
    else:
        day = cal.weekday_before(today, 5)
    return PartialDate.between(day, cal.shifted(day, 1))


def _part_of_stretch(value: PartialDate, part: str, today: date, step: int) -> PartialDate:
    if not part or not value.earliest or not value.latest:
        return value
    if step == 0 and part == "earlier":
        return PartialDate.between(value.earliest, today)
    if step == 0 and part in ("later", "the rest of", "the remainder of"):
        return PartialDate.between(today, value.latest)
    third = "early" if part in ("earlier", "early") or part.endswith(("beginning of", "start of")) else "late"
    if part in ("mid", "middle of", "the middle of"):
        third = "mid"
    if value.precision in ("year", "month"):
        return cal.part_of(value, third)
    if value.days == 7:
        first, last = {"early": (0, 2), "mid": (1, 4), "late": (3, 6)}[third]
        return cal.approximately(
            PartialDate.between(cal.shifted(value.earliest, first), cal.shifted(value.earliest, last))
        )
    return value


def _stretch(context: Context, number: float, unit: str, *, back: bool, relative: str) -> Found:
    """From the anchor back (or on) by a number of units: in days for days and weeks, in months, in years."""

    def on(today: date) -> PartialDate:
        if unit in ("second", "minute", "hour"):
            days = int(-(-number * UNIT_DAYS[unit][1] // 1)) or (1 if back else 0)
            other = cal.shifted(today, -days if back else days)
            return PartialDate.between(min(other, today), max(other, today))
        if unit in ("year", "decade", "century"):
            years = int(number * {"year": 1, "decade": 10, "century": 100}[unit])
            other_year = today.year - years if back else today.year + years
            if number != int(number):
                other = cal.months_on(today, int(-12 * number if back else 12 * number))
                pair = (cal.month(other.year, other.month), cal.month(today.year, today.month))
            else:
                pair = (cal.year(other_year), cal.year(today.year))
            return cal.interval(*(pair if back else pair[::-1]))
        if unit in ("month", "quarter"):
            months = int(number * (3 if unit == "quarter" else 1))
            other = cal.months_on(today, -months if back else months)
            pair = (cal.month(other.year, other.month), cal.month(today.year, today.month))
            return cal.interval(*(pair if back else pair[::-1]))
        days = int(number * {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}[unit])
        other = cal.shifted(today, -days if back else days)
        return PartialDate.between(min(other, today), max(other, today))

    return Found(context.anchor.resolve(on), relative=relative)


@rule(
    "past-units",
    rf"(?<!\w)the\s+(?P<which>past|last|previous|preceding|next|coming|following)\s+{ABOUT}?(?P<number>{COUNT}|couple\s+of|few|several)\s+(?P<unit>{UNIT})s?(?!\w)",
    trigger="relative",
    flags=_I,
    rank=3,
)
@rule(
    "past-units",
    rf"(?<!\w)(?<!may )(?<!can )(?<!will )(?<!to )(?<!could )(?<!would )(?<!might )(?<!not )(?P<which>past|last|next)\s+(?P<number>{COUNT}|couple\s+of|few|several)\s+(?P<unit>{UNIT})s(?!\w)",
    trigger="relative",
    flags=_I,
    rank=3,
)
@rule(
    "past-units",
    r"(?<!\w)the\s+(?P<which>past|last|next|coming)\s+(?P<unit>decade|century|24\s+hours|48\s+hours)(?!\w)",
    trigger="relative",
    flags=_I,
    rank=3,
)
def _past_units(found: re.Match[str], context: Context) -> Found | None:
    groups = found.groupdict()
    if _unit(found["unit"]) in ("second", "minute"):
        return None  # "the last twenty minutes" of something, mostly a game
    words = " ".join(found[0].lower().split())
    which = found["which"].lower()
    back = which in ("past", "last", "previous", "preceding")
    unit_words = found["unit"].lower()
    if unit_words[:2].isdigit():
        return _stretch(context, int(unit_words[:2]), "hour", back=back, relative=words)
    number_words = (groups.get("number") or "one").lower()
    unit = _unit(unit_words)
    if number_words in ("few", "several") or number_words.startswith("couple"):
        if number_words.startswith("couple"):
            found_date = _stretch(context, 2, unit, back=back, relative=words)
        else:
            found_date = _stretch(context, 5, unit, back=back, relative=words)
        return Found(cal.approximately(found_date.date), relative=words)
    if which in ("previous", "preceding", "following"):
        if not context.previous.stated or not context.previous.earliest:
            return Found(relative=words)
        there = Context(context.sentence, cal.Anchor(context.previous))
        return Found(
            _stretch(there, number_of(number_words), unit, back=back, relative=words).date,
            relative=words,
            fixed=context.previous_fixed,
        )
    return _stretch(context, number_of(number_words), unit, back=back, relative=words)


@rule(
    "ago",
    rf"(?<!\w){ABOUT}?(?:(?P<number>{COUNT}(?:\s+and\s+a\s+half)?|half\s+an?)|(?P<vague>{VAGUE})|(?P<bare>))\s*\b(?P<unit>{UNIT})s?\s+ago(?!\w)",
    trigger="ago",
    flags=_I,
    rank=2,
)
def _ago(found: re.Match[str], context: Context) -> Found | None:
    words = " ".join(found[0].lower().split())
    unit = _unit(found["unit"])
    if not found["number"]:
        couple = (found["vague"] or "").lower().startswith("a couple")
        if not couple:
            return Found(relative=words)
        number: float = 2
    else:
        number = _amount(found["number"])
    offset = None
    if unit in ("year", "decade", "century") and number == int(number):
        offset = -int(number * {"year": 1, "decade": 10, "century": 100}[unit])
    hedged = re.match(ABOUT, found[0], _I)
    open_hedge = hedged and re.match(r"more than|over|at least", hedged[0], _I)

    def on(today: date) -> PartialDate:
        value = _moved(today, -number, unit)
        if open_hedge:
            return cal.opened(value, after=False)
        return cal.approximately(value) if hedged or found["vague"] else value

    if open_hedge:
        offset = None
    return Found(context.anchor.resolve(on), relative=words, offset_years=offset)


def _amount(words: str) -> float:
    low = words.lower()
    if low.startswith("half"):
        return 0.5
    if "half" in low:
        return number_of(low.split(" and ")[0].split()[0]) + 0.5
    return number_of(low)


def _moved(today: date, number: float, unit: str) -> PartialDate:
    """A day so many units off, as closely as the unit tells it: days exactly, weeks about, months, years."""
    if unit in ("second", "minute", "hour"):
        days = int(number * UNIT_DAYS[unit][0])
        return cal.day(cal.shifted(today, days))
    if unit in ("day", "night"):
        return cal.day(cal.shifted(today, int(number)))
    if unit in ("week", "fortnight", "weekend"):
        return cal.approximately(
            cal.day(cal.shifted(today, int(number * UNIT_DAYS[unit][0]) if unit != "weekend" else int(number * 7)))
        )
    if unit in ("month", "quarter"):
        other = cal.months_on(today, int(number * (3 if unit == "quarter" else 1)))
        return cal.month(other.year, other.month)
    if number != int(number):
        other = cal.months_on(today, int(number * 12))
        return cal.approximately(cal.month(other.year, other.month))
    years = int(number * {"year": 1, "decade": 10, "century": 100}[unit])
    value = cal.year(today.year + years)
    return value if unit == "year" else cal.approximately(value)


@rule(
    "in-units",
    rf"(?<!\w)(?:in|within)\s+{ABOUT}?(?P<number>{COUNT})\s+(?P<unit>day|week|month|year|hour)s?(?:['’]\s+time|\s+from\s+now|\s+time)?(?!\w|-)",
    trigger="unit",
    flags=_I,
    rank=4,
)
@rule(
    "in-units",
    rf"(?<!\w)(?P<number>{COUNT})\s+(?P<unit>day|week|month|year|hour)s?\s+from\s+now(?!\w)",
    trigger="unit",
    flags=_I,
    rank=2,
)
def _in_units(found: re.Match[str], context: Context) -> Found | None:
    """In three days: a point ahead where the verb looks ahead, else only a length of time (another rule)."""
    sure = "from now" in found[0].lower() or found[0].lower().rstrip().endswith("time")
    if not sure and context.ahead(*found.span()) is not True:
        return None
    words = " ".join(found[0].lower().split())
    unit, number = _unit(found["unit"]), number_of(found["number"])
    start = found.start() + len(re.match(r"(?:in\s+|within\s+)?", found[0], _I)[0])  # type: ignore[index]
    if words.startswith("within"):
        value = _stretch(context, number, unit, back=False, relative=words).date
    else:
        value = context.anchor.resolve(lambda today: _moved(today, number, unit))
    offset = int(number) if unit == "year" else None
    return Found(value, relative=words, offset_years=offset, span=(start, found.end()))


@rule(
    "from-the-date-before",
    rf"(?<!\w){ABOUT}?(?P<number>{COUNT}|(?:a\s+)?couple\s+of|a\s+few|several|some)\s+(?P<unit>{UNIT})s?\s+(?P<where>later|earlier|before(?=[\s,.;)]*(?:$|[,.;)]))|afterwards?|(?:after|on)(?=[\s,.;)]*(?:$|[,.;)]))|prior)(?!\w)(?!\s+than\b)",
    trigger="unit",
    flags=_I,
    rank=3,
)
@rule(
    "from-the-date-before",
    r"(?<!\w)(?P<the>the\s+(?P<which>previous|following|next|same|preceding|very\s+same)|that(?:\s+same)?)\s+(?P<unit>day|week|month|year|night|morning|evening|afternoon|weekend|spring|summer|autumn|winter|fall)(?!\w)",
    trigger="relative",
    flags=_I,
    rank=3,
)
@rule(
    "from-the-date-before",
    r"(?<!\w)the\s+(?P<unit>day|week|month|year|night|evening)\s+(?P<where>before|after)(?=[\s]*(?:$|[,.;)]))",
    trigger="relative",
    flags=_I,
    rank=3,
)
def _from_before(found: re.Match[str], context: Context) -> Found | None:
    groups = found.groupdict()
    words = " ".join(found[0].lower().split())
    unit = _unit(found["unit"])
    number_words = (groups.get("number") or "one").lower()
    vague = not re.fullmatch(COUNT, number_words, _I)
    if unit in ("spring", "summer", "autumn", "winter", "fall", "weekend") and not groups.get("number"):
        return None
    which = (groups.get("which") or groups.get("where") or "same").lower()
    if groups.get("the") and groups["the"].lower().startswith("that"):
        which = "same"
        if not context.previous.stated and not re.search(
            r"\b(?:in|on|by|since|until|during|of)\s+$", found.string[: found.start()]
        ):
            return None
    if which in ("prior", "earlier") and groups.get("number") is None:
        which = "before"
    back = which in ("previous", "preceding", "before", "earlier", "prior")
    if unit in ("night", "morning", "evening", "afternoon"):
        unit = "day"
    previous = context.previous
    if unit == "day" and previous.days != 1 and context.here - context.previous_day_sentence <= 3:
        previous = context.previous_day
    if not previous.stated or not previous.earliest or vague:
        return Found(relative=words)
    first = previous.earliest
    number = number_of(number_words) if groups.get("number") else 1.0
    step = 0.0 if which.endswith("same") else (-number if back else number)
    if unit in ("second", "minute", "hour"):
        value = previous if previous.days == 1 else UNKNOWN_DATE
    elif unit == "day":
        if previous.days != 1:
            return Found(relative=words)
        value = cal.day(cal.shifted(first, int(step)))
    elif unit == "week":
        if previous.days is None or previous.days > 7:
            return Found(relative=words)
        value = cal.week_of(first, int(step)) if not groups.get("number") else _moved(first, step, unit)
    elif unit == "month":
        if previous.days is None or previous.days > 31:
            return Found(relative=words)
        other = cal.months_on(first, int(step))
        value = cal.month(other.year, other.month)
    elif unit == "year":
        value = cal.year(first.year + int(step))
    else:
        value = _moved(first, step, unit)
    if not value.stated:
        return Found(relative=words)
    if groups.get("number") and re.match(ABOUT, found[0], _I):
        value = cal.approximately(value)
    return Found(value, relative=words, fixed=context.previous_fixed)


_QUANTITY = rf"(?:(?P<number>{COUNT}(?:\s+and\s+a\s+half)?)(?:\s+(?:to|or)\s+(?P<upper>{COUNT})|[-–](?P<upper2>\d{{1,3}}))?|(?P<vague>{VAGUE})|(?P<tens>decades|dozens|hundreds|thousands)\s+of|(?P<half>half\s+an?|half\s+a))"


@rule(
    "duration",
    rf"(?<![\w.,$€£])(?:(?P<about>{ABOUT}))?{_QUANTITY}(?:[-\s]+|\s+(?:consecutive|straight|full|long|more|whole|additional|further)\s+)(?P<unit>{UNIT})s?(?P<tail>[-\s]+long)?(?!\w)(?![-\s]+olds?\b)(?!\s+(?:ago|later|earlier|of\s+age)\b)",
    trigger="unit",
    flags=_I,
    rank=7,
)
@rule(
    "duration",
    r"(?<![\w-])(?P<plural>hours|days|weeks|months|years|decades|centuries)[-\s]long(?!\w)",
    trigger="unit",
    flags=_I,
    rank=6,
)
@rule(
    "duration",
    r"(?<![\w-])(?P<single>hour|day|week|month|year|decade|century)-?long(?!\w)(?!\s+(?:ago|before|after))",
    trigger="unit",
    flags=_I,
    rank=6,
)
@rule(
    "duration",
    r"(?<![\w-])(?P<lead>(?:for|over|after|during|lasted|lasting|took|taking|spent|spanning|following|in|within)\s+)(?P<plural>hours|days|weeks|months|years|decades|centuries)(?!\w)(?!\s+(?:ago|later|earlier)\b)",
    trigger="unit",
    flags=_I,
    rank=8,
)
@rule(
    "duration",
    r"(?<![\w-])(?<!the\s)(?<!upon\s)(?<!\d\s)(?P<plural>hours|days|weeks|months|years|decades|centuries)(?=\s+of\s+(?!age\b|his\b|her\b|their\b|my\b|the\b)[a-z])",
    trigger="unit",
    flags=_I,
    rank=8,
)
def _duration(found: re.Match[str], context: Context) -> Found | None:
    groups = found.groupdict()
    start = found.end("lead") if groups.get("lead") else found.start()
    if groups.get("plural"):
        unit = _unit(groups["plural"])
        low = 2 * UNIT_DAYS[unit][0]
        return Found(kind="duration", days_low=int(low), span=(start, found.end()))
    if groups.get("single"):
        unit = _unit(groups["single"])
        return _length(1, 1, unit, span=(start, found.end()))
    unit = _unit(groups["unit"])
    words = found[0].lower()
    if re.match(r"\s+(?:old|of\s+age)\b", found.string[found.end() :]):
        return None
    if groups.get("half"):
        return _length(0.5, 0.5, unit)
    if groups.get("tens"):
        many = {"decades": 20, "dozens": 24, "hundreds": 200, "thousands": 2000}[groups["tens"].lower()]
        return Found(kind="duration", days_low=int(many * UNIT_DAYS[unit][0]))
    if groups.get("vague"):
        if groups["vague"].lower() in ("recent", "some", "many") and unit in ("day", "year"):
            return (
                None
                if groups["vague"].lower() != "many"
                else Found(kind="duration", days_low=int(3 * UNIT_DAYS[unit][0]))
            )
        if groups["vague"].lower() == "recent":
            return None
        least = 2 if "couple" in groups["vague"].lower() else 3
        high = int(2 * UNIT_DAYS[unit][1]) if least == 2 else None
        return Found(kind="duration", days_low=int(least * UNIT_DAYS[unit][0]), days_high=high)
    if groups["number"].lower() in ("a", "an"):
        if unit in ("second", "minute") or re.search(r"s(?:[-\s]+long)?$", words):
            return None  # "a second look", "at any minute"
        # "a day", "an hour" are mostly rates or set phrases; only what says a length counts.
        if (
            not re.search(
                r"\b(?:for|in|within|over|after|lasted|took|nearly|almost|about|than|least|half)\s+$",
                found.string[:start] + "",
            )
            and not groups.get("about")
            and not groups.get("tail")
            and "half" not in words
        ):
            return None
    elif (
        groups["number"].lower() == "one"
        and unit == "day"
        and not groups.get("upper")
        and not groups.get("tail")
        and "-" not in words
    ):
        return None  # "one day" is some day
    least_units = _amount(groups["number"])
    upper = groups.get("upper") or groups.get("upper2")
    most_units = number_of(upper) if upper else least_units
    if most_units < least_units:
        return None
    about = (groups.get("about") or "").lower()
    found_length = _length(least_units, most_units, unit)
    if re.match(r"more than|over|at least|just over", about):
        return Found(kind="duration", days_low=found_length.days_low, days_high=None)
    if re.match(r"less than|up to|just under|nearly|almost", about):
        return Found(
            kind="duration",
            days_low=None if about.startswith(("less", "up")) else int(0.8 * (found_length.days_low or 0)),
            days_high=found_length.days_high,
        )
    return found_length


def _length(low: float, high: float, unit: str, span: tuple[int, int] | None = None) -> Found:
    few, many = UNIT_DAYS[unit]
    return Found(kind="duration", days_low=int(low * few), days_high=int(-(-high * many // 1)), span=span)


@rule(
    "set",
    rf"(?<!\w)(?i:every|each)\s+(?:other\s+|single\s+|(?:{COUNT})\s+)?(?P<what>{WEEKDAY}|{UNIT}s?|morning|afternoon|evening|spring|summer|autumn|winter|fall|January|February|March|April|May|June|July|August|September|October|November|December)(?!\w)",
    trigger="every",
    rank=1,
)
@rule(
    "set",
    r"(?<!\w)(?:once|twice|(?:three|four|five|six|\d+)\s+times)\s+(?:a|an|per|each|every)\s+(?:hour|day|week|month|year)(?!\w)",
    trigger="unit",
    rank=1,
    flags=_I,
)
@rule(
    "set",
    r"(?<!\w)(?:annually|yearly|monthly|weekly|daily|hourly|nightly|fortnightly|biannually|quarterly)(?!\w)(?!\s+[a-z])",
    trigger="ly",
    rank=3,
)
@rule("set", r"(?<!\w)annually(?!\w)", trigger="ly", rank=3)
@rule(
    "set",
    r"(?<!\w)(?:year\s+after\s+year|day\s+after\s+day|week\s+after\s+week|month\s+after\s+month|day\s+and\s+night)(?!\w)",
    trigger="unit",
    rank=1,
)
def _set(found: re.Match[str], context: Context) -> Found | None:
    groups = found.groupdict()
    what = groups.get("what") or ""
    weekday = weekday_of(what) if re.fullmatch(WEEKDAY, what) else None
    if what.lower() in ("second", "minute") and not re.search(r"\d|two|three|five|ten", found[0]):
        return None
    return Found(kind="set", relative=" ".join(found[0].lower().split()), weekday=weekday)


@rule(
    "clock",
    rf"(?<![\w:.,$€£])(?i:at|by|around|about|from|until|after|before|since|between|till)\s+(?:about\s+|around\s+|exactly\s+|approximately\s+|roughly\s+|local\s+time\s+)?(?P<clock>{CLOCK}{ZONE}?)(?!\w)",
    trigger="clock",
    rank=6,
)
@rule("clock", r"(?<![\w:.,$€£])(?P<clock>[0-2]\d[0-5]\d\s+(?:UTC|GMT))(?!\w)", trigger="clock", rank=7)
@rule(
    "clock",
    rf"(?<![\w:.,$€£])(?P<clock>\d{{1,2}}(?:[:.]\d\d)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b|AM\b|PM\b){ZONE}?|\d\d:\d\d{ZONE})(?!\w)",
    trigger="clock",
    rank=7,
)
def _clock(found: re.Match[str], context: Context) -> Found | None:
    return Found(kind="clock", relative="time of day", span=found.span("clock"), anchorable=False)
