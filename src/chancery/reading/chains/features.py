"""Candidates and pairs of candidates as numbers, the same in training and at run time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from chancery.reading.chains.candidates import Candidate
from chancery.reading.mentions import FEMALE_WORDS, MALE_WORDS, clause_of, is_expletive, name_key
from chancery.reading.polities import polity_of
from chancery.reading.syntax import PEOPLE_NOUNS, PLACE_NOUNS, Tree
from chancery.shelf import wordlists
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
NEAR, REACH, LONGEST = 20, 60, 800
#: Candidates whose pairs are made together, which bounds the memory.
_CHUNK = 256
#: Columns of the table of words; beyond so many different words in a report two may share a column.
_WORD_COLUMNS = 512
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
_PRONOUN_SORTS = frozenset(_SORT[name] for name in ("i", "we", "you", "he", "she", "it", "they", "this", "who", "one"))
_LAST_PRONOUN = _SORT["one"]
_SING, _PLUR = 1, 2
_MALE, _FEMALE, _NEUTER = 1, 2, 3
_NUMBER_OF_SORT = {"i": _SING, "he": _SING, "she": _SING, "it": _SING, "we": _PLUR, "they": _PLUR}
_GENDER_OF_SORT = {"he": _MALE, "she": _FEMALE, "it": _NEUTER}
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "X", "SYM"})
_SMALL_WORDS = frozenset({"of", "the", "for", "and", "in", "on", "de"})
_SENTENCE_STEPS = np.array([1, 2, 3, 5, 9, 17, 33])
_MENTION_STEPS = np.array([2, 3, 5, 9, 17, 33, 65])


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


class _Numbers:
    """Gives each new thing the next number."""

    def __init__(self) -> None:
        self._known: dict[object, int] = {}

    def of(self, thing: object) -> int:
        return self._known.setdefault(thing, len(self._known))


@lru_cache(maxsize=65536)
def _row(kind: str, value: str) -> int:
    return crc32(f"{kind}={value}".encode()) % (TABLE_ROWS - 1) + 1


@cache
def _given_names() -> dict[str, int]:
    names = wordlists.groups("given_names.tsv")
    return dict.fromkeys(names["male"], _MALE) | dict.fromkeys(names["female"], _FEMALE)


_COLUMNS = (
    "sort", "number", "gender", "sentence", "block", "quote", "head", "text", "key", "last", "acronym", "short",
    "kind", "polity", "clause", "above", "relation", "low", "first", "end", "subject", "appositive_of", "subject_of",
    "predicate", "head_at", "dominating", "above_lemma",
)  # fmt: skip


def describe(reading: Reading, trees: Sequence[Tree], candidates: Sequence[Candidate]) -> Phrases:
    """The candidates' columns."""
    describer = _Describer(reading, trees)
    rows = [describer.row(candidate) for candidate in candidates]
    count = len(candidates)
    columns = np.array([row.columns for row in rows], dtype=np.int64).reshape(count, len(_COLUMNS))
    signs = np.zeros((count, CANDIDATE_SIGNS), dtype=np.int64)
    for number, row in enumerate(rows):
        signs[number, : len(row.signs)] = row.signs[:CANDIDATE_SIGNS]
    named = {name: columns[:, at] for at, name in enumerate(_COLUMNS)}
    _count_heads(signs, named)
    words = np.zeros((count, _WORD_COLUMNS), dtype=np.float32)
    for number, row in enumerate(rows):
        words[number, row.words] = 1.0
    return Phrases(
        candidates, signs, words, named, named["head_at"], np.where(named["above"] >= 0, named["above"], named["head_at"])
    )


def _count_heads(signs: Ints, columns: dict[str, Ints]) -> None:
    """Signs for how often the head word heads a candidate before and after this one."""
    head = columns["head"]
    same = head[:, None] == head[None, :]
    before = np.tril(same, -1).sum(1)
    after = np.triu(same, 1).sum(1)
    steps = np.array([1, 2, 3, 6])
    pronoun = columns["sort"] <= _LAST_PRONOUN
    kind = np.where(pronoun, 5, 0)
    table = np.array([[_row("heads before", str(i)) for i in range(10)], [_row("heads after", str(i)) for i in range(10)]])
    signs[:, -2] = table[0][np.searchsorted(steps, before, "right") + kind]
    signs[:, -1] = table[1][np.searchsorted(steps, after, "right") + kind]


@dataclass(slots=True)
class _RowOf:
    columns: list[int]
    signs: list[int]
    words: list[int]


