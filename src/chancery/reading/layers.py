"""The layers that are laid on a parsed reading, in order. A learned layer takes a rule layer's place in the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from chancery.reading.attribution import find_attributions
from chancery.reading.coreference import find_coreference, find_split
from chancery.reading.factuality import find_factuality
from chancery.reading.frames import fill_roles, find_certainty, find_frames
from chancery.reading.predicates import find_predicates
from chancery.reading.roles import find_roles
from chancery.terms.readings import Reading


@dataclass(frozen=True, slots=True)
class Layer:
    """One step of reading.

    Shapes:  `find` takes the reading so far and gives what belongs in its field `field`; it changes nothing itself.
             `name` and `version` are kept in `Reading.versions`. Several layers may fill one field, each from what the
             one before left there: predicates, then their roles, then their factuality.
    """

    name: str
    version: str
    field: str
    find: Callable[[Reading], Sequence[Any]]

    def lay(self, reading: Reading) -> None:
        """Fills the field and notes the version."""
        setattr(reading, self.field, self.find(reading))
        reading.versions[self.name] = self.version


#: The rule layers in their order: each may rest on those above it.
RULE_LAYERS: tuple[Layer, ...] = (
    Layer("predicates", "predicates.rules.1", "predicates", find_predicates),
    Layer("roles", "roles.rules.1", "predicates", find_roles),
    Layer("frames", "frames.model.1", "predicates", find_frames),
    Layer("filled", "filled.model.1", "predicates", fill_roles),
    Layer("factuality", "factuality.rules.1", "predicates", find_factuality),
    Layer("certainty", "certainty.model.1", "predicates", find_certainty),
    Layer("coreference", "coreference.rules.1", "coreference", find_coreference),
    Layer("split", "split.rules.1", "split", find_split),
    Layer("attributions", "attributions.rules.3", "attributions", find_attributions),
)


def lay_all(reading: Reading, layers: Sequence[Layer] = RULE_LAYERS) -> Reading:
    """The same reading with all layers laid, in order."""
    for layer in layers:
        layer.lay(reading)
    return reading


def replace_layers(*replacements: Layer, layers: Sequence[Layer] = RULE_LAYERS) -> tuple[Layer, ...]:
    """`layers` with those of the same names replaced, at their places.

    Raises:  ValueError for a replacement that has no namesake.
    """
    by_name = {layer.name: layer for layer in replacements}
    unknown = set(by_name) - {layer.name for layer in layers}
    if unknown:
        raise ValueError(f"no layer named {', '.join(sorted(unknown))}; there are {', '.join(x.name for x in layers)}")
    return tuple(by_name.get(layer.name, layer) for layer in layers)
