"""The layers of a reading as SVG: arcs above the words, brackets below them, no script and nothing fetched.

With the parse a sentence is one line, as wide as its labels need; without it the words are broken into lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from chancery.views.layers.arcs import Arc, Need, arcs_of, broken, left_edges, ports_of
from chancery.views.layers.lanes import lanes_of
from chancery.views.layers.shown import Happening, Layer, Mark, Shown, ShownSentence
from chancery.views.layers.tones import INK, LINE, PAPER, SOFT, TONES, tone_of
from chancery.views.layers.widths import FONTS, text_width

_MARGIN, _GUTTER, _LINE_ROOM = 20.0, 104.0, 860.0
_WORD_SIZE, _TAG_SIZE, _LABEL_SIZE = 15.0, 10.0, 11.0
_GAP, _GLUED_GAP, _PORT, _LEVEL, _ROOT = 12.0, 3.0, 8.0, 21.0, 24.0
_WORD_HEIGHT, _TAG_HEIGHT, _ROW, _GROUP_GAP, _LINE_GAP, _SENTENCE_GAP = 22.0, 14.0, 28.0, 7.0, 16.0, 34.0
_HEAD = 26.0
_CORNER, _ARROW, _LABEL_AIR = 6.0, 3.6, 5.0


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket below words, from the first to the last by index, with its label."""

    first: int
    last: int
    label: str
    tone: str

    @property
    def ends(self) -> tuple[int, int]:
        """The words that it stands under, half open."""
        return self.first, self.last + 1


