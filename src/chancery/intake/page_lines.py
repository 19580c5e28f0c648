"""What a page says of itself at its head: byline, dateline, dates of publication and update."""

# ruff: noqa: E501 -- a pattern broken in the middle of an alternative reads worse than a long line

from __future__ import annotations

import re
from dataclasses import dataclass

from chancery.intake.furniture import furniture_kind
from chancery.intake.stated_dates import find_stated, parse_stated
from chancery.terms import UNKNOWN_DATE, PartialDate

_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+"
_CLOCK = r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?"
_ZONE = r"\(?(?:[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|Z|[+-]\d\d:?\d\d|local\s+time)\)?"
_ROLE = (
    r"(?P<updated>(?:last\s+|date\s+)?(?:updated?|modified|edited|revised|changed))|"
    r"(?P<published>(?:first\s+|originally\s+|date\s+)?(?:published|posted|released|issued|created|filed)"
    r"|(?:publication|release|pub\.?|issue)\s*date|date(?:\s+published)?|published\s+date|dated)"
)
_BEFORE = re.compile(
    rf"^(?:(?:{_ROLE})\s*(?:on|at|:|-|–|—|\||\s)*)?\s*(?:(?:{_CLOCK})\s*(?:{_ZONE})?,?\s+(?:on\s+)?)?(?:{_WEEKDAY})?(?:on\s+)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"^(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?|[\s,|@·•–—-]*(?:at\s+|\s)?(?:{_CLOCK})?\s*(?:{_ZONE})?"
    r"(?:\s*[/|]\s*(?:\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*)?(?:[A-Z]{2,5})?)?)[\s,.|)\]]*$",
    re.IGNORECASE,
)
_PIECES = re.compile(
    r"\s*[|·•]\s*|\s+[–—]\s+|\s+-\s+|\s*/\s+|\n+|[,;]?\s+(?=(?:last\s+)?(?:updated|modified|edited)\b)"
    r"|(?<=[a-z])\s+(?=published\b)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:by|written\s+by|story\s+by|words\s+by|text\s+by|reported\s+by|report\s+by|from|authors?|reporters?|byline)\s*"
    r"(?P<colon>:)?\s+(?P<names>\S.{1,118})$",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"^(?:source|publisher|agency|outlet|publication)\s*:\s*(?P<name>\S.{0,79})$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|headline)\s*:\s*(?=\S)", re.IGNORECASE)
_NAME_WORD = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*|d['’][A-Z]\w+)"
_PARTICLE = r"(?:de|da|di|del|della|der|den|van|von|bin|bint|ibn|al|el|ter|ten|dos|la|le|du|y|e)"
_PERSON_SHAPE = rf"{_NAME_WORD}(?:\s+(?:{_NAME_WORD}|{_PARTICLE})){{1,4}}"
_PEOPLE = re.compile(
    rf"^{_PERSON_SHAPE}(?:(?:\s*,\s*|\s*&\s*|\s+and\s+|\s*,\s+and\s+){_PERSON_SHAPE}){{0,5}}"
    rf"(?:\s*,\s*(?:[A-Z][\w.&'’ -]{{1,50}}))?(?:\s+(?:in|for|at)\s+[A-Z][\w.,&'’ -]{{1,60}})?$"
)
_BY_NAMES = re.compile(
    rf"^(?:the\s+)?{_NAME_WORD}(?:[\s,/&|-]+(?:and|in|for|at|of|with|the|{_PARTICLE}|{_NAME_WORD}))*\.?$"
)
# Words of labels, headings and places that stand where a name may: no person is called so.
_NOT_PERSONS = frozenset(
    str.split(
        "news world politics political business opinion editorial analysis report reports reporter reporters update "
        "updates live sport sports culture society south north east west eastern western northern southern central "
        "middle asia europe africa america americas caucasus balkans pacific atlantic gulf united states kingdom "
        "nations republic union council ministry government department international national regional local global "
        "foreign affairs defense defence security economy economic market markets finance energy health science "
        "technology tech war conflict crisis peace talks deal the a an of to in on for with and or by from at key "
        "takeaways points read more about this that why what how when where who new latest top story stories "
        "breaking press release statement staff desk team agency agencies media center centre institute university "
        "service network times post journal tribune herald gazette guardian daily weekly today photo photos video "
        "image images file share follow us subscribe newsletter related background summary special exclusive "
        "interview feature features column letter letters january february march june july august september october "
        "november december monday tuesday wednesday thursday friday saturday sunday saudi arabia korea zealand bank "
        "street city human rights law court election elections president minister prime general parliament house "
        "correspondent correspondents editor editors writer contributor wire wires"
    )
)

_AGENCY = r"[A-Z][A-Za-z0-9&.'’ /-]{1,40}"
_MONTH_DAY = (
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Za-z]*\.?\s+"
    r"\d{1,2}(?:,?\s+\d{4})?|\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|"
    r"OCT|NOV|DEC)[A-Za-z]*\.?(?:,?\s+\d{4})?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_CAPS_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]{1,}(?:[ /-]+[A-ZÀ-Þ][A-ZÀ-Þ'’.-]*){0,4}"
_MIXED_PLACE = r"[A-ZÀ-Þ][\w'’.-]+(?:[ /-][A-ZÀ-Þ][\w'’.-]+){0,3}"
_DASH = r"(?:\s*(?:—|–|--|―)\s*|\s+-\s+|\s*-\s+)"
_DATELINES = (
    # STEPANAKERT, Azerbaijan, Nov 10 (Agency) - ...
    re.compile(
        rf"^(?P<line>{_CAPS_PLACE}(?:,\s+[A-Z][\w.'’ -]{{1,30}}?){{0,2}}?(?:[,.]\s+{_MONTH_DAY})?(?:\s*[(/]\s*{_AGENCY}\s*[)/])?){_DASH}(?=[\"“‘«'A-Z0-9À-Þ])"
    ),
    # Stepanakert, Nov 10 (Agency) - ... and MOSCOW, March 3. /TASS/. ...
    re.compile(
        rf"^(?P<line>(?:{_MIXED_PLACE}(?:,\s+[A-Z][\w.'’ -]{{1,30}}?)?(?:[,.]\s+{_MONTH_DAY})?[.,]?\s*)?[(/]\s*{_AGENCY}\s*[)/])(?:{_DASH}|[.,:]?\s+)(?=[\"“‘«'A-Z0-9À-Þ])"
    ),
    # Nov 10 (Agency) - ...
    re.compile(rf"^(?P<line>{_MONTH_DAY}\s*[(/]\s*{_AGENCY}\s*[)/]){_DASH}(?=[\"“‘«'A-Z0-9À-Þ])"),
    # YEREVAN, NOVEMBER 10, 2020, AGENCY. ...
    re.compile(
        rf"^(?P<line>{_CAPS_PLACE},\s+{_MONTH_DAY}(?:,\s+{_CAPS_PLACE})?)(?:\.|:|{_DASH})\s+(?=[\"“‘«'A-Z0-9À-Þ])"
    ),
)


@dataclass(frozen=True, slots=True)
class HeadLine:
    """What one line at the head of a page states. Fields that it does not state are empty."""

    published: PartialDate = UNKNOWN_DATE
    updated: PartialDate = UNKNOWN_DATE
    byline: str = ""
    source: str = ""
    labelled: bool = False


def head_line(line: str) -> HeadLine | None:
    """What `line` states of the report (its dates, its author, its publisher); None where it is no such line.

    Shapes:  every part of the line must be a date with or without a label, a byline with "By", or a label without value;
             one word more and it is none. A day without a year is not taken for a date.
    """
    if len(line) > 240:
        return None
    source = _SOURCE.match(line)
    if source:
        return HeadLine(source=source["name"].strip(), labelled=True)
    whole = _date_piece(line)
    if whole:
        return whole
    stated: list[HeadLine] = []
    for piece in (piece for piece in _PIECES.split(line) if piece.strip(" ,;|")):
        known = _date_piece(piece.strip(" ,;|"))
        by = byline_of(piece.strip(" ,;|"))
        if known:
            stated.append(known)
        elif by:
            stated.append(HeadLine(byline=by, labelled=True))
        elif not furniture_kind(piece.strip()):
            person = person_line(piece.strip(" ,;|"))
            if not person:
                return None
            stated.append(HeadLine(byline=person))
    if not any(part.published.stated or part.updated.stated or (part.byline and part.labelled) for part in stated):
        return None
    return HeadLine(
        published=next((part.published for part in stated if part.published.stated), UNKNOWN_DATE),
        updated=next((part.updated for part in stated if part.updated.stated), UNKNOWN_DATE),
        byline=next((part.byline for part in stated if part.byline), ""),
        labelled=any(part.labelled for part in stated),
    )


def byline_of(line: str) -> str:
    """The names in a line such as "By Jane Doe, Agency"; "" where it is no byline."""
    found = _BY.match(line)
    if not found or (line[:4].lower() == "from" and not found["colon"]):
        return ""
    names = found["names"].strip(" .,|")
    return names if _BY_NAMES.match(names) and len(names.split()) <= 16 else ""


def person_line(line: str) -> str:
    """The line where it is nothing but the name of one or a few persons; "" else."""
    if len(line) > 90 or not _PEOPLE.match(line):
        return ""
    words = re.findall(r"[\w'’.-]+", line)
    head = [word.lower().strip(".") for word in re.split(r",|\s(?:in|for|at)\s", line)[0].split()]
    if any(word in _NOT_PERSONS for word in head) or any(char.isdigit() for char in line):
        return ""
    if len(words) > 3 and all(word.isupper() for word in words):
        return ""
    return line


def titled_chars(line: str) -> int:
    """How many characters "Title:" takes at the head of the line; 0 where it does not stand there."""
    found = _TITLE.match(line)
    return found.end() if found else 0


def dateline_chars(words: str) -> tuple[str, int] | None:
    """The dateline at the head of a paragraph, and how many characters it takes with its dash; None where none is.

    >>> dateline_chars("STEPANAKERT, Nov 10 (Agency) - Fighting stopped.")
    ('STEPANAKERT, Nov 10 (Agency)', 31)
    """
    for shape in _DATELINES:
        found = shape.match(words[:200])
        if found and _is_dateline(found["line"]):
            return found["line"].strip(" .,:"), found.end()
    return None


def dateline_date(dateline: str) -> PartialDate:
    """The full date in a dateline; unknown where it gives no year."""
    known = parse_stated(dateline)
    return known if known.precision == "day" else UNKNOWN_DATE


def _is_dateline(line: str) -> bool:
    letters = [char for char in line if char.isalpha()]
    first = line.split()[0].strip(".,:")
    return len(letters) >= 3 and first.lower() not in {
        "update",
        "watch",
        "breaking",
        "exclusive",
        "live",
        "opinion",
        "analysis",
        "video",
        "note",
        "factbox",
        "i",
        "a",
    }


def _date_piece(piece: str) -> HeadLine | None:
    if len(piece) > 90:
        return None
    found = find_stated(piece)
    if not found:
        return None
    known, start, end = found
    before = _BEFORE.match(piece[:start])
    if not before or not _AFTER.match(piece[end:]):
        return None
    if before["updated"]:
        return HeadLine(updated=known, labelled=True)
    if not before["published"] and known.precision != "day":
        return None
    return HeadLine(published=known, labelled=bool(before["published"]))
