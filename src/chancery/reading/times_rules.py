"""The rules that find expressions of time: a pattern each, and what it makes of a match."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from chancery.reading.times_calendar import Anchor
from chancery.terms import UNKNOWN_DATE, PartialDate


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule made of a match.

    Shapes:  `span` are characters of the sentence, or None for the whole match; the other fields as in TimeMention.
             `fixed` is whether the date stands without the report's own date; `anchorable` whether later expressions
             ("the next day") may hang on it.
    """

    date: PartialDate = UNKNOWN_DATE
    kind: str = "date"
    relative: str = ""
    weekday: int | None = None
    offset_years: int | None = None
    days_low: int | None = None
    days_high: int | None = None
    span: tuple[int, int] | None = None
    fixed: bool = False
    anchorable: bool = True
    preposition: str = ""


@dataclass(slots=True)
class Context:
    """What a rule may look at beside its match.

    Shapes:  `sentence` is the sentence's text; `anchor` the report's own date; `previous` the last date mentioned
             before, with the number of its sentence and whether it was fixed; `here` the number of this sentence;
             `previous_day` the last date before that is one day, which "the next day" hangs on.
    """

    sentence: str
    anchor: Anchor
    here: int = 0
    previous: PartialDate = UNKNOWN_DATE
    previous_sentence: int = -10
    previous_fixed: bool = False
    previous_day: PartialDate = UNKNOWN_DATE
    previous_day_sentence: int = -10
    ahead: Callable[[int, int], bool | None] = field(default=lambda start, end: None)


Builder = Callable[["re.Match[str]", Context], Found | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with its builder. `trigger` names the cheap test that must hold before the pattern is tried."""

    name: str
    pattern: re.Pattern[str]
    build: Builder
    trigger: str
    rank: int


RULES: list[Rule] = []


def rule(name: str, pattern: str, *, trigger: str, rank: int = 5, flags: Any = 0) -> Callable[[Builder], Builder]:
    """Register the decorated builder under `name`; of matches of one length the lower `rank` wins."""

    def register(build: Builder) -> Builder:
        RULES.append(Rule(name, re.compile(pattern, flags), build, trigger, rank))
        return build

    return register


def remember(context: Context, found: Found) -> None:
    """Keep a date that was found as what later expressions of the report may hang on."""
    if found.kind != "date" or not found.anchorable or not found.date.stated:
        return
    context.previous, context.previous_sentence, context.previous_fixed = found.date, context.here, found.fixed
    if found.date.days == 1:
        context.previous_day, context.previous_day_sentence = found.date, context.here
