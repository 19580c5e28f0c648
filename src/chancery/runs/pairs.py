"""What one named side does to another in a text: the oldest question of event data."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.runs.coding import code_text, make_text_report
from chancery.runs.steps import Steps
from chancery.terms import Claim, Participant, Span

NONE = "none"
_TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
_UNNAMED_SHARE = 0.5
"""How much of a claim's confidence is left where it has no recipient and the target only shares its sentence. Ours."""


def code_pair(
    text: str, *, source: tuple[int, int], target: tuple[int, int], steps: Steps | None = None
) -> tuple[str, float]:
    """What the phrase at `source` does to the phrase at `target` in this text: (PLOVER type, probability), or "none".

    Shapes:  the phrases are half-open ranges of characters of `text`. The probability is of the type that is given; of
             "none" it is what no claim has taken. A denied event is none.
    Raises:  InputError where the text cannot be read; ValueError where a range lies outside of it.
    Source:  ours: the coder's own confidence in the best claim with both as its parties.
    """
    doer, other = Span(*source), Span(*target)
    for name, span in (("source", doer), ("target", other)):
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"{name} {span.start}-{span.end} is not a range of a text of {len(text)} characters")
    shares: dict[str, float] = {}
    for claim in code_text(make_text_report(text), steps=steps).claims:
        if claim.kind == "event" and claim.stance != "denies" and claim.event.status != "denied":
            share = pair_share(claim, doer, other)
            shares[claim.event.type] = max(share, shares.get(claim.event.type, 0.0))
    best = min(shares, key=lambda kind: (-shares[kind], kind), default=NONE)
    taken = shares.get(best, 0.0)
    return (best, round(taken, 4)) if taken >= 1.0 - taken else (NONE, round(1.0 - taken, 4))


def pair_share(claim: Claim, source: Span, target: Span) -> float:
    """How sure an event claim has the one phrase as its actor and the other as its recipient; 0 where it has not."""
    content = claim.event
    sure = min(max(content.confidence, 0.0), 1.0)
    acting, undergoing = _named(content.actors, source), _named(content.recipients, target)
    if acting and undergoing:
        return sure
    # Who is named first in a meeting or a deal is only wording.
    if content.type in _TOGETHER and _named(content.actors, target):
        return sure if acting or _named(content.recipients, source) else 0.0
    if acting and not content.recipients and claim.sentence.holds(target):
        return sure * _UNNAMED_SHARE
    return 0.0


def _named(parties: Sequence[Participant], phrase: Span) -> bool:
    return any(party.span is not None and party.span.meets(phrase) for party in parties)
