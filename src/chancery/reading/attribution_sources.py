"""Who may be a source: the subject of a verb of saying, and whether it can say or feel anything."""

from __future__ import annotations

from chancery.reading.cues import verb_cues
from chancery.reading.subjects import subjects
from chancery.reading.syntax import Tree

#: Verbs of saying that things do as well; they need a source that can speak.
SHOWING = frozenset(
    "show suggest indicate signal require read see underline underscore highlight mean claim_o recall expect demand "
    "estimate_o continue conclude decide".split()
)
_DOCUMENTS = frozenset(
    "report study survey poll document data figure statement letter source analysis research evidence article paper "
    "newspaper book law text record image footage video photograph witness result finding media press review memo "
    "email message news agency website site".split()
)


def verb_source(tree: Tree, at: int, passive: bool) -> int | None:
    """Head of the phrase that a verb's words come from: its subject, or its by-phrase; None where nobody is stated."""
    if passive:
        for kid in tree.children(at, "obl"):
            if tree.tokens[kid].deprel == "obl:agent" or tree.preposition(kid) == "by":
                return kid
        return None
    outer = beside(tree, at)
    for part in subjects(tree, at if outer is None else outer):
        if part.why.startswith(("clause:", "csubj")) or tree.base[part.head] == "expl":
            continue
        return part.head
    return None


def beside(tree: Tree, at: int) -> int | None:
    """The cue that a verb of saying goes with where the parse hangs it into what was said; None elsewhere.

    "She said it rained and added that it was cold", "She said it rained, adding that it was cold": "added" and "adding"
    stand beside "said", for they have no subject of their own, and the one is past as "said" is.
    """
    inner = tree.tokens[at].head
    past = tree.base[at] == "conj" and tree.tokens[at].xpos == "VBD"
    going = tree.base[at] == "advcl" and tree.tokens[at].xpos == "VBG" and tree.low[at - 1] == ","
    if not (past or going) or inner < 0 or tree.base[inner] != "ccomp":
        return None
    outer = tree.tokens[inner].head
    cues = [verb_cues().get(tree.lemma[i]) for i in (at, outer)] if outer >= 0 else []
    speak = len(cues) == 2 and all(cue is not None and {"c", "q"} <= set(cue.how) for cue in cues)
    content = (going or tree.child(at, "ccomp") is not None) and tree.child(at, "nsubj") is None
    if not (speak and content and outer < inner < at):
        return None
    return outer if going or tree.tokens[outer].xpos == "VBD" else None


def may_speak(tree: Tree, source: int | None, lemma: str) -> bool:
    """Whether the source can say something by this verb: "the move signals that" has a subject that says nothing.

    Reports, studies and figures may.
    """
    if lemma not in SHOWING:
        return True
    return source is not None and (tree.is_actor(source) or tree.lemma[source] in _DOCUMENTS)


def may_feel(tree: Tree, source: int) -> bool:
    """Whether a source may have an attitude or speak of something; nouns for things pass, see `is_thing`."""
    return tree.tokens[source].upos in ("PROPN", "NOUN") or tree.is_actor(source)


def is_thing(tree: Tree, source: int) -> bool:
    """Whether a source is neither somebody nor a name nor something written: "the plan opposes"."""
    named = tree.tokens[source].upos == "PROPN" or tree.is_actor(source)
    return not named and tree.lemma[source] not in _DOCUMENTS
