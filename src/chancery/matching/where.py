"""Places of a report: every name of a place, and the words that point back to one ("the region")."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from chancery.matching.beside import LOCAL_CASES, container_of, core, evident, kind_beside
from chancery.matching.ground import EVENT_WORDS, Ground
from chancery.matching.places import (
    KINDS,
    PART_OF_NAME,
    Container,
    Point,
    Ranked,
    Scene,
    nearness,
    rank,
    unresolved,
)
from chancery.shelf.keys import place_key
from chancery.shelf.lexicons import PLACE_NOUNS
from chancery.shelf.places import Candidate, gazetteer
from chancery.terms import Name, Place, PlaceMention, Report, Span

PLACE_VERBS = frozenset(
    [
        "visit",
        "enter",
        "leave",
        "invade",
        "reach",
        "attack",
        "bomb",
        "hit",
        "strike",
        "shell",
        "occupy",
        "capture",
        "retake",
        "seize",
        "storm",
        "besiege",
        "control",
        "flee",
        "tour",
        "cross",
        "bombard",
        "liberate",
        "recapture",
        "annex",
        "quit",
        "pound",
        "target",
        "evacuate",
        "surround",
    ]
)
UNNAMED_PEOPLE = 300_000  # a capitalised word that the name layer left alone must be at least this well known
NEWS_SHARE = 0.05  # a country with less is not what the report is about
NAMED_PEOPLE = 1_000  # where the words around a name say that it is a place, this well known
SURE_OF_A_PART = 0.7  # below this a town in a longer name does not lend it its country
SURE_ENOUGH = 0.8  # from here on a division lends weight to the places inside it
SHARES_WEIGH = 4.0  # what all countries that are named weigh together beside names that lie in some
FAINT_SHARE = 0.05  # a candidate with less lends no weight
NAME_FOR_COUNTRY = 0.5  # what a name that lies in a country says for it, where the country's own name says 1
BESIDE_SHARE = 0.5
CITY_STATES = frozenset({"HKG", "MAC", "SGP", "MCO", "VAT", "GIB"})
_DETERMINERS = frozenset({"the", "this", "that", "these"})


def country_shares(grounds: Sequence[Ground]) -> dict[str, float]:
    """Share of each country among all mentions of countries, peoples, capitals and hand-listed regions."""
    counts: Counter[str] = Counter()
    for ground in grounds:
        for match in ground.matches:
            entry = match.entries[0]
            if entry.country and entry.kind in (
                "country",
                "demonym",
                "capital",
                "metonym",
                "people",
                "person",
                "region",
            ):
                counts[entry.country] += 1
        for name in ground.names:
            if name.kind == "LOC" and ground.match[name.first] is None:
                found = gazetteer().lookup(ground.text(name.first, name.last))
                if found and found[0].place.country and _speaks_for_itself(found[0]):
                    counts[found[0].place.country] += 1
    total = sum(counts.values())
    return {code: count / total for code, count in counts.most_common()} if total else {}


class PlaceFinder:
    """Finds the places of one report, sentence by sentence; a name once settled stays settled.

    Shapes:  `learn` takes in every sentence before the first is `read`.
    """

    def __init__(self, report: Report, shares: Mapping[str, float]) -> None:
        self._report = report
        self._shares = shares
        self._scene: Scene | None = None
        self._grounds: list[Ground] = []
        self._senses: dict[str, Container] = {}
        self._persons: set[str] = set()
        self.family_names: set[str] = set()
        self._blocks: dict[int, int] = {}
        self._settled: dict[tuple[str, str, Container, tuple[str, ...]], Ranked | None] = {}
        self.found: list[PlaceMention] = []

    def learn(self, ground: Ground) -> None:
        """Takes in a sentence; of the names of persons, so that a family name under the wrong label is no place."""
        self._grounds.append(ground)
        self._blocks[ground.index] = ground.sentence.block
        for name in ground.names:
            if name.kind == "PER":
                self._persons.update(ground.words[name.first : name.last + 1])
                if name.last > name.first:
                    self.family_names.add(ground.words[name.last])

    def scene(self) -> Scene:
        """What the whole report says of the world: first what names lie in, then which places it names without doubt.

        A name that is once said to lie somewhere ("Paris, Texas") lies there wherever it stands alone.
        """
        if self._scene is not None:
            return self._scene
        named: Counter[str] = Counter()
        for ground in self._grounds:
            for name in ground.names:
                if name.kind != "LOC":
                    continue
                first, last = core(ground, name)
                text = ground.text(first, last)
                named[text] += 1
                container = container_of(ground, first, last)
                if container and text not in self._senses:
                    self._senses[text] = container
        self._scene = self._agreed(named)
        return self._scene

    def _agreed(self, named: Mapping[str, int]) -> Scene:
        """The scene on which the names of a report agree: each lends weight to what lies near the places it can mean.

        Two rounds: in the first a name is weighed by people and countries alone, in the second by the others, too.
        """
        scene = Scene(self._shares)
        for _ in range(2):
            points: list[Point] = []
            countries: defaultdict[str, float] = defaultdict(float)
            divisions = set()
            for text, count in named.items():
                ranked = rank(text, container=self._senses.get(text, Container()), scene=scene.without(text))
                if ranked is None:
                    continue
                weight = math.sqrt(count)
                for place, share in ranked.candidates:
                    if share < FAINT_SHARE or place.precision in ("country", "area"):
                        continue
                    if place.lat is not None and place.lon is not None:
                        points.append(Point(text, place.lat, place.lon, weight * share))
                    countries[place.country] += weight * share * NAME_FOR_COUNTRY
                sure = ranked.score >= SURE_ENOUGH and ranked.candidates[0][1] >= SURE_ENOUGH
                if sure and ranked.place.precision in ("region", "district"):
                    divisions.add((ranked.place.country, place_key(ranked.place.name)))
                    divisions.add((ranked.place.country, place_key(text)))
            scene = Scene(_joined(self._shares, countries), tuple(points), frozenset(divisions))
        return scene

    def read(self, ground: Ground) -> list[PlaceMention]:
        """Named places of one sentence, in text order."""
        here: list[PlaceMention] = []
        done: set[int] = set()
        for name in ground.names:
            match = ground.match[name.first]
            within = match is not None and match.last - match.first > name.last - name.first
            if name.kind == "LOC" and not within and not self._names_else(ground, name.first, name.last):
                mention = self._named(ground, name)
                if mention:
                    here.append(mention)
                    done.update(range(name.first, name.last + 1))
        for match in ground.matches:
            entry = match.entries[0]
            if match.first in done or match.last in done or entry.kind not in ("country", "capital", "area", "region"):
                continue
            name_here = ground.name[match.first]
            longer = name_here is not None and name_here.last - name_here.first > match.last - match.first
            if longer and name_here is not None and name_here.kind in ("PER", "ORG"):
                continue
            if entry.kind != "country" and self._names_else(ground, match.first, match.last):
                continue
            mention = self._listed(ground, match.first, match.last)
            if mention:
                here.append(mention)
                done.update(range(match.first, match.last + 1))
        for name in ground.names:
            if name.kind != "LOC" and not done.intersection(range(name.first, name.last + 1)):
                mention = self._mislabelled(ground, name)
                if mention:
                    here.append(mention)
                    done.update(range(name.first, name.last + 1))
        here += self._unlabelled(ground, done)
        here.sort(key=lambda mention: mention.span.start)
        self.found += here
        return here

    def _names_else(self, ground: Ground, first: int, last: int) -> bool:
        """Whether the words begin an event's name ("the Second Karabakh War") or are a person's family name here."""
        after = last + 1
        if after < len(ground.words) and ground.low[after] in EVENT_WORDS and ground.words[after][:1].isupper():
            return True
        family = first == last and ground.words[first] in self.family_names
        return family and ground.case(first) not in LOCAL_CASES

    def anaphor(self, ground: Ground, at: int) -> PlaceMention | None:
        """The place that "the region" or "this city" at token `at` points back to; None where nothing fits."""
        low = ground.low[at]
        wanted = PLACE_NOUNS.get(low)
        if wanted is None or ground.tokens[at].upos != "NOUN" or ground.tokens[at].feat("Number") == "Plur":
            return None
        kids = ground.kids[at]
        if not any(ground.low[kid] in _DETERMINERS for kid in kids if ground.base(kid) == "det"):
            return None
        if any(ground.base(kid) in ("nmod", "compound", "flat", "appos", "acl", "nummod") for kid in kids):
            return None
        before = [mention for mention in self.found if mention.span.start < ground.tokens[at].start]
        fitting = [
            mention
            for mention in before
            if mention.place.precision in wanted or (low == "city" and mention.place.country in CITY_STATES)
        ]
        if not fitting:
            return None
        weights: Counter[str] = Counter(mention.place.id for mention in fitting)
        recent = fitting[-1]
        here = ground.sentence.block
        block = [mention for mention in fitting if self._blocks.get(mention.sentence) == here]
        chosen = block[-1] if block else max(reversed(fitting), key=lambda mention: weights[mention.place.id])
        score = 0.8 if chosen.place.id == recent.place.id else 0.6
        return self._mention(ground, at, at, chosen.place, "coreference", score, phrase=True)

    def leading_region(self, place: Place) -> Place:
        """The region that the report speaks of most, where `place` is a wider area that it names far less often."""
        weights: Counter[str] = Counter(
            mention.place.id for mention in self.found if mention.place.precision == "region"
        )
        if not weights or place.precision != "area":
            return place
        best, count = weights.most_common(1)[0]
        if count < 2 * sum(mention.place.id == place.id for mention in self.found):
            return place
        return next(mention.place for mention in self.found if mention.place.id == best)

    def _named(self, ground: Ground, name: Name) -> PlaceMention | None:
        first, last = core(ground, name)
        if ground.tokens[last].upos == "ADJ" and ground.match[last] is not None and first == last:
            match = ground.match[last]
            if match is not None and match.entries[0].kind in ("demonym", "people"):
                return None
        text = ground.text(first, last)
        ranked = self._rank(ground, first, last, text)
        if ranked is None:
            match = ground.match[last]
            if match is not None and match.entries[0].kind in (
                "demonym",
                "people",
                "person",
                "organisation",
                "metonym",
            ):
                return None
            if all(word in self._persons for word in ground.words[first : last + 1]):
                return None
            return self._mention(
                ground, first, last, self._unknown(ground, first, last, text), "not in the gazetteer", 0.3
            )
        how = self._how(ground, first, last, ranked)
        return self._mention(ground, first, last, ranked.place, how, ranked.score, candidates=ranked.candidates)

    def _unknown(self, ground: Ground, first: int, last: int, text: str) -> Place:
        """A place that is not in the gazetteer, where what holds it is: a town that begins its name, or one beside it.

        It has the country of what holds it, and where the words say that it lies there also its point: the precision is
        then that of what holds it, so that nobody takes the point for its own.
        """
        place = unresolved(text)
        outer = container_of(ground, first, last).place
        if outer is not None:
            return replace(
                place,
                country=outer.country,
                lat=outer.lat,
                lon=outer.lon,
                precision=outer.precision,
                part_of=outer.name,
            )
        for end in range(last - 1, first - 1, -1):
            ranked = rank(ground.text(first, end), scene=self.scene())
            if ranked and ranked.place.country and ranked.score >= SURE_OF_A_PART:
                return replace(place, country=ranked.place.country, precision="point", part_of=ranked.place.name)
        return place

    def _listed(self, ground: Ground, first: int, last: int) -> PlaceMention | None:
        text = ground.text(first, last)
        ranked = self._rank(ground, first, last, text)
        if ranked is None:
            return None
        how = self._how(ground, first, last, ranked)
        return self._mention(ground, first, last, ranked.place, how, ranked.score, candidates=ranked.candidates)

    def _mislabelled(self, ground: Ground, name: Name) -> PlaceMention | None:
        """A name of another kind that the words around it show to be a place: "in Gao, Mali", "the city of Gao"."""
        first, last = core(ground, name)
        if any(match is not None for match in ground.match[first : last + 1]):
            return None
        text = ground.text(first, last)
        if name.kind == "PER" and (first == last and text in self.family_names):
            return None
        proof = evident(ground, first, last, text)
        if not proof or (proof == "case" and name.kind == "PER"):
            return None
        least = UNNAMED_PEOPLE if proof == "case" else NAMED_PEOPLE
        if proof == "list" and not self._lies_in_the_news(text):
            return None
        return self._strong(ground, first, last, text, least, "gazetteer, other label")

    def _lies_in_the_news(self, text: str) -> bool:
        """Whether a name is that of a town in a country that the report speaks of: "Obama" is a town in Japan."""
        shares = self.scene().shares
        return any(shares.get(one.place.country, 0.0) >= NEWS_SHARE for one in gazetteer().lookup(text))

    def _strong(self, ground: Ground, first: int, last: int, text: str, least: int, how: str) -> PlaceMention | None:
        """The place of words that no label shows to be one, where the gazetteer knows it well; else None."""
        known = gazetteer().lookup(text) if len(text) > 3 or least < UNNAMED_PEOPLE else ()
        precisions = ("city",) if least >= UNNAMED_PEOPLE else ("city", "region", "district")
        strong = {
            one.place.id
            for one in known
            if one.hand_made
            or (one.people >= least and one.place.precision in precisions and (one.own_name or least < UNNAMED_PEOPLE))
        }
        ranked = self._rank(ground, first, last, text) if strong else None
        if ranked is None or ranked.place.id not in strong:
            return None
        return self._mention(ground, first, last, ranked.place, how, 0.5, candidates=ranked.candidates)

    def _unlabelled(self, ground: Ground, done: set[int]) -> list[PlaceMention]:
        """Capitalised words that no layer named and the gazetteer knows well."""
        found: list[PlaceMention] = []
        at = 0
        while at < len(ground.tokens):
            if not self._open(ground, at, done):
                at += 1
                continue
            end = at
            while end + 1 < len(ground.tokens) and end - at < 4 and self._open(ground, end + 1, done, inside=True):
                end += 1
            stop = end
            while stop >= at:
                if ground.tokens[stop].upos == "PROPN":
                    text = ground.text(at, stop)
                    proof = evident(ground, at, stop, text)
                    least = NAMED_PEOPLE if proof and proof != "case" else UNNAMED_PEOPLE
                    mention = self._strong(ground, at, stop, text, least, "gazetteer, no label")
                    if mention:
                        found.append(mention)
                        break
                stop -= 1
            at = max(stop, at) + 1
        return found

    def _open(self, ground: Ground, at: int, done: set[int], *, inside: bool = False) -> bool:
        if at in done or ground.name[at] is not None or ground.match[at] is not None:
            return False
        token = ground.tokens[at]
        if inside and token.text in ("-", "–"):
            return True
        return token.upos == "PROPN" and token.text[:1].isupper()

    def _rank(self, ground: Ground, first: int, last: int, text: str) -> Ranked | None:
        scene = self.scene()
        container = container_of(ground, first, last) or self._senses.get(text, Container())
        kind = kind_beside(ground, first, last, text)
        beside = tuple(sorted({m.entries[0].country for m in ground.matches if not first <= m.first <= last} - {""}))
        key = (text, kind, container, beside)
        if key not in self._settled:
            shares = dict(scene.shares)
            for code in beside:  # a country of the same sentence counts for more than one elsewhere
                shares[code] = shares.get(code, 0.0) + BESIDE_SHARE
            near = replace(scene.without(text), shares=shares)
            ranked = rank(text, container=container, scene=near, kind=kind)
            if ranked is None and container:
                ranked = rank(text, scene=near, kind=kind)
            if text == "Georgia" and not container and ranked and kind != "state":
                ranked = self._georgia(ranked)
            if ranked is not None and not container and not self._may_bear(ranked, shares):
                ranked = None
            self._settled[key] = ranked
        return self._settled[key]

    def _may_bear(self, ranked: Ranked, shares: Mapping[str, float]) -> bool:
        """Whether a bridge or river of a town's name may be that town's: it lies in the news, or all know it.

        "The Hakari bridge" of a report about one country is no town of another that goes by the like.
        """
        if ranked.how != PART_OF_NAME:
            return True
        known = [one for one in gazetteer().lookup(ranked.place.name) if one.place.id == ranked.place.id]
        if known and known[0].people >= UNNAMED_PEOPLE:
            return True
        return not self._shares or ranked.place.country in self._shares or shares.get(ranked.place.country, 0.0) >= 0.5

    def _georgia(self, ranked: Ranked) -> Ranked:
        """Georgia is the American state where the report speaks of places in it, or of America and of no neighbour."""
        if self._capital_of_georgia():
            return ranked
        states = [one.place for one in gazetteer().lookup("Georgia") if one.place.country == "USA"]
        near = {"RUS", "AZE", "ARM", "TUR", "UKR", "EUR"} & set(self._shares)
        for state in states:
            if state.precision != "region":
                continue
            towns = nearness(state, self.scene()) > nearness(replace(ranked.place, precision="region"), self.scene())
            if towns or ("USA" in self._shares and not near):
                return Ranked(state, 0.7, "country context", ranked.candidates)
        return ranked

    def _capital_of_georgia(self) -> bool:
        return any(word in self._report.text for word in ("Tbilisi", "Abkhazia", "Georgian", "Ossetia"))

    def _how(self, ground: Ground, first: int, last: int, ranked: Ranked) -> str:
        """`ranked.how`, or "acting" where the name stands for those who act and is only loosely a place."""
        top = ground.top(first, last)
        case = ground.case(top)
        base = ground.base(top)
        if ranked.place.precision == "country" or ground.match[last] is not None:
            if case in LOCAL_CASES:
                return ranked.how
            if (base in ("compound", "amod") or ground.tokens[top].deprel in ("nmod:desc", "nmod:unmarked")) and (
                ranked.place.precision == "country"
                and ground.tokens[ground.tokens[top].head].lemma.lower() not in KINDS
            ):
                return "acting"
            if base in ("nsubj", "iobj") or case in ("by", "with", "between", "against", "among"):
                return "acting"
            if base == "obj" and ground.tokens[ground.tokens[top].head].lemma.lower() not in PLACE_VERBS:
                return "acting"
        return ranked.how

    def _mention(
        self,
        ground: Ground,
        first: int,
        last: int,
        place: Place,
        how: str,
        score: float,
        *,
        phrase: bool = False,
        candidates: tuple[tuple[Place, float], ...] = (),
    ) -> PlaceMention:
        start = ground.core_first(last) if phrase else first
        span = Span(ground.tokens[start].start, ground.tokens[last].end)
        return PlaceMention(
            span,
            ground.index,
            ground.top(first, last),
            span.cut(self._report.text),
            place,
            how,
            0.4 if how == "acting" else score,
            candidates,
        )


def _joined(shares: Mapping[str, float], names: Mapping[str, float]) -> dict[str, float]:
    """Shares of countries among those that are named and those that named places lie in; adding up to 1."""
    weight = sum(names.values())
    if not weight:
        return dict(shares)
    part = weight / (weight + SHARES_WEIGH) if shares else 1.0
    return {
        code: (1 - part) * shares.get(code, 0.0) + part * names.get(code, 0.0) / weight
        for code in sorted({*shares, *names} - {""})
    }


def _speaks_for_itself(one: Candidate) -> bool:
    """Whether a name tells its country without further help: a listed or first-level region, a big town."""
    return one.hand_made or (one.own_name and (one.place.precision == "region" or one.people >= 500_000))
