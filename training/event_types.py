"""`python -m training.event_types`: learns the classifier of event types from the annotations of the project.

Two small networks over traits of the reading (`chancery.coding.traits`): one tells the event at a predicate, learned on
the articles of the part dev and on the written sentences; one tells what one phrase does to another, learned on the
pairs of both. The encoder stays as it is. A logistic curve over what the first makes of an event, learned on articles
that the network had not seen (in folds), gives each coding its sureness.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as fn

from bench.coding.articles import Article, GoldEvent, Party, read_articles, read_statements
from bench.coding.written import read_written
from chancery import runs
from chancery.coding.classifier import SIGNS, TOGETHER, Classifier
from chancery.coding.drafts import Draft
from chancery.coding.fillers import Conditions
from chancery.coding.finding import find_drafts
from chancery.coding.page import Page
from chancery.coding.traits import LAYOUT, head_of, pair_traits, predicate_traits
from chancery.shelf.artefacts import SHELF
from chancery.shelf.codebooks import load_codebook
from chancery.shelf.event_types import TYPE_NAMES, EventTypes, Network, WordVectors, read_event_types
from chancery.terms import Span
from training.word_meanings import WordMeanings, read_meanings

Floats = NDArray[np.float32]
FILE = "models/event_types.npz"
FOLDS, NETWORKS, HIDDEN, PAIR_HIDDEN = 4, 3, 128, 192
#: What a written sentence counts beside an event of an article, for the network over predicates.
WRITTEN_SHARE = 0.15
#: What a pair turned round counts: there are as many as pairs, and few of those asked for are.
TURNED_SHARE = 0.3
#: The share of the network's events that must be right for it to be heard.
ENOUGH = 0.6
GATES = (1.0, 0.97, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6)
CUTS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)


@dataclass
class Example:
    """Traits with the number of their type, and how much they count."""

    traits: Floats
    type: int
    share: float = 1.0


@dataclass
class Document:
    """An article read and coded: traits and gold type of every predicate, and the codebook's drafts."""

    article: Article
    page: Page
    drafts: list[Draft]
    classifier: Classifier
    rows: dict[int, Floats]
    gold: dict[int, str]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.event_types", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CHANCERY_SHARED", "../shared")))
    parser.add_argument("--out", type=Path, default=SHELF / FILE)
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    meanings = read_meanings(options.shared / "corpora")
    empty = _empty(meanings)
    articles = [*read_articles(options.shared, part="dev"), *read_statements(options.shared)]
    random.Random(0).shuffle(articles)
    documents = [_document(article, empty) for article in articles]
    written, pairs = _written(empty)
    pairs += [pair for document in documents for pair in _article_pairs(document)]
    print(f"{len(documents)} articles, {len(written)} written sentences, {len(pairs)} pairs")
    chances = _in_folds(documents, written)
    cut = _best_cut(documents, chances)
    gate = _best_gate(documents, chances)
    sure = _sureness(documents, chances, cut)
    learned = EventTypes(
        LAYOUT,
        empty.words,
        _learn([*_examples(documents), *written], HIDDEN),
        _learn(pairs, PAIR_HIDDEN),
        sure,
        cut,
        gate,
    )
    _write(options.out, learned, meanings)
    read_event_types(options.out)
    print(f"event from {cut}; none above {gate}; {options.out}")
    print(dict(zip(SIGNS, sure.round(2).tolist(), strict=True)))
    return 0


def _empty(meanings: WordMeanings) -> EventTypes:
    """A classifier that knows words only, to make traits with."""
    none = np.zeros((1, 1, 1), np.float32)
    blank = Network(none, none + 1, none, none, none, none)
    words = WordVectors(meanings.lemmas, meanings.table, meanings.scale)
    return EventTypes(LAYOUT, words, blank, blank, np.zeros(len(SIGNS), np.float32), 1.0, 1.0)


def _page(text: str, *, title: str | None = None, published: str | None = None) -> tuple[Page, list[Draft]]:
    report = runs.make_text_report(text, title=title, published=published)
    page = Page(runs.read_text(report))
    book = load_codebook()
    return page, find_drafts(page, book, Conditions(page, book))


def _document(article: Article, empty: EventTypes) -> Document:
    page, drafts = _page(article.text, title=article.title, published=article.published)
    classifier = Classifier(page, {draft.index: draft.type for draft in drafts}, empty, traits_only=True)
    shift = max(page.text.find(article.text), 0)
    rows, gold = {}, {}
    for index, predicate in enumerate(page.reading.predicates):
        traits = classifier.traits_of(predicate.sentence)
        if traits is not None:
            rows[index] = predicate_traits(traits, predicate.token)
    for event in article.events:
        index = _predicate_at(page, event.trigger[0] + shift, event.trigger[1] + shift)
        if index is not None:
            gold.setdefault(index, event.type)
    return Document(article, page, drafts, classifier, rows, gold)


