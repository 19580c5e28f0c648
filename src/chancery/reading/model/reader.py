"""The reading model at run time: text into parsed sentences, batched over reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from chancery.reading.model.artefacts import Session, check_files, default_folder, open_session, outputs_of
from chancery.reading.model.features import SentenceNumbers, sentence_numbers, stack
from chancery.reading.model.layers import Batch, Found, Layer, open_layers
from chancery.reading.model.parsed import ParsedSentence, ParsedToken
from chancery.reading.model.splitter import SentenceSpan, Splitter
from chancery.reading.model.wordpiece import WordPieces

#: Most sentences and word pieces in one call. One sentence: the network's 8-bit scales are taken over a whole call, so
#: that a sentence among others would be read a little differently than alone; and on a CPU, one is faster than many
#: (measured: 163 sentences a second alone, 102 in batches of 32).
BATCH_SENTENCES, BATCH_PIECES = 1, 2048

#: Most sentences whose results are held as arrays before they become objects.
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
        network: Session,
        layers: tuple[Layer, ...],
    ) -> None:
        self.version = version
        self._splitter = splitter
        self._cutter = cutter
        self._network = network
        self._layers = layers
        self._outputs = sorted({name for layer in layers for name in layer.outputs})

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int = 1) -> ReadingModel:
        """The model of a folder, by default the one in the package; every file's hash is checked.

        Raises: ArtefactError if a file is missing or broken, or onnxruntime is not installed.
        """
        files = check_files(folder or default_folder())
        network = open_session(files.path("network"), threads=threads)
        return cls(
            files.version,
            Splitter(open_session(files.path("splitter"), threads=threads)),
            WordPieces.from_file(files.path("vocabulary")),
            network,
            open_layers(files, outputs_of(network)),
        )

    def analyse(self, text: str, blocks: Sequence[tuple[int, int]]) -> list[ParsedSentence]:
        """Sentences of the given character ranges of the text, in order; none spans two blocks."""
        return self.analyse_many([(text, blocks)])[0]

    def analyse_many(self, items: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[list[ParsedSentence]]:
        """Sentences of each text's blocks; faster than one by one, for like lengths go together."""
        spans = self._splitter.split(items)
        texts = [text for text, _ in items]
        todo = [(number, span) for number, found in enumerate(spans) for span in found]
        results: list[list[ParsedSentence]] = [[] for _ in items]
        for start in range(0, len(todo), POOL_SENTENCES):
            pool = todo[start : start + POOL_SENTENCES]
            parsed = self._parse([(texts[number], span) for number, span in pool])
            for (number, _), sentence in zip(pool, parsed, strict=True):
                results[number].append(sentence)
        return results

    def analyse_words(self, sentences: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> list[dict[str, Found]]:
        """What each layer finds in sentences whose words are given, by the layer's name.

        Shapes: a sentence is its words, and for each word whether it stands against the one before;
                of 1 to `features.MAX_WORDS` words. Used by the benches, where the words are gold.
        """
        numbers = [sentence_numbers(words, glued, self._cutter) for words, glued in sentences]
        found: list[dict[str, Found]] = [{} for _ in sentences]
        for places in _batches(numbers):
            batch = Batch([sentences[place][0] for place in places])
            inputs = stack([numbers[place] for place in places])
            arrays = self._network.run(self._outputs, {**inputs})
            outputs = dict(zip(self._outputs, arrays, strict=True))
            for layer in self._layers:
                for place, value in zip(places, layer.decode(batch, outputs), strict=True):
                    found[place][layer.name] = value
        return found

    def _parse(self, sentences: Sequence[tuple[str, SentenceSpan]]) -> list[ParsedSentence]:
        given = []
        for text, span in sentences:
            words = [text[start:end] for start, end in span.words]
            ends = [-1, *(end for _, end in span.words)]
            glued = [start == end for (start, _), end in zip(span.words, ends, strict=False)]
            given.append((words, glued))
        found = self.analyse_words(given)
        return [
            _sentence(span, words, layers)
            for (_, span), (words, _), layers in zip(sentences, given, found, strict=True)
        ]


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
    return ParsedSentence(tokens[0].start, tokens[-1].end, span.block, tokens, layers["names"], layers.get("vectors"))
