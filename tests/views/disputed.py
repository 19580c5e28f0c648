"""A small record of two outlets and three voices that disagree, folded from claims made by hand."""

from __future__ import annotations

from chancery.record.snapshots import make_snapshot
from chancery.terms import Actor, Claim, PartialDate, Quantity, Report, Snapshot, Source, Span, Speaker
from tests.record.claim_makers import ARMENIA, AZERBAIJAN, CITY, at, event, judge_pair, on, part, state

MINISTRY = Speaker(Actor("org:arm-mfa", "Armenia's foreign ministry", "organisation", "ARM", "GOV"), "the ministry")
BAKU = Speaker(AZERBAIJAN, "Baku")
NORTH, SOUTH = Source("North Wire", "ARM", "agency"), Source("South Post", "AZE", "newspaper")


def exact(number: float, what: str = "dead") -> Quantity:
    return Quantity(what, f"{number:g}", number, number, number)


def report(source: Source, day: str, text: str) -> Report:
    """A report of a source and day whose text is long enough for the claims."""
    return Report(
        text.ljust(400), title=text, source=source, published=PartialDate.parse(day), published_how="stated",
        blocks=(Span(0, 400),),
    )  # fmt: skip


R1 = report(NORTH, "2023-09-20", "North, first day")
R2 = report(SOUTH, "2023-09-20", "South, first day")
R3 = report(NORTH, "2023-09-22", "North, third day")
_attack = {"type": "ASSAULT", "mode": "", "actors": (part(AZERBAIJAN),), "place": at(CITY)}


def _told(held: Report, start: int, words: str, **fields: object) -> Claim:
    return event(held.id, start, **(_attack | {"words": words, "known": held.published.edtf} | fields))


ATTACK = [
    _told(R1, 0, "North: 20 people were killed in Shusha in the attack of 19 September 2023 by Azerbaijan.",
          when=on("2023-09-19"), quantities=(exact(20),)),
    _told(R2, 0, "South: 25 people were killed in Shusha on 20 September 2023.", when=on("2023-09-20"),
          quantities=(exact(25),), actors=()),
    _told(R3, 0, "Armenia's foreign ministry said Azerbaijan killed 32 people in Shusha.", quantities=(exact(32),),
          speakers=(Speaker(), MINISTRY)),
    _told(R2, 40, "Azerbaijan denied any attack on Shusha.", speakers=(Speaker(), BAKU), stance="denies"),
]  # fmt: skip
TALKS = _told(
    R1, 80, "Armenia met Azerbaijan.", type="CONSULT", actors=(part(ARMENIA),), recipients=(part(AZERBAIJAN),)
)
FLED = [
    state(held.id, 120, kind="displacement", key="displacement|city", change="opens", event=None, where=at(CITY),
          quantities=(count,), words=words, known=held.published.edtf)
    for held, count, words in (
        (R1, exact(28_000, "displaced"), "North: 28000 people left Shusha by 20 September 2023."),
        (R3, exact(100_400, "displaced"), "North: 100400 people left Shusha by 22 September 2023."),
    )
]  # fmt: skip
CLAIMS = [*ATTACK, TALKS, *FLED]
JUDGEMENTS = [
    *(judge_pair(ATTACK[0], other) for other in ATTACK[1:]),
    judge_pair(FLED[0], FLED[1]),
]


def snapshot(known_on: str = "", claims: list[Claim] | None = None) -> Snapshot:
    """The record, as known on a day."""
    day = PartialDate.parse(known_on).latest if known_on else None
    return make_snapshot([R1, R2, R3], claims or CLAIMS, JUDGEMENTS, known_on=day)
