"""What people say of a coding counts, in whatever order it arrives; taken back, it leaves no trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from claim_makers import ARMENIA, AZERBAIJAN, CITY, REGION, TROOPS, at, event, judge_pair, on, part, state
from hypothesis import given
from hypothesis import strategies as st

from chancery.record.anchors import anchor_features
from chancery.record.corrections import correct, in_force, undone_ids
from chancery.record.fold import fold
from chancery.record.recoding import parties_text, place_text
from chancery.terms import Claim, Judgement, Span, content_id

LEFT = event("r1", 0, actors=(part(TROOPS),), when=on("2024-05"))
CLOSES = state("r1", 0, change="closes", until=on("2024-05"), who=(part(TROOPS),))
CLOSES = replace(CLOSES, mention=content_id("m", "state", "r1", 0))
AGAIN = event("r1", 40, actors=(part(TROOPS),), section="deck")
ELSEWHERE = event("r2", 0, actors=(part(TROOPS),), confidence=0.4)
OTHER = event("r3", 20, type="ASSAULT", mode="")
CLAIMS = [LEFT, CLOSES, AGAIN, ELSEWHERE, OTHER]
RULES = [judge_pair(LEFT, AGAIN, score=1.0), judge_pair(LEFT, ELSEWHERE), judge_pair(AGAIN, ELSEWHERE)]


def say(
    verdict: str,
    claim: Claim,
    other: Claim | None = None,
    *,
    when: str = "2025-01-01",
    by: str = "editor",
    **changes: str,
) -> Judgement:
    """A person's judgement over a mention, or over two."""
    features = anchor_features(claim, other, CLAIMS)
    if other:
        left, right = sorted((claim, other), key=lambda one: one.mention)
        features = anchor_features(left, right, CLAIMS)
        return Judgement(left.mention, right.mention, verdict, 1.0, "so it says", f"person:{by}", when, features)
    return Judgement(
        claim.mention, "", verdict, 1.0, "so it says", f"person:{by}", when, features, "mention", tuple(changes.items())
    )


def undo(judgement: Judgement, when: str = "2025-02-01") -> Judgement:
    """What takes a judgement back."""
    return Judgement(judgement.id, "", "undone", 1.0, "a slip", "person:editor", when, (), "undo")


def groups(judgements: Sequence[Judgement], claims: Sequence[Claim] = CLAIMS) -> list[set[str]]:
    """The claims of each event."""
    return sorted((set(one.claims) for one in fold(claims, [*RULES, *judgements])[0]), key=sorted)


def test_a_merge_joins_what_no_rule_joins_and_a_split_parts_what_a_rule_joins() -> None:
    assert {LEFT.id, AGAIN.id, ELSEWHERE.id} in groups([])
    merged = say("same", LEFT, OTHER)
    assert {LEFT.id, AGAIN.id, ELSEWHERE.id, OTHER.id} in groups([merged])
    split = [say("different", LEFT, ELSEWHERE), say("different", AGAIN, ELSEWHERE)]
    assert {ELSEWHERE.id} in groups(split)


def test_a_split_holds_within_a_report_against_what_coding_links() -> None:
    split = [say("different", LEFT, AGAIN), say("different", AGAIN, ELSEWHERE)]
    assert {AGAIN.id} in groups(split)
    assert {LEFT.id, ELSEWHERE.id} in groups(split)


def test_of_two_merges_that_a_split_keeps_apart_the_later_one_is_kept() -> None:
    apart = say("different", LEFT, OTHER, when="2025-01-01")
    for first, second in ((LEFT, OTHER), (OTHER, LEFT)):
        merges = [say("same", first, ELSEWHERE, when="2025-01-02"), say("same", second, ELSEWHERE, when="2025-01-03")]
        found = next(group for group in groups([apart, *merges]) if ELSEWHERE.id in group)
        assert second.id in found
        assert first.id not in found


def test_the_latest_judgement_counts_whoever_passed_it() -> None:
    assert {OTHER.id} in groups(
        [say("same", LEFT, OTHER), say("different", LEFT, OTHER, when="2025-01-02", by="chief")]
    )
    assert {OTHER.id} not in groups(
        [say("same", LEFT, OTHER, when="2025-01-03"), say("different", LEFT, OTHER, by="chief")]
    )


def test_a_rejected_event_counts_for_nothing_nor_does_what_it_closed() -> None:
    assert fold([LEFT, CLOSES], [])[1] != ()
    corrected = correct(CLAIMS, [say("rejected", LEFT)])
    assert {claim.id for claim in corrected.rejected} == {LEFT.id, CLOSES.id}
    events, states, _ = fold([LEFT, CLOSES], [say("rejected", LEFT)])
    assert (events, states) == ((), ())


