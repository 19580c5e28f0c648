"""A reading with the look-ups that coding makes all the time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict

from chancery.terms import ActorMention, Attribution, Name, PlaceMention, Predicate, Reading, Span, TimeMention

_DISPUTED = ("disputed", "breakaway", "separatist", "occupied", "contested", "annexed")
_WHEN = frozenset({"after", "before", "when", "since", "as", "while"})
NOT_PART = frozenset({"acl:relcl", "advcl", "parataxis", "appos", "punct", "cc", "conj", "ccomp"})


class Page:
    """One reading, indexed.

    Shapes:  `predicates[(sentence, token)]` is an index into reading.predicates; `actors` and `places` hold the
             mentions whose head the token is; `kids[sentence][token]` the tokens that hang on it. `said` are the
             attributions whose source gives its word for the content; `said_in` has them by the sentences that their
             cue and content stand in.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.report.text
        self.sentences = reading.sentences
        self.predicates: dict[tuple[int, int], int] = {}
        self._tokens_in: dict[int, list[int]] = defaultdict(list)
        for index, predicate in enumerate(reading.predicates):
            self.predicates[predicate.sentence, predicate.token] = index
            self._tokens_in[predicate.sentence].append(predicate.token)
        self.actors: dict[tuple[int, int], list[ActorMention]] = defaultdict(list)
        self.actors_in: dict[int, list[ActorMention]] = defaultdict(list)
        for actor in reading.actors:
            self.actors[actor.sentence, actor.head].append(actor)
            self.actors_in[actor.sentence].append(actor)
        self.places: dict[tuple[int, int], PlaceMention] = {}
        self.places_in: dict[int, list[PlaceMention]] = defaultdict(list)
        for place in reading.places:
            self.places.setdefault((place.sentence, place.head), place)
            self.places_in[place.sentence].append(place)
        self.names_in: dict[int, list[Name]] = defaultdict(list)
        for name in reading.names:
            self.names_in[name.sentence].append(name)
        self.times_in: dict[int, list[TimeMention]] = defaultdict(list)
        for time in reading.times:
            self.times_in[time.sentence].append(time)
        self.said = [attribution for attribution in reading.attributions if attribution.kind == "said"]
        self.said_in: dict[int, list[Attribution]] = defaultdict(list)
        starts = [sentence.start for sentence in reading.sentences]
        for attribution in self.said:
            touched = {attribution.sentence}
            for part in attribution.content:
                touched.update(range(max(0, bisect_right(starts, part.start) - 1), bisect_left(starts, part.end)))
            for at in sorted(touched):
                self.said_in[at].append(attribution)
        self.kids: list[list[list[int]]] = []
        for sentence in reading.sentences:
            kids: list[list[int]] = [[] for _ in sentence.tokens]
            for at, token in enumerate(sentence.tokens):
                if token.head >= 0:
                    kids[token.head].append(at)
            self.kids.append(kids)
        self.disputed = {
            place.place.id for place in reading.places if any(word in place.text.lower() for word in _DISPUTED)
        }
        self._sections = [reading.report.section_at(sentence.start) for sentence in reading.sentences]

    def section(self, sentence: int) -> str:
        """Name of the section that a sentence stands in."""
        return self._sections[sentence]

    def predicate_at(self, sentence: int, token: int) -> Predicate | None:
        """The predicate whose trigger the token is."""
        index = self.predicates.get((sentence, token))
        return None if index is None else self.reading.predicates[index]

    def predicates_in(self, sentence: int) -> list[int]:
        """The tokens of a sentence that are triggers of predicates, in order."""
        return sorted(self._tokens_in.get(sentence, ()))

    def lemma(self, sentence: int, token: int) -> str:
        """The token's lemma in lower case."""
        return self.sentences[sentence].tokens[token].lemma.lower()

    def actor_at(self, sentence: int, token: int) -> ActorMention | None:
        """The actor that the phrase headed by the token means; the first of several."""
        return next(iter(self.actors_at(sentence, token)), None)

    def actors_at(self, sentence: int, token: int) -> list[ActorMention]:
        """The actors that the phrase headed by the token means: more than one for "the two countries"."""
        found = self.actors.get((sentence, token), [])
        return found or self._titled(sentence, token)

    def _titled(self, sentence: int, token: int) -> list[ActorMention]:
        """Actors whose phrase the token is the title of: "analyst" in "political analyst Jane Doe"."""
        tokens = self.sentences[sentence].tokens
        here = tokens[token]
        if here.upos not in ("NOUN", "PROPN"):
            return []
        for mention in self.actors_in.get(sentence, ()):
            if not (mention.span.start <= here.start and here.end <= mention.span.end):
                continue
            at = mention.head
            while (
                at != token and tokens[at].head >= 0 and tokens[at].deprel in ("appos", "flat", "nmod:desc", "compound")
            ):
                at = tokens[at].head
            if at == token or (at == mention.head and tokens[at].head == here.head):
                return [mention]
        return []

    def place_at(self, sentence: int, token: int) -> PlaceMention | None:
        """The place that the phrase headed by the token means."""
        return self.places.get((sentence, token))

    def below(self, sentence: int, token: int) -> list[int]:
        """The token and what belongs to its phrase (no relative or adverbial clauses, no conjuncts), in order."""
        kids, tokens = self.kids[sentence], self.sentences[sentence].tokens
        found, queue = [], [token]
        while queue:
            at = queue.pop()
            found.append(at)
            queue.extend(kid for kid in kids[at] if tokens[kid].deprel not in NOT_PART)
        return sorted(found)

    def phrase(self, sentence: int, token: int) -> Span:
        """Characters of the phrase that `below` finds, first word to last, without a preposition before it."""
        tokens = self.sentences[sentence].tokens
        inside = [at for at in self.below(sentence, token) if at == token or tokens[at].deprel != "punct"]
        while len(inside) > 1 and inside[0] != token and tokens[inside[0]].deprel in ("case", "mark", "cc"):
            inside = inside[1:]
        return self._unbroken(Span(tokens[inside[0]].start, tokens[inside[-1]].end))

    def _unbroken(self, span: Span) -> Span:
        """The span read through hyphens at its ends: a parse may cut "Nagorno-Karabakh" in two."""
        start, end = span.start, span.end
        while start > 1 and self.text[start - 1] == "-" and self.text[start - 2].isalnum():
            start -= 1
            while start > 0 and self.text[start - 1].isalnum():
                start -= 1
        while self.text[end : end + 1] == "-" and self.text[end + 1 : end + 2].isalnum():
            end += 1
            while self.text[end : end + 1].isalnum():
                end += 1
        return Span(start, end)

    def case_of(self, sentence: int, token: int) -> str:
        """The preposition that marks the token ("with"), "" where there is none."""
        tokens = self.sentences[sentence].tokens
        for kid in self.kids[sentence][token]:
            if tokens[kid].deprel == "case":
                return tokens[kid].text.lower()
        return ""

    def told_in_passing(self, sentence: int, token: int) -> bool:
        """Whether a clause of time tells it as a fact: "X attacked" in "agreed to disarm, a day after X attacked"."""
        tokens = self.sentences[sentence].tokens
        at = token
        while tokens[at].head >= 0 and tokens[at].deprel not in ("advcl", "acl"):
            at = tokens[at].head
        marks = {tokens[kid].text.lower() for kid in self.kids[sentence][at] if tokens[kid].deprel == "mark"}
        verb = self.predicate_at(sentence, at)
        return bool(marks & _WHEN) and verb is not None and verb.tense == "past" and verb.modality == "actual"

    def conjuncts(self, sentence: int, token: int) -> list[int]:
        """The token and those joined to it by "and", in order."""
        tokens = self.sentences[sentence].tokens
        found = [token]
        for kid in self.kids[sentence][token]:
            if tokens[kid].deprel == "conj":
                found.extend(self.conjuncts(sentence, kid))
        return found
