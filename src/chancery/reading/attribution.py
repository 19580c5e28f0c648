"""Who says what: source, cue and content, by rules over the parse and the quotation marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chancery.reading.attribution_nouns import at_adjective, at_held_noun, at_light_verb, at_noun
from chancery.reading.attribution_phrases import according_to, headline, in_the_view_of, tail
from chancery.reading.attribution_sources import verb_source
from chancery.reading.attribution_spans import joined, make, with_marks
from chancery.reading.attribution_turns import find_turns
from chancery.reading.attribution_verbs import at_verb, contents_of_others, cue_of
from chancery.reading.cues import noun_cues, verb_cues
from chancery.reading.syntax import Tree, grow_trees
from chancery.terms.readings import Attribution, Predicate, Reading
from chancery.terms.spans import Span

#: A sentence counts as spoken when at least this share of its characters stands in quotation marks.
_SPOKEN_SHARE = 0.6
#: A sentence of no more words may belong to the quotation before it: "the envoy asked on Monday."
_BARE_WORDS = 14
#: How many sentences a speaker is remembered who does not speak on.
_REACH = 4


def find_attributions(reading: Reading) -> list[Attribution]:
    """All attributions, in text order.

    Shapes:  `content` spans may hold other attributions, and may lie in several sentences where a quotation does; the
             quotation marks belong to them. A source that a pronoun names keeps the pronoun's span. `rule` says how
             the content was found: "clause", "to-clause", "object", "phrase", "naming", "inverted", "according to",
             "noun", "adjective", "feeling", "antecedent", "argument" (a role that the reading model gives; never of
             kind said), "quotation", "continued quotation", "announced", "headline", "turn"; "learned" where no rule
             but the learned judge of cues found it (see `chancery.reading.attribution_learned`; never of kind said).
    Source:  ours; what counts as an attribution follows PolNeAR (Newell et al. 2018): every source, named or not, of
             what is said, thought, felt or wanted.
    """
    trees = grow_trees(reading)
    predicates: list[list[Predicate]] = [[] for _ in trees]
    for predicate in reading.predicates:
        predicates[predicate.sentence].append(predicate)
    spoken = spoken_by_sentence(reading)
    found = [_in_sentence(tree, predicates[tree.sentence.index], spoken[tree.sentence.index]) for tree in trees]
    _go_on(trees, predicates, spoken, found)
    for turn in find_turns(reading, trees):
        found[turn.sentence] = [one for one in found[turn.sentence] if one.cue != turn.cue] + [turn]
    marked = [_with_marks(reading, one, spoken) for here in found for one in here]
    return sorted(marked, key=lambda one: (one.sentence, one.cue.start))


def spoken_by_sentence(reading: Reading) -> list[list[Span]]:
    """For each sentence the quotations that reach into it, whole."""
    starts = [sentence.start for sentence in reading.sentences]
    found: list[list[Span]] = [[] for _ in starts]
    for quote in reading.quotations:
        span = Span(quote.start, quote.end)
        for at in range(max(0, bisect_right(starts, span.start) - 1), bisect_left(starts, span.end)):
            if reading.sentences[at].end > span.start:
                found[at].append(span)
    return found


def _in_sentence(tree: Tree, predicates: Sequence[Predicate], spoken: list[Span]) -> list[Attribution]:
    """The attributions whose cue stands in the sentence."""
    found: list[Attribution] = []
    taken = contents_of_others(tree, predicates) if spoken else {}
    for predicate in predicates:
        attribution: Attribution | None = None
        if predicate.kind == "verb":
            cue = cue_of(tree, predicate)
            if cue is not None:
                attribution = at_verb(tree, predicate, cue, spoken, taken.get(predicate.token, ()))
            if attribution is None or attribution.rule == "object":
                attribution = _rather(attribution, at_light_verb(tree, predicate.token, spoken))
        elif predicate.kind == "noun":
            cue = noun_cues().get(predicate.lemma)
            if cue is not None:
                attribution = at_noun(tree, predicate, cue, spoken)
        if attribution is not None:
            found.append(attribution)
    found = _without_helpers(tree, found)
    found.extend(_at_other_words(tree, spoken, {one.cue_token for one in found}))
    found.extend(according_to(tree, spoken))
    found.extend(in_the_view_of(tree, spoken))
    at_end = tail(tree, found)
    if at_end is not None:
        found.append(at_end)
    if not any(one.kind == "said" for one in found):
        found.extend(headline(tree))
    return [_with_whole_quotations(one, spoken, tree.sentence.span) for one in found]


def _with_whole_quotations(one: Attribution, spoken: Sequence[Span], here: Span) -> Attribution:
    """With the sentences that a quotation goes on for, where the attribution has the words of it that stand here."""
    longer = [
        quote
        for quote in spoken
        if not here.holds(quote) and not quote.holds(one.cue) and any(part.meets(quote) for part in one.content)
    ]
    return replace(one, content=tuple(joined([*one.content, *longer])), quoted=True) if longer else one


def _without_helpers(tree: Tree, found: list[Attribution]) -> list[Attribution]:
    """Without verbs that only lead to the verb of saying: "refused to say", "wants to make clear"."""
    led = {tree.tokens[one.cue_token].head for one in found if tree.base[one.cue_token] == "xcomp"}
    return [one for one in found if one.kind == "said" or one.rule != "to-clause" or one.cue_token not in led]


def _rather(one: Attribution | None, light: Attribution | None) -> Attribution | None:
    """Verb and noun make one cue ("expressed concern | about"), unless the verb gives its source's word by itself."""
    return light if light is not None and (one is None or one.kind != "said") else one


