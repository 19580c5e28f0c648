"""States are computed from what opens, changes and closes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from claim_makers import (
    ARMENIA,
    AZERBAIJAN,
    CAPITAL,
    CITY,
    OWN,
    REGION,
    RUSSIA,
    SPOKESMAN,
    TROOPS,
    at,
    event,
    judge_pair,
    on,
    part,
    state,
)

from chancery.record.fold import fold
from chancery.terms import Actor, Claim, Judgement, Place, Quantity, Span, State


def told(report: str, start: int, change: str, when: str, **fields: object) -> list[Claim]:
    """An event and the change that it makes to a presence."""
    status = fields.pop("status", "happened")
    known = fields.pop("known", "2024-12-31")
    happening = event(report, start, when=on(when), status=status, known=known)
    return [happening, state(report, start, change=change, status=status, known=known, **fields)]


def states_of(
    *groups: list[Claim], judgements: tuple[Judgement, ...] = (), as_of: date | None = None
) -> tuple[State, ...]:
    """States of all the claims."""
    return fold([claim for group in groups for claim in group], judgements, as_of=as_of)[1]


def test_opened_changed_and_closed_by_its_events() -> None:
    opening, change, close = (
        told("r1", 0, "opens", "2020-11"),
        told("r1", 20, "changes", "2022"),
        told("r1", 40, "closes", "2024-06"),
    )
    claims = [*close, *change, *opening]
    events, (found,), _ = fold(claims, [])
    by_date = {happening.when.date.edtf: happening.id for happening in events}
    assert (found.since.date.edtf, found.until.date.edtf, found.status) == ("2020-11", "2024-06", "ended")
    assert found.opened_by == (by_date["2020-11"],)
    assert found.changed_by == (by_date["2022"],)
    assert found.closed_by == (by_date["2024-06"],)


def test_a_withdrawal_under_way_is_ending_and_leaves_the_end_open() -> None:
    (found,) = states_of(told("r1", 0, "opens", "2020-11"), told("r1", 20, "closing", "2024", status="ongoing"))
    assert (found.status, found.until.how, len(found.closing_by), found.closed_by) == ("ending", "unknown", 1, ())
    (same,) = states_of(told("r1", 0, "opens", "2020-11"), told("r1", 20, "closes", "2024", status="ongoing"))
    assert (same.status, same.closed_by) == ("ending", ())


def test_two_stints_are_two_states() -> None:
    first, second = states_of(
        told("r1", 60, "opens", "2014"), told("r2", 0, "opens", "2003"), told("r1", 20, "closes", "2011")
    )
    assert [(s.since.date.edtf, s.until.date.edtf, s.status) for s in (first, second)] == [
        ("2003", "2011", "ended"),
        ("2014", "", "standing"),
    ]
    assert first.id != second.id


def test_a_closing_before_an_opening_closes_nothing_later() -> None:
    past, present = states_of(told("r1", 0, "closes", "2011"), told("r1", 20, "opens", "2014"))
    assert sorted((s.since.date.edtf, s.status) for s in (past, present)) == [("", "ended"), ("2014", "standing")]


def test_an_undated_closing_closes_the_latest_stint_that_had_begun_when_it_was_known() -> None:
    early = told("r1", 0, "opens", "2003"), told("r1", 20, "closes", "2011"), told("r1", 40, "opens", "2014")
    _, later = states_of(*early, told("r2", 0, "closes", "", known="2016-05-01"))
    assert (later.since.date.edtf, later.status, later.until.how) == ("2014", "ended", "unknown")
    _, standing = states_of(*early, told("r2", 0, "closes", "", known="2012-05-01"))
    assert standing.status == "standing"


def test_several_openings_of_one_stint_are_all_kept_by_date() -> None:
    (found,) = states_of(told("r1", 0, "opens", "2020-11-10"), told("r1", 20, "opens", "2020-11-09"))
    assert found.since.date.edtf == "2020-11-09"
    assert len(found.opened_by) == 2


@pytest.mark.parametrize(
    ("stance", "status", "expected"),
    [
        ("alleges", "happened", "alleged"),
        ("asserts", "planned", "planned"),
        ("asserts", "happened", "standing"),
        ("denies", "happened", "disputed"),
    ],
)
def test_a_state_is_no_surer_than_its_opening(stance: str, status: str, expected: str) -> None:
    speakers = (OWN, SPOKESMAN)
    claims = [
        event(stance=stance, status=status, speakers=speakers),
        state(stance=stance, status=status, speakers=speakers),
    ]
    assert [found.status for found in states_of(claims)] == [expected]


def test_what_is_only_demanded_does_not_stand() -> None:
    assert states_of([event(status="demanded"), state(status="demanded")]) == ()


def test_a_plan_told_before_it_ended_is_no_plan_to_open_it_again() -> None:
    plan = told("r1", 0, "opens", "", status="planned", known="2020-11-10")
    end = told("r2", 0, "closes", "2024-06", known="2024-06-12")
    begun = told("r3", 0, "closing", "2024-04", status="ongoing", known="2024-04-18")
    (found,) = states_of(plan, end, begun)
    assert (found.status, found.until.date.edtf, found.opened_by) == ("ended", "2024-06", ())
    again = told("r4", 0, "opens", "", status="planned", known="2025-01-01")
    assert [s.status for s in states_of(plan, end, begun, again)] == ["ended", "planned"]


def test_the_day_on_which_it_began_to_end_is_not_its_end() -> None:
    claims = told("r1", 0, "closing", "2024-04", status="ongoing", until=on("2024-04"))
    (found,) = states_of(told("r1", 20, "opens", "2020"), claims)
    assert (found.status, found.until.date.edtf) == ("ending", "")


def test_the_end_lies_between_the_day_it_was_ending_and_the_day_it_was_reported_over() -> None:
    ending = told("r1", 0, "closing", "2024-04-17", status="ongoing", known="2024-04-18")
    over = [
        event("r2", 0, when=on("../2024-06-13", "inferred"), known="2024-06-13"),
        state("r2", 0, change="closes", until=on("../2024-06-13", "inferred"), known="2024-06-13"),
    ]
    (found,) = states_of(ending, over, judgements=(judge_pair(ending[0], over[0]),))
    assert (found.status, found.until.date.edtf, found.until.how) == ("ended", "2024-04-17/2024-06-13", "inferred")


def test_a_demand_to_end_it_takes_for_granted_that_it_stands() -> None:
    (found,) = states_of(told("r1", 0, "closes", "", status="demanded"))
    assert (found.status, found.closed_by, found.closing_by) == ("standing", (), ())


def test_an_alleged_or_planned_end_does_not_end_it() -> None:
    opening = told("r1", 0, "opens", "2020")
    (alleged,) = states_of(
        opening, [event(start=20, stance="alleges"), state(start=20, change="closes", stance="alleges")]
    )
    (planned,) = states_of(opening, told("r1", 20, "closes", "2025", status="planned"))
    assert (alleged.status, planned.status) == ("standing", "standing")
    assert (alleged.closing_by, len(planned.closing_by)) == ((), 1)


def test_a_suspended_membership_with_its_hedge_and_unknown_beginning() -> None:
    holds = state(
        start=0, kind="membership", change="holds", key="membership|ARM|csto", who=(part(ARMENIA),), event=None
    )
    suspension = event(start=20, type="SANCTION", mode="discontinue", hedge="effectively")
    suspends = state(
        start=20,
        kind="membership",
        change="suspends",
        key="membership|ARM|csto",
        who=(part(ARMENIA),),
        hedge="effectively",
    )
    (found,) = states_of([holds, suspension, suspends])
    assert (found.status, found.hedge, found.since.how) == ("suspended", "effectively", "unknown")
    assert len(found.closing_by) == 1


def test_a_suspension_is_lifted_by_a_later_opening() -> None:
    (found,) = states_of(
        told("r1", 0, "opens", "2019"), told("r1", 20, "suspends", "2020"), told("r1", 40, "opens", "2022")
    )
    assert found.status == "standing"


def test_hostilities_that_a_deal_halted_keep_the_beginning_that_the_claim_states() -> None:
    deal = event(start=0, type="AGREE", mode="", when=on("2020-11"))
    halted = state(
        start=0, kind="hostilities", change="closes", key="hostilities|ARM|AZE", who=(part(AZERBAIJAN), part(ARMENIA)),
        since=on("2020-09~", "inferred"), until=on("2020-11"),
    )  # fmt: skip
    (found,) = states_of([deal, halted])
    assert (found.since.date.edtf, found.since.how, found.until.date.edtf) == ("2020-09~", "inferred", "2020-11")
    assert (found.status, found.opened_by, len(found.closed_by)) == ("ended", (), 1)


def test_without_a_key_the_opening_event_names_the_state() -> None:
    first, again = event("r1", 0, type="AGREE"), event("r2", 0, type="AGREE")
    one = state("r1", 0, kind="agreement", key="", what="a deal")
    other = state("r2", 0, kind="agreement", key="", what="a border deal")
    assert len(states_of([first, again, one, other])) == 2
    (found,) = states_of([first, again, one, other], judgements=(judge_pair(first, again),))
    assert found.what == "a border deal"


def test_one_mention_may_open_two_states_of_a_kind() -> None:
    calls = event("r1", 0, type="REQUEST", mode="assist")
    aid, mission = (state("r1", 0, kind="demand", key="", what=what) for what in ("humanitarian aid", "a UN mission"))
    assert [s.what for s in sorted(states_of([calls, aid, mission]), key=lambda s: s.what)] == [
        "a UN mission",
        "humanitarian aid",
    ]


def test_two_keys_for_what_one_happening_opened_are_one_state() -> None:
    body, title = event("r1", 50), event("r1", 0, section="title")
    claims = [
        body, title,
        state("r1", 50, key="presence|RUS:MIL|nk", who=(part(TROOPS),)),
        state("r1", 0, key="presence|RUS|nk", who=(part(RUSSIA),), section="title"),
    ]  # fmt: skip
    (found,) = states_of(claims, judgements=(judge_pair(body, title),))
    assert [p.actor for p in found.who] == [TROOPS]


def test_control_passes_to_the_later_holder() -> None:
    def took(start: int, actor: Actor, when: str) -> list[Claim]:
        taking = event("r1", start, type="ASSAULT", mode="", when=on(when))
        return [taking, state("r1", start, kind="control", key=f"control|{start}", by=(part(actor),), where=at(REGION))]

    before, after = states_of(took(0, ARMENIA, "1994"), took(50, AZERBAIJAN, "2023-09"))
    assert (before.status, before.until.date.edtf, before.until.how) == ("ended", "2023-09", "inferred")
    assert before.closed_by == after.opened_by
    assert after.status == "standing"


def test_what_nothing_dates_stands_on_no_day_that_is_asked_for() -> None:
    dateless = told("r1", 0, "opens", "", known="")
    assert [s.status for s in states_of(dateless)] == ["standing"]
    assert states_of(dateless, as_of=date(1900, 1, 1)) == states_of(dateless, as_of=date(2030, 1, 1)) == ()
    dated = told("r1", 0, "opens", "2020-11", known="")
    assert states_of(dated, as_of=date(2020, 10, 31)) == ()
    assert [s.status for s in states_of(dated, as_of=date(2030, 1, 1))] == ["standing"]
    first_told = told("r1", 0, "opens", "", known="2020-11-11")
    assert [s.status for s in states_of(first_told, as_of=date(2030, 1, 1))] == ["standing"]


def fled(report: str, when: str, best: float, who: Actor, why: str = "", place: Place = CITY) -> list[Claim]:
    """What a report tells of flight from a place; without a key where nobody knows of whose people."""
    key = "" if why else f"displacement|{who.country}|{place.id}"
    count = Quantity("displaced", f"{best:,.0f}", None, best, None)
    who_fled = (replace(part(who), why=why),)
    fields = {"kind": "displacement", "who": who_fled, "where": at(place), "quantities": (count,), "key": key}
    return told(report, 0, "opens", when, known=when, **fields)


def test_flight_told_again_is_one_displacement_with_the_later_count() -> None:
    people = Actor("group:people", "people", "group", country="AZE")
    early = fled("r1", "2024-03-01", 5000, people, "the report's country")
    late = fled("r2", "2024-03-04", 9000, people, "the report's country")
    for groups in ((early, late), (late, early)):
        (found,) = states_of(*groups)
        assert (found.since.date.edtf, [figure.best for figure in found.figures]) == ("2024-03-01", [9000.0])
    elsewhere = fled("r2", "2024-03-04", 9000, people, "the report's country", place=CAPITAL)
    years_later = fled("r2", "2026-03-04", 9000, people, "the report's country")
    assert [len(states_of(early, other)) for other in (elsewhere, years_later)] == [2, 2]


def test_people_who_fled_are_those_named_where_only_one_people_is() -> None:
    people = Actor("group:people", "people", "group", country="AZE")
    vague = fled("r1", "2024-03-01", 5000, people, "the report's country")
    armenians = fled("r2", "2024-03-04", 9000, Actor("g:arm", "Armenians", "group", country="ARM"))
    azeris = fled("r3", "2024-03-05", 700, Actor("g:aze", "Azeris", "group", country="AZE"))
    assert len(states_of(vague, armenians)) == 1
    assert len(states_of(vague, armenians, azeris)) == 3


def test_as_of_a_day_states_are_as_they_stood_then() -> None:
    groups = (
        told("r1", 0, "opens", "2020-11"),
        told("r1", 20, "closing", "2024-04", status="ongoing"),
        told("r1", 40, "closes", "2024-06-12"),
    )
    assert states_of(*groups, as_of=date(2019, 1, 1)) == ()
    assert [s.status for s in states_of(*groups, as_of=date(2022, 1, 1))] == ["standing"]
    assert [s.status for s in states_of(*groups, as_of=date(2024, 5, 1))] == ["ending"]
    assert [s.status for s in states_of(*groups, as_of=date(2024, 6, 12))] == ["ended"]
    assert states_of(*groups, as_of=date(2024, 6, 13)) == ()
    assert len({s.id for day in (date(2022, 1, 1), date(2024, 5, 1)) for s in states_of(*groups, as_of=day)}) == 1


def test_the_stage_is_the_latest_reached() -> None:
    (found,) = states_of(
        told("r2", 0, "changes", "2025-01", kind="proceeding", key="p", stage="ruling"),
        told("r1", 0, "opens", "2024-01", kind="proceeding", key="p", stage="evidence submitted"),
    )
    assert found.stage == "ruling"


def test_control_by_another_is_another_state_though_the_key_names_the_ground_only() -> None:
    def took(start: int, actor: Actor, when: str) -> list[Claim]:
        taking = event("r1", start, type="ASSAULT", mode="", when=on(when))
        return [taking, state("r1", start, kind="control", key="control|nk", who=(part(actor),), where=at(REGION))]

    before, after = states_of(took(0, ARMENIA, "1994"), took(50, AZERBAIJAN, "2023-09"))
    assert (before.status, before.until.date.edtf) == ("ended", "2023-09")
    assert (after.status, [p.actor for p in after.who]) == ("standing", [AZERBAIJAN])


def test_a_vaguer_naming_of_holder_or_place_means_the_one_state_that_fits() -> None:
    full = told("r1", 0, "opens", "2020-11", key="presence|RUS:MIL|nk", who=(part(TROOPS),), where=at(REGION))
    vague_holder = state(
        "r2", 0, change="closing", key="presence|RUS:|nk", who=(part(RUSSIA),), where=at(REGION), event=None
    )
    no_place = told("r3", 0, "closes", "2024-06", key="", who=(part(TROOPS),))
    (found,) = states_of(full, [vague_holder], no_place)
    assert (found.status, found.until.date.edtf, [p.actor for p in found.who]) == ("ended", "2024-06", [TROOPS])
    elsewhere = told("r4", 0, "opens", "2008", key="presence|RUS:MIL|y", who=(part(TROOPS),), where=at(CAPITAL))
    # With two that fit, nobody can say which one was closed.
    assert len(states_of(full, elsewhere, no_place)) == 3
    # Troops sent to a place that is not named are not those in the region.
    assert len(states_of(full, told("r5", 0, "opens", "2022", key="", who=(part(TROOPS),)))) == 2


def test_things_asked_for_are_matched_by_their_words_across_reports() -> None:
    calls, again = event("r1", 0, type="REQUEST"), event("r2", 0, type="REQUEST")
    both = [
        state("r1", 0, kind="demand", key="", what=what) for what in ("humanitarian aid", "a UN mission to the area")
    ]
    one = state("r2", 0, kind="demand", key="", what="urgent humanitarian aid")
    found = states_of([calls, again, *both, one], judgements=(judge_pair(calls, again),))
    assert sorted((s.what, len(s.claims)) for s in found) == [
        ("a UN mission to the area", 1),
        ("urgent humanitarian aid", 2),
    ]


def test_an_event_told_elsewhere_makes_the_change() -> None:
    withdrawal = event(start=0, when=on("2024"), status="ongoing")
    claim = state(start=60, change="closing", event=Span(2, 7))
    events, (found,), _ = fold([withdrawal, claim], [])
    assert found.closing_by == (events[0].id,)


def test_a_state_that_hangs_on_the_fighting_is_closed_by_the_deal_at_the_claims_own_trigger() -> None:
    fighting = event(start=0, type="ASSAULT", mode="", when=on("2020-09~/2020-11"))
    deal = event(start=40, type="AGREE", mode="", when=on("2020-11"))
    opens = state(start=0, kind="hostilities", key="", since=on("2020-09~/2020-11"))
    closes = state(start=40, kind="hostilities", key="", change="closes", until=on("2020-11"), event=Span(0, 5))
    events, (found,), _ = fold([fighting, deal, opens, closes], [])
    by_type = {happening.type: happening.id for happening in events}
    assert (found.opened_by, found.closed_by) == ((by_type["ASSAULT"],), (by_type["AGREE"],))
    assert (found.status, found.until.date.edtf) == ("ended", "2020-11")
