"""Roles of verbs and of participles that modify a noun."""

from __future__ import annotations

from chancery.reading.predicates import hyphened_lemma, participle_lemma, set_phrase_object
from chancery.reading.prepositions import by_role, prepositional_role
from chancery.reading.rolebook import RoleBook
from chancery.reading.subjects import loose_governor, object_gap, subjects
from chancery.reading.syntax import RELATIVE_WORDS, Tree
from chancery.terms.readings import Predicate

#: Verbs of arranging between others: who does it mediates.
MEDIATING_VERBS = frozenset("broker mediate facilitate".split())
#: Participles after a place or body ("Brussels-based") that tell where, not by whom.
_PLACING = frozenset("base locate headquarter".split())
#: Verbs that headlines use without their auxiliary: "Journalist detained in Minsk".
_HEADLINE_PASSIVES = frozenset(
    "stab shoot hurt kill detain arrest injure wound charge sentence deploy suspend ban jail evacuate displace "
    "sanction expel deport impose sign reach release execute assassinate abduct kidnap convict indict dismiss "
    "fire sack oust elect appoint destroy bomb hit shell capture seize free hold postpone cancel lift".split()
)
#: Verbs whose clause shares its subject and is no result of what the main clause tells.
_NO_RESULT = frozenset(
    "say add argue claim cite note insist warn state tell stress call accuse describe allege use include accord "
    "quote refer ask urge demand speak write mean wear carry hold hope want believe fear seek try become be have "
    "pledge vow promise work live follow base involve regard range compare consider travel go come".split()
)


#: Verbs whose subject does nothing: it befalls him.
_BEFALLING = frozenset("die perish drown collapse disappear vanish fall starve succumb suffocate".split())
#: Verbs whose passive subject is the one to whom, where an object stays: "was awarded a medal".
_GIVEN_TO = frozenset(
    "award give grant deny send offer hand pay allow promise tell ask teach show lend allocate refuse".split()
)


def verb_roles(tree: Tree, predicate: Predicate, book: RoleBook) -> None:
    """Fills the book with the roles of a verb."""
    at = predicate.token
    passive = _is_undergone(tree, at, predicate.lemma)
    _subject_roles(tree, at, passive, book)
    _object_roles(tree, at, passive, book)
    for kid in tree.kids[at]:
        _other_role(tree, at, kid, predicate, passive, book)
    _clause_cause(tree, at, book)
    _shared_from_first_conjunct(tree, at, book)


def _is_undergone(tree: Tree, at: int, lemma: str) -> bool:
    if tree.is_passive(at):
        return True
    if lemma not in _HEADLINE_PASSIVES or tree.tokens[at].xpos not in ("VBD", "VBN"):
        return False
    bare = tree.child(at, "obj", "aux", "cop", "ccomp") is None
    verbless = tree.child(at, "nsubj") is not None
    return bare and verbless and _looks_like_heading(tree)


def _looks_like_heading(tree: Tree) -> bool:
    return tree.low[-1] not in (".", "!", "?", '."', "”", '"', ";") and len(tree.tokens) < 25


def _subject_roles(tree: Tree, at: int, passive: bool, book: RoleBook) -> None:
    role = "patient" if passive or tree.lemma[at] in _BEFALLING else "agent"
    if passive and tree.lemma[at] in _GIVEN_TO and tree.child(at, "obj") is not None:
        role = "recipient"
    for part in subjects(tree, at):
        clause = part.why in ("csubj",) or part.why.startswith("clause:")
        if part.why.startswith("clause:"):
            governor = tree.tokens[part.head]
            book.add_at("cause", part.head, part.why, governor.start, governor.end)
            continue
        if tree.base[part.head] == "expl" or (tree.low[part.head] == "there" and tree.tokens[part.head].upos == "PRON"):
            continue
        before = at if part.why in ("relative", "acl") else None
        book.add(role, part.head, part.why, whole_clause=clause, before=before)


