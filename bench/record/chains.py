"""Accounts made of a corpus' own marks: which words are events, and which of them are one, are given; the rest is read.

Our coder tells few of the events that a corpus about products marks. So each marked word that the reading takes for a
predicate is coded by what the codebook says of the word, whether or not its conditions hold, or, where asked, by the
likeliest type. The corpus marks parties in few sentences beyond the first five, so parties, places, dates, counts,
status and speakers are what the product reads, and the judge is the product's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.record.pairs import Account
from chancery.coding.classifier import Classifier, guess_rule
from chancery.coding.coder import event_claim
from chancery.coding.counting import count
from chancery.coding.dating import date_by_words
from chancery.coding.fillers import Conditions
from chancery.coding.finding import draft_of
from chancery.coding.locating import locate
from chancery.coding.page import Page
from chancery.coding.speaking import attribute
from chancery.coding.storyline import date_by_report, date_by_story
from chancery.matching.events import happenings, judge
from chancery.record.clusters import cluster
from chancery.shelf.codebooks import Codebook, Trigger, load_codebook
from chancery.shelf.event_types import TYPE_NAMES
from chancery.terms import Claim, Link, Reading, Span

Rule = tuple[Trigger, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Marked:
    """The marked mentions that were made into claims, each with the event it tells, and those left out, by reason.

    Shapes:  `told` are (claim, event); `unread` are marked words where the reading has no predicate of their own,
             `untyped` those that no rule of the codebook knows.
    """

    told: tuple[tuple[Claim, str], ...]
    unread: int = 0
    untyped: int = 0


def marked_in(reading: Reading, told: Sequence[tuple[Span, str]], *, guess: bool) -> Marked:
    """The marked events of a report as claims; with `guess`, also those whose type only the classifier can tell.

    Shapes:  `told` are (trigger, event), "" for an event of one mention. Marked words that are one event in the report
             are linked, so that they make one account.
    """
    page, book = Page(reading), load_codebook()
    conditions = Conditions(page, book)
    at: dict[int, str] = {}
    for span, event in told:
        found = [index for index, one in enumerate(reading.predicates) if span.meets(Span(one.start, one.end))]
        if found and found[0] not in at:
            at[found[0]] = event
    rules = {index: rule for index in at if (rule := _by_codebook(page, book, conditions, index)) is not None}
    if guess:
        classifier = Classifier(page, {index: rule.type for index, (rule, _) in rules.items()})
        rules = {index: rules.get(index) or _likeliest(classifier, book, index) for index in sorted(at)}
    drafts = [draft_of(page, book, conditions, index, rule, step=step) for index, (rule, step) in sorted(rules.items())]
    for draft in drafts:
        attribute(page, draft, book)
        locate(page, draft)
        count(page, draft)
        date_by_words(page, draft)
    date_by_story(page, drafts)
    date_by_report(page, drafts, reading.report)
    firsts: dict[str, Span] = {}
    claims = []
    for draft in drafts:
        event = at[draft.index]
        first = firsts.setdefault(event, draft.trigger) if event else draft.trigger
        if first != draft.trigger:
            draft.links.append(Link("same", first, "marked as one event"))
        claims.append((event_claim(page, reading.report, draft, book), event))
    return Marked(tuple(claims), len(told) - len(at), len(at) - len(rules))


def _by_codebook(page: Page, book: Codebook, conditions: Conditions, index: int) -> Rule | None:
    """The rule that the codebook finds the event by; else its first one for the word in that sense."""
    one = page.reading.predicates[index]
    known = {"verb": book.verbs, "noun": book.nouns, "adjective": book.adjectives}[one.kind].get(one.lemma, ())
    rule = conditions.choose(one, known) or next((rule for rule in known if rule.means(one.lemma, one.roleset)), None)
    return None if rule is None else (rule, (f"codebook:{rule.id}", f"{one.kind} {one.lemma!r}"))


def _likeliest(classifier: Classifier, book: Codebook, index: int) -> Rule:
    """A rule of the likeliest type, however unlikely that it is any."""
    one, chances = classifier.page.reading.predicates[index], classifier.chances[index]
    kind = TYPE_NAMES[int(chances[1:].argmax()) + 1]
    rule = replace(
        guess_rule(kind),
        id="marked",
        actors=("agent",),
        recipients=("recipient", "patient"),
        relevance="none",
        absorbs=False,
        caused="",
    )
    return rule, ("classifier", f"{one.kind} {one.lemma!r}")


def mentions_of(told: Sequence[tuple[Claim, str]]) -> list[Account]:
    """An account for each mention, so that pairs are of mentions: the event it tells, and the one it was put in."""
    claims = [claim for claim, _ in told]
    roots = cluster((claim.mention for claim in claims), judge(claims))
    accounts = {mention: happening for happening in happenings(claims) for mention in happening.mentions}
    return [Account(accounts[claim.mention], event or claim.mention, roots[claim.mention]) for claim, event in told]
