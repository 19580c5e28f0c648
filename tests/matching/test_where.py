"""What a report says around a name settles which place it is, and whether it is one."""

from __future__ import annotations

import pytest

from chancery.matching.dateline import dateline_places
from chancery.matching.mentions import resolve_mentions
from chancery.matching.places import Scene, contained, rank, resolve_place
from chancery.terms import PlaceMention, Report, Span
from tests.matching.parsed import reading_of

SMALL = {"in", "of", "the", "and", "near", "from", "to", "hit"}


def places(*sentences: str) -> list[PlaceMention]:
    """The places of sentences in which a name of a place stands in [brackets], one of a body in <these>."""
    return list(resolve_mentions(reading_of(*(parse(sentence) for sentence in sentences))).places)


def parse(sentence: str) -> str:
    """A flat parse: every word hangs on the last one, a preposition on the word behind it."""
    lines, mark = [], ""
    words = sentence.split()
    for at, word in enumerate(words, start=1):
        begins = {"[": "LOC", "<": "ORG"}.get(word[0])
        mark = begins or mark
        bare = word.strip("[]<>")
        upos = "PUNCT" if bare in ",.()-" else "ADP" if bare in SMALL else "PROPN" if bare[0].isupper() else "NOUN"
        relation = {"PUNCT": "punct", "ADP": "case", "PROPN": "obl"}.get(upos, "dep")
        head = 0 if at == len(words) else at + 1 if upos == "ADP" else len(words)
        lines.append(f"{bare} {upos} {head} {relation}" + (f"|{mark}{'+' if begins else ''}" if mark else ""))
        if word[-1] in "]>":
            mark = ""
    return "\n".join(lines)


def told(found: list[PlaceMention]) -> list[tuple[str, str, str]]:
    return [(one.text, one.place.country, one.place.part_of) for one in found]


@pytest.mark.parametrize(
    ("sentence", "country", "part_of"),
    [
        ("floods in [Paris] , [Texas] .", "USA", "Texas"),
        ("floods in [Springfield] , Mass. .", "USA", "Massachusetts"),
        ("floods in [London] , [Ontario] , [Canada] .", "CAN", "Ontario"),
        ("floods in [Tripoli] , in northern [Lebanon] .", "LBN", "Liban-Nord"),
        ("floods in [Cordoba] ( [Spain] ) .", "ESP", "Andalusia"),
        ("floods in the Syrian city of [Tartus] .", "SYR", "Tartus"),
        ("floods in [Goma] , in eastern [Congo] .", "COD", "Nord Kivu"),
    ],
)
def test_what_holds_a_place_is_named_beside_it(sentence: str, country: str, part_of: str) -> None:
    first = places(sentence)[0]
    assert (first.place.country, first.place.part_of) == (country, part_of)


def test_a_place_once_told_apart_stays_so() -> None:
    found = places("floods in [Paris] .", "floods in [Paris] , [Texas] .", "floods in [Paris] .")
    assert {one.place.part_of for one in found if one.text == "Paris"} == {"Texas"}


def test_the_places_around_settle_a_name() -> None:
    found = places("floods in [Windsor] .", "floods in [Detroit] .", "floods in [Ontario] .", "floods in [Chatham] .")
    assert {one.place.country for one in found if one.text in ("Windsor", "Chatham")} == {"CAN"}
    found = places("floods in [Windsor] .", "floods in [Slough] .", "floods in [England] .")
    assert {one.place.country for one in found} == {"GBR"}


def test_a_report_on_america_does_not_move_a_capital_there() -> None:
    found = places("floods in [Texas] .", "floods in [Tennessee] .", "floods in [America] .", "talks in [Paris] .")
    assert found[-1].place.country == "FRA"


def test_a_state_behind_its_town_is_the_state() -> None:
    found = places("floods in [Buffalo] , [New York] .", "floods in [New York] .")
    assert [one.place.precision for one in found] == ["city", "region", "city"]


@pytest.mark.parametrize(
    "sentence",
    [
        "floods in the provinces of [Herat] , [Kunduz] and [Kandahar] .",
        "floods in [Herat] , [Kunduz] and [Kandahar] provinces .",
    ],
)
def test_a_list_is_of_the_kind_that_it_is_said_to_be(sentence: str) -> None:
    assert {one.place.precision for one in places(sentence)} == {"region"}
    assert {one.place.precision for one in places("floods in the cities of [Herat] and [Kandahar] .")} == {"city"}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("floods in <Gao> , [Mali] .", ["Gao", "Mali"]),
        ("floods in the city of <Gao> .", ["Gao"]),
        ("profits of <Gao> .", []),
        ("profits of <Delta> .", []),
    ],
)
def test_a_name_under_another_label_needs_proof(sentence: str, names: list[str]) -> None:
    assert [one.text for one in places(sentence)] == names


