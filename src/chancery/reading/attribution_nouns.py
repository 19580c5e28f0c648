"""Attributions at nouns and adjectives: "the claim that", "fears of", "is confident that"."""

from __future__ import annotations

from collections.abc import Iterable

from chancery.reading.attribution_attitudes import PREPOSITION_LETTERS
from chancery.reading.attribution_sources import is_thing, may_feel, verb_source
from chancery.reading.attribution_spans import joined, make, without_preposition
from chancery.reading.attribution_verbs import is_that_clause
from chancery.reading.cues import Cue, adjective_cues, attitude_nouns
from chancery.reading.predicates import event_noun
from chancery.reading.syntax import Tree
from chancery.terms.readings import Attribution, Predicate
from chancery.terms.spans import Span

#: Verbs that make one cue with a noun of speech or attitude.
LIGHT_VERBS_OF_SPEECH = frozenset(
    "make give take have raise express voice issue offer deliver cast lodge level hurl lob launch pose put pay show "
    "share hold get send draw lay place reach float file submit present provide sound heap keep post air state hold "
    "announce declare convey repeat reiterate renew communicate register harbor harbour feel find throw fire direct "
    "aim leave lead cause pour spark prompt run publish release read pen write sign drop do use broadcast "
    "reaffirm signal indicate".split()
)
_CLAUSE_MARKS = frozenset({"that", "whether", "if", "how", "why"})
#: Most words between such a verb and its noun that still make one cue.
_NEAR = 4


def at_noun(tree: Tree, predicate: Predicate, cue: Cue, spoken: list[Span]) -> Attribution | None:
    """The attribution that a noun of saying makes with what hangs on it: "the claim that", "allegations of"."""
    at = predicate.token
    if tree.preposition(at) in ("in", "under") and predicate.lemma in ("charge", "order", "view", "fear"):
        return None  # "in charge of", "in view of"
    content: list[Span] = []
    for kid in tree.kids[at]:
        base = tree.base[kid]
        clause = base in ("acl", "ccomp") and tree.tokens[kid].deprel != "acl:relcl"
        preposition = tree.preposition(kid) if base == "nmod" else ""
        if (
            (clause and (is_that_clause(tree, kid) or base == "ccomp" or _has_mark(tree, kid, cue)))
            or (preposition in ("of", "about") and "g" in cue.how and _tells_event(tree, kid))
            or (preposition == "for" and "f" in cue.how)
        ):
            content.append(Span(*tree.clause_chars(kid)))
    if not content:
        return None
    agent = predicate.role("agent")
    source = agent.head if agent is not None and not agent.why.startswith("clause") else None
    if source is not None and source == at:
        source = None
    verb = tree.tokens[at].head
    light = tree.base[at] == "obj" and 0 <= verb < at and tree.lemma[verb] in LIGHT_VERBS_OF_SPEECH
    words = range(verb, at) if light and at - verb <= _NEAR else ()
    span = Span(predicate.start, predicate.end)
    return make(tree, at, span, cue.stance, content, source, "noun", spoken, with_words=words)


def _has_mark(tree: Tree, kid: int, cue: Cue) -> bool:
    marks = {tree.low[below] for below in tree.kids[kid] if tree.base[below] == "mark"}
    return ("f" in cue.how and bool(marks & {"to", "for"})) or ("g" in cue.how and "of" in marks)


def _tells_event(tree: Tree, at: int) -> bool:
    return any(event_noun(tree, i) is not None or tree.tokens[i].upos == "VERB" for i in tree.conjuncts(at))


def at_light_verb(tree: Tree, at: int, spoken: list[Span]) -> Attribution | None:
    """The attribution that a verb makes with its object noun: "raised doubts about", "made the case that"."""
    noun = tree.child(at, "obj")
    if noun is None or noun < at or tree.lemma[at] not in LIGHT_VERBS_OF_SPEECH:
        return None
    cue = attitude_nouns().get(tree.lemma[noun])
    source = verb_source(tree, at, tree.is_passive(at))
    if cue is None or source is None or not may_feel(tree, source):
        return None
    content = content_of_noun(tree, noun, tree.kids[noun], cue) + content_of_noun(tree, noun, tree.kids[at], cue)
    content = content or [quote for quote in spoken if quote.start >= tree.tokens[noun].end]
    words = range(at + 1, noun + 1) if noun - at <= _NEAR else range(0)
    return _attitude(tree, at, noun, cue, content, source, "noun", spoken, words)


