"""Forms of English verbs, and verb groups for what happened, goes on, is planned, alleged or denied."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# base: past, participle. Regular verbs are not listed; the -ing form and the third person follow from spelling.
_IRREGULAR = {
    "be": ("was", "been"), "begin": ("began", "begun"), "break": ("broke", "broken"), "bring": ("brought", "brought"),
    "come": ("came", "come"), "cut": ("cut", "cut"), "drive": ("drove", "driven"), "fight": ("fought", "fought"),
    "find": ("found", "found"), "flee": ("fled", "fled"), "fall": ("fell", "fallen"), "give": ("gave", "given"),
    "go": ("went", "gone"), "have": ("had", "had"), "hold": ("held", "held"), "keep": ("kept", "kept"),
    "lead": ("led", "led"), "leave": ("left", "left"), "lose": ("lost", "lost"), "make": ("made", "made"),
    "meet": ("met", "met"), "overrun": ("overran", "overrun"), "pay": ("paid", "paid"), "put": ("put", "put"),
    "retake": ("retook", "retaken"), "rise": ("rose", "risen"), "say": ("said", "said"), "see": ("saw", "seen"),
    "send": ("sent", "sent"), "set": ("set", "set"), "shoot": ("shot", "shot"),
    "speak": ("spoke", "spoken"), "spread": ("spread", "spread"), "stand": ("stood", "stood"),
    "strike": ("struck", "struck"), "take": ("took", "taken"), "win": ("won", "won"),
    "withdraw": ("withdrew", "withdrawn"), "withhold": ("withheld", "withheld"), "draw": ("drew", "drawn"),
    "freeze": ("froze", "frozen"), "seek": ("sought", "sought"),
    "beat": ("beat", "beaten"), "burn": ("burned", "burned"), "hit": ("hit", "hit"), "let": ("let", "let"),
    "quit": ("quit", "quit"), "shut": ("shut", "shut"), "ban": ("banned", "banned"), "call": ("called", "called"),
}  # fmt: skip
# Verbs stressed on the last syllable that double their final consonant; those of one syllable follow from spelling.
_DOUBLING = _words("admit begin commit compel control deter expel permit patrol rebel refer regret submit transfer")
_SHORT = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$")


@dataclass(frozen=True, slots=True)
class Forms:
    """The five forms of a verb."""

    base: str
    third: str
    past: str
    participle: str
    ing: str

    @property
    def all(self) -> frozenset[str]:
        """Every form, for looking a word of a text up."""
        return frozenset((self.base, self.third, self.past, self.participle, self.ing))


@cache
def forms(base: str) -> Forms:
    """The forms of a verb given in its base form.

    >>> forms("retake").past, forms("condemn").ing, forms("deny").past, forms("withdraw").participle
    ('retook', 'condemning', 'denied', 'withdrawn')
    """
    doubled = base + base[-1] if base in _DOUBLING or _SHORT.match(base) else base
    if base.endswith("y") and base[-2] not in "aeiou":
        third, regular, ing = base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    elif base.endswith("e") and not base.endswith("ee"):
        third, regular, ing = base + "s", base + "d", base[:-1] + "ing"
    elif base.endswith(("s", "x", "z", "ch", "sh", "o")):
        third, regular, ing = base + "es", base + "ed", base + "ing"
    else:
        third, regular, ing = base + "s", doubled + ("d" if base.endswith("e") else "ed"), doubled + "ing"
    if base == "have":
        third = "has"
    past, participle = _IRREGULAR.get(base, (regular, regular))
    return Forms(base, third, past, participle, ing)


def verb_group(verb: Forms, *, status: str, plural: bool, past: bool, passive: bool = False, adverb: str = "") -> str:
    """The finite verb group for a status, agreeing with its subject.

    Shapes:  `past` chooses "withdrew" over "have withdrawn" (the day is known and gone), "were withdrawing" over "are
             withdrawing". `adverb` is a hedge that stands before the main verb ("effectively").

    >>> verb_group(forms("withdraw"), status="ongoing", plural=True, past=False)
    'are withdrawing'
    >>> verb_group(forms("arrest"), status="happened", plural=True, past=False, passive=True)
    'have been arrested'
    >>> verb_group(forms("suspend"), status="happened", plural=False, past=False, adverb="effectively")
    'has effectively suspended'
    """
    have, are, were = ("have", "are", "were") if plural else ("has", "is", "was")
    hedge = f"{adverb} " if adverb else ""
    if passive:
        done = f"{hedge}{verb.participle}"
        return {
            "happened": f"{were} {done}" if past else f"{have} been {done}",
            "ongoing": f"{were if past else are} being {done}",
            "planned": f"{were if past else are} to be {done}",
            "demanded": f"should be {done}",
            "alleged": f"{are} alleged to have been {done}",
            "denied": f"{were} not {done}" if past else f"{have} not been {done}",
            "hypothetical": f"may be {done}",
        }.get(status, f"{have} been {done}")
    plan = ("planned" if past else "plan" if plural else "plans") + " to"
    return {
        "happened": f"{hedge}{verb.past}" if past else f"{have} {hedge}{verb.participle}",
        "ongoing": f"{were if past else are} {hedge}{verb.ing}",
        "planned": f"{plan} {hedge}{verb.base}",
        "demanded": f"{were if past else are} called on to {hedge}{verb.base}",
        "alleged": f"{are} alleged to have {hedge}{verb.participle}",
        "denied": f"did not {hedge}{verb.base}" if past else f"{have} not {hedge}{verb.participle}",
        "hypothetical": f"may {hedge}{verb.base}",
    }.get(status, f"{have} {hedge}{verb.participle}")
