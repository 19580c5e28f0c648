"""Attributions at verbs: "said that", "vowed to", "accused of", "criticised"."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.reading.attribution_attitudes import attitude_content, feeling
from chancery.reading.attribution_sources import SHOWING, beside, is_thing, may_feel, may_speak, verb_source
from chancery.reading.attribution_spans import around, joined, make, without_preposition
from chancery.reading.cues import Cue, verb_cues
from chancery.reading.factuality import NOT_DENIABLE
from chancery.reading.predicates import event_noun
from chancery.reading.syntax import Tree
from chancery.terms.readings import Attribution, Predicate
from chancery.terms.spans import Span

_QUOTES = frozenset("\"“”„«»'‘’``''")
_NAMING = frozenset("call consider label term dub brand deem".split())
#: Most words from the source's head to the cue, or back, in a parenthesis ("the envoy to Graustark suggested").
_PARENTHESIS = 8
_LIGHT_RELATIONS = frozenset("flat compound appos advmod nmod obl det amod case".split())
#: Most characters from a colon to the first word of the quotation that it leads to: a blank and the mark.
_MARK_CHARS = 3
#: What opens a clause with somebody else's word.
_SET_AGAINST = ("while", "whereas", "as", "although", "though")
_TOPMOST = frozenset({"root", "conj", "parataxis", "ccomp"})
#: Object nouns that "dismissed" and "rejected" deny; other objects (a proposal, an offer) they turn down.
_DENIABLE = frozenset(
    "claim report allegation accusation charge suggestion rumor rumour assertion speculation notion "
    "idea criticism".split()
)


def cue_of(tree: Tree, predicate: Predicate) -> Cue | None:
    """The lexicon's entry for a verb, with or without its particle; None for other words."""
    if predicate.kind != "verb":
        return None
    return verb_cues().get(predicate.lemma) or verb_cues().get(tree.lemma[predicate.token])


#: By rule, the relation of a cue that describes a noun and reports nobody: "the man blaming the strike", "those who
#: praise it". A clause as content is another matter: "the minister who hopes that".
_DESCRIBING = {"object": "acl", "argument": "acl:relcl"}


def contents_of_others(tree: Tree, predicates: Sequence[Predicate]) -> dict[int, list[tuple[Span, Span]]]:
    """For each verb cue, by token: the other cues of the sentence, each with content that it has by the parse alone."""
    own: dict[int, list[tuple[Span, Span]]] = {}
    for predicate in predicates:
        cue = cue_of(tree, predicate)
        if cue is not None and cue.how:
            content, _ = _content(tree, predicate, cue, tree.is_passive(predicate.token))
            own[predicate.token] = [(Span(predicate.start, predicate.end), span) for span in content]
    return {token: [pair for other in own if other != token for pair in own[other]] for token in own}


def at_verb(
    tree: Tree, predicate: Predicate, cue: Cue, spoken: list[Span], taken: Sequence[tuple[Span, Span]]
) -> Attribution | None:
    """The attribution that a verb makes; None where it has no content.

    `spoken` are the quotations that reach into the sentence, `taken` the contents of its other cues.
    """
    at = predicate.token
    passive = tree.is_passive(at)
    source = verb_source(tree, at, passive)
    loose = [quote for quote in _not_around(tree, at, spoken) if not _is_held(quote, taken)]
    uttered = _uttered(predicate, cue)
    kind, stance = ("said", uttered) if uttered else ("unsaid", cue.stance)
    content, rule = _said_content(tree, predicate, cue, source, loose)
    if content and not may_speak(tree, source, predicate.lemma):
        kind = "shown"
    if not content and source is None:
        source = _agent(tree, predicate)
    if not content and cue.wide and source is not None and may_feel(tree, source):
        content, rule = attitude_content(tree, at, cue.wide, passive)
        if "Q" in cue.wide:
            content, rule = _with_quotations(tree, at, content, rule, loose)
        kind = "shown" if is_thing(tree, source) else "attitude" if uttered else kind
    if not content and source is not None and "P" not in cue.wide:
        content, rule = _argument(predicate), "argument"
        kind = "shown" if is_thing(tree, source) else "attitude" if uttered else "unsaid"
    if content and kind == "shown" and (rule in ("phrase", "inverted") or _is_side_remark(tree, at)):
        return None
    if content and kind != "said" and tree.tokens[at].deprel == _DESCRIBING.get(rule):
        return None
    if not content:
        return feeling(tree, predicate, cue, spoken) if set("PS") & set(cue.wide) else None
    if rule == "naming":
        stance = "opines"
    content, words = without_preposition(tree, at, content)
    span = Span(tree.tokens[at].start, predicate.end)
    return make(tree, at, span, stance, content, source, rule, spoken, kind=kind, with_words=words)


