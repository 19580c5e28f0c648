"""The scores of bench.places, on toponyms made by hand."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from bench.places.scoring import Said, Tally, distance_km, pairs
from bench.places.sets import Toponym, load

BERLIN, PARIS = (52.52, 13.40), (48.85, 2.35)


def test_a_distance_is_that_on_the_globe() -> None:
    assert distance_km(BERLIN, BERLIN) == 0
    assert distance_km(BERLIN, PARIS) == pytest.approx(878, abs=2)
    assert distance_km((0, 179.5), (0, -179.5)) == pytest.approx(111, abs=1)


def test_each_toponym_is_matched_once_the_same_span_first() -> None:
    toponyms = [Toponym(0, 5, None), Toponym(3, 9, None)]
    said = [Said(0, 9, None), Said(3, 9, None)]
    assert pairs(toponyms, said) == [(toponyms[1], said[1]), (toponyms[0], said[0])]


def test_finding_and_placing_are_counted_apart() -> None:
    tally = Tally()
    toponyms = [Toponym(0, 6, BERLIN), Toponym(10, 15, PARIS), Toponym(20, 24, None), Toponym(30, 36, BERLIN)]
    said = [Said(0, 6, BERLIN), Said(10, 15, BERLIN), Said(19, 24, PARIS), Said(40, 44, PARIS)]
    tally.add(toponyms, said)
    row = tally.row()
    assert (row["precision"], row["recall"], row["f1"], row["f1_overlap"]) == (50, 50, 50, 75)
    assert row["within_161km"] == 50
    assert tally.distances()["median_km"] == pytest.approx(439, abs=1)


def test_a_place_without_a_point_is_far_off() -> None:
    tally = Tally()
    tally.add([Toponym(0, 6, BERLIN)], [Said(0, 6, None)])
    assert tally.row()["within_161km"] == 0
    assert tally.distances()["auc"] == 1


def test_both_sets_are_read_and_slipped_offsets_are_found(tmp_path: Path) -> None:
    news = """<articles><article><text>In Berlin, rain.</text><toponyms><toponym><phrase>Berlin</phrase><start>5</start>
    <end>11</end><gaztag geonameid="1"><lat>52.52</lat><lon>13.4</lon></gaztag></toponym><toponym><phrase>rain</phrase>
    <start>11</start><end>15</end></toponym></toponyms></article></articles>"""
    virus = """<articles><article><text>In Berlin, rain.</text><locations><location><name>Berlin</name><start>4</start>
    <end>10</end><lat>52.52</lat><lon>13.4</lon></location></locations></article></articles>"""
    for place, text in (("tr-news/TR-News", news), ("geovirus/GeoVirus", virus)):
        file = tmp_path / "bench" / f"{place}.xml.gz"
        file.parent.mkdir(parents=True)
        file.write_bytes(gzip.compress(text.encode()))
    assert load(tmp_path, "TR-News")[0].toponyms == (Toponym(3, 9, BERLIN), Toponym(11, 15, None))
    assert load(tmp_path, "GeoVirus")[0].toponyms == (Toponym(3, 9, BERLIN),)
