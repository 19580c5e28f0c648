"""The layers of a reading on a terminal: colours where the console has them, labels that tell the same without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from chancery.views.layers.lanes import lanes_of
from chancery.views.layers.shown import HEADINGS, NONE_FOUND, Happening, Layer, Mark, Saying, Shown, ShownSentence, Word
from chancery.views.layers.tree import cell_text, cells_of

_TONES = {
    "PER": "green",
    "LOC": "blue",
    "ORG": "yellow",
    "OTH": "magenta",
    "date": "cyan",
    "source": "green",
    "cue": "yellow",
    "content": "blue",
    "quoted": "magenta",
}
_CHAINS = ("green", "blue", "yellow", "magenta", "cyan", "red")
_INDENT = 2
# Text is set no wider than this, so that the eye finds the next line; trees and tables may be wider.
_MEASURE_CHARS = 100
# Columns for a word of the tree; a longer one moves the rest of its row.
_WORD_CELLS = 18
_RELATION_CELLS = 12


@dataclass(frozen=True, slots=True)
class Lines:
    """A sentence with its marks: each line of text, and below it the lines that label the marks."""

    text: str
    marks: tuple[Mark, ...]
    ascii_only: bool

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(min(options.max_width, _MEASURE_CHARS), 20)
        for start, end in _wrapped(self.text, width):
            yield from self._line(start, end, width)

    def _line(self, start: int, end: int, width: int) -> Iterator[Text]:
        line = Text(self.text[start:end], no_wrap=True, overflow="ignore")
        here = [mark for mark in self.marks if mark.start < end and mark.end > start]
        for mark in sorted(here, key=lambda mark: mark.start - mark.end):
            line.stylize(f"underline {_style(mark)}", max(mark.start, start) - start, min(mark.end, end) - start)
        yield line
        labels = [(mark, *self._label(mark, start, end, width)) for mark in here]
        for lane in lanes_of(labels, lambda one: (one[1], one[1] + cell_len(one[2])), gap=0):
            below = Text(no_wrap=True, overflow="ignore")
            for mark, column, drawn in sorted(lane, key=lambda one: one[1]):
                below.append(" " * (column - cell_len(below.plain)))
                below.append(drawn, style=_style(mark))
            yield below

    def _label(self, mark: Mark, start: int, end: int, room: int) -> tuple[int, str]:
        """Where the label of a mark begins on a line, in cells, and the label with the bracket that it stands in."""
        column = cell_len(self.text[start : max(mark.start, start)])
        width = cell_len(self.text[max(mark.start, start) : min(mark.end, end)])
        opening, line, closing = ("^", "-", "^") if self.ascii_only else ("╰", "─", "╯")
        first = opening if mark.start >= start else line
        last = closing if mark.end <= end else line
        if width >= len(mark.label) + 2:
            return column, first + mark.label + line * (width - len(mark.label) - 2) + last
        bracket = first + line * (width - 2) + last if width > 1 else first
        if column + len(bracket) + len(mark.label) > room >= len(mark.label) + width and column >= len(mark.label):
            return column - len(mark.label), f"{mark.label}{bracket}"
        return column, f"{bracket}{mark.label}"


@dataclass(frozen=True, slots=True)
class Tree:
    """The parse of a sentence: a row for each word with its number, its brackets, its tag, relation and head."""

    words: tuple[Word, ...]
    ascii_only: bool

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        cells = cells_of(self.words)
        digits = len(str(len(self.words)))
        words = min(max((cell_len(word.text) for word in self.words), default=0), _WORD_CELLS)
        art = len(cells[0]) if cells else 0
        # What a narrow terminal has no room for is left out: the end of the row, then every second cell of the tree.
        rest = options.max_width - digits - words - _RELATION_CELLS - 8
        step = 1 if art <= rest else 2
        shown = art // step if art // step <= max(rest, 0) else 0
        for number, (word, row) in enumerate(zip(self.words, cells, strict=True)):
            line = Text(no_wrap=True, overflow="crop" if self.ascii_only else "ellipsis")
            line.append(f"{number + 1:>{digits}} ", style="dim")
            if shown:
                line.append(cell_text(row[::step], ascii_only=self.ascii_only) + " ", style="cyan")
            line.append(word.text.ljust(words), style="bold" if word.head < 0 else "")
            line.append(f" {word.upos:5}", style="dim")
            line.append(f" {word.relation:{_RELATION_CELLS}}", style="yellow")
            line.append(f" {self._head(word)}")
            if word.lemma.lower() != word.text.lower():
                line.append(f"  lemma {word.lemma}", style="dim")
            yield line

    def _head(self, word: Word) -> str:
        return "of the sentence" if word.head < 0 else f"of {word.head + 1} {self.words[word.head].text}"


def terminal_parts(shown: Shown, *, ascii_only: bool = False) -> Iterator[RenderableType]:
    """The sentences one after another, each with its layers; nothing but ASCII is drawn where that is asked for."""
    yield Text(shown.title, style="bold")
    for sentence in shown.sentences:
        yield Text()
        yield Text(f"Sentence {sentence.number}  characters {sentence.start}-{sentence.end}", style="dim")
        if not sentence.marks(shown.layers[0]):
            yield _in(Lines(sentence.text, (), ascii_only))
        for layer in shown.layers:
            if len(shown.layers) > 1:
                yield Text()
                yield Text(HEADINGS[layer], style="bold underline")
            yield from _layer(layer, sentence, ascii_only)


def _layer(layer: Layer, sentence: ShownSentence, ascii_only: bool) -> Iterator[RenderableType]:
    if layer is Layer.parse:
        yield _in(Tree(sentence.words, ascii_only))
        empty = not sentence.words
    elif layer is Layer.roles:
        for happening in sentence.happenings:
            yield from _happening(happening)
        empty = not sentence.happenings
    else:
        if marks := sentence.marks(layer):
            yield _in(Lines(sentence.text, marks, ascii_only))
        rows = list(_rows(layer, sentence))
        if rows:
            yield Text()
            yield _in(_table(rows))
        empty = not rows
    if empty:
        yield _in(Text(NONE_FOUND[layer], style="dim"))


def _rows(layer: Layer, sentence: ShownSentence) -> Iterator[tuple[Text, ...]]:
    """What was found, a row each, below the text that is marked with it."""
    if layer is Layer.names:
        for found in sentence.names:
            yield Text(found.kind, style=_TONES[found.tone]), Text(found.text), Text(found.more, style="dim")
    elif layer is Layer.coref:
        for chain in sentence.chains:
            words = Text()
            for at, (number, phrase) in enumerate(chain.mentions):
                words.append(" = " if at else "")
                words.append(phrase, style="" if number == sentence.number else "dim")
                words.append(f" ({number})", style="dim")
            if chain.parts:
                words.append(" = " + " + ".join(chain.parts))
            yield Text(str(chain.number), style=_CHAINS[chain.number % len(_CHAINS)]), words
    else:
        yield from map(_saying, sentence.sayings)


def _saying(saying: Saying) -> tuple[Text, ...]:
    who = Text(saying.source or "not stated", style=_TONES["source"] if saying.source else "dim")
    cue = Text.assemble((saying.stance, _TONES["cue"]), f" ({saying.cue})")
    said = Text(" + ".join(saying.contents))
    if saying.how:
        said.append(f"  {saying.how}", style="dim")
    return who, cue, said


def _happening(happening: Happening) -> Iterator[RenderableType]:
    """A predicate with its sense and factuality, and its roles as a table."""
    head = Text()
    head.append(happening.text, style="bold")
    head.append(f"  {happening.sense}", style="yellow")
    head.append(f"  factuality {happening.certainty}")
    head.append(f"  {', '.join(happening.notes)}", style="dim")
    yield _in(head)
    rows = [(Text(part.role, style="cyan"), Text(part.text), Text(part.why, style="dim")) for part in happening.parts]
    rows += [(Text(one.role, style="dim"), Text(one.text), Text(one.why, style="dim")) for one in happening.arguments]
    yield Padding(_table(rows) if rows else Text("no roles", style="dim"), (0, 0, 0, 2 * _INDENT))


def _table(rows: Sequence[tuple[Text, ...]]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for at in range(len(rows[0])):
        grid.add_column(overflow="fold", no_wrap=at == 0 and max(row[0].cell_len for row in rows) <= _WORD_CELLS)
    for row in rows:
        grid.add_row(*row)
    return grid


def _in(part: RenderableType) -> RenderableType:
    return Padding(part, (0, 0, 0, _INDENT), expand=False)


def _style(mark: Mark) -> str:
    return _CHAINS[mark.chain % len(_CHAINS)] if mark.chain else _TONES.get(mark.tone, "")


def _wrapped(text: str, width: int) -> Iterator[tuple[int, int]]:
    """The text in lines of at most so many cells, broken at blanks, as ranges of its characters."""
    start = 0
    while start < len(text):
        end, cells, blank = start, 0, -1
        while end < len(text) and (cells := cells + cell_len(text[end])) <= width:
            blank = end if text[end] == " " else blank
            end += 1
        if end < len(text) and text[end] != " " and blank > start:
            end = blank
        yield start, end
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
