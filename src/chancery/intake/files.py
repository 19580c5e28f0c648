"""Files, folders and bytes into reports: each input has one outcome, and none stops the others."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from chancery.intake.encodings import UndecodableError, decode
from chancery.intake.front_matter import Header, source_of, split_header
from chancery.intake.markdown import without_marks
from chancery.intake.options import DEFAULTS, IntakeOptions
from chancery.intake.page_bytes import read_html
from chancery.intake.reports import Stated, build_report
from chancery.intake.rows import RowError, parse_row, read_row
from chancery.intake.stated_dates import parse_value
from chancery.terms import Failure, Report, SetAside

Outcome = Report | SetAside | Failure

KINDS = ("text", "markdown", "html", "jsonl", "json")
_BY_SUFFIX = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jl": "jsonl",
    ".json": "json",
}
# Found in folders of reports, and no reports: read only where named on their own.
_NO_REPORTS = frozenset(
    str.split(
        ".yaml .yml .toml .ini .cfg .csv .tsv .py .js .css .xml .log .sh .sqlite .db .record .lock .bib .r .ipynb "
        ".conllu"
    )
)
_HTML_HEAD = re.compile(
    rb"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED_HEAD = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:(?:<!--.*?-->|<\?xml-stylesheet[^>]*\?>)\s*)*<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
_OBJECT_HEAD = re.compile(rb"\{\s*\"[^\"\n]+\"\s*:")
_LIST_HEAD = re.compile(rb"\[\s*\{\s*\"")
_ROWS_HEAD = re.compile(rb"\{[^\n]*\}\s*\n\s*\{")
_GZIP = b"\x1f\x8b"
_SNIFF_BYTES = 4096


def read_path(path: Path, *, options: IntakeOptions = DEFAULTS) -> Iterator[Outcome]:
    """The outcomes of a file or folder, in order of name: a Report, SetAside or Failure for each report in it.

    Shapes:  a folder is read with all below it, hidden files left out; a file of JSON lines gives an outcome for each
             row that is not blank, a saved feed one for each entry, a WARC file one for each page, every other file
             exactly one. The format is told from the ending, else from the first bytes; ".gz" is unpacked on the way.
             A file that is too long is set aside unread.
    Raises:  nothing for what is in the files; ValueError only for a wrong `kind` elsewhere.
    """
    path = Path(path)
    if path.is_dir():
        found = list_folder(path)
        if not found:
            yield SetAside(str(path), "empty", "the folder holds no files")
        for part in found:
            yield from read_listed(part, options=options)
        return
    yield from _read_file(path, options)


def list_folder(folder: Path) -> list[Path]:
    """The files in a folder and all below it, in order of name, hidden ones left out."""
    return sorted((part for part in folder.rglob("*") if _is_input(part, folder)), key=lambda part: part.as_posix())


def read_listed(part: Path, *, options: IntakeOptions = DEFAULTS) -> Iterator[Outcome]:
    """The outcomes of a file that was found in a folder, where not every file is meant to be a report."""
    suffix = _suffix(part)
    if suffix in _NO_REPORTS and not (suffix == ".xml" and _is_feed(part)):
        yield SetAside(str(part), "no-article", f"a file ending in {suffix} is no report")
    else:
        yield from _read_file(part, options)


def _is_feed(part: Path) -> bool:
    """Whether a file that ends in .xml is a feed; one that cannot be read is not told from one here."""
    try:
        with part.open("rb") as stream:
            return bool(_FEED_HEAD.match(stream.read(_SNIFF_BYTES)))
    except OSError:
        return True


def read_bytes(
    data: bytes, *, path: str = "-", kind: str | None = None, options: IntakeOptions = DEFAULTS
) -> Iterator[Outcome]:
    """The outcomes of bytes at hand; `path` names them in messages, `kind` is one of KINDS or None (told from the
    bytes).

    Raises:  ValueError where `kind` is none of KINDS.
    """
    if kind is not None and kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of input; the kinds are {', '.join(KINDS)}")
    yield from _read_stream(io.BytesIO(data), path, kind, len(data), options)


def _is_input(part: Path, folder: Path) -> bool:
    return part.is_file() and not any(name.startswith(".") for name in part.relative_to(folder).parts)


def _suffix(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def _read_file(path: Path, options: IntakeOptions) -> Iterator[Outcome]:
    where = str(path)
    try:
        if not path.is_file():
            # A pipe or a device would be read without end.
            reason = "there is no such file" if not path.exists() else "this is neither a file nor a folder"
            yield Failure(where, "not-found", reason, "check the path")
            return
        size = path.stat().st_size
        stream = path.open("rb")
    except OSError as error:
        yield Failure(
            where, "unreadable", f"the file cannot be opened: {error.strerror or error}", "check its permissions"
        )
        return
    with stream:
        yield from _read_stream(stream, where, _BY_SUFFIX.get(_suffix(path)), size, options)


def _read_stream(
    stream: IO[bytes], where: str, kind: str | None, size: int | None, options: IntakeOptions
) -> Iterator[Outcome]:
    try:
        head = stream.read(_SNIFF_BYTES)
        if head.startswith(_GZIP):
            stream.seek(0)
            yield from _read_stream(gzip.GzipFile(fileobj=stream), where, kind, None, options)  # type: ignore[arg-type]
            return
        stream.seek(0)
        kind = _kind(kind, head)
        if kind == "jsonl":
            yield from _read_lines(stream, where, options)
            return
        if kind == "warc":
            from chancery.intake.warc import read_warc

            yield from read_warc(stream, where, options)
            return
        # A character takes up to four bytes: what is longer than that holds too many for certain.
        limit_bytes = 4 * options.max_report_chars if kind in ("text", "markdown") else options.max_page_bytes
        if size is not None and size > limit_bytes:
            yield SetAside(where, "too-long", f"{size:,} bytes; a {kind} report may have {limit_bytes:,}")
            return
        data = stream.read(limit_bytes + 1)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield Failure(where, "gzip", f"the file is not sound gzip: {str(error).lower()}", "pack it again")
        return
    except OSError as error:
        yield Failure(where, "unreadable", f"the file cannot be read: {error.strerror or error}", "check the file")
        return
    if len(data) > limit_bytes:
        yield SetAside(where, "too-long", f"more than {limit_bytes:,} bytes when unpacked")
    elif not data.strip():
        yield SetAside(where, "empty", "the file is empty")
    elif kind == "json":
        yield from _read_json(data, where, options)
    elif kind == "feed":
        from chancery.intake.feeds import read_feed_file  # brings the parsers of feeds and HTML in

        yield from read_feed_file(data, where, options)
    elif kind == "html":
        yield read_html(data, where, options)
    else:
        yield _read_text(data, where, kind, options)


def _kind(kind: str | None, head: bytes) -> str:
    """The kind by name, corrected where the bytes plainly say otherwise; by the bytes where it has no name."""
    if _FEED_HEAD.match(head):
        return "feed"
    if head.startswith(b"WARC/"):
        return "warc"
    if kind in ("html", "markdown", "jsonl"):
        return kind
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if kind == "json":
        return "jsonl" if _ROWS_HEAD.match(bare) else kind
    if _HTML_HEAD.match(bare):
        return "html"
    if kind is None and _OBJECT_HEAD.match(bare):
        # A whole object on the first line is a row; one that goes on is a JSON file.
        return "jsonl" if re.match(rb"\{[^\n]*\}\s*(?:\n|$)", bare) or b"\n" not in bare else "json"
    if kind is None and _LIST_HEAD.match(bare):
        return "json"
    return "text"


def _read_text(data: bytes, where: str, kind: str, options: IntakeOptions) -> Outcome:
    try:
        decoded = decode(data)
    except UndecodableError as error:
        return Failure(where, error.code, error.detail, error.remedy)
    header = split_header(decoded.text)
    text = decoded.text[header.text_start :]
    if kind == "markdown":
        text = without_marks(text)
    return build_report(text, replace(_stated_in(header), encoding=decoded.encoding), path=where, options=options)


def _stated_in(header: Header) -> Stated:
    words = header.first("date", "published", "published_at", "publication_date")
    published = parse_value(words)
    return Stated(
        title=header.first("title", "headline"),
        published=published,
        published_from="the file's header" if published.stated else "",
        date_words="" if published.stated else words,
        updated=parse_value(header.first("updated", "last_updated", "modified")),
        byline=header.first("byline", "author", "authors"),
        source=source_of(
            header.first("source", "publisher", "outlet"),
            header.first("country", "source_country"),
            header.first("kind", "source_kind"),
            header.first("ownership", "source_ownership"),
        ),
        given_id=header.first("id", "given_id") or None,
        url=header.first("url", "link", "source_url"),
    )


def _read_lines(stream: IO[bytes], where: str, options: IntakeOptions) -> Iterator[Outcome]:
    number, seen = 0, False
    limit = options.max_report_chars * 4
    first = True
    while True:
        line = stream.readline(limit + 1)
        if not line:
            break
        number += 1
        at = f"{where}:{number}"
        if len(line) > limit:
            yield SetAside(at, "too-long", f"a row of more than {limit:,} bytes")
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
            seen = True
            continue
        if first:
            first = False
            if line[:2] in (b"\xff\xfe", b"\xfe\xff"):
                yield Failure(where, "encoding", "the rows are not UTF-8", "save the file as UTF-8")
                return
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        seen = True
        yield _read_one_row(line, at, options)
    if not seen:
        yield SetAside(where, "empty", "the file is empty")


def _read_one_row(line: bytes, at: str, options: IntakeOptions) -> Outcome:
    try:
        decoded = decode(line)
    except UndecodableError as error:
        return Failure(at, error.code, error.detail, error.remedy)
    try:
        text, stated = read_row(parse_row(decoded.text))
    except RowError as error:
        return Failure(at, error.code, error.detail, error.remedy)
    return build_report(text, replace(stated, encoding=decoded.encoding), path=at, options=options)


def _read_json(data: bytes, where: str, options: IntakeOptions) -> Iterator[Outcome]:
    """A JSON file: one object is one report, a list of objects one report each."""
    import json

    try:
        decoded = decode(data)
    except UndecodableError as error:
        yield Failure(where, error.code, error.detail, error.remedy)
        return
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        at = f"{where}:{line}" if line else where
        yield Failure(at, "json", f"the file is not JSON: {str(error)[:100]}", "for one object on each line use .jsonl")
        return
    rows = value if isinstance(value, list) else [value]
    if not rows:
        yield SetAside(where, "empty", "the list holds no reports")
    for number, row in enumerate(rows, start=1):
        at = f"{where}#{number}" if isinstance(value, list) else where
        if not isinstance(row, dict):
            yield Failure(at, "row", "this is not an object", "reports are {...} with the field 'text'")
            continue
        try:
            text, stated = read_row(row)
        except RowError as error:
            yield Failure(at, error.code, error.detail, error.remedy)
            continue
        yield build_report(text, replace(stated, encoding=decoded.encoding), path=at, options=options)
