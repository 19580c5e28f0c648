"""What can go wrong, each with a stable code and a remedy."""

from __future__ import annotations

from dataclasses import dataclass


class ChanceryError(Exception):
    """Base of every error that Chancery raises on purpose.

    `code` is stable and may be tested for; the message says what was found, where, and what to try.
    """

    code = "chancery"

    def __init__(self, found: str, *, where: str = "", remedy: str = "") -> None:
        self.found = found
        self.where = where
        self.remedy = remedy
        place = f"{where}: " if where else ""
        advice = f" ({remedy})" if remedy else ""
        super().__init__(f"{place}{found}{advice}")


class InputError(ChanceryError):
    """A file or row that cannot be taken in at all."""

    code = "input"


class ArtefactError(ChanceryError):
    """A shipped artefact (model, codebook, gazetteer) is missing or not what its manifest says."""

    code = "artefact"


class CodebookError(ChanceryError):
    """A codebook that does not hold together."""

    code = "codebook"


class ReaderError(ChanceryError):
    """Another reader that cannot be had: its module, its factory, or what that gave."""

    code = "reader"


class ParseError(ChanceryError):
    """What a parser gave for a text that is no parse of it."""

    code = "parse"


class RecordError(ChanceryError):
    """A record that cannot be opened, read or written."""

    code = "record"


class UnknownIdError(ChanceryError):
    """An id that the record does not hold."""

    code = "unknown-id"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A report that was understood to be none of ours, with the reason; counted and kept readable.

    reason is one of: empty, language, no-article, too-long, too-short, duplicate-row.
    """

    where: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or row that could not be read; counted, the batch goes on."""

    where: str
    code: str
    detail: str
    remedy: str = ""
