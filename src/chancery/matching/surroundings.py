"""What the text around a phrase tells: whose country it speaks of, who bears a name, which body a short word means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from chancery.shelf.actors import Match, actor_list
from chancery.shelf.keys import name_key
from chancery.shelf.lexicons import singular
from chancery.shelf.namesakes import namesakes, settle
from chancery.shelf.places import gazetteer

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|['’]s\b|\w+(?:['’](?!s\b)\w+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘']?[A-Z])|\n+")
#: How much more a country counts in the opening of a text, which says what the text is about.
OPENING_CHARS = 400
OPENING_WEIGHT = 3.0
#: Share of all weight from which on the most named country is the text's own, and by how much it must lead the second.
LEADING_SHARE = 0.4
LEADING_MARGIN = 1.2
#: From this share on a territory, and not the state that it belongs to, is what a text is about.
TERRITORY_SHARE = 0.25
#: A town lends a text its country from this size on; smaller ones share their names with too many.
TOWN_PEOPLE = 100_000
_COUNTRY_KINDS = frozenset({"country", "demonym", "capital", "metonym", "people", "person", "region", "organisation"})
_STATES = frozenset({"country", "demonym", "people", "capital", "metonym", "person"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """A mention of a country in the text: where it begins, its code and what it counts."""

    start: int
    sentence: int
    country: str
    kind: str


class Surroundings:
    """A text as the context of phrases in it; everything is worked out when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = text.casefold() if text.isascii() else text.lower()

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Offsets at which sentences begin, by punctuation alone."""
        return [0, *(found.end() for found in _SENTENCE_END.finditer(self.text))]

    @cached_property
    def _tokens(self) -> list[tuple[str, int]]:
        return [(found[0], found.start()) for found in WORD.finditer(self.text)]

    @cached_property
    def words(self) -> list[str]:
        """The words and marks of the text in order."""
        return [word for word, _ in self._tokens]

    @cached_property
    def _found(self) -> list[Match]:
        return actor_list().find(self.words)

    @cached_property
    def matches(self) -> list[Match]:
        """What the actor list finds in the words; of namesakes the one that the text means comes first."""
        return [self.settled(match, self.words) for match in self._found]

    def settled(self, match: Match, words: Sequence[str]) -> Match:
        """A match in these words, of which the bearer whom the text means comes first."""
        if not self._shared(match, words):
            return match
        return settle(match, words, self.evidence | keys_of(words), self._plain_shares)

    @cached_property
    def spoken(self) -> list[Spoken]:
        """Every mention that tells of a country, in text order: names of the list, and well-known towns."""
        found = [*self._plain_spoken]
        for plain, match in zip(self._found, self.matches, strict=True):
            if self._shared(plain, self.words):
                found += self._spoken_by(match)
        return sorted(found, key=lambda one: one.start)

    def _shared(self, match: Match, words: Sequence[str]) -> bool:
        return name_key(" ".join(words[match.first : match.last + 1])) in namesakes()

    def _spoken_by(self, match: Match) -> list[Spoken]:
        entry = match.entries[0]
        world = entry.kind == "organisation" and entry.sector in _OF_THE_WORLD
        if not entry.country or entry.kind not in _COUNTRY_KINDS or world:
            return []
        start = self._tokens[match.first][1]
        return [Spoken(start, self._sentence(start), entry.country, entry.kind)]

    @cached_property
    def _plain_spoken(self) -> list[Spoken]:
        """Mentions of countries by names that only one actor bears."""
        found: list[Spoken] = []
        taken: set[int] = set()
        for match in self._found:
            taken.update(range(match.first, match.last + 1))
            if not self._shared(match, self.words):
                found += self._spoken_by(match)
        words = self.words
        at = 0
        while at < len(words):
            if at in taken or not words[at][:1].isupper() or len(words[at]) < 4:
                at += 1
                continue
            last = at
            while last + 1 < len(words) and words[last + 1][:1].isupper() and last + 1 not in taken and last - at < 2:
                last += 1
            local = at > 0 and words[at - 1].casefold() in _LOCAL
            if local:
                for one in gazetteer().lookup(" ".join(words[at : last + 1]))[:1]:
                    if one.place.country and (one.hand_made or one.people >= TOWN_PEOPLE):
                        start = self._tokens[at][1]
                        found.append(Spoken(start, self._sentence(start), one.place.country, "place"))
            at = last + 1
        return found

    @cached_property
    def shares(self) -> dict[str, float]:
        """Share of each country in what the text speaks of, the opening weighing more; the largest first."""
        return weighed(self.spoken)

    @cached_property
    def _plain_shares(self) -> dict[str, float]:
        return weighed(self._plain_spoken)

    @cached_property
    def leading(self) -> str:
        """The country that the text is about, "" where none clearly leads."""
        return leading_country(self.shares)

    @cached_property
    def evidence(self) -> frozenset[str]:
        """All words of the text as look-up keys, single and in pairs, for cues."""
        return keys_of(self.words)

    def occurrences(self, phrase: str, most: int = 6) -> list[int]:
        """Offsets of the phrase in the text as whole words, whatever its case."""
        wanted = phrase.casefold()
        if not wanted:
            return []
        found: list[int] = []
        at = self.low.find(wanted)
        while at >= 0 and len(found) < most:
            end = at + len(wanted)
            if not (at and self.low[at - 1].isalnum()) and not (end < len(self.low) and self.low[end].isalnum()):
                found.append(at)
            at = self.low.find(wanted, end)
        return found

    def country_near(self, phrase: str) -> str:
        """The state named last before the phrase in its sentence or the one before; "" where none is.

        Shapes:  the first place where the phrase stands counts; a country that only qualifies another thing counts too.
        """
        for at in self.occurrences(phrase, most=1):
            sentence = self._sentence(at)
            near = [one for one in self.spoken if one.start < at and one.sentence >= sentence - 1]
            before = [one for one in near if one.kind in _STATES]
            if before:
                return before[-1].country
        return ""

    def _sentence(self, offset: int) -> int:
        starts = self.sentence_starts
        low, high = 0, len(starts)
        while high - low > 1:
            middle = (low + high) // 2
            if starts[middle] <= offset:
                low = middle
            else:
                high = middle
        return low

    def bodies(self, noun: str) -> Iterable[tuple[int, int]]:
        """Word ranges of capitalised names and described roles that end in the noun ("court"), in text order."""
        for at, word in enumerate(self.words):
            if singular(word.casefold()) == noun:
                first = at
                while first > 0 and at - first < 7:
                    before = self.words[first - 1]
                    low = before.casefold()
                    if before[:1].isupper() or before in ("'s", "’s") or low in _INSIDE or before == "-":
                        first -= 1
                        continue
                    break
                last, words = at, self.words
                while last + 2 < len(words) and words[last + 1] == "of" and words[last + 2][:1].isupper():
                    last += 2  # "the European Court of Justice"
                yield first, last


def keys_of(words: Sequence[str]) -> frozenset[str]:
    """The words as look-up keys, single and in pairs."""
    keys = [name_key(word) for word in words]
    return frozenset(keys) | frozenset(f"{one} {two}" for one, two in pairwise(keys))


def weighed(spoken: Iterable[Spoken]) -> dict[str, float]:
    """Share of each country in the mentions, the opening weighing more; the largest first."""
    weights: dict[str, float] = {}
    for one in spoken:
        weight = (OPENING_WEIGHT if one.start < OPENING_CHARS else 1.0) * _KIND_WEIGHT.get(one.kind, 1.0)
        weights[one.country] = weights.get(one.country, 0.0) + weight
    total = sum(weights.values())
    return {code: weights[code] / total for code in sorted(weights, key=lambda code: -weights[code])}


def leading_country(shares: Mapping[str, float]) -> str:
    """The country with the most weight, where it has enough and clearly more than the next; "" else.

    Shapes:  a territory that is named about as often as the state it belongs to is what the text is about: a report
             on Puerto Rico speaks of the United States as well.

    >>> leading_country({"USA": 0.5, "PRI": 0.4, "ESP": 0.1})
    'PRI'
    """
    order = sorted(shares.items(), key=lambda item: -item[1])
    for code, share in order[1:3]:
        if actor_list().part_of.get(code) == order[0][0] and share >= TERRITORY_SHARE:
            return code
    if len(order) > 1 and actor_list().part_of.get(order[0][0]) == order[1][0]:
        order.pop(1)
    if not order or order[0][1] < LEADING_SHARE:
        return ""
    if len(order) > 1 and order[0][1] < LEADING_MARGIN * order[1][1]:
        return ""
    return order[0][0]


@lru_cache(maxsize=128)
def surroundings(text: str) -> Surroundings:
    """The text as context, kept for the next phrases of the same text."""
    return Surroundings(text)


_LOCAL = frozenset({"in", "at", "near", "from", "to", "outside", "across", "around"})
_INSIDE = frozenset({"of", "for", "and", "the", "high", "federal", "national", "local", "state", "supreme", "district"})
# Bodies that are spoken of anywhere and tell nothing of whose country a text is about.
_OF_THE_WORLD = frozenset({"IGO", "NGO", "MED", "BUS"})
_KIND_WEIGHT = {"person": 0.7, "organisation": 0.8, "place": 0.8, "region": 0.8}
