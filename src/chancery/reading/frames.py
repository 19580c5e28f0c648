"""What the reading model learned of predicates, laid on the predicates that the rules found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.terms.readings import Argument, Predicate, Reading, Role, Token


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


#: What the frames call the one who does it and the one it is done to, and what we call them.
_FILLED = {"PAG": "agent", "PPT": "patient"}
#: Words that stand for a phrase elsewhere; as an actor they say nothing.
_NAMELESS = frozenset({"PRON", "DET", "PUNCT", "ADV", "SYM", "X"})


def fill_roles(reading: Reading) -> list[Predicate]:
    """The predicates with an agent or patient from the model's frame where the rules found none, in the same order.

    Only for verbs, and only a noun phrase that plays no other part for the verb: where rules and model see the same
    phrase in two parts, the rules' word stands. `why` is "model:ARG0", so that a reader can tell it from a rule.
    """
    return [
        _filled(predicate, reading.sentences[predicate.sentence].tokens)
        if predicate.kind == "verb" and predicate.arguments
        else predicate
        for predicate in reading.predicates
    ]


def _filled(predicate: Predicate, tokens: Sequence[Token]) -> Predicate:
    roles = list(predicate.roles)
    for argument in predicate.arguments:
        role = _FILLED.get(argument.function, "") if argument.role.startswith("ARG") else ""
        if not role or any(one.role == role for one in roles):
            continue
        if any(one.start < argument.end and argument.start < one.end for one in roles):
            continue
        head = _head(argument, tokens)
        if head is not None and tokens[head].upos not in _NAMELESS and predicate.token != head:
            roles.append(Role(role, argument.start, argument.end, head, f"model:{argument.role}"))
    if len(roles) == len(predicate.roles):
        return predicate
    return replace(predicate, roles=tuple(sorted(roles, key=lambda one: (one.start, one.end))))


def _head(argument: Argument, tokens: Sequence[Token]) -> int | None:
    """The phrase's one word that hangs on something outside it; None where there is no such word or several."""
    inside = range(argument.first, argument.last + 1)
    tops = [at for at in inside if tokens[at].head not in inside and tokens[at].upos != "PUNCT"]
    return tops[0] if len(tops) == 1 else None
