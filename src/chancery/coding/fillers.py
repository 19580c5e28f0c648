"""What fills a role: the words, the actor or place they mean, and whether a codebook condition holds of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chancery.coding.page import Page
from chancery.shelf import wordlists
from chancery.shelf.codebooks import Codebook, Condition, EventType, Test, Trigger, WordClass
from chancery.terms import Actor, ActorMention, Participant, PlaceMention, Predicate

#: Prepositions by which a noun's own phrase names a part: "ties with the CSTO" has a company.
_NESTED = {
    "member": frozenset({"in", "of"}),
    "company": frozenset({"with", "between", "among"}),
    "recipient": frozenset({"to", "towards", "toward", "for"}),
    "beneficiary": frozenset({"for"}),
    "opponent": frozenset({"against", "on", "over"}),
    "agent": frozenset({"of", "by"}),
    "place": frozenset({"in", "at", "over", "of", "from", "inside"}),
    "topic": frozenset({"on", "about", "over", "of"}),
}
#: Roles whose phrases do not tell what an event is about.
_BESIDE_IT = frozenset({"time", "place", "cause"})
#: Roles that say what a demand, refusal or threat is about.
_ABOUT = frozenset({"content", "patient", "topic", "purpose", "opponent", "manner", "beneficiary", "instrument"})
#: Roles whose fillers take no part.
_OF_NOBODY = frozenset({"time", "place", "content", "purpose", "cause", "manner"})
#: Pronouns that mean people.
_PERSONS = frozenset(
    "i we he she they you me us him her them who whom himself herself themselves everyone everybody someone somebody "
    "anyone anybody both those others one each".split()
)
#: Sectors that make an actor political whatever its country.
POLITICAL_SECTORS = frozenset(
    {"GOV", "MIL", "REB", "OPP", "LEG", "JUD", "COP", "NGO", "IGO", "UAF", "SPY", "ETH", "PTY", "ELI"}
)
#: Sectors of people: political where a country or an ethnic group is named with them.
CIVIC_SECTORS = frozenset({"CVL", "LAB", "MED", "EDU", "REL", "BUS", "CRM"})


@dataclass(frozen=True, slots=True)
class Filler:
    """One filler of a role: head token and what it means."""

    role: str
    sentence: int
    head: int
    why: str
    actor: ActorMention | None
    place: PlaceMention | None


def fillers(page: Page, predicate: Predicate, spec: str) -> list[Filler]:
    """What fills a role given as in the codebook: "agent", "patient>company", "content:agent", "agent+company".

    A class after a colon ("patient:forces") is left to the caller. An empty list where nothing does.
    """
    if ">" in spec:
        outer, inner = spec.split(">", 1)
        found = []
        for filler in fillers(page, predicate, outer):
            found.extend(nested(page, filler.sentence, filler.head, inner))
        return found
    if spec == "self":
        return [_filler(page, "self", predicate.sentence, predicate.token, "itself")]
    if spec == "infinitive":  # "told them to leave", not "asked whether they would"
        return [
            _filler(page, role.role, predicate.sentence, role.head, role.why)
            for role in predicate.roles
            if role.role in ("content", "purpose") and page.text[role.start : role.start + 3].lower() == "to "
        ]
    return [
        _filler(page, role.role, predicate.sentence, role.head, role.why)
        for role in predicate.roles
        if role.role == spec and not role.why.startswith("clause")
    ]


def nested(page: Page, sentence: int, head: int, role: str) -> list[Filler]:
    """What the phrase of a noun names as its own company, recipient, owner and so on, conjuncts included."""
    found = _parts_of(page, sentence, head, role)
    if not found and role in ("recipient", "company"):
        # "500 million euros in military aid to Ukraine": the part hangs on a noun inside the phrase
        inner = (at for at in page.below(sentence, head) if at != head)
        found = [part for at in inner for part in _parts_of(page, sentence, at, role)]
    return [_filler(page, role, sentence, at, "nested") for at in found]


def _parts_of(page: Page, sentence: int, head: int, role: str) -> list[int]:
    """Tokens that a noun's own dependents give the role to."""
    tokens = page.sentences[sentence].tokens
    wanted = _NESTED.get(role, frozenset())
    found: list[int] = []
    for kid in page.kids[sentence][head]:
        relation = tokens[kid].deprel
        if (relation == "nmod:poss" and role == "agent") or (
            relation in ("nmod", "obl", "nmod:desc") and page.case_of(sentence, kid) in wanted
        ):
            found.extend(page.conjuncts(sentence, kid))
        elif role == "agent" and relation in ("amod", "compound") and page.actor_at(sentence, kid):
            found.append(kid)
    return found


