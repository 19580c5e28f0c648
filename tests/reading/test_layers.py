"""Layers in a list, the reader that lays them, and a light import."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.reading import RULE_LAYERS, ChanceryReader, lay_all, replace_layers
from chancery.reading.layers import Layer
from chancery.reading.model.parsed import ParsedName, ParsedSentence, ParsedToken
from chancery.terms import Reading, Report, Sentence, Span, Token
from tests.reading.parses import reading_of
from tests.reading.test_roles import BEGUN

_DEPRELS = (
    "nsubj obj obl nmod conj acl acl:relcl advcl xcomp ccomp case mark amod compound appos parataxis nmod:poss "
    "nsubj:pass cc punct fixed"
).split()
_WORDS = [("said", "say", "VERB", "VBD"), ("attack", "attack", "NOUN", "NN"), ("it", "it", "PRON", "PRP"),
          ("Zenda", "Zenda", "PROPN", "NNP"), ("to", "to", "PART", "TO"), ("of", "of", "ADP", "IN"),
          ("withdrawing", "withdraw", "VERB", "VBG"), ("which", "which", "PRON", "WDT"), (",", ",", "PUNCT", ","),
          ("according", "accord", "VERB", "VBG"), ("likely", "likely", "ADJ", "JJ"), ("both", "both", "DET", "DT"),
          ("taken", "take", "VERB", "VBN"), ("two", "two", "NUM", "CD"), ('"', '"', "PUNCT", "''")]  # fmt: skip


class StandInParser:
    """Parses each block as one sentence of words that hang on the first; counts its calls."""

    version = "stand-in.1"

    def __init__(self) -> None:
        self.calls: list[int] = []

    def analyse_many(self, items: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[list[ParsedSentence]]:
        self.calls.append(len(items))
        return [[self._sentence(text, n, block) for n, block in enumerate(blocks)] for text, blocks in items]

    def _sentence(self, text: str, number: int, block: tuple[int, int]) -> ParsedSentence:
        tokens, at = [], block[0]
        for i, word in enumerate(text[block[0] : block[1]].split()):
            at = text.index(word, at)
            tag = ("VERB", "VBD") if i == 0 else ("NOUN", "NN")
            tokens.append(
                ParsedToken(at, at + len(word), word, word.lower(), *tag, "", 0 if i else -1, "obj" if i else "root")
            )
            at += len(word)
        return ParsedSentence(*block, number, tuple(tokens), (ParsedName(0, 0, "LOC", 0.9),))


def _report(words: str) -> Report:
    return Report(text=words, blocks=(Span(0, len(words)),))


def test_the_reader_reads_in_batches_and_in_order() -> None:
    parser = StandInParser()
    opened: list[int] = []

    def open_parser() -> StandInParser:
        opened.append(1)
        return parser

    reader = ChanceryReader(open_parser, batch_reports=2)
    assert opened == []
    readings = list(reader.read_many(_report(f"attacked town {n}") for n in range(5)))
    assert parser.calls == [2, 2, 1]
    assert opened == [1]
    assert [reading.report.text[-1] for reading in readings] == list("01234")
    one = reader.read(_report("attacked town"))
    assert one.versions["model"] == "stand-in.1"
    assert {layer.name for layer in RULE_LAYERS} <= set(one.versions)
    assert one.predicates[0].roles[0].role == "patient"


def test_one_by_one_equals_together() -> None:
    reports = [_report(words) for words in ("attacked town", "said it", "left the city")]
    together = list(ChanceryReader(StandInParser).read_many(reports))
    alone = [ChanceryReader(StandInParser).read(report) for report in reports]
    assert together == alone


def test_a_learned_layer_takes_a_rule_layers_place() -> None:
    def certain(reading: Reading) -> list[object]:
        return [replace(predicate, factuality=1.0) for predicate in reading.predicates]

    learned = Layer("factuality", "factuality.learned.1", "predicates", certain)
    layers = replace_layers(learned)
    assert [layer.name for layer in layers] == [layer.name for layer in RULE_LAYERS]
    reading = reading_of(BEGUN, layers=layers)
    assert reading.versions["factuality"] == "factuality.learned.1"
    assert {predicate.factuality for predicate in reading.predicates} == {1.0}
    with pytest.raises(ValueError, match="no layer named nonsense"):
        replace_layers(Layer("nonsense", "1", "predicates", certain))


def test_importing_the_room_loads_no_runtime() -> None:
    code = "import sys, chancery.reading; print(int('onnxruntime' in sys.modules))"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.strip() == "0"


@st.composite
def _parses(draw: st.DrawFn) -> Reading:
    """Any tags on any tree, circles included: what a parser at its worst gives."""
    size = draw(st.integers(1, 12))
    tokens, text = [], ""
    for _ in range(size):
        form, lemma, upos, xpos = draw(st.sampled_from(_WORDS))
        head = draw(st.integers(-1, size - 1))
        deprel = draw(st.sampled_from(_DEPRELS)) if head >= 0 else "root"
        tokens.append(Token(len(text), len(text) + len(form), form, lemma, upos, xpos, "", head, deprel))
        text += form + " "
    return Reading(report=Report(text=text), sentences=(Sentence(0, 0, len(text), 0, tuple(tokens)),))


@given(_parses())
def test_no_parse_breaks_the_layers(reading: Reading) -> None:
    lay_all(reading)
    text = reading.report.text
    for predicate in reading.predicates:
        assert 0 <= predicate.start < predicate.end <= len(text)
        assert predicate.governor is None or 0 <= predicate.governor < len(reading.predicates)
    for attribution in reading.attributions:
        assert attribution.content
    mentions = [mention for chain in reading.coreference for mention in chain]
    assert len(mentions) == len(set(mentions))
