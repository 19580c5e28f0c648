"""Sentences computed from events: templates over what the record holds, nothing invented.

A clause is built from a pattern (`frames`), the parties, the place, the date and the counts; words that are the
report's own stand in quotation marks. Where a pattern lacks the parts it needs, the report's sentence is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from chancery.record.sourcing import Sourcing
from chancery.terms import Claim, Event, Participant, Said, Snapshot, Span
from chancery.views.counting import Count, counted_parties, quantity_words, told_counts
from chancery.views.dating import date_phrase
from chancery.views.frames import Frame, frame_for
from chancery.views.naming import (
    actor_name,
    capitalised,
    inner_quotes,
    is_plural,
    own_pronoun,
    parties_plural,
    party_names,
    place_name,
    speaker_name,
    stands_at,
)
from chancery.views.requests import asked
from chancery.views.topics import lead_word, shortened, topic_and_quote
from chancery.views.verbs import forms, verb_group
from chancery.views.vouching import Vouched, inner_speaker, vouched

# After so many days without news of it, what was under way is told in the past tense.
_STALE_DAYS = 45
# What is done to a thing of words is made or expressed, not said to take place.
_NOUN_VERBS = {
    "AGREE": "made",
    "REQUEST": "made",
    "ACCUSE": "made",
    "THREATEN": "made",
    "CONCEDE": "made",
    "SUPPORT": "expressed",
}
_TAKES_PLACE = frozenset({"CONSULT", "RETREAT", "PROTEST", "MOBILIZE", "ASSAULT"})
# Verbs that say enough without an object or partner.
_CAN_STAND_ALONE = frozenset(
    """
    refuse disarm resign fight mobilise demonstrate riot deploy withdraw pull protest go cease surrender launch
    negotiate mediate flee
    """.split()
)
# What is said is about something and may be quoted; what is done is told by its parties and its place.
_SPOKEN = frozenset(
    """
    AGREE CONSULT SUPPORT CONCEDE COOPERATE AID REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION
    """.split()
)
# Verbs whose object is named by the topic where there is one: "suspended “its ties with the bloc”".
_TOPIC_IS_OBJECT = frozenset(
    """
    suspend submit impose sign give freeze cut halt reduce sever break adopt approve pass ratify propose suggest
    recommend overturn veto reject dismiss refuse rebuff
    """.split()
)
# Prepositions that may lead to what any event is about.
_ANY_LEAD = ("", "to", "that", "for", "on", "about", "over", "against")
_ADVERB = re.compile(r"^[a-z]+ly$")
# Types whose verbs take an infinitive as what they are about: "asked to", "refused to".
_INFINITIVE = frozenset({"REQUEST", "AGREE", "REJECT", "THREATEN"})
# Verbs whose object is somebody, never what he is accused of.
_REPROACHING = frozenset({"accuse", "blame", "suspect", "indict", "prosecute", "sue", "impeach"})
# What is said of a doer where nothing more is known.
_BARE = {
    "SUPPORT": ("express", "support"),
    "REJECT": ("refuse", ""),
    "ACCUSE": ("make", "an accusation"),
    "CONCEDE": ("make", "a concession"),
    "REQUEST": ("make", "a request"),
}
# A topic that names the agreement itself, not what it is about.
_AGREEMENT = re.compile(r"\b(?:agreement|accord|deal|pact|treaty|truce|ceasefire|protocol|memorandum)$", re.IGNORECASE)


@dataclass(slots=True)
class _Parts:
    """What a clause has still to say, in the order in which it will be said."""

    topic: str
    quote: str
    place: str
    counts: list[Count]
    # How the report itself leads up to the topic: "of", "for", "to"; "" directly, None where that is not known.
    lead: str | None = None
    tail: list[str] = field(default_factory=list)
    nominal: bool = False
    direct: bool = False


class Wording:
    """Puts the events of one snapshot into words."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.events = {event.id: event for event in snapshot.events}
        self.newest = newest_day(snapshot)

    def sentence(self, event: Event, *, dated: bool = True) -> str:
        """The event as a sentence with its attribution, closed by a full stop."""
        who = self.vouched(event)
        deniers = who.names("denies")
        if event.status == "denied" and not deniers and self._own_account(event):
            deniers = who.names("asserts")
        if event.status == "denied" and deniers:
            if self._built(event, dated=dated) is None:
                return finished(f"“{self.own_words(event)}”")  # the report's sentence says itself who denies it
            told = self.clause_after(replace(event, status="happened"), deniers, dated=dated)
            return finished(f"{deniers} {who.verb('denies', 'denies', 'deny')} that {told}")
        return finished(self.clause(event, dated=dated, attributed=True))

    def clause(self, event: Event, *, dated: bool = True, attributed: bool = False) -> str:
        """A finite clause without a full stop: "Armenia has effectively suspended ties with the CSTO".

        Falls back to the report's own words in quotation marks where neither doer nor undergoer is known
        and no place or topic says more.
        """
        if attributed and event.status == "alleged" and self._own_account(event):
            event = replace(event, status="happened")  # what somebody says of himself is no allegation
        built = self._built(event, dated=dated)
        if built is None:
            return f"“{self.own_words(event)}”"
        return built + (self._attribution(event) if attributed else "")

    def is_own(self, event: Event, speaker: str) -> bool:
        """Whether a speaker, by name, is the one who did it."""
        return len(event.actors) == 1 and speaker in self._own_names(event)

    def _own_account(self, event: Event) -> bool:
        """Whether it is the doer alone who says that he did it."""
        return self.is_own(event, self.vouched(event).names("asserts", "alleges", "predicts", "opines"))

    def clause_after(self, event: Event, speaker: str, *, dated: bool = True) -> str:
        """The clause after "X says that": a doer who is X itself is "it" or "they" there."""
        told = self.clause(event, dated=dated)
        subject = party_names(event.actors)
        if len(event.actors) == 1 and speaker in self._own_names(event) and told.startswith(f"{subject} "):
            return self._pronoun(event)[0] + told[len(subject) :] if self._pronoun(event)[0] == "it" else told
        return told

    def _own_names(self, event: Event) -> set[str]:
        actor = event.actors[0].actor
        return {party_names(event.actors), speaker_name(actor), actor_name(actor)} if event.actors else set()

    def _pronoun(self, event: Event) -> tuple[str, str]:
        return own_pronoun(event.actors[0].actor.kind, many=parties_plural(event.actors))

    def frame(self, event: Event) -> Frame:
        """The pattern of the event, by the triggers of its claims."""
        return frame_for(event.type, event.mode, self.triggers(event))

    def triggers(self, event: Event) -> list[str]:
        """The trigger words of the event's claims, those of the body before those of titles and summaries."""
        claims = sorted(self.claims(event.claims), key=lambda one: (one.event.type != event.type, not in_body(one)))
        return list(dict.fromkeys(self.cut(claim.report, claim.trigger) for claim in claims))

    def claims(self, ids: Iterable[str]) -> list[Claim]:
        """The event claims of the ids that the snapshot holds, in the order of the ids."""
        found = (self.snapshot.claims.get(one) for one in ids)
        return [claim for claim in found if claim is not None and claim.kind == "event"]

    def cut(self, report: str, span: Span) -> str:
        """The words of a report at a span; "" for a report that is not shown."""
        held = self.snapshot.reports.get(report)
        return " ".join(span.cut(held.text).split()) if held else ""

    def own_words(self, event: Event) -> str:
        """The part of the report's sentence around the trigger, for quoting."""
        claims = sorted(self.claims(event.claims), key=lambda claim: (not in_body(claim), len(claim.words)))
        if not claims:
            return event.topic or event.quote
        return inner_quotes(shortened(claims[0].words, around=claims[0].trigger.start - claims[0].sentence.start))

    def tells(self, event: Event) -> bool:
        """Whether the event can be told as a clause; else it is only its sentence that can be quoted."""
        return self._built(event, dated=False) is not None

    def vouched(self, event: Event) -> Vouched:
        """Who vouches for the event."""
        return vouched(self.claims(event.claims))

    def voice(self, said: Said) -> str:
        """Who gives a figure: the speaker, or the source in its own voice."""
        return self.voice_of(said.claim)

    def voice_of(self, claim_id: str) -> str:
        """Who vouches for a claim: the speaker, or the independent source in its own voice; "" if not shown."""
        claim = self.snapshot.claims.get(claim_id)
        if claim is None:
            return ""
        speaker = inner_speaker(claim)
        if speaker:
            return speaker_name(speaker.actor, speaker.text)
        report = self.snapshot.reports.get(claim.report)
        return self.source_of(claim) or (f"“{report.title}”" if report and report.title else "a report")

    def source_of(self, claim: Claim) -> str:
        """The name of the independent source of a claim, "" where it is not stated."""
        return self._sourcing.whose(claim).outlet.name

    @cached_property
    def _sourcing(self) -> Sourcing:
        return Sourcing.of_snapshot(self.snapshot)

    def is_past(self, event: Event) -> bool:
        """Whether the event is told in the past tense: its day is known and gone, or its news is old."""
        value = event.when.date
        running = event.status in ("ongoing", "planned", "demanded")
        if not running and value.stated and value.weekday is None:
            return True
        known = [claim.known.latest for claim in self.claims(event.claims) if claim.known.latest]
        days = [*([max(known)] if known else []), *([value.latest] if value.latest else [])]
        last: date | None = min(days) if days else None
        return bool(last and self.newest and last < self.newest - timedelta(days=_STALE_DAYS))

    def _built(self, event: Event, *, dated: bool) -> str | None:
        frame = self.frame(event)
        if event.place is not None and event.place.how != "role":
            # Only what the report says was done to a place is its object: what stands near is where, at most.
            frame = replace(frame, takes_place=False)
        topic, quote = topic_and_quote(event)
        if event.type not in _SPOKEN:
            quote = ""
            topic = self._thing(event, frame, topic)
            if frame.verb == "set" and not topic:
                frame = frame_for(event.type, event.mode, ())
        said = told_counts(event.quantities, event.figures, self.voice)
        told = {one.what for one in said.told if one.words and one.words.casefold() in topic.casefold()}
        counts = [one for one in said.told if one.what not in told]
        place = place_name(event.place.place) if event.place and event.place.how != "paragraph" else ""
        parts = _Parts(topic, quote, place, counts, self._lead(event, frame, topic))
        if event.type == "AGREE" and frame.verb == "reach" and parts.lead == "to" and not event.recipients:
            # Who agrees to do a thing has no agreement with anybody yet.
            frame = replace(frame, verb="agree", rest="")
        body = self._body(event, frame, parts)
        if body is None:
            return None
        if frame.manner and not parts.nominal:
            body += f" {frame.manner}"
        bracketed = (event.type == "AGREE" and _AGREEMENT.search(parts.topic)) or (
            frame.rest not in ("", "up") and not frame.topic
        )
        if parts.topic and parts.direct:
            body += f" “{parts.topic}”"
        elif parts.topic and parts.lead == ":":
            body += f": “{parts.topic}”"
        elif parts.topic and bracketed:
            body += f" (“{parts.topic}”)"
        elif parts.topic:
            join = frame.topic if parts.lead is None else parts.lead
            if join or not frame.topic:
                body += f" {join} “{parts.topic}”" if join else f" “{parts.topic}”"
            else:
                body += f" (“{parts.topic}”)"
        for role, one in event.others:
            before = {"forum": "before", "beneficiary": "for"}.get(role)
            name = actor_name(one.actor, one.text)
            if before and name not in body:
                body += f" {before} {name}"
        if parts.place and parts.place not in body:
            at = "at" if frame.place == "in" and event.place and stands_at(event.place.place) else frame.place
            body += f" {at} {parts.place}"
        # What the parties' own words count already ("two civilians and four policemen") is not counted again.
        parts.counts = [one for one in parts.counts if not re.search(rf"\b{re.escape(one.words)}\b", body, re.I)]
        when = date_phrase(event.when, running=event.status == "ongoing") if dated else ""
        notes = [one for one in said.notes if not (event.status == "alleged" and one.startswith("alleged by"))]
        body += (f" {when}" if when else "") + quantity_words(parts.counts, notes) + "".join(parts.tail)
        mediators = [one for role, one in event.others if role == "mediator"]
        if mediators:
            body += f", with {party_names(mediators)} as mediator"
        if event.hedge and not _ADVERB.match(event.hedge):
            body += f" (“{event.hedge}”)"
        return body + (f", in the words “{parts.quote}”" if parts.quote else "")

    def _thing(self, event: Event, frame: Frame, topic: str) -> str:
        """What was seized, destroyed or set up, known by its words only; "" where parties or a place say it."""
        if frame.verb == "set":
            return topic
        if frame.actor_leaves and event.actors and self._driven(event):
            return topic if not event.recipients else ""
        undergone = frame.transitive or (frame.takes_place and not event.actors)
        placed = event.place is not None and (frame.takes_place or bool(event.actors))
        return "" if event.recipients or placed or not undergone else topic

    def _driven(self, event: Event) -> bool:
        """Whether the words for a flight are of what somebody does to others: "displaced thousands"."""
        return any(one.casefold().startswith(("displac", "uproot")) for one in self.triggers(event))

    def _body(self, event: Event, frame: Frame, parts: _Parts) -> str | None:
        """Subject, verb and object, by what is known of the parties; None where nothing is."""
        stated = [one for one in event.actors if one.how == "stated"]
        doers = stated or list(event.actors)
        undergoers = list(event.recipients)
        if frame.actor_leaves and undergoers:
            return self._leaving(event, frame, parts)
        if frame.actor_leaves and doers and parts.topic and self._driven(event):
            frame = replace(frame, verb="displace", actor_leaves=False)
        if frame.verb == "refuse" and frame.rest and (parts.lead == "to" or not (undergoers or parts.topic)):
            frame = replace(frame, rest="", to="towards")  # "refused to host it", "refused"
        if doers and not undergoers:
            frame = _alone(event, frame, parts)
        if doers and _complete(frame, doers, undergoers, parts):
            if not stated:
                together = event.type in ("AGREE", "CONSULT", "COOPERATE")
                parts.tail.append(" (the parties are inferred)" if together else " (who did it is inferred)")
            return self._active(event, frame, doers, undergoers, parts)
        if undergoers and frame.transitive:
            return self._passive(event, frame, doers, undergoers, parts)
        if doers and not undergoers and not parts.topic and (frame.to == "with" or frame.verb == "meet"):
            return None
        if not doers and not undergoers and parts.topic and event.type not in _SPOKEN:
            plural = parts.topic[0].isdigit() or is_plural(parts.topic, kind="group")
            body = f"“{parts.topic}” {self._group(event, frame, plural=plural, passive=True)}"
            parts.topic = ""
            return body
        known = undergoers or parts.place or parts.topic or parts.quote or event.others
        if known or (doers and frame.transitive):
            return self._nominal(event, frame, doers, undergoers, parts)
        return None

    def _active(
        self, event: Event, frame: Frame, doers: Sequence[Participant], undergoers: Sequence[Participant], parts: _Parts
    ) -> str:
        in_words = False
        if event.type == "REQUEST" and parts.topic:
            in_words = bool(undergoers) and _in_topic(frame, undergoers, parts.topic)
            frame, parts.lead = asked(frame, parts.lead, somebody=bool(undergoers) and not in_words)
            parts.direct = parts.lead == "" and not frame.topic
        # Who is seeking something plans nothing else: it is sought already.
        status = "ongoing" if frame.verb == "seek" and event.status == "planned" else event.status
        group = self._group(replace(event, status=status), frame, plural=parties_plural(doers))
        rest, about = frame.rest, ""
        named = event.type == "AGREE" and _AGREEMENT.search(parts.topic)
        taken = frame.takes_place and parts.place
        is_object = frame.verb in _TOPIC_IS_OBJECT or (frame.transitive and not undergoers and not taken)
        if parts.topic and not named and is_object and parts.lead in (None, ""):
            about, rest, parts.topic = parts.topic, f"“{parts.topic}”", ""
            if frame.transitive and undergoers:
                # The thing is the object; whom it concerns follows, unless the words name them.
                frame = replace(frame, rest=rest, to="by" if event.type == "REJECT" else "towards")
        elif parts.topic and frame.transitive and not undergoers and not self._leads(event, parts.lead):
            # "passed a resolution to “…”": its preposition belongs to an object that is not recorded.
            parts.lead = ""
        body = f"{party_names(doers)} {group}{f' {rest}' if rest else ''}"
        if undergoers and not in_words and not _in_topic(frame, undergoers, parts.topic or about):
            target, _, parts.counts = counted_parties(undergoers, parts.counts, frame.verb)
            return f"{body} {frame.to} {target}" if frame.to else f"{body} {target}"
        if not undergoers and frame.takes_place and parts.place:
            body, parts.place = f"{body} {parts.place}", ""
        return body

    @staticmethod
    def _leads(event: Event, lead: str | None) -> bool:
        """Whether a lead-up goes with a verb that has no other object: "asked to", "demanded that"."""
        return lead in ("that", ":") or (lead == "to" and event.type in _INFINITIVE)

    def _passive(
        self, event: Event, frame: Frame, doers: Sequence[Participant], undergoers: Sequence[Participant], parts: _Parts
    ) -> str:
        names, plural, parts.counts = counted_parties(undergoers, parts.counts, frame.verb)
        body = f"{names} {self._group(event, frame, plural=plural, passive=True)}"
        return f"{body} by {party_names(doers)}" if doers else body

    def _leaving(self, event: Event, frame: Frame, parts: _Parts) -> str:
        """People who fled: they are the subject, who drove them out follows and says whether it is inferred."""
        names, plural, parts.counts = counted_parties(event.recipients, parts.counts, "flee")
        body = f"{names} {self._group(event, frame, plural=plural)}"
        if parts.place and parts.place not in names:
            body += f" {parts.place}"
        parts.place = parts.topic = ""
        stated = [one for one in event.actors if one.how == "stated"]
        if stated:
            parts.tail.append(f", driven out by {party_names(stated)}")
        elif event.actors:
            parts.tail.append(f" (cause inferred: {party_names(event.actors)})")
        return body

    def _nominal(
        self, event: Event, frame: Frame, doers: Sequence[Participant], undergoers: Sequence[Participant], parts: _Parts
    ) -> str:
        """The event told by its noun: "a call for help was made"."""
        noun, past, parts.nominal = frame.noun, self.is_past(event), True
        if undergoers:
            noun += f" {frame.noun_to} {party_names(undergoers)}"
        elif frame.takes_place and parts.place:
            noun, parts.place = f"{noun} {frame.noun_to} {parts.place}", ""
        if parts.topic and event.type == "REQUEST" and not undergoers:
            noun, parts.topic = f"a call for “{parts.topic}”", ""
        if doers:
            noun += f" by {party_names(doers)}"
        join = frame.topic if parts.lead is None else parts.lead
        if parts.topic and join:
            noun, parts.topic = f"{noun} {join} “{parts.topic}”", ""
        were, are = ("were", "are") if frame.plural_noun else ("was", "is")
        done = _NOUN_VERBS.get(event.type)
        if done:
            happened = f"{were} {done}" if past else f"{'have' if frame.plural_noun else 'has'} been {done}"
        else:
            happened = "took place" if event.type in _TAKES_PLACE else f"{were} reported"
        told = {
            "ongoing": f"{were if past else are} under way",
            "planned": f"{were if past else are} planned",
            "demanded": f"{were if past else are} demanded",
            "alleged": f"{are} alleged",
            "denied": f"{are} said not to have taken place",
            "hypothetical": f"{are} held possible",
        }.get(event.status, happened)
        return f"{noun} {told}"

    def _lead(self, event: Event, frame: Frame, topic: str) -> str | None:
        """The preposition before the topic in a sentence of the event; None where the topic is not found there.

        A preposition that goes with the report's verb and not with ours ("in support of") leads to nothing here.
        """
        lead = lead_word([claim.words for claim in self.claims(event.claims)], topic)
        if lead in (None, *_ANY_LEAD) or lead == frame.topic:
            return lead
        told = {word for one in self.triggers(event) for word in one.casefold().split()}
        own = any(told & forms(verb).all for verb in (frame.verb, *frame.also))
        return lead if own and lead != "of" else ""

    def _group(self, event: Event, frame: Frame, *, plural: bool, passive: bool = False) -> str:
        return verb_group(
            forms(frame.verb),
            status=event.status,
            plural=plural,
            past=self.is_past(event),
            passive=passive,
            adverb=_adverb(event),
        )

    def _attribution(self, event: Event) -> str:
        who = self.vouched(event)
        said = ""
        if event.status == "demanded":
            demanding = who.names("demands", "asserts")
            said = f", at the demand of {demanding}" if demanding else ""
        elif event.status == "alleged" or not who.own_voice:
            vouching = who.names("asserts", "alleges", "predicts", "opines")
            said = f", according to {vouching}" if vouching else ""
            if vouching and self._own_account(event):
                person = event.actors[0].actor.kind == "person"
                said = ", by own account" if person else f", by {self._pronoun(event)[1]} own account"
        told = [("confirms", "confirms", "confirm"), ("denies", "denies", "deny")]
        if who.own_voice and event.status not in ("alleged", "denied"):
            told.append(("alleges", "alleges", "allege"))
        for stance, one, many in told:
            names = who.names(stance)
            said += f"; {names} {who.verb(stance, one, many)} it" if names else ""
        return said


