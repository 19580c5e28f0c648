"""What a text says of a name, without a parser: the title before it, the apposition behind it, what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from chancery.matching.phrases import aside, body_sector, countries_in, describe, role_at
from chancery.matching.surroundings import WORD, Surroundings
from chancery.shelf.actors import actor_list
from chancery.shelf.lexicons import FORMER, LEFT_OFFICE, role_noun_words

#: So much of the text before a name is searched for a title, and so much behind it for a description.
TITLE_CHARS = 110
DESCRIPTION_CHARS = 110
LIST_CHARS = 160
_MOST_OCCURRENCES = 6
_BOUNDARY = re.compile(r"[.;:()\[\]“”\"!?\n]\s")
_DESCRIPTION = r"([^,.;:()“”\"\n]{3,})"
_NO_END = re.compile(r"(?:\b[A-Z]|\b(?:Dr|Mr|Ms|Mrs|St|Gen|Col|Sen|Rep|Gov|Lt|Maj|Sgt|Capt))\.\s$")
_APPOSITION = re.compile(
    r"^\s*[,(–—]\s*(?:who (?:is|was) )?(?:(?:the|a|an|one of the|its|their|then)\s+)?" + _DESCRIPTION
)
_COPULA = re.compile(r"^,?\s+(?:is|was|became|serves as|served as)\s+(?:the|a|an)\s+" + _DESCRIPTION)
_ORIGIN = re.compile(r"^\s(?:of|from)\s(?:the\s)?((?:[A-Z][\w'’.]*\s?){1,4})")
_LIST = re.compile(r"((?:[\w'’-]+ ){0,3}[\w'’-]+),? (?:including|such as|like|among them) [^.;:()\n]*$")
_FINITE = frozenset("are is was were have has had will would can could may might should did does do".split())
_SEAT = re.compile(r"^\s*\(\s*(?:R|D|I|Rep\.|Dem\.|Republican|Democrat)\s*[-–,]")
_STOPS = frozenset(
    """the a an on in after before but and when while as that which who said says told by with from at under his her
    its their this these he she they we i you it both critics other others some many all each january february march
    april may june july august september october november december monday tuesday wednesday thursday friday saturday
    sunday today yesterday mr mrs ms dr those however meanwhile also although because since until during
    according""".split()
)
_TITLE_WORDS = FORMER.union(
    """deputy vice acting interim senior top chief federal district general foreign prime opposition ruling first
    second former then late assistant associate lead leading local national state military political veteran retired
    ousted executive managing presidential parliamentary ethnic exiled jailed prominent minority majority newly
    elected""".split()
)
_JOINTS = frozenset({"of", "for", "to", "and", "the", "&"})
_STOP_TAIL = frozenset({"who", "which", "that", "whose", "where", "when", "said", "and", "was", "is", "has", "had"})


@dataclass(slots=True)
class Told:
    """What the text says of the bearer of a name; "" where it says nothing."""

    country: str = ""
    sector: str = ""
    ethnicity: str = ""
    role: str = ""
    former: bool = False

    def take(self, other: Told) -> None:
        """Takes over what was open; what was said first stays."""
        if not self.sector and not self.role:
            self.former = other.former
        self.country = self.country or other.country
        self.sector = self.sector or other.sector
        self.ethnicity = self.ethnicity or other.ethnicity
        self.role = self.role or other.role


def told_of(name: str, around: Surroundings) -> Told:
    """All that the text says of a name as written, its first mentions first."""
    told = Told()
    for at in _places(name, around):
        for said in (_before(around.text, at), _behind(around.text, at + len(name)), _among(around.text, at)):
            if said is not None:
                told.take(said)
        if told.country and told.sector:
            break
    return told


def full_name(word: str, around: Surroundings) -> str:
    """The longest run of capitalised words of the text that ends, or for a body begins, with the word; "" if none.

    >>> full_name("Rooney", Surroundings("Senator Ted Cruz and Representative Francis Rooney proposed it."))
    'Francis Rooney'
    """
    if word.casefold() in _STOPS:
        return ""
    best: list[str] = []
    for found in re.finditer(rf"((?:{_GIVEN} ){{1,5}}){re.escape(word)}(?!\w)", around.text):
        words = _without_titles(found[0].split())
        if around.text[: found.start()].endswith((" of ", " for ")) and len(words) > 2:
            words = words[1:]  # "Minister of Information Moammar al-Eryani"
        if len(words) > max(1, len(best)):
            best = words
    if best:
        return " ".join(best)
    after = re.search(rf"(?<!\w){re.escape(word)}(?: (?:bin |ibn |al-|de |van )?[A-Z][\w'’&-]+){{1,3}}", around.text)
    tail = after[0].split() if after else []
    return after[0] if after and tail[1].casefold() not in _STOPS and role_at(tail, len(tail) - 1) is None else ""


def spelled_out(word: str, around: Surroundings) -> str:
    """The name for which the text introduces an acronym in brackets, with what stands before it; "" if none.

    >>> spelled_out("NCA", Surroundings("Holland of the UK's National Crime Agency (NCA) said so."))
    "UK's National Crime Agency"
    """
    if not (1 < len(word) <= 7 and word.isupper()):
        return ""
    name = r"(?:(?:[A-Z][\w'’&-]*|of|for|the|and|on|in|to|de|du|la)\s+){1,9}"
    found = re.search(rf"({name})\(\s*{re.escape(word)}\s*\)", around.text)
    words = found[1].split() if found else []
    while words and (not words[0][:1].isupper() or words[0] in ("The", "A", "On", "In")):
        words = words[1:]
    for first in range(len(words) - 1, -1, -1):
        initials = "".join(one[:1] for one in words[first:] if one[:1].isupper())
        if initials == word or (first == 0 and initials[:1] == word[:1]):
            owner = first and words[first - 1].endswith(("'s", "’s"))
            return " ".join(words[first - 1 if owner else first :])
    return ""


def _without_titles(words: list[str]) -> list[str]:
    """A run of capitalised words without what stands before the name in it."""
    for at in range(len(words) - 2, -1, -1):
        low = words[at].casefold()
        if low in _STOPS | _TITLE_WORDS or role_at(words, at) is not None or _listed(words[at]):
            words = words[at + 1 :]
            break
    known = actor_list().find(words)
    if known and known[0].first == 0 and known[0].last < len(words) - 1 and known[0].entries[0].kind in _NO_GIVEN_NAMES:
        return words[known[0].last + 1 :]
    return words


_NO_GIVEN_NAMES = frozenset({"capital", "region", "metonym", "area", "demonym", "country"})
_GIVEN = r"(?:[A-Z][\w'’-]*|[A-Z]\.|al-[A-Z][\w'’-]+|bin|ibn|von|van|de|da|dos|del|di|la|le|der|den|al|el)"


def _listed(word: str) -> bool:
    found = actor_list().named(word)
    return bool(found) and found[0].kind in ("demonym", "country", "organisation", "people")


def _places(name: str, around: Surroundings) -> Iterator[int]:
    found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", around.text)
    for occurrence in islice(found, _MOST_OCCURRENCES):
        yield occurrence.start()


def _before(text: str, at: int) -> Told | None:
    """The title that stands right before the name at an offset."""
    lead = text[max(0, at - TITLE_CHARS) : at]
    cut = [found.end() for found in _BOUNDARY.finditer(lead)]
    # "Dr.", "St.", "U.S." and initials end no sentence
    while cut and _NO_END.search(lead[: cut[-1]]):
        cut.pop()
    words = WORD.findall(lead[cut[-1] if cut else 0 :])
    if words and words[-1] == ",":
        return _set_before(words[:-1])
    words = [word for word in words if word != ","]
    start = _title_start(words)
    return _read(words[start:]) if start < len(words) else None


def _set_before(words: Sequence[str]) -> Told | None:
    """A description with its article that a comma parts from the name: "The Italian foreign minister, X"."""
    first = next((at for at in range(len(words) - 1, -1, -1) if words[at].casefold() in ("the", "a", "an", ",")), None)
    if first is None or words[first] == "," or role_at(words, len(words) - 1) is None or len(words) - first > 8:
        return None
    return _read(words[first + 1 :])


def _title_start(words: Sequence[str]) -> int:
    """First word of the title that ends with the last word; the number of words where there is none."""
    last = len(words) - 1
    if last < 0:
        return 0
    role = role_at(words, last)
    at = role[0] if role else len(words)
    if role is None:
        head = last
        while head > 0 and (words[head][:1].isupper() or words[head].casefold() in ("and", "the")):
            head -= 1
        if words[head].casefold() in ("of", "for", "to") and head and role_at(words, head - 1) is not None:
            at = role_at(words, head - 1)[0]  # type: ignore[index]
        else:
            match = next((m for m in actor_list().find(words) if m.last >= last - (words[last] in ("'s", "’s"))), None)
            if match is None or match.entries[0].kind not in ("demonym", "country", "organisation", "people"):
                return len(words)
            return match.first
    while at > 0:
        word, low = words[at - 1], words[at - 1].casefold()
        named = word in ("'s", "’s", "-", "–") or (word[:1].isupper() and low not in _STOPS)
        titled = low in _TITLE_WORDS or low.removeprefix("ex-") in role_noun_words()
        joint = low in _JOINTS and 1 < at < len(words) and words[at][:1].isupper() and words[at - 2][:1].isupper()
        if not (named or titled or (joint and words[at - 2].casefold() not in _STOPS)):
            break
        at -= 1
    return at


def _behind(text: str, end: int) -> Told | None:
    """The apposition or statement that follows the name."""
    tail = text[end : end + DESCRIPTION_CHARS]
    if _SEAT.match(tail):
        return Told("USA", "LEG")
    origin = _ORIGIN.match(tail)
    if origin is not None:
        codes = countries_in(WORD.findall(origin[1]))
        return Told(codes[0]) if codes else None
    found = _APPOSITION.match(tail) or _COPULA.match(tail)
    if found is None:
        return None
    words = WORD.findall(found[1])
    for at, word in enumerate(words):
        if word.casefold() in _STOP_TAIL and at:
            words = words[:at]
            break
    if any(word.casefold() in _FINITE for word in words) or (words[0].endswith("ed") and words[0].islower()):
        return None  # "According to X, the rebels are backed by ..."
    head = next((at for at in range(len(words)) if _ends_role(words, at)), None)
    if head is not None and head + 1 < len(words) and words[head + 1][:1].isupper():
        return None  # "X, Greek prime minister Y and": somebody else
    return _read(words)


def _ends_role(words: Sequence[str], at: int) -> bool:
    """Whether a role ends at a word and goes no further."""
    if role_at(words[: at + 1], at) is None:
        return False
    longer = (role_at(words[: to + 1], to) for to in range(at + 1, min(at + 4, len(words))))
    return not any(role is not None and role[0] <= at for role in longer)


def _among(text: str, at: int) -> Told | None:
    """What a list is said to be in which the name stands: "German firms including A, B and X"."""
    lead = text[max(0, at - LIST_CHARS) : at]
    found = _LIST.search(lead)
    return _read(WORD.findall(found[1])) if found else None


def _read(words: Sequence[str]) -> Told | None:
    """What a title or description says: its role noun is the last one before the first preposition."""
    if not words:
        return None
    stop = next((at for at, word in enumerate(words) if at and word.casefold() in _PREPOSITIONS), len(words))
    whole = role_at(words, len(words) - 1)
    if whole is not None and whole[0] < stop < len(words):
        stop = len(words)  # "Secretary of State"
    head = next((at for at in range(stop - 1, -1, -1) if role_at(words, at) is not None), None)
    matches = actor_list().find(words)
    former = any(word.casefold() in LEFT_OFFICE for word in words[:stop])
    if head is None:
        codes = countries_in(words[:stop], [m for m in matches if m.last < stop and not aside(words, m)])
        body = next((m.entries[0] for m in matches if m.last < stop and m.entries[0].kind == "organisation"), None)
        sector = body.sector if body is not None else ""
        if not codes and not sector:
            return None
        return Told(codes[0] if codes else "", sector, "", "", former)
    what = describe(words[: head + 1], [m for m in matches if m.last <= head], head)
    if what is None:
        return None
    country, sector = what.country, what.sector
    tail = [m for m in matches if m.first > head and not aside(words, m)]
    if tail and not country:
        country = next((m.entries[0].country for m in tail if m.entries[0].country), "")
    if tail and tail[0].first <= head + 3 and tail[0].entries[0].kind == "organisation" and sector in ("GOV", ""):
        sector = tail[0].entries[0].sector or sector
    elif stop < len(words) and sector in ("GOV", "") and what.noun in _HEADS_OF:
        sector = body_sector(words[stop + 1 :]) or sector
    return Told(country, sector, what.ethnicity, " ".join(words), former)


_PREPOSITIONS = frozenset({"of", "for", "to", "in", "at", "from", "with", "on", "by", "under", "representing"})
_HEADS_OF = frozenset(
    """leader head chief director chairman chairwoman chair member spokesman spokeswoman spokesperson founder
    co-founder secretary official representative executive president""".split()
)
