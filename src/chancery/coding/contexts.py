"""Contexts of an event: those of its rule, and those whose words stand in its sentence."""

from __future__ import annotations

import re
from functools import cache

from chancery.coding.drafts import Draft
from chancery.coding.page import Page
from chancery.shelf.codebooks import Codebook


def contexts_of(page: Page, draft: Draft, codebook: Codebook) -> tuple[str, ...]:
    """Context names in the codebook's order.

    A context counts where its rule gives it, or where one of its words stands in the phrases of the event's
    parts; the rest of the sentence may be about something else. What happens on ground that the report calls
    disputed has to do with territory.
    """
    found = set(draft.contexts)
    if draft.place is not None and draft.place.place.id in page.disputed:
        found.add("territory")
    words = _words(page, draft)
    for name, pattern in _patterns(codebook_words(codebook)):
        if pattern.search(words):
            found.add(name)
    return tuple(name for name in codebook.contexts if name in found)


def codebook_words(codebook: Codebook) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The codebook's context words in a form that can be cached."""
    return tuple((name, entry.words) for name, entry in codebook.contexts.items() if entry.words)


@cache
def _patterns(contexts: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")(?:s|es|ing)?\b"))
        for name, words in contexts
    )


def _words(page: Page, draft: Draft) -> str:
    """The event's clause: its trigger and the phrases of its roles, in lower case."""
    parts = [page.text[draft.predicate.start : draft.predicate.end]]
    parts += [page.text[role.start : role.end] for role in draft.predicate.roles if role.end - role.start < 200]
    parts += [part.text for part in draft.parties()]
    return " ".join(parts).lower()
