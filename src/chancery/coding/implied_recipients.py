"""To whom it is done, where the roles of the predicate do not say: rules on the syntax around it."""

from __future__ import annotations

from chancery.coding.around import NOBODY, UNDERGOING, Around, Finder, Found
from chancery.terms import Role

#: Roles of a predicate whose phrase may name the one concerned as its owner or part, in the order of trust.
_CONCERNED = ("patient", "recipient", "opponent", "destination", "topic", "content", "beneficiary")
#: Of these, those whose phrase may itself mean the one concerned; of the others the codebook has seen it.
_ITSELF = frozenset({"opponent", "destination"})
#: Types that are directed at somebody, whose objects tell at whom.
DIRECTED = frozenset({"ACCUSE", "REJECT", "SUPPORT", "REQUEST", "SANCTION", "COERCE", "CONCEDE", "AGREE", "THREATEN"})
#: How many steps below the object somebody is still concerned, where that is not as far as 4: a sentence is commuted to
#: the one it is of, while who takes down a statue of Doe does nothing to Doe.
_REACH = {"COERCE": 1, "CONCEDE": 2}
#: Types that are words about what somebody does: the subject of their content is the one concerned.
VERDICTS = frozenset({"ACCUSE", "REQUEST", "SANCTION", "SUPPORT", "REJECT", "THREATEN"})
#: Verbs that give what their object names to another object.
_GIVING = frozenset("grant give offer hand send award deny issue deal serve promise show".split())
#: Prepositions by which criticism stands beside what is criticised ("announced it despite criticism").
_IN_SPITE_OF = frozenset({"despite", "amid", "amidst", "under"})
_THINGS = frozenset({"it", "this", "that", "them", "they"})


def _inside(around: Around) -> Found:
    """ "criticised Zenda's missile programme": Zenda."""
    if around.draft.type not in DIRECTED or around.draft.predicate.lemma in UNDERGOING:
        return NOBODY
    reach = _REACH.get(around.draft.type, 4)
    for role in sorted(around.draft.predicate.all(*_CONCERNED), key=lambda role: _CONCERNED.index(role.role)):
        token = around.tokens[role.head]
        if role.why.startswith("clause") or token.upos in ("VERB", "AUX") or around.hanging(role.head, "nsubj"):
            continue
        if role.role not in _ITSELF and around.page.actor_at(around.sentence, role.head) is not None:
            continue
        found = around.within(role.head, reach=reach)
        if found:
            return found, f"whose {token.lemma.lower()} it is about"
    return NOBODY


def _misplaced(around: Around) -> Found:
    """ "attacked the naming of the hills as its own by Zenda": the by-phrase is the object's, not the verb's."""
    if around.draft.predicate.kind != "verb" or around.draft.type not in VERDICTS or around.passive(around.at):
        return NOBODY
    objects = around.hanging(around.at, "obj")
    after = [kid for kid in around.hanging(around.at, "obl") if objects and kid > objects[0]]
    return around.named([kid for kid in after if around.case(kid) == "by"]), "by whom its object is"


def _meant(around: Around) -> Found:
    """ "Zenda's parliament passed a bill, but the king rejected it": whose the thing is that a pronoun means."""
    if around.draft.type not in VERDICTS:
        return NOBODY
    for role in around.draft.predicate.all("patient"):
        if around.tokens[role.head].text.lower() in _THINGS:
            found = _of_chain(around, role)
            if found[0]:
                return found
            # "commented on the Zendan plan, calling it void"
            token = around.tokens[around.at]
            if token.deprel == "acl" and around.tokens[token.head].upos == "NOUN":
                noun = around.tokens[token.head].lemma.lower()
                return around.within(token.head), f"whose {noun} it is about"
    return NOBODY


def _of_chain(around: Around, role: Role) -> Found:
    """Whose the thing is that a chain of coreference gives for a role's pronoun, by the phrases before it."""
    page = around.page
    for chain in page.reading.coreference:
        if not any(one.sentence == around.sentence and one.head == role.head for one in chain):
            continue
        for one in chain:
            noun = page.sentences[one.sentence].tokens[one.head]
            if one.start < role.start and noun.upos == "NOUN" and page.actor_at(one.sentence, one.head) is None:
                found = Around(page, around.draft, one.sentence).within(one.head)
                if found:
                    return found, f"whose {noun.lemma.lower()} it is about"
    return NOBODY


