"""What stands: the states that events open, change and close, and those that predicates state outright."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chancery.coding.contents import own_words
from chancery.coding.dealings import dealing_key, ended_by_verb, given_to
from chancery.coding.drafts import Draft
from chancery.coding.fighting import Front, front_of, ground_of, rests_only, settled
from chancery.coding.fillers import Conditions, fillers, participant
from chancery.coding.flight import Home, flight_home
from chancery.coding.page import Page
from chancery.coding.state_claims import Standing, not_stated, state_key
from chancery.coding.stated import find_stated
from chancery.coding.stated_kinds import Setting
from chancery.coding.unfit import is_office, is_unfit
from chancery.shelf.codebooks import Codebook, StateRule
from chancery.terms import Dated, Located, Participant, Quantity, Report, Span, StateContent, Step

_UNREAL = frozenset({"hypothetical", "demanded", "denied"})
#: Words that make a group one that held power outside a state's own order.
_DE_FACTO = ("breakaway", "de facto", "self-declared", "self-proclaimed", "separatist", "unrecognised", "unrecognized")


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a report says of one event, from its drafts together."""

    drafts: tuple[Draft, ...]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    place: Located | None
    when: Dated
    status: str
    hedge: str
    quantities: tuple[Quantity, ...]


def whole_of(drafts: Sequence[Draft]) -> Whole:
    """One event of a report from its drafts: the fullest parties, the best place and date, the firmest status."""
    body = [draft for draft in drafts if draft.section == "body"] or list(drafts)
    actors = max((draft.actors for draft in [*body, *drafts]), key=_fullness)
    recipients = max((draft.recipients for draft in [*body, *drafts]), key=_fullness)
    places = [draft.place for draft in [*body, *drafts] if draft.place is not None]
    place = next((one for one in places if one.how == "role"), places[0] if places else None)
    dates = [draft.when for draft in drafts if draft.when.date.stated]
    when = next((one for one in dates if one.how == "stated"), dates[0] if dates else Dated())
    statuses = [draft.status for draft in body]
    order = ("ongoing", "happened", "planned", "alleged", "denied", "hypothetical", "demanded")
    status = min(statuses, key=order.index)
    hedges = [draft.hedge for draft in body if draft.hedge]
    quantities = tuple(dict.fromkeys(quantity for draft in drafts for quantity in draft.quantities))
    return Whole(tuple(drafts), actors, recipients, place, when, status, hedges[0] if hedges else "", quantities)


def _fullness(parties: tuple[Participant, ...]) -> tuple[int, int, int]:
    stated = sum(1 for part in parties if part.how == "stated")
    known = sum(1 for part in parties if part.actor.sector)
    return len(parties), stated, known


