"""One event told twice in a sentence: by a verb and its noun, by a blow and its toll, by a word that points back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from chancery.coding.drafts import Draft
from chancery.terms import Step

#: Roles whose filler is another thing than what the predicate tells.
_APART = frozenset({"content", "purpose", "topic", "time"})
_CHARGING = frozenset(
    "charge count convict conviction accuse accusation acquit indict indictment suspect suspicion suspected trial "
    "sentence guilty arrest allegation try case plead verdict".split()
)
_TOLLS = frozenset({"kill", "wound", "injure", "die", "hurt", "maim"})


def drop_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that tell an event again which their own sentence tells more fully.

    Shapes:  of two of one type the one with more parties is kept, else the first; it takes over the parties that it
             lacks. What different speakers say is kept apart. `same` links point to drafts that are kept.
    """
    by_sentence: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_sentence[draft.sentence.index].append(draft)
    instead: dict[int, Draft] = {}
    for beside in by_sentence.values():
        for at, one in enumerate(beside):
            for other in beside[at + 1 :]:
                if id(one) in instead or id(other) in instead or not _repeat(one, other):
                    continue
                kept, gone = _fuller(one, other)
                _take_over(kept, gone)
                instead[id(gone)] = kept
    for draft in drafts:
        while draft.same is not None and id(draft.same) in instead:
            into = instead[id(draft.same)]
            draft.same = into if into is not draft else draft.same.same
    return [draft for draft in drafts if id(draft) not in instead and not _only_charged(draft)]


def _only_charged(draft: Draft) -> bool:
    """Whether a bare noun is what a charge is for ("charged with murder"): that accuses, and tells no deed."""
    if draft.predicate.kind != "noun" or draft.type != "ASSAULT" or draft.parties():
        return False
    tokens = draft.sentence.tokens
    token = tokens[draft.predicate.token]
    while token.deprel in ("conj", "compound") and token.head >= 0:
        token = tokens[token.head]
    return token.head >= 0 and bool({tokens[token.head].lemma.lower(), token.lemma.lower()} & _CHARGING)


def _repeat(one: Draft, other: Draft) -> bool:
    if one.type != other.type or one.speakers != other.speakers or "denied" in (one.status, other.status):
        return False
    if _linked(one, other) or _linked(other, one) or _toll(one, other) or _toll(other, one):
        return True
    nouns = one.predicate.kind == "noun" or other.predicate.kind == "noun"
    return nouns and one.first is other.first


def _linked(outer: Draft, inner: Draft) -> bool:
    """Whether the one is a part of what the other tells ("killed in the attack", "filed a lawsuit")."""
    if "noun" not in (outer.predicate.kind, inner.predicate.kind):
        return False
    return any(
        role.head == inner.predicate.token and role.role not in _APART and not role.why.startswith("clause")
        for role in outer.predicate.roles
    )


def _toll(blow: Draft, toll: Draft) -> bool:
    """Whether the second counts what the first did ("shot at the crowd, killing two", "killed one and wounded two")."""
    if toll.predicate.lemma not in _TOLLS or toll.predicate.kind != "verb":
        return False
    token = toll.sentence.tokens[toll.predicate.token]
    return token.head == blow.predicate.token and token.deprel in ("conj", "advcl", "parataxis")


def _fuller(one: Draft, other: Draft) -> tuple[Draft, Draft]:
    """The one to keep and the one to leave out: nothing may rest on the latter that tells more."""
    if other.first is one or (one.same is None and other.same is not None):
        return one, other
    if len(other.parties()) > len(one.parties()):
        return other, one
    return one, other


def _take_over(kept: Draft, gone: Draft) -> None:
    for side in ("actors", "recipients", "quantities"):
        if not getattr(kept, side) and getattr(gone, side):
            setattr(kept, side, getattr(gone, side))
    kept.place = kept.place or gone.place
    if kept.when.how == "unknown" and gone.when.how != "unknown":
        kept.when = gone.when
    if kept.first is gone:
        kept.same, kept.same_why = gone.same, gone.same_why
    kept.steps.append(Step("coding:repeat", f"{gone.predicate.lemma!r} tells it again"))
