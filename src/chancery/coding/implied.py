"""Parties that the roles of an event's own predicate do not give, found by the syntax around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from chancery.coding.drafts import Draft
from chancery.coding.fillers import participant, political
from chancery.coding.page import Page
from chancery.terms import Actor, ActorMention, Participant, Step, meet

Finder = Callable[["_Case"], tuple[list[Participant], str]]

#: Roles of a predicate whose phrase may name the one concerned as its owner or part, in the order of trust.
_CONCERNED = ("patient", "recipient", "opponent", "destination", "topic", "content", "beneficiary")
#: Of these, those whose phrase may itself mean the one concerned.
_ITSELF = frozenset({"opponent", "destination"})
#: Types that are directed at somebody, whose objects tell at whom.
_DIRECTED = frozenset({"ACCUSE", "REJECT", "SUPPORT", "REQUEST", "SANCTION", "COERCE", "CONCEDE", "AGREE", "THREATEN"})
#: Types whose objects tell only by their owners to whom it is done.
_PERSONAL = frozenset({"COERCE", "CONCEDE"})
#: Types that are words about what somebody does: the subject of their content is the one concerned.
_VERDICTS = frozenset({"ACCUSE", "REQUEST", "SANCTION", "SUPPORT", "REJECT", "THREATEN"})
#: Prepositions by which a noun names whose or of whom it is.
_OWNING = frozenset({"", "of", "by", "between", "against", "into", "for", "to", "with", "over"})
#: Verbs whose subject does what their object or in-phrase names.
_DOING = frozenset(
    "issue pass make file launch perform carry_out conduct stage hold organize organise open unseal lead start begin "
    "drop withdraw present bring submit extend offer express give grant deliver send sign impose order approve adopt "
    "commit mount wage join attend participate engage take_part involve involved pursue undertake initiate "
    "complete have voice lodge table renew repeat reiterate stress set_up resume suspend".split()
)
_TAKEN_PART = frozenset({"involve", "involved", "engage"})
#: Verbs whose subject undergoes what their object names.
_UNDERGOING = frozenset(
    "face receive undergo suffer survive escape get win await evade endure sustain withstand confront fear dodge".split()
)
_RECEIVING = _UNDERGOING | {"draw", "attract", "provoke", "elicit", "spark", "prompt", "earn", "come"}
#: Verbs that give what their object names to another object.
_GIVING = frozenset("grant give offer hand send award deny issue deal serve promise show".split())
#: Nouns that only count or present what their of-phrase names.
_COUNTING = frozenset(
    "series number article round wave string set spate phase part kind form sort act campaign lot pair couple dozen "
    "hundred thousand flurry statement message letter word letter threat".split()
)
#: Types that a court or a house decides on in its own hall.
_DECIDED = frozenset({"COERCE", "CONCEDE", "SANCTION"})
#: Prepositions after which a phrase tells whence or where, not whom.
_OUTSIDE = frozenset({"from", "out", "in", "at", "for"})
_AGAINST = frozenset({"despite", "amid", "amidst", "under"})
#: Conjunctions whose clause without a subject is a passive.
_FINITE = frozenset({"when", "if", "as", "while", "once", "than", "unless", "though", "although"})
#: Nouns whose infinitive is done by whoever has them.
_AIMS = frozenset(
    "intent intention plan aim wish hope desire goal vow pledge promise decision attempt effort bid move refusal offer "
    "right power authority ability duty addition".split()
)
_TEAMS = frozenset(
    "team campaign office lawyer attorney counsel staff aide administration camp side party delegation group "
    "organisation organization movement government force troops army foundation company committee".split()
)
_CLAUSES = frozenset({"xcomp", "advcl", "acl", "conj", "ccomp", "parataxis"})


class _Case:
    """A draft that lacks a party, with the look-ups that rules make."""

    def __init__(self, page: Page, draft: Draft, sentence: int | None = None) -> None:
        self.page = page
        self.draft = draft
        self.sentence = draft.sentence.index if sentence is None else sentence
        self.tokens = page.sentences[self.sentence].tokens
        self.at = draft.predicate.token
        self.kids = page.kids[self.sentence]
        self.taken = {part.span for part in draft.parties()} | {part.span for _, part in draft.others}
        self.ids = {part.actor.id for part in draft.parties()}

    def named(self, heads: Iterator[int] | Sequence[int]) -> list[Participant]:
        """The political actors that the phrases of these heads and of their conjuncts mean, those in it already apart."""
        found = [
            participant(mention)
            for head in heads
            for at in self.page.conjuncts(self.sentence, head)
            for mention in self.page.actors_at(self.sentence, at)
            if self.free(mention)
        ]
        return list(dict.fromkeys(found))

    def telling(self, heads: Sequence[int]) -> list[Participant]:
        """As `named`, without people of no name: "a woman of color" is nobody's choice in particular."""
        return [
            part
            for part in self.named(heads)
            if part.actor.kind != "group" or part.actor.sector not in ("CVL", "", "CRM") or part.actor.ethnicity
        ]

    def free(self, mention: ActorMention) -> bool:
        """Whether an actor is one of politics and not yet in the event."""
        return political(mention) and mention.span not in self.taken and mention.actor.id not in self.ids

    def within(self, head: int, *, reach: int = 4) -> list[Participant]:
        """The actors that a phrase means, or else those that own it or are named in it, the nearest in syntax."""
        layer, seen = [head], {head}
        for depth in range(reach):
            found = self.named(layer) if depth == 0 else self.telling(layer)
            if found:
                return found
            owners: list[int] = []
            others: list[int] = []
            for at in layer:
                for kid in self.kids[at]:
                    relation = self.tokens[kid].deprel
                    if kid in seen:
                        continue
                    if relation in ("nmod:poss", "compound", "amod", "appos", "flat"):
                        owners.append(kid)
                    elif relation in ("nmod", "nmod:desc", "obl") and self.page.case_of(self.sentence, kid) in _OWNING:
                        others.append(kid)
                    elif relation == "conj" and depth == 0:
                        others.append(kid)
                    elif relation == "acl" and self.passive(kid):
                        others.extend(at for at in self.kids[kid] if self.tokens[at].deprel == "obl:agent")
                    elif relation == "acl" and self.page.lemma(self.sentence, kid) in ("involve", "concern"):
                        others.extend(at for at in self.kids[kid] if self.tokens[at].deprel == "obj")
            found = self.named([kid for kid in owners if self.tokens[kid].deprel == "nmod:poss"])
            found = found or self.telling(owners)
            if found:
                return found
            layer = owners + others
            seen.update(layer)
            if not layer:
                break
        return []

    def subject(self, at: int) -> int | None:
        """The token of a verb's subject, stated or, of a clause without one, the subject that it is understood with."""
        for _ in range(6):
            for kid in self.kids[at]:
                if self.tokens[kid].deprel.startswith("nsubj") and self.tokens[kid].deprel != "nsubj:outer":
                    return kid
            token = self.tokens[at]
            if token.head < 0 or token.deprel.split(":")[0] not in (*_CLAUSES, "obl", "nmod"):
                return None
            at = token.head
        return None

    def passive(self, at: int) -> bool:
        """Whether a verb is in the passive."""
        return any(self.tokens[kid].deprel in ("aux:pass", "nsubj:pass", "obl:agent") for kid in self.kids[at])

    def governor(self) -> tuple[int | None, str, str]:
        """The verb whose object or phrase the event's noun is, with the relation and the preposition."""
        at = self.at
        for _ in range(4):
            token = self.tokens[at]
            if token.head < 0:
                return None, "", ""
            above = self.tokens[token.head]
            if above.upos in ("VERB", "ADJ") and token.deprel in ("obj", "obl", "nsubj:pass", "nsubj", "appos"):
                return token.head, token.deprel, self.page.case_of(self.sentence, at)
            counted = above.lemma.lower() in _COUNTING or above.text.lower() in _COUNTING
            if token.deprel == "conj" or (token.deprel in ("nmod", "compound", "appos") and counted):
                at = token.head
            elif token.deprel == "appos" and above.deprel in ("obj", "iobj"):
                return above.head, "obj", ""
            else:
                return None, "", ""
        return None, "", ""

    def lemma(self, at: int) -> str:
        """The lemma that a verb has as a predicate, particle included."""
        predicate = self.page.predicate_at(self.sentence, at)
        return predicate.lemma if predicate is not None else self.page.lemma(self.sentence, at)

    def whence(self) -> list[Participant]:
        """The actors that a from- or by-phrase of the event's noun or of its verb names."""
        verb, _, preposition = self.governor()
        layer = [self.at]
        found: list[int] = []
        for _ in range(3):
            layer = [kid for at in layer for kid in self.kids[at] if self.tokens[kid].deprel in ("nmod", "obl")]
            found = [kid for kid in layer if self.page.case_of(self.sentence, kid) in ("from", "by")]
            if self.named(found):
                return self.named(found)
        if verb is not None and (self.lemma(verb) in _RECEIVING or preposition == "under"):
            found = [kid for kid in self.kids[verb] if self.page.case_of(self.sentence, kid) == "from"]
        return self.named(found)


