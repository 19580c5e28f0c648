"""Words that point back: pronouns, "the region", "the two countries", and roles that belong to a pronoun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.matching.ground import Ground
from chancery.matching.owned import one_for_each, owned_by
from chancery.matching.where import PlaceFinder
from chancery.shelf.actors import actor_list, adjectives
from chancery.shelf.keys import slug
from chancery.shelf.lexicons import PLACE_NOUNS, singular
from chancery.terms import Actor, ActorMention, PlaceMention, Reading, Span

_PAIRS = frozenset(
    {
        "country",
        "nation",
        "side",
        "party",
        "state",
        "neighbour",
        "neighbor",
        "power",
        "government",
        "leader",
        "rival",
        "foe",
        "ally",
        "capital",
    }
)
_ANYBODY = frozenset(
    {
        "people",
        "person",
        "man",
        "woman",
        "child",
        "expert",
        "analyst",
        "resident",
        "citizen",
        "civilian",
        "victim",
        "family",
        "local",
        "worker",
        "member",
        "community",
        "official",
        "party",
        "company",
        "group",
    }
)
_OUTSIDE = frozenset({"MED", "NGO", "EDU"})  # those who report and watch are no side
_AHEAD_CHARS = 400  # so far a headline may run ahead of the words that tell whose "peacekeepers" are
_REACH_SENTENCES = 2  # how many sentences back "the two countries" looks for them
_KINDS = {"person": 3, "country": 3, "organisation": 3, "group": 1}

_NEVER_PERSONS = frozenset({"it", "its", "itself"})
#: Words for who talks and is talked to.
_OF_TALK = frozenset("i me my mine myself you your yours yourself yourselves".split())
#: Nouns for bodies of people, which stand for no single one of them.
_BODIES = frozenset(
    "group organisation organization movement party militia army force ministry government company agency council "
    "alliance coalition court parliament committee commission union bloc".split()
)


class References:
    """All actors and places of a report, those that are only pointed to among them.

    Shapes:  `actors` and `places` hold what was found before and what was added, in no particular order.
    """

    def __init__(
        self, reading: Reading, grounds: Sequence[Ground], places: PlaceFinder, actors: Sequence[ActorMention]
    ) -> None:
        self._reading = reading
        self._grounds = {ground.index: ground for ground in grounds}
        self.actors: list[ActorMention] = list(actors)
        self.places: list[PlaceMention] = list(places.found)
        self._finder = places
        self._at: dict[tuple[int, int], list[ActorMention]] = {}
        self._in_sentence: dict[int, list[ActorMention]] = {}
        for mention in actors:
            self._in_sentence.setdefault(mention.sentence, []).append(mention)
            self._at.setdefault((mention.sentence, mention.head), []).append(mention)
        self._place_heads = {(place.sentence, place.head) for place in places.found}
        self._appositions()
        self._chains()
        for ground in grounds:
            self._relatives(ground)
            self._pairs(ground)
            self._places_again(ground, places)
        self._possessors()
        self._same_nouns()

    def _add(self, ground: Ground, head: int, actor: Actor, how: str, score: float, first: int | None = None) -> None:
        start = head if first is None else first
        span = Span(ground.tokens[start].start, ground.tokens[head].end)
        mention = ActorMention(span, ground.index, head, span.cut(self._reading.report.text), actor, how, score, False)
        self.actors.append(mention)
        self._at.setdefault((ground.index, head), []).append(mention)

    def _appositions(self) -> None:
        """A description set beside a person's name means that person: "the chief negotiator, Pablo Beltran"."""
        for mention in list(self.actors):
            if mention.actor.kind != "group":
                continue
            ground = self._grounds[mention.sentence]
            beside = [kid for kid in ground.kids[mention.head] if ground.base(kid) == "appos"]
            if ground.base(mention.head) == "appos":
                beside.append(ground.tokens[mention.head].head)
            for at in beside:
                person = next((one for one in self._at.get((ground.index, at), []) if one.actor.kind == "person"), None)
                if person is not None and person.actor.sector in (mention.actor.sector, ""):
                    self._replace(mention, replace(mention, actor=person.actor, how="apposition", named=True))
                    break

    def _chains(self) -> None:
        """Gives the members of a chain that say little the actor or place of those that say most."""
        placed = {(place.sentence, place.head): place for place in self.places}
        for chain in self._reading.coreference:
            known = [mention for one in chain for mention in self._at.get((one.sentence, one.head), [])]
            known = [mention for mention in known if mention.how not in ("demonym", "before a participle")]
            best = max(known, key=_weight, default=None)
            place = max(
                (placed[one.sentence, one.head] for one in chain if (one.sentence, one.head) in placed),
                key=lambda one: one.score,
                default=None,
            )
            for one in chain:
                speaking = self._speaking_on(one.sentence, one.head, best)
                best_here = speaking or best
                ground = self._grounds.get(one.sentence)
                if ground is None or not 0 <= one.head < len(ground.tokens):
                    continue
                if best_here is not None:
                    self._give(ground, one.head, best_here)
                if place is not None and (one.sentence, one.head) not in placed and ground.low[one.head] in PLACE_NOUNS:
                    self._give_place(ground, one.head, place, one.start, one.end)

    def _give(self, ground: Ground, head: int, best: ActorMention) -> None:
        here = self._at.get((ground.index, head), [])
        token = ground.tokens[head]
        if best.actor.kind == "person" and (ground.low[head] in _NEVER_PERSONS or token.lemma.lower() in _BODIES):
            return  # nobody is "it" or "the group"
        if self._may_run_ahead(ground, head, best) or self._says_nobody(ground, head):
            return
        if not here:
            inside = token.start, token.end
            covered = any(
                one.sentence == ground.index and one.span.start <= inside[0] and inside[1] <= one.span.end and one.named
                for one in self._in_sentence.get(ground.index, ())
            )
            if (
                token.upos in ("PRON", "NOUN", "DET", "PROPN")
                and not covered
                and not self._placed_noun(ground, head, best)
            ):
                first = ground.core_first(head) if token.upos == "NOUN" else head
                self._add(ground, head, best.actor, "coreference", min(best.score, 0.8), first)
            return
        for mention in here:
            if mention.actor.role in ("country", "nation") and ground.has_possessor(head):
                continue  # "his country" is his, whatever country the chain knows
            weak = mention.actor.kind == "group" and not mention.actor.country and not mention.actor.ethnicity
            guessed = mention.how == "the report's country"
            if mention is not best and (weak or guessed) and _weight(best) > _weight(mention):
                merged = best.actor
                if best.actor.kind == "group":
                    merged = replace(mention.actor, country=best.actor.country, ethnicity=best.actor.ethnicity)
                elif best.actor.kind == "country" and mention.actor.sector not in ("", "GOV"):
                    merged = _of_country(mention.actor, best.actor.country)
                self._replace(mention, replace(mention, actor=merged, how="coreference", score=0.7))

    def _speaking_on(self, sentence: int, head: int, best: ActorMention | None) -> ActorMention | None:
        """The body that speaks on as "it", where a chain has "it" for people of whom it spoke the sentence before.

        "The ministry said that the crew had survived. It rejected reports of losses": the ministry did.
        """
        ground, before = self._grounds.get(sentence), self._grounds.get(sentence - 1)
        if ground is None or before is None or best is None or best.actor.kind != "group":
            return None
        if best.sentence != sentence - 1 or ground.low[head] != "it" or ground.base(head) != "nsubj":
            return None
        if ground.tokens[head].head < 0 or ground.tokens[ground.tokens[head].head].head >= 0:
            return None
        verb = before.tokens[best.head].head
        if verb < 0 or before.base(best.head) != "nsubj" or before.base(verb) != "ccomp":
            return None
        above = before.tokens[verb].head
        while above >= 0 and before.base(above) == "conj":
            above = before.tokens[above].head
        subjects = [kid for kid in before.kids[above] if before.base(kid) == "nsubj"] if above >= 0 else []
        found = (one for kid in subjects for one in self._at.get((sentence - 1, kid), []))
        return next((one for one in found if one.actor.kind in ("group", "organisation", "country")), None)

    def _may_run_ahead(self, ground: Ground, head: int, best: ActorMention) -> bool:
        """Whether "they" opens a sentence's first clause and may as well mean the people who are its subject after it.

        "Before they left, some inhabitants burned their houses" says nothing of the troops that were told of before.
        """
        token = ground.tokens[head]
        if ground.low[head] != "they" or not ground.base(head).startswith("nsubj") or token.head < 0:
            return False
        clause = ground.tokens[token.head]
        if clause.deprel.split(":")[0] != "advcl" or not 0 <= token.head < clause.head:
            return False
        after = [kid for kid in ground.kids[clause.head] if ground.base(kid) == "nsubj" and kid > token.head]
        return any(
            ground.tokens[kid].upos == "NOUN"
            and ground.tokens[kid].feat("Number") == "Plur"
            and any(one.actor.id != best.actor.id for one in self._at.get((ground.index, kid), []))
            for kid in after
        )

    def _says_nobody(self, ground: Ground, head: int) -> bool:
        """Whether "I" or "you" stands in nobody's quoted or reported words, as in an interview: it may be any of those
        who talk."""
        token = ground.tokens[head]
        span = Span(token.start, token.end)
        said = (part for one in self._reading.attributions for part in one.content)
        return ground.low[head] in _OF_TALK and not any(part.holds(span) for part in said)

    def _placed_noun(self, ground: Ground, head: int, best: ActorMention) -> bool:
        """Whether a place would be called a person, a group or another country's name: "Koszalin" is not Poland."""
        if (ground.index, head) not in self._place_heads:
            return False
        return ground.tokens[head].upos == "PROPN" or best.actor.kind not in ("country", "organisation")

    def _give_place(self, ground: Ground, head: int, place: PlaceMention, start: int, end: int) -> None:
        key = (ground.index, head)
        wanted = PLACE_NOUNS.get(ground.low[head], ())
        if key in self._place_heads or place.place.precision not in wanted:
            return
        token = ground.tokens[head]
        bare = not any(ground.base(kid) in ("compound", "nmod", "flat") for kid in ground.kids[head])
        meant = place.place
        if bare and ground.low[head] in ("region", "territory"):
            meant = self._finder.leading_region(meant)
        span = Span(start, end) if start <= token.start and token.end <= end else Span(token.start, token.end)
        if token.upos == "NOUN":
            span = Span(ground.tokens[ground.core_first(head)].start, token.end)
        self._place_heads.add(key)
        self.places.append(
            PlaceMention(span, ground.index, head, span.cut(self._reading.report.text), meant, "coreference", 0.75)
        )

    def _replace(self, old: ActorMention, new: ActorMention) -> None:
        self.actors[self.actors.index(old)] = new
        here = self._at[old.sentence, old.head]
        here[here.index(old)] = new

    def _relatives(self, ground: Ground) -> None:
        """ "who", "which" and "that" in a relative clause mean what the clause hangs on."""
        for at, token in enumerate(ground.tokens):
            if ground.low[at] not in ("who", "which", "that", "whom", "whose") or (ground.index, at) in self._at:
                continue
            if token.upos not in ("PRON", "DET") or (ground.low[at] == "that" and ground.base(at) == "mark"):
                continue
            above = token.head
            for _ in range(4):
                if not 0 <= above < len(ground.tokens):
                    break
                if ground.tokens[above].deprel == "acl:relcl":
                    for mention in list(self._at.get((ground.index, ground.tokens[above].head), []))[:1]:
                        self._add(ground, at, mention.actor, "relative pronoun", min(0.8, mention.score))
                    break
                above = ground.tokens[above].head

    def _pairs(self, ground: Ground) -> None:
        """ "the two countries", "both sides": the two that were named last, where exactly two fit."""
        for at, token in enumerate(ground.tokens):
            lemma = token.lemma.lower()
            alone = ground.low[at] == "both" and token.upos in ("PRON", "NOUN") and not self._named_kids(ground, at)
            if not alone:
                if lemma not in _PAIRS or token.feat("Number") == "Sing" or token.upos != "NOUN":
                    continue
                words = {ground.low[kid] for kid in ground.kids[at]}
                if not words & {"two", "both", "neither", "warring", "rival", "either"}:
                    continue
                if any(ground.base(kid) in ("nmod", "compound", "appos", "acl") for kid in ground.kids[at]):
                    continue
            found = self._two_before(
                ground, at, states_only=lemma in ("country", "nation", "state", "neighbour", "neighbor")
            )
            if len(found) == 2:
                here = self._at.pop((ground.index, at), [])
                self.actors = [mention for mention in self.actors if mention not in here]
                for actor in found:
                    self._add(ground, at, actor, "coreference", 0.75, ground.core_first(at))
                self._owned(ground, at, found)

    def _owned(self, ground: Ground, at: int, pair: Sequence[Actor]) -> None:
        """ "the defence ministers of the two countries": those of each."""
        head = owned_by(ground, at)
        if head is None:
            return
        for mention in list(self._at.get((ground.index, head), ())):
            each = one_for_each(mention, pair)
            if each:
                self.actors[:] = [one for one in self.actors if one is not mention] + each
                here = self._at[ground.index, head]
                here[:] = [one for one in here if one is not mention] + each

    @staticmethod
    def _named_kids(ground: Ground, at: int) -> bool:
        return any(ground.base(kid) in ("nmod", "conj") for kid in ground.kids[at])

    def _two_before(self, ground: Ground, at: int, *, states_only: bool) -> list[Actor]:
        """The countries (or armed bodies) named before, nearest sentences first, once exactly two have been met.

        Those who deal with "the two sides" as the subject of the same clause are not the two themselves.
        """
        start = ground.tokens[at].start
        clause = _clause(ground, at)
        seen: dict[str, Actor] = {}
        for index in range(ground.index, max(-1, ground.index - _REACH_SENTENCES - 1), -1):
            other = self._grounds.get(index)
            if other is None or (seen and other.sentence.block != ground.sentence.block):
                break
            here: dict[str, Actor] = {}
            for mention in self.actors:
                if mention.sentence != index or mention.span.start >= start:
                    continue
                if other is ground and _is_subject(ground, mention.head, clause) and ground.base(at) != "nsubj":
                    continue
                party = self._party(mention.actor, states_only=states_only)
                if party is not None:
                    here.setdefault(party.id, party)
            merged = {**here, **seen}
            if len(merged) > 2:
                return list(seen.values()) if len(seen) == 2 else list(here.values()) if len(here) == 2 else []
            seen = merged
            if len(seen) == 2:
                return sorted(seen.values(), key=lambda actor: actor.id)
        return []

    def _party(self, actor: Actor, *, states_only: bool) -> Actor | None:
        """The side that an actor stands for: an armed body itself, else the country of a person or group."""
        if actor.kind == "country":
            return actor
        if actor.kind == "organisation":
            return None if states_only or actor.sector not in ("REB", "UAF", "OPP") else actor
        if (
            actor.kind in ("person", "group")
            and actor.country in actor_list().countries
            and actor.sector not in _OUTSIDE
        ):
            return self._country(actor.country)
        return None

    @staticmethod
    def _country(code: str) -> Actor:
        entry = actor_list().countries.get(code)
        if entry is None:
            return Actor(f"org:{slug(code)}", code, "organisation", code, "IGO")
        return Actor(entry.id, entry.name, "country", code, "GOV")

    def _places_again(self, ground: Ground, places: PlaceFinder) -> None:
        for at in range(len(ground.tokens)):
            if (ground.index, at) in self._place_heads:
                continue
            mention = places.anaphor(ground, at)
            if mention:
                self._place_heads.add((ground.index, at))
                self.places.append(mention)
                if (
                    mention.place.precision == "country"
                    and (ground.index, at) not in self._at
                    and mention.place.country
                ):
                    self._add(
                        ground, at, self._country(mention.place.country), "coreference", 0.6, ground.core_first(at)
                    )

    def _possessors(self) -> None:
        """ "its forces", "the breakaway area's leaders": the country of the one who is pointed to."""
        placed = {(place.sentence, place.head): place for place in self.places}
        for mention in list(self.actors):
            actor = mention.actor
            guessed = mention.how == "the report's country"
            if actor.kind != "group" or actor.ethnicity or (actor.country and not guessed):
                continue
            ground = self._grounds[mention.sentence]
            for kid in ground.kids[mention.head]:
                if ground.tokens[kid].deprel != "nmod:poss":
                    continue
                country = next(
                    (one.actor.country for one in self._at.get((ground.index, kid), []) if one.actor.country), ""
                )
                place = placed.get((ground.index, kid))
                country = country or (place.place.country if place else "")
                if country:
                    self._replace(
                        mention, replace(mention, actor=_of_country(actor, country), how="possessor", score=0.75)
                    )
                    break

    def _same_nouns(self) -> None:
        """Bare "peacekeepers" are those spoken of before, where the report knows those of one country only.

        A bare head stands for the whole as well: "the forces" after "Russian peacekeeping forces". A headline may run
        ahead of what tells whose they are.
        """
        known: dict[tuple[str, str], list[tuple[Span, tuple[str, str]]]] = {}
        heads: dict[tuple[str, str], dict[str, ActorMention]] = {}
        for mention in self.actors:
            actor = mention.actor
            if actor.kind == "group" and (actor.country or actor.ethnicity) and mention.how != "the report's country":
                told = known.setdefault((actor.role, actor.sector), [])
                told.append((mention.span, (actor.country, actor.ethnicity)))
                head = singular(self._grounds[mention.sentence].low[mention.head])
                heads.setdefault((head, actor.sector), {}).setdefault(actor.id, mention)
        armed = {
            (mention.actor.country, "")
            for mention in self.actors
            if mention.actor.kind == "organisation" and mention.actor.sector in ("REB", "UAF")
        }
        for mention in list(self.actors):
            actor = mention.actor
            stated = actor.country and mention.how != "the report's country"
            if actor.kind != "group" or stated or actor.ethnicity or actor.role in _ANYBODY:
                continue
            told = known.get((actor.role, actor.sector), [])
            owners = {whose for _, whose in told}
            if not any(span < mention.span for span, _ in told) and not self._runs_ahead(mention, told):
                owners = set()  # nothing was spoken of before
            if not owners and actor.sector in ("REB", "UAF"):
                owners = armed
            if len(owners) == 1 and self._points_back(mention):
                country, ethnicity = next(iter(owners))
                parts = ["group", country, actor.sector, slug(actor.role), *([slug(ethnicity)] if ethnicity else [])]
                actor = replace(actor, id=":".join(parts), country=country, ethnicity=ethnicity)
                self._replace(mention, replace(mention, actor=actor, how="same noun", score=0.65))
            elif not told and self._points_back(mention):
                self._same_head(mention, heads)

    def _same_head(self, mention: ActorMention, heads: dict[tuple[str, str], dict[str, ActorMention]]) -> None:
        """ "The forces" are the one body before them whose description ends in that noun."""
        head = singular(self._grounds[mention.sentence].low[mention.head])
        wholes = heads.get((head, mention.actor.sector), {})
        whole = next(iter(wholes.values())) if len(wholes) == 1 else None
        if whole is not None and whole.span < mention.span and whole.actor.id != mention.actor.id:
            self._replace(mention, replace(mention, actor=whole.actor, how="same noun", score=0.65))

    @staticmethod
    def _runs_ahead(mention: ActorMention, told: Sequence[tuple[Span, tuple[str, str]]]) -> bool:
        """Whether a mention opens the report and what tells whose it is follows soon."""
        return mention.sentence == 0 and any(span.start - mention.span.end < _AHEAD_CHARS for span, _ in told)

    def _points_back(self, mention: ActorMention) -> bool:
        ground = self._grounds[mention.sentence]
        words = {ground.low[kid] for kid in ground.kids[mention.head] if ground.base(kid) in ("det", "amod", "nummod")}
        words -= {"militant", "armed", "islamist", "rebel", "extremist"}
        return words <= {"the", "these", "those", "this", "that", "all", "both", "remaining"}


