"""Universal Decompositional Semantics on EWT: how sure it is that what a predicate tells of happened, -3 to 3."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from pathlib import Path

from training.corpora import Sentence


def add_factuality(sentences: list[Sentence], path: Path) -> int:
    """Number of sentences that got a factuality per predicate; a text that stands twice is matched in order."""
    waiting: defaultdict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        waiting[" ".join(sentence.forms)].append(sentence)
    count = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found = waiting.get(row["text"])
            if not found:
                continue
            sentence = found.pop(0) if len(found) > 1 else found[0]
            sentence.factuality = {target["span1"][0]: float(target["label"]) for target in row["targets"]}
            count += 1
    return count