def _predicate_at(page: Page, start: int, end: int) -> int | None:
    return next(
        (i for i, one in enumerate(page.reading.predicates) if one.start < end and start < one.end),
        None,
    )


def _examples(documents: Sequence[Document]) -> list[Example]:
    return [
        Example(row, TYPE_NAMES.index(document.gold.get(index, "none")))
        for document in documents
        for index, row in document.rows.items()
    ]


def _article_pairs(document: Document) -> Iterator[Example]:
    """What the first source of each event does to its first target, where both stand in its sentence."""
    for event in document.article.events:
        source, target = _party_span(document, event, event.source), _party_span(document, event, event.target)
        if source and target:
            yield from _both_ways(document.classifier, document.page, source, target, TYPE_NAMES.index(event.type))


def _party_span(document: Document, event: GoldEvent, parties: Sequence[Party]) -> Span | None:
    start, end = document.article.sentences[event.sentence]
    for party in parties:
        at = document.article.text.find(party.text, start, end)
        if at >= 0:
            shift = max(document.page.text.find(document.article.text), 0)
            return Span(at + shift, at + shift + len(party.text))
    return None


def _pair_row(classifier: Classifier, page: Page, source: Span | None, target: Span | None) -> Floats | None:
    where, tokens = classifier.place(source) if source else (None, ())
    other, others = classifier.place(target) if target else (None, ())
    at = where if where is not None else other
    traits = classifier.traits_of(at) if at is not None else None
    if traits is None:
        return None
    one = head_of(traits, tokens) if where == at and tokens else None
    two = head_of(traits, others) if other == at and others else None
    return pair_traits(traits, one, two)


def _both_ways(
    classifier: Classifier, page: Page, source: Span | None, target: Span | None, kind: int
) -> Iterator[Example]:
    """The pair, and turned round, where nothing is done unless the two do it together."""
    row = _pair_row(classifier, page, source, target)
    if row is not None:
        yield Example(row, kind)
    turned = _pair_row(classifier, page, target, source) if source and target else None
    if turned is not None and TYPE_NAMES[kind] not in TOGETHER:
        yield Example(turned, 0, TURNED_SHARE)


def _written(empty: EventTypes) -> tuple[list[Example], list[Example]]:
    """The written sentences: the event at the trigger, and the marked pair."""
    triggers, pairs = [], []
    for kind_name, text, marks in read_written():
        page, drafts = _page(text)
        classifier = Classifier(page, {draft.index: draft.type for draft in drafts}, empty, traits_only=True)
        shift = max(page.text.find(text), 0)
        spans = {mark: Span(start + shift, end + shift) for mark, (start, end) in marks.items()}
        kind = 0 if kind_name == "NONE" else TYPE_NAMES.index(kind_name)
        trigger = spans.get("*")
        index = _predicate_at(page, trigger.start, trigger.end) if trigger else None
        if index is not None:
            predicate = page.reading.predicates[index]
            traits = classifier.traits_of(predicate.sentence)
            if traits is not None:
                triggers.append(Example(predicate_traits(traits, predicate.token), kind, WRITTEN_SHARE))
        pairs += _both_ways(classifier, page, spans.get("["), spans.get("{"), kind)
    return triggers, pairs


def _learn(examples: Sequence[Example], hidden: int, networks: int = NETWORKS, epochs: int = 14) -> Network:
    """Networks over the examples, from several seeds."""
    x = np.stack([example.traits for example in examples])
    middle, spread = x.mean(0), x.std(0) + 1e-2
    level = torch.from_numpy(np.clip((x - middle) / spread, -4, 4))
    kinds = torch.tensor([example.type for example in examples])
    shares = torch.tensor([example.share for example in examples])
    nets = [_one_network(level, kinds, shares, hidden, epochs, seed) for seed in range(networks)]

    def stacked(name: str, turned: bool) -> Floats:
        tensors = [net.get_parameter(name).detach().numpy() for net in nets]
        return np.stack([one.T if turned else one for one in tensors]).astype(np.float32)

    return Network(
        middle.astype(np.float32),
        spread.astype(np.float32),
        stacked("1.weight", True),
        stacked("1.bias", False),
        stacked("4.weight", True),
        stacked("4.bias", False),
    )


def _one_network(level: Tensor, kinds: Tensor, shares: Tensor, hidden: int, epochs: int, seed: int) -> nn.Sequential:
    torch.manual_seed(seed)
    net = nn.Sequential(
        nn.Dropout(0.3),
        nn.Linear(level.shape[1], hidden),
        nn.GELU(approximate="tanh"),
        nn.Dropout(0.4),
        nn.Linear(hidden, len(TYPE_NAMES)),
    )
    optimiser = torch.optim.AdamW(net.parameters(), lr=1.5e-3, weight_decay=0.05)
    steps = epochs * (len(level) // 128 + 1)
    falling = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.02, 1 - step / steps))
    for _ in range(epochs):
        for batch in torch.randperm(len(level)).split(128):
            losses = fn.cross_entropy(net(level[batch]), kinds[batch], label_smoothing=0.03, reduction="none")
            loss = (losses * shares[batch]).sum() / shares[batch].sum()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            falling.step()
    net.eval()
    return net