def imply_parties(page: Page, drafts: Sequence[Draft]) -> None:
    """Fill in actors and recipients of drafts that have none and whose rule asks for them.

    Shapes:  every party added is an actor of the text, `how` inferred and `why` the reason; a draft that has the party
             already is left alone, and so is one around which nobody fits.
    """
    for draft in drafts:
        if not draft.actors and draft.rule.actors:
            _fill(page, draft, "actors", _SOURCES)
        if not draft.recipients and (draft.rule.recipients or draft.type in _DIRECTED):
            _fill(page, draft, "recipients", _TARGETS)
    _answer(drafts)


def _answer(drafts: Sequence[Draft]) -> None:
    """Who asked is the one whom the one asked refuses or obeys: "They asked him to wait, but he declined"."""
    asked: Draft | None = None
    for draft in drafts:
        if draft.type in ("REJECT", "AGREE") and not draft.recipients and asked is not None:
            near = 0 <= draft.sentence.index - asked.sentence.index <= 1
            if near and meet(draft.actors, asked.recipients) and not meet(draft.actors, asked.actors):
                why = f'who asked for it: "{asked.predicate.lemma}"'
                draft.recipients = tuple(
                    Participant(part.actor, part.text, part.span, "inferred", why) for part in asked.actors
                )
                draft.steps.append(Step("coding:implied-recipients", why))
        if draft.type == "REQUEST" and draft.actors and draft.recipients:
            asked = draft


