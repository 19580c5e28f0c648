"""What stands around an event in its sentence: subjects, governors, owners, and the actors that they name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chancery.coding.drafts import Draft
from chancery.coding.fillers import participant, political
from chancery.coding.page import Page
from chancery.shelf.lexicons import ACCUSING
from chancery.terms import ActorMention, Participant

#: Prepositions by which a noun names whose or of whom it is.
_OWNING = frozenset({"", "of", "by", "between", "against", "into", "for", "to", "with", "over"})
#: Verbs whose subject undergoes what their object names.
UNDERGOING = frozenset(
    "face receive undergo suffer survive escape get win await evade endure sustain withstand confront fear "
    "dodge".split()
)
#: Verbs whose from-phrase tells whence the thing that they name comes ("drew criticism from Zenda").
_RECEIVING = UNDERGOING | {"draw", "attract", "provoke", "elicit", "spark", "prompt", "earn", "come"}
#: Nouns that only count or present what their of-phrase names.
_COUNTING = frozenset(
    "series number article round wave string set spate phase part kind form sort act campaign lot pair couple dozen "
    "hundred thousand flurry statement message letter word threat".split()
)
#: Prepositions after which a phrase tells whence or where, not whom.
_OUTSIDE = frozenset({"from", "out", "in", "at", "for"})
#: Relations of what stands before a noun or beside it.
_BEFORE = frozenset({"nmod:poss", "compound", "amod", "appos", "flat"})
#: Relations of clauses that can share the subject of the one above.
CLAUSES = frozenset({"xcomp", "advcl", "acl", "conj", "ccomp", "parataxis"})

Found = tuple[list[Participant], str]
Finder = Callable[["Around"], Found]
NOBODY: Found = ([], "")


class Around:
    """A draft that lacks a party, with the look-ups in its sentence that rules make; `sentence` is another's index."""

    def __init__(self, page: Page, draft: Draft, sentence: int | None = None) -> None:
        self.page = page
        self.draft = draft
        self.sentence = draft.sentence.index if sentence is None else sentence
        self.tokens = page.sentences[self.sentence].tokens
        self.at = draft.predicate.token
        self.kids = page.kids[self.sentence]
        self.taken = {part.span for part in draft.parties()} | {part.span for _, part in draft.others}
        self.ids = {part.actor.id for part in draft.parties()}

    def named(self, heads: Sequence[int]) -> list[Participant]:
        """The political actors that phrases with these heads mean, conjuncts included; not those that have a part."""
        found = [
            participant(mention)
            for head in heads
            for at in self.page.conjuncts(self.sentence, head)
            if not self._of_party(at)
            for mention in self.page.actors_at(self.sentence, at)
            if self.free(mention)
        ]
        return list(dict.fromkeys(found))

    def _of_party(self, at: int) -> bool:
        """Whether a phrase is a party's own ("denied that its troops ..."): nobody does such things to his own."""
        owners = [self.page.actor_at(self.sentence, kid) for kid in self.hanging(at, "nmod:poss")]
        return any(owner is not None and owner.actor.id in self.ids for owner in owners)

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
            kids = [kid for at in layer for kid in self.kids[at] if kid not in seen]
            owners = [kid for kid in kids if self.tokens[kid].deprel in _BEFORE]
            found = self.named([kid for kid in owners if self.tokens[kid].deprel == "nmod:poss"])
            found = found or self.telling(owners)
            if found:
                return found
            layer = owners + [part for kid in kids for part in self._parts(kid, first=depth == 0)]
            seen.update(layer)
        return []

    def _parts(self, kid: int, *, first: bool) -> list[int]:
        """What of a noun's dependent names a part of it: an of-phrase, who made it, whom it involves."""
        relation = self.tokens[kid].deprel
        if relation in ("nmod", "nmod:desc", "obl"):
            # "joined the calls by the ministers": they call, and are not called upon
            theirs = self.draft.type == "REQUEST" and self.case(kid) == "by"
            return [kid] if self.case(kid) in _OWNING and not theirs else []
        if relation == "conj":
            return [kid] if first else []
        if relation == "acl" and self.passive(kid):
            return self.hanging(kid, "obl:agent")
        if relation == "acl" and self.page.lemma(self.sentence, kid) in ("involve", "concern"):
            return self.hanging(kid, "obj")
        return []

    def hanging(self, at: int, *relations: str) -> list[int]:
        """The tokens that hang on a token by one of the relations, in order."""
        return [kid for kid in self.kids[at] if self.tokens[kid].deprel in relations]

    def case(self, at: int) -> str:
        """The preposition that marks a token, "" where there is none."""
        return self.page.case_of(self.sentence, at)

    def subject(self, at: int) -> int | None:
        """The token of a verb's subject, stated or, of a clause without one, the subject that it is understood with."""
        for _ in range(6):
            own = self.hanging(at, "nsubj", "nsubj:pass")
            if own:
                return own[0]
            token = self.tokens[at]
            if token.head < 0 or token.deprel.split(":")[0] not in (*CLAUSES, "obl", "nmod"):
                return None
            if self.lemma(token.head) in ACCUSING and token.deprel.split(":")[0] in ("advcl", "ccomp", "acl", "obl"):
                return next(iter(self.hanging(token.head, "obj", "nsubj:pass")), None)
            at = token.head
        return None

    def passive(self, at: int) -> bool:
        """Whether a verb is in the passive."""
        return bool(self.hanging(at, "aux:pass", "nsubj:pass", "obl:agent"))

    def done_by(self, verb: int) -> list[Participant]:
        """The actors that a verb's subject names, understood ones included."""
        subject = self.subject(verb)
        return [] if subject is None else self.named([subject])

    def governor(self) -> tuple[int | None, str, str]:
        """The verb whose object or phrase the event's noun is, with the relation and the preposition."""
        at = self.at
        for _ in range(4):
            token = self.tokens[at]
            if token.head < 0:
                return None, "", ""
            above = self.tokens[token.head]
            if above.upos in ("VERB", "ADJ") and token.deprel in ("obj", "obl", "nsubj:pass", "nsubj", "appos"):
                return token.head, token.deprel, self.case(at)
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
            found = [kid for kid in layer if self.case(kid) in ("from", "by")]
            if self.named(found):
                return self.named(found)
        if verb is not None and (self.lemma(verb) in _RECEIVING or preposition == "under"):
            found = [kid for kid in self.kids[verb] if self.case(kid) == "from"]
        return self.named(found)

    def argument(self, functions: tuple[str, ...], names: tuple[str, ...], *, reach: int = 0) -> list[Participant]:
        """The actors that an argument of these roles names which the reading model found; `reach` as of `within`."""
        for argument in self.draft.predicate.arguments:
            if argument.role not in names or argument.function not in functions:
                continue
            inside = range(argument.first, argument.last + 1)
            heads = [
                at
                for at in inside
                if self.tokens[at].head not in inside and self.tokens[at].deprel not in ("case", "punct")
            ]
            if self.at in inside:
                continue
            heads = [at for at in heads if self.case(at) not in _OUTSIDE]
            if reach and self.draft.type in ("AGREE", "REQUEST"):
                own = {role.head for role in self.draft.predicate.roles}
                heads = [at for at in heads if at not in own]  # the codebook has seen them, and not taken them
            found = self.telling(heads) if reach else self.named(heads)
            if not found and reach:
                for head in heads:
                    if self.tokens[head].upos in ("NOUN", "PROPN"):
                        found = found or self.within(head, reach=reach)
            if found:
                return found
        return []
