"""Chancery's own reading model: one small encoder with a head per layer of reading.

Trained by `training/`, shipped in `shelf/models/`, run by onnxruntime; numpy is all else it needs.
"""

from chancery.reading.model.parsed import ParsedArgument, ParsedFrame, ParsedName, ParsedSentence, ParsedToken
from chancery.reading.model.reader import ReadingModel

__all__ = ["ParsedArgument", "ParsedFrame", "ParsedName", "ParsedSentence", "ParsedToken", "ReadingModel"]
