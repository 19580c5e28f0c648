"""Which mentions of different reports are one event, and which never are."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from chancery.matching.comparing import compare_traits
from chancery.matching.events import anchored, compare, happenings, judge, keys
from chancery.terms import (
    Actor,
    Claim,
    Dated,
    EventContent,
    Link,
    Located,
    PartialDate,
    Participant,
    Place,
    Span,
    Speaker,
    content_id,
)

RUSSIA = Actor("country:RUS", "Russia", "country", "RUS", "GOV")
PEACEKEEPERS = Actor("group:RUS:MIL:peacekeeper", "Russian peacekeepers", "group", "RUS", "MIL")
TURKEY = Actor("country:TUR", "Turkey", "country", "TUR", "MIL")
KARABAKH = Place("place:nagorno-karabakh", "Nagorno-Karabakh", "AZE", precision="region")
IDLIB = Place("place:idlib", "Idlib", "SYR", precision="region")


def claim(
    report: str,
    *,
    actor: Actor = PEACEKEEPERS,
    date: str = "2024-04-17",
    place: Place | None = KARABAKH,
    mode: str = "withdraw",
    status: str = "happened",
    at: int = 10,
    links: tuple[Link, ...] = (),
) -> Claim:
    trigger = Span(at, at + 8)
    content = EventContent(
        "RETREAT",
        mode,
        (),
        "0874",
        8.0,
        status,
        actors=(Participant(actor, actor.name, Span(0, 5)),),
        place=Located(place, place.name) if place else None,
        when=Dated(PartialDate.parse(date), "stated" if date else "unknown"),
        links=links,
    )
    words = "The force withdrew by road, over the border before noon"
    return Claim(
        content_id("c", report, at, repr(content)),
        content_id("m", report, at),
        report,
        "event",
        Span(at - 10, at - 10 + len(words)),
        trigger,
        words,
        "body",
        (Speaker(),),
        "asserts",
        content,
    )


def verdicts(*claims: Claim) -> list[str]:
    return [judgement.verdict for judgement in judge(claims)]


def compared(one: Claim, other: Claim) -> str:
    judgement = compare(happenings([one])[0], happenings([other])[0])
    return judgement.verdict if judgement else ""


def test_same_act_on_the_same_day_is_one_event() -> None:
    assert verdicts(claim("r1"), claim("r2")) == ["same"]


def test_a_part_of_the_actor_can_be_the_actor() -> None:
    assert verdicts(claim("r1"), claim("r2", actor=RUSSIA)) == ["same"]


def test_reports_a_day_apart_can_tell_of_one_event() -> None:
    assert verdicts(claim("r1"), claim("r2", date="2024-04-18")) == ["same"]


def test_other_dates_actors_places_and_modes_keep_events_apart() -> None:
    for other in (claim("r2", date="2020-11-10"), claim("r2", place=IDLIB), claim("r2", actor=TURKEY, place=None)):
        assert compared(claim("r1"), other) == "different"
        assert verdicts(claim("r1"), other) == []


def signed(report: str, *countries: str) -> Claim:
    """A report's account of a deal between countries."""
    parties = tuple(
        Participant(Actor(f"country:{code}", code, "country", code, "GOV"), code, Span(i, i + 1))
        for i, code in enumerate(countries)
    )
    made = claim(report)
    return replace(made, content=replace(made.event, type="AGREE", mode="", actors=parties))


def test_a_deal_of_other_partners_is_another_deal() -> None:
    assert compared(signed("r1", "ARM", "AZE", "RUS"), signed("r2", "RUS", "TUR")) != "same"
    assert compared(signed("r1", "ARM", "AZE", "RUS"), signed("r2", "ARM", "AZE")) == "same"
    assert compared(signed("r1", "RUS", "TUR"), signed("r2", "TUR")) == "same"


def test_what_is_apart_is_said_only_where_a_chain_could_join_it() -> None:
    undated = claim("r2", date="", place=None)
    assert verdicts(claim("r1"), undated, claim("r3", date="2020-11-10")).count("different") <= 1
    chain = [claim("r1", date="2024-04-17"), claim("r2", date="2024-04-20"), claim("r3", date="2024-04-23")]
    assert sorted(verdicts(*chain)) == ["different", "same", "same"]


