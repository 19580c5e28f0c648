"""`python -m training.event_types`: learns what stands beside the codebook, over the finished reading model.

Two small networks over traits of the reading (`chancery.coding.traits`): one tells the event at a predicate, learned on
the annotated articles, statements and sentences and on the written ones; one tells what one phrase does to another,
learned on the parties of the same. The bounds from which an event is told, and a logistic curve that gives each coding
its sureness, are set on articles that neither the networks, nor the reading model, nor any rule was made with (the part
check).
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as fn

from bench.coding.articles import Article, GoldEvent, Party, read_articles, read_statements
from bench.coding.scores import match
from bench.coding.written import read_written
from chancery import runs
from chancery.coding.classifier import SIGNS, TOGETHER, Classifier
from chancery.coding.drafts import Draft
from chancery.coding.fillers import Conditions
from chancery.coding.finding import find_drafts
from chancery.coding.page import Page
from chancery.coding.traits import LAYOUT, head_of, pair_traits
from chancery.shelf.artefacts import SHELF
from chancery.shelf.codebook_examples import NONE, read_examples
from chancery.shelf.codebooks import load_codebook
from chancery.shelf.event_types import TYPE_NAMES, EventTypes, Network, WordVectors, read_event_types
from chancery.terms import InputError, Span
from training.data import corpus_sentences
from training.event_gold import annotated_sentences
from training.word_meanings import WordMeanings, read_meanings

Floats = NDArray[np.float32]
FILE = "models/event_types.npz"
NETWORKS, HIDDEN = 3, 160
PAIR_NETWORKS, PAIR_HIDDEN = 5, 192
#: What an example counts, by where it is from: the codebook knows the first articles too well; a written sentence is
#: of one hand.
SHARES = {"first": 0.7, "written": 0.3, "example": 2.0, "other": 1.0}
#: What a pair turned round counts: there are as many as pairs, and few of those asked for are.
TURNED_SHARE = 0.3
#: Log-odds of a type below which nobody would guess it; how near to the best an F1 is as good as it; and how sure a
#: coding must be to be told: what is tried.
FAINT, PLATEAU = -3.0, 0.01
#: How much the curve of sureness is held back, for it is set on few codings: the best of five by the error of
#: calibration on articles left out one at a time.
CALM = 1e-2
TRIED = tuple(number / 100 for number in range(15, 56, 5))


@dataclass
class Example:
    """Traits with the number of their type, and how much they count."""

    traits: Floats
    type: int
    share: float = 1.0


@dataclass
class Document:
    """An article read and coded: the codebook's drafts, and the gold type of every predicate that has one."""

    article: Article
    page: Page
    drafts: list[Draft]
    classifier: Classifier
    gold: dict[int, str]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.event_types", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CHANCERY_SHARED", "../shared")))
    parser.add_argument("--out", type=Path, default=SHELF / FILE)
    parser.add_argument("--curve", action="store_true", help="learn only the curve anew, over the networks of --out")
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    meanings = read_meanings(options.shared / "corpora")
    empty = _empty(meanings)
    if options.curve:
        learned = replace(read_event_types(options.out), sure=empty.sure, least=empty.least)
    else:
        predicates, pairs = _examples(options.shared, empty)
        print(f"{len(predicates)} predicates, {len(pairs)} pairs")
        learned = replace(
            empty, predicates=_learn(predicates, HIDDEN, NETWORKS), pairs=_learn(pairs, PAIR_HIDDEN, PAIR_NETWORKS)
        )
    checked = [_document(article, learned) for article in read_articles(options.shared, part="check")]
    codings = [_codings(document) for document in checked]
    sure = _curve([coding for some in codings for coding in some])
    least = _best_least(codings, sum(len(document.article.events) for document in checked))
    learned = replace(learned, sure=sure, least=least)
    _write(options.out, learned, meanings)
    read_event_types(options.out)
    print(dict(zip(SIGNS, learned.sure.round(2).tolist(), strict=True)), f"told from {learned.least}; {options.out}")
    return 0


def _empty(meanings: WordMeanings) -> EventTypes:
    """A classifier that knows words only, to make traits with."""
    none = np.zeros((1, 1, 1), np.float32)
    blank = Network(none, none + 1, none, none, none, none)
    words = WordVectors(meanings.lemmas, meanings.table, meanings.scale)
    return EventTypes(LAYOUT, words, blank, blank, np.zeros(len(SIGNS), np.float32), 0.0)


def _page(text: str, *, title: str | None = None, published: str | None = None) -> tuple[Page, list[Draft]]:
    report = runs.make_text_report(text, title=title, published=published)
    page = Page(runs.read_text(report))
    book = load_codebook()
    return page, find_drafts(page, book, Conditions(page, book))


def _document(article: Article, empty: EventTypes) -> Document:
    page, drafts = _page(article.text, title=article.title, published=article.published)
    classifier = Classifier(page, {draft.index: draft.type for draft in drafts}, empty)
    shift = max(page.text.find(article.text), 0)
    gold: dict[int, str] = {}
    for event in article.events:
        index = _predicate_at(page, event.trigger[0] + shift, event.trigger[1] + shift)
        if index is not None:
            gold.setdefault(index, event.type)
    return Document(article, page, drafts, classifier, gold)


def _predicate_at(page: Page, start: int, end: int) -> int | None:
    return next(
        (i for i, one in enumerate(page.reading.predicates) if one.start < end and start < one.end),
        None,
    )


