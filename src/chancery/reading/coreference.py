"""Which phrases of a report stand for the same: a sieve of rules, the surest first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chancery.reading.mentions import TITLE_MODIFIERS, TITLES, Mention, find_mentions, title_of
from chancery.reading.polities import polity_mentions
from chancery.reading.syntax import PEOPLE_NOUNS, Tree, grow_trees
from chancery.terms.readings import CorefMention, Reading

#: How many sentences back a pronoun may look.
_PRONOUN_REACH = 3
#: How many sentences back "the president" may look.
_NOUN_REACH = 30

_AREA_NOUNS = frozenset(
    {"region", "territory", "area", "enclave", "zone", "province", "republic", "strip", "peninsula"}
)
_STATE_NOUNS = frozenset({"country", "nation", "state", "kingdom"})
_TOWN_NOUNS = frozenset({"city", "town", "village", "capital", "municipality", "settlement", "port"})
_BODY_NOUNS = frozenset(
    "organization organisation group company party bloc alliance agency union council court commission committee "
    "ministry institution body coalition network movement newspaper broadcaster firm bank".split()
)
_ANY_BODY = frozenset("organization organisation group bloc agency company body institution alliance".split())
_PLACE_ADJECTIVES = frozenset(
    "disputed dispute breakaway contested contest occupied occupy annexed annex separatist "
    "whole entire same besieged war-torn".split()
)


class _Chains:
    """Mentions in chains; joining is by number, the older chain stays."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self.members: dict[int, list[Mention]] = {}
        for number, mention in enumerate(mentions):
            mention.chain = number
            self.members[number] = [mention]

    def join(self, left: Mention, right: Mention) -> None:
        if left.chain == right.chain:
            return
        keep, drop = sorted((left.chain, right.chain))
        for mention in self.members.pop(drop):
            mention.chain = keep
            self.members[keep].append(mention)

    def gender(self, mention: Mention) -> str:
        for member in self.members[mention.chain]:
            if member.gender in ("male", "female"):
                return member.gender
        return ""

    def titles(self, mention: Mention) -> set[str]:
        return {title for member in self.members[mention.chain] for title in member.titles}

    def entity(self, mention: Mention) -> str:
        for member in self.members[mention.chain]:
            if member.kind == "name":
                return member.entity
        return mention.entity


def find_coreference(reading: Reading) -> list[tuple[CorefMention, ...]]:
    """Chains of two mentions or more, each in text order, ordered by their first mention.

    Source:  ours, after the sieve of Lee et al. 2013: names, acronyms, appositions, titles, definite nouns, pronouns.
    """
    trees = grow_trees(reading)
    mentions = find_mentions(reading, trees)
    chains = _Chains(mentions)
    names = [mention for mention in mentions if mention.kind == "name"]
    _same_name(chains, names)
    _acronyms(chains, names, trees)
    _surnames(chains, names)
    _appositions(chains, mentions, trees)
    for mention in mentions:
        if mention.kind == "noun":
            _definite_noun(chains, mention, trees)
        elif mention.kind == "pronoun":
            _pronoun(chains, mention, trees)
    found = [
        tuple(member.as_coref() for member in sorted(members, key=lambda member: member.order))
        for members in chains.members.values()
        if len(members) > 1
    ]
    return sorted(found, key=lambda chain: (chain[0].start, chain[0].end))


def _same_name(chains: _Chains, names: Sequence[Mention]) -> None:
    seen: dict[str, Mention] = {}
    for mention in names:
        if mention.entity == "PEOPLE" and mention.number == "sing":
            continue
        first = seen.setdefault(mention.key, mention)
        if first is not mention:
            chains.join(first, mention)


