"""Bytes into characters, with the encoding said; what cannot be decoded for certain is refused."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the UTF-16 one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE_BYTES = 65_536
# Above this share of high bytes a single-byte text is not in a Western alphabet, so cp1252 would garble it.
_MAX_HIGH_SHARE = 0.15
_UNPAIRED = re.compile("[\x00\ud800-\udfff]")


class UndecodableError(Exception):
    """Bytes that are no text, or text in an encoding that cannot be told. `code` is binary or encoding."""

    def __init__(self, code: str, detail: str, remedy: str) -> None:
        self.code, self.detail, self.remedy = code, detail, remedy
        super().__init__(detail)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text of `data`, newlines made one kind (see `plain`).

    Shapes:  a byte-order mark decides; else UTF-8 if it holds throughout; else UTF-16 without a mark where every other
             byte is zero; else cp1252 (which holds latin-1's letters) where few bytes lie outside ASCII.
    Raises:  UndecodableError for binary data and for text in an encoding that cannot be told for certain.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UndecodableError("binary", f"this is {what}, not text", "convert it to text, Markdown or HTML first")
    sample = data[:_SAMPLE_BYTES]
    if b"\x00" in sample:
        wide = _wide(sample)
        if wide:
            return _strict(data, wide)
    controls = len(_CONTROLS.findall(sample))
    if controls > max(2, len(sample) // 1000):
        raise UndecodableError("binary", "these bytes are not text", "give a text, Markdown, HTML or JSON lines file")
    try:
        return Decoded(plain(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError as error:
        return _western(data, error.start)


def plain(text: str) -> str:
    """`text` with CRLF and CR made LF, and NUL and unpaired surrogates made U+FFFD (one for one).

    Nothing else is changed, no Unicode normal form is applied: every offset of the record counts in what this
    returns. NUL ends a text for many programs, and unpaired surrogates have no UTF-8 form, so neither can be kept.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.removeprefix("\ufeff")
    return _UNPAIRED.sub("\ufffd", text)


def line_of(data: bytes, at: int) -> int:
    """The line, from 1, that holds byte `at`."""
    return data.count(b"\n", 0, at) + 1


def _strict(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(plain(data.decode(encoding)), encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(
            "encoding",
            f"the file says it is {encoding}, but byte {error.start} (line {line_of(data, error.start)}) is not",
            "save the file as UTF-8",
        ) from error


def _wide(sample: bytes) -> str:
    """UTF-16 of one of the two byte orders where nearly every other byte is zero, as in Western text; else ""."""
    pairs = len(sample) // 2
    if pairs < 4:
        return ""
    even, odd = sample[: pairs * 2 : 2].count(0), sample[1 : pairs * 2 : 2].count(0)
    if odd > 0.7 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.7 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return ""


def _western(data: bytes, bad_at: int) -> Decoded:
    where = f"byte {bad_at} (line {line_of(data, bad_at)}) is not UTF-8"
    high = len(_HIGH.findall(data))
    in_sequences = sum(len(found) for found in _MULTIBYTE.findall(data))
    if in_sequences * 2 > high and high > 4:
        # Most of it is sound UTF-8: reading it as cp1252 would garble every other letter outside ASCII.
        raise UndecodableError("encoding", f"the text is UTF-8 but damaged: {where}", "save the file again as UTF-8")
    if high > _MAX_HIGH_SHARE * len(data):
        raise UndecodableError(
            "encoding", f"{where}, and the encoding cannot be told from the bytes", "save the file as UTF-8"
        )
    try:
        return Decoded(plain(data.decode("cp1252")), "cp1252")
    except UnicodeDecodeError as error:
        raise UndecodableError(
            "encoding", f"{where}, and byte {error.start} is not cp1252 either", "save the file as UTF-8"
        ) from error
