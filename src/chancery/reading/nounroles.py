"""Roles of event nouns: "Azerbaijan's offensive", "the arrest of leaders by police", "talks between A and B"."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.reading.cues import noun_cues
from chancery.reading.polities import polity_of
from chancery.reading.predicates import (
    LIGHT_PHRASES,
    PHASE_VERBS,
    UNDERGOING_VERBS,
    EventNoun,
    event_noun,
)
from chancery.reading.prepositions import by_role, prepositional_role
from chancery.reading.rolebook import RoleBook
from chancery.reading.subjects import subjects
from chancery.reading.syntax import RELATIVE_WORDS, Tree
from chancery.reading.verbroles import MEDIATING_VERBS, modifier_role, participle_after, prefix_of
from chancery.terms.readings import Predicate

#: Verbs that say no more of an event than that it takes place: their time and place are its own.
OCCURRING_VERBS = frozenset(
    "take_place occur happen begin start break_out erupt continue end stop resume follow last come unfold flare "
    "flare_up intensify escalate go_on be rage commence ensue subside".split()
)
_INSTRUMENTS = frozenset(
    "drone missile rocket air bomb knife suicide artillery car gun mortar chemical cyber arson grenade tank gas "
    "acid truck vehicle sniper machete poison nuclear ballistic cluster ground naval aerial".split()
)
_NO_PARTY = frozenset("peace power hunger state school home death".split())
#: Participles after which a name acts in the event itself: "US-led", "Russian-backed".
_ACTING = frozenset(
    "lead back sponsor impose organize organise order run stage launch support conduct orchestrate".split()
)
#: Nouns whose subject or object of the verb above is nobody's business: they modify or are parts of time phrases.
_OWNER_ROLES = {"agent": "agent", "patient": "patient", "either": "agent"}


def noun_roles(tree: Tree, predicate: Predicate, book: RoleBook, neighbours: Sequence[Predicate]) -> None:
    """Fills the book with the roles of an event noun.

    Shapes:  `neighbours` are the predicates of the same sentence; the light verb is found among them.
    """
    at = predicate.token
    entry = event_noun(tree, at) or EventNoun(predicate.lemma, "patient", "agent")
    has_of = any(tree.preposition(kid) == "of" for kid in tree.children(at, "nmod"))
    for kid in tree.kids[at]:
        _below(tree, at, kid, predicate, entry, has_of, book)
    verbs = {other.token: other for other in neighbours if other.kind == "verb"}
    _from_governing_verb(tree, at, predicate, verbs, entry, book)
    _copular(tree, at, book)


def _below(tree: Tree, at: int, kid: int, predicate: Predicate, entry: EventNoun, has_of: bool, book: RoleBook) -> None:
    base, deprel = tree.base[kid], tree.tokens[kid].deprel
    if deprel == "nmod:poss":
        if tree.is_time(kid):
            book.add("time", kid, "possessive")
        elif has_of and entry.of_role == "patient":
            book.add("agent", kid, "possessive")
        else:
            book.add(entry.possessive_role, kid, "possessive")
    elif deprel in ("nmod:unmarked", "obl:unmarked"):
        book.add("time" if tree.is_time(kid) else "", kid, deprel)
    elif base in ("nmod", "obl") and deprel != "nmod:desc":
        _prepositional(tree, at, kid, predicate, entry, book)
    elif base == "compound" or (base == "amod" and tree.tokens[kid].upos in ("PROPN", "NOUN")):
        _compound(tree, kid, entry, book)
    elif base == "amod":
        _adjective(tree, kid, entry, book)
    elif base == "acl":
        _clause(tree, kid, book)
    elif base in ("ccomp", "xcomp"):
        book.add("content", kid, base, whole_clause=True)


def _prepositional(tree: Tree, at: int, kid: int, predicate: Predicate, entry: EventNoun, book: RoleBook) -> None:
    first = tree.preposition(kid)
    for conjunct in tree.nominal_conjuncts(kid):
        preposition = tree.preposition(conjunct) or first
        if not preposition or book.knows(conjunct):
            continue
        if preposition == "of":
            role = _of_role(tree, at, conjunct, entry, book)
        elif preposition == "by":
            role = by_role(tree, conjunct)
        else:
            role = prepositional_role(tree, conjunct, preposition, predicate.lemma, "noun")
        book.add(role, conjunct, f"nmod:{preposition}")


def _of_role(tree: Tree, at: int, kid: int, entry: EventNoun, book: RoleBook) -> str:
    if tree.is_time(kid):
        return "time"
    if tree.lemma[kid] in ("kind", "sort", "type"):
        return ""
    tells = event_noun(tree, kid) is not None or tree.lemma[at] in noun_cues()
    if entry.of_role == "agent" and tells and not tree.is_actor(kid):
        return "topic"  # "allegations of genocide", "the threat of war"
    if entry.of_role != "either":
        return entry.of_role
    if tree.child(at, "nmod:poss") is not None or book.has("agent"):
        return "patient"
    by = any(tree.preposition(other) == "by" for other in tree.children(at, "nmod"))
    if by:
        return "patient"
    return "agent" if tree.is_actor(kid) and not tree.is_place(kid) else "patient"


def _compound(tree: Tree, kid: int, entry: EventNoun, book: RoleBook) -> None:
    lemma = tree.lemma[kid]
    if tree.name[kid] is not None and tree.name[kid] is tree.name[tree.tokens[kid].head]:
        return  # part of the event's own name
    participle = participle_after(tree, kid)
    if participle:
        role = modifier_role(tree, kid, participle)
        if role == "mediator" or (role == "agent" and participle in _ACTING):
            book.add(role, kid, f"hyphen:{participle}")
        return
    if tree.is_time(kid):
        book.add("time", kid, "compound")
    elif lemma in _INSTRUMENTS:
        book.add("instrument", kid, "compound")
    elif lemma in _NO_PARTY:
        return
    elif tree.is_actor(kid):
        name = tree.name[kid]
        if name is not None and name.kind == "LOC" and not polity_of(tree, kid):
            book.add("place", kid, "compound")
            return
        collective = name is None and lemma not in (
            "government",
            "police",
            "army",
            "state",
            "party",
            "military",
            "rebel",
        )
        role = entry.of_role if collective and entry.of_role != "either" else _OWNER_ROLES[entry.possessive_role]
        book.add(role, kid, "compound")
    elif tree.is_place(kid):
        book.add("place", kid, "compound")
    elif tree.tokens[kid].upos == "NOUN":
        book.add("topic", kid, "compound")


def _adjective(tree: Tree, kid: int, entry: EventNoun, book: RoleBook) -> None:
    """Demonyms ("Russian withdrawal") and participles ("Moscow-brokered deal")."""
    token = tree.tokens[kid]
    lemma = tree.lemma[kid]
    if lemma in _INSTRUMENTS:
        book.add("instrument", kid, "amod")
        return
    if token.upos == "VERB" or tree.child(kid, "compound", "obl") is not None:
        for below in tree.kids[kid]:
            if below < kid and tree.base[below] in ("compound", "obl", "nmod"):
                role = modifier_role(tree, below, lemma)
                if role == "mediator" or (role == "agent" and lemma in _ACTING):
                    book.add(role, below, f"amod:{lemma}")
        return
    prefix_chars = prefix_of(tree, kid)
    if prefix_chars:
        stem = token.text[prefix_chars + 1 :].lower()
        role = "mediator" if stem in ("brokered", "mediated", "facilitated") else "agent"
        book.add_at(role, kid, f"amod:{stem}", token.start, token.start + prefix_chars)
        return
    name = tree.name[kid]
    is_demonym = name is not None or (token.text[:1].isupper() and token.start > tree.sentence.start)
    if (is_demonym and name is not None and name.kind in ("OTH", "LOC", "ORG")) or (
        is_demonym and token.text.endswith(("n", "se", "sh", "i", "ch", "ek", "ot")) and lemma != "second"
    ):
        book.add(_OWNER_ROLES[entry.possessive_role], kid, "demonym")


def _clause(tree: Tree, kid: int, book: RoleBook) -> None:
    """What follows the noun as a clause: its content ("a plan to leave", "claims that"), or its own broker."""
    if tree.tokens[kid].deprel == "acl:relcl":
        return
    marks = [tree.low[below] for below in tree.kids[kid] if tree.base[below] == "mark"]
    if marks:
        book.add("content", kid, f"acl:{marks[0]}", whole_clause=True)
        return
    if tree.tokens[kid].xpos != "VBN":
        return
    for below in tree.kids[kid]:
        if tree.base[below] not in ("obl", "nmod"):
            continue
        preposition = tree.preposition(below)
        if preposition == "by":
            if tree.lemma[kid] in MEDIATING_VERBS:
                book.add("mediator", below, f"acl:{tree.lemma[kid]}")
            elif tree.is_actor(below):
                book.add("agent", below, f"acl:{tree.lemma[kid]}")
        elif preposition == "between":
            book.add("agent", below, "acl:between")
        elif tree.is_time(below):
            book.add("time", below, f"acl:{preposition}")


def _from_governing_verb(
    tree: Tree, at: int, predicate: Predicate, verbs: dict[int, Predicate], entry: EventNoun, book: RoleBook
) -> None:
    first = at
    while tree.base[first] == "conj" and 0 <= tree.tokens[first].head < first:
        first = tree.tokens[first].head
    verb = tree.tokens[first].head
    if verb not in verbs or predicate.construction == "compound":
        return
    lemma = verbs[verb].lemma
    rel = tree.base[first]
    passive = tree.is_passive(verb)
    if rel == "nsubj" and (lemma in OCCURRING_VERBS or passive):
        _share_obliques(tree, verb, first, predicate, book, f"occurs:{lemma}")
    if rel == "obj" or (rel == "nsubj" and passive):
        _share_with_verb(tree, verb, first, predicate, lemma, entry, book)
    elif rel == "obl" and predicate.construction.startswith("light:"):
        part = LIGHT_PHRASES.get((lemma, tree.preposition(first)), "agent")
        target = tree.child(verb, "obj") if not passive else None
        heads = [target] if target is not None else [part_.head for part_ in subjects(tree, verb)]
        for head in heads:
            if head is not None:
                book.add(part, head, predicate.construction)
        if target is not None:
            for subject in subjects(tree, verb):
                book.add("agent", subject.head, predicate.construction)


def _share_with_verb(
    tree: Tree, verb: int, at: int, predicate: Predicate, lemma: str, entry: EventNoun, book: RoleBook
) -> None:
    is_light = predicate.construction.startswith("light:")
    if not is_light and lemma not in PHASE_VERBS and lemma not in MEDIATING_VERBS:
        return
    why = predicate.construction if is_light else f"shared:{lemma}"
    for subject in _doers(tree, verb):
        if lemma in MEDIATING_VERBS:
            book.add("mediator", subject, why)
        elif is_light and lemma in UNDERGOING_VERBS and predicate.lemma not in ("talk", "loss"):
            undergone = "recipient" if entry.verb in ("support", "aid", "assist", "help", "fund", "back") else "patient"
            book.add(undergone, subject, why)
        elif not book.has("agent"):
            book.add("agent", subject, why)
    if is_light or lemma in MEDIATING_VERBS or lemma in ("sign", "begin", "start", "agree", "negotiate"):
        _share_obliques(tree, verb, at, predicate, book, why)
    indirect = tree.child(verb, "iobj")
    if is_light and indirect is not None:
        book.add("recipient", indirect, why)


def _doers(tree: Tree, verb: int) -> list[int]:
    """Who does what the verb says: its subject, or the by-phrase of a passive."""
    if not tree.is_passive(verb):
        return [part.head for part in subjects(tree, verb) if not part.why.startswith(("clause:", "csubj"))]
    return [kid for kid in tree.children(verb, "obl") if tree.preposition(kid) == "by" and tree.is_actor(kid)]


def _share_obliques(tree: Tree, verb: int, at: int, predicate: Predicate, book: RoleBook, why: str) -> None:
    for kid in tree.children(verb, "obl", "nmod"):
        if kid == at or tree.low[kid] in RELATIVE_WORDS:
            continue
        preposition = tree.preposition(kid)
        if preposition == "by" or tree.tokens[kid].deprel == "obl:agent":
            continue
        if not preposition:
            book.add("time" if tree.is_time(kid) else "", kid, why)
            continue
        book.add(prepositional_role(tree, kid, preposition, predicate.lemma, "noun"), kid, why)
    for kid in tree.children(verb, "advmod"):
        if tree.is_time(kid):
            book.add("time", kid, why)


def _copular(tree: Tree, at: int, book: RoleBook) -> None:
    """ "The city is under attack", "they are at war"."""
    if tree.child(at, "cop") is None:
        return
    role = {"under": "patient", "at": "agent", "on": "agent"}.get(tree.preposition(at), "")
    subject = tree.child(at, "nsubj")
    if role and subject is not None:
        book.add(role, subject, "copula")
