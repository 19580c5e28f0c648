"""The drawings: labels that keep apart, bars that say what is unsure, shapes cut to the frame."""

from __future__ import annotations

import re
from dataclasses import replace

import dossier as d
from hypothesis import given
from hypothesis import strategies as st

from chancery.terms import Place, Snapshot
from chancery.views.atlas import draw_map, spots_of, spots_off_map
from chancery.views.chart import draw_timeline

POINTS = st.lists(
    st.tuples(st.floats(-170, 170), st.floats(-75, 75), st.sampled_from(["city", "region", "country"])),
    min_size=1,
    max_size=12,
)


def at_places(places: list[Place]) -> Snapshot:
    """A record with one event at each of the places."""
    events = tuple(replace(d.E_SENT, id=f"e{number}", place=d.at(place)) for number, place in enumerate(places))
    return Snapshot({}, {}, events, ())


def labels(svg: str) -> list[tuple[float, float, float]]:
    """Left edge, right edge and base line of every place's label."""
    found = []
    for x, y, anchor, name in re.findall(
        r'class="place" x="([-\d.]+)" y="([-\d.]+)" text-anchor="(\w+)">([^<]*)<', svg
    ):
        width = len(name) * 6.0
        left = float(x) - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        found.append((left, left + width, float(y)))
    return found


@given(POINTS)
def test_labels_never_lie_on_one_another(points: list[tuple[float, float, str]]) -> None:
    places = [
        Place(f"p{at}", f"Place {at}", "", lat, lon, precision=kind) for at, (lon, lat, kind) in enumerate(points)
    ]
    svg = str(draw_map(at_places(places), d.OUTLINES))
    boxes = labels(svg)
    for at, one in enumerate(boxes):
        assert one[0] > -1
        assert one[1] < 721
        for other in boxes[:at]:
            apart = one[1] <= other[0] or other[1] <= one[0] or abs(one[2] - other[2]) >= 12
            assert apart, (one, other)
    assert "nan" not in svg
    assert "inf" not in svg


def test_a_far_place_does_not_shrink_all_others() -> None:
    near = [Place(f"n{at}", f"Near {at}", "", 40.0 + at / 5, 46.0 + at / 5) for at in range(6)]
    far = Place("far", "Far Town", "", 55.7, 37.6)
    snapshot = at_places([*near, far])
    assert [spot.place.name for spot in spots_off_map(snapshot)] == ["Far Town"]
    assert "Far Town" not in draw_map(snapshot, None)
    assert len(spots_of(snapshot)) == 7


def test_a_map_needs_no_outlines_and_no_places() -> None:
    assert 'class="grid"' in draw_map(d.SNAPSHOT, None)
    assert draw_map(Snapshot({}, {}, (), ()), d.OUTLINES) == ""


def test_bars_fade_where_dates_are_open() -> None:
    svg = str(draw_timeline(d.SNAPSHOT))
    assert 'fill="url(#fade-in)"' in svg
    assert 'fill="url(#ending)"' in svg
    assert 'class="arrow"' in svg
    assert "Presence: Russian peacekeepers, Nagorno-Karabakh" in svg
    assert 'class="peace"' in svg
    assert draw_timeline(Snapshot({}, {}, (), ())) == ""


def test_what_did_not_surely_happen_is_hollow() -> None:
    alleged = replace(d.E_SENT, id="x", status="alleged")
    svg = str(draw_timeline(replace(d.SNAPSHOT, events=(alleged, d.E_RECAPTURED))))
    assert "conflict hollow" in svg
    assert svg.count("hollow") == 1


@given(st.lists(st.tuples(st.integers(1000, 2990), st.integers(0, 40)), min_size=1, max_size=8))
def test_any_span_of_years_can_be_drawn(spans: list[tuple[int, int]]) -> None:
    events = tuple(
        replace(d.E_SENT, id=f"e{at}", when=d.on(f"{first:04d}/{first + years:04d}"))
        for at, (first, years) in enumerate(spans)
        if first + years <= 2999
    )
    svg = str(draw_timeline(Snapshot({}, {}, events, ())))
    assert svg.count("<a ") == len(events)
    shares = [float(x) for x in re.findall(r'c?x1?="([-\d.]+)%"', svg)]
    assert all(0 <= share <= 100 for share in shares)
