"""Whose words an event is told in: the attributions around it, and the speakers that they name."""

from __future__ import annotations

from chancery.coding.fillers import participant
from chancery.coding.page import Page
from chancery.terms import Actor, ActorMention, Attribution, Span, Speaker

#: Verbs whose infinitive is the subject's own doing and no news of it: "states that had decided to postpone the vote".
_DECIDING = frozenset({"decide", "resolve", "choose", "opt"})
#: What gives its word for what somebody wrote or said in it.
_DOCUMENTS = frozenset(
    "statement report tweet letter memo email message post release speech interview communique address column article "
    "announcement remark comment video broadcast press_release summary ruling opinion account testimony".split()
)
#: Texts that say what ought to be: they report no event.
_NORMS = frozenset({"constitution", "law", "act", "statute", "treaty", "agreement", "code", "rule", "custom", "clause"})
_AUTHORING = frozenset({"by", "from", "of"})


def attributions_of(page: Page, sentence_index: int, trigger: Span) -> list[Attribution]:
    """The attributions whose content holds the trigger, outermost first; the trigger's own cue is not one of them."""
    found = [
        attribution
        for attribution in page.said_in.get(sentence_index, ())
        if not attribution.cue.meets(trigger)
        and any(part.holds(trigger) for part in attribution.content)
        and not _is_no_voice(page, attribution, trigger)
    ]
    found.sort(key=lambda attribution: -max(part.end - part.start for part in attribution.content))
    return [one for at, one in enumerate(found) if not (at and _is_thing(page, one))]


def _is_no_voice(page: Page, attribution: Attribution, trigger: Span) -> bool:
    """Whether what reading took for a report of words is none of the event: an own decision, a norm, a mere subject."""
    if attribution.cue_lemma in _DECIDING:
        tokens = page.sentences[attribution.sentence].tokens
        heads = [token for token in tokens if token.start <= trigger.start < token.end]
        if any(token.head == attribution.cue_token and token.deprel == "xcomp" for token in heads):
            return True
    sentence, head = attribution.source_sentence, attribution.source_head
    if sentence is not None and head is not None:
        return page.lemma(sentence, head) in _NORMS and page.actor_at(sentence, head) is None
    return False


def _is_thing(page: Page, attribution: Attribution) -> bool:
    """Whether a source inside of somebody's words is nobody: "the deal assumes that ...", he said."""
    sentence, head = attribution.source_sentence, attribution.source_head
    if sentence is None or head is None or page.actor_at(sentence, head) is not None:
        return False
    token = page.sentences[sentence].tokens[head]
    return token.upos == "NOUN" and token.lemma.lower() not in _DOCUMENTS and token.feat("Number") != "Plur"


def speakers_of(page: Page, around: list[Attribution]) -> tuple[Speaker, ...]:
    """The chain of speakers, from the report's own voice inwards, each one that is named once.

    Shapes:  "I think" inside of a quotation is the same speaker's word, with that word's stance. Where a source is said
             to cite another ("reports citing two officials"), that one comes after it.
    """
    chain = [Speaker()]
    for attribution in around:
        words = attribution.source.cut(page.text).lower() if attribution.source else ""
        if words in ("i", "we") and len(chain) > 1 and (chain[-1].text or chain[-1].actor):
            last = chain[-1]
            chain[-1] = Speaker(last.actor, last.text, last.span, attribution.stance)
            continue
        chain.append(speaker_of(page, attribution))
        cited = _cited(page, attribution)
        if cited is not None:
            chain.append(cited)
    return tuple(chain)


