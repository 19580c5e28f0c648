"""Sentences computed from states: what stands, what has changed, since when and by whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from chancery.terms import Participant, State
from chancery.views.counting import Counts, counted_parties, quantity_words, told_counts
from chancery.views.dating import date_label, date_phrase, length_in_words, since_phrase
from chancery.views.naming import actor_name, listed, parties_plural, party_names, place_name, possessive, telling
from chancery.views.topics import contents, lead_word
from chancery.views.vouching import Vouched, inner_speaker, vouched
from chancery.views.wording import Wording, finished

# Kinds in the order in which an analyst asks for them, with their heading.
KIND_HEADINGS = {
    "hostilities": "Hostilities",
    "control": "Control of territory",
    "presence": "Forces present",
    "agreement": "Agreements",
    "membership": "Memberships",
    "commitment": "Commitments",
    "sanction": "Sanctions and broken ties",
    "displacement": "People displaced",
    "custody": "People in custody",
    "proceeding": "Proceedings",
    "demand": "Demands",
    "office": "Offices",
}


class StateWording:
    """Puts the states of one snapshot into words."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    def claims(self, state: State) -> tuple[str, ...]:
        """The claims that a sentence on the state rests on: its own, those of the events that date it, its rivals'."""
        events = [*state.opened_by, *state.changed_by, *state.closing_by, *state.closed_by]
        told = (self.wording.events[one].claims for one in events if one in self.wording.events)
        against = (one.claims for one in self.wording.snapshot.states if one.id in state.rivals)
        return tuple(dict.fromkeys([*state.claims, *(claim for some in (*told, *against) for claim in some)]))

    def sentence(self, state: State) -> str:
        """The state as a sentence, closed by a full stop."""
        return finished(self.clause(state))

    def clause(self, state: State) -> str:
        """What stands, or stood, as a finite clause without a full stop."""
        if state.status == "planned":
            return f"planned: {_noun_phrase(state)}"
        counts = self.counts(state)
        say, told = _KINDS.get(state.kind), _COUNTED.get(state.kind)
        text = self._led((told(state, counts) if told else say(state) if say else "") or _plain(state), state)
        if not told:
            # What is owed names its own sum; another one beside it would only confuse.
            text += "" if any(char.isdigit() for char in state.what) else quantity_words(counts.told, counts.notes)
        if state.hedge:
            text += f" (“{state.hedge}”)"
        mediators = [one for role, one in state.others if role == "mediator"]
        if mediators:
            text += f", with {party_names(mediators)} as mediator"
        if state.status in ("ending", "suspended") and state.kind != "membership":
            started = self._closing_date(state)
            word = "suspended" if state.status == "suspended" else "ending"
            text += f"; this {_short_name(state.kind)} is {word}{f' {started}' if started else ''}"
        if state.status == "alleged":
            return f"it is alleged that {text}"
        return text + self._dispute(state)

    def _dispute(self, state: State) -> str:
        """Who denies the state, and what else is said that cannot hold beside it, each with who says so."""
        rivals = [one for one in self.wording.snapshot.states if one.id in state.rivals]
        if state.status != "disputed" and not rivals:
            return ""
        told = f", according to {self._told_by(state)}" if rivals else ""
        deniers = self._vouched(state).names("denies")
        against = [f"{deniers} {self._vouched(state).verb('denies', 'denies it', 'deny it')}"] if deniers else []
        for one in rivals:
            say = _KINDS.get(one.kind)
            against.append(f"{(say(one) if say else '') or _plain(one)}, according to {self._told_by(one)}")
        word = "this is disputed" if state.status == "disputed" else "it is also alleged"
        return f"{told}; {word}" + (f": {'; '.join(against)}" if against else "")

    def _vouched(self, state: State) -> Vouched:
        held = self.wording.snapshot.claims
        return vouched([held[one] for one in state.claims if one in held])

    def _told_by(self, state: State) -> str:
        """Who says that a state holds: the speakers, or where a report does in its own voice, its source."""
        who = self._vouched(state)
        held = [self.wording.snapshot.claims[one] for one in state.claims if one in self.wording.snapshot.claims]
        own = {self.wording.source_of(one) for one in held if inner_speaker(one) is None}
        names = sorted(name for name in own if name) if who.own_voice else []
        return listed([*names, *(who.names("confirms", "asserts", "alleges", "opines"),)]) or "a report"

    def counts(self, state: State) -> Counts:
        """The counts of a state as they are told."""
        return told_counts(state.quantities, state.figures, self.wording.voice)

    def change(self, state: State) -> str:
        """What has changed, as a sentence for "why it matters"; "" where nothing has that the record knows of."""
        if state.status in ("ending", "ended", "suspended"):
            return finished(self._closing(state))
        if not state.opened_by and not state.changed_by:
            return ""
        if state.status == "standing" and state.kind == "control" and state.where and (state.who or state.by):
            holders = {one.actor.country for one in (state.who or state.by)}
            own = state.where.place.precision == "country" and state.where.place.country in holders
            return "" if own else finished(self._taking(state))
        return self.sentence(state)

    def _taking(self, state: State) -> str:
        text = f"control of {place_name(state.where.place)} passed to " if state.where else ""
        text += party_names(state.who or state.by)
        when = date_phrase(state.since)
        if when:
            text += f" {when}"
        return text + (f"; before that, {_quoted(state.before)}" if state.before else "")

    def _closing(self, state: State) -> str:
        noun = self._led(_noun_phrase(state), state)
        since = state.since.date
        if since.stated:
            noun += f", which began {_began(state)},"
        if state.status == "suspended":
            text = f"{noun} is suspended"
        elif state.status == "ending":
            text = f"{noun} is ending"
        else:
            text = f"{noun} ended" if state.until.date.stated else f"{noun} has ended"
        if state.kind in ("hostilities", "sanction"):
            text = re.sub(r" (is|has)( suspended| ending| ended)$", _to_plural, text)
        when = date_phrase(state.until) if state.status == "ended" else self._closing_date(state)
        text += f" {when}" if when else ""
        if state.status == "ending":
            events = [self.wording.events[one] for one in state.closing_by if one in self.wording.events]
            lasted = [length_in_words(since, event.when.date) for event in events] if since.stated else []
            text += f" after {lasted[-1]}" if lasted and lasted[-1] else ""
        return text + (f" (“{state.hedge}”)" if state.hedge else "")

    def _led(self, text: str, state: State) -> str:
        """The text of a demand with the report's own preposition before what is demanded ("to “reopen the road”")."""
        what = contents(telling(state.what))
        if state.kind != "demand" or not what:
            return text
        claims = [self.wording.snapshot.claims.get(one) for one in state.claims]
        lead = lead_word([claim.words for claim in claims if claim], what)
        if lead is None or lead == "for":
            return text
        return text.replace(f" for “{what}”", f" {lead} “{what}”" if lead else f" (“{what}”)")

    def _closing_date(self, state: State) -> str:
        for one in reversed(state.closing_by):
            event = self.wording.events.get(one)
            if event and event.when.date.stated:
                value = event.when.date
                if event.status == "ongoing" or value.weekday is not None or value.precision == "interval":
                    return date_phrase(event.when, running=True)
                return since_phrase(event.when)
        return ""