def _at_other_words(tree: Tree, spoken: list[Span], taken: set[int]) -> list[Attribution]:
    """Attributions at adjectives, at nouns with their possessor and at verbs that need their object's noun."""
    found: list[Attribution] = []
    for at, token in enumerate(tree.tokens):
        if at in taken:
            continue
        one: Attribution | None = None
        if token.upos in ("ADJ", "VERB"):
            one = at_adjective(tree, at, spoken)
        elif token.upos == "NOUN":
            one = at_held_noun(tree, at, spoken)
        if one is not None:
            found.append(one)
    return found


@dataclass(slots=True)
class _Speaker:
    """Who spoke last, or is to speak: an attribution with its cue outside quotation marks, and where its words end."""

    word: Attribution
    sentence: int
    quoted: bool
    introduces: bool = False  # a colon ends the paragraph


def _go_on(
    trees: Sequence[Tree],
    predicates: Sequence[Sequence[Predicate]],
    spoken: Sequence[list[Span]],
    found: list[list[Attribution]],
) -> None:
    """Gives sentences in quotation marks without a cue of their own to the speaker who goes on; adds to `found`."""
    claimed = _claimed(spoken, found)
    last: _Speaker | None = None
    announced: _Speaker | None = None
    for tree, quotes, here in zip(trees, spoken, found, strict=True):
        index = tree.sentence.index
        if announced is not None and announced.introduces and not quotes and not here:
            content = (tree.sentence.span,)
            here.append(replace(announced.word, content=content, rule="announced"))  # "She tweeted:" and what it was
            announced = announced if _same_block(trees, index, index + 1) else None
            continue
        if not here and not quotes and index and spoken[index - 1]:
            here.extend(_said_before(trees[index - 1], tree, predicates[index], spoken[index - 1], found[index - 1]))
            claimed.update(quote for one in here for quote in one.content)
        outer = [one for one in here if one.kind == "said" and not any(quote.holds(one.cue) for quote in quotes)]
        if not outer:
            loose = [quote for quote in quotes if quote not in claimed]
            speaker = announced or last
            if speaker is not None and loose and _speaks_on(trees, tree, loose, speaker):
                here.append(_continued(speaker.word, tree, loose))
                last = _Speaker(speaker.word, index, quoted=True)
                announced = None
                continue
        elif outer[-1].source is not None:
            last = _Speaker(outer[-1], index, outer[-1].quoted)
        if outer or not quotes:
            announced = None if outer else _announced(tree, predicates[index])
            if announced is not None and tree.low[-1] == ":" and not _same_block(trees, index, index + 1):
                announced.introduces = True
        elif last is not None and any(quote in claimed for quote in quotes) and last.sentence == index - 1:
            last = _Speaker(last.word, index, last.quoted)


