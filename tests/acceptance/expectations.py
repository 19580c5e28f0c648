"""Compares a record with what a careful analyst wrote down, field by field.

Shapes:  the expectations are YAML as in the seed's: events, states, opinions. `Difference.kind` is missing, wrong or
         extra.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chancery.terms import Claim, Event, PartialDate, Participant, Snapshot, State

#: Names of the days, Monday first, as dates in words have them.
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the record is not what was expected."""

    kind: str
    where: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.kind:8} {self.where}: expected {self.expected}; found {self.found}"


def compare(expected: dict[str, Any], snapshot: Snapshot, accepted: dict[str, dict[str, set[str]]]) -> list[Difference]:
    """Every difference between expectations and record.

    `accepted` gives further values that the expectations' own comments accept, by event id and field.
    """
    found: list[Difference] = _compare_report(expected.get("report", {}), snapshot)
    paired: dict[str, Event] = {}
    for row in expected.get("events", ()):
        if "type" not in row:
            found += _compare_standing_row(row, snapshot)
            continue
        event = _find_event(row, snapshot, paired, accepted.get(row["id"], {}))
        if event is None:
            found.append(
                Difference("missing", f"event {row['id']}", f"{row['type']} {row['trigger']}", "no such event")
            )
            continue
        paired[row["id"]] = event
        found += _compare_event(row, event, snapshot, accepted.get(row["id"], {}))
    for row in expected.get("events", ()):
        if row["id"] in paired:
            found += _compare_links(row, paired)
    known = {event.id for event in paired.values()}
    for event in snapshot.events:
        if event.id not in known:
            found.append(
                Difference(
                    "extra", f"event {event.type} {triggers(event, snapshot)}", "no such event", _who(event.actors)
                )
            )
    used: set[str] = set()
    for row in expected.get("states", ()):
        found += _compare_state(row, snapshot, paired, used)
    for state in snapshot.states:
        if state.id not in used:
            found.append(Difference("extra", f"state {state.kind} {state.what}", "no such state", _who(state.who)))
    for row in expected.get("opinions", ()):
        found += _compare_opinion(row, snapshot)
    return found


def _compare_report(row: dict[str, Any], snapshot: Snapshot) -> list[Difference]:
    """What the report says of itself: title, deck, byline, publisher, date, furniture and sections."""
    report = next(iter(snapshot.reports.values()))
    found: list[Difference] = []

    def expect(holds: bool, field: str, expected: object, got: object) -> None:
        if not holds:
            found.append(Difference("wrong", f"report.{field}", str(expected), str(got)))

    if not row:
        return found
    expect(report.title == row["title"], "title", row["title"], report.title)
    deck = report.deck.cut(report.text) if report.deck else ""
    expect(deck.startswith(row["deck"].rstrip(" .")), "deck", row["deck"], deck)
    expect(report.byline == row["byline"], "byline", row["byline"], report.byline)
    if row["publisher"] == "not stated":
        expect(not report.source.name, "publisher", row["publisher"], report.source.name)
    published = row["published"]
    expect(report.published.edtf == published["value"], "published", published["value"], report.published.edtf)
    expect(report.published_how == published["how"], "published.how", published["how"], report.published_how)
    expect("last year" in report.published_why, "published.why", published["why"], report.published_why)
    furniture = [span.cut(report.text).strip() for span in report.furniture]
    for words in row["furniture"]:
        wanted = report.title if words.startswith("the title") else words
        expect(wanted in furniture, "furniture", words, furniture)
    names = {section.name for section in report.sections}
    expect(set(row["sections"]) <= names, "sections", row["sections"], names)
    read = " ".join(claim.words for claim in snapshot.claims.values())
    expect("Updated On" not in read, "furniture is not read", "no claim from furniture", read[:80])
    return found


def triggers(event: Event, snapshot: Snapshot) -> list[str]:
    """The trigger words of an event's claims."""
    words = {trigger_of(snapshot.claims[claim]) for claim in event.claims}
    return sorted(words)


def trigger_of(claim: Claim) -> str:
    """The trigger as written."""
    start = claim.trigger.start - claim.sentence.start
    return claim.words[start : start + claim.trigger.end - claim.trigger.start]


