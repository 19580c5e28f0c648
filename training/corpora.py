"""The corpora as sentences with gold layers; a layer that a corpus lacks is None."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from training.propbank import Frame

#: Name kinds that the model knows.
KINDS = ("PER", "LOC", "ORG", "OTH")

#: CrossNER's kinds as ours; a nationality is "misc" there.
CROSSNER = {
    "person": "PER",
    "politician": "PER",
    "location": "LOC",
    "country": "LOC",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "election": "OTH",
    "event": "OTH",
    "misc": "OTH",
}

#: GUM's entity types as ours: a date is no name; of a type not listed here GUM cannot tell.
GUM_KINDS = {"person": "PER", "place": "LOC", "organization": "ORG", "event": "OTH", "time": "O"}


@dataclass(slots=True)
class Word:
    """One syntactic word with its gold annotation; `head` is 0 for the root, else 1-based."""

    form: str
    lemma: str = ""
    upos: str = ""
    xpos: str = ""
    feats: str = ""
    head: int = -1
    deprel: str = ""
    space_after: bool = True
    entity: str = ""


@dataclass(slots=True)
class Sentence:
    """A gold sentence. `names` is a tag per word (B-PER, I-PER, O; "?" is not known) or None."""

    source: str
    ident: str
    words: list[Word]
    parsed: bool = True
    names: list[str] | None = None
    paragraph: bool = False
    document: bool = False
    surface: list[tuple[int, int, str]] = field(default_factory=list)
    """Multi-word tokens: first and last word (0-based), written form."""
    frames: list[Frame] | None = None
    """PropBank predicates with roles."""
    all_frames: bool = True
    """Whether `frames` holds every predicate of the sentence."""
    factuality: dict[int, float] | None = None
    """How sure what a predicate tells of is, by the word's place; -3 to 3."""
    events: list[str] | None = None
    """The type of the political event that each word tells of, "none", or "?" where nobody has looked."""

    @property
    def forms(self) -> list[str]:
        return [word.form for word in self.words]

    @property
    def glued(self) -> list[bool]:
        """For each word, whether it stands against the word before it."""
        spaces = [True] + [word.space_after for word in self.words[:-1]]
        return [not space for space in spaces]


