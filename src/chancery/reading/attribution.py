"""Who says what: source, cue and content, by rules over the parse and the quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.reading.cues import Cue, noun_cues, verb_cues
from chancery.reading.factuality import NOT_DENIABLE
from chancery.reading.predicates import event_noun
from chancery.reading.subjects import subjects
from chancery.reading.syntax import PEOPLE_NOUNS, Tree, grow_trees
from chancery.terms.readings import Attribution, Predicate, Quotation, Reading
from chancery.terms.spans import Span

_QUOTES = frozenset("\"“”„«»'‘’``''")
_HEADLINE_SPEAKERS = PEOPLE_NOUNS | {
    "report",
    "source",
    "sources",
    "study",
    "poll",
    "media",
    "survey",
    "watchdog",
    "ngo",
}
#: A sentence counts as spoken when at least this share of its characters stands in quotation marks.
_SPOKEN_SHARE = 0.6
_NAMING = frozenset("call consider label term dub brand deem".split())
#: Verbs of saying that things do as well; they need a source that can speak.
_SHOWING = frozenset(
    "show suggest indicate signal require read see underline underscore highlight mean claim_o recall expect demand "
    "estimate_o continue conclude decide".split()
)
_DOCUMENTS = frozenset(
    "report study survey poll document data figure statement letter source analysis research evidence article paper "
    "newspaper book law text record image footage video photograph witness result finding media press review memo "
    "email message news agency website site".split()
)
#: Object nouns that "dismissed" and "rejected" deny; other objects (a proposal, an offer) they turn down.
_DENIABLE = frozenset(
    "claim report allegation accusation charge suggestion rumor rumour assertion speculation notion "
    "idea criticism".split()
)


def find_attributions(reading: Reading) -> list[Attribution]:
    """All attributions, in text order.

    Shapes:  `content` spans may hold other attributions. A source that a pronoun names keeps the pronoun's span.
             `rule` says how the content was found: "clause", "to-clause", "object", "inverted", "according to",
             "noun", "quotation", "continued quotation", "headline", "phrase".
    Source:  ours; what counts as an attribution follows PolNeAR (Newell et al. 2018): every source, named or not.
    """
    trees = grow_trees(reading)
    predicates: dict[int, list[Predicate]] = {}
    for predicate in reading.predicates:
        predicates.setdefault(predicate.sentence, []).append(predicate)
    found: list[Attribution] = []
    speaking: Attribution | None = None  # the last whose cue stands outside quotation marks
    announced: Attribution | None = None
    for tree in trees:
        index = tree.sentence.index
        spoken = _spoken_in(tree, reading.quotations)
        here = _in_sentence(tree, predicates.get(index, ()), spoken)
        if not here:
            here = _continued(reading, tree, spoken, announced or speaking)
        found.extend(here)
        speaking = next((a for a in reversed(here) if not any(s.holds(a.cue) for s in spoken)), speaking)
        if here or not spoken:
            announced = _announced(tree, predicates.get(index, ())) if not here else None
    return sorted(found, key=lambda attribution: (attribution.sentence, attribution.cue.start))


def _spoken_in(tree: Tree, quotations: Sequence[Quotation]) -> list[Span]:
    here = tree.sentence.span
    return [Span(quote.start, quote.end) for quote in quotations if quote.start < here.end and here.start < quote.end]


def _in_sentence(tree: Tree, predicates: Sequence[Predicate], spoken: list[Span]) -> list[Attribution]:
    found: list[Attribution] = []
    taken = _contents_of_others(tree, predicates) if spoken else {}
    for predicate in predicates:
        attribution: Attribution | None = None
        if predicate.kind == "verb":
            cue = verb_cues().get(predicate.lemma) or verb_cues().get(tree.lemma[predicate.token])
            if cue is not None:
                attribution = _at_verb(tree, predicate, cue, spoken, taken.get(predicate.token, ()))
        elif predicate.kind == "noun":
            cue = noun_cues().get(predicate.lemma)
            if cue is not None:
                attribution = _at_noun(tree, predicate, cue, spoken)
        if attribution is not None:
            found.append(attribution)
    found.extend(_according_to(tree, spoken))
    tail = _tail(tree, found)
    if tail is not None:
        found.append(tail)
    if not found:
        found.extend(_headline(tree))
    return found


def _contents_of_others(tree: Tree, predicates: Sequence[Predicate]) -> dict[int, list[tuple[Span, Span]]]:
    """For each verb cue, by token: the other cues of the sentence, each with content that it has by the parse alone."""
    own: dict[int, list[tuple[Span, Span]]] = {}
    for predicate in predicates:
        cue = verb_cues().get(predicate.lemma) or verb_cues().get(tree.lemma[predicate.token])
        if predicate.kind == "verb" and cue is not None:
            content, _ = _verb_content(tree, predicate, cue, tree.is_passive(predicate.token))
            own[predicate.token] = [(Span(predicate.start, predicate.end), span) for span in content]
    return {token: [pair for other in own if other != token for pair in own[other]] for token in own}


def _make(
    tree: Tree,
    at: int,
    cue: Span,
    stance: str,
    content: list[Span],
    source: int | None,
    rule: str,
    spoken: list[Span],
) -> Attribution:
    source_span = Span(*_source_chars(tree, source)) if source is not None else None
    return Attribution(
        sentence=tree.sentence.index,
        cue=cue,
        cue_lemma=tree.lemma[at],
        cue_token=at,
        stance=stance,
        content=tuple(sorted(content)),
        source=source_span,
        source_sentence=tree.sentence.index if source is not None else None,
        source_head=source,
        quoted=any(span.meets(quote) for span in content for quote in spoken),
        rule=rule,
    )


def _source_chars(tree: Tree, source: int) -> tuple[int, int]:
    """The source's phrase with its conjuncts; apposition and relative clause stay outside."""
    heads = tree.nominal_conjuncts(source)
    spans = [tree.chars(head) for head in heads]
    return min(span[0] for span in spans), max(span[1] for span in spans)


