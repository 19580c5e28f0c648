"""Claims of one happening merged into an Event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from chancery.record.accounts import actor_accounts, date_accounts, place_accounts, status_accounts, voice_id
from chancery.record.figures import fold_figures
from chancery.record.merge import (
    DateRow,
    covers,
    merge_dates,
    merge_ordered,
    merge_participants,
    merge_places,
    merge_quantities,
    merge_words,
    vote,
)
from chancery.record.sourcing import Whose
from chancery.record.statuses import (
    claimed_status,
    detail_order,
    joint_hedge,
    joint_status,
    section_rank,
    supporting,
    text_order,
)
from chancery.record.testimonies import inner_voice, weigh
from chancery.terms import Claim, Dated, Event, PartialDate, Participant, Speaker, content_id

# Types whose parties stand on one side: who is named first is only wording, so a partner is no disagreement.
_TOGETHER = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "CONCEDE"})
_FILLED_BY = {
    "actor": "actors",
    "actors": "actors",
    "source": "actors",
    "recipient": "recipients",
    "recipients": "recipients",
    "target": "recipients",
    "place": "place",
    "where": "place",
    "date": "when",
    "when": "when",
    "time": "when",
    "quantity": "quantities",
    "count": "quantities",
}


def merge_event(first: str, claims: Sequence[Claim], whose: Callable[[Claim], Whose]) -> Event:
    """The event that event claims of one cluster tell together, without its links.

    `first` is the cluster's first mention id; `whose` names the independent source of a claim, one for copies.
    """

    def source(claim: Claim) -> str:
        return whose(claim).outlet.id

    def speaker(claim: Claim) -> Speaker | None:
        return inner_voice(claim, whose(claim))

    ordered = sorted(claims, key=detail_order)
    status, disputed = joint_status(ordered)
    told = supporting(ordered, status)
    # A plan may tell who acts and where, once it is carried out; only what is alleged or denied may not.
    meant = [claim for claim in ordered if claim in told or claimed_status(claim) in ("planned", "demanded")]
    kind, mode, lead = _coded(told)
    same_type = [claim for claim in told if claim.event.type == kind]
    body = [claim for claim in same_type if section_rank(claim) == 0] or same_type
    when, dates_differ = _dated(told, status, source)
    places = [(c, c.event.place) for c in told if c.event.place] or [(c, c.event.place) for c in meant if c.event.place]
    place, places_differ = merge_places(places, source)
    quantities = merge_quantities((c, q) for c in told for q in c.event.quantities)
    actors = merge_participants(_parties(told, "actors")) or merge_participants(_parties(meant, "actors"))
    recipients = merge_participants(_parties(told, "recipients")) or merge_participants(_parties(meant, "recipients"))
    others = merge_others([(c, role, p) for c in told for role, p in c.event.others])
    others += _alleged(ordered, actors, recipients)
    if kind in _TOGETHER:
        together = {participant.actor.id for participant in actors}
        recipients = tuple(participant for participant in recipients if participant.actor.id not in together)
    else:
        actors, recipients = _sides(actors, recipients)
    accounts = [*date_accounts(dates_differ, told, source), *place_accounts(places_differ, told, source)]
    if kind not in _TOGETHER:
        accounts += actor_accounts(_parties(ordered, "actors"), lambda c: voice_id(source(c), speaker(c)), source)
    accounts += status_accounts(ordered, source)
    event = Event(
        id=content_id("e", first),
        type=kind,
        mode=mode,
        contexts=merge_ordered(claim.event.contexts for claim in body),
        cameo=lead.event.cameo,
        score=lead.event.score,
        status=status,
        hedge=joint_hedge(ordered, ((claim, claim.event.hedge) for claim in ordered)),
        confidence=_confidence(told, source),
        actors=actors,
        recipients=recipients,
        others=others,
        place=place,
        when=when,
        quantities=quantities,
        topic=merge_words((claim, claim.event.topic) for claim in ordered),
        quote=merge_words((claim, claim.event.quote) for claim in ordered if claim.stance != "opines"),
        links=(),
        not_stated=(),
        mentions=tuple(dict.fromkeys(claim.mention for claim in sorted(claims, key=text_order))),
        claims=tuple(claim.id for claim in sorted(claims, key=text_order)),
        disputed=disputed,
        figures=fold_figures(((c, q) for c in ordered for q in c.event.quantities), source, speaker),
        accounts=tuple(accounts),
        testimonies=weigh(ordered, status, whose),
    )
    return _with_gaps(event, merge_ordered(claim.event.not_stated for claim in ordered))


def _sides(
    actors: tuple[Participant, ...], recipients: tuple[Participant, ...]
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Doers and undergoers with nobody on both sides: who one claim sets beside another is set against him by the rest.

    An actor that both sides name stays with the side that would else be empty, with the recipients where neither would.
    """
    undergoing = {party.actor.id for party in recipients}
    doing = tuple(party for party in actors if party.actor.id not in undergoing)
    if doing or not actors:
        return doing, recipients
    acting = {party.actor.id for party in actors}
    return actors, tuple(party for party in recipients if party.actor.id not in acting)