_DEEP = 3
"""How many measures may stand above one another."""
#: Nouns that only measure what their of-phrase names: "the rest of the territory" is territory.
_MEASURES = frozenset(
    {
        "ten",
        "tens",
        "quarter",
        "third",
        "cargo",
        "load",
        "rest",
        "part",
        "most",
        "majority",
        "remainder",
        "swath",
        "chunk",
        "number",
        "half",
        "portion",
        "bulk",
        "lot",
        "dozens",
        "dozen",
        "hundred",
        "thousand",
        "scores",
        "million",
        "pair",
        "handful",
        "series",
        "variety",
        "tonne",
        "ton",
        "kilo",
        "kilogram",
        "litre",
        "liter",
        "batch",
        "shipment",
        "consignment",
        "truckload",
        "range",
        "group",
    }
)


def _filler(page: Page, role: str, sentence: int, head: int, why: str) -> Filler:
    tokens = page.sentences[sentence].tokens
    for _ in range(_DEEP):  # "tens of thousands of soldiers"
        if page.lemma(sentence, head) not in _MEASURES or page.actor_at(sentence, head) is not None:
            break
        below = (
            kid
            for kid in page.kids[sentence][head]
            if tokens[kid].deprel == "nmod" and page.case_of(sentence, kid) == "of"
        )
        head = next(below, head)
    return Filler(role, sentence, head, why, page.actor_at(sentence, head), page.place_at(sentence, head))


