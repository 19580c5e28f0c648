"""One actor phrase on its own, by rules over strings: country, sector and identity without a parser."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import lru_cache

from chancery.matching.bearers import full_name, spelled_out, told_of
from chancery.matching.phrases import (
    COURTESY_FREE,
    STATES_AT_LARGE,
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
from chancery.matching.surroundings import WORD, Surroundings, keys_of, surroundings
from chancery.shelf.actors import Listed, Match, actor_list
from chancery.shelf.family_names import likeliest
from chancery.shelf.keys import name_key, slug
from chancery.shelf.lexicons import FORMER, GENERIC_HEADS, LEFT_OFFICE, OFFICES, singular
from chancery.shelf.namesakes import settle
from chancery.shelf.places import gazetteer
from chancery.terms import Actor

_BREAK = frozenset(
    {"of", "in", "from", "to", "for", "at", "with", "on", "near", "under", "who", "that", "which", ",", "(", "by"}
)
_COUNTS = re.compile(
    r"^(?:(?:about|some|around|at least|more than|nearly|over|almost|up to)\s+)?"
    r"(?:(?:\d[\d,.]*|hundreds|thousands|dozens|scores|tens of thousands|millions|members|groups?|a group|a number|"
    r"many|several|two|three|four|five|six|most|part)\s+of\s+)(?:the\s+)?",
    re.I,
)
SURE_TOWN_PEOPLE = 50_000
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_PLACE_AFTER = re.compile(r"\s(?:in|of|from|across)\s(?:the\s)?(?:[A-Z][\w'’-]*\s?){1,3}")
_PRONOUNS = frozenset("i we you he she they me us him her them his their our my your its it who both".split())
_JOINTS = frozenset({"of", "for", "and", "the", "in", "on", "to", "&", "."})
_OTHERS = frozenset(
    """world global international foreign overseas multinational neighbouring neighboring other allied users
    commercial""".split()
)
# Bodies that a text names as often of another state than of the one that it is about.
_ABROAD_BODIES = frozenset(
    "embassy consulate ambassador delegation envoy court tribunal troop peacekeeper company".split()
)
# An act of arms that stands for whose it is: "an Israeli air strike".
_MILITARY_ACTS = frozenset(
    "strike airstrike shelling missile rocket attack bombardment raid offensive fire shell".split()
)
# Of these sectors a body or group belongs to no state because a text speaks of one.
_NOBODYS = frozenset({"IGO", "NGO"})
_BODIES = frozenset({"NGO", "IGO"})


def resolve_actor(phrase: str, *, on: date | None = None, context: str = "") -> Actor:
    """The actor that a phrase means, as far as the phrase itself, the shelf and the context tell.

    Shapes:  `on` chooses the office that a person held that day. `context` is the text around the phrase: it tells who
             bears a family name, what a person or body that no list holds is, which of several namesakes is meant, and
             whose "the police" or "the Senate" are: those of a country that the text names with them, else of the one
             country that the text is about. What cannot be told is "", and kind is then "unknown".

    >>> resolve_actor("Russian Foreign Minister Sergei Lavrov").country
    'RUS'
    >>> resolve_actor("UN peacekeepers").sector
    'MIL'
    >>> resolve_actor("the Senate", context="Brazil's parliament met. The Senate rejected the bill.").country
    'BRA'
    """
    return _resolve(" ".join(phrase.split()), on, surroundings(context) if context.strip() else None)


def forget() -> None:
    """Lets go of everything resolved so far, for a list that has changed."""
    _resolve.cache_clear()
    surroundings.cache_clear()


@lru_cache(maxsize=16_384)
def _resolve(phrase: str, on: date | None, around: Surroundings | None) -> Actor:
    text = phrase.strip(" .,;:\"“”'’")
    text = _COUNTS.sub("", _ARTICLE.sub("", text))
    words: list[str] = WORD.findall(text)
    if not words:
        return Actor("unknown:", "", "unknown")
    acronym = words[0].isupper() and len(words[0]) > 1  # "US", "WHO", "IT"
    if len(words) == 1 and words[0].casefold() in _PRONOUNS and not acronym:
        return Actor(f"unknown:{slug(text)}", text, "unknown", around.leading if around is not None else "")
    actor = _alone(text, words, on, around)
    return _in_context(actor, text, words, on, around) if around is not None else actor


def _alone(text: str, words: list[str], on: date | None, around: Surroundings | None) -> Actor:
    """The actor by the words of the phrase and the shelf; the text only chooses between namesakes."""
    matches = [_settled(match, words, around) for match in actor_list().find(words)]
    return (
        _whole(words, matches, on)
        or _person(words, matches, on, around)
        or _described(words, matches, text, on, around)
        or _house(words, text)
        or _family(words, on, around)
        or _body(words, matches, text)
        or _any_name(words, matches, text, on)
        or Actor(f"unknown:{slug(text)}", text, "unknown")
    )


def _settled(match: Match, words: list[str], around: Surroundings | None) -> Match:
    return around.settled(match, words) if around is not None else settle(match, words, keys_of(words), {})


def _in_context(actor: Actor, text: str, words: list[str], on: date | None, around: Surroundings) -> Actor:
    """The actor with what the text around it adds; what the phrase itself says stays."""
    name = _bare_name(actor, text, words)
    if name and not (actor.country and actor.sector):
        actor = _told(actor, name, around)
    if actor.country or actor.ethnicity or actor.id.startswith("area:"):
        return actor
    if actor.kind in ("group", "organisation") and actor.sector not in _NOBODYS and not _abroad(words):
        country = _antecedent(actor, words, on, around) if _last_noun(actor, words) in _ABROAD_BODIES else ""
        country = country or _where(text, on, around)
        country = country or around.leading or _antecedent(actor, words, on, around) or around.country_near(text)
        return _of_country(actor, country)
    if actor.kind == "person" and actor.sector not in _NOBODYS:
        return replace(actor, country=around.leading or around.country_near(text))
    if actor.kind == "unknown" and not _abroad(words):
        return replace(actor, country=around.leading)
    return actor


def _of_country(actor: Actor, country: str) -> Actor:
    """The group or body as that of a country, in its id as well."""
    if country and actor.id.startswith("group::"):
        return replace(actor, country=country, id=actor.id.replace("group::", f"group:{country}:", 1))
    return replace(actor, country=country)


def _bare_name(actor: Actor, text: str, words: list[str]) -> str:
    """The name that stands in the phrase as the text writes it; "" where the phrase is no name."""
    if actor.kind == "person":
        return actor.name if actor.name in text else text
    if actor.kind in ("unknown", "organisation") and all(
        word[:1].isupper() or not word[:1].isalnum() or word.casefold() in _PARTICLES | _JOINTS for word in words
    ):
        return text
    return ""


def _told(actor: Actor, name: str, around: Surroundings) -> Actor:
    """A name with what the text says of its bearer."""
    told = told_of(name, around)
    if len(name.split()) > 1 and not told.sector and actor.kind != "organisation":
        told.take(told_of(name.split()[-1], around))  # "Senator Durbin" elsewhere in the text
    elif len(name.split()) == 1 and not (told.country and told.sector):
        longer = full_name(name, around)
        if longer:
            told.take(told_of(longer, around))
            actor = replace(actor, id=f"{actor.id.partition(':')[0]}:{slug(longer)}", name=longer)
    sector = actor.sector or told.sector
    if told.former and not actor.sector and sector in OFFICES:
        sector = "ELI"
    kind = actor.kind
    if kind == "unknown" and sector:
        kind = "person" if told.role and sector not in _BODIES else "organisation"
        actor = replace(actor, id=f"{'person' if kind == 'person' else 'org'}:{slug(actor.name)}")
    return replace(
        actor,
        kind=kind,
        country=actor.country or told.country,
        sector=sector,
        ethnicity=actor.ethnicity or told.ethnicity,
        role=actor.role or told.role,
    )


def _antecedent(actor: Actor, words: list[str], on: date | None, around: Surroundings) -> str:
    """Country of the bodies and roles of the same noun of which the text says whose they are: "the US embassy"."""
    noun = _last_noun(actor, words)
    counts: Counter[str] = Counter()
    for first, last in around.bodies(noun):
        inside = around.words[first : last + 1]
        if len(inside) < 2 or inside == words:
            continue
        other = _resolve(" ".join(inside), on, None)
        if other.country and other.sector == actor.sector:
            counts[other.country] += 1
    if not counts:
        return ""
    code, count = counts.most_common(1)[0]
    return code if count > sum(counts.values()) / 2 else ""


def _last_noun(actor: Actor, words: list[str]) -> str:
    return singular(words[-1].casefold() if actor.kind == "organisation" else actor.role.split(" ")[-1])


def _where(text: str, on: date | None, around: Surroundings) -> str:
    """Country of the place that follows the phrase in the text: "police" where it writes "police in Goma"."""
    for at in around.occurrences(text, most=3):
        end = at + len(text)
        after = _PLACE_AFTER.match(around.text, end)
        if after:
            found = _resolve(around.text[at : after.end()], on, None)
            if found.country:
                return found.country
    return ""


def _abroad(words: list[str]) -> bool:
    """Whether a phrase speaks of others than the text's own: "world leaders", "foreign troops"."""
    return any(word.casefold() in _OTHERS for word in words) or words[-1].casefold() in STATES_AT_LARGE


