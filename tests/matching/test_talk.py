"""Who "I" and "you" are: those whose words they stand in, and else nobody."""

from __future__ import annotations

from chancery import runs


def _called(text: str) -> dict[str, str]:
    reading = runs.read_text(runs.make_text_report(text))
    return {mention.text: mention.actor.name for mention in reading.actors}


def test_in_an_interview_they_may_be_any_of_those_who_talk() -> None:
    called = _called("Viktor Orban resigned on Monday.\n\nHow did you decide that, Mr Orban?\n\nI was tired.")
    assert called["Mr Orban"] == "Viktor Orban"
    assert not called.keys() & {"I", "you"}


def test_in_quoted_words_they_are_who_says_them() -> None:
    assert _called('Viktor Orban resigned on Monday. "I was tired," Orban said.')["I"] == "Viktor Orban"