@dataclass(frozen=True, slots=True)
class Group:
    """Brackets that belong together, in lanes, with what stands before them in the margin."""

    name: str
    lanes: tuple[tuple[Bracket, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A part of an SVG, at the origin, with its size in pixels."""

    body: str
    width: float
    height: float


def svg_page(shown: Sequence[Shown]) -> str:
    """All sentences, one below the other, as one SVG document with a title and a description in words."""
    parts: list[str] = []
    width, y = 320.0, _MARGIN
    for one in shown:
        parts.append(_text(_MARGIN, y + 16, one.title, "cl-title"))
        width = max(width, 2 * _MARGIN + text_width(one.title, 17, bold=True))
        y += 30
        for sentence in one.sentences:
            drawing = draw_sentence(sentence, one.layers)
            parts.append(f'<g transform="translate({_MARGIN:g} {y:g})">')
            parts += [drawing.body, "</g>"]
            width = max(width, drawing.width + 2 * _MARGIN)
            y += drawing.height + _SENTENCE_GAP
    title = _escaped("; ".join(one.title for one in shown))
    told = _escaped(" ".join(line for one in shown for line in describe(one)))
    return "".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{y:g}" viewBox="0 0 {width:g} {y:g}"',
            ' role="img" aria-labelledby="title desc" lang="en">\n',
            f'<title id="title">What was read: {title}</title>\n<desc id="desc">{told}</desc>\n',
            f"<style>\n{drawing_css()}</style>\n",
            f'<rect class="cl-paper" width="{width:g}" height="{y:g}"/>\n',
            "\n".join(parts),
            "\n</svg>\n",
        ]
    )


def inline_svg(sentence: ShownSentence, layers: Sequence[Layer]) -> str:
    """One sentence as an element to stand in a page of ours, which brings the styles."""
    drawing = draw_sentence(sentence, layers, headed=False)
    width, height = drawing.width, drawing.height
    return (
        f'<svg class="drawing" width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="Sentence {sentence.number} as arcs">{drawing.body}</svg>'
    )


def drawing_css() -> str:
    """The styles of the drawings, for light and dark paper. No variables: not every viewer of SVG knows them."""
    lines = [
        f".cl-title {{ font: bold 17px {FONTS}; }} .cl-head {{ font: 12px {FONTS}; }}",
        f".cl-word {{ font: {_WORD_SIZE:g}px {FONTS}; }} .cl-root {{ font: bold {_WORD_SIZE:g}px {FONTS}; }}",
        f".cl-tag {{ font: {_TAG_SIZE:g}px {FONTS}; }} .cl-label {{ font: {_LABEL_SIZE:g}px {FONTS}; }}",
        ".cl-arc, .cl-bracket { fill: none; stroke-width: 1.2; }",
        ".cl-bracket { stroke-width: 1.6; }",
    ]
    for dark in (0, 1):
        rules = [
            f".cl-paper {{ fill: {PAPER[dark]}; }}",
            f".cl-title, .cl-word, .cl-root, .cl-rel {{ fill: {INK[dark]}; }}",
            f".cl-head, .cl-tag, .cl-side {{ fill: {SOFT[dark]}; }}",
            f".cl-arc {{ stroke: {LINE[dark]}; }} .cl-arrow {{ fill: {LINE[dark]}; }}",
            *(
                f"text.cl-{tone} {{ fill: {both[dark]}; }} path.cl-{tone} {{ stroke: {both[dark]}; }}"
                for tone, both in TONES.items()
            ),
        ]
        lines += ["@media (prefers-color-scheme: dark) {", *rules, "}"] if dark else rules
    return "\n".join(lines) + "\n"


def describe(shown: Shown) -> Iterator[str]:
    """What the drawing shows, in sentences for those who do not see it."""
    for sentence in shown.sentences:
        yield f"Sentence {sentence.number}: {sentence.text}"
        if Layer.parse in shown.layers:
            words = sentence.words
            pairs = (f"{word.text} {word.relation} of {words[word.head].text}" for word in words if word.head >= 0)
            root = "".join(f"root {word.text}; " for word in words if word.head < 0)
            yield f"Parse: {root}{'; '.join(pairs)}."
        if sentence.names:
            yield f"Names and times: {'; '.join(f'{one.text} ({one.kind})' for one in sentence.names)}."
        for happening in sentence.happenings:
            roles = "; ".join(f"{part.role} {part.text}" for part in happening.parts) or "no roles"
            yield f"Predicate {happening.text} ({happening.sense}, factuality {happening.certainty}): {roles}."
        for chain in sentence.chains:
            same = " = ".join(
                [*(text for _, text in chain.mentions), *([" + ".join(chain.parts)] if chain.parts else [])]
            )
            yield f"Same thing {chain.number}: {same}."
        for saying in sentence.sayings:
            who = saying.source or "Somebody not stated"
            yield f"{who} {saying.stance} ({saying.cue}): {' + '.join(saying.contents)}."


def draw_sentence(sentence: ShownSentence, layers: Sequence[Layer], *, headed: bool = True) -> Drawing:
    """One sentence with its arcs and brackets."""
    words = sentence.words
    parse = Layer.parse in layers
    arcs = arcs_of(words) if parse else []
    ports = ports_of(words, arcs)
    counts = [sum(at == number for _, at in ports) + (word.head < 0) for number, word in enumerate(words)]
    groups = _groups(sentence, layers)
    widths = [
        max(
            text_width(word.text, _WORD_SIZE, bold=parse and word.head < 0),
            text_width(word.upos, _TAG_SIZE) if parse else 0.0,
            counts[number] * _PORT if parse else 0.0,
            text_width("root", _LABEL_SIZE) if parse and word.head < 0 else 0.0,
        )
        for number, word in enumerate(words)
    ]
    needs = []
    for bracket in (one for group in groups for lane in group.lanes for one in lane):
        need = text_width(bracket.label, _LABEL_SIZE) + 4
        if bracket.first == bracket.last:
            widths[bracket.first] = max(widths[bracket.first], need)
        needs.append(Need(bracket.first, bracket.last, need))
    apart = [
        Need(arc.left, arc.right, _label_room(arc) + _PORT * (counts[arc.left] + counts[arc.right]) / 2) for arc in arcs
    ]
    ends = [-1, *(word.end for word in words)]
    gaps = [_GLUED_GAP if word.start == end and not parse else _GAP for word, end in zip(words, ends, strict=False)]
    edges = left_edges(widths, gaps, needs, apart)
    gutter = _GUTTER if groups else 0.0
    lines = [(0, len(words))] if parse and words else broken(edges, widths, _LINE_ROOM)
    parts, y, width = [], 0.0, 0.0
    if headed:
        head = f"Sentence {sentence.number}"
        parts.append(_text(0, 14, head, "cl-head"))
        y, width = _HEAD, text_width(head, 12)
    for first, last in lines:
        moved = {number: gutter + edges[number] - edges[first] for number in range(first, last)}
        line = _Line(sentence, moved, widths, parse)
        if parse:
            body, y = line.arcs(arcs, ports, counts, y)
            parts.append(body)
        for draw in (line.words, lambda top, line=line: line.brackets(groups, top)):
            body, y = draw(y)
            parts.append(body)
        y += _LINE_GAP
        width = max(width, *(moved[number] + widths[number] for number in moved))
    return Drawing("".join(parts), width, max(y - _LINE_GAP, 0.0))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of words to draw: `left` their left edges by index. Each part takes a height and gives the next."""

    sentence: ShownSentence
    left: dict[int, float]
    widths: Sequence[float]
    parse: bool

    def arcs(
        self, arcs: Sequence[Arc], ports: dict[tuple[Arc, int], int], counts: Sequence[int], top: float
    ) -> tuple[str, float]:
        """The arcs with their labels, and the root's arrow."""
        highest = max((arc.level for arc in arcs), default=0)
        base = top + _ROOT + highest * _LEVEL + 4

        def port_x(number: int, port: int) -> float:
            return self._middle(number) + (port - (counts[number] - 1) / 2) * _PORT

        lines, labels = [], []
        for arc in arcs:
            y = base - arc.level * _LEVEL
            left = port_x(arc.left, ports[arc, arc.left])
            right = port_x(arc.right, ports[arc, arc.right])
            bend = f"M{left:g} {base:g}V{y + _CORNER:g}Q{left:g} {y:g} {left + _CORNER:g} {y:g}"
            bend += f"H{right - _CORNER:g}Q{right:g} {y:g} {right:g} {y + _CORNER:g}V{base:g}"
            lines.append(f'<path class="cl-arc" d="{bend}"/>')
            lines.append(_arrow(left if arc.dependent == arc.left else right, base))
            labels.append(_tagged((left + right) / 2, y, arc.label))
        for number, word in enumerate(self.sentence.words):
            if word.head < 0:
                leftward = sum(1 for arc in arcs if arc.right == number)
                x, y = port_x(number, leftward), top + _ROOT - 8
                lines.append(f'<path class="cl-arc" d="M{x:g} {y:g}V{base:g}"/>{_arrow(x, base)}')
                labels.append(_tagged(x, y - 6, "root"))
        return "".join(lines + labels), base + 2

    def words(self, top: float) -> tuple[str, float]:
        """The words, and with a parse their parts of speech below them."""
        parts = []
        for number in self.left:
            word = self.sentence.words[number]
            root = self.parse and word.head < 0
            parts.append(_text(self._middle(number), top + 16, word.text, "cl-root" if root else "cl-word", "middle"))
            if self.parse:
                parts.append(_text(self._middle(number), top + 16 + _TAG_HEIGHT, word.upos, "cl-tag", "middle"))
        return "".join(parts), top + _WORD_HEIGHT + (_TAG_HEIGHT if self.parse else 0)

    def brackets(self, groups: Sequence[Group], top: float) -> tuple[str, float]:
        """The brackets of each group that has any below these words, its name in the margin."""
        parts, y = [], top
        for group in groups:
            lanes = [[one for one in lane if self._holds(one)] for lane in group.lanes]
            lanes = [lane for lane in lanes if lane]
            if not lanes:
                continue
            y += _GROUP_GAP
            parts.append(_text(_GUTTER - 12, y + 12, _short(group.name), "cl-tag cl-side", "end"))
            for lane in lanes:
                parts += [self._bracket(one, y) for one in lane]
                y += _ROW
        return "".join(parts), y

    def _holds(self, bracket: Bracket) -> bool:
        return bool(self.left) and bracket.first <= max(self.left) and bracket.last >= min(self.left)

    def _bracket(self, bracket: Bracket, top: float) -> str:
        """A bracket, open at the end at which it goes on in another line."""
        first, last = max(bracket.first, min(self.left)), min(bracket.last, max(self.left))
        left, right = self.left[first], self.left[last] + self.widths[last]
        y = top + 6
        opening = f"M{left:g} {top:g}V{y:g}" if first == bracket.first else f"M{left - 6:g} {y:g}"
        closing = f"H{right:g}V{top:g}" if last == bracket.last else f"H{right + 6:g}"
        path = f'<path class="cl-bracket cl-{bracket.tone}" d="{opening}{closing}"/>'
        return path + _text((left + right) / 2, y + 13, bracket.label, f"cl-label cl-{bracket.tone}", "middle")

    def _middle(self, number: int) -> float:
        return self.left[number] + self.widths[number] / 2


def _groups(sentence: ShownSentence, layers: Sequence[Layer]) -> list[Group]:
    """The brackets of the layers asked for, in their order; a group of its own for each predicate."""
    groups: list[Group] = []
    if Layer.names in layers:
        groups.append(_group(sentence, "names", sentence.name_marks))
    groups += [_happening(sentence, one) for one in sentence.happenings]
    if Layer.coref in layers:
        groups.append(_group(sentence, "same", sentence.chain_marks))
    if Layer.quotes in layers:
        groups.append(_group(sentence, "said", sentence.quote_marks))
    return [group for group in groups if group.lanes]


def _group(sentence: ShownSentence, name: str, marks: Sequence[Mark]) -> Group:
    found = [_bracket(sentence, mark.start, mark.end, mark.label, tone_of(mark)) for mark in marks]
    return _in_lanes(name, [one for one in found if one])


def _happening(sentence: ShownSentence, happening: Happening) -> Group:
    trigger = _bracket(sentence, happening.start, happening.end, f"{happening.factuality:+.1f}", "trigger")
    parts = [_bracket(sentence, part.start, part.end, part.role, "role") for part in happening.parts]
    return _in_lanes(happening.sense, [one for one in (trigger, *parts) if one])


def _in_lanes(name: str, brackets: Sequence[Bracket]) -> Group:
    lanes = lanes_of(brackets, lambda one: one.ends)
    return Group(name, tuple(tuple(lane) for lane in lanes))


def _bracket(sentence: ShownSentence, start: int, end: int, label: str, tone: str) -> Bracket | None:
    """The bracket below the words that the characters touch; None where they touch none of this sentence."""
    touched = [number for number, word in enumerate(sentence.words) if word.start < end and word.end > start]
    return Bracket(touched[0], touched[-1], label, tone) if touched else None


def _label_room(arc: Arc) -> float:
    return text_width(arc.label, _LABEL_SIZE) + 2 * _LABEL_AIR + 2 * _CORNER


def _tagged(x: float, y: float, label: str) -> str:
    """A label on a line, with the line left out behind it."""
    width = text_width(label, _LABEL_SIZE) + 4
    rect = f'<rect class="cl-paper" x="{x - width / 2:g}" y="{y - 7:g}" width="{width:g}" height="14"/>'
    return rect + _text(x, y + 4, label, "cl-label cl-rel", "middle")


def _arrow(x: float, y: float) -> str:
    return f'<path class="cl-arrow" d="M{x - _ARROW:g} {y - 7:g}H{x + _ARROW:g}L{x:g} {y:g}Z"/>'


def _text(x: float, y: float, words: str, look: str, anchor: str = "start") -> str:
    placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text class="{look}" x="{x:g}" y="{y:g}"{placed}>{_escaped(words)}</text>'


def _short(name: str) -> str:
    """A name that fits the margin."""
    while text_width(name, _TAG_SIZE) > _GUTTER - 16 and len(name) > 2:
        name = name.removesuffix("…")[:-1] + "…"
    return name


def _escaped(words: str) -> str:
    """The words for XML, without the characters that it does not allow."""
    return escape("".join(char for char in words if char.isprintable()), quote=False)
