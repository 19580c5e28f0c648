"""Who vouches for an event, and what that makes of its status."""

from __future__ import annotations

from chancery.coding.drafts import Draft
from chancery.coding.fillers import participant
from chancery.coding.page import Page
from chancery.shelf.codebooks import Codebook
from chancery.terms import Actor, Attribution, Participant, Predicate, Span, Speaker, Step

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
VERBAL = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT", "AGREE"})


def attribute(page: Page, draft: Draft, codebook: Codebook) -> None:
    """Fill in speakers, stance and status of a draft from its modality and the attributions around its trigger."""
    predicate = _modal_predicate(page, draft)
    draft.status = _BY_MODALITY.get(predicate.modality, "happened")
    if draft.status in ("happened", "ongoing") and _conditional(page, draft):
        draft.status = "hypothetical"
    if draft.status == "happened" and _goes_on(page, draft):
        draft.status = "ongoing"
    if predicate.modality == "begun" and _began(page, draft):
        draft.status = "happened"
    if draft.status in ("planned", "hypothetical", "denied") and _done_all_the_same(page, draft):
        draft.status = "happened"
    if predicate.modality == "generic" and draft.tentative:
        draft.status = "planned"  # "a withdrawal agreement" speaks of the withdrawal, not yet of its happening
    if predicate.modality != "actual":
        draft.steps.append(Step("reading:modality", f"{predicate.modality} ({predicate.modality_why})"))
    around = attributions_of(page, draft.sentence.index, draft.trigger)
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
        if performed(page, draft, innermost, speakers[-1]):
            draft.status = "happened"
            draft.steps.append(Step("coding:performed", "done by saying it"))
        else:
            draft.status = _status_said(draft, innermost, speakers[-1], codebook)
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
    draft.type, draft.mode = _as_planned(draft, codebook)


_BEGINNING = frozenset({"break_out", "erupt", "begin", "start", "intensify", "escalate", "flare", "launch", "open"})
_GOING_ON = frozenset({"resume", "continue", "rage"}) | _BEGINNING


def _goes_on(page: Page, draft: Draft) -> bool:
    """Whether a noun is said to have begun or to go on ("fighting has erupted", "protests continue")."""
    return draft.predicate.kind == "noun" and any(
        predicate.sentence == draft.sentence.index
        and predicate.lemma in _GOING_ON
        and predicate.modality in ("actual", "ongoing", "begun")
        and not _simple_past(page, predicate)
        and any(role.role == "agent" and role.head == draft.predicate.token for role in predicate.roles)
        for predicate in page.reading.predicates
    )


def _began(page: Page, draft: Draft) -> bool:
    """Whether a noun is told to have begun back then ("the protests began after", "opened its inquiry in 2019")."""
    return draft.predicate.kind == "noun" and any(
        predicate.sentence == draft.sentence.index
        and predicate.lemma in _BEGINNING
        and _simple_past(page, predicate)
        and any(role.head == draft.predicate.token for role in predicate.roles)
        for predicate in page.reading.predicates
    )


def _simple_past(page: Page, predicate: Predicate) -> bool:
    tokens = page.sentences[predicate.sentence].tokens
    return predicate.tense == "past" and not any(
        tokens[kid].lemma == "have" for kid in page.kids[predicate.sentence][predicate.token]
    )


#: Bodies that vote, and people who come together, do in the same breath what the infinitive says.
_DECIDING = frozenset({"vote", "decide", "choose", "opt", "resolve"})
_GATHERING = frozenset({"gather", "assemble", "turn_out", "rally", "march", "meet", "use", "come", "convene", "stage"})
#: Of these a decision is only the announcement.
_LATER = frozenset({"RETREAT", "MOBILIZE", "ASSAULT", "COOPERATE", "AID", "AGREE", "CONSULT"})
#: Conflict whose attempt is itself an act of the kind: a coup that failed was one.
_ATTEMPTED = frozenset({"ASSAULT", "COERCE", "ACCUSE", "PROTEST", "REJECT"})
_TRYING = frozenset({"try", "attempt", "seek", "struggle", "attempted", "failed", "abortive", "bid", "effort"})
_REFUSING = frozenset(
    "reject refuse veto block deny decline dismiss oppose defy rebuff resist disobey snub spurn renounce".split()
)


