"""Rows of the codebook's files into its parts, with every mistake noted where it stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from chancery.shelf.codebook_files import CLASSES, CONTEXTS, SENSES, STATES, TRIGGERS, TYPES, At
from chancery.shelf.codebook_parts import (
    Condition,
    EventContext,
    EventMode,
    EventType,
    StateRule,
    Test,
    Trigger,
    WordClass,
)
from chancery.terms import CHANGES, STATE_KINDS, STATUSES

QUADS = ("VCOOP", "MCOOP", "VCONF", "MCONF")
RELEVANCES = ("any", "actor", "recipient", "place", "official", "people", "none")
#: What a condition may ask of: the roles that reading gives, and three that are worked out.
ROLES = frozenset(
    "agent patient recipient opponent company mediator beneficiary content topic purpose cause instrument manner place "
    "origin destination time complement member infinitive self light".split()
)
MARKS = frozenset("@actor @country @place @person @organisation @politician @event @people @any".split())
_TYPE_FIELDS = frozenset("says counts but quad score cameo recipient future sector usual modes".split())
_MODE_FIELDS = frozenset("says score cameo words".split())
_TRIGGER_FIELDS = (
    "id type mode contexts verbs nouns adjectives needs unless actors recipients forum about relevance absorbs "
    "anaphoric mutual never caused"
).split()
_PROFILE_FIELDS = frozenset(_TRIGGER_FIELDS) - {"id", "type", "mode", "verbs", "nouns", "adjectives"}
_STATE_FIELDS = frozenset(
    "id kind change by verbs nouns needs who to where what by_part key when otherwise forum to_is".split()
)
_LISTS = frozenset(
    "contexts verbs nouns adjectives needs unless actors recipients forum about never by key when".split()
)


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a codebook: in which file, at what, what was found, what to do about it, and in which rule."""

    file: str
    at: At
    found: str
    remedy: str = ""
    name: str = ""