def _is_side_remark(tree: Tree, at: int) -> bool:
    """Whether a thing's verb has no tense of its own: "a plan to target", "measures supporting"; it tells a purpose."""
    return tree.tokens[at].xpos in ("VB", "VBG", "VBN") and tree.child(at, "aux", "cop") is None


def _agent(tree: Tree, predicate: Predicate) -> int | None:
    """Head of the phrase that the reading model takes for the one who does it; None where there is none."""
    found = next((one for one in predicate.arguments if one.role == "ARG0"), None)
    if found is None:
        return None
    inside = range(found.first, found.last + 1)
    return next((i for i in inside if tree.tokens[i].head not in inside), None)


def _argument(predicate: Predicate) -> list[Span]:
    """What the reading model takes for the thing said, wanted or judged, where it follows the cue."""
    said = next((one for one in predicate.arguments if one.role == "ARG1" and one.first > predicate.token), None)
    return [Span(said.start, said.end)] if said is not None else []


def _said_content(
    tree: Tree, predicate: Predicate, cue: Cue, source: int | None, loose: list[Span]
) -> tuple[list[Span], str]:
    """What the source gives its word for, and the rule; nothing where the verb only tells an attitude."""
    at = predicate.token
    passive = tree.is_passive(at)
    content, rule = _content(tree, predicate, cue, passive) if cue.how else ([], "")
    if not content and source is not None and not passive and "c" in cue.how:
        content, rule = _inverted(tree, at, source), "inverted"
    as_clause = tree.base[at] == "advcl" and _marked(tree, at, "as") and (passive or not _has_object(tree, at))
    if not content and source is not None and as_clause and (passive or "c" in cue.how):
        content, rule = around(tree, tree.tokens[at].head, at), "inverted"  # "as reported by the agency", "as she said"
    introduced = [quote for quote in loose if source is not None and _introduces(tree, at, quote)]
    if introduced and not content:
        return introduced, "quotation"
    if "q" in cue.how and (source is not None or content):
        content, rule = _with_quotations(tree, at, content, rule, loose)
    by_place = {"c", "q"} <= set(cue.how) and predicate.lemma not in SHOWING
    if not content and by_place and source is not None and not passive:
        return _by_place(tree, at, source)
    return content, rule if content else ""


def _with_quotations(
    tree: Tree, at: int, content: list[Span], rule: str, loose: Sequence[Span]
) -> tuple[list[Span], str]:
    """The content with the sentence's quotations that it does not hold, where they are this cue's to take."""
    outside = [quote for quote in loose if not any(span.holds(quote) for span in content)]
    if not outside or not _owns_quotes(tree, at):
        return content, rule
    return joined(content + outside), rule if content else "quotation"


def _introduces(tree: Tree, at: int, quote: Span) -> bool:
    """Whether a colon after the cue leads to the quotation: "addressed the public: ..."."""
    return any(
        tree.low[i] == ":" and 0 <= quote.start - tree.tokens[i].end <= _MARK_CHARS
        for i in range(at + 1, len(tree.low))
    )


def _is_held(quote: Span, taken: Sequence[tuple[Span, Span]]) -> bool:
    """Whether another cue, one outside the quotation, has words of it in its content already."""
    return any(span.meets(quote) and not quote.holds(cue) for cue, span in taken)


def _uttered(predicate: Predicate, cue: Cue) -> str:
    """The stance, if the words were said at all; "" for "did not say", "may announce", "would confirm".

    "Does not believe" denies what it does not believe; "can confirm" confirms.
    """
    if predicate.modality in ("actual", "ongoing", "begun", "generic"):
        return cue.stance
    if predicate.modality == "negated" and cue.stance == "opines":
        return "denies"
    if predicate.modality_why in ("can", "must", "have to", "?", "imperative"):
        return cue.stance
    return ""


def _marked(tree: Tree, at: int, mark: str) -> bool:
    return any(tree.base[kid] == "mark" and tree.low[kid] == mark for kid in tree.kids[at])


def _owns_quotes(tree: Tree, at: int) -> bool:
    """Where several cues share a sentence, the topmost one of speech takes the loose quotations."""
    head = tree.tokens[at].head
    steps = 0
    while head >= 0 and steps < 40:
        above = verb_cues().get(tree.lemma[head])
        if above is not None and tree.tokens[head].upos == "VERB" and "c" in above.how:
            return False
        head = tree.tokens[head].head
        steps += 1
    return True