def _whole(words: list[str], matches: list[Match], on: date | None) -> Actor | None:
    """The phrase is one name of the list and nothing else."""
    bare = [at for at, word in enumerate(words) if word not in ("'s", "’s") and word.casefold() != "the"]
    for match in matches:
        if bare and match.first <= bare[0] and match.last >= bare[-1]:
            entry = person_entry(match.entries, on) or match.entries[0]
            return listed_actor(entry, on=on)
    return None


def _person(words: list[str], matches: list[Match], on: date | None, around: Surroundings | None) -> Actor | None:
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
        return _with_title(_of_title(entry, match.entries, words[: match.first], on), words[: match.first], on)
    return _titled(words, matches, on, around)


def _title_with_of(words: list[str], match: Match) -> bool:
    """ "Minister of Foreign Affairs of Ukraine Dmytro Kuleba": the name stands beside the title, not under its "of"."""
    if match.last != len(words) - 1 or words[match.first - 1].casefold() in _BREAK:
        return False
    stop = next(at for at, word in enumerate(words) if word.casefold() in _BREAK)
    return stop > 0 and role_at(words, stop - 1) is not None


def _of_title(entry: Listed, entries: tuple[Listed, ...], title: list[str], on: date | None) -> Listed:
    """The office that the title names: "Dutch prime minister Mark Rutte" is not NATO's, on a day not known."""
    role = role_at(title, len(title) - 1) if title else None
    if role is None or (on is not None and entry.holds_on(on)):
        return entry
    fitting = [one for one in entries if one.id == entry.id and role[1] in name_key(one.office)]
    return person_entry(fitting, on) or entry