@dataclass(slots=True)
class Notes:
    """The mistakes of one codebook, in the order found."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, file: str, at: At, found: str, remedy: str = "", name: str = "") -> None:
        """Note one mistake."""
        self.problems.append(Problem(file, at, found, remedy, name))

    def known(self, file: str, at: At, what: str, name: Any, names: Collection[str]) -> bool:
        """Whether a name is one of those known; noted, with the nearest, where it is not."""
        if name in names:
            return True
        near = get_close_matches(str(name), [str(one) for one in names], n=1)
        remedy = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(map(str, names))[:20])}"
        self.add(file, at, f"unknown {what} {name!r}", remedy)
        return False


def read_types(rows: Any, notes: Notes) -> dict[str, EventType]:
    """The types of types.yaml by name."""
    found: dict[str, EventType] = {}
    for name, row in _mapping(rows, TYPES, ("types",), notes).items():
        at: At = ("types", name)
        if not isinstance(row, dict):
            notes.add(TYPES, at, f"type {name!r} has no fields", "give it at least says, quad and score")
            continue
        _fields(row, _TYPE_FIELDS, TYPES, at, f"type {name!r}", notes)
        for needed in ("says", "quad", "score"):
            if needed not in row:
                notes.add(TYPES, at, f"type {name!r} has no {needed!r}")
        if "quad" in row:
            notes.known(TYPES, (*at, "quad"), "quad", row["quad"], QUADS)
        modes: dict[str, EventMode] = {}
        for mode, entry in _mapping(row.get("modes", {}), TYPES, (*at, "modes"), notes).items():
            where: At = (*at, "modes", mode)
            if not isinstance(entry, dict):
                notes.add(TYPES, where, f"mode {mode!r} has no fields", "give it at least a score")
                continue
            _fields(entry, _MODE_FIELDS, TYPES, where, f"mode {mode!r}", notes)
            score = _score(entry.get("score", row.get("score", 0)), TYPES, where, notes)
            words = frozenset(_texts(entry.get("words", ()), TYPES, (*where, "words"), notes))
            cameo = str(entry.get("cameo", row.get("cameo", "")))
            modes[mode] = EventMode(mode, str(entry.get("says", "")), score, cameo, words)
        found[name] = EventType(
            name=name,
            says=str(row.get("says", "")),
            counts=_texts(row.get("counts", ()), TYPES, (*at, "counts"), notes),
            but=_texts(row.get("but", ()), TYPES, (*at, "but"), notes),
            quad=str(row.get("quad", "")),
            score=_score(row.get("score", 0), TYPES, at, notes),
            cameo=str(row.get("cameo", "")),
            needs_recipient=row.get("recipient") == "needed",
            sector=str(row.get("sector", "")),
            future=str(row.get("future", "")),
            usual=str(row.get("usual", "")),
            modes=modes,
        )
    for name, entry in found.items():
        if entry.usual:
            notes.known(TYPES, ("types", name, "usual"), "mode", entry.usual, entry.modes)
        if entry.future:
            notes.known(TYPES, ("types", name, "future"), "type", entry.future, found)
    return found


def read_contexts(rows: Any, notes: Notes) -> dict[str, EventContext]:
    """The contexts of contexts.yaml by name."""
    found: dict[str, EventContext] = {}
    for name, row in _mapping(rows, CONTEXTS, ("contexts",), notes).items():
        at: At = ("contexts", name)
        if not isinstance(row, dict):
            notes.add(CONTEXTS, at, f"context {name!r} has no fields", "give it says and words")
            continue
        _fields(row, frozenset({"says", "words"}), CONTEXTS, at, f"context {name!r}", notes)
        words = _texts(row.get("words", ()), CONTEXTS, (*at, "words"), notes)
        found[name] = EventContext(name, str(row.get("says", "")), words)
    return found


def read_classes(rows: Any, notes: Notes) -> dict[str, WordClass]:
    """The word classes of classes.yaml by name."""
    found: dict[str, WordClass] = {}
    for name, row in _mapping(rows, CLASSES, (), notes).items():
        if not isinstance(row, dict):
            notes.add(CLASSES, (name,), f"class {name!r} has no fields", "give it lemmas, sectors or marks")
            continue
        _fields(row, frozenset({"lemmas", "sectors", "marks"}), CLASSES, (name,), f"class {name!r}", notes)
        parts = {
            part: _texts(row.get(part, ()), CLASSES, (name, part), notes) for part in ("lemmas", "sectors", "marks")
        }
        for mark in parts["marks"]:
            notes.known(CLASSES, (name, "marks"), "mark", mark, MARKS)
        found[name] = WordClass(name, *(frozenset(parts[part]) for part in ("lemmas", "sectors", "marks")))
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """What rules may name."""

    types: Mapping[str, EventType]
    contexts: Mapping[str, EventContext]
    classes: Mapping[str, WordClass]


def read_triggers(data: Mapping[str, Any], known: Known, notes: Notes) -> list[Trigger]:
    """The rules of triggers.yaml, in order."""
    defaults = _mapping(data.get("defaults", {}), TRIGGERS, ("defaults",), notes)
    found: list[Trigger] = []
    for index, row in enumerate(_rows(data.get("rules", ()), TRIGGERS, ("rules",), notes)):
        at: At = ("rules", index)
        if "id" not in row:
            notes.add(TRIGGERS, at, "a rule has no id")
            continue
        found.append(_trigger({**defaults, **row}, known, _Place(TRIGGERS, at, f"rule {row['id']}", notes)))
    return found


def read_senses(data: Mapping[str, Any], defaults: Mapping[str, Any], known: Known, notes: Notes) -> list[Trigger]:
    """The groups of senses.yaml as rules, in order; `defaults` are those of triggers.yaml.

    A group's needs and unless are asked beside those of its profile; any other field takes the place of the profile's.
    """
    profiles = _mapping(data.get("profiles", {}), SENSES, ("profiles",), notes)
    for name, profile in profiles.items():
        _fields(profile or {}, _PROFILE_FIELDS, SENSES, ("profiles", name), f"profile {name!r}", notes)
    found: list[Trigger] = []
    numbers: dict[str, int] = {}
    for index, row in enumerate(_rows(data.get("senses", ()), SENSES, ("senses",), notes)):
        at: At = ("senses", index)
        name = row.get("profile", "")
        if name:
            notes.known(SENSES, (*at, "profile"), "profile", name, profiles)
        profile = profiles.get(name) or {}
        merged = {**defaults, **profile, **{key: value for key, value in row.items() if key != "profile"}}
        for both in ("needs", "unless"):
            merged[both] = [*_list(profile.get(both, ())), *_list(row.get(both, ()))]
        stem = ".".join(part for part in (str(row.get("type", "")).lower(), str(row.get("mode", "")), name) if part)
        numbers[stem] = numbers.get(stem, 0) + 1
        merged.setdefault("id", f"{stem}.{numbers[stem]}")
        found.append(_trigger(merged, known, _Place(SENSES, at, f"group {merged['id']}", notes), profile=name))
    return found


def read_states(data: Mapping[str, Any], known: Known, ids: Collection[str], notes: Notes) -> list[list[StateRule]]:
    """The rules for states and the standing ones of states.yaml, in order; `ids` are those of all trigger rules."""
    return [
        [
            _state_rule(row, known, ids, _Place(STATES, (part, index), f"rule {row.get('id', '?')}", notes))
            for index, row in enumerate(_rows(data.get(part, ()), STATES, (part,), notes))
        ]
        for part in ("rules", "standing")
    ]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a rule stands, and the notes on its file."""

    file: str
    at: At
    name: str
    notes: Notes

    def add(self, key: str, found: str, remedy: str = "") -> None:
        self.notes.add(self.file, (*self.at, *([key] if key else [])), found, remedy, self.name)

    def known(self, key: str, what: str, name: Any, names: Collection[str]) -> bool:
        if name in names:
            return True
        near = get_close_matches(str(name), [str(one) for one in names], n=1)
        remedy = f"did you mean {near[0]!r}?" if near else ""
        self.add(key, f"unknown {what} {name!r}", remedy)
        return False


