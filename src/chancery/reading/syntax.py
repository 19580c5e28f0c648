"""A sentence's parse with what the rules ask of it all the time: children, phrases, conjuncts, prepositions."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.reading.cues import TIME_NOUNS
from chancery.shelf import wordlists
from chancery.terms.readings import Name, Reading, Sentence, TimeMention, Token

#: Below a phrase's head these begin something of their own, no part of the phrase that names a participant.
_APART = frozenset(
    "conj cc punct case mark acl:relcl advcl advcl:relcl parataxis appos discourse cop nsubj csubj aux ccomp list "
    "orphan dep expl nsubj:pass nsubj:outer aux:pass vocative reparandum".split()
)
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
RELATIVE_WORDS = frozenset({"who", "whom", "which", "that", "whose", "what"})

#: Common nouns that name places; "region of Russia" is a place whatever the tagger makes of its name.
PLACE_NOUNS = frozenset(
    "region territory area city town village country province district capital border island valley corridor state "
    "airport base airbase camp prison embassy street square mountain river sea coast port bridge hospital school "
    "neighbourhood neighborhood suburb municipality county settlement enclave exclave republic continent zone strip "
    "peninsula checkpoint crossing church mosque headquarters parliament market building house home road highway "
    "station stadium university factory plant facility site ground south north east west centre center abroad world "
    "homeland frontline outskirts downtown waters airspace soil compound oblast governorate kingdom nation".split()
)
#: Common nouns that name people or bodies of people: those who can do and undergo.
PEOPLE_NOUNS = wordlists.words("people_nouns.tsv")
_INANIMATE_PRONOUNS = frozenset({"it", "this", "that", "these", "those", "there", "what", "which"})


class Tree:
    """One sentence's parse.

    Shapes:  `kids[i]` are the tokens that hang on token i, in order; `base[i]` is its relation without subtype;
             `low[i]` its form in lower case and `lemma[i]` its lemma in lower case; `name[i]` the name it lies in;
             `timed[i]` whether it lies in an expression of time.
    """

    __slots__ = ("base", "kids", "lemma", "low", "name", "sentence", "timed", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        tokens = sentence.tokens
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = tokens
        self.kids: list[list[int]] = [[] for _ in tokens]
        self.base: list[str] = []
        self.low: list[str] = []
        self.lemma: list[str] = []
        self.name: list[Name | None] = [None] * len(tokens)
        self.timed: list[bool] = [False] * len(tokens)
        for at, token in enumerate(tokens):
            if 0 <= token.head < len(tokens) and token.head != at:
                self.kids[token.head].append(at)
            self.base.append(token.deprel.partition(":")[0])
            self.low.append(token.text.lower())
            self.lemma.append(token.lemma.lower() or token.text.lower())

    def child(self, at: int, *rels: str) -> int | None:
        """First child with one of the relations; "obl" covers its subtypes, "obl:agent" only itself."""
        for kid in self.kids[at]:
            if self.tokens[kid].deprel in rels or self.base[kid] in rels:
                return kid
        return None

    def children(self, at: int, *rels: str) -> list[int]:
        """Children with one of the relations, in order."""
        return [kid for kid in self.kids[at] if self.tokens[kid].deprel in rels or self.base[kid] in rels]

    def subtree(self, at: int) -> list[int]:
        """`at` and all below it, in order."""
        found = [at]
        for seen in found:
            found.extend(self.kids[seen])
            if len(found) > len(self.tokens):  # a parse with a circle is not ours to repair
                break
        return sorted(set(found))

    def phrase(self, at: int) -> tuple[int, int]:
        """First and last token of the phrase that `at` heads.

        Without its preposition, conjuncts, relative clause, apposition and loose additions, and without a gap.
        """
        inside = {at}
        todo = [kid for kid in self.kids[at] if self.base[kid] == "appos" and kid == at + 1]  # "analyst Azer Garayev"
        todo += [
            kid for kid in self.kids[at] if self.tokens[kid].deprel not in _APART and not self._trailing_clause(at, kid)
        ]
        while todo:
            kid = todo.pop()
            if kid not in inside:
                inside.add(kid)
                todo.extend(below for below in self.kids[kid] if self.tokens[below].deprel != "acl:relcl")
        first = last = at
        for i in range(at + 1, len(self.tokens)):
            if i in inside:
                last = i
            elif self.tokens[i].deprel not in ("punct", "cc"):
                break
        for i in range(at - 1, -1, -1):
            if i in inside:
                first = i
            elif self.tokens[i].deprel not in ("punct", "cc"):
                break
        name = self.name[at]
        if name is not None:  # a name is never cut, whatever the parse makes of its parts
            first, last = min(first, name.first), max(last, min(name.last, len(self.tokens) - 1))
        while first < at and self.tokens[first].upos in ("CCONJ", "PUNCT") and self.low[first] not in ("“", '"', "("):
            first += 1
        while last > at and self.tokens[last].upos == "PUNCT" and self.low[last] not in ("”", '"', ")"):
            last -= 1
        return first, last

    def _trailing_clause(self, at: int, kid: int) -> bool:
        """Whether `kid` is a clause after the head, such as "forces deployed in 2020"; it tells, it does not name."""
        return self.base[kid] == "acl" and kid > at

    def chars(self, at: int) -> tuple[int, int]:
        """Characters of the phrase that `at` heads."""
        first, last = self.phrase(at)
        return self.tokens[first].start, self.tokens[last].end

    def clause_chars(self, at: int) -> tuple[int, int]:
        """Characters of everything below `at`, without punctuation at its edges."""
        inside = self.subtree(at)
        while len(inside) > 1 and self.tokens[inside[0]].upos == "PUNCT":
            inside.pop(0)
        while len(inside) > 1 and self.tokens[inside[-1]].upos == "PUNCT" and not self._closes(inside):
            inside.pop()
        return self.tokens[inside[0]].start, self.tokens[inside[-1]].end

    def _closes(self, inside: list[int]) -> bool:
        """Whether the last of the tokens closes a bracket or quotation that one of them opened."""
        last = self.low[inside[-1]]
        words = [self.low[i] for i in inside]
        if last == ")":
            return words.count("(") >= words.count(")")
        if last == "”":
            return words.count("“") >= words.count("”")
        return last == '"' and words.count('"') % 2 == 0

    def conjuncts(self, at: int) -> list[int]:
        """`at` and the tokens coordinated with it, in order."""
        found = [at]
        for seen in found:
            found.extend(kid for kid in self.kids[seen] if self.base[kid] == "conj" and kid not in found)
        return found

    def nominal_conjuncts(self, at: int) -> list[int]:
        """`at` and the coordinated tokens that are nominal too."""
        return [
            i for i in self.conjuncts(at) if i == at or self.tokens[i].upos in NOMINAL or self.low[i].endswith("ing")
        ]

    def preposition(self, at: int) -> str:
        """The preposition of a phrase with its fixed or stacked parts: "in", "because of", "out of"; "" where none."""
        parts: list[int] = []
        for kid in self.kids[at]:
            if kid < at and (
                self.base[kid] == "case" or (self.base[kid] == "mark" and self.tokens[kid].upos != "PART")
            ):
                parts.append(kid)
                parts.extend(below for below in self.kids[kid] if self.base[below] == "fixed")
        if not parts:
            return ""
        return " ".join(self.low[i] for i in sorted(parts) if self.low[i] not in ("'s", "’s", "'", "’"))

    def is_passive(self, at: int) -> bool:
        """Whether the verb's subject undergoes it: marked so, or a bare past participle."""
        for kid in self.kids[at]:
            deprel = self.tokens[kid].deprel
            if deprel in ("nsubj:pass", "aux:pass", "csubj:pass"):
                return True
        token = self.tokens[at]
        if token.xpos != "VBN" or any(self.base[kid] == "aux" for kid in self.kids[at]):
            return False
        if self.base[at] == "conj" and self.child(at, "nsubj", "aux") is None and 0 <= token.head < at:
            return self.is_passive(token.head) and self.child(at, "obj") is None
        return self.child(at, "obj") is None or self.base[at] in ("acl", "amod")

    def is_time(self, at: int) -> bool:
        """Whether the phrase tells a time."""
        if self.lemma[at] in TIME_NOUNS and any(
            self.preposition(kid) == "of" and not self.is_time(kid) for kid in self.kids[at] if kid > at
        ):
            return False  # "six weeks of fighting" is fighting
        if self.timed[at] or self.lemma[at] in TIME_NOUNS:
            return True
        return self.tokens[at].upos == "NUM" and len(self.low[at]) == 4 and self.low[at].isdigit()

    def is_place(self, at: int) -> bool:
        """Whether the phrase names or describes a place."""
        name = self.name[at]
        if name is not None:
            return name.kind == "LOC"
        return self.lemma[at] in PLACE_NOUNS or self.low[at] in ("here", "there", "abroad", "nearby", "elsewhere")

    def is_actor(self, at: int) -> bool:
        """Whether the phrase means somebody who can act: people, bodies, states."""
        name = self.name[at]
        if name is not None:
            return name.kind in ("PER", "ORG", "LOC") or (
                name.kind == "OTH" and self.tokens[at].xpos in ("NNPS", "NNP")
            )
        token = self.tokens[at]
        if token.upos == "PRON":
            return self.low[at] not in _INANIMATE_PRONOUNS
        return self.lemma[at] in PEOPLE_NOUNS or self.low[at] in PEOPLE_NOUNS


#: The trees of the reading last asked for, with what they were grown from: six layers in a row ask for the same.
_last: tuple[Sequence[Sentence], Sequence[Name], Sequence[TimeMention], list[Tree]] | None = None


def grow_trees(reading: Reading) -> list[Tree]:
    """One tree per sentence, in order, with names and times marked on their tokens. Callers must not change them."""
    global _last
    kept = _last  # read once: another thread may put its own there
    if kept and kept[0] is reading.sentences and kept[1] is reading.names and kept[2] is reading.times:
        return kept[3]
    trees = _grow(reading)
    _last = (reading.sentences, reading.names, reading.times, trees)
    return trees


def _grow(reading: Reading) -> list[Tree]:
    trees = [Tree(sentence) for sentence in reading.sentences]
    for name in reading.names:
        row = trees[name.sentence].name
        for at in range(name.first, min(name.last + 1, len(row))):
            row[at] = name
    for mention in reading.times:
        _mark_time(trees[mention.sentence], mention)
    return trees


def _mark_time(tree: Tree, mention: TimeMention) -> None:
    for at, token in enumerate(tree.tokens):
        if mention.start <= token.start and token.end <= mention.end:
            tree.timed[at] = True
