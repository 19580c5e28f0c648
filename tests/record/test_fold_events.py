"""Claims of one happening become one event, by what was claimed and never by the order it came in."""

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
    PUTIN,
    REGION,
    RUSSIA,
    SPOKESMAN,
    TROOPS,
    at,
    count,
    event,
    judge_pair,
    on,
    opinion,
    part,
    state,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.record.clusters import cluster
from chancery.record.fold import fold
from chancery.terms import Actor, Claim, Event, Judgement, Link, Span


def one_event(*claims: Claim, **more: object) -> Event:
    """The single event of claims that are all judged to be about it."""
    links = [judge_pair(claims[0], claim) for claim in claims[1:]]
    events, _, _ = fold(claims, links, **more)  # type: ignore[arg-type]
    assert len(events) == 1
    return events[0]


def test_a_restatement_adds_claims_and_no_event() -> None:
    body, title = event(start=50), event(start=0, section="title")
    events, _, _ = fold([body, title], [judge_pair(body, title)])
    assert [found.claims for found in events] == [(title.id, body.id)]
    assert events[0].mentions == (title.mention, body.mention)


def test_without_a_judgement_two_mentions_are_two_events() -> None:
    assert len(fold([event(start=0), event(start=50)], [])[0]) == 2


def test_unsure_links_nothing() -> None:
    one, other = event(start=0), event(start=50)
    assert len(fold([one, other], [judge_pair(one, other, "unsure", 1.0)])[0]) == 2


def test_a_merge_across_a_pair_judged_different_is_refused() -> None:
    a, b, c = event(start=0), event(start=50), event(start=100)
    judgements = [judge_pair(a, b, score=0.9), judge_pair(b, c, score=0.8), judge_pair(a, c, "different", 0.6)]
    roots = cluster([a.mention, b.mention, c.mention], judgements)
    assert roots[a.mention] == roots[b.mention] != roots[c.mention]


def test_a_persons_judgement_outweighs_every_rule() -> None:
    a, b, c = event(start=0), event(start=50), event(start=100)
    mentions = [a.mention, b.mention, c.mention]
    rules = [judge_pair(a, b, "different", 1.0), judge_pair(b, c, "same", 1.0)]
    roots = cluster(mentions, [*rules, judge_pair(a, b, "same", 0.5, "person:ana")])
    assert len(set(roots.values())) == 1
    apart = cluster(mentions, [*rules, judge_pair(b, c, "different", 0.1, "person:ana")])
    assert len(set(apart.values())) == 3


# --- status -----------------------------------------------------------------------------------------------------


def test_allegations_never_add_up_to_happened() -> None:
    claims = [event(start=i * 20, stance="alleges", speakers=(OWN, SPOKESMAN)) for i in range(8)]
    assert one_event(*claims).status == "alleged"


def test_what_is_alleged_lends_nothing_to_what_happened() -> None:
    """The doer, the day, the number and the name of the deed stay with those who allege them."""
    plain = event(start=0, type="ASSAULT", mode="", recipients=(part(ARMENIA),))
    worse = event(
        start=20, type="ASSAULT", mode="massacre", actors=(part(AZERBAIJAN),), recipients=(part(ARMENIA),),
        when=on("2020-10-01"), place=at(CITY), quantities=(count("500", 500.0),), contexts=("human_rights",),
        stance="alleges", speakers=(OWN, SPOKESMAN), confidence=0.99,
    )  # fmt: skip
    same_deed = replace(worse, content=replace(worse.event, mode=""))
    found = one_event(plain, same_deed)
    assert (found.status, found.mode, found.actors, found.quantities) == ("happened", "", (), ())
    assert (found.when.how, found.place, found.contexts) == ("unknown", None, ("military",))
    assert found.others == (("alleged actor", part(AZERBAIJAN)),)
    # A deed of another name is not the same event at all, whatever a rule says of the two; a person may say so.
    assert len(fold([plain, worse], [judge_pair(plain, worse)])[0]) == 2
    (joined,), _, _ = fold([plain, worse], [judge_pair(plain, worse, by="person:ana")])
    assert (joined.status, joined.mode) == ("happened", "")


