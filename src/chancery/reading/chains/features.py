"""Candidates and pairs of candidates as numbers, the same in training and at run time."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from chancery.reading.chains.candidates import Candidate
from chancery.reading.mentions import FEMALE_WORDS, MALE_WORDS, TITLES, clause_of
from chancery.reading.polities import polity_of
from chancery.reading.syntax import PEOPLE_NOUNS, PLACE_NOUNS, Tree
from chancery.shelf import wordlists
from chancery.shelf.keys import name_key as plain_key
from chancery.terms.readings import Reading

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

#: Version of the features; a file of weights names the one it was learned with.
FEATURES = "chains.features.1"

#: Rows of the table that words and tags are hashed into, and how many of them describe one candidate.
TABLE_ROWS, CANDIDATE_SIGNS = 6000, 26

#: Width of a word's encoder vector.
VECTOR_WIDTH = 384

#: How many candidates back an antecedent is sought: any, for a pronoun one of its sort, for a phrase one with a word
#: in common. Wider, the share of right antecedents within reach grows by less than 2 % and the time doubles.
NEAR, NEAR_PHRASE, REACH, LONGEST = 20, 12, 60, 800
#: Pairs that are described and scored together, which bounds the memory: a report of a thousand sentences has half a
#: million.
PAIRS_AT_ONCE = 16384
#: Candidates whose pairs are made together, which bounds the memory.
_CHUNK = 256
#: Columns of the table of words; beyond so many different words in a report two may share a column.
_WORD_COLUMNS = 512
#: How many verbs may share one subject.
_CONTROLLED = 3
#: Tokens that count as the report's opening.
_OPENING_TOKENS = 40

#: What sort of phrase it is, by its number.
SORTS = (
    "other", "i", "we", "you", "he", "she", "it", "they", "this", "who", "one",
    "name", "definite", "indefinite", "possessed", "bare", "demonstrative", "number", "whole",
)  # fmt: skip
_SORT = {name: number for number, name in enumerate(SORTS)}
_PRONOUNS = {
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), "i"),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves", "let's"), "we"),
    **dict.fromkeys(("you", "your", "yours", "yourself", "yourselves", "u", "ya"), "you"),
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves", "'em"), "they"),
    **dict.fromkeys(("this", "that", "these", "those"), "this"),
    **dict.fromkeys(("who", "whom", "which", "whose", "what", "whoever", "whatever"), "who"),
    **dict.fromkeys(("one", "ones", "someone", "anyone", "everyone", "something", "nothing"), "one"),
}
_DETERMINERS = {
    **dict.fromkeys(("the", "both"), "definite"),
    **dict.fromkeys(("this", "that", "these", "those", "such"), "demonstrative"),
}
KINDS = {"": 0, "PER": 1, "LOC": 2, "ORG": 3, "OTH": 4}
_SPEAKING = np.array([_SORT[name] for name in ("i", "we", "you")])
LAST_PRONOUN = _SORT["one"]
_SING, _PLUR = 1, 2
MALE, FEMALE, NEUTER = 1, 2, 3
_NUMBER_OF_SORT = {_SORT[name]: _SING for name in ("i", "he", "she", "it")} | {
    _SORT[name]: _PLUR for name in ("we", "they")
}
_GENDER_OF_SORT = {_SORT["he"]: MALE, _SORT["she"]: FEMALE, _SORT["it"]: NEUTER}
_OPEN_GENDER = frozenset(_SORT[name] for name in ("i", "we", "you", "they", "who", "this", "one"))
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "X", "SYM"})
_SMALL_WORDS = frozenset({"of", "the", "for", "and", "in", "on", "de"})
_SENTENCE_STEPS = np.array([1, 2, 3, 5, 9, 17, 33])
_MENTION_STEPS = np.array([2, 3, 5, 9, 17, 33, 65])


_NO_SIGNS = [0] * CANDIDATE_SIGNS


@dataclass(slots=True)
class Phrases:
    """The candidates of a report as columns, one row each.

    Shapes:  `signs` are rows of the hashed table, n x `CANDIDATE_SIGNS`; `words` says which content words (columns) a
             candidate holds; `columns` are numbers to compare by, -1 or 0 where there is none; `head_at` and
             `above_at` are the head's and its governor's place among all tokens of the report.
    """

    candidates: Sequence[Candidate]
    signs: Ints
    words: Floats
    columns: dict[str, Ints]
    head_at: Ints
    above_at: Ints

    def __len__(self) -> int:
        return len(self.candidates)


class _Numbers(dict[str, int]):
    """Gives each new word the next number."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