def initials(key: str) -> str:
    """The initials of a name of several words, small words left out: "european union" gives "eu"."""
    words = [
        word for word in key.replace("-", " ").split() if word not in ("of", "the", "for", "and", "in", "on", "de")
    ]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _acronyms(chains: _Chains, names: Sequence[Mention], trees: Sequence[Tree]) -> None:
    by_initials: dict[str, Mention] = {}
    for mention in names:
        if mention.entity in ("ORG", "LOC"):
            short = initials(mention.key)
            if short:
                by_initials.setdefault(short, mention)
                by_initials.setdefault(short + "a", mention)  # "United States" and "USA"
    for mention in names:
        token = trees[mention.sentence].tokens[mention.head]
        if mention.entity in ("ORG", "LOC", "OTH") and token.text.replace(".", "").isupper():
            other = by_initials.get(mention.key)
            if other is not None:
                chains.join(other, mention)
    for left, right in pairwise(names):
        if left.sentence == right.sentence and _in_brackets_after(trees[left.sentence], left, right):
            chains.join(left, right)


def _in_brackets_after(tree: Tree, left: Mention, right: Mention) -> bool:
    """ "Collective Security Treaty Organization (CSTO)"."""
    token = tree.tokens[right.head]
    if right.head < 2 or tree.low[right.head - 1] not in ("(", "[") or not token.text.isupper():
        return False
    before = tree.tokens[right.head - 2]
    name = tree.name[left.head]
    return name is not None and name.start <= before.start and before.end <= name.end and left.entity != "PER"


def _surnames(chains: _Chains, names: Sequence[Mention]) -> None:
    """A part of a person's name to the full name before it or, where a headline comes first, after it."""
    persons = [mention for mention in names if mention.entity == "PER" and mention.key]
    by_part: dict[str, Mention] = {}
    for mention in reversed(persons):
        by_part.update(dict.fromkeys(_name_parts(mention.key), mention))
    for mention in persons:
        known = by_part.get(mention.key)
        if known is not None:
            chains.join(known, mention)
        by_part.update(dict.fromkeys(_name_parts(mention.key), mention))


def _name_parts(key: str) -> list[str]:
    """What a full name may be shortened to: "ana van der berg" to "van der berg", "der berg", "berg", "ana" ...

    The given name comes first, so that a surname that is also somebody's given name wins.
    """
    words = key.split()
    if len(words) < 2:
        return []
    tails = [" ".join(words[i:]) for i in range(1, len(words))]
    return [words[0], *words[1:-1], *tails]


def _appositions(chains: _Chains, mentions: Sequence[Mention], trees: Sequence[Tree]) -> None:
    at = {(mention.sentence, mention.head): mention for mention in mentions}
    for mention in mentions:
        if mention.relation != "appos":
            continue
        above = at.get((mention.sentence, trees[mention.sentence].tokens[mention.head].head))
        if above is None or above.kind == "pronoun":
            continue
        if mention.kind == "name" and above.kind == "name":
            continue  # "Pretoria, South Africa"; acronyms are found without the parse
        if mention.entity == "THING" and above.kind == "name":
            continue
        chains.join(above, mention)


def _definite_noun(chains: _Chains, mention: Mention, trees: Sequence[Tree]) -> None:
    if mention.relation == "appos":
        return
    antecedent = (
        _titled(chains, mention, trees)
        or _place(chains, mention, trees)
        or _body(chains, mention)
        or _same_noun(chains, mention)
    )
    if antecedent is not None:
        chains.join(antecedent, mention)


def _before(chains: _Chains, mention: Mention, reach: int) -> list[Mention]:
    """The mentions before this one, the nearest first."""
    found = []
    for other in reversed(chains.mentions[: mention.order]):
        if mention.sentence - other.sentence > reach:
            break
        found.append(other)
    return found


def _titled(chains: _Chains, mention: Mention, trees: Sequence[Tree]) -> Mention | None:
    """ "the president" to the last person introduced with that title."""
    if not mention.definite or mention.number != "sing" or mention.key not in TITLES:
        return None
    if mention.words - TITLE_MODIFIERS:
        return None
    title = title_of(trees[mention.sentence], mention.head)
    for other in _before(chains, mention, _NOUN_REACH):
        if other.kind == "name" and other.entity == "PER" and title in chains.titles(other):
            return other
    return None