def _done_all_the_same(page: Page, draft: Draft) -> bool:
    """Whether what reads as planned, tried or negated was done by that: "voted to extend", "a failed coup".

    To withhold consent ("did not approve") is to reject, so that a negation makes the event and does not deny it.
    """
    predicate, why = draft.predicate, draft.predicate.modality_why
    if draft.type == "REJECT" and predicate.modality == "negated" and predicate.lemma not in _REFUSING:
        return predicate.kind == "verb" and draft.status == "denied"
    if draft.type in _ATTEMPTED and why in _TRYING and predicate.modality in ("possible", "negated"):
        return True
    if predicate.modality != "planned" or predicate.kind != "verb":
        return False
    tokens = draft.sentence.tokens
    if tokens[predicate.token].deprel.split(":")[0] not in ("xcomp", "advcl"):
        return False
    outer = page.predicate_at(draft.sentence.index, tokens[predicate.token].head)
    if outer is None or outer.modality != "actual" or outer.tense != "past":
        return False
    return (outer.lemma in _DECIDING and draft.type not in _LATER) or outer.lemma in _GATHERING


def performed(page: Page, draft: Draft, attribution: Attribution, speaker: Speaker) -> bool:
    """Whether a speech act is done by the very words that are reported: "the gun laws should be changed", she said.

    Where the trigger is itself a word for a speech act ("he would sue", "I never threaten"), only the first person in
    the present does it: "I would urge", "we are asking".
    """
    if draft.type not in VERBAL or attribution.stance == "denies":
        return False
    own = not draft.actors or any(_is_speaker(part, speaker) for part in draft.actors)
    lemmas = draft.rule.verbs + draft.rule.nouns + draft.rule.adjectives
    if draft.predicate.lemma not in lemmas:
        return own and draft.predicate.modality in ("demanded", "ongoing", "negated", "actual")
    agent = draft.predicate.role("agent")
    first = agent is not None and draft.sentence.tokens[agent.head].text.lower() in ("i", "we")
    now = draft.predicate.modality in ("ongoing", "conditional", "actual") and draft.predicate.tense in ("present", "")
    return (
        first
        and now
        and draft.predicate.modality_why in ("", "be", "am", "are", "'m", "'re", "’m", "’re", "would", "if")
    )


def _is_speaker(part: Participant, speaker: Speaker) -> bool:
    if part.span is not None and part.span == speaker.span:
        return True
    return speaker.actor is not None and part.actor.id == speaker.actor.id


def _conditional(page: Page, draft: Draft) -> bool:
    """Whether the event stands in an if-clause."""
    tokens = draft.sentence.tokens
    return any(
        tokens[kid].deprel == "mark" and tokens[kid].text.lower() in ("if", "unless")
        for kid in page.kids[draft.sentence.index][draft.predicate.token]
    )


def _modal_predicate(page: Page, draft: Draft) -> Predicate:
    """The predicate whose modality counts: the event's own, or that of what it is the means to ("seeks .. by ..")."""
    tokens = draft.sentence.tokens
    at = draft.predicate.token
    if tokens[at].deprel == "advcl" and any(
        tokens[kid].text.lower() == "by" and tokens[kid].deprel in ("mark", "case")
        for kid in page.kids[draft.sentence.index][at]
    ):
        return page.predicate_at(draft.sentence.index, tokens[at].head) or draft.predicate
    return draft.predicate


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


