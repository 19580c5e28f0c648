"""The model's frames and factuality, laid on the predicates that the rules found."""

from dataclasses import replace

from chancery.reading.frames import fill_roles, find_certainty, find_frames
from chancery.terms import Report
from chancery.terms.readings import Argument, Frame, Predicate, Reading, Role, Sentence, Token


def reading() -> Reading:
    predicates = (
        Predicate(0, 1, 5, 10, "leave", "verb", modality="planned", factuality=0.0),
        Predicate(1, 0, 12, 18, "attack", "noun"),
    )
    frames = (Frame(0, 1, "leave.01", (Argument("ARG0", 0, 4, 0, 0, "PAG"),)), Frame(0, 0, "troop.01"))
    return Reading(Report(text=""), predicates=predicates, frames=frames)


def test_a_frame_is_laid_on_the_predicate_at_its_token() -> None:
    left, raid = find_frames(reading())
    assert (left.roleset, [a.role for a in left.arguments]) == ("leave.01", ["ARG0"])
    assert (raid.roleset, raid.arguments) == ("", ())


def tokens(*words: tuple[str, str, int]) -> tuple[Token, ...]:
    """Words with part of speech and head, a blank between them."""
    made, at = [], 0
    for text, upos, head in words:
        made.append(Token(at, at + len(text), text, text, upos, head=head))
        at += len(text) + 1
    return tuple(made)


def attack(*arguments: Argument, roles: tuple[Role, ...] = ()) -> Predicate:
    words = tokens(("If", "SCONJ", 2), ("Turkey", "PROPN", 2), ("attacks", "VERB", -1), ("them", "PRON", 2))
    predicate = Predicate(0, 2, 10, 17, "attack", "verb", roles=roles, arguments=arguments)
    sentence = Sentence(0, 0, 22, 0, words)
    (filled,) = fill_roles(Reading(Report(text=""), sentences=(sentence,), predicates=(predicate,)))
    return filled


TURKEY = Argument("ARG0", 3, 9, 1, 1, "PAG")


def test_an_agent_that_the_rules_missed_comes_from_the_frame() -> None:
    assert attack(TURKEY).roles == (Role("agent", 3, 9, 1, "model:ARG0"),)


def test_what_the_rules_say_stands() -> None:
    stated = (Role("opponent", 3, 9, 1, "obl:on"),)
    assert attack(TURKEY, roles=stated).roles == stated
    theirs = (Role("agent", 18, 22, 3, "nsubj"),)
    assert attack(TURKEY, roles=theirs).roles == theirs


def test_a_pronoun_or_a_phrase_without_one_head_fills_nothing() -> None:
    assert attack(Argument("ARG1", 18, 22, 3, 3, "PPT")).roles == ()
    assert attack(Argument("ARG0", 0, 9, 0, 1, "PAG")).roles == ()


def test_the_models_factuality_stands_and_the_rules_modality_stays() -> None:
    left, raid = find_certainty(replace(reading(), certainty=((0.0, 1.234), ())))
    assert (left.factuality, left.modality) == (1.23, "planned")
    assert raid.factuality == 3.0


def test_a_parser_without_factuality_leaves_the_rules() -> None:
    assert [predicate.factuality for predicate in find_certainty(reading())] == [0.0, 3.0]