def _fill(page: Page, draft: Draft, side: str, rules: tuple[Finder, ...]) -> None:
    case = _Case(page, draft)
    for rule in rules:
        found, why = rule(case)
        if found:
            inferred = tuple(Participant(part.actor, part.text, part.span, "inferred", why) for part in found)
            setattr(draft, side, inferred)
            draft.steps.append(Step(f"coding:implied-{side}", why))
            return


# Sources


def _speaker(case: _Case) -> tuple[list[Participant], str]:
    """ "We urge ...", she said: the speaker."""
    for role in case.draft.predicate.roles:
        if role.role == "agent" and case.tokens[role.head].text.lower() in ("i", "we"):
            for speaker in reversed(case.draft.speakers):
                if speaker.actor is not None:
                    return [Participant(speaker.actor, speaker.text, speaker.span)], "speaks of themselves"
    return [], ""


def _nested_doer(case: _Case) -> tuple[list[Participant], str]:
    """ "was condemned in a statement by Egypt": the by-phrase inside."""
    if case.draft.predicate.kind != "verb" or not case.passive(case.at):
        return [], ""
    for kid in case.kids[case.at]:
        if case.tokens[kid].deprel == "obl" and case.page.case_of(case.sentence, kid) != "with":
            below = [
                at
                for at in case.kids[kid]
                if case.tokens[at].deprel in ("nmod", "obl:agent") and case.page.case_of(case.sentence, at) == "by"
            ]
            found = case.named(below)
            if found:
                return found, f"by whom the {case.page.lemma(case.sentence, kid)} was in which it was done"
    return [], ""


def _understood(case: _Case) -> tuple[list[Participant], str]:
    """ "used the occasion to thank them": the subject of the verb above."""
    if case.draft.predicate.kind != "verb" or case.passive(case.at) or case.tokens[case.at].xpos == "VBN":
        return [], ""
    roles = [role for role in case.draft.predicate.roles if role.role == "agent"]
    if any(role.why in ("nsubj", "by-phrase", "possessive") for role in roles):
        return [], ""
    at = case.at
    marks = {case.tokens[kid].text.lower() for kid in case.kids[at] if case.tokens[kid].deprel in ("mark", "advmod")}
    if marks & _FINITE and case.tokens[at].xpos != "VBG":
        return [], ""  # "when asked"
    for _ in range(5):
        token = case.tokens[at]
        infinitive = token.deprel == "acl" and token.xpos == "VB"
        if infinitive and case.page.lemma(case.sentence, token.head) not in _AIMS:
            return [], ""  # "a park to honour her" honours by itself
        if token.head < 0 or token.deprel.split(":")[0] not in (*_CLAUSES, "obl", "nmod", "obj"):
            return [], ""
        at = token.head
        for kid in case.kids[at]:
            if case.tokens[kid].deprel == "nsubj":
                found = case.named([kid])
                if found:
                    return found, f'who "{case.lemma(at)}" with it'
    return [], ""


