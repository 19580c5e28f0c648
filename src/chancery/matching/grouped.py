"""Mentions without a name: "Russian peacekeepers", "police", "hundreds of protesters", "the region's leaders"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from chancery.matching.belonging import Belonging
from chancery.matching.ground import Ground
from chancery.matching.named import Named
from chancery.matching.phrases import SPEAKING_HEADS, STATES_AT_LARGE, Description, aside, describe, group, role_at
from chancery.matching.where import PlaceFinder
from chancery.shelf.actors import actor_list
from chancery.shelf.keys import name_key, slug
from chancery.shelf.lexicons import singular
from chancery.terms import Actor, ActorMention, Report, Span

# Heads that count or gather what their "of" names.
COUNTING = frozenset(
    [
        "hundred",
        "thousand",
        "dozen",
        "score",
        "million",
        "number",
        "group",
        "majority",
        "most",
        "some",
        "many",
        "several",
        "crowd",
        "handful",
        "couple",
        "pair",
        "rest",
        "part",
        "half",
        "bulk",
        "ten",
        "lot",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "all",
        "none",
        "any",
        "both",
        "each",
        "wave",
        "team",
        "series",
        "range",
        "few",
        "member",
        "hundreds",
        "thousands",
        "dozens",
        "scores",
        "millions",
        "tens",
        "minority",
        "column",
        "convoy",
        "family",
        "type",
        "kind",
        "third",
        "quarter",
        "total",
        "remainder",
        "percent",
        "per%",
    ]
)
# Said alone and without an article these are no body of people.
ABSTRACT = frozenset(
    {
        "justice",
        "authority",
        "leadership",
        "exile",
        "force",
        "resistance",
        "prosecution",
        "treasury",
        "party",
        "fighter",
        "bomber",
    }
)
# In these sectors "in X" tells where they are and not whose they are.
ABROAD = frozenset({"MIL", "IGO", "NGO", "MED", "UAF", "BUS", "SPY", ""})
STATE_BODIES = frozenset({"GOV", "COP", "LEG", "JUD", "MIL", "OPP"})
# Of these sectors a body belongs to no state because a report is about one.
STATELESS = frozenset({"IGO", "NGO", ""})
DOMINANT_SCORE = 0.5


class Groups:
    """Actors that a report describes and does not name."""

    def __init__(self, report: Report, named: Named, places: PlaceFinder, belonging: Belonging) -> None:
        self._report = report
        self._named = named
        self._place_spans: dict[int, list[Span]] = {}
        for place in places.found:
            if place.how != "acting" and place.place.precision not in ("country", "area"):
                self._place_spans.setdefault(place.sentence, []).append(place.span)
        self._place_at = {(place.sentence, at): place for place in places.found for at in [place.head]}
        self._whose = belonging

    def read(self, ground: Ground) -> list[ActorMention]:
        """Groups of one sentence; a head may come twice where its adjectives are joined by "and"."""
        found: list[ActorMention] = []
        by_head: dict[int, list[ActorMention]] = {}
        for at, token in enumerate(ground.tokens):
            if token.upos not in ("NOUN", "PROPN") or (ground.index, at) in self._named.taken:
                continue
            here_span = Span(token.start, token.end)
            if any(span.holds(here_span) and span.end == token.end for span in self._place_spans.get(ground.index, ())):
                continue  # "Rakhine state" is a place
            if self._within_other_noun(ground, at):
                continue
            here = self._at(ground, at)
            if here:
                by_head[at] = here
                found += here
        for at in range(len(ground.tokens)):
            found += self._counted(ground, at, by_head)
        return found

    def _within_other_noun(self, ground: Ground, at: int) -> bool:
        """A noun that only qualifies a following role noun ("government officials")."""
        head = ground.tokens[at].head
        if ground.base(at) != "compound" or head <= at:
            return False
        return describe(ground.words, ground.matches, head, first=at) is not None

    def _at(self, ground: Ground, at: int) -> list[ActorMention]:
        first = ground.core_first(at)
        what = describe(ground.words, ground.matches, at, first=first, vague=True)
        if what is None or (ground.low[at] == "force" and not ground.kids[at][1:] and first == at):
            return []  # "by force" is nobody
        token = ground.tokens[at]
        plain = token.upos == "NOUN" and token.feat("Number") != "Plur" and first == at
        if (plain and ground.low[at] in ABSTRACT) or (ground.low[at] == "staff" and ground.low[at - 1] == "of"):
            return []  # "brought to justice", "chief of staff"
        whole = role_at(ground.words[: at + 1], at)
        if whole is not None and whole[0] < first:
            return []  # the "State" of a Secretary of State
        if what.noun == "party" and not what.country and first < at and ground.low[at - 1] in _EVERY:
            return []  # "all parties" are no political party
        if ground.low[at] == "state" and ground.low[at + 1 : at + 2] == ["of"]:
            return []  # "state of emergency"
        if name_key(ground.words[at]) in COUNTING and any(self._of(ground, kid) for kid in ground.kids[at]):
            return []
        split = self._joined_adjectives(ground, first, at, what)
        if not split and not what.country:
            split = self._joined_complements(ground, first, at, what)
        if split:
            return split
        score = 0.85
        if not what.country and not what.ethnicity:
            what = self._from_possessor(ground, at, what)
        if not what.country and not what.ethnicity:
            what = self._from_complement(ground, at, what)
        inferred = False
        if not what.sector and what.country and what.noun in SPEAKING_HEADS:
            what = replace(what, sector="GOV")
        unknown = not what.country and not what.ethnicity and not what.area
        stateless = what.sector in STATELESS or what.noun == "peacekeeper" or ground.low[at] in STATES_AT_LARGE
        if unknown and not stateless and not self._foreign(ground, first, at):
            state = what.sector in STATE_BODIES
            owner = self._whose.owner(ground, first) if state else self._whose.leading
            what, inferred = replace(what, country=owner, how="the report's country"), bool(owner)
        if what.sector == "" and not what.country and not what.ethnicity:
            return []
        compound = ground.base(at) == "compound"
        if compound:
            score = 0.5
        if inferred:
            score = min(score, DOMINANT_SCORE)
            what = replace(what, how="the report's country")
            if what.noun in ("country", "nation") and what.country in actor_list().countries:
                entry = actor_list().countries[what.country]
                actor = Actor(entry.id, entry.name, "country", entry.country, entry.sector)
                return [replace(self._mention(ground, first, at, at, what, score), actor=actor)]
        return [self._mention(ground, first, at, at, what, score)]

    def _joined_adjectives(self, ground: Ground, first: int, at: int, what: Description) -> list[ActorMention]:
        """ "Azerbaijani and ethnic Armenian forces": one mention for each, all with the head of the phrase."""
        inside = [
            m
            for m in ground.matches
            if first <= m.first
            and m.last < what.role_first
            and m.entries[0].kind in ("demonym", "country", "people", "organisation")
            and not aside(ground.words, m)
        ]
        if len(inside) < 2:
            return []
        gaps = [[ground.low[i] for i in range(left.last + 1, right.first)] for left, right in pairwise(inside)]
        if not any({"and", ",", "or"} & set(gap) for gap in gaps):
            return []
        found = []
        for number, match in enumerate(inside):
            start = match.first - (match.first > first and ground.low[match.first - 1] == "ethnic")
            words = ground.words[start : match.last + 1] + ground.words[what.role_first : at + 1]
            part = describe(words, actor_list().find(words), len(words) - 1)
            if part is None:
                continue
            end = at if number == len(inside) - 1 else match.last
            mention = self._mention(ground, start, end, at, part, 0.85)
            found.append(replace(mention, actor=replace(mention.actor, name=" ".join(words))))
        return found if len(found) > 1 else []

    def _joined_complements(self, ground: Ground, first: int, at: int, what: Description) -> list[ActorMention]:
        """ "the leaders of Armenia, Azerbaijan and Russia": one mention for each country, all with the head."""
        if ground.tokens[at].feat("Number") != "Plur":
            return []
        for kid in ground.kids[at]:
            if ground.base(kid) != "nmod" or ground.case(kid) != "of":
                continue
            joined = [kid, *(below for below in ground.kids[kid] if ground.base(below) == "conj")]
            actors = [self._named.taken.get((ground.index, one)) for one in joined]
            countries = {actor.country: actor.name for actor in actors if actor is not None and actor.country}
            if len(countries) > 1:
                found = []
                for country, name in countries.items():
                    part = replace(what, country=country, how="complement")
                    mention = self._mention(ground, first, at, at, part, 0.85)
                    # Each is called by its country, or nobody could tell them apart.
                    whose = replace(mention.actor, name=f"{mention.actor.name} of {name}")
                    found.append(replace(mention, actor=whose))
                return found
        return []

    def _from_possessor(self, ground: Ground, at: int, what: Description) -> Description:
        for kid in ground.kids[at]:
            if ground.tokens[kid].deprel == "nmod:poss":
                actor = self._named.taken.get((ground.index, kid))
                if actor is not None and actor.country:
                    return self._belonging(what, actor, "possessor")
                place = self._place_at.get((ground.index, kid))
                if place is not None and place.place.country:
                    return replace(what, country=place.place.country, how="possessor")
        return what

    def _from_complement(self, ground: Ground, at: int, what: Description) -> Description:
        """ "soldiers from Russia", "president of Armenia", "farmers in Colombia", "supporters of Hamas"."""
        for kid in ground.kids[at]:
            if ground.base(kid) not in ("nmod", "obl") or kid < at:
                continue
            case = ground.case(kid)
            if case not in ("of", "in", "from", "for", "at", "within", "across"):
                continue
            if case in ("in", "at", "within", "across") and what.sector in ABROAD:
                continue
            actor = self._named.taken.get((ground.index, kid))
            if actor is not None and actor.country:
                return self._belonging(what, actor, f'"{case}"')
            place = self._place_at.get((ground.index, kid))
            if place is not None and place.place.country:
                return replace(what, country=place.place.country, how=f'"{case}" a place')
            inside = self._first_country(ground, kid)
            if inside:
                return replace(what, country=inside, how=f'"{case}"')
        return what

    @staticmethod
    def _belonging(what: Description, actor: Actor, how: str) -> Description:
        sector = what.sector
        if actor.kind == "organisation" and (sector in ("GOV", "", "CVL") and what.noun in _OF_A_BODY):
            sector = actor.sector or sector
        return replace(what, country=actor.country, sector=sector, how=how)

    @staticmethod
    def _first_country(ground: Ground, at: int) -> str:
        """Country of an adjective in the phrase at `at`: "members of the Syrian opposition"."""
        first = ground.core_first(at)
        for match in ground.matches:
            if first <= match.first <= at and match.entries[0].country and not aside(ground.words, match):
                if match.first and ground.low[match.first - 1] == "ethnic":
                    continue
                return match.entries[0].country
        return ""

    def _counted(self, ground: Ground, at: int, by_head: dict[int, list[ActorMention]]) -> list[ActorMention]:
        """ "hundreds of protesters": the head counts, the actor is what it counts."""
        if (singular(ground.low[at]) not in COUNTING and ground.low[at] not in COUNTING) or at in by_head:
            return []
        for kid in ground.kids[at]:
            if not self._of(ground, kid):
                continue
            for source in by_head.get(kid, []):
                return [
                    replace(
                        source,
                        head=at,
                        span=Span(ground.tokens[at].start, source.span.end),
                        text=self._report.text[ground.tokens[at].start : source.span.end],
                        how="counted",
                    )
                ]
            actor = self._named.taken.get((ground.index, kid))
            if actor is not None:
                span = Span(ground.tokens[at].start, ground.tokens[kid].end)
                return [ActorMention(span, ground.index, at, span.cut(self._report.text), actor, "counted", 0.8, False)]
        return []

    @staticmethod
    def _of(ground: Ground, kid: int) -> bool:
        return ground.base(kid) == "nmod" and ground.case(kid) in ("of", "among", "from")

    @staticmethod
    def _foreign(ground: Ground, first: int, at: int) -> bool:
        return any(
            ground.low[i]
            in (
                "foreign",
                "international",
                "multinational",
                "allied",
                "other",
                "neighbouring",
                "neighboring",
                "its",
                "their",
                "his",
                "her",
            )
            for i in range(first, at)
        )

    def _mention(
        self, ground: Ground, first: int, last: int, head: int, what: Description, score: float
    ) -> ActorMention:
        while first < last and (
            ground.tokens[first].upos in ("PUNCT", "PART") or ground.low[first] in ("least", "most", "more")
        ):
            first += 1
        span = Span(ground.tokens[first].start, ground.tokens[last].end)
        text = span.cut(self._report.text)
        actor = group(what, name=_plain_name(text))
        return ActorMention(span, ground.index, head, text, actor, what.how, score, False)


_EVERY = frozenset({"all", "both", "warring", "opposing", "third", "other", "two", "conflicting"})
_OF_A_BODY = frozenset(
    {
        "member",
        "leader",
        "official",
        "head",
        "chief",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "founder",
        "representative",
        "director",
        "chairman",
        "secretary",
        "delegation",
        "commander",
        "secretary-general",
        "secretary general",
        "president",
        "adviser",
        "advisor",
        "fighter",
        "staff",
    }
)


def _plain_name(text: str) -> str:
    """The phrase without the article that begins it, spaces made even."""
    words = text.split()
    if len(words) > 1 and words[0].casefold() in ("the", "a", "an", "some", "this", "these", "those"):
        words = words[1:]
    return " ".join(words) or slug(text)
