"""The list of words of known names."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from chancery.reading.model.name_words import HINT_CLASSES, NameWords

WORDS = st.text(st.characters(codec="utf-8", categories=["Ll"]), min_size=2, max_size=8)


def test_only_words_with_a_capital_are_looked_up_whatever_their_accents() -> None:
    names = NameWords({"malaga": 2})
    assert names.hints(["Málaga", "malaga", "Rome", "MALAGA"]) == [2, 0, 0, 2]


@given(st.dictionaries(WORDS, st.integers(1, HINT_CLASSES - 1), max_size=30))
def test_what_is_written_is_read_again(tmp_path_factory, numbers: dict[str, int]) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("names") / "names.txt"
    NameWords(numbers).write(path)
    read = NameWords.from_file(Path(path))
    assert len(read) == len(numbers)
    again = path.with_suffix(".again")
    read.write(again)
    assert again.read_bytes() == path.read_bytes()