def in_body(claim: Claim) -> bool:
    """Whether a claim stands in the report's body, not in a title, deck or summary that restates it."""
    return claim.section not in ("title", "deck", "why_this_matters", "key_takeaways", "caption")


def newest_day(snapshot: Snapshot) -> date | None:
    """The latest day that the record speaks from: of publication, else of an event that happened; None if undated."""
    if told := snapshot.origin.get("newest"):
        return date.fromisoformat(told)  # a page of a record has some of its reports only
    published = [report.published.latest for report in snapshot.reports.values() if report.published.latest]
    if published:
        return max(published)
    days = [event.when.date.latest for event in snapshot.events if event.when.date.latest]
    return max(days) if days else None


def finished(clause: str) -> str:
    """The clause as a sentence: first letter upper, one full stop.

    >>> finished("talks took place")
    'Talks took place.'
    """
    text = capitalised(clause.strip())
    return text if text.endswith((".", "?", "!", ".”", "?”", "!”")) else f"{text}."


def _adverb(event: Event) -> str:
    """A hedge that stands before the verb; "" where the verb group says as much already ("is alleged to have")."""
    if event.status == "alleged" and event.hedge in ("reportedly", "allegedly"):
        return ""
    return event.hedge if _ADVERB.match(event.hedge) else ""


