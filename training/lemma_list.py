"""Lemmas known by heart: irregular words, and forms that have one lemma each time they are seen."""

from __future__ import annotations

import re
import tarfile
from collections import Counter, defaultdict
from pathlib import Path

from chancery.reading.model.lemmas import lemma_script
from training.corpora import Sentence
from training.irregular import irregular_forms

#: A form must be seen this often, always with one lemma, to be learned by heart.
LEAST_SEEN = 3

#: Tags whose lemmas depend on casing or on the word's sense, and are left to the scripts.
_LEFT_OUT = frozenset({"NNP", "NNPS", "FW", "ADD", "GW", "XX", "CD", "LS", "SYM", "NFP"})


def learn_exceptions(sentences: list[Sentence]) -> dict[str, str]:
    """Lemma by "form tag" (form small), for forms whose script is not the commonest of its tag and ending.

    The irregular verbs and nouns of `irregular` are always in it.
    """
    lemmas: defaultdict[str, Counter[str]] = defaultdict(Counter)
    scripts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words if sentence.parsed else ():
            if not word.lemma or word.xpos in _LEFT_OUT or not word.form.isascii():
                continue
            form = word.form.lower()
            lemmas[f"{form} {word.xpos}"][word.lemma] += 1
            scripts[word.xpos, form[-3:]][lemma_script(form, word.lemma)] += 1
    found = irregular_forms()
    for key, counts in sorted(lemmas.items()):
        form, xpos = key.split(" ")
        lemma, count = counts.most_common(1)[0]
        usual = scripts[xpos, form[-3:]].most_common(1)[0][0]
        if key in found:
            continue  # what the grammar says stands
        settled = count >= LEAST_SEEN and count >= 0.95 * counts.total()
        if settled and lemma_script(form, lemma) != usual:
            found[key] = lemma
    return found


def learn_nouns(sentences: list[Sentence]) -> list[str]:
    """Noun lemmas in small letters that the corpora show twice or more, in alphabetical order."""
    seen = Counter(
        word.lemma for sentence in sentences for word in sentence.words if word.xpos in ("NN", "NNS") and word.lemma
    )
    return sorted(lemma for lemma, count in seen.items() if count >= 2 and lemma.isalpha() and lemma.islower())


def learn_verbs(sentences: list[Sentence], frames: Path) -> list[str]:
    """Verb lemmas in alphabetical order: those of PropBank's framesets, and those the corpora show three times."""
    seen = Counter(
        word.lemma.lower() for sentence in sentences for word in sentence.words if word.xpos.startswith("VB")
    )
    verbs = {lemma for lemma, count in seen.items() if count >= LEAST_SEEN and lemma.isalpha()}
    with tarfile.open(frames) as tar:
        for member in tar:
            opened = tar.extractfile(member) if member.name.endswith(".xml") else None
            if opened:
                verbs.update(re.findall(r'<alias pos="v">([a-z]+)</alias>', opened.read().decode("utf-8")))
    return sorted(verbs)
