"""What the words beside a name say of it: what kind of place it is, what it lies in, whether it is a place at all."""

from __future__ import annotations

from chancery.matching.abbreviations import BEHIND_A_TOWN, NEWS
from chancery.matching.ground import Ground
from chancery.matching.places import KINDS, Container, contained
from chancery.shelf.places import Candidate, gazetteer
from chancery.terms import Name

LOCAL_CASES = frozenset(
    [
        "in",
        "from",
        "to",
        "into",
        "at",
        "near",
        "across",
        "inside",
        "throughout",
        "within",
        "outside",
        "around",
        "through",
        "toward",
        "towards",
        "over",
        "onto",
        "via",
        "beyond",
        "along",
        "off",
    ]
)
_LEADING_WORDS = """the north south east west central upper lower far rural mainland occupied northeast northwest
    southeast southwest"""  # between "in" and the name of what holds a place
_LEADING = frozenset(_LEADING_WORDS.split())
_PLURALS = {
    "cities": "city",
    "counties": "county",
    "departments": "department",
    "districts": "district",
    "governorates": "governorate",
    "islands": "island",
    "municipalities": "municipality",
    "oblasts": "oblast",
    "prefectures": "prefecture",
    "provinces": "province",
    "regions": "region",
    "rivers": "river",
    "states": "state",
    "suburbs": "suburb",
    "towns": "town",
    "villages": "village",
}
MOST_LISTED_WORDS = 24  # how far a list of names may be from the word that says what they are
MOST_DATELINE_WORDS = 8


def core(ground: Ground, name: Name) -> tuple[int, int]:
    """First and last word of a name without the article before it and the possessive mark behind it."""
    first, last = name.first, min(name.last, len(ground.words) - 1)
    while first < last and ground.low[first] in ("the", "of", "'s"):
        first += 1
    while last > first and ground.words[last] in ("'s", "’s", "'", ","):
        last -= 1
    return first, last


def evident(ground: Ground, first: int, last: int, text: str) -> str:
    """By what the words around show that a name is a place's; "" where nothing does.

    Shapes:  "kind" (the city of Gao), "held" (Gao, Mali), "dateline" (GAO, Mali (AP)), "list" (Timbuktu,
             Gao and Kidal) or, weaker, "case" (in Gao).
    """
    if kind_beside(ground, first, last, text):
        return "kind"
    if container_of(ground, first, last):
        return "held"
    if _is_dateline(ground, first, last):
        return "dateline"
    if _in_list(ground, first, last):
        return "list"
    return "case" if ground.case(ground.top(first, last)) in LOCAL_CASES else ""


def _in_list(ground: Ground, first: int, last: int) -> bool:
    """Whether a name stands in a list with a name of a place, on either side."""
    for at, step in ((first - 1, -1), (last + 1, 1)):
        here = at
        while 0 <= here < len(ground.low) and ground.low[here] in (",", "and", "or"):
            here += step
        if here == at or not 0 <= here < len(ground.low):
            continue
        name = ground.name[here]
        if name is not None and name.kind == "LOC":
            return True
    return False


def _is_dateline(ground: Ground, first: int, last: int) -> bool:
    """Whether a name opens a report as agencies do: "GAO (AP) -", "Gao, Sept. 3 --"."""
    if first > 1 or not ground.words[first].isupper():
        return False
    return any(word in ("(", "—", "–", "-", "--") for word in ground.words[last + 1 : MOST_DATELINE_WORDS])


def kind_beside(ground: Ground, first: int, last: int, text: str) -> str:
    """The word beside a name that says what kind of place it is; "" where there is none.

    Shapes:  beside a country's name it counts only where a division goes by that name, too: "the state of Georgia", but
             not "the US state of Alabama" or "the Ural region of Russia".
    """
    kind = _word_beside(ground, first, last) or _kind_of_list(ground, first, last)
    own = ground.match[first]
    if kind and own is not None and own.entries[0].kind == "country" and own.last == last:
        known = kind in ("state", "province") and any(_is_division(one) for one in gazetteer().lookup(text))
        kind = kind if known else ""
    if kind:
        return kind
    before = ground.name[first - 2] if first > 1 and ground.words[first - 1] == "," else None
    if before is not None and before.kind == "LOC" and before.last == first - 2:  # "Buffalo, New York"
        inner = contained(ground.text(*core(ground, before)), [text])
        if inner.place is not None and inner.place.precision == "region":
            return "state"
    return ""


def _word_beside(ground: Ground, first: int, last: int) -> str:
    low = ground.low
    if last + 1 < len(low) and low[last + 1] in KINDS and ground.tokens[last + 1].upos in ("NOUN", "PROPN"):
        return low[last + 1]
    if first > 1 and low[first - 1] == "of" and low[first - 2] in KINDS:
        return low[first - 2]
    if first > 0 and low[first - 1] in ("province", "city", "village", "town", "district"):
        return low[first - 1]
    return ""