def _presence(state: State) -> str:
    holders = state.who or state.by
    if not holders:
        return ""
    many, where = parties_plural(holders), f" in {place_name(state.where.place)}" if state.where else ""
    return f"{party_names(holders)} {_be(state, many)} present{where}{_span(state)}"


def _control(state: State) -> str:
    holders = state.who or state.by
    of = place_name(state.where.place) if state.where else f"“{state.what}”" if state.what else ""
    if not holders or not of:
        return ""
    many = parties_plural(holders)
    if state.status == "ended":
        verb = "controlled"
    elif state.since.date.stated:
        verb = "have controlled" if many else "has controlled"
    else:
        verb = "control" if many else "controls"
    text = f"{party_names(holders)} {verb} {of}{_span(state)}"
    return text + (f"; before that, {_quoted(state.before)}" if state.before else "")


def _agreement(state: State) -> str:
    return f"{_noun_phrase(state)} {_stands(state)}"


def _membership(state: State) -> str:
    noun = _noun_phrase(state)
    if state.status == "suspended":
        return f"{noun} is suspended"
    return f"{noun} {_stands(state)}"


def _hostilities(state: State) -> str:
    noun = _noun_phrase(state)
    if state.status == "ended":
        until = date_phrase(state.until)
        text = f"{noun} ended{f' {until}' if until else ''}"
        return text + (f", having begun {_began(state)}" if state.since.date.stated else "") + _unnamed(state)
    since = since_phrase(state.since)
    return (f"{noun} have gone on {since}" if since else f"{noun} are under way") + _unnamed(state)


