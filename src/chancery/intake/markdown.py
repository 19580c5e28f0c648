"""Markdown's inline marks, taken away; headings, lists and paragraphs stay as they are."""

from __future__ import annotations

import re

_CODE_BLOCK = re.compile(r"^(?:```|~~~).*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_REFERENCE = re.compile(r"\[([^\[\]\n]+)\]\[[^\[\]\n]*\]")
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S+.*$", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[^\]\n]+\](?!:)")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
# Marks lie on one line, and what they hold is bounded: a page of stars must not be searched to its end from each.
_STRONG = re.compile(
    r"(?<![\w*])\*\*(?=[^\s*])([^*\n]{1,400}?)(?<=\S)\*\*(?![\w*])|(?<![\w_])__(?=[^\s_])([^_\n]{1,400}?)(?<=\S)__(?![\w_])"
)
_EMPHASIS = re.compile(
    r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,400}?)(?<=[^\s*])\*(?![\w*])|(?<![\w_\\])_(?=[^\s_])([^_\n]{1,400}?)(?<=[^\s_])_(?![\w_])"
)
_CODE = re.compile(r"`([^`\n]+)`")
_STRUCK = re.compile(r"~~(?=[^\s~])([^~\n]{1,400}?)(?<=\S)~~")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_TAG = re.compile(r"</?(?:b|i|em|strong|u|span|a|sup|sub|br|p|div|small|mark|font)\b[^<>\n]*>", re.IGNORECASE)
_BOLD_LINE = re.compile(r"^[ ]{0,3}(\*\*|__)(?=\S)([^*_\n]{2,80}?)(?<![\s.!?;,])\1[ \t]*$", re.MULTILINE)
_QUOTE_MARK = re.compile(r"^[ ]{0,3}>[ ]?", re.MULTILINE)


def without_marks(text: str) -> str:
    """`text` without links' addresses, images, emphasis, code marks, comments and backslashes.

    The report's text is what this returns: a reader sees words, not marks. A short line that is wholly bold stands
    for a heading and becomes one ("#### Background").
    """
    if "-->" in text:
        text = _COMMENT.sub("", text)
    text = _CODE_BLOCK.sub("", text)
    text = _IMAGE.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _REFERENCE.sub(r"\1", text)
    text = _DEFINITION.sub("", text)
    text = _FOOTNOTE.sub("", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _BOLD_LINE.sub(r"#### \2", text)
    for shape in (_EMPHASIS, _STRONG, _EMPHASIS):  # emphasis within strong, and strong within emphasis
        text = shape.sub(_held, text)
    text = _CODE.sub(r"\1", text)
    text = _STRUCK.sub(r"\1", text)
    text = _TAG.sub("", text)
    text = _QUOTE_MARK.sub("", text)
    return _ESCAPE.sub(r"\1", text)


def _held(found: re.Match[str]) -> str:
    """What the marks hold, whichever of the two kinds they are."""
    return next(part for part in found.groups() if part is not None)
