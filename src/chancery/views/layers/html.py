"""The layers of a reading as one self-contained page: no script, nothing fetched, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import SimpleNamespace

from markupsafe import Markup

from chancery.views.html import environment
from chancery.views.layers.lanes import Run, runs_of
from chancery.views.layers.shown import HEADINGS, NONE_FOUND, Layer, Shown, ShownSentence
from chancery.views.layers.svg import drawing_css, inline_svg
from chancery.views.layers.tones import TONES, chain_tone, tone_of
from chancery.views.layers.tree import DOWN, LEFT, RIGHT, UP, cells_of

_ROW_PX = 24
# A column of the tree, in pixels: narrower where there are many, so that the words stay in sight on a telephone.
_CELL_PX, _TREE_PX = 9.0, 120.0

FoundRow = tuple[str, str, str, str]
"""Label, tone, words, and from what they were found."""


@dataclass(frozen=True, slots=True)
class LayerPart:
    """A layer of a sentence as the page takes it: marked text, and rows below it."""

    name: str
    heading: str
    none: str
    runs: Sequence[Run] = ()
    rows: Sequence[object] = ()
    drawing: str = ""


def html_page(shown: Sequence[Shown]) -> str:
    """All sentences of all reports on one page."""
    template = environment().overlay()
    template.filters["tone"] = tone_of
    readings = [
        {
            "at": at,
            "title": one.title,
            "sentences": [_sentence(sentence, one.layers) for sentence in one.sentences],
        }
        for at, one in enumerate(shown, 1)
    ]
    title = shown[0].title if len(shown) == 1 else f"{len(shown)} reports"
    page = SimpleNamespace(title=title, subtitle=_about(shown), kind="reading", sources=())
    values = {"page": page, "texts": (), "readings": readings, "styles": Markup(_palette() + drawing_css())}
    return template.get_template("reading.html.j2").render(values)


def _about(shown: Sequence[Shown]) -> str:
    """What the page is of, where it is one report."""
    if len(shown) != 1:
        return ""
    report = shown[0].report
    published = f"published {report.published.edtf}" if report.published.stated else ""
    return ", ".join(part for part in (report.source.name or "", published, report.path or "") if part)


def _sentence(sentence: ShownSentence, layers: Sequence[Layer]) -> dict[str, object]:
    parts = [_layer(layer, sentence) for layer in layers]
    return {
        "number": sentence.number,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
        "layers": parts,
        "marked": bool(sentence.marks(layers[0])),
    }


def _layer(layer: Layer, sentence: ShownSentence) -> LayerPart:
    heading, none = HEADINGS[layer], NONE_FOUND[layer]
    if layer is Layer.parse:
        drawing = Markup(inline_svg(sentence, [Layer.parse])) if sentence.words else ""
        return LayerPart(layer.value, heading, none, rows=list(_tree(sentence)), drawing=drawing)
    if layer is Layer.roles:
        rows: list[object] = [
            {
                "text": one.text,
                "sense": one.sense,
                "certainty": one.certainty,
                "share": round(min(max((one.factuality + 3) / 6, 0.0), 1.0) * 100),
                "notes": one.notes,
                "parts": (*one.parts, *one.arguments),
            }
            for one in sentence.happenings
        ]
        return LayerPart(layer.value, heading, none, rows=rows)
    marks = sentence.marks(layer)
    runs = list(runs_of(sentence.text, marks)) if marks else []
    return LayerPart(layer.value, heading, none, runs=runs, rows=list(_rows(layer, sentence)))


def _rows(layer: Layer, sentence: ShownSentence) -> Iterator[FoundRow]:
    if layer is Layer.names:
        for found in sentence.names:
            yield found.kind, found.tone, found.text, found.more
    elif layer is Layer.coref:
        for chain in sentence.chains:
            same = " = ".join(f"{text} ({number})" for number, text in chain.mentions)
            parts = f" = {' + '.join(chain.parts)}" if chain.parts else ""
            yield str(chain.number), chain_tone(chain.number), same + parts, ""
    else:
        for saying in sentence.sayings:
            yield (
                saying.stance,
                "cue",
                f"{saying.source or 'not stated'}: {' + '.join(saying.contents)}",
                ", ".join(part for part in (f"cue “{saying.cue}”", saying.how) if part),
            )


def _tree(sentence: ShownSentence) -> Iterator[dict[str, object]]:
    words = sentence.words
    for number, (word, cells) in enumerate(zip(words, cells_of(words), strict=True)):
        head = "" if word.head < 0 else f"{words[word.head].text} {word.head + 1}"
        yield {"art": _art(cells), "word": word, "root": word.head < 0, "head": head, "number": number + 1}


def _art(cells: Sequence[int]) -> Markup:
    """A row of the tree as a small drawing that joins those above and below it."""
    size = min(_CELL_PX, _TREE_PX / max(len(cells), 1))
    width, middle = round(size * len(cells), 1), _ROW_PX / 2
    lines = []
    for at, cell in enumerate(cells):
        x = round((at + 0.5) * size, 1)
        if cell & UP:
            lines.append(f"M{x:g} 0V{middle:g}")
        if cell & DOWN:
            lines.append(f"M{x:g} {middle:g}V{_ROW_PX}")
        if cell & LEFT:
            lines.append(f"M{x - size / 2:g} {middle:g}H{x:g}")
        if cell & RIGHT:
            lines.append(f"M{x:g} {middle:g}H{x + size / 2:g}")
    path = f'<path d="{"".join(lines)}"/>' if lines else ""
    return Markup(f'<svg width="{width:g}" height="{_ROW_PX}" aria-hidden="true">{path}</svg>')


def _palette() -> str:
    """The tones as variables of the page."""
    light, dark = ("; ".join(f"--{name}: {both[at]}" for name, both in TONES.items()) for at in (0, 1))
    return f":root {{ {light}; }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark}; }} }}\n"