def _unnamed(state: State) -> str:
    """What the reports do not say of who fights."""
    if "who" not in state.not_stated:
        return ""
    return "; against whom is not stated" if state.who else "; who fights is not stated"


def _inferred_sides(state: State) -> str:
    """The mark of sides that no sentence names: which of them the report's other words gave."""
    inferred = [one for one in state.who if one.how == "inferred"]
    if not inferred:
        return ""
    return " (the sides are inferred)" if len(inferred) == len(state.who) else " (one side is inferred)"


def _displacement(state: State, counts: Counts) -> str:
    names, plural, rest = counted_parties(state.who, counts.told, "flee")
    where = f" from {place_name(state.where.place)}" if state.where else ""
    names, plural = (names, plural) if names else ("people", True)
    cause = f" by {party_names(state.by)}" if any(one.how == "stated" for one in state.by) else ""
    return f"{names} {_be(state, plural)} displaced{where}{cause}{_span(state)}{quantity_words(rest, counts.notes)}"


def _custody(state: State, counts: Counts) -> str:
    names, plural, rest = counted_parties(state.who, counts.told, "detain")
    names, plural = (names, plural) if names else ("people", True)
    by = f", held by {party_names(state.by)}" if state.by else "; who holds them is not stated"
    return f"{names} {_be(state, plural)} in custody{_span(state)}{quantity_words(rest, counts.notes)}{by}"


def _sanction(state: State) -> str:
    since = since_phrase(state.since)
    until = date_phrase(state.until)
    if state.status == "ended":
        return f"{_noun_phrase(state)} ended{f' {until}' if until else ''}"
    return f"{_noun_phrase(state)} have been in force {since}" if since else f"{_noun_phrase(state)} are in force"


def _commitment(state: State) -> str:
    owing, to, what = state.by or state.who, party_names(state.to), contents(telling(state.what))
    if not owing:
        return f"{_noun_phrase(state)} {_stands(state)}"
    many = parties_plural(owing)
    be = ("were" if many else "was") if state.status == "ended" else ("are" if many else "is")
    text = f"{party_names(owing)} {be} committed"
    if to and to.casefold().removeprefix("the ") not in what.casefold():
        text += f" towards {to}"
    return f"{text}{f' to “{what}”' if what else ''}{_span(state)}"


def _proceeding(state: State) -> str:
    stage = f" (stage: {state.stage})" if state.stage else ""
    by = f", brought by {party_names(state.by)}," if state.by else ""
    return f"{_noun_phrase(state)}{by} {'has ended' if state.status == 'ended' else 'is open'}{stage}{_span(state)}"


def _demand(state: State) -> str:
    whose = state.by or state.who
    text = f"{_noun_phrase(state)} {'no longer stands' if state.status == 'ended' else 'stands'}{_span(state)}"
    return text if whose else f"{text}; who makes it is not stated"


def _office(state: State) -> str:
    holders = state.who
    many = parties_plural(holders)
    office = f"the office “{state.what}”" if state.what else "an office"
    if state.status == "ended":
        verb = "held"
    elif state.since.date.stated:
        verb = "have held" if many else "has held"
    else:
        verb = "hold" if many else "holds"
    return f"{party_names(holders) or 'a holder who is not named'} {verb} {office}{_span(state)}"


_KINDS: dict[str, Callable[[State], str]] = {
    "presence": _presence,
    "control": _control,
    "agreement": _agreement,
    "membership": _membership,
    "hostilities": _hostilities,
    "sanction": _sanction,
    "commitment": _commitment,
    "proceeding": _proceeding,
    "demand": _demand,
    "office": _office,
}
_COUNTED: dict[str, Callable[[State, Counts], str]] = {"displacement": _displacement, "custody": _custody}
"""Kinds whose sentence opens with a count."""


