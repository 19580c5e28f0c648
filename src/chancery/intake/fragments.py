"""The text of a piece of HTML that is an article already, as feeds carry it: all of it but what is no text."""

from __future__ import annotations

import re

from chancery.intake.encodings import plain

_BLANKS = re.compile(r"[ \t\n\r\f\v\u00a0]+")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = frozenset(
    str.split(
        "address article aside blockquote body center dd details div dl dt fieldset footer header hr html main nav ol "
        "p pre section summary table tbody td tfoot th thead tr ul"
    )
)
_NO_TEXT = frozenset(
    str.split(
        "audio button canvas embed figcaption figure form head iframe img input math noscript object picture script "
        "select source style svg template textarea track video"
    )
)
_MARKUP = re.compile(r"<[a-zA-Z!/]|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]\w{1,30});")


def fragment_text(html: str) -> str:
    """The text of a piece of HTML: a line for each paragraph, "## " before a heading and "- " before a list item, a
    blank line between any two. What holds no markup is taken as the text that it is.

    >>> fragment_text("<p>Talks began.</p><ul><li>First <b>point</b></li></ul>")
    'Talks began.\\n\\n- First point'
    """
    if not _MARKUP.search(html):
        return plain(html).strip()
    from lxml import etree
    from lxml import html as parser

    try:
        tree = parser.fromstring(f"<div>{plain(html)}</div>")
    except (etree.ParserError, ValueError):  # nothing but a comment, or characters that no markup may hold
        return ""
    lines = _Lines()
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))  # not by recursion: markup nests at will
    for event, node in walk:
        if event == "start" and node.tag in _NO_TEXT:
            walk.skip_subtree()
        elif event == "start":
            lines.open(node.tag)
            lines.words.append(node.text or "")
        elif event == "end":
            lines.close(node.tag)
        if event != "start" and node is not tree:
            lines.words.append(node.tail or "")
    lines.end()
    return plain("\n\n".join(lines.done))


class _Lines:
    """Lines as they are gathered from a tree, in order."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.mark = ""
        self.words: list[str] = []

    def open(self, tag: str) -> None:
        """An element begins."""
        mark = "## " if tag in _HEADINGS else "- " if tag == "li" else ""
        if mark or tag in _BLOCKS or tag == "br":
            self.end()
            self.mark = mark or self.mark

    def close(self, tag: str) -> None:
        """An element ends."""
        if tag in _BLOCKS or tag in _HEADINGS or tag == "li":
            self.end()
            self.mark = ""

    def end(self) -> None:
        """End the line at hand; an empty one is none, and leaves its mark to the next."""
        line = _BLANKS.sub(" ", "".join(self.words)).strip()
        self.words = []
        if line:
            self.done.append(self.mark + line)
            self.mark = ""
