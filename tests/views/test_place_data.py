"""Places in the machine's view: with a point, without one, and pointing back."""

from __future__ import annotations

from chancery.terms import Place, PlaceMention, Reading, Report, Span
from chancery.views.place_data import PRECISION_CODES, place_references, places, unplaced

TEXT = "GOMA - In northern Syria, al-Hol and Qwertz: the camp."
SYRIA = Place("country:SYR", "Syria", "SYR", 35.0, 38.0, 163843, "country")
CAMP = Place("place:al-hol", "al-Hol", "SYR", 36.37, 41.15, None, "point")
NOWHERE = Place("name:qwertz", "Qwertz")


def mention(words: str, place: Place, how: str = "gazetteer") -> PlaceMention:
    start = TEXT.index(words)
    return PlaceMention(Span(start, start + len(words)), 0, 0, words, place, how, 0.9, ((place, 1.0),))


READING = Reading(
    Report(TEXT),
    places=(
        mention("northern Syria", SYRIA),
        mention("al-Hol", CAMP),
        mention("Qwertz", NOWHERE, "not in the gazetteer"),
        mention("the camp", CAMP, "coreference"),
    ),
    dateline=(mention("GOMA", Place("geonames:216281", "Goma", "COD", -1.67, 29.23, 216281, "city"), "dateline"),),
)


def test_names_with_a_point_stand_alone_in_text_order() -> None:
    found = places(READING)
    assert [TEXT[one["start"] : one["end"]] for one in found] == ["GOMA", "Syria", "al-Hol"]
    assert [one["precision_code"] for one in found] == ["town", "country", "exact"]
    assert found[1]["candidates"][0]["name"] == "Syria"
    assert found[1]["candidates"][0]["share"] == 1.0


def test_names_without_a_point_and_words_that_point_back_stand_apart() -> None:
    assert [one["name"] for one in unplaced(READING)] == ["Qwertz"]
    assert [TEXT[one["start"] : one["end"]] for one in place_references(READING)] == ["the camp"]


def test_every_precision_has_a_code() -> None:
    assert len(set(PRECISION_CODES.values())) == len(PRECISION_CODES) == 6
