"""PropBank on EWT: which words are predicates, in which sense, with which roles; and the frames' own senses."""

from __future__ import annotations

import html
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.corpora import Sentence, Word, read_lines, split_like_ud

#: A role seen less often than this in training is no class of its own.
RARE_ROLE = 20

#: Columns of the table before the one column per predicate: PropBank-EWT, and MASC.
_EWT_COLUMNS, _MASC_COLUMNS = 8, 6


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate: its place in the sentence (0-based), its roleset ("get.01"), a BIO role tag per word."""

    place: int
    roleset: str
    tags: tuple[str, ...]


def add_propbank(sentences: list[Sentence], path: Path, part: str) -> int:
    """Number of sentences that got frames (perhaps none in them); one whose words differ gets no layer."""
    by_ident = {sentence.ident: sentence for sentence in sentences}
    count = 0
    for rows in _blocks(path):
        sentence = by_ident.get(rows[0][1]) if rows[0][0] == part else None
        if sentence is None or [row[3] for row in rows] != sentence.forms:
            continue
        sentence.frames = frames_of(rows, _EWT_COLUMNS)
        count += 1
    return count


def read_masc(path: Path) -> Iterator[tuple[str, list[str], list[Frame]]]:
    """Document name, words and frames of each sentence of MASC; for scoring alone.

    A sentence that has not one column for each predicate (there is one, with an empty word of the parse) is left out.
    """
    for rows in _blocks(path):
        predicates = sum(row[_MASC_COLUMNS - 1] != "-" for row in rows)
        if any(len(row) != _MASC_COLUMNS + predicates for row in rows):
            continue
        yield rows[0][0], [row[2] for row in rows], frames_of(rows, _MASC_COLUMNS)


def _blocks(path: Path) -> Iterator[list[list[str]]]:
    rows: list[list[str]] = []
    for line in read_lines(path):
        if line:
            rows.append(line.split("\t"))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def frames_of(rows: list[list[str]], before: int) -> list[Frame]:
    """The frames of a sentence; the roleset stands in the last column before the role columns."""
    places = [place for place, row in enumerate(rows) if row[before - 1] != "-"]
    frames = []
    for number, place in enumerate(places):
        column = [row[before + number] for row in rows]
        frames.append(Frame(place, rows[place][before - 1], tuple(bio_tags(column))))
    return frames


def bio_tags(column: list[str]) -> list[str]:
    """Role tags of a column of brackets, "(ARG0*", "*", "*)"; the predicate's own bracket is O.

    >>> bio_tags(["(ARG0*)", "(V*)", "(ARG1*", "*)"])
    ['B-ARG0', 'O', 'B-ARG1', 'I-ARG1']
    """
    tags, current = [], ""
    for cell in column:
        opened = re.match(r"\(([^*()]+)", cell)
        if opened:
            current = opened.group(1)
            tags.append("O" if current in ("V", "C-V") else "B-" + current)
        else:
            tags.append("I-" + current if current and current not in ("V", "C-V") else "O")
        if cell.endswith(")"):
            current = ""
    return tags


def learn_roles(sentences: list[Sentence]) -> list[str]:
    """O, then B and I of each role that is seen often enough in annotated text, the most frequent first."""
    annotated = [frame for sentence in sentences if sentence.all_frames for frame in sentence.frames or ()]
    counts = Counter(tag[2:] for frame in annotated for tag in frame.tags if tag[0] == "B")
    kept = sorted((role for role, n in counts.items() if n >= RARE_ROLE), key=lambda role: (-counts[role], role))
    return ["O", *(f"{place}-{role}" for role in kept for place in "BI")]


@dataclass(frozen=True)
class Senses:
    """What senses a lemma has: the classes of the network, and each lemma's rolesets, the likeliest first."""

    classes: list[str]
    rolesets: dict[str, list[str]]


