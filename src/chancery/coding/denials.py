"""Denials of what was alleged: "Azerbaijan denies the accusation" speaks of the allegation before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.coding.drafts import Draft
from chancery.coding.page import Page
from chancery.coding.voices import speaker_of
from chancery.terms import Attribution, Speaker, Step

_ALLEGATION = frozenset({"accusation", "allegation", "claim", "charge", "report", "it", "this", "that"})
#: Sentences back that such a word reaches.
_REACH = 2


def find_denials(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """A further draft, with status denied, for each denial that names what it denies only by a word for allegation."""
    found: list[Draft] = []
    for attribution in page.said:
        if attribution.stance != "denies" or not attribution.content:
            continue
        content = attribution.content[0]
        words = content.cut(page.text).lower().split()
        inside = any(content.holds(draft.trigger) for draft in drafts if draft.sentence.index == attribution.sentence)
        if inside or len(words) > 4 or not words or words[-1].rstrip("s.,") not in _ALLEGATION:
            continue
        alleged = _last_alleged(drafts, attribution)
        if alleged is None:
            continue
        token = _token_at(page, attribution.sentence, content.end)
        found.append(_denial(page, attribution, alleged, token))
    return found


def _last_alleged(drafts: Sequence[Draft], attribution: Attribution) -> Draft | None:
    before = [
        draft
        for draft in drafts
        if draft.status == "alleged" and 0 <= attribution.sentence - draft.sentence.index <= _REACH
    ]
    return max(before, key=lambda draft: draft.predicate.start, default=None)


def _token_at(page: Page, sentence: int, end: int) -> int:
    tokens = page.sentences[sentence].tokens
    return max((at for at, token in enumerate(tokens) if token.start < end), default=0)


def _denial(page: Page, attribution: Attribution, alleged: Draft, token: int) -> Draft:
    sentence = page.sentences[attribution.sentence]
    word = sentence.tokens[token]
    predicate = replace(
        alleged.predicate,
        sentence=sentence.index,
        token=token,
        start=word.start,
        end=word.end,
        lemma=word.lemma,
        kind="noun",
        roles=(),
        governor=None,
    )
    speaker = speaker_of(page, attribution)
    return replace(
        alleged,
        predicate=predicate,
        sentence=sentence,
        section=page.section(sentence.index),
        status="denied",
        stance="denies",
        speakers=(Speaker(), speaker),
        attribution=attribution,
        links=[],
        not_stated=[],
        same=alleged.first,
        same_why="a word for the allegation before it",
        steps=[Step("coding:denial", f"{speaker.text}: {attribution.cue.cut(page.text)!r}")],
    )
