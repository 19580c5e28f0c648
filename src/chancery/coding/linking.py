"""What the events of one report have to do with one another: the same, caused by, ended by, about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.coding.dating import date_by_cause, date_by_end
from chancery.coding.drafts import Draft
from chancery.coding.fillers import Conditions, fillers
from chancery.coding.kinship import clash, same_ground, strangers
from chancery.coding.page import Page
from chancery.shelf.codebooks import Codebook
from chancery.terms import Link, Participant, Step, meet

RESTATING = frozenset({"title", "deck", "why_this_matters", "key_takeaways"})
_UNREAL = frozenset({"planned", "hypothetical", "demanded"})
_SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "CONCEDE"})
_ABOUT = ("topic", "content", "patient", "purpose", "opponent", "cause")
_ENOUGH = 3.0


def link_same(page: Page, drafts: list[Draft], *, earliest_year: int | None) -> list[Draft]:
    """Join restatements to the first draft of their event; tentative drafts that restate nothing are left out.

    `earliest_year` is the first year in which the report can have been written (its latest past date): "last year"
    cannot lie more than a year before it.
    """
    kept: list[Draft] = []
    ordered = sorted(drafts, key=lambda draft: (draft.tentative or _bare(draft), draft.predicate.start))
    for draft in ordered:
        if draft.same is not None:
            kept.append(draft)
            continue
        best, best_score, why = None, 0.0, ""
        for other in kept:
            if other.first is draft:
                continue
            score, reason = sameness(draft, other, earliest_year=earliest_year)
            if score > best_score or (score == best_score and best is not None and _nearer(draft, other, best)):
                best, best_score, why = other, score, reason
        if best is not None and best_score >= _ENOUGH:
            draft.same, draft.same_why = best, why
            draft.steps.append(Step("coding:same", why, min(1.0, best_score / 6)))
        elif draft.tentative and not draft.stands:
            continue
        else:
            draft.tentative = False
        kept.append(draft)
    return sorted(kept, key=lambda draft: draft.predicate.start)


def _bare(draft: Draft) -> bool:
    return draft.predicate.kind != "verb" and not draft.parties()


def _nearer(draft: Draft, one: Draft, other: Draft) -> bool:
    at = draft.predicate.start
    return abs(one.predicate.start - at) < abs(other.predicate.start - at)


def sameness(draft: Draft, other: Draft, *, earliest_year: int | None = None) -> tuple[float, str]:
    """How strongly two drafts of a report seem one event, with the reasons; 0 where something forbids it."""
    if draft.type != other.type or (draft.mode and other.mode and draft.mode != other.mode):
        return 0.0, ""
    if draft.rule.type != other.rule.type:
        return 0.0, ""  # planned talks are AGREE as a deal is, and yet no deal
    noun = draft.predicate.kind != "verb" or other.predicate.kind != "verb"
    restated = draft.section in RESTATING or other.section in RESTATING
    if _purpose(draft, other) or _purpose(other, draft):
        return _ENOUGH, "one is the purpose of the other"
    if (draft.status in _UNREAL) != (other.status in _UNREAL) and not (draft.tentative or restated):
        return 0.0, ""
    if "denied" in (draft.status, other.status) and draft.status != other.status and not (noun or restated):
        return 0.0, ""
    if _parties_clash(draft, other) or _times_clash(draft, other, earliest_year):
        return 0.0, ""
    if draft.place and other.place and "role" in (draft.place.how, other.place.how):
        both = draft.place.how == other.place.how == "role"
        if both and not same_ground(draft.place.place, other.place.place):
            return 0.0, ""
    if _counts_clash(draft, other) and not restated:
        return 0.0, ""
    score, reasons = 0.0, []
    if draft.rule.id == other.rule.id:
        score += 1.5
        reasons.append("same kind of event")
    if draft.predicate.lemma == other.predicate.lemma:
        score += 0.5
        reasons.append("same word")
    if meet(draft.actors, other.actors):
        score += 1.5
        reasons.append("same actor")
    if meet(draft.recipients, other.recipients):
        score += 1.0
        reasons.append("same recipient")
    if draft.place and other.place and same_ground(draft.place.place, other.place.place):
        score += 0.5
        reasons.append("same place")
    if draft.when.date.stated and other.when.date.stated:
        score += 1.0
        reasons.append("same time")
    if noun and (draft.tentative or _definite(draft)):
        score += 1.0
        reasons.append("a noun that refers back")
        if draft.rule.anaphoric and draft.rule.id != other.rule.id:
            score += 0.5
            reasons.append("a general word for it")
    if _of_pronoun(draft):
        score += 1.5
        reasons.append("its object is a pronoun")
    elif not noun and not restated:
        score -= 0.5  # one actor does many things of a kind: two verbs need more in common than that
    if restated:
        score += 1.0
        reasons.append("a part that restates")
    elif _indefinite(draft) and _indefinite(other):
        score -= 1.5  # "a truce" and "an agreement" bring in one thing each
    if draft.tentative and not draft.parties():
        score += 0.5 if draft.rule.id == other.rule.id else 1.0
    if _year_fits(draft, other, earliest_year):
        score += 1.0
        reasons.append("the year fits")
    if _by_means(draft, other) or _by_means(other, draft):
        score += 3.0
        reasons.append("one is the means of the other")
    if draft.sentence.index == other.sentence.index and draft.predicate.kind == other.predicate.kind == "verb":
        score -= 1.5
    return score, ", ".join(reasons)


def _purpose(inner: Draft, outer: Draft) -> bool:
    """Whether the one is what the other is done for ("opened the crossing to let in convoys")."""
    if inner.sentence.index != outer.sentence.index or inner.rule.id != outer.rule.id:
        return False
    token = inner.sentence.tokens[inner.predicate.token]
    return token.deprel in ("advcl", "xcomp") and token.head == outer.predicate.token and inner.status in _UNREAL


def _by_means(means: Draft, end: Draft) -> bool:
    """Whether the one is done by the other ("to diversify its ties, by deepening those with the West")."""
    if means.sentence.index != end.sentence.index:
        return False
    tokens = means.sentence.tokens
    token = tokens[means.predicate.token]
    return (
        token.deprel == "advcl"
        and token.head == end.predicate.token
        and any(
            kid.head == means.predicate.token and kid.deprel in ("mark", "case") and kid.text.lower() == "by"
            for kid in tokens
        )
    )


def _of_pronoun(draft: Draft) -> bool:
    """Whether the event is done to "it": something just told ("It was signed by ...")."""
    tokens = draft.sentence.tokens
    return any(
        role.role == "patient" and tokens[role.head].text.lower() in ("it", "this") for role in draft.predicate.roles
    )


def _indefinite(draft: Draft) -> bool:
    tokens = draft.sentence.tokens
    return any(
        token.head == draft.predicate.token and token.deprel == "det" and token.text.lower() in ("a", "an")
        for token in tokens
    )


def _definite(draft: Draft) -> bool:
    tokens = draft.sentence.tokens
    return any(
        token.head == draft.predicate.token
        and (token.text.lower() in ("the", "this", "that", "these") or token.deprel == "nmod:poss")
        for token in tokens
    )


def _parties_clash(draft: Draft, other: Draft) -> bool:
    if draft.type in ("ASSAULT", "AGREE", "CONSULT") and (meet(draft.parties(), other.parties())):
        return strangers(draft.parties(), other.parties()) and strangers(other.parties(), draft.parties())
    return clash(draft.actors, other.actors) or clash(draft.recipients, other.recipients)


def _times_clash(draft: Draft, other: Draft, earliest_year: int | None) -> bool:
    one, two = draft.when.date, other.when.date
    if one.stated and two.stated and not one.may_equal(two):
        return True
    if earliest_year is None:
        return False
    return _too_old(draft, other, earliest_year) or _too_old(other, draft, earliest_year)


def _year_fits(relative: Draft, dated: Draft, earliest_year: int | None) -> bool:
    """Whether "last year" is just the other's year if the report was written in the first year it can have been."""
    date = dated.when.date
    if earliest_year is None or relative.offset_years is None or relative.when.date.stated or date.earliest is None:
        return False
    return date.earliest.year in (earliest_year, earliest_year + relative.offset_years)


