"""When an event happened: by its own time words, its clause's, its causes and its ends."""

from __future__ import annotations

from datetime import timedelta

from chancery.coding.drafts import Draft
from chancery.coding.page import Page
from chancery.coding.statuses import VERBAL, since_of
from chancery.coding.voices import attributions_of
from chancery.terms import Dated, PartialDate, Span, Speaker, Step, TimeMention

_BOUNDARIES = ("acl:relcl", "ccomp", "parataxis", "appos")
_THINGS = frozenset({"patient", "purpose", "topic", "recipient", "destination"})


def date_by_words(page: Page, draft: Draft) -> None:
    """Fill in the date that the draft's own time words state, or else those of the clause it stands in."""
    time, how = _time_of(page, draft)
    if time is None or (how != "role" and duration_of(page, draft) is not None):
        return
    draft.offset_years = time.offset_years
    words = page.text[time.start : time.end]
    if spoken(page, time):
        return  # "today" in a quotation is the day on which it was said, which the report's own date does not give
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
    times = [time for time in times if _can_be_of(page, draft, time)]
    if not times:
        return None, ""
    tokens = draft.sentence.tokens
    owners = {id(time): owner_of(page, draft.sentence.index, time) for time in times}
    for time in times:
        if owners[id(time)] == predicate.token:
            return time, "role"
    for role in predicate.roles:
        if role.role == "time":
            for time in times:
                told = tokens[predicate.token].deprel == "ccomp" and tokens[predicate.token].head == owners[id(time)]
                if role.start < time.end and time.start < role.end and not told:
                    return time, "role"
    within = {
        at for role in predicate.roles if role.role in _THINGS for at in page.below(draft.sentence.index, role.head)
    }
    for time in times:
        owner = owners[id(time)]
        if owner in within and tokens[owner].deprel == "acl" and tokens[owner].xpos == "VBN":
            return time, "its object's time: "  # "agreed to a truce brokered by Zenda on Monday"
    at = predicate.token
    while tokens[at].head >= 0 and (tokens[at].deprel not in _BOUNDARIES or _where(page, draft.sentence.index, at)):
        done = predicate.modality == "planned" and draft.status == "happened"  # "voted on Monday to extend the curfew"
        meanwhile = done or _meanwhile(page, draft.sentence.index, at, own=at == predicate.token)
        if (tokens[at].deprel == "advcl" and not meanwhile) or _reason(page, draft.sentence.index, at):
            break
        at = tokens[at].head
        for time in times:
            if owners[id(time)] == at and time.preposition != "since" and _reaches(page, draft, at, time):
                return time, "the clause's time: "
    since = since_of(page, draft)
    if since is not None:
        return since, "role"
    inner = [time for time in times if _hangs_below(page, draft, time)]
    if predicate.kind == "verb" and len(inner) == 1:
        return inner[0], "its clause's time: "
    said = _time_of_saying(page, draft, times, owners)
    return (said, "when it was said: ") if said is not None else (None, "")


_ON = frozenset({"", "on", "in", "at", "during"})
_REAL = frozenset({"happened", "ongoing", "alleged", "denied"})
#: Ways down from a verb that do not leave what it tells: "was convicted of plotting to sell arms in 2008".
_INSIDE = ("obl", "obj", "xcomp", "nmod", "acl", "advmod", "nmod:poss")


def _can_be_of(page: Page, draft: Draft, time: TimeMention) -> bool:
    """Whether a time can be the event's: what has happened lies neither after the report nor at the end of a term."""
    if draft.status not in _REAL:
        return True
    published = page.reading.report.published.latest
    if published is not None and time.date.earliest is not None and time.date.earliest > published:
        return False  # "ordered that she stay in custody until 5 April", "postponed the vote to June"
    return time.preposition != "until" or draft.status == "ongoing"


def spoken(page: Page, time: TimeMention) -> bool:
    """Whether somebody who is quoted counts the time from the day of speaking ("today", "yesterday")."""
    return time.relative in _DEICTIC and any(
        quotation.start <= time.start and time.end <= quotation.end for quotation in page.reading.quotations
    )


_DEICTIC = frozenset({"today", "tonight", "yesterday", "tomorrow", "this morning", "last night"})


def _hangs_below(page: Page, draft: Draft, time: TimeMention) -> bool:
    """Whether a time adverbial hangs on something inside the verb's clause: "in his Monday speech, called for".

    Or on what somebody is said to have done it by or for: "was convicted of selling arms in 2008".
    """
    tokens, sentence = draft.sentence.tokens, draft.sentence.index
    inside = [at for at, token in enumerate(tokens) if time.start <= token.start < time.end]
    at = next((one for one in inside if tokens[one].head not in inside), None)
    if at is None or time.preposition not in _ON:
        return False
    relation = tokens[at].deprel.split(":")[0]
    if (
        relation in ("compound", "nmod")
        and page.case_of(sentence, at) in ("", "of", "'s", "’s")
        and tokens[at].head >= 0
    ):
        at = tokens[at].head
        occasion = tokens[at].deprel == "obl" and page.case_of(sentence, at) in ("in", "at", "during")
        return occasion and tokens[at].head == draft.predicate.token
    if relation not in ("obl", "advmod"):
        return False
    while tokens[at].head >= 0:
        at = tokens[at].head
        if at == draft.predicate.token:
            return True
        if tokens[at].deprel not in _INSIDE and not (tokens[at].deprel == "advcl" and tokens[at].xpos == "VBG"):
            return False
    return False