def _is_division(one: Candidate) -> bool:
    return one.own_name and one.place.precision == "region"


def container_of(ground: Ground, first: int, last: int) -> Container:
    """What the words around say that a place lies in: "Tripoli, Lebanon", "Goma, in eastern Congo", "Iraq's Mosul".

    Shapes:  empty where they say nothing.
    """
    own = ground.match[first]
    if own is not None and own.entries[0].kind == "country" and own.entries[0].name != "Georgia":
        return Container()
    text = ground.text(first, last)
    after = _names_after(ground, last)
    if after:
        found = contained(text, after)
        if found:
            return found
    country = _country_before(ground, first)
    if country:
        return Container(country)
    owner = ground.name[first - 2] if first > 1 and ground.words[first - 1] in ("'s", "’s") else None
    if owner is not None and owner.kind == "LOC":
        return contained(text, [ground.text(*core(ground, owner))])
    return Container()


def _names_after(ground: Ground, last: int) -> list[str]:
    """Names of places that follow a name and may hold it, the narrower first."""
    found: list[str] = []
    words, low, size = ground.words, ground.low, len(ground.words)
    at = last + 1
    while at < size and len(found) < 3:
        step = at
        if words[at] in (",", "("):
            step = at + 1
        if step < size and low[step] in ("in", "of") and (low[step] == "in" or step > at):
            step += 1
            while step < size and (low[step] in _LEADING or low[step].endswith(("ern", "ern-most"))):
                step += 1
        if step == at or step >= size:
            break
        match, name = ground.match[step], ground.name[step]
        if match is not None and match.first == step and match.entries[0].kind in ("country", "region", "capital"):
            end = match.last
            if match.entries[0].kind == "country" and _subject_next(ground, end):
                break
        elif match is not None and match.first == step and match.entries[0].kind == "demonym":
            step = end = match.last  # "in the Syrian province of Idlib": the country is enough
            found.append(match.entries[0].name)
            break
        elif name is not None and name.kind == "LOC" and name.first <= step:
            end = min(name.last, size - 1)
        elif words[step - 1] == "," and (words[step] in BEHIND_A_TOWN or f"{words[step]}." in NEWS):
            end = step
        else:
            break
        found.append(ground.text(step, end))
        at = end + 1
    return found


def _country_before(ground: Ground, first: int) -> str:
    """The country that the words before a name give: "Azerbaijan's Nagorno-Karabakh", "the Syrian city of Homs"."""
    if first > 1 and ground.words[first - 1] in ("'s", "’s"):
        match = ground.match[first - 2]
        if match is not None and match.entries[0].kind in ("country", "capital"):
            return match.entries[0].country
    places = [first - 1]  # "the Syrian city Aleppo", "the Ukrainian city of", "the Ukrainian port city of"
    if first > 1 and ground.low[first - 1] in ("of", "in") and ground.low[first - 2] in KINDS:
        places += [first - 3, first - 4]
    elif first > 0 and ground.low[first - 1] in KINDS:
        places += [first - 2, first - 3]
    for at in places:
        match = ground.match[at] if at >= 0 else None
        if match is not None and match.entries[0].kind == "demonym" and match.entries[0].sector:
            return match.entries[0].country
    return ""


def _subject_next(ground: Ground, last: int) -> bool:
    """Whether the country after the comma begins a clause of its own: "In Tripoli, Lebanon said"."""
    top = ground.match[last]
    at = ground.top(top.first, top.last) if top else last
    return ground.base(at) == "nsubj"


def _kind_of_list(ground: Ground, first: int, last: int) -> str:
    """The kind that a list of names is of: "the provinces of Herat and Farah", "Herat and Farah provinces"."""
    low, size = ground.low, len(ground.low)
    at = last + 1
    while at < min(size, last + MOST_LISTED_WORDS) and _goes_on(ground, at):
        at += 1
    in_list = at > last + 1 or (first > 0 and low[first - 1] in ("and", "or", ","))
    if in_list and at < size and low[at] in _PLURALS and low[at - 1] not in (",", "and", "or"):
        return _PLURALS[low[at]]
    at = first - 1
    while at >= max(0, first - MOST_LISTED_WORDS) and _goes_on(ground, at):
        at -= 1
    if at > 0 and low[at] in ("of", "in", "like"):
        at -= 1
    return _PLURALS.get(low[at], "") if at >= 0 and ground.name[at] is None else ""


def _goes_on(ground: Ground, at: int) -> bool:
    """Whether a word belongs to a list of names of places."""
    name = ground.name[at]
    return ground.low[at] in (",", "and", "or", "the") or (name is not None and name.kind == "LOC")