def test_what_was_planned_tells_who_but_not_when() -> None:
    plan = event("r1", status="planned", actors=(part(TROOPS),), when=on("2020-12-01"), known="2020-11-10")
    found = one_event(plan, event("r2", known="2024-06-12"))
    assert ([p.actor for p in found.actors], found.when.how) == ([TROOPS], "unknown")


def test_the_reports_own_voice_beats_an_allegation() -> None:
    assert one_event(event(start=0, stance="alleges", speakers=(OWN, SPOKESMAN)), event(start=20)).status == "happened"


def test_a_denial_disputes() -> None:
    denial = event(start=20, stance="denies", speakers=(OWN, SPOKESMAN))
    found = one_event(event(start=0), denial)
    assert (found.status, found.disputed) == ("happened", True)
    alone = one_event(denial)
    assert (alone.status, alone.disputed) == ("denied", False)


def test_the_reports_own_denial_prevails_over_a_speaker() -> None:
    said = event(start=0, speakers=(OWN, SPOKESMAN))
    found = one_event(said, event(start=20, stance="denies"))
    assert (found.status, found.disputed) == ("alleged", True)


def test_what_was_planned_happened_once_it_is_so_reported() -> None:
    plan = event("r1", status="planned", known="2024-01-01")
    assert one_event(plan).status == "planned"
    assert one_event(plan, event("r2", known="2024-02-01")).status == "happened"


def test_begun_counts_over_done_within_a_report_and_the_later_report_over_the_earlier() -> None:
    begun = event("r1", 50, status="ongoing", known="2024-04-17")
    assert one_event(begun, event("r1", 0, section="title")).status == "ongoing"
    assert one_event(begun, event("r2", 0, known="2024-06-12")).status == "happened"


def test_a_headlines_ongoing_gives_way_to_the_bodys_happened() -> None:
    assert one_event(event(start=0, section="title", status="ongoing"), event(start=50)).status == "happened"


def test_an_opinion_that_takes_it_as_given_does_not_vouch_for_it() -> None:
    assert one_event(event(stance="opines", speakers=(OWN, SPOKESMAN))).status == "alleged"


def test_a_hedge_stays_unless_most_state_it_plainly() -> None:
    hedged = event(start=0, hedge="effectively")
    assert one_event(hedged, event(start=20, section="title")).hedge == "effectively"
    assert one_event(hedged, event(start=20), event(start=40)).hedge == ""


# --- codes ------------------------------------------------------------------------------------------------------


def test_type_and_mode_by_vote_with_cameo_and_score_of_the_winner() -> None:
    found = one_event(
        event(start=0, type="ASSAULT", mode="", cameo="190", score=-9.0, confidence=0.9),
        event(start=20),
        event(start=40, mode="", cameo="08", score=4.0),
    )
    assert (found.type, found.mode, found.cameo, found.score) == ("RETREAT", "withdraw", "087", 5.0)


def test_contexts_of_the_body_in_their_order() -> None:
    found = one_event(
        event(start=0, contexts=("military", "territory")),
        event(start=20, contexts=("peacekeeping", "territory")),
        event(start=40, contexts=("economic",), section="title"),
    )
    assert found.contexts == ("military", "peacekeeping", "territory")


def test_confidence_is_not_raised_by_repetition() -> None:
    claims = [event("r1", 0, confidence=0.6), event("r1", 50, confidence=0.5), event("r2", 0, confidence=0.6)]
    assert one_event(*claims[:2]).confidence == 0.6
    assert one_event(*claims).confidence == pytest.approx(0.84)
    assert one_event(*claims, sources={"r1": "s1", "r2": "s1"}).confidence == 0.6


def test_copies_of_one_sentence_count_as_one_source() -> None:
    wire = "Troops left the town on Monday."
    claims = [event("r1", 0, confidence=0.6, words=wire), event("r2", 0, confidence=0.6, words=wire.upper())]
    assert one_event(*claims, sources={"r1": "one", "r2": "other"}).confidence == 0.6


# --- parties ----------------------------------------------------------------------------------------------------


