"""What a person says an event should be, found in the codebook, the actor list and the gazetteer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from chancery.record.recoding import EVENT_FIELDS, STATE_FIELDS, parties_text, place_text
from chancery.terms import STATUSES, Claim, InputError, PartialDate, Participant

if TYPE_CHECKING:
    from chancery.shelf.codebooks import Codebook


def recoded_changes(claim: Claim, wanted: Mapping[str, str]) -> dict[str, str]:
    """The changes of a judgement that recodes a claim as wanted, names resolved as the lists are today.

    Shapes:  a type or mode brings CAMEO code and score along. Who acts is kept with id, country and sector, so that a
             later actor list does not change what the person meant; who is in office is asked of the day of the event.
    Raises:  InputError where a value cannot be, with those that can.
    """
    given = {name: value.strip() for name, value in wanted.items() if value is not None}
    if not given:
        raise InputError("nothing to recode", remedy="say what: --type, --mode, --status, --date, --actor ...")
    allowed = EVENT_FIELDS if claim.kind == "event" else STATE_FIELDS if claim.kind == "state" else ()
    stray = next((name for name in given if name not in allowed or name in ("cameo", "score")), "")
    if stray:
        can = ", ".join(name for name in allowed if name not in ("cameo", "score")) or "nothing"
        raise InputError(
            f"the {stray} of claim {claim.id}, of kind {claim.kind}, cannot be recoded", remedy=f"can be: {can}"
        )
    changes: dict[str, str] = {}
    if "type" in given or "mode" in given:
        changes |= _coded(claim, given)
    if "status" in given:
        changes["status"] = _one_of("status", given["status"].lower(), STATUSES)
    if "date" in given:
        changes["date"] = _date(given["date"])
    day = _day(claim, changes.get("date"))
    for name in ("actors", "recipients"):
        if name in given:
            changes[name] = parties_text(_party(one, day) for one in given[name].split(";") if one.strip())
    if "place" in given:
        changes["place"] = _place(given["place"])
    return changes


def _coded(claim: Claim, given: Mapping[str, str]) -> dict[str, str]:
    book = _codebook()
    kind = _one_of("type", given.get("type", claim.event.type).upper(), tuple(book.types))
    modes = tuple(book.types[kind].modes)
    if "mode" in given:
        mode = _one_of(f"mode of {kind}", given["mode"].lower(), (*modes, ""))
    else:
        mode = claim.event.mode if claim.event.mode in modes else ""
    return {"type": kind, "mode": mode, "cameo": book.cameo(kind, mode), "score": repr(book.score(kind, mode))}


def _codebook() -> Codebook:
    from chancery.shelf.codebooks import chosen_folder, load_codebook

    return load_codebook(chosen_folder())


def _one_of(what: str, value: str, known: tuple[str, ...]) -> str:
    if value in known:
        return value
    near = get_close_matches(value, known, n=2, cutoff=0.6)
    some = ", ".join(one for one in known if one) or "it has none"
    remedy = f"did you mean {' or '.join(near)}?" if near else f"one of: {some}"
    raise InputError(f"{value!r} is no {what}", remedy=remedy)


def _date(text: str) -> str:
    try:
        return PartialDate.parse(text).edtf
    except ValueError as error:
        raise InputError(
            f"{text!r} is no date", remedy="in EDTF: 2023-09-20, 2023-09, 2023, 2020-09/2020-11"
        ) from error


def _day(claim: Claim, edtf: str | None) -> date | None:
    """The day by which offices are asked for: the event's, else the report's."""
    when = PartialDate.parse(edtf) if edtf else claim.event.when.date if claim.kind == "event" else claim.known
    return when.latest or claim.known.latest


def _party(name: str, on: date | None) -> Participant:
    from chancery.matching.actors import resolve_actor

    words = " ".join(name.split())
    return Participant(resolve_actor(words, on=on), words)


def _place(name: str) -> str:
    from chancery.matching.places import resolve_place

    if not name:
        return place_text(None)
    place = resolve_place(name)
    if place is None:
        raise InputError(
            f"the gazetteer has no place {name!r}", remedy="chancery gazetteer find NAME shows those near it"
        )
    return place_text(place)