def _with_title(entry: Listed, title: list[str], on: date | None) -> Actor:
    actor = listed_actor(entry, on=on)
    role = " ".join(title)
    if any(word.casefold() in FORMER for word in title):
        sector = "ELI" if entry.sector in OFFICES and any(word.casefold() in LEFT_OFFICE for word in title) else ""
        return Actor(actor.id, actor.name, actor.kind, actor.country, sector or entry.sector, "", role)
    found = role_at(title, len(title) - 1) if title else None
    if found and not actor.sector:
        return Actor(actor.id, actor.name, actor.kind, actor.country, found[2], "", role)
    return Actor(actor.id, actor.name, actor.kind, actor.country, actor.sector, "", role or actor.role)


def _titled(words: list[str], matches: list[Match], on: date | None, around: Surroundings | None) -> Actor | None:
    """ "Azerbaijani political analyst Azer Garayev", "Azer Garayev, an Azerbaijani analyst"."""
    stop = next((at for at, word in enumerate(words) if word in (",", "(")), len(words))
    head = words[:stop]
    for at in range(len(head) - 1, 0, -1):
        role = role_at(head, at - 1) or _generic_at(head, at - 1)
        name = head[at:]
        if role and all(word[:1].isupper() or word.casefold() in _PARTICLES for word in name) and len(name) <= 4:
            if role_at(head, len(head) - 1) or body_sector(name):
                break  # "Defence Ministry": the capitals are the body's own
            what = describe(words, [m for m in matches if m.last < at], at - 1)
            title = what.noun if what else role[1]
            longer = full_name(name[0], around) if len(name) == 1 and around is not None else ""
            if longer:
                name = longer.split()
            known = _bearer(name, what.country if what else "", on, title) if len(name) == 1 else _named(longer, on)
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