@lru_cache(maxsize=65536)
def _row(kind: str, value: str) -> int:
    return crc32(f"{kind}={value}".encode()) % (TABLE_ROWS - 1) + 1


@cache
def _gender_words() -> dict[str, int]:
    return dict.fromkeys(MALE_WORDS, MALE) | dict.fromkeys(FEMALE_WORDS, FEMALE)


@cache
def _given_names() -> dict[str, int]:
    names = wordlists.groups("given_names.tsv")
    return dict.fromkeys(names["male"], MALE) | dict.fromkeys(names["female"], FEMALE)


_COLUMNS = (
    "sort", "number", "gender", "sentence", "block", "quote", "head", "text", "key", "last", "given", "acronym",
    "short", "kind", "polity", "clause", "above", "relation", "low", "first", "end", "subject",
    "appositive_of", "subject_of", "predicate", "head_at", "dominating", "above_lemma", "doer_at",
)  # fmt: skip


def describe(reading: Reading, trees: Sequence[Tree], candidates: Sequence[Candidate]) -> Phrases:
    """The candidates' columns."""
    describer = _Describer(reading, trees)
    count = len(candidates)
    columns_flat, signs_flat, word_at, word = array("q"), array("q"), array("q"), array("q")
    for number, candidate in enumerate(candidates):
        row, found, words_of = describer.row(candidate)
        columns_flat.extend(row)
        signs_flat.extend(found)
        signs_flat.extend(_NO_SIGNS[len(found) :])
        word.extend(words_of)
        word_at.extend([number] * len(words_of))
    columns = np.array(columns_flat, dtype=np.int64).reshape(count, len(_COLUMNS)).T.copy()
    signs = np.array(signs_flat, dtype=np.int64).reshape(count, CANDIDATE_SIGNS)
    named = {name: columns[at] for at, name in enumerate(_COLUMNS)}
    _count_heads(signs, named)
    words = np.zeros((count, _WORD_COLUMNS), dtype=np.float32)
    words[np.array(word_at, dtype=np.int64), np.array(word, dtype=np.int64)] = 1.0
    return Phrases(
        candidates,
        signs,
        words,
        named,
        named["head_at"],
        np.where(named["above"] >= 0, named["above"], named["head_at"]),
    )


def _count_heads(signs: Ints, columns: dict[str, Ints]) -> None:
    """Signs for how often the head word heads a candidate before and after this one."""
    head = columns["head"]
    _, group, sizes = np.unique(head, return_inverse=True, return_counts=True)
    order = np.argsort(group, kind="stable")
    before = np.empty(len(head), dtype=np.int64)
    before[order] = np.arange(len(head)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    after = sizes[group] - before - 1
    steps = np.array([1, 2, 3, 6])
    kind = np.where(columns["sort"] <= LAST_PRONOUN, 5, 0)
    table = np.array(
        [[_row("heads before", str(i)) for i in range(10)], [_row("heads after", str(i)) for i in range(10)]]
    )
    signs[:, -2] = table[0][np.searchsorted(steps, before, "right") + kind]
    signs[:, -1] = table[1][np.searchsorted(steps, after, "right") + kind]


@dataclass(slots=True)
class _Below:
    """What hangs on a head, gathered in one pass over its children."""

    determiner: str = ""
    possessor: int = -1
    preposition: str = ""
    predicate: int = 0
    modifiers: list[str] = field(default_factory=list)
    relations: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, tree: Tree, at: int) -> _Below:
        found = cls()
        for kid in tree.kids[at]:
            base = tree.base[kid]
            if base == "punct":
                continue
            if base == "case":
                if kid < at and not found.preposition:
                    found.preposition = tree.low[kid]
                continue
            found.relations.add(base)
            if base == "det":
                found.determiner = found.determiner or tree.low[kid]
            elif base in ("amod", "compound", "nummod"):
                found.modifiers.append(tree.lemma[kid])
            elif base == "cop":
                found.predicate = 1
            elif base == "nmod" and found.possessor < 0 and tree.tokens[kid].deprel == "nmod:poss":
                found.possessor = kid
        if found.preposition:
            found.predicate = 0  # who "was on the board" is not the board
        return found