def attributions_of(page: Page, sentence_index: int, trigger: Span) -> list[Attribution]:
    """The attributions whose content holds the trigger, outermost first; the trigger's own cue is not one of them."""
    found = [
        attribution
        for attribution in page.said_in.get(sentence_index, ())
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
        elif page.sentences[attribution.source_sentence].tokens[attribution.source_head].upos == "PRON":
            text = _antecedent(page, attribution) or text
    return Speaker(actor, text, span, attribution.stance)


def _antecedent(page: Page, attribution: Attribution) -> str:
    """The words that a speaker's pronoun stands for, by its chain; for "they", else the last plural speaker."""
    sentence, token = attribution.source_sentence or 0, attribution.source_head or 0
    for chain in page.reading.coreference:
        if any(mention.sentence == sentence and mention.head == token for mention in chain):
            for mention in chain:
                span = Span(mention.start, mention.end)
                said = any(part.meets(span) for part in attribution.content)  # nobody speaks in what he says
                somebody = page.actor_at(mention.sentence, mention.head) is not None
                if somebody and not said and (mention.sentence, mention.head) != (sentence, token):
                    return span.cut(page.text)
    if page.sentences[sentence].tokens[token].text.lower() != "they":
        return ""
    spoken = [
        predicate
        for predicate in page.reading.predicates
        if predicate.sentence == sentence - 1 and page.sentences[sentence - 1].block == page.sentences[sentence].block
    ]
    for predicate in spoken:
        for role in predicate.roles:
            word = page.sentences[predicate.sentence].tokens[role.head]
            if role.role == "agent" and word.feat("Number") == "Plur" and word.upos == "NOUN":
                return page.text[role.start : role.end]
    return ""


def _status_said(draft: Draft, attribution: Attribution, voice: Speaker, codebook: Codebook) -> str:
    status, stance, speaker = draft.status, attribution.stance, voice.actor
    if stance == "denies":
        return status if draft.type in VERBAL and not _inside(draft, attribution) else "denied"
    if stance == "demands":
        return "demanded"
    if stance == "predicts":
        return "planned" if status == "planned" else "hypothetical"
    own = speaker is not None and any(_same_side(speaker, party.actor) for party in draft.actors)
    if status == "planned" and codebook.types[draft.type].future and own:
        return "happened"  # who says that he will help has by that agreed to it
    if status not in ("happened", "ongoing"):
        return status
    hostile = codebook.score(draft.type, draft.mode) < 0 and draft.type not in VERBAL
    official = speaker is not None and bool(speaker.country) and speaker.sector in ("GOV", "MIL", "REB", "LEG", "COP")
    if stance == "alleges":
        return status if own or (official and not hostile and not draft.actors) else "alleged"
    against = speaker is not None and any(_same_side(speaker, party.actor) for party in draft.recipients)
    accusing = official and not draft.recipients and any(party.actor.country for party in draft.actors)
    if stance == "asserts" and hostile and (against or accusing) and not own and draft.actors:
        draft.steps.append(Step("coding:party", "officials speak of what another side did"))
        return "alleged"
    return status


def _inside(draft: Draft, attribution: Attribution) -> bool:
    """Whether the words of saying stand above the event: in "was accused of theft, which he denied" they do not."""
    tokens, at = draft.sentence.tokens, attribution.cue_token
    if attribution.sentence != draft.sentence.index:
        return True
    while tokens[at].head >= 0:
        at = tokens[at].head
        if at == draft.predicate.token:
            return False
    return True


def _same_side(one: Actor, other: Actor) -> bool:
    return one.id == other.id or bool(one.country and one.country == other.country)


def _as_planned(draft: Draft, codebook: Codebook) -> tuple[str, str]:
    """Cooperation that is still to come is agreement to it (PLOVER)."""
    future = codebook.types[draft.type].future
    if draft.status == "planned" and future:
        draft.steps.append(Step("codebook:future", f"planned {draft.type} is {future}"))
        return future, ""
    return draft.type, draft.mode
