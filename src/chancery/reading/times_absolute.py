"""Rules for dates that stand on their own, and for days and months whose year the report's date must give."""

# ruff: noqa: E501 -- a pattern broken in the middle of an alternative reads worse than a long line

from __future__ import annotations

import re
from datetime import date

from chancery.reading import times_calendar as cal
from chancery.reading.times_rules import Context, Found, rule
from chancery.reading.times_words import (
    DASH,
    DAY,
    MONTH,
    ORDINALS,
    PART,
    SEASON,
    SEASONS,
    TO,
    WEEKDAY,
    WEEKDAY_SHORT,
    YEAR,
    month_of,
    weekday_of,
)
from chancery.terms import UNKNOWN_DATE, PartialDate

_ABOUT = (
    r"(?i:(?P<about>around|about|approximately|roughly|circa|c\.|ca\.|some\s+time\s+in|sometime\s+(?:in|around))\s+)?"
)
_PART = rf"(?i:(?:the\s+)?(?P<part>{PART}|beginning\s+of|start\s+of|middle\s+of|end\s+of)\s*)?"
_WEEKDAY_LEAD = rf"(?:(?P<weekday>{WEEKDAY}|{WEEKDAY_SHORT}),?\s+(?:the\s+)?)?"
_YEAR_END = r"(?![\d,]\d|\d|\s?%|\s?(?:GMT|UTC|hrs|hours|local\s+time)\b)"
# Nouns that are counted: "2020 troops" is a number, "2020 elections" is not.
_COUNTED = (
    r"people|persons|men|women|children|troops|soldiers|peacekeepers|fighters|civilians|refugees|prisoners|detainees|victims"
    r"|deaths|casualties|injuries|cases|votes|seats|members|employees|workers|students|residents|families|houses|homes|households"
    r"|delegates|officers|policemen|vehicles|tanks|rockets|missiles|shells|drones|aircraft|planes|ships|dollars|euros|rubles|roubles"
    r"|pounds|tonnes|tons|kilometers|kilometres|km|miles|metres|meters|feet|acres|hectares|barrels|jobs|schools|villages|others"
    r"|migrants|passengers|protesters|demonstrators|activists|militants|rebels|supporters|participants|signatures|copies|units"
)
_ON = r"(?P<year_words>last|this|next|that)\s+year"


def _part_word(words: str) -> str:
    low = words.lower()
    if low.startswith(("early", "beginning", "start", "very early")):
        return "early"
    return "mid" if low.startswith("mid") else "late"


def _refined(value: PartialDate, found: re.Match[str]) -> PartialDate:
    """The date, made a part of itself or approximate as the words before it say."""
    groups = found.groupdict()
    part = groups.get("part")
    if part and value.precision in ("year", "month", "decade"):
        value = cal.part_of(value, _part_word(part))
    if groups.get("about"):
        value = cal.approximately(value)
    return value


def _day_number(words: str) -> int:
    return int(re.match(r"\d+", words)[0])  # type: ignore[index]


def _exact(year: str, month: str | int, day: str) -> PartialDate:
    number = month if isinstance(month, int) else month_of(month)
    return cal.parsed(f"{int(year):04d}-{number:02d}-{_day_number(day):02d}")


def _fixed(value: PartialDate, found: re.Match[str]) -> Found | None:
    value = _refined(value, found)
    return Found(value, fixed=True) if value.stated else None


@rule("iso-date", r"(?<![\d/-])(?P<date>\d{4}-\d\d-\d\d)(?![\d-])", trigger="digit", rank=1)
def _iso(found: re.Match[str], context: Context) -> Found | None:
    return _fixed(cal.parsed(found["date"]), found)


@rule(
    "month-day-year",
    rf"(?<!\w){_ABOUT}{_WEEKDAY_LEAD}(?P<month>{MONTH})\s+(?P<day>{DAY})(?:\s*,\s*|\s+)(?:of\s+)?(?P<year>{YEAR})(?!\d)",
    trigger="month",
    rank=1,
)
@rule(
    "day-month-year",
    rf"(?<![\w.,:/-]){_ABOUT}{_WEEKDAY_LEAD}(?:the\s+)?(?P<day>{DAY})\s+(?:of\s+)?(?P<month>{MONTH}),?\s+(?P<year>{YEAR})(?!\d)",
    trigger="month",
    rank=1,
)
def _month_day_year(found: re.Match[str], context: Context) -> Found | None:
    return _fixed(_exact(found["year"], found["month"], found["day"]), found)


