"""Who says what: each speaker's claims with their stance, opinions apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from chancery.record.figures import fold_figures
from chancery.terms import Claim, Dated, Event, Speaker
from chancery.views.lines import Citations, Group, Line
from chancery.views.naming import capitalised, inner_quotes, speaker_name
from chancery.views.ranking import Ranking
from chancery.views.vouching import inner_speaker, speaks_as_many
from chancery.views.wording import Wording, finished

OWN_VOICE = "Reports in their own voice"
_SAYING = {
    "asserts": ("says", "say"),
    "confirms": ("confirms", "confirm"),
    "denies": ("denies", "deny"),
    "alleges": ("alleges", "allege"),
    "demands": ("demands", "demand"),
    "predicts": ("predicts", "predict"),
    "opines": ("is of the opinion", "are of the opinion"),
}


@dataclass(frozen=True, slots=True)
class Saying:
    """One speaker's stance on one event, with the claims in which it is taken."""

    speaker: str
    country: str
    sector: str
    stance: str
    event: str
    claims: tuple[str, ...]
    many: bool = False


def sayings(wording: Wording, events: Iterable[Event]) -> list[Saying]:
    """Every stance that somebody takes on one of the events, the reports' own voice under `OWN_VOICE`."""
    found: dict[tuple[str, str, str], list[Claim]] = {}
    who: dict[str, Speaker | None] = {}
    for event in events:
        for claim in wording.claims(event.claims):
            speaker = inner_speaker(claim)
            name = speaker_name(speaker.actor, speaker.text) if speaker else OWN_VOICE
            who.setdefault(name, speaker)
            found.setdefault((name, claim.stance, event.id), []).append(claim)
    rows = []
    for (name, stance, event_id), claims in found.items():
        speaker = who[name]
        actor = speaker.actor if speaker else None
        rows.append(
            Saying(
                name,
                actor.country if actor else "",
                actor.sector if actor else "",
                stance,
                event_id,
                tuple(claim.id for claim in claims),
                speaks_as_many(speaker) if speaker else False,
            )
        )
    return rows


def speaker_groups(wording: Wording, citations: Citations, ranking: Ranking, events: Iterable[Event]) -> list[Group]:
    """What each speaker says, heaviest event first; speakers with most to say first; then their opinions."""
    shown = {event.id: event for event in events}
    by_speaker: dict[str, list[tuple[float, Line]]] = {}
    for said in sayings(wording, shown.values()):
        if said.speaker == OWN_VOICE:
            continue
        event = shown[said.event]
        verb = _SAYING.get(said.stance, ("says", "say"))[said.many]
        own = wording.claims(said.claims)
        text = finished(f"{said.speaker} {verb} that {_told(wording, as_claimed(event, own), said)}")
        # Parties that the speaker's own words leave to the rest of the report are cited from there.
        whole = all(one.event.actors or one.event.recipients for one in own)
        line = citations.line("claim", text, said.claims if whole else event.claims, [event.id])
        by_speaker.setdefault(said.speaker, []).append((ranking.weight(event), line))
    for claim in wording.snapshot.opinions:
        speaker = inner_speaker(claim)
        name = speaker_name(speaker.actor, speaker.text) if speaker else OWN_VOICE
        words = inner_quotes(claim.opinion.words)
        holds = "in the opinion of" if speaker else "in the reports' own opinion,"
        text = finished(f"{holds} {name}: “{words}”" if speaker else f"{holds} “{words}”")
        by_speaker.setdefault(name, []).append((0.0, citations.line("opinion", text, [claim.id], [claim.id])))
    groups = []
    for name, rows in by_speaker.items():
        rows.sort(key=lambda row: -row[0])
        groups.append((sum(weight for weight, _ in rows), Group(capitalised(name), tuple(line for _, line in rows))))
    groups.sort(key=lambda row: (-row[0], row[1].heading))
    return [group for _, group in groups]


def as_claimed(event: Event, claims: Sequence[Claim]) -> Event:
    """The event with what these claims say of it: a date or count that others gave is not put in a speaker's mouth.

    Parties that the claims do not name are the event's, or the clause would say nothing.
    """
    contents = [claim.event for claim in claims]
    if not contents:
        return event
    fullest = max(contents, key=lambda one: (bool(one.actors) + bool(one.recipients), one.when.date.stated))
    return replace(
        event,
        claims=tuple(claim.id for claim in claims),
        actors=fullest.actors or (() if fullest.recipients else event.actors),
        recipients=fullest.recipients or (() if fullest.actors else event.recipients),
        others=fullest.others,
        place=next((one.place for one in contents if one.place), None),
        when=next((one.when for one in contents if one.when.date.stated), Dated()),
        quantities=tuple(dict.fromkeys(count for one in contents for count in one.quantities)),
        figures=fold_figures(((c, q) for c in claims for q in c.event.quantities), lambda claim: claim.report),
        topic=next((one.topic for one in contents if one.topic), ""),
        quote=next((one.quote for one in contents if one.quote), ""),
        hedge=next((one.hedge for one in contents if one.hedge), ""),
    )


def as_told(event: Event) -> Event:
    """The event as those tell it who affirm it: denied or alleged, it is told as having happened."""
    return replace(event, status="happened") if event.status in ("denied", "alleged") else event


def _told(wording: Wording, event: Event, said: Saying) -> str:
    """The event as the object of "says that": without a second "alleged" or "denied"."""
    return wording.clause_after(as_told(event) if said.stance in ("alleges", "denies") else event, said.speaker)