def _governing_doer(case: _Case) -> tuple[list[Participant], str]:
    """ "issued a series of pardons", "took part in a protest": the subject of the verb of doing."""
    verb, relation, preposition = case.governor()
    if case.draft.predicate.kind != "noun" or verb is None:
        return [], ""
    lemma = case.lemma(verb)
    if lemma not in _DOING:
        return [], ""
    if relation == "obl" and preposition not in ("in", "with"):
        return [], ""
    if case.passive(verb):
        agents = [kid for kid in case.kids[verb] if case.tokens[kid].deprel == "obl:agent"]
        if relation == "obl" and lemma in _TAKEN_PART:
            subject = case.subject(verb)
            return (case.named([subject]) if subject is not None else []), f'who was "{lemma}" in it'
        return case.named(agents), f'by whom it was "{lemma}"'
    subject = case.subject(verb)
    if subject is None or relation.startswith("nsubj"):
        return [], ""
    return case.named([subject]), f'who "{lemma}" it'


def _hall(case: _Case) -> tuple[list[Participant], str]:
    """ "was acquitted in the Senate": the court or house itself."""
    if case.draft.type not in _DECIDED:
        return [], ""
    if case.draft.predicate.kind == "verb" and not case.passive(case.at):
        return [], ""
    for role in case.draft.predicate.roles:
        if role.role in ("place", "manner", "forum", "origin") and case.page.case_of(case.sentence, role.head) in (
            "in",
            "at",
            "before",
        ):
            mention = case.page.actor_at(case.sentence, role.head)
            if (
                mention is not None
                and mention.actor.sector in ("JUD", "LEG")
                and mention.span not in case.taken - {part.span for _, part in case.draft.others}
            ):
                return [participant(mention)], "the court or house in which it was done"
    return [], ""


def _team(case: _Case) -> tuple[list[Participant], str]:
    """ "the president's legal team appealed": somebody of the president's."""
    for role in case.draft.predicate.roles:
        if role.role != "agent" or role.why.startswith("clause") or case.tokens[role.head].upos == "PRON":
            continue
        noun = case.page.lemma(case.sentence, role.head)
        for kid in case.kids[role.head]:
            if case.tokens[kid].deprel in ("nmod:poss", "compound", "amod"):
                mention = case.page.actor_at(case.sentence, kid)
                if mention is not None and mention.actor.country and noun in _TEAMS:
                    span = case.page.phrase(case.sentence, role.head)
                    text = span.cut(case.page.text)
                    actor = Actor(
                        f"group:{mention.actor.country}:{mention.actor.sector}:{noun}",
                        text,
                        "group",
                        mention.actor.country,
                        mention.actor.sector,
                    )
                    return [Participant(actor, text, span)], f"of {participant(mention).text}"
    return [], ""


def _whence(case: _Case) -> tuple[list[Participant], str]:
    """ "allegations of fraud from the opposition": the opposition."""
    if case.draft.predicate.kind != "noun" or case.draft.type not in _VERDICTS:
        return [], ""
    return case.whence(), "from whom it comes"


def _owner(case: _Case) -> tuple[list[Participant], str]:
    """ "State sentencing": who stands before the noun."""
    if case.draft.predicate.kind != "noun":
        return [], ""
    before = [kid for kid in case.kids[case.at] if case.tokens[kid].deprel in ("nmod:poss", "compound", "amod")]
    before += [
        kid
        for kid in case.kids[case.at]
        if case.draft.type == "REQUEST"
        and case.tokens[kid].deprel == "nmod"
        and not case.page.case_of(case.sentence, kid)
    ]
    return case.named(before), "named with the noun"


