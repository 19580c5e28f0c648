"""Report into Reading: sentences, names, times, numbers, quotations, predicates, attributions, coreference.

Importing this loads no model; `load_reader()` makes a reader that loads it at the first report. `make_reader(parser)`
makes one over another parser: see `Parser` for what that must give, and docs/other-readers.md.
"""

from chancery.reading.layers import RULE_LAYERS, Layer, lay_all, replace_layers
from chancery.reading.model.parsed import ParsedArgument, ParsedFrame, ParsedName, ParsedSentence, ParsedToken
from chancery.reading.parsers import Parser, check_parsed
from chancery.reading.reader import ChanceryReader, Reader, load_reader, make_reader

__all__ = [
    "RULE_LAYERS",
    "ChanceryReader",
    "Layer",
    "ParsedArgument",
    "ParsedFrame",
    "ParsedName",
    "ParsedSentence",
    "ParsedToken",
    "Parser",
    "Reader",
    "check_parsed",
    "lay_all",
    "load_reader",
    "make_reader",
    "replace_layers",
]