def test_a_state_can_be_rejected_by_itself_and_one_kind_of_it() -> None:
    other = replace(state("r1", 0, kind="agreement", key="agreement|x"), mention=CLOSES.mention)
    one = say("rejected", CLOSES, state="presence")
    corrected = correct([LEFT, CLOSES, other], [one])
    assert [claim.id for claim in corrected.rejected] == [CLOSES.id]
    assert {claim.id for claim in corrected.claims} == {LEFT.id, other.id}
    kept = correct([LEFT, CLOSES], [say("rejected", LEFT), say("accepted", CLOSES, when="2025-01-02")])
    assert [claim.id for claim in kept.claims] == [CLOSES.id], "who accepts a state keeps it"


def test_an_accepted_claim_is_sure_and_says_who_says_so() -> None:
    [claim] = correct([ELSEWHERE], [say("accepted", ELSEWHERE)]).claims
    assert claim.event.confidence == 1.0
    assert (claim.steps[-1].rule, claim.steps[-1].detail) == ("person:editor", "accepted: so it says")


def test_a_recoded_event_says_what_the_person_says() -> None:
    changes = {
        "type": "MOBILIZE", "mode": "troops", "cameo": "154", "score": "-7.2", "date": "2024-06-01",
        "status": "planned", "actors": parties_text([part(ARMENIA)]), "recipients": parties_text([part(AZERBAIJAN)]),
        "place": place_text(CITY),
    }  # fmt: skip
    [found], states, _ = fold([replace(LEFT, stance="alleges"), CLOSES], [say("recoded", LEFT, **changes)])
    assert (found.type, found.mode, found.cameo, found.score) == ("MOBILIZE", "troops", "154", -7.2)
    assert (found.status, found.when.date.edtf, found.place and found.place.place) == ("planned", "2024-06-01", CITY)
    assert [p.actor for p in found.actors] == [ARMENIA]
    assert [p.actor for p in found.recipients] == [AZERBAIJAN]
    assert states == (), "what a withdrawal closed, a deployment does not close"


def test_recoding_one_field_after_another_keeps_both_and_taking_one_back_keeps_the_other() -> None:
    first, second = say("recoded", LEFT, mode="surrender"), say("recoded", LEFT, when="2025-01-02", date="2023-09-20")
    [found] = fold([LEFT, CLOSES], [first, second])[0]
    assert (found.mode, found.when.date.edtf) == ("surrender", "2023-09-20")
    [found], [ended], _ = fold([LEFT, CLOSES], [first, second, undo(first)])
    assert (found.mode, found.when.date.edtf) == ("withdraw", "2023-09-20")
    assert ended.until.date.edtf == "2023-09-20", "the date holds for what the event closed"


def test_a_denial_beside_what_is_recoded_stays_a_denial() -> None:
    denial = replace(LEFT, id="c-denial", stance="denies")
    [found] = fold([LEFT, denial], [say("recoded", LEFT, status="ongoing")])[0]
    assert (found.status, found.disputed) == ("ongoing", True)
    [alone] = fold([denial], [say("recoded", LEFT, status="happened")])[0]
    assert (alone.status, alone.disputed) == ("happened", False)


def test_an_undo_can_be_undone() -> None:
    rejected = say("rejected", LEFT)
    back = undo(rejected)
    again = undo(back, "2025-03-01")
    assert in_force([rejected]) == (rejected,)
    assert in_force([back, rejected]) == ()
    assert in_force([again, back, rejected]) == (rejected,)
    assert undone_ids([again, back, rejected]) == {back.id}
    long = [rejected]
    for number in range(3000):
        long.append(undo(long[-1], f"2025-{number:05}"))
    assert in_force(long) == (rejected,)
    assert in_force(long[:-1]) == ()


def moved(claim: Claim, sentence: tuple[int, int], trigger: tuple[int, int], **fields: object) -> Claim:
    """The claim as a newer reading makes it, with its trigger elsewhere."""
    return replace(
        claim,
        id=content_id("c", claim.id, *trigger),
        mention=content_id("m", claim.report, *trigger),
        sentence=Span(*sentence),
        trigger=Span(*trigger),
        content=replace(claim.event, **fields),  # type: ignore[arg-type]
    )