@rule(
    "numeric-date",
    rf"(?<![\w./-])(?P<one>\d{{1,2}})(?P<mark>[./])(?P<two>\d{{1,2}})(?P=mark)(?P<year>{YEAR})(?![\d/])",
    trigger="digit",
    rank=1,
)
def _numeric(found: re.Match[str], context: Context) -> Found | None:
    one, two = int(found["one"]), int(found["two"])
    if found["mark"] == "." or one > 12:  # dotted dates are day first wherever they are used
        day_number, month_number = one, two
    elif two > 12:
        day_number, month_number = two, one
    elif one == two:
        day_number = month_number = one
    else:
        return None
    if not 1 <= month_number <= 12:
        return None
    return _fixed(cal.parsed(f"{found['year']}-{month_number:02d}-{day_number:02d}"), found)


@rule(
    "day-range",
    rf"(?<!\w)(?:(?P<month>{MONTH})\s+(?P<day>{DAY})(?:{TO}|\s+and\s+)(?P<last>{DAY})(?!\d|[.,]\d|\s*(?:percent|per\s+cent|%|people))"
    rf"(?:,?\s+(?P<year>{YEAR})(?!\d))?)",
    trigger="month",
    rank=1,
)
@rule(
    "day-range",
    rf"(?<![\w.,:/-])(?:the\s+)?(?P<day>{DAY})(?:{TO}|\s+and\s+)(?:the\s+)?(?P<last>{DAY})\s+(?:of\s+)?(?P<month>{MONTH})(?:,?\s+(?P<year>{YEAR})(?!\d))?",
    trigger="month",
    rank=1,
)
def _day_range(found: re.Match[str], context: Context) -> Found | None:
    first, last = _day_number(found["day"]), _day_number(found["last"])
    month_number = month_of(found["month"])
    if first >= last:
        return None
    if found["year"]:
        return _fixed(
            cal.interval(
                _exact(found["year"], month_number, str(first)), _exact(found["year"], month_number, str(last))
            ),
            found,
        )
    year, how = _year_for(context, found, month_number, first)
    if year is None:
        return Found(relative=how)
    return Found(
        cal.interval(_exact(str(year), month_number, str(first)), _exact(str(year), month_number, str(last))),
        relative=how,
    )


_ONE_DATE = (
    rf"(?:(?:{WEEKDAY},?\s+)?(?P<{{0}}month>{MONTH})(?:\s+(?P<{{0}}day>{DAY})(?!\d))?(?:,?\s+(?P<{{0}}year>{YEAR})(?!\d))?"
    rf"|(?P<{{0}}day2>{DAY})\s+(?P<{{0}}month2>{MONTH})(?:,?\s+(?P<{{0}}year2>{YEAR})(?!\d))?|(?P<{{0}}year3>{YEAR})(?!\d))"
)


def _side(found: re.Match[str], side: str) -> tuple[str, str, str]:
    groups = found.groupdict()
    return (
        groups[side + "year"] or groups[side + "year2"] or groups[side + "year3"] or "",
        groups[side + "month"] or groups[side + "month2"] or "",
        groups[side + "day"] or groups[side + "day2"] or "",
    )


def _of_parts(year: str, month: str, day: str) -> PartialDate:
    if not month:
        return cal.parsed(year)
    return _exact(year, month, day) if day else cal.month(int(year), month_of(month))


