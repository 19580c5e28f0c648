"""Near-identical texts are found and compared; forms filled in anew are none."""

from __future__ import annotations

import random

from chancery.matching.copies import bands, compare, find_copies
from chancery.terms import Report, Span

STEMS = "talk border force town deal claim fire road aid guard vote plan crisis leader army river court law".split()


def story(seed: int, words: int = 300) -> str:
    """A text of its own, with names and numbers."""
    draw = random.Random(seed)
    parts = []
    for at in range(words):
        word = draw.choice(STEMS) + draw.choice(["", "s", "ed", "ing", "er", "ly"])
        parts.append(f"N{word}" if at % 11 == 5 else str(draw.randint(2, 900)) if at % 17 == 3 else word)
    return " ".join(parts) + "."


def report(text: str, name: str = "") -> Report:
    return Report(text, blocks=(Span(0, len(text)),), given_id=name or text[:20])


def test_signatures_are_the_same_on_any_machine_and_version() -> None:
    # Kept in records: if this fails, the algorithm has changed, and reports that are filed must be looked at again.
    found = bands(report("one two three four five six seven eight nine ten " * 4 + story(1)))
    assert len(found) == 64
    assert found[:2] == (-526393208750591806, 3528589402470260346)


def test_a_copy_with_a_paragraph_more_is_one() -> None:
    one, other = report(story(1)), report(f"{story(2, 40)} {story(1)}")
    (copy,) = find_copies([one, other])
    assert (copy.left, copy.right) == tuple(sorted((one.id, other.id)))
    assert copy.within == 1.0


def test_an_excerpt_is_one() -> None:
    half = " ".join(story(1).split()[:150])
    assert len(find_copies([report(story(1)), report(half)])) == 1


def test_case_and_punctuation_do_not_matter() -> None:
    assert len(find_copies([report(story(1)), report(story(1).upper().replace(".", "!"))])) == 1


def test_different_texts_are_none() -> None:
    assert find_copies([report(story(seed)) for seed in range(8)]) == []


def test_a_form_with_other_names_and_numbers_is_none() -> None:
    form = (
        "in the town of {} the tremor was felt by people near the river and {} houses were hurt "
        "said the office of {} as the guard went out "
    )
    one = "".join(form.format(f"Aton{n}", n * 7 + 1, f"Baru{n}") for n in range(9))
    other = "".join(form.format(f"Ceki{n}", n * 5 + 300, f"Dimo{n}") for n in range(9))
    assert compare(report(one), report(other)) is None
    assert compare(report(one, "x"), report(one, "y")) is not None


def test_the_comparison_is_the_same_either_way() -> None:
    one, other = report(story(1)), report(story(1) + story(3, 60))
    assert compare(one, other) == compare(other, one)


def test_short_texts_and_equal_reports_are_no_copies() -> None:
    assert bands(report("Too short to tell.")) == ()
    assert compare(report("Too short to tell."), report("Too short to tell.", "again")) is None
    assert find_copies([report(story(1)), report(story(1))]) == []
