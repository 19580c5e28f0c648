"""Readings built by hand: one word a line, with word class, head (from 1, 0 for the root) and relation."""

from __future__ import annotations

from chancery.terms import Name, PartialDate, Reading, Report, Sentence, Span, Token

GLUED = {",", ".", "'s", ")", "-", ":"}


def reading_of(*sentences: str, published: str = "") -> Reading:
    """A reading of sentences; a word whose relation ends in |PER, |LOC, |ORG or |OTH lies in such a name.

    Shapes:  neighbouring words with the same mark are one name; a mark with + begins a new one. Words are joined by
             spaces, but for those in GLUED; a word after "-" or "(" is joined too.
    """
    text, built, names, blocks = "", [], [], []
    for index, lines in enumerate(sentences):
        start = len(text)
        tokens: list[Token] = []
        marks: list[str] = []
        for line in lines.strip().splitlines():
            word, upos, head, rel = line.split()
            rel, _, mark = rel.partition("|")
            if tokens and word not in GLUED and tokens[-1].text not in ("-", "("):
                text += " "
            feats = "Number=Plur" if upos == "NOUN" and word.endswith("s") else ""
            tokens.append(
                Token(len(text), len(text) + len(word), word, lemma(word), upos, "", feats, int(head) - 1, rel)
            )
            marks.append(mark)
            text += word
        built.append(Sentence(index, start, len(text), index, tuple(tokens)))
        blocks.append(Span(start, len(text)))
        names += named(tokens, marks, index)
        text += "\n"
    date = PartialDate.parse(published)
    report = Report(text, blocks=tuple(blocks), published=date, published_how="stated" if published else "unknown")
    return Reading(report, built, names)


def lemma(word: str) -> str:
    low = word.lower()
    return {"said": "say", "met": "meet", "urged": "urge", "countries": "country", "sides": "side"}.get(low, low)


def named(tokens: list[Token], marks: list[str], sentence: int) -> list[Name]:
    found: list[Name] = []
    for at, mark in enumerate(marks):
        if not mark:
            continue
        kind = mark.strip("+")
        if found and found[-1].last == at - 1 and found[-1].kind == kind and not mark.startswith("+"):
            last = found.pop()
            found.append(Name(last.start, tokens[at].end, kind, sentence, last.first, at))
        else:
            found.append(Name(tokens[at].start, tokens[at].end, kind, sentence, at, at))
    return found
