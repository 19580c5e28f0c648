"""How many: the counts that belong to an event, kept with their words and hedges."""

from __future__ import annotations

from chancery.coding.drafts import Draft
from chancery.coding.page import Page
from chancery.terms import Number, Quantity, Span

_BY_LEMMA = {
    "kill": "dead",
    "killing": "dead",
    "murder": "dead",
    "massacre": "dead",
    "slay": "dead",
    "assassinate": "dead",
    "execute": "dead",
    "die": "dead",
    "wound": "injured",
    "injure": "injured",
    "arrest": "detained",
    "detain": "detained",
    "detention": "detained",
    "jail": "detained",
    "capture": "detained",
    "flee": "displaced",
    "exodus": "displaced",
    "displace": "displaced",
    "displacement": "displaced",
    "release": "released",
    "free": "released",
}
_BY_TYPE = {"MOBILIZE": "troops", "PROTEST": "size", "RETREAT": "troops", "AID": "aid"}
_ARMED = frozenset({"MIL", "REB", "UAF", "COP"})
_DEAD = frozenset({"dead", "death", "fatality", "casualty"})
_HURT = frozenset({"injury", "wounded", "injured"})
_MONEY = frozenset({"USD", "EUR", "GBP", "RUB", "JPY", "CNY"})


def count(page: Page, draft: Draft) -> None:
    """Fill in the quantities of a draft: numbers that count its parties, its money, or the dead of its clause."""
    found: list[Quantity] = []
    alone = draft.type == "ASSAULT" and _only_attack(page, draft)
    spans = [participant.span for participant in draft.parties() if participant.span is not None]
    for number in page.reading.numbers:
        if number.sentence != draft.sentence.index:
            continue
        harm = _harm_beside(page, number) if draft.type == "ASSAULT" else ""
        if harm:
            what = harm if alone and not _told_apart(page, draft, harm) else ""
        else:
            what = _what(page, draft, number, spans) or (_toll(page, number) if alone else "")
        if what:
            found.append(
                Quantity(
                    what,
                    number.words,
                    number.low,
                    number.best,
                    number.high,
                    number.approximate,
                    number.unit,
                    Span(number.start, number.end),
                )
            )
    draft.quantities = tuple(found)


def _what(page: Page, draft: Draft, number: Number, spans: list[Span]) -> str:
    token = number.counted_token
    lemma = page.lemma(number.sentence, token) if token is not None else ""
    if lemma in _DEAD or lemma in _HURT:
        return ("dead" if lemma in _DEAD else "injured") if draft.type == "ASSAULT" else ""
    inside = token is not None and _argument(page, draft, token)
    if number.unit in _MONEY or number.unit:
        return "money" if draft.type in ("AID", "AGREE", "SANCTION", "REQUEST") and number.unit in _MONEY else ""
    counted = any(span.start <= number.start and number.end <= span.end for span in spans)
    known = _BY_LEMMA.get(draft.predicate.lemma)
    if not (counted or inside):
        return known if known and _reached(page, draft, number) else ""
    if known:
        return known
    mention = page.actor_at(number.sentence, token) if token is not None else None
    what = _BY_TYPE.get(draft.type, "")
    if what == "troops" and (mention is None or mention.actor.sector not in _ARMED):
        what = ""
    if not what and mention is not None:
        return ""  # "the two countries" counts parties, not what happened
    return what or "other"


def _reached(page: Page, draft: Draft, number: Number) -> bool:
    """Whether a number is what a count of the draft's people has come to: "the number of people displaced rose to"."""
    tokens = page.sentences[number.sentence].tokens
    for other in page.reading.predicates:
        if other.sentence != number.sentence or other.lemma not in _GROWS or other.modality != "actual":
            continue
        counts = [role.head for role in other.roles if role.role == "agent" and tokens[role.head].lemma in _COUNTS]
        come_to = [role for role in other.roles if role.role in _GROWS[other.lemma]]
        if any(draft.predicate.token in page.below(number.sentence, head) for head in counts):
            return any(role.start <= number.start and number.end <= role.end for role in come_to)
    return False


_COUNTS = frozenset({"number", "total", "toll", "figure", "count"})
#: Words for a count that has come to a number, with the role that the number has.
_GROWS = {
    **dict.fromkeys(
        ("rise", "climb", "grow", "increase", "swell", "go_up", "soar", "jump", "fall", "drop"), ("destination",)
    ),
    **dict.fromkeys(("reach", "hit", "pass", "top", "exceed", "surpass"), ("patient",)),
}


def _only_attack(page: Page, draft: Draft) -> bool:
    """Whether no other word of the sentence but those for deaths and wounds tells of violence that a toll may be of."""
    if draft.predicate.lemma in _HARM:
        return True
    return not any(
        predicate.sentence == draft.sentence.index
        and predicate.token != draft.predicate.token
        and predicate.lemma in _VIOLENCE
        for predicate in page.reading.predicates
    )


