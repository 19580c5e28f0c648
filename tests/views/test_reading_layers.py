"""The layers of a reading in every form: all of it told, nothing overlapping, nothing that can break out."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from chancery.terms import (
    Actor,
    ActorMention,
    Argument,
    Attribution,
    CorefMention,
    InputError,
    Name,
    PartialDate,
    Predicate,
    Quotation,
    Reading,
    Report,
    Role,
    Sentence,
    Span,
    TimeMention,
    Token,
)
from chancery.views.layers import (
    Layer,
    Shown,
    build_shown,
    parse_layers,
    parse_sentences,
    shown_html,
    shown_parts,
    shown_svg,
)
from chancery.views.layers.arcs import arcs_of, ports_of
from chancery.views.layers.lanes import lanes_of, runs_of
from chancery.views.layers.shown import Mark, Word, certainty_word
from chancery.views.layers.tones import TONES
from chancery.views.layers.tree import DOWN, LEFT, RIGHT, UP, brackets_of, cells_of
from chancery.views.layers.widths import text_width

TEXT = 'Peskov told "reporters"\non Monday that <Russia> & Baku agreed. They left.'
SVG = "{http://www.w3.org/2000/svg}"


def _tokens(text: str, base: int, rows: str) -> tuple[Token, ...]:
    """Tokens from rows of form, part of speech, head (from 1, 0 the root) and relation."""
    tokens, at = [], base
    for row in rows.split(";"):
        form, upos, head, relation = row.split()
        at = text.index(form, at)
        tokens.append(Token(at, at + len(form), form, form.lower(), upos, "", "", int(head) - 1, relation))
        at += len(form)
    return tuple(tokens)


def _reading() -> Reading:
    first = _tokens(
        TEXT,
        0,
        'Peskov PROPN 2 nsubj;told VERB 0 root;" PUNCT 4 punct;reporters NOUN 2 iobj;" PUNCT 4 punct;on ADP 7 case;'
        "Monday PROPN 2 obl;that SCONJ 14 mark;< PUNCT 10 punct;Russia PROPN 14 nsubj;> PUNCT 10 punct;& CCONJ 13 cc;"
        "Baku PROPN 10 conj;agreed VERB 2 ccomp;. PUNCT 2 punct",
    )
    second = _tokens(TEXT, 60, "They PRON 2 nsubj;left VERB 0 root;. PUNCT 2 punct")
    ends = TEXT.index("agreed.") + 7

    def span(words: str) -> Span:
        return Span(TEXT.index(words), TEXT.index(words) + len(words))

    peskov, monday, said = span("Peskov"), span("Monday"), span("that <Russia> & Baku agreed")
    russia, they = span("Russia"), span("They")
    return Reading(
        Report(TEXT, title="Talks & <tea>"),
        sentences=(Sentence(0, 0, ends, 0, first), Sentence(1, they.start, len(TEXT), 0, second)),
        names=(Name(peskov.start, peskov.end, "PER", 0, 0, 0, 0.9), Name(russia.start, russia.end, "LOC", 0, 9, 9)),
        times=(TimeMention(monday.start, monday.end, 0, PartialDate.parse("2024-04-15"), rule="weekday"),),
        quotations=(Quotation(span("reporters").start, span("reporters").end, 0),),
        predicates=(
            Predicate(
                0,
                1,
                7,
                11,
                "tell",
                "verb",
                roleset="tell.01",
                arguments=(Argument("ARG0", 0, 6, 0, 0, "PAG"),),
                roles=(Role("agent", 0, 6, 0, "nsubj"), Role("ARGM-TMP", monday.start, monday.end, 6, "obl:on")),
            ),
            Predicate(1, 1, *_pair(span("left")), "leave", "verb", factuality=-0.5, hedge="it seems", governor=0),
        ),
        attributions=(
            Attribution(
                0, Span(7, 11), "tell", 1, "asserts", (said, Span(they.start, len(TEXT))), peskov, 0, 0, False, "clause"
            ),
        ),
        coreference=((CorefMention(russia.start, russia.end, 0, 9), CorefMention(they.start, they.end, 1, 0)),),
        split=(
            (
                CorefMention(they.start, they.end, 1, 0),
                (CorefMention(peskov.start, peskov.end, 0, 0), CorefMention(russia.start, russia.end, 0, 9)),
            ),
        ),
        actors=(ActorMention(russia, 0, 9, "Russia", Actor("country:RUS", "Russia", "country", "RUS", "GOV"), "list"),),
    )


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


READING = _reading()
ALL = tuple(Layer)


def printed(shown: Shown, *, width: int = 80, ascii_only: bool = False) -> str:
    sink = io.StringIO()
    console = Console(file=sink, width=width, no_color=True, markup=False, highlight=False, emoji=False)
    for part in shown_parts(shown, ascii_only=ascii_only):
        console.print(part)
    return sink.getvalue()


# --- what is asked for --------------------------------------------------------------------------------------------


def test_layers_come_in_their_order_whatever_the_order_asked() -> None:
    assert parse_layers(["quotes,parse", "names", "parse"]) == (Layer.parse, Layer.names, Layer.quotes)
    assert parse_layers([]) == ()


def test_an_unknown_layer_is_told_with_those_that_there_are() -> None:
    with pytest.raises(ValueError, match=r"no layer 'role'; did you mean roles.*parse, names, roles, coref, quotes"):
        parse_layers(["role"])


@pytest.mark.parametrize("asked", ["0", "x", "3-2", "-1", "1-", "1,2", ""])
def test_what_is_no_range_of_sentences_is_refused(asked: str) -> None:
    with pytest.raises(ValueError, match="names no sentences"):
        parse_sentences(asked)


def test_sentences_are_counted_from_one() -> None:
    assert [one.number for one in build_shown(READING, ALL).sentences] == [1, 2]
    assert [one.number for one in build_shown(READING, ALL, (2, 9)).sentences] == [2]
    with pytest.raises(InputError, match=r"no sentence 3.*sentences 1 to 2"):
        build_shown(READING, ALL, (3, 3))
    with pytest.raises(InputError, match="no sentences"):
        build_shown(Reading(Report("x")), ALL, (1, 1))


# --- plain data ---------------------------------------------------------------------------------------------------


def test_every_mark_cuts_its_words_out_of_the_sentence() -> None:
    for sentence in build_shown(READING, ALL).sentences:
        source = TEXT[sentence.start : sentence.end]
        assert len(sentence.text) == len(source)
        assert "\n" not in sentence.text
        for word in sentence.words:
            assert sentence.text[word.start : word.end] == word.text
        for mark in (*sentence.name_marks, *sentence.chain_marks, *sentence.quote_marks):
            assert 0 <= mark.start < mark.end <= len(sentence.text)


def test_only_the_layers_asked_for_are_filled() -> None:
    (sentence,) = build_shown(READING, (Layer.names,), (1, 1)).sentences
    assert sentence.names
    assert (sentence.happenings, sentence.chains, sentence.sayings, sentence.quote_marks) == ((), (), (), ())


def test_content_that_runs_on_is_marked_in_each_sentence() -> None:
    _, second = build_shown(READING, (Layer.quotes,)).sentences
    assert [(mark.label, second.text[mark.start : mark.end]) for mark in second.quote_marks] == [
        ("content", "They left.")
    ]
    assert len(second.sayings) == 1


@pytest.mark.parametrize(("value", "word"), [(3, "certainly so"), (1, "likely so"), (0, "open"), (-3, "certainly not")])
def test_factuality_has_a_word(value: float, word: str) -> None:
    assert certainty_word(value) == word


# --- every form tells everything ----------------------------------------------------------------------------------

TOLD = [
    "Peskov", "nsubj", "PROPN", "PER", "LOC", "time", "tell.01", "+3.0", "agent", "ARGM-TMP", "asserts", "certainly so",
    "-0.5", "open",
]  # fmt: skip


@pytest.mark.parametrize("width", [60, 80, 160])
def test_the_terminal_tells_all_without_colours(width: int) -> None:
    text = printed(build_shown(READING, ALL), width=width)
    for words in [
        *TOLD,
        "2024-04-15",
        "Russia, RUS, GOV",
        "obl:on",
        "ARG0",
        "PropBank, PAG",
        "it seems",
        "clause",
        "score 0.90",
    ]:
        assert words in text
    assert "Russia (1) = They (2)" in text
    assert "They (2) = Peskov (1) + Russia (1)" in text
    assert max(map(len, text.splitlines())) <= width


def test_the_terminal_can_do_with_ascii() -> None:
    text = printed(build_shown(READING, ALL), ascii_only=True)
    assert text.isascii()
    assert "^PER-^" in text
    for words in TOLD:
        assert words in text


def test_labels_stand_below_their_words() -> None:
    lines = printed(build_shown(READING, (Layer.names,), (1, 1))).splitlines()
    at = next(number for number, line in enumerate(lines) if "told" in line)
    assert lines[at + 1].index("╰PER") == lines[at].index("Peskov")
    assert lines[at + 1].index("╰LOC") == lines[at].index("Russia")


def test_an_empty_layer_says_so() -> None:
    reading = Reading(Report("Go."), sentences=(Sentence(0, 0, 3, 0, (Token(0, 2, "Go", "go", "VERB"),)),))
    text = printed(build_shown(reading, ALL))
    for words in ("none found", "no predicates found", "nobody is cited", "root"):
        assert words in text
    ElementTree.fromstring(shown_svg([build_shown(reading, ALL)]))
    assert "nobody is cited" in shown_html([build_shown(reading, ALL)])


@pytest.mark.parametrize("layers", [ALL, (Layer.parse,), (Layer.names, Layer.quotes), (Layer.roles,)])
def test_the_drawing_is_sound_xml_with_title_and_description(layers: tuple[Layer, ...]) -> None:
    root = ElementTree.fromstring(shown_svg([build_shown(READING, layers)]))
    labelled = root.get("aria-labelledby", "").split()
    named = {one.get("id"): one.text or "" for one in root if one.get("id") in labelled}
    assert "Talks & <tea>" in named["title"]
    assert "<Russia> & Baku" in named["desc"]
    told = " ".join(one.text or "" for one in root.iter(f"{SVG}text"))
    for layer, words in ((Layer.parse, "nsubj"), (Layer.names, "PER"), (Layer.roles, "ARGM-TMP")):
        assert (words in told) == (layer in layers)
    assert not list(root.iter(f"{SVG}script"))


class _Page(HTMLParser):
    """The tags that a page opens and does not close, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag not in ("meta", "br", "path", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_is_whole_and_asks_for_nothing() -> None:
    html = shown_html([build_shown(READING, ALL), build_shown(READING, ALL, (2, 2))])
    page = _Page(html)
    assert page.open == []
    assert "script" not in page.seen
    assert not re.search(r"""(?:src|href)=["'](?!#)|url\(|@import""", html)
    for words in [*TOLD, "Talks & <tea>", "<Russia>", "2024-04-15"]:
        assert words in page.words
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))