def _given(around: Around) -> Found:
    """ "granted Doe a pardon", "was granted clemency", "sent condolences to Zenda": who was given it."""
    verb, relation, _ = around.governor()
    if around.draft.predicate.kind != "noun" or verb is None or around.lemma(verb) not in _GIVING:
        return NOBODY
    if around.passive(verb) and relation == "obj":
        return around.done_by(verb), f'who was "{around.lemma(verb)}" it'
    to = [kid for kid in around.hanging(verb, "obl") if around.case(kid) == "to"]
    others = [kid for kid in around.hanging(verb, "iobj", "obj") if kid != around.at]
    return around.named(others + to), f'to whom they "{around.lemma(verb)}" it'


def _undergoer(around: Around) -> Found:
    """ "faces an investigation", "survived the attack": the subject."""
    verb, relation, preposition = around.governor()
    if around.draft.predicate.kind != "noun" or verb is None or around.passive(verb):
        return NOBODY
    if around.lemma(verb) in UNDERGOING and (relation, preposition) in (("obj", ""), ("obl", "in")):
        return around.done_by(verb), f'who "{around.lemma(verb)}" it'
    return NOBODY


def _of_content(around: Around) -> Found:
    """ "demanded that Zenda stop", "ruled the state's practice unlawful", "voted against confirming him"."""
    if around.draft.type not in VERDICTS or around.draft.predicate.kind != "verb":
        return NOBODY
    requested = around.draft.type == "REQUEST"
    for role in around.draft.predicate.all("content", "patient", "purpose"):
        if role.head < around.at:
            continue  # "the army fled, a witness alleged" tells whose word it is, and is no act against the army
        relation = around.tokens[role.head].deprel.split(":")[0]
        if relation not in ("ccomp", "xcomp", "advcl", "acl") or role.why == "nsubj:pass":
            continue
        subjects = around.hanging(role.head, "nsubj", "nsubj:pass")
        if subjects:
            if requested and around.tokens[subjects[0]].deprel == "nsubj:pass":
                continue  # "asked that the hostages be freed": for them, not of them
            found = around.within(subjects[0])
            if found:
                return found, "of whom its content is"
        objects = around.hanging(role.head, "obj", "iobj")
        if objects and not subjects and not requested:
            found = around.within(objects[0])
            if found:
                return found, "to whom its content is done"
    return NOBODY


def _addressed(around: Around) -> Found:
    """ "wrote to the embassy asking for help", "I urge you, Mr President, to stop"."""
    if around.draft.predicate.kind != "verb":
        return NOBODY
    found = around.named(around.hanging(around.at, "vocative"))
    if found:
        return found, "spoken to by name"
    token = around.tokens[around.at]
    if token.xpos != "VBG" or token.deprel not in ("advcl", "acl"):
        return NOBODY
    at = token.head
    while around.tokens[at].upos != "VERB" and around.tokens[at].head >= 0:
        at = around.tokens[at].head
    to = [kid for kid in around.hanging(at, "obl") if around.case(kid) == "to" and kid < around.at]
    return around.named(to), f'to whom they "{around.lemma(at)}" it'


def _beside(around: Around) -> Found:
    """ "announced it despite criticism by Zenda", "did so at the request of Zenda": who did it."""
    verb, relation, preposition = around.governor()
    if around.draft.predicate.kind != "noun" or verb is None or relation != "obl" or around.passive(verb):
        return NOBODY
    asked = around.draft.type == "REQUEST" and preposition == "at"
    if asked or (around.draft.type in ("ACCUSE", "REJECT") and preposition in _IN_SPITE_OF):
        return around.done_by(verb), f'who did it "{preposition}" it'
    return NOBODY


def _model(around: Around) -> Found:
    """Whom the reading model takes for the one to whom it is done."""
    if around.draft.type not in DIRECTED:
        return NOBODY
    return around.argument(
        ("PPT", "GOL"), ("ARG1", "ARG2"), reach=min(2, _REACH.get(around.draft.type, 2))
    ), "the reading model's patient"


#: The rules in the order of trust.
RECIPIENT_RULES: tuple[Finder, ...] = (
    _inside,
    _misplaced,
    _meant,
    _given,
    _undergoer,
    _of_content,
    _addressed,
    _beside,
    _model,
)