def _plain(state: State) -> str:
    parties = party_names([*state.who, *state.by, *state.to]) or (f"“{state.what}”" if state.what else "")
    where = f" in {place_name(state.where.place)}" if state.where else ""
    return f"{state.kind}: {parties or 'parties not stated'}{where}{_span(state)}"


def _noun_phrase(state: State) -> str:
    """The state by its noun, with its parties: "the presence of Russian peacekeepers in Nagorno-Karabakh"."""
    who, by, to = party_names(state.who), party_names(state.by), party_names(state.to)
    what = contents(telling(state.what))
    where = f" in {place_name(state.where.place)}" if state.where else ""
    kind = state.kind
    if kind == "presence":
        return f"the presence of {who or by or 'forces'}{where}"
    if kind == "control":
        of = place_name(state.where.place) if state.where else f"“{what}”" if what else "a place not stated"
        return f"control of {of}{f' by {who or by}' if who or by else ''}"
    if kind == "agreement":
        parties = [*(state.who or state.by), *state.to]
        between = f" {'between' if _several(parties) else 'of'} {party_names(parties)}" if parties else ""
        return f"an agreement{between}{f' (“{what}”)' if what else ''}"
    if kind == "membership":
        of = to or (f"“{what}”" if what else "")
        return f"{possessive(who) if who else 'the'} membership{f' of {of}' if of else ''}"
    if kind == "hostilities":
        parties = [*state.who, *state.by, *state.to]
        between = f" {'between' if _several(parties) else 'involving'} {party_names(parties)}" if parties else ""
        return f"hostilities{between}{_inferred_sides(state)}{where}"
    if kind == "displacement":
        return f"the displacement of {who or 'people'}{where.replace(' in ', ' from ', 1)}"
    if kind == "custody":
        return f"the custody of {who or 'people'}"
    if kind == "sanction":
        against = to or (who if by else "")
        return f"measures{f' by {by or who}' if by or who else ''}{f' against {against}' if against else ''}" + (
            f" (“{what}”)" if what else ""
        )
    if kind == "commitment":
        return f"a commitment{f' of {by or who}' if by or who else ''}{f' to {to}' if to else ''}" + (
            f" (“{what}”)" if what else ""
        )
    if kind == "proceeding":
        forum = listed(actor_name(one.actor, one.text) for role, one in state.others if role == "forum")
        return f"a proceeding{f' against {to or who}' if to or who else ''}{f' before {forum}' if forum else ''}"
    if kind == "demand":
        of = f" by {by or who}" if by or who else ""
        return f"a demand{of}{f' to {to}' if to else ''}{f' for “{what}”' if what else ''}"
    return f"the {kind}{f' of {who or by}' if who or by else ''}{where}"


def _be(state: State, many: bool) -> str:
    if state.status == "ended":
        return "were" if many else "was"
    if state.since.date.stated:
        return "have been" if many else "has been"
    return "are" if many else "is"


def _stands(state: State) -> str:
    if state.status == "ended":
        until = date_phrase(state.until)
        return f"ended{f' {until}' if until else ''}"
    since = since_phrase(state.since)
    return f"has stood {since}" if since else "stands"


def _span(state: State) -> str:
    first, last = state.since.date, state.until.date
    if state.status != "ended":
        since = since_phrase(state.since)
        return f" {since}" if since else ""
    if first.stated and last.stated:
        return f" from {date_label(first)} to {date_label(last)}"
    if last.stated:
        return f" until {date_label(last)}"
    return f" from {date_label(first)}" if first.stated else ""


def _began(state: State) -> str:
    value = state.since.date
    label = date_label(value)
    if value.precision == "interval":
        return f"at some time in {label}" if value.earliest and value.latest else label
    if label.startswith("about "):
        return label
    return f"on {label}" if value.precision == "day" else f"in {label}"


def _short_name(kind: str) -> str:
    return {"hostilities": "fighting", "sanction": "measure"}.get(kind, kind)


def _to_plural(found: re.Match[str]) -> str:
    return f" {'are' if found[1] == 'is' else 'have'}{found[2]}"


def _several(parties: Sequence[Participant]) -> bool:
    return len({actor_name(one.actor, one.text) for one in parties}) > 1


def _quoted(text: str) -> str:
    return text if text[:1] in '“"' else f"“{' '.join(text.split())}”"
