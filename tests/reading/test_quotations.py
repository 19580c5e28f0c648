"""Words in quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.reading.quotations import find_quotations
from chancery.terms import Report, Span
from tests.reading.plain_sentences import one_sentence, report_of


def quoted(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_quotations(report_of(text), one_sentence(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He called it an attempt to "drag the region into war" again.', ["drag the region into war"]),
        ("“We won,” he said. “It’s over.”", ["We won,", "It’s over."]),
        ("‘The workers’ party won,’ he said.", ["The workers’ party won,"]),
        ("'We won', he said of the soldiers' camp.", ["We won"]),
        ("“It is the ‘end’ of it,” she said.", ["It is the ‘end’ of it,", "end"]),
        ("Il a dit «non» et „nein“.", ["non", "nein"]),
        ("the so-called “republic” and its 'army'", ["republic", "army"]),
        ("rock ’n’ roll in the ’90s isn't the soldiers' choice", []),
        ("a man 5'10\" tall", []),
        ('"He never closed it', ["He never closed it"]),
        ("He closed what he never opened.”", []),
        ('""', []),
    ],
)
def test_quoted(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_speech_over_two_paragraphs_has_a_part_in_each() -> None:
    text = "“We came back.\n\n“We will stay,” she said."
    report = Report(text=text, blocks=(Span(0, 14), Span(16, len(text))))
    found = [text[part.start : part.end] for part in find_quotations(report, one_sentence(text))]
    assert found == ["We came back.", "We will stay,"]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\"“”‘’'«»„ ab.")), max_size=120))
def test_whatever_the_marks_spans_lie_in_the_text_and_nest(text: str) -> None:
    found = find_quotations(Report(text=text, blocks=(Span(0, len(text)),) if text else ()), one_sentence(text))
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        for other in found:
            # Two quotations lie apart or one within the other.
            apart = one.end <= other.start or other.end <= one.start
            within = (one.start <= other.start and other.end <= one.end) or (
                other.start <= one.start and one.end <= other.end
            )
            assert apart or within
