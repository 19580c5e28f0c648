# ruff: noqa: E501 - a sentence of a report stands on one line
"""A small record built by hand: two reports in our own words that disagree in places. No reader, no coder, no store."""

from __future__ import annotations

from dataclasses import replace

from chancery.record.figures import fold_figures
from chancery.terms import (
    Actor,
    Claim,
    Content,
    Dated,
    Event,
    EventContent,
    Judgement,
    Located,
    OpinionContent,
    PartialDate,
    Participant,
    Place,
    Quantity,
    Report,
    Section,
    Snapshot,
    Source,
    Span,
    Speaker,
    State,
    Step,
    content_id,
)

RUSSIA = Actor("country:RUS", "Russia", "country", "RUS")
ARMENIA = Actor("country:ARM", "Armenia", "country", "ARM")
AZERBAIJAN = Actor("country:AZE", "Azerbaijan", "country", "AZE")
USA = Actor("country:USA", "United States", "country", "USA")
EU = Actor("org:eu", "European Union", "organisation", "EUR", "IGO")
CSTO = Actor("org:csto", "Collective Security Treaty Organization", "organisation", "", "IGO")
ICC = Actor("org:icc", "International Criminal Court", "organisation", "", "IGO")
PEACEKEEPERS = Actor("group:RUS:MIL:peacekeeper", "Russian peacekeepers", "group", "RUS", "MIL")
ARMENIANS = Actor("group:AZE:ETH:armenian", "ethnic Armenians", "group", "AZE", "ETH", ethnicity="Armenian")
LEADERS = Actor("group:AZE:GOV:leader", "separatist leaders", "group", "AZE", "GOV")
RIGHTS_GROUP = Actor("group::NGO:rights-group", "rights group", "group", "", "NGO")
SPOKESMAN = Actor("person:dmitry-peskov", "Dmitry Peskov", "person", "RUS", "GOV", role="Kremlin spokesman")
ADVISER = Actor("person:hikmet-hajiyev", "Hikmet Hajiyev", "person", "AZE", "GOV", role="presidential adviser")
ANALYST = Actor("person:lale-aliyeva", "Lale Mammadli", "person", "AZE", "EDU", role="analyst in Baku")

KARABAKH = Place("geonames:587375", "Nagorno-Karabakh", "AZE", 39.9, 46.75, 587375, "region")
STEPANAKERT = Place("geonames:148619", "Khankendi", "AZE", 39.815, 46.752, 148619, "city")
YEREVAN = Place("geonames:616052", "Yerevan", "ARM", 40.181, 44.514, 616052, "city")

TEXT_A = """Moscow's soldiers start to go home

MOSCOW — The Russian peacekeepers are leaving Nagorno-Karabakh, and on Wednesday Dmitry Peskov confirmed their departure without giving dates.
An adviser in Baku, Hikmet Hajiyev, also said that a pull-out accord had been struck between the two states.
Moscow sent the peacekeepers to Nagorno-Karabakh in November 2020 after a truce had ended the fighting between Azerbaijan and ethnic Armenians.
Azerbaijan recaptured Nagorno-Karabakh in September 2023, after which some 100,000 ethnic Armenians fled and several separatist leaders were detained.
Armenia has in effect frozen its ties with the Collective Security Treaty Organization, largely frozen since spring.
The European Union and the United States pledged economic support for Armenia, which Russia criticised as "a new dividing line".
A rights group told the International Criminal Court that Azerbaijan committed genocide against ethnic Armenians.
There are calls for humanitarian relief for those who stayed.
"Baku's patience was bound to pay off," said Lale Mammadli, an analyst in Baku.

Updated On

Main points
The Russian peacekeepers are leaving Nagorno-Karabakh.
"""

TEXT_B = """Baku denies pull-out accord

Officials in Baku denied on 18 April 2024 that an accord about the peacekeepers had been signed.
More than 120,000 ethnic Armenians fled Nagorno-Karabakh in September 2023, the paper's own count says.
Some <b>residents</b> & aid workers stayed in Khankendi.
"""

