"""What was known on a day never rests on a later report."""

from __future__ import annotations

from datetime import date, timedelta

from claim_makers import AZERBAIJAN, REGION, RUSSIA, TROOPS, at, event, make_report, on, part, state
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.record.fold import fold
from chancery.record.snapshots import make_snapshot
from chancery.terms import CHANGES, Claim, Report

FIRST = date(2020, 1, 1)
DAYS = st.integers(min_value=0, max_value=60)
KINDS = ("presence", "control", "custody", "agreement", "office")


@st.composite
def tellings(draw: st.DrawFn) -> tuple[Report, list[Claim]]:
    """A report of some day and what it tells: an event and the change that it makes to a state."""
    published = (FIRST + timedelta(days=draw(DAYS))).isoformat()
    happened = (FIRST + timedelta(days=draw(DAYS))).isoformat() if draw(st.booleans()) else ""
    report = make_report(f"r{draw(st.integers())}", "It tells of it.", published=published)
    kind, change = draw(st.sampled_from(KINDS)), draw(st.sampled_from(CHANGES))
    status = draw(st.sampled_from(["happened", "ongoing", "planned", "alleged"]))
    holder = draw(st.sampled_from([RUSSIA, TROOPS, AZERBAIJAN]))
    parts = {"who": (part(holder),), "where": at(REGION), "what": "prime minister"}
    key = "" if kind == "agreement" else f"{kind}|{holder.country if kind != 'control' else ''}|{REGION.id}"
    return report, [
        event(report.id, 0, when=on(happened), known=published, status=status),
        state(report.id, 0, kind=kind, change=change, key=key, known=published, status=status, **parts),
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(tellings(), max_size=8), DAYS, st.one_of(st.none(), DAYS))
def test_known_on_a_day_is_the_fold_of_what_was_out_by_then(
    told: list[tuple[Report, list[Claim]]], known_after: int, as_of_after: int | None
) -> None:
    known_on = FIRST + timedelta(days=known_after)
    as_of = None if as_of_after is None else FIRST + timedelta(days=as_of_after)
    claims = [claim for _, some in told for claim in some]
    reports = [report for report, _ in told]
    snapshot = make_snapshot(reports, claims, (), as_of=as_of, known_on=known_on)
    out = [claim for claim in claims if claim.known.latest and claim.known.latest <= known_on]
    early = [report for report in reports if report.published.latest and report.published.latest <= known_on]
    alone = make_snapshot(early, out, (), as_of=as_of)
    assert (snapshot.events, snapshot.states) == (alone.events, alone.states)
    held = {claim.id for claim in out}
    assert all(set(one.claims) <= held for one in (*snapshot.events, *snapshot.states))
    assert all(one.confirmed.latest is None or one.confirmed.latest <= known_on for one in snapshot.states)


def test_as_of_a_day_reports_are_counted_whose_word_nothing_dates() -> None:
    undated, dated = (make_report(name, f"It tells of it. {name}", published="") for name in ("r1", "r2"))
    claims = [
        event(undated.id, 0, when=on(""), known=""),
        state(undated.id, 0, kind="presence", change="holds", key="presence|RUS|x", known="", who=(part(RUSSIA),)),
        event(dated.id, 0, when=on("2020-11"), known=""),
    ]
    snapshot = make_snapshot([undated, dated], claims, (), as_of=date(2021, 1, 1))
    assert (len(snapshot.events), snapshot.states, snapshot.origin["left_out"]) == (1, (), "1")
    assert "left_out" not in make_snapshot([undated, dated], claims, ()).origin


@settings(max_examples=80, deadline=None)
@given(st.lists(tellings(), max_size=6), st.randoms())
def test_rivals_and_confirmations_do_not_depend_on_the_order_of_reports(
    told: list[tuple[Report, list[Claim]]], random: object
) -> None:
    claims = [claim for _, some in told for claim in some]
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fold(claims, [])[1] == fold(shuffled, [])[1]
