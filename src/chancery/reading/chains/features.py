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

#: Most candidates back that an antecedent is sought in; a like head word is sought in the whole report.
REACH = 60

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
    "predicate", "head_at", "dominating", "extra",
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
    width = max((word for row in rows for word in row.words), default=-1) + 1
    words = np.zeros((count, width), dtype=np.float32)
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
        words = [] if pronoun else [self._lemmas.of(tree.lemma[i]) for i in inside if tree.tokens[i].upos in _CONTENT]
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

    Shapes:  `later` and `earlier` are rows of `Phrases`, ordered by the later; `marks` pairs x `PAIR_MARKS`, 0 or 1 or
             a share; `sorts` the number of the two sorts together, below `SORT_PAIRS`.
    """

    later: Ints
    earlier: Ints
    marks: Floats
    sorts: Ints


#: How many combinations of two sorts there are.
SORT_PAIRS = len(SORTS) ** 2


def pair_up(phrases: Phrases, *, reach: int = REACH) -> Pairs:
    """Each candidate with those before it that it may stand for."""
    columns = phrases.columns
    count = len(phrases)
    order = np.arange(count)
    distance = order[:, None] - order[None, :]
    head, key, last = columns["head"], columns["key"], columns["last"]
    alike = (head[:, None] == head[None, :]) & (head[:, None] >= 0)
    alike |= key[:, None] == key[None, :]
    alike |= (last[:, None] == last[None, :]) & (columns["kind"] == 1)[:, None]
    alike |= (columns["acronym"][:, None] == columns["short"][None, :]) | (columns["short"][:, None] == columns["acronym"][None, :])
    alike |= (columns["polity"][:, None] == columns["polity"][None, :]) & (columns["polity"] >= 0)[:, None]
    alike &= (columns["sort"] > _LAST_PRONOUN)[:, None]
    later, earlier = np.nonzero((distance > 0) & ((distance <= reach) | alike))
    return Pairs(later, earlier, _marks(phrases, later, earlier), columns["sort"][later] * len(SORTS) + columns["sort"][earlier])


def _marks(phrases: Phrases, later: Ints, earlier: Ints) -> Floats:
    """What the two of each pair have to do with each other: `PAIR_MARKS` columns."""
    columns = phrases.columns

    def both(name: str) -> tuple[Ints, Ints]:
        column = columns[name]
        return column[later], column[earlier]

    def same(name: str, least: int = 0) -> NDArray[np.bool_]:
        left, right = both(name)
        return (left == right) & (left >= least)

    words = phrases.words
    common = (words @ words.T)[later, earlier]
    size = words.sum(1)
    size_later, size_earlier = size[later], size[earlier]
    sort_later, sort_earlier = both("sort")
    pronoun = sort_later <= _LAST_PRONOUN
    sentences = columns["sentence"][later] - columns["sentence"][earlier]
    blocks = columns["block"][later] - columns["block"][earlier]
    number_later, number_earlier = both("number")
    gender_later, gender_earlier = both("gender")
    kind_later, kind_earlier = both("kind")
    quote_later, quote_earlier = both("quote")
    key_later, key_earlier = both("key")
    head_at_later, head_at_earlier = both("head_at")
    first_later, first_earlier = both("first")
    end_later, end_earlier = both("end")
    above_later, above_earlier = both("above")
    inside = (first_later >= first_earlier) & (end_later <= end_earlier)
    same_head = same("head")
    marks = [
        same_head,
        same_head & (number_later == number_earlier),
        same("text"),
        same("text") & pronoun,
        key_later == key_earlier,
        (key_later == key_earlier) & (kind_later > 0),
        same("last"),
        same("last") & (kind_later == 1) & (kind_earlier == 1),
        (columns["acronym"][later] == columns["short"][earlier]) | (columns["short"][later] == columns["acronym"][earlier]),
        same("polity"),
        (columns["polity"][later] >= 0) & (columns["polity"][earlier] >= 0) & ~same("polity"),
        common > 0,
        common / np.maximum(size_later, 1),
        common / np.maximum(size_earlier, 1),
        (size_later > 0) & (common == size_later),
        (size_earlier > 0) & (common == size_earlier),
        same_head & (common < size_later) & (common < size_earlier),
        (kind_later == kind_earlier) & (kind_later > 0),
        (kind_later != kind_earlier) & (kind_later > 0) & (kind_earlier > 0),
        (number_later == number_earlier) & (number_later > 0),
        (number_later != number_earlier) & (number_later > 0) & (number_earlier > 0),
        (gender_later == gender_earlier) & (gender_later > 0),
        (gender_later != gender_earlier) & (gender_later > 0) & (gender_earlier > 0),
        same("low") & pronoun,
        inside,
        inside & (head_at_later == head_at_earlier),
        above_later == head_at_earlier,
        above_earlier == head_at_later,
        columns["appositive_of"][later] == head_at_earlier,
        (columns["subject_of"][earlier] == head_at_later) & (columns["predicate"][later] > 0),
        columns["dominating"][later] == head_at_earlier,
        same("clause"),
        same("clause") & (above_later == above_earlier),
        same("above"),
        same("extra", 1),
        same("relation"),
        columns["subject"][earlier] > 0,
        (columns["subject"][earlier] > 0) & (columns["subject"][later] > 0),
        same("quote"),
        (quote_later >= 0) & (quote_earlier < 0),
        (quote_later < 0) & (quote_earlier >= 0),
        (quote_later >= 0) & (quote_earlier >= 0) & (quote_later != quote_earlier),
        blocks == 0,
        blocks == 1,
        blocks == 2,
        (blocks > 2) & (blocks % 2 == 0),
        (blocks > 2) & (blocks % 2 == 1),
        first_earlier - columns["first"].min(initial=0) < 40,
    ]
    steps = np.eye(len(_SENTENCE_STEPS) + 1, dtype=np.float32)[np.searchsorted(_SENTENCE_STEPS, sentences, "right")]
    near = np.eye(len(_MENTION_STEPS) + 1, dtype=np.float32)[np.searchsorted(_MENTION_STEPS, later - earlier, "right")]
    return np.concatenate([np.stack(marks, 1).astype(np.float32), steps, near], 1)


#: Columns of `Pairs.marks`.
PAIR_MARKS = 48 + len(_SENTENCE_STEPS) + 1 + len(_MENTION_STEPS) + 1
