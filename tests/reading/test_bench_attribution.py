"""The scorer of attributions, on examples worked out by hand."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from bench.reading.attribution import (
    AttributionScores,
    Said,
    WordLine,
    as_polnear,
    in_words,
    parse_standoff,
    read_polnear,
)
from chancery.terms import Attribution, Quotation, Span

#        0         1         2         3         4
#        0123456789012345678901234567890123456789012345
TEXT = "Orlova, the envoy, said that the troops left."
SOURCE, CUE, CONTENT = Span(0, 17), Span(19, 23), Span(24, 44)

STANDOFF = """T1\tSource 0 17\tOrlova, the envoy
T2\tCue 19 23\tsaid
T3\tContent 24 32;33 44\tthat the troops left
T4\tAttribution 19 23\tsaid
T5\tDiscuss 0 5\tOrlov
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
E2\tAttribution-no-source:T4 Content:T3
"""


def score(said: list[Said], true: list[Said]) -> dict[str, float]:
    """The row for one text."""
    line, scores = WordLine(TEXT), AttributionScores()
    scores.add(in_words(line, said), in_words(line, true))
    return scores.row()


def attribution(cue: Span, *content: Span, source: Span | None = None) -> Attribution:
    """One of our attributions, as far as the scorer looks at it."""
    return Attribution(0, cue, "say", 0, "asserts", content, source)


TRUE = Said((SOURCE,), (CUE,), (CONTENT,))


def test_words_are_runs_of_letters_or_single_signs() -> None:
    line = WordLine(TEXT)
    assert line.words([SOURCE]) == {0, 1, 2, 3}
    assert line.words([Span(20, 22)]) == {5}
    assert line.words([]) == frozenset()


def test_all_right() -> None:
    assert set(score([TRUE], [TRUE]).values()) == {100.0}


def test_overlap_counts_words() -> None:
    row = score([Said((Span(0, 6),), (CUE,), (Span(29, 44),))], [TRUE])
    assert row["source"] == pytest.approx(40.0)  # 1 of 1 said, 1 of 4 true
    assert row["content"] == pytest.approx(85.71)  # 3 of 3 said, 3 of 4 true
    assert (row["cue"], row["cue_exact"], row["found"]) == (100.0, 100.0, 100.0)
    assert (row["source_exact"], row["content_exact"], row["all_exact"]) == (0.0, 0.0, 0.0)


def test_words_of_another_cue_count_only_where_cues_are_not_asked_for() -> None:
    row = score([Said((SOURCE,), (Span(33, 39),), ())], [TRUE])
    assert row["source"] == 100.0
    assert (row["source_linked"], row["found"], row["cue"]) == (0.0, 0.0, 0.0)


def test_a_missing_and_a_spurious_attribution() -> None:
    more = Said((), (Span(40, 44),), (SOURCE,))
    assert score([TRUE, more], [TRUE])["found"] == pytest.approx(66.67)
    assert score([TRUE], [TRUE, more])["found"] == pytest.approx(66.67)
    assert score([], [TRUE])["found"] == 0.0


def test_a_word_shared_by_two_attributions_counts_once() -> None:
    second = Said((SOURCE,), (Span(40, 44),), ())
    row = score([TRUE, second], [TRUE, second])
    assert row["source"] == 100.0
    assert row["source_linked"] == 100.0


def test_citron_counts_every_pair() -> None:
    second = Said((SOURCE,), (Span(40, 44),), ())
    scores = AttributionScores()
    scores.add_citron(WordLine(TEXT), [TRUE, second], [TRUE])
    row = scores.row()
    assert row["source_citron"] == pytest.approx(133.33)  # 8 words of ours share 4 each time with the 4 of the gold
    assert row["cue_citron"] == pytest.approx(66.67)
    assert row["content_citron"] == 100.0


def test_cue_and_source_are_no_content() -> None:
    (words,) = in_words(WordLine(TEXT), [Said((SOURCE,), (CUE,), (Span(0, 44),))])
    assert words.content == {4, 6, 7, 8, 9}


def test_nested_quoted_and_continued_attributions_in_polnear_s_form() -> None:
    outer = attribution(Span(0, 4), Span(10, 30))
    going_on = attribution(Span(0, 4), Span(40, 50))
    inner = attribution(Span(12, 16), Span(17, 30))
    quoted = attribution(Span(60, 64), Span(66, 70))
    (said,) = as_polnear([outer, inner, going_on, quoted], [Quotation(58, 72, 0)])
    assert said.cue == (Span(0, 4),)
    assert said.content == (Span(10, 30), Span(40, 50))


def test_two_cues_in_each_other_s_content_both_stay() -> None:
    one, two = attribution(Span(0, 4), Span(5, 30)), attribution(Span(12, 16), Span(0, 11), Span(17, 30))
    assert len(as_polnear([one, two])) == 2


def test_standoff() -> None:
    (said,) = parse_standoff(STANDOFF)  # the event without a cue is left out
    assert said == Said((SOURCE,), (CUE,), (Span(24, 32), Span(33, 44)))


def test_archive(tmp_path: Path) -> None:
    archive = tmp_path / "set.tar.gz"
    with tarfile.open(archive, "w:gz") as packed:
        for name, content in (("set/text/paper_a.txt", TEXT), ("set/attributions/paper_a_x1.ann", STANDOFF)):
            entry = tarfile.TarInfo(name)
            entry.size = len(content.encode())
            packed.addfile(entry, io.BytesIO(content.encode()))
    (article,) = read_polnear(archive)
    assert (article.name, article.text, len(article.said)) == ("paper_a_x1", TEXT, 1)
