"""Which sentences the model learns from, and which it is watched on."""

from __future__ import annotations

from pathlib import Path

from training.corpora import (
    Sentence,
    add_uner,
    apart_from,
    read_conllu,
    read_crossner,
    read_wikigold,
)
from training.entities import add_gum_names, read_re3d
from training.event_gold import add_events, article_sentences, judged_sentences
from training.judged import judgements_file
from training.propbank import add_propbank, read_examples, read_masc
from training.targets import usable
from training.uds import add_factuality

#: PropBank's frame files in the corpora folder; and the test set of roles that may lie beside that folder.
FRAMES = "propbank-frames/frames.tar.gz"
_MASC = "bench/masc-propbank/masc_propbank.tsv.gz"


def training_sentences(corpora: Path) -> list[Sentence]:
    """Every sentence that the model may learn from, in a fixed order."""
    found = corpus_sentences(corpora)
    add_events(found)
    found += article_sentences(corpora.parent)
    judged = judgements_file()
    if judged is not None:
        found += judged_sentences(judged)
    return [sentence for sentence in found if usable(sentence)]


def corpus_sentences(corpora: Path) -> list[Sentence]:
    """The sentences of the corpora that may be learned from, without events."""
    ewt = ewt_sentences(corpora, "train")
    gum = read_conllu(corpora / "gum-free/en_gum-ud-train.conllu.gz", "gum")
    for sentence in gum:
        add_gum_names(sentence)
        for word in sentence.words:
            if word.upos == "VERB" and word.xpos in ("NNP", "NNPS"):
                # A participle inside a name, which EWT calls an adjective with its own form as lemma.
                word.upos, word.lemma, word.feats = "ADJ", word.form, "Degree=Pos"
    names = read_wikigold(corpora / "wikigold/wikigold.conll.txt.gz")
    for part in ("train", "dev"):
        names += read_crossner(corpora / f"crossner-politics/{part}.txt.gz")
    names += read_re3d(corpora / "re3d-free/re3d.tar.gz")
    return ewt + gum + names + frame_examples(corpora)


def frame_examples(corpora: Path) -> list[Sentence]:
    """The examples of the frame files, without those that stand in EWT dev or test, or in MASC where that is at hand.

    They were taken from many texts, some of which others annotated for those sets.
    """
    held_out = [s.forms for part in ("dev", "test") for s in ewt_sentences(corpora, part)]
    masc = corpora.parent / _MASC
    if masc.exists():
        held_out += [words for _, words, _ in read_masc(masc)]
    return apart_from(read_examples(corpora / FRAMES), held_out)


def ewt_sentences(corpora: Path, part: str) -> list[Sentence]:
    """A part of EWT with the names of UNER, the predicates of PropBank and the factuality of UDS."""
    sentences = read_conllu(corpora / f"ewt/en_ewt-ud-{part}.conllu.gz", "ewt")
    add_uner(sentences, corpora / f"uner-ewt/en_ewt-ud-{part}.iob2.gz")
    add_propbank(sentences, corpora / "propbank-ewt/propbank_ewt.tsv.gz", part)
    add_factuality(sentences, corpora / f"uds-factuality/{part}.jsonl.gz")
    return sentences