def _examples(shared: Path, empty: EventTypes) -> tuple[list[Example], list[Example]]:
    """What each predicate tells of and what one phrase does to another, in all that is annotated and written."""
    predicates, pairs = [], []
    for article in (*read_articles(shared, part="dev"), *read_statements(shared)):
        document = _document(article, empty)
        kind = "first" if article.doc.startswith("w") else "other"
        predicates += _of_predicates(document.classifier, document.gold, SHARES[kind])
        pairs += _article_pairs(document)
    for sentence in annotated_sentences(corpus_sentences(shared / "corpora")):
        try:
            page, drafts = _page(sentence.text)
        except InputError:
            continue  # too short for a report
        classifier = Classifier(page, {draft.index: draft.type for draft in drafts}, empty)
        gold: dict[int, str] = {}
        for event in sentence.events:
            index = _predicate_at(page, *event.trigger)
            if index is not None:
                gold.setdefault(index, event.type)
            if event.source and event.target:
                pairs += _both_ways(
                    classifier, page, Span(*event.source), Span(*event.target), TYPE_NAMES.index(event.type)
                )
        predicates += _of_predicates(classifier, gold, SHARES["other"])
    for example in read_examples(None, load_codebook().types):
        page, drafts = _page(example.text)
        classifier = Classifier(page, {draft.index: draft.type for draft in drafts}, empty)
        types = load_codebook().types
        gold = {d.index: d.type for d in drafts if example.type in (d.type, types[d.type].future)}
        if gold or example.type == NONE:
            predicates += _of_predicates(classifier, gold, SHARES["example"])
    for name, text, marks in read_written():
        page, drafts = _page(text)
        classifier = Classifier(page, {draft.index: draft.type for draft in drafts}, empty)
        kind = "none" if name == "NONE" else name
        index = _predicate_at(page, *marks["*"]) if "*" in marks else None
        if index is not None:
            predicates.append(Example(classifier.rows()[index], TYPE_NAMES.index(kind), SHARES["written"]))
        source, target = (Span(*marks[mark]) if mark in marks else None for mark in "[{")
        pairs += _both_ways(classifier, page, source, target, TYPE_NAMES.index(kind))
    return predicates, pairs


def _of_predicates(classifier: Classifier, gold: Mapping[int, str], share: float) -> Iterator[Example]:
    """Every predicate of a page, most of which tell of nothing."""
    if classifier.page.reading.predicates:
        for index, row in enumerate(classifier.rows()):
            yield Example(row, TYPE_NAMES.index(gold.get(index, "none")), share)


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


def _learn(examples: Sequence[Example], hidden: int, networks: int, epochs: int = 10) -> Network:
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


@dataclass
class Coding:
    """What might be told at a predicate: its signs, and whether an event of its type is annotated in its sentence."""

    signs: Floats
    right: bool


def _codings(document: Document) -> list[Coding]:
    """What the codebook finds in an article and what might be guessed, whether it is to be told or not."""
    book = load_codebook()
    conditions = Conditions(document.page, book)
    free = Classifier(
        document.page, {draft.index: draft.type for draft in document.drafts}, document.classifier.learned
    )
    found: list[tuple[Floats, GoldEvent]] = []
    shift = max(document.page.text.find(document.article.text), 0)
    for draft in free.judged(book, conditions, document.drafts):
        guessed = draft.rule.id.startswith("guess.")
        signs = free.signs(draft.index, draft.type, guessed=guessed, broad=bool(draft.rule.profile))
        if signs[0] > FAINT or not guessed:
            predicate = document.page.reading.predicates[draft.index]
            found.append((signs, _told(document.article, draft.type, predicate.start - shift, predicate.end - shift)))
    # As bench.coding counts: an annotated event of the sentence goes to one coding, the surest where it is at stake.
    found.sort(key=lambda one: -float(one[0][0]))
    right = {id(told) for _, told in match(document.article.events, [told for _, told in found])}
    return [Coding(signs, id(told) in right) for signs, told in found]


def _told(article: Article, kind: str, start: int, end: int) -> GoldEvent:
    number = article.sentence_at(start)
    where = -1 if number is None else number
    return GoldEvent(where, (start, end), kind, "", "", (), (), None, "", None, None, "")


def _curve(codings: Sequence[Coding]) -> Floats:
    """The logistic curve from the signs of a coding to whether it is right."""
    x = torch.from_numpy(np.stack([coding.signs for coding in codings]))
    y = torch.tensor([coding.right for coding in codings], dtype=torch.float32)
    weights = torch.zeros(x.shape[1], requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=200)

    def closure() -> Tensor:
        optimiser.zero_grad()
        loss = fn.binary_cross_entropy_with_logits(x @ weights, y) + CALM * weights.square().sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    return weights.detach().numpy().astype(np.float32)


def _best_least(articles: Sequence[Sequence[Coding]], true: int) -> float:
    """The middle of what is as good as the best by F1, each article judged by the curve that the others give."""
    told = []
    for number, codings in enumerate(articles):
        curve = _curve([coding for other, some in enumerate(articles) if other != number for coding in some])
        told += [(1 / (1 + np.exp(-float(coding.signs @ curve))), coding.right) for coding in codings]
    scores = {}
    for least in TRIED:
        right = [is_right for sure, is_right in told if sure >= least]
        score = 2 * sum(right) / (len(right) + true)
        print(f"from {least}: {len(right)} told, {100 * sum(right) / len(right):.1f} % right, F1 {100 * score:.1f}")
        scores[least] = score
    flat = [least for least, score in scores.items() if score > max(scores.values()) - PLATEAU]
    return sum(flat) / len(flat)


def _write(path: Path, learned: EventTypes, meanings: WordMeanings) -> None:
    arrays: dict[str, NDArray[np.generic]] = {
        "layout": np.array(learned.layout),
        "lemmas": np.frombuffer("\n".join(meanings.lemmas).encode(), np.uint8),
        "words": meanings.table,
        "scale": np.array(meanings.scale, np.float32),
        "sure": learned.sure,
        "least": np.array(learned.least, np.float32),
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
