"""Verb forms and groups, and patterns for every type and mode of the codebook."""

from __future__ import annotations

import pytest

from chancery.views.frames import _BY_MODE, _BY_TRIGGER, frame_for
from chancery.views.verbs import forms, verb_group

STATUSES = ("happened", "ongoing", "planned", "demanded", "alleged", "denied", "hypothetical")


@pytest.mark.parametrize(
    ("base", "third", "past", "participle", "ing"),
    [
        ("withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"),
        ("retake", "retakes", "retook", "retaken", "retaking"),
        ("deny", "denies", "denied", "denied", "denying"),
        ("ban", "bans", "banned", "banned", "banning"),
        ("submit", "submits", "submitted", "submitted", "submitting"),
        ("visit", "visits", "visited", "visited", "visiting"),
        ("flee", "flees", "fled", "fled", "fleeing"),
        ("clash", "clashes", "clashed", "clashed", "clashing"),
        ("criticise", "criticises", "criticised", "criticised", "criticising"),
        ("deploy", "deploys", "deployed", "deployed", "deploying"),
    ],
)
def test_forms(base: str, third: str, past: str, participle: str, ing: str) -> None:
    verb = forms(base)
    assert (verb.third, verb.past, verb.participle, verb.ing) == (third, past, participle, ing)


@pytest.mark.parametrize(
    ("status", "plural", "past", "passive", "group"),
    [
        ("happened", False, False, False, "has attacked"),
        ("happened", True, True, False, "attacked"),
        ("happened", True, True, True, "were attacked"),
        ("ongoing", True, False, False, "are attacking"),
        ("ongoing", False, True, True, "was being attacked"),
        ("planned", False, False, False, "plans to attack"),
        ("alleged", True, False, False, "are alleged to have attacked"),
        ("denied", False, False, False, "has not attacked"),
        ("hypothetical", False, False, True, "may be attacked"),
        ("demanded", False, False, False, "is called on to attack"),
    ],
)
def test_groups_agree(status: str, plural: bool, past: bool, passive: bool, group: str) -> None:
    assert verb_group(forms("attack"), status=status, plural=plural, past=past, passive=passive) == group


def test_a_trigger_chooses_its_own_verb() -> None:
    assert frame_for("ACCUSE", "allege", ["blamed"]).verb == "blame"
    assert frame_for("ASSAULT", "", ["fighting"]).verb == "fight"
    assert frame_for("SANCTION", "expel", ["exodus"]).actor_leaves
    assert frame_for("COERCE", "arrest", ["rounded up"]).verb == "arrest"
    assert frame_for("NOT-A-TYPE", "", []).noun


def test_no_mode_is_without_its_type() -> None:
    types = {kind for kind, _ in _BY_MODE}
    assert len(types) == 16
    assert all((kind, "") in _BY_MODE for kind in types)
    assert set(_BY_TRIGGER) <= types


def test_every_pattern_has_words_for_every_status() -> None:
    for frame in (*_BY_MODE.values(), *(one for some in _BY_TRIGGER.values() for one in some)):
        for status in STATUSES:
            for passive in (False, True):
                assert verb_group(forms(frame.verb), status=status, plural=True, past=False, passive=passive)
