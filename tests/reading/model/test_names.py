"""Names out of tag scores."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.reading.model.names import NameDecoder

TAGS = ["O", *(f"{place}-{kind}" for kind in ("PER", "LOC") for place in "BIES")]


def scores(*tags: str) -> np.ndarray:
    """Scores that prefer the given tag of each word."""
    rows = np.zeros((len(tags), len(TAGS)), dtype=np.float32)
    for row, tag in enumerate(tags):
        rows[row, TAGS.index(tag)] = 5.0
    return rows


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        (["O", "O"], []),
        (["S-LOC", "O"], [(0, 0, "LOC")]),
        (["B-PER", "I-PER", "E-PER", "S-LOC"], [(0, 2, "PER"), (3, 3, "LOC")]),
    ],
)
def test_well_formed_tags(tags: list[str], names: list[tuple[int, int, str]]) -> None:
    assert [(n.first, n.last, n.kind) for n in NameDecoder(TAGS).decode(scores(*tags))] == names


@given(st.lists(st.sampled_from(TAGS), min_size=1, max_size=12))
def test_names_never_overlap_and_end(tags: list[str]) -> None:
    found = NameDecoder(TAGS).decode(scores(*tags))
    places = [place for name in found for place in range(name.first, name.last + 1)]
    assert places == sorted(set(places))
    assert all(0 <= place < len(tags) for place in places)
    assert all(0 < name.score <= 1 for name in found)