def _find_event(
    row: dict[str, Any], snapshot: Snapshot, paired: dict[str, Event], accepted: dict[str, set[str]]
) -> Event | None:
    taken = {event.id for event in paired.values()}
    words = row["trigger"] if isinstance(row["trigger"], list) else [row["trigger"]]
    types = {row["type"]} | accepted.get("type", set())
    best, best_hits = None, 0
    for event in snapshot.events:
        if event.id in taken or event.type not in types:
            continue
        own = " ".join(triggers(event, snapshot)).lower()
        hits = sum(1 for word in words if word.lower() in own)
        if hits > best_hits:
            best, best_hits = event, hits
    return best


def _compare_event(
    row: dict[str, Any], event: Event, snapshot: Snapshot, accepted: dict[str, set[str]]
) -> list[Difference]:
    where = f"event {row['id']}"
    found: list[Difference] = []

    def expect(holds: bool, field: str, expected: object, got: object) -> None:
        if not holds:
            found.append(Difference("wrong", f"{where}.{field}", str(expected), str(got)))

    if "mode" in row:
        modes = {row["mode"] or ""} | accepted.get("mode", set())
        expect(event.mode in modes, "mode", sorted(modes), event.mode)
    if "contexts" in row:
        lacking = [name for name in row["contexts"] if name not in event.contexts]
        expect(not lacking, "contexts", row["contexts"], event.contexts)
    if "status" in row:
        expect(event.status in {row["status"]} | accepted.get("status", set()), "status", row["status"], event.status)
    if "hedge" in row:
        expect(event.hedge.lower() == row["hedge"], "hedge", row["hedge"], event.hedge)
    if row.get("source") == "not stated":
        expect(not event.actors and "actor" in event.not_stated, "source", "not stated", _who(event.actors))
    elif "source" in row:
        for party in row["source"]:
            expect(_has_party(party, event.actors), "source", party, _who(event.actors))
        expect(len(event.actors) <= len(row["source"]), "source count", len(row["source"]), _who(event.actors))
    for party in row.get("target", ()):
        pool = event.recipients + (event.actors if event.type in ("ASSAULT", "AGREE") and event.mode == "" else ())
        expect(_has_party(party, pool), "target", party, _who(event.recipients))
    if "mediator" in row:
        mediators = tuple(part for role, part in event.others if role == "mediator")
        expect(_has_party(row["mediator"], mediators), "mediator", row["mediator"], _who(mediators))
    if "forum" in row:
        forums = tuple(part for role, part in event.others if role == "forum")
        expect(
            any(row["forum"] in part.actor.name or row["forum"] in part.text for part in forums),
            "forum",
            row["forum"],
            _who(forums),
        )
    if "for_whom" in row:
        people = tuple(part for role, part in event.others if role == "beneficiary") + event.recipients
        expect(
            any(_shares_words(row["for_whom"], part.text) for part in people), "for_whom", row["for_whom"], _who(people)
        )
    if "place" in row:
        place = event.place.place if event.place else None
        expect(place is not None and place.name == row["place"]["name"], "place", row["place"], place)
        if place is not None and "country" in row["place"]:
            expect(place.country == row["place"]["country"], "place.country", row["place"]["country"], place.country)
    if "date" in row:
        expect(
            _date_is(row["date"], event.when.date),
            "date",
            row["date"],
            f"{event.when.date.edtf} {event.when.date.weekday}",
        )
    if "quantity" in row:
        found += _compare_quantity(row["quantity"], event, where)
    if "quote" in row:
        expect(row["quote"] in " ".join(event.quote.split()), "quote", row["quote"], event.quote)
    if "not_stated" in row:
        stated_not = " ".join(event.not_stated).lower()
        expect(row["not_stated"][:4].lower() in stated_not, "not_stated", row["not_stated"], event.not_stated)
    for claim in row.get("claims", ()):
        found += _compare_claim(claim, [snapshot.claims[one] for one in event.claims], where)
    return found


def _compare_claim(row: dict[str, Any], claims: Sequence[Claim], where: str) -> list[Difference]:
    for claim in claims:
        last = claim.speakers[-1]
        if row["by"] == "reporter":
            if last.actor is None and not last.text and claim.stance == row["stance"]:
                return []
            continue
        name = last.actor.name if last.actor else ""
        if not _shares_words(row["by"], f"{name} {last.text}") or claim.stance != row["stance"]:
            continue
        if "country" in row and (last.actor is None or last.actor.country != row["country"]):
            continue
        if "sector" in row and (last.actor is None or last.actor.sector != row["sector"]):
            continue
        return []
    got = [(claim.speakers[-1].text, claim.stance) for claim in claims]
    return [Difference("missing", f"{where}.claims", f"{row['by']} {row['stance']}", str(got))]