@rule(
    "range",
    rf"(?<![\w$€£-])(?P<lead>(?i:from|between)\s+)?(?i:(?:early|mid|late)[- ])?{_ONE_DATE.format('a_')}(?:{TO}|\s+and\s+)(?:(?:early|mid|late)[- ])?{_ONE_DATE.format('b_')}{_YEAR_END}",
    trigger="monthyear",
    rank=2,
)
def _range(found: re.Match[str], context: Context) -> Found | None:
    """From one date to another; a year or month that one side leaves out is the other's."""
    a_year, a_month, a_day = _side(found, "a_")
    b_year, b_month, b_day = _side(found, "b_")
    lead = (found["lead"] or "").strip().lower()
    middle = found.string[found.end("a_year3") if found["a_year3"] else found.start() : found.end()]
    joined_by_and = re.search(r"\sand\s", middle) is not None and not re.search(rf"{TO}", middle)
    if joined_by_and and lead != "between":
        return None  # "in 2019 and 2020", "April 5 and May 10, 2021": two dates, the first of which borrows (below)
    start = found.start() + len(found["lead"] or "")
    if not (a_month or b_month):
        if not a_year or not b_year or int(b_year) < int(a_year):
            return None
        if not lead and int(b_year) - int(a_year) > 200:
            return None
        return Found(
            cal.interval(cal.parsed(a_year), cal.parsed(b_year)),
            fixed=True,
            span=(start, found.end()),
            preposition=lead,
        )
    if a_month and not b_month and b_year and not a_year:
        return None  # "May to 2020": nothing that news says
    how = ""
    if not b_year and not a_year:
        year, how = _year_for(context, found, month_of(b_month or a_month), _day_number(b_day) if b_day else None)
        if year is None:
            return Found(relative=how, span=(start, found.end()), preposition=lead)
        b_year = str(year)
    if not b_year:
        wraps = bool(b_month and a_month and month_of(b_month) < month_of(a_month))
        b_year = str(int(a_year) + wraps)
    if not a_year:
        wraps = bool(b_month and a_month and month_of(b_month) < month_of(a_month))
        a_year = str(int(b_year) - wraps)
    value = cal.interval(_of_parts(a_year, a_month or b_month, a_day), _of_parts(b_year, b_month, b_day))
    if not value.stated:
        return None
    return Found(value, fixed=not how, relative=how, span=(start, found.end()), preposition=lead)


@rule(
    "short-range",
    r"(?<![\w.,:/$€£-])(?P<first>(?:19|20)\d\d)[-–/](?P<last>\d\d)(?![\w-]|[.,:/]\d)",
    trigger="year",
    rank=2,
)
def _short_range(found: re.Match[str], context: Context) -> Found | None:
    """ "2024-25": a season or financial year."""
    first = int(found["first"])
    if (first + 1) % 100 != int(found["last"]):
        return None
    return Found(cal.interval(cal.year(first), cal.year(first + 1)), fixed=True)


@rule(
    "borrowed-year",
    rf"(?<!\w)(?:(?P<month>{MONTH})(?:\s+(?P<day>{DAY})(?!\d))?|(?P<day2>{DAY})\s+(?P<month2>{MONTH}))"
    rf"(?=(?:,\s+{MONTH}(?:\s+{DAY})?)*,?\s+(?:and|or)\s+(?:(?:on|in|early|mid|late)[- ]+)?(?:{MONTH}(?:\s+{DAY})?|{DAY}\s+{MONTH}),?\s+(?P<year>{YEAR})(?!\d))",
    trigger="month",
    rank=2,
)
def _borrowed(found: re.Match[str], context: Context) -> Found | None:
    return _fixed(
        _of_parts(found["year"], found["month"] or found["month2"], found["day"] or found["day2"] or ""), found
    )


@rule(
    "month-year",
    rf"(?<!\w){_ABOUT}{_PART}(?P<month>{MONTH}),?\s+(?:of\s+)?(?P<year>{YEAR})(?!\d)",
    trigger="month",
    rank=2,
)
def _month_year(found: re.Match[str], context: Context) -> Found | None:
    return _fixed(cal.month(int(found["year"]), month_of(found["month"])), found)


@rule(
    "month-relative-year",
    rf"(?<!\w){_PART}(?:(?P<month>{MONTH})(?:\s+(?P<day>{DAY})(?!\d))?|(?P<day2>{DAY})\s+(?P<month2>{MONTH}))(?:\s*,)?\s+(?:of\s+)?{_ON}\b",
    trigger="month",
    rank=1,
)
def _month_last_year(found: re.Match[str], context: Context) -> Found | None:
    words = found["year_words"].lower()
    if words == "that":
        year = context.previous.earliest.year if context.previous.earliest else None
        offset = None
    else:
        offset = {"last": -1, "this": 0, "next": 1}[words]
        year = None
    number = month_of(found["month"] or found["month2"])
    day_words = found["day"] or found["day2"] or ""

    def on(base: int) -> PartialDate:
        value = _exact(str(base), number, day_words) if day_words else cal.month(base, number)
        return _refined(value, found)

    if words == "that":
        return Found(
            on(year) if year else UNKNOWN_DATE, relative="that year", fixed=bool(year and context.previous_fixed)
        )
    assert offset is not None
    step = offset
    return Found(
        context.anchor.resolve(lambda today: on(today.year + step)), relative=f"{words} year", offset_years=offset
    )


