"""What sources disagree on, with who gives each value."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chancery.record.fold import fold
from chancery.terms import Account, Actor, Claim, Event, Speaker
from tests.record.claim_makers import (
    ARMENIA,
    AZERBAIJAN,
    CAPITAL,
    CITY,
    SPOKESMAN,
    TROOPS,
    at,
    event,
    judge_pair,
    on,
    part,
)

BAKU = Speaker(AZERBAIJAN, "Baku")
YEREVAN = Speaker(ARMENIA, "Yerevan")


def one(*claims: Claim) -> Event:
    """The event that the claims tell, all judged to be of one happening."""
    (found,), _, _ = fold(claims, [judge_pair(claims[0], other) for other in claims[1:]])
    return found


def attack(report: str, start: int = 0, **fields: Any) -> Claim:
    return event(report, start, type="ASSAULT", mode="", **fields)


def test_every_date_with_its_sources_and_claims_the_one_taken_first() -> None:
    claims = [
        attack("r1", when=on("2023-09-19")),
        attack("r2", when=on("2023-09-20")),
        attack("r3", when=on("2023-09")),
    ]
    claims.append(attack("r4", when=on("2023-09-20")))
    assert one(*claims).accounts == (
        Account("date", "2023-09-20", ("r2", "r3", "r4"), (claims[1].id, claims[2].id, claims[3].id)),
        Account("date", "2023-09-19", ("r1",), (claims[0].id,)),
    )


def test_places_that_exclude_each_other() -> None:
    claims = [attack("r1", place=at(CITY)), attack("r2", place=at(CAPITAL))]
    assert [(a.value, a.claims) for a in one(*claims).accounts] == [
        ("Shusha", (claims[0].id,)), ("Yerevan", (claims[1].id,)),
    ]  # fmt: skip


def test_each_side_blames_the_other_within_one_report() -> None:
    claims = [
        attack("r1", 0, actors=(part(AZERBAIJAN),), speakers=(YEREVAN,)),
        attack("r1", 20, actors=(part(ARMENIA),), speakers=(BAKU,)),
    ]
    assert [(a.field, a.value, a.claims) for a in one(*claims).accounts] == [
        ("actors", "Armenia", (claims[1].id,)), ("actors", "Azerbaijan", (claims[0].id,)),
    ]  # fmt: skip


def test_a_state_and_its_troops_are_one_answer_and_a_crowd_is_none() -> None:
    crowd = Actor("group:::crowd", "a crowd", "group")
    army = Actor("group:AZE:MIL:soldier", "Azerbaijani soldiers", "group", "AZE", "MIL")
    found = one(attack("r1", actors=(part(AZERBAIJAN),)), attack("r2", actors=(part(army),)),
                attack("r3", actors=(part(crowd),)))  # fmt: skip
    assert found.accounts == ()


def test_who_denies_to_have_done_it_is_not_named_as_its_doer() -> None:
    found = one(attack("r1", actors=(part(AZERBAIJAN),)),
                attack("r1", 20, actors=(part(ARMENIA),), stance="denies", speakers=(BAKU,)))  # fmt: skip
    assert [a.field for a in found.accounts] == ["status", "status"]


def test_denials_stand_beside_what_is_affirmed() -> None:
    said, denied = attack("r1", speakers=(SPOKESMAN,)), attack("r2", stance="denies", speakers=(BAKU,))
    assert one(said, denied).accounts == (
        Account("status", "happened", ("r1",), (said.id,)), Account("status", "denied", ("r2",), (denied.id,)),
    )  # fmt: skip
    assert one(denied).accounts == ()
    assert one(said).accounts == ()


_claims = st.lists(
    st.builds(
        attack,
        st.sampled_from(["r1", "r2", "r3"]),
        st.integers(0, 20).map(lambda n: 20 * n),
        when=st.sampled_from([on("2023-09-19"), on("2023-09-20"), on("2023-09"), on("")]),
        place=st.sampled_from([None, at(CITY), at(CAPITAL)]),
        actors=st.sampled_from([(), (part(ARMENIA),), (part(AZERBAIJAN),), (part(TROOPS),)]),
        speakers=st.sampled_from([(Speaker(),), (BAKU,), (YEREVAN,)]),
        stance=st.sampled_from(["asserts", "denies", "alleges"]),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda claim: claim.mention,
)


@given(_claims, st.randoms(use_true_random=False))
def test_accounts_do_not_depend_on_the_order_and_rest_on_claims_of_the_event(
    claims: list[Claim], chance: random.Random
) -> None:
    shuffled = list(claims)
    chance.shuffle(shuffled)
    found = one(*claims)
    judged = [judge_pair(claims[0], other) for other in claims[1:]]
    chance.shuffle(judged)
    again = fold(shuffled, judged)[0]
    assert again == (found,)
    for account in found.accounts:
        assert account.claims
        assert set(account.claims) <= set(found.claims)
    for field in ("date", "place", "actors", "status"):
        values = [account.value for account in found.accounts if account.field == field]
        assert len(values) == len(set(values)) != 1
