"""Short reports of ours through the whole of reading and coding: what only shows over several sentences."""

from __future__ import annotations

from chancery import intake
from chancery.terms import Event, Report, Snapshot, State
from tests.acceptance.running import code_report


def code(text: str, *, published: str | None = "2024-05-15", title: str | None = None) -> Snapshot:
    report = intake.make_report(text, published=published, title=title)
    assert isinstance(report, Report)
    return code_report(report)


def only(snapshot: Snapshot, kind: str) -> Event:
    found = [event for event in snapshot.events if event.type == kind]
    assert len(found) == 1, found
    return found[0]


def state(snapshot: Snapshot, kind: str) -> State:
    found = [one for one in snapshot.states if one.kind == kind]
    assert len(found) == 1, found
    return found[0]


def test_an_allegation_repeated_stays_an_allegation() -> None:
    snapshot = code(
        "A rights group alleged that Eritrean soldiers massacred civilians in Tigray. "
        "Another rights group also alleged that Eritrean soldiers massacred civilians in Tigray."
    )
    assert {event.status for event in snapshot.events if event.type == "ASSAULT"} == {"alleged"}


def test_a_denial_is_kept_beside_the_allegation() -> None:
    snapshot = code(
        "A rights group alleged that Eritrean soldiers massacred civilians in Tigray. Eritrea denies the accusation."
    )
    event = only(snapshot, "ASSAULT")
    assert event.status == "alleged"
    assert event.disputed
    assert {snapshot.claims[claim].stance for claim in event.claims} == {"alleges", "denies"}


def test_an_unknown_publication_date_stays_unknown() -> None:
    snapshot = code("Turkey withdrew its troops from northern Syria on Monday.", published=None)
    report = next(iter(snapshot.reports.values()))
    assert report.published_how == "unknown"
    assert not report.published.stated
    assert not only(snapshot, "RETREAT").when.date.stated
    assert only(snapshot, "RETREAT").when.date.weekday == 0


def test_last_year_and_a_date_give_the_year_of_publication() -> None:
    snapshot = code(
        "Turkish troops seized the town of Afrin in March 2018. "
        "Kurdish leaders have criticised the United States for last year's attack.",
        published=None,
    )
    report = next(iter(snapshot.reports.values()))
    assert (report.published.edtf, report.published_how) == ("2019", "inferred")
    assert "2018" in report.published_why


def test_a_withdrawal_ends_the_presence_that_a_deployment_opened() -> None:
    snapshot = code(
        "French troops deployed to Mali in January 2013. The French troops withdrew from Mali in August 2022."
    )
    presence = state(snapshot, "presence")
    assert (presence.since.date.edtf, presence.until.date.edtf, presence.status) == ("2013-01", "2022-08", "ended")
    assert presence.opened_by
    assert presence.closed_by


def test_an_arrest_without_a_doer_says_so() -> None:
    snapshot = code("Two opposition leaders were arrested in Minsk on Sunday.")
    event = only(snapshot, "COERCE")
    assert event.actors == ()
    assert "actor" in event.not_stated
    assert state(snapshot, "custody").by == ()


def test_what_is_pledged_is_not_yet_given() -> None:
    snapshot = code("Germany pledged military aid to Ukraine.")
    assert [event.type for event in snapshot.events] == ["AGREE"]
    assert state(snapshot, "commitment").what == "military aid to Ukraine"


def test_a_withheld_detail_is_listed() -> None:
    snapshot = code(
        "Russia withdrew its troops from Kherson. The ministry did not give a timetable for the withdrawal."
    )
    assert any("timetable" in note for note in only(snapshot, "RETREAT").not_stated)


def test_an_opinion_is_no_event() -> None:
    snapshot = code('"The decision is a historic mistake," the Polish foreign minister said.')
    assert snapshot.events == ()
    assert [claim.opinion.words for claim in snapshot.opinions] == ["The decision is a historic mistake"]


def test_officials_who_speak_of_the_other_side_allege() -> None:
    snapshot = code("Pakistan's army said that Indian troops had attacked a village in Kashmir.")
    assert only(snapshot, "ASSAULT").status == "alleged"


def test_every_span_holds_its_words() -> None:
    snapshot = code("Turkey withdrew its troops from northern Syria on Monday, officials in Ankara said.")
    report = next(iter(snapshot.reports.values()))
    for claim in snapshot.claims.values():
        assert claim.sentence.cut(report.text) == claim.words
        assert claim.sentence.holds(claim.trigger)