def test_a_vaguer_actor_gives_way_to_a_more_specific_one() -> None:
    found = one_event(event(start=0, actors=(part(RUSSIA),), section="title"), event(start=20, actors=(part(TROOPS),)))
    assert [participant.actor for participant in found.actors] == [TROOPS]


def test_both_stay_where_one_mention_names_both() -> None:
    both = event(start=0, actors=(part(RUSSIA), part(TROOPS)))
    assert [p.actor for p in one_event(both, event(start=20, actors=(part(RUSSIA),))).actors] == [RUSSIA, TROOPS]


@pytest.mark.parametrize(
    ("actor", "kept"),
    [
        (Actor("country:RUS", "Russia", "country", "RUS", "GOV"), 1),
        (Actor("group:RUS:GOV", "Russian authorities", "group", "RUS", "GOV"), 2),
    ],
)
def test_a_country_may_be_its_forces_but_its_authorities_are_not(actor: Actor, kept: int) -> None:
    found = one_event(event(start=0, actors=(part(actor),)), event(start=20, actors=(part(TROOPS),)))
    assert len(found.actors) == kept


def test_a_country_is_not_its_civilians() -> None:
    civilians = Actor("group:RUS:CVL:resident", "Russian residents", "group", "RUS", "CVL")
    assert (
        len(one_event(event(start=0, actors=(part(RUSSIA),)), event(start=20, actors=(part(civilians),))).actors) == 2
    )


def test_a_person_stands_for_the_country_named_elsewhere() -> None:
    found = one_event(event(start=0, actors=(part(RUSSIA),)), event(start=20, actors=(part(PUTIN),)))
    assert [p.actor for p in found.actors] == [PUTIN]


def test_an_inferred_actor_gives_way_to_a_stated_one_and_fuller_words_win() -> None:
    found = one_event(
        event(start=0, actors=(part(AZERBAIJAN, how="inferred"),)),
        event(start=20, actors=(part(TROOPS, "troops"),)),
        event(start=40, actors=(part(TROOPS, "Russian peacekeeping forces"),)),
    )
    assert [(p.actor, p.text) for p in found.actors] == [(TROOPS, "Russian peacekeeping forces")]


def test_reports_that_blame_different_sides_are_noted_and_both_kept() -> None:
    found = one_event(
        event("r1", type="ASSAULT", actors=(part(ARMENIA),)), event("r2", type="ASSAULT", actors=(part(AZERBAIJAN),))
    )
    assert {p.actor for p in found.actors} == {ARMENIA, AZERBAIJAN}
    assert [name for name, _ in found.differing] == ["actors", "actors"]


def test_a_partner_of_an_agreement_is_named_once() -> None:
    found = one_event(
        event(start=0, type="AGREE", actors=(part(RUSSIA), part(AZERBAIJAN))),
        event(start=20, type="AGREE", actors=(part(RUSSIA),), recipients=(part(AZERBAIJAN),)),
    )
    assert [p.actor for p in found.actors] == [RUSSIA, AZERBAIJAN]
    assert found.recipients == ()
    assert found.differing == ()


# --- when, where, how many --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([on("2023"), on("2023-09")], "2023-09"),
        ([on("2023-09"), on("2023-09-15/..")], "2023-09-15/2023-09-30"),
        ([on("2024", "inferred"), on("../2024-04-17", "inferred")], "2024-01-01/2024-04-17"),
        ([on("2024", "inferred"), on("2023-09")], "2023-09"),
        ([on("2020-09~"), on("2020")], "2020-09~"),
        ([on("")], ""),
    ],
)
def test_the_narrowest_date_that_all_allow(dates: list, expected: str) -> None:
    found = one_event(*[event(start=i * 20, when=when) for i, when in enumerate(dates)])
    assert found.when.date.edtf == expected
    assert found.differing == ()


