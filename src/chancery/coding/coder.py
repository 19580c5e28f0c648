"""A reading into claims: the whole of coding, step by step."""

from __future__ import annotations

from dataclasses import replace

from chancery.coding.classifier import Classifier
from chancery.coding.contexts import contexts_of
from chancery.coding.counting import count
from chancery.coding.dating import date_by_words
from chancery.coding.denials import find_denials
from chancery.coding.distances import date_by_distance
from chancery.coding.drafts import Draft
from chancery.coding.extras import add_extras
from chancery.coding.fillers import CIVIC_SECTORS, POLITICAL_SECTORS, Conditions, political
from chancery.coding.finding import find_drafts
from chancery.coding.implied import imply_parties
from chancery.coding.linking import (
    adopt_status,
    join_means,
    link_causes,
    link_ends,
    link_frames,
    link_same,
    link_topics,
    share_contexts,
)
from chancery.coding.locating import locate
from chancery.coding.opinions import Opinion, find_opinions
from chancery.coding.page import Page
from chancery.coding.publication import earliest_year, infer_published
from chancery.coding.repeats import drop_repeats
from chancery.coding.speaking import attribute
from chancery.coding.standing import find_standings
from chancery.coding.state_claims import Standing
from chancery.coding.storyline import date_by_report, date_by_story
from chancery.coding.unsaid import note_unsaid
from chancery.coding.voices import speaker_of
from chancery.shelf.codebooks import Codebook, load_codebook
from chancery.terms import (
    ActorMention,
    Claim,
    EventContent,
    Link,
    OpinionContent,
    Participant,
    Reading,
    Report,
    Span,
    Speaker,
    StateContent,
    content_id,
)

VERSION = "coding.v1"


def code(reading: Reading, codebook: Codebook | None = None) -> tuple[Report, list[Claim]]:
    """The report, with its publication date where it can be inferred, and its claims in text order.

    Shapes:  event claims first at each trigger, then the state claims that rest on it; opinions by their place.
    Source:  PLOVER by way of the codebook; decision 0003 (rules on the parse).
    """
    book = codebook or load_codebook()
    page = Page(reading)
    conditions = Conditions(page, book)
    drafts = find_drafts(page, book, conditions)
    classifier = Classifier(page, {draft.index: draft.type for draft in drafts})
    drafts = classifier.judged(book, conditions, drafts, overrule=codebook is None)
    for draft in drafts:
        attribute(page, draft, book)
        locate(page, draft)
        count(page, draft)
        date_by_words(page, draft)
        add_extras(page, draft, conditions)
    date_by_distance(page, drafts)
    drafts = [draft for draft in drafts if draft.status != "demanded" or draft.type == "REQUEST"]
    drafts = [draft for draft in drafts if draft.status not in draft.rule.never and not _never_to_be(draft)]
    imply_parties(page, drafts)
    link_ends(page, drafts, conditions)
    link_causes(page, drafts, book)
    link_frames(page, drafts)
    drafts = join_means(page, drafts)
    drafts = [draft for draft in drafts if draft.tentative or _relevant(draft)]
    drafts = link_same(page, drafts, earliest_year=earliest_year(page, drafts))
    adopt_status(drafts)
    link_topics(page, drafts)
    drafts = drop_repeats(drafts)
    drafts += find_denials(page, drafts)
    report = infer_published(page, drafts)
    date_by_story(page, drafts)
    date_by_report(page, drafts, report)
    for draft in drafts:
        draft.contexts = contexts_of(page, draft, book)
        draft.confidence = classifier.sureness(draft)
    share_contexts(drafts, tuple(book.contexts))
    note_unsaid(page, drafts, book)
    standings = find_standings(page, drafts, book, conditions, report)
    claims = [event_claim(page, report, draft, book) for draft in drafts]
    claims += [_state_claim(page, report, standing) for standing in standings]
    claims += [_opinion_claim(page, report, opinion) for opinion in find_opinions(page, book)]
    unique = {claim.id: claim for claim in claims}
    return report, sorted(unique.values(), key=lambda claim: (claim.trigger, claim.kind, claim.id))


def _never_to_be(draft: Draft) -> bool:
    """Whether it is said that it will not be ("would not block"): no act, and no denial of one."""
    tokens = draft.sentence.tokens
    return draft.status == "denied" and any(
        token.head == draft.predicate.token and token.lemma.lower() in ("will", "would", "shall") for token in tokens
    )


