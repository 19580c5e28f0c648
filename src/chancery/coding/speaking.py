"""Who vouches for an event, and what that makes of its status."""

from __future__ import annotations

from chancery.coding.drafts import Draft
from chancery.coding.fillers import participant
from chancery.coding.page import Page
from chancery.shelf.codebooks import Codebook
from chancery.terms import Actor, Attribution, Speaker, Step

_BY_MODALITY = {
    "actual": "happened",
    "ongoing": "ongoing",
    "begun": "ongoing",
    "planned": "planned",
    "possible": "hypothetical",
    "conditional": "hypothetical",
    "demanded": "demanded",
    "negated": "denied",
    "generic": "hypothetical",
}
_ALLEGING_HEDGES = frozenset({"allegedly", "alleged", "reportedly", "purportedly", "supposedly", "suspected"})
#: Speech acts happen in being said: their own speaker vouches for them.
_VERBAL = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT", "AGREE"})


def attribute(page: Page, draft: Draft, codebook: Codebook) -> None:
    """Fill in speakers, stance and status of a draft from its modality and the attributions around its trigger."""
    predicate = draft.predicate
    draft.status = _BY_MODALITY.get(predicate.modality, "happened")
    if predicate.modality != "actual":
        draft.steps.append(Step("reading:modality", f"{predicate.modality} ({predicate.modality_why})"))
    around = _attributions(page, draft)
    speakers = [Speaker()]
    for attribution in around:
        speakers.append(speaker_of(page, attribution))
    draft.speakers = tuple(speakers)
    if around:
        innermost = around[-1]
        draft.attribution = innermost
        draft.stance = innermost.stance
        cue = page.text[innermost.cue.start : innermost.cue.end]
        draft.steps.append(
            Step("reading:attribution", f"{speakers[-1].text or 'not stated'}: {cue!r} ({innermost.stance})")
        )
        draft.status = _status_said(draft, innermost, speakers[-1].actor, codebook)
    if draft.hedge.lower() in _ALLEGING_HEDGES and draft.status in ("happened", "ongoing"):
        draft.status = "alleged"
        draft.steps.append(Step("coding:hedge", draft.hedge))
    draft.type, draft.mode = _as_planned(draft, codebook)


def _attributions(page: Page, draft: Draft) -> list[Attribution]:
    """The attributions whose content holds the trigger, outermost first; the trigger's own cue is not one of them."""
    trigger = draft.trigger
    found = [
        attribution
        for sentence in (draft.sentence.index - 1, draft.sentence.index, draft.sentence.index + 1)
        for attribution in page.attributions_of.get(sentence, ())
        if not attribution.cue.meets(trigger) and any(part.holds(trigger) for part in attribution.content)
    ]
    return sorted(found, key=lambda attribution: -max(part.end - part.start for part in attribution.content))


def speaker_of(page: Page, attribution: Attribution) -> Speaker:
    """Who an attribution names as its source: the actor where it is known, else the words; neither where not stated."""
    actor: Actor | None = None
    text = attribution.source.cut(page.text) if attribution.source else ""
    span = attribution.source
    if attribution.source_sentence is not None and attribution.source_head is not None:
        mention = page.actor_at(attribution.source_sentence, attribution.source_head)
        if mention is not None:
            actor, text, span = mention.actor, participant(mention).text, mention.span
    return Speaker(actor, text, span, attribution.stance)


def _status_said(draft: Draft, attribution: Attribution, speaker: Actor | None, codebook: Codebook) -> str:
    status, stance = draft.status, attribution.stance
    if stance == "denies":
        return "denied"
    if stance == "demands":
        return "demanded"
    if stance == "predicts":
        return "planned" if status == "planned" else "hypothetical"
    if status not in ("happened", "ongoing"):
        return status
    own = speaker is not None and any(_same_side(speaker, party.actor) for party in draft.actors)
    if stance == "alleges":
        return status if own else "alleged"
    hostile = codebook.score(draft.type, draft.mode) < 0 and draft.type not in _VERBAL
    against = speaker is not None and any(_same_side(speaker, party.actor) for party in draft.recipients)
    if stance == "asserts" and hostile and against and not own and draft.actors:
        draft.steps.append(Step("coding:party", "a party speaks of what its opponent did"))
        return "alleged"
    return status


def _same_side(one: Actor, other: Actor) -> bool:
    return one.id == other.id or bool(one.country and one.country == other.country)


def _as_planned(draft: Draft, codebook: Codebook) -> tuple[str, str]:
    """Cooperation that is still to come is agreement to it (PLOVER)."""
    future = codebook.types[draft.type].future
    if draft.status == "planned" and future:
        draft.steps.append(Step("codebook:future", f"planned {draft.type} is {future}"))
        return future, ""
    return draft.type, draft.mode