def learn_senses(sentences: list[Sentence], frames: Path) -> Senses:
    """Rolesets by lemma from the frame files and annotated text; those seen in a lemma of several are classes."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for frame in sentence.frames or () if sentence.all_frames else ():
            seen[sentence.words[frame.place].lemma.lower()][frame.roleset] += 1
    listed = _alias_rolesets(frames)
    rolesets: dict[str, list[str]] = {}
    for lemma in sorted({*seen, *listed}):
        counts = seen.get(lemma, Counter())
        names = {*counts, *listed.get(lemma, ())}
        rolesets[lemma] = sorted(names, key=lambda name: (-counts[name], name.rpartition(".")[2], name))
    several = {name for lemma, names in rolesets.items() if len(names) > 1 for name in seen.get(lemma, ())}
    return Senses(sorted(several), rolesets)


@dataclass(frozen=True, slots=True)
class Roleset:
    """A roleset of the frame files: its aliases, and what its numbered roles are for ({"ARG0": "PAG"})."""

    name: str
    aliases: tuple[str, ...]
    functions: dict[str, str]


def read_frames(frames: Path) -> Iterator[Roleset]:
    """The rolesets of the archive. By pattern and not as XML, for two of its files are not well formed."""
    for name, part in _roleset_texts(frames):
        roles = [dict(re.findall(r'(\w+)="([^"]*)"', found)) for found in re.findall(r"<role\s([^>]*)>", part)]
        functions = {f"ARG{role['n']}": role["f"].upper() for role in roles if role.get("n") and role.get("f")}
        aliases = tuple(alias.strip().lower() for alias in re.findall(r"<alias[^>]*>([^<]+)<", part))
        yield Roleset(name, aliases, functions)


def _roleset_texts(frames: Path) -> Iterator[tuple[str, str]]:
    """Name and XML of each roleset of the archive, in the archive's order."""
    with tarfile.open(frames) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".xml") else None
            text = file.read().decode("utf-8") if file else ""
            for part in re.split(r"<roleset\s", text)[1:]:
                name = re.search(r'\bid="([^"]+)"', part)
                if name:
                    yield name.group(1), part


#: Signs of the Penn Treebank as they are written in text.
_WRITTEN = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}

#: Roles that the frames' examples name otherwise than the annotated text.
_RENAMED = {"ARGM-PNC": "ARGM-PRP"}

#: Least words of an example: a bare phrase ("side support") has no sentence to learn from.
_LEAST_WORDS = 4

_CLOSES = re.compile(r"[.,;:!?)\]}%]|'s|'re|'ve|'ll|'d|'m|'|n't")


def read_examples(frames: Path) -> Iterator[Sentence]:
    """The examples by which the frame files explain their rolesets, each a sentence with one of its predicates.

    Shapes:  words are cut as UD cuts them; traces ("*PRO*") are left out. An example with roles that overlap, lie on
             the predicate or have no place is left out. Nothing is known of a sentence's other predicates.
    """
    for roleset, part in _roleset_texts(frames):
        for number, example in enumerate(re.findall(r"<example\b.*?</example>", part, re.DOTALL)):
            sentence = _example(f"{roleset}-{number}", roleset, example)
            if sentence is not None:
                yield sentence


def _example(ident: str, roleset: str, example: str) -> Sentence | None:
    text = re.search(r"<text>(.*?)</text>", example, re.DOTALL)
    rel = re.search(r'<rel relloc="(\d+)', example)
    roles = re.findall(r'<arg type="([^"]*)" start="([^"]*)" end="([^"]*)"', example)
    if text is None or rel is None or not all(first.isdigit() and last.isdigit() for _, first, last in roles):
        return None
    words: list[Word] = []
    begins: list[int] = []  # of each word of the example, the first that is made of it; and where the last ends
    opened = False
    for form in html.unescape(text.group(1)).split():
        begins.append(len(words))
        if "*" in form and len(form) > 1:
            continue
        quote = form in ("``", "''", '"')
        if words and (_CLOSES.fullmatch(form) or form.startswith("-R") or (quote and opened)):
            words[-1].space_after = False
        parts = split_like_ud(_WRITTEN.get(form, form))
        words += [Word(piece, space_after=place == len(parts) - 1) for place, piece in enumerate(parts)]
        opened = not opened if quote else opened
        if (quote and opened) or form in ("(", "[", "$") or form.startswith("-L"):
            words[-1].space_after = False
    begins.append(len(words))
    at = int(rel.group(1))
    if len(words) < _LEAST_WORDS or at + 1 >= len(begins) or begins[at] == begins[at + 1]:
        return None
    tags = ["O"] * len(words)
    for role, first, last in sorted(roles, key=lambda one: int(one[1])):
        if int(last) + 1 >= len(begins):
            return None
        inside = range(begins[int(first)], begins[int(last) + 1])
        if any(tags[place] != "O" for place in inside) or begins[at] in inside:
            return None
        for place in inside:
            tags[place] = ("B-" if place == inside.start else "I-") + _RENAMED.get(role, role)
    frame = Frame(begins[at], roleset, tuple(tags))
    words[begins[at]].lemma = re.split(r"[._]", roleset)[0]
    return Sentence("ewt", ident, words, parsed=False, frames=[frame], all_frames=False)


def _alias_rolesets(frames: Path) -> dict[str, set[str]]:
    """Rolesets by the first word of each alias: "carry" has those of "carry on" too."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for roleset in read_frames(frames):
        for alias in roleset.aliases:
            found[re.split(r"[ _]", alias)[0]].add(roleset.name)
    return found


def role_functions(frames: Path) -> dict[str, str]:
    """What each roleset's numbered roles are for, in short: {"get.01": "0PAG 1PPT 2DIR"}."""
    return {
        roleset.name: " ".join(f"{role[3:]}{use}" for role, use in roleset.functions.items())
        for roleset in read_frames(frames)
        if roleset.functions
    }
