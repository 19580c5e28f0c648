"""Numbers with their hedges, their units and what they count."""

# ruff: noqa: E501 -- a pattern broken in the middle of an alternative reads worse than a long line

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from chancery.reading.times import find_times
from chancery.terms import Number, Report, Sentence, TimeMention

VERSION = "numbers.v1"

_WORDS = {
    word: value
    for value, word in enumerate(
        str.split(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        )
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "mln": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bln": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "k": 1e3,
    "dozen": 12.0,
    "score": 20.0,
}
_PLURALS = {
    "dozens": 24.0,
    "scores": 40.0,
    "hundreds": 200.0,
    "thousands": 2e3,
    "millions": 2e6,
    "billions": 2e9,
    "trillions": 2e12,
}
_FRACTIONS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_ONES = r"(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
_TENS_WORD = r"(?:" + "|".join(_TENS) + r")"
_CARDINAL = rf"(?:{_TENS_WORD}(?:[-\s]{_ONES})?|{_ONES})"
_SCALE_WORD = r"(?:hundred|thousand|million|billion|trillion|dozen|score|mln|bln)"
_SPELLED = rf"(?:(?:{_CARDINAL}|an?|half\s+an?|several|a\s+few|few|a\s+couple(?:\s+of)?)\s+(?:{_SCALE_WORD}\b(?:\s+(?:and\s+)?(?:{_CARDINAL}|{_SCALE_WORD})\b)*)|{_CARDINAL}\b(?:\s+and\s+a\s+half\s+{_SCALE_WORD}\b)?)"
_DIGITS_SCALED = rf"{_DIGITS}(?:\s?(?:hundred|thousand|million|billion|trillion|mln|bln|mn|bn|tn|dozen)\b|k\b)?"
_FRACTION = (
    r"(?:(?:(?:one|an?)[-\s](?:half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"|(?:two|three|four|five)[-\s](?:thirds|quarters|fourths|fifths|sixths|sevenths|eighths|ninths|tenths))"
    r"(?!-|\s+(?:of\s+)?\d{4}|\s+of\s+(?:July|May|June)\b|\s+(?:time|day|week|month|year|round|term|person|party|country|way)\b)|half(?=\s+(?:of|the|its|their|his|her)\b))"
)
_PLURAL = r"(?:(?:tens|hundreds|dozens|scores)\s+of\s+(?:thousands|millions|billions)|dozens|scores|hundreds|thousands|millions|billions|trillions)"
_VALUE = rf"(?:{_DIGITS_SCALED}|{_SPELLED})"
_CURRENCY_MARK = r"(?:US\s?\$|USD\s?|A\$|AU\$|C\$|CA\$|NZ\$|HK\$|EUR\s?|GBP\s?|RUB\s?|CHF\s?|[$€£¥₽₹₴₺₩₪])\s?"
_LEAST = r"(?:at\s+least|no\s+fewer\s+than|no\s+less\s+than|not\s+less\s+than|a\s+minimum\s+of|minimum)"
_MORE = r"(?:(?:well\s+|just\s+|slightly\s+|far\s+)?(?:more\s+than|over|above|upwards?\s+of|in\s+excess\s+of|exceeding|greater\s+than)|as\s+few\s+as)"
_MOST = (
    r"(?:up\s+to|as\s+many\s+as|as\s+much\s+as|at\s+most|no\s+more\s+than|not\s+more\s+than|a\s+maximum\s+of|maximum)"
)
_LESS = r"(?:(?:well\s+|just\s+|slightly\s+|far\s+)?(?:fewer\s+than|less\s+than|under|below))"
_ABOUT = r"(?:some|about|around|approximately|roughly|an\s+estimated|estimated|circa|close\s+to|nearly|almost|approaching|as\s+many\s+as\s+about|something\s+like|in\s+the\s+region\s+of|~)"
_EXACT = r"(?:exactly|a\s+total\s+of|precisely|altogether|in\s+total)"
_HEDGE = rf"(?P<hedge>(?:(?:{_LEAST}|{_MOST})\s+(?:{_ABOUT}\s+)?|{_MORE}\s+(?:an\s+estimated\s+)?|{_LESS}\s+|{_ABOUT}\s+|{_EXACT}\s+))"
_UNITS = (
    ("percent", r"percentage\s+points?|per\s?cent|percent|pct\b|%|pp\b"),
    ("USD", r"(?:US\s+|U\.S\.\s+|American\s+)?dollars?|USD|US\$|bucks"),
    ("EUR", r"euros?|EUR"),
    ("GBP", r"pounds?\s+sterling|GBP|British\s+pounds?"),
    ("pounds", r"pounds?(?!\s+of)"),  # of money or of weight: the word alone does not tell
    ("RUB", r"(?:Russian\s+)?r(?:o)?ubles?|RUB"),
    ("CNY", r"(?:Chinese\s+)?yuan|renminbi|CNY"),
    ("JPY", r"(?:Japanese\s+)?yen|JPY"),
    ("AMD", r"(?:Armenian\s+)?drams?|AMD"),
    ("AZN", r"(?:Azerbaijani\s+)?manats?|AZN"),
    ("UAH", r"hryvnias?|hryvnyas?|UAH"),
    ("TRY", r"(?:Turkish\s+)?liras?"),
    ("INR", r"(?:Indian\s+)?rupees?|INR"),
    ("CHF", r"Swiss\s+francs?|CHF"),
    ("ILS", r"shekels?"),
    ("PLN", r"zlot(?:y|ys|ies)"),
    ("GEL", r"laris?(?!\w)"),
    ("km2", r"(?:square|sq\.?)\s+(?:kilomet(?:re|er)s?|km)|km²|km2"),
    ("mi2", r"(?:square|sq\.?)\s+miles?"),
    ("m2", r"(?:square|sq\.?)\s+met(?:re|er)s?|m²|m2"),
    ("m3", r"cubic\s+met(?:re|er)s?"),
    ("km", r"kilomet(?:re|er)s?|km\b|kms\b"),
    ("mi", r"miles?\b"),
    ("m", r"met(?:re|er)s?\b"),
    ("ft", r"feet\b|foot\b|ft\b"),
    ("cm", r"centimet(?:re|er)s?|cm\b"),
    ("mm", r"millimet(?:re|er)s?|mm\b"),
    ("tonnes", r"(?:metric\s+)?tonnes?\b|(?:metric\s+)?tons?\b"),
    ("kg", r"kilogram(?:me)?s?|kilos?\b|kg\b"),
    ("g", r"grams?\b"),
    ("lb", r"pounds?\s+(?=of)|lbs?\b"),
    ("ha", r"hectares?|ha\b"),
    ("acres", r"acres?\b"),
    ("barrels", r"barrels?(?:\s+(?:of\s+oil\s+)?(?:per|a)\s+day)?"),
    ("litres", r"lit(?:re|er)s?"),
    ("gallons", r"gallons?"),
    ("MW", r"megawatts?|MW\b"),
    ("GW", r"gigawatts?|GW\b"),
    ("kt", r"kilotons?"),
    ("degrees", r"degrees?(?:\s+(?:Celsius|Fahrenheit))?|°[CF]?"),
    ("km/h", r"km/h|kph|kilomet(?:re|er)s?\s+(?:per|an)\s+hour"),
    ("mph", r"mph|miles\s+(?:per|an)\s+hour"),
)
_UNIT = re.compile(
    "|".join(f"(?P<u{number}>{shape})" for number, (_, shape) in reversed(list(enumerate(_UNITS)))), re.IGNORECASE
)
_MARKED_UNITS = (
    ("USD", ("US$", "US $", "USD", "$")),
    ("AUD", ("A$", "AU$")),
    ("CAD", ("C$", "CA$")),
    ("NZD", ("NZ$",)),
    ("HKD", ("HK$",)),
    ("EUR", ("EUR", "€")),
    ("GBP", ("GBP", "£")),
    ("RUB", ("RUB", "₽")),
    ("CHF", ("CHF",)),
    ("JPY", ("¥",)),
    ("INR", ("₹",)),
    ("UAH", ("₴",)),
    ("TRY", ("₺",)),
    ("KRW", ("₩",)),
    ("ILS", ("₪",)),
)
# "m" and "b" stand for million and billion only after a sign of money: "2.2m" alone is metres.
_SHORT_SCALE = r"(?:(?<=\d)(?(mark)[mb]\b|(?!)))?"
_NUMBER = re.compile(
    # Of the digits of other scripts no number is made: the texts read are English.
    rf"(?<![\w.,:/@#+]){_HEDGE}?"
    rf"(?:(?P<range>(?:between|from)\s+)?(?P<mark>{_CURRENCY_MARK})?"
    rf"(?:(?P<fraction>{_FRACTION})|(?P<plural>{_PLURAL})\b|(?P<value>{_VALUE}{_SHORT_SCALE})"
    rf"(?:(?P<to>\s*[-–—]\s*|\s+to\s+|\s+and\s+|\s+or\s+)(?:{_CURRENCY_MARK})?(?P<upper>{_VALUE}{_SHORT_SCALE}))?"
    rf"|(?P<vague>several|a\s+few|a\s+couple\s+of|a\s+handful\s+of)(?=\s+[a-z])))"
    r"(?P<plus>\+)?(?!(?!(?:km²?|kms|kg|m|cm|mm|ft|MW|GW|lbs?|mph|kph|ha)\b)\w|[:/]\d|\.\d|,\d{3})".replace(
        r"\d", "[0-9]"
    ),
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?P<tail>or\s+(?:more|so|fewer|less)|at\s+(?:least|most)|and\s+counting)\b", re.IGNORECASE)
_LETTER_BEFORE = re.compile(r"[A-Za-z]\w*[-–]$|[A-Za-z]$")
_CALLED = re.compile(r"(?P<name>\b[A-Z][A-Za-z.'’&-]*)\s$")
_ADDRESS = re.compile(
    r"(?:\s+[A-Z][\w.'’-]*){1,3}\s+(?:Street|St|Avenue|Ave|Road|Rd|Drive|Boulevard|Blvd|Lane|Square|Parade|Terrace)\b"
)
_PERSONS_AGE = re.compile(
    r"(?:\b(?:he|she|who|I)\s+(?:was|is|turned|became)|\b(?:age|ages)\s+of|\bturn(?:ed|s|ing))\s$", re.IGNORECASE
)
_IRREGULAR = frozenset(
    str.split(
        "people men women children police troops cattle sheep aircraft personnel feet others more dead percent points"
    )
)
_NAMED_BY = re.compile(
    r"(?:\b(?:Resolution|Article|Articles|Section|Sections|Chapter|Clause|Paragraph|No\.?|Nos\.?|Number|number|Flight|Route|Highway|Interstate|Group\s+of|Class|Type"
    r"|Boeing|Airbus|Level|Phase|Page|page|pages|pp?\.|Room|Gate|Apollo|Channel|Protocol|Directive|Order|Case|Title|Version|Windows|Unit|Area|Zone|District|Block"
    r"|Radio|TV|Formula|Pier|Line|Track|Rule|Part|Volume|Book|Season|Episode|Stage|Category|Grade|Tier|Platform|Terminal|Checkpoint|Battalion|Regiment"
    r"|Brigade|Avenue|Street|day|week|magnitude|Magnitude|magnitude\s+of|per|Amendment|Proposition|Measure|Bill|Law|Decree|Annex|Point|Vision|Agenda|Under|Top|Big|article|section|chapter|paragraph|resolution|category|level|phase"
    r"|grade|version|type|rule|aged?|Age)\s*|\b(?:G|F|T|S|B|U|K|M)-?)$"
)
_NOT_COUNTS_AFTER = re.compile(
    r"[-–\s]*(?:year|month|week|day|hour)s?[-–\s]*(?:old|olds)\b|(?:st|nd|rd|th)\b|\s*(?:a\.m|p\.m|am\b|pm\b|o['’]clock)|\s+years?\s+of\s+age\b|['’]s?\s*(?:clock)",
    re.IGNORECASE,
)
_TIME_UNIT_AFTER = re.compile(
    r"[-–\s]+(?:seconds?|minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies))\b",
    re.IGNORECASE,
)
_ONE_NOT_COUNTED = re.compile(
    r"\s+(?:another|day|time|thing|way|hand|side|point|reason|more\s+time)\b|['’]", re.IGNORECASE
)
_BEFORE_ONE = re.compile(
    r"\b(?:no|any|every|each|some|this|that|the|which|another|other|only|new|first|last|next|next)\s+$", re.IGNORECASE
)
_SKIPPED = frozenset(
    str.split("of the a an more other additional further new its their his her our these those own remaining")
)
_STOPS = frozenset(
    str.split(
        "in on at by from to with for and or but that which who whom was were is are has have had be been will "
        "would said says after before since until during against as if when while where than into over under near "
        "between among about not it he she they we i this also each per"
    )
)