def _compare_quantity(row: dict[str, Any], event: Event, where: str) -> list[Difference]:
    for quantity in event.quantities:
        same = all(getattr(quantity, {"value": "best"}.get(field, field)) == value for field, value in row.items())
        if same or ("words" in row and quantity.what == row["what"] and row["words"] in quantity.words):
            return []
    return [Difference("wrong", f"{where}.quantity", str(row), str(event.quantities))]


def _compare_links(row: dict[str, Any], paired: dict[str, Event]) -> list[Difference]:
    found = []
    for relation in ("caused_by", "ended_by", "about"):
        target = row.get(relation)
        if target in paired:
            wanted = (relation, paired[target].id)
            if wanted not in paired[row["id"]].links:
                found.append(
                    Difference("missing", f"event {row['id']}.{relation}", target, str(paired[row["id"]].links))
                )
    return found


def _compare_standing_row(row: dict[str, Any], snapshot: Snapshot) -> list[Difference]:
    """An expected "event" that is really a state, with the claims that say so."""
    where = f"standing {row['id']}"
    for state in snapshot.states:
        if state.kind == row["kind"] and _has_party(row["actor"], state.who + state.by):
            claims = [snapshot.claims[one] for one in state.claims]
            found = []
            for claim in row["claims"]:
                found += _compare_claim({**claim, "stance": claim["stance"]}, claims, where)
            return found
    return [Difference("missing", where, row["kind"], "no such state")]


def _compare_state(
    row: dict[str, Any], snapshot: Snapshot, paired: dict[str, Event], used: set[str]
) -> list[Difference]:
    where = f"state {row['kind']} {row.get('name') or row.get('for') or row.get('what') or ''}".strip()
    candidates = [state for state in snapshot.states if state.kind == row["kind"] and state.id not in used]
    opened = paired.get(row.get("opened_by", ""))
    words = row.get("name") or row.get("for") or row.get("what") or ""
    ranked = sorted(
        candidates,
        key=lambda state: (
            opened is not None and opened.id in (*state.opened_by, *state.changed_by),
            _common_words(words, state.what),
        ),
        reverse=True,
    )
    if not ranked:
        return [Difference("missing", where, str(row), f"no state of kind {row['kind']}")]
    state = ranked[0]
    used.add(state.id)
    found: list[Difference] = []

    def expect(holds: bool, field: str, expected: object, got: object) -> None:
        if not holds:
            found.append(Difference("wrong", f"{where}.{field}", str(expected), str(got)))

    if opened is not None:
        expect(opened.id in state.opened_by, "opened_by", row["opened_by"], state.opened_by)
    for field in ("closed_by", "closing_by"):
        closing = paired.get(row.get(field, ""))
        if closing is not None:
            got = state.closed_by if field == "closed_by" else state.closing_by
            expect(closing.id in (*got, *(state.changed_by if field == "closing_by" else ())), field, row[field], got)
    if words:
        expect(_common_words(words, state.what) > 0, "what", words, state.what)
    if isinstance(row.get("from"), str):
        expect(_since_is(row["from"], state.since.date), "from", row["from"], state.since.date.edtf)
    if isinstance(row.get("to"), str):
        expect(_until_is(row["to"], state), "to", row["to"], (state.until.date.edtf, state.status))
    if "parties" in row:
        expect(len(state.who) >= len(row["parties"]), "parties", row["parties"], _who(state.who))
    for field in ("who", "by"):
        value = row.get(field)
        parts = state.who if field == "who" else state.by + state.who
        if value == "not stated":
            expect(not state.by, field, value, _who(state.by))
        elif isinstance(value, str):
            expect(any(_code_or_words(value, part) for part in parts), field, value, _who(parts))
        elif isinstance(value, list):
            expect(all(any(_code_or_words(one, part) for part in parts) for one in value), field, value, _who(parts))
    for field in ("against", "of", "to"):
        value = row.get(field)
        if not isinstance(value, str) or (field == "to" and row["kind"] != "commitment"):
            continue
        text = _who(state.to) + (state.where.place.name if state.where else "")
        acronym = any(value in (_initials(part.actor.name), part.text) for part in state.to)
        expect(acronym or any(_code_or_words(value, part) for part in state.to) or value in text, field, value, text)
    if "where" in row or "from_place" in row:
        name = row.get("where") or row.get("from_place")
        expect(state.where is not None and state.where.place.name == name, "where", name, state.where)
    if "state" in row:
        expect(row["state"].split()[0] == state.status, "state", row["state"], (state.status, state.hedge))
    if "count" in row:
        number = int(re.sub(r"\D", "", str(row["count"])))
        counts = {one.best for one in state.quantities} | {one.low - 1 for one in state.quantities if one.low}
        expect(number in counts, "count", row["count"], state.quantities)
    if "before" in row:
        expect(_common_words(row["before"], state.before) > 0, "before", row["before"], state.before)
    if "stage" in row:
        expect(_common_words(row["stage"], state.stage) > 0, "stage", row["stage"], state.stage)
    if "forum" in row:
        forums = [part for role, part in state.others if role == "forum"]
        expect(any(row["forum"] in part.actor.name for part in forums), "forum", row["forum"], forums)
    return found