def _too_old(relative: Draft, dated: Draft, earliest_year: int) -> bool:
    """Whether a "last year" cannot reach back to the other's date."""
    if relative.offset_years is None or relative.when.date.stated or dated.when.date.latest is None:
        return False
    return dated.when.date.latest.year < earliest_year + relative.offset_years


def _counts_clash(draft: Draft, other: Draft) -> bool:
    for one in draft.quantities:
        for two in other.quantities:
            if one.what == two.what and one.best is not None and two.best is not None and one.best != two.best:
                return True
    return False


def adopt_status(drafts: list[Draft]) -> None:
    """Give nouns that refer back the status of their event's verbs: "the pullout" says nothing of how far it is.

    What an accuser refers back to ("failed to stop last year's attack") is taken as known, not alleged.
    """
    for draft in drafts:
        if draft.predicate.kind == "verb" or draft is draft.first:
            continue
        known = draft.first.status in ("happened", "ongoing") and draft.first.stance == "asserts"
        if draft.status == "alleged" and known and (draft.tentative or _definite(draft)):
            draft.status, draft.stance = draft.first.status, "asserts"
            draft.speakers = (*draft.speakers[:-1], replace(draft.speakers[-1], stance="asserts"))
        told = [other.status for other in drafts if other.first is draft.first and other.predicate.kind == "verb"]
        if draft.status == "happened" and draft.predicate.modality == "actual" and "ongoing" in told:
            draft.status = "ongoing"