def _object_roles(tree: Tree, at: int, passive: bool, book: RoleBook) -> None:
    direct = tree.child(at, "obj")
    if direct is not None and direct == set_phrase_object(tree, at):
        direct = None
    indirect = tree.child(at, "iobj")
    if direct is not None and tree.low[direct] not in RELATIVE_WORDS:
        book.add("patient", direct, "obj" if not passive else "obj:pass")
    if indirect is not None and tree.low[indirect] not in RELATIVE_WORDS:
        book.add("recipient", indirect, "iobj")
    gap = object_gap(tree, at)
    if gap is not None:
        book.add("patient", gap, "relative", before=at)


def _other_role(tree: Tree, at: int, kid: int, predicate: Predicate, passive: bool, book: RoleBook) -> None:
    base, deprel = tree.base[kid], tree.tokens[kid].deprel
    if base in ("obl", "nmod") and deprel != "nmod:poss":
        _oblique(tree, at, kid, predicate, passive, book)
    elif deprel == "nmod:poss":
        book.add("agent", kid, "possessive")
    elif base == "advmod":
        if tree.is_time(kid):
            book.add("time", kid, "advmod")
        elif tree.is_place(kid) and tree.low[kid] != "there":
            book.add("place", kid, "advmod")
    elif base in ("ccomp", "xcomp"):
        role = "content" if tree.tokens[kid].upos in ("VERB", "AUX") or base == "ccomp" else "manner"
        book.add(role, kid, base, whole_clause=True)
    elif base == "advcl":
        book.add(_clause_role(tree, kid), kid, f"advcl:{_mark(tree, kid)}", whole_clause=True)


def _oblique(tree: Tree, at: int, kid: int, predicate: Predicate, passive: bool, book: RoleBook) -> None:
    head = kid
    if tree.low[kid] in RELATIVE_WORDS and tree.tokens[at].deprel == "acl:relcl":
        head = tree.tokens[at].head  # "the deal under which"
    deprel = tree.tokens[kid].deprel
    for conjunct in tree.nominal_conjuncts(head):
        if conjunct == at:
            continue
        preposition = tree.preposition(conjunct) or tree.preposition(kid)
        if deprel == "obl:agent" or (preposition == "by" and (passive or tree.base[kid] == "nmod")):
            role = by_role(tree, conjunct)
            why = "by-phrase"
        elif deprel.endswith(":unmarked") or not preposition:
            role = "time" if tree.is_time(conjunct) else "manner"
            why = deprel
        else:
            role = _of_gerund(tree, at, preposition) or prepositional_role(
                tree, conjunct, preposition, predicate.lemma, "verb"
            )
            why = f"{tree.base[kid]}:{preposition}"
        if role == "agent" and predicate.lemma in MEDIATING_VERBS and passive:
            role = "mediator"
        _put_one(tree, conjunct, role, why, book)


def _of_gerund(tree: Tree, at: int, preposition: str) -> str:
    """ "the shelling of towns" where the tagger calls "shelling" a verb."""
    if preposition == "of" and tree.tokens[at].xpos == "VBG" and tree.child(at, "obj") is None:
        return "patient"
    return ""


def _put_one(tree: Tree, head: int, role: str, why: str, book: RoleBook) -> None:
    """One conjunct at a time, for each may have a preposition of its own ("from X to Y and into Z")."""
    if not book.knows(head):
        book.add(role, head, why)


def _mark(tree: Tree, kid: int) -> str:
    return " ".join(tree.low[below] for below in tree.kids[kid] if tree.base[below] == "mark" and below <= kid)


def _clause_role(tree: Tree, kid: int) -> str:
    mark = _mark(tree, kid)
    if mark in ("to", "in order to", "so as to", "so that", "in order"):
        return "purpose" if tree.tokens[kid].xpos != "VBG" else "topic"
    if mark == "because" or (mark == "as" and tree.child(kid, "nsubj") is not None):
        return "cause"
    if mark in ("after", "before", "when", "while", "until", "once", "since", "following"):
        return "time"
    if mark in ("for", "of", "over", "about"):
        return "topic"
    if mark in ("by", "without", "through"):
        return "manner"
    return ""


