"""Who says what: each speaker's claims with their stance, opinions apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from chancery.record.figures import fold_figures
from chancery.terms import Claim, Dated, Event, Speaker
from chancery.views.lines import Citations, Group, Line, once
from chancery.views.naming import capitalised, inner_quotes, speaker_name
from chancery.views.ranking import Ranking
from chancery.views.topics import cut
from chancery.views.vouching import inner_speaker, speaks_as_many
from chancery.views.wording import Wording, finished

OWN_VOICE = "Reports in their own voice"
_OPINION_CHARS = 180
_DENYING = re.compile(r"\b(?:den(?:y|ies|ied|ying))\s+that\s+", re.IGNORECASE)
#: Where a sentence goes on with something else than what is denied.
_CLAUSE = re.compile(r"[,;:]|\b(?:and|but)\b")
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


def sayings(wording: Wording, events: Iterable[Event], names: _Names | None = None) -> list[Saying]:
    """Every stance that somebody takes on one of the events, the reports' own voice under `OWN_VOICE`."""
    names = names or _Names()
    found: dict[tuple[str, str, str], list[Claim]] = {}
    who: dict[str, Speaker | None] = {}
    for event in events:
        for claim in wording.claims(event.claims):
            speaker = inner_speaker(claim)
            name = names.of(speaker) if speaker else OWN_VOICE
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


class _Names:
    """Names of speakers: one person under several offices, or with the office spelt in two ways, has the first."""

    def __init__(self) -> None:
        self._persons: dict[str, str] = {}

    def of(self, speaker: Speaker) -> str:
        """The name of a speaker, with the role that the report gives."""
        name = speaker_name(speaker.actor, speaker.text)
        actor = speaker.actor
        return self._persons.setdefault(actor.id, name) if actor and actor.kind == "person" else name


def speaker_groups(wording: Wording, citations: Citations, ranking: Ranking, events: Iterable[Event]) -> list[Group]:
    """What each speaker says, heaviest event first; speakers with most to say first; then their opinions."""
    shown = {event.id: event for event in events}
    by_speaker: dict[str, list[tuple[float, Line]]] = {}
    names = _Names()
    for said in sayings(wording, shown.values(), names):
        if said.speaker == OWN_VOICE:
            continue
        event = shown[said.event]
        own = wording.claims(said.claims)
        claimed = as_claimed(event, own)
        if not wording.tells(claimed):
            continue  # its sentence says by itself who says it
        stance = _stance(claimed, said, own=wording.is_own(claimed, said.speaker))
        verb = _SAYING.get(stance, ("says", "say"))[said.many]
        denied = _denied_words(own) if said.stance == "denies" else ""
        told = f"“{denied}”" if denied else _told(wording, claimed, said, stance)
        text = finished(f"{said.speaker} {verb} that {told}")
        # Parties that the speaker's own words leave to the rest of the report are cited from there.
        whole = all(one.event.actors or one.event.recipients for one in own)
        line = citations.line("claim", text, said.claims if whole else event.claims, [event.id])
        by_speaker.setdefault(said.speaker, []).append((ranking.weight(event), line))
    for claim in _opinions_once(wording.snapshot.opinions):
        speaker = inner_speaker(claim)
        name = names.of(speaker) if speaker else OWN_VOICE
        words = cut(inner_quotes(claim.opinion.words), _OPINION_CHARS)
        holds = "in the opinion of" if speaker else "in the reports' own opinion,"
        text = finished(f"{holds} {name}: “{words}”" if speaker else f"{holds} “{words}”")
        by_speaker.setdefault(name, []).append((0.0, citations.line("opinion", text, [claim.id], [claim.id])))
    groups = []
    for name, all_rows in by_speaker.items():
        weights = {line.id: weight for weight, line in all_rows}
        rows = [(weights[line.id], line) for line in once([line for _, line in all_rows])]
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


def _stance(event: Event, said: Saying, *, own: bool) -> str:
    """The stance in which an event is told as its speaker's: he alleges what is alleged, and denies what is not so."""
    if said.stance == "asserts" and event.status == "alleged":
        return "asserts" if own else "alleges"
    return "denies" if said.stance == "asserts" and event.status == "denied" else said.stance


def _told(wording: Wording, event: Event, said: Saying, stance: str) -> str:
    """The event as the object of "says that": without a second "alleged" or "denied"."""
    claimed = stance in ("alleges", "denies") or event.status == "alleged"
    told = wording.clause_after(as_told(event) if claimed else event, said.speaker)
    # Who did it is what the denial is about; it is inferred for the event, not by the one who denies.
    return told.replace(" (who did it is inferred)", "") if stance == "denies" else told


def _denied_words(claims: Sequence[Claim]) -> str:
    """What is denied in the report's words ("it had started the fighting"), where a that-clause says it; else ""."""
    for claim in claims:
        at = claim.trigger.start - claim.sentence.start
        for found in _DENYING.finditer(claim.words):
            words = " ".join(claim.words[found.end() :].split())
            if found.end() <= at and len(words) <= _OPINION_CHARS and not _CLAUSE.search(words):
                return inner_quotes(words)
    return ""


def _opinions_once(claims: Iterable[Claim]) -> list[Claim]:
    """The opinions, without those that one and the same speaker says as a part of another."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda one: (-len(one.opinion.words), one.id)):
        who = _who(claim)
        if not any(_who(other) == who and claim.opinion.words in other.opinion.words for other in kept):
            kept.append(claim)
    return sorted(kept, key=lambda one: (one.report, one.trigger, one.id))


def _who(claim: Claim) -> str:
    speaker = inner_speaker(claim)
    return (speaker.actor.id if speaker.actor else speaker.text) if speaker else ""
