"""Who fights whom, and where, as a report tells it: what its other sentences give for one that leaves it out.

Source: ours, decision 0030.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from chancery.coding.drafts import Draft
from chancery.coding.fillers import Filler, fillers, participant
from chancery.coding.linking import RESTATING
from chancery.coding.page import Page
from chancery.coding.state_claims import side_key
from chancery.terms import Located, PartialDate, Participant, Place, PlaceMention, Predicate

ARMED = frozenset({"MIL", "REB", "UAF"})
"""Sectors of those who bear arms in a war; a country fights by its own."""
_TOLD = frozenset({"happened", "ongoing", "alleged"})
_SIDES = 2
_NEWS_DAYS = 400
"""What came longer before its report is background, and says nothing of who fights now. Ours."""
_LONG_AGO_DAYS = 5 * 365
"""A war that began longer before its report is history, unless the words say "since". Ours."""
_OWNERS = ("amod", "nmod:poss", "compound")
_GROUND_ROLES = ("place", "topic", "manner", "destination")
_TRUCES = frozenset({"truce", "ceasefire", "cease-fire", "cessation", "pause", "halt", "armistice"})
_MEMORY = frozenset({"anniversary", "commemoration", "memory", "history", "legacy", "remembrance", "memorial"})
_THINGS = ("agent", "patient", "content", "topic")
_BRIEF = frozenset("humanitarian temporary brief short day hour week month pause daily overnight tactical".split())
"""Words of a truce that is to end again: it lets the fighting rest."""


@dataclass(frozen=True, slots=True)
class Front:
    """The two sides whose fighting a report tells of, () where it tells of none or of several wars.

    Shapes:  `why` says by which words; `countries` are those of the sides and of the places of their fighting. `armed`
             where the report tells of armed forces at all. `published` is the day that its news is of.
    """

    sides: tuple[Participant, ...]
    why: str
    countries: frozenset[str]
    armed: bool
    published: PartialDate

    def completed(self, who: tuple[Participant, ...], where: Place | None) -> tuple[Participant, ...]:
        """The parties with the sides that the words leave out, as an inference; as they are where it tells no more."""
        told, both = sides_of(who), sides_of(self.sides)
        elsewhere = where is not None and where.country and where.country not in self.countries
        if len(told) >= _SIDES or not told <= both or elsewhere:
            return who
        others = tuple(
            replace(part, span=None, how="inferred", why=self.why) for part in self.sides if side_key(part) not in told
        )
        return who + others


def sides_of(parts: Iterable[Participant]) -> set[str]:
    """The sides of a war that parties are on."""
    return {side_key(part) for part in parts}


def front_of(page: Page, drafts: Sequence[Draft], published: PartialDate) -> Front:
    """The one pair of sides that fight by the report's own words; one deed against the other's people will do.

    Where no deed names both, the two are taken who alone do such deeds or suffer them.
    """
    fights = [
        one
        for one in drafts
        if one.type == "ASSAULT" and one.status in _TOLD and not _long_before(page, one, published)
    ]
    pairs: dict[frozenset[str], list[Draft]] = {}
    doers: dict[str, Participant] = {}
    hit: dict[str, Participant] = {}
    for draft in fights:
        own = {side_key(part): part for part in draft.actors if _bears_arms(part)}
        theirs = {key: part for key, part in _struck(page, draft).items() if key not in own}
        for one in own:
            for other in theirs:
                pairs.setdefault(frozenset((one, other)), []).append(draft)
        doers, hit = {**own, **doers}, {**theirs, **hit}
    both = next(iter(pairs)) if len(pairs) == 1 else frozenset[str]()
    known = {**hit, **doers}
    if not pairs and hit and len(known) == _SIDES:
        both, pairs = frozenset(known), {frozenset(known): fights}
    told = [draft for draft in pairs.get(both, ()) if draft.parties() or draft.actors]
    words = dict.fromkeys(draft.trigger.cut(page.text) for draft in told)
    why = "they fight in this report: " + ", ".join(f"“{one}”" for one in [*words][:3]) if words else ""
    sides = tuple(known[key] for key in sorted(both))
    grounds = {draft.place.place.country for draft in told if draft.place}
    return Front(
        sides,
        why,
        frozenset({part.actor.country for part in sides} | grounds) - {""},
        any(mention.actor.sector in ARMED for mention in page.reading.actors) or any(map(_by_arms, fights)),
        published,
    )


def _by_arms(draft: Draft) -> bool:
    return any(part.actor.sector in ARMED for part in draft.parties())


def _bears_arms(part: Participant) -> bool:
    actor = part.actor
    return (actor.kind == "country" or actor.sector in ARMED) and "peacekeep" not in f"{actor.id} {part.text.lower()}"


def _struck(page: Page, draft: Draft) -> dict[str, Participant]:
    """By side, whom a deed is done to: forces, a country, its people, or whose things it is done to."""
    found = [part for part in draft.recipients if _bears_arms(part) or part.actor.country]
    for role in ("patient", "opponent"):
        for filler in fillers(page, draft.predicate, role):
            # "Two Zendan helicopters", not "the Zenda-backed rebels".
            for at in page.kids[filler.sentence][filler.head]:
                if page.sentences[filler.sentence].tokens[at].deprel in _OWNERS:
                    named = page.actors_at(filler.sentence, at)
                    found += [participant(one) for one in named if one.actor.kind == "country"]
    kept = (part for part in found if "peacekeep" not in f"{part.actor.id} {part.text.lower()}")
    # Of whose side people of a minority are, their country does not tell.
    return {side_key(part): part for part in kept if part.actor.sector in ARMED or not part.actor.ethnicity}


def _long_before(page: Page, draft: Draft, published: PartialDate) -> bool:
    """Whether a deed is told as one of long ago, by its own date or by the dates of its sentence."""
    first = published.earliest
    own = draft.when.date.latest if draft.when.date.stated else None
    beside = [time.date.latest for time in page.times_in.get(draft.sentence.index, ()) if time.date.latest]
    last = own or max(beside, default=None)
    return first is not None and last is not None and last < first - timedelta(days=_NEWS_DAYS)


def ground_of(page: Page, predicate: Predicate) -> Located | None:
    """The ground that is fought over, in the phrases that say where or over what; a country only where said outright.

    Those of the noun that the verb speaks of count too: "the war over Zenda has ended". Failing these, the one region
    that the sentence names.
    """
    nouns = [
        inner
        for role in ("agent", "patient")
        for filler in fillers(page, predicate, role)
        if (inner := page.predicate_at(filler.sentence, filler.head)) is not None
    ]
    for one in (predicate, *nouns):
        for role in _GROUND_ROLES:
            for filler in fillers(page, one, role):
                place = _ground_in(page, filler, outright=role == "place")
                if place is not None:
                    return Located(place.place, place.text, place.span, "role")
    regions = {
        one.place.id: one for one in page.places_in.get(predicate.sentence, ()) if one.place.precision == "region"
    }
    if len(regions) == 1:
        only = next(iter(regions.values()))
        return Located(only.place, only.text, only.span, "sentence")
    return None


def _ground_in(page: Page, filler: Filler, *, outright: bool) -> PlaceMention | None:
    """The first place of a phrase; a parse may have cut its name in two, so that its characters tell."""
    tokens = page.sentences[filler.sentence].tokens
    inside = [tokens[at] for at in page.below(filler.sentence, filler.head)]
    head = tokens[filler.head]
    for place in page.places_in.get(filler.sentence, ()):
        of_head = place.span.start <= head.start < place.span.end
        land = place.place.precision in ("country", "area")
        if any(place.span.start <= one.start < place.span.end for one in inside) and (
            not land or (of_head and outright)
        ):
            return place
    return None


def settled(
    page: Page, front: Front, drafts: Sequence[Draft], change: str, who: tuple[Participant, ...], where: Located | None
) -> tuple[Participant, ...] | None:
    """The parties of hostilities with what the report adds; None where too little is told to call it a war.

    `drafts` are all that tell of it. Two sides that the words name are enough. Else it must be news, of armed forces,
    and have two sides by the report's other words, or a ground of its own.
    """
    if change == "opens" and any(
        _before(page, front, draft, _LONG_AGO_DAYS) or _recalled(page, draft) for draft in drafts
    ):
        return None
    if change == "closes" and not any(_tells_end(page, draft) for draft in drafts):
        return None
    who = _fighters(who)
    stated = sides_of(who)
    if len(stated) >= _SIDES:
        return who
    if not front.armed or not any(_is_news(page, front, draft) for draft in drafts):
        return None
    full = _fighters(front.completed(who, where.place if where else None))
    if len(sides_of(full)) < _SIDES and (where is None or where.how != "role"):
        return None
    return full


def _fighters(who: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """The parties without those who only speak for one or are nobody's force, where two sides are left."""
    kept = tuple(
        part
        for part in who
        if part.actor.kind in ("country", "organisation") or part.actor.sector in ARMED or part.actor.sector == "GOV"
    )
    kept = tuple(part for part in kept if "spokes" not in part.text.lower())
    return kept if len(sides_of(kept)) >= _SIDES else who


