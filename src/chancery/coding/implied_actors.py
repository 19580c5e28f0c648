"""Who did it, where the roles of the predicate do not say: rules on the syntax around it."""

from __future__ import annotations

from chancery.coding.around import CLAUSES, NOBODY, UNDERGOING, Around, Finder, Found
from chancery.coding.fillers import participant
from chancery.shelf.lexicons import ACCUSING
from chancery.terms import Actor, Participant

#: Verbs whose subject does what their object or in-phrase names.
_DOING = frozenset(
    "issue pass make file launch perform carry_out conduct stage hold organize organise open unseal lead start begin "
    "drop withdraw present bring submit extend offer express give grant deliver send sign impose order approve adopt "
    "commit mount wage join attend participate engage take_part involve involved pursue undertake initiate complete "
    "have voice lodge table renew plan prepare plot orchestrate mastermind repeat reiterate stress set_up "
    "resume suspend".split()
)
#: Of these, those whose passive subject takes part too ("was involved in the protest").
_TAKEN_PART = frozenset({"involve", "involved", "engage"})
#: Types that a court or a house decides on in its own hall.
_DECIDED = frozenset({"COERCE", "CONCEDE", "SANCTION"})
#: Types whose nouns come from somebody ("threats from Zenda", and not "the removal of troops from Zenda").
_WORDS = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN"})
#: Conjunctions whose clause without a subject is a passive ("when asked").
_FINITE = frozenset({"when", "if", "as", "while", "once", "than", "unless", "though", "although"})
#: Nouns whose infinitive is done by whoever has them; "a park to honour her" honours by itself.
_AIMS = frozenset(
    "intent intention plan aim wish hope desire goal vow pledge promise decision attempt effort bid move refusal offer "
    "right power authority ability duty addition".split()
)
#: Nouns for people who act for the one that they are named after.
_TEAMS = frozenset(
    "team campaign office lawyer attorney counsel staff aide administration camp side party delegation group "
    "organisation organization movement government force troops army foundation company committee".split()
)


def _speaker(around: Around) -> Found:
    """ "We urge them to stop", she said: the speaker."""
    for role in around.draft.predicate.roles:
        if role.role == "agent" and around.tokens[role.head].text.lower() in ("i", "we"):
            for speaker in reversed(around.draft.speakers):
                if speaker.actor is not None:
                    return [Participant(speaker.actor, speaker.text, speaker.span)], "speaks of themselves"
    return NOBODY


def _nested_doer(around: Around) -> Found:
    """ "was condemned in a statement by Zenda": the by-phrase inside."""
    if around.draft.predicate.kind != "verb" or not around.passive(around.at):
        return NOBODY
    for phrase in around.hanging(around.at, "obl"):
        if around.case(phrase) == "with":
            continue  # "destroyed, with estimates by the Red Cross of ..."
        found = around.named([at for at in around.hanging(phrase, "nmod", "obl:agent") if around.case(at) == "by"])
        if found:
            return found, f"by whom the {around.page.lemma(around.sentence, phrase)} was in which it was done"
    return NOBODY


def _whence(around: Around) -> Found:
    """ "allegations of fraud from the opposition": the opposition."""
    if around.draft.predicate.kind != "noun" or around.draft.type not in _WORDS:
        return NOBODY
    return around.whence(), "from whom it comes"


def _governing_doer(around: Around) -> Found:
    """ "issued a series of pardons", "took part in a protest": the subject of the verb of doing."""
    verb, relation, preposition = around.governor()
    if around.draft.predicate.kind != "noun" or verb is None:
        return NOBODY
    lemma = around.lemma(verb)
    if lemma not in _DOING or (relation == "obl" and preposition not in ("in", "with")):
        return NOBODY
    if around.passive(verb):
        if relation == "obl" and lemma in _TAKEN_PART:
            return around.done_by(verb), f'who was "{lemma}" in it'
        return around.named(around.hanging(verb, "obl:agent")), f'by whom it was "{lemma}"'
    if relation.startswith("nsubj"):
        return NOBODY
    return around.done_by(verb), f'who "{lemma}" it'


def _model(around: Around) -> Found:
    """Whom the reading model takes for the doer of a verb."""
    if around.draft.predicate.kind != "verb":
        return NOBODY
    return around.argument(("PAG",), ("ARG0",)), "the reading model's agent"


def _hall(around: Around) -> Found:
    """ "was acquitted in the Senate": the court or house itself."""
    predicate = around.draft.predicate
    if around.draft.type not in _DECIDED or (predicate.kind == "verb" and not around.passive(around.at)):
        return NOBODY
    spans = {part.span for part in around.draft.parties()}
    for role in predicate.all("place", "manner", "origin"):
        mention = around.page.actor_at(around.sentence, role.head)
        if (
            mention is not None
            and around.case(role.head) in ("in", "at", "before")
            and mention.actor.sector in ("JUD", "LEG")
            and mention.span not in spans
        ):
            return [participant(mention)], "the court or house in which it was done"
    return NOBODY