def _time_of_saying(
    page: Page, draft: Draft, times: list[TimeMention], owners: dict[int, int | None]
) -> TimeMention | None:
    """The day on which a speech act inside of what somebody said was said: who accuses does so by saying it."""
    speaker = draft.speakers[-1] if draft.speakers else Speaker()
    own = not draft.actors or any(one.actor == speaker.actor or one.span == speaker.span for one in draft.actors)
    if draft.type not in VERBAL or not own:
        return None
    for attribution in reversed(attributions_of(page, draft.sentence.index, draft.trigger)):
        if attribution.sentence != draft.sentence.index:
            continue
        for time in times:
            near = attribution.source_phrase or attribution.source
            owned = owners[id(time)] == attribution.cue_token
            if owned or (near is not None and near.holds(Span(time.start, time.end))):
                return time
    return None


def _reason(page: Page, sentence: int, at: int) -> bool:
    """Whether a clause tells what somebody is blamed, jailed or thanked for: that lies before."""
    tokens = page.sentences[sentence].tokens
    return tokens[at].deprel in ("acl", "advcl") and any(
        tokens[kid].text.lower() in ("for", "after", "before") and tokens[kid].deprel in ("mark", "case")
        for kid in page.kids[sentence][at]
    )


def _reaches(page: Page, draft: Draft, owner: int, time: TimeMention) -> bool:
    """Whether the time of a clause is that of what else it tells.

    Not of what was done before ("the Senate had not confirmed him"), nor, where it comes after the first of two joined
    verbs, of the second ("was jailed in 1996 and was charged again"); and a known thing that something is only about
    ("commented on Monday on the deal") keeps its own.
    """
    tokens, at, kids = draft.sentence.tokens, draft.predicate.token, page.kids[draft.sentence.index]
    if draft.predicate.kind == "verb":
        aux = [kid for kid in kids[at] if tokens[kid].deprel.startswith("aux")]
        if any(tokens[kid].lemma == "have" for kid in aux):
            return False
        anew = bool(aux) or any(tokens[kid].text.lower() in _LATER for kid in kids[at])
        second = tokens[at].deprel == "conj" and tokens[at].head == owner
        return not (second and anew and time.start > tokens[owner].start)
    about = tokens[at].deprel == "nmod" or page.case_of(draft.sentence.index, at) in _ABOUT
    known = any(tokens[kid].text.lower() in _KNOWN or tokens[kid].deprel == "nmod:poss" for kid in kids[at])
    return not (about and known)


_LATER = frozenset({"later", "then", "subsequently", "eventually", "afterwards", "since", "also", "again"})
_ABOUT = frozenset({"on", "about", "for", "of", "over"})
_KNOWN = frozenset({"the", "this", "that", "these", "those"})


def _meanwhile(page: Page, sentence: int, at: int, *, own: bool) -> bool:
    """Whether an adverbial clause tells what happened at the same time ("in 2020, when a truce ended ...")."""
    tokens = page.sentences[sentence].tokens
    before = [tokens[kid] for kid in page.kids[sentence][at] if kid < at]
    if own and tokens[at].xpos == "VBG" and not any(token.deprel == "mark" for token in before):
        return True  # "seized the airport on Monday, detaining the president"
    return any(token.text.lower() in ("when", "as", "while") for token in before)


def _where(page: Page, sentence: int, at: int) -> bool:
    """Whether a relative clause tells what happened there and then ("met in Ur on Monday, where she denounced ...")."""
    tokens = page.sentences[sentence].tokens
    return tokens[at].deprel == "acl:relcl" and any(
        tokens[kid].text.lower() in ("where", "when", "whereupon") for kid in page.kids[sentence][at]
    )


def owner_of(page: Page, sentence: int, time: TimeMention) -> int | None:
    """The predicate token that a time expression hangs on; None where it only says which thing is meant.

    "A 2005 law" is none of what is done to it now. In "said on Friday he may leave" the day is that of saying, wherever
    the parse hangs it.
    """
    tokens, kids = page.sentences[sentence].tokens, page.kids[sentence]
    inside = [at for at, token in enumerate(tokens) if time.start <= token.start < time.end]
    if not inside:
        return None
    at = next((one for one in inside if tokens[one].head not in inside), inside[0])
    which = tokens[at].deprel in _WHICH or (tokens[at].deprel == "nmod" and page.case_of(sentence, at) in ("", "of"))
    last = inside[-1]
    while tokens[at].head >= 0:
        at = tokens[at].head
        if (sentence, at) in page.predicates or tokens[at].upos == "VERB":
            break
        if which and tokens[at].upos in ("NOUN", "PROPN"):
            return None
    outer = tokens[at].head
    if tokens[at].deprel == "ccomp" and 0 <= outer < inside[0] and at > last:
        subjects = [kid for kid in kids[at] if tokens[kid].deprel.startswith("nsubj")]
        marked = any(tokens[kid].deprel == "mark" and kid < inside[0] for kid in kids[at])
        if subjects and subjects[0] > last and not marked:
            return outer
    return at


#: Relations by which a date only tells one thing from others of its kind.
_WHICH = frozenset({"compound", "amod", "nummod", "nmod:poss", "nmod:desc"})


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
