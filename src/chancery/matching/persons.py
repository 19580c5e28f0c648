"""Persons of a report: full names, family names that stand for them, and what titles and appositions say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from chancery.matching.ground import Ground
from chancery.matching.organisations import town_country
from chancery.matching.phrases import body_sector, describe, person_entry, role_at, sector_on
from chancery.shelf.actors import Listed, actor_list, family_name
from chancery.shelf.family_names import likeliest
from chancery.shelf.keys import name_key, slug
from chancery.shelf.lexicons import GENERIC_HEADS, LEFT_OFFICE, OFFICES
from chancery.terms import Actor, Name

COURTESY = frozenset(
    {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "dame", "lord", "lady", "hon.", "rev."}
)
_TITLE_WORDS = frozenset({"PROPN", "NOUN", "ADJ", "PART", "NUM", "X"})
_DESCRIPTION_CHARS = 120  # a longer stretch after a name is no description of a person
_COMPLEMENT_MARKS = frozenset({"of", "to", "for", "in", "at", "from", "with", "on"})
_GIVEN_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "IGO"})


@dataclass(slots=True)
class Person:
    """What the report says of one person. `listed` is the entry of the list, where the name is on it."""

    name: str
    listed: tuple[Listed, ...] = ()
    country: str = ""
    sector: str = ""
    role: str = ""
    ethnicity: str = ""
    former: bool = False
    seen: list[str] = field(default_factory=list)

    def add(self, country: str, sector: str, role: str, ethnicity: str, *, former: bool) -> None:
        """Takes in one description; what was said first stays."""
        self.country = self.country or country
        self.sector = self.sector or sector
        self.ethnicity = self.ethnicity or ethnicity
        if role and (not self.role or (sector and not self.sector)):
            self.role = role
        self.former = self.former or former

    def actor(self, on: date | None) -> Actor:
        """The person as an actor on a day: what the report says first, then the list."""
        entry = person_entry(self.listed, on)
        differs = entry is not None and bool(self.country and entry.country) and self.country != entry.country
        if differs and entry is not None and not {self.country, entry.country} & {"EUR", "UNO"}:
            entry = None if self.sector in _GIVEN_SECTORS else entry  # somebody else of that name
        if entry is None:
            return Actor(
                f"person:{slug(self.name)}", self.name, "person", self.country, self.sector, self.ethnicity, self.role
            )
        held = entry.holds_on(on) and not self.former
        sector = self.sector or sector_on(entry, on)
        if held and entry.sector and self.sector not in _GIVEN_SECTORS:
            sector = entry.sector  # "Chief Executive Carrie Lam" runs no company
        if self.former and sector in OFFICES:
            sector = "ELI"
        role = self.role or (entry.office if held else "")
        return Actor(entry.id, entry.name, "person", entry.country or self.country, sector, self.ethnicity, role)


class PersonBook:
    """All persons of a report, by full name and by family name.

    Shapes:  `leading` is the one country that the report is about, "" where there are several: an "Interior Minister"
             whose country is not said, and anybody else of whom nothing else is said, is taken to be that country's.
             `spoken` are all countries that it names: a bare family name means nobody of another one.
    """

    def __init__(self, on: date | None, leading: str = "", spoken: frozenset[str] = frozenset()) -> None:
        self._on = on
        self._spoken = spoken
        self._leading = leading
        self._full: dict[str, Person] = {}
        self._family: dict[str, list[Person]] = {}
        self._actors: dict[int, Actor] = {}

    def introduce(self, ground: Ground, name: Name) -> None:
        """Reads one full name with its title and apposition into the book."""
        words = bare(ground.text(name.first, name.last).split())
        if len(words) < 2:
            return
        self._describe(self._person(words), ground, name)

    def mention(self, ground: Ground, name: Name) -> Person | None:
        """The person that a name means; a family name stands for the full name of the report, else of the list."""
        words = bare(ground.text(name.first, name.last).split())
        if not words:
            return None
        if len(words) > 1:
            return self._person(words)
        person = self._by_family(words[0])
        if person is None:
            title = described(ground, name)
            person = self._from_list(words[0], title[0] if title else "") or Person(words[0])
            self._file(person, words)
        self._describe(person, ground, name)
        return person

    def known(self, word: str) -> Person | None:
        """The person whom a single word means, where the report has named one so."""
        return self._by_family(word)

    def actor(self, person: Person) -> Actor:
        """The person as an actor, once all mentions are read."""
        if id(person) not in self._actors:
            actor = person.actor(self._on)
            if not actor.country and actor.sector not in ("IGO", "NGO") and self._leading:
                actor = replace(actor, country=self._leading)
            self._actors[id(person)] = actor
        return self._actors[id(person)]

    def _person(self, words: Sequence[str]) -> Person:
        key = name_key(" ".join(words))
        if key in self._full:
            return self._full[key]
        entries = tuple(entry for entry in actor_list().named(" ".join(words)) if entry.kind == "person")
        if entries:
            for person in self._full.values():
                if person.listed and person.listed[0].id == entries[0].id:
                    self._full[key] = person
                    return person
        person = Person(entries[0].name if entries else " ".join(words), entries)
        self._file(person, words)
        return person

    def _file(self, person: Person, words: Sequence[str]) -> None:
        self._full[name_key(" ".join(words))] = person
        for tail in {name_key(words[-1]), name_key(words[-1].split("-")[-1]), name_key(" ".join(words[-2:]))}:
            self._family.setdefault(tail, []).append(person)
        for middle in words[1:-1]:  # "Ricardo Rosselló Nevares" is later called Rosselló
            self._family.setdefault(name_key(middle), [person])
        for entry in person.listed:  # "Xi", "Erdogan", "al-Assad"
            self._family.setdefault(name_key(family_name(entry.name, entry.country)), []).append(person)

    def _by_family(self, word: str) -> Person | None:
        found = self._family.get(name_key(word)) or []
        if found:
            return found[0]
        firsts = [person for key, person in self._full.items() if key.split()[0] == name_key(word) and " " in key]
        return firsts[0] if len(firsts) == 1 else None

    def _from_list(self, word: str, country: str) -> Person | None:
        entries = actor_list().surnames.get(name_key(word)) or []
        fitting = [entry for entry in entries if self._can_be_meant(entry, country)]
        meant = likeliest(fitting, self._on)
        if not meant:
            countries, sectors = {entry.country for entry in fitting}, {entry.sector for entry in fitting}
            if len(countries) != 1:
                return None
            return Person(word, (), countries.pop(), sectors.pop() if len(sectors) == 1 else "")
        return Person(meant[0].name, tuple(entry for entry in entries if entry.id == meant[0].id))

    def _can_be_meant(self, entry: Listed, country: str) -> bool:
        if country:
            return entry.country == country
        foreign = entry.country in actor_list().countries and entry.country not in self._spoken
        return not (self._spoken and foreign)

    def _describe(self, person: Person, ground: Ground, name: Name) -> None:
        said = described(ground, name)
        if said:
            country, sector, role, ethnicity, former = said
            person.add(country, sector, role, ethnicity, former=former)


def bare(words: Sequence[str]) -> list[str]:
    """A name without its courtesy titles, role nouns and possessive mark."""
    words = [word.removesuffix("'s").removesuffix("’s") for word in words]
    out = [word for word in words if word and word.casefold() not in COURTESY and word not in ("'s", "’s", "'", "’")]
    while len(out) > 1 and role_at(out, 0) is not None and out[0].casefold() not in ("king", "queen", "pope", "prince"):
        out = out[1:]
    return out


def title_first(ground: Ground, first: int) -> int:
    """First word of the title before a name that starts at `first`; `first` itself where there is none."""
    start = first
    while start > 0 and first - start < 10:
        token = ground.tokens[start - 1]
        name = ground.name[start - 1]
        match = ground.match[start - 1]
        another = name is not None and name.kind == "PER" and name.last < first - 1 and match is None
        if another and token.upos == "PROPN" and role_at(ground.words[:start], start - 1) is None:
            break
        if name is not None and name.kind == "ORG" and token.upos == "ADP":
            start -= 1  # "Florida Department of Transportation official"
            continue
        if token.upos == "ADP" and 1 < start < first and _names_what_follows(ground, start - 1, start, first):
            start -= 1  # "Ambassador to Germany", "Secretary of State"
            continue
        article = token.text == "the" and 2 < start < first and ground.tokens[start - 2].upos == "ADP"
        if article and _names_what_follows(ground, start - 2, start, first):
            start -= 2  # "Vice President of the United States"
            continue
        if token.upos not in _TITLE_WORDS and token.text not in ("-", "–"):
            break
        if token.upos == "PART" and token.text not in ("'s", "’s", "'", "’"):
            break
        start -= 1
    while start < first and ground.words[start] in ("-", "–", "'s", "’s", "'", "’"):
        start += 1
    opening = ground.match[start]
    if start < first and opening is not None:
        start = opening.first
    if start == first:
        return first
    last = first - 1
    if ground.low[last] in COURTESY:
        return last
    if describe(ground.words, ground.matches, title_head(ground, start, last), first=start) is not None:
        return start
    before = ground.match[last] or (ground.match[last - 1] if ground.words[last] in ("'s", "’s") and last else None)
    if before is not None and before.entries[0].kind in ("demonym", "country", "organisation", "metonym", "capital"):
        return before.first
    return first


def _names_what_follows(ground: Ground, adposition: int, start: int, first: int) -> bool:
    """Whether the words [start, first) behind a preposition belong to the role before it: "Secretary of | State"."""
    if role_at(ground.words[:adposition], adposition - 1) is None:
        return False
    whole = ground.name[adposition]
    if whole is not None and whole.kind == "PER" and whole.last >= first:
        return True  # the name layer took title and name as one: "Minister of Information Moammar al-Eryani"
    across = role_at(ground.words[:first], first - 1)
    match, name = ground.match[start], ground.name[start]
    if across is not None and match is None:
        return across[0] < adposition
    return (match is not None and match.last == first - 1 and match.entries[0].kind != "demonym") or (
        name is not None and name.last == first - 1 and name.kind in ("ORG", "LOC")
    )


def title_head(ground: Ground, start: int, last: int) -> int:
    """The role noun of a title: the word before its first preposition, else its last word."""
    for at in range(start + 1, last + 1):
        name = ground.name[at]
        if (
            ground.tokens[at].upos == "ADP"
            and (name is None or name.kind == "PER")
            and role_at(ground.words[start:at], at - 1 - start)
        ):
            return at - 1
    return last


def described(ground: Ground, name: Name) -> tuple[str, str, str, str, bool] | None:
    """(country, sector, role, ethnicity, former) from the words around a name; None where they say nothing."""
    found: list[tuple[str, str, str, str, bool]] = []
    first = name.first
    inner = bare(ground.words[name.first : name.last + 1])
    lead = name.last - name.first + 1 - len(inner)  # titles that the name layer took into the name
    start = title_first(ground, first + max(0, lead))
    if start < first + lead:
        first = first + lead
    else:
        start = title_first(ground, first)
    if start < first and ground.low[start] not in COURTESY:
        head = title_head(ground, start, first - 1)
        found += _read(ground, start, head, first - 1 if head < first - 1 else None)
    found += _after(ground, name)
    found += _governed(ground, name)
    if not found:
        return None
    country = next((one[0] for one in found if one[0]), "")
    sector = next((one[1] for one in found if one[1]), "")
    role = next((one[2] for one in found if one[2]), "")
    ethnicity = next((one[3] for one in found if one[3]), "")
    return country, sector, role, ethnicity, any(one[4] for one in found)


def _after(ground: Ground, name: Name) -> list[tuple[str, str, str, str, bool]]:
    """An apposition after the name: ", a foreign policy adviser to the Azerbaijani president,"."""
    at = name.last + 1
    if at + 1 >= len(ground.words) or ground.words[at] not in (",", "(", "–", "—"):
        return []
    start = at + 1
    last = start - 1
    for i in range(start, len(ground.words)):
        token = ground.tokens[i]
        if token.text in (",", ")", ";", ":", "–", "—", '"', "”") or token.upos in ("AUX", "SCONJ"):
            break
        if token.upos == "VERB" and token.feat("VerbForm") not in ("Part", "Ger", ""):
            break
        if token.end - ground.tokens[start].start > _DESCRIPTION_CHARS or ground.low[i] in ("who", "which", "whose"):
            break
        last = i
    if last < start or ground.tokens[start].upos in ("CCONJ", "PRON", "SCONJ", "VERB", "ADV", "ADP"):
        return []
    owner = _possessor_end(ground, start, last)
    if owner is not None:  # ", Prime Minister Abiy Ahmed's national security adviser,"
        head = _head(ground, owner + 1, last)
        codes = [m.entries[0].country for m in ground.matches if start <= m.first <= owner and m.entries[0].country]
        if head is None:
            return []
        return [
            (codes[-1] if codes and not one[0] else one[0], *one[1:]) for one in _read(ground, owner + 1, head, last)
        ]
    head = _head(ground, start, last)
    if head is None:
        return []
    leading = ground.name[start]
    if leading is not None and leading.kind == "PER":
        return []
    if any(ground.name[i] is not None and ground.name[i].kind == "PER" for i in range(start, head + 1)):  # type: ignore[union-attr]
        return []
    following = ground.name[head + 1] if head + 1 <= last else None
    if following is not None and following.kind == "PER":
        return []  # "Putin, Turkish President Erdogan": somebody else
    return _read(ground, start, head, last)


def _possessor_end(ground: Ground, start: int, last: int) -> int | None:
    """The possessive mark behind the first person's name of a stretch; None where there is none."""
    for at in range(start, last):
        name = ground.name[at]
        if name is not None and name.kind == "PER" and name.last < last:
            if ground.words[name.last] in ("'s", "’s"):
                return name.last
            return name.last + 1 if ground.words[name.last + 1] in ("'s", "’s") else None
    return None


