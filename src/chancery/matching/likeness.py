"""How likely two accounts are of one event: a sum of learned weights, each of them a feature that explains itself."""

from __future__ import annotations

import math
from collections.abc import Mapping

from chancery.matching.happenings import Happening
from chancery.matching.showing import shown
from chancery.shelf.same_events import SameEvents
from chancery.terms import Feature


def likeness(traits: Mapping[str, str], model: SameEvents) -> float:
    """The chance, 0 to 1, that two accounts are of one event, by what came out of each comparison.

    Source:  logistic regression, decision 0023.
    """
    total = model.bias
    for name, found in traits.items():
        total += model.weights.get(name, {}).get(found, 0.0)
    return round(1.0 / (1.0 + math.exp(-total)), 4)


def features_of(
    one: Happening, other: Happening, traits: Mapping[str, str], model: SameEvents, most: int
) -> tuple[Feature, ...]:
    """What each feature added, in log-odds, with the two values compared; the `most` heaviest, heaviest first.

    Shapes:  features that add nothing are left out.
    """
    weights = ((name, found, model.weights.get(name, {}).get(found, 0.0)) for name, found in traits.items())
    heavy = sorted((-abs(weight), name, found, weight) for name, found, weight in weights if weight)
    return tuple(
        Feature(f"{name}: {found}", weight, shown(name, one), shown(name, other))
        for _, name, found, weight in heavy[:most]
    )