@rule(
    "month-day",
    rf"(?<!\w){_ABOUT}(?:(?P<which>(?i:last|this|next|this\s+past|this\s+coming))\s+)?{_WEEKDAY_LEAD}(?P<month>{MONTH})\s+(?P<day>{DAY})(?![\d:%]|,\d{{3}}|\.\d|[- ](?:{_COUNTED})\b)",
    trigger="month",
    rank=3,
)
@rule(
    "day-month",
    rf"(?<![\w.,:/$€£-]){_ABOUT}{_WEEKDAY_LEAD}(?:the\s+)?(?P<day>{DAY})\s+(?:of\s+)?(?P<month>{MONTH})(?!\w)",
    trigger="month",
    rank=3,
)
def _month_day(found: re.Match[str], context: Context) -> Found | None:
    month_number, day_number = month_of(found["month"]), _day_number(found["day"])
    weekday = weekday_of(found["weekday"]) if found["weekday"] else None
    which = " ".join((found.groupdict().get("which") or "").lower().split())
    # "next Wednesday, July 31": the word belongs to the weekday, and the date names the same day.
    year, how = _year_for(
        context, found, month_number, day_number, weekday=weekday, which="" if weekday is not None else which
    )
    if year is None:
        return Found(relative=how, weekday=weekday)
    value = _exact(str(year), month_number, found["day"])
    if not value.stated:
        return None
    return Found(_refined(value, found), relative=how, weekday=weekday)


_MONTH_LEAD = r"(?<!\w)(?i:(?P<which>last|this|next|past|this\s+past|this\s+coming|coming)\s+|(?P<lead>in|since|until|till|by|before|after|during|from|through|throughout|between|of|for|and|to|or|as\s+of|ahead\s+of|around|about)\s+(?:the\s+month\s+of\s+)?)"


@rule(
    "month",
    rf"{_MONTH_LEAD}{_PART}(?P<month>{MONTH})(?![\w-]*\w['’]?\w|\s+\d)(?!['’]s\s+[A-Z])",
    trigger="month",
    rank=6,
)
@rule(
    "month",
    rf"(?<!\w)(?i:the\s+)?(?P<part>{PART}|(?i:beginning\s+of\s+|start\s+of\s+|middle\s+of\s+|end\s+of\s+))(?P<month>{MONTH})(?![\w-]*\w|\s+\d)",
    trigger="month",
    rank=6,
)
@rule(
    "month",
    r"(?<!\w)(?P<bare>January|February|September|October|November|December|July)\b(?!\s+\d)(?!\s+[A-Z])",
    trigger="month",
    rank=7,
)
def _month(found: re.Match[str], context: Context) -> Found | None:
    groups = found.groupdict()
    words = groups.get("month") or groups.get("bare") or ""
    lead = (groups.get("lead") or "").lower()
    first_after = found.string[found.end() :].lstrip()
    name_follows = first_after[:1].isupper() and re.match(r"\s", found.string[found.end() :] or "x") is not None
    doubtful = words.rstrip(".") in (
        "May",
        "March",
        "April",
        "June",
        "August",
        "Mar",
        "Jun",
        "Jan",
        "Dec",
        "Apr",
        "Aug",
    )
    if doubtful and name_follows and not groups.get("part"):
        # "of April Ryan", "in March Madness": a name goes on; a day's name or a sentence's first word does not.
        return None
    if (
        words == "May"
        and lead in ("of", "for", "and", "to", "or", "from", "by", "after", "before", "about")
        and not groups.get("part")
    ):
        other = (
            re.search(
                rf"{MONTH}[\s,]+(?:and|or|to|{DASH})?\s*$",
                found.string[: found.start("month")].rsplit(lead, 1)[0] + " ",
            )
            if lead in ("and", "or", "to")
            else None
        )
        if not other and lead not in ("from", "by", "after", "before"):
            return None
        if lead in ("by", "after", "before", "from") and re.match(
            r"\s+(?:said|told|has|had|was|is|will|also)\b|['’]s", found.string[found.end() :]
        ):
            return None
    month_number = month_of(words)
    which = (groups.get("which") or "").lower()
    at = (
        found.start("which")
        if groups.get("which")
        else (found.start("part") if groups.get("part") else found.start("month" if groups.get("month") else "bare"))
    )
    year, how = _year_for(context, found, month_number, None, which=which)
    span = (at, found.end())
    if year is None:
        return Found(relative=how, span=span)
    return Found(_refined(cal.month(year, month_number), found), relative=how, span=span)


