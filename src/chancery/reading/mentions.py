"""The phrases that can stand for somebody or something: names, pronouns, definite noun phrases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from chancery.reading.predicates import event_nouns
from chancery.reading.syntax import NOMINAL, PEOPLE_NOUNS, PLACE_NOUNS, Tree
from chancery.shelf import wordlists
from chancery.shelf.keys import name_key as plain_key
from chancery.terms.readings import CorefMention, Name, Reading

PRONOUNS: dict[str, tuple[str, str]] = {
    # form: (number, gender)
    "he": ("sing", "male"), "him": ("sing", "male"), "his": ("sing", "male"), "himself": ("sing", "male"),
    "she": ("sing", "female"), "her": ("sing", "female"), "hers": ("sing", "female"), "herself": ("sing", "female"),
    "it": ("sing", "thing"), "its": ("sing", "thing"), "itself": ("sing", "thing"),
    "they": ("plur", ""), "them": ("plur", ""), "their": ("plur", ""), "theirs": ("plur", ""),
    "themselves": ("plur", ""),
}  # fmt: skip
FEMALE_WORDS = frozenset(
    "mrs ms miss madam queen princess woman spokeswoman chairwoman congresswoman mother daughter wife sister "
    "actress businesswoman duchess baroness lady girl".split()
)
MALE_WORDS = frozenset(
    "mr king prince man spokesman chairman congressman father son husband brother actor businessman duke baron lord "
    "sir boy".split()
)
TITLES = frozenset(
    "president minister premier chancellor spokesman spokeswoman spokesperson king queen prince princess secretary "
    "ambassador envoy governor mayor senator general commander leader chief adviser advisor analyst director chairman "
    "judge lawyer prosecutor candidate representative official journalist activist politician professor expert "
    "lawmaker speaker pope colonel captain major lieutenant admiral sheikh emir sultan ayatollah archbishop bishop "
    "congressman congresswoman attorney justice commissioner officer dr mr mrs ms".split()
)
#: Words before a title that make it another office.
TITLE_MODIFIERS = frozenset(
    "vice deputy prime foreign defence defense interior finance former acting assistant crown".split()
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_NUMBERED = frozenset({"both", "two"})
_EDGE = re.compile(r"^(?:the|a|an)\s+|[’']s?$|[.,]+$", re.IGNORECASE)


@dataclass(slots=True)
class Mention:
    """One phrase in its sentence.

    Shapes:  kind is name, pronoun or noun. `key` is the name in comparable form, or the head noun. `entity` is PER,
             LOC, ORG, THING (event or other common noun) or "" where open. `words` are the modifiers.
    """

    start: int
    end: int
    sentence: int
    head: int
    kind: str
    key: str
    entity: str = ""
    number: str = "sing"
    gender: str = ""
    relation: str = ""
    definite: bool = False
    words: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    clause: int = -1
    order: int = 0
    possessive: bool = False
    chain: int = field(default=-1)

    def as_coref(self) -> CorefMention:
        """The mention as it is kept in the reading."""
        return CorefMention(self.start, self.end, self.sentence, self.head)


def name_key(text: str) -> str:
    """A name in comparable form: without article, possessive, full stops and case."""
    text = " ".join(text.split())
    before = ""
    while before != text:
        before = text
        text = _EDGE.sub("", text).strip()
    return plain_key(text.replace(".", ""))


def find_mentions(reading: Reading, trees: Sequence[Tree]) -> list[Mention]:
    """All mentions, in text order (by the head's place)."""
    text = reading.report.text
    mentions: list[Mention] = []
    heads: set[tuple[int, int]] = set()
    for name in reading.names:
        mention = _of_name(trees[name.sentence], name, text)
        if mention is not None and (mention.sentence, mention.head) not in heads:
            heads.add((mention.sentence, mention.head))
            mentions.append(mention)
    for tree in trees:
        for at in range(len(tree.tokens)):
            if (tree.sentence.index, at) not in heads:
                other = _of_word(tree, at)
                if other is not None:
                    mentions.append(other)
    mentions.sort(key=lambda mention: (mention.sentence, trees[mention.sentence].tokens[mention.head].start))
    for order, mention in enumerate(mentions):
        mention.order = order
    return mentions


def head_of_name(tree: Tree, name: Name) -> int:
    """The token of the name on which its others hang."""
    for at in range(name.first, min(name.last + 1, len(tree.tokens))):
        if not name.first <= tree.tokens[at].head <= name.last:
            return at
    return name.last


def _of_name(tree: Tree, name: Name, text: str) -> Mention | None:
    head = head_of_name(tree, name)
    token = tree.tokens[head]
    if is_title_only(tree, name):
        return None
    if name.kind == "OTH" and (token.upos == "ADJ" or token.deprel == "amod"):
        return None
    is_modifier = tree.base[head] in ("compound", "amod", "flat") or token.deprel in ("nmod:desc", "nmod:unmarked")
    start, end = (name.start, name.end) if is_modifier else tree.chars(head)
    if not start <= name.start <= name.end <= end:
        start, end = name.start, name.end
    key = name_key(text[name.start : name.end])
    titles = _titles(tree, head, name)
    if name.kind == "PER":
        key, inner = split_title(key)
        titles |= inner
    return Mention(
        start=start,
        end=end,
        sentence=tree.sentence.index,
        head=head,
        kind="name",
        key=key,
        entity=name.kind if name.kind != "OTH" else ("PEOPLE" if token.upos in ("PROPN", "NOUN") else "OTH"),
        number="plur" if token.xpos in ("NNPS", "NNS") and name.kind == "OTH" else "sing",
        gender=_gender(frozenset(word for title in titles for word in title.split())) or _given_gender(name.kind, key),
        relation=token.deprel,
        titles=titles,
        clause=clause_of(tree, head),
        possessive=token.deprel == "nmod:poss",
    )


def _titles(tree: Tree, head: int, name: Name) -> frozenset[str]:
    if name.kind != "PER":
        return frozenset()
    found: set[str] = set()
    for kid in tree.kids[head]:
        if tree.base[kid] in ("compound", "nmod", "appos", "flat") and tree.name[kid] is not name:
            found.add(title_of(tree, kid))
    if tree.base[head] in ("appos", "flat") and tree.tokens[head].head >= 0:
        above = tree.tokens[head].head
        if tree.name[above] is not name:
            found.add(title_of(tree, above))
    return frozenset(title for title in found if title.replace(" ", "").isalpha())


def title_of(tree: Tree, at: int) -> str:
    """A title with the word that makes it another office: "vice president", "foreign minister"."""
    before = [tree.low[kid] for kid in tree.kids[at] if kid < at and tree.low[kid] in TITLE_MODIFIERS]
    if not before and at and tree.low[at - 1] in TITLE_MODIFIERS:
        before = [tree.low[at - 1]]
    return " ".join([*before[-1:], tree.lemma[at].strip(".")])


def split_title(key: str) -> tuple[str, frozenset[str]]:
    """A person's name without the titles at its beginning, and these titles.

    >>> split_title("foreign minister anna orlova")
    ('anna orlova', frozenset({'foreign minister'}))
    """
    words = key.split()
    last = max((i for i, word in enumerate(words[:-1]) if word in TITLES | FEMALE_WORDS | MALE_WORDS), default=-1)
    if last < 0:
        return key, frozenset()
    title = words[last]
    if last and words[last - 1] in TITLE_MODIFIERS:
        title = f"{words[last - 1]} {title}"
    return " ".join(words[last + 1 :]), frozenset({title})


def is_title_only(tree: Tree, name: Name) -> bool:
    """Whether the "name" is an office in capitals: "the Prime Minister"."""
    return all(tree.low[at] in TITLES | TITLE_MODIFIERS for at in range(name.first, min(name.last + 1, len(tree.low))))


def _given_gender(kind: str, key: str) -> str:
    first, _, rest = key.partition(" ")
    if kind != "PER" or not rest:
        return ""
    names = wordlists.groups("given_names.tsv")
    return next((gender for gender in ("female", "male") if first in names[gender]), "")


def _gender(titles: frozenset[str]) -> str:
    if titles & FEMALE_WORDS:
        return "female"
    return "male" if titles & MALE_WORDS else ""


def clause_of(tree: Tree, at: int) -> int:
    """The verb (or other clause head) that the word stands under."""
    steps = 0
    while tree.tokens[at].head >= 0 and steps < 60:
        if tree.base[at] in ("nsubj", "obj", "iobj", "obl", "csubj", "ccomp", "xcomp", "advcl", "acl", "parataxis"):
            return tree.tokens[at].head
        at = tree.tokens[at].head
        steps += 1
    return at


def _of_word(tree: Tree, at: int) -> Mention | None:
    token = tree.tokens[at]
    low = tree.low[at]
    if token.upos == "PRON" or (token.upos == "DET" and low in ("its", "their", "his", "her")):
        return _of_pronoun(tree, at)
    name = tree.name[at]
    if token.upos not in NOMINAL or (name is not None and not is_title_only(tree, name)):
        return None
    if tree.base[at] in ("compound", "flat", "fixed", "case", "amod", "cc", "goeswith") or token.deprel == "nmod:desc":
        return None
    return _of_noun(tree, at)


def _of_pronoun(tree: Tree, at: int) -> Mention | None:
    low = tree.low[at]
    if low not in PRONOUNS or is_expletive(tree, at):
        return None
    number, gender = PRONOUNS[low]
    token = tree.tokens[at]
    return Mention(
        token.start, token.end, tree.sentence.index, at, "pronoun", low, "", number, gender, token.deprel,
        clause=clause_of(tree, at), possessive=token.deprel == "nmod:poss",
    )  # fmt: skip


def is_expletive(tree: Tree, at: int) -> bool:
    """Whether "it" stands for nothing: "it is clear that", "it was reported that", "it is raining"."""
    if tree.low[at] != "it":
        return False
    token = tree.tokens[at]
    if tree.base[at] == "expl":
        return True
    if tree.base[at] != "nsubj" or token.head < 0:
        return False
    head = token.head
    if tree.lemma[head] in ("seem", "appear", "happen", "rain", "snow", "take", "turn_out"):
        return tree.lemma[head] != "take" or any(tree.is_time(kid) for kid in tree.children(head, "obj"))
    clausal = [kid for kid in tree.kids[head] if tree.base[kid] in ("csubj", "ccomp", "xcomp", "advcl", "acl")]
    marked = any(
        tree.base[below] == "mark" and tree.low[below] in ("that", "to", "whether", "for")
        for kid in clausal
        for below in tree.kids[kid]
    )
    is_adjective = tree.tokens[head].upos in ("ADJ", "NOUN") and tree.child(head, "cop") is not None
    return marked and (is_adjective or tree.is_passive(head))


def _of_noun(tree: Tree, at: int) -> Mention | None:
    lemma = tree.lemma[at]
    token = tree.tokens[at]
    determiners = {tree.low[kid] for kid in tree.children(at, "det")}
    numbers = {tree.low[kid] for kid in tree.children(at, "nummod", "det", "amod")}
    modifiers = frozenset(
        tree.lemma[kid]
        for kid in tree.kids[at]
        if tree.base[kid] in ("amod", "compound", "nummod") or tree.tokens[kid].deprel in ("nmod:poss", "nmod")
    )
    if lemma in PEOPLE_NOUNS:
        entity = "PERSON"
    elif lemma in PLACE_NOUNS:
        entity = "PLACE"
    else:
        entity = "THING"
    is_subject = tree.base[at] == "nsubj"
    is_number = token.upos == "NUM"
    if is_number and not (determiners & _DEFINITE and lemma in ("two", "three")) and tree.low[at] != "both":
        return None
    if entity == "THING" and not is_subject and not (tree.base[at] == "obj" or lemma in event_nouns()):
        return None
    start, end = tree.chars(at)
    plural = token.xpos in ("NNS", "NNPS") or bool(numbers & _NUMBERED) or is_number or len(tree.conjuncts(at)) > 1
    return Mention(
        start=start,
        end=end,
        sentence=tree.sentence.index,
        head=at,
        kind="noun",
        key=lemma,
        entity=entity,
        number="plur" if plural else "sing",
        gender="female" if lemma in FEMALE_WORDS else "male" if lemma in MALE_WORDS else "",
        relation=token.deprel,
        definite=bool(determiners & _DEFINITE) or tree.low[at] == "both" or "both" in numbers,
        words=modifiers,
        clause=clause_of(tree, at),
        possessive=token.deprel == "nmod:poss",
    )
