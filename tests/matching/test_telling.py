"""What the words of a sentence say."""

from __future__ import annotations

from chancery.matching.telling import stem, told_in, verb_of


def test_forms_of_a_word_share_a_stem() -> None:
    assert stem("resigned") == stem("resignation") == stem("resigns")
    assert stem("wars") == stem("War’s") == "war"


def test_names_do_not_open_a_sentence_and_are_known_by_their_parts() -> None:
    stems, names, numbers = told_in("Officials in Nagorno-Karabakh counted 1,960 soldiers in 2020.")
    assert stem("Karabakh") in names
    assert stem("officials") in stems - names
    assert numbers == {"1960", "2020"}


def test_a_noun_is_the_verb_of_its_event() -> None:
    assert verb_of("withdrawal") == "withdraw"
    assert verb_of("coffee") == "coffee"
