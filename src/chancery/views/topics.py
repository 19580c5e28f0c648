"""What an event is about, in the report's words: how they are cut, and what leads up to them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from chancery.terms import Event
from chancery.views.naming import inner_quotes, inside, telling

_TOPIC_CHARS = 150
_QUOTE_CHARS = 240
# What somebody said is quoted beside the event up to the first sentence that ends after so many characters.
_UTTERANCE_CHARS = 110
_LEADS = frozenset("of for on over about to against with as in from at that into regarding concerning by".split())
_CLAUSE_BREAK = re.compile(r"[;,:—–]\s+")
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z“\"‘\[(])")
# Words that nothing ends with.
_LOOSE = frozenset("and or but which who that to in on at for with by from after before while of the a an as".split())
# Where words that run on may be cut with sense: before what joins a further phrase or clause.
_JOINT = re.compile(
    r"(?:[;,:—–]\s+|\s+(?=(?:and|or|but|which|who|that|to|in|on|at|for|with|by|from|after|before|while)\s))"
)


def lead_word(sentences: Iterable[str], phrase: str) -> str | None:
    """The preposition, "to" or "that" right before a phrase in the first sentence that holds it.

    "" where another word stands there; None where no sentence holds the phrase.

    >>> lead_word(["They agreed to open the road."], "open the road")
    'to'
    """
    for words in sentences:
        plain = " ".join(words.split()).replace("“", '"').replace("”", '"')
        at = plain.casefold().find(phrase.split(" …")[0].casefold())
        if phrase and at >= 0:
            before = plain[:at].rstrip(' "').split()
            last = before[-1].casefold() if before else ""
            return last if last in _LEADS else ""
    return None


def shortened(words: str, *, around: int = 0, limit_chars: int = _QUOTE_CHARS) -> str:
    """The words, cut to the clauses around a character where they run on, with "…" for what was left out."""
    if len(words) <= limit_chars:
        return " ".join(words.split()).rstrip(".")
    left, right = 0, len(words)
    for found in _CLAUSE_BREAK.finditer(words):
        if found.end() <= around and around - found.end() < limit_chars // 2:
            left = found.end()
            break
    for found in _CLAUSE_BREAK.finditer(words, max(around, left)):
        if found.start() - left <= limit_chars:
            right = found.start()
    piece = words[left:right]
    if len(piece) > limit_chars:
        piece = piece[:limit_chars].rsplit(" ", 1)[0]
        right = left + len(piece)
    piece = " ".join(piece.split()).rstrip(".")
    return f"{'… ' if left else ''}{piece}{' …' if right < len(words.rstrip()) else ''}"


def topic_and_quote(event: Event) -> tuple[str, str]:
    """What the event is about and the words quoted, without their own marks; one of the two where they overlap."""
    topic, quote = inner_quotes(telling(event.topic)), inner_quotes(event.quote)
    if " " not in quote:
        quote = ""  # one word in quotation marks says nothing by itself
    if quote and topic and (quote in topic or topic in quote):
        topic = ""
    return cut(contents(topic), _TOPIC_CHARS), cut(_first_said(quote), _TOPIC_CHARS)


def _first_said(quote: str) -> str:
    """The first sentence of what was said, or the first two where that one is short."""
    ends = [found.end() for found in _SENTENCE_END.finditer(quote)]
    whole = next((end for end in ends if end >= _UTTERANCE_CHARS // 3), None)
    return f"{quote[:whole].rstrip('.')} …" if whole else quote


_TIMED = re.compile(
    r"\s+(?:(?:early|late|later)\s+)?on\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:\s+(?:morning|evening|night))?"
    r"(?=\s+(?:on|with|about|to|for|over|against|between)\b|$)"
)


def contents(words: str) -> str:
    """What something is about, fit to be quoted inside a sentence: without the day that it happened on.

    >>> contents("a memorandum on Wednesday on a joint centre")
    'a memorandum … on a joint centre'
    """
    cut = _TIMED.sub(" …", words)
    return inside(cut.removesuffix(" …") if cut != words else words)


def cut(words: str, limit_chars: int) -> str:
    """The words, where they run on up to the last joint that lets them end with sense, with "…" for the rest.

    >>> cut("open the road to all that want to leave and to let aid convoys in", 50)
    'open the road to all that want to leave …'
    """
    if len(words) <= limit_chars:
        return words
    joints = [found.start() for found in _JOINT.finditer(words) if limit_chars // 3 < found.start() <= limit_chars]
    kept = (words[: joints[-1]] if joints else words[:limit_chars].rsplit(" ", 1)[0]).split(" ")
    while len(kept) > 1 and kept[-1].strip(",;:").casefold() in _LOOSE:
        kept.pop()
    return " ".join(kept).rstrip(" ,;:") + " …"
