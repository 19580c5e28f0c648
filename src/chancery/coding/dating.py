"""When an event happened: by its own time words, its clause's, its causes and ends, and the report's date."""

from __future__ import annotations

import calendar
from datetime import timedelta

from chancery.coding.drafts import Draft
from chancery.coding.page import Page
from chancery.terms import Dated, PartialDate, Report, Step, TimeMention

_BOUNDARIES = ("acl:relcl", "ccomp", "parataxis", "appos")
_THINGS = frozenset({"patient", "purpose", "topic", "recipient", "destination"})
_LEAD = frozenset({"title", "deck"})


def date_by_words(page: Page, draft: Draft) -> None:
    """Fill in the date that the draft's own time words state, or else those of the clause it stands in."""
    time, how = _time_of(page, draft)
    if time is None or (how != "role" and duration_of(page, draft) is not None):
        return
    draft.offset_years = time.offset_years
    words = page.text[time.start : time.end]
    if time.date.stated:
        draft.when = Dated(
            time.date, "stated" if how == "role" else "inferred", words if how == "role" else how + words
        )
        draft.steps.append(Step(f"reading:time:{time.rule}", f"{words} = {time.date.edtf}"))
    elif time.weekday is not None:
        draft.when = Dated(PartialDate(weekday=time.weekday), "unknown", words)


def _time_of(page: Page, draft: Draft) -> tuple[TimeMention | None, str]:
    predicate = draft.predicate
    times = [time for time in page.times_in.get(draft.sentence.index, ()) if time.kind == "date"]
    if not times:
        return None, ""
    owners = {id(time): _owner(page, draft.sentence.index, time) for time in times}
    for role in predicate.roles:
        if role.role == "time":
            for time in times:
                if role.start < time.end and time.start < role.end:
                    return time, "role"
    for time in times:
        if owners[id(time)] == predicate.token:
            return time, "role"
    tokens = draft.sentence.tokens
    within = {
        at for role in predicate.roles if role.role in _THINGS for at in page.below(draft.sentence.index, role.head)
    }
    for time in times:
        owner = owners[id(time)]
        if owner in within and tokens[owner].deprel == "acl" and tokens[owner].xpos == "VBN":
            return time, "its object's time: "  # "agreed to a truce brokered by Zenda on Monday"
    at = predicate.token
    while tokens[at].head >= 0 and tokens[at].deprel not in _BOUNDARIES:
        if tokens[at].deprel == "advcl" and not _meanwhile(page, draft.sentence.index, at, own=at == predicate.token):
            break
        at = tokens[at].head
        for time in times:
            if owners[id(time)] == at and time.preposition != "since":
                return time, "the clause's time: "
    return None, ""


def _meanwhile(page: Page, sentence: int, at: int, *, own: bool) -> bool:
    """Whether an adverbial clause tells what happened at the same time ("in 2020, when a truce ended ...")."""
    tokens = page.sentences[sentence].tokens
    before = [tokens[kid] for kid in page.kids[sentence][at] if kid < at]
    if own and tokens[at].xpos == "VBG" and not any(token.deprel == "mark" for token in before):
        return True  # "seized the airport on Monday, detaining the president"
    return any(token.text.lower() in ("when", "as", "while") for token in before)


def _owner(page: Page, sentence: int, time: TimeMention) -> int | None:
    """The predicate token that a time expression hangs on."""
    tokens = page.sentences[sentence].tokens
    inside = [at for at, token in enumerate(tokens) if time.start <= token.start < time.end]
    if not inside:
        return None
    at = next((one for one in inside if tokens[one].head not in inside), inside[0])
    while tokens[at].head >= 0:
        at = tokens[at].head
        if (sentence, at) in page.predicates or tokens[at].upos == "VERB":
            return at
    return at


def duration_of(page: Page, draft: Draft) -> TimeMention | None:
    """The duration that measures the event ("six weeks of fighting")."""
    tokens = draft.sentence.tokens
    head = tokens[draft.predicate.token].head
    near = {draft.predicate.token, head}
    for time in page.times_in.get(draft.sentence.index, ()):
        if time.kind != "duration" or time.days_high is None:
            continue
        inside = {at for at, token in enumerate(tokens) if time.start <= token.start < time.end}
        if inside & near or any(tokens[at].head == draft.predicate.token for at in inside):
            return time
    return None


def date_by_end(page: Page, draft: Draft, ending: Draft) -> None:
    """The stretch that a duration and the date of what ended it make, where both are known."""
    duration = duration_of(page, draft)
    end = ending.when.date
    if duration is None or end.earliest is None or end.latest is None or draft.when.date.stated:
        return
    days = duration.days_high or 0
    start = end.earliest - timedelta(days=days)
    words = page.text[duration.start : duration.end]
    date = PartialDate.parse(f"{start.year:04d}-{start.month:02d}~/{end.edtf.split('/')[-1]}")
    draft.when = Dated(date, "inferred", f"{words}, up to {end.edtf}")
    draft.steps.append(Step("coding:duration", f"{words} before {end.edtf}"))


def date_by_cause(draft: Draft, cause: Draft) -> None:
    """The date of a consequence: with its cause, or from its cause's first day on, as the codebook says."""
    known = cause.when.date
    if draft.when.date.stated or known.earliest is None:
        return
    if draft.rule.caused == "same":
        draft.when = Dated(known, "inferred", "with the event that caused it")
    elif "/" not in known.edtf:
        draft.when = Dated(PartialDate.parse(f"{known.edtf}/.."), "inferred", "on or after the event that caused it")
    draft.steps.append(Step("coding:caused", f"{draft.rule.caused} as {cause.predicate.lemma}"))


def date_by_story(page: Page, drafts: list[Draft]) -> None:
    """What a story tells next, in the plain past, came on or after the day it gave just before."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence.index, []).append(draft)
    for draft in drafts:
        before = by_sentence.get(draft.sentence.index - 1, [])
        told = [other for other in before if other.when.how == "stated" and other.predicate.kind == "verb"]
        if not told or draft.when.date.stated or draft.offset_years is not None or draft.status != "happened":
            continue
        same_block = told[0].sentence.block == draft.sentence.block
        date = told[-1].when.date
        if same_block and _plain_past(draft) and date.precision in ("day", "month"):
            why = f"told next after what happened in {date.edtf}"
            draft.when = Dated(PartialDate.parse(f"{date.edtf}/.."), "inferred", why)
            draft.steps.append(Step("coding:story", why))


def _plain_past(draft: Draft) -> bool:
    """Whether the verb is in the simple past: neither "has fled" nor "had fled" goes on with the story."""
    if draft.predicate.kind != "verb" or draft.predicate.tense != "past":
        return False
    tokens = draft.sentence.tokens
    return not any(token.head == draft.predicate.token and token.lemma == "have" for token in tokens)


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
    if draft.status == "ongoing":
        return Dated(published, "inferred", f"going on when the report appeared, {published.edtf}")
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