def parse_condition(text: str, classes: Mapping[str, WordClass], wrong: Callable[[str, str], None]) -> Condition:
    """The alternatives of a condition such as ``agent|patient is forces or light is launch``.

    `wrong` is told what is the matter where a class or role is unknown, or the form is none of docs/codebook.md.
    """
    tests = []
    for part in str(text).split(" or "):
        words = part.split(" ", 2)
        roles = tuple(words[0].split("|"))
        if len(words) == 3 and words[1] in ("is", "has"):
            values = tuple(words[2].split("|"))
            if words[1] == "is" and roles != ("light",):
                for value in values:
                    if value not in classes:
                        near = get_close_matches(value, list(classes), n=1)
                        wrong(f"unknown word class {value!r} in {text!r}", f"did you mean {near[0]!r}?" if near else "")
            if words[1] == "has":
                values = tuple(word for value in values for word in _words_of(value, text, classes, wrong))
            tests.append(Test(words[1], roles, values))
        elif len(words) == 2 and words[0] in ("some", "no", "several"):
            roles = tuple(words[1].split("|"))
            tests.append(Test(words[0], roles, ()))
        elif len(words) == 2 and words[0] == "ends" and words[1] in classes:
            roles = ()
            tests.append(Test("ends", (), (words[1],)))
        else:
            wrong(f"cannot read the condition {text!r}", "see the forms of conditions in docs/codebook.md")
            continue
        for role in roles:
            for step in role.split(">"):
                if step not in ROLES:
                    wrong(f"unknown role {step!r} in {text!r}", f"roles: {', '.join(sorted(ROLES))}")
    return tuple(tests)


def _words_of(
    value: str, text: str, classes: Mapping[str, WordClass], wrong: Callable[[str, str], None]
) -> Sequence[str]:
    """The words that one value of a "has" stands for: itself, or with @ those of a word class ("@ill-words")."""
    if not value.startswith("@"):
        return (value,)
    if value[1:] not in classes:
        wrong(f"unknown word class {value!r} in {text!r}", "")
        return ()
    return sorted(classes[value[1:]].lemmas)


