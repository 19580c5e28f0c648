"""Mentions by name: persons, organisations, countries, and houses and capitals that stand for governments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from chancery.matching.belonging import Belonging
from chancery.matching.beside import LOCAL_CASES
from chancery.matching.ground import EVENT_WORDS, Ground
from chancery.matching.organisations import unlisted
from chancery.matching.persons import COURTESY, PersonBook, title_first
from chancery.matching.phrases import aside, describe, listed_actor, people, role_at
from chancery.matching.where import PLACE_VERBS, PlaceFinder
from chancery.shelf.actors import Listed, Match
from chancery.shelf.keys import name_key
from chancery.shelf.lexicons import FORMER, TOWN_NOUNS
from chancery.terms import Actor, ActorMention, Name, Report, Span

_NO_PERSONS = frozenset({"country", "capital", "organisation", "metonym", "people", "region", "demonym", "area"})
_SCORES = {"list": 0.95, "title": 0.9, "name": 0.7}
# What is done to a government and not to its land.
_ADDRESSING = frozenset(
    """sue accuse ask urge warn criticise criticize condemn praise thank tell order force compel require ban allow
    permit sanction punish blame charge defend support oppose challenge""".split()
)
_SPEECH_CASES = frozenset({"by", "with", "between", "against", "among", "for", "of", "without", "despite"})


class Named:
    """Named actors of one report.

    Shapes:  `taken` holds (sentence, token) of every token that lies in a mention found so far; `short` the acronyms
             that the report itself introduces.
    """

    def __init__(self, report: Report, on: date | None, places: PlaceFinder, belonging: Belonging) -> None:
        self._report = report
        self._places = places
        self._belonging = belonging
        self._leading = belonging.leading
        self.persons = PersonBook(on, belonging.leading, frozenset(belonging.shares))
        self._place_at = {(place.sentence, place.head): place for place in places.found}
        self._on = on
        self.taken: dict[tuple[int, int], Actor] = {}
        self.titles: set[tuple[int, int]] = set()
        self.short: dict[str, Actor] = {}

    def introduce(self, ground: Ground) -> None:
        """First pass: full names of persons and acronyms in brackets, so that later short forms find them."""
        for name in person_names(ground):
            self.persons.introduce(ground, name)
        for name in ground.names:
            if name.kind == "ORG":
                self._introduce_acronym(ground, name)

    def read(self, ground: Ground) -> list[ActorMention]:
        """Second pass: all named actors of a sentence, in no particular order."""
        found: list[ActorMention] = []
        for name in person_names(ground):
            mention = self._person(ground, name)
            if mention:
                found.append(mention)
        for name in ground.names:
            if name.kind == "ORG" and not self._is_taken(ground, name.first, name.last):
                mention = self._organisation(ground, name)
                if mention:
                    found.append(mention)
        for match in ground.matches:
            if not self._is_taken(ground, match.first, match.last):
                mention = self._listed(ground, match)
                if mention:
                    found.append(mention)
        for at, word in enumerate(ground.words):
            if word in self.short and (ground.index, at) not in self.taken:
                found.append(self._mention(ground, at, at, at, self.short[word], "acronym", 0.9))
        return found

    def _is_taken(self, ground: Ground, first: int, last: int) -> bool:
        return any((ground.index, at) in self.taken for at in range(first, last + 1))

    def _person(self, ground: Ground, name: Name) -> ActorMention | None:
        person = self.persons.mention(ground, name)
        if person is None:
            return None
        first, last = name.first, name.last
        while last > first and ground.words[last] in ("'s", "’s", "'", "’"):
            last -= 1
        start = title_first(ground, first)
        if start < first and ground.low[start] not in COURTESY:
            self.titles.update((ground.index, at) for at in range(start, first))
        actor = self.persons.actor(person)
        head = ground.top(start, last)
        how = "list" if person.listed else "title" if person.sector or person.country else "name"
        for at in range(start, last + 1):
            self.taken.setdefault((ground.index, at), actor)
        return self._mention(ground, start, last, head, actor, how, _SCORES[how])

    def _organisation(self, ground: Ground, name: Name) -> ActorMention | None:
        first, last = name.first, min(name.last, len(ground.words) - 1)
        while first < last and ground.low[first] == "the":
            first += 1
        while last > first and (
            ground.words[last] in ("'s", "’s", "'", "’") or ground.tokens[last].upos in ("ADP", "DET")
        ):
            last -= 1
        match = ground.match[first]
        whole = match is not None and match.first <= first and match.last >= last
        if match is not None and whole:
            if match.entries[0].kind not in ("organisation", "metonym"):
                return None  # left to the other rules: a country or people under the wrong label
            return self._listed(ground, match)
        closing = ground.match[last]
        if (
            closing is not None
            and closing.entries[0].kind == "organisation"
            and closing.last == last
            and closing.first > first
        ):
            return None
        actor, guessed = self.short.get(ground.words[first]) if first == last else None, False
        if actor is None and first == last and self.persons.known(ground.words[first]) is not None:
            return self._person(ground, name)  # a family name under the wrong label
        if actor is None:
            actor, guessed = unlisted(ground, first, last, self._belonging.owner(ground, first))
        head = ground.top(first, last)
        if self._modifier(ground, head, last):
            return None
        if not actor.country or guessed:
            country = self._seat(ground, head, last)
            guessed = guessed and not country
            actor = replace(actor, country=country or actor.country)
        start = first
        while start > 0 and ground.match[start - 1] is not None and ground.tokens[start - 1].upos in ("ADJ", "PROPN"):
            if actor.country != ground.match[start - 1].entries[0].country:  # type: ignore[union-attr]
                break
            start -= 1
        for at in range(start, last + 1):
            self.taken.setdefault((ground.index, at), actor)
        score = 0.5 if guessed else 0.8 if actor.sector or actor.country else 0.6
        how = "the report's country" if guessed else "name of an organisation"
        return self._mention(ground, start, last, head, actor, how, score)

    def _seat(self, ground: Ground, head: int, last: int) -> str:
        """Country of what follows an organisation's name: "the Court of Session in Scotland"."""
        for kid in ground.kids[head]:
            if kid > last and ground.base(kid) == "nmod" and ground.case(kid) in ("of", "in"):
                match, place = ground.match[kid], self._place_at.get((ground.index, kid))
                if match is not None and match.entries[0].country:
                    return match.entries[0].country
                if place is not None and place.place.country:
                    return place.place.country
        return ""

    def _listed(self, ground: Ground, match: Match) -> ActorMention | None:
        entry = self._entry(ground, match)
        if entry is None or entry.kind == "person":
            return None
        family = self._family_name(ground, match, entry)
        if family is not None:
            return family
        head = ground.top(match.first, match.last)
        if aside(ground.words, match):
            return self._broker(ground, match, entry)
        if entry.kind == "demonym":
            return self._adjective(ground, match, entry, head)
        if entry.kind == "people":
            return self._people(ground, match, entry, head)
        if entry.kind == "capital" and not self._governs(ground, head):
            return None
        if entry.kind == "area" and not self._acts(ground, head):
            return None
        if entry.kind == "region":
            return self._region(ground, match, entry, head)
        if self._modifier(ground, head, match.last):
            return None
        place = self._place_at.get((ground.index, head))
        if entry.kind == "country" and place is not None and place.place.country not in ("", entry.country):
            return None  # "Georgia" was found to be the American state
        actor = listed_actor(entry, on=self._on)
        if not actor.country and actor.sector in ("LEG", "PTY"):  # "Labour" and "the Conservatives" of several houses
            actor = replace(actor, country=self._belonging.owner(ground, match.first))
        self._take(ground, match, actor)
        how = {"country": "list", "organisation": "list"}.get(entry.kind, entry.kind)
        return self._mention(
            ground, match.first, match.last, head, actor, how, 0.8 if entry.kind == "capital" else 0.95
        )

    def _region(self, ground: Ground, match: Match, entry: Listed, head: int) -> ActorMention | None:
        """A region that acts or is dealt with as one: "Catalonia declared", "sued Texas"; else it is only a place."""
        if not self._region_acts(ground, head):
            return None
        actor = Actor(entry.id, entry.name, "group", entry.country, "GOV")
        return self._mention(ground, match.first, match.last, head, actor, "region", 0.5)

    def _region_acts(self, ground: Ground, head: int) -> bool:
        verb = ground.tokens[head].head
        if verb < 0:
            return False
        if ground.base(head) == "conj":
            return self._region_acts(ground, verb)
        if ground.case(head):
            return ground.case(head) in ("against", "by")
        if ground.tokens[verb].upos != "VERB":
            return False
        addressed = ground.base(head) == "obj" and ground.tokens[verb].lemma.lower() in _ADDRESSING
        return ground.tokens[head].deprel == "nsubj" or addressed

    def _family_name(self, ground: Ground, match: Match, entry: Listed) -> ActorMention | None:
        """The person of the report whose family name is also a town's: "Amman" after "Sudesh Amman"."""
        at = match.first
        if (
            match.last > at
            or entry.kind not in ("capital", "region")
            or ground.words[at] not in self._places.family_names
        ):
            return None
        if ground.case(at) in LOCAL_CASES:
            return None
        person = self.persons.known(ground.words[at])
        if person is None:
            return None
        actor = self.persons.actor(person)
        self._take(ground, match, actor)
        return self._mention(ground, at, at, at, actor, "name", 0.7)

    def _entry(self, ground: Ground, match: Match) -> Listed | None:
        """Which of several entries the words mean, by word class and what follows."""
        kinds = {entry.kind: entry for entry in reversed(match.entries)}
        token = ground.tokens[match.last]
        if "demonym" in kinds and "people" in kinds:
            plural = token.text.endswith("s") or (token.upos in ("NOUN", "PROPN") and token.feat("Number") == "Plur")
            modifies = ground.base(match.last) in ("amod", "compound") or token.upos == "ADJ"
            return (
                kinds["people"]
                if (plural and not modifies) or (not modifies and token.upos == "NOUN")
                else kinds["demonym"]
            )
        return match.entries[0]

    def _adjective(self, ground: Ground, match: Match, entry: Listed, head: int) -> ActorMention | None:
        """A demonym: "Russian offensive" names Russia as its doer; before a role noun it is that noun's own matter."""
        token = ground.tokens[head]
        alone = ground.base(head) in ("nsubj", "obj", "obl", "conj", "root", "nmod", "iobj")
        article = any(ground.low[kid] == "the" for kid in ground.kids[head])
        if (
            alone and article and entry.country and token.upos in ("NOUN", "PROPN", "ADJ")
        ):  # "the Chinese", "the French"
            return self._people(ground, match, entry, head)
        if (
            not entry.sector
            or ground.base(head) not in ("amod", "compound", "nmod")
            or self._modifier(ground, head, match.last)
        ):
            return None
        if match.first and ground.low[match.first - 1] == "ethnic":
            return None
        return self._mention(ground, match.first, match.last, head, listed_actor(entry), "demonym", 0.5)

    def _people(self, ground: Ground, match: Match, entry: Listed, head: int) -> ActorMention | None:
        if self._modifier(ground, head, match.last):
            return None
        ethnic = match.first > 0 and ground.low[match.first - 1] == "ethnic"
        kids = ground.kids[head]
        definite = any(ground.low[kid] == "the" for kid in kids)
        bare = not any(ground.base(kid) in ("amod", "nummod", "nmod", "acl", "compound") for kid in kids)
        first = ground.core_first(head)
        name = " ".join(ground.words[max(first, match.first - ethnic) : match.last + 1])
        actor = people(entry, ethnic=ethnic, definite=definite and bare, name=name)
        country = next(
            (m.entries[0].country for m in ground.matches if first <= m.first < match.first and m.entries[0].country),
            "",
        )
        if not actor.country and not ethnic and country:
            actor = Actor(
                actor.id.replace("group::", f"group:{country}:"),
                actor.name,
                actor.kind,
                country,
                actor.sector,
                actor.ethnicity,
                actor.role,
            )
        self._take(ground, match, actor)
        return self._mention(ground, first, match.last, head, actor, "people", 0.85, named=False)

    def _broker(self, ground: Ground, match: Match, entry: Listed) -> ActorMention | None:
        """ "Moscow-brokered", "EU-mediated": the one before the hyphen did it."""
        after = ground.low[match.last + 2] if match.last + 2 < len(ground.low) else ""
        inside = ground.low[match.last].rsplit("-", 1)[-1]
        if not {after, inside} & {
            "brokered",
            "mediated",
            "sponsored",
            "backed",
            "led",
            "imposed",
            "funded",
            "drafted",
            "supported",
            "controlled",
            "occupied",
            "held",
        }:
            return None
        actor = listed_actor(entry, on=self._on)
        return self._mention(ground, match.first, match.last, match.last, actor, "before a participle", 0.7)

    def _governs(self, ground: Ground, head: int) -> bool:
        """Whether a capital stands for its government here: as one who speaks, acts, is addressed or owns a policy."""
        token = ground.tokens[head]
        base, case = ground.base(head), ground.case(head)
        parent = ground.tokens[token.head] if 0 <= token.head < len(ground.tokens) else None
        lemma = parent.lemma.lower() if parent is not None else ""
        if token.head >= 0 and base == "conj":
            return self._governs(ground, token.head)
        if (case in LOCAL_CASES and case not in ("to", "from", "toward", "towards")) or case in ("near", "via"):
            return False
        if token.deprel == "nmod:poss" or case in ("'s", "’s", "'"):
            return lemma not in TOWN_NOUNS
        if base == "nsubj":
            return not any(ground.base(kid) == "cop" for kid in ground.kids[token.head])
        if base == "obj":
            return lemma not in PLACE_VERBS
        if base == "iobj" or case in _SPEECH_CASES:
            return lemma not in TOWN_NOUNS and lemma not in (
                "battle",
                "fall",
                "siege",
                "people",
                "heart",
                "part",
                "road",
                "miles",
            )
        if case in ("to", "from"):
            return (
                parent is not None
                and parent.upos == "NOUN"
                and lemma
                not in TOWN_NOUNS
                | {
                    "visit",
                    "trip",
                    "flight",
                    "way",
                    "road",
                    "return",
                    "journey",
                    "train",
                    "route",
                    "kilometer",
                    "mile",
                    "travel",
                }
            )
        return base == "compound" and ground.low[min(head + 1, len(ground.low) - 1)] == "-"

    def _acts(self, ground: Ground, head: int) -> bool:
        """Whether an area ("the West") is one who acts or is dealt with, and not where something lies."""
        entry = ground.match[head]
        west = entry is not None and entry.entries[0].id in (
            "area:the-west",
            "area:gulf-states",
            "area:arab-world",
            "area:global-south",
            "area:baltic-states",
            "area:nordic-countries",
        )
        case = ground.case(head)
        if west:
            return case not in ("in", "across", "into", "throughout", "near")
        return ground.base(head) == "nsubj" and not any(
            ground.base(kid) == "cop" for kid in ground.kids[ground.tokens[head].head]
        )

    def _modifier(self, ground: Ground, head: int, last: int) -> bool:
        """Whether a name stands before a noun that it only qualifies, as in "EU officials"; that noun is the actor."""
        token = ground.tokens[head]
        if ground.base(head) not in ("compound", "amod") and token.deprel not in ("nmod:desc", "nmod:unmarked"):
            return False
        noun = token.head
        if not last < noun < len(ground.tokens):
            return False
        return describe(ground.words, ground.matches, noun, first=last + 1) is not None

    def _introduce_acronym(self, ground: Ground, name: Name) -> None:
        at = name.last + 1
        if at + 2 >= len(ground.words) or ground.words[at] != "(" or ground.words[at + 2] != ")":
            return
        short = ground.words[at + 1]
        if not (short.isupper() or sum(char.isupper() for char in short) > 1) or not 2 <= len(short) <= 8:
            return
        first = name.first + (ground.low[name.first] == "the")
        match = ground.match[first]
        if match is not None and match.last >= name.last and match.entries[0].kind == "organisation":
            self.short.setdefault(short, listed_actor(match.entries[0], on=self._on))
        else:
            self.short.setdefault(short, unlisted(ground, first, name.last)[0])

    def _take(self, ground: Ground, match: Match, actor: Actor) -> None:
        for at in range(match.first, match.last + 1):
            self.taken.setdefault((ground.index, at), actor)

    def _mention(
        self,
        ground: Ground,
        first: int,
        last: int,
        head: int,
        actor: Actor,
        how: str,
        score: float,
        *,
        named: bool = True,
    ) -> ActorMention:
        span = Span(ground.tokens[first].start, ground.tokens[last].end)
        return ActorMention(span, ground.index, head, span.cut(self._report.text), actor, how, score, named)


