"""Lemmas learned by heart: irregular forms that have one lemma each time they are seen."""

from __future__ import annotations

from collections import Counter, defaultdict

from chancery.reading.model.lemmas import lemma_script
from training.corpora import Sentence

#: A form must be seen this often, always with one lemma, to be learned by heart.
LEAST_SEEN = 3

#: Tags whose lemmas depend on casing or on the word's sense, and are left to the scripts.
_LEFT_OUT = frozenset({"NNP", "NNPS", "FW", "ADD", "GW", "XX", "CD", "LS", "SYM", "NFP"})


def learn_exceptions(sentences: list[Sentence]) -> dict[str, str]:
    """Lemma by "form tag" (form small), for forms whose script is not the commonest of its tag and ending."""
    lemmas: defaultdict[str, Counter[str]] = defaultdict(Counter)
    scripts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words if sentence.parsed else ():
            if not word.lemma or word.xpos in _LEFT_OUT or not word.form.isascii():
                continue
            form = word.form.lower()
            lemmas[f"{form} {word.xpos}"][word.lemma] += 1
            scripts[word.xpos, form[-3:]][lemma_script(form, word.lemma)] += 1
    found = {}
    for key, counts in sorted(lemmas.items()):
        form, xpos = key.split(" ")
        lemma, count = counts.most_common(1)[0]
        usual = scripts[xpos, form[-3:]].most_common(1)[0][0]
        settled = count >= LEAST_SEEN and count >= 0.95 * counts.total()
        if settled and lemma_script(form, lemma) != usual:
            found[key] = lemma
    return found
