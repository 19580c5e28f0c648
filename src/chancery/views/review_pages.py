"""The page of what waits for people to judge, and of what they judged in vain."""

from __future__ import annotations

from chancery.views.blocks import Block, Bullets, Heading, Page, Paragraph, Piece, Table
from chancery.views.comparing import feature_label
from chancery.views.laying import counted_words
from chancery.views.review import Passed, Review, Told, UnsureMerge, WeakClaim


def review_page(view: Review) -> Page:
    blocks: list[Block] = []
    if view.merges:
        blocks.append(Heading("One event or two", 2, "merges"))
        for merge in view.merges:
            blocks += _merge(merge)
    if view.claims:
        blocks.append(Heading("Weak claims", 2, "weak-claims"))
        for weak in view.claims:
            blocks += _weak(weak)
    for title, anchor, some in (
        ("Judgements over what is no longer found", "lost", view.lost),
        ("Rejected", "rejected", view.rejected),
    ):
        if some:
            blocks += [Heading(title, 2, anchor), Bullets(tuple(map(_passed, some)))]
    if not blocks:
        blocks.append(Paragraph(Piece("Nothing waits for review."), "note"))
    counts = f"{counted_words(len(view.merges), 'unsure merge')}, {counted_words(len(view.claims), 'weak claim')}"
    return Page("review", "To review", counts, tuple(blocks))


def _merge(one: UnsureMerge) -> list[Block]:
    head = Piece(f"{one.reason} (chance {one.score:.2f}; {one.hangs} claims and states hang on it)", id=one.judgement)
    blocks: list[Block] = [Paragraph(head)]
    for side in (one.left, one.right):
        blocks += _side(side)
    if one.features:
        rows = tuple(
            ((Piece(feature_label(row.name)),), (Piece(f"{row.score:+.2f}"),), (Piece(row.left),), (Piece(row.right),))
            for row in one.features
        )
        blocks.append(Table("What speaks for one event", ("Feature", "Score", "First", "Second"), rows))
    return blocks


def _weak(one: WeakClaim) -> list[Block]:
    coding = "; ".join(f"{name} {words}" for name, words in one.coding if words)
    states = "".join(f" {words}" for _, words in one.states)
    return [Paragraph(Piece(f"{one.told.says} {coding}. {'; '.join(one.why)}.{states}")), *_side(one.told)]


def _side(told: Told) -> list[Block]:
    strong = ((told.trigger.start, told.trigger.end),)
    return [
        Paragraph(Piece(told.label, id=told.event), "note"),
        Paragraph(Piece(told.words, (), 0, told.mention, strong), "quote"),
    ]


def _passed(one: Passed) -> Piece:
    changes = "".join(f", {name} {words}" for name, words in one.changes)
    words = " / ".join(f"“{words}”" for words in one.words)
    return Piece(f"{one.verdict}{changes} by {one.by}, {one.when[:10]}: {one.reason}. {words}", id=one.judgement)
