"""The label sets of the heads, learned from the training sentences and written to one file."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from chancery.reading.model.lemmas import lemma_script
from training.corpora import KINDS, Sentence
from training.propbank import learn_roles, learn_senses

#: A feature string or lemma script seen less often than this is no class of its own.
RARE_LABEL = 3

#: Name tags: outside, then begin, inside, end and single per kind.
NAME_TAGS = ("O", *(f"{place}-{kind}" for kind in KINDS for place in "BIES"))


@dataclass(frozen=True)
class Labels:
    """The classes of each head, in the order of their numbers."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemma: list[str]
    deprel: list[str]
    names: list[str]
    roles: list[str]
    senses: list[str]
    rolesets: dict[str, list[str]]
    """Not a head's classes: the rolesets of each lemma, the likeliest first."""

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), "utf-8")

    @classmethod
    def load(cls, path: Path) -> Labels:
        return cls(**json.loads(path.read_text("utf-8")))


def learn_labels(sentences: list[Sentence], frames: Path) -> Labels:
    """The label sets of the sentences, the most frequent label first; `frames` is the archive of PropBank's."""
    upos: Counter[str] = Counter()
    xpos: Counter[str] = Counter()
    feats: Counter[str] = Counter()
    lemma: Counter[str] = Counter()
    deprel: Counter[str] = Counter()
    for sentence in sentences:
        if not sentence.parsed:
            continue
        for word in sentence.words:
            upos[word.upos] += 1
            xpos[word.xpos] += 1
            feats[word.feats] += 1
            deprel[word.deprel] += 1
            if word.lemma:
                lemma[lemma_script(word.form, word.lemma)] += 1
    senses = learn_senses(sentences, frames)
    return Labels(
        _frequent(upos, 1),
        _frequent(xpos, 2),
        _frequent(feats, RARE_LABEL),
        _frequent(lemma, RARE_LABEL),
        _frequent(deprel, 2),
        list(NAME_TAGS),
        learn_roles(sentences),
        senses.classes,
        senses.rolesets,
    )


def _frequent(counts: Counter[str], least: int) -> list[str]:
    return sorted((key for key, n in counts.items() if n >= least), key=lambda k: (-counts[k], k))


def bioes(tags: list[str]) -> list[str]:
    """BIO tags as begin, inside, end, single; "?" stays."""
    out = []
    for index, tag in enumerate(tags):
        after = tags[index + 1] if index + 1 < len(tags) else "O"
        goes_on = after.startswith("I-") and after[2:] == tag[2:]
        if tag.startswith("B-"):
            out.append(("B-" if goes_on else "S-") + tag[2:])
        elif tag.startswith("I-"):
            out.append(("I-" if goes_on else "E-") + tag[2:])
        else:
            out.append(tag)
    return out
