"""How many: the counts that belong to an event, kept with their words and hedges."""

from __future__ import annotations

from chancery.coding.drafts import Draft
from chancery.coding.page import Page
from chancery.terms import Number, Quantity, Span

_BY_LEMMA = {
    "kill": "dead",
    "killing": "dead",
    "murder": "dead",
    "massacre": "dead",
    "slay": "dead",
    "assassinate": "dead",
    "execute": "dead",
    "die": "dead",
    "wound": "injured",
    "injure": "injured",
    "arrest": "detained",
    "detain": "detained",
    "detention": "detained",
    "jail": "detained",
    "capture": "detained",
    "flee": "displaced",
    "exodus": "displaced",
    "displace": "displaced",
    "displacement": "displaced",
    "release": "released",
    "free": "released",
}
_BY_TYPE = {"MOBILIZE": "troops", "PROTEST": "size", "RETREAT": "troops", "AID": "aid"}
_ARMED = frozenset({"MIL", "REB", "UAF", "COP"})
_DEAD = frozenset({"dead", "death", "fatality", "casualty"})
_HURT = frozenset({"injury", "wounded", "injured"})
_MONEY = frozenset({"USD", "EUR", "GBP", "RUB", "JPY", "CNY"})


def count(page: Page, draft: Draft) -> None:
    """Fill in the quantities of a draft: numbers that count its parties, its money, or the dead of its clause."""
    found: list[Quantity] = []
    spans = [participant.span for participant in draft.parties() if participant.span is not None]
    for number in page.reading.numbers:
        if number.sentence != draft.sentence.index:
            continue
        what = _what(page, draft, number, spans)
        if what:
            found.append(
                Quantity(
                    what,
                    number.words,
                    number.low,
                    number.best,
                    number.high,
                    number.approximate,
                    number.unit,
                    Span(number.start, number.end),
                )
            )
    draft.quantities = tuple(found)


def _what(page: Page, draft: Draft, number: Number, spans: list[Span]) -> str:
    token = number.counted_token
    lemma = page.lemma(number.sentence, token) if token is not None else ""
    if lemma in _DEAD or lemma in _HURT:
        return ("dead" if lemma in _DEAD else "injured") if draft.type == "ASSAULT" else ""
    inside = token is not None and _argument(page, draft, token)
    if number.unit in _MONEY or number.unit:
        return "money" if draft.type in ("AID", "AGREE", "SANCTION", "REQUEST") and number.unit in _MONEY else ""
    counted = any(span.start <= number.start and number.end <= span.end for span in spans)
    if not (counted or inside):
        return ""
    known = _BY_LEMMA.get(draft.predicate.lemma)
    if known:
        return known
    mention = page.actor_at(number.sentence, token) if token is not None else None
    what = _BY_TYPE.get(draft.type, "")
    if what == "troops" and (mention is None or mention.actor.sector not in _ARMED):
        what = ""
    if not what and mention is not None:
        return ""  # "the two countries" counts parties, not what happened
    return what or "other"


def _argument(page: Page, draft: Draft, token: int) -> bool:
    """Whether the counted noun heads a phrase that undergoes or does the event."""
    return any(role.head == token and role.role in ("patient", "agent", "recipient") for role in draft.predicate.roles)
