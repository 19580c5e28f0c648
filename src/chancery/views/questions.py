"""What the reports leave open, as questions: who, when, how many, which - from what is recorded as not stated."""

from __future__ import annotations

import re
from collections.abc import Iterable

from chancery.terms import Event, Participant, State
from chancery.views.lines import Citations, Line
from chancery.views.naming import actor_name, capitalised, is_plural, party_names, place_name, telling
from chancery.views.ranking import Ranking
from chancery.views.verbs import forms
from chancery.views.wording import Wording

# Names under which coders record the same gap.
_GAPS = {
    "actor": "who", "actors": "who", "source": "who", "by": "who", "who": "who", "speaker": "who",
    "recipient": "whom", "recipients": "whom", "target": "whom", "to": "whom",
    "place": "where", "where": "where", "location": "where",
    "date": "when", "when": "when", "time": "when", "since": "since", "from": "since",
    "timetable": "timetable", "timeframe": "timetable", "time frame": "timetable", "schedule": "timetable",
    "quantity": "count", "quantities": "count", "count": "count", "number": "count", "size": "count",
    "name": "which", "identity": "which", "names": "which",
}  # fmt: skip
_UNNAMED = re.compile(
    r"^(?:a|an|one|two|three|another|an? unnamed|an? unidentified|unnamed|unidentified)\s+", re.IGNORECASE
)
# "Which two civilians": their number stays in the question, an article does not.
_INDEFINITE = re.compile(r"^(?:an? unnamed|an? unidentified|an?|unnamed|unidentified)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:a|an|the|any)\s+", re.IGNORECASE)
# Least pressing first: an undated background event asks less than an unknown doer.
_PRESSING = {"since": 0.2, "when": 0.5, "where": 0.6, "whom": 0.7, "count": 0.9, "which": 1.0, "who": 1.1}


def open_questions(
    wording: Wording, citations: Citations, ranking: Ranking, *, states: Iterable[State], most: int = 8
) -> list[Line]:
    """The most pressing questions, each with the sentences that raise it; at most two ask "when"."""
    asked: dict[str, tuple[float, str, Line]] = {}
    for event in wording.snapshot.events:
        for gap in _event_gaps(event):
            text = _event_question(wording, event, gap)
            if text:
                weight = ranking.weight(event) * _PRESSING.get(gap, 1.2)
                asked.setdefault(text, (weight, gap, citations.line("question", text, event.claims, [event.id])))
    for state in states:
        text = _state_question(state)
        if text:
            weight = ranking.state_weight(state)
            asked.setdefault(text, (weight, "who", citations.line("question", text, state.claims, [state.id])))
    chosen: list[Line] = []
    whens = 0
    for _, gap, line in sorted(asked.values(), key=lambda row: (-row[0], row[2].text)):
        whens += gap in ("when", "where")
        if line.cites and (gap not in ("when", "where") or whens <= 2):
            chosen.append(line)
    return chosen[:most]


def _event_gaps(event: Event) -> list[str]:
    if event.status in ("denied", "hypothetical"):
        return []
    gaps = [gap for gap in map(_gap, event.not_stated) if gap]
    if not event.actors and event.recipients:
        gaps.append("who")
    if not event.when.date.stated and event.status == "happened":
        gaps.append("when")
    if any(_is_unnamed(one) for one in (*event.actors, *event.recipients)):
        gaps.append("which")
    return list(dict.fromkeys(gaps))


def _gap(words: str) -> str:
    """The kind of a gap, or the words of the report where it says itself what is not given."""
    plain = _ARTICLE.sub("", telling(words))
    return "which" if plain.casefold().startswith("name of ") else _GAPS.get(plain.casefold(), plain)


def _is_unnamed(one: Participant) -> bool:
    return one.actor.kind in ("group", "unknown") and bool(_UNNAMED.match(one.text))


