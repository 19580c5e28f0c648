"""One actor phrase on its own, by rules over strings: country, sector and identity without a parser."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from chancery.matching.phrases import (
    COURTESY_FREE,
    aside,
    body_sector,
    countries_in,
    describe,
    group,
    listed_actor,
    people,
    person_entry,
    role_at,
)
from chancery.shelf.actors import Listed, Match, actor_list
from chancery.shelf.keys import name_key, slug
from chancery.shelf.lexicons import FORMER
from chancery.shelf.places import gazetteer
from chancery.terms import Actor

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|['’]s\b|\w+(?:['’]\w+)*|[^\w\s]")
_BREAK = frozenset(
    {"of", "in", "from", "to", "for", "at", "with", "on", "near", "under", "who", "that", "which", ",", "(", "by"}
)
_COUNTS = re.compile(
    r"^(?:(?:about|some|around|at least|more than|nearly|over|almost|up to)\s+)?"
    r"(?:(?:\d[\d,.]*|hundreds|thousands|dozens|scores|tens of thousands|millions|members|groups?|a group|a number|"
    r"many|several|two|three|four|five|six|most|part)\s+of\s+)(?:the\s+)?",
    re.I,
)
_LEADING_SHARE = 0.7


def resolve_actor(phrase: str, *, on: date | None = None, context: str = "") -> Actor:
    """The actor that a phrase means, as far as the phrase itself, the shelf and the context tell.

    Shapes:  `on` chooses the office that a person held that day; `context` is text around the phrase: it gives the full
             name behind a family name, and the country of "police" where it speaks of one country only. What cannot be
             told is "", and kind is then "unknown".

    >>> resolve_actor("Russian Foreign Minister Sergei Lavrov").country
    'RUS'
    >>> resolve_actor("UN peacekeepers").sector
    'MIL'
    """
    text = " ".join(phrase.split()).strip(" .,;:\"“”'’")
    text = _COUNTS.sub("", re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.I))
    words: list[str] = _WORD.findall(text)
    if not words:
        return Actor("unknown:", "", "unknown")
    matches = actor_list().find(words)
    return (
        _whole(words, matches, on)
        or _person(words, matches, on, text)
        or _described(words, matches, text, context)
        or _family(words, on, context)
        or _body(words, matches, text)
        or _any_name(words, matches, text, on)
        or Actor(f"unknown:{slug(text)}", text, "unknown")
    )


def _whole(words: list[str], matches: list[Match], on: date | None) -> Actor | None:
    """The phrase is one name of the list and nothing else."""
    bare = [at for at, word in enumerate(words) if word not in ("'s", "’s") and word.casefold() != "the"]
    for match in matches:
        if bare and match.first <= bare[0] and match.last >= bare[-1]:
            entry = person_entry(match.entries, on) or match.entries[0]
            return listed_actor(entry, on=on)
    return None


def _person(words: list[str], matches: list[Match], on: date | None, text: str) -> Actor | None:
    """A person of the list with or without title, or a title with a name that no list holds."""
    for match in matches:
        entry = person_entry(match.entries, on)
        if entry is None:
            continue
        broken = any(words[at].casefold() in _BREAK for at in range(match.first))
        if broken and not _title_with_of(words, match):
            continue  # "supporters of Navalny" are not Navalny
        if match.last + 1 < len(words) and words[match.last + 1] not in (",", "(", "'s", "’s"):
            continue  # "the Trump administration"
        if match.last + 1 < len(words) and words[match.last + 1] in ("'s", "’s") and match.last + 2 < len(words):
            continue
        return _with_title(entry, words[: match.first], on)
    return _titled(words, matches, on)


def _title_with_of(words: list[str], match: Match) -> bool:
    """ "Minister of Foreign Affairs of Ukraine Dmytro Kuleba": the name stands beside the title, not under its "of"."""
    if match.last != len(words) - 1 or words[match.first - 1].casefold() in _BREAK:
        return False
    stop = next(at for at, word in enumerate(words) if word.casefold() in _BREAK)
    return stop > 0 and role_at(words, stop - 1) is not None


def _with_title(entry: Listed, title: list[str], on: date | None) -> Actor:
    actor = listed_actor(entry, on=on)
    role = " ".join(title)
    if any(word.casefold() in FORMER for word in title):
        return Actor(actor.id, actor.name, actor.kind, actor.country, "", "", role)
    found = role_at(title, len(title) - 1) if title else None
    if found and not actor.sector:
        return Actor(actor.id, actor.name, actor.kind, actor.country, found[2], "", role)
    return Actor(actor.id, actor.name, actor.kind, actor.country, actor.sector, "", role or actor.role)


def _titled(words: list[str], matches: list[Match], on: date | None) -> Actor | None:
    """ "Azerbaijani political analyst Azer Garayev", "Azer Garayev, an Azerbaijani analyst"."""
    stop = next((at for at, word in enumerate(words) if word in (",", "(")), len(words))
    head = words[:stop]
    for at in range(len(head) - 1, 0, -1):
        role = role_at(head, at - 1)
        name = head[at:]
        if role and all(word[:1].isupper() or word.casefold() in _PARTICLES for word in name) and len(name) <= 4:
            if role_at(head, len(head) - 1) or body_sector(name):
                break  # "Defence Ministry": the capitals are the body's own
            what = describe(words, [m for m in matches if m.last < at], at - 1)
            known = _bearer(name, what.country if what else "", on) if len(name) == 1 else None
            if known is not None:
                return _with_title(known, head[:at], on)
            return Actor(
                f"person:{slug(' '.join(name))}",
                " ".join(name),
                "person",
                what.country if what else "",
                what.sector if what else role[2],
                what.ethnicity if what else "",
                " ".join(head[:at]),
            )
    tail = words[stop + 1 :]
    if tail and 1 < len(head) <= 4 and all(word[:1].isupper() or word.casefold() in _PARTICLES for word in head):
        if any(match.first == 0 for match in matches):
            return None
        end = next((at for at, word in enumerate(tail) if word.casefold() in _BREAK and at), len(tail))
        inside = actor_list().find(tail)
        what = describe(tail, inside, end - 1)
        if what:
            country = what.country or next(iter(countries_in(tail, inside)), "")
            return Actor(
                f"person:{slug(' '.join(head))}",
                " ".join(head),
                "person",
                country,
                what.sector,
                what.ethnicity,
                " ".join(tail[:end]),
            )
    return None


def _described(words: list[str], matches: list[Match], text: str, context: str) -> Actor | None:
    """A people or a role noun with what qualifies it."""
    end = next((at for at, word in enumerate(words) if at and word.casefold() in _BREAK), len(words))
    while end > 1 and words[end - 1] in ("'s", "’s"):
        end -= 1
    for match in matches:
        entry = next((entry for entry in match.entries if entry.kind == "people"), None)
        if entry is not None and match.last == end - 1:
            ethnic = match.first > 0 and words[match.first - 1].casefold() == "ethnic"
            return people(entry, ethnic=ethnic, definite=False, name=" ".join(words[:end]))
    body = next((match for match in matches if match.last == end - 1 and match.entries[0].kind == "organisation"), None)
    if body is not None and end == len(words):
        return listed_actor(body.entries[0])
    what = describe(words[:end], [match for match in matches if match.last < end], end - 1)
    if what is None:
        return None
    country, sector = what.country, what.sector
    later = [match for match in matches if match.first >= end and not aside(words, match)]
    if not country and not what.ethnicity:
        owner = next((match.entries[0] for match in later if match.entries[0].kind == "organisation"), None)
        if owner is not None and words[end].casefold() == "of":
            country, sector = owner.country, owner.sector if sector in ("GOV", "") else sector
        country = country or next(iter(countries_in(words, later)), "") or _place_country(words[end + 1 :])
    if not country and not what.ethnicity and sector in ("GOV", "COP", "LEG", "JUD", "MIL", "OPP"):
        country = _leading(context)
    if not sector and not country and not what.ethnicity:
        return None
    full = type(what)(what.noun, sector, country, what.ethnicity, what.role_first, what.how, what.area)
    return group(full, name=text)


def _family(words: list[str], on: date | None, context: str) -> Actor | None:
    """A family name whose full name the context gives, or that one person of the list alone bears."""
    bare = [word for word in words if word.casefold() not in COURTESY_FREE and word not in ("'s", "’s")]
    if len(bare) != 1 or not bare[0][:1].isupper():
        return None
    word = bare[0]
    if context:
        full = re.search(rf"((?:[A-Z][\w'’-]+ ){{1,3}}){re.escape(word)}\b", context)
        if full:
            start = max(0, full.start() - 80)
            lead = re.split(r"[.;,:]", context[start : full.start()])[-1].split()
            after = re.match(r",([^,.;]{3,90})", context[full.end() :])
            described = f"{' '.join(lead[-6:])} {full[0]}".strip()
            actor = resolve_actor(described, on=on)
            if actor.kind == "person" and actor.country:
                return actor
            if after:
                actor = resolve_actor(f"{full[0]},{after[1]}", on=on)
                if actor.kind == "person":
                    return actor
    chosen = _bearer(bare, "", on)
    return listed_actor(chosen, on=on) if chosen else None


def _bearer(name: list[str], country: str, on: date | None) -> Listed | None:
    """The one person of the list who bears a family name; in office that day where several do."""
    entries = [
        entry for entry in actor_list().surnames.get(name_key(name[0]), []) if not country or entry.country == country
    ]
    held = [entry for entry in entries if on is not None and entry.holds_on(on)]
    for pool in (entries, held):
        if len({entry.id for entry in pool}) == 1:
            return person_entry(pool, on)
    return None


def _body(words: list[str], matches: list[Match], text: str) -> Actor | None:
    """An organisation by the words of its name."""
    if not any(word[:1].isupper() for word in words):
        return None
    sector = body_sector(words)
    if not sector:
        return None
    codes = countries_in(words, [match for match in matches if not aside(words, match)])
    country = codes[0] if codes else _place_country(words)
    return Actor(f"org:{slug(text)}", text, "organisation", country, sector)


def _any_name(words: list[str], matches: list[Match], text: str, on: date | None) -> Actor | None:
    """The last listed name in the phrase, else a place's country, else a bare capitalised name."""
    stands = [match for match in matches if not aside(words, match)]
    heads = [match for match in stands if match.last == len(words) - 1]
    if heads:
        return listed_actor(heads[0].entries[0], on=on)
    if (
        stands
        and stands[0].first == 0
        and stands[0].entries[0].kind in ("country", "capital", "metonym", "organisation")
    ):
        return listed_actor(stands[0].entries[0], on=on)
    country = next(iter(countries_in(words, stands)), "") or _place_country(words)
    if country:
        return Actor(f"unknown:{slug(text)}", text, "unknown", country)
    if 1 < len(words) <= 4 and all(word[:1].isupper() or word.casefold() in _PARTICLES for word in words):
        return Actor(f"person:{slug(text)}", text, "person")
    return None


def _place_country(words: list[str]) -> str:
    """Country of the first place that the words name."""
    bare = [word for word in words if word.casefold() not in ("the", "'s", "’s")]
    for first in range(len(bare)):
        for last in range(min(len(bare), first + 4), first, -1):
            if not bare[first][:1].isupper():
                break
            joined = " ".join(bare[first:last]).replace(" - ", "-")
            for one in gazetteer().lookup(joined)[:1]:
                if one.place.country and (one.hand_made or (one.own_name and one.people >= 50_000)):
                    return one.place.country
    return ""


def _leading(context: str) -> str:
    """The country that a text speaks of, where it is clearly one."""
    if not context:
        return ""
    counts = Counter(
        match.entries[0].country for match in actor_list().find(_WORD.findall(context)) if match.entries[0].country
    )
    if not counts:
        return ""
    code, count = counts.most_common(1)[0]
    return code if count / sum(counts.values()) >= _LEADING_SHARE else ""


_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "von", "van", "der", "de", "da", "dos", "di", "la", "le", "-", "’", "'", "ul", "ur"}
)