REPORT_A = Report(
    TEXT_A,
    title="Moscow's soldiers start to go home",
    title_span=Span(0, 34),
    source=Source("Northern Wire", "GBR", "agency"),
    published=PartialDate.parse("2024"),
    published_how="inferred",
    published_why="“last year” stands for September 2023",
    sections=(
        Section("title", 0, 34),
        Section("body", 36, TEXT_A.index("Updated On")),
        Section("key_takeaways", TEXT_A.index("Main points"), len(TEXT_A)),
    ),
    furniture=(Span(TEXT_A.index("Updated On"), TEXT_A.index("Updated On") + 10),),
)
REPORT_B = Report(
    TEXT_B,
    title="Baku denies pull-out accord",
    title_span=Span(0, 27),
    source=Source("The <Evening> Paper", "AZE", "newspaper"),
    published=PartialDate.parse("2024-04-19"),
    published_how="stated",
    sections=(Section("title", 0, 27), Section("body", 29, len(TEXT_B))),
)
REPORTS = {one.id: one for one in (REPORT_A, REPORT_B)}


def party(actor: Actor, text: str = "", *, how: str = "stated") -> Participant:
    """An actor in a part, as the words say it."""
    return Participant(actor, text or actor.name, None, how, "" if how == "stated" else "“after which”")


def on(edtf: str, how: str = "stated", *, weekday: int | None = None) -> Dated:
    """A date."""
    return Dated(PartialDate.parse(edtf, weekday=weekday), how, "")


def at(place: Place) -> Located:
    """A place."""
    return Located(place, place.name)


def claim(
    report: Report,
    trigger: str,
    content: Content,
    *,
    near: str = "",
    speaker: Actor | None = None,
    words: str = "",
    stance: str = "asserts",
) -> Claim:
    """A claim at the sentence (line) of the report that holds `near` and at the trigger in it."""
    start = report.text.index(near or trigger)
    first = report.text.rfind("\n", 0, start) + 1
    last = report.text.find("\n", start)
    last = len(report.text) if last < 0 else last
    place = report.text.index(trigger, first)
    assert place < last, (near, trigger)
    span = Span(place, place + len(trigger))
    speakers: tuple[Speaker, ...] = (Speaker(),)
    if speaker:
        named = words or speaker.name
        begin = report.text.index(named)
        speakers += (Speaker(speaker, named, Span(begin, begin + len(named)), stance),)
    kind = {EventContent: "event", OpinionContent: "opinion"}.get(type(content), "state")
    mention = content_id("m", report.id, kind, span.start, span.end)
    return Claim(
        content_id("c", mention, stance, speaker.id if speaker else ""),
        mention,
        report.id,
        kind,
        Span(first, last),
        span,
        report.text[first:last],
        report.section_at(span.start),
        speakers,
        stance,
        content,
        (Step("codebook.v1", f"trigger “{trigger}”", 0.9), Step("roles.v1", "subject of the verb", 0.8)),
        report.published,
    )


def event_of(*claims: Claim, **more: object) -> Event:
    """An event that folds the claims by taking the first one's content."""
    said = claims[0].event
    fields = {
        name: getattr(said, name)
        for name in (
            "type", "mode", "contexts", "cameo", "score", "status", "hedge", "confidence", "actors", "recipients",
            "others", "place", "when", "quantities", "topic", "quote", "not_stated",
        )
    }  # fmt: skip
    mentions = tuple(dict.fromkeys(one.mention for one in claims))
    fields |= {"links": (), "mentions": mentions, "claims": tuple(one.id for one in claims)} | more
    return Event(id=content_id("e", min(mentions)), **fields)


def content(kind: str, mode: str = "", score: float = 0.0, status: str = "happened", **more: object) -> EventContent:
    """What a claim says of an event."""
    base = EventContent(kind, mode, (), "000", score, status)
    return replace(base, **more)  # type: ignore[arg-type]


_leaving = content(
    "RETREAT", "withdraw", 8.0, "ongoing", actors=(party(PEACEKEEPERS),), place=at(KARABAKH),
    when=on("2024", "inferred", weekday=2), not_stated=("timetable",),
)  # fmt: skip
LEAVING = [
    claim(REPORT_A, "leaving", _leaving),
    claim(REPORT_A, "departure", _leaving, speaker=SPOKESMAN, stance="confirms"),
    claim(REPORT_A, "leaving", _leaving, near="leaving Nagorno-Karabakh.\n"),
]
_accord = content("AGREE", "", 2.5, actors=(party(RUSSIA), party(AZERBAIJAN)), topic="pull-out accord")
ACCORD = [
    claim(REPORT_A, "accord", _accord, speaker=ADVISER, stance="asserts"),
    claim(REPORT_B, "signed", replace(_accord, status="denied"), speaker=Actor(
        "group:AZE:GOV:official", "officials in Baku", "group", "AZE", "GOV"), words="Officials in Baku",
        stance="denies"),
]  # fmt: skip
_sent = content("MOBILIZE", "troops", -6.5, actors=(party(RUSSIA, "Moscow"),), recipients=(), place=at(KARABAKH),
                when=on("2020-11"))  # fmt: skip
