"""The colours of what is shown, on light and on dark paper; every one stands beside a label that says the same."""

from __future__ import annotations

from chancery.views.layers.shown import Mark

PAPER, INK, SOFT, LINE = ("#fbfaf7", "#15171a"), ("#1d1f22", "#e6e3dc"), ("#62666d", "#a6a8ac"), ("#8b8f96", "#84878c")

#: By tone: on light paper, on dark. Each has a contrast of 4.5 or more with its paper.
TONES = {
    "PER": ("#23704f", "#6fc2a0"),
    "LOC": ("#1f5c99", "#8fbce6"),
    "ORG": ("#8a5a00", "#e0b45c"),
    "OTH": ("#7d3f98", "#c9a0dc"),
    "date": ("#0b6e75", "#6cc5cc"),
    "source": ("#23704f", "#6fc2a0"),
    "cue": ("#8a5a00", "#e0b45c"),
    "content": ("#1f5c99", "#8fbce6"),
    "quoted": ("#7d3f98", "#c9a0dc"),
    "trigger": ("#a33b25", "#e59a85"),
    "role": ("#1f5c99", "#8fbce6"),
    "chain0": ("#23704f", "#6fc2a0"),
    "chain1": ("#1f5c99", "#8fbce6"),
    "chain2": ("#8a5a00", "#e0b45c"),
    "chain3": ("#7d3f98", "#c9a0dc"),
    "chain4": ("#0b6e75", "#6cc5cc"),
    "chain5": ("#a33b25", "#e59a85"),
}
_CHAIN_TONES = sum(tone.startswith("chain") for tone in TONES)


def tone_of(mark: Mark) -> str:
    """The tone of a mark; chains take turns."""
    return chain_tone(mark.chain) if mark.chain else mark.tone


def chain_tone(number: int) -> str:
    """The tone of the chain of a number."""
    return f"chain{number % _CHAIN_TONES}"
