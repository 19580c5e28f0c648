"""Who vouches for an event, and what that makes of its status."""

from __future__ import annotations

from chancery.coding.drafts import Draft
from chancery.coding.fillers import participant
from chancery.coding.page import Page
from chancery.coding.statuses import as_planned, performed, status_by_words, status_said
from chancery.coding.voices import attributions_of, speakers_of
from chancery.shelf.codebooks import Codebook
from chancery.shelf.lexicons import HEARSAY
from chancery.terms import Attribution, Speaker, Step

_TO_CLAUSE = "to-clause"
"""How reading marks words of which only what somebody is to do is the content ("agreed to disarm")."""
#: Words by which the report does not vouch. "Reportedly" does not go so far: it is kept as a hedge.
_ALLEGING_HEDGES = HEARSAY | {"allegedly", "alleged", "purportedly", "supposedly", "suspected"}


def attribute(page: Page, draft: Draft, codebook: Codebook) -> None:
    """Fill in speakers, stance and status of a draft from its modality and the attributions around its trigger."""
    draft.status = status_by_words(page, draft)
    around = attributions_of(page, draft.sentence.index, draft.trigger)
    if page.told_in_passing(draft.sentence.index, draft.predicate.token):
        around = [one for one in around if one.rule != _TO_CLAUSE]  # what they agreed to do is not what had come before
    speakers = speakers_of(page, around)
    announced = bool(around) and _announced(draft, around[-1], speakers[-1])
    if announced:
        around, speakers = around[:-1], speakers[:-1]
    draft.speakers = speakers
    if around:
        innermost = around[-1]
        draft.attribution = innermost
        draft.stance = innermost.stance
        cue = page.text[innermost.cue.start : innermost.cue.end]
        draft.steps.append(
            Step("reading:attribution", f"{speakers[-1].text or 'not stated'}: {cue!r} ({innermost.stance})")
        )
        if performed(page, draft, innermost, speakers[-1]):
            draft.status, draft.stance = "happened", "asserts"
            draft.steps.append(Step("coding:performed", "done by saying it"))
        else:
            draft.status = status_said(draft, innermost, speakers[-1], codebook)
    elif draft.status in ("happened", "ongoing"):
        accuser = _accuser(page, draft)
        if accuser is not None:
            draft.status, draft.stance = "alleged", "alleges"
            draft.speakers = (Speaker(), accuser)
            draft.actors = tuple(part for part in draft.actors if part.span != accuser.span)
            draft.steps.append(Step("coding:accusation", f"told inside what {accuser.text} accuses of"))
    if draft.hedge.lower() in _ALLEGING_HEDGES and draft.status in ("happened", "ongoing"):
        draft.status = "alleged"
        draft.steps.append(Step("coding:hedge", draft.hedge))
    as_planned(draft, codebook, announced=announced)


_ANNOUNCING = frozenset({"announce", "declare", "unveil", "proclaim"})


def _announced(draft: Draft, attribution: Attribution, speaker: Speaker) -> bool:
    """Whether it is an own act or plan that somebody announces: the announcing is the act, and no report of it.

    "Announced his resignation", "announced that they would sue"; not "announced that its troops had left".
    """
    if attribution.cue_lemma not in _ANNOUNCING or speaker.actor is None:
        return False
    own = any(part.actor.id == speaker.actor.id for part in draft.actors)
    return own and (draft.status == "planned" or draft.predicate.kind == "noun")


_ACCUSING = frozenset({"accuse", "blame", "suspect"})


def _accuser(page: Page, draft: Draft) -> Speaker | None:
    """Who accuses somebody of the event, where the parse hangs it below a verb of accusing but reading missed that."""
    tokens, sentence = draft.sentence.tokens, draft.sentence.index
    at = draft.predicate.token
    if draft.predicate.kind != "verb" or draft.predicate.lemma in _ACCUSING:
        return None
    while tokens[at].head >= 0 and tokens[at].deprel in ("advcl", "acl", "xcomp", "ccomp", "conj"):
        if tokens[at].deprel == "conj" and tokens[at].feat("VerbForm") == "Fin":
            return None
        at = tokens[at].head
        outer = page.predicate_at(sentence, at)
        if outer is not None and outer.lemma in _ACCUSING:
            for role in outer.roles:
                mention = page.actor_at(sentence, role.head) if role.role == "agent" else None
                if mention is not None:
                    return Speaker(mention.actor, participant(mention).text, mention.span, "alleges")
    return None
