"""Who vouches for an event: the reports' own voice, and the speakers by what they say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chancery.terms import Claim, Speaker
from chancery.views.naming import is_plural, listed, speaker_name

# A speaker who takes several stances is shown under the first of these.
_STRONGEST_FIRST = ("denies", "confirms", "alleges")


@dataclass(frozen=True, slots=True)
class Vouched:
    """Speakers by stance, and whether a report says it in its own voice.

    `many` are the names that take a verb in the plural ("officials").
    """

    own_voice: bool
    by_stance: dict[str, tuple[str, ...]]
    many: frozenset[str] = frozenset()

    def names(self, *stances: str) -> str:
        """The speakers of the stances as a list in words."""
        return listed(name for stance in stances for name in self.by_stance.get(stance, ()))

    def verb(self, stance: str, one: str, several: str) -> str:
        """The form of a verb that agrees with the speakers of a stance."""
        names = self.by_stance.get(stance, ())
        return several if len(names) > 1 or any(name in self.many for name in names) else one


def vouched(claims: Sequence[Claim]) -> Vouched:
    """Who vouches for the claims, by stance; a name stands once, under its strongest stance.

    A claim without a speaker beside the report itself is the report's own voice.
    """
    own = False
    told: list[tuple[int, str, str]] = []
    many: set[str] = set()
    for claim in claims:
        speaker = inner_speaker(claim)
        if speaker is None:
            own = own or claim.stance in ("asserts", "confirms")
            continue
        name = speaker_name(speaker.actor, speaker.text)
        rank = _STRONGEST_FIRST.index(claim.stance) if claim.stance in _STRONGEST_FIRST else len(_STRONGEST_FIRST)
        told.append((rank, claim.stance, name))
        if speaks_as_many(speaker):
            many.add(name)
    by_stance: dict[str, list[str]] = {}
    placed: set[str] = set()
    for _, stance, name in sorted(told, key=lambda row: row[0]):
        if name not in placed:
            placed.add(name)
            by_stance.setdefault(stance, []).append(name)
    return Vouched(own, {stance: tuple(names) for stance, names in by_stance.items()}, frozenset(many))


def inner_speaker(claim: Claim) -> Speaker | None:
    """The one who vouches for a claim; None where it is the report's own voice."""
    for speaker in reversed(claim.speakers):
        if speaker.actor is not None or speaker.text:
            return speaker
    return None


def speaks_as_many(speaker: Speaker) -> bool:
    """Whether a verb of saying agrees with the speaker in the plural."""
    name = speaker_name(speaker.actor, speaker.text)
    return is_plural(name, kind=speaker.actor.kind if speaker.actor else "group")
