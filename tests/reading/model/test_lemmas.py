"""Lemmas as edit scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.reading.model.lemmas import apply_script, lemma_script, noun_lemma, verb_lemma


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [
        ("troops", "troop", "l1|"),
        ("Troops", "troop", "l1|"),
        ("countries", "country", "l3|y"),
        ("was", "be", "=be"),
        ("n't", "not", "=not"),
        ("Russia", "Russia", "k0|"),
        ("RUSSIA", "Russia", "t0|"),
        ("said", "say", "l2|y"),
    ],
)
def test_script_of_a_pair(form: str, lemma: str, script: str) -> None:
    assert lemma_script(form, lemma) == script
    assert apply_script(form, script) == lemma


@given(st.text(min_size=1, max_size=15), st.text(min_size=1, max_size=15))
def test_a_script_leads_back_to_its_lemma(form: str, lemma: str) -> None:
    assert apply_script(form, lemma_script(form, lemma)) == lemma


@given(st.text(min_size=1, max_size=15), st.sampled_from(["l1|", "l4|y", "k0|", "t2|", "u9|e", "=be"]))
def test_any_script_gives_some_lemma(form: str, script: str) -> None:
    assert apply_script(form, script)


@pytest.mark.parametrize(
    ("form", "script_lemma", "lemma"),
    [
        ("Triggering", "triggere", "trigger"),
        ("committing", "committ", "commit"),
        ("blamed", "blam", "blame"),
        ("denied", "deni", "deny"),
        ("agreed", "agre", "agree"),
        ("withdrawing", "withdraw", "withdraw"),
        ("googled", "google", "google"),
    ],
)
def test_a_verb_nobody_knows_gives_way_to_a_known_one(form: str, script_lemma: str, lemma: str) -> None:
    verbs = {"trigger", "commit", "blame", "deny", "agree", "withdraw"}
    assert verb_lemma(form, script_lemma, verbs) == lemma


@pytest.mark.parametrize(
    ("form", "script_lemma", "lemma"),
    [
        ("Police", "polic", "police"),
        ("armies", "armie", "army"),
        ("drones", "drone", "drone"),
        ("Zorgs", "zorg", "zorg"),
    ],
)
def test_a_noun_nobody_knows_gives_way_to_a_known_one(form: str, script_lemma: str, lemma: str) -> None:
    assert noun_lemma(form, script_lemma, {"police", "army"}) == lemma