def test_a_judgement_follows_its_mention_to_where_a_newer_reading_tells_it() -> None:
    rejected = say("rejected", LEFT)
    wider = moved(LEFT, (0, 12), (0, 9), type="MOBILIZE")
    assert correct([wider, OTHER], [rejected]).rejected == (wider,)
    beyond = moved(LEFT, (0, 12), (7, 9))
    assert correct([beyond], [rejected]).rejected == (beyond,), "the only one of its type in the sentence"
    assert correct([moved(LEFT, (0, 12), (7, 9), type="AID")], [rejected]).lost == (rejected,)
    assert correct([moved(LEFT, (90, 99), (90, 95))], [rejected]).lost == (rejected,), "another sentence"
    assert correct([OTHER], [rejected]).lost == (rejected,)


def test_a_judgement_is_not_taken_over_by_what_stood_beside_it_already() -> None:
    beside = moved(LEFT, (0, 10), (6, 9))
    features = anchor_features(LEFT, None, [LEFT, beside])
    rejected = replace(say("rejected", LEFT), features=features)
    assert correct([LEFT, beside], [rejected]).rejected == (LEFT,)
    assert correct([beside], [rejected]).rejected == ()
    assert correct([beside], [rejected]).lost == (rejected,)


def test_a_merge_follows_both_its_mentions() -> None:
    merged = say("same", LEFT, OTHER)
    wider, there = moved(LEFT, (0, 12), (0, 9)), moved(OTHER, (20, 31), (21, 25))
    [found] = fold([wider, there], [merged])[0]
    assert set(found.claims) == {wider.id, there.id}


# --- properties ---

POOL = [LEFT, AGAIN, ELSEWHERE, OTHER]
TIMES = st.integers(0, 9).map(lambda day: f"2025-01-0{day}")
VERDICTS = st.one_of(
    st.builds(
        lambda pair, verdict, when, by: say(verdict, *pair, when=when, by=by),
        st.sampled_from([(a, b) for a in POOL for b in POOL if a.mention < b.mention]),
        st.sampled_from(["same", "different"]),
        TIMES,
        st.sampled_from(["editor", "chief"]),
    ),
    st.builds(
        lambda claim, said, when: say(said[0], claim, when=when, **said[1]),
        st.sampled_from([*POOL, CLOSES]),
        st.sampled_from(
            [("accepted", {}), ("rejected", {}), ("recoded", {"date": "2022"}), ("recoded", {"status": "alleged"})]
        ),
        TIMES,
    ),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Judgement]:
    """Judgements and undos of some of them, undos of undos among these."""
    made = draw(st.lists(VERDICTS, max_size=6))
    for number in range(draw(st.integers(0, 5)) if made else 0):
        made.append(undo(draw(st.sampled_from(made)), f"2025-02-{number:02}"))
    return made


@given(histories(), st.randoms(use_true_random=False))
def test_one_record_comes_of_judgements_in_any_order_of_arrival(history: list[Judgement], random: object) -> None:
    before = fold(CLAIMS, [*RULES, *history])
    claims, judgements = list(CLAIMS), [*RULES, *history, *history[:2]]
    random.shuffle(claims)  # type: ignore[attr-defined]
    random.shuffle(judgements)  # type: ignore[attr-defined]
    assert fold(claims, judgements) == before


@given(histories())
def test_all_undone_is_as_if_nobody_had_said_anything(history: list[Judgement]) -> None:
    stands = in_force(history)
    taken = [undo(judgement, f"2025-03-{number:02}") for number, judgement in enumerate(stands)]
    assert fold(CLAIMS, [*RULES, *history, *taken]) == fold(CLAIMS, RULES)


@given(histories())
def test_correcting_what_is_corrected_changes_nothing_more(history: list[Judgement]) -> None:
    once = correct(CLAIMS, history)
    assert fold(once.claims, [*RULES, *history]) == fold(CLAIMS, [*RULES, *history])


@given(histories())
def test_each_claim_counts_or_is_rejected(history: list[Judgement]) -> None:
    corrected = correct(CLAIMS, history)
    ids = sorted(claim.id for claim in (*corrected.claims, *corrected.rejected))
    assert ids == sorted(claim.id for claim in CLAIMS)
    assert all(one.when <= other.when for one, other in pairwise(in_force(history)))


@pytest.mark.parametrize("text", ["2024-05-01", ""])
def test_a_date_can_be_taken_away(text: str) -> None:
    [found] = fold([LEFT], [say("recoded", LEFT, date=text)])[0]
    assert (found.when.date.edtf, found.when.how) == (text, "stated" if text else "unknown")


def test_places_round_trip() -> None:
    [found] = fold([replace(LEFT, content=replace(LEFT.event, place=at(REGION)))], [say("recoded", LEFT, place="")])[0]
    assert found.place is None