def test_colours_can_be_read_on_their_paper() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for tone, (on_light, on_dark) in TONES.items():
        assert (light("#fbfaf7") + 0.05) / (light(on_light) + 0.05) >= 4.5, tone
        assert (light(on_dark) + 0.05) / (light("#15171a") + 0.05) >= 4.5, tone


# --- what always holds --------------------------------------------------------------------------------------------


@st.composite
def trees(draw: st.DrawFn) -> tuple[Word, ...]:
    """Any tree on up to 14 words, arcs that cross included."""
    size = draw(st.integers(1, 14))
    order = draw(st.permutations(range(size)))
    heads = [-1] * size
    for at, number in enumerate(order[1:], 1):
        heads[number] = order[draw(st.integers(0, at - 1))]
    relations = draw(st.lists(st.sampled_from(["det", "nsubj:pass", "acl:relcl"]), min_size=size, max_size=size))
    forms = draw(st.lists(st.sampled_from(["a", "peacekeepers", ",", "日本"]), min_size=size, max_size=size))
    words, at = [], 0
    for form, head, relation in zip(forms, heads, relations, strict=True):
        words.append(Word(at, at + len(form), form, form, "NOUN", head, relation))
        at += len(form) + 1
    return tuple(words)


@given(trees())
def test_brackets_join_each_head_with_its_dependents_and_no_others(words: tuple[Word, ...]) -> None:
    brackets = brackets_of(words)
    joined = {(one.head, dependent) for one in brackets for dependent in one.dependents}
    assert joined == {(word.head, number) for number, word in enumerate(words) if word.head >= 0}
    for one in brackets:
        for other in brackets:
            if one is not other and one.column == other.column and one.first <= other.last and other.first <= one.last:
                assert one.head == other.head


