"""Events found against events annotated.

- `event`: an event mention is found where one of its type is told in its sentence; matched one to one, those whose
  triggers meet first. Precision, recall and F1, also by type.
- `countries`: the same, and on either side the countries of the actors are right: they share one, or neither side has
  any. `countries_same`: the sets of countries are equal.
- `calibration`: 100 less the expected calibration error of the coder's own probabilities, in percent.
- Of the matched events: `status`, the status is the same (happened and ongoing are kept apart); `speaker`, nobody is
  named by both, or the words of the two speakers share one (articles and titles apart); `date`, the same day, month,
  year or stretch, or none in both; `date_near`, the two do not contradict each other: one lies within the other, or
  neither is given. `mode`, `place` (country of the place) and `sectors` likewise, of those where gold has one.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bench.coding.articles import GoldEvent, Party
from chancery.terms import PartialDate

_SMALL = frozenset({"the", "a", "an", "of", "in", "for", "and", "to", "mr", "mrs", "ms", "president", "minister"})


@dataclass(slots=True)
class Tally:
    """Counts of one type or of all."""

    told: int = 0
    true: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """In percent."""
        return 100 * self.right / self.told if self.told else 0.0

    @property
    def recall(self) -> float:
        """In percent."""
        return 100 * self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """Balanced F in percent."""
        both = self.told + self.true
        return 200 * self.right / both if both else 0.0


@dataclass(slots=True)
class Agreement:
    """What two readings of the same articles have in common."""

    all: Tally = field(default_factory=Tally)
    countries: Tally = field(default_factory=Tally)
    countries_same: Tally = field(default_factory=Tally)
    types: dict[str, Tally] = field(default_factory=dict)
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    mixed: Counter[tuple[str, str]] = field(default_factory=Counter)
    sure: list[tuple[float, bool]] = field(default_factory=list)

    def row(self) -> dict[str, float]:
        """Every measure in percent, rounded to 0.1."""
        row = {
            "event_precision": self.all.precision,
            "event_recall": self.all.recall,
            "event": self.all.f1,
            "countries": self.countries.f1,
            "countries_same": self.countries_same.f1,
        }
        if any(sure < 1 for sure, _ in self.sure):
            row["calibration"] = 100 - calibration_error(self.sure)
        row |= {name: 100 * self.right[name] / asked for name, asked in sorted(self.asked.items())}
        return {name: round(value, 1) for name, value in row.items()}


BINS = 10


def reliability(sure: Sequence[tuple[float, bool]], bins: int = BINS) -> list[tuple[float, float, int]]:
    """Mean probability, share that is right (both 0 to 1) and number of codings, in bins of equal width."""
    rows = []
    for number in range(bins):
        inside = [(chance, right) for chance, right in sure if min(int(chance * bins), bins - 1) == number]
        if inside:
            count = len(inside)
            rows.append((sum(chance for chance, _ in inside) / count, sum(right for _, right in inside) / count, count))
    return rows


def calibration_error(sure: Sequence[tuple[float, bool]]) -> float:
    """The expected calibration error, in percent (Naeini et al. 2015)."""
    return 100 * sum(abs(mean - right) * count for mean, right, count in reliability(sure)) / max(len(sure), 1)


def chance_error(sure: Sequence[tuple[float, bool]], draws: int = 500) -> float:
    """The calibration error, in percent, that codings of these probabilities show by chance if all of them are true."""
    rng = random.Random(0)
    rounds = ([(chance, rng.random() < chance) for chance, _ in sure] for _ in range(draws))
    return sum(map(calibration_error, rounds)) / draws


def compare(pairs: Iterable[tuple[Sequence[GoldEvent], Sequence[GoldEvent]]]) -> Agreement:
    """The agreement over articles, each given as (annotated events, found events)."""
    agreement = Agreement()
    for gold, told in pairs:
        _add(agreement, gold, told)
    return agreement


def match(gold: Sequence[GoldEvent], told: Sequence[GoldEvent]) -> list[tuple[GoldEvent, GoldEvent]]:
    """Pairs of the same sentence and type, one to one; those whose triggers meet come first, then in text order."""
    return match_by(gold, told, lambda event: (event.sentence, event.type))


def match_by(
    gold: Sequence[GoldEvent], told: Sequence[GoldEvent], key: Callable[[GoldEvent], object]
) -> list[tuple[GoldEvent, GoldEvent]]:
    """Pairs of the same key, one to one; those whose triggers meet come first, then in text order."""
    pairs: list[tuple[GoldEvent, GoldEvent]] = []
    free_gold, free_told = list(gold), list(told)
    for near in (True, False):
        for one in list(free_gold):
            for other in free_told:
                if key(one) == key(other) and (not near or _meet(one, other)):
                    pairs.append((one, other))
                    free_gold.remove(one)
                    free_told.remove(other)
                    break
    return pairs


def _meet(one: GoldEvent, other: GoldEvent) -> bool:
    return one.trigger[0] < other.trigger[1] and other.trigger[0] < one.trigger[1]


def _add(agreement: Agreement, gold: Sequence[GoldEvent], told: Sequence[GoldEvent]) -> None:
    pairs = match(gold, told)
    for events, count in ((gold, "true"), (told, "told")):
        for event in events:
            for tally in (
                agreement.all,
                agreement.countries,
                agreement.countries_same,
                agreement.types.setdefault(event.type, Tally()),
            ):
                setattr(tally, count, getattr(tally, count) + 1)
    matched = {id(other) for _, other in pairs}
    agreement.sure += [(event.sure, id(event) in matched) for event in told]
    for one, other in pairs:
        agreement.all.right += 1
        agreement.types[one.type].right += 1
        sides = ((one.source, other.source), (one.target, other.target))
        agreement.countries.right += all(_share(mine, theirs) for mine, theirs in sides)
        agreement.countries_same.right += all(_countries(mine) == _countries(theirs) for mine, theirs in sides)
        for name, good in _details(one, other):
            agreement.asked[name] += 1
            agreement.right[name] += good
    for one, other in match_by(gold, told, lambda event: event.sentence):
        if one.type != other.type and _meet(one, other):
            agreement.mixed[one.type, other.type] += 1


def _details(gold: GoldEvent, told: GoldEvent) -> Iterable[tuple[str, bool]]:
    yield "status", gold.status == told.status
    yield "speaker", _same_speaker(gold.speaker, told.speaker)
    yield "date", _same_date(gold.date, told.date)
    yield "date_near", _near_date(gold.date, told.date)
    if gold.mode:
        yield "mode", gold.mode == told.mode
    if gold.place:
        yield "place", bool(told.place) and gold.place_country == told.place_country
    for mine, theirs in ((gold.source, told.source), (gold.target, told.target)):
        if mine and theirs:
            yield "sectors", bool({part.sector for part in mine} & {part.sector for part in theirs})


def _countries(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(part.country for part in parties if part.country)


def _share(gold: Sequence[Party], told: Sequence[Party]) -> bool:
    mine, theirs = _countries(gold), _countries(told)
    return bool(mine & theirs) or mine == theirs


def _same_speaker(gold: str | None, told: str | None) -> bool:
    if not gold or not told:
        return not gold and not told
    return bool(_words(gold) & _words(told))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower())) - _SMALL


def _same_date(gold: str | None, told: str | None) -> bool:
    if not gold or not told:
        return not gold and not told
    one, other = PartialDate.parse(gold), PartialDate.parse(told)
    return (one.earliest, one.latest) == (other.earliest, other.latest)


def _near_date(gold: str | None, told: str | None) -> bool:
    if not gold or not told:
        return not gold and not told
    one, other = PartialDate.parse(gold), PartialDate.parse(told)
    return _within(one, other) or _within(other, one)


def _within(inner: PartialDate, outer: PartialDate) -> bool:
    after = outer.earliest is None or (inner.earliest is not None and outer.earliest <= inner.earliest)
    before = outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest)
    return after and before
