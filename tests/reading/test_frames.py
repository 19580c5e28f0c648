"""The model's frames and factuality, laid on the predicates that the rules found."""

from dataclasses import replace

from chancery.reading.frames import find_certainty, find_frames
from chancery.terms import Report
from chancery.terms.readings import Argument, Frame, Predicate, Reading


def reading() -> Reading:
    predicates = (
        Predicate(0, 1, 5, 10, "leave", "verb", modality="planned", factuality=0.0),
        Predicate(1, 0, 12, 18, "attack", "noun"),
    )
    frames = (Frame(0, 1, "leave.01", (Argument("ARG0", 0, 4, 0, 0, "PAG"),)), Frame(0, 0, "troop.01"))
    return Reading(Report(text=""), predicates=predicates, frames=frames)


def test_a_frame_is_laid_on_the_predicate_at_its_token() -> None:
    left, attack = find_frames(reading())
    assert (left.roleset, [a.role for a in left.arguments]) == ("leave.01", ["ARG0"])
    assert (attack.roleset, attack.arguments) == ("", ())


def test_the_models_factuality_stands_and_the_rules_modality_stays() -> None:
    left, attack = find_certainty(replace(reading(), certainty=((0.0, 1.234), ())))
    assert (left.factuality, left.modality) == (1.23, "planned")
    assert attack.factuality == 3.0


def test_a_parser_without_factuality_leaves_the_rules() -> None:
    assert [predicate.factuality for predicate in find_certainty(reading())] == [0.0, 3.0]
