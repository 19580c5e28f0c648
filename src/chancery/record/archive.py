"""The file by which a record moves between machines: a zip of JSON lines, with a manifest that says what must be in it.

    reports.jsonl     one line a report: its row, its sentences, its claims, which of them count, by what it was read
    judgements.jsonl  one line a judgement, and so on for set_aside.jsonl, failures.jsonl and runs.jsonl
    manifest.json     format, schema, and for each part the number of lines and the SHA-256 of its bytes

Computed tables are left out: they follow from the rest. Nothing is ever held whole in memory.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from chancery.terms import RecordError

FORMAT = "chancery-archive"
VERSION = 1
PARTS = ("reports", "judgements", "set_aside", "failures", "runs")
_MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 1_000_000
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""Zip files date their parts; the same record gives the same bytes on any day."""

Line = dict[str, Any]


class Part(msgspec.Struct, frozen=True):
    """What the manifest says of a part."""

    lines: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What an archive is and what must be in it; `record` and `chancery` tell of what it was made, by what version."""

    format: str
    version: int
    schema: int
    chancery: str
    record: str
    parts: dict[str, Part]


@dataclass
class Writer:
    """Puts parts into an archive, and remembers what the manifest has to say of them."""

    archive: zipfile.ZipFile
    parts: dict[str, Part] = field(default_factory=dict)

    def put(self, name: str, lines: Iterable[Line]) -> None:
        """Write one part."""
        digest, count = hashlib.sha256(), 0
        with self.archive.open(_entry(f"{name}.jsonl"), "w", force_zip64=True) as out:
            for line in lines:
                raw = msgspec.json.encode(line, order="deterministic") + b"\n"
                digest.update(raw)
                out.write(raw)
                count += 1
        self.parts[name] = Part(count, digest.hexdigest())

    def close(self, **about: Any) -> Manifest:
        """Write the manifest and say what is in it."""
        manifest = Manifest(format=FORMAT, version=VERSION, parts=self.parts, **about)
        raw = msgspec.json.format(msgspec.json.encode(manifest, order="deterministic"), indent=1)
        self.archive.writestr(_entry(_MANIFEST), raw)
        return manifest


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A new archive, which takes its name only when it is whole. Raises: RecordError where it cannot be written."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            yield Writer(archive)
        beside.replace(path)
    except OSError as error:
        found = (error.strerror or str(error)).lower()
        remedy = "name a file in a folder that exists, may be written and has room"
        raise RecordError(f"the archive cannot be written: {found}", where=str(path), remedy=remedy) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def check(path: Path, schema: int) -> Manifest:
    """Read an archive through, and say what is in it.

    Raises:  RecordError where it is none, is damaged, or was made by a newer Chancery than one with this schema.
    """
    manifest = _manifest(path)
    if manifest.version > VERSION or manifest.schema > schema:
        raise RecordError(
            f"the archive has format {manifest.version} and schema {manifest.schema}; "
            f"this Chancery reads up to {VERSION} and {schema}",
            where=str(path),
            remedy="use the newer Chancery that made it",
        )
    for name, part in manifest.parts.items():
        digest, count = hashlib.sha256(), 0
        for raw in _raw_lines(path, name):
            digest.update(raw)
            count += 1
        if (count, digest.hexdigest()) != (part.lines, part.sha256):
            raise damaged(path, f"{name} is not what it was when the archive was made")
    return manifest


def lines(path: Path, name: str) -> Iterator[Line]:
    """The lines of a part. Raises: RecordError where it is damaged."""
    for number, raw in enumerate(_raw_lines(path, name), 1):
        try:
            yield msgspec.json.decode(raw, type=Line)
        except msgspec.DecodeError as error:
            raise damaged(path, f"line {number} of {name} cannot be read ({error})") from error


def _manifest(path: Path) -> Manifest:
    with _reading(path) as archive:
        entry = archive.getinfo(_MANIFEST)
        if entry.file_size > _LARGEST_MANIFEST:
            raise damaged(path, "its manifest is too large")
        try:
            manifest = msgspec.json.decode(archive.read(entry), type=Manifest)
        except msgspec.DecodeError as error:
            raise damaged(path, f"its manifest cannot be read ({error})") from error
    if manifest.format != FORMAT:
        raise RecordError(f"the format {manifest.format!r} is none of ours", where=str(path), remedy=_HOW)
    if missing := [name for name in PARTS if name not in manifest.parts] if manifest.version == VERSION else []:
        raise damaged(path, f"its manifest does not tell of {', '.join(missing)}")
    return manifest


def _raw_lines(path: Path, name: str) -> Iterator[bytes]:
    with _reading(path) as archive, archive.open(f"{name}.jsonl") as part:
        yield from part


@contextmanager
def _reading(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except KeyError as error:
        raise damaged(path, "a part is missing") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        if not zipfile.is_zipfile(path) and not _begins_as_zip(path):
            raise RecordError("the file is no archive of a record", where=str(path), remedy=_HOW) from error
        if not zipfile.is_zipfile(path):
            raise damaged(path, "it is cut off") from error
        raise damaged(path, str(error)) from error
    except OSError as error:
        found = (error.strerror or str(error)).lower()
        remedy = "check the name and that it may be read"
        raise RecordError(f"the archive cannot be read: {found}", where=str(path), remedy=remedy) from error


def _begins_as_zip(path: Path) -> bool:
    """Whether a file without a zip's end has a zip's beginning: it was cut off."""
    with suppress(OSError), path.open("rb") as file:
        return file.read(len(_ZIP)) == _ZIP
    return False


_ZIP = b"PK\x03\x04"
_HOW = "make one with: chancery export --archive FILE"


def damaged(path: Path, found: str) -> RecordError:
    """What is said of an archive that is not as it was made."""
    remedy = "copy it again, or make it again; nothing was imported"
    return RecordError(f"the archive is damaged: {found}", where=str(path), remedy=remedy)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def row_for(line: Mapping[str, Any], columns: Mapping[str, bool], where: str, path: Path) -> Line:
    """The columns of a row as an older Chancery wrote them, without those that it did not know.

    `columns` says of each whether it has to be there. Raises: RecordError where one is missing or not known.
    """
    unknown = sorted(line.keys() - columns.keys())
    missing = sorted(name for name, needed in columns.items() if needed and line.get(name) is None)
    if unknown or missing:
        told = f"has the columns {', '.join(unknown)}" if unknown else f"lacks {', '.join(missing)}"
        raise damaged(path, f"{where} {told}")
    return dict(line)