class _Describer:
    def __init__(self, reading: Reading, trees: Sequence[Tree]) -> None:
        self._trees = trees
        self._offsets = np.cumsum([0, *(len(tree.tokens) for tree in trees)]).tolist()
        self._quotes = sorted((quote.start, quote.end) for quote in reading.quotations)
        self._lemmas, self._texts, self._keys, self._polities = _Numbers(), _Numbers(), _Numbers(), _Numbers()
        self._lemmas.of("")
        self._lows = _Numbers()
        self._quote_at = 0

    def row(self, candidate: Candidate) -> _RowOf:
        tree = self._trees[candidate.sentence]
        at, first, last = candidate.head, candidate.first, candidate.last
        token, low, lemma = tree.tokens[at], tree.low[at], tree.lemma[at]
        offset = self._offsets[candidate.sentence]
        name = tree.name[at]
        kids = tree.kids[at]
        determiner = next((tree.low[kid] for kid in kids if tree.base[kid] == "det"), "")
        possessor = next((kid for kid in kids if tree.tokens[kid].deprel == "nmod:poss"), -1)
        sort = _sort(tree, candidate, determiner, possessor)
        kind = name.kind if name is not None and token.upos != "PRON" else ""
        number = _number(tree, candidate, sort)
        gender = _gender(tree, candidate, sort, kind)
        above = token.head
        pronoun = sort <= _LAST_PRONOUN and sort > 0
        inside = range(first, last + 1)
        core_last = next((i for i in range(at + 1, last + 1) if tree.base[i] in ("acl", "case", "punct")), last + 1)
        content = [] if pronoun else [i for i in range(first, core_last) if tree.tokens[i].upos in _CONTENT]
        key = name_key(" ".join(tree.tokens[i].text for i in content)) if content else low
        polity = "" if pronoun else polity_of(tree, at)
        subject = int(tree.base[at] == "nsubj")
        appositive = offset + above if tree.base[at] == "appos" and above >= 0 else -1
        subject_of = offset + above if subject and above >= 0 else -1
        predicate = int(any(tree.base[kid] == "cop" for kid in kids))
        acronym = self._keys.of(low.replace(".", "")) if token.text.replace(".", "").isupper() and len(low) > 1 else -1
        columns = [
            _SORT[sort_name] if (sort_name := SORTS[sort]) else 0,
            number,
            gender,
            candidate.sentence,
            tree.sentence.block,
            self._quote(token.start),
            -1 if pronoun else self._lemmas.of(lemma),
            self._texts.of(" ".join(tree.low[first : last + 1])),
            self._keys.of(key),
            self._keys.of(key.rpartition(" ")[2]),
            acronym,
            self._keys.of(_initials(key)) if len(content) > 1 else -2,
            ("", "PER", "LOC", "ORG", "OTH").index(kind),
            self._polities.of(polity) if polity else -1,
            offset + clause_of(tree, at),
            offset + above if above >= 0 else -1,
            self._lows.of(token.deprel),
            self._lows.of(low),
            offset + first,
            offset + last,
            subject,
            appositive,
            subject_of,
            predicate,
            offset + at,
            self._dominating(tree, at, offset),
            self._lemmas.of(tree.lemma[above]) if above >= 0 else 0,
        ]
        signs = self._signs(tree, candidate, sort, determiner, possessor, kind, number, gender)
        words = [] if pronoun else [self._lemmas.of(tree.lemma[i]) % _WORD_COLUMNS for i in inside if tree.tokens[i].upos in _CONTENT]
        return _RowOf(columns, signs, words)

    def _quote(self, start: int) -> int:
        quotes = self._quotes
        while self._quote_at < len(quotes) and quotes[self._quote_at][1] <= start:
            self._quote_at += 1
        at = self._quote_at
        return at if at < len(quotes) and quotes[at][0] <= start else -1

    def _dominating(self, tree: Tree, at: int, offset: int) -> int:
        """The subject of the clause above the one that the word stands in, -1 where there is none."""
        clause = clause_of(tree, at)
        for _ in range(4):
            for kid in tree.kids[clause]:
                if tree.base[kid] == "nsubj" and kid != at:
                    return offset + kid
            above = tree.tokens[clause].head
            if above < 0:
                break
            clause = above
        return -1

    def _signs(
        self,
        tree: Tree,
        candidate: Candidate,
        sort: int,
        determiner: str,
        possessor: int,
        kind: str,
        number: int,
        gender: int,
    ) -> list[int]:
        at = candidate.head
        token, lemma = tree.tokens[at], tree.lemma[at]
        above = token.head
        kids = tree.kids[at]
        modifiers = [tree.lemma[kid] for kid in kids if tree.base[kid] in ("amod", "compound", "nummod")]
        length = candidate.last - candidate.first + 1
        signs = [
            _row("sort", SORTS[sort]),
            _row("tag", token.xpos),
            _row("relation", token.deprel),
            _row("number", str(number)),
            _row("gender", str(gender)),
            _row("kind", kind),
            _row("length", str(min(length, 4) if length < 6 else 6 if length < 12 else 12)),
            _row("kids", " ".join(sorted({tree.base[kid] for kid in kids if tree.base[kid] not in ("punct", "case")}))),
            _row("lemma", lemma if not kind else "NAME"),
            _row("end", lemma[-3:]),
            _row("first", tree.low[candidate.first]),
            _row("place", "title" if tree.sentence.index == 0 else "late" if tree.sentence.index > 5 else "early"),
            _row("start", str(min(candidate.first, 3))),
            _row("quoted", str(self._quote(token.start) >= 0)),
        ]
        if determiner:
            signs.append(_row("determiner", determiner))
        if possessor >= 0:
            signs.append(_row("possessor", tree.low[possessor] if tree.tokens[possessor].upos == "PRON" else "NOUN"))
        if above >= 0:
            signs.append(_row("above", tree.lemma[above]))
            signs.append(_row("above tag", f"{tree.base[at]} {tree.tokens[above].upos} {tree.base[above]}"))
        if (preposition := tree.preposition(at)) != "":
            signs.append(_row("preposition", preposition))
        signs += [_row("modifier", modifier) for modifier in modifiers[:2]]
        if lemma in PEOPLE_NOUNS:
            signs.append(_row("list", "people"))
        if lemma in PLACE_NOUNS:
            signs.append(_row("list", "places"))
        if tree.timed[at]:
            signs.append(_row("list", "times"))
        if is_expletive(tree, at):
            signs.append(_row("list", "expletive"))
        return signs[: CANDIDATE_SIGNS - 2]


