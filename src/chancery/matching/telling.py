"""What the words of a sentence say, as sets that two sentences can be compared by: stems, names and numbers."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from chancery.shelf.wordlists import table

#: Characters of a word that count as its stem: "resign" of "resigned" and "resignation". Truncation does as well as
#: finer stemmers where words are only compared, and needs no table. Ours.
STEM_CHARS = 6
_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NOT_IN_STEMS = frozenset(
    """a about above after again against ago all also although am amid among an and another any are around as at away
    back be became because become been before being between both but by came can come could did do does doing done down
    during each either even ever every few following for former found from further gave get give given go goes going
    gone got had has have having he her here hers him his how however i if in including into is it its itself just kept
    last late later least less made make makes making many may me might more most much must my near nearly never new
    next no nor not now of off on once one only or other our out over own part per put said same saw say saying says
    see seen set several shall she should since so some still such take taken than that the their them then there
    these they this those though three through till time times to today told too took toward towards two under until
    up upon us used using very via was way we well went were what when where whether which while who whom whose why
    will with within without would year years yesterday yet you your monday tuesday wednesday thursday friday saturday
    sunday january february march april june july august september october november december according people""".split()
)


def stem(word: str) -> str:
    """The first letters of a word, which its forms share; without a plural's or owner's s.

    >>> stem("resignations"), stem("Wars"), stem("Pashinyan's")
    ('resign', 'war', 'pashin')
    """
    low = word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")
    if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
        low = low[:-1]
    return low[:STEM_CHARS]


@lru_cache(maxsize=4096)
def told_in(sentence: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Stems of the words that carry meaning, names among them, and numbers of a sentence.

    Shapes:  a name is a word with a capital that does not open the sentence; its stem is among the stems as well.
             Numbers are as written, without commas between thousands; years and days of a month are numbers too.
    """
    stems: set[str] = set()
    names: set[str] = set()
    numbers: set[str] = set()
    opening = True
    for found in _WORD.finditer(sentence):
        word = found.group()
        if word[0].isdigit():
            numbers.add(word.replace(",", "").rstrip("."))
        elif word.casefold() not in _NOT_IN_STEMS and len(word) > 1:
            # "Nagorno-Karabakh" is Karabakh to others.
            parts = {stem(part) for part in (word, *word.split("-")) if len(part) > 3 or part == word}
            stems |= parts
            if word[0].isupper() and not opening:
                names |= parts
        opening = False
    return frozenset(stems), frozenset(names), frozenset(numbers)


@lru_cache(maxsize=4096)
def spellings(sentence: str) -> dict[str, str]:
    """How a sentence writes each of its words with a capital, by stem: without a plural's or owner's s.

    >>> spellings("The Armenians fled Azerbaijan's army")["armeni"]
    'Armenians'
    """
    found: dict[str, str] = {}
    for match in _WORD.finditer(sentence):
        word = match.group().replace("’", "'").removesuffix("'s").removesuffix("'")
        for part in (word, *word.split("-")):
            if part[:1].isupper():
                found.setdefault(stem(part), part)
    return found


@cache
def _verbs() -> dict[str, str]:
    return {row[0]: row[1] for row in table("event_nouns.tsv") if len(row) > 1 and row[1]}


def verb_of(lemma: str) -> str:
    """The verb of the event that a noun names, "withdraw" of "withdrawal"; the lemma itself where there is none."""
    return _verbs().get(lemma, lemma)
