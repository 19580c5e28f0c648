"""How likely two accounts are of one event: a sum of learned weights, each of them a feature that explains itself."""

from __future__ import annotations

import math
from collections.abc import Sequence

from chancery.matching.comparing import Trait
from chancery.shelf.same_events import SameEvents
from chancery.terms import Feature


def likeness(traits: Sequence[Trait], model: SameEvents) -> tuple[float, tuple[Feature, ...]]:
    """The chance, 0 to 1, that two accounts are of one event, and what each feature added to it in log-odds.

    Shapes:  features by how much they weigh, the heaviest first; those that add nothing are left out.
    Source:  logistic regression over what came out of each comparison, decision 0023.
    """
    total = model.bias
    features: list[Feature] = []
    for trait in traits:
        weight = model.weights.get(trait.name, {}).get(trait.found, 0.0)
        total += weight
        if weight:
            features.append(Feature(f"{trait.name}: {trait.found}", weight, trait.left, trait.right))
    features.sort(key=lambda feature: (-abs(feature.score), feature.name))
    return round(1.0 / (1.0 + math.exp(-total)), 4), tuple(features)