_SENTENCE_STARTS = frozenset(
    str.split(
        "In On At By From To With For And Or But Of About Around Over Nearly Almost Some The A An All Another Only "
        "Just At Up More Less Between Killed Since Until After Before During Among Including Monday Tuesday "
        "Wednesday Thursday Friday Saturday Sunday"
    )
)


@dataclass(frozen=True, slots=True)
class _Bounds:
    low: float | None
    best: float | None
    high: float | None
    approximate: bool = False


def find_numbers(
    report: Report, sentences: Sequence[Sentence], times: Sequence[TimeMention] | None = None
) -> list[Number]:
    """The numbers of the sentences, in text order, none overlapping another.

    Shapes:  a span holds the hedge, the number and its unit ("some 120,000", "$3.5 billion", "5 percent"); `words` are its characters.
             `low`/`high` are stated bounds: "more than 100" from 101 up, "at least 12" from 12, "up to 30" to 30, "between 10 and 15" both;
             a bare number has low = best = high. `best` is the number named, or None for ranges and uncounted plurals ("dozens": low
             24). `unit` is "" for what is counted in pieces or heads, else "percent", a currency code, "km", "tonnes" ...
             `counted` is the head noun, by the parse where the number depends on it, else the next noun.
             Left out are numbers in dates, times and lengths of time, ages, ordinals, and numbers in names (Resolution 2231, F-16).
    Units:   as `unit` says ("pounds" alone may be money or weight); percent in hundredths of the whole, fractions as a share ("one-third": 0.333).
    """
    if times is None:
        times = find_times(report, sentences)
    by_sentence: dict[int, list[tuple[int, int]]] = {}
    for mention in times:
        by_sentence.setdefault(mention.sentence, []).append((mention.start, mention.end))
    numbers: list[Number] = []
    for sentence in sentences:
        text = report.text[sentence.start : sentence.end].replace("\n", " ").replace("\u00a0", " ")
        taken = [(start - sentence.start, end - sentence.start) for start, end in by_sentence.get(sentence.index, ())]
        at = 0
        while found := _NUMBER.search(text, at):
            number, upto = _number(text, found, taken, sentence, report)
            if number:
                numbers.append(number)
            # What follows a first number that stands alone ("20m and 5 km") is looked at again.
            at = max(upto, found.start() + 1)
    return numbers


