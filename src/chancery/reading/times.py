"""Expressions of time in a report, worked out to dates against the report's own date.

The rules are in `times_absolute` and `times_relative`; this module runs them, keeps the longest match where several
overlap, and widens dates to open intervals ("since 2014" is "2014/..").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

# The two rule modules fill RULES when they are imported.
from chancery.reading import times_absolute as _absolute
from chancery.reading import times_relative as _relative
from chancery.reading.times_calendar import Anchor, opened
from chancery.reading.times_rules import RULES, Context, Found, Rule, remember
from chancery.reading.times_tense import looks_ahead
from chancery.reading.times_words import WEEKDAYS
from chancery.terms import PartialDate, Report, Sentence, TimeMention
from chancery.terms.months import MONTHS

VERSION = "times.v1"
assert _absolute
assert _relative

# Cheap tests on the sentence: a rule is tried only where one of the words that its trigger names occurs. Looking up
# each word of the sentence is ten times as fast as one pattern for each trigger.
_UNIT_WORDS = str.split("second minute hour day night week weekend fortnight month quarter year decade")
_SEASON_WORDS = ["spring", "summer", "autumn", "fall", "winter"]
_DAY_PARTS = ["morning", "afternoon", "evening", "lunchtime"]


def _trigger_words() -> dict[str, frozenset[str]]:
    """From a word, as it may be written, to the triggers that it sets off."""
    triggers: dict[str, set[str]] = {}

    def add(name: str, words: Iterable[str], *, lower: bool = True) -> None:
        for word in words:
            for form in {word, word.upper(), word.capitalize(), *([word.lower()] if lower else [])}:
                triggers.setdefault(form, set()).add(name)

    units = [*_UNIT_WORDS, *(word + "s" for word in _UNIT_WORDS), "century", "centuries"]
    add("month", (name.capitalize() for name in MONTHS), lower=False)
    add("monthyear", (name.capitalize() for name in MONTHS), lower=False)
    add("weekday", (name.capitalize() for name in WEEKDAYS), lower=False)
    add("weekday", (name.capitalize() + "s" for name in WEEKDAYS if len(name) > 5), lower=False)
    add("unit", [*units, *(word + "long" for word in _UNIT_WORDS)])
    add(
        "relative",
        [
            *units,
            *_DAY_PARTS,
            *_SEASON_WORDS,
            "today",
            "tonight",
            "tomorrow",
            "yesterday",
            "half",
            "third",
            "trimester",
        ],
    )
    add("ago", ["ago"])
    add("every", ["every", "each"])
    add(
        "ly",
        [
            "annually",
            "yearly",
            "monthly",
            "weekly",
            "daily",
            "hourly",
            "nightly",
            "fortnightly",
            "biannually",
            "quarterly",
        ],
    )
    add("season", _SEASON_WORDS)
    add("ties", ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"])
    add("cap", ["Christmas", "New", "Boxing"], lower=False)
    add("clock", ["noon", "midnight", "midday", "dawn", "dusk", "daybreak", "nightfall"])
    return {word: frozenset(names) for word, names in triggers.items()}


_TRIGGERS = _trigger_words()
_WORD = re.compile(r"[A-Za-z]{3,}")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d")
_CLOCK = re.compile(r"\d\s?(?:[ap]\.?m\b|o['’]clock)|\d:\d\d|\d{4}\s+(?:gmt|utc|local|hours)", re.IGNORECASE)
_LEAD = re.compile(
    r"\b(in|on|since|until|till|by|before|after|during|from|through|throughout|between|as\s+of|prior\s+to|ahead\s+of|up\s+to|up\s+until|no\s+later\s+than"
    r"|starting(?:\s+(?:in|on|from))?|beginning(?:\s+(?:in|on|from))?|ever\s+since|at|of|for|to|within|over)\s+$",
    re.IGNORECASE,
)
_CANONICAL = {
    "till": "until",
    "through": "until",
    "up to": "until",
    "up until": "until",
    "ever since": "since",
    "prior to": "before",
    "ahead of": "before",
    "no later than": "by",
    "throughout": "during",
}
_OPEN_ENDS = {"since": True, "after": True, "until": False, "by": False, "before": False}
_ONWARDS = re.compile(r"\s+(?:onwards?|on\b(?!\s+[A-Za-z]*day|\s+the)|and\s+(?:beyond|after))")
_END_OF = re.compile(r"(?:the\s+)?end\s+of", re.IGNORECASE)
# A date before a noun only says which one: "after the 2020 war" does not open an interval at 2020.
_POSSESSIVE = re.compile(r"['’]s\b")


def find_times(report: Report, sentences: Sequence[Sentence]) -> list[TimeMention]:
    """The expressions of time in the sentences, in text order, none overlapping another.

    Shapes:  see TimeMention; beside date, duration and set, kind "clock" is a time of day alone ("at 6am"; its date is
             unknown). `date` hangs on `report.published` where `relative` is not "": on its day where that is known;
             where only its year or month is, it is the stretch that the expression can mean; where nothing is,
             unknown. A day of the week against a report of which only the year is known is that year, with the
             weekday kept. The span holds the expression without its preposition.
    Units:   offsets are characters of the report's text; lengths in days.
    Source:  ours. "Since", "after" open an interval at the date, "until", "by", "before" close one at it, the date
             itself included: the record must not shut out a day that the words may mean.
    """
    anchor = Anchor(report.published)
    mentions: list[TimeMention] = []
    context = Context("", anchor)
    for number, sentence in enumerate(sentences):
        text = report.text[sentence.start : sentence.end].replace("\n", " ").replace("\u00a0", " ")
        candidates = _candidates(text)
        if not candidates:
            continue
        context = replace(context, sentence=text, here=number, ahead=_tense(text))
        for found, rule in _resolved(candidates, context):
            mention = _mention(found, rule, context, sentence)
            if not _is_verb(sentence, mention, text):
                mentions.append(mention)
    return mentions


def _is_verb(sentence: Sentence, mention: TimeMention, text: str) -> bool:
    """Whether what looks like a month is tagged as a verb ("May", "March"); never where tokens are not tagged."""
    if not text.startswith(("May", "March"), mention.start - sentence.start):
        return False
    return any(token.start == mention.start and token.upos in ("AUX", "VERB") for token in sentence.tokens)


def _candidates(text: str) -> list[tuple[int, int, Rule, re.Match[str]]]:
    """All matches of all rules that may apply."""
    held = _held(text)
    if not held:
        return []
    return [
        (found.start(), found.end(), rule, found)
        for rule in RULES
        if rule.trigger in held
        for found in rule.pattern.finditer(text)
        if found.end() > found.start()
    ]


def _held(text: str) -> set[str]:
    """The triggers that hold for a sentence."""
    held: set[str] = set()
    for word in _WORD.findall(text):
        if word in _TRIGGERS:
            held |= _TRIGGERS[word]
    if _DIGIT.search(text):
        held.add("digit")
        if _YEAR.search(text):
            held |= {"year", "monthyear"}
        if _CLOCK.search(text):
            held.add("clock")
    return held


def _resolved(candidates: list[tuple[int, int, Rule, re.Match[str]]], context: Context) -> list[tuple[Found, Rule]]:
    """The longest matches that do not overlap, in text order, each built after all before it."""
    # Whether a match stands may hang on its builder alone, so the choice is made among those that can be built.
    built: list[tuple[int, int, int, Rule, re.Match[str], Found]] = []
    for start, end, rule, found in candidates:
        made = rule.build(found, context)
        if made is not None:
            first, last = made.span or (start, end)
            built.append((first, last, rule.rank, rule, found, made))
    built.sort(key=lambda item: (item[0] - item[1], item[2], item[0]))
    chosen: list[tuple[int, int, Rule, re.Match[str], Found]] = []
    for first, last, _, rule, found, made in built:
        if all(last <= start or first >= end for start, end, *_ in chosen):
            chosen.append((first, last, rule, found, made))
    chosen.sort(key=lambda item: item[0])
    results: list[tuple[Found, Rule]] = []
    before = context.previous
    for first, last, rule, found, made in chosen:
        # A date earlier in this sentence may be what a later one hangs on: that one is built again.
        final = made if context.previous is before else rule.build(found, context)
        if final is None:
            continue
        final = replace(final, span=_trimmed(context.sentence, first, last))
        results.append((final, rule))
        remember(context, final)
    return results


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,(\t":
        start += 1
    while end > start and text[end - 1] in " ,;\t":
        end -= 1
    return start, end


def _mention(found: Found, rule: Rule, context: Context, sentence: Sentence) -> TimeMention:
    assert found.span
    start, end = found.span
    text = context.sentence
    preposition, date = _opened(found, text, start, end)
    return TimeMention(
        start=sentence.start + start,
        end=sentence.start + end,
        sentence=sentence.index,
        date=date,
        kind=found.kind,
        relative=found.relative,
        weekday=found.weekday,
        offset_years=found.offset_years,
        days_low=found.days_low,
        days_high=found.days_high,
        preposition=preposition,
        rule=rule.name,
    )


def _opened(found: Found, text: str, start: int, end: int) -> tuple[str, PartialDate]:
    """The preposition before the expression, and its date opened or closed as the preposition says."""
    if found.preposition:
        return found.preposition, found.date
    lead = _LEAD.search(text, max(0, start - 24), start)
    words = " ".join(lead[1].lower().split()) if lead else ""
    if words.startswith(("starting", "beginning")):
        words = "from"
        return words, opened(found.date, after=True) if found.kind == "date" else found.date
    words = _CANONICAL.get(words, words)
    after = text[end:]
    if found.kind != "date" or not found.date.stated or _POSSESSIVE.match(after):
        return words, found.date
    if words in _OPEN_ENDS:
        value = opened(found.date, after=_OPEN_ENDS[words])
        if not _OPEN_ENDS[words] and _END_OF.match(text, start) and value.approximate:
            value = PartialDate.parse(value.edtf.rstrip("~"))  # "by the end of April" is by the 30th, not about it
        return words, value
    if words == "from" and _ONWARDS.match(after):
        return words, opened(found.date, after=True)
    return words, found.date


def _tense(text: str) -> Callable[[int, int], bool | None]:
    def ahead(start: int, end: int) -> bool | None:
        return looks_ahead(text, start, end)

    return ahead
