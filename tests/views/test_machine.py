"""The machine's view keeps its contract: every field there, null or empty where nothing is stated."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import dossier as d
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.terms import (
    Attribution,
    CorefMention,
    Dated,
    Name,
    Number,
    PartialDate,
    PlaceMention,
    Predicate,
    Quotation,
    Reading,
    Role,
    Sentence,
    Snapshot,
    Span,
    TimeMention,
    Token,
)
from chancery.views.machine import _event_date, as_lines, coded_data, reading_data, schema
from tests.views import disputed

# The fields that design.md promises, in its order.
REPORT_FIELDS = ["report", "given_id", "path", "title", "published", "published_how", "text", "furniture", "sections"]
EVENT_FIELDS = [
    "id", "type", "mode", "contexts", "cameo", "score", "status", "hedge", "confidence", "actors", "recipients",
    "place", "date", "date_from", "date_to", "date_how", "quantities", "mentions",
]  # fmt: skip
STATE_FIELDS = ["id", "kind", "who", "what", "where", "from", "to", "status", "opened_by", "closed_by"]


@pytest.fixture(scope="module")
def reading() -> Reading:
    tokens = (
        Token(36, 39, "The", "the", "DET", head=1, deprel="det"),
        Token(40, 45, "dummy", "dummy", "NOUN"),
    )
    return Reading(
        d.REPORT_A,
        sentences=(Sentence(0, 36, 178, 0, tokens),),
        names=(Name(117, 130, "PER", 0, 0, 1),),
        times=(TimeMention(105, 114, 0, PartialDate.parse(""), relative="Wednesday", weekday=2),),
        numbers=(Number(36, 39, 0, None, 24.0, None, "dozens", True),),
        quotations=(Quotation(40, 45, 0),),
        predicates=(Predicate(0, 1, 40, 45, "leave", "verb", roles=(Role("agent", 36, 39, 0),)),),
        attributions=(Attribution(0, Span(40, 45), "say", 1, "asserts", (Span(36, 39),)),),
        coreference=((CorefMention(36, 39, 0, 0), CorefMention(40, 45, 0, 1)),),
        places=(PlaceMention(Span(40, 45), 0, 1, "there", d.KARABAKH, "gazetteer", candidates=((d.KARABAKH, 1.0),)),),
    )


def test_a_reading_fits_its_schema(reading: Reading) -> None:
    data = reading_data(reading)
    jsonschema.validate(data, schema("reading"))
    assert list(data)[: len(REPORT_FIELDS)] == REPORT_FIELDS
    assert data["times"] == [{"start": 105, "end": 114, "edtf": None}]
    assert data["attributions"][0]["source"] is None
    assert data["coreference"] == [[[36, 39], [40, 45]]]


def test_an_empty_reading_leaves_no_field_out() -> None:
    data = reading_data(Reading(replace(d.REPORT_B, published=PartialDate(), published_how="unknown")))
    jsonschema.validate(data, schema("reading"))
    assert data["published"] is None
    assert data["sentences"] == []


@pytest.mark.parametrize("report", [d.REPORT_A, d.REPORT_B], ids=["a", "b"])
def test_coded_reports_fit_their_schema(report: object) -> None:
    data = coded_data(report, d.SNAPSHOT)  # type: ignore[arg-type]
    jsonschema.validate(data, schema("coded"))
    assert list(data)[: len(REPORT_FIELDS)] == REPORT_FIELDS
    for event in data["events"]:
        assert list(event)[: len(EVENT_FIELDS)] == EVENT_FIELDS
    for state in data["states"]:
        assert list(state)[: len(STATE_FIELDS)] == STATE_FIELDS


def test_testimonies_figures_and_accounts_fit_the_schema() -> None:
    held = disputed.snapshot()
    data = coded_data(disputed.R1, held)
    jsonschema.validate(data, schema("coded"))
    event = next(one for one in data["events"] if one["accounts"])
    (state,) = data["states"]
    assert {one["verdict"] for one in event["testimonies"]} == {"confirms", "reports", "denies"}
    assert {one["field"] for one in event["accounts"]} >= {"date", "status"}
    assert {one["words"] for one in event["figures"][0]["said"]} == {"20", "25", "32"}
    assert state["testimonies"][0]["name"] == "North Wire"
    assert state["figures"][0]["said"][0]["superseded"] == state["figures"][0]["said"][1]["claim"]
    assert state["confirmed"] == "2023-09-22"


WEIGHED = [
    ("events", ("testimonies", "figures", "accounts"), ()),
    ("states", ("testimonies", "figures", "confirmed", "rivals"), ()),
    ("events", ("source", "name", "country", "kind", "ownership", "verdict", "speaker", "voice", "via", "reports",
                "known"), ("testimonies",)),
    ("events", ("what", "unit", "of", "low", "best", "high", "differs", "said"), ("figures",)),
    ("events", ("claim", "source", "speaker", "stance", "words", "low", "best", "high", "approximate", "known",
                "stands", "superseded"), ("figures", "said")),
    ("events", ("field", "value", "sources", "claims"), ("accounts",)),
]  # fmt: skip


@pytest.mark.parametrize(("part", "fields", "inside"), WEIGHED)
def test_no_field_of_what_sources_say_may_be_left_out(
    part: str, fields: tuple[str, ...], inside: tuple[str, ...]
) -> None:
    data = coded_data(disputed.R1, disputed.snapshot())
    at = next(n for n, one in enumerate(data[part]) if part == "states" or one["accounts"])

    def found(whole: dict[str, Any]) -> dict[str, Any]:
        one = whole[part][at]
        for name in inside:
            one = one[name][0]
        return one

    assert list(found(data)) == list(fields) or not inside
    for field in fields:
        broken = copy.deepcopy(data)
        del found(broken)[field]
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, schema("coded"))
        wrong = copy.deepcopy(data)
        found(wrong)[field] = {"of": "another kind"}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema("coded"))


def test_schemas_are_themselves_sound_and_strict() -> None:
    for name in ("reading", "coded"):
        jsonschema.Draft202012Validator.check_schema(schema(name))
    data = coded_data(d.REPORT_A, d.SNAPSHOT)
    for field in EVENT_FIELDS:
        broken = copy.deepcopy(data)
        del broken["events"][0][field]
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, schema("coded"))
    wider = copy.deepcopy(data)
    wider["events"][0]["a_new_field"] = 1
    jsonschema.validate(wider, schema("coded"))


def test_mentions_are_of_this_report_and_name_who_speaks() -> None:
    data = coded_data(d.REPORT_A, d.SNAPSHOT)
    leaving = next(one for one in data["events"] if one["id"] == d.E_LEAVING.id)
    assert [one["section"] for one in leaving["mentions"]] == ["body", "body", "key_takeaways"]
    confirmed = leaving["mentions"][1]
    start, end = confirmed["trigger"]
    assert data["text"][start:end] == "departure"
    assert confirmed["start"] <= start < end <= confirmed["end"]
    assert confirmed["attribution"] == [
        {
            "speaker": "Dmitry Peskov",
            "country": "RUS",
            "sector": "GOV",
            "stance": "confirms",
            "start": 117,
            "end": 130,
            "role": "Kremlin spokesman",
        }
    ]
    assert leaving["mentions"][0]["attribution"] == []
    accord = next(one for one in data["events"] if one["id"] == d.E_ACCORD.id)
    assert len(accord["mentions"]) == 1


def test_what_is_not_stated_is_listed() -> None:
    gaps = coded_data(d.REPORT_A, d.SNAPSHOT)["not_stated"]
    assert {"id": d.E_LEAVING.id, "of": "event", "what": "timetable"} in gaps


def test_a_report_without_events_gives_empty_lists() -> None:
    data = coded_data(d.REPORT_B, Snapshot({d.REPORT_B.id: d.REPORT_B}, {}, (), ()))
    jsonschema.validate(data, schema("coded"))
    assert (data["events"], data["states"], data["opinions"], data["not_stated"]) == ([], [], [], [])


def test_lines_are_one_object_each() -> None:
    text = as_lines([coded_data(one, d.SNAPSHOT) for one in d.REPORTS.values()])
    assert len([json.loads(line) for line in text.splitlines()]) == 2


@pytest.mark.parametrize(
    ("edtf", "how", "date"),
    [
        ("../2024-05-15", "inferred", None),
        ("2024-05-13/..", "inferred", None),
        ("2021/..", "stated", "2021/.."),
        ("2019-07-21~/2019-07-31~", "stated", "2019-07"),
        ("2018-09~/2018-12~", "stated", "2018"),
        ("2024-05-13", "inferred", "2024-05-13"),
        ("", "unknown", None),
    ],
)
def test_a_bound_is_no_date(edtf: str, how: str, date: str | None) -> None:
    assert _event_date(Dated(PartialDate.parse(edtf), how)) == date


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)),
    st.integers(0, 400),
    st.booleans(),
    st.sampled_from(["stated", "inferred"]),
)
def test_a_date_holds_every_day_that_it_can_mean(first: date, days: int, about: bool, how: str) -> None:
    mark = "~" if about else ""
    value = PartialDate.parse(f"{first}{mark}/{first + timedelta(days=days)}{mark}")
    shown = _event_date(Dated(value, how))
    assert shown is not None
    assert value.within(PartialDate.parse(shown))
