"""The pages in a WARC file, as web archives and Common Crawl's news hold them, into reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from chancery.intake.options import IntakeOptions
from chancery.intake.page_bytes import read_html
from chancery.terms import Failure, Report, SetAside

_HTML = ("text/html", "application/xhtml+xml")


def read_warc(stream: IO[bytes], where: str, options: IntakeOptions) -> Iterator[Report | SetAside | Failure]:
    """The outcomes of an unpacked WARC file, one for each page that a server answered with; read as it comes.

    Shapes:  a report's path is its page's address. Requests, metadata, redirects and refusals are no reports and not
             counted; an answer that is no HTML page is set aside. A file that breaks off is a Failure after the last
             whole page.
    Source:  warcio, which unpacks what servers packed.
    """
    from warcio.archiveiterator import ArchiveIterator

    pages = 0
    try:
        for record in ArchiveIterator(stream):
            if record.rec_type != "response" or record.http_headers is None:
                continue
            if not record.http_headers.get_statuscode().startswith("2"):
                continue
            pages += 1
            address = record.rec_headers.get_header("WARC-Target-URI") or f"{where}#{pages}"
            kind, _, rest = (record.http_headers.get_header("Content-Type") or "").partition(";")
            if kind.strip().lower() not in _HTML:
                yield SetAside(
                    address, "no-article", f"the page is of type {kind.strip() or 'unknown'}; only HTML is read"
                )
                continue
            data = record.content_stream().read(options.max_page_bytes + 1)
            if getattr(record.raw_stream, "limit", 0) > 0 and len(data) <= options.max_page_bytes:
                raise EOFError  # warcio hands out what there is of a page; half a page is no report
            if len(data) > options.max_page_bytes:
                yield SetAside(address, "too-long", f"a page of more than {options.max_page_bytes:,} bytes")
            else:
                yield read_html(data, address, options, charset=_charset(rest))
        stream.read(1)  # warcio takes a packed file that breaks off for one that ends; unpacking says which
    except Exception as error:  # foreign code over foreign bytes: what was whole before stands
        yield Failure(
            where, "warc", f"the file breaks off after page {pages} ({type(error).__name__})", "fetch it again"
        )
        return
    if not pages:
        yield SetAside(where, "empty", "the file holds no page")


def _charset(rest: str) -> str:
    name, _, value = rest.strip().partition("=")
    return value.strip().strip("\"'") if name.strip().lower() == "charset" else ""
