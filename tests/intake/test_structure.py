"""The report understood as a document."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chancery.intake.structure import lay_out
from chancery.terms import Span

PAGE = """Coast Guard Ends Search off Varna, Mayor Says

The search for a missing trawler has ended, closing a week of hope for three families on the coast.

Ana Petrova
Published: 12 March 2024
Last Updated On
Advertisement
Coast Guard Ends Search off Varna, Mayor Says

VARNA, March 12 (Coastal News) - The coast guard ended its search for a missing trawler on Tuesday. Mayor Ivan Kolev
confirmed it.

Read more: Why trawlers sink

Why it matters: The loss is the third this winter, and the fleet is old.

Photo: Harbour Office

What happens next

An inquiry opens on Monday, the ministry said in a statement to reporters.

Key Takeaways:
• The search has ended.
• An inquiry opens on Monday.

Related stories
Storm hits the coast
Fleet to be renewed

© 2024 Coastal News. All rights reserved.
"""


def cut(page: str, spans: list[Span]) -> list[str]:
    return [span.cut(page) for span in spans]


def test_a_page_in_all_its_parts() -> None:
    out = lay_out(PAGE)
    assert out.title == "Coast Guard Ends Search off Varna, Mayor Says"
    assert out.deck is not None
    assert out.deck.cut(PAGE).startswith("The search for a missing trawler")
    assert out.byline == "Ana Petrova"
    assert out.published.edtf == "2024-03-12"
    assert not out.updated.stated
    assert out.dateline == "VARNA, March 12 (Coastal News)"
    assert cut(PAGE, out.furniture) == [
        "Last Updated On",
        "Advertisement",
        "Coast Guard Ends Search off Varna, Mayor Says",
        "Read more: Why trawlers sink",
        "Photo: Harbour Office",
        "Related stories",
        "Storm hits the coast",
        "Fleet to be renewed",
        "© 2024 Coastal News. All rights reserved.",
    ]
    blocks = cut(PAGE, out.blocks)
    assert blocks[2].startswith("The coast guard ended its search")
    assert blocks[3] == "The loss is the third this winter, and the fleet is old."
    assert blocks[-2:] == ["The search has ended.", "An inquiry opens on Monday."]
    names = [section.name for section in out.sections]
    for name in ("title", "deck", "byline", "published", "dateline", "body", "why_this_matters", "what_happens_next"):
        assert name in names
    assert names.count("key_takeaways") == 1


def test_an_article_that_begins_with_its_date() -> None:
    text = "Friday, January 4, 2019 \n\n\nAn old bridge fell on Monday in a town by the river, officials said.\n\n\n—The mayor"  # noqa: E501
    out = lay_out(text, title="Bridge falls")
    assert out.published.edtf == "2019-01-04"
    assert out.title_span is None
    assert cut(text, out.blocks) == ["An old bridge fell on Monday in a town by the river, officials said."]
    assert cut(text, out.furniture) == ["—The mayor"]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The ministers met for a third day in the capital and did not agree on the\n"
        "text of a joint statement, according to two people who were in the room and\n"
        "who asked not to be named because they were not allowed to speak about it.\n"
        "\n"
        "A further meeting is planned for next week, the host country's government\n"
        "said in a note to reporters.\n"
    )
    out = lay_out(text)
    assert len(out.blocks) == 2
    assert out.blocks[0].cut(text).endswith("speak about it.")


def test_bare_sentences_are_read_and_nothing_is_a_title() -> None:
    for text in ("Russia attacked Ukraine on Friday", "Rebels took the town.", "War"):
        out = lay_out(text)
        assert cut(text, out.blocks) == [text]
        assert out.title_span is None


def test_a_byline_with_by_and_a_date_on_one_line() -> None:
    text = (
        "Talks collapse in Geneva over fishing rights\n\nBy Jane Doe and John Roe, The Agency | March 3, 2021 | 4 min read\n\n"  # noqa: E501
        "Talks between the two governments collapsed on Wednesday after only an hour, diplomats said.\n"
    )
    out = lay_out(text)
    assert out.byline == "Jane Doe and John Roe, The Agency"
    assert out.published.edtf == "2021-03-03"
    assert len(out.blocks) == 2


def test_a_dateline_without_a_year_gives_no_date() -> None:
    text = "Fighting stops in the hills\n\nSTEPANAKERT, Nov 10 (Agency) - Fighting stopped in the hills on Tuesday, the army said.\n"  # noqa: E501
    out = lay_out(text)
    assert out.dateline == "STEPANAKERT, Nov 10 (Agency)"
    assert not out.published.stated


def test_a_dash_after_a_name_in_capitals_is_no_dateline() -> None:
    text = "NATO - the alliance that was founded in 1949 - will meet in Vilnius, its chief said on Monday."
    assert lay_out(text).dateline == ""


def test_last_updated_hours_ago_gives_nothing() -> None:
    text = "Port reopens\n\nLast updated 3 hours ago\n\nThe port reopened on Monday after a strike of two weeks, its owner said.\n"  # noqa: E501
    out = lay_out(text)
    assert not out.updated.stated
    assert "Last updated 3 hours ago" in cut(text, out.furniture)


LINES = st.sampled_from(
    [
        "Port reopens after long strike",
        "By Jane Doe",
        "Jane Doe",
        "Updated On",
        "Share this",
        "March 3, 2021",
        "Key Takeaways",
        "Why this matters: It is the third strike this year.",
        "• The port reopened.",
        "1. The owner agreed.",
        "BAKU, March 3 (Agency) - The port reopened on Monday, its owner said in a statement.",
        "The port reopened on Monday after a strike of two weeks, its owner said.",
        "## Background",
        "Related",
        "",
        "  ",
        "Photo: Agency",
        "((WN)) What was it like?",
        "---",
    ]
)


@given(
    st.one_of(st.text(max_size=400), st.lists(LINES, max_size=14).map("\n".join)),
    st.sampled_from(["", "Port reopens after long strike"]),
)
def test_blocks_and_furniture_are_in_range_and_never_overlap(text: str, title: str) -> None:
    out = lay_out(text, title=title)
    taken = sorted([*out.blocks, *out.furniture])
    for span in taken:
        assert 0 <= span.start < span.end <= len(text)
        assert span.cut(text).strip()
    for left, right in pairwise(taken):
        assert left.end <= right.start
    for section in out.sections:
        assert 0 <= section.start <= section.end <= len(text)
    assert out.blocks == sorted(out.blocks)
