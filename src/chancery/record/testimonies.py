"""What each independent source has to say on a happening, on its own word or on that of somebody it quotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chancery.record.sourcing import Whose, told_order
from chancery.record.statuses import REAL, SPOKEN, claimed_status, section_rank, text_order, voucher
from chancery.terms import Claim, Outlet, Speaker, Testimony, content_id

CONFIRMS, REPORTS, ALLEGES, DENIES = "confirms", "reports", "alleges", "denies"


def weigh(claims: Sequence[Claim], status: str, whose: Callable[[Claim], Whose]) -> tuple[Testimony, ...]:
    """One testimony for each source, verdict and voice, in order of first telling.

    `status` is the joint status of what the claims are about: what had only been planned or demanded when it was told
    is no word on whether it then happened, and is left out where it did. A headline that leaves the speaker out does
    not make the report vouch for what its body only quotes.
    """
    found: dict[tuple[str, str, str], list[tuple[Claim, Whose, Outlet]]] = {}
    for claim in _spoken_in_full(claims):
        mine = whose(claim)
        verdict = verdict_of(claim, status, mine)
        if not verdict:
            continue
        voice = voice_of(claim, mine)
        found.setdefault((mine.outlet.id, verdict, voice.id), []).append((claim, mine, voice))
    rows = [_testimony(verdict, some) for (_, verdict, _), some in found.items()]
    return tuple(sorted(rows, key=lambda row: (*told_order(row.known), row.source, row.verdict, row.voice)))


def verdict_of(claim: Claim, status: str, whose: Whose) -> str:
    """What a claim says on a thing of this joint status: confirms, reports, alleges, denies, or "" (nothing)."""
    said = claimed_status(claim)
    if said == "denied":
        return DENIES
    if said == "alleged":
        return ALLEGES
    if status in REAL and said not in REAL:
        return ""
    if inner_voice(claim, whose) is None:
        return CONFIRMS
    return REPORTS if voucher(claim) >= SPOKEN or said not in REAL else ALLEGES


def inner_voice(claim: Claim, whose: Whose) -> Speaker | None:
    """The speaker on whose word a claim is made; None where it is the source's own word."""
    last = claim.speakers[-1] if claim.speakers else None
    if last is None or not (last.actor or last.text) or (whose.named and whose.named == speaker_words(last)):
        return None
    return last


def speaker_words(speaker: Speaker) -> str:
    """The words that name a speaker."""
    return speaker.text or (speaker.actor.name if speaker.actor else "")


def voice_of(claim: Claim, whose: Whose) -> Outlet:
    """Who vouches beside the source: id, name and country of the speaker; nobody where it is the source itself."""
    speaker = inner_voice(claim, whose)
    if speaker is None:
        return Outlet("")
    if speaker.actor is None:
        # Unnamed speakers of two reports may be two people or one; as one they are not counted up.
        return Outlet(content_id("v", " ".join(speaker.text.casefold().split()), digits=12), speaker.text)
    return Outlet(speaker.actor.id, speaker.actor.name or speaker.text, speaker.actor.country)


def _spoken_in_full(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, without those in titles and the like of reports whose body tells of it too."""
    bodies = {claim.report for claim in claims if section_rank(claim) == 0}
    kept = [claim for claim in claims if section_rank(claim) == 0 or claim.report not in bodies]
    return sorted(kept, key=text_order)


def _testimony(verdict: str, some: Sequence[tuple[Claim, Whose, Outlet]]) -> Testimony:
    claims = [claim for claim, _, _ in some]
    first = min(some, key=lambda row: (*told_order(row[0].known), row[0].id))
    outlet, voice = first[1].outlet, first[2]
    # What the source published itself needs no other way to it.
    ways = sorted({mine.via for _, mine, _ in some})
    return Testimony(
        source=outlet.id,
        name=outlet.name,
        country=outlet.country,
        kind=outlet.kind,
        ownership=outlet.ownership,
        verdict=verdict,
        reports=tuple(sorted({claim.report for claim in claims})),
        claims=tuple(claim.id for claim in claims),
        known=first[0].known,
        via=ways[0],
        voice=voice.id,
        speaker=voice.name,
        speaker_country=voice.country,
    )