@given(trees())
def test_the_lines_of_the_tree_meet(words: tuple[Word, ...]) -> None:
    rows = cells_of(words)
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            below = rows[number + 1][at] if number + 1 < len(rows) else 0
            assert bool(cell & DOWN) == bool(below & UP)
            if at + 1 < len(row):
                assert bool(cell & RIGHT) == bool(row[at + 1] & LEFT)


@given(trees())
def test_arcs_on_a_level_lie_side_by_side(words: tuple[Word, ...]) -> None:
    arcs = arcs_of(words)
    for one in arcs:
        for other in arcs:
            if one is not other and one.level == other.level:
                assert one.right <= other.left or other.right <= one.left
    ports = ports_of(words, arcs)
    assert len({(number, port) for (_, number), port in ports.items()}) == len(ports) == 2 * len(arcs)


@settings(max_examples=40, deadline=None)
@given(trees())
def test_no_label_of_the_drawing_stands_on_another(words: tuple[Word, ...]) -> None:
    text = " ".join(word.text for word in words)
    tokens = tuple(Token(w.start, w.end, w.text, w.text, w.upos, "", "", w.head, w.relation) for w in words)
    reading = Reading(Report(text), sentences=(Sentence(0, 0, len(text), 0, tokens),))
    root = ElementTree.fromstring(shown_svg([build_shown(reading, (Layer.parse,))]))
    boxes = [
        (float(one.get("y", 0)), float(one.get("x", 0)), float(one.get("width", 0)))
        for one in root.iter(f"{SVG}rect")
        if one.get("x")
    ]
    assert len(boxes) == len(words)
    for y, x, width in boxes:
        for other_y, other_x, other_width in boxes:
            if (y, x) != (other_y, other_x) and abs(y - other_y) < 14:
                assert x + width <= other_x + 0.1 or other_x + other_width <= x + 0.1
    written = [
        (float(one.get("x", 0)), text_width(one.text or "", 15))
        for one in root.iter(f"{SVG}text")
        if one.get("class") in ("cl-word", "cl-root")
    ]
    for (left, left_width), (right, right_width) in pairwise(written):
        assert left + left_width / 2 < right - right_width / 2