def _dated(told: Sequence[Claim], status: str, source: Callable[[Claim], str]) -> tuple[Dated, tuple[str, ...]]:
    """When it happened; for what one report saw begin and a later one saw done, the stretch between the two."""
    rows = {claim.id: DateRow(claim.event.when, source(claim), section_rank(claim)) for claim in told}
    whole = merge_dates(rows.values())
    begun = [claim for claim in told if claimed_status(claim) == "ongoing"]
    done = [claim for claim in told if claimed_status(claim) == "happened"]
    if status != "happened" or not begun or not done or _last_known(done) <= _last_known(begun):
        return whole
    first, last = (merge_dates(rows[claim.id] for claim in some)[0] for some in (begun, done))
    start, end = first.date.earliest, last.date.latest
    if not start or not end or start >= end or (last.how == "stated" and last.date.may_equal(first.date)):
        return whole
    why = f"under way {first.date.edtf}, done {last.date.edtf}"
    return Dated(PartialDate.between(start, end), "inferred", why), ()


def _last_known(claims: Sequence[Claim]) -> date:
    return max(claim.known.latest or date.min for claim in claims)


def _parties(claims: Sequence[Claim], name: str) -> list[tuple[Claim, Participant]]:
    """Claims with each of their actors or recipients."""
    return [
        (claim, party)
        for claim in claims
        for party in (claim.event.actors if name == "actors" else claim.event.recipients)
    ]


def _alleged(
    ordered: Sequence[Claim], actors: Sequence[Participant], recipients: Sequence[Participant]
) -> tuple[tuple[str, Participant], ...]:
    """Who is alleged, and by nobody said, to have had a part, as "alleged actor" and "alleged recipient"."""
    weak = [claim for claim in ordered if claimed_status(claim) == "alleged"]
    found: list[tuple[str, Participant]] = []
    for name, known in (("actors", actors), ("recipients", recipients)):
        ids = {party.actor.id for party in known}
        for party in merge_participants(_parties(weak, name)):
            if party.actor.id not in ids and not any(covers(one.actor, party.actor) for one in known):
                found.append((f"alleged {name[:-1]}", party))
    return tuple(found)


def merge_others(rows: Sequence[tuple[Claim, str, Participant]]) -> tuple[tuple[str, Participant], ...]:
    """Participants in further roles, each role's merged by itself, roles in order of the best claims."""
    roles = dict.fromkeys(role for _, role, _ in rows)
    return tuple((role, p) for role in roles for p in merge_participants((c, p) for c, r, p in rows if r == role))


def _coded(ordered: Sequence[Claim]) -> tuple[str, str, Claim]:
    """Type and mode that most of the claims' confidence goes to, and the claim that leads them."""
    kind = vote((claim.event.type, _weight(claim)) for claim in ordered)
    same = [claim for claim in ordered if claim.event.type == kind]
    # A restatement that names no mode says less, not otherwise; so a mode needs half of what no mode has.
    mode = vote((c.event.mode, _weight(c) * (1.0 if c.event.mode else 0.5)) for c in same)
    lead = min(
        (claim for claim in same if claim.event.mode == mode),
        key=lambda claim: (-claim.event.confidence, detail_order(claim)),
    )
    return kind, mode, lead


def _weight(claim: Claim) -> float:
    return max(claim.event.confidence, 0.01) * (1.0 if section_rank(claim) == 0 else 0.5)


def _confidence(ordered: Sequence[Claim], source: Callable[[Claim], str]) -> float:
    """The surest claim's confidence; with several independent sources, 1 less the chance that all are coded wrongly.

    Several sources never give more than 0.99. Source: ours, a noisy-or.
    """
    best: dict[str, float] = {}
    for claim in ordered:
        name = source(claim)
        best[name] = max(best.get(name, 0.0), min(max(claim.event.confidence, 0.0), 1.0))
    if len(best) <= 1:
        return round(max(best.values()), 4)
    wrong = 1.0
    for share in sorted(best.values()):
        wrong *= 1.0 - share
    return round(max(max(best.values()), min(1.0 - wrong, 0.99)), 4)


def _with_gaps(event: Event, gaps: tuple[str, ...]) -> Event:
    """The event with those gaps that no other claim has filled."""

    counted = {f"number {quantity.what}" for quantity in event.quantities}

    def open_still(gap: str) -> bool:
        if gap in counted:
            return False
        name = _FILLED_BY.get(gap)
        if name == "when":
            return not event.when.date.stated
        return name is None or not getattr(event, name)

    return replace(event, not_stated=tuple(gap for gap in gaps if open_still(gap)))
