"""Whose word a claim is, groups of copies, and what testimonies say; the same in any order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from claim_makers import SPOKESMAN, event, judge_pair, make_report
from hypothesis import given
from hypothesis import strategies as st

from chancery.record import Record
from chancery.record.fold import fold
from chancery.record.sourcing import Sourcing, copy_groups
from chancery.terms import (
    Actor,
    Claim,
    Copy,
    Credit,
    Outlet,
    PartialDate,
    Provenance,
    Report,
    Speaker,
    Trace,
)

if TYPE_CHECKING:  # pytest takes a name in Test... for tests
    from chancery.terms import Testimony

TASS = Outlet("outlet:tass", "TASS", "RUS", "agency", "state")
REUTERS = Outlet("outlet:reuters", "Reuters", "GBR", "agency", "private")
PAPERS = {name: Outlet(f"s{name}", name, kind="newspaper") for name in "abcd"}
MINISTER = Speaker(Actor("person:minister", "A. Minister", "person", "AZE", "GOV"), "A. Minister")


def known(**published: str) -> dict[str, PartialDate]:
    return {name: PartialDate.parse(day) for name, day in published.items()}


def by_paper(**credited: Credit) -> dict[str, Provenance]:
    """One report of each paper, named as the paper."""
    return {name: Provenance(name, paper, credit=credited.get(name)) for name, paper in PAPERS.items()}


def weighed(sourcing: Sourcing, *claims: Claim) -> tuple[Testimony, ...]:
    """The testimonies of one event that all the claims tell."""
    same = [judge_pair(claims[0], claim) for claim in claims[1:]]
    (found,), _, _ = fold(claims, same, sources=sourcing)
    return found.testimonies


COPIES = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(lambda pair: pair[0] < pair[1]),
    max_size=12,
)


@given(COPIES, st.randoms())
def test_groups_of_copies_do_not_depend_on_order(pairs: list[tuple[str, str]], random: object) -> None:
    copies = [Copy(left, right, 0.9, 1.0) for left, right in pairs]
    mixed = copies[:]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    groups = copy_groups(copies)
    assert copy_groups(mixed) == groups
    assert all(groups[left] == groups[right] for left, right in pairs)
    assert all(groups[report] is not None and report in groups[report] for report in groups)


@given(COPIES, st.randoms())
def test_the_source_of_a_group_does_not_depend_on_order(pairs: list[tuple[str, str]], random: object) -> None:
    names = list("abcdefgh")
    provenance = {
        name: Provenance(name, Outlet(f"s{name}", kind="agency" if name == "f" else "site")) for name in names
    }
    published = known(**{name: f"2024-04-{10 + ord(name) % 3}" for name in names})
    random.shuffle(names)  # type: ignore[attr-defined]
    copies = [Copy(left, right, 0.9, 1.0) for left, right in pairs]
    claims = [event(name) for name in names]
    one = Sourcing(provenance, None, copies, published)
    other = Sourcing({name: provenance[name] for name in names}, None, copies[::-1], published)
    assert [one.whose(claim) for claim in claims] == [other.whose(claim) for claim in claims]


def test_ten_papers_with_one_wire_story_are_one_source() -> None:
    copies = [Copy("a", "b", 0.9, 1.0), Copy("b", "c", 0.9, 1.0)]
    sourcing = Sourcing(by_paper(b=Credit(REUTERS, "(Reuters)")), None, copies)
    (told,) = weighed(sourcing, event("a"), event("b"), event("c"))
    assert (told.source, told.verdict, told.reports, told.via) == (REUTERS.id, "confirms", ("a", "b", "c"), "copy")


def test_without_a_credit_the_agency_among_the_copies_is_the_source_else_the_first_published() -> None:
    copies = [Copy("a", "b", 0.9, 1.0)]
    days = known(a="2024-04-18", b="2024-04-17")
    assert Sourcing(by_paper(), None, copies, days).whose(event("a")).outlet == PAPERS["b"]
    with_agency = by_paper() | {"a": Provenance("a", TASS)}
    assert Sourcing(with_agency, None, copies, days).whose(event("b")).outlet == TASS


def test_what_two_papers_cite_of_one_agency_is_the_agencys_word() -> None:
    said = (Speaker(), Speaker(None, "TASS"))
    one, other, third = event("a", speakers=said), event("b", speakers=said), event("c")
    named = {one.id: Credit(TASS, "TASS"), other.id: Credit(TASS, "TASS")}
    told = weighed(Sourcing(by_paper(), named), one, other, third)
    assert [(row.source, row.verdict, row.via, row.voice) for row in told] == [
        (TASS.id, "confirms", "TASS", ""),
        ("sc", "confirms", "", ""),
    ]


def test_many_who_quote_one_minister_are_many_witnesses_and_one_voice() -> None:
    claims = [event(name, speakers=(Speaker(), MINISTER)) for name in "abc"]
    told = weighed(Sourcing(by_paper()), *claims)
    assert [row.verdict for row in told] == ["reports"] * 3
    assert {row.voice for row in told} == {"person:minister"}
    assert {row.speaker_country for row in told} == {"AZE"}


def test_denials_and_allegations_stay_what_they_are() -> None:
    claims = [
        event("a"),
        event("b", stance="denies", speakers=(Speaker(), SPOKESMAN)),
        event("c", stance="alleges", speakers=(Speaker(), MINISTER)),
    ]
    told = weighed(Sourcing(by_paper()), *claims)
    assert {(row.source, row.verdict) for row in told} == {("sa", "confirms"), ("sb", "denies"), ("sc", "alleges")}


def test_a_headline_without_the_speaker_vouches_for_nothing_more_than_the_body() -> None:
    claims = [event("a", 0, section="title"), event("a", 50, speakers=(Speaker(), MINISTER))]
    (told,) = weighed(Sourcing(by_paper()), *claims)
    assert told.verdict == "reports"


def test_a_plan_is_no_word_on_whether_it_happened() -> None:
    told = weighed(Sourcing(by_paper()), event("a", status="planned"), event("b"))
    assert [row.source for row in told] == ["sb"]


def test_copies_do_not_raise_confidence_and_independent_sources_do() -> None:
    claims = [event("a", confidence=0.6), event("b", confidence=0.6)]
    same = [judge_pair(*claims)]
    copied = Sourcing(by_paper(), None, [Copy("a", "b", 0.9, 1.0)])
    assert fold(claims, same, sources=copied)[0][0].confidence == 0.6
    assert fold(claims, same, sources=Sourcing(by_paper()))[0][0].confidence > 0.6


# --- in a record --------------------------------------------------------------------------------------------------

TEXTS = {"one": "The wire story as it was.", "two": "The wire story as it was.", "three": "Something else."}


def tracer(report: Report, claims: object) -> Trace:
    """Bands of the whole text; the paper as publisher."""
    band = hash_of(report.text)
    return Trace(Provenance(report.id, Outlet(report.source.id, report.source.name)), bands=(band, band + 1))


def hash_of(text: str) -> int:
    return sum(map(ord, text)) * 10


def compare(one: Report, other: Report) -> Copy | None:
    """Equal texts are copies."""
    left, right = sorted((one.id, other.id))
    return Copy(left, right, 1.0, 1.0) if one.text == other.text else None


def filed(path: Path, names: list[str]) -> Record:
    """A record of the texts, filed and looked at one by one in this order."""
    record = Record.open(path)
    for name in names:
        report = make_report(name, TEXTS[name], source=f"{name} paper", published="2024-04-17")
        record.add(report, [event(report.id, 0, words=report.text[:10])])
        record.trace(tracer, compare)
    record.rebuild(lambda claims: [judge_pair(claims[0], claim) for claim in claims[1:]])
    return record


def test_a_record_finds_copies_in_any_order_of_filing(tmp_path: Path) -> None:
    with filed(tmp_path / "1", ["one", "two", "three"]) as one, filed(tmp_path / "2", ["three", "two", "one"]) as other:
        assert one.contents() == other.contents()
        assert len(one.contents()["copies"]) == 1
        snapshot = one.snapshot()
        (found,) = snapshot.events
        assert [len(row.reports) for row in found.testimonies] in ([2, 1], [1, 2])
        assert len(snapshot.copies) == 1
        assert one.check() == []


def test_looking_again_gives_the_same(tmp_path: Path) -> None:
    with filed(tmp_path / "1", ["one", "two", "three"]) as record:
        before = record.contents()["copies"], record.contents()["report_sources"]
        assert record.trace(tracer, compare) == 0
        assert record.trace(tracer, compare, again=True) == 3
        assert (record.contents()["copies"], record.contents()["report_sources"]) == before