def _is_held(quote: Span, taken: Sequence[tuple[Span, Span]]) -> bool:
    """Whether another cue, one outside the quotation, has words of it in its content already."""
    return any(span.meets(quote) and not quote.holds(cue) for cue, span in taken)


def _at_verb(
    tree: Tree, predicate: Predicate, cue: Cue, spoken: list[Span], taken: Sequence[tuple[Span, Span]]
) -> Attribution | None:
    at = predicate.token
    stance = _uttered(predicate, cue)
    if not stance:
        return None
    passive = tree.is_passive(at)
    content, rule = _verb_content(tree, predicate, cue, passive)
    source = _verb_source(tree, at, passive)
    if not content and source is not None and not passive and "c" in cue.how:
        content, rule = _inverted(tree, at, source), "inverted"
    if not content and passive and source is not None and tree.base[at] == "advcl" and _marked(tree, at, "as"):
        content, rule = _around(tree, tree.tokens[at].head, at), "inverted"  # "as reported by the agency"
    outside = [quote for quote in _quotes_outside(tree, content, spoken, at) if not _is_held(quote, taken)]
    if outside and (source is not None or content) and ("q" in cue.how) and _owns_quotes(tree, at):
        rule = rule if content else "quotation"
        content = _joined(content + outside)
    if not content:
        return None
    if not _may_speak(tree, source, predicate.lemma):
        return None
    token = tree.tokens[at]
    stance = "opines" if rule == "naming" else stance
    return _make(tree, at, Span(token.start, predicate.end), stance, content, source, rule, spoken)


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


def _may_speak(tree: Tree, source: int | None, lemma: str) -> bool:
    """ "The move signals that ..." has a subject that says nothing; reports, studies and figures may."""
    if source is None:
        return lemma not in _SHOWING
    if lemma not in _SHOWING:
        return True
    return tree.is_actor(source) or tree.lemma[source] in _DOCUMENTS


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


def _verb_source(tree: Tree, at: int, passive: bool) -> int | None:
    if passive:
        for kid in tree.children(at, "obl"):
            if tree.tokens[kid].deprel == "obl:agent" or tree.preposition(kid) == "by":
                return kid
        return None
    for part in subjects(tree, at):
        if part.why.startswith(("clause:", "csubj")) or tree.base[part.head] == "expl":
            continue
        return part.head
    return None


def _verb_content(tree: Tree, predicate: Predicate, cue: Cue, passive: bool) -> tuple[list[Span], str]:
    content: list[Span] = []
    rule = ""
    for kid in tree.kids[predicate.token]:
        found = _content_rule(tree, kid, predicate, cue.how, passive)
        if found:
            content.append(Span(*tree.clause_chars(kid)))
            rule = rule or found
    named = tree.child(predicate.token, "xcomp")
    if not content and named is not None and _is_naming(tree, predicate.token, named):
        content.append(Span(*tree.clause_chars(named)))
        rule = "naming"
    return content, rule


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
    noun_clause = any(tree.base[below] in ("ccomp", "acl") and _is_that_clause(tree, below) for below in tree.kids[kid])
    if predicate.lemma in ("dismiss", "reject"):
        return tree.lemma[kid] in _DENIABLE
    if "o" not in how or (predicate.lemma == "deny" and tree.lemma[kid] in NOT_DENIABLE):
        return False
    return noun_clause or event_noun(tree, kid) is not None


