"""The bytes of an HTML page into a report: characters, article, what is stated of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from chancery.intake.encodings import Decoded, UndecodableError, decode
from chancery.intake.options import IntakeOptions
from chancery.intake.reports import Stated, build_report
from chancery.terms import Failure, Report, SetAside

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})|<\?xml[^>]{0,80}encoding=[\"']([\w-]{2,20})", re.IGNORECASE
)
_SNIFF_BYTES = 4096


def read_html(
    data: bytes,
    where: str,
    options: IntakeOptions,
    *,
    charset: str = "",
    with_known: Callable[[Stated], Stated] | None = None,
) -> Report | SetAside | Failure:
    """The report of a page; `charset` is what the server that sent it said, `with_known` adds what else is known of it.

    Shapes:  set aside where no article is in the page.
    """
    from chancery.intake.pages import read_page

    try:
        page = _page_text(data, charset)
    except UndecodableError as error:
        return Failure(where, error.code, error.detail, error.remedy)
    try:
        found = read_page(page.text)
    except Exception as error:  # the extractor is foreign code and pages are wild: one page must not end the batch
        return Failure(
            where, "html", f"the page could not be taken apart ({type(error).__name__})", "save its text instead"
        )
    if found is None or len(found[0].split()) < options.min_article_words:
        return SetAside(where, "no-article", "no article was found in the page")
    text, stated = found
    if with_known:
        stated = with_known(stated)
    return build_report(text, replace(stated, encoding=page.encoding), path=where, options=options)


def _page_text(data: bytes, charset: str) -> Decoded:
    """A page's characters, by its byte-order mark or UTF-8, else by the encoding that the server or the page itself
    declares, else as any text."""
    try:
        return decode(data) if _is_utf8(data) else _declared(data, charset)
    except LookupError:
        return decode(data)


def _is_utf8(data: bytes) -> bool:
    if data[:3] == b"\xef\xbb\xbf" or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(data: bytes, charset: str) -> Decoded:
    found = _CHARSET.search(data[:_SNIFF_BYTES])
    name = charset or ((found[1] or found[2]).decode("ascii") if found else "")
    if not name or name.lower().replace("-", "") in ("utf8", "ascii", "usascii"):
        return decode(data)
    if name.lower() in ("iso-8859-1", "latin1", "latin-1"):
        name = "cp1252"  # as browsers do: pages that declare latin-1 hold cp1252's quotation marks
    try:
        return Decoded(data.decode(name), name.lower())
    except UnicodeDecodeError as error:
        raise UndecodableError(
            "encoding", f"the page says it is {name}, but byte {error.start} is not", "save the page as UTF-8"
        ) from error