@rule(
    "day-of-month",
    r"(?<!\w)(?i:on|since|until|till|by|before|after)\s+the\ (?P<day>(?:[12]?\d|3[01])(?:st|nd|rd|th))(?=\s*(?:[.,;)]|$|of\s+(?P<which>this|last|next)\s+month|at\b|when\b|and\b))",
    trigger="digit",
    rank=6,
)
def _day_of_month(found: re.Match[str], context: Context) -> Found | None:
    number = _day_number(found["day"])
    which = found["which"]

    def on(today: date) -> PartialDate:
        if which:
            shift = {"this": 0, "last": -1, "next": 1}[which]
        elif context.ahead(found.start(), found.end()):
            shift = 0 if today.day <= number else 1
        else:
            shift = 0 if number <= today.day else -1
        base = cal.month(today.year, today.month + shift)
        return cal.parsed(f"{base.edtf}-{number:02d}")

    if not context.anchor.known_day:
        return Found(relative="day of the month")
    return Found(
        context.anchor.resolve(on), relative="day of the month", span=(found.start("day") - 4, found.end("day"))
    )


@rule(
    "holiday",
    r"(?<!\w)(?P<name>Christmas\s+(?:Day|Eve)|Christmas|New\s+Year['’]s\s+(?:Day|Eve)|Boxing\s+Day)\b(?:,?\s+(?P<year>20\d\d|19\d\d))?",
    trigger="cap",
    rank=5,
)
def _holiday(found: re.Match[str], context: Context) -> Found | None:
    name = " ".join(found["name"].replace("’", "'").split())
    month_number, day_number = {
        "Christmas Day": (12, 25),
        "Christmas": (12, 25),
        "Christmas Eve": (12, 24),
        "New Year's Day": (1, 1),
        "New Year's Eve": (12, 31),
        "Boxing Day": (12, 26),
    }[name]
    if found["year"]:
        value = cal.parsed(f"{found['year']}-{month_number:02d}-{day_number:02d}")
        return Found(cal.approximately(value) if name == "Christmas" else value, fixed=True)
    if name == "Christmas" and not re.search(
        r"\b(?:on|at|by|before|after|since|until|this|last)\s+$", found.string[: found.start()]
    ):
        return None
    year, how = _year_for(context, found, month_number, day_number)
    if year is None:
        return Found(relative=how)
    value = cal.parsed(f"{year}-{month_number:02d}-{day_number:02d}")
    return Found(cal.approximately(value) if name == "Christmas" else value, relative=how)


@rule("nine-eleven", r"(?<![\w/.-])9/11(?![\w/])", trigger="digit", rank=1)
@rule(
    "nine-eleven",
    r"(?<!\w)Sept(?:ember|\.)?\s+11(?:th)?(?=\s+(?:terror(?:ist)?\s+)?attacks?\b)",
    trigger="month",
    rank=0,
)
def _nine_eleven(found: re.Match[str], context: Context) -> Found | None:
    return Found(cal.parsed("2001-09-11"), fixed=True)


# Last words of names of what is held anew each time: the year after them is when ("World Cup 2010").
_YEARLY = re.compile(
    r"\b(?:Awards|Championships?|Conference|Congress|Convention|Cup|Election|Elections|Expo|Fair|Festival|Forum|Games|Olympics"
    r"|Paralympics|Summit|Symposium)$"
)
_YEAR_LEAD = (
    r"(?i:in|since|until|till|by|before|after|during|from|through|throughout|between|of|to|and|or|for|as\s+of|around|about|circa|c\.|ca\.|early|mid|late"
    r"|the|a|an|its|their|his|her|this|that|year|approximately|roughly|through\s+to|back\s+in|prior\s+to|ahead\s+of|following)"
)