def link_ends(page: Page, drafts: list[Draft], conditions: Conditions) -> None:
    """Link what was halted to what halted it; a deal that ends fighting is one between those who fought."""
    by_token = {(draft.sentence.index, draft.predicate.token): draft for draft in drafts}
    for draft in drafts:
        for filler in conditions.ended(draft.predicate, "hostilities"):
            ended = by_token.get((filler.sentence, filler.head))
            if ended is None or ended is draft:
                continue
            ended.links.append(Link("ended_by", draft.trigger, "it is said to have ended it"))
            date_by_end(page, ended, draft)
            mediators = {participant.span for _, participant in draft.others}
            own = tuple(part for part in draft.actors if part.span not in mediators)
            if not own and ended.parties():
                draft.actors = tuple(
                    Participant(part.actor, part.text, part.span, "inferred", "a party to the fighting that it ended")
                    for part in ended.parties()
                )
                draft.steps.append(Step("coding:parties-of-deal", "those whose fighting it ended"))


_UNDER = frozenset({"under", "per"})


def link_frames(page: Page, drafts: list[Draft]) -> None:
    """Link what was done under a deal to the deal; the deal's contexts are those of what it governs and ends."""
    by_token = {(draft.sentence.index, draft.predicate.token): draft for draft in drafts}
    for draft in drafts:
        if draft.type != "AGREE" or draft.predicate.kind != "noun":
            continue
        sentence, at = draft.sentence.index, draft.predicate.token
        if page.case_of(sentence, at) not in _UNDER:
            continue
        governed = by_token.get((sentence, draft.sentence.tokens[at].head))
        if governed is not None and governed is not draft:
            governed.links.append(Link("part_of", draft.trigger, f"{page.case_of(sentence, at)} it"))


def share_contexts(drafts: list[Draft], order: Sequence[str]) -> None:
    """Give deals the contexts of what is done under them and of what they end."""
    by_trigger = {draft.trigger: draft for draft in drafts}
    for draft in drafts:
        for link in draft.links:
            frame = by_trigger.get(link.trigger)
            if frame is not None and frame.type == "AGREE" and link.relation in ("part_of", "ended_by"):
                both = {*frame.contexts, *draft.contexts}
                frame.contexts = tuple(name for name in order if name in both)


