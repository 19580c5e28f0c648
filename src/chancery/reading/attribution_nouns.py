"""Attributions at nouns and adjectives: "the claim that", "fears of", "is confident that"."""

from __future__ import annotations

from chancery.reading.attribution_spans import joined, make
from chancery.reading.attribution_verbs import (
    WIDE_PREPOSITIONS,
    is_that_clause,
    may_feel,
    verb_source,
    without_preposition,
)
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
    "aim leave lead cause pour spark prompt run publish release read pen write sign drop do use broadcast reaffirm signal indicate".split()
)
#: Most words between such a verb and its noun that still make one cue.
_NEAR = 4


def at_noun(tree: Tree, predicate: Predicate, cue: Cue, spoken: list[Span]) -> Attribution | None:
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
    content = [part for kid in tree.kids[noun] if (part := _of_noun(tree, noun, kid, cue)) is not None]
    content += [part for kid in tree.kids[at] if kid > noun and (part := _of_noun(tree, noun, kid, cue)) is not None]
    content = content or [quote for quote in spoken if quote.start >= tree.tokens[noun].end]
    if not content:
        return None
    token = tree.tokens[at]
    words = range(at + 1, noun + 1) if noun - at <= _NEAR else ()
    content, selected = without_preposition(tree, noun, content)
    return make(
        tree, at, Span(token.start, token.end), cue.stance, joined(content), source, "noun", spoken,
        kind="attitude", with_words=[*words, *selected],
    )


def at_noun_held(tree: Tree, at: int, spoken: list[Span]) -> Attribution | None:
    """The attribution that a noun makes with its possessor: "her support for", "Trump's plan to"."""
    cue = attitude_nouns().get(tree.lemma[at])
    if cue is None:
        return None
    source = tree.child(at, "nmod:poss")
    if source is not None and not may_feel(tree, source):
        return None
    clauses = tree.children(at, "acl", "ccomp")
    if source is None:
        clauses = [kid for kid in clauses if is_that_clause(tree, kid)]
    content = [part for kid in clauses if (part := _of_noun(tree, at, kid, cue)) is not None]
    if not content:
        return None
    token = tree.tokens[at]
    content, words = without_preposition(tree, at, content)
    return make(
        tree, at, Span(token.start, token.end), cue.stance, joined(content), source, "noun", spoken,
        kind="attitude", with_words=words,
    )


def _of_noun(tree: Tree, noun: int, kid: int, cue: Cue) -> Span | None:
    """What a phrase after a noun cue tells of its content; None where it tells none."""
    base = tree.base[kid]
    if kid < noun or tree.tokens[kid].deprel == "acl:relcl":
        return None
    letter = ""
    if base in ("acl", "ccomp", "advcl", "xcomp"):
        marks = {tree.low[below] for below in tree.kids[kid] if tree.base[below] in ("mark", "case") and below < kid}
        if "to" in marks:
            letter = "T"
        elif base == "ccomp" or marks & {"that", "whether", "if", "how", "why"}:
            letter = "C"
        else:
            letter = next((WIDE_PREPOSITIONS[mark] for mark in marks if mark in WIDE_PREPOSITIONS), "")
        if base == "advcl" and letter in ("T", "L", "I", "O", "W"):
            letter = ""
    elif base in ("nmod", "obl") and not tree.is_time(kid):
        letter = WIDE_PREPOSITIONS.get(tree.preposition(kid), "")
        if base == "obl" and letter in ("I", "O", "A"):
            letter = ""
    if not letter or letter not in cue.wide:
        return None
    return Span(*tree.clause_chars(kid))


def at_adjective(tree: Tree, at: int, spoken: list[Span]) -> Attribution | None:
    """The attribution that a predicate adjective makes: "is confident that", "was critical of"."""
    cue = adjective_cues().get(tree.lemma[at])
    if cue is None or tree.tokens[at].upos not in ("ADJ", "VERB"):
        return None
    verb = tree.tokens[at].head if tree.base[at] == "xcomp" else at  # "made clear that"
    source = verb_source(tree, verb, passive=False)
    if source is None or not may_feel(tree, source):
        return None
    kids = [kid for top in {at, verb} for kid in tree.kids[top] if kid != at]
    content = [part for kid in kids if (part := _of_adjective(tree, at, kid, cue)) is not None]
    if not content:
        return None
    token = tree.tokens[at]
    content, words = without_preposition(tree, at, content)
    return make(
        tree, at, Span(token.start, token.end), cue.stance, joined(content), source, "adjective", spoken,
        kind="attitude", with_words=words,
    )


def _of_adjective(tree: Tree, at: int, kid: int, cue: Cue) -> Span | None:
    base = tree.base[kid]
    if kid < at:
        return None
    letter = ""
    if base == "ccomp":
        letter = "C"
    elif base in ("xcomp", "advcl"):
        marks = {tree.low[below] for below in tree.kids[kid] if tree.base[below] in ("mark", "case") and below < kid}
        letter = "T" if "to" in marks else "C" if marks & {"that", "whether"} else ""
        letter = letter or next((WIDE_PREPOSITIONS[mark] for mark in marks if mark in WIDE_PREPOSITIONS), "")
    elif base == "obl" and not tree.is_time(kid):
        letter = WIDE_PREPOSITIONS.get(tree.preposition(kid), "")
    return Span(*tree.clause_chars(kid)) if letter and letter in cue.wide else None