_SPANS = st.lists(st.tuples(st.integers(0, 29), st.integers(1, 12)), max_size=8)


@given(_SPANS)
def test_marks_in_a_lane_do_not_meet(spans: list[tuple[int, int]]) -> None:
    lanes = lanes_of(spans, lambda one: (one[0], one[0] + one[1]), gap=1)
    assert sorted(one for lane in lanes for one in lane) == sorted(spans)
    for lane in lanes:
        ends = sorted((start, start + length) for start, length in lane)
        assert all(one[1] < other[0] for one, other in pairwise(ends))


@given(_SPANS)
def test_runs_give_the_text_back_and_close_what_they_open(spans: list[tuple[int, int]]) -> None:
    text = "abcdefghij" * 4
    marks = [Mark(start, start + length, "x", "PER") for start, length in spans]
    depth, words = 0, ""
    for run in runs_of(text, marks):
        depth += len(run.opened)
        assert depth == len(run.covering)
        depth -= run.closed
        words += run.text
    assert (words, depth) == (text, 0)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_a_form(text: str) -> None:
    tokens = (Token(0, len(text), text, text, "X"),) if text else ()
    reading = Reading(Report(text, title=text), sentences=(Sentence(0, 0, len(text), 0, tokens),))
    shown = build_shown(reading, ALL)
    printed(shown)
    ElementTree.fromstring(shown_svg([shown]))
    assert "<script" not in shown_html([shown])
