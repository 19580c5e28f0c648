"""How sources weigh, beside the lines of every view: countries by name, copies once, a party's own word marked."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from chancery.record.snapshots import make_snapshot
from chancery.terms import Actor, Claim, Copy, Credit, InputError, Outlet, Provenance, Report, Snapshot, Source, Speaker
from chancery.views import (
    as_html,
    as_json,
    as_markdown,
    as_text,
    build_brief,
    build_changes,
    build_claims,
    build_diff,
    build_situation,
    build_timeline,
    build_why,
)
from chancery.views.notices import build_notices, notice_lines
from chancery.views.weighing import Weigher
from chancery.views.wording import Wording
from tests.record.claim_makers import ARMENIA, AZERBAIJAN, CITY, at, event, judge_pair, part, state
from tests.views.disputed import report

ARMENPRESS = Outlet("outlet:armenpress", "Armenpress", "ARM", "agency", "state", country_name="Armenia")
AZERTAC = Outlet("outlet:azertac", "Azertac", "AZE", "agency", "state", country_name="Azerbaijan")
REUTERS = Outlet("outlet:reuters", "Reuters", "GBR", "agency", "private", country_name="United Kingdom")
LE_MONDE = Outlet("outlet:le-monde", "Le Monde", "FRA", "newspaper", "private", country_name="France")
PAPER = Outlet("s1", "A Paper")
UN = Outlet("outlet:un-news", "UN News", "UNO", "site", "public")
BAKU = Speaker(AZERBAIJAN, "Baku")
MINISTER = Speaker(Actor("person:m", "a minister", "person", "ARM", "GOV"), "a minister")


def told(*who: Outlet, claims: Sequence[dict[str, Any]] = (), **common: Any) -> Snapshot:
    """A record with one event, an attack of one country on the other, that each outlet tells in a report of its own."""
    reports = [_report(number, outlet) for number, outlet in enumerate(who)]
    more = list(claims) or [{}] * len(who)
    some = [
        event(one.id, 0, **({"type": "ASSAULT", "mode": "", "actors": (part(AZERBAIJAN),), "place": at(CITY),
              "recipients": (part(ARMENIA),), "known": one.published.edtf,
              "words": f"Report {number} tells of the attack."} | common | fields))
        for number, (one, fields) in enumerate(zip(reports, more, strict=True))
    ]  # fmt: skip
    return snapshot_of(reports, some, who)


def snapshot_of(reports: list[Report], claims: list[Claim], who: Sequence[Outlet], **more: Any) -> Snapshot:
    """The record of the reports, published by the outlets, whose claims are all of one thing."""
    provenance = {one.id: Provenance(one.id, outlet) for one, outlet in zip(reports, who, strict=True)}
    pairs = [judge_pair(claims[0], other) for other in claims[1:]]
    return make_snapshot(reports, claims, pairs, provenance=provenance, **more)


def _report(number: int, outlet: Outlet) -> Report:
    return report(Source(outlet.name, outlet.country, outlet.kind), f"2023-09-{10 + number}", f"Report {number}")


def words(snapshot: Snapshot, line: str = "") -> str:
    """What stands beside the line of the one event."""
    (one,) = snapshot.events
    weighing = Weigher(snapshot).line(one, line)
    return weighing.words if weighing else ""


def test_independent_sources_are_counted_with_their_sides_by_name() -> None:
    held = told(ARMENPRESS, AZERTAC, REUTERS, UN, PAPER)
    assert words(held) == (
        "told by 5 sources: 1 from Armenia (state), 1 from Azerbaijan (state), 1 from the United Kingdom, "
        "2 from elsewhere"
    )
    assert words(told(REUTERS, UN)) == "told by 2 sources: 1 from the United Kingdom, 1 international"
    assert words(told(ARMENPRESS, PAPER)) == "told by 2 sources: 1 from Armenia (state), 1 of no stated country"


def test_sources_of_no_stated_country_are_counted_alone() -> None:
    assert words(told(PAPER, replace(PAPER, id="s2", name="Another"))) == "told by 2 sources"


def test_what_only_one_side_tells_is_marked() -> None:
    assert words(told(ARMENPRESS, replace(ARMENPRESS, id="outlet:x", name="X"))) == (
        "told by 2 sources, all from Armenia (state)"
    )
    # The third report is about something else: a record of one source alone has no side to set beside it.
    other = event(_report(1, REUTERS).id, 40, type="CONSULT", words="They met.")
    one = told(ARMENPRESS)
    both = make_snapshot([*one.reports.values(), _report(1, REUTERS)], [*one.claims.values(), other], [],
                         provenance={**one.provenance, _report(1, REUTERS).id: Provenance("", REUTERS)})  # fmt: skip
    attack = next(e for e in both.events if e.type == "ASSAULT")
    weighing = Weigher(both).line(attack)
    assert weighing is not None
    assert weighing.words == "told only from Armenia (state)"
    assert words(one) == ""


@pytest.mark.parametrize("outlet", [REUTERS, PAPER])
def test_one_source_that_is_no_party_tells_nothing_more(outlet: Outlet) -> None:
    assert words(told(outlet)) == ""


def test_denials_are_counted_and_named_where_the_line_does_not() -> None:
    held = told(REUTERS, LE_MONDE, AZERTAC, claims=[{}, {}, {"speakers": (Speaker(), BAKU), "stance": "denies"}])
    assert words(held).endswith("; 1 denies (Azerbaijan)")
    assert words(held, "Azerbaijan attacked; Azerbaijan denies it.").endswith("1 from the United Kingdom; 1 denies")
    assert words(told(REUTERS, AZERTAC, claims=[{}, {"speakers": (Speaker(), BAKU), "stance": "denies"}]),
                 "An attack took place; Azerbaijan denies it.") == ""  # fmt: skip


def test_five_papers_that_quote_one_minister_carry_one_word() -> None:
    quoted = {"speakers": (Speaker(), MINISTER)}
    held = told(REUTERS, LE_MONDE, claims=[quoted, quoted])
    (one,) = held.events
    weighing = Weigher(held).line(one)
    assert weighing is not None
    assert weighing.words == "carried by 2 sources: 1 from France, 1 from the United Kingdom"
    assert (weighing.confirming, weighing.reporting, weighing.sources) == (0, 1, 2)


def test_copies_of_one_text_are_one_source_and_one_column() -> None:
    reports = [_report(0, LE_MONDE), _report(1, PAPER), _report(2, REUTERS)]
    some = [event(one.id, 0, type="ASSAULT", words=f"Version {n} of it.") for n, one in enumerate(reports)]
    left, right = sorted((reports[1].id, reports[2].id))
    held = snapshot_of(reports, some, (LE_MONDE, PAPER, REUTERS), copies=[Copy(left, right, 0.9, 0.9)])
    assert words(held) == "told by 2 sources: 1 from France, 1 from the United Kingdom"
    matrix = build_claims(held, by_side=False, every=True)
    assert {voice.name for voice in matrix.voices} == {"Reuters", "Le Monde"}
    assert len(next(cell for cell in matrix.rows[0].cells if cell.speaker == "Reuters").cites) == 2
    diff = build_diff(held, "reuters", "Le Monde")
    assert set(diff.one.reports) == {reports[1].id, reports[2].id}
    assert (diff.one.outlets, len(diff.shared)) == (("outlet:reuters",), 1)
    with pytest.raises(InputError, match="tells nothing of its own") as caught:
        build_diff(held, "a paper", "Le Monde")
    assert "Reuters" in str(caught.value.remedy)


def test_an_agency_that_a_claim_names_is_its_column_and_its_side() -> None:
    one, two = _report(0, LE_MONDE), _report(1, ARMENPRESS)
    named = event(one.id, 0, words="Reuters reported the attack.", speakers=(Speaker(), Speaker(None, "Reuters")))
    plain = event(two.id, 0, words="There was an attack.")
    held = snapshot_of([one, two], [named, plain], (LE_MONDE, ARMENPRESS), named={named.id: Credit(REUTERS, "Reuters")})
    voices = {voice.name: voice.kind for voice in build_claims(held, by_side=False, every=True).voices}
    assert voices == {"Reuters": "source", "Armenpress": "source"}
    assert build_diff(held, "United Kingdom", "Armenia").one.name == "Reuters"
    with pytest.raises(InputError, match="the same source"):
        build_diff(held, "Reuters", "GBR")


def test_a_country_is_never_a_code() -> None:
    stranger = Outlet("s9", "A Stranger", "RWA")  # a code that nobody gives a name to
    held = told(stranger, REUTERS)
    assert "from another country" in words(held)
    (one,) = held.events
    facts = build_why(held, one.id).facts
    assert "1 from the United Kingdom" in dict(facts)["sources"]
    assert any("Reuters (United Kingdom, agency, private) confirms" in told for name, told in facts if name)
    assert not any(code in told for _, told in facts for code in ("GBR", "RWA"))


def standing() -> tuple[Snapshot, str]:
    """An event that two sources tell, and a state that two do; what stands beside the line of each."""
    reports = [_report(0, REUTERS), _report(1, LE_MONDE)]
    events = [event(one.id, 0, type="ASSAULT", actors=(part(AZERBAIJAN),), recipients=(part(ARMENIA),),
                    known=one.published.edtf, words=f"Attack, version {n}.")
              for n, one in enumerate(reports)]  # fmt: skip
    states = [state(one.id, 60, kind="control", key="control|city", change="holds", event=None, who=(part(ARMENIA),),
                    where=at(CITY), known=one.published.edtf, words=f"Held, version {n}.")
              for n, one in enumerate(reports)]  # fmt: skip
    provenance = {one.id: Provenance(one.id, who) for one, who in zip(reports, (REUTERS, LE_MONDE), strict=True)}
    pairs = [judge_pair(*events), judge_pair(*states)]
    held = make_snapshot(reports, [*events, *states], pairs, provenance=provenance)
    return held, "told by 2 sources: 1 from France, 1 from the United Kingdom"


def test_every_view_shows_it_in_every_format() -> None:
    held, expected = standing()
    empty = make_snapshot([], [], [])
    changes = build_changes(empty, held)
    views = (build_brief(held), build_timeline(held), build_situation(held), build_claims(held), changes,
             build_diff(held, "Reuters", "Le Monde"))  # fmt: skip
    for view in views:
        out = io.StringIO()
        as_text(view, held, Console(file=out, width=300, color_system=None))
        for shown in (" ".join(out.getvalue().split()), as_markdown(view, held), as_html(view, held)):
            assert expected in shown, type(view).__name__
        assert expected in as_json(view)
    line = next(line for line in build_timeline(held).lines() if line.weighing)
    assert expected not in line.text
    data = json.loads(as_json(build_timeline(held)))["dated" if build_timeline(held).dated else "undated"][0]
    assert data["line"]["weighing"]["sides"] == [
        {"country": "FRA", "name": "France", "state": False, "sources": 1},
        {"country": "GBR", "name": "United Kingdom", "state": False, "sources": 1},
    ]
    assert any(expected in text for text in notice_lines(build_notices(changes, held)))


def test_another_source_changes_what_stands_beside_a_line_and_not_its_id() -> None:
    one, two = told(REUTERS), told(REUTERS, LE_MONDE)
    lines = [build_timeline(held).lines()[0] for held in (one, two)]
    assert lines[0].text == lines[1].text
    assert (lines[0].weighing is None, lines[1].weighing is None) == (True, False)


def test_a_sentence_that_two_papers_share_is_told_once_in_the_matrix_too() -> None:
    same = {"words": "Azerbaijan attacked the city on Monday."}
    held = told(LE_MONDE, REUTERS, claims=[same, same])
    assert words(held) == ""
    matrix = build_claims(held, by_side=False, every=True)
    (cell,) = matrix.rows[0].cells
    assert (cell.speaker, len(cell.cites), matrix.rows[0].voices) == ("Le Monde", 2, 1)


def test_a_figure_is_the_word_of_the_source_that_the_report_copies() -> None:
    one = _report(0, PAPER)
    claim = event(one.id, 0, words="Ten died.")
    held = snapshot_of([one], [claim], (PAPER,), named={claim.id: Credit(REUTERS, "Reuters")})
    assert Wording(held).voice_of(claim.id) == "Reuters"
    assert Wording(snapshot_of([one], [claim], (PAPER,))).voice_of(claim.id) == "A Paper"


def test_a_country_is_its_sources_and_the_word_of_its_state_whoever_quotes_it() -> None:
    quoted = [{"speakers": (Speaker(), MINISTER)}, {"speakers": (Speaker(), BAKU), "stance": "denies"}]
    held = told(REUTERS, ARMENPRESS, claims=quoted)
    diff = build_diff(held, "Armenia", "Azerbaijan")
    (shared,) = diff.shared
    status = next(one for one in shared.differences if one.field == "status")
    assert status.contradicts
    assert (diff.one.name, diff.other.name) == ("Armenia", "Azerbaijan")
    # What its own agency quotes from the other side is the other side's word.
    assert {cite.report for cite in shared.one} == {diff.one.reports[0]}
    assert not set(diff.one.claims) & set(diff.other.claims)
    with pytest.raises(InputError, match="mean the same source"):
        build_diff(held, "Armenia", "ARM")


def test_the_authorities_of_a_place_are_not_the_state_that_it_is_in() -> None:
    local = Speaker(Actor("group:AZE:GOV:authority", "authorities", "group", "AZE", "GOV", role="authority"), "they")
    named = Speaker(replace(local.actor, name="Azerbaijani authorities"), "they") if local.actor else local
    for who, shared in ((local, 0), (named, 1)):
        with_word = [{"speakers": (Speaker(), MINISTER)}, {"speakers": (Speaker(), who)}, {}]
        held = told(ARMENPRESS, REUTERS, AZERTAC, claims=with_word)
        theirs = build_diff(held, "Armenia", "Azerbaijan").other
        assert len(theirs.spoken) == shared


def test_who_accuses_speaks_for_his_own_side() -> None:
    held = told(REUTERS, AZERTAC, claims=[{"type": "ACCUSE", "actors": (part(ARMENIA),), "recipients": ()}, {}])
    diff = build_diff(held, "Armenia", "Azerbaijan")
    assert [held.claims[one].event.type for one in diff.one.spoken] == ["ACCUSE"]
    assert diff.one.claims == diff.one.spoken
    assert len(diff.shared) == 1


def test_what_may_be_one_is_of_one_kind_day_and_party() -> None:
    def perhaps(**fields: object) -> int:
        reports = [_report(0, ARMENPRESS), _report(1, AZERTAC)]
        common = {"type": "ASSAULT", "mode": "", "actors": (part(AZERBAIJAN),), "known": reports[0].published.edtf}
        some = [event(one.id, 0, **(common | {"words": f"Version {n}."} | (fields if n else {})))
                for n, one in enumerate(reports)]  # fmt: skip
        provenance = {one.id: Provenance(one.id, who)
                      for one, who in zip(reports, (ARMENPRESS, AZERTAC), strict=True)}  # fmt: skip
        return len(build_diff(make_snapshot(reports, some, [], provenance=provenance), "Armenia", "Azerbaijan").perhaps)

    assert perhaps() == 1
    assert perhaps(type="RETREAT") == 0
    assert perhaps(actors=(part(ARMENIA),)) == 0
    assert perhaps(known="2030-01-01") == 0