def _doer(tree: Tree, at: int) -> int:
    """The subject of the verb that a word is the object of, also of one above ("threatened to annex it"); or -1."""
    if tree.base[at] not in ("obj", "iobj") or tree.low[at].endswith(("self", "selves")):
        return -1
    verb = tree.tokens[at].head
    for _ in range(_CONTROLLED):
        subject = tree.child(verb, "nsubj")
        if subject is not None:
            return subject
        if tree.base[verb] not in ("xcomp", "conj") or tree.child(verb, "obj") not in (None, at):
            return -1
        verb = tree.tokens[verb].head
    return -1


class _Describer:
    """Makes the rows of a report's candidates."""

    def __init__(self, reading: Reading, trees: Sequence[Tree]) -> None:
        self._trees = trees
        self._offsets = np.cumsum([0, *(len(tree.tokens) for tree in trees)]).tolist()
        self._quotes = sorted((quote.start, quote.end) for quote in reading.quotations)
        self._lemmas, self._texts, self._keys, self._lows = _Numbers(), _Numbers(), _Numbers(), _Numbers()
        self._polities = _Numbers()
        self._lemmas[""] = 0
        self._quote_starts = [start for start, _ in self._quotes]

    def row(self, candidate: Candidate) -> tuple[list[int], list[int], list[int]]:
        """Columns, signs, columns of the table of words."""
        tree = self._trees[candidate.sentence]
        at, first, last = candidate.head, candidate.first, candidate.last
        token, low, lemma = tree.tokens[at], tree.low[at], tree.lemma[at]
        offset, above = self._offsets[candidate.sentence], token.head
        name = tree.name[candidate.named] if token.upos != "PRON" else None
        kind = name.kind if name is not None else ""
        below = _Below.of(tree, at)
        sort = _sort(tree, candidate, below)
        number, gender = _number(tree, candidate, sort), _gender(tree, candidate, sort, kind)
        quote = self._quote(token.start)
        subject = tree.base[at] == "nsubj"
        pronoun = 0 < sort <= LAST_PRONOUN
        if pronoun:
            words: list[int] = []
            key, many, polity = low, False, ""
        else:
            words, content = self._content(tree, candidate)
            key, many = " ".join(content).replace(".", "") or low, len(content) > 1
            key = key if key.isascii() else plain_key(key)
            polity = polity_of(tree, at)
        keys = self._keys.__getitem__
        clause = clause_of(tree, at)
        columns = [
            sort,
            number,
            gender,
            candidate.sentence,
            tree.sentence.block,
            quote,
            -1 if pronoun else self._lemma(lemma),
            self._texts[low if first == last else " ".join(tree.low[first : last + 1])],
            keys(key),
            keys(key.rpartition(" ")[2] if many else key),
            keys(next((word for word in key.split() if word not in TITLES), key)) if kind == "PER" else -1,
            keys(low.replace(".", "")) if len(low) > 1 and token.text.replace(".", "").isupper() else -1,
            keys(_initials(key)) if many else -2,
            KINDS[kind],
            self._polities[polity] if polity else -1,
            offset + clause,
            offset + above if above >= 0 else -1,
            self._lows[token.deprel],
            self._lows[low],
            offset + first,
            offset + last,
            int(subject),
            offset + above if above >= 0 and tree.base[at] == "appos" else -1,
            offset + above if above >= 0 and subject else -1,
            below.predicate,
            offset + at,
            self._dominating(tree, at, clause, offset),
            self._lemmas[tree.lemma[above]] if above >= 0 else 0,
            offset + doer if (doer := _doer(tree, at)) >= 0 else -1,
        ]
        signs = [
            _row("sort", SORTS[sort]),
            _row("number", str(number)),
            _row("gender", str(gender)),
            _row("kind", kind),
            _row("lemma", "NAME" if kind else lemma),
            _row("end", lemma[-3:]),
            _row("quoted", "yes" if quote >= 0 else "no"),
            *_signs(tree, candidate, below),
        ]
        return columns, signs[: CANDIDATE_SIGNS - 2], words

    def _content(self, tree: Tree, candidate: Candidate) -> tuple[list[int], list[str]]:
        """The phrase's content words as columns of the table of words, and those of its core as written."""
        words, content = [], []
        core = True
        for i in range(candidate.first, candidate.last + 1):
            if i > candidate.head and tree.base[i] in ("acl", "case", "punct"):
                core = False
            if tree.tokens[i].upos in _CONTENT:
                words.append(self._lemma(tree.lemma[i]) % _WORD_COLUMNS)
                if core:
                    content.append(tree.low[i])
        return words, content

    def _lemma(self, lemma: str) -> int:
        return self._lemmas[lemma if lemma.isascii() else plain_key(lemma)]

    def _quote(self, start: int) -> int:
        """The number of the quotation that the character stands in, -1 for none."""
        at = bisect_right(self._quote_starts, start) - 1
        return at if at >= 0 and start < self._quotes[at][1] else -1

    def _dominating(self, tree: Tree, at: int, clause: int, offset: int) -> int:
        """The subject of the clause that the word stands in, or of one above it; -1 where there is none."""
        for _ in range(4):
            for kid in tree.kids[clause]:
                if kid != at and tree.base[kid] == "nsubj":
                    return int(offset + kid)
            above = tree.tokens[clause].head
            if above < 0:
                break
            clause = above
        return -1


