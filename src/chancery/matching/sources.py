"""Whose words a report is: its publisher on the list, the agency that it credits, the outlets that its claims name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from chancery.matching.copies import bands
from chancery.shelf.actors import actor_list
from chancery.shelf.outlets import ListedOutlet, outlet_list
from chancery.terms import PRESS_KINDS, Claim, Credit, Outlet, Provenance, Report, Speaker, Trace

VERSION = "sources.v2"
_HEAD_CHARS = 140
_FOOT_CHARS = 60
_BESIDE = frozenset(
    """the a an state state-run state-owned state-controlled state-backed official semi-official privately owned
    private independent local national international global opposition pro-government regional business public
    news agency agencies newswire wire service newspaper newspapers paper daily weekly magazine journal channel
    broadcaster television tv radio station network outlet website site portal media press reporter reporters
    correspondent correspondents journalist journalists report reports according to its their""".split()
)
"""Words that may stand beside an outlet's name where the outlet itself is meant: not "a BBC editor's lawyer"."""
_PRESS_NOUNS = frozenset(
    "agency newspaper paper daily weekly magazine channel broadcaster radio network website".split()
)
_MIXED = re.compile(r"\b(?:with|and)\b|&|\+", re.IGNORECASE)
_BYLINE_WORDS = re.compile(r"\b(?:by|from|staff|writers?|reporters?|correspondents?|agenc(?:y|ies))\b", re.IGNORECASE)
_BESIDE_WORD = re.compile(r"[\w’'-]+")
_CODE = re.compile(r"[A-Z]{3}")


def trace(report: Report, claims: Sequence[Claim]) -> Trace:
    """All that a report and its claims tell of where they are from, as the list of sources knows it."""
    provenance = trace_report(report)
    named = {claim.id: credit for claim in claims if (credit := named_source(claim))}
    return Trace(provenance, named, bands(report))


def trace_report(report: Report) -> Provenance:
    """The publisher of a report and the agency that it credits as a whole. What the report states goes before the list.

    Shapes:  the publisher is known by its name, else by the address that the report gives, else by a folder of its path
             that is called as a domain ("downloads/tass.com/1.txt").
    """
    source = report.source
    stated = _located(
        Outlet(source.id, source.name, _country(source.country), source.kind, source.ownership.casefold())
    )
    found, how = _listed(report)
    if found is None:
        return Provenance(report.id, stated, credit=_credit(report, stated.id))
    known = found.outlet
    # "site" is what intake makes of a page or an address of which nobody says more.
    kind = stated.kind if stated.kind not in ("unknown", "site") else known.kind
    country, ownership = stated.country or known.country, stated.ownership or known.ownership
    publisher = _located(Outlet(known.id, known.name, country, kind, ownership, known.owner))
    listed = [
        field
        for field in ("country", "kind", "ownership", "owner")
        if getattr(publisher, field) not in ("", "unknown") and getattr(publisher, field) != getattr(stated, field)
    ]
    return Provenance(report.id, publisher, how, tuple(listed), _credit(report, publisher.id))


def named_source(claim: Claim) -> Credit | None:
    """The outlet that a claim names as its source, from the report's own voice inwards; None where it names none.

    Of a chain of outlets ("Interfax, citing TASS") the innermost is the source. Whoever an outlet quotes is no source
    but the voice that vouches; an outlet behind such a voice is his source, not the report's.
    """
    found: Credit | None = None
    for speaker in claim.speakers:
        if speaker.actor is None and not speaker.text:
            continue
        outlet = outlet_meant(speaker)
        if outlet is None:
            break
        found = Credit(_located(outlet.outlet), speaker.text or outlet.outlet.name)
    return found


def outlet_meant(speaker: Speaker) -> ListedOutlet | None:
    """The press outlet that a speaker is; None for anybody else, an outlet's owner or spokesman among them."""
    listed = outlet_list()
    actor, text = speaker.actor, speaker.text or (speaker.actor.name if speaker.actor else "")
    for match, entry in listed.press_in(text):
        rest = _BESIDE_WORD.findall(f"{text[: match.start()]} {text[match.end() :]}")
        if not all(_stands_beside(word) for word in rest):
            continue
        if match[0] not in entry.ambiguous or any(word.casefold() in _PRESS_NOUNS for word in rest):
            return entry
    if actor is not None and actor.kind == "organisation" and actor.id.startswith("org:"):
        known = listed.by_id(actor.id.removeprefix("org:"))
        words = _BESIDE_WORD.findall(text)
        if known and known.outlet.kind in PRESS_KINDS and words and all(_stands_beside(word) for word in words):
            return known  # "the agency said", of one that was named before
    return None


