"""Agreements, commitments, demands and proceedings: whose they are, what they are on, and what ends them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from chancery.coding.contents import own_words
from chancery.coding.drafts import Draft
from chancery.coding.fillers import Conditions, Filler, fillers, participants
from chancery.coding.page import Page
from chancery.coding.state_claims import state_key
from chancery.shelf.actors import actor_list, adjectives
from chancery.shelf.codebooks import Codebook
from chancery.terms import Participant, Predicate

#: Parts that name a dealing of each kind; those after "?" may be untold ("promised 10,000 tents").
_PARTS = {
    "agreement": ("who",),
    "commitment": ("by", "?to"),
    "demand": ("by", "?to"),
    "proceeding": ("to",),
}
_DEALINGS = frozenset(_PARTS)
_CALENDAR = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_WORD = re.compile(r"[^\W_][\w.-]*(?:['’]s)?")
_SHORTEST = 3
_GIVEN = ("recipient", "beneficiary", "destination", "patient>recipient")
#: A thing promised is told of with these beside it.
PROMISED = frozenset({"promised", "pledged"})


def dealing_key(kind: str, parts: Mapping[str, tuple[Participant, ...]], what: str, codebook: Codebook) -> str:
    """The key that dealings of one kind between the same parties share; "" for other kinds or unknown parties.

    Several stand between the same parties: the record tells them apart by what they are on (see `truce_key` for what
    can only be one).
    """
    if kind not in _DEALINGS:
        return ""
    if kind == "agreement":
        one = truce_key(what, parts.get("who", ()), codebook) or pact_key(what, codebook)
        if one or len({part.actor.id for part in parts.get("who", ())}) < 2:
            return one
    values: list[str] = []
    for name in _PARTS[kind]:
        some = parts.get(name.removeprefix("?"), ())
        key = state_key(kind, (name.removeprefix("?"),), parts, None) if some else ""
        if not key and (some or not name.startswith("?")):
            return ""
        values.append(key.partition("|")[2])
    return "|".join([kind, *values, ""])


def truce_key(what: str, who: tuple[Participant, ...], codebook: Codebook) -> str:
    """The key of a truce between known sides, by which its end finds it; "" for any other agreement.

    Two sides may have many agreements at a time, but one truce.
    """
    words = {word.strip(",.").casefold() for word in what.split()}
    if not words & codebook.classes["truce"].lemmas or len({part.actor.id for part in who}) < 2:
        return ""
    key = state_key("agreement", ("who",), {"who": who}, None)
    return f"{key}|truce" if key else ""


def pact_key(what: str, codebook: Codebook) -> str:
    """The key of an agreement that has a name of its own ("the INF treaty"); "" where the words are a description.

    Names of countries, peoples and bodies say whose it is, and names of months and people when or by whom it was made.
    """
    words = [match[0] for match in _WORD.finditer(what)]
    if len(words) > 1 and words[0].istitle() and words[1].islower():
        words = words[1:]  # it may only begin a sentence
    nouns = codebook.classes["pact"].lemmas
    at = next((at for at, word in enumerate(words) if word.casefold() in nouns), 0)
    words = words[: at + 1] if at and any(word[0].isupper() for word in words[:at]) else words
    if not {word.casefold() for word in words} & nouns:
        return ""
    names = [
        word.casefold()
        for word in words
        if word[0].isupper() and len(word) >= _SHORTEST and not word.endswith(("'s", "’s")) and not _is_party(word)
    ]
    names = [word for word in names if word not in nouns and word not in _CALENDAR and word != "the"]
    return f"agreement|{' '.join(names)}|named" if names else ""


@cache
def _is_party(word: str) -> bool:
    """Whether a word of a name is a country, a people, a body or somebody's."""
    own = {one for adjective in adjectives().values() for one in adjective.split()}
    return any(part in own or bool(actor_list().named(part)) for part in (word, *word.split("-")))


def ended_by_verb(page: Page, lead: Draft, kind: str, codebook: Codebook) -> bool:
    """Whether the event's noun is what a verb of its sentence ends, suspends or keeps: that tells of no new one.

    ("their demand has been met", "withdrew from the deal"; the verb's own rule closes what the noun names.)
    """
    if kind not in _DEALINGS or lead.predicate.kind != "noun":
        return False
    verbs = {verb for rule in codebook.standing if rule.kind == kind and rule.change != "opens" for verb in rule.verbs}
    return any(
        one.sentence == lead.sentence.index
        and one.kind == "verb"
        and one.lemma in verbs
        and any(
            role.role in ("patient", "topic", "origin", "recipient") and role.head == lead.predicate.token
            for role in one.roles
        )
        for one in page.reading.predicates
    )


def of_noun(
    page: Page, conditions: Conditions, predicate: Predicate, words: frozenset[str], roles: tuple[str, ...]
) -> tuple[Participant, ...]:
    """Who fills one of the roles of the noun that a verb acts on ("dropped the inquiry into the minister")."""
    for noun in named_nouns(page, predicate, words):
        found = participants(page, conditions, noun, roles)
        if found:
            return found
    return ()


def named_nouns(page: Page, predicate: Predicate, words: frozenset[str]) -> list[Predicate]:
    """The nouns of these lemmas that a verb acts on, as predicates of their own."""
    some = (filler for role in ("patient", "topic", "recipient", "agent") for filler in fillers(page, predicate, role))
    found = (page.predicate_at(one.sentence, one.head) for one in some)
    return [noun for noun in found if noun is not None and noun.lemma in words]


def content_words(page: Page, predicate: Predicate, words: frozenset[str]) -> str:
    """What the noun that a verb acts on is about ("its promise to build a dam"): "build a dam"; "" where not told."""
    for noun in named_nouns(page, predicate, words):
        for role in ("content", "purpose", "topic", "patient"):
            for filler in fillers(page, noun, role):
                if filler.actor is None:
                    return own_words(page, filler.sentence, filler.head)
    return ""


def promised_thing(page: Page, predicate: Predicate) -> tuple[str, Predicate | None]:
    """What was promised of all that a verb hands over, and the verb of promising where it is one ("pledged by")."""
    for filler in fillers(page, predicate, "patient"):
        words = own_words(page, filler.sentence, filler.head).split()
        said = [word for word in words if word.casefold() in PROMISED]
        if said:
            thing = " ".join(words).partition(f" {said[0]} by ")[0].split()
            return " ".join(word for word in thing if word.casefold() not in PROMISED), _promise_of(page, filler)
    return "", None


def _promise_of(page: Page, thing: Filler) -> Predicate | None:
    return next(
        (
            one
            for one in page.reading.predicates
            if one.sentence == thing.sentence
            and page.text[one.start : one.end].casefold() in PROMISED
            and any(role.role == "patient" and role.head == thing.head for role in one.roles)
        ),
        None,
    )


def given_to(page: Page, conditions: Conditions, predicate: Predicate) -> tuple[Participant, ...]:
    """To whom something is promised, where only the promise's content tells ("promised to send aid to Kenya")."""
    for filler in fillers(page, predicate, "content"):
        inner = page.predicate_at(filler.sentence, filler.head)
        found = participants(page, conditions, inner, _GIVEN) if inner is not None else ()
        if found:
            return found
    return ()
