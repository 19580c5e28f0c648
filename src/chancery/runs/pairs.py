"""What one named side does to another in a text: the oldest question of event data."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.runs.coding import make_text_report, read_text
from chancery.runs.steps import Steps, default_steps
from chancery.terms import Claim, Participant, Span

NONE = "none"
_TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
_UNNAMED_SHARE = 0.5
"""How much of a claim's confidence is left where it has no recipient and the target only shares its sentence. Ours."""


def code_pair(
    text: str, *, source: tuple[int, int], target: tuple[int, int], steps: Steps | None = None
) -> tuple[str, float]:
    """What the phrase at `source` does to the phrase at `target` in this text: (PLOVER type, probability), or "none".

    Shapes:  the phrases are half-open ranges of characters of `text`. The probability is of the type that is given, or
             of "none"; a denied event is none.
    Raises:  InputError where the text cannot be read; ValueError where a range lies outside of it.
    Source:  ours: a learned network over what lies between the two (`chancery.coding.classifier`), and the coder's own
             confidence in the best claim with both as its parties; where there is such a claim, their product.
    """
    from chancery.coding.classifier import pair_chances  # loads numpy, which reading a record has no need of
    from chancery.shelf.event_types import TYPE_NAMES

    doer, other = Span(*source), Span(*target)
    for name, span in (("source", doer), ("target", other)):
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"{name} {span.start}-{span.end} is not a range of a text of {len(text)} characters")
    steps = steps or default_steps()
    report = make_text_report(text)
    reading = read_text(report, steps=steps)
    shift = max(report.text.find(text.strip()), 0) - (len(text) - len(text.lstrip()))
    doer, other = Span(doer.start + shift, doer.end + shift), Span(other.start + shift, other.end + shift)
    told: dict[str, float] = {}
    for claim in steps.code(reading)[1]:
        if claim.kind == "event" and claim.stance != "denies" and claim.event.status != "denied":
            share = pair_share(claim, doer, other)
            told[claim.event.type] = max(share, told.get(claim.event.type, 0.0))
    claimed = {kind: share for kind, share in told.items() if share > 0}
    chances = dict(pair_chances(reading, doer, other))
    if claimed:
        best = max(claimed, key=lambda kind: (claimed[kind], kind))
        others = (1.0 - claimed[best]) / len(TYPE_NAMES)
        kinds = [*chances, best] if best not in chances else [*chances]
        weighed = {kind: chances.get(kind, 1.0) * (claimed[best] if kind == best else others) for kind in kinds}
        whole = sum(weighed.values())
        chances = {kind: weight / whole for kind, weight in weighed.items()}
    if not chances:
        return NONE, 1.0
    # "none" is the answer only where it is likelier than any event at all.
    answer = NONE
    if chances.get(NONE, 0.0) <= 0.5:
        answer = max((kind for kind in chances if kind != NONE), key=lambda kind: (chances[kind], kind), default=NONE)
    return answer, round(chances.get(answer, 1.0), 4)


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