@rule(
    "year",
    rf"(?<![\w$€£#.,:/-])(?:(?P<lead>{_YEAR_LEAD})\s+(?:the\s+year\s+)?|(?P<bracket>\())?(?P<year>{YEAR})(?!\w|[.,:]\d|/\d\d\d|\s?%|-(?:year|day|man|strong|mile|foot|ton|metre|meter|km)|[–—-]\d|\s?(?:GMT|UTC|hrs|hours|local\s+time|percent|per\s+cent|million|billion|a\.m|p\.m)\b)",
    trigger="year",
    rank=8,
)
def _year(found: re.Match[str], context: Context) -> Found | None:
    number = int(found["year"])
    after = found.string[found.end() :]
    lead = (found["lead"] or "").lower()
    counted = re.match(
        rf"\s+(?:[a-z]+(?:ian|ish|ese|ic|al|ed|ing)\s+|[A-Z][a-z]+\s+|more\s+|new\s+|other\s+){{0,2}}(?:{_COUNTED})\b",
        after,
    )
    preposed = re.fullmatch(r"in|since|until|till|during|back\s+in|early|mid|late|year|prior\s+to|circa|c\.|ca\.", lead)
    if counted and not preposed:
        return None
    if number > 2100 or number < 1500:
        return None
    if not preposed and re.search(
        r"(?:No\.|number|Flight|Resolution|Highway|Route|Boeing|resolution|some|nearly|almost|than|least|exactly|over|only|total\s+of|up\s+to)\s+$",
        found.string[: found.start("year")],
    ):
        return None
    if not found["lead"] and not found["bracket"]:
        before = found.string[: found.start()].rstrip()
        # Alone between a name and no noun it is a part of that name ("Windows 2000", "Agenda 2063").
        if (
            before
            and before[-1].isalnum()
            and re.search(r"[A-Z][\w-]*$", before)
            and not _YEARLY.search(before)
            and not re.match(r"\s+[a-zA-Z]", after)
        ):
            return None
        if re.match(r"\s*(?:people|to\s+\d)", after):
            return None
    about = lead in ("around", "about", "circa", "c.", "ca.", "approximately", "roughly")
    if about and counted:
        return None
    value = cal.year(number)
    start = found.start("lead") if about else found.start("year")
    if about:
        value = cal.approximately(value)
    return Found(value, fixed=True, span=(start, found.end("year")))


@rule(
    "circa-year",
    r"(?<!\w)(?i:circa|c\.|ca\.)\s*(?P<year>[1-9]\d\d|1\d\d\d|20\d\d)(?![\w,]\d|\w)",
    trigger="digit",
    rank=3,
)
def _circa(found: re.Match[str], context: Context) -> Found | None:
    return Found(cal.approximately(cal.year(int(found["year"]))), fixed=True)


@rule(
    "part-of-year",
    rf"(?<!\w)(?i:the\s+)?(?P<part>{PART}|(?i:beginning\s+of\s+|start\s+of\s+|middle\s+of\s+|end\s+of\s+))(?P<year>{YEAR})(?!\w|-\d)",
    trigger="year",
    rank=4,
)
def _part_of_year(found: re.Match[str], context: Context) -> Found | None:
    return _fixed(cal.year(int(found["year"])), found)


@rule(
    "decade",
    rf"(?<!\w)(?i:the\s+)?(?P<part>{PART})?(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b",
    trigger="digit",
    rank=3,
)
@rule(
    "decade",
    rf"(?<!\w)(?i:the\s+)?(?P<part>{PART})?(?P<short>['’‘](?P<tens>[2-9])0s)\b",
    trigger="digit",
    rank=3,
)
@rule(
    "decade",
    rf"(?<!\w)the\s+(?P<part>{PART})?(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
    trigger="ties",
    rank=3,
)
def _decade(found: re.Match[str], context: Context) -> Found | None:
    groups = found.groupdict()
    if groups.get("decade"):
        edtf = groups["decade"][:3] + "X"
    elif groups.get("tens"):
        edtf = f"19{groups['tens']}X"
    else:
        words = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
        edtf = f"19{words.index(groups['word'].lower()) + 2}X"
    return _fixed(cal.parsed(edtf), found)


_CENTURIES = {
    word: number
    for number, word in enumerate(
        str.split(
            "fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth "
            "eighteenth nineteenth twentieth twenty-first"
        ),
        start=5,
    )
}