def _clause(ground: Ground, at: int) -> int:
    """The verb that governs token `at`, itself where none does."""
    above = at
    for _ in range(12):
        above = ground.tokens[above].head
        if above < 0:
            break
        if ground.tokens[above].upos == "VERB":
            return above
    return at


def _is_subject(ground: Ground, head: int, verb: int) -> bool:
    """Whether token `head`, or the conjunct that it is joined to, is the subject of `verb`."""
    for _ in range(6):
        token = ground.tokens[head]
        if ground.base(head) == "nsubj":
            return token.head == verb
        if ground.base(head) != "conj" or token.head < 0:
            return False
        head = token.head
    return False


def _weight(mention: ActorMention) -> tuple[int, int, float]:
    actor = mention.actor
    return _KINDS.get(actor.kind, 0) if mention.named else 1, bool(actor.country) + bool(actor.ethnicity), mention.score


_OWNERS = frozenset({"its", "his", "her", "their", "our", "my"})


def _of_country(actor: Actor, country: str) -> Actor:
    """The same group with a country; "his country" becomes the state, "its troops" are called by their country."""
    if actor.role in ("country", "nation") and country in actor_list().countries:
        entry = actor_list().countries[country]
        return Actor(entry.id, entry.name, "country", entry.country, entry.sector)
    parts = actor.id.split(":")
    if len(parts) > 2 and parts[0] == "group":
        parts[1] = country
    words = actor.name.split()
    if len(words) > 1 and words[0].casefold() in _OWNERS and country in adjectives():
        words = [adjectives()[country], *(word.lower() if word.istitle() else word for word in words[1:])]
    return replace(actor, id=":".join(parts), country=country, name=" ".join(words))