def _signs(tree: Tree, candidate: Candidate, below: _Below) -> list[int]:
    """Signs of what the phrase is made of and where it stands."""
    at = candidate.head
    token, lemma, above = tree.tokens[at], tree.lemma[at], tree.tokens[at].head
    length = candidate.last - candidate.first + 1
    index = tree.sentence.index
    signs = [
        _row("tag", token.xpos),
        _row("relation", token.deprel),
        _row("length", str(min(length, 4) if length < 6 else 6 if length < 12 else 12)),
        _row("kids", " ".join(sorted(below.relations))),
        _row("first", tree.low[candidate.first]),
        _row("place", "title" if index == 0 else "late" if index > 5 else "early"),
        _row("start", str(min(candidate.first, 3))),
    ]
    if above >= 0:
        signs.append(_row("above", tree.lemma[above]))
        signs.append(_row("above tag", f"{tree.base[at]} {tree.tokens[above].upos} {tree.base[above]}"))
    if below.determiner:
        signs.append(_row("determiner", below.determiner))
    if below.possessor >= 0:
        pronoun = tree.tokens[below.possessor].upos == "PRON"
        signs.append(_row("possessor", tree.low[below.possessor] if pronoun else "NOUN"))
    if below.preposition:
        signs.append(_row("preposition", below.preposition))
    signs += [_row("modifier", modifier) for modifier in below.modifiers[:2]]
    if lemma in PEOPLE_NOUNS:
        signs.append(_row("list", "people"))
    if lemma in PLACE_NOUNS:
        signs.append(_row("list", "places"))
    if tree.timed[at]:
        signs.append(_row("list", "times"))
    return signs


def _sort(tree: Tree, candidate: Candidate, below: _Below) -> int:
    if candidate.whole:
        return _SORT["whole"]
    token, low = tree.tokens[candidate.head], tree.low[candidate.head]
    if token.upos in ("PRON", "DET") and low in _PRONOUNS:
        return _SORT[_PRONOUNS[low]]
    if tree.name[candidate.named] is not None or token.upos == "PROPN":
        return _SORT["name"]
    if token.upos == "NUM":
        return _SORT["number"]
    if below.determiner:
        return _SORT[_DETERMINERS.get(below.determiner, "indefinite")]
    if below.possessor >= 0:
        return _SORT["possessed"]
    return _SORT["bare"] if token.upos == "NOUN" else _SORT["other"]


def _number(tree: Tree, candidate: Candidate, sort: int) -> int:
    if candidate.whole:
        return _PLUR
    known = _NUMBER_OF_SORT.get(sort)
    if known is not None:
        return known
    xpos, low = tree.tokens[candidate.head].xpos, tree.low[candidate.head]
    if xpos in ("NNS", "NNPS") or low in ("these", "those", "both", "ones"):
        return _PLUR
    return _SING if xpos in ("NN", "NNP") or low in ("this", "that", "one") else 0


