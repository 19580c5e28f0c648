"""The reading model at run time: text into parsed sentences, batched over reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, islice
from pathlib import Path

import numpy as np

from chancery.reading.model.artefacts import Session, check_files, default_folder, open_session
from chancery.reading.model.features import IntArray, SentenceNumbers, sentence_numbers, stack
from chancery.reading.model.layers import Batch, Found, Layer, open_layers
from chancery.reading.model.name_words import NameWords
from chancery.reading.model.parsed import ParsedSentence, ParsedToken
from chancery.reading.model.splitter import SentenceSpan, Splitter
from chancery.reading.model.wordpiece import WordPieces

#: Most sentences and word pieces in one call. One sentence: the network's 8-bit scales are taken over a whole call, so
#: that a sentence among others would be read a little differently than alone; and on a CPU, one is faster than many
#: (measured: 163 sentences a second alone, 102 in batches of 32).
BATCH_SENTENCES, BATCH_PIECES = 1, 2048

#: Texts go through the network together until they have so many sentences; their results wait as arrays.
POOL_SENTENCES = 4096


class ReadingModel:
    """Reads sentences, words, tags, lemmas, trees and names out of text.

    Load it once and keep it; it may be shared by threads.

    >>> model = ReadingModel.load()  # doctest: +SKIP
    >>> [s.tokens[0].text for s in model.analyse("It rained. Nobody came.", [(0, 23)])]  # doctest: +SKIP
    ['It', 'Nobody']
    """

    def __init__(
        self,
        version: str,
        splitter: Splitter,
        cutter: WordPieces,
        name_words: NameWords,
        network: Session,
        layers: tuple[Layer, ...],
    ) -> None:
        self.version = version
        self._splitter = splitter
        self._cutter = cutter
        self._name_words = name_words
        self._network = network
        self._layers = layers
        self._outputs = sorted({name for layer in layers for name in layer.outputs})

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int = 1) -> ReadingModel:
        """The model of a folder, by default the one in the package; every file's hash is checked.

        Raises: ArtefactError if a file is missing or broken, or onnxruntime is not installed.
        """
        files = check_files(folder or default_folder())
        return cls(
            files.version,
            Splitter(open_session(files.path("splitter"), threads=threads)),
            WordPieces.from_file(files.path("vocabulary")),
            NameWords.from_file(files.path("name_words")),
            open_session(files.path("network"), threads=threads),
            open_layers(files),
        )

    def analyse(self, text: str, blocks: Sequence[tuple[int, int]]) -> list[ParsedSentence]:
        """Sentences of the given character ranges of the text, in order; none spans two blocks."""
        return self.analyse_many([(text, blocks)])[0]

    def analyse_many(self, items: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[list[ParsedSentence]]:
        """Sentences of each text's blocks; faster than one by one, for like lengths go together."""
        spans = self._splitter.split(items)
        results: list[list[ParsedSentence]] = []
        while len(results) < len(items):
            # Whole texts only: a text's names are settled over all of it.
            start, sizes = len(results), accumulate(map(len, spans[len(results) :]))
            end = start + 1 + sum(size <= POOL_SENTENCES for size in islice(sizes, 1, None))
            pool = zip(items[start:end], spans[start:end], strict=True)
            results += self._parse([(text, found) for (text, _), found in pool])
        return results

    def analyse_words(
        self,
        sentences: Sequence[tuple[Sequence[str], Sequence[bool]]],
        predicates: Sequence[Sequence[int]] | None = None,
        texts: Sequence[int] | None = None,
    ) -> list[dict[str, Found]]:
        """What each layer finds in sentences whose words are given, by the layer's name.

        Shapes: a sentence is its words, and for each word whether it stands against the one before;
                of 1 to `features.MAX_WORDS` words. `predicates` are the places of each sentence's predicates where
                those are given too; else the network finds its own. `texts` has a number per sentence, the same for
                those of one text, which stand together; without it each is a text of its own.
        """
        numbers = [sentence_numbers(words, glued, self._cutter, self._name_words) for words, glued in sentences]
        found: list[dict[str, Found]] = [{} for _ in sentences]
        for places in _batches(numbers):
            batch = Batch([sentences[place][0] for place in places])
            inputs = stack([numbers[place] for place in places])
            inputs["asked"] = _asked(inputs["case"], [predicates[place] for place in places] if predicates else None)
            arrays = self._network.run(self._outputs, {**inputs})
            outputs = dict(zip(self._outputs, arrays, strict=True))
            for layer in self._layers:
                for place, value in zip(places, layer.decode(batch, outputs), strict=True):
                    found[place][layer.name] = value
        text_of = range(len(sentences)) if texts is None else texts
        for _, group in groupby(range(len(sentences)), key=text_of.__getitem__):
            places = list(group)
            words = [sentences[place][0] for place in places]
            for layer in self._layers:
                settled = layer.settle(words, [found[place][layer.name] for place in places])
                for place, value in zip(places, settled, strict=True):
                    found[place][layer.name] = value
        return found

    def _parse(self, texts: Sequence[tuple[str, Sequence[SentenceSpan]]]) -> list[list[ParsedSentence]]:
        """The sentences of each text, their bounds and words given."""
        given, numbers = [], []
        for number, (text, spans) in enumerate(texts):
            for span in spans:
                ends = [-1, *(end for _, end in span.words)]
                glued = [start == end for (start, _), end in zip(span.words, ends, strict=False)]
                given.append(([text[start:end] for start, end in span.words], glued))
                numbers.append(number)
        found = zip(given, self.analyse_words(given, texts=numbers), strict=True)
        return [
            [_sentence(span, words, layers) for span, ((words, _), layers) in zip(spans, found, strict=False)]
            for _, spans in texts
        ]


def _asked(words: IntArray, predicates: Sequence[Sequence[int]] | None) -> IntArray:
    """For each word whether it is a predicate: 1 yes, -1 no, 0 the network shall find out."""
    asked = np.zeros_like(words) if predicates is None else np.full_like(words, -1)
    for number, places in enumerate(predicates or ()):
        asked[number, [place + 1 for place in places]] = 1
    return asked


def _batches(numbers: Sequence[SentenceNumbers]) -> Iterator[list[int]]:
    """Places of sentences that go together: like lengths, within the two limits."""
    order = sorted(range(len(numbers)), key=lambda place: len(numbers[place].pieces))
    current: list[int] = []
    for place in order:
        size = len(numbers[place].pieces)
        if current and (len(current) == BATCH_SENTENCES or size * (len(current) + 1) > BATCH_PIECES):
            yield current
            current = []
        current.append(place)
    if current:
        yield current


def _sentence(span: SentenceSpan, words: Sequence[str], layers: dict[str, Found]) -> ParsedSentence:
    tags = (layers[name] for name in ("lemma", "upos", "xpos", "feats", "parse"))
    columns = zip(span.words, words, *tags, strict=True)
    tokens = tuple(
        ParsedToken(start, end, word, lemma, upos, xpos, feats, head, relation)
        for (start, end), word, lemma, upos, xpos, feats, (head, relation) in columns
    )
    rest = (layers[name] for name in ("names", "frames", "factuality", "events", "vectors"))
    return ParsedSentence(tokens[0].start, tokens[-1].end, span.block, tokens, *rest)
