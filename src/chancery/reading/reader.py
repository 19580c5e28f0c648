"""Report in, Reading out: the model's parse, then the layers over it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from chancery.reading.layers import RULE_LAYERS, Layer, lay_all, replace_layers
from chancery.reading.numbers import find_numbers
from chancery.reading.parsers import CheckedParser, Parser, open_parser
from chancery.reading.quotations import find_quotations
from chancery.reading.repairs import repaired
from chancery.reading.times import find_times
from chancery.terms.readings import Argument, Frame, Name, Reading, Sentence, Token
from chancery.terms.reports import Report

if TYPE_CHECKING:  # the model's module brings in onnxruntime, which must not be loaded with this one
    from chancery.reading.model import ParsedSentence

#: Reports parsed together. More fill the network's batches better and hold more in memory.
BATCH_REPORTS = 16


class Reader(Protocol):
    """What turns reports into readings, as the runs take it. What is plugged in is a `Parser`; see `make_reader`."""

    def read(self, report: Report) -> Reading:
        """The reading of one report."""
        ...

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """The readings of many reports, in order, made in batches."""
        ...


class ChanceryReader:
    """The reader that ships: a parser, then rule or learned layers.

    `open_parser` is called at the first report, so that making a reader costs nothing.
    """

    def __init__(
        self,
        open_parser: Callable[[], Parser],
        *,
        layers: Sequence[Layer] = RULE_LAYERS,
        batch_reports: int = BATCH_REPORTS,
    ) -> None:
        self._open_parser = open_parser
        self._parser: Parser | None = None
        self._layers = tuple(layers)
        self._batch_reports = batch_reports

    def read(self, report: Report) -> Reading:
        """The reading of one report."""
        return next(self._read_batch([report]))

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """The readings of many reports, in order; `batch_reports` at a time are parsed together."""
        waiting = iter(reports)
        while batch := list(islice(waiting, self._batch_reports)):
            yield from self._read_batch(batch)

    def _read_batch(self, reports: Sequence[Report]) -> Iterator[Reading]:
        if self._parser is None:
            self._parser = self._open_parser()
        items = [(report.text, [(block.start, block.end) for block in report.blocks]) for report in reports]
        parsed = self._parser.analyse_many(items)
        for report, sentences in zip(reports, parsed, strict=True):
            yield lay_all(begin_reading(report, sentences, self._parser.version), self._layers)


def begin_reading(report: Report, parsed: Sequence[ParsedSentence], version: str) -> Reading:
    """A reading with what the parse and the rules on plain words give: sentences, names, times, numbers, quotations."""
    sentences = tuple(_sentence(index, sentence) for index, sentence in enumerate(parsed))
    names = tuple(name for index, sentence in enumerate(parsed) for name in _names(index, sentence))
    return Reading(
        report=report,
        sentences=sentences,
        names=names,
        times=tuple(find_times(report, sentences)),
        numbers=tuple(find_numbers(report, sentences)),
        quotations=tuple(find_quotations(report, sentences)),
        frames=tuple(frame for index, sentence in enumerate(parsed) for frame in _frames(index, sentence)),
        certainty=tuple(sentence.factuality for sentence in parsed),
        events=_rows([sentence.events for sentence in parsed]),
        vectors=_rows([sentence.vectors for sentence in parsed]),
        versions={
            "model": version,
            "times": "times.rules.1",
            "numbers": "numbers.rules.1",
            "quotations": "quotes.rules.1",
        },
    )


def _rows(found: Sequence[Any]) -> tuple[Any, ...]:
    """The words' rows of numbers by sentence, none at all where a sentence lacks them."""
    return () if any(rows is None for rows in found) else tuple(found)


def _sentence(index: int, parsed: ParsedSentence) -> Sentence:
    tokens = repaired(
        [Token(t.start, t.end, t.text, t.lemma, t.upos, t.xpos, t.feats, t.head, t.deprel) for t in parsed.tokens]
    )
    return Sentence(index, parsed.start, parsed.end, parsed.block, tokens)


def _names(index: int, parsed: ParsedSentence) -> Iterator[Name]:
    for name in parsed.names:
        start, end = parsed.tokens[name.first].start, parsed.tokens[name.last].end
        yield Name(start, end, name.kind, index, name.first, name.last, name.score)


def _frames(index: int, parsed: ParsedSentence) -> Iterator[Frame]:
    tokens = parsed.tokens
    for frame in parsed.frames:
        arguments = tuple(
            Argument(a.role, tokens[a.first].start, tokens[a.last].end, a.first, a.last, a.function)
            for a in frame.arguments
        )
        yield Frame(index, frame.token, frame.roleset, arguments)


def shipped_layers() -> tuple[Layer, ...]:
    """The layers over the model in the package: the rules, and the learned ones in their places."""
    from chancery.reading.attribution_learned import learned_attributions
    from chancery.reading.chains.layer import learned_coreference

    return replace_layers(learned_coreference(), learned_attributions())


def load_reader(threads: int = 1) -> ChanceryReader:
    """A reader over the model in the package, with its learned layers; the model is loaded at the first report.

    Raises:  nothing here; at the first report ArtefactError if the model is missing or broken.
    """

    def open_shipped() -> Parser:
        from chancery.reading.model import ReadingModel

        return ReadingModel.load(threads=threads)

    return ChanceryReader(open_shipped, layers=shipped_layers())


def make_reader(parser: Parser | str) -> ChanceryReader:
    """A reader over another parser: an object, or where to import one from ("module:factory").

    Shapes:  what the parser gives is checked, sentence by sentence, before any layer is laid on it. A factory is called
             at the first report.
    Raises:  ReaderError where there is no such module or name, or where the object is no parser; at the first report
             where the factory fails. ParseError at a text of which it gives no sound parse.
    """
    opened = open_parser(parser)
    return ChanceryReader(lambda: CheckedParser(opened()))
