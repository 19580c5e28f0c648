"""The other parts of an event: mediators, forums, those it is for, its topic and its quoted words."""

from __future__ import annotations

from chancery.coding.contents import own_words
from chancery.coding.drafts import Draft
from chancery.coding.fillers import Conditions, fillers, nested, participant
from chancery.coding.page import Page
from chancery.terms import Participant, Span, Step

_TOPIC_ROLES = ("content", "topic", "purpose", "patient")
_CARED_FOR = frozenset({"CVL", "ETH", "REL"})


def add_extras(page: Page, draft: Draft, conditions: Conditions) -> None:
    """Fill in others, topic and quote of a draft."""
    others = [("mediator", part) for part in (*_parts(page, draft, "mediator"), *_brokers(page, draft))]
    for spec in draft.rule.forum:
        for filler in fillers(page, draft.predicate, spec):
            if filler.actor is not None and conditions.is_a(filler, "court"):
                others.append(("forum", participant(filler.actor)))
    others += [("instrument", part) for part in _parts(page, draft, "instrument")]
    known = {part.span for part in draft.parties()}
    others += [("beneficiary", part) for part in _parts(page, draft, "beneficiary") if part.span not in known]
    if draft.type == "REQUEST" and not any(role == "beneficiary" for role, _ in others):
        others += [("beneficiary", part) for part in _concerned(page, draft)]
    forums = {part.span for role, part in others if role == "forum"}
    draft.recipients = tuple(part for part in draft.recipients if part.span not in forums)
    mediators = {part.span for role, part in others if role == "mediator"}
    draft.actors = tuple(part for part in draft.actors if part.span not in mediators)
    draft.others = tuple(dict.fromkeys(others))
    draft.topic = _topic(page, draft)
    draft.quote = _quote(page, draft)


def _parts(page: Page, draft: Draft, role: str) -> list[Participant]:
    return [participant(filler.actor) for filler in fillers(page, draft.predicate, role) if filler.actor is not None]


def _brokers(page: Page, draft: Draft) -> list[Participant]:
    """Who brokered what the event is, where a verb of its sentence says so of it."""
    found: list[Participant] = []
    objects = (
        {role.head for role in draft.predicate.roles if role.role in _TOPIC_ROLES} if draft.type == "AGREE" else set()
    )
    objects.add(draft.predicate.token)
    for predicate in page.reading.predicates:
        if predicate.sentence != draft.sentence.index or predicate.token == draft.predicate.token:
            continue
        if any(role.role == "patient" and role.head in objects for role in predicate.roles):
            for filler in fillers(page, predicate, "mediator"):
                if filler.actor is not None:
                    found.append(participant(filler.actor))
    return found


def _concerned(page: Page, draft: Draft) -> list[Participant]:
    """The people for whom a call is made: the subject of the clause in which it stands, where that names a people."""
    tokens = draft.sentence.tokens
    at = draft.predicate.token
    found: list[Participant] = []
    while tokens[at].head >= 0:
        at = tokens[at].head
        for kid in page.kids[draft.sentence.index][at]:
            if tokens[kid].deprel.startswith("nsubj"):
                fillers_in = [*nested(page, draft.sentence.index, kid, "agent")]
                mentions = [filler.actor for filler in fillers_in] + [page.actor_at(draft.sentence.index, kid)]
                for mention in mentions:
                    if mention is not None and (mention.actor.sector in _CARED_FOR or mention.actor.ethnicity):
                        part = participant(mention)
                        found.append(
                            Participant(part.actor, part.text, part.span, "inferred", "the people its clause is about")
                        )
                        draft.steps.append(Step("coding:beneficiary", part.text))
        if found:
            break
    return found


def _topic(page: Page, draft: Draft) -> str:
    """What the event is about, in the report's words: the content, else the topic, else an object that is no party."""
    parties = {part.span for part in draft.parties()}
    for name in _TOPIC_ROLES:
        phrases: list[str] = []
        for filler in fillers(page, draft.predicate, name):
            if filler.actor is not None and filler.actor.span in parties:
                continue
            if phrases and _is_clause(page, filler.sentence, filler.head):
                continue  # "promised funds and the army is taxing goods": what is joined is no second thing promised
            phrases.append(own_words(page, filler.sentence, filler.head))
        if phrases:
            return " and ".join(dict.fromkeys(phrases))
    return ""


def _is_clause(page: Page, sentence: int, head: int) -> bool:
    tokens = page.sentences[sentence].tokens
    return any(tokens[kid].deprel.startswith("nsubj") for kid in page.kids[sentence][head])


def _quote(page: Page, draft: Draft) -> str:
    """Words in quotation marks in the event's own phrases."""
    reach = [Span(role.start, role.end) for role in draft.predicate.roles]
    tokens = draft.sentence.tokens
    if draft.predicate.kind == "verb":
        under = page.below(draft.sentence.index, draft.predicate.token)
        reach.append(Span(tokens[under[0]].start, tokens[under[-1]].end))
    for quotation in page.reading.quotations:
        span = Span(quotation.start, quotation.end)
        if quotation.sentence == draft.sentence.index and any(part.meets(span) for part in reach):
            return span.cut(page.text)
    return ""