def _gender(tree: Tree, candidate: Candidate, sort: int, kind: str) -> int:
    known = _GENDER_OF_SORT.get(sort)
    if known is not None:
        return known
    if kind in ("LOC", "ORG"):
        return NEUTER
    if kind != "OTH":
        for at in (candidate.head, *tree.kids[candidate.head]):
            told = _gender_words().get(tree.low[at].strip(".")) or _gender_words().get(tree.lemma[at])
            if told is not None:
                return told
    name = tree.name[candidate.named]
    if kind == "PER" and name is not None:
        return _given_names().get(tree.low[name.first], 0)
    return 0 if kind or sort in _OPEN_GENDER or tree.lemma[candidate.head] in PEOPLE_NOUNS else NEUTER


def _initials(key: str) -> str:
    return "".join(word[0] for word in key.replace("-", " ").split() if word not in _SMALL_WORDS)


@dataclass(slots=True)
class Pairs:
    """Pairs of candidates: the later one, the earlier one, and what the two have to do with each other.

    Shapes:  `later` and `earlier` are rows of `Phrases`, ordered by the later; `marks` `PAIR_MARKS` x pairs, 0 or 1 or
             a share; `sorts` the number of the two sorts together, below `SORT_PAIRS`.
    """

    later: Ints
    earlier: Ints
    marks: Floats
    sorts: Ints


#: How many combinations of two sorts there are.
SORT_PAIRS = len(SORTS) ** 2


def pair_up(phrases: Phrases) -> Pairs:
    """Each candidate with those before it that it may stand for.

    A pronoun is paired with what is `NEAR` and with pronouns of its sort within `REACH`; another phrase with what is
    within `NEAR_PHRASE` and with whatever shares a word, a name or a country with it in the last `LONGEST` candidates.
    """
    parts: list[tuple[Ints, Ints, Floats]] = []
    for start in range(0, len(phrases), _CHUNK):
        parts.append(_pairs_of(phrases, start, min(start + _CHUNK, len(phrases))))
    later = np.concatenate([part[0] for part in parts]) if parts else np.zeros(0, dtype=np.int64)
    earlier = np.concatenate([part[1] for part in parts]) if parts else np.zeros(0, dtype=np.int64)
    common = np.concatenate([part[2] for part in parts]) if parts else np.zeros(0, dtype=np.float32)
    sort = phrases.columns["sort"]
    marks = np.zeros((PAIR_MARKS, len(later)), dtype=np.float32)
    for start in range(0, len(later), PAIRS_AT_ONCE):
        part = slice(start, start + PAIRS_AT_ONCE)
        marks[:, part] = _marks(phrases, later[part], earlier[part], common[part])
    return Pairs(later, earlier, marks, sort[later] * len(SORTS) + sort[earlier])


def _pairs_of(phrases: Phrases, start: int, end: int) -> tuple[Ints, Ints, Floats]:
    """Pairs whose later candidate lies from `start` to `end`: later, earlier, words in common."""
    columns = phrases.columns
    low = max(0, start - LONGEST)
    distance = np.arange(start, end)[:, None] - np.arange(low, end)[None, :]
    common = phrases.words[start:end] @ phrases.words[low:end].T

    def same(name: str, other: str = "") -> NDArray[np.bool_]:
        equal: NDArray[np.bool_] = columns[name][start:end, None] == columns[other or name][None, low:end]
        return equal

    alike = (common > 0) | same("key") | same("acronym", "short") | same("short", "acronym")
    alike |= same("last") & (columns["kind"][start:end] == 1)[:, None]
    alike |= same("polity") & (columns["polity"][start:end] >= 0)[:, None]
    pronoun = (columns["sort"][start:end] <= LAST_PRONOUN)[:, None]
    kept = np.where(pronoun, same("sort") & (distance <= REACH), alike)
    kept |= distance <= np.where(pronoun, NEAR, NEAR_PHRASE)
    kept &= distance > 0
    # Who says "I" in one quotation need not be who says it in another, nor who writes; within a paragraph it is.
    speaking = np.isin(columns["sort"], _SPEAKING)
    apart = ~same("quote") & ~(
        (columns["quote"] >= 0)[start:end, None] & (columns["quote"] >= 0)[None, low:end] & same("block")
    )
    kept &= ~(apart & speaking[start:end, None] & speaking[None, low:end])
    later, earlier = np.nonzero(kept)
    return later + start, earlier + low, common[later, earlier]


