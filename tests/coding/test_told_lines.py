"""Lines told of single reports: nothing that the words of the report do not say."""

from __future__ import annotations

import pytest

from chancery import intake
from chancery.terms import Report, Snapshot
from chancery.views.brief import Brief, build_brief
from chancery.views.wording import Wording
from tests.acceptance.running import code_report


def snapshot_of(text: str) -> Snapshot:
    report = intake.make_report(text, published="2024-03-01")
    assert isinstance(report, Report)
    return code_report(report)


def lines_of(text: str) -> list[str]:
    snapshot = snapshot_of(text)
    wording = Wording(snapshot)
    return [wording.sentence(event, dated=False) for event in snapshot.events]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Prime Minister Nikol Pashinyan accused Azerbaijan of having planned the attack.",
            "An attack by Azerbaijan is planned, according to Nikol Pashinyan (prime minister).",
        ),
        (
            "After six weeks of war the leaders of Armenia, Azerbaijan and Russia have signed a statement.",
            "The leaders of Armenia, Azerbaijan and Russia signed “a statement”.",
        ),
        ("Armenia agreed to quit the CSTO.", "Armenia agreed to “quit the CSTO”."),
        (
            "Armenian soldiers captured two men. The ministry confirmed the loss of one helicopter and said that the "
            "crew had survived. It rejected Armenian reports of greater losses.",
            "The ministry rejected “Armenian reports of greater losses”.",
        ),
        (
            "The Rapid Support Forces control Bara, the group said on Saturday. The health ministry said on Saturday "
            "that 19 people had been killed in the fighting in Bara on Friday.",
            "19 people were killed, according to the health ministry.",
        ),
        (
            "Russian officials have said that Armenia itself had recognised Nagorno-Karabakh as part of Azerbaijan.",
            "Armenia recognised “Nagorno-Karabakh”, according to Russian officials.",
        ),
        (
            "Russia and Turkey signed a memorandum. The defence ministers of the two countries signed the document.",
            "The defence ministers of Russia and Turkey signed an agreement (“a memorandum”).",
        ),
        (
            "The International Court of Justice on Friday ordered Azerbaijan to ensure that people who left "
            "Nagorno-Karabakh can return in a safe, unimpeded and orderly manner.",
            "The International Court of Justice ordered Azerbaijan to “ensure that people who left Nagorno-Karabakh "
            "can return in a safe, unimpeded and orderly manner”.",
        ),
        (
            "The judges ordered Azerbaijan to protect the registration and property documents of those who left, and "
            "to report to the court within eight weeks.",
            "The judges ordered Azerbaijan to “protect the registration and property documents of those who left”.",
        ),
        (
            "The foreign ministers of France and Italy met in Rome.",
            "The foreign ministers of France and Italy met in Rome.",
        ),
        (
            "China urged both sides to stop fighting, protect civilians and return to talks.",
            "China made an appeal: “stop fighting, protect civilians and return to talks”.",
        ),
        (
            "Russia called for an emergency meeting of the Security Council.",
            "Russia called for “an emergency meeting of the Security Council”.",
        ),
        (
            "Demonstrators demanded that Prime Minister Nikol Pashinyan resign.",
            "Demonstrators demanded that “Prime Minister Nikol Pashinyan resign”.",
        ),
        (
            "When Azerbaijan took Nagorno-Karabakh by force in September 2023, the peacekeepers did not resist.",
            "The peacekeepers did not resist Azerbaijan.",
        ),
        (
            "Azerbaijan set up a checkpoint at the Hakari bridge.",
            "Azerbaijan set up “a checkpoint” at the Hakari bridge.",
        ),
        (
            "Azerbaijan's defence ministry said that 2,783 of its soldiers had been killed in the war.",
            "“2,783 of its soldiers” were killed, according to Azerbaijan's defence ministry.",
        ),
    ],
)
def test_a_line_says_what_the_report_says(text: str, told: str) -> None:
    assert told in lines_of(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "They said that Azerbaijan had shelled towns and villages, and reported at least 200 people killed, among "
            "them ten civilians, and more than 400 wounded.",
            {"dead": {"at least 200", "ten"}, "injured": {"more than 400"}},
        ),
        (
            "At least 12 people were killed and 40 others wounded in the attack in Kabul.",
            {"dead": {"at least 12"}, "injured": {"40"}},
        ),
        ("The bombing in Mogadishu left 20 dead and 45 injured.", {"dead": {"20"}, "injured": {"45"}}),
        (
            "The army said 17 soldiers were killed and 30 injured in clashes with rebels.",
            {"dead": {"17"}, "injured": {"30"}},
        ),
    ],
)
def test_the_wounded_are_not_counted_with_the_dead(text: str, told: dict[str, set[str]]) -> None:
    counts: dict[str, set[str]] = {}
    for event in snapshot_of(text).events:
        for one in event.quantities:
            counts.setdefault(one.what, set()).add(one.words.lower())
    assert counts == told


def test_a_bridge_of_a_towns_name_is_not_moved_to_another_country() -> None:
    snapshot = snapshot_of("Azerbaijan set up a checkpoint at the Hakari bridge, where the road from Armenia ends.")
    places = {event.place.place.country for event in snapshot.events if event.place}
    assert "TUR" not in places


def brief_of(text: str) -> Brief:
    return build_brief(snapshot_of(text))


def test_who_alleges_says_it_once_and_who_denies_in_the_reports_words() -> None:
    brief = brief_of(
        "The Armenian defence ministry alleged that Azerbaijan had attacked Stepanakert. Azerbaijan denied that it had "
        "started the fighting."
    )
    said = [line.text for group in brief.who_says_what for line in group.lines]
    assert not any("says that" in line and "alleged" in line for line in said)
    assert "Azerbaijan denies that “it had started the fighting”." in said


def test_one_person_is_one_voice() -> None:
    brief = brief_of(
        "Prime Minister Nikol Pashinyan said that Russian troops had left Shusha. Nikol Pashinyan, Armenia's prime "
        "minister, said that Azerbaijan had attacked Agdam."
    )
    assert len([group for group in brief.who_says_what if "Pashinyan" in group.heading]) == 1


def test_a_sentence_that_can_only_be_quoted_is_no_line_of_a_brief() -> None:
    brief = brief_of("The Russian foreign ministry spoke with others. Azerbaijani troops shelled Agdam on Monday.")
    happened = [line.text for group in brief.what_happened for line in group.lines]
    assert happened == ["Azerbaijani troops shelled Agdam."]


def test_a_question_keeps_the_number_of_those_it_asks_for() -> None:
    asked = [line.text for line in brief_of("Two civilians and four policemen were killed in Agdam.").open_questions]
    assert not any(line.startswith("Which civilians") for line in asked)


def test_who_holds_ground_has_done_nothing() -> None:
    assert lines_of("Rebels of the M23 movement control the town of Rutshuru, residents said on Friday.") == []


def test_it_is_nobody_whose_name_was_read_as_a_persons() -> None:
    lines = lines_of(
        "The Rapid Support Forces control Bara, the group said on Saturday. It denied that the army had "
        "seized the town."
    )
    assert lines == ["“It denied that the army had seized the town”."]


def test_they_who_may_be_named_after_are_not_those_named_before() -> None:
    lines = lines_of(
        "Azerbaijani troops entered Agdam on 20 November. Before they left, some Armenian inhabitants of Kalbajar set "
        "fire to their own houses."
    )
    assert not any("withdrew" in line for line in lines)