def _is_that_clause(tree: Tree, at: int) -> bool:
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
        return _around(tree, token.head, at)
    edge = min(tree.subtree(source)[0], at)
    before = [i for i in range(edge) if tree.tokens[i].upos != "PUNCT"]
    verbs = any(tree.tokens[i].upos in ("VERB", "AUX") for i in before)
    comma = edge > 0 and tree.low[edge - 1] in (",", "—", "–", "-", "”", '"', "?", "!", "’", "'")
    ends = all(tree.tokens[i].upos == "PUNCT" for i in range(max(at, source) + 1, len(tree.tokens)))
    if before and verbs and comma and (ends or tree.base[at] in ("conj", "root", "ccomp")) and edge > 2 and ends:
        return [Span(tree.tokens[before[0]].start, tree.tokens[before[-1]].end)]
    return []


def _later_clauses(tree: Tree, head: int, cue: int) -> list[int]:
    """Coordinated clauses after a cue that does not open the sentence: what it vouches for ends before them."""
    opening = min(tree.subtree(cue)) <= 2
    return [] if opening else [i for i in tree.children(head, "conj") if i > cue and tree.child(i, "nsubj") is not None]


def _around(tree: Tree, head: int, cue: int, without: Sequence[int] = ()) -> list[Span]:
    """Everything below `head` but the cue's own clause and those `without`: one span, or two around the cue."""
    own = set(tree.subtree(cue))
    left_out = own.union(*(tree.subtree(i) for i in without))
    rest = [i for i in tree.subtree(head) if i not in left_out and tree.tokens[i].upos != "PUNCT"]
    first, last = min(own), max(own)
    parts = [[i for i in rest if i < first], [i for i in rest if i > last]]
    return [Span(tree.tokens[part[0]].start, tree.tokens[part[-1]].end) for part in parts if part]


def _quotes_outside(tree: Tree, content: list[Span], spoken: list[Span], at: int) -> list[Span]:
    """The sentence's quotations that the content does not hold; a cue never takes the one that it stands in."""
    cue = Span(tree.tokens[at].start, tree.tokens[at].end)
    here = [
        Span(max(quote.start, tree.sentence.start), min(quote.end, tree.sentence.end))
        for quote in spoken
        if not quote.holds(cue)
    ]
    return [quote for quote in here if not any(span.holds(quote) for span in content)]


def _joined(spans: list[Span]) -> list[Span]:
    """The spans, with overlapping ones made one."""
    done: list[Span] = []
    for span in sorted(spans):
        if done and done[-1].meets(span):
            done[-1] = done[-1].join(span)
        else:
            done.append(span)
    return done