def forget() -> None:
    """Let go of the list, after the user's own file has changed."""
    outlet_list.cache_clear()
    _agencies.cache_clear()
    _stands_beside.cache_clear()


@cache
def _stands_beside(word: str) -> bool:
    plain = re.sub(r"['’]s$", "", word)
    if plain.casefold() in _BESIDE:
        return True
    return plain[:1].isupper() and any(entry.id.startswith("country:") for entry in actor_list().named(plain))


def _listed(report: Report) -> tuple[ListedOutlet | None, str]:
    listed = outlet_list()
    if report.source.name:
        found = listed.named(report.source.name)
        if found:
            return found, "name"
    for address in (report.url, report.path):
        host = _host(address)
        found = listed.at(host) if host else None
        if found:
            return found, "address"
    if not report.source.name:
        folders = (listed.at(part) for part in re.split(r"[\\/]", report.path)[:-1] if "." in part)
        found = next((one for one in folders if one), None)
    return found, "address" if found else ""


def _located(outlet: Outlet) -> Outlet:
    """The outlet with the name of its country, which views have no list to look up in."""
    known = actor_list().countries.get(outlet.country)
    return replace(outlet, country_name=known.name) if known else outlet


def _host(address: str) -> str:
    if not address.startswith(("http://", "https://")):
        return ""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _country(stated: str) -> str:
    """The code of a country that is stated by its name; what is no country's name stays as it is."""
    if not stated or _CODE.fullmatch(stated):
        return stated
    found = [entry.country for entry in actor_list().named(stated) if entry.id.startswith("country:")]
    return found[0] if found else stated


@cache
def _agencies() -> dict[str, re.Pattern[str]]:
    """Patterns by the place where an agency is credited; the group "name" is one of its names."""
    agencies = [entry for entry in outlet_list().entries if entry.outlet.kind == "agency"]
    every = {name for entry in agencies for name in entry.names}
    sure = {name for entry in agencies for name in entry.names if name not in entry.ambiguous}
    name, bare = rf"(?P<name>{_either(every)})", rf"(?P<bare>{_either(sure)})"
    # What stands before an agency in a dateline: places, dates, no word of a sentence but those of a date.
    # Tokens end at a word's end and separators are no part of them, so that there is one way to match.
    before = r"(?:(?:[A-Z0-9]\w*|of|the)\b[\s,./|’'-]*)*?"
    opening = r"(?=\s*(?:[–—:.-]|[\"“‘']?[A-Z]|$))"  # not "the Associated Press (AP) said"
    bracketed = rf"^{before}[(\[/]\s*{name}(?:\s*[,/][^()\[\]/]{{1,40}})?\s*[)\]/]{opening}"
    dashed = rf"^{before}[–—-]\s*{name.replace('?P<name>', '?P<dashed>')}\s*:"
    return {
        "head": re.compile(rf"{bracketed}|{dashed}|^{before}(?<!\w){bare}\s*[.:–—-](?=\s|$)"),
        "foot": re.compile(rf"^(?:source|via|from|credit)?\s*:?\s*[(\[/–—-]*\s*{name}\s*[)\]/]*\.?$", re.IGNORECASE),
    }


def _either(names: Iterable[str]) -> str:
    """A pattern of any of the names, as written or in capitals, the longest first."""
    forms = {form for name in names for form in (name, name.upper())}
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda one: (-len(one), one)))


def _credit(report: Report, publisher: str) -> Credit | None:
    """The one agency that the report as a whole is credited to, where it is not the publisher."""
    listed = outlet_list()
    for name, words in _credits(report):
        found = listed.named(name)
        if found and found.outlet.kind == "agency" and found.outlet.id != publisher:
            return Credit(_located(found.outlet), " ".join(words.split()))
    return None


def _credits(report: Report) -> Iterable[tuple[str, str]]:
    """Names of agencies in dateline, first words, byline and last line, each with the words around it."""
    patterns = _agencies()
    body = [block for block in report.blocks if report.section_at(block.start) == "body"]
    first = body[0].cut(report.text)[:_HEAD_CHARS] if body else ""
    for head in (f"{report.dateline}." if report.dateline else "", first):
        match = patterns["head"].search(head)
        if match:
            yield match["name"] or match["dashed"] or match["bare"], match[0]
    if report.byline and not _MIXED.search(report.byline):
        for part in re.split(r"[,|/;–—]", report.byline):
            name = _BYLINE_WORDS.sub("", part).strip(" .")
            if name and outlet_list().named(name):
                yield name, report.byline
    lines = [block.cut(report.text) for block in body[1:][-1:]] + report.text.rstrip().rsplit("\n", 1)[1:]
    for last in map(str.strip, lines):
        match = patterns["foot"].match(last) if 0 < len(last) <= _FOOT_CHARS else None
        if match:
            yield match["name"], last
