"""The bench of matching: accounts made of a corpus' own marks, and which shares have floors."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from bench.record import gold
from bench.record.chains import marked_in, mentions_of
from bench.record.gold import GoldReport
from bench.record.matching import HELD, LEAST_PAIRS, held_of
from bench.record.pairs import tally
from chancery.runs.coding import read_text


def document(number: int, day: str, sentences: list[str], marks: list[tuple[int, str, str]]) -> GoldReport:
    """A report as the corpus writes it; `marks` are (sentence, word, instance, "" for none)."""
    tokens, anchors, count = [], {}, 0
    for at, sentence in enumerate(["A headline", day, *sentences]):
        for word in sentence.split():
            count += 1
            anchors[at, word] = count
            tokens.append(f'<token t_id="{count}" sentence="{at}">{word}</token>')
    created = f'<token_anchor t_id="{anchors[1, day]}"/>'
    mentions, events, links = [], [], []
    for at, (sentence, word, instance) in enumerate(marks):
        anchor = anchors[sentence + 2, word]
        mentions.append(f'<EVENT_MENTION m_id="m{at}"><token_anchor t_id="{anchor}"/></EVENT_MENTION>')
        events.append(f'<EVENT m_id="e{at}" instance_id="{instance}"/>' if instance else f'<EVENT m_id="e{at}"/>')
        links.append(f'<REFERS_TO><source m_id="m{at}"/><target m_id="e{at}"/></REFERS_TO>')
    return gold._of_meantime(
        ElementTree.fromstring(
            f'<Document doc_id="{number}" doc_name="{number}_A_headline">{"".join(tokens)}<Markables>'
            f'<TIMEX3 m_id="t" functionInDocument="CREATION_TIME" type="DATE" value="{day}">{created}</TIMEX3>'
            f"{''.join(mentions + events)}</Markables><Relations>{''.join(links)}</Relations></Document>"
        )
    )


#: Beyond the five annotated sentences, where the corpus keeps only what is one with something.
FILL = ["Nothing was said ."] * 5
ONE = document(
    1,
    "2011-08-25",
    ["Jobs resigned on August 24 .", *FILL, "It said that Jobs resigned ."],
    [(0, "resigned", "r"), (6, "resigned", "r")],
)
OTHER = document(
    2,
    "2011-10-06",
    [*FILL, "On August 24 , Jobs resigned .", "The phone glows ."],
    [(5, "resigned", "r"), (6, "glows", "")],
)


def test_the_whole_document_counts_and_what_has_no_instance_is_its_own() -> None:
    assert [event for _, event in ONE.told] == ["r", "r"]
    assert [OTHER.report.text[span.start : span.end] for span, _ in OTHER.told] == ["resigned", "glows"]
    assert OTHER.told[1][1] not in ("", "r", "e1")
    assert document(3, "2011-10-06", ["It glows ."], [(0, "glows", "")]).told[0][1] != OTHER.told[1][1]


def test_marked_words_become_claims_and_pairs_are_of_mentions_of_two_reports() -> None:
    found = [marked_in(read_text(one.report), one.told, guess=False) for one in (ONE, OTHER)]
    assert [(len(one.told), one.unread, one.untyped) for one in found] == [(2, 0, 0), (1, 0, 1)]
    assert {claim.event.mode for one in found for claim, _ in one.told} == {"resign"}
    accounts = mentions_of([told for one in found for told in one.told])
    assert accounts[0].happening == accounts[1].happening  # the corpus says that they are one in the report
    row = tally(accounts).row()
    assert (row["pairs_of_one_event"], row["false_merges"] + row["pairs_of_two"]) == (2, 0)
    assert row["missed_merges"] in (0, 2)  # both or none: an account is joined as a whole


def test_with_guesses_every_word_that_is_read_counts() -> None:
    found = marked_in(read_text(OTHER.report), OTHER.told, guess=True)
    assert (len(found.told), found.unread, found.untyped) == (2, 0, 0)


@pytest.mark.parametrize(("pairs", "held"), [(LEAST_PAIRS - 1, []), (LEAST_PAIRS, ["a set"])])
def test_shares_of_a_handful_of_pairs_have_no_floor(pairs: int, held: list[str]) -> None:
    row = dict.fromkeys(HELD, 100.0) | {"pairs_of_one_event": float(pairs)}
    assert list(held_of({"a set": row})) == held
