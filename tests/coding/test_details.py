"""When, how surely, on whose word and how many: the details of events, over short reports of ours."""

from __future__ import annotations

import pytest

from chancery import intake
from chancery.terms import Event, Report, Snapshot
from chancery.views.machine import coded_data
from tests.acceptance.running import code_report

#: A Wednesday.
PUBLISHED = "2024-05-15"


def code(text: str, *, published: str | None = PUBLISHED) -> Snapshot:
    report = intake.make_report(text, published=published)
    assert isinstance(report, Report)
    return code_report(report)


def one(snapshot: Snapshot, kind: str) -> Event:
    found = [event for event in snapshot.events if event.type == kind]
    assert found, [(event.type, event.status) for event in snapshot.events]
    return found[0]


def date_of(text: str, kind: str) -> str | None:
    """The date that the machine's view gives to the first event of a type."""
    snapshot = code(text)
    rows = coded_data(next(iter(snapshot.reports.values())), snapshot)["events"]
    dates = [row["date"] for row in rows if row["type"] == kind]
    assert dates, [row["type"] for row in rows]
    date: str | None = dates[0]
    return date


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("France condemned the coup in Niger on Monday.", "ACCUSE", "2024-05-13"),
        ("In March 2016, Turkey expelled two Greek diplomats.", "SANCTION", "2016-03"),
        (
            "On Monday, police in Minsk arrested ten protesters. They also arrested a journalist.",
            "COERCE",
            "2024-05-13",
        ),
        ("In his Monday speech, the Polish president condemned Belarus.", "ACCUSE", "2024-05-13"),
        ("Tbilisi has been home to protests against the government since June 2023.", "PROTEST", "2023-06/.."),
        ("Police in Minsk detained the opposition leader until 3 June.", "COERCE", None),
        ("Kenya has condemned the attack.", "ACCUSE", None),
    ],
)
def test_dates(text: str, kind: str, date: str | None) -> None:
    assert date_of(text, kind) == date


def test_the_day_of_the_report_is_nobodys_date() -> None:
    snapshot = code("Iran rejected the American proposal.")
    event = one(snapshot, "REJECT")
    row = coded_data(next(iter(snapshot.reports.values())), snapshot)["events"][0]
    assert row["date"] is None
    assert row["date_to"] == PUBLISHED
    assert event.when.how == "inferred"


def test_the_news_of_a_day_is_told_on() -> None:
    snapshot = code("Turkey withdrew its troops from northern Syria on Monday. Russia condemned the withdrawal.")
    event = one(snapshot, "ACCUSE")
    assert (event.when.date.edtf, event.when.how) == ("2024-05-13", "inferred")
    assert "2024-05-13" in event.when.why


@pytest.mark.parametrize(
    "text",
    [
        "Turkey withdrew its troops from northern Syria on Monday. Russia had condemned the plan.",
        "Turkey withdrew its troops from northern Syria on Monday. Russia has condemned the withdrawal.",
    ],
)
def test_what_went_before_is_none_of_the_days_news(text: str) -> None:
    assert one(code(text), "ACCUSE").when.date.edtf != "2024-05-13"


def test_today_in_a_quotation_is_the_day_of_speaking() -> None:
    snapshot = code('"Today we condemn the coup in Niger," the French foreign minister said.')
    for event in snapshot.events:
        assert event.when.date.edtf != PUBLISHED


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Parliament in Skopje voted to ratify the treaty with Greece.", "SUPPORT", "happened"),
        ("Rebels attempted to seize the town of Goma.", "ASSAULT", "happened"),
        ("Protests began in Tbilisi after the vote.", "PROTEST", "happened"),
        ("Protests have erupted in Tbilisi.", "PROTEST", "ongoing"),
        ("Germany said it would provide military aid to Ukraine.", "AGREE", "happened"),
        ("Venezuela will hold talks with Guyana next week.", "AGREE", "planned"),
        ("Rwanda denied that its troops had crossed into Congo.", "MOBILIZE", "denied"),
        ("If Turkey attacks, Greece would respond.", "ASSAULT", "hypothetical"),
        ("Pakistan's army said that Indian troops had attacked a village in Kashmir.", "ASSAULT", "alleged"),
    ],
)
def test_statuses(text: str, kind: str, status: str) -> None:
    assert one(code(text), kind).status == status


def speakers(snapshot: Snapshot, kind: str) -> list[str]:
    """Names or words of those who speak in the claims of a type, outermost first, the report's own voice left out."""
    return [
        speaker.actor.name if speaker.actor is not None and speaker.actor.kind == "person" else speaker.text
        for claim in snapshot.claims.values()
        if claim.kind == "event" and claim.event.type == kind
        for speaker in claim.speakers
        if speaker.actor is not None or speaker.text
    ]


def test_a_statement_is_its_authors_word() -> None:
    snapshot = code("Turkey attacked a village in Iraq, according to a statement by the Iraqi defence ministry.")
    words = speakers(snapshot, "ASSAULT")
    assert words
    assert "statement" not in words[-1]


def test_who_is_cited_comes_after_who_cites() -> None:
    snapshot = code("Reports citing officials in Ankara said Turkey had withdrawn its troops from northern Syria.")
    words = speakers(snapshot, "RETREAT")
    assert [word.split()[0].lower() for word in words] == ["reports", "officials"]


def test_the_reports_own_words_have_no_speaker() -> None:
    assert speakers(code("Russian forces shelled Kharkiv overnight."), "ASSAULT") == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("An attack by rebels in Mogadishu left at least 42 people dead.", {("dead", 42)}),
        ("Rebels attacked the town of Goma, with 25 others injured.", {("injured", 25)}),
        ("Twelve people died in the attack by rebels on Goma.", {("dead", 12)}),
        ("Rebels attacked the town of Goma, killing eight soldiers and wounding 20 civilians.", {("dead", 8)}),
    ],
)
def test_tolls(text: str, counts: set[tuple[str, int]]) -> None:
    found = {
        (quantity.what, quantity.low)
        for event in code(text).events
        if event.type == "ASSAULT"
        for quantity in event.quantities
    }
    assert counts <= found
