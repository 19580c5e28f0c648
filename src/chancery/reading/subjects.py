"""Who does it: the subjects of verbs, stated or understood."""

from __future__ import annotations

from typing import NamedTuple

from chancery.reading.syntax import NOMINAL, RELATIVE_WORDS, Tree

#: Verbs whose object is the subject of the clause that follows: "ordered troops to withdraw", "blamed X for failing".
OBJECT_CONTROL = frozenset(
    "quote cite describe order urge ask allow force tell help permit persuade press want expect accuse blame "
    "criticize criticise "
    "condemn invite instruct command direct encourage advise warn compel require request enable cause lead push "
    "pressure prompt prevent stop ban bar prohibit forbid discourage dissuade deter keep charge suspect convict "
    "praise thank fault arrest detain sentence see hear watch find catch leave get have let make call_on call "
    "believe consider allege commission appoint elect hire send train deploy authorize authorise mandate task "
    "convince beg implore threaten_o block restrain save sanction punish jail imprison fine indict rebuke chastise "
    "denounce".split()
)
#: Of these, verbs after which an adverbial clause belongs to the subject all the same: "left the boat to be rescued".
_LOOSE_OBJECTS = frozenset(
    "leave get have see find hear watch catch keep believe consider want expect use let make".split()
)
#: Verbs after whose object a clause still belongs to the subject: "promised them to leave".
_SUBJECT_CONTROL = frozenset("promise threaten vow pledge agree refuse decline use".split())
_CONTROLLING_MARKS = frozenset({"for", "of", "from", "with", "into", "against", "as"})

#: Nouns whose to-clause is done by whoever holds the plan, not by the noun.
_PLAN_NOUNS = frozenset(
    "plan attempt effort decision bid intention promise pledge vow threat agreement move refusal failure desire "
    "offer commitment readiness willingness right ability deal proposal chance opportunity need pressure order call "
    "request demand obligation struggle fight campaign determination reluctance".split()
)


class Part(NamedTuple):
    """Head of a phrase and from what it was found."""

    head: int
    why: str


def subjects(tree: Tree, at: int, depth: int = 0) -> list[Part]:
    """Heads of the verb's subject; empty where nobody is stated. One per phrase: conjuncts are not unfolded.

    Source:  ours: own subject, antecedent, control, coordination, governing clause, in this order.
    """
    if depth > 8:
        return []
    own = [kid for kid in tree.kids[at] if tree.base[kid] == "nsubj"]
    outer = [kid for kid in own if tree.tokens[kid].deprel != "nsubj:outer"]
    if own:
        subject = (outer or own)[0]
        return [_resolve_relative(tree, at, subject)]
    clause = tree.child(at, "csubj")
    if clause is not None:
        return [Part(clause, "csubj")]
    head = tree.tokens[at].head
    if head < 0:
        return []
    return _understood(tree, at, head, depth)


def _resolve_relative(tree: Tree, at: int, subject: int) -> Part:
    if tree.low[subject] in RELATIVE_WORDS:
        clause = at
        for _ in range(8):
            if tree.base[clause] not in ("conj", "xcomp", "ccomp") or tree.tokens[clause].head < 0:
                break
            clause = tree.tokens[clause].head
        if tree.tokens[clause].deprel == "acl:relcl":
            return Part(tree.tokens[clause].head, "relative")
        if tree.tokens[clause].deprel == "advcl:relcl":
            return Part(tree.tokens[clause].head, f"clause:{tree.lemma[tree.tokens[clause].head]}")
    return Part(subject, tree.tokens[subject].deprel)


def _understood(tree: Tree, at: int, head: int, depth: int) -> list[Part]:
    deprel, base = tree.tokens[at].deprel, tree.base[at]
    if base == "conj":
        return [Part(part.head, "conj") for part in subjects(tree, head, depth + 1)]
    if deprel == "acl:relcl":
        return [Part(head, "relative")]  # "the troops sent": no subject word of its own
    if base == "acl":
        return _of_noun_clause(tree, at, head, depth)
    if base in ("xcomp", "advcl", "ccomp") or (base in ("obl", "nmod", "obj") and tree.tokens[at].xpos == "VBG"):
        return _controlled(tree, at, head, depth)
    return []


def loose_governor(tree: Tree, at: int) -> int | None:
    """The verb that a participial clause after a comma belongs to: "left the valley, ending a siege"; None where none.

    A parser may hang such a clause on the last noun before it; a noun in a prepositional phrase, or one
    that cannot act, is then passed over.
    """
    token = tree.tokens[at]
    if token.xpos != "VBG" or not 0 <= token.head < at:
        return None
    if any(tree.base[kid] in ("mark", "case", "nsubj") for kid in tree.kids[at] if kid < at):
        return None
    start = min(i for i in tree.subtree(at) if tree.tokens[i].upos != "PUNCT")
    if start == 0 or tree.tokens[start - 1].upos != "PUNCT":
        return None
    head = token.head
    if tree.base[at] == "advcl":
        return head
    if token.deprel != "acl" or (tree.is_actor(head) and tree.base[head] not in ("obl", "nmod")):
        return None
    for _ in range(8):
        head = tree.tokens[head].head
        if head < 0:
            return None
        if tree.tokens[head].upos == "VERB":
            return head
    return None