SENT = [claim(REPORT_A, "sent", _sent)]
_fighting = content("ASSAULT", "", -9.0, actors=(party(AZERBAIJAN),), recipients=(party(ARMENIANS),),
                    when=on("../2020-11"))  # fmt: skip
FIGHTING = [claim(REPORT_A, "fighting", _fighting)]
_recaptured = content("ASSAULT", "", -9.0, actors=(party(AZERBAIJAN),), place=at(KARABAKH), when=on("2023-09"))
RECAPTURED = [claim(REPORT_A, "recaptured", _recaptured)]
_fled = content(
    "SANCTION", "expel", -5.5, actors=(party(AZERBAIJAN, how="inferred"),), recipients=(party(ARMENIANS),),
    place=at(KARABAKH), when=on("2023-09"),
    quantities=(Quantity("displaced", "some 100,000", None, 100000.0, None, True),),
)  # fmt: skip
FLED = [
    claim(REPORT_A, "fled", _fled),
    claim(
        REPORT_B, "fled",
        replace(_fled, quantities=(Quantity("displaced", "more than 120,000", 120001.0, None, None),)),
    ),
]  # fmt: skip
_detained = content("COERCE", "arrest", -7.0, recipients=(party(LEADERS, "several separatist leaders"),),
                    when=on("2023-09/.."), not_stated=("actor",))  # fmt: skip
DETAINED = [claim(REPORT_A, "detained", _detained)]
_frozen = content("SANCTION", "discontinue", -6.0, actors=(party(ARMENIA),), recipients=(party(CSTO),),
                  hedge="in effect", not_stated=("date",))  # fmt: skip
FROZEN = [claim(REPORT_A, "frozen", _frozen)]
_pledged = content("AGREE", "", 2.5, actors=(party(EU), party(USA)), recipients=(party(ARMENIA),),
                   topic="economic support for Armenia")  # fmt: skip
PLEDGED = [claim(REPORT_A, "pledged", _pledged)]
_criticised = content("ACCUSE", "disapprove", -2.0, actors=(party(RUSSIA),), recipients=(party(EU), party(USA)),
                      quote="a new dividing line")  # fmt: skip
CRITICISED = [claim(REPORT_A, "criticised", _criticised)]
_genocide = content("ASSAULT", "cleansing", -10.0, "alleged", actors=(party(AZERBAIJAN),),
                    recipients=(party(ARMENIANS),))  # fmt: skip
GENOCIDE = [claim(REPORT_A, "genocide", _genocide, speaker=RIGHTS_GROUP, words="A rights group", stance="alleges")]
_told = content("ACCUSE", "allege", -3.5, actors=(party(RIGHTS_GROUP, "A rights group"),),
                recipients=(party(AZERBAIJAN),), others=(("forum", party(ICC)),))  # fmt: skip
TOLD = [claim(REPORT_A, "told", _told)]
_calls = content("REQUEST", "assist", 0.5, topic="humanitarian relief for those who stayed", not_stated=("actor",))
CALLS = [claim(REPORT_A, "calls", _calls)]

OPINION = claim(
    REPORT_A, "bound", OpinionContent("Baku's patience was bound to pay off", (party(AZERBAIJAN),)),
    speaker=ANALYST, stance="opines",
)  # fmt: skip

E_LEAVING = event_of(*LEAVING)
E_ACCORD = event_of(*ACCORD, disputed=True)
E_SENT = event_of(*SENT)
E_FIGHTING = event_of(*FIGHTING)
E_RECAPTURED = event_of(*RECAPTURED)
E_FLED = event_of(
    *FLED,
    links=(("caused_by", E_RECAPTURED.id),),
    figures=fold_figures(((c, q) for c in FLED for q in c.event.quantities), lambda c: c.report),
)
E_DETAINED = event_of(*DETAINED, links=(("caused_by", E_RECAPTURED.id),))
E_FROZEN = event_of(*FROZEN)
E_PLEDGED = event_of(*PLEDGED)
E_CRITICISED = event_of(*CRITICISED, links=(("about", E_PLEDGED.id),))
E_GENOCIDE = event_of(*GENOCIDE)
E_TOLD = event_of(*TOLD, links=(("about", E_GENOCIDE.id),))
E_CALLS = event_of(*CALLS)
EVENTS = (
    E_FIGHTING, E_SENT, E_RECAPTURED, E_FLED, E_DETAINED, E_LEAVING, E_ACCORD, E_FROZEN, E_PLEDGED, E_CRITICISED,
    E_GENOCIDE, E_TOLD, E_CALLS,
)  # fmt: skip