def _trigger(row: dict[str, Any], known: Known, place: _Place, *, profile: str = "") -> Trigger:
    for name in row:
        if name not in _TRIGGER_FIELDS:
            fields = [*_TRIGGER_FIELDS, *(["profile"] if place.file == SENSES else [])]
            near = get_close_matches(str(name), fields, n=1)
            place.add(
                name, f"a rule has no {name!r}", f"did you mean {near[0]!r}?" if near else f"use {', '.join(fields)}"
            )
    for name in _LISTS & set(row):
        if not isinstance(row[name], list | tuple):
            place.add(name, f"{name!r} must be a list", "write [a, b]")
            row[name] = _list(row[name])
    kind = row.get("type", "")
    mode = row.get("mode", "") or ""
    if place.known("type", "type", kind, known.types) and mode and mode not in known.types[kind].modes:
        modes = ", ".join(known.types[kind].modes) or "none"
        place.add("mode", f"{kind} has no mode {mode!r}", f"its modes: {modes}")
    for name in row.get("contexts", ()):
        place.known("contexts", "context", name, known.contexts)
    relevance = row.get("relevance", "any")
    place.known("relevance", "relevance", relevance, RELEVANCES)
    for status in row.get("never", ()):
        place.known("never", "status", status, STATUSES)
    words = {part: _words(row.get(part, ()), part, place) for part in ("verbs", "nouns", "adjectives")}
    if not any(plain for plain, _ in words.values()):
        place.add("", "no verbs, nouns or adjectives", "name the words that state the event")
    senses = frozenset(sense for _, numbered in words.values() for sense in numbered)
    limited = {sense.rsplit(".", 1)[0] for sense in senses}
    conditions = {part: _conditions(row.get(part, ()), part, known, place) for part in ("needs", "unless")}
    for part in ("actors", "recipients", "forum", "about"):
        for spec in row.get(part, ()):
            _check_spec(str(spec), part, known, place)
    return Trigger(
        id=str(row.get("id", "")),
        type=kind,
        mode=mode,
        contexts=tuple(row.get("contexts", ())),
        verbs=words["verbs"][0],
        nouns=words["nouns"][0],
        adjectives=words["adjectives"][0],
        needs=conditions["needs"],
        unless=conditions["unless"],
        actors=tuple(row.get("actors", ("agent",))),
        recipients=tuple(row.get("recipients", ())),
        forum=tuple(row.get("forum", ())),
        about=tuple(row.get("about", ())),
        relevance=relevance,
        absorbs=bool(row.get("absorbs", False)),
        anaphoric=bool(row.get("anaphoric", False)),
        mutual=bool(row.get("mutual", False)),
        never=tuple(row.get("never", ())),
        caused=str(row.get("caused", "onward")),
        senses=senses,
        limited=frozenset(limited),
        profile=profile,
    )


def _conditions(texts: Iterable[str], part: str, known: Known, place: _Place) -> tuple[Condition, ...]:
    def wrong(found: str, remedy: str) -> None:
        place.add(part, found, remedy)

    return tuple(parse_condition(text, known.classes, wrong) for text in texts)