def _clause_cause(tree: Tree, at: int, book: RoleBook) -> None:
    """ "A retook B, triggering C": what the main clause tells is the cause; its subject stays the agent."""
    head = tree.tokens[at].head
    if tree.base[at] == "conj" and 0 <= head < at and tree.base[head] in ("advcl", "acl"):
        at = head
    governor = loose_governor(tree, at)
    if governor is None or tree.lemma[at] in _NO_RESULT:
        return
    token = tree.tokens[governor]
    book.add_at("cause", governor, f"clause:{tree.lemma[governor]}", token.start, token.end)


def _shared_from_first_conjunct(tree: Tree, at: int, book: RoleBook) -> None:
    """Objects of coordinated verbs: "criticized and condemned the move"."""
    token = tree.tokens[at]
    if tree.base[at] == "conj" and 0 <= token.head < at and not book.has("patient", "content"):
        shared = tree.child(token.head, "obj")
        if shared is not None and shared > at:
            book.add("patient", shared, "conj")
    if not book.has("patient", "content") and tree.child(at, "obl") is None:
        for other in tree.children(at, "conj"):
            shared = tree.child(other, "obj")
            between = any(tree.base[kid] in ("obj", "obl", "ccomp", "xcomp") for kid in tree.kids[at])
            if shared is not None and not between and other - at <= 3 and tree.child(other, "nsubj") is None:
                book.add("patient", shared, "conj")
                break


def adjective_roles(tree: Tree, predicate: Predicate, book: RoleBook) -> None:
    """Fills the book with the roles of a participle before its noun: "Moscow-brokered deal", "detained journalist"."""
    at = predicate.token
    token = tree.tokens[at]
    if token.head >= 0:
        book.add("agent" if token.xpos == "VBG" else "patient", token.head, "amod")
    for kid in tree.kids[at]:
        if tree.base[kid] in ("compound", "obl", "nmod", "nsubj", "obj") and kid < at:
            book.add(modifier_role(tree, kid, predicate.lemma), kid, f"{tree.base[kid]}:{predicate.lemma}")
    if at >= 2 and participle_after(tree, at - 2) and not book.knows(at - 2):
        book.add(modifier_role(tree, at - 2, predicate.lemma), at - 2, f"hyphen:{predicate.lemma}")
    prefix_chars = prefix_of(tree, at)
    if prefix_chars:
        role = "mediator" if predicate.lemma in MEDIATING_VERBS else "place" if predicate.lemma in _PLACING else "agent"
        book.add_at(role, at, f"prefix:{predicate.lemma}", token.start, token.start + prefix_chars)


def prefix_of(tree: Tree, at: int) -> int:
    """Length in characters of "Moscow" in the one token "Moscow-brokered"; 0 where the token is not such a one."""
    text = tree.tokens[at].text
    if not hyphened_lemma(text) or not text[0].isupper():
        return 0
    return max(text.rfind(sign) for sign in "-‐‑–")


def participle_after(tree: Tree, at: int) -> str:
    """The verb of "brokered" where `at` is "Moscow" in "Moscow - brokered" of three tokens; "" for other words."""
    if at + 2 >= len(tree.low) or tree.low[at + 1] not in ("-", "‐", "‑", "–"):
        return ""
    return participle_lemma(tree.low[at + 2])


def modifier_role(tree: Tree, kid: int, lemma: str) -> str:
    """The role of what stands before a participle with a hyphen; "" where it names nobody."""
    if lemma in _PLACING:
        return "place"
    if tree.is_time(kid):
        return "time"
    name = tree.name[kid]
    if name is None and not tree.is_actor(kid) and not tree.tokens[kid].text[:1].isupper():
        return "manner"
    return "mediator" if lemma in MEDIATING_VERBS else "agent"