def _place(chains: _Chains, mention: Mention, trees: Sequence[Tree]) -> Mention | None:
    """ "the region", "the country", "the city" to the last place of that kind."""
    kinds = next((kind for kind in (_AREA_NOUNS, _STATE_NOUNS, _TOWN_NOUNS) if mention.key in kind), None)
    if kinds is None or mention.number != "sing":
        return None
    tree = trees[mention.sentence]
    for kid in tree.kids[mention.head]:
        name = tree.name[kid]
        if name is not None and name.kind == "LOC" and tree.base[kid] in ("compound", "appos", "flat", "nmod"):
            if tree.tokens[kid].deprel == "nmod:poss":
                continue
            if tree.base[kid] == "nmod" and tree.preposition(kid) != "of":
                return None
            return _mention_of(chains, mention.sentence, tree, kid)
    if not mention.definite or mention.words - _PLACE_ADJECTIVES:
        return None
    best: Mention | None = None
    best_score = -1e9
    for other in _before(chains, mention, 6):
        if other.kind != "name" or other.entity != "LOC" or other.chain == mention.chain:
            continue
        score = _place_score(chains, mention, other, trees)
        if score > best_score:
            best, best_score = other, score
    return best if best_score > -20 else None


def _mention_of(chains: _Chains, sentence: int, tree: Tree, at: int) -> Mention | None:
    name = tree.name[at]
    for other in chains.mentions:
        if other.sentence == sentence and other.kind == "name" and tree.name[other.head] is name:
            return other
    return None


def _place_score(chains: _Chains, mention: Mention, other: Mention, trees: Sequence[Tree]) -> float:
    """How well a place name fits "the region": near, and used before as a place of that kind."""
    score = -1.0 * (mention.sentence - other.sentence) - 0.03 * (mention.order - other.order)
    score += min(sum(member.kind == "name" for member in chains.members[other.chain]), 12)
    described: set[str] = set()
    acts = located = 0
    for member in chains.members[other.chain]:
        tree = trees[member.sentence]
        if member.kind == "noun":
            described.add(member.key)
            continue
        above = tree.tokens[member.head].head
        relation = tree.base[member.head]
        if above >= 0 and (
            relation in ("compound", "appos") or (relation == "nmod" and tree.preposition(member.head) == "of")
        ):
            described.add(tree.lemma[above])
        if member.possessive or tree.base[member.head] == "nsubj":
            acts += 1
        elif tree.base[member.head] in ("obl", "nmod", "obj"):
            located += 1
    if mention.key in described:
        score += 12
    elif (mention.key in _AREA_NOUNS and described & _AREA_NOUNS) or (
        mention.key in _TOWN_NOUNS and described & _TOWN_NOUNS
    ):
        score += 9
    elif described & (_AREA_NOUNS | _TOWN_NOUNS | _STATE_NOUNS):
        score -= 6
    if mention.key in _STATE_NOUNS:
        score += min(acts, 3) * 2 - min(located, 3) * 0.5
    else:
        score += min(located, 3) * 1.5 - min(acts, 3) * 2
    if other.relation == "nmod:poss" and mention.key not in _STATE_NOUNS:
        score -= 3
    return score


def _body(chains: _Chains, mention: Mention) -> Mention | None:
    """ "the organization", "the ministry" to the last body of that name."""
    if not mention.definite or mention.number != "sing" or mention.key not in _BODY_NOUNS or mention.words:
        return None
    for other in _before(chains, mention, 6):
        if other.kind == "name" and other.entity == "ORG":
            named = {
                word for member in chains.members[other.chain] if member.kind == "name" for word in member.key.split()
            }
            if mention.key in named:
                return other
    if mention.key in _ANY_BODY:
        for other in _before(chains, mention, 2):
            if other.kind == "name" and other.entity == "ORG":
                return other
    return None


