"""GUM's brackets into gold chains, and readings scored against them; the document is made up."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bench.reading.coreference import score_chains
from chancery.reading.model.parsed import ParsedSentence, ParsedToken
from chancery.reading.reader import begin_reading
from chancery.terms import Report, Span
from chancery.terms.readings import CorefMention
from training.chain_gold import GoldDocument, head_of_range, read_documents, read_gum_documents
from training.corpora import Word

DOCUMENT = """# newdoc id = GUM_news_zenda
# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity
# sent_id = GUM_news_zenda-1
# newpar
1\tAna\tAna\tPROPN\tNNP\t_\t5\tnsubj\t_\tEntity=(1-person-new-sssss-cf1-1-coref
2\tand\tand\tCCONJ\tCC\t_\t4\tcc\t_\t_
3\ther\ther\tPRON\tPRP$\t_\t4\tnmod:poss\t_\tEntity=(2-person-new-nnnnn-cf2-2-ana(3-person-giv:act-sssss-cf1-1-ana)
4\tsister\tsister\tNOUN\tNN\t_\t1\tconj\t_\tEntity=2)1)
5\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

# sent_id = GUM_news_zenda-2
# newpar
1-2\tThey're\t_\t_\t_\t_\t_\t_\t_\t_
1\tThey\tthey\tPRON\tPRP\t_\t3\tnsubj\t_\tEntity=(1-person-giv:act-sssss-cf1-1-coref)
2\t're\tbe\tAUX\tVBP\t_\t3\tcop\t_\t_
3\tgone\tgo\tVERB\tVBN\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newdoc id = GUM_news_empty
# sent_id = GUM_news_empty-1
1\tRain\train\tNOUN\tNN\t_\t0\troot\t_\t_

"""


class WordsParser:
    """Cuts blocks at spaces; every word hangs on the first."""

    version = "words.1"

    def analyse_many(self, items: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[list[ParsedSentence]]:
        return [[self._sentence(text, n, block) for n, block in enumerate(blocks)] for text, blocks in items]

    def _sentence(self, text: str, number: int, block: tuple[int, int]) -> ParsedSentence:
        tokens, at = [], block[0]
        for i, word in enumerate(text[block[0] : block[1]].split()):
            at = text.index(word, at)
            head, relation = (0, "dep") if i else (-1, "root")
            tokens.append(ParsedToken(at, at + len(word), word, word, "X", "FW", "", head, relation))
            at += len(word)
        vectors = np.full((len(tokens), 3), number, dtype=np.float32)
        return ParsedSentence(*block, number, tuple(tokens), (), vectors=vectors)


@pytest.fixture
def documents(tmp_path: Path) -> list[GoldDocument]:
    path = tmp_path / "gum.conllu.gz"
    path.write_bytes(gzip.compress(DOCUMENT.encode()))
    return read_gum_documents(path)


def test_brackets_become_chains(documents: list[GoldDocument]) -> None:
    gold, empty = documents
    assert (gold.name, empty.name) == ("GUM_news_zenda", "GUM_news_empty")
    assert gold.text == "Ana and her sister left.\n\nThey're gone."
    assert [gold.text[start:end] for start, end in gold.blocks] == ["Ana and her sister left.", "They're gone."]
    words = [[gold.text[m.start : m.end] for m in chain] for chain in gold.chains(singletons=True)]
    assert words == [["Ana and her sister", "They"], ["her"], ["her sister"]]
    assert len(gold.chains()) == 1
    assert [gold.text[slice(*m.head)] for m in gold.chains()[0]] == ["Ana", "They"]
    assert {m.kind for m in gold.mentions} == {"person"}
    assert empty.mentions == []


def test_the_head_of_a_range_is_nearest_to_the_root() -> None:
    words = [Word("a", head=3), Word("b", head=1), Word("c", head=0), Word("d", head=3)]
    assert head_of_range(words, 0, 1) == 0
    assert head_of_range(words, 0, 3) == 2
    assert head_of_range([Word("a", head=2), Word("b", head=1)], 0, 1) == 0


def test_readings_carry_vectors_where_every_sentence_has_them(documents: list[GoldDocument]) -> None:
    reading = read_documents(documents, WordsParser())[0]
    assert [rows.shape for rows in reading.vectors] == [(5, 3), (2, 3)]
    bare = ParsedSentence(0, 4, 0, (ParsedToken(0, 4, "Rain", "rain", "NOUN", "NN", "", -1, "root"),), ())
    report = Report(text="Rain", blocks=(Span(0, 4),))
    assert begin_reading(report, [bare], "x").vectors == ()


def test_chains_are_scored_by_span_and_by_head(documents: list[GoldDocument]) -> None:
    readings = read_documents(documents, WordsParser())
    text = readings[0].report.text
    they = text.index("They're")

    def whole(reading: object) -> list[tuple[CorefMention, ...]]:
        if reading is not readings[0]:
            return []
        return [(CorefMention(0, 18, 0, 0), CorefMention(they, they + 4, 1, 0))]

    def by_head(reading: object) -> list[tuple[CorefMention, ...]]:
        return [(CorefMention(0, 3, 0, 0), *chain[1:]) for chain in whole(reading)]

    exact = score_chains(documents, readings, whole, whole)
    assert exact["exact spans"]["CoNLL"] == 100.0
    assert exact["with singletons"]["mentions"] == pytest.approx(200 * 2 / 6, abs=0.01)
    loose = score_chains(documents, readings, by_head)
    assert loose["exact spans"]["mentions"] == 50.0
    assert "with singletons" not in loose
    assert loose["heads"]["mentions"] == 50.0  # this parser's second head is "They're", which is no head of the gold