def _number(
    text: str, found: re.Match[str], taken: Sequence[tuple[int, int]], sentence: Sentence, report: Report
) -> tuple[Number | None, int]:
    none: tuple[Number | None, int] = (None, found.end("value") if found["upper"] else found.end())
    core = next(name for name in ("fraction", "plural", "value", "vague") if found[name])
    start, end = found.start(), found.end()
    core_start = found.start("mark") if found["mark"] else found.start(core)
    upper = found["upper"]
    if any(first < end and core_start < last for first, last in taken):
        return none
    if _is_name(text, found, core, core_start) or _NOT_COUNTS_AFTER.match(text, end):
        return none
    if core == "value" and not found["mark"] and _TIME_UNIT_AFTER.match(text, end):
        return none
    unit, unit_end = _unit_after(text, found)
    counts = not unit
    bounds = _bounds(found, core, counts=counts)
    if bounds is None and upper:
        # "3-1", "two or one", "in 2 and 5 others": no range, so the first number alone.
        upper, end = None, found.end("value")
        unit, unit_end = _marked_unit(found["mark"] or ""), end
        bounds = _bounds(found, core, counts=counts, alone=True)
        if not found["mark"] and _TIME_UNIT_AFTER.match(text, end):
            return none
    if bounds is None:
        return none
    end = max(end, unit_end)
    bare_one = core == "value" and found["value"].lower() == "one" and not (unit or upper or found["hedge"])
    if bare_one and (
        _ONE_NOT_COUNTED.match(text, end) or _BEFORE_ONE.search(text[:core_start]) or _is_pronoun(sentence, core_start)
    ):
        return none
    tail = _TAIL.match(text, end)
    if tail:
        bounds = _tailed(bounds, tail["tail"].lower())
        end = tail.end()
    if core == "fraction" and not unit:
        unit = "share"
    if found["range"] and not upper:
        start = core_start
    counted, token = _counted(sentence, sentence.start + start, sentence.start + end, text, end, bool(unit), core)
    return (
        Number(
            start=sentence.start + start,
            end=sentence.start + end,
            sentence=sentence.index,
            low=bounds.low,
            best=bounds.best,
            high=bounds.high,
            words=report.text[sentence.start + start : sentence.start + end],
            approximate=bounds.approximate,
            unit=unit,
            counted=counted,
            counted_token=token,
        ),
        end,
    )


