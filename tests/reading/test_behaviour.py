"""One suite of behaviours over our own parser, a hand-built one and the documentation's; what breaks it is told."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import chancery
from chancery.reading import (
    ParsedArgument,
    ParsedFrame,
    ParsedName,
    ParsedSentence,
    ParsedToken,
    Parser,
    check_parsed,
    make_reader,
)
from chancery.reading.parsers import CheckedParser, open_parser
from chancery.runs import read_reports, steps_with
from chancery.terms import Failure, ParseError, ReaderError, Report, Span
from tests.reading.behaviour import BEHAVIOURS
from tests.reading.plain_parser import PlainParser

DOCS = Path(__file__).parents[2] / "docs" / "other-readers.md"
TEXT = "Troops left Baku. It rained."


@cache
def shipped() -> Parser:
    from chancery.reading.model import ReadingModel

    return ReadingModel.load()


def documented(name: str, *arguments: object) -> Parser:
    """An adapter of the documentation, over a stand-in for the pipeline that it is written for."""
    names: dict[str, Any] = {}
    for block in re.findall(r"^```python\n(.*?)^```$", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        exec(compile(block, DOCS.name, "exec"), names)
    parser: Parser = names[name](*arguments)
    return parser


class SpacyLike:
    """Gives what spaCy's pipelines give, as far as the adapter asks, with what the plain parser finds.

    White space in front of a sentence becomes a word, as spaCy makes one.
    """

    meta = {"lang": "en", "name": "stand_in", "version": "1"}  # noqa: RUF012 -- as spaCy's

    def pipe(self, blocks: Iterable[tuple[str, Any]], *, as_tuples: bool) -> Iterator[tuple[Any, Any]]:
        assert as_tuples
        for text, more in blocks:
            sents, before = [], 0
            for sentence in PlainParser().analyse_many([(text, [(0, len(text))])])[0]:
                space = [SimpleNamespace(is_space=True, i=before, text="\n")]
                words = [
                    SimpleNamespace(
                        is_space=False, i=at, idx=t.start, text=t.text, lemma_=t.lemma, pos_=t.upos, tag_="", morph="",
                        dep_=t.deprel if t.head >= 0 else "ROOT",
                    )
                    for at, t in enumerate(sentence.tokens, before + 1)
                ]  # fmt: skip
                for word, token in zip(words, sentence.tokens, strict=True):
                    word.head = words[token.head] if token.head >= 0 else word
                names = [
                    SimpleNamespace(label_="GPE", start=before + 1 + one.first, end=before + 2 + one.last)
                    for one in sentence.names
                ]
                sents.append(_Sent(space + words, names, text[sentence.start : sentence.end]))
                before += 1 + len(words)
            yield SimpleNamespace(sents=sents), more


class _Sent(list[Any]):
    def __init__(self, words: Iterable[Any], ents: list[Any], text: str) -> None:
        super().__init__(words)
        self.ents, self.text = ents, text


def stanza_like(text: str) -> Any:
    """Gives what Stanza's pipelines give, with what the plain parser finds; two words that touch share a token."""
    sentences = []
    for sentence in PlainParser().analyse_many([(text, [(0, len(text))])])[0]:
        words = [
            SimpleNamespace(
                text=t.text, lemma=None, upos=t.upos, xpos=None, feats=None, head=t.head + 1, deprel=t.deprel
            )
            for t in sentence.tokens
        ]
        tokens: list[Any] = []
        for word, t in zip(words, sentence.tokens, strict=True):
            if tokens and tokens[-1].end_char == t.start:
                tokens[-1].words.append(word)
                tokens[-1].end_char = t.end
            else:
                tokens.append(SimpleNamespace(words=[word], start_char=t.start, end_char=t.end))
        names = [
            SimpleNamespace(
                type="GPE", start_char=sentence.tokens[one.first].start, end_char=sentence.tokens[one.last].end
            )
            for one in sentence.names
        ]
        sentences.append(SimpleNamespace(tokens=tokens, ents=names))
    return SimpleNamespace(sentences=sentences)


PARSERS: dict[str, Callable[[], Parser]] = {
    "shipped": shipped,
    "plain": PlainParser,
    "spacy adapter": lambda: documented("SpacyParser", SpacyLike()),
    "stanza adapter": lambda: documented("StanzaParser", stanza_like, "stanza.stand-in.1"),
}