def _same_block(trees: Sequence[Tree], one: int, other: int) -> bool:
    return other < len(trees) and trees[one].sentence.block == trees[other].sentence.block


def _said_before(
    before: Tree, tree: Tree, predicates: Sequence[Predicate], quotes: Sequence[Span], found: list[Attribution]
) -> list[Attribution]:
    """ "He asked." after a sentence that ends a quotation: the words before are his. `found` loses a wrong owner."""
    if before.sentence.block != tree.sentence.block or len(tree.tokens) > _BARE_WORDS:
        return []
    quote = max(quotes, key=lambda one: one.end)
    if tree.sentence.start - quote.end > 3:
        return []
    for predicate in predicates:
        cue = cue_of(tree, predicate)
        if cue is None or not set("cq") & set(cue.how) or tree.is_passive(predicate.token):
            continue
        source = verb_source(tree, predicate.token, passive=False)
        if source is None:
            continue
        found[:] = [one for one in found if one.rule != "continued quotation"]
        span = Span(predicate.start, predicate.end)
        return [make(tree, predicate.token, span, cue.stance, [quote], source, "quotation", [quote])]
    return []


def _claimed(spoken: Sequence[list[Span]], found: Sequence[list[Attribution]]) -> set[Span]:
    """The quotations that are content of a cue outside them."""
    claimed: set[Span] = set()
    for quotes, here in zip(spoken, found, strict=True):
        for one in here:
            claimed.update(
                quote for quote in quotes if not quote.holds(one.cue) and any(part.meets(quote) for part in one.content)
            )
    return claimed


def _speaks_on(trees: Sequence[Tree], tree: Tree, loose: Sequence[Span], speaker: _Speaker) -> bool:
    here = tree.sentence.span
    shared = sum(here.shared_chars(quote) for quote in loose)
    if not tree.tokens or shared < _SPOKEN_SHARE * (here.end - here.start) or speaker.word.source is None:
        return False
    before = trees[speaker.sentence].sentence
    near = before.block == tree.sentence.block or (
        before.block == tree.sentence.block - 1 and (speaker.quoted or not speaker.word.content)
    )
    return near and tree.sentence.index - speaker.sentence <= _REACH


def _continued(last: Attribution, tree: Tree, loose: Sequence[Span]) -> Attribution:
    """The speaker's word for what is quoted in a further sentence."""
    here = tree.sentence.span
    content = tuple(Span(max(quote.start, here.start), min(quote.end, here.end)) for quote in loose)
    return replace(last, stance="asserts", content=content, quoted=True, rule="continued quotation", kind="said")


def _announced(tree: Tree, predicates: Sequence[Predicate]) -> _Speaker | None:
    """A speaker whose words are still to come: "The envoy said on Friday" at the end of a paragraph; None else."""
    for predicate in reversed(predicates):
        cue = verb_cues().get(predicate.lemma)
        if predicate.kind != "verb" or cue is None or "c" not in cue.how or tree.is_passive(predicate.token):
            continue
        source = verb_source(tree, predicate.token, passive=False)
        if source is not None and tree.tokens[-1].text not in (".", "!", "?"):
            span = Span(predicate.start, predicate.end)
            word = make(tree, predicate.token, span, cue.stance, [], source, "", [])
            return _Speaker(word, tree.sentence.index, quoted=False)
    return None


def _with_marks(reading: Reading, one: Attribution, spoken: Sequence[list[Span]]) -> Attribution:
    quotes = spoken[one.sentence]
    if one.rule.endswith("quotation") or one.rule == "turn":  # which may stand in sentences of its own
        quotes = [*quotes, *one.content]
    if not quotes:
        return one
    content = tuple(with_marks(reading.report.text, part, quotes) for part in one.content)
    return replace(one, content=content) if content != one.content else one