def find_standings(
    page: Page, drafts: Sequence[Draft], codebook: Codebook, conditions: Conditions, report: Report
) -> list[Standing]:
    """State claims of a report: one for each event and rule, one for each predicate that states a standing thing.

    `report` is that of the page with its day of publication, where that was inferred.
    """
    groups: dict[int, list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(id(draft.first), []).append(draft)
    found: list[Standing] = []
    home, front = flight_home(page, drafts, codebook, conditions), front_of(page, drafts, report.published)
    for members in groups.values():
        found.extend(_by_event(page, members, codebook, conditions, home, front))
    found.extend(_closed_by_link(page, groups, codebook))
    found.extend(find_stated(drafts, Setting(page, codebook, conditions, home, front, report)))
    return found


def _by_event(
    page: Page, members: list[Draft], codebook: Codebook, conditions: Conditions, home: Home, front: Front
) -> list[Standing]:
    whole = whole_of(members)
    lead = _spokes_draft(members)
    found: list[Standing] = []
    for rule in codebook.state_rules:
        if not any(draft.rule.id in rule.by and _by_word(rule, draft) for draft in members):
            continue
        if whole.status in _UNREAL or (
            rule.kind == "agreement" and any(one.content.kind == rule.kind for one in found)
        ):
            continue  # a deal reached and signed is one agreement
        change = rule.change
        if rule.when and whole.status not in rule.when:
            if not rule.otherwise and whole.status != "alleged":
                continue
            change = rule.otherwise or rule.change
        if change == "opens" and ended_by_verb(page, lead, rule.kind, codebook):
            continue
        told = whole
        if rule.kind == "commitment" and not whole.recipients:
            told = replace(whole, recipients=given_to(page, conditions, lead.predicate))
        if rule.kind == "displacement" and (whole.place is None or whole.place.how not in ("role", "sentence")):
            told = replace(whole, place=home.where or whole.place)
        parts = _parts(page, rule, told)
        if rule.kind == "hostilities":
            # Taken by its own words only: where a town was taken is not where "last year's offensive" was fought.
            own = [draft for draft in members if draft.rule.id in rule.by and _by_word(rule, draft)]
            grounds = (_by_role(draft.place) or ground_of(page, draft.predicate) for draft in own)
            told = replace(told, place=next((one for one in grounds if one is not None), None))
            who = settled(page, front, members, change, parts["who"], told.place)
            if who is None:
                continue
            parts["who"] = who
            change = "suspends" if change == "closes" and rests_only(page, lead) else change
        for what in _whats(page, rule, members):
            standing = _standing(page, rule, change, told, parts, lead, what, codebook)
            if standing is not None:
                found.append(standing)
    return found


def _by_word(rule: StateRule, draft: Draft) -> bool:
    """Whether an event is told by one of the words that the rule asks for, if it asks for any."""
    words = (*rule.verbs, *rule.nouns)
    return not words or draft.predicate.lemma in words


def _spokes_draft(members: list[Draft]) -> Draft:
    """The draft that speaks for the event: in the body, with most parties, the verb before the noun."""
    return max(
        members,
        key=lambda draft: (
            draft.section == "body",
            len(draft.parties()),
            draft.predicate.kind == "verb",
            -draft.predicate.start,
        ),
    )


def _parts(page: Page, rule: StateRule, whole: Whole) -> dict[str, tuple[Participant, ...]]:
    return {name: _part(page, whole, spec) for name, spec in rule.parts.items() if name in ("who", "by", "to")}


def _by_role(where: Located | None) -> Located | None:
    return where if where is not None and where.how == "role" else None


def _standing(
    page: Page,
    rule: StateRule,
    change: str,
    whole: Whole,
    parts: dict[str, tuple[Participant, ...]],
    lead: Draft,
    what: str,
    codebook: Codebook,
) -> Standing | None:
    where = whole.place if rule.parts.get("where") else None
    values: dict[str, object] = {**parts, "where": where, "what": what}
    if any(not values.get(name) for name in rule.required):
        return None
    if rule.to_is and not any(part.actor.sector == rule.to_is for part in parts.get("to", ())):
        return None
    if rule.kind == "control" and where is not None and where.place.precision in ("country", "area"):
        return None  # who takes a town in a country does not hold the country
    firm = {"role"} if change == "opens" or rule.kind == "control" else {"role", "sentence"}
    if rule.kind in ("presence", "control") and (where is None or where.how not in firm):
        return None
    if rule.kind == "office" and "election" in lead.rule.contexts:
        return None  # who gives up a candidacy leaves no office
    if rule.kind == "office":
        people = parts.get("who", ())
        what = what if is_office(what, codebook) else next((part.actor.role for part in people if part.actor.role), "")
        if what and not is_office(what, codebook):
            return None  # "the former minister", "a veteran activist"
        if rule.parts.get("by") and (not is_office(what, codebook) or any(p.actor.kind != "person" for p in people)):
            return None  # who is dismissed may be a player, or a cabinet
    others = tuple(other for draft in whole.drafts for other in draft.others)
    closing = change in ("closes", "closing", "suspends")
    content = StateContent(
        kind=rule.kind,
        change=change,
        key=dealing_key(rule.kind, parts, what, codebook) or state_key(rule.kind, rule.key, parts, where),
        who=parts.get("who", ()),
        by=parts.get("by", ()),
        to=parts.get("to", ()),
        others=tuple(dict.fromkeys(others)),
        what=what,
        where=where,
        since=Dated() if closing else whole.when,
        until=whole.when if closing else Dated(),
        status=whole.status,
        hedge=whole.hedge,
        quantities=whole.quantities,
        before=_before(page, whole) if rule.kind == "control" else "",
        stage=_stage(page, lead) if rule.kind == "proceeding" else "",
        event=lead.trigger,
        not_stated=(*_missing(rule, parts), *not_stated(rule.kind, parts)),
    )
    if is_unfit(content, codebook):
        return None
    steps = (Step(f"codebook:{rule.id}", f"{lead.predicate.lemma} {change} {rule.kind}"),)
    return Standing(content, lead.sentence.index, lead.trigger, lead.speakers, lead.stance, steps)


def _part(page: Page, whole: Whole, spec: str) -> tuple[Participant, ...]:
    found: tuple[Participant, ...] = ()
    for name in spec.split("+"):
        if name == "place":
            found += _entered(page, whole)
        else:
            found += whole.actors if name == "actors" else whole.recipients if name == "recipients" else ()
    return found


def _entered(page: Page, whole: Whole) -> tuple[Participant, ...]:
    """The country in which something took place by its own role, as a party: the invaded where nothing else is said."""
    where = whole.place
    if whole.recipients or where is None or where.how != "role" or where.place.precision != "country":
        return ()
    named = (one for one in page.reading.actors if one.span == where.span and one.actor.kind == "country")
    return tuple(participant(one) for one in named if one.actor not in [part.actor for part in whole.actors])[:1]


def _missing(rule: StateRule, parts: dict[str, tuple[Participant, ...]]) -> tuple[str, ...]:
    return tuple(name for name in ("by", "to") if name in rule.parts and not parts.get(name))


def _whats(page: Page, rule: StateRule, members: list[Draft]) -> list[str]:
    """What the state is of, in the report's words: one for each thing asked for or promised, or one empty."""
    spec = rule.parts.get("what", "")
    if not spec:
        return [""]
    lead = _spokes_draft(members)
    if spec == "phrase":
        nouns = [draft for draft in members if draft.predicate.kind == "noun"] or [lead]
        named = (
            lead if lead in nouns else min(nouns, key=lambda draft: (draft.section != "body", draft.predicate.start))
        )
        whole = page.phrase(named.sentence.index, named.predicate.token)
        return [Span(whole.start, named.predicate.end).cut(page.text)]
    parties = {part.span for part in lead.parties()}
    heads: list[int] = []
    for role in ("patient", "topic", "purpose", "content", "destination"):
        heads = [
            filler.head
            for filler in fillers(page, lead.predicate, role)
            if (filler.actor is None or filler.actor.span not in parties)
            and page.sentences[filler.sentence].tokens[filler.head].upos != "PRON"
        ]
        if heads:
            break
    every = [at for head in heads for at in page.conjuncts(lead.sentence.index, head)]
    phrases = list(dict.fromkeys(_whole_words(page, lead, at) for at in every))
    trigger = lead.trigger.cut(page.text)
    phrases = [one for one in phrases if not any(one != other and one in other for other in phrases)]
    if lead.predicate.kind == "verb":
        phrases = [one for one in phrases if trigger not in one.split()]  # an act is not of itself
    if rule.kind == "demand":
        phrases = [one for one in phrases if not _only_points(one)]
    if spec == "each-object":
        return phrases or [""]
    return [" and ".join(phrases)] if phrases else [""]


def _whole_words(page: Page, lead: Draft, head: int) -> str:
    """The words of a thing asked for or promised, with the "from" that a verb's object needs ("prevent X from ...")."""
    words = own_words(page, lead.sentence.index, head)
    start = page.phrase(lead.sentence.index, head).start
    ends = [role.end for role in lead.predicate.roles if role.head == head]
    rest = page.text[start + len(words) : max(ends, default=0)]
    if not rest.startswith(" from ") or page.text[start : start + len(words)] != words:
        return words
    return words + rest.split(",")[0].rstrip()


_POINTERS = frozenset("it that this so same them these those".split())
_EMPTY = frozenset(
    "do carry out stop end halt make take give go on ahead with the a to at once now immediately again too also please "
    "of by for and be done".split()
)


def _only_points(words: str) -> bool:
    """Whether words say nothing by themselves ("do the same", "stop it at once"): nobody can tell what is asked."""
    found = [word.strip(".,;").casefold() for word in words.split()]
    if len(found) == 1 and found[0] in ("more", "less", "better", "again"):
        return True
    return any(word in _POINTERS for word in found) and all(word in _POINTERS or word in _EMPTY for word in found)


def _before(page: Page, whole: Whole) -> str:
    """Who held the ground before: the side it was taken from, or a de facto authority that the paragraph names."""
    for part in whole.recipients:
        if part.actor.kind != "country" or part.actor.country not in {one.actor.country for one in whole.actors}:
            return part.text
    blocks = {draft.sentence.block for draft in whole.drafts if draft.section == "body"}
    for mention in page.reading.actors:
        if page.sentences[mention.sentence].block in blocks and any(word in mention.text.lower() for word in _DE_FACTO):
            return mention.text
    return ""


def _stage(page: Page, lead: Draft) -> str:
    heads = [filler.head for filler in fillers(page, lead.predicate, "patient") if filler.actor is None]
    object_words = " ".join(page.phrase(lead.sentence.index, head).cut(page.text) for head in heads[:1])
    verb = page.text[lead.predicate.start : lead.predicate.end].lower() if lead.predicate.kind == "verb" else ""
    return f"{object_words} {verb}".strip()


def _closed_by_link(page: Page, groups: dict[int, list[Draft]], codebook: Codebook) -> list[Standing]:
    """Hostilities that a report says were ended by a deal or a truce."""
    found: list[Standing] = []
    by_trigger = {draft.trigger: draft for members in groups.values() for draft in members}
    for members in groups.values():
        opening = [rule for rule in codebook.state_rules if rule.kind == "hostilities" and rule.change == "opens"]
        if not any(draft.rule.id in rule.by for rule in opening for draft in members):
            continue
        whole = whole_of(members)
        for draft in members:
            for link in draft.links:
                ending = by_trigger.get(link.trigger)
                if link.relation != "ended_by" or ending is None:
                    continue
                content = StateContent(
                    kind="hostilities",
                    change="closes",
                    key=state_key("hostilities", ("who",), {"who": whole.actors + whole.recipients}, None),
                    who=whole.actors + whole.recipients,
                    where=whole.place,
                    since=whole.when,
                    until=ending.when,
                    status=whole.status,
                    event=draft.trigger,
                )
                if is_unfit(content, codebook):
                    continue
                steps = (Step("coding:ended-by", f"{ending.predicate.lemma} ended {draft.predicate.lemma}"),)
                found.append(
                    Standing(content, draft.sentence.index, ending.trigger, ending.speakers, ending.stance, steps)
                )
    return found