def _generic_at(words: list[str], last: int) -> tuple[int, str, str] | None:
    """A title that says nothing of its own before a name, written with a capital: "Representative", "Chairman"."""
    low = words[last].casefold()
    if not words[last][:1].isupper() or low not in GENERIC_HEADS:
        return None
    return last, low, "LEG" if low == "representative" else ""


def _possessor_country(words: list[str], on: date | None, around: Surroundings | None) -> str:
    """Country of whoever a body is said to belong to: "Scholz's government", "Kherson's governor"."""
    at = next((at for at in range(len(words) - 2, 0, -1) if words[at] in ("'s", "’s")), None)
    if at is None:  # "Trump supporters", "Obama aides"
        named = [word for word in words[:-1] if word[:1].isupper()][-1:]
        known = _bearer(named, "", on) if named else None
        return known.country if known is not None else ""
    if not any(word[:1].isupper() for word in words[:at]):
        return ""
    return _resolve(" ".join(words[:at]), on, around).country or _place_country(words[:at])


def _described(
    words: list[str], matches: list[Match], text: str, on: date | None, around: Surroundings | None
) -> Actor | None:
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
        actor = listed_actor(body.entries[0])
        before = [match for match in matches if match.last < body.first and not aside(words, match)]
        owners = countries_in(words, before)
        return actor if actor.country or not owners else replace(actor, country=owners[0])
    what = describe(words[:end], [match for match in matches if match.last < end], end - 1)
    if what is None:
        return None
    country, sector = what.country, what.sector
    later = [match for match in matches if match.first >= end and not aside(words, match)]
    if not country and not what.ethnicity:
        owner = next((match.entries[0] for match in later if match.entries[0].kind == "organisation"), None)
        if owner is not None and words[end].casefold() == "of":
            country, sector = owner.country, owner.sector if sector in ("GOV", "") else sector
        elif end < len(words) - 1 and words[end].casefold() == "of" and words[end + 1][:1].isupper():
            country = _resolve(" ".join(words[end + 1 :]), on, around).country  # "the family of X"
        country = country or next(iter(countries_in(words, later)), "") or _place_country(words[end + 1 :])
        country = country or _possessor_country(words[:end], on, around)
    elif not country and end < len(words) and words[end].casefold() == "in":  # "Kurdish forces in Syria"
        country = next(iter(countries_in(words, later)), "") or _place_country(words[end + 1 :])
    if not sector and not country and not what.ethnicity:
        return None
    full = type(what)(what.noun, sector, country, what.ethnicity, what.role_first, what.how, what.area)
    return group(full, name=text)


def _house(words: list[str], text: str) -> Actor | None:
    """ "the House" with a capital: the lower house of whatever state is spoken of."""
    return Actor("org:house", text, "organisation", "", "LEG") if words in (["House"], ["Houses"]) else None