def _is_name(text: str, found: re.Match[str], core: str, core_start: int) -> bool:
    before, words = text[:core_start], found[core]
    if _LETTER_BEFORE.search(before[-2:]) and not found["mark"]:
        return True
    if found["mark"] or core != "value":
        return False
    if _NAMED_BY.search(before) and not (found["hedge"] and not before[: found.start()].strip()):
        return True
    if words[0].isalpha() and words[0].isupper() and before.strip() and before.rstrip()[-1] not in '.:!?"“”‘(–—':
        return True  # "the Big Three", "Twenty20": a number with a capital inside a sentence is part of a name
    after = text[found.end() :]
    if _ADDRESS.match(after) or _is_age(before, words, after):
        return True
    if not words.isdigit() or found["hedge"]:
        return False
    called = _CALLED.search(before)
    if not called or called["name"] in _SENTENCE_STARTS or called["name"].isdigit():
        return False
    following = re.match(r"\s+([a-z]+)", after)
    if following is None:
        # "Khordad 15", "HR 6819": a name before and no noun after, unless the sentence only begins with that word.
        return bool(before[: called.start()].strip()) or called["name"].isupper()
    # "the Falcon 9 rocket": more than one is counted in the plural.
    noun = following[1]
    plain = (
        noun in _IRREGULAR
        or noun in _STOPS
        or words == "1"
        or noun.endswith(("s", "ed", "ing", "ly", "al", "ic", "an", "ous", "ive"))
    )
    return not plain and bool(before[: called.start()].strip())


