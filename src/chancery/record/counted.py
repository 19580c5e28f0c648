"""Whom or what a number counts, by the words around it: all who died, or the civilians among them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chancery.terms import Claim, Quantity

_CLASSES = {
    "civilians": "civilian civilians noncombatant noncombatants",
    "children": "child children minor minors infant infants baby babies",
    "women": "woman women",
    "soldiers": """
        soldier soldiers serviceman servicemen servicemember servicemembers troop troops conscript conscripts personnel
        military reservist reservists
    """,
    "fighters": """
        fighter fighters militant militants rebel rebels insurgent insurgents gunman gunmen terrorist terrorists
    """,
    "police": "police policeman policemen officer officers gendarme gendarmes",
    "peacekeepers": "peacekeeper peacekeepers",
    "journalists": "journalist journalists reporter reporters",
    "demonstrators": "demonstrator demonstrators protester protesters protestor protestors",
    "medics": "medic medics doctor doctors nurse nurses paramedic paramedics",
    "prisoners": "prisoner prisoners captive captives hostage hostages",
    "foreigners": "foreigner foreigners tourist tourists",
}
"""Groups that news counts apart, by the words for them. Source: ours. More words keep more counts apart."""
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}
_ALL = frozenset(
    """
    people person persons men others other more residents resident inhabitants villagers villager refugees refugee
    individuals lives life souls bodies body dead deaths death killed injured wounded hurt casualties casualty victims
    victim fatalities fatality displaced detained arrested missing homeless citizens citizen locals
    """.split()
)
"""Words for whoever it is: a count of them is a count of all."""
_OWN_GROUPS = {
    "displaced": {"civilians"},
    "troops": {"soldiers", "fighters", "peacekeepers"},
    "size": {"demonstrators"},
}
"""Groups that a kind of count is always of: that it counts them says nothing more."""
_STOP = re.compile(
    r"[,.;:()“”\"—–!?]|\b(?:was|were|is|are|had|has|have|been|be|in|on|at|by|from|to|into|and|or|who|whom|whose|that|which"
    r"|during|when|while|since|after|before|over|for|with|as|than|dead|died|fled|left|crossed|arrived)\b"
)
_POSSESSED = re.compile(r"^\s*of (?:its|his|her|their|the|our|these|those|them)\b")
_PART_BEFORE = re.compile(
    r"\b(?:among (?:them|whom|the \w+)|amongst (?:them|whom)|includ(?:ing|es|ed)|of (?:them|whom|which|these|those))\b"
    r"(?:(?!,\s*and\b)[^.;]){0,24}$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(r"^\s*(?:\w+\s+)?(?:of|among) (?:them|whom|these|those)\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:earlier|previously|initially|at first|originally|had (?:first|put)|(?:up|down|revised|raised|lowered) from"
    r"|from an? (?:earlier|initial|previous))\b",
    re.IGNORECASE,
)
_REVISED_FROM = re.compile(
    r"\b(?:up|down|revised|raised|lowered|from|than)\s+(?:(?:up|down|an?|the|earlier|initial|previous|figure|count|toll"
    r"|of|from)\s+)*$",
    re.IGNORECASE,
)
_MOST_WORDS = 4
_DAYS = frozenset({*calendar.day_name, *calendar.month_name})


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a count counts: `group` of them ("civilians", "" for all), the `people` they are of ("Armenian", "" where
    not said), and whether the words make it a part of another count."""

    group: str = ""
    people: str = ""
    part: bool = False

    @property
    def label(self) -> str:
        """The group as words; "" for all."""
        return " ".join(part for part in (self.people, self.group) if part)


def whom(claim: Claim, quantity: Quantity) -> Whom:
    """Whom a count of a claim counts, by the words that stand around it; all, where they do not tell."""
    before, after = around(claim, quantity)
    part = bool(_PART_BEFORE.search(before) or _PART_AFTER.match(after))
    tail = _STOP.split(_POSSESSED.sub("", after), maxsplit=1)[0]
    words = [*quantity.words.split(), *tail.split()[:_MOST_WORDS]]
    # An ethnicity or nationality has its capital in the middle of a sentence; a number at its start may have one too.
    names = [word.strip("'’-") for word in words[1:] if word[:1].isupper() and word.isalpha() and word not in _DAYS]
    people = _bare(names[0]) if names else ""
    group = next((_CLASS_OF[word] for word in reversed([w.casefold() for w in words]) if word in _CLASS_OF), "")
    if group in _OWN_GROUPS.get(quantity.what, ()):
        group = ""
    if part and not (group or people):
        group = "among them"
    return Whom(group, people, part)


def around(claim: Claim, quantity: Quantity) -> tuple[str, str]:
    """The words of the sentence before and after a count; "" where the count's place is not known."""
    if quantity.span is None:
        return "", ""
    start, end = quantity.span.start - claim.sentence.start, quantity.span.end - claim.sentence.start
    if not 0 <= start < end <= len(claim.words):
        return "", ""
    return claim.words[:start], claim.words[end:]


def of_before(claim: Claim, quantity: Quantity) -> bool:
    """Whether the sentence marks the count as one that was given earlier, or has since been revised."""
    before, _ = around(claim, quantity)
    return bool(_EARLIER.search(before) or _REVISED_FROM.search(before))


def joined(counts: Iterable[tuple[str, Whom]]) -> Mapping[Whom, Whom]:
    """For each kind of count, the one that it is told under.

    `counts` are (mention, whom). A count that names no people is of the only people that others name ("more than
    100,000 ethnic Armenians", "65,000 people"), unless some mention counts both.
    """
    where: dict[Whom, set[str]] = {}
    for mention, one in counts:
        where.setdefault(Whom(one.group, one.people), set()).add(mention)
    result: dict[Whom, Whom] = {}
    for one in where:
        named = [other for other in where if other.group == one.group and other.people]
        alone = not one.people and len(named) == 1 and not where[one] & where[named[0]]
        result[one] = named[0] if alone else one
    return result


def total(one: Whom, others: Iterable[Whom]) -> str:
    """What a figure is of, in words: "" where it is the whole, being the only one of its group, else the group."""
    rivals = [other for other in others if other.group == one.group and other != one]
    return one.label if rivals else one.group


def _bare(name: str) -> str:
    return name.removesuffix("s") if len(name) > 3 else name


__all__ = ["Whom", "around", "joined", "of_before", "total", "whom"]