def _same_noun(chains: _Chains, mention: Mention) -> Mention | None:
    """ "the Russian peacekeepers" to "Russian peacekeepers"; "the suspect" to "a suspect"."""
    if mention.key not in PEOPLE_NOUNS and mention.entity != "PLACE":
        return None
    if mention.entity == "PLACE" and not mention.definite:
        return None
    for other in _before(chains, mention, _NOUN_REACH):
        if other.kind != "noun" or other.key != mention.key or other.number != mention.number:
            continue
        if not mention.definite and mention.number == "sing":
            return None  # "prime minister" as an office, "a suspect" as a new one
        if mention.words == other.words and (
            mention.words or (mention.definite and mention.sentence - other.sentence < 6)
        ):
            return other
        if mention.definite and mention.words < other.words and mention.sentence - other.sentence < 6:
            return other
    return None


def _pronoun(chains: _Chains, mention: Mention, trees: Sequence[Tree]) -> None:
    best: Mention | None = None
    best_score = 0.0
    for other in _before(chains, mention, _PRONOUN_REACH):
        score = _pronoun_score(chains, mention, other, trees)
        if score is not None and (best is None or score > best_score):
            best, best_score = other, score
    if best is None and mention.possessive:
        best = _cataphor(chains, mention, trees)
    if best is not None:
        chains.join(best, mention)


def _cataphor(chains: _Chains, mention: Mention, trees: Sequence[Tree]) -> Mention | None:
    """ "In its statement, the ministry said": the subject that follows."""
    for other in chains.mentions[mention.order + 1 :]:
        if other.sentence != mention.sentence:
            return None
        if trees[other.sentence].base[other.head] == "nsubj" and _fits(chains, mention, other):
            return other
    return None


def _fits(chains: _Chains, mention: Mention, other: Mention) -> bool:
    """Whether number, gender and kind allow that the pronoun stands for the other."""
    entity = chains.entity(other)
    if other.kind == "pronoun":
        return PRONOUN_CLASS[other.key] == PRONOUN_CLASS[mention.key]
    if mention.gender in ("male", "female"):
        gender = chains.gender(other)
        if gender and gender != mention.gender:
            return False
        return entity == "PER" or (entity == "PERSON" and other.number == "sing" and other.key not in _COLLECTIVES)
    if mention.number == "plur":
        if other.number == "plur":
            return entity in ("PERSON", "PEOPLE", "THING", "PLACE")
        return entity == "ORG" or (entity == "PERSON" and other.key in _COLLECTIVES)
    if entity in ("PER", "PEOPLE"):
        return False
    if entity == "PERSON":
        return other.number == "sing" and other.key in _COLLECTIVES
    return other.number == "sing"


#: Nouns of people that "it" and "they" can both stand for.
_COLLECTIVES = frozenset(
    "army military police government party group organization organisation union alliance coalition bloc authority "
    "administration ministry council committee commission court company firm bank agency body team crew community "
    "contingent unit battalion brigade navy militia faction opposition regime state country nation family "
    "delegation mission parliament congress senate house cabinet mob crowd gang cartel public force population "
    "side".split()
)
PRONOUN_CLASS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
}


