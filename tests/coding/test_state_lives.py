"""States of every kind through their life: several reports, read and folded together, and what stands after each."""

# ruff: noqa: E501 (a sentence of a life stands on one line)

from __future__ import annotations

import pytest

from chancery import coding, intake, reading
from chancery.coding.dealings import pact_key
from chancery.matching import events, mentions
from chancery.record.fold import fold
from chancery.shelf import codebooks
from chancery.terms import Claim, Report, State


def states_after(*told: tuple[str, str]) -> tuple[State, ...]:
    """The states of short reports of ours, each with its day of publication."""
    claims: list[Claim] = []
    for published, text in told:
        report = intake.make_report(text, published=published)
        assert isinstance(report, Report)
        claims += coding.code(mentions.resolve_mentions(reading.load_reader().read(report)))[1]
    return fold(claims, events.judge(claims))[1]


LIVES = {
    "presence": (
        ("presence", "standing", "2021-03-01", "France deployed 600 soldiers to Niger on Monday."),
        ("presence", "standing", "2022-03-01", "France will withdraw its soldiers from Niger by the end of the year."),
        ("presence", "ended", "2022-12-30", "The last French soldiers left Niger on Thursday."),
    ),
    "presence alleged": (
        ("presence", "alleged", "2021-05-01", "Opposition parties allege that Russian mercenaries have been deployed in Mali."),
    ),
    "control": (
        ("control", "standing", "2022-03-03", "Russian forces captured the city of Kherson on Wednesday."),
        ("control", "ended standing", "2022-11-12", "Ukrainian forces recaptured Kherson on Friday."),
    ),
    "agreement on one matter": (
        ("agreement", "standing", "2020-11-10", "Armenia and Azerbaijan signed an agreement on transport links on Monday."),
        ("agreement", "suspended", "2021-06-10", "Azerbaijan suspended the agreement with Armenia on transport links on Wednesday."),
        ("agreement", "ended", "2022-03-10", "Azerbaijan withdrew from the agreement with Armenia on transport links on Wednesday."),
    ),
    "agreement by its name": (
        ("agreement", "standing", "2010-04-09", "The United States and Russia signed the New START treaty on Thursday."),
        ("agreement", "standing", "2023-02-22", "Russia suspended its participation in the New START treaty on Tuesday."),
        ("agreement", "ended", "2026-02-06", "The New START treaty between the United States and Russia expired on Thursday."),
    ),
    "agreement, the only one": (
        ("agreement", "standing", "2019-07-01", "Turkey and Libya signed a maritime agreement in November."),
        ("agreement", "ended", "2020-07-01", "The agreement between Turkey and Libya expired in June."),
    ),
    "agreement resumed": (
        ("agreement", "standing", "2014-09-09", "Ukraine and Poland signed a trade deal in September."),
        ("agreement", "ended", "2019-08-03", "Poland scrapped its trade deal with Ukraine on Friday."),
        ("agreement", "ended standing", "2020-08-03", "Ukraine and Poland resumed the trade deal on Friday."),
    ),
    "membership": (
        ("membership", "standing", "2002-01-03", "Armenia joined the CSTO in 2002."),
        ("membership", "suspended", "2024-02-23", "Armenia froze its participation in the CSTO on Thursday."),
        ("membership", "ended", "2024-12-05", "Armenia left the CSTO on Wednesday."),
    ),
    "hostilities": (
        ("hostilities", "standing", "1990-08-03", "Iraq invaded Kuwait on Thursday."),
        ("hostilities", "ended", "1991-03-01", "The war between Iraq and Kuwait ended on Thursday."),
    ),
    "hostilities that broke out": (
        ("hostilities", "standing", "2020-09-28", "Fighting broke out between Armenia and Azerbaijan on Sunday."),
        ("hostilities", "ended", "2020-11-10", "The war between Armenia and Azerbaijan ended on Monday."),
    ),
    "displacement": (
        ("displacement", "standing", "2015-10-01", "Some 10,000 Syrians fled Aleppo in September."),
        ("displacement", "ending", "2017-10-01", "About 10,000 displaced Syrians have returned to Aleppo."),
    ),
    "custody": (
        ("custody", "standing", "2021-01-18", "Russian police arrested Alexei Navalny on Sunday."),
        ("custody", "ended", "2024-02-17", "Alexei Navalny died in prison on Friday."),
    ),
    "sanction": (
        ("sanction", "standing", "2012-07-28", "The European Union imposed sanctions on Syria in May 2011."),
        ("sanction", "suspended", "2025-02-25", "The European Union suspended its sanctions against Syria on Monday."),
        ("sanction", "standing", "2025-03-25", "The European Union reimposed sanctions on Syria on Monday."),
        ("sanction", "ended", "2025-05-21", "The European Union lifted all sanctions on Syria on Tuesday."),
    ),
    "commitment delivered": (
        ("commitment", "standing", "2023-06-05", "The United States pledged 65 million dollars to Armenia on Monday."),
        ("commitment", "ended standing", "2023-09-05", "The United States paid the promised 10 million dollars to Moldova on Monday."),
        ("commitment", "ended ended", "2024-01-05", "The United States paid the promised 65 million dollars to Armenia on Thursday."),
    ),
    "commitment broken": (
        ("commitment", "standing", "2023-06-05", "Germany promised to send 18 tanks to Ukraine."),
        ("commitment", "ended", "2023-08-05", "Germany broke its promise to send 18 tanks to Ukraine."),
    ),
    "proceeding": (
        ("proceeding", "standing", "2023-12-30", "South Africa filed a case against Israel at the International Court of Justice in December."),
        ("proceeding", "ended", "2024-06-05", "The International Court of Justice dismissed South Africa's case against Israel on Friday."),
    ),
    "proceeding against a person": (
        ("proceeding", "standing", "2023-06-05", "Prosecutors charged Jacob Zuma with corruption in 2018."),
        ("proceeding", "suspended", "2023-09-05", "The trial of Jacob Zuma was suspended on Friday."),
        ("proceeding", "ended", "2024-06-05", "A court acquitted Jacob Zuma of corruption on Friday."),
    ),
    "demand met": (
        ("demand", "standing", "2023-06-05", "Azerbaijan demanded that Armenia change its constitution."),
        ("demand", "standing", "2024-06-05", "Armenia rejected Azerbaijan's demand to change its constitution."),
        ("demand", "ended", "2025-06-05", "Armenia met Azerbaijan's demand to change its constitution."),
    ),
    "demand repeated and dropped": (
        ("demand", "standing", "2023-06-05", "Greece demanded that Britain return the Parthenon marbles."),
        ("demand", "standing", "2023-07-05", "Greece called on Britain to return the Parthenon marbles."),
        ("demand", "ended", "2024-06-05", "Greece dropped its demand that Britain return the Parthenon marbles."),
    ),
    "office": (
        ("office", "standing", "2012-12-20", "Park Geun-hye was elected president of South Korea in 2012."),
        ("office", "suspended", "2016-12-10", "Parliament suspended President Park Geun-hye from office on Friday."),
        ("office", "ended", "2017-03-11", "The court removed President Park Geun-hye from office on Friday."),
    ),
    "office until death": (
        ("office", "standing", "2021-08-25", "Ebrahim Raisi was elected president of Iran in 2021."),
        ("office", "ended", "2024-05-20", "Iranian President Ebrahim Raisi died in a helicopter crash on Sunday."),
    ),
    "office lost at the polls": (
        ("office", "standing", "2019-04-25", "Jair Bolsonaro was sworn in as president of Brazil in January."),
        ("office", "ending", "2022-10-31", "President Jair Bolsonaro of Brazil lost the election to Luiz Inacio Lula da Silva on Sunday."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LIVES)
def test_the_life_of_a_state(name: str) -> None:
    life = LIVES[name]
    for step in range(1, len(life) + 1):
        kind, expected = life[step - 1][:2]
        states = states_after(*((day, text) for _, _, day, text in life[:step]))
        told = [state for state in states if state.kind == kind]
        assert sorted(state.status for state in told) == sorted(expected.split()), life[step - 1][3]


@pytest.mark.parametrize(
    ("kind", "published", "text"),
    [
        ("agreement", "2021-07-15", "Ethiopia and Sudan plan to sign a border agreement next month."),
        ("agreement", "2021-08-15", "Sudan denied that it had signed a border agreement with Ethiopia."),
        ("agreement", "2020-01-09", "The foreign minister of Italy agreed to a future meeting on Crete."),
        ("agreement", "2024-06-05", "Britain agreed to Greece's demand to return the Parthenon marbles."),
        ("office", "2020-04-09", "Senator Bernie Sanders dropped out of the presidential race on Wednesday."),
        ("custody", "2019-09-18", "Police arrested a second man on Saturday."),
        ("displacement", "2024-08-02", "Tourists have returned to Athens."),
        ("membership", "2020-01-31", "Boris Johnson resigned from the European Union on Friday."),
        ("presence", "2021-03-01", "The foreign ministry denied that Russian troops had been deployed in Mali."),
    ],
)
def test_what_makes_no_such_state(kind: str, published: str, text: str) -> None:
    assert not [state for state in states_after((published, text)) if state.kind == kind]


def test_an_end_needs_the_same_parties_and_matter() -> None:
    signed = ("2014-09-09", "Ukraine and Poland signed a trade deal in September.")
    other_parties = ("2019-08-03", "Poland scrapped its trade deal with Belarus on Friday.")
    other_matter = ("2019-08-03", "Poland scrapped its extradition treaty with Ukraine on Friday.")
    for end in (other_parties, other_matter):
        found = {state.status for state in states_after(signed, end) if state.kind == "agreement"}
        assert found == {"standing", "ended"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the New START treaty", "agreement|start|named"),
        ("The New START treaty between the United States and Russia", "agreement|start|named"),
        ("the INF treaty", "agreement|inf|named"),
        ("The agreement between Turkey and Libya", ""),
        ("the November 27 maritime border agreement", ""),
        ("a US trade deal", ""),
        ("Greece's demand", ""),
    ],
)
def test_a_pact_is_known_by_a_name_of_its_own(words: str, expected: str) -> None:
    assert pact_key(words, codebooks.load_codebook()) == expected
