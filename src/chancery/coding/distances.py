"""When an event happened by its distance to another of its sentence: "agreed on Wednesday, a day after X attacked"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from chancery.coding.drafts import Draft
from chancery.coding.page import Page
from chancery.terms import Dated, PartialDate, Step

_SIGN = {"after": -1, "before": 1}
_NUMBERS = "a one two three four five six seven eight nine ten".split()
_DAYS = re.compile(rf"\b({'|'.join(_NUMBERS)}|\d{{1,2}}) days? $", re.IGNORECASE)


def date_by_distance(page: Page, drafts: Sequence[Draft]) -> None:
    """Date what is told so many days before or after something whose day the sentence states.

    Shapes:  inferred; days only, as "two weeks after" is seldom meant to the day.
    """
    for draft in drafts:
        if draft.when.date.stated:
            continue
        found = _distance(page, draft)
        if found is None:
            continue
        days, clause, words = found
        anchor = _dated_above(draft, clause, drafts)
        if anchor is None or anchor.when.date.earliest is None:
            continue
        day = anchor.when.date.earliest + timedelta(days=days)
        why = f"{words} the {anchor.predicate.lemma} of {anchor.when.date.edtf}"
        draft.when = Dated(PartialDate.parse(day.isoformat()), "inferred", why)
        draft.steps.append(Step("coding:distance", why))


def _distance(page: Page, draft: Draft) -> tuple[int, int, str] | None:
    """The days between an event and that of the clause above it, the token of its own clause, and the words."""
    sentence, tokens = draft.sentence.index, draft.sentence.tokens
    at = draft.predicate.token
    while at >= 0:
        for kid in page.kids[sentence][at]:
            word = tokens[kid].text.lower()
            if tokens[kid].deprel in ("mark", "case") and word in _SIGN:
                found = _DAYS.search(page.text[draft.sentence.start : tokens[kid].start])
                if found is None:
                    return None
                days = int(found[1]) if found[1].isdigit() else _NUMBERS.index(found[1].lower()) or 1
                # What the clause above came after came before it.
                return _SIGN[word] * days, at, f"{found[0].strip()} {'before' if word == 'after' else 'after'}"
        at = tokens[at].head
    return None


def _dated_above(draft: Draft, clause: int, drafts: Sequence[Draft]) -> Draft | None:
    """The nearest event above a clause whose day the sentence states."""
    tokens = draft.sentence.tokens
    dated = {
        one.predicate.token: one
        for one in drafts
        if one.sentence.index == draft.sentence.index and one.when.how == "stated" and one.when.date.precision == "day"
    }
    at = tokens[clause].head
    while at >= 0:
        if at in dated:
            return dated[at]
        at = tokens[at].head
    return None
