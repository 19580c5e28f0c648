"""Where voices differ: in lines, in the trail, in the matrix, and in two sources side by side."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from chancery.terms import Claim, Event, Figure, InputError, PartialDate, Said, Snapshot, State
from chancery.views import (
    as_html,
    as_json,
    as_markdown,
    as_text,
    build_brief,
    build_claims,
    build_diff,
    build_situation,
    build_timeline,
    build_why,
)
from chancery.views.figures import figure_notes, figure_words, is_revised
from chancery.views.wording import Wording
from tests.views import disputed as d
from tests.views.test_brief import unsupported


@pytest.fixture
def held() -> Snapshot:
    return d.snapshot()


def attack(snapshot: Snapshot) -> Event:
    return next(event for event in snapshot.events if event.type == "ASSAULT")


def fled(snapshot: Snapshot) -> State:
    (found,) = snapshot.states
    return found


# --- counts in lines --------------------------------------------------------------------------------------------


def test_a_range_is_told_with_who_gives_its_ends(held: Snapshot) -> None:
    (figure,) = attack(held).figures
    # 32 came later and is higher than both: the count as it grew.
    assert is_revised(figure)
    assert figure_words(figure) == "32"
    early = d.snapshot("2023-09-20")
    (figure,) = attack(early).figures
    assert figure_words(figure) == "between 20 and 25"
    assert figure_notes(figure, Wording(early).voice) == ["20 according to North Wire", "25 according to South Post"]
    line = build_timeline(early).lines()[0].text
    assert "killed: between 20 and 25; 20 according to North Wire; 25 according to South Post" in line


def test_what_grew_is_told_by_its_last_word_with_what_was_told_earlier(held: Snapshot) -> None:
    (figure,) = attack(held).figures
    assert figure_notes(figure, Wording(held).voice) == [
        "32 according to Armenia's foreign ministry",
        "told earlier: 20 (20 September 2023), 25 (20 September 2023)",
    ]


def _figure(*told: tuple[str, str, float | None, float | None]) -> Figure:
    """A count as several said it: the day, the words, the lowest and the best number, each by a voice of its own."""
    said = tuple(
        Said(f"c{at}", f"s{at}", "", words, low, best, None if low else best, known=PartialDate.parse(day))
        for at, (day, words, low, best) in enumerate(told)
    )
    return Figure("displaced", "", None, max(one.best or 0 for one in said), None, said)


def test_a_bound_that_grew_is_told_with_what_it_was() -> None:
    figure = _figure(
        ("2023-09-29", "More than 97,000", 97001, 97000),
        ("2023-10-03", "more than 100,000", 100001, 100000),
        ("2023-11-18", "More than 100,000", 100001, 100000),
    )
    assert is_revised(figure)
    assert figure_words(figure) == "more than 100,000"
    assert figure_notes(figure, lambda said: said.source) == ["told earlier: more than 97,000 (29 September 2023)"]


@pytest.mark.parametrize(
    "told",
    [
        # The same day: two bounds, and nobody revised anything.
        [("2023-09-29", "more than 97,000", 97001.0, 97000.0), ("2023-09-29", "more than 100,000", 100001.0, 100000.0)],
        # The later one only makes the earlier exact.
        [("2023-09-29", "dozens", 24.0, None), ("2023-10-03", "32", None, 32.0)],
        # The lower bound is the later one.
        [("2023-09-29", "more than 100,000", 100001.0, 100000.0), ("2023-10-03", "more than 97,000", 97001.0, 97000.0)],
    ],
)
def test_bounds_that_agree_are_no_revision(told: list[tuple[str, str, float | None, float | None]]) -> None:
    assert not is_revised(_figure(*told))


def test_a_later_lower_count_of_another_voice_is_a_range_not_a_revision() -> None:
    later = d._told(d.R3, 0, "South said 12 people were killed.", quantities=(d.exact(12),),
                    speakers=(d.Speaker(), d.BAKU))  # fmt: skip
    snapshot = d.snapshot(claims=[d.ATTACK[0], later])
    judged = Wording(snapshot)
    figures = [figure for event in snapshot.events for figure in event.figures]
    assert all(not is_revised(figure) for figure in figures)
    assert judged.events


def test_the_counts_of_a_state_are_those_of_its_day(held: Snapshot) -> None:
    text = build_situation(held).lines()[0].text
    assert "100400 people" in text.casefold() or "displaced: 100400" in text
    assert "told earlier: 28000 (20 September 2023)" in text
    (first, last) = fled(held).figures[0].said
    assert (first.superseded, last.superseded) == (last.claim, "")
    early = fled(d.snapshot("2023-09-20"))
    assert [(said.words, said.stands) for said in early.figures[0].said] == [("28000", True)]
    assert "100400" not in build_situation(d.snapshot("2023-09-20")).lines()[0].text


def test_no_line_holds_a_name_or_number_that_its_claims_do_not(held: Snapshot) -> None:
    for snapshot in (held, d.snapshot("2023-09-20")):
        for view in (build_brief(snapshot), build_timeline(snapshot), build_claims(snapshot, every=True)):
            for line in view.lines():
                assert unsupported(line, snapshot) == [], line.text


def test_why_tells_every_figure_and_account(held: Snapshot) -> None:
    facts = dict(build_why(held, attack(held).id).facts)
    assert set(facts["killed"].split("; ")) == {
        "20 (North Wire, told 20 September 2023)",
        "25 (South Post, told 20 September 2023)",
        "32 (Armenia's foreign ministry, told 22 September 2023)",
    }
    assert "19 September 2023 (North Wire" in facts["date differs"]
    assert "20 September 2023 (South Post" in facts["date differs"]
    assert "denied (Azerbaijan)" in facts["status differs"]
    assert "replaced later" in dict(build_why(held, fled(held).id).facts)["displaced"]


# --- the matrix -------------------------------------------------------------------------------------------------


def test_the_matrix_has_what_several_voices_tell_disputes_first(held: Snapshot) -> None:
    matrix = build_claims(held)
    assert next(row.about for row in matrix.rows) == attack(held).id
    assert matrix.left_out == 2
    assert {voice.name: voice.kind for voice in matrix.voices} == {
        "Reports themselves": "reports", "Armenia": "side", "Azerbaijan": "side",
    }  # fmt: skip
    cells = {(cell.speaker, cell.stance) for cell in matrix.rows[0].cells}
    assert cells == {
        ("North Wire", "asserts"), ("South Post", "asserts"), ("Armenia's foreign ministry", "asserts"),
        ("Azerbaijan", "denies"),
    }  # fmt: skip
    for cell in matrix.rows[0].cells:
        assert cell.cites
    assert len(build_claims(held, every=True).rows) == 3


def test_by_name_each_speaker_and_publisher_is_a_voice(held: Snapshot) -> None:
    voices = build_claims(held, by_side=False).voices
    assert {voice.name for voice in voices} == {"North Wire", "South Post", "Armenia's foreign ministry", "Azerbaijan"}


def test_voices_that_matter_least_share_a_column(held: Snapshot) -> None:
    matrix = build_claims(held, by_side=False, most_voices=2)
    text = as_markdown(matrix, held)
    assert "2 other voices" in text
    assert "denies" in text


def test_a_wide_matrix_is_folded_to_the_width_of_the_terminal(held: Snapshot) -> None:
    out = io.StringIO()
    as_text(build_claims(held, by_side=False), held, Console(file=out, width=80, color_system=None))
    text = out.getvalue()
    assert text.count("What is claimed") == 2
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "denies" in text


def test_the_matrix_as_html_is_a_table_with_headed_rows(held: Snapshot) -> None:
    html = as_html(build_claims(held), held)
    assert '<th scope="row">' in html
    assert 'class="matrix"' in html


# --- two sources ------------------------------------------------------------------------------------------------


def test_two_sources_side_by_side(held: Snapshot) -> None:
    diff = build_diff(held, "north", "South Post")
    (shared,) = diff.shared
    assert shared.contradicts
    told = {one.field: (one.one, one.other, one.contradicts) for one in shared.differences}
    assert told["date"] == ("19 September 2023", "20 September 2023", True)
    assert told["killed"] == ("32", "25", True)
    assert told["who"] == ("Azerbaijan", "not said", False)
    assert told["status"] == ("happened", "happened; reports a denial", False)
    assert {one.report for one in shared.one} == {d.R1.id, d.R3.id}
    assert {one.report for one in shared.other} == {d.R2.id}
    assert [line.rests_on for line in diff.only_one] == [(e.id,) for e in held.events if e.type == "CONSULT"]
    assert diff.only_other == ()
    assert [(one.name, one.one, one.other) for one in diff.quoted] == [
        ("Armenia's foreign ministry", 1, 0), ("Azerbaijan", 0, 1),
    ]  # fmt: skip


def test_turning_the_two_around_turns_the_view_around(held: Snapshot) -> None:
    one, other = build_diff(held, "north", "south"), build_diff(held, "south", "north")
    assert [(a.about, [(x.field, x.one, x.other) for x in a.differences]) for a in one.shared] == [
        (b.about, [(x.field, x.other, x.one) for x in b.differences]) for b in other.shared
    ]
    assert (one.only_one, one.only_other) == (other.only_other, other.only_one)


def test_a_country_means_all_its_sources(held: Snapshot) -> None:
    assert build_diff(held, "Armenia", "aze").one.sources == ("North Wire",)
    assert build_diff(held, "arm", "Azerbaijan").other.name == "South Post"


def test_since_a_day(held: Snapshot) -> None:
    diff = build_diff(held, "north", "south", since=d.PartialDate.parse("2023-09-21").latest)
    assert diff.shared == ()


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("North Wir", "Sout Post", "no source 'Sout Post'"),
        ("t", "South Post", "'t' may be any of 2 sources"),
        ("north", "North Wire", "mean the same source"),
        ("", "South", "no source ''"),
    ],
)
def test_a_name_that_means_none_or_several_is_refused(held: Snapshot, one: str, other: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        build_diff(held, one, other)
    assert caught.value.remedy


def test_the_view_of_two_sources_in_every_form(held: Snapshot) -> None:
    diff = build_diff(held, "north", "south")
    out = io.StringIO()
    as_text(diff, held, Console(file=out, width=100, color_system=None))
    for text in (out.getvalue(), as_markdown(diff, held), as_html(diff, held)):
        assert "19 September 2023" in text
        assert "Whom they quote" in text
    data = json.loads(as_json(diff))
    assert data["shared"][0]["differences"][0]["contradicts"]
    assert data["one"]["sources"] == ["North Wire"]
    for line in diff.lines():
        assert line.cites
        assert unsupported(line, held) == [], line.text


def test_an_unsure_judgement_pairs_what_each_tells_alone() -> None:
    a: Claim = d._told(d.R1, 200, "North: Armenia was attacked.")
    b: Claim = d._told(d.R2, 200, "South: troops clashed.")
    left, right = sorted((a.mention, b.mention))
    judged = d.judge_pair(a, b, "unsure", 0.5)
    assert (judged.left, judged.right) == (left, right)
    snapshot = d.make_snapshot([d.R1, d.R2], [a, b], [judged])
    diff = build_diff(snapshot, "north", "south")
    assert [(x.rests_on, y.rests_on) for x, y in diff.perhaps] == [
        ((next(e.id for e in snapshot.events if a.id in e.claims),),
         (next(e.id for e in snapshot.events if b.id in e.claims),))
    ]  # fmt: skip
    assert diff.only_one == diff.only_other == ()
