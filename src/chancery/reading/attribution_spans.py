"""The spans of an attribution: the source's phrase, the cue with its auxiliaries, the content with its marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chancery.reading.syntax import Tree
from chancery.terms.readings import Attribution
from chancery.terms.spans import Span

OPENING_MARKS = "\"“„«‘'`"
CLOSING_MARKS = "\"”»’'"
#: Below a cue, what belongs to its phrase where it stands against it.
_OF_THE_CUE = frozenset({"aux", "aux:pass", "advmod", "compound:prt", "cop", "fixed", "compound:lvc"})
#: What somebody speaks in or on: "said in a statement" is one cue.
_MEDIA = frozenset(
    "statement interview speech tweet letter report email e-mail post memo memorandum briefing conference release "
    "testimony filing op-ed column article essay note message remark address brief ruling opinion book blog affidavit "
    "complaint lawsuit editorial Twitter Facebook twitter facebook television radio record podcast video call "
    "telegram communique communiqué declaration comment response reply review memoir broadcast".split()
)
#: Most words from a verb of uttering to the cue that it makes one with.
_BY_WAY = 8
#: Prepositions that belong to the cue where they follow it: "called for", "accused of".
_SELECTED = frozenset("for of about on against with at in over to".split())
_QUESTION_WORDS = frozenset("how why when where whether what who which whom".split())


def make(
    tree: Tree,
    at: int,
    cue: Span,
    stance: str,
    content: Sequence[Span],
    source: int | None,
    rule: str,
    spoken: Sequence[Span],
    *,
    kind: str = "said",
    with_words: Iterable[int] = (),
) -> Attribution:
    """The attribution at token `at`; `with_words` are tokens that belong to the cue's phrase besides the usual ones."""
    parts = tuple(sorted(content))
    return Attribution(
        sentence=tree.sentence.index,
        cue=cue,
        cue_lemma=tree.lemma[at],
        cue_token=at,
        stance=stance,
        content=parts,
        source=Span(*_source_chars(tree, source)) if source is not None else None,
        source_sentence=tree.sentence.index if source is not None else None,
        source_head=source,
        quoted=any(span.meets(quote) for span in parts for quote in spoken),
        rule=rule,
        kind=kind,
        cue_phrase=_cue_phrase(tree, at, cue, with_words),
        source_phrase=_source_phrase(tree, source, at) if source is not None else None,
    )


def _source_chars(tree: Tree, source: int) -> tuple[int, int]:
    """The source's phrase with its conjuncts; apposition and relative clause stay outside."""
    heads = tree.nominal_conjuncts(source)
    spans = [tree.chars(head) for head in heads]
    return min(span[0] for span in spans), max(span[1] for span in spans)


def _source_phrase(tree: Tree, source: int, cue: int) -> Span:
    """All that hangs on the source's head but the branch with the cue: one piece around the head."""
    above = {cue}  # the cue and what it hangs on: "Orlova, who said that"
    step = cue
    while step != source and tree.tokens[step].head >= 0 and tree.tokens[step].head not in above:
        step = tree.tokens[step].head
        above.add(step)
    inside = {source}
    todo = [source]
    while todo:
        for kid in tree.kids[todo.pop()]:
            if kid in inside or (tree.tokens[kid].head == source and not _names_source(tree, kid, source)):
                continue
            if kid in above:
                continue
            inside.add(kid)
            todo.append(kid)
    first = last = source
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    while last > source and tree.tokens[last].upos in ("PUNCT", "CCONJ") and tree.low[last] not in (")", "”", '"', "]"):
        last -= 1
    while first < source and (tree.tokens[first].upos in ("CCONJ", "ADP") or tree.low[first] in (",", "—", "–", "-")):
        first += 1
    short = Span(*_source_chars(tree, source))
    return short.join(Span(tree.tokens[first].start, tree.tokens[last].end))


def _names_source(tree: Tree, kid: int, source: int) -> bool:
    relation = tree.base[kid]
    if relation in ("case", "cop", "nsubj", "parataxis", "advcl", "ccomp", "mark", "aux", "csubj", "cc"):
        return relation == "case" and kid > source  # the 's of a possessor
    return not (relation == "punct" and kid < source and tree.low[kid] not in ("“", '"', "(", "-"))


