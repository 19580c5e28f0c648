"""What sources disagree on: every value of a date, a place or a doer, and whether it happened, with who gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from chancery.record.merge import covers
from chancery.record.statuses import REAL, claimed_status, detail_order, text_order
from chancery.terms import Account, Actor, Claim, PartialDate, Participant, Speaker

SourceOf = Callable[[Claim], str]
_NAMED_KINDS = frozenset({"person", "organisation"})


def date_accounts(values: Sequence[str], claims: Sequence[Claim], source: SourceOf) -> list[Account]:
    """An account for each date that contradicts another; `values` in EDTF, the one that was taken first.

    Every claim whose date may be a value's, and nobody else's, gives it.
    """
    if not values:
        return []
    taken = PartialDate.parse(values[0])
    told = [claim for claim in claims if claim.event.when.date.stated and claim.event.when.how != "unknown"]
    first = [claim for claim in told if claim.event.when.date.may_equal(taken)]
    rows = [(values[0], first)]
    rows += [(value, [c for c in told if c.event.when.date.edtf == value]) for value in values[1:]]
    return [_account("date", value, some, source) for value, some in rows]


def place_accounts(values: Sequence[str], claims: Sequence[Claim], source: SourceOf) -> list[Account]:
    """An account for each place that contradicts another; `values` are names, the one that was taken first."""
    return [
        _account("place", value, [c for c in claims if c.event.place and c.event.place.place.name == value], source)
        for value in values
    ]


def actor_accounts(rows: Iterable[tuple[Claim, Participant]], voice: SourceOf, source: SourceOf) -> list[Account]:
    """An account for each doer that one voice names and another cannot mean by any that it names.

    `voice` tells who says so: the speaker, or the source in its own voice. What is denied names no doer.
    """
    told = [
        (claim, party.actor)
        for claim, party in sorted(rows, key=lambda row: (detail_order(row[0]), row[1].actor.id))
        if party.how == "stated" and _tells(party.actor) and claimed_status(claim) != "denied"
    ]
    named: dict[str, list[Actor]] = {}
    for claim, actor in told:
        named.setdefault(voice(claim), []).append(actor)

    def apart(some: Sequence[Actor], others: Sequence[Actor]) -> bool:
        return not any(one_side(one, other) for one in some for other in others)

    split = {name for name, some in named.items() if any(apart(some, others) for others in named.values())}
    values: dict[str, list[Claim]] = {}
    sides: list[Actor] = []
    for claim, actor in told:
        if voice(claim) in split:
            # "Azerbaijan" and "Azerbaijani troops" are one answer to the question who did it.
            side = next((held for held in sides if one_side(held, actor)), None)
            if side is None:
                sides.append(side := actor)
            values.setdefault(side.name, []).append(claim)
    return [_account("actors", value, some, source) for value, some in sorted(values.items())]


def status_accounts(claims: Sequence[Claim], source: SourceOf) -> list[Account]:
    """That it happened and that it did not, each with who says so; nothing where nobody denies or nobody affirms."""
    denied = [claim for claim in claims if claimed_status(claim) == "denied"]
    held = [claim for claim in claims if claimed_status(claim) in (*REAL, "alleged")]
    if not denied or not held:
        return []
    return [_account("status", "happened", held, source), _account("status", "denied", denied, source)]


def one_side(one: Actor, other: Actor) -> bool:
    """Whether two doers may be one, or act for one: the same, of one country, or one said with less detail."""
    if one.id == other.id or (one.country and one.country == other.country):
        return True
    return covers(one, other) or covers(other, one)


def voice_id(source: str, speaker: Speaker | None) -> str:
    """Who vouches for a claim: the speaker, or the source where there is none."""
    if speaker is None:
        return f"source {source}"
    return f"actor {speaker.actor.id}" if speaker.actor else f"words {source} {speaker.text.casefold()}"


def _tells(actor: Actor) -> bool:
    """Whether an actor is known well enough to contradict another."""
    return bool(actor.country) or actor.kind in _NAMED_KINDS


def _account(field: str, value: str, claims: Iterable[Claim], source: SourceOf) -> Account:
    ordered = sorted({claim.id: claim for claim in claims}.values(), key=text_order)
    return Account(field, value, tuple(sorted({source(c) for c in ordered})), tuple(c.id for c in ordered))
