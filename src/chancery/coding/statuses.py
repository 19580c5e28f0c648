"""Whether an event happened, is going on, is planned, alleged or denied: by its words, and by who says so."""

from __future__ import annotations

from chancery.coding.drafts import Draft
from chancery.coding.page import Page
from chancery.shelf.codebooks import Codebook
from chancery.terms import Actor, Attribution, Predicate, Speaker, Step, TimeMention

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
#: Speech acts happen in being said: their own speaker vouches for them.
VERBAL = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "SUPPORT", "AGREE"})


def status_by_words(page: Page, draft: Draft) -> str:
    """The status that the event's own clause gives it, whoever says so."""
    predicate = _modal_predicate(page, draft)
    status = _BY_MODALITY.get(predicate.modality, "happened")
    if status in ("happened", "ongoing") and _conditional(page, draft):
        status = "hypothetical"
    if status == "happened" and (_goes_on(page, draft) or _holds(page, draft)):
        status = "ongoing"
    if predicate.modality == "begun" and _began(page, draft):
        status = "happened"
    if status in ("planned", "hypothetical", "denied") and _done_all_the_same(page, draft, status):
        status = "happened"
    if predicate.modality == "generic" and draft.tentative:
        status = "planned"  # "a withdrawal agreement" speaks of the withdrawal, not yet of its happening
    if predicate.modality != "actual":
        draft.steps.append(Step("reading:modality", f"{predicate.modality} ({predicate.modality_why})"))
    return status


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


def _holds(page: Page, draft: Draft) -> bool:
    """Whether a noun is what somebody is in now: "is under investigation", "has faced sanctions since 2011"."""
    if draft.predicate.kind != "noun":
        return draft.type in ("PROTEST", "ASSAULT") and _ever_since(page, draft)
    tokens, at, sentence = draft.sentence.tokens, draft.predicate.token, draft.sentence.index
    below = {tokens[kid].text.lower() for kid in page.kids[sentence][at]}
    if "under" in below and below & {"is", "are", "remains", "remain"}:
        return True
    outer = page.predicate_at(sentence, tokens[at].head) if tokens[at].head >= 0 else None
    head = tokens[at].head
    if (
        head >= 0
        and tokens[at].deprel == "nsubj"
        and tokens[head].lemma.lower() in ("underway", "ongoing", "under_way")
    ):
        return True
    if outer is not None and tokens[at].deprel == "obj" and outer.lemma in _UNDERGOING and outer.modality == "ongoing":
        return True
    return since_of(page, draft) is not None


def _ever_since(page: Page, draft: Draft) -> bool:
    """Whether a verb in the perfect tells what has gone on since some time ("who have demonstrated since June")."""
    tokens, at, sentence = draft.sentence.tokens, draft.predicate.token, draft.sentence.index
    perfect = any(tokens[kid].text.lower() in ("have", "has") for kid in page.kids[sentence][at])
    return perfect and any(
        time.preposition == "since"
        and any(tokens[kid].start <= time.start < tokens[kid].end for kid in page.kids[sentence][at])
        for time in page.times_in.get(sentence, ())
    )


_UNDERGOING = frozenset(
    "experience undergo see face wage perform conduct carry_out host mount suffer stage hold".split()
)


def since_of(page: Page, draft: Draft) -> TimeMention | None:
    """The time since which what a noun names has gone on, where its clause says so in the perfect."""
    if draft.predicate.kind != "noun":
        return None
    tokens, sentence = draft.sentence.tokens, draft.sentence.index
    for time in page.times_in.get(sentence, ()):
        if time.preposition != "since" or not time.date.stated:
            continue
        at = draft.predicate.token
        while tokens[at].head >= 0 and tokens[at].deprel in ("nmod", "obj", "obl", "conj", "nmod:poss", "nsubj"):
            if tokens[at].deprel == "nmod" and page.case_of(sentence, at) not in ("of", "to"):
                break
            at = tokens[at].head
        aux = [tokens[kid].lemma for kid in page.kids[sentence][at] if tokens[kid].deprel.startswith("aux")]
        if "have" in aux and at != draft.predicate.token:
            return time
    return None


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