def test_a_judgement_hangs_on_the_two_accounts_alone() -> None:
    claims = [claim("r1"), claim("r2", date="2024-04-18"), claim("r3", date="2024-04-19"), claim("r3", at=90)]
    whole = {j.id: j for j in judge(claims)}
    for one in claims:
        for other in claims:
            if one.report < other.report:
                for judgement in judge([one, other]):
                    assert whole[judgement.id] == judgement


def test_every_judgement_shows_the_values_that_it_rests_on() -> None:
    (judgement,) = judge([claim("r1"), claim("r2", date="2024-04-18")])
    date = next(feature for feature in judgement.features if feature.name.startswith("date"))
    assert {date.left, date.right} == {"2024-04-17", "2024-04-18"}
    assert all(feature.score for feature in judgement.features)


def test_accounts_of_one_event_share_a_key_and_days() -> None:
    one, other = (keys(happenings([claim(report, date=day)])[0]) for report, day in (("r1", "2024-04-17"), ("r2", "")))
    assert set(one.keys) & set(other.keys)
    assert one.days.may_equal(other.days)
    assert not one.days.may_equal(keys(happenings([claim("r3", date="2020-11-10")])[0]).days)


def test_a_plan_is_less_surely_the_act_than_an_act_is() -> None:
    scores = []
    for status in ("planned", "happened"):
        judgement = compare(*happenings([claim("r1"), claim("r2", date="", status=status, place=None)]))
        assert judgement is not None
        scores.append(judgement.score)
    assert scores[0] < scores[1]


def test_restatements_follow_what_coding_says() -> None:
    first = claim("r1")
    again = claim("r1", at=100, date="", place=None, links=(Link("same", first.trigger, "refers back"),))
    assert [judgement.reason for judgement in judge([first, again])] == ["restated in the report: refers back"]


def test_order_of_claims_changes_nothing() -> None:
    claims = [claim("r1"), claim("r2", date="2024-04-18"), claim("r3", date="2020-11-10"), claim("r3", at=90)]
    expected = judge(claims)
    assert all(judge(list(order)) == expected for order in permutations(claims))


def test_other_kinds_of_claims_are_left_alone() -> None:
    assert judge([replace(claim("r1"), kind="opinion"), replace(claim("r2"), kind="opinion")]) == []


def test_what_is_done_once_weighs_more_than_what_is_said_daily() -> None:
    said = ("ACCUSE", "disapprove")
    scores = []
    for kind, mode in (("RETREAT", "withdraw"), said):
        pair = [claim("r1", date="", place=None, mode=mode), claim("r2", date="", place=None, mode=mode)]
        pair = [replace(one, content=replace(one.event, type=kind)) for one in pair]
        judgement = compare(*happenings(pair))
        assert judgement is not None
        scores.append(judgement.score)
    assert scores[0] > scores[1]


def test_an_inferred_date_forbids_only_from_a_month_on() -> None:
    inferred = claim("r2", date="2024-04-30")
    inferred = replace(inferred, content=replace(inferred.event, when=replace(inferred.event.when, how="inferred")))
    judgement = compare(*happenings([claim("r1"), inferred]))
    assert judgement is not None
    assert not judgement.reason.startswith("dates apart")
    stated = compare(*happenings([claim("r1"), claim("r2", date="2024-04-30")]))
    assert stated is not None
    assert stated.reason.startswith("dates apart: 2024-04-")


def traits_of(one: Claim, other: Claim) -> dict[str, str]:
    return compare_traits(*happenings([one]), *happenings([other]))


def published(made: Claim, day: str, **more: object) -> Claim:
    return replace(made, known=PartialDate.parse(day), content=replace(made.event, **more))