def _is_age(before: str, words: str, after: str) -> bool:
    """Whether a number tells how old somebody is: ", 49," after a name, "he was 95."."""
    if not words.isdigit() or not 1 <= int(words) <= 120:
        return False
    if re.search(r"[A-Z][\w.'’-]*,\s$", before) and re.match(r"\s*[,.;)]", after):
        return True
    return bool(_PERSONS_AGE.search(before)) and bool(re.match(r"\s*(?:[.,;)]|$|when\b|and\b|at\b)", after))


def _bounds(found: re.Match[str], core: str, *, counts: bool, alone: bool = False) -> _Bounds | None:
    hedge = " ".join((found["hedge"] or "").lower().split())
    about = bool(re.search(rf"\b{_ABOUT}$|^~", hedge)) and not re.match(_MOST, hedge)
    if core == "plural":
        return _Bounds(_plural(found["plural"]), None, None, True)
    if core == "vague":
        words = " ".join(found["vague"].lower().split())
        return (
            _Bounds(2.0, 2.0, None, True)
            if "couple" in words
            else _Bounds(3.0 if words == "several" else 2.0, None, None, True)
        )
    value = _fraction(found["fraction"]) if core == "fraction" else _value(found["value"])
    if value is None:
        return None
    loose = core == "value" and bool(re.match(r"(?:several|a\s+few|few|a\s+couple)", found["value"], re.IGNORECASE))
    if loose:
        return _Bounds(value, None, None, True)
    if found["upper"] and not alone:
        return _range(found, value, about)
    dozen = core == "value" and "dozen" in found["value"].lower()
    whole = value == int(value) and value < 1e6 and core == "value" and counts
    if found["plus"] or re.match(_LEAST, hedge):
        return _Bounds(value, value, None, about)
    if re.match(_MORE, hedge):
        low = value + 1 if whole and not dozen else value
        return _Bounds(low, low, None, hedge.startswith(("just", "slightly")))
    if re.match(_MOST, hedge):
        return _Bounds(None, value, value, about)
    if re.match(_LESS, hedge):
        high = value - 1 if whole and value > 1 else value
        return _Bounds(None, high, high, hedge.startswith(("just", "slightly")))
    if re.match(r"nearly|almost|approaching|close to", hedge):
        return _Bounds(None, value, value, True)
    if about or dozen:
        return _Bounds(None, value, None, True)
    return _Bounds(value, value, value)