def _done_all_the_same(page: Page, draft: Draft, status: str) -> bool:
    """Whether what reads as planned, tried or negated was done by that: "voted to extend", "a failed coup".

    To withhold consent ("did not approve") is to reject, so that a negation makes the event and does not deny it.
    """
    predicate, why = draft.predicate, draft.predicate.modality_why
    if draft.type == "REJECT" and predicate.modality == "negated" and predicate.lemma not in _REFUSING:
        return predicate.kind == "verb" and status == "denied"
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
    modality, why = draft.predicate.modality, draft.predicate.modality_why
    lemmas = draft.rule.verbs + draft.rule.nouns + draft.rule.adjectives
    if draft.predicate.lemma not in lemmas and draft.predicate.kind != "noun":
        if modality == "planned":  # "we will be working together"; "it is time to unite"
            return draft.type == "AGREE" or (draft.type == "REQUEST" and why == "to")
        if modality == "negated":
            return draft.type in ("ACCUSE", "REJECT")
        return modality in ("demanded", "ongoing", "actual")
    now = modality in ("ongoing", "conditional", "actual") and draft.predicate.tense in ("present", "")
    now = now or why == "would"  # "I would urge", with whatever the verb of saying before it makes of that
    return _first_person(draft) and now and (why in _BEING or why in ("would", "if"))


_BEING = frozenset({"", "be", "am", "are", "'m", "'re", "’m", "’re"})


def _first_person(draft: Draft) -> bool:
    agent = draft.predicate.role("agent")
    return agent is not None and draft.sentence.tokens[agent.head].text.lower() in ("i", "we")


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


def status_said(draft: Draft, attribution: Attribution, voice: Speaker, codebook: Codebook) -> str:
    status, stance, speaker = draft.status, attribution.stance, voice.actor
    if stance == "denies":
        return status if draft.type in VERBAL and not _inside(draft, attribution) else "denied"
    if stance == "demands":
        return "demanded"
    if stance == "predicts":
        return "planned" if status == "planned" else "hypothetical"
    own = speaker is not None and any(_speaks_for(speaker, party.actor) for party in draft.actors)
    if draft.predicate.modality_why == "would" and draft.predicate.modality == "conditional" and stance == "asserts":
        status = "planned"  # "she indicated that they would appeal": the future, told in the past
    if status not in ("happened", "ongoing"):
        return status
    hostile = codebook.score(draft.type, draft.mode) < 0 and draft.type not in VERBAL
    official = speaker is not None and bool(speaker.country) and speaker.sector in ("GOV", "MIL", "REB", "LEG", "COP")
    if stance == "alleges":
        return status if own or (official and not hostile and not draft.actors) else "alleged"
    against = speaker is not None and any(same_side(speaker, party.actor) for party in draft.recipients)
    accusing = official and not draft.recipients and any(party.actor.country for party in draft.actors)
    if stance == "asserts" and hostile and not own:
        if (against or accusing) and draft.actors:
            draft.steps.append(Step("coding:party", "officials speak of what another side did"))
            return "alleged"
        if any(party.actor.id == speaker.id for party in draft.recipients if speaker is not None) and not official:
            draft.steps.append(Step("coding:party", "somebody tells what was done to them"))
            return "alleged"
    act = draft.type not in VERBAL or draft.mode == "investigate"
    if status == "happened" and act and _was_going_on(draft):
        return "ongoing"  # "the ministry said police were searching the area"
    return status


def _was_going_on(draft: Draft) -> bool:
    """Whether the verb is a past progressive, which words of saying make of what goes on now."""
    tokens, at = draft.sentence.tokens, draft.predicate.token
    return tokens[at].xpos == "VBG" and any(
        token.head == at and token.text.lower() in ("was", "were") for token in tokens
    )


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


def same_side(one: Actor, other: Actor) -> bool:
    return one.id == other.id or bool(one.country and one.country == other.country)


def _speaks_for(one: Actor, other: Actor) -> bool:
    """Whether a speaker tells of the deeds of the own side: a state's organs are one, its people and rebels others."""
    if one.id == other.id:
        return True
    sides = [_ORGANS if actor.sector in _ORGANS else {actor.sector} for actor in (one, other)]
    return bool(one.country and one.country == other.country) and sides[0] == sides[1]


_ORGANS = frozenset({"", "GOV", "MIL", "COP", "SPY", "LEG", "JUD"})


def as_planned(draft: Draft, codebook: Codebook, *, announced: bool) -> None:
    """Make of cooperation that is still to come the agreement to it (PLOVER); who says that he will has agreed.

    `announced`: it is an own act or plan that somebody announces.
    """
    if draft.status != "planned":
        return
    future = codebook.types[draft.type].future
    if future:
        draft.steps.append(Step("codebook:future", f"planned {draft.type} is {future}"))
        draft.type, draft.mode = future, ""
    voice = draft.speakers[-1].actor if draft.speakers else None
    own = voice is not None and any(same_side(voice, party.actor) for party in draft.actors)
    said = draft.stance == "asserts" and draft.attribution is not None and (own or _first_person(draft))
    if draft.type == "AGREE" and (said or announced):
        draft.status = "happened"
        draft.steps.append(Step("coding:performed", "promised by saying so"))
