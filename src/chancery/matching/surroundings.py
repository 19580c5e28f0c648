"""What the text around a phrase tells: whose country it speaks of, who bears a name, which body a short word means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from chancery.shelf.actors import Match, actor_list
from chancery.shelf.keys import name_key
from chancery.shelf.lexicons import singular
from chancery.shelf.places import gazetteer

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|['’]s\b|\w+(?:['’]\w+)*|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘']?[A-Z])|\n+")
#: How much more a country counts in the opening of a text, which says what the text is about.
OPENING_CHARS = 400
OPENING_WEIGHT = 3.0
#: Share of all weight from which on the most named country is the text's own, and by how much it must lead the second.
LEADING_SHARE = 0.45
LEADING_MARGIN = 1.5
#: A town lends a text its country from this size on; smaller ones share their names with too many.
TOWN_PEOPLE = 100_000
_COUNTRY_KINDS = frozenset({"country", "demonym", "capital", "metonym", "people", "person", "region", "organisation"})
_STATES = frozenset({"country", "demonym", "people", "capital", "metonym"})


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
    def matches(self) -> list[Match]:
        """What the actor list finds in the words."""
        return actor_list().find(self.words)

    @cached_property
    def spoken(self) -> list[Spoken]:
        """Every mention that tells of a country, in text order: names of the list, and well-known towns."""
        found = []
        taken: set[int] = set()
        for match in self.matches:
            taken.update(range(match.first, match.last + 1))
            entry = match.entries[0]
            if entry.country and entry.kind in _COUNTRY_KINDS and len(entry.country) == 3:
                if entry.kind == "organisation" and entry.sector == "IGO":
                    continue
                start = self._tokens[match.first][1]
                found.append(Spoken(start, self._sentence(start), entry.country, entry.kind))
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
        found.sort(key=lambda one: one.start)
        return found

    @cached_property
    def shares(self) -> dict[str, float]:
        """Share of each country in what the text speaks of, the opening weighing more; the largest first."""
        weights: Counter[str] = Counter()
        for one in self.spoken:
            weight = OPENING_WEIGHT if one.start < OPENING_CHARS else 1.0
            weights[one.country] += weight * _KIND_WEIGHT.get(one.kind, 1.0)  # type: ignore[assignment]
        total = sum(weights.values())
        return {code: weight / total for code, weight in weights.most_common()} if total else {}

    @cached_property
    def leading(self) -> str:
        """The country that the text is about, "" where none clearly leads."""
        return leading_country(self.shares)

    @cached_property
    def evidence(self) -> frozenset[str]:
        """All words of the text as look-up keys, single and in pairs, for cues."""
        keys = [name_key(word) for word in self.words]
        return frozenset(keys) | frozenset(f"{one} {two}" for one, two in zip(keys, keys[1:], strict=False))

    def occurrences(self, phrase: str, most: int = 6) -> list[int]:
        """Offsets of the phrase in the text as whole words, whatever its case."""
        wanted = phrase.casefold()
        if not wanted:
            return []
        found = []
        at = self.low.find(wanted)
        while at >= 0 and len(found) < most:
            end = at + len(wanted)
            if not (at and self.low[at - 1].isalnum()) and not (end < len(self.low) and self.low[end].isalnum()):
                found.append(at)
            at = self.low.find(wanted, end)
        return found

    def country_near(self, phrase: str) -> str:
        """The one state named in the sentences of the phrase, where they name one only; "" else."""
        sentences = {self._sentence(at) for at in self.occurrences(phrase)}
        if not sentences or len(sentences) > 2:
            return ""
        here = {one.country for one in self.spoken if one.sentence in sentences and one.kind in _STATES}
        return here.pop() if len(here) == 1 else ""

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
                yield first, at


def leading_country(shares: Mapping[str, float]) -> str:
    """The country with the most weight, where it has enough and clearly more than the next; "" else."""
    order = sorted(shares.items(), key=lambda item: -item[1])
    if not order or order[0][1] < LEADING_SHARE:
        return ""
    if len(order) > 1 and order[0][1] < LEADING_MARGIN * order[1][1]:
        return ""
    return order[0][0]


@lru_cache(maxsize=16)
def surroundings(text: str) -> Surroundings:
    """The text as context, kept for the next phrases of the same text."""
    return Surroundings(text)


def sentence_of(words: Sequence[str]) -> str:
    """The words joined by spaces."""
    return " ".join(words)


_LOCAL = frozenset({"in", "at", "near", "from", "to", "outside", "across", "around"})
_INSIDE = frozenset({"of", "for", "and", "the", "high", "federal", "national", "local", "state", "supreme", "district"})
_KIND_WEIGHT = {"person": 0.7, "organisation": 0.8, "place": 0.8, "region": 0.8}
