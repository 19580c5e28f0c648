"""The dates bench: how values of TIMEX3 are read, and how a corpus report is put together and matched."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.dates import meantime
from bench.dates.timex import Value, gold_value, our_value, same_value
from bench.floors import falls, hold
from chancery.terms import PartialDate, TimeMention


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("1991", "1991"),
        ("2008-02", "2008-02"),
        ("2008-02-29", "2008-02-29"),
        ("2010-07-16TMO", "2010-07-16"),
        ("2011-06-XX", "2011-06"),
        ("200", "200X"),
        ("2006-Q4", "2006-10/2006-12"),
        ("2006-H1", "2006-01/2006-06"),
        ("2006-W14", "2006-04-03/2006-04-09"),
        ("2006-W14-WE", "2006-04-08/2006-04-09"),
        ("2004-SU", "2004-22"),
    ],
)
def test_a_timex_date_is_the_same_days_in_edtf(written: str, edtf: str) -> None:
    when = PartialDate.parse(edtf)
    assert gold_value("DATE", written) == Value("date", when.earliest, when.latest)


@pytest.mark.parametrize("written", ["PRESENT_REF", "XXXX-XX-XX", "FY2007", "2006-Q9", ""])
def test_what_names_no_days_has_no_value(written: str) -> None:
    assert gold_value("DATE", written) is None
    assert gold_value("DURATION", "PM6") is None


@pytest.mark.parametrize(
    ("edtf", "written"),
    [("2014/..", "2014"), ("../2014-03", "2014-03"), ("2009-01~/2009-04~", "2009"), ("2021~", "2021")],
)
def test_opening_hedge_and_part_are_no_part_of_the_value(edtf: str, written: str) -> None:
    gold = gold_value("DATE", written)
    assert gold
    assert same_value(our_value(TimeMention(0, 1, 0, PartialDate.parse(edtf))), gold)


def test_durations_compare_by_their_days() -> None:
    def ours(low: int | None, high: int | None) -> Value | None:
        return our_value(TimeMention(0, 1, 0, PartialDate(), "duration", days_low=low, days_high=high))

    week, unsaid = gold_value("DURATION", "P1W"), gold_value("DURATION", "PXD")
    assert week
    assert unsaid
    assert week == Value("duration", 7, 7)
    assert same_value(ours(7, 7), week)
    assert same_value(ours(7, None), week)  # more than a week
    assert not same_value(ours(14, 14), week)
    assert not same_value(ours(None, None), week)
    assert same_value(ours(14, None), unsaid)
    assert not same_value(ours(7, 7), unsaid)
    assert not same_value(None, week)


DOCUMENT = """<Document doc_name="x">
<token t_id="1" sentence="0">Talks</token><token t_id="2" sentence="0">open</token>
<token t_id="3" sentence="1">June</token><token t_id="4" sentence="1">8</token>
<token t_id="5" sentence="2">It</token><token t_id="6" sentence="2">began</token>
<token t_id="7" sentence="2">on</token><token t_id="8" sentence="2">Monday</token>
<token t_id="9" sentence="2">(</token><token t_id="10" sentence="2">now</token><token t_id="11" sentence="2">)</token>
<token t_id="12" sentence="2">.</token>
<token t_id="13" sentence="6">Yesterday</token>
<Markables>
<TIMEX3 functionInDocument="CREATION_TIME" type="DATE" value="2010-06-08">
<token_anchor t_id="3"/><token_anchor t_id="4"/></TIMEX3>
<TIMEX3 functionInDocument="NONE" type="DATE" value="2010-06-07"><token_anchor t_id="8"/></TIMEX3>
<TIMEX3 functionInDocument="NONE" type="DATE" value="PRESENT_REF"><token_anchor t_id="10"/></TIMEX3>
<TIMEX3 functionInDocument="NONE" type="DATE" value="2010-06-07"><token_anchor t_id="13"/></TIMEX3>
</Markables></Document>"""


def test_a_report_of_the_corpus_is_its_annotated_sentences() -> None:
    gold = meantime.gold_report(ElementTree.fromstring(DOCUMENT))
    assert gold.report.text == "Talks open It began on Monday (now)."
    assert gold.report.published.edtf == "2010-06-08"
    assert [(gold.report.text[t.start : t.end], t.written) for t in gold.times] == [
        ("Monday", "2010-06-07"),
        ("now", "PRESENT_REF"),
    ]
    for sentence in gold.sentences:
        assert all(gold.report.text[token.start : token.end] == token.text for token in sentence.tokens)


def test_an_equal_span_is_matched_before_one_that_overlaps() -> None:
    times = tuple(meantime.GoldTime(start, end, "DATE", "2010", None) for start, end in ((0, 4), (2, 9), (12, 14)))
    found = [TimeMention(start, end, 0, PartialDate()) for start, end in ((2, 9), (0, 3), (20, 22))]
    assert meantime.match(found, times) == [times[1], times[0], None]


def test_a_floor_without_its_gold_at_hand_stays(tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    assert falls(file, {"own": {"exact": 1.0}}, {}) == []
    hold(file, {"own": {"exact": 90.0}, "other": {"exact": 80.0}}, {"own.jsonl": "a", "other.gz": "b"})
    hold(file, {"own": {"exact": 95.0}}, {"own.jsonl": "a"})
    assert falls(file, {"own": {"exact": 94.0}}, {"own.jsonl": "a"}) == ["own, exact: 94.0 is below the floor of 95.0"]
    assert falls(file, {"other": {"exact": 80.0}}, {"other.gz": "c"}) == [
        "other.gz: not the file that the floors were measured on"
    ]