@pytest.mark.parametrize("behaviour", BEHAVIOURS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("parser", PARSERS)
def test_a_parser_behaves(parser: str, behaviour: Callable[[Parser], None]) -> None:
    behaviour(PARSERS[parser]())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_the_plain_parser_gives_sound_parses_of_anything(text: str) -> None:
    check_parsed(text, [(0, len(text))], PlainParser().analyse_many([(text, [(0, len(text))])])[0])


# --- what breaks the protocol -------------------------------------------------------------------------------------


def _sentences() -> list[ParsedSentence]:
    return PlainParser().analyse_many([(TEXT, [(0, len(TEXT))])])[0]


def _with(number: int = 0, **changes: object) -> list[ParsedSentence]:
    """The sentences of the text with one word of the first changed."""
    first, *others = _sentences()
    tokens = list(first.tokens)
    tokens[number] = replace(tokens[number], **changes)  # type: ignore[arg-type]
    return [replace(first, tokens=tuple(tokens)), *others]


def _of(**changes: object) -> list[ParsedSentence]:
    first, *others = _sentences()
    return [replace(first, **changes), *others]  # type: ignore[arg-type]


BROKEN: dict[str, tuple[object, str]] = {
    "no list": (None, "gave a NoneType, not a list of sentences"),
    "no sentence": (["x"], "sentence 1 is a str, not a ParsedSentence"),
    "block": (_of(block=3), "sentence 1 is of block 3, and there are 1"),
    "order": (_sentences()[::-1], "sentence 2 .* begins before the one before it ends"),
    "outside": (_of(end=99), "sentence 1 lies at 0-99 outside its block 0-28; offsets count in the whole text"),
    "no words": (_of(tokens=()), "sentence 1 has no words"),
    "no word": (_of(tokens=("x",)), "word 1 is a str, not a ParsedToken"),
    "empty word": (_with(end=0, text=""), "word 1 '' .0-0. has no characters"),
    "overlap": (_with(1, start=3, text="ops left"), "word 2 'ops left' .3-11. overlaps"),
    "text": (_with(text="Troupes"), "'Troupes' .0-6. is not what stands there, 'Troops'"),
    "lemma": (_with(lemma=""), "has no lemma"),
    "tag": (_with(upos="NNS"), "has the tag 'NNS', which is none of Universal Dependencies"),
    "relation": (_with(deprel="dobj"), "has the relation 'dobj', which is none of Universal Dependencies"),
    "head": (_with(head=9), "hangs on word index 9; heads are 0 to 3, or -1 for the root"),
    "roots": (_with(head=-1), "has 2 roots, not one"),
    "no root": (_with(1, head=0), "has 0 roots, not one"),
    "circle": (_with(2, head=2), "is no tree: word 3 'Baku' hangs on itself"),
    "name": (_of(names=(ParsedName(2, 9, "LOC", 1.0),)), "a name from word index 2 to 9 of 4"),
    "name kind": (_of(names=(ParsedName(2, 2, "GPE", 1.0),)), "of the kind 'GPE'; kinds are LOC, ORG, OTH, PER"),
    "frame": (_of(frames=(ParsedFrame(9, "leave.01", ()),)), "a frame that is no ParsedFrame, or at no word"),
    "argument": (
        _of(frames=(ParsedFrame(1, "leave.01", (ParsedArgument("ARG0", 2, 7),)),)),
        "an argument of 'leave.01' that lies at no words",
    ),
    "factuality": (_of(factuality=(1.0,)), "has 1 factualities for 4 words"),
    "no name": (_of(names=("x",)), "a name that is a str, not a ParsedName"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_parse_is_told_in_one_line(kind: str) -> None:
    sentences, told = BROKEN[kind]
    with pytest.raises(ParseError, match=told) as caught:
        check_parsed(TEXT, [(0, len(TEXT))], sentences, by="x.1")  # type: ignore[arg-type]
    assert str(caught.value).startswith("reader x.1: ")
    assert "\n" not in str(caught.value)


class _Gives(PlainParser):
    """Gives what it is made with, or raises it."""

    version = "gives.1"

    def __init__(self, what: object) -> None:
        self.what = what

    def analyse_many(self, items: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[list[ParsedSentence]]:
        if isinstance(self.what, Exception):
            raise self.what
        return self.what  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ([], "gave 0 results for 1 texts"),
        (None, "gave a NoneType for 1 texts"),
        ([None], "gave a NoneType, not a list of sentences"),
        (KeyError("x"), "reader gives.1: failed: KeyError: 'x'"),
    ],
)
def test_a_parser_that_breaks_is_told(what: object, told: str) -> None:
    with pytest.raises(ParseError, match=told):
        CheckedParser(_Gives(what)).analyse_many([(TEXT, [(0, len(TEXT))])])


def test_a_text_that_a_reader_cannot_parse_is_one_failure() -> None:
    reports = [Report(TEXT, blocks=(Span(0, len(TEXT)),), path="a.txt")]
    (found,) = read_reports(reports, steps=steps_with(_Gives([[]] * 2)))
    assert isinstance(found, Failure)
    assert (found.where, found.code) == ("a.txt", "parse")
    assert "gave 2 results for 1 texts" in found.detail


# --- where a reader comes from ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        ("spam", "reader spam: is not written as MODULE:FACTORY"),
        ("spam:", "is not written as"),
        ("no_such_module:make", "there is no module no_such_module .is it installed"),
        ("tests.no_such:make", "there is no module tests.no_such"),
        ("tests.reading.plain_parser:mak", "has no mak .did you mean make"),
        ("needy:make", "needy needs no_such_thing, which is not installed .pip install"),
        ("faulty:make", "faulty cannot be imported: ZeroDivisionError"),
        ("wrong:five", "five of wrong is no parser: it has no version and no analyse_many"),
    ],
)
def test_a_reader_that_there_is_not_is_told(
    spec: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "needy.py").write_text("import no_such_thing\n", "utf-8")
    (tmp_path / "faulty.py").write_text("1 / 0\n", "utf-8")
    (tmp_path / "wrong.py").write_text("five = 5\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    with pytest.raises(ReaderError, match=told):
        open_parser(spec)


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ("None", r"make\(\) gave a NoneType, which has no version and no analyse_many"),
        ("1 / 0", r"make\(\) failed: ZeroDivisionError: division by zero"),
        ("type('P', (), {'version': 2, 'analyse_many': 3})()", "version must be text, analyse_many a method"),
    ],
)
def test_a_factory_that_gives_no_parser_is_told(
    made: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"factory_{abs(hash(made))}"
    (tmp_path / f"{name}.py").write_text(f"def make():\n    return {made}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    opened = open_parser(f"{name}:make")
    with pytest.raises(ReaderError, match=told):
        opened()
    with pytest.raises(ReaderError, match=told):
        list(read_reports([Report(TEXT, blocks=(Span(0, len(TEXT)),))], steps=steps_with(f"{name}:make")))


def test_an_object_that_is_no_parser_is_refused_at_once() -> None:
    with pytest.raises(ReaderError, match="a int is no parser"):
        make_reader(5)  # type: ignore[arg-type]


def test_the_package_reads_and_codes_with_another_reader() -> None:
    data = chancery.read("Georgia recalled its ambassador from Belarus on Tuesday.", reader=PlainParser())
    assert {token["upos"] for sentence in data["sentences"] for token in sentence["tokens"]} <= {
        "VERB", "PROPN", "NOUN", "PUNCT", "ADP", "DET", "PRON", "ADV",
    }  # fmt: skip
    assert [data["text"][one["start"] : one["end"]] for one in data["names"]] == ["Belarus", "Tuesday"]
    named = "tests.reading.plain_parser:make"
    assert chancery.read("Georgia recalled its ambassador from Belarus on Tuesday.", reader=named) == data
    coded = chancery.code("Georgia recalled its ambassador from Belarus on Tuesday.", reader=named)
    assert coded["report"] == data["report"]


def test_tokens_can_be_made_without_the_models_runtime() -> None:
    token = ParsedToken(0, 2, "Go", "go", "VERB", "", "", -1, "root")
    check_parsed("Go", [(0, 2)], [ParsedSentence(0, 2, 0, (token,), ())])