def _event_question(wording: Wording, event: Event, gap: str) -> str:
    clause = wording.clause(event)
    quoted = clause.startswith("“")
    if gap == "who":
        return "" if event.actors else _who(wording, event)
    if gap == "which":
        return _which(event, clause)
    if quoted and gap in _PRESSING:
        return ""
    if gap == "when":
        return f"When did this happen: {clause}?" if event.status == "happened" else f"When: {clause}?"
    if gap == "where":
        return f"Where did this happen: {clause}?"
    if gap == "whom":
        return f"Towards whom: {clause}?"
    if gap == "count":
        return f"How many are concerned: {clause}?"
    if gap == "timetable":
        return f"What is the timetable for {_the_noun(wording, event)}?"
    if gap == "since":
        return ""
    asked = _ARTICLE.sub("", gap.replace("_", " "))
    counted = re.match(r"number (?!of )(.+)", asked)
    if counted:
        return f"How many were {counted[1]}: {clause}?"
    # The report's own words for what it does not give speak for themselves; a bare noun needs its event.
    return f"What is the {asked}?" if " " in asked else f"What is the {asked}: {clause}?"


def _who(wording: Wording, event: Event) -> str:
    frame = wording.frame(event)
    if frame.actor_leaves:
        return ""
    verb = forms(frame.verb)
    place = f" {frame.place} {place_name(event.place.place)}" if event.place else ""
    topic = " ".join(event.topic.split()).strip(' "“”')
    if event.type == "REQUEST":
        return f"Who calls for “{topic}”?" if topic else f"Who makes the call{place}?"
    said = {"happened": verb.past, "ongoing": f"is {verb.ing}", "planned": f"plans to {verb.base}"}
    told = said.get(event.status, f"is alleged to have {verb.participle}")
    if event.recipients:
        rest = f" {frame.rest}" if frame.rest else ""
        to = f" {frame.to}" if frame.to else ""
        return f"Who {told}{rest}{to} {party_names(event.recipients)}?"
    if frame.takes_place and event.place and event.place.how == "role":
        return f"Who {told} {place_name(event.place.place)}?"
    return f"Who is behind {_the_noun(wording, event)}{place}?" if place or topic else ""


def _which(event: Event, clause: str) -> str:
    for one in (*event.actors, *event.recipients):
        if not _is_unnamed(one):
            continue
        name = actor_name(one.actor, one.text)
        bare = _INDEFINITE.sub("", name)
        if bare.startswith("another "):
            bare = f"other {bare.removeprefix('another ')}"
        if clause.startswith("“"):
            return ""
        if clause.startswith(name) and not clause[len(name) :].startswith((" and ", ",")):
            return f"Which {bare}{clause[len(name) :]}?"
        return f"Which {bare} {'are' if is_plural(bare, kind='group') else 'is'} meant: {clause}?"
    return ""


def _the_noun(wording: Wording, event: Event) -> str:
    frame = wording.frame(event)
    noun = re.sub(r"^(?:a|an|the)\s+", "", frame.noun)
    joined = "of" if event.type in ("RETREAT", "MOBILIZE") else "by"
    doers = f" {joined} {party_names(event.actors)}" if event.actors else ""
    return f"the {noun}{doers}"


def _state_question(state: State) -> str:
    gaps = {_GAPS.get(gap, gap) for gap in state.not_stated}
    who = party_names(state.who)
    if state.kind == "custody" and not state.by and who and state.status != "ended":
        return f"Who holds {who}?"
    if state.kind == "demand" and not (state.by or state.who) and state.what:
        return f"Who demands “{' '.join(state.what.split())}”?"
    if state.kind == "displacement" and not state.quantities:
        where = f" from {place_name(state.where.place)}" if state.where else ""
        return f"How many people have been displaced{where}{f' ({who})' if who else ''}?"
    if state.kind == "control" and not state.who and not state.by and state.where:
        return f"Who controls {place_name(state.where.place)}?"
    if "count" in gaps and who:
        return capitalised(f"how many {who} are concerned?")
    return ""