def person_names(ground: Ground) -> list[Name]:
    """Names of persons: those labelled so, and those of the list that carry no label or another."""
    found = [trimmed(ground, name) for name in ground.names if name.kind == "PER" and not _not_a_person(ground, name)]
    inside = {at for name in found for at in range(name.first, name.last + 1)}
    for match in ground.matches:
        if match.entries[0].kind == "person" and match.first not in inside and match.last not in inside:
            start, end = ground.tokens[match.first].start, ground.tokens[match.last].end
            found.append(Name(start, end, "PER", ground.index, match.first, match.last, 0.8))
    return sorted(found, key=lambda name: name.first)


def trimmed(ground: Ground, name: Name) -> Name:
    """A person's name without the title and nationality that the name layer took into it."""
    first = name.first
    for listed in ground.matches:
        if listed.entries[0].kind == "person" and name.first <= listed.first and listed.last <= name.last:
            return replace(name, first=listed.first, last=listed.last)
    at = first
    while at < name.last:
        match = ground.match[at]
        role = next((end for end in range(min(at + 3, name.last - 1), at - 1, -1) if _is_role(ground, at, end)), None)
        if match is not None and match.entries[0].kind in ("demonym", "country", "metonym", "organisation"):
            at = match.last + 1
        elif role is not None:
            at = _after_complement(ground, role + 1, name.last)
        elif ground.low[at] in COURTESY or ground.low[at] in FORMER or ground.words[at] in ("'s", "’s"):
            at += 1
        else:
            break
        if at <= name.last:
            first = at
    return replace(name, first=first) if first != name.first else name