def _harm_beside(page: Page, number: Number) -> str:
    """What befell those whom a number counts, by the word right behind it: "400 wounded", "200 people killed"."""
    tokens = page.sentences[number.sentence].tokens
    after = next((at for at, token in enumerate(tokens) if token.start >= number.end), len(tokens))
    own = number.counted_token
    if own is not None and after <= own < after + _NEAR and own + 1 < len(tokens) and tokens[own].upos == "NOUN":
        after = own + 1
    while after < len(tokens) and tokens[after].text.lower() in _OTHERS:
        after += 1
    if after >= len(tokens) or tokens[after].text.lower() not in _SUFFERED:
        return ""
    return _SUFFERED[tokens[after].text.lower()] if not _active(page, number.sentence, after) else ""


def _active(page: Page, sentence: int, at: int) -> bool:
    """Whether a word that looks like a participle is a verb with an object: "the 40 wounded a guard"."""
    tokens = page.sentences[sentence].tokens
    return any(tokens[kid].deprel == "obj" and kid > at for kid in page.kids[sentence][at])


def _told_apart(page: Page, draft: Draft, harm: str) -> bool:
    """Whether the sentence tells of another harm than the draft's own by a predicate of its own."""
    own = _HARM.get(draft.predicate.lemma)
    return (
        own is not None
        and own != harm
        and any(
            predicate.sentence == draft.sentence.index and _BY_LEMMA.get(predicate.lemma) == harm and predicate.roles
            for predicate in page.reading.predicates
        )
    )


def _toll(page: Page, number: Number) -> str:
    """Which toll of its sentence a number is: "left 42 people dead", "with 25 others injured", "a toll of 22"."""
    tokens, kids = page.sentences[number.sentence].tokens, page.kids[number.sentence]
    inside = [at for at, token in enumerate(tokens) if number.start <= token.start < number.end]
    if not inside:
        return ""
    own = number.counted_token
    at = own if own is not None else next((one for one in inside if tokens[one].head not in inside), inside[0])
    if tokens[at].deprel == "nummod" and tokens[at].head >= 0:
        at = tokens[at].head
    for kid in kids[at]:
        if tokens[kid].deprel in ("amod", "acl", "xcomp") and tokens[kid].lemma.lower() in _HARM:
            return _HARM[tokens[kid].lemma.lower()]
    head = tokens[at].head
    if head < 0:
        return ""
    lemma = tokens[head].lemma.lower()
    if tokens[at].deprel.split(":")[0] in ("nsubj", "obj") or tokens[at].deprel == "nsubj:pass":
        passive = tokens[at].deprel == "nsubj:pass"
        if lemma in _HARM and (passive or (tokens[at].deprel == "obj") == (lemma not in ("die", "dead", "perish"))):
            return _HARM[lemma]
        for kid in kids[head]:  # "left 42 people dead"
            if tokens[kid].deprel == "xcomp" and tokens[kid].lemma.lower() in ("dead", "wounded", "injured"):
                return _HARM[tokens[kid].lemma.lower()]
    if tokens[at].deprel == "nmod" and lemma == "death" and page.case_of(number.sentence, at) == "of":
        return "dead"
    if page.case_of(number.sentence, at) in ("to", "at") and tokens[at].deprel == "obl":
        near = [*kids[head], tokens[head].head]
        return "dead" if any(kid >= 0 and tokens[kid].lemma.lower() == "toll" for kid in near) else ""
    return ""


#: Words for what violence does to people.
_HARM = {
    **dict.fromkeys(("die", "dead", "kill", "perish", "killed", "slay", "slain"), "dead"),
    **dict.fromkeys(("injure", "wound", "hurt", "injured", "wounded", "maim"), "injured"),
}
#: Forms of such words behind a number, and what may stand between the two.
_SUFFERED = {
    **dict.fromkeys(("dead", "killed", "slain"), "dead"),
    **dict.fromkeys(("wounded", "injured", "hurt", "maimed"), "injured"),
}
_OTHERS = frozenset({"others", "other", "more", "people", "were", "was", "are", "is", "have", "been", "had", "being"})
_NEAR = 3
_VIOLENCE = frozenset(
    "attack bombing bomb shooting shoot blast explosion raid strike airstrike clash fighting fight battle assault stab "
    "stabbing massacre shelling shell coup ambush offensive invasion".split()
)


def _argument(page: Page, draft: Draft, token: int) -> bool:
    """Whether the counted noun heads a phrase that undergoes or does the event, or is a part of one that does."""
    word = draft.sentence.tokens[token]
    part = draft.type == "ASSAULT" and word.deprel == "appos"
    heads = {token, word.head} if part else {token}  # "200 people killed, among them ten civilians"
    return any(role.head in heads and role.role in ("patient", "agent", "recipient") for role in draft.predicate.roles)
