"""How a demand or appeal is told: "called for", "called on ... to", "demanded that", "made an appeal: ..."."""

from __future__ import annotations

from dataclasses import replace

from chancery.views.frames import Frame

# Who "asks to return" asks for himself; who "urges to stop" urges others, though they are not named.
_OF_OTHERS = frozenset({"urge", "call", "order", "appeal", "demand", "request"})


def asked(frame: Frame, lead: str | None, *, somebody: bool) -> tuple[Frame, str | None]:
    """The pattern and the lead-up for what is asked for, by how the report leads up to it.

    Shapes:  `somebody` is whether it is told of whom it is asked, outside of what is asked itself. A lead of ":" stands
             for a colon.
    """
    general = frame.rest in ("for change", "action") or frame.verb in ("call", "appeal")
    if lead == "that" and not somebody and general:
        return replace(frame, verb="demand", rest="", to=""), lead
    if lead == "for" and frame.rest.startswith("for "):
        return replace(frame, rest="", to="on", topic="for"), lead
    if lead in ("for", "") and frame.rest == "action" and not somebody:
        return replace(frame, rest="", to="", topic=""), ""
    if lead == "to" and somebody and frame.rest == "for change":
        return replace(frame, rest="", to="on"), lead
    if lead == "to" and not somebody and frame.verb in _OF_OTHERS:
        return replace(frame, verb="make", rest=frame.noun, to="", topic=""), ":"
    return frame, lead


__all__ = ["asked"]
