"""Fighting told of in several reports: which are one war, when it ended, and what it is not."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from claim_makers import ARMENIA, AZERBAIJAN, CAPITAL, REGION, RUSSIA, at, on, part, state

from chancery.record.fold import fold
from chancery.terms import Actor, Claim, Participant, Place, State

KEY = "hostilities|ARM+AZE"
ARMY = Actor("group:AZE:MIL:forces", "Azerbaijan's army", "group", "AZE", "MIL")
BOTH = (part(ARMENIA), part(AZERBAIJAN))


def fight(
    report: str,
    known: str,
    change: str = "opens",
    *,
    sides: tuple[Participant, ...] = (),
    place: Place | None = REGION,
    key: str = "",
    day: str = "",
) -> Claim:
    """What a report tells of fighting over a ground, as news where no other day is given."""
    when = on(day or known)
    closing = change != "opens" and change != "holds"
    return state(
        report, 0, kind="hostilities", change=change, key=key or (KEY if sides == BOTH else ""), who=sides,
        where=at(place) if place else None, since=on("") if closing else when, until=when if closing else on(""),
        known=known, event=None, not_stated=() if sides else ("who",),
    )  # fmt: skip


def wars(*claims: Claim, as_of: date | None = None) -> tuple[State, ...]:
    """The states of these claims, which are the same in any order."""
    found = {fold(list(some), [], as_of=as_of)[1] for some in permutations(claims)}
    (states,) = found
    return states


def test_what_ends_fighting_over_a_ground_ends_the_war_that_is_fought_there() -> None:
    began = fight("r1", "2020-09-27", sides=BOTH)
    halted = fight("r2", "2020-11-10", "closes")
    (found,) = wars(began, halted)
    assert (found.status, found.since.date.edtf, found.until.date.edtf) == ("ended", "2020-09-27", "2020-11-10")
    assert set(found.claims) == {began.id, halted.id}
    assert found.not_stated == ()
    (then,) = wars(began, halted, as_of=date(2020, 10, 5))
    assert then.status == "standing"


def test_an_end_that_is_told_years_later_is_of_the_war_of_its_day() -> None:
    began = fight("r1", "2020-09-27", sides=BOTH)
    (found,) = wars(began, fight("r2", "2023-11-10", "closes", day="2020-11-10"))
    assert (found.status, found.until.date.edtf) == ("ended", "2020-11-10")


def test_of_three_who_sign_two_had_fought() -> None:
    began = fight("r1", "2020-09-27", sides=BOTH)
    signed = fight("r2", "2020-11-10", "closes", sides=(*BOTH, part(RUSSIA)), key="hostilities|ARM+AZE+RUS")
    (found,) = wars(began, signed)
    assert found.status == "ended"


def test_fighting_of_no_named_sides_is_the_war_that_is_fought_there() -> None:
    (found,) = wars(fight("r1", "2020-09-27"), fight("r2", "2020-10-02", sides=BOTH))
    assert (found.since.date.edtf, len(found.who), found.not_stated) == ("2020-09-27", 2, ())
    (both,) = wars(fight("r1", "2020-09-27"), fight("r2", "2020-10-02"))
    assert (both.who, both.not_stated) == ((), ("who",))


def test_other_ground_another_year_or_one_of_two_wars_is_not_it() -> None:
    began = fight("r1", "2020-09-27", sides=BOTH)
    assert len(wars(began, fight("r2", "2020-11-10", "closes", place=CAPITAL))) == 2
    assert len(wars(began, fight("r2", "2023-11-10", "closes"))) == 2
    other = fight("r3", "2020-10-01", sides=(part(RUSSIA), part(AZERBAIJAN)), key="hostilities|AZE+RUS")
    assert [one.status for one in wars(began, other, fight("r2", "2020-11-10", "closes"))].count("ended") == 1
    assert len(wars(began, other, fight("r2", "2020-11-10", "closes"))) == 3


def test_a_truce_lets_it_rest_and_fighting_anew_resumes_it() -> None:
    began = fight("r1", "2020-09-27", sides=BOTH)
    truce = fight("r2", "2020-10-10", "suspends", sides=BOTH)
    assert [one.status for one in wars(began, truce)] == ["suspended"]
    assert [one.status for one in wars(began, truce, fight("r3", "2020-10-12", sides=BOTH))] == ["standing"]


def test_after_an_end_fighting_is_another_stretch() -> None:
    began, ended = fight("r1", "2020-09-27", sides=BOTH), fight("r2", "2020-11-10", "closes", sides=BOTH)
    first, second = wars(began, ended, fight("r3", "2022-09-13", sides=BOTH))
    assert (first.status, second.status, second.since.date.edtf) == ("ended", "standing", "2022-09-13")


def test_a_war_is_between_states_where_a_report_names_them() -> None:
    armies = fight("r1", "2020-09-27", sides=(part(ARMY), part(ARMENIA, how="inferred")), key=KEY)
    (found,) = wars(armies)
    assert [party.actor.id for party in found.who] == [ARMY.id, ARMENIA.id]
    (found,) = wars(armies, fight("r2", "2020-10-02", sides=BOTH))
    assert sorted((party.actor.id, party.how) for party in found.who) == [
        ("country:ARM", "stated"),
        ("country:AZE", "stated"),
    ]