@rule(
    "century",
    r"(?<!\w)(?i:the\s+)?(?P<part>(?:early|mid|late)[-\s]+)?(?P<number>1\d|20|21|[5-9])(?:st|th)[-\s]centur(?:y|ies)\b",
    trigger="digit",
)
@rule(
    "century",
    rf"(?<!\w)(?:the\s+)?(?P<part>(?:early|mid|late)[-\s]+)?(?P<number>{'|'.join(_CENTURIES)})[-\s]centur(?:y|ies)\b",
    trigger="unit",
    flags=re.IGNORECASE,
)
def _century(found: re.Match[str], context: Context) -> Found | None:
    words = found["number"].lower()
    number = int(words) if words.isdigit() else _CENTURIES[words]
    first, last = (number - 1) * 100 + 1, number * 100
    if found["part"]:
        shift = {"early": (0, 33), "mid": (33, 66), "late": (66, 99)}[_part_word(found["part"])]
        return Found(cal.parsed(f"{first + shift[0]:04d}~/{first + shift[1]:04d}~"), fixed=True)
    return Found(cal.parsed(f"{first:04d}/{last:04d}"), fixed=True)


@rule(
    "season-year",
    rf"(?<!\w)(?:the\s+)?{_ABOUT}(?P<edge>(?:early|late|mid)[- ]+)?(?P<season>{SEASON})\s+(?:of\s+)?(?P<year>{YEAR})(?:[-–/](?:\d{{4}}|\d\d))?(?!\d)",
    trigger="season",
    rank=2,
)
def _season_year(found: re.Match[str], context: Context) -> Found | None:
    value = cal.parsed(f"{found['year']}-{SEASONS[found['season'].lower()]}")
    if found["edge"]:
        value = cal.approximately(value)
    return _fixed(value, found)


@rule(
    "season-relative",
    rf"(?<!\w)(?P<which>(?i:last|this|next|this\s+past|this\s+coming|the\s+previous))\s+(?P<season>{SEASON})\b",
    trigger="season",
    rank=3,
)
def _season(found: re.Match[str], context: Context) -> Found | None:
    which = " ".join(found["which"].lower().split())
    code = SEASONS[found["season"].lower()]
    if which == "the previous":
        return None

    def on(today: date) -> PartialDate:
        value = cal.parsed(f"{today.year:04d}-{code}")
        if which == "last" and value.latest and value.latest >= today:
            # "last summer", said in June: the one before; said in November: this year's.
            value = cal.parsed(f"{today.year - 1:04d}-{code}")
        elif which == "next" and value.earliest and value.earliest <= today:
            value = cal.parsed(f"{today.year + 1:04d}-{code}")
        elif (which == "this past" and value.earliest and value.earliest > today) or (
            which == "this" and code == 24 and today.month <= 2
        ):
            value = cal.parsed(f"{today.year - 1:04d}-{code}")
        return value

    if not context.anchor.known_day:
        return Found(relative=f"{which} {found['season'].lower()}")
    return Found(context.anchor.resolve(on), relative=f"{which} {found['season'].lower()}")


_HALF = (
    r"(?P<which>(?i:first|second|third|fourth|last|final|1st|2nd|3rd|4th))[-\s]+(?P<what>half|quarter|third|trimester)"
)


@rule("part-of-year", rf"(?<!\w)(?i:the\s+)?{_HALF}\s+(?:of\s+)?(?P<year>{YEAR})(?!\w)", trigger="year", rank=2)
@rule(
    "part-of-year",
    rf"(?<!\w)(?i:the\s+)?{_HALF}\s+of\s+(?P<relative>(?:last|this|next|the)\s+year)\b",
    trigger="relative",
    rank=2,
)
@rule(
    "part-of-year",
    rf"(?<!\w)(?P<short>[QH])(?P<number>[1-4])\s+(?:of\s+)?(?P<year>{YEAR})(?!\w)",
    trigger="year",
    rank=2,
)
def _half(found: re.Match[str], context: Context) -> Found | None:
    groups = found.groupdict()
    if groups.get("short"):
        months, number = (3 if groups["short"] == "Q" else 6), int(groups["number"])
    else:
        months = {"half": 6, "quarter": 3, "third": 4, "trimester": 3}[groups["what"].lower()]
        last = 12 // months
        number = last if groups["which"].lower() in ("last", "final") else ORDINALS[groups["which"].lower()]
    if number * months > 12:
        return None

    def of(base: int) -> PartialDate:
        return cal.interval(cal.month(base, (number - 1) * months + 1), cal.month(base, number * months))

    if groups.get("year"):
        return Found(of(int(groups["year"])), fixed=True)
    offset = {"last": -1, "this": 0, "the": 0, "next": 1}[groups["relative"].split()[0].lower()]
    return Found(
        context.anchor.resolve(lambda today: of(today.year + offset)),
        relative=groups["relative"].lower(),
        offset_years=offset,
    )