def _cue_phrase(tree: Tree, at: int, cue: Span, with_words: Iterable[int]) -> Span:
    own = {at, *with_words}
    for kid in tree.kids[at]:
        if tree.tokens[kid].deprel in _OF_THE_CUE and tree.low[kid] not in _QUESTION_WORDS:
            own.add(kid)
            own.update(below for below in tree.kids[kid] if tree.base[below] in ("advmod", "fixed"))
        elif tree.base[kid] == "mark" and tree.low[kid] == "to":
            own.add(kid)
        elif kid > at and tree.base[kid] == "obl" and _goes_with(tree, at, kid):
            own.update(range(at + 1, kid + 1))
    own.update(_said_by_way_of(tree, at))
    above = tree.tokens[at].head
    if tree.base[at] == "xcomp" and 0 <= above < at and tree.tokens[above].upos in ("VERB", "AUX", "ADJ"):
        own.add(above)
        own.update(kid for kid in tree.kids[above] if tree.tokens[kid].deprel in _OF_THE_CUE)
    first = last = at
    while first - 1 in own:
        first -= 1
    while last + 1 in own:
        last += 1
    return cue.join(Span(tree.tokens[first].start, tree.tokens[last].end))


def _goes_with(tree: Tree, at: int, kid: int) -> bool:
    """Whether a phrase against the cue tells in what it was said, or when: "said in a statement", "said Friday"."""
    if tree.subtree(kid)[0] != at + 1:
        return False
    if tree.lemma[kid].lower() in _MEDIA:
        return tree.preposition(kid) in ("in", "on", "via", "during", "at", "to")
    return not tree.preposition(kid) and tree.is_time(kid)


def _said_by_way_of(tree: Tree, at: int) -> Iterable[int]:
    """The words before a cue that tell how it was said: "issued a statement | saying", "took to Twitter | to say"."""
    head = tree.tokens[at].head
    if tree.base[at] not in ("acl", "advcl") or tree.tokens[at].deprel == "acl:relcl" or not 0 <= head < at:
        return ()
    verb = head if tree.tokens[head].upos == "VERB" else tree.tokens[head].head
    if not 0 <= at - verb <= _BY_WAY or verb < 0 or tree.tokens[verb].upos != "VERB":
        return ()
    between = range(verb + 1, at)
    if not any(tree.lemma[i].lower() in _MEDIA for i in between) or any(tree.tokens[i].upos == "VERB" for i in between):
        return ()
    return range(verb, at)


def with_marks(text: str, span: Span, quotations: Iterable[Span]) -> Span:
    """The span with the quotation marks of those quotations that begin or end with it; a last comma comes along."""
    start, end = span.start, span.end
    for quote in quotations:
        if quote.start == start and start > 0 and text[start - 1] in OPENING_MARKS:
            start -= 1
        rest = text[end : quote.end] if 0 <= quote.end - end <= 2 else "x"
        if not rest.strip(",.!?;…") and text[quote.end : quote.end + 1] in CLOSING_MARKS and text[quote.end :]:
            end = quote.end + 1
    return Span(start, end)


def joined(spans: Iterable[Span]) -> list[Span]:
    """The spans, with overlapping ones made one."""
    done: list[Span] = []
    for span in sorted(spans):
        if done and span.start <= done[-1].end:
            done[-1] = done[-1].join(span)
        else:
            done.append(span)
    return done


def around(tree: Tree, head: int, cue: int, without: Sequence[int] = ()) -> list[Span]:
    """Everything below `head` but the cue's own clause and those `without`: one span, or two around the cue."""
    own = set(tree.subtree(cue))
    left_out = own.union(*(tree.subtree(i) for i in without))
    rest = [i for i in tree.subtree(head) if i not in left_out and tree.tokens[i].upos != "PUNCT"]
    first, last = min(own), max(own)
    parts = [[i for i in rest if i < first], [i for i in rest if i > last]]
    return [Span(tree.tokens[part[0]].start, tree.tokens[part[-1]].end) for part in parts if part]


def without_preposition(tree: Tree, at: int, content: list[Span]) -> tuple[list[Span], list[int]]:
    """The content without the preposition that stands against the cue, and that word: "called for | an end"."""
    for kid in tree.kids[at]:
        if kid < at or tree.base[kid] not in ("obl", "advcl", "xcomp", "nmod", "acl"):
            continue
        for below in tree.kids[kid]:
            if tree.base[below] not in ("case", "mark") or tree.low[below] not in _SELECTED or below > kid:
                continue
            if tree.low[below] == "to" and tree.base[below] == "mark":
                continue  # "vowed | to leave"
            if any(tree.base[i] not in ("compound", "advmod") for i in range(at + 1, below)):
                continue
            word = tree.tokens[below]
            for number, part in enumerate(content):
                if part.start == word.start:
                    rest = Span(tree.tokens[below + 1].start, part.end)
                    return [*content[:number], rest, *content[number + 1 :]], [below]
    return content, []