def _at_noun(tree: Tree, predicate: Predicate, cue: Cue, spoken: list[Span]) -> Attribution | None:
    at = predicate.token
    if tree.preposition(at) in ("in", "under") and predicate.lemma in ("charge", "order", "view", "fear"):
        return None  # "in charge of", "in view of"
    content: list[Span] = []
    for kid in tree.kids[at]:
        base = tree.base[kid]
        clause = base in ("acl", "ccomp") and tree.tokens[kid].deprel != "acl:relcl"
        preposition = tree.preposition(kid) if base == "nmod" else ""
        if (
            (clause and (_is_that_clause(tree, kid) or base == "ccomp" or _has_mark(tree, kid, cue)))
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
    return _make(tree, at, Span(predicate.start, predicate.end), cue.stance, content, source, "noun", spoken)


def _has_mark(tree: Tree, kid: int, cue: Cue) -> bool:
    marks = {tree.low[below] for below in tree.kids[kid] if tree.base[below] == "mark"}
    return ("f" in cue.how and bool(marks & {"to", "for"})) or ("g" in cue.how and "of" in marks)


def _tells_event(tree: Tree, at: int) -> bool:
    return any(event_noun(tree, i) is not None or tree.tokens[i].upos == "VERB" for i in tree.conjuncts(at))


def _according_to(tree: Tree, spoken: list[Span]) -> list[Attribution]:
    found: list[Attribution] = []
    for at, low in enumerate(tree.low):
        if low != "according" or at + 1 >= len(tree.low) or tree.low[at + 1] != "to":
            continue
        source = tree.tokens[at].head if tree.base[at] in ("case", "mark") else tree.child(at, "obl", "nmod")
        if source is None or source < 0:
            source = next((i for i in range(at + 2, len(tree.low)) if tree.tokens[i].upos in ("NOUN", "PROPN")), None)
        if source is None:
            continue
        own_top = source if tree.base[at] in ("case", "mark") else at
        governor = tree.tokens[own_top].head
        if governor < 0:
            continue
        for _ in range(12):
            if tree.tokens[governor].upos in ("VERB", "AUX") or tree.tokens[governor].head < 0:
                break
            governor = tree.tokens[governor].head
        content = _around(tree, governor, own_top, _later_clauses(tree, governor, own_top))
        cue = Span(tree.tokens[at].start, tree.tokens[at + 1].end)
        if content:
            found.append(_make(tree, at, cue, "asserts", content, source, "according to", spoken))
    return found


def _tail(tree: Tree, found: Sequence[Attribution]) -> Attribution | None:
    """ "Troops to leave, Peskov confirms" where the parse made nothing of it: comma, name, verb of saying, end."""
    words = [i for i, token in enumerate(tree.tokens) if token.upos != "PUNCT"]
    if len(words) < 4:
        return None
    at = words[-1]
    cue = verb_cues().get(tree.lemma[at])
    if cue is None or "c" not in cue.how or tree.tokens[at].upos not in ("VERB", "NOUN", "PROPN"):
        return None
    if any(attribution.cue_token == at for attribution in found):
        return None
    comma = max((i for i in range(at) if tree.low[i] in (",", "—", "–")), default=-1)
    speaker = [i for i in words if comma < i < at]
    said = [i for i in words if i < comma]
    if not speaker or len(speaker) > 6 or len(said) < 3:
        return None
    if any(tree.tokens[i].upos not in ("PROPN", "NOUN", "ADJ", "DET", "ADP", "PART") for i in speaker):
        return None
    head = speaker[-1]
    if not tree.is_actor(head) or not any(tree.tokens[i].upos in ("VERB", "AUX") for i in said):
        return None
    span = Span(tree.tokens[speaker[0]].start, tree.tokens[head].end)
    content = [Span(tree.tokens[said[0]].start, tree.tokens[said[-1]].end)]
    token = tree.tokens[at]
    made = _make(tree, at, Span(token.start, token.end), cue.stance, content, head, "headline", [])
    return replace(made, source=span)


def _headline(tree: Tree) -> list[Attribution]:
    """ "Minister: troops will go" and "Troops will go: minister"."""
    colons = [i for i, low in enumerate(tree.low) if low == ":" and 0 < i < len(tree.low) - 1]
    if not colons or len(tree.tokens) > 30:
        return []
    at = colons[0]
    before, after = range(at), range(at + 1, len(tree.tokens))
    for speaker, said in ((before, after), (after, before)):
        words = [i for i in speaker if tree.tokens[i].upos != "PUNCT"]
        rest = [i for i in said if tree.tokens[i].upos != "PUNCT"]
        if not 0 < len(words) <= 5 or len(rest) < 3 or any(tree.tokens[i].upos in ("VERB", "AUX") for i in words):
            continue
        head = next((i for i in words if tree.tokens[i].head not in words), words[-1])
        speaks = (
            any((name := tree.name[i]) is not None and name.kind in ("PER", "ORG") for i in words)
            or tree.lemma[head] in _HEADLINE_SPEAKERS
        )
        if speaks and any(tree.tokens[i].upos in ("VERB", "AUX") for i in rest):
            cue = Span(tree.tokens[at].start, tree.tokens[at].end)
            content = [Span(tree.tokens[rest[0]].start, tree.tokens[rest[-1]].end)]
            return [_make(tree, at, cue, "asserts", content, head, "headline", [])]
    return []


def _announced(tree: Tree, predicates: Sequence[Predicate]) -> Attribution | None:
    """A speaker whose words are still to come: "The envoy said on Friday" at the end of a paragraph; None else."""
    for predicate in reversed(predicates):
        cue = verb_cues().get(predicate.lemma)
        if predicate.kind != "verb" or cue is None or "c" not in cue.how or tree.is_passive(predicate.token):
            continue
        source = _verb_source(tree, predicate.token, passive=False)
        if source is not None and tree.tokens[-1].text not in (".", "!", "?"):
            span = Span(predicate.start, predicate.end)
            return _make(tree, predicate.token, span, cue.stance, [], source, "", [])
    return None


def _continued(reading: Reading, tree: Tree, spoken: list[Span], last: Attribution | None) -> list[Attribution]:
    """A sentence in quotation marks without a cue of its own: the last speaker goes on."""
    here = tree.sentence.span
    shared = sum(here.shared_chars(quote) for quote in spoken)
    if last is None or not tree.tokens or shared < _SPOKEN_SHARE * (here.end - here.start):
        return []
    last_sentence = reading.sentences[last.sentence]
    near = last_sentence.block == tree.sentence.block or (
        last_sentence.block == tree.sentence.block - 1 and (last.quoted or not last.content)
    )
    if not near or last.source is None or tree.sentence.index - last.sentence > 4:
        return []
    content = tuple(Span(max(q.start, here.start), min(q.end, here.end)) for q in spoken)
    return [
        Attribution(
            sentence=last.sentence,
            cue=last.cue,
            cue_lemma=last.cue_lemma,
            cue_token=last.cue_token,
            stance="asserts",
            content=content,
            source=last.source,
            source_sentence=last.source_sentence,
            source_head=last.source_head,
            quoted=True,
            rule="continued quotation",
        )
    ]
