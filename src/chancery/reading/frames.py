"""What the reading model learned of predicates, laid on the predicates that the rules found."""

from __future__ import annotations

from dataclasses import replace

from chancery.terms.readings import Predicate, Reading


def find_frames(reading: Reading) -> list[Predicate]:
    """The predicates with the roleset and arguments of the model's frame at their token, in the same order."""
    frames = {(frame.sentence, frame.token): frame for frame in reading.frames}
    done: list[Predicate] = []
    for predicate in reading.predicates:
        frame = frames.get((predicate.sentence, predicate.token))
        if frame is not None:
            predicate = replace(predicate, roleset=frame.roleset, arguments=frame.arguments)
        done.append(predicate)
    return done


def find_certainty(reading: Reading) -> list[Predicate]:
    """The predicates with the model's factuality in the place of the rules' where the parser gives one.

    The rules' modality stays: it names the word that is the reason, which a number cannot.
    """
    return [
        replace(predicate, factuality=round(certainty[predicate.token], 2)) if certainty else predicate
        for predicate in reading.predicates
        for certainty in [reading.certainty[predicate.sentence] if reading.certainty else ()]
    ]