def _in_folds(documents: Sequence[Document], written: list[Example]) -> list[dict[int, Floats]]:
    """For each article, chances by predicate of a network that has not seen it."""
    found: list[dict[int, Floats]] = [{} for _ in documents]
    for fold in range(FOLDS):
        rest = [document for number, document in enumerate(documents) if number % FOLDS != fold]
        net = _learn([*_examples(rest), *written], HIDDEN, networks=1)
        for number in range(fold, len(documents), FOLDS):
            rows = documents[number].rows
            if rows:
                chances = net.chances(np.stack(list(rows.values())))
                found[number] = dict(zip(rows, chances, strict=True))
    return found


def _best_cut(documents: Sequence[Document], chances: Sequence[dict[int, Floats]]) -> float:
    """The chance of a type from which the network by itself is right often enough in what it tells.

    The codebook is left aside here: it was written with these articles in sight, so that what it does not find in them
    is harder than what it will not find in others.
    """
    for cut in CUTS:
        right = told = 0
        for document, some in zip(documents, chances, strict=True):
            for index, row in some.items():
                if row[1:].max() >= cut:
                    told += 1
                    right += document.gold.get(index) == TYPE_NAMES[int(row[1:].argmax()) + 1]
        print(f"cut {cut}: {told} told, {100 * right / max(told, 1):.1f} % right")
        if told and right / told >= ENOUGH:
            return cut
    return CUTS[-1]


def _best_gate(documents: Sequence[Document], chances: Sequence[dict[int, Floats]]) -> float:
    """The chance of no event above which what a broad word of the codebook tells is left out: that of the best F1."""
    best = (0.0, 1.0)
    true = sum(len(document.gold) for document in documents)
    for gate in GATES:
        told = right = 0
        for document, some in zip(documents, chances, strict=True):
            for draft in document.drafts:
                if not draft.rule.profile or draft.index not in some or some[draft.index][0] <= gate:
                    told += 1
                    right += document.gold.get(draft.index) == draft.type
        score = 2 * right / (told + true)
        print(f"gate {gate}: {told} told, {100 * right / told:.1f} % right, F1 {100 * score:.1f}")
        best = max(best, (score, gate))
    return best[1]


def _sureness(documents: Sequence[Document], chances: Sequence[dict[int, Floats]], cut: float) -> Floats:
    """The logistic curve from the signs of a coding to whether it is right, on chances of unseen articles."""
    book = load_codebook()
    signs, right = [], []
    for document, some in zip(documents, chances, strict=True):
        classifier = document.classifier
        classifier.chances, classifier.cut = some, cut
        conditions = Conditions(document.page, book)
        for draft in document.drafts:
            signs.append(classifier.signs(draft))
            right.append(document.gold.get(draft.index) == draft.type)
        # As if there were no codebook: it knows these articles too well.
        for draft in classifier.guesses(book, conditions, document.drafts, known=()):
            signs.append(classifier.signs(draft))
            right.append(document.gold.get(draft.index) == draft.type)
    x, y = torch.from_numpy(np.stack(signs)), torch.tensor(right, dtype=torch.float32)
    weights = torch.zeros(x.shape[1], requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=200)

    def closure() -> Tensor:
        optimiser.zero_grad()
        loss = fn.binary_cross_entropy_with_logits(x @ weights, y) + 1e-3 * weights.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    return weights.detach().numpy().astype(np.float32)


def _write(path: Path, learned: EventTypes, meanings: WordMeanings) -> None:
    arrays: dict[str, NDArray[np.generic]] = {
        "layout": np.array(learned.layout),
        "lemmas": np.frombuffer("\n".join(meanings.lemmas).encode(), np.uint8),
        "words": meanings.table,
        "scale": np.array(meanings.scale, np.float32),
        "sure": learned.sure,
        "cut": np.array(learned.cut, np.float32),
        "gate": np.array(learned.gate, np.float32),
    }
    for name, network in (("predicates", learned.predicates), ("pairs", learned.pairs)):
        for part in ("middle", "spread", "inner", "inner_bias", "outer", "outer_bias"):
            arrays[f"{name}_{part}"] = getattr(network, part).astype(np.float16)
    part = path.with_suffix(".part.npz")
    np.savez_compressed(part, **arrays)  # type: ignore[arg-type]
    part.rename(path)


if __name__ == "__main__":
    random.seed(0)
    raise SystemExit(main())