@rule(
    "month-span",
    rf"(?<!\w)(?:the\s+)?(?:night|morning|afternoon|evening|weekend|week|month)\s+of\s+(?P<month>{MONTH})\s+(?P<day>{DAY})(?:,?\s+(?P<year>{YEAR}))?(?!\d)",
    trigger="month",
    rank=1,
)
@rule(
    "month-span",
    rf"(?<!\w)(?:the\s+)?(?:night|morning|afternoon|evening|weekend|week|month)\s+of\s+(?P<day>{DAY})\s+(?P<month>{MONTH})(?:,?\s+(?P<year>{YEAR}))?(?!\d)",
    trigger="month",
    rank=1,
)
def _week_of(found: re.Match[str], context: Context) -> Found | None:
    number = month_of(found["month"])
    how = ""
    year: int | None = int(found["year"]) if found["year"] else None
    if year is None:
        year, how = _year_for(context, found, number, _day_number(found["day"]))
    if year is None:
        return Found(relative=how)
    value = _exact(str(year), number, found["day"])
    if value.earliest and "week of" in found[0].lower():
        value = PartialDate.between(value.earliest, cal.shifted(value.earliest, 6))
    return Found(value, relative=how, fixed=not how)


def _year_for(
    context: Context,
    found: re.Match[str],
    month_number: int,
    day_number: int | None,
    *,
    weekday: int | None = None,
    which: str = "",
) -> tuple[int | None, str]:
    """The year of a month or day that names none, and by what it was told; None where the report's date is not known.

    Shapes:  "last", "this", "next" decide; then a full date just before, when it lies in another year than the report's; then
             the nearest in the past, or in the future where the verb looks ahead; a weekday named with the day must fit.
    """
    how = f"{which} month".strip() if which else "nearest " + ("day" if day_number else "month")
    anchor = context.anchor.when
    first, last = anchor.earliest, anchor.latest
    earlier = context.previous
    if (
        not which
        and context.previous_fixed
        and context.here - context.previous_sentence <= 1
        and earlier.precision in ("day", "month")
        and earlier.earliest
        and (last is None or earlier.earliest.year < last.year)
    ):
        year = earlier.earliest.year + (month_number < earlier.earliest.month)
        if last is None or date(year, month_number, 1) <= last:
            return year, "the date before"
    if first is None or last is None:
        return None, how
    if first != last and (first.year != last.year or (last - first).days > 31):
        # Only the report's year is known: "this September" is in it, "in September" may lie in the year before.
        if which in ("this", "this past") or (
            which == "" and first.year == last.year and context.ahead(*found.span()) is None
        ):
            return (last.year, how) if first.year == last.year else (None, how)
        return None, how
    return _nearest(last, month_number, day_number, weekday, which, context.ahead(*found.span())), how


def _nearest(
    today: date, month_number: int, day_number: int | None, weekday: int | None, which: str, ahead: bool | None
) -> int:
    if which in ("next", "coming", "this coming"):
        return today.year + (month_number <= today.month if which == "next" else month_number < today.month)
    if which in ("last", "past"):
        return today.year - (month_number >= today.month)
    if which == "this":
        return today.year
    here = (month_number, day_number or 0)
    now = (today.month, today.day if day_number else 0)
    past, future = today.year - (here > now), today.year + (here < now)
    if weekday is not None and day_number:
        fitting = [
            year
            for year in (past, future, today.year - 1, today.year + 1)
            if (known := cal.parsed(f"{year:04d}-{month_number:02d}-{day_number:02d}")).earliest
            and known.earliest.weekday() == weekday
        ]
        if fitting:
            return future if ahead and future in fitting else fitting[0]
    if which == "this past":
        return past
    if past < 1:
        return future
    days_back = (today - date(past, month_number, min(day_number or 1, 28))).days
    if ahead is True:
        # A verb that looks ahead eleven months while the day was last week is a verb of something else.
        return past if days_back <= 95 else future
    # A day of eleven months ago without its year would be "last year's": it is the one that is about to come.
    if days_back > (300 if day_number else 333) and past != future:
        return future
    if ahead is None and past != future and month_number - today.month in (1, 2) and day_number:
        return future  # no verb tells: a day a few weeks off is more likely yet to come
    return past