def _pronoun_score(chains: _Chains, mention: Mention, other: Mention, trees: Sequence[Tree]) -> float | None:
    """How well the pronoun can stand for the other; None where it cannot."""
    if not _fits(chains, mention, other):
        return None
    tree = trees[mention.sentence]
    same = mention.sentence == other.sentence
    if same and _barred(tree, mention, other):
        return None
    distance = mention.sentence - other.sentence
    relation = other.relation.partition(":")[0]
    score = -4.0 * distance - 0.15 * min(mention.order - other.order, 20)
    score += {"nsubj": 5.0, "obj": 1.5, "iobj": 1.0, "obl": 0.5, "root": 2.0}.get(relation, 0.0)
    if other.possessive:
        score += 0.5
    if other.kind == "pronoun":
        score += 2.0
    if other.kind == "name":
        score += 1.5
    entity = chains.entity(other)
    if mention.gender in ("male", "female") and entity == "PER":
        score += 3.0
        if other.relation == "appos" or relation in ("compound", "nmod"):
            score -= 2.0
    if mention.key == "its" and entity in ("LOC", "ORG"):
        score += 1.5
    if mention.key in ("they", "them", "their") and other.number == "plur" and entity == "PERSON":
        score += 2.0
    if entity == "THING":
        score -= 2.0 if same else 1.0
    if same and mention.possessive and _is_subject_above(tree, mention, other):
        score += 6.0
    if relation in ("compound", "amod"):
        score -= 4.0
    return score


def _is_subject_above(tree: Tree, mention: Mention, other: Mention) -> bool:
    """Whether the other is the subject of the clause that the pronoun stands in, or of one above it."""
    clause = mention.clause
    for _ in range(6):
        if clause < 0:
            return False
        if other.relation.startswith("nsubj") and tree.tokens[other.head].head == clause:
            return True
        clause = tree.tokens[clause].head
    return False


def _barred(tree: Tree, mention: Mention, other: Mention) -> bool:
    """A pronoun cannot stand for its fellow argument, nor for a phrase that it is part of."""
    if mention.head in tree.subtree(other.head) and not mention.possessive:
        return True
    if other.start <= mention.start and mention.end <= other.end:
        return True
    if mention.possessive or mention.key.endswith(("self", "selves")):
        return False
    return mention.clause == other.clause and mention.relation != other.relation and not other.possessive


def find_split(reading: Reading) -> list[tuple[CorefMention, tuple[CorefMention, ...]]]:
    """Plurals that stand for two of different names, with one mention of each: "the two countries".

    Shapes:  text order. Nothing is given where two cannot be made out within three sentences.
    Source:  ours.
    """
    trees = grow_trees(reading)
    found: list[tuple[CorefMention, tuple[CorefMention, ...]]] = []
    if not any("two" in tree.low or "both" in tree.low for tree in trees):
        return found
    mentions = find_mentions(reading, trees)
    for mention in mentions:
        if _is_pair(trees[mention.sentence], mention):
            pair = _pair_before(trees, mentions, mention)
            if len(pair) == 2:
                found.append((mention.as_coref(), tuple(pair)))
    return found


_PAIR_NOUNS = frozenset(
    "country side nation state party neighbour neighbor government leader president minister ally rival power army "
    "force people capital foe adversary group faction camp enemy republic two".split()
)


def _is_pair(tree: Tree, mention: Mention) -> bool:
    if mention.kind != "noun" or mention.key not in _PAIR_NOUNS or mention.number != "plur":
        return mention.kind == "noun" and tree.low[mention.head] == "both" and mention.relation != "cc:preconj"
    words = {tree.low[kid] for kid in tree.kids[mention.head]} | {tree.low[mention.head]}
    if any(tree.tokens[kid].deprel == "nmod" for kid in tree.kids[mention.head]):
        return False  # "the two sides of the river"
    return "both" in words or ("two" in words and bool(words & {"the", "these", "those"}))


def _pair_before(trees: Sequence[Tree], mentions: Sequence[Mention], mention: Mention) -> list[CorefMention]:
    """The last two polities, or other sides, named before the phrase: one mention of each."""
    wants_person = mention.key in ("leader", "president", "minister")
    if wants_person:
        last: dict[str, Mention] = {}
        for other in reversed(mentions[: mention.order]):
            if mention.sentence - other.sentence > 3:
                break
            if other.kind == "name" and other.entity == "PER":
                last.setdefault(other.key.split()[-1], other)
        chosen = sorted(list(last.values())[:2], key=lambda other: other.order)
        return [other.as_coref() for other in chosen]
    return polity_mentions(trees, mention.sentence, mention.start)
