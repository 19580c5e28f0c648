"""When an event happened by its place in the story: the day that the news is of, and the day on which it was told."""

from __future__ import annotations

import calendar
import re

from chancery.coding.dating import owner_of, spoken
from chancery.coding.drafts import Draft
from chancery.coding.page import Page
from chancery.coding.statuses import VERBAL
from chancery.terms import Dated, PartialDate, Report, Step, TimeMention

_LEAD = frozenset({"title", "deck"})
#: Sentences of the body that open a story, and how far a day reaches further on. Source: the articles annotated to
#: learn from; within them the day given is right about twice as often as none, beyond them less often than none.
_OPENING, _REACH = 5, 2
#: Days before the report's own that still count as its news.
_RECENT_DAYS = 14


def date_by_story(page: Page, drafts: list[Draft]) -> None:
    """Give what a story tells in the plain past, and does not date, the day of the news around it.

    Shapes:  inferred, with the day it was taken from. The opening of a story is about the day that it gives; later on
             a day reaches two sentences. Where all that was given just before is a month, what comes next is only known
             to be no earlier.
    """
    days = _news_days(page)
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence.index, []).append(draft)
    dated = {id(draft.first) for draft in drafts if draft.when.date.stated}
    for draft in drafts:
        if draft.when.date.stated or draft.offset_years is not None or id(draft.first) in dated:
            continue
        known = _told_before(draft, drafts)
        if known is not None:
            draft.when = Dated(known.when.date, "inferred", f"the {known.predicate.lemma} of {known.when.date.edtf}")
        elif draft.status == "happened" and (_plain_past(draft) or _said_so(draft)):
            draft.when = _in_story(page, draft, days, by_sentence.get(draft.sentence.index - 1, []))
        if draft.when.date.stated:
            draft.steps.append(Step("coding:story", draft.when.why))


def _in_story(page: Page, draft: Draft, days: dict[int, str], before: list[Draft]) -> Dated:
    """The day of the news that a draft is told with; failing that, the month that the whole report is of, or the one
    that it cannot have come before."""
    day = _day_around(page, draft, days)
    if day is not None:
        return Dated(PartialDate.parse(day), "inferred", f"told with what happened on {day}")
    whole = _month_of_report(page)
    if whole is not None and not _dated_otherwise(page, draft) and _in_main_line(page, draft):
        number = list(calendar.month_name).index(whole[1])
        return Dated(PartialDate.parse(f"{whole[2]}-{number:02d}"), "inferred", f'told in a report of "{whole[0]}"')
    month = _month_before(draft, before)
    if month:
        return Dated(PartialDate.parse(f"{month}/.."), "inferred", f"told next after what happened in {month}")
    return draft.when


_MONTH = re.compile(rf"\b({'|'.join(calendar.month_name[1:])}),? (\d{{4}})\b")


def _month_of_report(page: Page) -> re.Match[str] | None:
    """The month that the title ends in: "On the border, September 2020" tells of that month."""
    report = page.reading.report
    match = _MONTH.search(report.title or "")
    return match if match and not (report.title or "")[match.end() :].strip(" .)") else None


