"""WARC files into reports."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from chancery.intake import read_bytes, read_path
from chancery.terms import Failure, Report, SetAside

TEXT = " ".join(f"The delegation met the mediators for talk number {number} in the town." for number in range(14))
NOISE = "".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(200))  # nothing packs it small
HEAD = f"<html><head><title>Talks</title></head><!-- {NOISE} -->"
PAGE = f"{HEAD}<body><article><h1>Talks</h1><p>{TEXT}</p></article></body></html>"


def archive(*, packed: bool = True) -> bytes:
    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=packed)
    for name, status, kind, body in (
        ("a", "200 OK", "text/html; charset=iso-8859-9", PAGE.replace("Talks", "Şuşa").encode("iso-8859-9")),
        ("gone", "404 Not Found", "text/html", b"<p>no</p>"),
        ("pdf", "200 OK", "application/pdf", b"%PDF"),
        ("b", "200 OK", "text/html", PAGE.encode()),
    ):
        head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        uri = f"https://news.example/{name}"
        writer.write_record(writer.create_warc_record(uri, "response", payload=io.BytesIO(body), http_headers=head))
        writer.write_record(writer.create_warc_record(uri, "metadata", payload=io.BytesIO(b"x: y")))
    return sink.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_each_page_is_a_report(tmp_path: Path, packed: bool) -> None:
    file = tmp_path / ("news.warc.gz" if packed else "news.warc")
    file.write_bytes(archive(packed=packed))
    first, second, third = read_path(file)
    assert isinstance(first, Report)
    assert isinstance(second, SetAside)
    assert isinstance(third, Report)
    assert (first.path, first.title) == ("https://news.example/a", "Şuşa")
    assert (second.where, second.reason) == ("https://news.example/pdf", "no-article")
    assert (third.path, third.title) == ("https://news.example/b", "Talks")


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_breaks_off_gives_what_is_whole_and_says_so(packed: bool) -> None:
    data = archive(packed=packed)
    cut = data.rindex(b"WARC/1.0") - 200 if not packed else data.rindex(b"\x1f\x8b\x08") - 100
    outcomes = list(read_bytes(data[:cut], path="x.warc.gz"))
    assert [type(one) for one in outcomes] == [Report, SetAside, Failure], outcomes
    assert isinstance(outcomes[2], Failure)
    assert "breaks off" in outcomes[2].detail


def test_a_file_without_pages_is_said_to_hold_none() -> None:
    (outcome,) = read_bytes(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n", path="x.warc")
    assert isinstance(outcome, SetAside)
    assert outcome.reason == "empty"