def test_a_place_that_no_table_knows_stands_where_what_holds_it_stands() -> None:
    unknown, land = (one.place for one in places("shelling of [Qwertzuiop] , [Bavaria] ."))
    assert unknown.geonames_id is None
    assert (unknown.lat, unknown.precision, unknown.part_of) == (land.lat, "region", "Bavaria")
    assert places("shelling of [Qwertzuiop] .")[0].place.lat is None


def test_candidates_are_kept_with_their_shares() -> None:
    (mention,) = places("floods in [Springfield] .")
    shares = [share for _, share in mention.candidates]
    assert shares == sorted(shares, reverse=True)
    assert len(shares) <= 5
    assert sum(shares) <= 1.001


@pytest.mark.parametrize(
    ("name", "outer", "country", "keys"),
    [
        ("Atlanta", ["Georgia"], "USA", ("georgia",)),
        ("Kutaisi", ["Georgia"], "GEO", ()),
        ("Pandi", ["Bulacan", "Philippines"], "PHL", ("province of bulacan", "bulacan")),
        ("Goma", ["Texas"], "", ()),
        ("Gao", ["Monday"], "", ()),
    ],
)
def test_what_holds_a_place_must_hold_it(name: str, outer: list[str], country: str, keys: tuple[str, ...]) -> None:
    found = contained(name, outer)
    assert (found.country, found.divisions) == (country, keys)


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Mexico", "MEX", "country"),
        ("Delaware", "USA", "region"),
        ("northern Mexico", "MEX", "country"),
        ("Kandahar province", "AFG", "region"),
        ("Nord-Kivu", "COD", "region"),
        ("Danube", "", "area"),
        ("Bagram", "AFG", "point"),
        ("Zaatari refugee camp", "JOR", "point"),
        ("B.C.", "CAN", "region"),
    ],
)
def test_names_of_all_sorts_of_places(name: str, country: str, precision: str) -> None:
    place = resolve_place(name)
    assert place is not None
    assert (place.country, place.precision) == (country, precision)


def test_a_town_without_a_word_of_its_country_is_not_guessed() -> None:
    assert rank("Buenavista") is None
    found = rank("Buenavista", scene=Scene({"PHL": 1.0}))
    assert found is not None
    assert found.place.country == "PHL"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("GOMA, Democratic Republic of Congo (AP) - ", [("GOMA", "COD"), ("Democratic Republic of Congo", "COD")]),
        ("SPRINGFIELD, Mass., March 3 (AP) - ", [("SPRINGFIELD", "USA"), ("Mass.", "USA")]),
        ("LONDON/PARIS - ", [("LONDON", "GBR"), ("PARIS", "FRA")]),
        ("March 3 - ", []),
    ],
)
def test_a_dateline_names_places_though_it_is_no_sentence(line: str, found: list[tuple[str, str]]) -> None:
    report = Report(f"{line}Rain fell.", dateline_span=Span(0, len(line)))
    named = dateline_places(report, Scene())
    assert [(one.text, one.place.country) for one in named] == found
    assert all(one.span.cut(report.text) == one.text for one in named)
    assert {one.sentence for one in named} <= {-1}


def test_a_name_in_a_list_of_places_is_one_where_the_report_is_about_its_country() -> None:
    listed = "floods in [Timbuktu] , <Gao> and [Kidal] .", "talks in [Mali] ."
    assert [one.text for one in places(*listed)] == ["Timbuktu", "Gao", "Kidal", "Mali"]
    assert [one.text for one in places("talks of <Obama> and [Texas] .")] == ["Texas"]


def test_georgia_is_the_state_where_its_towns_are_named() -> None:
    found = places("talks in [Georgia] .", "floods in [Atlanta] and [Savannah] .", "talks in [Moscow] .")
    assert found[0].place.country == "USA"
    assert places("talks in [Georgia] .", "floods in [Tbilisi] .")[0].place.country == "GEO"


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("floods in the region of [Russia] .", "RUS"),
        ("floods in the [US] state of [Alabama] .", "USA"),
        ("floods in the state of [Israel] .", "ISR"),
        ("floods in the state of [Niger] .", "NGA"),
    ],
)
def test_a_country_is_no_region_for_the_word_beside_it(sentence: str, country: str) -> None:
    assert places(sentence)[0].place.country == country
