"""Names out of annotations that mark more than names: GUM entities and re3d."""

from __future__ import annotations

import json
import re
import tarfile
from pathlib import Path
from typing import Any

from training.corpora import GUM_KINDS, Sentence, Word, clean_tags, split_like_ud

_OPENING = re.compile(r"\((\d+)-([a-z]+)-[^()]*")
_PART = re.compile(r"\([^()]+\)?|\d+\)")

#: re3d's kinds as ours; a kind not listed is no name.
RE3D_KINDS = {"Person": "PER", "Location": "LOC", "Organisation": "ORG", "Nationality": "OTH"}


def add_gum_names(sentence: Sentence) -> None:
    """Marks the names of a GUM sentence: runs of proper nouns at the core of an entity.

    A proper noun in no entity's core, and a capital adjective inside a sentence (mostly a
    nationality), is "?", for GUM does not say; everything else is O.
    """
    words = sentence.words
    tags = ["O"] * len(words)
    for index, word in enumerate(words):
        capital = word.form[:1].isupper()
        if word.upos == "PROPN" or (word.upos == "ADJ" and capital and index):
            tags[index] = "?"
    for first, last, etype in sorted(_entities(words), key=lambda e: e[0] - e[1]):
        run = _proper_run(words, first, last)
        if run is None:
            continue
        start, end = run
        kind = GUM_KINDS.get(etype, "?")
        if kind == "PER" and words[end].xpos == "NNPS":
            kind = "OTH"  # a people: "the Vikings"
        if kind in ("O", "?"):
            tags[start : end + 1] = [kind] * (end + 1 - start)
            continue
        for index in range(start, end + 1):
            tags[index] = ("B-" if index == start else "I-") + kind
    sentence.names = clean_tags(tags)


def _entities(words: list[Word]) -> list[tuple[int, int, str]]:
    """Entities of a sentence that end in it: first word, last word, GUM's type."""
    found = []
    opened: dict[str, list[tuple[int, str]]] = {}
    for index, word in enumerate(words):
        for part in _PART.findall(word.entity):
            opening = _OPENING.match(part)
            if opening:
                number, kind = opening.group(1), opening.group(2)
                if part.endswith(")"):
                    found.append((index, index, kind))
                else:
                    opened.setdefault(number, []).append((index, kind))
            elif opened.get(part[:-1]):
                first, kind = opened[part[:-1]].pop()
                found.append((first, index, kind))
    return found


def _proper_run(words: list[Word], first: int, last: int) -> tuple[int, int] | None:
    """The run of proper nouns around the entity's head, or None where the head is no name."""
    heads = [index for index in range(first, last + 1) if not first <= words[index].head - 1 <= last]
    if not heads or words[heads[0]].upos != "PROPN":
        return None
    start = end = heads[0]
    while start > first and _in_name(words[start - 1], words, start - 1):
        start -= 1
    while end < last and _in_name(words[end + 1], words, end + 1):
        end += 1
    if end + 2 <= last and words[end + 1].form == "of" and words[end + 2].upos == "PROPN":
        end += 2
        while end < last and words[end + 1].upos == "PROPN":
            end += 1
    while start < end and words[start].upos not in ("PROPN", "ADJ", "NOUN", "NUM"):
        start += 1
    while end > start and words[end].form in ("-", "'s"):
        end -= 1
    return start, end


def _in_name(word: Word, words: list[Word], index: int) -> bool:
    if word.form == "-":
        return not word.space_after and bool(index) and not words[index - 1].space_after
    return word.upos == "PROPN" or (
        word.deprel in ("flat", "compound", "amod") and word.form[:1].isupper() and index > 0
    )


def read_re3d(path: Path) -> list[Sentence]:
    """Sentences of re3d with the entities that are written as names."""
    sentences: list[Sentence] = []
    with tarfile.open(path) as tar:
        files = {member.name: member for member in tar.getmembers() if member.name.endswith(".json")}
        for name in sorted(files):
            if not name.endswith("documents.json"):
                continue
            texts = {row["_id"]: row["text"] for row in _rows(tar, files[name])}
            spans: dict[str, list[tuple[int, int, str]]] = {}
            entities = files[name.replace("documents.json", "entities.json")]
            for row in _rows(tar, entities):
                kind = RE3D_KINDS.get(row["type"])
                if kind:
                    spans.setdefault(row["documentId"], []).append((row["begin"], row["end"], kind))
            for ident in sorted(texts):
                sentences += _re3d_document(ident, texts[ident], spans.get(ident, []))
    return sentences


def _rows(tar: tarfile.TarFile, member: tarfile.TarInfo) -> list[dict[str, Any]]:
    opened = tar.extractfile(member)
    if opened is None:
        return []
    return [json.loads(line) for line in opened.read().decode("utf-8").splitlines() if line]


def _re3d_document(ident: str, text: str, spans: list[tuple[int, int, str]]) -> list[Sentence]:
    marks: list[tuple[int, int, str]] = []
    for begin, end, kind in sorted(spans, key=lambda span: span[0] - span[1]):
        trimmed = _capital_span(text, begin, end)
        if trimmed and not any(b < trimmed[1] and trimmed[0] < e for b, e, _ in marks):
            marks.append((*trimmed, kind))
    sentences = []
    for start, end in _rough_sentences(text):
        words, names = [], []
        for match in re.finditer(r"U\.S\.|U\.K\.|[^\W_]+(?:-[^\W_]+)*|[’']s\b|\S", text[start:end]):
            begin = start + match.start()
            after = start + match.end()
            tag = "O"
            for first, last, kind in marks:
                if first <= begin and after <= last:
                    tag = ("B-" if begin == first else "I-") + kind
                elif begin < last and first < after:
                    tag = "?"
            pieces = split_like_ud(match.group())
            for number, piece in enumerate(pieces):
                space = number == len(pieces) - 1 and text[after : after + 1].isspace()
                words.append(Word(piece, space_after=space))
                names.append("I" + tag[1:] if number and len(tag) > 1 else tag)
        if len(words) > 3:
            sentences.append(Sentence("re3d", f"{ident}-{start}", words, parsed=False, names=clean_tags(names)))
    return sentences


def _capital_span(text: str, begin: int, end: int) -> tuple[int, int] | None:
    """The span without a leading article, if all its longer words are capital; else None."""
    article = re.match(r"(?:[Tt]he|[Aa]n?)\s+", text[begin:end])
    if article:
        begin += article.end()
    words = re.findall(r"\w+", text[begin:end])
    if not words or not words[0][:1].isupper() or words[0] in ("I", "We", "He", "She", "It"):
        return None
    if words[0] in ("They", "His", "Her", "This", "These", "Those", "Its", "Their", "Our"):
        return None
    if any(len(word) > 3 and word[0].islower() for word in words):
        return None
    return begin, end


def _rough_sentences(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for match in re.finditer(r"(?<=[a-z0-9)\"’”][.!?])[\"’”]?\s+(?=[A-Z\"“‘])|\n\s*\n", text):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return spans
