"""Who does what to whom, where and when: the roles of each predicate, by rules over the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.reading.nounroles import noun_roles
from chancery.reading.rolebook import RoleBook
from chancery.reading.syntax import Tree, grow_trees
from chancery.reading.verbroles import adjective_roles, verb_roles
from chancery.terms.readings import Predicate, Reading


def find_roles(reading: Reading) -> list[Predicate]:
    """The reading's predicates with their roles, in the same order.

    Shapes:  roles in text order; a compound gives one role per conjunct. `why` names the relation
             ("nsubj:pass", "obl:in", "control", "light:launch", "clause:retake").
    Source:  ours, over the parse.
    """
    trees = grow_trees(reading)
    by_sentence: dict[int, list[Predicate]] = {}
    for predicate in reading.predicates:
        by_sentence.setdefault(predicate.sentence, []).append(predicate)
    done: list[Predicate] = []
    for predicate in reading.predicates:
        tree = trees[predicate.sentence]
        done.append(_with_roles(tree, predicate, by_sentence[predicate.sentence]))
    return done


def _with_roles(tree: Tree, predicate: Predicate, neighbours: Sequence[Predicate]) -> Predicate:
    book = RoleBook(tree, predicate.token)
    if predicate.kind == "noun":
        noun_roles(tree, predicate, book, neighbours)
    elif predicate.kind == "adjective":
        adjective_roles(tree, predicate, book)
    else:
        verb_roles(tree, predicate, book)
    return replace(predicate, roles=book.roles())