def link_causes(page: Page, drafts: list[Draft], codebook: Codebook) -> None:
    """Link consequences to causes where a verb of causing joins them, and date them by their causes."""
    causing = codebook.classes["causing"].lemmas
    by_token = {(draft.sentence.index, draft.predicate.token): draft for draft in drafts}
    for predicate in page.reading.predicates:
        if predicate.lemma.split("_")[0] not in causing or predicate.kind != "verb":
            continue
        effects = [
            by_token[predicate.sentence, at]
            for role in predicate.roles
            if role.role in ("patient", "destination", "recipient", "content", "topic")
            for at in _reach(page, predicate.sentence, role.head)
            if (predicate.sentence, at) in by_token
        ]
        cause = _cause(page, predicate.sentence, predicate.token, by_token)
        if cause is None:
            for role in predicate.roles:
                if role.role in ("agent", "cause"):
                    cause = by_token.get((predicate.sentence, role.head), cause)
        for effect in dict.fromkeys(effects, None):
            if cause is None or effect.first is cause.first:
                continue
            effect.links.append(Link("caused_by", cause.trigger, predicate.lemma))
            date_by_cause(effect, cause)
            if not effect.actors and "cause" in effect.rule.actors:
                effect.actors = tuple(
                    Participant(part.actor, part.text, part.span, "inferred", f'from "{predicate.lemma}": it caused it')
                    for part in cause.actors
                )
                effect.steps.append(Step("coding:actor-by-cause", cause.predicate.lemma))


def _reach(page: Page, sentence: int, head: int) -> list[int]:
    """The tokens of an object with all that is joined to it, clauses apart: wherever the parse hangs the "and"."""
    tokens = page.sentences[sentence].tokens
    found, queue = [], [head]
    while queue:
        at = queue.pop()
        found.append(at)
        queue.extend(kid for kid in page.kids[sentence][at] if tokens[kid].deprel.split(":")[0] not in ("acl", "advcl"))
    return sorted(found)


def _cause(page: Page, sentence: int, token: int, by_token: dict[tuple[int, int], Draft]) -> Draft | None:
    """The event of the clause on which a participle hangs ("..., triggering an exodus")."""
    tokens = page.sentences[sentence].tokens
    at = token
    while tokens[at].head >= 0 and tokens[at].deprel.split(":")[0] in ("advcl", "acl", "conj", "xcomp", "parataxis"):
        at = tokens[at].head
        if (sentence, at) in by_token:
            return by_token[sentence, at]
    return None