def _sort(tree: Tree, candidate: Candidate, determiner: str, possessor: int) -> int:
    if candidate.whole:
        return _SORT["whole"]
    token, low = tree.tokens[candidate.head], tree.low[candidate.head]
    if token.upos in ("PRON", "DET") and low in _PRONOUNS:
        return _SORT[_PRONOUNS[low]]
    if tree.name[candidate.head] is not None or token.upos == "PROPN":
        return _SORT["name"]
    if token.upos == "NUM":
        return _SORT["number"]
    if determiner in ("the", "both"):
        return _SORT["definite"]
    if determiner in ("this", "that", "these", "those", "such"):
        return _SORT["demonstrative"]
    if determiner:
        return _SORT["indefinite"]
    if possessor >= 0:
        return _SORT["possessed"]
    return _SORT["bare"] if token.upos == "NOUN" else _SORT["other"]


def _number(tree: Tree, candidate: Candidate, sort: int) -> int:
    if candidate.whole:
        return _PLUR
    known = _NUMBER_OF_SORT.get(SORTS[sort])
    if known is not None:
        return known
    token = tree.tokens[candidate.head]
    if token.xpos in ("NNS", "NNPS") or tree.low[candidate.head] in ("these", "those", "both", "ones"):
        return _PLUR
    if token.xpos in ("NN", "NNP") or tree.low[candidate.head] in ("this", "that", "one"):
        return _SING
    return 0


def _gender(tree: Tree, candidate: Candidate, sort: int, kind: str) -> int:
    known = _GENDER_OF_SORT.get(SORTS[sort])
    if known is not None:
        return known
    lemma = tree.lemma[candidate.head]
    if kind == "PER" or not kind:
        for at in (candidate.head, *tree.kids[candidate.head]):
            word = tree.low[at].strip(".")
            if word in FEMALE_WORDS or tree.lemma[at] in FEMALE_WORDS:
                return _FEMALE
            if word in MALE_WORDS or tree.lemma[at] in MALE_WORDS:
                return _MALE
    if kind == "PER":
        name = tree.name[candidate.head]
        if name is not None:
            return _given_names().get(tree.low[name.first], 0)
        return 0
    if kind in ("LOC", "ORG"):
        return _NEUTER
    return 0 if lemma in PEOPLE_NOUNS or SORTS[sort] in ("i", "we", "you", "they", "who", "this", "one") else _NEUTER


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
    near and with whatever shares a word, a name or a country with it in the last `LONGEST` candidates.
    """
    parts: list[tuple[Ints, Ints, Floats]] = []
    for start in range(0, len(phrases), _CHUNK):
        parts.append(_pairs_of(phrases, start, min(start + _CHUNK, len(phrases))))
    later = np.concatenate([part[0] for part in parts]) if parts else np.zeros(0, dtype=np.int64)
    earlier = np.concatenate([part[1] for part in parts]) if parts else np.zeros(0, dtype=np.int64)
    common = np.concatenate([part[2] for part in parts]) if parts else np.zeros(0, dtype=np.float32)
    sort = phrases.columns["sort"]
    return Pairs(
        later, earlier, _marks(phrases, later, earlier, common), sort[later] * len(SORTS) + sort[earlier]
    )


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
    pronoun = (columns["sort"][start:end] <= _LAST_PRONOUN)[:, None]
    kept = np.where(pronoun, same("sort") & (distance <= REACH), alike)
    kept |= distance <= NEAR
    kept &= distance > 0
    later, earlier = np.nonzero(kept)
    return later + start, earlier + low, common[later, earlier]


def _marks(phrases: Phrases, later: Ints, earlier: Ints, common: Floats) -> Floats:
    """What the two of each pair have to do with each other: `PAIR_MARKS` rows, a column for each pair."""
    left = {name: column[later] for name, column in phrases.columns.items()}
    right = {name: column[earlier] for name, column in phrases.columns.items()}
    size = phrases.words.sum(1)
    size_left, size_right = size[later], size[earlier]
    pronoun = left["sort"] <= _LAST_PRONOUN
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