def _after_complement(ground: Ground, at: int, last: int) -> int:
    """First word after the "of Information" that belongs to the title before it; `at` where no such phrase stands."""
    if ground.tokens[at].upos != "ADP":
        return at
    noun = ground.tokens[at].head
    return noun + 1 if at < noun < last else at


def _is_role(ground: Ground, first: int, last: int) -> bool:
    role = role_at(ground.words[first : last + 1], last - first)
    return (
        role is not None and role[0] == 0 and ground.low[first] not in ("king", "queen", "pope", "prince", "princess")
    )


def _says_no_name(ground: Ground, at: int) -> bool:
    """Whether a word is part of a title or of the name of a country or body: "US Secretary of"."""
    match = ground.match[at]
    if match is not None:
        return match.entries[0].kind in ("demonym", "country", "metonym")
    return ground.tokens[at].upos in ("ADP", "DET") or _is_role(ground, at, at)


def _not_a_person(ground: Ground, name: Name) -> bool:
    """A word labelled as a person that the list knows as something else, or that begins an event's name."""
    match = ground.match[name.first] or ground.match[name.last]
    if match is not None and match.entries[0].kind != "person" and match.last > match.first:
        longer = match.last - match.first > name.last - name.first
        if longer or (match.first, match.last) == (name.first, name.last):
            return True
    if all(_says_no_name(ground, at) for at in range(name.first, name.last + 1)):
        return True
    if name.first and ground.low[name.first - 1] in ("hurricane", "storm", "typhoon", "cyclone"):
        return True
    after = name.last + 1
    if after < len(ground.low) and ground.low[after] in EVENT_WORDS and ground.words[after][:1].isupper():
        return True
    if _is_role(ground, name.first, name.last):
        return True
    if name.last > name.first:
        return False
    return (
        match is not None
        and match.entries[0].kind in _NO_PERSONS
        and (name_key(ground.words[name.first]) not in ("chad", "jordan", "israel"))
    )