def _argument_source(case: _Case) -> tuple[list[Participant], str]:
    if case.draft.predicate.kind != "verb":
        return [], ""
    return _argument(case, ("PAG",), ("ARG0",)), "the reading model's agent"


# Targets


def _inside(case: _Case) -> tuple[list[Participant], str]:
    """ "criticised Iran's missile programme": Iran."""
    if case.draft.type not in _DIRECTED:
        return [], ""
    for name in _CONCERNED:
        for role in case.draft.predicate.roles:
            token = case.tokens[role.head]
            if role.role != name or role.why.startswith("clause") or token.upos in ("VERB", "AUX"):
                continue
            if name not in _ITSELF and case.page.actor_at(case.sentence, role.head) is not None:
                continue
            found = case.within(role.head, reach=2 if case.draft.type in _PERSONAL else 4)
            if found:
                return found, f"whose {token.lemma.lower()} it is about"
    return [], ""


def _misplaced(case: _Case) -> tuple[list[Participant], str]:
    """ "attacked the proclamation of the heights as Israeli by the president": the by-phrase is the object's."""
    if case.draft.predicate.kind != "verb" or case.draft.type not in _VERDICTS or case.passive(case.at):
        return [], ""
    objects = [kid for kid in case.kids[case.at] if case.tokens[kid].deprel == "obj"]
    after = [
        kid
        for kid in case.kids[case.at]
        if objects
        and kid > objects[0]
        and case.tokens[kid].deprel == "obl"
        and case.page.case_of(case.sentence, kid) == "by"
    ]
    return case.named(after), "by whom its object is"


def _meant(case: _Case) -> tuple[list[Participant], str]:
    """ "approved a bill, but it was rejected": whose the thing is that a pronoun means."""
    if case.draft.type not in _VERDICTS:
        return [], ""
    for role in case.draft.predicate.roles:
        if role.role != "patient" or case.tokens[role.head].text.lower() not in ("it", "this", "that", "them", "they"):
            continue
        for chain in case.page.reading.coreference:
            if not any(one.sentence == case.sentence and one.head == role.head for one in chain):
                continue
            for one in chain:
                noun = case.page.sentences[one.sentence].tokens[one.head]
                if noun.upos == "NOUN" and case.page.actor_at(one.sentence, one.head) is None:
                    found = _Case(case.page, case.draft, one.sentence).within(one.head)
                    if found:
                        return found, f"whose {noun.lemma.lower()} it is about"
        outer = case.tokens[case.at].head
        if case.tokens[case.at].deprel == "acl" and case.tokens[outer].upos == "NOUN":
            found = case.within(outer)
            if found:
                return found, f"whose {case.tokens[outer].lemma.lower()} it is about"
    return [], ""


def _of_content(case: _Case) -> tuple[list[Participant], str]:
    """ "demanded that Iran stop", "ruled the state's practice unlawful", "voted against confirming him"."""
    if case.draft.type not in _VERDICTS or case.draft.predicate.kind != "verb":
        return [], ""
    for role in case.draft.predicate.roles:
        token = case.tokens[role.head]
        if role.role not in ("content", "patient", "purpose") or role.why == "nsubj:pass":
            continue
        kids = case.kids[role.head]
        clause = token.deprel.split(":")[0] in ("ccomp", "xcomp", "advcl", "acl")
        if not clause:
            continue
        subjects = [kid for kid in kids if case.tokens[kid].deprel.startswith("nsubj")]
        if case.draft.type == "REQUEST" and any(case.tokens[kid].deprel == "nsubj:pass" for kid in subjects):
            continue  # for whom it is asked
        if subjects:
            found = case.within(subjects[0])
            if found:
                return found, "of whom its content is"
        objects = [kid for kid in kids if case.tokens[kid].deprel in ("obj", "iobj")]
        if objects and not subjects and case.draft.type != "REQUEST":
            found = case.within(objects[0])
            if found:
                return found, "to whom its content is done"
    return [], ""