def join_means(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Violence told in two steps is one event: who launched the missiles hit what they hit, who struck killed.

    Shapes:  the drafts that remain; a launch whose missiles are said to hit is no second event.
    """
    by_token = {(draft.sentence.index, draft.predicate.token): draft for draft in drafts}
    gone: set[int] = set()
    for draft in drafts:
        if draft.type != "ASSAULT":
            continue
        for role in draft.predicate.roles:
            if role.role in _MEANS:
                means = by_token.get((draft.sentence.index, role.head))
                if means is not None and means is not draft and means.type == "ASSAULT":
                    _pool(draft, means, f"{draft.predicate.lemma} in the {means.predicate.lemma}")
                    draft.public = draft.public or means.public or means.rule.mutual  # to die in a war is of politics
                    means.same, means.same_why = draft, "the violence in which it happened"
        if _is_toll(draft):
            attack = by_token.get((draft.sentence.index, draft.sentence.tokens[draft.predicate.token].head))
            if attack is not None and attack.type == "ASSAULT" and attack.same is not draft:
                _pool(attack, draft, f"its toll: {draft.predicate.lemma}")
                draft.same, draft.same_why = attack, "the toll of the attack"
        if draft.actors:
            continue
        for role in draft.predicate.roles:
            sender = _sender(draft, role.head, drafts) if role.role == "agent" else None
            if sender is not None:
                _pool(draft, sender, f"who {sender.predicate.lemma} what did it")
                if sender.type == "MOBILIZE":
                    gone.add(id(sender))
    return [draft for draft in drafts if id(draft) not in gone]


def _is_toll(draft: Draft) -> bool:
    """Whether the killing is told as what an attack did ("stormed the town, killing twelve people")."""
    token = draft.sentence.tokens[draft.predicate.token]
    return draft.rule.id == "assault.kill" and token.deprel in ("advcl", "conj") and draft.predicate.kind == "verb"


_MEANS = frozenset({"place", "cause", "instrument", "time", "manner", "agent"})


def _sender(draft: Draft, head: int, drafts: list[Draft]) -> Draft | None:
    """The draft of the sentence whose object is the thing that acts here ("launched missiles targeting troops")."""
    for other in drafts:
        if other is draft or other.sentence.index != draft.sentence.index or not other.actors:
            continue
        if other.type in _SPEECH:
            continue  # "accused Zenda of having planned the attack": words send nothing, and the accused acts
        if any(role.role == "patient" and role.head == head for role in other.predicate.roles):
            return other
    return None


def _pool(draft: Draft, other: Draft, why: str) -> None:
    """Give each of two drafts the parties, place and date that only the other has."""
    for one, two in ((draft, other), (other, draft)):
        if not one.actors and two.actors:
            one.actors = tuple(
                Participant(part.actor, part.text, part.span, "inferred", why)
                for part in two.actors
                if not any(part.span == own.span for own in one.recipients)
            )
            one.steps.append(Step("coding:actor-by-means", why))
        fought = one.rule.mutual and one.predicate.kind == "noun"  # those who die in the fighting are not those fought
        if not one.recipients and two.recipients and one.type == two.type and not fought:
            one.recipients = tuple(replace(part, how="inferred", why=why) for part in two.recipients)
        if one.place is None:
            one.place = two.place
        if not one.when.date.stated:
            one.when = two.when


def link_topics(page: Page, drafts: list[Draft]) -> None:
    """Link words to the event they are about; who is criticised for an act is who did it, where nobody is named."""
    for draft in drafts:
        if draft.type not in _SPEECH:
            continue
        topic = _topic(page, draft, drafts) or _alleged(draft, drafts)
        if topic is None:
            continue
        draft.links.append(Link("about", topic.trigger, topic.predicate.lemma))
        whole = _is_sentence_relative(page, draft)
        doers = topic.actors or topic.first.actors
        if (not draft.recipients or whole) and doers and draft.type in ("ACCUSE", "SUPPORT", "REJECT"):
            draft.recipients = tuple(
                Participant(part.actor, part.text, part.span, "inferred", "whose act it is about")
                for part in doers
                if not meet((part,), draft.actors)
            )
            draft.steps.append(Step("coding:recipient-by-topic", topic.predicate.lemma))


def _alleged(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """What the accuser is said to allege in the same sentence ("..., arguing that X commits a crime")."""
    accusers = {part.span for part in draft.actors}
    for other in drafts:
        if other is draft or other.sentence.index != draft.sentence.index or other.status != "alleged":
            continue
        speaker = other.speakers[-1]
        if draft.type == "ACCUSE" and any(
            span is not None and speaker.span is not None and span.meets(speaker.span) for span in accusers
        ):
            return other
    return None


def _topic(page: Page, draft: Draft, drafts: list[Draft]) -> Draft | None:
    sentence = draft.sentence.index
    if _is_sentence_relative(page, draft):
        tokens = draft.sentence.tokens
        at = draft.predicate.token
        while tokens[at].head >= 0:
            at = tokens[at].head
            for other in drafts:
                if other is not draft and other.sentence.index == sentence and other.predicate.token == at:
                    return other
    inside: set[int] = set()
    for spec in _ABOUT:
        for filler in fillers(page, draft.predicate, spec):
            inside.update(page.below(filler.sentence, filler.head))
    for other in drafts:
        if other is draft or other.sentence.index != sentence:
            continue
        if other.predicate.token in inside or _governed(page, other, draft):
            return other
    return None


def _is_sentence_relative(page: Page, draft: Draft) -> bool:
    """Whether the words are a comment on what was just told (", which Russia criticized")."""
    tokens = draft.sentence.tokens
    at = draft.predicate.token
    if tokens[at].deprel not in ("acl:relcl", "advcl:relcl"):
        return False
    for kid in page.kids[draft.sentence.index][at]:
        if tokens[kid].text.lower() == "which" and kid > 0 and tokens[kid - 1].text == ",":
            return tokens[kid].deprel in ("obj", "nsubj:pass", "obl")
    return False


def _governed(page: Page, inner: Draft, outer: Draft) -> bool:
    seen: set[int] = set()
    governor = inner.predicate.governor
    while governor is not None and governor not in seen:
        if governor == outer.index:
            return True
        seen.add(governor)
        governor = page.reading.predicates[governor].governor
    return False