def at_held_noun(tree: Tree, at: int, spoken: list[Span]) -> Attribution | None:
    """The attribution that a noun makes with a clause: "Orlova's plan to", "amid fears that"."""
    cue = attitude_nouns().get(tree.lemma[at])
    if cue is None:
        return None
    source = tree.child(at, "nmod:poss")
    if source is not None and not may_feel(tree, source):
        return None
    clauses = [kid for kid in tree.children(at, "acl", "ccomp") if source is not None or is_that_clause(tree, kid)]
    return _attitude(tree, at, at, cue, content_of_noun(tree, at, clauses, cue), source, "noun", spoken)


def at_adjective(tree: Tree, at: int, spoken: list[Span]) -> Attribution | None:
    """The attribution that a predicate adjective makes: "is confident that", "was critical of", "made clear that"."""
    cue = adjective_cues().get(tree.lemma[at])
    if cue is None:
        return None
    verb = tree.tokens[at].head if tree.base[at] == "xcomp" else at
    source = verb_source(tree, verb, passive=False)
    if source is None or not may_feel(tree, source):
        return None
    kids = sorted({kid for top in (at, verb) for kid in tree.kids[top] if kid > at})
    content = [Span(*tree.clause_chars(kid)) for kid in kids if _letter(tree, kid) in cue.wide]
    return _attitude(tree, at, at, cue, content, source, "adjective", spoken)


def _attitude(
    tree: Tree,
    at: int,
    last: int,
    cue: Cue,
    content: list[Span],
    source: int | None,
    rule: str,
    spoken: list[Span],
    words: range = range(0),
) -> Attribution | None:
    """The attribution at a cue that ends with word `last` and has `words` besides; None without content."""
    if not content:
        return None
    content, selected = without_preposition(tree, last, content)
    thing = source is not None and is_thing(tree, source)
    if thing and rule == "noun":
        return None  # "the plan raises questions" tells nobody's
    kind = "shown" if thing else "attitude"
    span = Span(tree.tokens[at].start, tree.tokens[at].end)
    with_words = [*words, *selected]
    return make(tree, at, span, cue.stance, joined(content), source, rule, spoken, kind=kind, with_words=with_words)


def content_of_noun(tree: Tree, noun: int, kids: Iterable[int], cue: Cue) -> list[Span]:
    """The phrases after a noun cue that tell its content."""
    found: list[Span] = []
    for kid in kids:
        letter = _letter(tree, kid) if kid > noun and tree.tokens[kid].deprel != "acl:relcl" else "-"
        far = (tree.base[kid] == "advcl" and letter in "TLIOW") or (tree.base[kid] == "obl" and letter in "IOA")
        if letter in cue.wide and not far:
            found.append(Span(*tree.clause_chars(kid)))
    return found


def _letter(tree: Tree, kid: int) -> str:
    """The lexicon's letter for a phrase after a noun or adjective; "-" for one that tells no content."""
    base = tree.base[kid]
    if base in ("nmod", "obl"):
        return "-" if tree.is_time(kid) else PREPOSITION_LETTERS.get(tree.preposition(kid), "-")
    if base not in ("acl", "ccomp", "advcl", "xcomp"):
        return "-"
    marks = {tree.low[below] for below in tree.kids[kid] if tree.base[below] in ("mark", "case") and below < kid}
    if "to" in marks:
        return "T"
    if base == "ccomp" or marks & _CLAUSE_MARKS:
        return "C"
    return next((PREPOSITION_LETTERS[mark] for mark in sorted(marks) if mark in PREPOSITION_LETTERS), "-")