def _words(entries: Iterable[Any], part: str, place: _Place) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lemmas in order, each once, and the senses among them ("fire.02")."""
    lemmas: dict[str, None] = {}
    senses: list[str] = []
    for entry in entries:
        if not isinstance(entry, str):
            place.add(part, f"{entry!r} in {part} is no word", "put it in quotation marks")
            continue
        lemma, dot, number = entry.rpartition(".")
        if dot and number.isdigit():
            senses.append(entry)
            lemmas[lemma] = None
        else:
            lemmas[entry] = None
    plain = {entry for entry in entries if isinstance(entry, str) and "." not in entry}
    return tuple(lemmas), tuple(sense for sense in senses if sense.rsplit(".", 1)[0] not in plain)


def _check_spec(spec: str, part: str, known: Known, place: _Place) -> None:
    """Whether what fills a part ("patient:forces", "agent+company", "patient>recipient") names roles and classes."""
    for alternative in spec.split("+"):
        role, _, name = alternative.partition(":")
        for step in role.split(">"):
            if step not in ROLES:
                place.add(part, f"unknown role {step!r} in {spec!r}", f"roles: {', '.join(sorted(ROLES))}")
        if name and name not in known.classes and not (role == "content" and name in ("agent", "patient")):
            place.add(part, f"unknown word class {name!r} in {spec!r}")


def _state_rule(row: dict[str, Any], known: Known, ids: Collection[str], place: _Place) -> StateRule:
    _fields(row, _STATE_FIELDS, place.file, place.at, place.name, place.notes)
    place.known("kind", "kind of state", row.get("kind", ""), STATE_KINDS)
    place.known("change", "change", row.get("change", ""), CHANGES)
    by: list[str] = []
    for name in row.get("by", ()):
        meant = [one for one in ids if one == name or one.startswith(f"{name}.")]
        by.extend(meant)
        if not meant:
            place.known("by", "trigger rule", name, ids)
    for status in row.get("when", ()):
        place.known("when", "status", status, STATUSES)
    standing = not row.get("by") and ("verbs" in row or "nouns" in row)
    parts = {name: str(row[name]) for name in ("who", "to", "where", "what") if row.get(name)}
    if row.get("by_part"):
        parts["by"] = str(row["by_part"])

    def wrong(found: str, remedy: str) -> None:
        place.add("needs", found, remedy)

    needs: Sequence[str] = row.get("needs", ())
    return StateRule(
        id=str(row.get("id", "")),
        kind=str(row.get("kind", "")),
        change=str(row.get("change", "")),
        by=tuple(by),
        verbs=tuple(row.get("verbs", ())),
        nouns=tuple(row.get("nouns", ())),
        conditions=tuple(parse_condition(text, known.classes, wrong) for text in needs) if standing else (),
        parts=parts,
        key=tuple(row.get("key", ())),
        required=() if standing else tuple(needs),
        when=tuple(row.get("when", ())),
        otherwise=str(row.get("otherwise", "")),
        forum=bool(row.get("forum", False)),
        to_is=str(row.get("to_is", "")),
    )


def _fields(row: Any, names: Collection[str], file: str, at: At, what: str, notes: Notes) -> None:
    if not isinstance(row, dict):
        notes.add(file, at, f"{what}: a mapping was expected")
        return
    for name in row:
        if name not in names:
            near = get_close_matches(str(name), list(names), n=1)
            remedy = f"did you mean {near[0]!r}?" if near else f"use {', '.join(sorted(names))}"
            notes.add(file, (*at, name), f"{what} has no field {name!r}", remedy)


def _mapping(rows: Any, file: str, at: At, notes: Notes) -> dict[str, Any]:
    if isinstance(rows, dict):
        return rows
    notes.add(file, at, "a mapping was expected", "compare with the shipped codebook")
    return {}


def _rows(rows: Any, file: str, at: At, notes: Notes) -> list[dict[str, Any]]:
    if not isinstance(rows, list | tuple):
        notes.add(file, at, "a list was expected", "compare with the shipped codebook")
        return []
    for index, row in enumerate(rows):
        if not isinstance(row, dict):
            notes.add(file, (*at, index), f"a mapping was expected, not {row!r}")
    return [row for row in rows if isinstance(row, dict)]


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _texts(value: Any, file: str, at: At, notes: Notes) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        notes.add(file, at, "a list was expected", "write [a, b]")
        return ()
    for index, one in enumerate(value):
        if not isinstance(one, str):
            notes.add(file, (*at, index), f"{one!r} is no word", "put it in quotation marks")
    return tuple(str(one) for one in value)


def _score(value: Any, file: str, at: At, notes: Notes) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not -10 <= value <= 10:
        notes.add(file, (*at, "score"), f"{value!r} is no score", "a number from -10 to 10")
        return 0.0
    return float(value)