def _range(found: re.Match[str], value: float, about: bool) -> _Bounds | None:
    high = _value(found["upper"])
    joint = found["to"].strip().lower()
    lead = (found["range"] or "").strip().lower()
    if high is None:
        return None
    if joint == "and" and lead != "between":
        return None
    scale = re.search(r"(?:hundred|thousand|million|billion|trillion|[mb]n)\b", found["upper"], re.IGNORECASE)
    if scale and not re.search(r"[a-z]", found["value"], re.IGNORECASE) and value < 1000:
        value *= _SCALES[scale[0].lower()]  # "2 to 3 million"
    if value >= high:
        return None
    return _Bounds(value, None, high, about)


def _tailed(bounds: _Bounds, tail: str) -> _Bounds:
    value = bounds.best
    if value is None:
        return bounds
    if tail.endswith(("more", "least", "counting")):
        return _Bounds(value, value, None, bounds.approximate)
    if tail.endswith("so"):
        return _Bounds(None, value, None, True)
    return _Bounds(None, value, value, bounds.approximate)


def _value(words: str) -> float | None:
    """The number that digits or words stand for; None where they stand for none."""
    low = words.lower().replace("-", " ").replace(",", "")
    digits = re.match(r"\d+(?:\.\d+)?", low)
    if digits:
        value = float(digits[0])
        scale = low[digits.end() :].strip()
        return value * _SCALES.get(scale, 1.0) if scale else value
    total, part = 0.0, 0.0
    tokens = low.split()
    number = 0
    while number < len(tokens):
        word = tokens[number]
        if tokens[number : number + 3] == ["and", "a", "half"]:
            part += 0.5
            number += 3
            continue
        if word == "half" and number + 1 < len(tokens):
            part = 0.5
        elif word in ("a", "an"):
            part = part or 1.0
        elif word in ("several", "few", "couple"):
            part = 2.0
        elif word in _WORDS:
            part += _WORDS[word]
        elif word in _TENS:
            part += _TENS[word]
        elif word in _SCALES:
            part = (part or 1.0) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, part = total + part, 0.0
        number += 1
    return total + part


def _fraction(words: str) -> float | None:
    low = words.lower().replace("-", " ").split()
    whole = 1.0 if low[0] in ("a", "an", "half") else float(_WORDS.get(low[0], 1))
    base = low[-1].rstrip("s") if low[-1] != "half" else "half"
    return round(whole / _FRACTIONS[base], 6) if base in _FRACTIONS else None