def _recalled(page: Page, draft: Draft) -> bool:
    """Whether it is told only as what is remembered: "the anniversary of the invasion"."""
    sentence, token = draft.sentence.index, draft.sentence.tokens[draft.predicate.token]
    return token.head >= 0 and page.lemma(sentence, token.head) in _MEMORY


def _tells_end(page: Page, draft: Draft) -> bool:
    """Whether a pact is one that stops the fighting, by its noun or the word before it: "a ceasefire agreement"."""
    if draft.predicate.kind == "verb":
        return True
    at, sentence = draft.predicate.token, draft.sentence.index
    words = {page.lemma(sentence, kid) for kid in (at, *page.kids[sentence][at])}
    return bool(words & _TRUCES)


def _is_news(page: Page, front: Front, draft: Draft) -> bool:
    """Whether it is told as news and not as background: dated not long before its report, or told in its title."""
    if not draft.when.date.stated or not front.published.stated:
        return draft.section in RESTATING
    return not _before(page, front, draft, _NEWS_DAYS)


def _before(page: Page, front: Front, draft: Draft, days: int) -> bool:
    """Whether it is dated so many days before its report, and not by "since"."""
    published, last = front.published.earliest, draft.when.date.latest
    times = page.times_in.get(draft.sentence.index, ())
    since = any(time.preposition == "since" for time in times)
    return not since and published is not None and last is not None and last < published - timedelta(days=days)


def rests_only(page: Page, draft: Draft) -> bool:
    """Whether a truce is one that is to end again ("a humanitarian truce", "a 72-hour ceasefire")."""
    sentence, tokens = draft.sentence.index, draft.sentence.tokens
    if draft.predicate.kind == "verb":
        some = [one for role in _THINGS for one in fillers(page, draft.predicate, role)]
        inside = [at for one in some if one.sentence == sentence for at in page.below(sentence, one.head)]
    else:
        inside = [draft.predicate.token, *page.kids[sentence][draft.predicate.token]]
    truces = [at for at in inside if tokens[at].lemma.lower() in _TRUCES]
    named = {tokens[at].head for at in truces if tokens[at].deprel == "compound"}  # "a four-day ceasefire agreement"
    words = {tokens[kid].text.lower() for at in {*truces, *named} for kid in (at, *page.kids[sentence][at])}
    return any(part in _BRIEF for word in words for part in (word, *word.split("-")))