class Conditions:
    """Whether the conditions of codebook rules hold of a predicate on a page."""

    def __init__(self, page: Page, codebook: Codebook) -> None:
        self.page = page
        self.codebook = codebook
        self._sport: dict[int, bool] = {}

    def choose(self, predicate: Predicate, rules: tuple[Trigger, ...]) -> Trigger | None:
        """The first rule whose needs all hold and whose exceptions all fail."""
        for rule in rules:
            if (
                rule.means(predicate.lemma, predicate.roleset)
                and all(self.holds(predicate, need) for need in rule.needs)
                and not any(self.holds(predicate, exception) for exception in rule.unless)
            ):
                return rule
        return None

    def mode_by_words(self, predicate: Predicate, kind: EventType) -> str:
        """The first mode of a type whose words stand in what the predicate is about; else the usual one."""
        if not any(mode.words for mode in kind.modes.values()):
            return kind.usual
        about: set[str] = set()
        for role in predicate.roles:
            if role.role in _ABOUT:
                tokens = self.page.sentences[predicate.sentence].tokens
                about.update(
                    word
                    for token in tokens
                    if role.start <= token.start and token.end <= role.end
                    for word in (token.lemma.lower(), token.text.lower())
                )
        return next((name for name, mode in kind.modes.items() if mode.words & about), kind.usual)

    def of_sport(self, sentence: int) -> bool:
        """Whether a sentence tells of a game: two words of the class `sport` stand in it."""
        if sentence not in self._sport:
            words = self.codebook.classes["sport"].lemmas if "sport" in self.codebook.classes else frozenset()
            found = {token.lemma.lower() for token in self.page.sentences[sentence].tokens} & words
            self._sport[sentence] = len(found) > 1
        return self._sport[sentence]

    def of_politics(self, predicate: Predicate) -> bool:
        """Whether the phrases of a predicate's parts speak of public affairs (words of the class `politics`)."""
        words = self.codebook.classes["politics"].lemmas if "politics" in self.codebook.classes else frozenset()
        tokens = self.page.sentences[predicate.sentence].tokens
        return any(
            token.lemma.lower() in words
            for role in predicate.roles
            if role.role not in _BESIDE_IT and not role.why.startswith("clause")
            for token in tokens
            if role.start <= token.start and token.end <= role.end
        )

    def by_people(self, predicate: Predicate) -> bool:
        """Whether somebody takes part in what a predicate tells: people, a body or a country, in any role."""
        people = self.codebook.classes["people"]
        for role in predicate.roles:
            if role.role in _OF_NOBODY or role.why.startswith("clause"):
                continue
            filler = _filler(self.page, role.role, predicate.sentence, role.head, role.why)
            if filler.actor is not None or self._means(filler, people) or self._lemma_is(filler, people):
                return True
        return False

    def holds(self, predicate: Predicate, condition: Condition) -> bool:
        """Whether one of the condition's alternatives holds."""
        return any(self._test(predicate, test) for test in condition)

    def _test(self, predicate: Predicate, test: Test) -> bool:
        if test.roles == ("light",):
            return predicate.construction.removeprefix("light:") in test.words if predicate.construction else False
        if test.how == "ends":
            return self._ends(predicate, test.words[0])
        filled = [filler for role in test.roles for filler in fillers(self.page, predicate, role)]
        if test.how == "some":
            return bool(filled)
        if test.how == "no":
            return not filled
        if test.how == "several":
            mentions = [mention for one in filled for mention in self.page.actors_at(one.sentence, one.head)]
            return len({mention.actor.id for mention in mentions}) > 1
        if test.how == "has":
            return any(self._has(filler, test.words) for filler in filled)
        return any(self.is_a(filler, name) for filler in filled for name in test.words)

    def _has(self, filler: Filler, words: tuple[str, ...]) -> bool:
        tokens = self.page.sentences[filler.sentence].tokens
        for at in self.page.below(filler.sentence, filler.head):
            if tokens[at].lemma.lower() in words or tokens[at].text.lower() in words:
                return True
        return any(tokens[at].lemma.lower() in words for at in self.page.conjuncts(filler.sentence, filler.head))

    def _ends(self, predicate: Predicate, name: str) -> bool:
        """Whether the predicate's noun is what ends something of the class ("a deal that halted the fighting")."""
        return any(True for _ in self.ended(predicate, name))

    def ended(self, predicate: Predicate, name: str) -> list[Filler]:
        """What of the class the predicate brings to an end, as the agent of a verb of ending."""
        ending = self.codebook.classes["ending"].lemmas
        found: list[Filler] = []
        for other in self.page.reading.predicates:
            if other.sentence != predicate.sentence or other.lemma not in ending:
                continue
            if not any(
                role.role in ("agent", "cause", "instrument") and role.head == predicate.token for role in other.roles
            ):
                continue
            for filler in fillers(self.page, other, "patient"):
                inside = [
                    _filler(self.page, "patient", filler.sentence, at, "in the object")
                    for at in self.page.below(filler.sentence, filler.head)
                ]
                found.extend(part for part in inside if self._lemma_is(part, self.codebook.classes[name]))
        return found

    def is_a(self, filler: Filler, name: str) -> bool:
        """Whether a filler is of a word class."""
        word_class = self.codebook.classes[name]
        token = self.page.sentences[filler.sentence].tokens[filler.head]
        # The classes are of things and people: "refused to call it a coup" refuses no call.
        return (token.upos != "VERB" and self._lemma_is(filler, word_class)) or self._means(filler, word_class)

    def _lemma_is(self, filler: Filler, word_class: WordClass) -> bool:
        token = self.page.sentences[filler.sentence].tokens[filler.head]
        return token.lemma.lower() in word_class.lemmas or token.text.lower() in word_class.lemmas

    def _means(self, filler: Filler, word_class: WordClass) -> bool:
        marks = word_class.marks
        if "@any" in marks:
            return True
        mention = filler.actor
        if mention is not None:
            actor = mention.actor
            if actor.sector and actor.sector in word_class.sectors:
                return True
            if "@actor" in marks and political(mention):
                return True
            if "@country" in marks and actor.kind == "country":
                return True
            if "@person" in marks and actor.kind == "person":
                return True
            if "@politician" in marks and _politician(actor):
                return True
            if "@organisation" in marks and actor.kind == "organisation":
                return True
        if "@place" in marks and filler.place is not None:
            return True
        if "@people" in marks and self._people(filler):
            return True
        return "@event" in marks and (filler.sentence, filler.head) in self.page.predicates

    def _people(self, filler: Filler) -> bool:
        """Whether a filler is people by its noun, its name or its pronoun, whoever they are."""
        token = self.page.sentences[filler.sentence].tokens[filler.head]
        if token.upos == "PRON":
            return token.text.lower() in _PERSONS
        if filler.actor is not None and filler.actor.actor.kind == "person":
            return True
        if token.upos == "NUM":  # "killed 12", not "killed 12 hours later"
            return token.deprel in ("nsubj", "nsubj:pass", "obj", "nmod", "obl:agent")
        nouns = wordlists.words("people_nouns.tsv")
        if token.lemma.lower() in nouns or token.text.lower() in nouns:
            return True
        return any(
            name.kind == "PER" and name.first <= filler.head <= name.last
            for name in self.page.names_in.get(filler.sentence, ())
        )