def _family(words: list[str], on: date | None, around: Surroundings | None) -> Actor | None:
    """A family name whose full name the text gives, or that one person of the list alone bears."""
    bare = [word for word in words if word.casefold() not in COURTESY_FREE and word not in ("'s", "’s")]
    if len(bare) != 1 or not bare[0][:1].isupper():
        return None
    longer = full_name(bare[0], around) if around is not None else ""
    if longer and around is not None:
        known = [entry for entry in actor_list().named(longer) if entry.kind == "person"]
        if known:
            return listed_actor(person_entry(known, on) or known[0], on=on)
        if not actor_list().named(longer) and longer.split()[-1] == bare[0]:
            return Actor(f"person:{slug(longer)}", longer, "person")
        return None
    if around is not None:
        spelled = spelled_out(bare[0], around)
        body = _resolve(spelled, on, None) if spelled else None
        if body is not None and body.kind in ("organisation", "group") and body.sector:
            return replace(body, kind="organisation", id=f"org:{slug(spelled)}" if body.kind == "group" else body.id)
    title = " ".join(words[: words.index(bare[0])]).casefold()
    spoken = frozenset(around.shares) if around is not None else frozenset()
    chosen = _bearer(bare, "", on, title if title in ("president", "prime minister") else "", spoken)
    return listed_actor(chosen, on=on) if chosen else None


def _named(name: str, on: date | None) -> Listed | None:
    """The person of the list who goes by exactly this name."""
    return person_entry(actor_list().named(name), on) if name else None


def _bearer(
    name: list[str], country: str, on: date | None, title: str = "", spoken: frozenset[str] = frozenset()
) -> Listed | None:
    """The one person of the list whom a family name means that day, by title where one stands before it.

    Where the text names countries (`spoken`), nobody of another one is meant.
    """
    entries = [
        entry
        for entry in actor_list().surnames.get(name_key(name[0]), [])
        if (not country or entry.country == country)
        and (not spoken or entry.country in spoken or entry.country not in actor_list().countries)
    ]
    titled = [entry for entry in entries if title and title in name_key(entry.office).split(" of ")[0]]
    return person_entry(likeliest(titled or entries, on), on)


def _body(words: list[str], matches: list[Match], text: str) -> Actor | None:
    """An organisation by the words of its name."""
    if not any(word[:1].isupper() for word in words):
        return None
    if words[-1].casefold() == "campaign" and len(words) == 2:  # "the Trump campaign"
        bearer = _bearer(words[:1], "", None)
        return Actor(f"org:{slug(text)}", text, "organisation", bearer.country if bearer else "", "PTY")
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
    named = 1 < len(words) <= 5 and all(_of_a_name(word) for word in words)
    country = next(iter(countries_in(words, stands)), "")
    if not country and named:
        return _place_or_person(words, text)
    country = country or _place_country(words)
    if country:
        sector = "MIL" if singular(words[-1].casefold()) in _MILITARY_ACTS else ""
        return Actor(f"unknown:{slug(text)}", text, "unknown", country, sector)
    if 1 < len(words) <= 4 and all(word[:1].isupper() or word.casefold() in _PARTICLES for word in words):
        return Actor(f"person:{slug(text)}", text, "person")
    return None


def _of_a_name(word: str) -> bool:
    return word[:1].isupper() or word == "." or word.casefold() in _PARTICLES


def _place_or_person(words: list[str], text: str) -> Actor:
    """Several capitalised words that are no listed name: a place where all of them are one, else a person."""
    for one in gazetteer().lookup(text)[:1]:
        if one.place.country and (one.hand_made or (one.own_name and one.people >= SURE_TOWN_PEOPLE)):
            return Actor(f"unknown:{slug(text)}", text, "unknown", one.place.country)
    return Actor(f"person:{slug(text)}", text, "person")


def _place_country(words: list[str]) -> str:
    """Country of the first place that the words name."""
    bare = [word for word in words if word.casefold() not in ("the", "'s", "’s")]
    for first in range(len(bare)):
        for last in range(min(len(bare), first + 4), first, -1):
            if not bare[first][:1].isupper():
                break
            joined = " ".join(bare[first:last]).replace(" - ", "-")
            for one in gazetteer().lookup(joined)[:1]:
                if one.place.country and (one.hand_made or (one.own_name and one.people >= SURE_TOWN_PEOPLE)):
                    return one.place.country
    return ""


_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "von", "van", "der", "de", "da", "dos", "di", "la", "le", "-", "’", "'", "ul", "ur"}
)