def _governed(ground: Ground, name: Name) -> list[tuple[str, str, str, str, bool]]:
    """A name set beside a description: "the country's president, Armen Sarkissian," or "X is a lawyer"."""
    top = ground.top(name.first, name.last)
    token = ground.tokens[top]
    base = ground.base(top)
    if (base == "appos" and 0 <= token.head < name.first) or (
        base == "nsubj" and token.head >= 0 and any(ground.base(kid) == "cop" for kid in ground.kids[token.head])
    ):
        head = token.head
    else:
        return []
    if ground.tokens[head].upos not in ("NOUN", "PROPN") or (
        ground.name[head] is not None and ground.name[head].kind == "PER"  # type: ignore[union-attr]
    ):
        return []
    stop = name.first - 1 if base == "appos" else len(ground.words) - 1
    return _read(ground, ground.core_first(head), head, min(stop, head + 15))


def _head(ground: Ground, start: int, last: int) -> int | None:
    """The first word of a stretch at which a role ends that goes no further."""
    for i in range(start, last + 1):
        if ground.low[i] in _COMPLEMENT_MARKS and i > start:
            break
        known = role_at(ground.words[start : i + 1], i - start) is not None or ground.low[i] in GENERIC_HEADS
        if ground.tokens[i].upos not in ("NOUN", "PROPN") or not known:
            continue
        longer = (role_at(ground.words[start : j + 1], j - start) for j in range(i + 1, min(i + 4, last + 1)))
        if not any(role is not None and role[0] + start <= i for role in longer):
            return i
    return None