def test_what_was_seen_to_begin_and_later_to_be_done_lies_between() -> None:
    begun = event("r1", status="ongoing", when=on("2024-04-17"), known="2024-04-18")
    done = event("r2", when=on("../2024-06-13", "inferred"), known="2024-06-13")
    found = one_event(begun, done)
    assert (found.status, found.when.date.edtf, found.when.how) == ("happened", "2024-04-17/2024-06-13", "inferred")
    assert found.differing == ()
    assert one_event(begun, event("r1", 20, section="title", known="2024-04-18")).when.date.edtf == "2024-04-17"


def test_most_sources_decide_between_dates_that_clash_and_the_clash_is_noted() -> None:
    found = one_event(
        event("r1", when=on("2023-09-19")), event("r2", when=on("2023-09-20")), event("r3", when=on("2023-09-20"))
    )
    assert found.when.date.edtf == "2023-09-20"
    assert found.differing == (("date", "2023-09-20"), ("date", "2023-09-19"))


def test_a_weekday_survives_a_narrower_interval() -> None:
    found = one_event(event(start=0, when=on("2024", "inferred", 2)), event(start=20, when=on("2024-04", "inferred")))
    assert (found.when.date.edtf, found.when.date.weekday) == ("2024-04", 2)


def test_the_most_precise_place_that_a_role_names() -> None:
    found = one_event(
        event(start=0, place=at(REGION)),
        event(start=20, place=at(CITY)),
        event(start=40, place=at(CAPITAL, "sentence")),
    )
    assert found.place is not None
    assert found.place.place == CITY
    assert found.differing == ()


def test_places_that_clash_are_noted() -> None:
    found = one_event(event("r1", place=at(CITY)), event("r2", place=at(CAPITAL)), event("r3", place=at(REGION)))
    assert found.place is not None
    assert found.place.place == CITY
    assert found.differing == (("place", "Shusha"), ("place", "Yerevan"))


def test_all_counts_are_kept_and_a_clash_is_noted() -> None:
    found = one_event(
        event("r1", quantities=(count("at least 5", 5.0),)),
        event("r2", quantities=(count("seven", 7.0), count("dozens", None, "injured"))),
    )
    assert [q.words for q in found.quantities] == ["at least 5", "seven", "dozens"]
    assert found.differing == (("quantity dead", "at least 5"), ("quantity dead", "seven"))


def test_a_gap_that_another_claim_fills_is_no_gap() -> None:
    found = one_event(
        event(start=0, not_stated=("actor", "timetable")),
        event(start=20, actors=(part(TROOPS),), not_stated=("place",)),
    )
    assert found.not_stated == ("timetable", "place")


def test_links_lead_to_the_event_told_at_the_trigger() -> None:
    offensive = event(start=0, type="ASSAULT", mode="")
    exodus = event(
        start=50, type="SANCTION", mode="expel", links=(Link("caused_by", Span(0, 5)), Link("about", Span(90, 95)))
    )
    events, _, _ = fold([offensive, exodus], [])
    cause, effect = (next(e for e in events if e.type == kind) for kind in ("ASSAULT", "SANCTION"))
    assert effect.links == (("caused_by", cause.id),)


def test_opinions_stay_opinions() -> None:
    view = opinion(start=30)
    events, states, opinions = fold([view, event(start=0)], [])
    assert (len(events), states, opinions) == (1, (), (view,))


def test_as_of_leaves_out_what_can_only_have_come_later_and_what_nobody_had_told() -> None:
    claims = [event(start=0, when=on("2020-11")), event(start=20, when=on("2024-04")), event(start=40)]
    assert {found.when.date.edtf for found in fold(claims, [], as_of=date(2020, 11, 5))[0]} == {"2020-11"}
    # Without a date an event counts from the day on which a report first told of it.
    assert {found.when.date.edtf for found in fold(claims, [], as_of=date(2030, 1, 1))[0]} == {"2020-11", "2024-04", ""}


# --- always -----------------------------------------------------------------------------------------------------