def _compare_opinion(row: dict[str, Any], snapshot: Snapshot) -> list[Difference]:
    for claim in snapshot.opinions:
        last = claim.speakers[-1]
        name = f"{last.actor.name if last.actor else ''} {last.text}"
        if _shares_words(row["by"], name) and row["words"].lower() in " ".join(claim.opinion.words.split()).lower():
            return []
    got = [(claim.speakers[-1].text, claim.opinion.words) for claim in snapshot.opinions]
    return [Difference("missing", f"opinion of {row['by']}", row["words"], str(got))]


def _has_party(row: dict[str, Any], parts: Sequence[Participant]) -> bool:
    return any(_is_party(row, part) for part in parts)


def _is_party(row: dict[str, Any], part: Participant) -> bool:
    code = row.get("country") or row.get("code")
    if code and part.actor.country != code:
        return False
    if row.get("sector") and part.actor.sector not in (row["sector"], ""):
        return False
    if row.get("ethnicity") and part.actor.ethnicity != row["ethnicity"]:
        return False
    if row.get("how") and not part.how.startswith(row["how"].split()[0]):
        return False
    if "actor" in row and not code:
        return _shares_words(row["actor"], f"{part.text} {part.actor.name}")
    return True


def _code_or_words(value: str, part: Participant) -> bool:
    return part.actor.country == value or _shares_words(value, f"{part.text} {part.actor.name}")


_SMALL = {"the", "a", "an", "of", "in", "to", "and", "ethnic", "area", "areas", "region"}


def _words(text: str) -> set[str]:
    return {word.rstrip("s")[:8] for word in re.findall(r"[a-z]+", text.lower()) if word not in _SMALL}


def _common_words(one: str, other: str) -> int:
    return len(_words(one) & _words(other))


def _shares_words(one: str, other: str) -> bool:
    wanted = _words(one)
    return len(wanted & _words(other)) * 2 >= max(1, len(wanted))


def _date_is(expected: str, got: PartialDate) -> bool:
    """Whether a date is what the analyst's words mean (EDTF, "... or later", "on or before a WEEKDAY" ...)."""
    ending = re.match(r"about (\w+) weeks ending (\d{4}-\d{2})$", expected)
    if ending:
        end = PartialDate.parse(ending[2])
        return bool(
            got.approximate
            and got.latest == end.latest
            and got.earliest
            and end.earliest
            and 30 <= (end.latest - got.earliest).days <= 100  # type: ignore[operator]
        )
    weekday = re.match(r"(\d{4}), on or before a (\w+)$", expected)
    if weekday:
        return got.edtf.endswith(weekday[1]) and got.weekday == WEEKDAYS.index(weekday[2].lower())
    later = re.match(r"(\S+) or later$", expected)
    if later:
        return got.edtf == f"{later[1]}/.."
    return got.edtf == expected


def _since_is(expected: str, got: PartialDate) -> bool:
    if expected == "not stated":
        return not got.stated
    if expected.endswith("or later"):
        return _date_is(expected, got)
    if expected.startswith("about "):
        start = PartialDate.parse(expected.removeprefix("about "))
        return bool(got.earliest and start.earliest and start.latest and start.earliest <= got.earliest <= start.latest)
    wanted = PartialDate.parse(expected)
    return bool(got.earliest == wanted.earliest)


def _until_is(expected: str, state: State) -> bool:
    if expected.startswith("open"):
        return state.status == "ending" if "ending" in expected else state.status == "standing"
    if not re.match(r"\d{4}", expected):
        return True
    wanted = PartialDate.parse(expected)
    got: date | None = state.until.date.latest
    return got == wanted.latest


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _who(parts: Sequence[Participant]) -> str:
    return "; ".join(f"{part.text} [{part.actor.country} {part.actor.sector} {part.how}]" for part in parts) or "nobody"
