"""Headings that set a part of a report off: a line of its own, or run in at the head of a paragraph."""

# ruff: noqa: E501 -- a pattern broken in the middle of an alternative reads worse than a long line

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKDOWN = re.compile(r"^[ ]{0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_BULLET = re.compile(
    r"^[ \t]*(?:[•‣▪▫●○◦·∙■□▶►➤➢✔✓→»⁃█▌\u2013\u2014-]|\*|\+|█+|\(?\d{1,2}[.)]|\(?[a-z][)])[ \t\u00a0]+(?=\S)"
)

_CANON = (
    (
        "why_this_matters",
        r"why (?:this|it|that)(?: all)? matters|why it['’]?s important|why this is important|why care",
    ),
    (
        "key_takeaways",
        r"(?:the |our |\d+ |five |three |four )?(?:key|main|top|big) ?(?:takeaways?|points?|findings|facts|highlights"
        r"|developments|messages|points to know)|takeaways?|take-?aways?|highlights|in brief|in short|at a glance"
        r"|tl;?dr|the takeaway|quick read|quick facts|fast facts|summary|the gist|story highlights|need to know"
        r"|what (?:you need )?to know",
    ),
    (
        "background",
        r"(?:the )?background(?: information)?|(?:the )?context|the backstory|backdrop|flashback|the background"
        r"|history|how we got here|catch up quick|the story so far",
    ),
)
_OTHER = (
    r"what(?:['’]s| is) (?:next|new|happening|at stake)|what (?:happened|happens next|we know(?: so far)?|it means|to watch"
    r"|comes next|they['’]?re saying|they say|else)|what we['’]re watching|where things stand|who|what|when|where|how|why now"
    r"|state of play|the (?:big picture|bottom line|latest|details|intrigue|other side|impact|stakes|state of play|numbers"
    r"|reaction|response|outlook|upshot|catch|deal|plan|case|charges)|bottom line|between the lines|by the numbers"
    r"|driving the news|zoom (?:in|out)|go deeper|yes,? but|reality check|worth noting|of note|details|analysis|reactions?"
    r"|responses?|timeline|outlook|next steps|looking ahead|fact ?box|conclusions?|introduction|overview|methodology|quotes?"
    r"|implications|the implications|significance|big picture|how it works|flash ?points?|correction|clarification"
    r"|editor['’]?s['’]? note|disclaimer|our take|the backstory"
)
_RELATED = (
    r"related(?: (?:stories|story|articles?|news|coverage|content|posts?|links?|topics|reading))?|read (?:more|next|also)"
    r"|more (?:on this(?: story)?|stories|news|from .{2,40}|in .{2,30}|about .{2,30}|like this)|see also|also read|recommended"
    r"(?: (?:stories|for you|reading))?|you (?:may|might) (?:also )?(?:like|be interested in)|further reading|most (?:read|popular)"
    r"|trending(?: now)?|latest (?:news|stories)|top stories|don['’]t miss|popular|editor['’]?s['’]? (?:picks|choice)|up next"
)
_CLOSING = (
    r"about the authors?|about us|(?:leave|post|add) a (?:comment|reply)|comments|tags|topics|references|external links|sister links"
    r"|sources|notes|footnotes|share this(?: (?:article|story|post))?|newsletter|contact(?: us| information)?"
    r"|media contacts?|press contacts?|credits|copyright|license|licence|notes to editors?"
)
_KNOWN = re.compile(
    "|".join(f"(?P<{name}>(?:{shape}))" for name, shape in _CANON)
    + f"|(?P<related>(?:{_RELATED}))|(?P<closing>(?:{_CLOSING}))|(?P<other>(?:{_OTHER}))",
    re.IGNORECASE,
)
_RUN_IN = re.compile(
    r"^(?P<head>(?:" + "|".join(shape for _, shape in _CANON) + rf"|{_OTHER}))\s*(?P<mark>[:：]|\s[–—-])\s+(?=\S)",
    re.IGNORECASE,
)
# Words that are headings only on a line of their own: run in, they are speech ("What: ...") or labels of a notice.
_NOT_RUN_IN = frozenset(["who", "what", "when", "where", "how", "history", "popular", "quote", "quotes", "need"])
_NAME_JUNK = re.compile(r"[^0-9a-z]+")
_MAX_HEADING_WORDS = 9
_MAX_HEADING_CHARS = 70


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: the section's name, what it does to the lines below, and how many characters it takes.

    role: opens (a section), related (links to other pages follow), closing (no text of the report follows).
    """

    name: str
    role: str
    end: int


def known_heading(line: str) -> Heading | None:
    """The heading that a whole stripped line is by its words; None where its words are no heading's."""
    bare = line.strip("*_#:：-–—=[]()| \t?!.")
    if not bare or len(bare) > _MAX_HEADING_CHARS:
        return None
    found = _KNOWN.fullmatch(bare)
    if not found or line.endswith(("!", ".")):
        return None
    return Heading(_canonical(bare), _role(bare), len(line))


def markdown_heading(line: str) -> tuple[int, str] | None:
    """Level and words of a Markdown heading; None for another line."""
    found = _MARKDOWN.match(line)
    return (len(found[1]), found[2]) if found and found[2] else None


def run_in_heading(line: str) -> Heading | None:
    """The heading at the head of a paragraph ("Why this matters: ..."); None where there is none."""
    found = _RUN_IN.match(line)
    if not found or not line[:1].isupper() or found["head"].lower() in _NOT_RUN_IN:
        return None
    return Heading(_canonical(found["head"]), "opens", found.end())


def shaped_heading(line: str) -> Heading | None:
    """The heading that a whole stripped line is by its shape alone: short, capital first, no end stop.

    What stands around it must be asked too: a heading has text below it.
    """
    words = line.split()
    if not 1 <= len(words) <= _MAX_HEADING_WORDS or len(line) > _MAX_HEADING_CHARS:
        return None
    if line[-1] in ".,;!?…\"”'’" or line[-1] == ":" or not line[0].isalnum():
        return None
    if not (line[0].isupper() or line[0].isdigit()) or line.isdigit():
        return None
    return Heading(section_name(line), "opens", len(line))


def heading_named(words: str) -> Heading:
    """The heading of these words, known or not (for lines that are marked as headings)."""
    return known_heading(words) or Heading(section_name(words) or "section", "opens", len(words))


def section_name(words: str) -> str:
    """Words of a heading in lower_snake_case, at most 60 characters.

    >>> section_name("What's next?")
    'whats_next'
    """
    return _NAME_JUNK.sub("_", words.lower().replace("'", "").replace("’", "")).strip("_")[:60].strip("_")


def bullet_chars(line: str) -> int:
    """How many characters at the head of an unstripped line are blanks and a bullet or number; 0 where none is.

    >>> bullet_chars("  • Talks resume.")
    4
    """
    found = _BULLET.match(line)
    return found.end() if found else 0


def _canonical(words: str) -> str:
    for name, shape in _CANON:
        if re.fullmatch(shape, words, re.IGNORECASE):
            return name
    return section_name(words) or "section"


def _role(words: str) -> str:
    found = _KNOWN.fullmatch(words)
    if found and found["related"]:
        return "related"
    if found and found["closing"]:
        return "closing"
    return "opens"
