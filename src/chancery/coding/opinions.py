"""Judgements that speakers pass: kept with their speaker, never counted as events."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chancery.coding.fillers import participant
from chancery.coding.page import Page
from chancery.coding.voices import attributions_of
from chancery.shelf.codebooks import Codebook
from chancery.terms import Attribution, OpinionContent, Participant, Span, Step

_JUDGING = frozenset(
    (
        "inevitable unacceptable important significant historic high low good bad strong weak wrong right dangerous "
        "illegal unlawful legitimate illegitimate unfair fair necessary crucial key critical clear unclear likely "
        "unlikely possible impossible disappointing shameful brutal tragic positive negative great huge terrible "
        "responsible irresponsible absurd false true serious difficult confident optimistic concerned worried proud "
        "vital essential premature mistake disaster failure success threat result sign step victory defeat tragedy "
        "betrayal"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Opinion:
    """An opinion claim in the making."""

    content: OpinionContent
    sentence: int
    span: Span
    attribution: Attribution
    steps: tuple[Step, ...]


def find_opinions(page: Page, codebook: Codebook) -> list[Opinion]:
    """Attributed clauses that judge rather than report, in text order.

    A clause judges where its speaker is said to think or call something so, or where it says of something that it is
    (inevitable, a mistake, at a high level); an analyst's copular clause always does.
    """
    found: list[Opinion] = []
    seen: set[Span] = set()
    for attribution in page.said:
        for part in attribution.content:
            for sentence in page.sentences:
                if sentence.end <= part.start or sentence.start >= part.end:
                    continue
                span = Span(max(sentence.start, part.start), min(sentence.end, part.end))
                why = _judges(page, attribution, sentence.index, span, codebook)
                if not _says_anything(page, attribution, sentence.index, span):
                    continue
                if why and span not in seen and span.end - span.start > 12:
                    seen.add(span)
                    about = _about(page, sentence.index, span)
                    content = OpinionContent(_trim(span.cut(page.text)), about)
                    found.append(Opinion(content, sentence.index, span, attribution, (Step("coding:opinion", why),)))
    found = [opinion for opinion in (_with_voice(page, one) for one in found) if opinion is not None]
    found.extend(opinion for opinion in _called(page) if opinion.span not in seen)
    return sorted(found, key=lambda opinion: opinion.span)


def _says_anything(page: Page, attribution: Attribution, index: int, span: Span) -> bool:
    """Whether somebody is said to hold it, and whether it is more than a name: "Sechenov University" is no opinion."""
    if attribution.source is None:
        return False
    inside = [token for token in page.sentences[index].tokens if span.start <= token.start and token.end <= span.end]
    return any(token.upos in ("VERB", "AUX", "ADJ", "NOUN", "ADV") for token in inside)


def _with_voice(page: Page, opinion: Opinion) -> Opinion | None:
    """The opinion with the speaker of the quotation for its "I" or "we"; None where nobody says who it is."""
    attribution = opinion.attribution
    words = attribution.source.cut(page.text).lower() if attribution.source else ""
    if words not in ("i", "we", "you"):
        return opinion
    around = attributions_of(page, attribution.sentence, attribution.cue)
    if not around or around[-1].source is None:
        return None
    return replace(opinion, attribution=around[-1])


_CALLING = frozenset({"call", "describe", "brand", "label", "deem", "consider", "dub", "term", "regard", "view"})


def _called(page: Page) -> list[Opinion]:
    """What somebody calls something: "called the withdrawal the natural result of ..."."""
    found: list[Opinion] = []
    for predicate in page.reading.predicates:
        if predicate.lemma not in _CALLING or predicate.kind != "verb":
            continue
        tokens = page.sentences[predicate.sentence].tokens
        kids = page.kids[predicate.sentence][predicate.token]
        objects = [kid for kid in kids if tokens[kid].deprel in ("obj", "xcomp") and kid > predicate.token]
        agent = predicate.role("agent")
        if len(objects) < 2 or agent is None or predicate.modality == "negated":
            continue
        span = page.phrase(predicate.sentence, objects[-1])
        cue = Span(tokens[predicate.token].start, tokens[predicate.token].end)
        attribution = Attribution(
            sentence=predicate.sentence,
            cue=cue,
            cue_lemma=predicate.lemma,
            cue_token=predicate.token,
            stance="opines",
            content=(span,),
            source=Span(agent.start, agent.end),
            source_sentence=predicate.sentence,
            source_head=agent.head,
            rule="named so",
        )
        about = page.phrase(predicate.sentence, objects[0]).cut(page.text)
        content = OpinionContent(_trim(span.cut(page.text)), _about(page, predicate.sentence, span), about)
        step = Step("coding:opinion", f"{predicate.lemma}: what somebody calls it")
        found.append(Opinion(content, predicate.sentence, span, attribution, (step,)))
    return found


def _judges(page: Page, attribution: Attribution, index: int, span: Span, codebook: Codebook) -> str:
    tokens = page.sentences[index].tokens
    inside = [at for at, token in enumerate(tokens) if span.start <= token.start and token.end <= span.end]
    roots = [at for at in inside if tokens[at].head not in inside or tokens[at].head < 0]
    if not roots:
        return ""
    if attribution.stance == "opines":
        return f"{attribution.cue_lemma}: a cue of opinion"
    copular = [
        at
        for root in roots
        for at in [root]
        if any(tokens[kid].deprel == "cop" for kid in page.kids[index][at] if kid in inside)
    ]
    for at in copular:
        words = [tokens[one].lemma.lower() for one in page.below(index, at)]
        judging = [word for word in words if word in _JUDGING]
        if judging:
            return f"a clause that judges ({judging[0]})"
        if _by_analyst(page, attribution, codebook):
            return "an analyst says what something is"
    return ""


def _by_analyst(page: Page, attribution: Attribution, codebook: Codebook) -> bool:
    words = codebook.classes["analyst"].lemmas
    if attribution.source_sentence is None or attribution.source_head is None:
        return False
    mention = page.actor_at(attribution.source_sentence, attribution.source_head)
    if mention is None:
        return False
    text = f"{mention.actor.role} {mention.text}".lower()
    return any(word in text for word in words)


def _about(page: Page, index: int, span: Span) -> tuple[Participant, ...]:
    found = [
        participant(mention)
        for mention in page.reading.actors
        if mention.sentence == index and span.holds(mention.span) and mention.named
    ]
    return tuple({part.actor.id: part for part in found}.values())


def _trim(words: str) -> str:
    bare = " ".join(words.split()).strip(" ,;\"'“”‘’")
    for opener in ("that ", "as "):
        bare = bare.removeprefix(opener)
    return bare