def speaker_of(page: Page, attribution: Attribution) -> Speaker:
    """Who an attribution names as its source: the actor where it is known, else the words; neither where not stated.

    Shapes:  of a statement, the one whose statement it is; of a phrase that ends in a person's name, that person.
    """
    sentence, head = attribution.source_sentence, attribution.source_head
    text = attribution.source.cut(page.text) if attribution.source else ""
    if sentence is None or head is None:
        return Speaker(None, text, attribution.source, attribution.stance)
    mention = _person_in(page, attribution) or page.actor_at(sentence, head)
    if (mention is None or not _acts(mention)) and page.lemma(sentence, head) in _DOCUMENTS:
        mention = _author(page, sentence, head) or mention
    if mention is not None:
        return Speaker(mention.actor, participant(mention).text, mention.span, attribution.stance)
    actor: Actor | None = None
    if page.sentences[sentence].tokens[head].upos == "PRON":
        text = _antecedent(page, attribution) or text
    return Speaker(actor, text, attribution.source, attribution.stance)


def _acts(mention: ActorMention) -> bool:
    return mention.actor.kind in ("person", "country", "organisation")


def _person_in(page: Page, attribution: Attribution) -> ActorMention | None:
    """The person whose name ends the source phrase: "union general secretary Jane Doe" is she, not the union."""
    sentence, head, source = attribution.source_sentence, attribution.source_head, attribution.source
    if sentence is None or head is None or source is None:
        return None
    here = page.actor_at(sentence, head)
    if here is not None and here.actor.kind == "person":
        return here
    named = [name for name in page.reading.names if name.sentence == sentence and name.kind == "PER"]
    for name in named:
        if source.start <= name.start and name.end == source.end:
            for mention in page.actors_in.get(sentence, ()):
                if mention.span.meets(Span(name.start, name.end)) and mention.actor.kind == "person":
                    return mention
    return None


def _author(page: Page, sentence: int, head: int) -> ActorMention | None:
    """Whose a statement or report is: its owner, the one it is by, or the one who released it."""
    tokens = page.sentences[sentence].tokens
    for kid in page.kids[sentence][head]:
        relation = tokens[kid].deprel
        mention = page.actor_at(sentence, kid)
        if mention is not None and relation == "nmod:poss":
            return mention
        if relation.startswith("nmod") and page.case_of(sentence, kid) in _AUTHORING and mention is not None:
            return mention
        if relation == "acl":  # "a memo posted online by Senator Doe"
            for below in page.kids[sentence][kid]:
                doer = page.actor_at(sentence, below) if page.case_of(sentence, below) == "by" else None
                if doer is not None:
                    return doer
    if tokens[head].deprel == "obj":  # "they released a statement which said"
        outer = page.predicate_at(sentence, tokens[head].head)
        agent = outer.role("agent") if outer is not None else None
        return page.actor_at(sentence, agent.head) if agent is not None else None
    return None


def _cited(page: Page, attribution: Attribution) -> Speaker | None:
    """The source that a source cites: "reports citing two officials"."""
    sentence, head = attribution.source_sentence, attribution.source_head
    if sentence is None or head is None:
        return None
    tokens = page.sentences[sentence].tokens
    for kid in page.kids[sentence][head]:
        if tokens[kid].deprel.startswith("acl") and tokens[kid].lemma.lower() in ("cite", "quote"):
            for below in page.kids[sentence][kid]:
                if tokens[below].deprel == "obj" and below > kid:
                    mention = page.actor_at(sentence, below)
                    span = page.phrase(sentence, below)
                    actor = mention.actor if mention is not None else None
                    return Speaker(actor, span.cut(page.text), span, attribution.stance)
    return None


def _antecedent(page: Page, attribution: Attribution) -> str:
    """The words that a speaker's pronoun stands for, by its chain; for "they", else the last plural speaker."""
    sentence, token = attribution.source_sentence or 0, attribution.source_head or 0
    for chain in page.reading.coreference:
        if any(mention.sentence == sentence and mention.head == token for mention in chain):
            for mention in chain:
                span = Span(mention.start, mention.end)
                said = any(part.meets(span) for part in attribution.content)  # nobody speaks in what he says
                meant = page.actor_at(mention.sentence, mention.head)
                thing = page.sentences[sentence].tokens[token].text.lower() == "it"
                somebody = meant is not None and not (thing and meant.actor.kind == "person")
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