def _marks(phrases: Phrases, later: Ints, earlier: Ints, common: Floats) -> Floats:
    """What the two of each pair have to do with each other: `PAIR_MARKS` rows, a column for each pair."""
    left = {name: column[later] for name, column in phrases.columns.items()}
    right = {name: column[earlier] for name, column in phrases.columns.items()}
    size = phrases.words.sum(1)
    size_left, size_right = size[later], size[earlier]
    pronoun = left["sort"] <= LAST_PRONOUN
    blocks = left["block"] - right["block"]
    number = left["number"] * 3 + right["number"]
    gender = left["gender"] * 4 + right["gender"]
    named = (left["kind"] > 0) & (right["kind"] > 0)
    same_kind = left["kind"] == right["kind"]
    inside = (left["first"] >= right["first"]) & (left["end"] <= right["end"])
    same_head = (left["head"] == right["head"]) & (left["head"] >= 0)
    same_text = left["text"] == right["text"]
    same_key = left["key"] == right["key"]
    same_last = left["last"] == right["last"]
    polities = (left["polity"] >= 0) & (right["polity"] >= 0)
    same_polity = polities & (left["polity"] == right["polity"])
    same_number = (number == 4) | (number == 8)
    same_clause = left["clause"] == right["clause"]
    same_above = left["above"] == right["above"]
    quoted_left, quoted_right = left["quote"] >= 0, right["quote"] >= 0
    same_quote = left["quote"] == right["quote"]
    subject_right = right["subject"] > 0
    marks = np.zeros((PAIR_MARKS, len(later)), dtype=np.float32)
    rows = (
        same_head,
        same_head & same_number,
        same_text,
        same_text & pronoun,
        same_key,
        same_key & (left["kind"] > 0),
        same_last,
        same_last & named & (left["kind"] == 1) & same_kind,
        (left["acronym"] == right["short"]) | (left["short"] == right["acronym"]),
        same_polity,
        polities & ~same_polity,
        common > 0,
        common / np.maximum(size_left, 1),
        common / np.maximum(size_right, 1),
        (size_left > 0) & (common == size_left),
        (size_right > 0) & (common == size_right),
        same_head & (common < size_left) & (common < size_right),
        named & same_kind,
        named & ~same_kind,
        same_number,
        (number == 5) | (number == 7),
        (gender == 5) | (gender == 10) | (gender == 15),
        (left["gender"] > 0) & (right["gender"] > 0) & (left["gender"] != right["gender"]),
        (left["low"] == right["low"]) & pronoun,
        inside,
        inside & (left["head_at"] == right["head_at"]),
        left["above"] == right["head_at"],
        right["above"] == left["head_at"],
        left["appositive_of"] == right["head_at"],
        (right["subject_of"] == left["head_at"]) & (left["predicate"] > 0),
        left["dominating"] == right["head_at"],
        same_clause,
        same_clause & same_above,
        same_above & (left["above"] >= 0),
        (left["above_lemma"] == right["above_lemma"]) & (left["above_lemma"] > 0),
        left["relation"] == right["relation"],
        subject_right,
        subject_right & (left["subject"] > 0),
        same_quote & quoted_left,
        quoted_left & ~quoted_right,
        quoted_right & ~quoted_left,
        quoted_left & quoted_right & ~same_quote,
        blocks == 0,
        blocks == 1,
        blocks == 2,
        (blocks > 2) & (blocks % 2 == 0),
        (blocks > 2) & (blocks % 2 == 1),
        right["first"] < _OPENING_TOKENS,
    )
    for number_of_row, row in enumerate(rows):
        marks[number_of_row] = row
    pairs = np.arange(len(later))
    at = len(rows) + np.searchsorted(_SENTENCE_STEPS, left["sentence"] - right["sentence"], "right")
    marks[at, pairs] = 1.0
    at = len(rows) + len(_SENTENCE_STEPS) + 1 + np.searchsorted(_MENTION_STEPS, later - earlier, "right")
    marks[at, pairs] = 1.0
    return marks


#: Rows of `Pairs.marks`: what holds of a pair, then its distance in sentences and in candidates, one row a step.
PAIR_MARKS = 48 + len(_SENTENCE_STEPS) + 1 + len(_MENTION_STEPS) + 1
