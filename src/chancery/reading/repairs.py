"""Mends what a parser often gets wrong and the words alone decide, before any rule looks at the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.shelf import wordlists
from chancery.terms.readings import Token

_RELATIVE = frozenset({"who", "whom", "which", "that", "what", "whatever", "how", "where", "when"})
#: How far a mend looks around a token, in tokens.
_NEAR = 3


def repaired(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with heads and relations mended; characters and tags stay.

    Each mend is one that grammar leaves no choice about: a second subject beside a title, an object before its participle,
    a noun that modifies a verb, an event coordinated with the people it befell.
    """
    mended = list(tokens)
    for at, token in enumerate(tokens):
        if not 0 <= token.head < len(tokens):
            continue
        if token.deprel == "nsubj":
            _title_before_name(mended, at)
        elif token.deprel == "obj":
            _object_before_participle(mended, at)
        elif token.deprel == "compound":
            _noun_before_verb(mended, at)
        elif token.deprel == "conj":
            _event_beside_people(mended, at)
    return tuple(mended)


def _title_before_name(tokens: list[Token], at: int) -> None:
    """ "analyst Azer Garayev said": two subjects side by side are a title and a name."""
    token, after = tokens[at], at + 1
    if token.upos not in ("NOUN", "PROPN") or after >= len(tokens):
        return
    name = tokens[after]
    if name.upos == "PROPN" and name.head == token.head and name.deprel == "nsubj":
        tokens[at] = replace(token, head=after, deprel="nmod:desc")


def _object_before_participle(tokens: list[Token], at: int) -> None:
    """ "to Zenda reclaiming the land": what stands before a participle is its subject."""
    token = tokens[at]
    verb = tokens[token.head]
    if at >= token.head or verb.xpos != "VBG" or token.text.lower() in _RELATIVE or token.upos == "PRON":
        return
    others = [other.deprel for i, other in enumerate(tokens) if other.head == token.head and i != at]
    if not any(rel.startswith("nsubj") for rel in others) and verb.deprel != "acl:relcl":
        tokens[at] = replace(token, deprel="nsubj")


def _noun_before_verb(tokens: list[Token], at: int) -> None:
    """ "Withdrawal marks shift": a verb has no compound; the noun before it is its subject."""
    token = tokens[at]
    verb = tokens[token.head]
    if at >= token.head or verb.upos != "VERB" or verb.xpos not in ("VBZ", "VBD", "VBP") or token.upos == "ADJ":
        return
    if at + 1 < len(tokens) and tokens[at + 1].text in ("-", "‐", "‑", "–"):
        return
    if not any(other.head == token.head and other.deprel.startswith("nsubj") for other in tokens):
        tokens[at] = replace(token, deprel="nsubj")


def _event_beside_people(tokens: list[Token], at: int) -> None:
    """ "an exodus of people and the arrest of leaders": the arrest stands beside the exodus, not beside the people."""
    token = tokens[at]
    first = tokens[token.head]
    events = wordlists.words("event_nouns.tsv")
    if token.upos != "NOUN" or token.lemma.lower() not in events or first.lemma.lower() in events:
        return
    if first.deprel not in ("nmod", "obl") or not 0 <= first.head < token.head:
        return
    event = tokens[first.head]
    is_people = first.upos == "PROPN" or (first.upos == "NOUN" and first.xpos == "NNS")
    if event.upos == "NOUN" and event.lemma.lower() in events and is_people and _has_determiner(tokens, at):
        tokens[at] = replace(token, head=first.head)


def _has_determiner(tokens: Sequence[Token], at: int) -> bool:
    return any(
        other.head == at and other.deprel in ("det", "nmod:poss") for other in tokens[max(0, at - _NEAR - 2) : at]
    )