def _addressed(case: _Case) -> tuple[list[Participant], str]:
    """ "wrote to the embassy asking", "We urge you, Mr President"."""
    if case.draft.predicate.kind != "verb":
        return [], ""
    called = [kid for kid in case.kids[case.at] if case.tokens[kid].deprel == "vocative"]
    found = case.named(called)
    if found:
        return found, "spoken to by name"
    token = case.tokens[case.at]
    if token.xpos == "VBG" and token.deprel in ("advcl", "acl") and token.head >= 0:
        at = token.head
        while case.tokens[at].upos != "VERB" and case.tokens[at].head >= 0:
            at = case.tokens[at].head
        to = [
            kid
            for kid in case.kids[at]
            if case.tokens[kid].deprel == "obl" and case.page.case_of(case.sentence, kid) == "to" and kid < case.at
        ]
        found = case.named(to)
        if found:
            return found, f'to whom they "{case.lemma(at)}" it'
    return [], ""


def _given(case: _Case) -> tuple[list[Participant], str]:
    """ "granted Doe a pardon", "was granted clemency": who was given it."""
    verb, relation, _ = case.governor()
    if case.draft.predicate.kind != "noun" or verb is None or case.lemma(verb) not in _GIVING:
        return [], ""
    if case.passive(verb) and relation == "obj":
        subject = case.subject(verb)
        return (case.named([subject]) if subject is not None else []), f'who was "{case.lemma(verb)}" it'
    others = [
        kid
        for kid in case.kids[verb]
        if case.tokens[kid].deprel in ("iobj", "obj")
        and kid != case.at
        or (case.tokens[kid].deprel == "obl" and case.page.case_of(case.sentence, kid) == "to")
    ]
    return case.named(others), f'to whom they "{case.lemma(verb)}" it'


def _undergoer(case: _Case) -> tuple[list[Participant], str]:
    """ "faces an investigation", "survived the attack": the subject."""
    verb, relation, preposition = case.governor()
    if case.draft.predicate.kind == "verb" and case.draft.predicate.lemma in _UNDERGOING:
        return [], ""
    if case.draft.predicate.kind != "noun" or verb is None or case.passive(verb):
        return [], ""
    if case.lemma(verb) in _UNDERGOING and (relation == "obj" or (relation == "obl" and preposition == "in")):
        subject = case.subject(verb)
        return (case.named([subject]) if subject is not None else []), f'who "{case.lemma(verb)}" it'
    return [], ""


def _in_spite_of(case: _Case) -> tuple[list[Participant], str]:
    """ "announced it despite criticism by X": who did what is criticised."""
    verb, relation, preposition = case.governor()
    if case.draft.predicate.kind != "noun" or verb is None or relation != "obl":
        return [], ""
    asked = case.draft.type == "REQUEST" and preposition == "at"
    if asked or (case.draft.type in ("ACCUSE", "REJECT") and preposition in _AGAINST):
        subject = case.subject(verb)
        if subject is not None and not case.passive(verb):
            return case.named([subject]), f'who did it "{preposition}" it'
    return [], ""


def _argument_target(case: _Case) -> tuple[list[Participant], str]:
    if case.draft.type not in _DIRECTED:
        return [], ""
    return _argument(case, ("PPT", "GOL"), ("ARG1", "ARG2"), deep=True), "the reading model's patient"


def _argument(
    case: _Case, functions: tuple[str, ...], names: tuple[str, ...], *, deep: bool = False
) -> list[Participant]:
    for argument in case.draft.predicate.arguments:
        if argument.role not in names or argument.function not in functions:
            continue
        inside = range(argument.first, argument.last + 1)
        heads = [
            at
            for at in inside
            if case.tokens[at].head not in inside and case.tokens[at].deprel not in ("case", "punct")
        ]
        if case.at in inside:
            continue
        heads = [at for at in heads if case.page.case_of(case.sentence, at) not in _OUTSIDE]
        if deep and case.draft.type in ("AGREE", "REQUEST"):
            own = {role.head for role in case.draft.predicate.roles}
            heads = [at for at in heads if at not in own]  # the codebook has seen them, and not taken them
        found = case.telling(heads) if deep else case.named(heads)
        if not found and deep:
            for head in heads:
                if case.tokens[head].upos in ("NOUN", "PROPN"):
                    found = found or case.within(head, reach=2)
        if found:
            return found
    return []


_SOURCES: tuple[Finder, ...] = (
    _speaker,
    _nested_doer,
    _whence,
    _governing_doer,
    _argument_source,
    _hall,
    _understood,
    _team,
    _owner,
)
_TARGETS: tuple[Finder, ...] = (
    _inside,
    _misplaced,
    _meant,
    _given,
    _undergoer,
    _of_content,
    _addressed,
    _in_spite_of,
    _argument_target,
)