def _alone(event: Event, frame: Frame, parts: _Parts) -> Frame:
    """The pattern for somebody who is said to do it to nobody in particular: "refused", "made an accusation"."""
    if event.type == "ACCUSE" and frame.transitive and parts.topic:
        if frame.verb in _REPROACHING and parts.lead != "that":
            return replace(frame, verb="make", rest="an accusation", topic="")
        return frame
    if parts.topic or not frame.transitive or frame.takes_place:
        return frame
    verb, rest = _BARE.get(event.type, ("", ""))
    if frame.noun in ("criticism", "condemnation"):
        verb, rest = "voice", frame.noun
    return replace(frame, verb=verb, rest=rest, to="towards") if verb else frame


def _complete(frame: Frame, doers: Sequence[Participant], undergoers: Sequence[Participant], parts: _Parts) -> bool:
    """Whether the active clause has all that its verb asks for."""
    if undergoers or parts.topic or frame.verb in _CAN_STAND_ALONE or (frame.takes_place and parts.place):
        return True
    if frame.verb == "meet":
        return len({one.actor.id for one in doers}) > 1
    # What is done together needs a partner or a second party.
    return (
        len({one.actor.id for one in doers}) > 1 if frame.to == "with" else not (frame.transitive or frame.takes_place)
    )


def _in_topic(frame: Frame, undergoers: Sequence[Participant], topic: str) -> bool:
    """Whether the quoted topic already names all the recipients ("support for Armenia")."""
    if not topic or (frame.transitive and frame.verb != "promise"):
        return False
    lowered = topic.casefold()
    return all(
        one.actor.name.casefold() in lowered or bool(one.text and one.text.casefold() in lowered) for one in undergoers
    )
