"""The word lists that ship: each row is what its header says."""

from __future__ import annotations

import pytest

from chancery.shelf import wordlists
from chancery.terms import ArtefactError


def test_event_nouns_are_whole() -> None:
    rows = wordlists.table("event_nouns.tsv")
    assert len({row[0] for row in rows}) == len(rows) > 1000
    for noun, verb, of_role, possessive_role, origin in rows:
        assert noun
        assert verb
        assert noun == noun.lower()
        assert of_role in ("agent", "patient", "either")
        assert possessive_role in ("agent", "patient")
        assert origin in ("propbank", "ours")


def test_cues_have_a_stance_and_a_way_to_stand() -> None:
    from chancery.terms import STANCES

    for stance, part_of_speech, how, lemmas in wordlists.table("attribution_cues.tsv"):
        assert stance in STANCES
        assert part_of_speech in ("verb", "noun", "adj")
        assert set(how) <= set("ctofgbaqCTNQGFWXUAOILPS")
        assert lemmas.split()


def test_groups_do_not_overlap_where_they_must_not() -> None:
    names = wordlists.groups("given_names.tsv")
    assert not names["male"] & names["female"]
    assert {"negates", "prevents", "plans", "demands", "begins"} <= set(wordlists.groups("modality_governors.tsv"))


def test_an_unknown_list_is_an_error_with_a_remedy() -> None:
    with pytest.raises(ArtefactError, match="reinstall"):
        wordlists.table("no_such_list.tsv")
