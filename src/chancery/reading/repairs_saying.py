"""Mends of the parse around verbs of saying: who says it, and where what is said ends."""

from __future__ import annotations

from dataclasses import replace

from chancery.reading.cues import verb_cues
from chancery.terms.readings import Token

_SAYING = frozenset({"say", "add", "report", "announce", "state", "warn", "note"})
_OPENING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON"})
#: How many words a name with its title may have, after the first.
_LONGEST_NAME = 6


def mend_saying(tokens: list[Token], at: int) -> None:
    """Mend, in place, what hangs wrongly around the verb of saying at a token; other tokens stay as they are."""
    token = tokens[at]
    if token.lemma in _SAYING:
        _speaker_after_verb(tokens, at)
        _speaker_before_verb(tokens, at)
        _participle_after_saying(tokens, at)
    if token.deprel == "conj" and token.xpos == "VBD" and token.lemma.lower() in verb_cues():
        _saying_goes_on(tokens, at)


def _participle_after_saying(tokens: list[Token], at: int) -> None:
    """ "..., she said, noting that": who noted it is who said it, whatever verb stands in what was said."""
    after = at + 2
    if tokens[at].upos != "VERB" or after >= len(tokens) or tokens[at + 1].text != ",":
        return
    if tokens[after].xpos != "VBG" or tokens[after].deprel != "advcl":
        return
    above, steps = at, 0
    while above >= 0 and above != after and steps < len(tokens):
        above, steps = tokens[above].head, steps + 1
    if above < 0:
        tokens[after] = replace(tokens[after], head=at)


def _speaker_after_verb(tokens: list[Token], at: int) -> None:
    """ "..., said Zenda, which mediated": after a comma the noun behind a verb of saying is who said it."""
    verb = tokens[at]
    if verb.upos != "VERB" or not at or tokens[at - 1].text not in (",", '"', "”", "’") or at + 1 >= len(tokens):
        return
    if verb.deprel not in ("conj", "parataxis", "advcl", "dep") or tokens[at + 1].upos not in _OPENING:
        return
    if any(kid.head == at and kid.deprel in ("nsubj", "ccomp", "obj") and i > at for i, kid in enumerate(tokens)):
        return
    last = at + 1
    while last + 1 < len(tokens) and last < at + _LONGEST_NAME and tokens[last + 1].upos in ("ADJ", "NOUN", "PROPN"):
        last += 1
    heads = [i for i in range(at + 1, last + 1) if tokens[i].upos in ("NOUN", "PROPN", "PRON")]
    outer = [i for i in heads if not at < tokens[i].head <= last]
    if outer:
        tokens[outer[0]] = replace(tokens[outer[0]], head=at, deprel="nsubj")
        tokens[at] = replace(verb, deprel="parataxis")


def _speaker_before_verb(tokens: list[Token], at: int) -> None:
    """ "Zenda's army attacked, the ministry said": a second subject of what is said is who said it."""
    if tokens[at].upos != "VERB" or any(kid.head == at and kid.deprel == "nsubj" for kid in tokens):
        return
    for i in range(at - 1, 0, -1):
        token = tokens[i]
        if token.deprel != "nsubj" or not 0 <= token.head < i:
            continue
        comma = any(tokens[between].text == "," for between in range(token.head, i))
        others = any(kid.head == token.head and kid.deprel.startswith("nsubj") for kid in tokens[:i])
        if comma and others and tokens[token.head].head == at:
            tokens[i] = replace(token, head=at)
        return


def _saying_goes_on(tokens: list[Token], at: int) -> None:
    """ "They said that Zenda had attacked, and reported deaths": who said it reported it, not Zenda.

    What was said has an auxiliary ("had attacked", "would leave"), the verb after the "and" has neither it nor a
    subject of its own but the tense of the outer verb of saying: it is joined to that one. After "had" only a comma
    shows it, since "had gone and reported" may be read as one.
    """
    verb = tokens[at]
    said, steps = verb.head, 0
    while 0 <= said < len(tokens) and tokens[said].deprel == "conj" and steps < len(tokens):
        said, steps = tokens[said].head, steps + 1
    if not 0 <= said < at or tokens[said].deprel != "ccomp" or not 0 <= tokens[said].head < said:
        return
    outer = tokens[tokens[said].head]
    if outer.xpos != "VBD" or outer.lemma.lower() not in verb_cues() or not _has(tokens, tokens[said].head, "nsubj"):
        return
    if _has(tokens, at, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark") or not _has(tokens, at, "cc"):
        return
    auxiliaries = {kid.lemma.lower() for kid in tokens[:at] if kid.head == said and kid.deprel == "aux"}
    comma = any(kid.head == at and kid.text == "," for kid in tokens[:at])
    if auxiliaries - {"have"} or (auxiliaries and comma):
        tokens[at] = replace(verb, head=tokens[said].head)


def _has(tokens: list[Token], at: int, *relations: str) -> bool:
    return any(kid.head == at and kid.deprel in relations for kid in tokens)