def _of_noun_clause(tree: Tree, at: int, head: int, depth: int) -> list[Part]:
    verb_above = loose_governor(tree, at)
    if verb_above is not None:
        return [Part(part.head, "advcl") for part in subjects(tree, verb_above, depth + 1)]
    is_infinitive = any(tree.base[kid] == "mark" and tree.low[kid] == "to" for kid in tree.kids[at])
    marks = [tree.low[kid] for kid in tree.kids[at] if tree.base[kid] == "mark"]
    if (is_infinitive or marks) and tree.lemma[head] in _PLAN_NOUNS:
        holder = tree.child(head, "nmod:poss")
        if holder is not None:
            return [Part(holder, "control")]
        verb = tree.tokens[head].head
        if verb >= 0 and tree.tokens[verb].upos == "VERB":
            return [Part(part.head, "control") for part in subjects(tree, verb, depth + 1)]
        return []
    if marks and not is_infinitive:  # "claims that X withdrew" has its own subject; "hopes of winning" has none here
        return []
    return [Part(head, "acl")]


def _controlled(tree: Tree, at: int, head: int, depth: int) -> list[Part]:
    lemma = tree.lemma[head]
    marks = {tree.low[kid] for kid in tree.kids[at] if tree.base[kid] in ("mark", "case") and kid < at}
    object_ = tree.child(head, "obj", "iobj")
    controls_object = lemma in OBJECT_CONTROL and lemma not in _SUBJECT_CONTROL
    if tree.base[at] == "advcl" and lemma in _LOOSE_OBJECTS:
        controls_object = False
    if tree.base[at] == "xcomp" or (controls_object and (marks & _CONTROLLING_MARKS or "to" in marks)):
        if object_ is not None and object_ < at and lemma not in _SUBJECT_CONTROL:
            return [_resolve_relative(tree, head, object_)]
        if lemma == "call":
            called = next((kid for kid in tree.children(head, "obl") if tree.preposition(kid) in ("on", "upon")), None)
            if called is not None:
                return [Part(called, "control")]
        inner = subjects(tree, head, depth + 1)
        return [Part(part.head, "control") for part in inner]
    if tree.base[at] in ("ccomp", "obj", "nmod"):
        if tree.tokens[at].xpos in ("VBG", "VB") and not any(tree.base[kid] == "nsubj" for kid in tree.kids[at]):
            return [Part(part.head, "control") for part in subjects(tree, head, depth + 1)]
        return []
    if tree.base[at] in ("advcl", "obl") and (tree.tokens[at].xpos in ("VBG", "VBN", "VB")):
        beside = _subject_beside(tree, at, head)
        if beside is not None:
            return [Part(beside, "beside")]
        if tree.tokens[head].upos in ("VERB", "AUX", "ADJ") or tree.child(head, "nsubj") is not None:
            return [Part(part.head, "advcl") for part in subjects(tree, head, depth + 1)]
        return []
    return []


def _subject_beside(tree: Tree, at: int, head: int) -> int | None:
    """ "led to Zenda reclaiming the land": a phrase that runs right up to the participle is its subject."""
    if tree.tokens[at].xpos != "VBG" or any(tree.base[kid] in ("mark", "case") for kid in tree.kids[at]):
        return None
    before = min(tree.subtree(at)) - 1
    if tree.tokens[before + 1].upos == "PUNCT":
        return None
    for kid in tree.children(head, "obl"):
        if (
            kid == before
            and head < kid < at
            and tree.preposition(kid) in ("to", "with", "of", "without", "from", "despite")
        ):
            return kid
    return None


def object_gap(tree: Tree, at: int) -> int | None:
    """The antecedent that a relative clause has as its object: "the region (which) Azerbaijan retook"; None if none."""
    if tree.tokens[at].deprel != "acl:relcl" or tree.child(at, "nsubj") is None:
        return None
    object_ = tree.child(at, "obj")
    if object_ is not None:
        return tree.tokens[at].head if tree.low[object_] in RELATIVE_WORDS else None
    subject = tree.child(at, "nsubj")
    if subject is None or tree.low[subject] in RELATIVE_WORDS or tree.is_passive(at):
        return None
    if any(tree.low[i] == "whose" for i in tree.subtree(subject)):
        return None
    if tree.child(at, "ccomp", "xcomp") is not None or tree.child(at, "cop") is not None:
        return None
    adverbs = {tree.low[kid] for kid in tree.kids[at]}
    if adverbs & {"where", "when", "why", "how"} or any(_is_relative_oblique(tree, kid) for kid in tree.kids[at]):
        return None
    return tree.tokens[at].head if tree.tokens[tree.tokens[at].head].upos in NOMINAL else None


def _is_relative_oblique(tree: Tree, kid: int) -> bool:
    """ "in which", "for whom", or a preposition left behind."""
    return tree.base[kid] == "obl" and (tree.low[kid] in RELATIVE_WORDS or tree.tokens[kid].upos == "ADP")
