"""How sure it is that something happened: one status from what several speakers say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from chancery.terms import Claim, OpinionContent

OWN_VOICE, SPOKEN, WEAK = 3, 2, 1
REAL = ("happened", "ongoing")
# Where nobody vouches that it happened: the nearest to happening wins.
_UNREAL = ("planned", "alleged", "demanded", "hypothetical")
_RESTATING = {"deck": 1, "title": 2, "why_this_matters": 3, "key_takeaways": 3}


def section_rank(claim: Claim) -> int:
    """0 for the body of a report, more for the parts that restate it (deck, title, takeaways)."""
    return _RESTATING.get(claim.section, 0)


def text_order(claim: Claim) -> tuple[str, int, int, str]:
    """Key that sorts claims by report and place in the text."""
    return claim.report, claim.sentence.start, claim.trigger.start, claim.id


def detail_order(claim: Claim) -> tuple[int, str, int, int, str]:
    """Key that sorts claims of a report's body before those that restate it, then by place."""
    return (section_rank(claim), *text_order(claim))


def voucher(claim: Claim) -> int:
    """Who vouches: OWN_VOICE (the report itself, or somebody who confirms), SPOKEN (a speaker says so) or WEAK."""
    if claim.stance in ("alleges", "opines", "predicts", "demands"):
        return WEAK
    if claim.stance == "confirms" or not claim.speakers:
        return OWN_VOICE
    last = claim.speakers[-1]
    own = last.actor is None and (len(claim.speakers) == 1 or not last.text)
    return OWN_VOICE if own else SPOKEN


def claimed_status(claim: Claim) -> str:
    """The status that one claim supports: its content's status, held down by its stance."""
    if isinstance(claim.content, OpinionContent):
        return "hypothetical"
    status = claim.content.status
    if claim.stance == "denies" or status == "denied":
        return "denied"
    if claim.stance in ("alleges", "opines"):
        # An opinion that takes something as given vouches for it no more than an allegation does.
        return status if status in ("planned", "demanded", "hypothetical") else "alleged"
    if claim.stance == "demands":
        return status if status in ("planned", "hypothetical") else "demanded"
    if claim.stance == "predicts":
        return status if status in ("planned", "demanded") else "hypothetical"
    return status


def joint_status(claims: Sequence[Claim]) -> tuple[str, bool]:
    """Status of what all the claims are about, and whether it is disputed.

    Happened or ongoing needs one claim in the report's own voice, a confirmation or a speaker's plain assertion;
    any number of allegations stays "alleged". A denial disputes, and prevails over a mere speaker where it is in
    the report's own voice. Source: ours.
    """
    rows = [(claimed_status(claim), voucher(claim), claim) for claim in claims]
    denials = [tier for status, tier, _ in rows if status == "denied"]
    affirmed = {status for status, _, _ in rows if status != "denied"}
    if not affirmed:
        return ("denied" if denials else "hypothetical"), False
    disputed = bool(denials)
    own = [claim for status, tier, claim in rows if status in REAL and tier == OWN_VOICE]
    spoken = [claim for status, tier, claim in rows if status in REAL and tier != OWN_VOICE]
    if own:
        return _begun_or_done(own), disputed
    if spoken:
        return ("alleged" if OWN_VOICE in denials else _begun_or_done(spoken)), disputed
    return next(status for status in _UNREAL if status in affirmed), disputed


def supporting(claims: Sequence[Claim], status: str) -> list[Claim]:
    """The claims that a thing of this joint status may be described by, in their order; all where there are none.

    What happened is described by those who say that it happened: neither the doer that is alleged nor the day that was
    planned becomes a fact with it. What did not surely happen is described by all who do not deny it.
    """
    wanted = REAL if status in REAL else ()
    found = [c for c in claims if claimed_status(c) != "denied" and (not wanted or claimed_status(c) in wanted)]
    return found or list(claims)


def joint_hedge(claims: Sequence[Claim], hedges: Iterable[tuple[Claim, str]]) -> str:
    """The hedge that at least half of the best claims carry, "" where most state the thing plainly."""
    body = [claim.id for claim in claims if section_rank(claim) == 0] or [claim.id for claim in claims]
    counts: dict[str, int] = {}
    for claim, hedge in hedges:
        if hedge and claim.id in body:
            counts[hedge] = counts.get(hedge, 0) + 1
    if not counts or 2 * sum(counts.values()) < len(body):
        return ""
    return min(counts, key=lambda hedge: (-counts[hedge], hedge))


def _begun_or_done(claims: Sequence[Claim]) -> str:
    """Ongoing or happened: what is known last counts; within a day, the body's "has begun" counts."""
    newest = max(claim.known.latest or date.min for claim in claims)
    latest = [claim for claim in claims if (claim.known.latest or date.min) == newest]
    best = [claim for claim in latest if section_rank(claim) == 0] or latest
    return "ongoing" if any(claimed_status(claim) == "ongoing" for claim in best) else "happened"
