"""Dates in words, as precisely as they are known and no more."""

from __future__ import annotations

import calendar
from datetime import date

from chancery.terms import Dated, PartialDate

NOT_STATED = "date not stated"
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def date_label(value: PartialDate) -> str:
    """The date as a heading or table cell says it.

    >>> date_label(PartialDate.parse("2020-11"))
    'November 2020'
    >>> date_label(PartialDate.parse("2020-09~/2020-11"))
    'about September 2020 to November 2020'
    """
    day = _open_weekday(value)
    if not value.stated:
        return f"a {day}, {NOT_STATED}" if day else NOT_STATED
    if "/" not in value.edtf:
        label = _atom_label(value.edtf)
        return f"{label}, a {day}" if day else label
    left, right = value.edtf.split("/", 1)
    if left in ("", ".."):
        label = f"{_atom_label(right)} or earlier"
    elif right in ("", ".."):
        label = f"{_atom_label(left)} or later"
    else:
        label = _span_label(left, right)
    return f"{label}, a {day}" if day else label


def edge_labels(value: PartialDate) -> tuple[str, str]:
    """The first and the last date of an interval in words; both the same for a single date, "" never.

    >>> edge_labels(PartialDate.parse("2020-09~/2020-11"))
    ('about September 2020', 'November 2020')
    """
    atoms = [part for part in value.edtf.split("/") if part not in ("", "..")]
    labels = [_atom_label(atom) for atom in atoms] or [NOT_STATED]
    return labels[0], labels[-1]


def date_phrase(when: Dated, *, running: bool = False) -> str:
    """The date as a sentence takes it up after its verb; "" where it is not stated.

    `running` is true of something that was under way on the day named, so that it began on that day or before.

    >>> date_phrase(Dated(PartialDate.parse("2020-11-10"), "stated"))
    'on 10 November 2020'
    >>> date_phrase(Dated(PartialDate.parse("2024", weekday=2), "inferred"), running=True)
    '(2024, on or before a Wednesday)'
    """
    value = when.date
    day = _open_weekday(value)
    if not value.stated:
        return f"({'on or before' if running else 'on'} a {day})" if day else ""
    if day:
        whole = date_label(PartialDate(value.edtf, value.earliest, value.latest, value.approximate))
        return f"({whole}, on or before a {day})" if running else f"({whole}, on a {day})"
    if value.precision == "interval":
        return f"({date_label(value)})"
    label = date_label(value)
    if label.startswith("about "):
        return label
    return f"on {label}" if value.precision == "day" else f"in {label}"


def since_phrase(when: Dated) -> str:
    """ "since November 2020"; "" where not stated."""
    value = when.date
    if not value.stated:
        return ""
    if value.precision == "interval":
        return f"since some time in {date_label(value)}" if _closed(value) else f"since {date_label(value)}"
    return f"since {date_label(value)}"


def day_words(value: date) -> str:
    """A day in words: "10 November 2020"."""
    return f"{value.day} {calendar.month_name[value.month]} {value.year}"


def length_in_words(first: PartialDate, last: PartialDate) -> str:
    """How long something lasted at the least, in words; "" where that is not known or under a year.

    >>> length_in_words(PartialDate.parse("2020-11"), PartialDate.parse("2024"))
    'more than three years'
    """
    if first.latest is None or last.earliest is None:
        return ""
    years = last.earliest.year - first.latest.year
    if (last.earliest.month, last.earliest.day) < (first.latest.month, first.latest.day):
        years -= 1
    if years < 1:
        return ""
    words = ("", "a year", "two years", "three years", "four years", "five years", "six years", "seven years",
             "eight years", "nine years", "ten years")  # fmt: skip
    return f"more than {words[years]}" if years <= 10 else "more than a decade"


def sort_key(value: PartialDate) -> tuple[int, date, date]:
    """Order by first possible day; dates with only a last day go by it, unknown ones last."""
    first = value.earliest or value.latest
    if first is None:
        return (1, date.max, date.max)
    return (0, first, value.latest or date.max)


def _open_weekday(value: PartialDate) -> str:
    """The weekday that is known where the day itself is not; "" for none."""
    known = value.weekday is not None and value.precision != "day"
    return calendar.day_name[value.weekday] if known and value.weekday is not None else ""


def _closed(value: PartialDate) -> bool:
    return value.earliest is not None and value.latest is not None


def _atom_label(edtf: str) -> str:
    about = edtf[-1:] in "~?%"
    bare = edtf.rstrip("~?%")
    parts = bare.split("-")
    if "X" in bare:
        label = f"the {bare[:3]}0s"
    elif len(parts) == 1:
        label = parts[0]
    elif parts[1] in _SEASONS:
        label = f"{_SEASONS[parts[1]]} {parts[0]}"
    elif len(parts) == 2:
        label = f"{calendar.month_name[int(parts[1])]} {parts[0]}"
    else:
        label = f"{int(parts[2])} {calendar.month_name[int(parts[1])]} {parts[0]}"
    return f"about {label}" if about else label


def _span_label(left: str, right: str) -> str:
    first, last = _atom_label(left), _atom_label(right)
    if first == last:
        return first
    # "1 to 5 November 2020" instead of "1 November 2020 to 5 November 2020"; years likewise.
    a, b = first.split(), last.split()
    if not first.startswith("about") and len(a) == len(b):
        if len(a) == 3 and a[1:] == b[1:]:
            return f"{a[0]} to {last}"
        if len(a) > 1 and a[-1] == b[-1]:
            return f"{' '.join(a[:-1])} to {last}"
    return f"{first} to {last}"