def _content(tree: Tree, predicate: Predicate, cue: Cue, passive: bool) -> tuple[list[Span], str]:
    content: list[Span] = []
    rule = ""
    for kid in tree.kids[predicate.token]:
        found = _content_rule(tree, kid, predicate, cue.how, passive)
        if found:
            content.append(_clause(tree, predicate.token, kid))
            rule = rule or found
    joins = rule in ("to-clause", "phrase") and cue.stance != "opines"  # a judgement is told without what it is about
    addressed = tree.child(predicate.token, "obj") if joins else None
    if addressed is not None and addressed > predicate.token:
        content.append(Span(*tree.clause_chars(addressed)))  # "accused | Graustark of an attack"
        content = [content[-1].join(content[0])] if content[-1].start < content[0].start else content[:-1]
    named = tree.child(predicate.token, "xcomp")
    if not content and named is not None and _is_naming(tree, predicate.token, named):
        content.append(Span(*tree.clause_chars(named)))
        rule = "naming"
    return content, rule


def _clause(tree: Tree, at: int, kid: int) -> Span:
    """The clause below a cue, without a further cue that goes with this one: "said it rained | and added that"."""
    span = Span(*tree.clause_chars(kid))
    for other in tree.children(kid, "conj", "advcl"):
        if beside(tree, other) == at or _says_otherwise(tree, other):
            last = tree.subtree(other)[0] - 1
            while last > kid and tree.tokens[last].upos in ("PUNCT", "CCONJ"):
                last -= 1
            return Span(span.start, max(tree.tokens[last].end, tree.tokens[kid].end)) if last >= kid else span
    return span


def _says_otherwise(tree: Tree, at: int) -> bool:
    """Whether a clause sets somebody else's word against what was said: "said it rained, | while he said that"."""
    cue = verb_cues().get(tree.lemma[at])
    own = cue is not None and {"c", "q"} <= set(cue.how) and tree.child(at, "nsubj") is not None
    return own and tree.base[at] == "advcl" and any(_marked(tree, at, mark) for mark in _SET_AGAINST)


def _content_rule(tree: Tree, kid: int, predicate: Predicate, how: str, passive: bool) -> str:
    """The rule by which a phrase below a verb cue is its content; "" where it is none."""
    base, at = tree.base[kid], predicate.token
    if base == "ccomp" or (base == "csubj" and passive):
        return "clause"
    if base == "parataxis" and "c" in how and kid > at and _after_colon(tree, kid):
        return "clause"
    if base == "xcomp" and ("t" in how or (passive and "c" in how)) and not _is_naming(tree, at, kid):
        return "to-clause"
    if base == "advcl" and _is_content_adverbial(tree, kid, how):
        return "to-clause"
    if base in ("obj", "nsubj") and _is_content_object(tree, kid, predicate, how, passive):
        return "object"
    if base == "obl" and _is_content_phrase(tree, kid, predicate, how):
        return "phrase"
    return ""


def _is_naming(tree: Tree, at: int, kid: int) -> bool:
    """ "called him a traitor": the complement is a name or a judgement, nothing that is to be done."""
    return tree.lemma[at] in _NAMING and tree.tokens[kid].upos != "VERB"


def _after_colon(tree: Tree, kid: int) -> bool:
    first = tree.subtree(kid)[0]
    before = [tree.low[i] for i in range(max(0, first - 2), first + 1)]
    return ":" in before or any(sign in _QUOTES for sign in before)


def _is_content_adverbial(tree: Tree, kid: int, how: str) -> bool:
    marks = {tree.low[below] for below in tree.kids[kid] if tree.base[below] in ("mark", "case") and below < kid}
    if "to" in marks:
        return "t" in how and "f" in how if tree.tokens[kid].xpos != "VBG" else "c" in how
    if "of" in marks:
        return "g" in how
    if "for" in marks:
        return "f" in how or "b" in how
    return "as" in marks and "a" in how


def _is_content_object(tree: Tree, kid: int, predicate: Predicate, how: str, passive: bool) -> bool:
    if tree.base[kid] == "nsubj" and not (passive and tree.tokens[kid].deprel == "nsubj:pass"):
        return False
    noun_clause = any(tree.base[below] in ("ccomp", "acl") and is_that_clause(tree, below) for below in tree.kids[kid])
    if predicate.lemma in ("dismiss", "reject"):
        return tree.lemma[kid] in _DENIABLE
    if "o" not in how or (predicate.lemma == "deny" and tree.lemma[kid] in NOT_DENIABLE):
        return False
    return noun_clause or event_noun(tree, kid) is not None or (predicate.lemma == "report" and _befallen(tree, kid))