def test_a_date_is_held_against_the_news_of_the_other_report() -> None:
    look_back = published(claim("r1", date="2020-11"), "2024-04-18")
    for day, found in (("2020-11-10", "its news"), ("2020-12-09", "its news"), ("2021-03-01", "old news")):
        bare = published(claim("r2", date=""), day)
        assert traits_of(look_back, bare)["date"] == traits_of(bare, look_back)["date"] == found
    plan = published(claim("r2", date="", status="planned"), "2020-10-01")
    assert traits_of(look_back, plan)["date"] == "its news"
    assert traits_of(look_back, published(plan, "2020-03-01"))["date"] == "one side"


def test_what_goes_on_since_one_day_started_together() -> None:
    since = claim("r1", date="2022-12-12/..")
    assert traits_of(since, claim("r2", date="2022-12/.."))["date"] == "same start"
    assert traits_of(since, claim("r2", date="2023-01/.."))["date"] == "starts apart"


def test_news_of_one_month_is_no_late_news_of_the_next() -> None:
    assert traits_of(claim("r1", date="2020-07"), claim("r2", date="2020-08"))["date"] == "apart"
    assert traits_of(claim("r1", date="2020-07-31"), claim("r2", date="2020-08-01"))["date"] == "next day"


def test_days_between_reports_count_only_where_an_account_is_not_dated() -> None:
    late = published(claim("r2"), "2025-04-17")
    assert traits_of(published(claim("r1"), "2024-04-17"), late)["published"] == "dated"
    assert traits_of(published(claim("r1", date=""), "2024-04-17"), late)["published"] == "later"


def group(country: str, sector: str, role: str, why: str) -> Participant:
    actor = Actor(f"group:{country}:{sector}:{role}", role, "group", country, sector, role=role)
    return Participant(actor, role, Span(0, 5), why=why)


def test_a_country_that_is_only_the_reports_keeps_nobody_apart() -> None:
    russian = claim("r1", place=None)
    for sector, found in (("MIL", "unclear"), ("CVL", "apart")):
        contingent = group("AZE", sector, "contingent", "the report's country")
        guess = claim("r2", place=None)
        guess = replace(guess, content=replace(guess.event, actors=(contingent,)))
        assert traits_of(russian, guess)["actors"] == found
        sure = replace(contingent, why="demonym+role noun")
        assert traits_of(russian, replace(guess, content=replace(guess.event, actors=(sure,))))["actors"] == "apart"


def test_whom_the_report_calls_by_a_country_is_not_guessed() -> None:
    named, again = (group("AZE", "MIL", "contingent", why) for why in ("demonym+role noun", "the report's country"))
    one, other = claim("r2"), claim("r2", at=100)
    some = [replace(made, content=replace(made.event, actors=(who,))) for made, who in ((one, named), (other, again))]
    assert all(not told.guessed for told in happenings(some))


def test_likeness_of_words_alone_is_for_people() -> None:
    bare = [claim(report, date="", place=None) for report in ("r1", "r2")]
    unlike = [replace(one, content=replace(one.event, actors=())) for one in bare]
    traits = traits_of(*unlike)
    assert not anchored(traits)
    assert compared(*unlike) != "same"
    assert anchored(traits_of(*bare))


def test_what_lasts_is_one_course_at_one_scene() -> None:
    def protest(report: str, mode: str, place: Place) -> Claim:
        made = claim(report, place=place, mode=mode, date="")
        return replace(made, content=replace(made.event, type="PROTEST", actors=()))

    traits = traits_of(protest("r1", "demo", IDLIB), protest("r2", "riot", IDLIB))
    assert (traits["act"], traits["mode"]) == ("lasting, one scene", "kin")
    assert traits_of(protest("r1", "demo", IDLIB), protest("r2", "demo", KARABAKH))["act"] == "lasting"


def test_names_are_shown_as_the_report_writes_them() -> None:
    said = "Armenians met in Yerevan with Nikol Pashinyan's envoys."
    told = [replace(claim(report), words=said, sentence=Span(0, len(said))) for report in ("r1", "r2")]
    judgement = compare(*happenings(told))
    assert judgement is not None
    shown = {feature.name.partition(":")[0]: feature.left for feature in judgement.features}
    assert shown["names"] == "Nikol, Pashinyan, Yerevan"