def state(kind: str, status: str, *events: Event, **more: object) -> State:
    """A state that rests on the claims of its events."""
    claims = tuple(one for event in events for one in event.claims)
    fields: dict[str, object] = {
        "who": (), "by": (), "to": (), "others": (), "what": "", "where": None, "since": Dated(), "until": Dated(),
        "hedge": "", "quantities": (), "before": "", "stage": "", "opened_by": (), "changed_by": (), "closing_by": (),
        "closed_by": (), "not_stated": (),
    }  # fmt: skip
    fields |= more
    key = f"{kind}|{events[0].id}"
    return State(id=content_id("s", key), kind=kind, key=key, status=status, claims=claims, **fields)  # type: ignore[arg-type]


STATES = (
    state("agreement", "disputed", E_ACCORD, who=(party(RUSSIA), party(AZERBAIJAN)), what="pull-out accord",
          opened_by=(E_ACCORD.id,)),
    state("commitment", "standing", E_PLEDGED, by=(party(EU), party(USA)), to=(party(ARMENIA),),
          what="economic support for Armenia", opened_by=(E_PLEDGED.id,)),
    state("control", "standing", E_RECAPTURED, who=(party(AZERBAIJAN),), where=at(KARABAKH), since=on("2023-09"),
          opened_by=(E_RECAPTURED.id,)),
    state("custody", "standing", E_DETAINED, who=(party(LEADERS, "several separatist leaders"),),
          since=on("2023-09/.."), opened_by=(E_DETAINED.id,), not_stated=("by",)),
    state("demand", "standing", E_CALLS, what="humanitarian relief", opened_by=(E_CALLS.id,), not_stated=("by",)),
    state("displacement", "standing", E_FLED, who=(party(ARMENIANS),), where=at(KARABAKH), since=on("2023-09"),
          quantities=_fled.quantities, opened_by=(E_FLED.id,)),
    state("hostilities", "ended", E_FIGHTING, who=(party(AZERBAIJAN), party(ARMENIANS)), until=on("2020-11")),
    state("membership", "suspended", E_FROZEN, who=(party(ARMENIA),), to=(party(CSTO),), hedge="in effect",
          closing_by=(E_FROZEN.id,), not_stated=("since",)),
    state("presence", "ending", E_SENT, E_LEAVING, who=(party(PEACEKEEPERS),), where=at(KARABAKH), since=on("2020-11"),
          opened_by=(E_SENT.id,), closing_by=(E_LEAVING.id,)),
    state("proceeding", "standing", E_TOLD, to=(party(AZERBAIJAN),), by=(party(RIGHTS_GROUP, "A rights group"),),
          others=(("forum", party(ICC)),), opened_by=(E_TOLD.id,)),
)  # fmt: skip

CLAIMS = {
    one.id: one
    for group in (
        LEAVING, ACCORD, SENT, FIGHTING, RECAPTURED, FLED, DETAINED, FROZEN, PLEDGED, CRITICISED, GENOCIDE, TOLD,
        CALLS, [OPINION],
    )
    for one in group
}  # fmt: skip


def _judged(left: Claim, right: Claim) -> Judgement:
    a, b = sorted((left.mention, right.mention))
    return Judgement(a, b, "same", 0.93, "same type, same actors, same place", "events.v1")


SNAPSHOT = Snapshot(
    REPORTS,
    CLAIMS,
    EVENTS,
    STATES,
    (OPINION,),
    (_judged(LEAVING[0], LEAVING[1]), _judged(LEAVING[0], LEAVING[2]), _judged(FLED[0], FLED[1])),
)
# A few made-up rings around the place, so that a map has land to draw.
OUTLINES = {
    "AZE": [[(44.8, 38.8), (46.5, 38.9), (48.9, 38.4), (49.6, 40.4), (48.4, 41.8), (46.3, 41.8), (45.0, 41.2),
             (45.6, 40.3), (46.5, 39.5), (44.8, 38.8)]],
    "ARM": [[(43.5, 41.0), (45.0, 41.2), (45.6, 40.3), (46.5, 39.5), (46.2, 38.9), (44.8, 39.7), (43.7, 40.1),
             (43.5, 41.0)]],
}  # fmt: skip
