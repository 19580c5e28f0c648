"""How a parser behaves, whoever wrote it: each function takes one and asserts one thing. `BEHAVIOURS` holds all.

To try your own: `for behaviour in BEHAVIOURS: behaviour(your_parser)`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import jsonschema

from chancery.reading import ChanceryReader, ParsedSentence, Parser, check_parsed, make_reader
from chancery.terms import Report, Span
from chancery.views.machine import reading_data, schema

PLAIN = "Armenia's prime minister said on Monday that troops had left. Nobody was hurt, the army told reporters."
HEADED = f"A heading without a full stop\n\n{PLAIN}\n\nIt rained! Was it cold?"
ODD = {
    "nothing": "",
    "white space": " \n\t \u00a0\u2003",
    "signs alone": "... -- ?!",
    "emoji": "Troops \U0001f680\U0001f680 left 👩‍👩‍👧 the\u200d base 🇦🇲.",
    "control": "The\x00 minister\x07 resigned\x1b[0m.\r\nHe\x0b left.",
    "right to left": "قال الرئيس إن القوات انسحبت. שלום לכולם.",
    "no spaces": "部队已经撤离。总统证实了这一消息。",
    "huge word": "x" * 5_000,
    "many words": "and then they left " * 300,
    "combining": "e\u0301" * 60 + " \u0301\u0301 \u200b",
    "quotation marks": '“We left,” she said. "Why?" he asked. ‘No.’',
}


def blocks_of(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text, as ranges; all of it where it has no empty line."""
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append((at, at + len(part)))
        at += len(part) + 2
    return blocks


def parsed(parser: Parser, text: str) -> list[ParsedSentence]:
    """The sentences of one text alone."""
    ((*sentences,),) = parser.analyse_many([(text, blocks_of(text))])
    return sentences


def without_scores(sentences: Sequence[ParsedSentence]) -> list[ParsedSentence]:
    """The sentences without the numbers whose last digits may hang on the machine."""
    return [
        replace(one, names=tuple(replace(name, score=1.0) for name in one.names), factuality=()) for one in sentences
    ]


def has_a_version(parser: Parser) -> None:
    assert isinstance(parser, Parser)
    assert parser.version.strip() == parser.version != ""


def gives_sound_parses(parser: Parser) -> None:
    for text in (PLAIN, HEADED, *ODD.values()):
        check_parsed(text, blocks_of(text), parsed(parser, text))


def cuts_words_out_of_the_text(parser: Parser) -> None:
    for text in (HEADED, *ODD.values()):
        for sentence in parsed(parser, text):
            for token in sentence.tokens:
                assert text[token.start : token.end] == token.text


def misses_no_letter(parser: Parser) -> None:
    held = [(token.start, token.end) for sentence in parsed(parser, HEADED) for token in sentence.tokens]
    lost = [char for at, char in enumerate(HEADED) if char.isalnum() and not any(a <= at < b for a, b in held)]
    assert lost == []


def finds_nothing_in_nothing(parser: Parser) -> None:
    assert list(parser.analyse_many([])) == []
    assert [list(one) for one in parser.analyse_many([("", []), ("", [(0, 0)]), (PLAIN, [])])] == [[], [], []]
    for kind in ("nothing", "white space"):
        assert parsed(parser, ODD[kind]) == []


def keeps_to_the_blocks(parser: Parser) -> None:
    blocks = blocks_of(HEADED)
    sentences = parsed(parser, HEADED)
    assert {sentence.block for sentence in sentences} == set(range(len(blocks)))
    for sentence in sentences:
        start, end = blocks[sentence.block]
        assert start <= sentence.start < sentence.end <= end
    (only,) = parser.analyse_many([(HEADED, blocks[1:2])])
    assert all(blocks[1][0] <= one.start and one.end <= blocks[1][1] and one.block == 0 for one in only)


def goes_in_order(parser: Parser) -> None:
    ends = [0]
    for sentence in parsed(parser, HEADED):
        assert sentence.start >= ends[-1]
        ends.append(sentence.end)
    assert len(ends) > 3


def reads_the_same_twice(parser: Parser) -> None:
    assert parsed(parser, HEADED) == parsed(parser, HEADED)


def reads_many_as_one_by_one(parser: Parser) -> None:
    texts = [PLAIN, ODD["nothing"], HEADED, ODD["emoji"], PLAIN, ODD["many words"]]
    together = parser.analyse_many([(text, blocks_of(text)) for text in texts])
    assert len(together) == len(texts)
    for text, found in zip(texts, together, strict=True):
        assert without_scores(found) == without_scores(parsed(parser, text))


def bears_all_layers(parser: Parser) -> None:
    for text in (HEADED, *ODD.values()):
        blocks = tuple(Span(*block) for block in blocks_of(text))
        reading = make_reader(parser).read(Report(text=text, blocks=blocks))
        assert reading.versions["model"] == parser.version
        jsonschema.validate(reading_data(reading), schema("reading"))


def reads_in_batches_of_any_size(parser: Parser) -> None:
    texts = [PLAIN, "", "It rained.", "Nobody came. Why?"]
    reports = [Report(text=text, blocks=(Span(0, len(text)),)) for text in texts]
    readings = [list(ChanceryReader(lambda: parser, batch_reports=size).read_many(reports)) for size in (1, 3, 16)]
    shapes = [[[sentence.tokens for sentence in reading.sentences] for reading in some] for some in readings]
    assert shapes[0] == shapes[1] == shapes[2]
    assert [reading.report for reading in readings[0]] == reports


BEHAVIOURS: tuple[Callable[[Parser], None], ...] = (
    has_a_version,
    gives_sound_parses,
    cuts_words_out_of_the_text,
    misses_no_letter,
    finds_nothing_in_nothing,
    keeps_to_the_blocks,
    goes_in_order,
    reads_the_same_twice,
    reads_many_as_one_by_one,
    bears_all_layers,
    reads_in_batches_of_any_size,
)
