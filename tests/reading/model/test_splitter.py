"""Sentences and words from cuts; the network is played by a rule."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.reading.model.features import MAX_WORDS
from chancery.reading.model.signs import SIGN_CLASSES, sign_numbers
from chancery.reading.model.splitter import Splitter

STOP, SPACE = int(sign_numbers(".")[0]), 1


class RuleSession:
    """Cuts before every full stop, and begins a sentence at the sign after a stop and a space."""

    def run(self, outputs: Sequence[str] | None, inputs: dict[str, Any]) -> list[Any]:
        signs = inputs["signs"]
        cuts = np.zeros_like(signs)
        cuts[signs == STOP] = 1
        after = (signs[:, :-2] == STOP) & (signs[:, 1:-1] == SPACE)
        cuts[:, 2:][after] = 2
        return [cuts]


def words(text: str, blocks: list[tuple[int, int]] | None = None) -> list[list[str]]:
    found = Splitter(RuleSession()).split([(text, blocks or [(0, len(text))])])[0]
    return [[text[start:end] for start, end in sentence.words] for sentence in found]


def test_words_and_sentences() -> None:
    assert words("It rained. Nobody came.") == [["It", "rained", "."], ["Nobody", "came", "."]]


def test_offsets_are_those_of_the_whole_text() -> None:
    assert words("skip me. It rained.", [(9, 19)]) == [["It", "rained", "."]]


def test_a_block_never_shares_a_sentence() -> None:
    assert words("Troops leave\nThey left", [(0, 12), (13, 22)]) == [["Troops", "leave"], ["They", "left"]]


def test_an_empty_line_ends_a_sentence_and_one_line_end_does_not() -> None:
    assert words("Troops\nleave\n \n They left") == [["Troops", "leave"], ["They", "left"]]


def test_a_block_of_white_space_has_no_sentence() -> None:
    assert words(" \n\t ") == []
    assert words("", [(0, 0)]) == []


def test_a_long_block_reads_as_if_it_were_short() -> None:
    once = "The force left. "
    assert words(once * 500) == [["The", "force", "left", "."]] * 500


def test_a_long_sentence_is_cut() -> None:
    found = words("word " * 1000)
    assert sum(map(len, found)) == 1000
    assert max(map(len, found)) <= MAX_WORDS


def test_a_huge_word_stays_one_word() -> None:
    assert [list(map(len, sentence)) for sentence in words("x" * 50_000)] == [[50_000]]


@settings(deadline=None)
@given(st.text(max_size=300))
def test_every_visible_sign_is_in_one_word(text: str) -> None:
    found = Splitter(RuleSession()).split([(text, [(0, len(text))])])[0]
    ink = {place for sentence in found for start, end in sentence.words for place in range(start, end)}
    signs = sign_numbers(text)
    assert ink == {place for place, number in enumerate(signs.tolist()) if number != SPACE}
    assert all(0 < number < SIGN_CLASSES for number in signs.tolist())


class NoCuts:
    """Cuts nothing."""

    def run(self, outputs: Sequence[str] | None, inputs: dict[str, Any]) -> list[Any]:
        return [np.zeros_like(inputs["signs"])]


def test_two_blanks_after_a_stop_begin_a_sentence() -> None:
    def starts(text: str) -> list[str]:
        spans = Splitter(NoCuts()).split([(text, [(0, len(text))])])[0]
        return [text[span.words[0][0] : span.words[-1][1]] for span in spans]

    assert starts("Talks failed.  Orlova left.") == ["Talks failed.", "Orlova left."]
    assert starts("Talks failed.\u00a0 Orlova left.") == ["Talks failed.", "Orlova left."]
    assert starts('"Talks failed."  "Why?"  Élodie asked.') == ['"Talks failed."', '"Why?"', "Élodie asked."]
    assert starts("It ended in 2019.   (Nobody came.)") == ["It ended in 2019.", "(Nobody came.)"]
    for one in (
        "Talks failed. Orlova left.",  # one blank: the network's choice
        "J.  Smith left",
        "Mr.  Smith left",
        "The U.S.  President left",
        "It met on Jan.  Five came",
        "Talks failed.  then resumed",
        "Talks  Failed",
        "Talks failed.\n Orlova left",
    ):
        assert starts(one) == [one], one


def test_a_sentence_may_end_in_a_short_form() -> None:
    def split(text: str) -> int:
        return len(Splitter(NoCuts()).split([(text, [(0, len(text))])])[0])

    assert split("He flew to the U.K. He returned") == 2
    assert split("It was bought by Acme Inc. The price is unknown") == 2
    assert split("U.S. In Talks With Iran") == 1
    assert split("The U.S. President left") == 1


def test_a_short_form_before_a_name_ends_no_sentence() -> None:
    class CutsEverywhere:
        """Cuts a sentence at every sign."""

        def run(self, outputs: Sequence[str] | None, inputs: dict[str, Any]) -> list[Any]:
            return [np.full_like(inputs["signs"], 2)]

    def firsts(text: str) -> list[str]:
        spans = Splitter(CutsEverywhere()).split([(text, [(0, len(text))])])[0]
        return [text[span.words[0][0] : span.words[0][1]] for span in spans]

    assert "P" not in firsts("U.S. President")
    assert "C" not in firsts("U.N. Council")
    assert "H" in firsts("U.K. He")