_dates = st.sampled_from(["", "2020", "2020-11", "2020-11-09", "2023-09", "2023-09-19/..", "../2024-04-17", "2024~"])
_dated = st.builds(lambda edtf, how: on(edtf, how), _dates, st.sampled_from(["stated", "inferred"]))
_actors = st.lists(
    st.sampled_from([RUSSIA, TROOPS, PUTIN, AZERBAIJAN, ARMENIA]).map(part), max_size=2, unique=True
).map(tuple)
_outer = {
    "report": st.sampled_from(["r1", "r2", "r3"]),
    "start": st.integers(0, 5).map(lambda n: n * 20),
    "section": st.sampled_from(["body", "title", "key_takeaways"]),
    "stance": st.sampled_from(["asserts", "confirms", "denies", "alleges"]),
    "speakers": st.sampled_from([(OWN,), (OWN, SPOKESMAN)]),
    "known": st.sampled_from(["", "2023-10-01", "2024-04-17"]),
    "status": st.sampled_from(["happened", "ongoing", "planned", "alleged"]),
}
_events = st.builds(
    event,
    **_outer,
    type=st.sampled_from(["RETREAT", "ASSAULT", "AGREE"]),
    mode=st.sampled_from(["", "withdraw"]),
    confidence=st.sampled_from([0.3, 0.6, 0.9]),
    when=_dated,
    place=st.sampled_from([None, at(CITY), at(REGION), at(CAPITAL, "sentence")]),
    actors=_actors,
    recipients=_actors,
    hedge=st.sampled_from(["", "effectively"]),
    quantities=st.sampled_from([(), (count("five", 5.0),), (count("some 6", 6.0),)]),
)
_states = st.builds(
    state,
    **_outer,
    kind=st.sampled_from(["presence", "control"]),
    change=st.sampled_from(["opens", "changes", "suspends", "closing", "closes", "holds"]),
    key=st.sampled_from(["", "a", "b"]),
    since=_dated,
    until=_dated,
    by=_actors,
    where=st.sampled_from([None, at(CITY)]),
    what=st.sampled_from(["", "aid", "a mission"]),
)
_verdicts = st.tuples(
    st.integers(0, 30), st.integers(0, 30), st.sampled_from(["same", "different", "unsure"]),
    st.sampled_from([0.5, 0.7, 0.9]), st.sampled_from(["rule.v1", "rule.v2", "person:ana"]),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_events, _states), min_size=1, max_size=12), st.lists(_verdicts, max_size=12), st.randoms())
def test_the_fold_does_not_depend_on_order_or_repetition(claims: list[Claim], verdicts: list, random: object) -> None:
    judgements: list[Judgement] = []
    for i, j, verdict, score, by in verdicts:
        one, other = claims[i % len(claims)], claims[j % len(claims)]
        if one.mention != other.mention:
            judgements.append(judge_pair(one, other, verdict, score, by))
    expected = fold(claims, judgements)
    mixed, others = [*claims, *claims[:3]], [*judgements, *judgements[:2]]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    random.shuffle(others)  # type: ignore[attr-defined]
    assert fold(mixed, others) == expected
    events, states, _ = expected
    told = {claim.id for claim in claims if claim.kind == "event"}
    assert sorted(c for found in events for c in found.claims) == sorted(told)
    assert all(0.0 <= found.confidence <= 1.0 for found in events)
    ids = [found.id for found in (*events, *states)]
    assert len(ids) == len(set(ids))
    known = {found.id for found in events}
    for found in states:
        assert known.issuperset((*found.opened_by, *found.changed_by, *found.closing_by, *found.closed_by))
    by_id = {claim.id: claim for claim in claims}
    for happening in events:
        if happening.status in ("happened", "ongoing"):
            assert any(by_id[c].stance in ("asserts", "confirms") for c in happening.claims)


def test_nobody_is_on_both_sides_of_an_act() -> None:
    army, rebels = part(Actor("army", "army", "group", "AAA", "MIL")), part(Actor("m", "rebels", "group", "AAA", "REB"))
    told = event("r1", type="ASSAULT", actors=(army,), recipients=(rebels,))
    other = event("r2", type="ASSAULT", actors=(army, rebels), recipients=())
    (found,), _, _ = fold([told, other], [judge_pair(told, other)])
    assert [one.actor.id for one in found.actors] == ["army"]
    assert [one.actor.id for one in found.recipients] == ["m"]