def read_lines(path: Path) -> Iterator[str]:
    """Lines of a gzip text file, without their ends."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def read_conllu(path: Path, source: str) -> list[Sentence]:
    """Sentences of a CoNLL-U file, with paragraph and document starts and multi-word tokens."""
    sentences: list[Sentence] = []
    for block in _blocks(read_lines(path)):
        sentence = _conllu_sentence(block, source)
        if sentence.words:
            sentences.append(sentence)
    return sentences


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _conllu_sentence(block: list[str], source: str) -> Sentence:
    sentence = Sentence(source, "", [])
    inside = 0
    for line in block:
        if line.startswith("#"):
            sentence.document |= line.startswith("# newdoc")
            sentence.paragraph |= line.startswith(("# newpar", "# newdoc"))
            # A newpar inside a sentence (GUM) is kept as a token's NewPar; too rare to serve.
            if line.startswith("# sent_id = "):
                sentence.ident = line[12:]
            continue
        cells = line.split("\t")
        space = "SpaceAfter=No" not in cells[9]
        if "-" in cells[0]:
            first, last = (int(part) for part in cells[0].split("-"))
            sentence.surface.append((first - 1, last - 1, cells[1]))
            inside, inside_space = last, space
        elif "." not in cells[0]:
            number = int(cells[0])
            if number <= inside:
                space = inside_space and number == inside
            sentence.words.append(_conllu_word(cells, space))
    return sentence


def _conllu_word(cells: list[str], space: bool) -> Word:
    entity = re.search(r"(?:^|\|)Entity=([^|]*)", cells[9])
    feats = "" if cells[5] == "_" else cells[5]
    lemma = cells[2] if cells[2] != "_" or cells[1] == "_" else ""
    return Word(
        cells[1],
        lemma,
        cells[3],
        cells[4],
        feats,
        int(cells[6]),
        cells[7],
        space,
        entity.group(1) if entity else "",
    )


def add_uner(sentences: list[Sentence], path: Path) -> int:
    """Number of sentences that got names from a UNER file; one that differs in words gets none.

    Sentences are matched by their id, or by their words where UNER numbers them otherwise (PUD).
    """
    by_ident = {sentence.ident: sentence for sentence in sentences}
    by_forms = {tuple(sentence.forms): sentence for sentence in sentences}
    count = 0
    for block in _blocks(read_lines(path)):
        ident = next((line[12:] for line in block if line.startswith("# sent_id = ")), "")
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        sentence = by_ident.get(ident) or by_forms.get(tuple(row[1] for row in rows))
        if sentence is None or [row[1] for row in rows] != sentence.forms:
            continue
        sentence.names = clean_tags([row[2] for row in rows])
        count += 1
    return count


def clean_tags(tags: list[str]) -> list[str]:
    """Tags in strict BIO over `KINDS`; a kind that is not ours is O, a lone I- opens a name."""
    cleaned: list[str] = []
    before = "O"
    for tag in tags:
        kind = tag[2:]
        if tag == "?":
            cleaned.append(tag)
        elif kind not in KINDS:
            cleaned.append("O")
        elif tag.startswith("I-") and before[2:] != kind:
            cleaned.append("B-" + kind)
        else:
            cleaned.append(tag)
        before = cleaned[-1]
    return cleaned


def read_crossner(path: Path) -> list[Sentence]:
    """CrossNER sentences, their kinds mapped to ours."""
    sentences = []
    for number, block in enumerate(_blocks(read_lines(path))):
        rows = [line.split("\t") for line in block]
        tags = [row[1][:2] + CROSSNER.get(row[1][2:], "") if row[1] != "O" else "O" for row in rows]
        sentences.append(_names_only("crossner", number, [row[0] for row in rows], tags))
    return sentences


def read_wikigold(path: Path) -> list[Sentence]:
    """WikiGold sentences; its tags name no beginnings, and MISC is our OTH."""
    sentences = []
    for number, block in enumerate(_blocks(read_lines(path))):
        rows = [line.rsplit(" ", 1) for line in block]
        if any(len(row) != 2 or row[0].startswith("-DOCSTART-") for row in rows):
            continue
        tags = [row[1].replace("MISC", "OTH") for row in rows]
        sentences.append(_names_only("wikigold", number, [row[0] for row in rows], tags))
    return sentences


def _names_only(source: str, number: int, forms: list[str], tags: list[str]) -> Sentence:
    """A sentence with names alone, its words cut as UD cuts them (hyphens, possessives)."""
    words: list[Word] = []
    names: list[str] = []
    for form, tag in zip(forms, tags, strict=True):
        parts = split_like_ud(form)
        for index, part in enumerate(parts):
            words.append(Word(part, space_after=index == len(parts) - 1))
            names.append("I-" + tag[2:] if index and tag != "O" else tag)
    for index, word in enumerate(words[1:], 1):
        if re.fullmatch(r"[.,;:!?)\]%]|'s|n't", word.form):
            words[index - 1].space_after = False
    return Sentence(source, f"{source}-{number}", words, parsed=False, names=clean_tags(names))


def split_like_ud(form: str) -> list[str]:
    """A word cut at inner hyphens, as current EWT and GUM do.

    >>> split_like_ud("years-long")
    ['years', '-', 'long']
    """
    if not re.fullmatch(r"\w+(-\w+)+", form):
        return [form]
    return [part for part in re.split(r"(-)", form) if part]


#: A sentence that has so many words in a row with a held-out sentence is not learned from.
_SHARED_WORDS = 8


def apart_from(sentences: Iterable[Sentence], held_out: Iterable[Sequence[str]]) -> list[Sentence]:
    """The sentences that share no `_SHARED_WORDS` words in a row, and are not the same, as a held-out one."""
    known = {run for forms in held_out for run in _runs(forms)}
    return [sentence for sentence in sentences if known.isdisjoint(_runs(sentence.forms))]


def _runs(forms: Sequence[str]) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", " ".join(forms).lower())
    return {tuple(words[at : at + _SHARED_WORDS]) for at in range(max(1, len(words) - _SHARED_WORDS + 1))}
