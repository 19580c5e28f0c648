"""Writes the model card from the manifest, the scores and the curve: every figure in it was measured."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from string import Template
from typing import Any

_CARD = Template(
    """\
# Model card: $version

Chancery's own reading model. One MiniLM-L6 encoder (6 layers, 384 wide) with a head per layer of reading, and a
character network of 86,000 weights that finds sentences and words. Both run on a CPU through onnxruntime; the
encoder and heads have 8-bit weights. A small network in numpy, learned over the encoder's vectors, ranks antecedents.

- Licence of the weights: CC BY-SA 4.0; whom to credit: `ATTRIBUTION`.
- Language: English, as edited news writes it. Tag sets: Universal Dependencies v2 (EWT), Penn Treebank tags.
- Names: PER, LOC, ORG, OTH (nationalities, religions, events and the like).
- Events: for each word, the chances of the 16 types of PLOVER and of none; a view that coding weighs, no coding itself.
- Rebuilt by one command: `make -C training model`. Seeds are fixed; runs on other machines differ in the last digits.

## Learned from

$sources

$epochs epochs over about 21,600 sentences, all layers together; a layer that a corpus has no gold for is left out of
the loss.
$notes

A twentieth of the sentences is shown in Title Case, a few per cent in upper or lower case, and some without their
final stop, so that headlines read well; in some, names are changed for others of their kind. The splitter saw the
treebanks' paragraphs with titles, initials, short forms, datelines and direct speech put in, for news is full of them
and the treebanks are not.

Nothing from the benchmarks (PUD, UNER-PUD, MASC, PolNeAR, PLV, TR-News) was trained on, mined, or used to choose
anything of the model; choices were made on EWT dev and GUM dev. (The rules of attribution, which are no part of the
model, were chosen with aggregated scores of PolNeAR dev in sight: docs/decisions/0016.)

## Scores

F1 in percent on held-out gold, CoNLL-18 definitions (relations without subtypes); `python -m bench.reading` repeats
them. Senses and roles are scored on given predicates, roles as exact spans (CoNLL-2005); factuality is Pearson's r
times 100. In brackets: what 8-bit weights cost.

$table

$pace

## What it is bad at

$weak
"""
)

_WEAK = """\
- Organisations: the weakest name kind. A government meant by its country or capital ("Moscow denied") is a LOC, as in
  the training data, and party or company names that are common words are missed.
- Roles of nouns, and of verbs that PropBank's EWT part has not shown; a phrase's edges more than which phrase it is. A
  phrase that is not sure enough is not told: three in four are found, four in five of those told are right.
- Factuality is one number by annotators of web text, for a predicate read alone: it knows no source and no context, and
  it says nothing at words that are no predicate.
- OTH is a mixed bag; do not read more into it than "a name that is no person, place or organisation".
- Trees of long sentences with several coordinated clauses, and where a prepositional phrase attaches.
- Headlines without verbs, and all-capital text: tags hold, names get fewer and worse.
- Lemmas of rare irregular words and of names in capitals.
- Text that is not English: it gives words and tags without complaint, and they mean nothing.
- Name scores are not calibrated; compare them with each other, not with a probability.
- The corpora are web text, Wikipedia and news of 2000 to 2020, mostly American; newer names and other Englishes fare
  worse, and so may names of groups that the corpora seldom mention."""


def write_card(shelf: Path, results: dict[str, Any]) -> None:
    """Writes MODEL_CARD.md beside the manifest; results are the JSON of `bench.reading`."""
    manifest = json.loads((shelf / "manifest.json").read_text("utf-8"))
    text = _CARD.substitute(
        version=f"{manifest['name']} {manifest['version']}",
        sources="\n".join(f"- {source}" for source in manifest["trained_on"]),
        epochs=f"{manifest['epochs']:g}",
        notes=textwrap.fill(manifest["notes"], 116),
        table=_table(results["scores"], results.get("full", {})),
        pace="\n".join(
            ["From text to Reading with all layers, on the machine that trained it:", ""]
            + [f"- {measure}: {value:g}" for measure, value in results.get("speed", {}).items()]
        ),
        weak=_WEAK,
    )
    (shelf / "MODEL_CARD.md").write_text(text, "utf-8")


def _table(rows: dict[str, dict[str, float]], full: dict[str, dict[str, float]]) -> str:
    """A line per set with all its scores; in brackets what the 8-bit weights cost."""
    lines = ["| set | scores |", "|---|---|"]
    for name, row in rows.items():
        cells = []
        for measure, value in row.items():
            whole = full.get(name, {}).get(measure)
            cells.append(f"{measure} {value:.1f}" + (f" ({value - whole:+.1f})" if whole is not None else ""))
        lines.append(f"| {name} | {', '.join(cells)} |")
    return "\n".join(lines)
