"""Many differing reports, made from few that were coded: other names, words, countries and dates, of the same lengths.

Each story has words, places, persons and a stretch of time of its own, so that reports differ as a day's news does; one
story in five is told twice, a day later and by another source, so that matching finds something. The coding is that of
the article it was made from, with the names and dates of the story: offsets stand, since no word changes its length.
"""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from chancery.runs.results import Coding
from chancery.terms import Actor, Claim, PartialDate, Place, Source, Span, StateContent, content_id

_WORD = re.compile(r"[A-Za-z]{4,}")
_CODE = re.compile(r"\b[A-Z]{3}\b")
_SHARED = 10
"""Stories over which a place or person is spread: each is met in one story of so many."""
_TWICE = 5
_SPREAD_DAYS = 3650


@dataclass(frozen=True)
class Corpus:
    """Coded articles with the words and countries that are swapped for one another."""

    codings: tuple[Coding, ...]
    words: dict[tuple[int, bool], tuple[str, ...]]
    codes: tuple[str, ...]

    @classmethod
    def of(cls, codings: Sequence[Coding]) -> Corpus:
        """The corpus of some codings."""
        found: dict[tuple[int, bool], set[str]] = {}
        codes: set[str] = set()
        for coding in codings:
            for word in _WORD.findall(coding.report.text):
                found.setdefault((len(word), word[0].isupper()), set()).add(word)
            for claim in coding.claims:
                codes |= set(_countries(claim))
        return cls(tuple(codings), {key: tuple(sorted(some)) for key, some in found.items()}, tuple(sorted(codes)))

    def retold(self, count: int) -> Iterator[Coding]:
        """So many codings of differing reports, always the same."""
        for number in range(count):
            article, lap = number % len(self.codings), number // len(self.codings)
            again = lap % _TWICE == _TWICE - 1
            story = (lap - again) * len(self.codings) + article
            yield _Story(self, story).tell(self.codings[article], number, again=again)


class _Story:
    def __init__(self, corpus: Corpus, story: int) -> None:
        chance = random.Random(story)
        self._map: dict[str, str] = {}
        self._corpus = corpus
        self._seed = story
        self._lap = f"~{chance.randrange(_SHARED)}"
        codes = list(corpus.codes)
        chance.shuffle(codes)
        self._codes = dict(zip(corpus.codes, codes, strict=True))
        self._shift = timedelta(chance.randrange(_SPREAD_DAYS) - _SPREAD_DAYS // 2)

    def tell(self, coding: Coding, number: int, *, again: bool) -> Coding:
        """The coding as this story."""
        old = coding.report
        source = Source(f"Paper {number % 97}" if not again else f"Daily {number % 89}")
        shift = self._shift + timedelta(int(again))
        text = self._words(old.text)
        if again:  # a sentence of its own at the end keeps offsets, and makes it another report
            text += f" Reported again as item {number}."
        published = self._date(old.published, shift)
        report = replace(old, text=text, title=self._words(old.title), source=source, published=published,
                         given_id=str(number), path=f"made/{number}")  # fmt: skip
        claims = tuple(self._claim(claim, report.id, report.text, published) for claim in coding.claims)
        return replace(coding, report=report, claims=claims)

    def _claim(self, claim: Claim, report: str, text: str, published: PartialDate) -> Claim:
        content = self._made(claim.content)
        if isinstance(content, StateContent) and content.key:
            content = replace(content, key=self._coded(content.key) + self._lap)
        return replace(
            claim,
            id=content_id("c", report, claim.id),
            mention=content_id("m", report, claim.mention),
            report=report,
            words=claim.sentence.cut(text),
            content=content,
            speakers=tuple(self._made(speaker) for speaker in claim.speakers),
            known=published,
        )

    def _made(self, value: Any) -> Any:
        """A noun with the names and dates of the story."""
        if isinstance(value, str | int | float | Span | None):
            return value
        if isinstance(value, tuple):
            return tuple(self._made(one) for one in value)
        if isinstance(value, PartialDate):
            return self._date(value, self._shift)
        if isinstance(value, Actor):
            own = self._lap if value.kind in ("person", "organisation") else ""
            return replace(
                value, id=self._coded(value.id) + own, name=self._words(value.name), country=self._coded(value.country)
            )
        if isinstance(value, Place):
            return replace(
                value, id=value.id + self._lap, name=self._words(value.name), country=self._coded(value.country)
            )
        made: dict[str, Any] = {}
        for one in dataclasses.fields(value):
            held = getattr(value, one.name)
            worded = one.name in ("text", "words", "topic", "quote", "what", "why", "before") and isinstance(held, str)
            made[one.name] = self._words(held) if worded else self._made(held)
        return replace(value, **made)

    def _words(self, text: str) -> str:
        return _WORD.sub(self._word, text)

    def _word(self, found: re.Match[str]) -> str:
        word = found[0]
        if word not in self._map:
            some = self._corpus.words.get((len(word), word[0].isupper()), (word,))
            self._map[word] = some[random.Random(f"{self._seed} {word}").randrange(len(some))]
        return self._map[word]

    def _coded(self, text: str) -> str:
        return _CODE.sub(lambda found: self._codes.get(found[0], found[0]), text)

    @staticmethod
    def _date(when: PartialDate, shift: timedelta) -> PartialDate:
        if not when.stated:
            return when
        first, last = (day + shift if day else None for day in (when.earliest, when.latest))
        return PartialDate.between(first, last, weekday=when.weekday)


def _countries(claim: Claim) -> Iterator[str]:
    content = claim.content
    for party in (*getattr(content, "actors", ()), *getattr(content, "recipients", ()), *getattr(content, "who", ())):
        if len(party.actor.country) == 3:
            yield party.actor.country


def some_day(chance: random.Random) -> date:
    """A day on which a story may lie."""
    return date(2019, 10, 1) + timedelta(chance.randrange(_SPREAD_DAYS) - _SPREAD_DAYS // 2)