def _understood(around: Around) -> Found:
    """ "used the occasion to thank them", "filed suits challenging it": the subject of the verb above."""
    at = around.at
    if around.draft.predicate.kind != "verb" or around.passive(at) or around.tokens[at].xpos == "VBN":
        return NOBODY
    if any(role.why in ("nsubj", "by-phrase", "possessive") for role in around.draft.predicate.all("agent")):
        return NOBODY
    marks = {around.tokens[kid].text.lower() for kid in around.hanging(at, "mark", "advmod")}
    if marks & _FINITE and around.tokens[at].xpos != "VBG":
        return NOBODY
    for _ in range(5):
        token = around.tokens[at]
        if token.head < 0 or token.deprel.split(":")[0] not in (*CLAUSES, "obl", "nmod", "obj"):
            return NOBODY
        if token.deprel == "acl" and token.xpos == "VB" and around.page.lemma(around.sentence, token.head) not in _AIMS:
            return NOBODY
        at = token.head
        if around.lemma(at) in ACCUSING and token.deprel.split(":")[0] in ("advcl", "ccomp", "acl", "obl"):
            return around.named(around.hanging(at, "obj")), f'of whom they "{around.lemma(at)}" it'
        if around.hanging(at, "nsubj:pass"):
            return NOBODY  # "its civilians were killed by shelling": who undergoes the one does not do the other
        subject = around.hanging(at, "nsubj")
        if subject:  # also where it is nobody known: "recalled someone who went to fight"
            return around.named(subject[:1]), f'who "{around.lemma(at)}" with it'
    return NOBODY


def _blamed(around: Around) -> Found:
    """ "blamed Zenda for the strike", "accused rebels of the attack": the one accused."""
    at = around.at
    if around.draft.predicate.kind != "noun" or around.draft.type in _WORDS or around.hanging(at, "nmod:poss"):
        return NOBODY
    over = around.tokens[at].head
    if over < 0 or around.tokens[at].deprel.split(":")[0] != "obl" or around.case(at) not in ("for", "of", "with"):
        return NOBODY
    if around.lemma(over) not in ACCUSING:
        return NOBODY
    return around.named(around.hanging(over, "nsubj:pass", "obj")), f'of whom they "{around.lemma(over)}" it'


def _undergone(around: Around) -> Found:
    """ "received the party's nomination", "faces a suit by Zenda": whose the thing is that somebody undergoes."""
    if around.draft.predicate.kind != "verb" or around.draft.predicate.lemma not in UNDERGOING:
        return NOBODY
    for role in around.draft.predicate.all("patient"):
        found = around.within(role.head)
        if found:
            return found, f"whose {around.page.lemma(around.sentence, role.head)} it is"
    return NOBODY


def _team(around: Around) -> Found:
    """ "the president's legal team appealed": people of the president's."""
    for role in around.draft.predicate.all("agent"):
        noun = around.page.lemma(around.sentence, role.head)
        if role.why.startswith("clause") or noun not in _TEAMS:
            continue
        for kid in around.hanging(role.head, "nmod:poss", "compound", "amod"):
            mention = around.page.actor_at(around.sentence, kid)
            if mention is not None and mention.actor.country:
                country, sector = mention.actor.country, mention.actor.sector
                span = around.page.phrase(around.sentence, role.head)
                words = span.cut(around.page.text)
                actor = Actor(f"group:{country}:{sector}:{noun}", words, "group", country, sector)
                return [Participant(actor, words, span)], f"of {participant(mention).text}"
    return NOBODY


def _owner(around: Around) -> Found:
    """ "State sentencing has been set for July": who stands before the noun; of a request, whose it is."""
    if around.draft.predicate.kind != "noun" or around.draft.type == "AGREE":
        return NOBODY  # of a deal the name may be the other party's, or its matter's ("the Zenda deal")
    heads = around.hanging(around.at, "nmod:poss", "compound", "amod")
    if around.draft.type == "REQUEST":
        heads += [kid for kid in around.hanging(around.at, "nmod") if not around.case(kid)]
    return around.named(heads), "named with the noun"


#: The rules in the order of trust.
ACTOR_RULES: tuple[Finder, ...] = (
    _blamed,
    _speaker,
    _nested_doer,
    _whence,
    _undergone,
    _governing_doer,
    _model,
    _hall,
    _understood,
    _team,
    _owner,
)