def _politician(actor: Actor) -> bool:
    """Whether somebody fights with words: a person of politics, or a house or party; not a state or its forces."""
    if actor.kind == "person":
        return actor.sector in ("GOV", "LEG", "OPP", "PTY", "ELI", "")
    return actor.kind in ("group", "organisation") and actor.sector in ("LEG", "OPP", "PTY")


def political(mention: ActorMention) -> bool:
    """Whether an actor is one of politics: a state or its parts, an armed or civic group, a people of a country."""
    actor = mention.actor
    return actor.kind == "country" or bool(actor.country) or actor.sector in POLITICAL_SECTORS or bool(actor.ethnicity)


def participants(
    page: Page, conditions: Conditions, predicate: Predicate, specs: tuple[str, ...]
) -> tuple[Participant, ...]:
    """The actors that fill the first of the role specs that any actor fills; empty where none does."""
    for spec in specs:
        found: list[Participant] = []
        seen: set[tuple[int, int]] = set()
        for part in spec.split("+"):
            for filler in _with_class(page, conditions, predicate, part):
                if filler.actor is None or (filler.sentence, filler.head) in seen:
                    continue
                seen.add((filler.sentence, filler.head))
                found.extend(participant(mention) for mention in page.actors_at(filler.sentence, filler.head))
        found = _fuller(found)
        if not found:
            continue
        if not any(political_party(part) for part in found) and spec != specs[-1]:
            fuller = participants(page, conditions, predicate, specs[specs.index(spec) + 1 :])
            if any(part.actor.country for part in fuller):
                return fuller  # "China deployed warships": the ships are nobody's until China is named
        return tuple(found)
    return ()


def _fuller(found: list[Participant]) -> list[Participant]:
    """The parties without those that only give another's country: "Turkish army deployments" are one army's."""
    adjectives = [part for part in found if part.why == "demonym"]
    others = [part for part in found if part.why != "demonym"]
    if not adjectives or not others:
        return found
    country = adjectives[0].actor.country
    whose = [
        part
        if part.actor.country or part.actor.kind != "group"
        else replace(
            part,
            actor=_of_country(part.actor, country, adjectives[0].text),
            text=f"{adjectives[0].text} {part.text}",
        )
        for part in others
    ]
    return [part for part in adjectives if part.actor.country not in {one.actor.country for one in whose}] + whose


def _of_country(actor: Actor, country: str, adjective: str) -> Actor:
    """A bare group ("army") with the country that an adjective beside it gives."""
    parts = actor.id.split(":")
    if len(parts) > 1:
        parts[1] = country
    return replace(actor, id=":".join(parts), country=country, name=f"{adjective} {actor.name}")


def political_party(part: Participant) -> bool:
    """Whether a part's country or ethnic group is known, so that it says who."""
    return bool(part.actor.country or part.actor.ethnicity)


def _with_class(page: Page, conditions: Conditions, predicate: Predicate, spec: str) -> list[Filler]:
    role, _, name = spec.partition(":")
    if role == "content" and name in ("agent", "patient"):
        found: list[Filler] = []
        for filler in fillers(page, predicate, "content"):
            inner = page.predicate_at(filler.sentence, filler.head)
            if inner is not None:
                found.extend(fillers(page, inner, name))
        return found
    filled = fillers(page, predicate, role)
    return [filler for filler in filled if conditions.is_a(filler, name)] if name else filled


def participant(mention: ActorMention) -> Participant:
    """The actor of a mention as a stated part of an event.

    The first of "Azerbaijani and Armenian forces" is called by its actor's name: its own words stop short.
    """
    last = mention.text.rsplit(" ", 1)[-1].lower()
    noun = mention.actor.id.rsplit(":", 1)[-1]
    cut_short = mention.actor.kind == "group" and mention.how == "demonym+role noun" and " " not in mention.text
    text = mention.actor.name if cut_short and mention.actor.name and last != noun else mention.text
    return Participant(mention.actor, text, mention.span, "stated", mention.how)
