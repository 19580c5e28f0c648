"""Bytes into characters: every encoding that is told or can be told, and the refusals."""

from __future__ import annotations

import pytest

from chancery.intake.encodings import UndecodableError, decode, plain


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Łódź — “quoted”".encode(), "utf-8"),
        (b"\xef\xbb\xbf" + "Łódź — “quoted”".encode(), "utf-8"),
        (b"\xff\xfe" + "Łódź — “quoted”".encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + "Łódź — “quoted”".encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_unicode_in_every_dress(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert decoded.text == "Łódź — “quoted”"
    assert decoded.encoding == encoding


def test_utf16_without_a_mark_is_told_by_its_zeros() -> None:
    assert decode("Talks resumed in Geneva.".encode("utf-16-le")).text == "Talks resumed in Geneva."


def test_western_single_byte_text_is_read_as_cp1252_and_said_so() -> None:
    decoded = decode("The café’s owner – a “witness” – said so.".encode("cp1252"))
    assert decoded.text == "The café’s owner – a “witness” – said so."
    assert decoded.encoding == "cp1252"


def test_cyrillic_single_bytes_are_refused_not_garbled() -> None:
    with pytest.raises(UndecodableError) as caught:
        decode("Войска покинули город в среду, сообщили в министерстве.".encode("cp1251"))
    assert caught.value.code == "encoding"
    assert "UTF-8" in caught.value.remedy


def test_damaged_utf8_is_refused_with_its_place() -> None:
    with pytest.raises(UndecodableError, match="line 2"):
        decode("Łódź\n".encode() + b"caf\xc3 " + "Łódź “x”".encode())


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n", bytes(range(256)) * 8, b"PK\x03\x04rest"])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(UndecodableError) as caught:
        decode(data)
    assert caught.value.code == "binary"


def test_plain_changes_newlines_and_nothing_else() -> None:
    assert plain("a\r\nb\rc\nd") == "a\nb\nc\nd"
    assert plain("e\u0301") == "e\u0301"  # no Unicode normal form is applied
    assert plain("a\x00b\ud800c") == "a\ufffdb\ufffdc"
