"""Pages that lead back to sentences: the trail of an id, and what a search found."""

from __future__ import annotations

import re

from chancery.terms import Judgement, Span
from chancery.views.blocks import Block, Bullets, Heading, Mark, Page, Paragraph, Piece, Table
from chancery.views.comparing import feature_label
from chancery.views.laying import PageMaker, counted_words
from chancery.views.search import SearchResult
from chancery.views.why import Trail, TrailClaim

_SAID_BY = {
    "asserts": "asserted by",
    "confirms": "confirmed by",
    "denies": "denied by",
    "alleges": "alleged by",
    "demands": "demanded by",
    "predicts": "predicted by",
    "opines": "opinion of",
}


def trail_page(maker: PageMaker, view: Trail) -> Page:
    blocks: list[Block] = [Paragraph(Piece(view.text), "lead")]
    if view.facts:
        rows = tuple(((Piece(name),), (Piece(words),)) for name, words in view.facts)
        blocks.append(Table("What is recorded", ("Field", "Value"), rows))
    if view.rests_on:
        blocks.append(Heading("Rests on", 2, "rests-on"))
        blocks.append(Bullets(tuple(Piece(words, id=one) for one, words in view.rests_on)))
    blocks.append(Heading("Sentences", 2, "sentences"))
    for claim in view.claims:
        blocks += _trail_claim(maker, claim)
    inside = {claim.mention for claim in view.claims}
    joined = [one for one in view.judgements if one.left in inside and (not one.right or one.right in inside)]
    doubted = [one for one in view.judgements if one not in joined]
    for heading, anchor, some in (
        ("Judgements over these mentions", "judgements", joined),
        ("Mentions that may be of this event", "unsure", doubted),
    ):
        if some:
            blocks.append(Heading(heading, 2, anchor))
            blocks += [block for one in some for block in _judgement(one)]
    return Page("why", f"Why: {view.kind}", view.id, tuple(blocks), view.sources)


def _trail_claim(maker: PageMaker, claim: TrailClaim) -> list[Block]:
    who = " → ".join(claim.speakers)
    head = f"{claim.summary}; {_SAID_BY.get(claim.stance, claim.stance)} {who}; section {claim.section}"
    place = f"characters {claim.span.start} to {claim.span.end}, trigger {_range(claim.trigger_span)}"
    mark = Mark(claim.label, claim.report, claim.span.start)
    quoted = Piece(claim.words, (mark,), 0, claim.claim, ((claim.trigger.start, claim.trigger.end),))
    steps = tuple(
        Piece(f"{step.rule}: {step.detail}{f' ({step.score:.2f})' if step.score is not None else ''}")
        for step in claim.steps
    )
    blocks: list[Block] = [Heading(head, 3), Paragraph(quoted, "quote"), Paragraph(Piece(place), "note")]
    return [*blocks, Bullets(steps)] if steps else blocks


def search_page(maker: PageMaker, view: SearchResult) -> Page:
    items = []
    for hit in view.hits:
        text, strong = _unmarked(hit.marked)
        number = maker.citations.numbers.get(hit.report)
        marks = (Mark(str(number), hit.report, hit.span.start),) if number else ()
        about = f"  – {hit.title or 'untitled'}, {hit.published}"
        items.append(Piece(text + about, marks, 0, hit.claims[0] if hit.claims else hit.report, strong))
    blocks: tuple[Block, ...] = (Bullets(tuple(items)),)
    if not items:
        blocks = (Paragraph(Piece("No sentence holds all of these words."), "note"),)
    return Page("search", f"Search: {view.query}", counted_words(len(items), "sentence"), blocks)


def _judgement(judgement: Judgement) -> list[Block]:
    """What was judged and by whom, and a table of the features that it rests on."""
    over = f"{judgement.left} and {judgement.right}" if judgement.right else judgement.left
    words = f"{over}: {judgement.verdict} ({judgement.score:.2f}), {judgement.reason}, by {judgement.by}"
    # A person's has an id to show: it can be undone by it.
    blocks: list[Block] = [Bullets((Piece(words, id=judgement.id if judgement.when else ""),))]
    if judgement.features:
        rows = tuple(
            tuple(
                (Piece(words),)
                for words in (feature_label(one.name), one.left or "–", one.right or "–", f"{one.score:+.2f}")
            )
            for one in judgement.features
        )
        blocks.append(Table("What was compared", ("Feature", judgement.left, judgement.right, "Adds"), rows))
    return blocks


def _range(span: Span) -> str:
    return f"{span.start} to {span.end}"


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The sentence without the brackets around the words found, and where those words stand in it."""
    text, strong, last = "", [], 0
    for found in re.finditer(r"\[([^\[\]]*)\]", marked):
        text += marked[last : found.start()]
        strong.append((len(text), len(text) + len(found[1])))
        text += found[1]
        last = found.end()
    return text + marked[last:], tuple(strong)