def _read(ground: Ground, start: int, head: int, stop: int | None) -> list[tuple[str, str, str, str, bool]]:
    """What the description [start, stop] with its role noun at `head` says."""
    what = describe(ground.words, ground.matches, head, first=start)
    role_words = ground.words[start : head + 1]
    country = sector = ethnicity = noun = ""
    if what is None:
        codes = [m.entries[0].country for m in ground.matches if start <= m.first and m.last <= head]
        country = codes[-1] if codes else ""
    else:
        country, sector, ethnicity, noun = what.country, what.sector, what.ethnicity, what.noun
        if not country and not ethnicity:
            country = town_country(ground, start, head)
    end = stop if stop is not None else head
    body = ""
    if stop is not None and head + 1 <= stop and ground.low[head + 1] in _COMPLEMENT_MARKS:
        tail = [m for m in ground.matches if head < m.first and m.last <= stop]
        if not country:
            country = next((m.entries[0].country for m in tail if m.entries[0].country), "")
        if tail and tail[0].first <= head + 3 and tail[0].entries[0].kind == "organisation":
            body = tail[0].entries[0].sector
        elif head + 2 <= stop:
            name = ground.name[min(head + 3, stop)] or ground.name[head + 2]
            if name is not None and name.kind == "ORG":
                body = body_sector(ground.words[name.first : name.last + 1])
    if body and sector in ("GOV", ""):
        sector = body
    if what is None and not country and not sector:
        return []
    former = any(word.casefold() in LEFT_OFFICE for word in role_words)
    words = ground.tokens[start : end + 1]
    text = "".join(
        token.text + (" " if at + 1 < len(words) and words[at + 1].start > token.end else "")
        for at, token in enumerate(words)
    )
    role = (
        text.removeprefix("a ")
        .removeprefix("an ")
        .removeprefix("the ")
        .removeprefix("A ")
        .removeprefix("The ")
        .strip(" ,;:")
    )
    return [(country, "ELI" if former and sector in OFFICES else sector, role if noun else "", ethnicity, former)]
