"""Report into Reading: sentences, names, times, numbers, quotations, predicates, attributions, coreference.

Importing this loads no model; `load_reader()` makes a reader that loads it at the first report.
"""

from chancery.reading.layers import RULE_LAYERS, Layer, lay_all, replace_layers
from chancery.reading.reader import ChanceryReader, Reader, load_reader

__all__ = ["RULE_LAYERS", "ChanceryReader", "Layer", "Reader", "lay_all", "load_reader", "replace_layers"]
