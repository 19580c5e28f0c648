"""Where they differ: what somebody denies, and dates, places, counts and doers told in more than one way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from chancery.terms import Account, Event, Figure, PartialDate, Said, State
from chancery.views.counting import count_label
from chancery.views.dating import date_label
from chancery.views.figures import standing_of
from chancery.views.lines import Citations, Line
from chancery.views.naming import listed
from chancery.views.speakers import as_told
from chancery.views.standing import StateWording
from chancery.views.wording import Wording, finished

FIELD_NAMES = {"date": "the date", "place": "the place", "actors": "the doer", "status": "whether it happened"}


def differences(
    wording: Wording, citations: Citations, events: Iterable[Event], states: Iterable[State] = ()
) -> list[Line]:
    """A line for each event that somebody denies, and for each date, place, doer or count told in more than one way."""
    lines: list[Line] = []
    for event in events:
        lines += _denied(wording, citations, event)
        for field in ("date", "place", "actors"):
            several = [account for account in event.accounts if account.field == field]
            if len(several) > 1:
                told = [account_words(wording, account) for account in several]
                bare = wording.clause(replace(event, quantities=(), figures=()), dated=field != "date")
                lines.append(_line(citations, FIELD_NAMES[field], told, bare, event.claims, event.id))
        for figure in event.figures:
            if figure.differs:
                bare = wording.clause(replace(event, quantities=(), figures=()))
                lines.append(_figure(wording, citations, figure, bare, event))
    states_worded = StateWording(wording)
    told_of_events = {said.claim for event in wording.events.values() for f in event.figures for said in f.said}
    for state in states:
        for figure in state.figures:
            if figure.differs and not {said.claim for said in figure.said} <= told_of_events:
                bare = states_worded.clause(replace(state, quantities=(), figures=()))
                lines.append(_figure(wording, citations, figure, bare, state))
    return lines


def account_words(wording: Wording, account: Account) -> str:
    """A value and who gives it: "20 September 2023 (Reuters and Armenia's foreign ministry)"."""
    names = listed(wording.voice_of(claim) for claim in account.claims)
    value = _edtf_label(account.value) if account.field == "date" else account.value
    return f"{value} ({names})" if names else value


def said_words(wording: Wording, said: Said, *, dated: bool = False) -> str:
    """A figure and who gives it, with the stance where it is not plainly asserted; when it was known, if asked."""
    about = [wording.voice(said)]
    about += [said.stance] if said.stance in ("alleges", "denies", "demands", "predicts") else []
    about += [f"told {date_label(said.known)}"] if dated and said.known.stated else []
    about += ["replaced later"] if said.superseded else []
    return f"{said.words} ({', '.join(part for part in about if part)})"


def _denied(wording: Wording, citations: Citations, event: Event) -> list[Line]:
    who = wording.vouched(event)
    deniers = who.names("denies")
    if not (event.disputed and deniers):
        return []
    holders = listed(
        [*(["a report in its own voice"] if who.own_voice else []), who.names("asserts", "confirms", "alleges")]
    )
    text = f"disputed: {wording.clause(as_told(event))}"
    text += f"; said by {holders}" if holders else ""
    text += f"; denied by {deniers}"
    return [citations.line("difference", finished(text), event.claims, [event.id])]


def _figure(wording: Wording, citations: Citations, figure: Figure, bare: str, about: Event | State) -> Line:
    told = [said_words(wording, said) for said in standing_of(figure)]
    label = f"the number {count_label(figure.what, figure.of)}"
    return _line(citations, label, told, bare, about.claims, about.id)


def _line(citations: Citations, label: str, told: Sequence[str], bare: str, claims: Sequence[str], about: str) -> Line:
    text = f"reports differ on {label}: {' as against '.join(dict.fromkeys(told))} – {bare}"
    return citations.line("difference", finished(text), claims, [about])


def _edtf_label(words: str) -> str:
    try:
        return date_label(PartialDate.parse(words))
    except ValueError:
        return words