def _told_before(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The dated event that a noun can only mean: the one of its kind that the report has told of so far ("the attack").

    Likewise the words that the same speaker goes on to say in the next sentences.
    """
    if draft.predicate.kind == "noun" and draft.type not in VERBAL and _known(draft):
        told = [one for one in drafts if _told(one, draft) and one.type == draft.type]
        if len({one.when.date.edtf for one in told}) == 1:
            return told[-1]
    if draft.status == "happened" and _said_so(draft):
        voice = draft.speakers[-1]
        near = [one for one in drafts if _told(one, draft) and _said_so(one) and one.type in VERBAL]
        near = [one for one in near if 0 <= draft.sentence.index - one.sentence.index <= _REACH]
        same = [one for one in near if one.speakers[-1].text == voice.text != ""]
        return same[-1] if same else None
    return None


def _told(one: Draft, draft: Draft) -> bool:
    when = one.when
    return one.predicate.start < draft.predicate.start and when.date.stated and "/" not in when.date.edtf


def _known(draft: Draft) -> bool:
    """Whether a noun speaks of something known: "the attack", "his arrest", not "an attack" or "attacks"."""
    tokens, at = draft.sentence.tokens, draft.predicate.token
    kids = [token for token in tokens if token.head == at]
    return any(kid.text.lower() in ("the", "this", "that") or kid.deprel == "nmod:poss" for kid in kids)


def _news_days(page: Page) -> dict[int, str]:
    """The day of recent news that each sentence of the body gives, by sentence: of its main verb, else the last."""
    published = page.reading.report.published
    found: dict[int, str] = {}
    for sentence in page.sentences:
        if page.section(sentence.index) != "body":
            continue
        days = [time for time in page.times_in.get(sentence.index, ()) if _is_news(time, published)]
        days = [time for time in days if time.preposition not in _NOT_ON and not spoken(page, time)]
        main = [time for time in days if _of_main_verb(page, time)]
        for time in main[:1] or days[-1:]:
            found[sentence.index] = time.date.edtf
    return found


#: Prepositions of terms and starting points, on which nothing is said to have happened.
_NOT_ON = frozenset({"until", "by", "since", "before", "after", "from", "for", "to", "of"})


def _of_main_verb(page: Page, time: TimeMention) -> bool:
    owner = owner_of(page, time.sentence, time)
    return owner is not None and page.sentences[time.sentence].tokens[owner].head < 0


def _is_news(time: TimeMention, published: PartialDate) -> bool:
    if time.kind != "date" or time.date.precision != "day" or time.date.earliest is None:
        return False
    return published.latest is None or 0 <= (published.latest - time.date.earliest).days <= _RECENT_DAYS


def _day_around(page: Page, draft: Draft, days: dict[int, str]) -> str | None:
    """The day of the news that a draft without a date is told with."""
    at = draft.sentence.index
    if page.section(at) != "body" or _dated_otherwise(page, draft) or not _in_main_line(page, draft):
        return None
    here = [index for index in days if index < at]
    if here and at - here[-1] <= _REACH:
        return days[here[-1]]
    body = [sentence.index for sentence in page.sentences if page.section(sentence.index) == "body"]
    opening = body[:_OPENING]
    if at in opening:
        return next((days[index] for index in opening if index in days), None)
    return None


def _dated_otherwise(page: Page, draft: Draft) -> bool:
    """Whether a time hangs on the verb itself and yet is not its date ("extended the curfew to 3 June")."""
    at = draft.sentence.index
    times = [time for time in page.times_in.get(at, ()) if time.kind == "date"]
    return any(owner_of(page, at, time) == draft.predicate.token for time in times)


def _month_before(draft: Draft, before: list[Draft]) -> str:
    told = [other for other in before if other.when.how == "stated" and other.predicate.kind == "verb"]
    if not told or told[0].sentence.block != draft.sentence.block:
        return ""
    date = told[-1].when.date
    return date.edtf if date.precision in ("day", "month") else ""


_ASIDE = frozenset({"previously", "recently", "earlier", "formerly", "already", "once", "originally", "initially"})


def _plain_past(draft: Draft) -> bool:
    """Whether the verb is in the simple past: neither "has fled" nor "had fled" goes on with the story."""
    if draft.predicate.kind != "verb" or draft.predicate.tense != "past":
        return False
    tokens = draft.sentence.tokens
    return not any(token.head == draft.predicate.token and token.lemma == "have" for token in tokens)


def _said_so(draft: Draft) -> bool:
    """Whether it is a speech act done by words that are reported, so that it was done when they were said."""
    said = draft.attribution is not None and draft.attribution.quoted
    return said and draft.type in VERBAL and draft.predicate.tense in ("present", "")


def _in_main_line(page: Page, draft: Draft) -> bool:
    """Whether a verb in the simple past tells the news itself: active, in a main clause, and not of what went before.

    "Was drafted by", "who fled" and "previously fled" tell how things had come to be.
    """
    tokens, at = draft.sentence.tokens, draft.predicate.token
    if draft.attribution is not None and _said_so(draft):
        at = draft.attribution.cue_token
        tokens = page.sentences[draft.attribution.sentence].tokens
    for token in tokens:
        if token.head == at and (token.deprel in ("aux:pass", "nsubj:pass") or token.text.lower() in _ASIDE):
            return False
    while tokens[at].head >= 0:
        if tokens[at].deprel.split(":")[0] not in ("conj", "parataxis", "ccomp", "xcomp"):
            return False
        at = tokens[at].head
    return True


def date_by_report(page: Page, drafts: list[Draft], report: Report) -> None:
    """Dates that hang on the report's own: "last year", a weekday, and what the report tells as its news."""
    published = report.published
    if not published.stated:
        return
    for draft in drafts:
        if draft.offset_years is not None and not draft.when.date.stated and published.earliest and published.latest:
            first, last = published.earliest.year + draft.offset_years, published.latest.year + draft.offset_years
            edtf = f"{first:04d}" if first == last else f"{first:04d}/{last:04d}"
            draft.when = Dated(PartialDate.parse(edtf), "inferred", "counted from the report's date")
            draft.steps.append(Step("coding:relative-year", edtf))
    headline = {id(draft.first) for draft in drafts if draft.section in _LEAD}
    lead = _lead_block(page)
    dated = {id(draft.first) for draft in drafts if draft.when.date.stated}
    for draft in drafts:
        group = id(draft.first)
        news = group in headline or (draft.sentence.block == lead and not _background(draft))
        if not news or group in dated or draft.status in ("planned", "hypothetical", "demanded"):
            continue
        draft.when = _as_news(page, draft, published)
        if draft.when.date.stated:
            draft.steps.append(Step("coding:news", draft.when.why))


def _as_news(page: Page, draft: Draft, published: PartialDate) -> Dated:
    weekday = draft.when.date.weekday if draft.when.date.weekday is not None else _said_on(page, draft)
    if published.precision != "day":
        named = f", on or before a {calendar.day_name[weekday]}" if weekday is not None else ""
        return Dated(
            PartialDate(published.edtf, published.earliest, published.latest, published.approximate, weekday),
            "inferred",
            f"told as news by a report of {published.edtf}{named}",
        )
    if draft.status == "ongoing":  # it began by then: when, nobody says
        why = f"going on when the report appeared, {published.edtf}"
        return Dated(PartialDate.parse(f"../{published.edtf}"), "inferred", why)
    return Dated(PartialDate.parse(f"../{published.edtf}"), "inferred", f"told as news on {published.edtf}")


def _said_on(page: Page, draft: Draft) -> int | None:
    """The weekday on which a speaker said it, where the sentence names one."""
    for time in page.times_in.get(draft.sentence.index, ()):
        if time.weekday is not None:
            return time.weekday
    return None


def _lead_block(page: Page) -> int | None:
    """The first paragraph of the body."""
    for sentence in page.sentences:
        if page.section(sentence.index) == "body":
            return sentence.block
    return None


def _background(draft: Draft) -> bool:
    return draft.offset_years is not None or draft.predicate.tense not in ("past", "present", "")
