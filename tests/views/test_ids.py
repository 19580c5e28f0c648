"""Every id that a view prints, in text or JSON, leads back to sentences."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import disputed
import dossier as d
import pytest
from rich.console import Console

from chancery.record import Hit
from chancery.record.snapshots import make_snapshot
from chancery.terms import Feature, Judgement, Snapshot, Span, UnknownIdError
from chancery.views import (
    as_json,
    as_text,
    build_brief,
    build_changes,
    build_claims,
    build_diff,
    build_happened,
    build_review,
    build_search,
    build_situation,
    build_timeline,
    build_why,
)
from chancery.views.pages import View

UNSURE = Judgement(
    *sorted((d.SENT[0].mention, d.FIGHTING[0].mention)), "unsure", 0.4, "names: 2", "matching.events.v2",
    features=(Feature("word: far", -0.5, "send", "fight"),),
)  # fmt: skip
DOSSIER = replace(
    d.SNAPSHOT, judgements=(*d.SNAPSHOT.judgements, UNSURE),
    states=(replace(d.STATES[0], rivals=(d.STATES[1].id,)), *d.STATES[1:]),
)  # fmt: skip
NOTHING = Snapshot({}, {}, (), ())
HIT = Hit(d.REPORT_A.id, d.REPORT_A.title, "2024", Span(36, 178), "x", "the [accord]", (d.ACCORD[0].id,))
BARE = replace(HIT, claims=())


def _views(snapshot: Snapshot) -> dict[str, View]:
    return {
        "brief": build_brief(snapshot),
        "timeline": build_timeline(snapshot),
        "situation": build_situation(snapshot),
        "changes": build_changes(NOTHING, snapshot),
        "happened": build_happened(snapshot, date(2020, 1, 1), date(2024, 12, 31)),
        "claims": build_claims(snapshot),
        "all claims": build_claims(snapshot, every=True, by_side=False),
        "review": build_review(snapshot),
        "why event": build_why(snapshot, snapshot.events[0].id),
        "why state": build_why(snapshot, snapshot.states[0].id),
        "why judgement": build_why(snapshot, snapshot.judgements[0].id),
        "why report": build_why(snapshot, min(snapshot.reports)),
    }


DISPUTED = disputed.snapshot()
VIEWS = [
    *((f"dossier, {name}", DOSSIER, view) for name, view in _views(DOSSIER).items()),
    ("disputed, diff", DISPUTED, build_diff(DISPUTED, "North", "South")),
    ("dossier, search", DOSSIER, build_search("accord", [HIT, BARE])),
    *((f"disputed, {name}", DISPUTED, view) for name, view in _views(DISPUTED).items() if name != "review"),
]
_ID = re.compile(r"\b(?=\w{8,}\b)(?=\w*\d)(?:[celmrj]|st?)[0-9a-f]+\b")


def _ids(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield from (one for one in (data,) if re.fullmatch(r"[a-z]{1,2}[0-9a-f]{16}", one))
    elif isinstance(data, dict):
        for value in data.values():
            yield from _ids(value)
    elif isinstance(data, list):
        for value in data:
            yield from _ids(value)


@pytest.mark.parametrize(("snapshot", "view"), [row[1:] for row in VIEWS], ids=[row[0] for row in VIEWS])
def test_every_id_that_a_view_prints_is_known_to_why(snapshot: Snapshot, view: View) -> None:
    sink = io.StringIO()
    as_text(view, snapshot, Console(file=sink, width=160, highlight=False))
    printed, held = set(_ID.findall(sink.getvalue())), set(_ids(json.loads(as_json(view))))
    assert printed
    assert held
    for one in printed | held:
        assert build_why(snapshot, one).id.startswith(one), one


def test_lines_of_one_thing_bear_its_id() -> None:
    for view in (build_claims(DISPUTED), build_diff(DISPUTED, "North", "South"), build_changes(NOTHING, DISPUTED)):
        assert view.lines()
        assert all(line.id == line.rests_on[0] for line in view.lines())
    assert build_claims(DISPUTED).differences
    assert all(row.line.id == row.state for row in build_situation(DOSSIER).states)


def test_why_of_an_unsure_pair_shows_both_sentences_and_what_was_compared() -> None:
    trail = build_why(DOSSIER, UNSURE.id)
    assert trail.kind == "judgement"
    assert {claim.mention for claim in trail.claims} == {UNSURE.left, UNSURE.right}
    assert {one for one, _ in trail.rests_on} == {d.E_SENT.id, d.E_FIGHTING.id}
    assert trail.judgements == (UNSURE,)
    assert ("verdict", "unsure") in trail.facts
    undo = Judgement(UNSURE.id, "", "undone", 1.0, "a slip", "person:A", "2025-01-01T00:00:00Z", (), "undo")
    taken = build_why(replace(DOSSIER, judgements=(UNSURE, undo)), undo.id)
    assert {claim.mention for claim in taken.claims} == {UNSURE.left, UNSURE.right}


def test_why_finds_an_event_by_the_id_that_it_had_before_it_was_merged() -> None:
    alone = make_snapshot([disputed.R1, disputed.R2, disputed.R3], disputed.CLAIMS, [])
    now = {event.id for event in DISPUTED.events}
    former = [event for event in alone.events if event.id not in now]
    assert former
    for event in former:
        assert set(event.mentions) <= {claim.mention for claim in build_why(DISPUTED, event.id).claims}
    with pytest.raises(UnknownIdError):
        build_why(DISPUTED, "e0123456789abcdef")


def test_sources_are_those_that_are_cited() -> None:
    one = replace(d.SNAPSHOT, events=(d.E_SENT,), states=(d.STATES[8],), opinions=())
    for view in (build_brief(one), build_timeline(one), build_situation(one), build_claims(one, every=True)):
        assert [source.report for source in view.sources] == [d.REPORT_A.id]
    assert [source.number for source in build_timeline(one).sources] == [
        source.number for source in build_timeline(d.SNAPSHOT).sources if source.report == d.REPORT_A.id
    ]


@pytest.mark.parametrize("build", [build_brief, build_timeline, build_situation, build_claims])
def test_what_is_empty_says_whether_that_is_for_the_day_asked_about(build: Any) -> None:
    early = date(1990, 1, 1)

    def said(snapshot: Snapshot) -> str:
        sink = io.StringIO()
        as_text(build(snapshot), snapshot, Console(file=sink, width=160, highlight=False))
        return sink.getvalue()

    assert "The record holds no" in said(NOTHING)
    known = said(replace(NOTHING, known_on=early))
    assert "Nothing of this was known by 1 January 1990" in known
    assert "The record holds no" not in known
    assert "1 January 1990" in said(replace(NOTHING, as_of=early))
    assert "1 January 1990" in said(replace(NOTHING, as_of=early, known_on=early, reports=d.REPORTS))
