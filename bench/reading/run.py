"""Runs the model over the test sets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bench.reading import attribution, coreference, frames
from bench.reading.metrics import Count, ScoredWord, Scores, name_spans
from bench.reading.sets import NAMED, TREEBANKS, GoldText, gold_texts, named_sentences, surface_tokens
from chancery.reading.model import ParsedSentence, ReadingModel
from chancery.reading.model.features import MAX_WORDS
from chancery.reading.reader import ChanceryReader, shipped_layers
from training.corpora import Sentence, read_conllu

Row = dict[str, float]


def score_all(model: ReadingModel, shared: Path, *, raw: bool = True) -> tuple[dict[str, Row], list[str]]:
    """Scores by test set, and a reason for each set left out."""
    rows: dict[str, Row] = {}
    skipped: list[str] = []
    for name, place in TREEBANKS.items():
        if not (shared / place).exists():
            skipped.append(f"{name}: no {place}")
            continue
        sentences = read_conllu(shared / place, "test")
        rows[f"{name}, gold words"] = score_gold(model, sentences)
        if raw:
            rows[f"{name}, raw text"] = score_raw(model, list(gold_texts(sentences)))
    for name, places in NAMED.items():
        missing = [place for place in places if place and not (shared / place).exists()]
        if missing:
            skipped.append(f"{name}: no {missing[0]}")
            continue
        rows[name] = score_names(model, named_sentences(shared, name), crossner="CrossNER" in name)
    for name, (places, score) in _OTHERS.items():
        missing = [place for place in places if not (shared / place).exists()]
        if missing:
            skipped.append(f"{name}: no {missing[0]}")
            continue
        rows |= score(model, shared)
    return rows, skipped


def _frames(model: ReadingModel, shared: Path) -> dict[str, Row]:
    return {"PropBank-EWT test": frames.score_frames(model, frames.ewt_frames(shared))}


def _masc(model: ReadingModel, shared: Path) -> dict[str, Row]:
    sets = {"MASC news": True, "MASC": False}
    return {name: frames.score_frames(model, frames.masc_frames(shared, news=news)) for name, news in sets.items()}


def _uds(model: ReadingModel, shared: Path) -> dict[str, Row]:
    return {"UDS test": frames.score_factuality(model, frames.uds_factuality(shared))}


def _factuality(model: ReadingModel, shared: Path) -> dict[str, Row]:
    return {
        name: frames.score_factuality(model, frames.other_factuality(shared / place))
        for name, place in frames.FACTUALITY.items()
    }


def _chains(model: ReadingModel, shared: Path) -> dict[str, Row]:
    return coreference.score_coreference(model, shared)


def _attribution(model: ReadingModel, shared: Path) -> dict[str, Row]:
    return attribution.score_attribution(ChanceryReader(lambda: model, layers=shipped_layers()), shared)


#: Further sets: the gold that each needs, and what scores it.
_OTHERS: dict[str, tuple[tuple[str, ...], Callable[[ReadingModel, Path], dict[str, Row]]]] = {
    "PropBank-EWT test": ((frames.EWT, frames.PROPBANK), _frames),
    "MASC": ((frames.MASC,), _masc),
    "GUM test, coreference": ((coreference.PARTS["test"],), _chains),
    "PolNeAR dev": ((attribution.POLNEAR,), _attribution),
    "UDS test": ((frames.EWT, frames.UDS), _uds),
    "UW and MEANTIME dev": (tuple(frames.FACTUALITY.values()), _factuality),
}

#: Every gold file that the bench reads.
GOLD = (
    *TREEBANKS.values(),
    *(place for pair in NAMED.values() for place in pair if place),
    *(place for places, _ in _OTHERS.values() for place in places),
)


def score_gold(model: ReadingModel, sentences: Sequence[Sentence]) -> Row:
    """Tags and trees where the words are given. A sentence over `MAX_WORDS` words is left out."""
    fitting = [sentence for sentence in sentences if len(sentence.words) <= MAX_WORDS]
    scores = Scores()
    feats = Count()
    found = model.analyse_words([(sentence.forms, sentence.glued) for sentence in fitting])
    for sentence, layers in zip(fitting, found, strict=True):
        places = [(number, number + 1) for number in range(len(sentence.words))]
        said = [
            ScoredWord(place, upos, lemma, places[head] if head >= 0 else None, deprel)
            for place, upos, lemma, (head, deprel) in zip(
                places, layers["upos"], layers["lemma"], layers["parse"], strict=True
            )
        ]
        true = [
            ScoredWord(place, word.upos, word.lemma, places[word.head - 1] if word.head else None, word.deprel)
            for place, word in zip(places, sentence.words, strict=True)
        ]
        scores.add_text([said], [true])
        pairs = zip(places, layers["feats"], strict=True)
        feats.add(pairs, zip(places, (word.feats for word in sentence.words), strict=True))
    table = scores.table() | {"feats": round(feats.f1, 2)}
    return {measure: table[measure] for measure in ("upos", "feats", "lemma", "uas", "las")}


def score_raw(model: ReadingModel, texts: Sequence[GoldText]) -> Row:
    """Cuts, tags and trees from raw text."""
    scores = Scores()
    found = model.analyse_many([(gold.text, gold.blocks) for gold in texts])
    for gold, sentences in zip(texts, found, strict=True):
        said = [_scored(sentence) for sentence in sentences]
        words = [word.span for sentence in said for word in sentence]
        scores.add_text(said, gold.sentences, (surface_tokens(gold.text, words), gold.tokens))
    return scores.table()


def _scored(sentence: ParsedSentence) -> list[ScoredWord]:
    spans = [(token.start, token.end) for token in sentence.tokens]
    return [
        ScoredWord(span, token.upos, token.lemma, spans[token.head] if token.head >= 0 else None, token.deprel)
        for span, token in zip(spans, sentence.tokens, strict=True)
    ]


def score_names(model: ReadingModel, sentences: Sequence[tuple[int, Sentence]], *, crossner: bool) -> Row:
    """Exact names on given words, whole texts at a time; `names_alone` with each sentence by itself.

    UNER's test sets hold no OTH, so it counts on CrossNER alone.
    """
    kinds = ("PER", "LOC", "ORG", "OTH") if crossner else ("PER", "LOC", "ORG")
    fitting = [pair for pair in sentences if len(pair[1].words) <= MAX_WORDS]
    given = [(sentence.forms, sentence.glued) for _, sentence in fitting]
    texts = [text for text, _ in fitting]
    counts = {name: Count() for name in ("names", *kinds, "names_alone")}
    found = zip(model.analyse_words(given, texts=texts), model.analyse_words(given), strict=True)
    for (_, sentence), (layers, alone) in zip(fitting, found, strict=True):
        said, said_alone = (
            {(name.first, name.last, name.kind) for name in each["names"] if name.kind in kinds}
            for each in (layers, alone)
        )
        true = name_spans(sentence.names or [], kinds)
        counts["names"].add(said, true)
        counts["names_alone"].add(said_alone, true)
        for kind in kinds:
            counts[kind].add((n for n in said if n[2] == kind), (n for n in true if n[2] == kind))
    return {name: round(count.f1, 2) for name, count in counts.items()}