def _plural(words: str) -> float:
    low = words.lower().split()
    if len(low) == 3:
        many = {"tens": 20.0, "dozens": 24.0, "scores": 40.0, "hundreds": 200.0}[low[0]]
        return many * _SCALES[low[2].removesuffix("s")]
    return _PLURALS[low[0]]


def _unit_after(text: str, found: re.Match[str]) -> tuple[str, int]:
    """The unit of a match, by the mark before or the word after it, and where the word ends (the match's end without)."""
    marked = _marked_unit(found["mark"] or "")
    if marked:
        return marked, found.end()
    at = found.end() + (text[found.end() : found.end() + 1] in (" ", "-"))
    unit = _UNIT.match(text, at)
    if not unit or not _unit_ends_word(text, unit):
        return "", found.end()
    end = unit.end()
    while text[end - 1].isspace():
        end -= 1
    return _UNITS[int((unit.lastgroup or "u0")[1:])][0], end


def _marked_unit(mark: str) -> str:
    bare = mark.strip().upper()
    return next((unit for unit, marks in _MARKED_UNITS if bare in marks), "")


def _unit_ends_word(text: str, found: re.Match[str]) -> bool:
    end = found.end()
    return end >= len(text) or not text[end].isalnum() or not text[end - 1].isalnum()


def _is_pronoun(sentence: Sentence, at: int) -> bool:
    start = sentence.start + at
    token = next((token for token in sentence.tokens if token.start <= start < token.end), None)
    return token is not None and token.upos in ("PRON", "DET", "NOUN")


def _counted(
    sentence: Sentence, start: int, end: int, text: str, text_end: int, has_unit: bool, core: str
) -> tuple[str, int | None]:
    """What is counted: the noun that the number depends on, else the next noun; ("", None) where there is none."""
    tokens = sentence.tokens
    if not tokens:
        return "", None
    starts = [token.start for token in tokens]
    first = max(0, bisect_right(starts, start) - 1)
    if tokens[first].end <= start:
        first += 1
    last = bisect_right(starts, end - 1) - 1
    if last < first:
        return "", None
    if any(tokens[i].head >= 0 for i in range(len(tokens))):
        for i in range(last, first - 1, -1):
            head = tokens[i].head
            if (
                tokens[i].upos == "NUM"
                and 0 <= head < len(tokens)
                and not first <= head <= last
                and tokens[i].deprel.startswith("nummod")
            ):
                return tokens[head].text, head
        for i in range(first, last + 1):
            # "dozens of villagers", "5 percent of voters": what hangs on the number with "of".
            for child in sentence.children(i):
                if (
                    child > last
                    and tokens[child].deprel.startswith("nmod")
                    and any(tokens[part].lemma == "of" for part in sentence.children(child))
                ):
                    return tokens[child].text, child
    return _next_noun(sentence, last + 1, of_needed=has_unit)


def _next_noun(sentence: Sentence, at: int, *, of_needed: bool) -> tuple[str, int | None]:
    tokens = sentence.tokens
    if of_needed and (at >= len(tokens) or tokens[at].text.lower() not in ("of", "in")):
        return "", None
    tagged = any(token.upos for token in tokens)
    noun: int | None = None
    for i in range(at, min(at + 7, len(tokens))):
        token = tokens[i]
        low = token.text.lower()
        if i == at and of_needed:
            continue
        if tagged:
            if token.upos in ("NOUN", "PROPN"):
                noun = i
                continue
            if noun is not None or not (
                token.upos in ("ADJ", "DET", "NUM")
                or low in _SKIPPED
                or (token.upos == "VERB" and "VerbForm=Part" in token.feats)
            ):
                break
        else:
            if not any(char.isalpha() for char in low) or low in _STOPS:
                break
            if low not in _SKIPPED:
                noun = i
                if low.endswith("s") or i + 1 >= len(tokens) or not tokens[i + 1].text[0].isalpha():
                    break
    return (tokens[noun].text, noun) if noun is not None else ("", None)
