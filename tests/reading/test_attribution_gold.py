"""The annotated attributions: the file holds together, and texts are joined as it was annotated."""

from __future__ import annotations

import json

from training.attribution_gold import FILE, joined_text


def test_ranges_lie_in_their_sentences_and_heads_in_their_cues() -> None:
    rows = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
    assert sum(len(row["attributions"]) for row in rows) == 2694
    assert len({row["sha256"] for row in rows}) == len(rows) == 234
    for row in rows:
        assert "text" not in row
        for one in row["attributions"]:
            start, end = row["sentences"][one["sentence"]]
            for part in ("cue", "source", "content"):
                assert one[part] is None or start <= one[part][0] < one[part][1] <= end
            assert one["cue"][0] <= one["head"][0] < one["head"][1] <= one["cue"][1]


def test_sentences_are_joined_by_blanks_and_paragraphs_by_lines() -> None:
    assert joined_text([("A man.", True), ("A plan.", False), ("Panama.", True)]) == "A man. A plan.\n\nPanama."
    assert joined_text([]) == ""