def _befallen(tree: Tree, at: int) -> bool:
    """Whether a noun says whom what befell: "reported 200 people killed", "two villages burnt"."""
    return any(kid > at and tree.base[kid] == "acl" and tree.tokens[kid].xpos == "VBN" for kid in tree.kids[at])


def is_that_clause(tree: Tree, at: int) -> bool:
    """Whether a clause is opened by "that"."""
    return any(tree.base[kid] == "mark" and tree.low[kid] == "that" for kid in tree.kids[at])


def _is_content_phrase(tree: Tree, kid: int, predicate: Predicate, how: str) -> bool:
    preposition = tree.preposition(kid)
    if preposition == "for":
        return "f" in how or ("b" in how)
    if preposition in ("of", "about"):
        return "g" in how
    if preposition == "against":
        return predicate.lemma in ("warn", "caution")
    return preposition == "as" and "a" in how


def _inverted(tree: Tree, at: int, source: int) -> list[Span]:
    """The clause that stands before or around the cue: "Troops will go, the minister said"."""
    token = tree.tokens[at]
    if tree.base[at] == "parataxis" and token.head >= 0:
        return around(tree, token.head, at)
    edge = min(tree.subtree(source)[0], at)
    before = [i for i in range(edge) if tree.tokens[i].upos != "PUNCT"]
    verbs = any(tree.tokens[i].upos in ("VERB", "AUX") for i in before)
    comma = edge > 0 and tree.low[edge - 1] in (",", "—", "–", "-", "”", '"', "?", "!", "’", "'")
    ends = all(tree.tokens[i].upos == "PUNCT" for i in range(max(at, source) + 1, len(tree.tokens)))
    if before and verbs and comma and (ends or tree.base[at] in ("conj", "root", "ccomp")) and edge > 2 and ends:
        return [Span(tree.tokens[before[0]].start, tree.tokens[before[-1]].end)]
    return []


def _by_place(tree: Tree, at: int, source: int) -> tuple[list[Span], str]:
    """What the parse did not hang on the cue: the words around "..., she suggested, ..." or after "cautioned ..."."""
    tokens = tree.tokens
    first, last = min(source, at), max(source, at)
    if last - first > _PARENTHESIS:
        return [], ""
    while first > 0 and tokens[first - 1].head in (source, at) and tokens[first - 1].upos != "PUNCT":
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].head in (source, at) and tree.base[last + 1] in _LIGHT_RELATIONS:
        last += 1
    before = [i for i in range(first) if tokens[i].upos != "PUNCT"]
    own = [kid for kid in tree.kids[at] if kid > last and tree.base[kid] in ("advcl", "conj", "parataxis")]
    end = min((tree.subtree(kid)[0] for kid in own), default=len(tokens))  # "said it would rain, | adding that ..."
    after = [i for i in range(last + 1, max(end, last + 1)) if tokens[i].upos != "PUNCT"]
    opens = first > 0 and tokens[first - 1].upos == "PUNCT"
    closes = last + 1 >= len(tokens) or tokens[last + 1].upos == "PUNCT"
    parts = [part for part in (before, after) if part and _has_verb(tree, part)]
    if opens and closes and parts and first > 2:
        parts = [part for part in (before, after) if part]
        return [Span(tokens[part[0]].start, tokens[part[-1]].end) for part in parts], "inverted"
    if source < at and not closes and len(after) > 2 and _has_verb(tree, after) and tree.base[at] in _TOPMOST:
        return [Span(tokens[after[0]].start, tokens[after[-1]].end)], "clause"
    return [], ""


def _has_object(tree: Tree, at: int) -> bool:
    """Whether the verb has an object other than the "it" of "as she put it"."""
    return any(tree.low[kid] != "it" for kid in tree.children(at, "obj", "iobj"))


def _has_verb(tree: Tree, part: Sequence[int]) -> bool:
    return any(tree.tokens[i].upos in ("VERB", "AUX") for i in part)


def _not_around(tree: Tree, at: int, spoken: Sequence[Span]) -> list[Span]:
    """The quotations that the cue does not stand in."""
    cue = Span(tree.tokens[at].start, tree.tokens[at].end)
    return [quote for quote in spoken if not quote.holds(cue)]