def _relevant(draft: Draft) -> bool:
    """Whether the event is one of politics, as far as its rule asks for that."""
    asked = draft.rule.relevance
    if any(part.text.lower().startswith("no ") for part in draft.parties()):
        return False  # what nobody does is no event
    if draft.actors and {part.actor.id for part in draft.parties()} == {draft.actors[0].actor.id} and draft.recipients:
        if asked != "none":
            return False  # nobody acts on himself in politics: the parse went astray
        draft.recipients = ()  # "Zenda's guard shot him": done it was, though not to whom the pronoun was taken for
    acting = any(_is_political(part) for part in draft.actors)
    acting = acting or any(role == "mediator" and _is_political(part) for role, part in draft.others)
    undergoing = any(_is_political(part) for part in draft.recipients)
    if draft.type == "PROTEST" and not acting:
        acting = any(part.actor.sector in CIVIC_SECTORS for part in draft.actors)
    if asked == "none":
        return True
    if asked == "people":
        return draft.peopled or bool(draft.parties() or draft.others)
    if asked == "actor":
        return acting
    if asked == "official":
        return any(part.actor.sector in POLITICAL_SECTORS for part in draft.parties())
    if asked == "recipient":
        return undergoing or acting
    if asked == "place":
        return acting or undergoing or (draft.place is not None and draft.place.how in ("role", "sentence"))
    return acting or undergoing or (draft.public and draft.peopled)


def _is_political(part: Participant) -> bool:
    return political(ActorMention(part.span or Span(0, 0), 0, 0, part.text, part.actor, part.how))


def _mention_id(report: Report, trigger: Span, kind: str) -> str:
    return content_id("m", report.id, kind, trigger.start, trigger.end)


def _claim(
    page: Page,
    report: Report,
    *,
    kind: str,
    sentence: int,
    trigger: Span,
    speakers: tuple[Speaker, ...],
    stance: str,
    content: EventContent | StateContent | OpinionContent,
    extra: str = "",
) -> Claim:
    span = page.sentences[sentence].span
    mention = _mention_id(report, trigger, kind)
    return Claim(
        id=content_id("c", mention, stance, speakers[-1].text, extra, repr(content)),
        mention=mention,
        report=report.id,
        kind=kind,
        sentence=span,
        trigger=trigger,
        words=span.cut(page.text),
        section=page.section(sentence),
        speakers=speakers,
        stance=stance,
        content=content,
        known=report.published,
    )


def event_claim(page: Page, report: Report, draft: Draft, book: Codebook) -> Claim:
    """What a draft has become, as a claim."""
    links = list(draft.links)
    if draft.same is not None:
        links.append(Link("same", draft.first.trigger, draft.same_why))
    content = EventContent(
        type=draft.type,
        mode=draft.mode,
        contexts=draft.contexts,
        cameo=book.cameo(draft.type, draft.mode),
        score=book.score(draft.type, draft.mode),
        status=draft.status,
        hedge=draft.hedge,
        confidence=draft.confidence,
        actors=draft.actors,
        recipients=draft.recipients,
        others=draft.others,
        place=draft.place,
        when=draft.when,
        quantities=draft.quantities,
        topic=draft.topic,
        quote=draft.quote,
        links=tuple(dict.fromkeys(links)),
        not_stated=tuple(dict.fromkeys(draft.not_stated)),
    )
    claim = _claim(
        page,
        report,
        kind="event",
        sentence=draft.sentence.index,
        trigger=draft.trigger,
        speakers=draft.speakers,
        stance=draft.stance,
        content=content,
    )
    return replace(claim, steps=tuple(draft.steps))


def _state_claim(page: Page, report: Report, standing: Standing) -> Claim:
    content = standing.content
    claim = _claim(
        page,
        report,
        kind="state",
        sentence=standing.sentence,
        trigger=standing.trigger,
        speakers=standing.speakers,
        stance=standing.stance,
        content=content,
        extra=f"{content.kind}|{content.change}|{content.what}",
    )
    return replace(claim, steps=standing.steps)


def _opinion_claim(page: Page, report: Report, opinion: Opinion) -> Claim:
    claim = _claim(
        page,
        report,
        kind="opinion",
        sentence=opinion.sentence,
        trigger=opinion.span,
        speakers=(Speaker(), speaker_of(page, opinion.attribution)),
        stance="opines",
        content=opinion.content,
    )
    return replace(claim, steps=opinion.steps)
