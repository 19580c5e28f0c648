"""Mends what a parser often gets wrong and the words alone decide, before any rule looks at the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.reading.cues import TIME_NOUNS, noun_cues, verb_cues
from chancery.reading.repairs_saying import mend_saying
from chancery.shelf import wordlists
from chancery.shelf.lexicons import ACCUSING
from chancery.terms.readings import Token

_RELATIVE = frozenset({"who", "whom", "which", "that", "what", "whatever", "how", "where", "when"})
#: Verbs with a person as object and a clause with "of", "for", "from" or "with" for what is held against him.
_REPROACHING = ACCUSING | frozenset(
    "prevent stop ban bar prohibit discourage dissuade deter restrain block fault arrest detain sentence jail punish "
    "sanction fine".split()
)
_LISTED = frozenset({"nmod", "obl", "obj", "nsubj", "nsubj:pass"})
_INSIDE = frozenset({"det", "amod", "compound", "nmod:poss", "nummod", "advmod"})
#: How far a mend looks around a token, in tokens.
_NEAR = 3


def repaired(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with heads and relations mended, and the tags of a word that is tagged both noun and verb.

    Each mend is one that grammar leaves no choice about: a second subject beside a title, an object before its
    participle, a noun that modifies a verb, an event coordinated with the people it befell, a second phrase that an
    "and" joins, the bare noun after a gerund, a clause of reproach on the reproached, a verb of saying that goes on
    with the speaker's own sentence. Characters stay.
    """
    mended = [_of_one_class(token) for token in tokens]
    tokens = tuple(mended)
    for at, token in enumerate(tokens):
        mend_saying(mended, at)
        if not 0 <= token.head < len(tokens):
            continue
        if token.deprel == "nsubj":
            _title_before_name(mended, at)
        elif token.deprel == "obj":
            _object_before_participle(mended, at)
        elif token.deprel == "compound":
            _noun_before_verb(mended, at)
            _noun_before_participle(mended, at)
        elif token.deprel == "conj":
            _event_beside_people(mended, at)
            _thing_beside_asking(mended, at)
        elif token.deprel == "acl":
            _clause_of_reproach(mended, at)
            _clause_of_report(mended, at)
        if token.deprel == "obl:agent":
            _agent_with_by(mended, at)
        if token.deprel == "nmod":
            _between_in_measure(mended, at)
        if token.text.lower() in _THEM:
            _part_among_them(mended, at)
        if token.deprel in _LISTED:
            _joined_by_and(mended, at)
        if token.deprel == "appos":
            _listed_name(mended, at)
        if token.deprel == "obl":
            _object_of_gerund(mended, at)
            _object_of_verb(mended, at)
    return tuple(mended)


#: Relations of noun phrases, and of clauses.
_OF_NOUNS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "nmod:poss", "compound", "appos"})
_OF_CLAUSES = frozenset({"advcl", "ccomp", "acl:relcl", "csubj", "parataxis"})


def _of_one_class(token: Token) -> Token:
    """A word tagged verb by the one tag set and noun by the other: its place in the sentence decides."""
    if token.upos != "VERB" or token.xpos not in ("NN", "NNS"):
        return token
    if token.deprel in _OF_NOUNS:
        return replace(token, upos="NOUN")
    if token.deprel in _OF_CLAUSES:
        return replace(token, xpos="VBZ" if token.xpos == "NNS" else "VBP")
    return token


def _title_before_name(tokens: list[Token], at: int) -> None:
    """ "analyst Azer Garayev said": two subjects side by side are a title and a name."""
    token, after = tokens[at], at + 1
    if token.upos not in ("NOUN", "PROPN") or after >= len(tokens):
        return
    name = tokens[after]
    if name.upos == "PROPN" and name.head == token.head and name.deprel == "nsubj":
        tokens[at] = replace(token, head=after, deprel="nmod:desc")


def _agent_with_by(tokens: list[Token], at: int) -> None:
    """ "was reached between the two": who did it stands behind "by" and behind no other preposition."""
    cases = {token.text.lower() for token in tokens if token.head == at and token.deprel == "case"}
    if cases and "by" not in cases:
        tokens[at] = replace(tokens[at], deprel="obl")


def _object_before_participle(tokens: list[Token], at: int) -> None:
    """ "to Zenda reclaiming the land": what stands before a participle is its subject."""
    token = tokens[at]
    verb = tokens[token.head]
    if at >= token.head or verb.xpos != "VBG" or token.text.lower() in _RELATIVE or token.upos == "PRON":
        return
    others = [other.deprel for i, other in enumerate(tokens) if other.head == token.head and i != at]
    if not any(rel.startswith("nsubj") for rel in others) and verb.deprel != "acl:relcl":
        tokens[at] = replace(token, deprel="nsubj")


def _noun_before_verb(tokens: list[Token], at: int) -> None:
    """ "Withdrawal marks shift": a verb has no compound; the noun before it is its subject."""
    token = tokens[at]
    verb = tokens[token.head]
    if at >= token.head or verb.upos != "VERB" or verb.xpos not in ("VBZ", "VBD", "VBP") or token.upos == "ADJ":
        return
    if at + 1 < len(tokens) and tokens[at + 1].text in ("-", "‐", "‑", "–"):
        return
    if not any(other.head == token.head and other.deprel.startswith("nsubj") for other in tokens):
        tokens[at] = replace(token, deprel="nsubj")


_BEFORE_NOUN = frozenset({"det", "case", "mark", "amod", "nummod", "nmod:poss"})


def _noun_before_participle(tokens: list[Token], at: int) -> None:
    """ "agreed to a truce brokered by Zenda": the noun heads the phrase, and the participle after it describes it."""
    noun, above = tokens[at], tokens[at].head
    if above != at + 1 or tokens[above].xpos != "VBN" or at + 2 >= len(tokens) or tokens[at + 2].text.lower() != "by":
        return
    before = [i for i, other in enumerate(tokens[:at]) if other.head in (above, at) and other.deprel in _BEFORE_NOUN]
    if not before:
        return
    for i in before:
        tokens[i] = replace(tokens[i], head=at, deprel="case" if tokens[i].deprel == "mark" else tokens[i].deprel)
    verb = tokens[above]
    marked = any(tokens[i].deprel == "case" for i in before)
    relation = ("nmod" if verb.deprel == "acl" else "obl") if marked else "obj"
    tokens[at] = replace(noun, head=verb.head, deprel="root" if verb.head < 0 else relation)
    tokens[above] = replace(verb, head=at, deprel="acl")


def _clause_of_reproach(tokens: list[Token], at: int) -> None:
    """ "accused the army of killing": the clause belongs to the verb, though it follows the object."""
    token = tokens[at]
    first = token.head
    while tokens[first].deprel == "conj" and 0 <= tokens[first].head < first:
        first = tokens[first].head
    accused = tokens[first]
    if (
        token.xpos != "VBG"
        or accused.deprel not in ("obj", "iobj", "nsubj:pass", "obl:agent")
        or not 0 <= accused.head < len(tokens)
    ):
        return
    marks = {other.text.lower() for other in tokens[:at] if other.head == at and other.deprel in ("mark", "case")}
    marks |= {tokens[at - 1].text.lower()} if at else set()
    if tokens[accused.head].lemma.lower() in _REPROACHING and marks & {"of", "for", "from", "with"}:
        tokens[at] = replace(token, head=accused.head, deprel="advcl")
        if tokens[at - 1].upos in ("ADP", "SCONJ"):
            tokens[at - 1] = replace(tokens[at - 1], head=at, deprel="mark")


def _clause_of_report(tokens: list[Token], at: int) -> None:
    """ "warned before the vote that it would fail": a that-clause is what was said, unless the noun itself says."""
    token = tokens[at]
    if token.deprel != "acl":
        return
    noun = tokens[token.head]
    below = [other for other in tokens if other.head == at]
    says = any(other.deprel == "mark" and other.text.lower() == "that" for other in below)
    if not says or noun.lemma.lower() in noun_cues() or noun.deprel != "obl" or not 0 <= noun.head < token.head:
        return
    cue = verb_cues().get(tokens[noun.head].lemma.lower())
    has_content = any(other.head == noun.head and other.deprel == "ccomp" for other in tokens)
    if cue is not None and "c" in cue.how and not has_content:
        tokens[at] = replace(token, head=noun.head, deprel="ccomp")


def _event_beside_people(tokens: list[Token], at: int) -> None:
    """ "an exodus of people and the arrest of leaders": the arrest stands beside the exodus, not beside the people."""
    token = tokens[at]
    first = tokens[token.head]
    events = wordlists.words("event_nouns.tsv")
    if token.upos != "NOUN" or token.lemma.lower() not in events or first.lemma.lower() in events:
        return
    if first.deprel not in ("nmod", "obl") or not 0 <= first.head < token.head:
        return
    event = tokens[first.head]
    is_people = first.upos == "PROPN" or (first.upos == "NOUN" and first.xpos == "NNS")
    if event.upos == "NOUN" and event.lemma.lower() in events and is_people and _has_determiner(tokens, at):
        tokens[at] = replace(token, head=first.head)


_THEM = frozenset({"them", "whom", "these", "those"})


def _part_among_them(tokens: list[Token], at: int) -> None:
    """ "200 people killed, among them ten civilians, and 400 wounded": the ten are of the 200, the 400 beside them."""
    counted = tokens[at].head
    if not at or tokens[at - 1].text.lower() not in ("among", "amongst", "including") or not 0 <= counted < at:
        return
    part = at + 1
    while part < len(tokens) and tokens[part].deprel in _INSIDE and tokens[part].head > part:
        part = tokens[part].head
    if part >= len(tokens) or tokens[part].upos not in ("NOUN", "PROPN") or tokens[counted].upos != "NOUN":
        return
    above = tokens[part].head
    if above == counted or not 0 <= above < at or _is_above(tokens, part, counted):
        return
    tokens[part] = replace(tokens[part], head=counted, deprel="appos")
    for i in range(part + 1, len(tokens)):
        numbered = any(kid.head == i and kid.deprel == "nummod" for kid in tokens[part:i])
        if tokens[i].head == part and tokens[i].deprel == "conj" and numbered:
            tokens[i] = replace(tokens[i], head=counted)


def _is_above(tokens: Sequence[Token], at: int, below: int) -> bool:
    """Whether a token is the head of another, or of one that is above that: it cannot be hung below it, too."""
    for _ in tokens:
        if below == at or not 0 <= below < len(tokens):
            break
        below = tokens[below].head
    return below == at


def _between_in_measure(tokens: list[Token], at: int) -> None:
    """ "six weeks of war between Zenda and Ruritania": the war is between them, not the weeks."""
    token = tokens[at]
    if not any(kid.head == at and kid.deprel == "case" and kid.text.lower() == "between" for kid in tokens[:at]):
        return
    events = wordlists.words("event_nouns.tsv")
    for i in range(at - 1, token.head, -1):
        if tokens[i].head == token.head and tokens[i].deprel == "nmod" and tokens[i].lemma.lower() in events:
            tokens[at] = replace(token, head=i)
            return


_ASKING = frozenset({"call", "demand", "request", "appeal", "plea", "need", "petition", "proposal", "bid"})


def _thing_beside_asking(tokens: list[Token], at: int) -> None:
    """ "calls for aid and a mission": what is joined is the second thing asked for, not something beside the calls."""
    token = tokens[at]
    first = tokens[token.head]
    if token.upos not in ("NOUN", "PROPN") or first.lemma.lower() not in _ASKING or token.lemma.lower() in _ASKING:
        return
    for i in range(token.head + 1, at):
        asked = tokens[i]
        if asked.head == token.head and asked.deprel == "nmod" and asked.upos in ("NOUN", "PROPN"):
            if any(kid.head == i and kid.deprel == "case" and kid.text.lower() == "for" for kid in tokens):
                tokens[at] = replace(token, head=i)
            return


def _joined_by_and(tokens: list[Token], at: int) -> None:
    """ "between Zenda and ethnic Ruritanian forces": what an "and" joins is a conjunct, no second phrase beside it."""
    token = tokens[at]
    marks = {other.deprel for other in tokens[:at] if other.head == at}
    if "cc" not in marks or "case" in marks:
        return
    before = [i for i, other in enumerate(tokens[:at]) if other.head == token.head and other.deprel == token.deprel]
    if before:
        tokens[at] = replace(token, head=before[-1], deprel="conj")


def _listed_name(tokens: list[Token], at: int) -> None:
    """ "of President Orlova, Secretary Lim and Minister Rey": the second of three names is no other name of the first.

    An apposition is closed by a comma; where an "and" closes it and joins a further name, it is one of the list.
    """
    token, first = tokens[at], tokens[at].head
    if token.upos != "PROPN" or not 0 <= first < at or tokens[first].upos != "PROPN":
        return
    for i in range(at + 1, len(tokens)):
        if tokens[i].text == ",":
            return
        if tokens[i].deprel == "cc":
            last = tokens[i].head
            if i < last < len(tokens) and tokens[last].upos == "PROPN" and tokens[last].head == first:
                tokens[at] = replace(token, deprel="conj")
            return


def _object_of_gerund(tokens: list[Token], at: int) -> None:
    """ "by deepening ties with Zenda": a bare noun right after a gerund is its object."""
    token = tokens[at]
    kids = [i for i, other in enumerate(tokens) if other.head == at]
    verb = min([at, *(kid for kid in kids if tokens[kid].deprel in _INSIDE)]) - 1
    if token.upos not in ("NOUN", "PROPN") or any(tokens[kid].deprel == "case" and kid > verb for kid in kids):
        return
    if verb < 0 or tokens[verb].upos != "VERB" or tokens[verb].head != token.head:
        return
    taken = any(other.head == verb and other.deprel == "obj" for other in tokens)
    if not taken and tokens[verb].text.lower().endswith("ing"):
        tokens[at] = replace(token, head=verb, deprel="obj")


def _object_of_verb(tokens: list[Token], at: int) -> None:
    """ "survived the attack": a phrase with an article right after an active verb, which has no object, is its object.

    Times and measures ("lasted the whole week") are not.
    """
    token, verb = tokens[at], tokens[at].head
    kids = [i for i, other in enumerate(tokens) if other.head == at]
    inside = [kid for kid in kids if kid < at and tokens[kid].deprel in _INSIDE]
    if (
        token.upos != "NOUN"
        or token.lemma in TIME_NOUNS
        or any(tokens[kid].deprel in ("case", "nummod") for kid in kids)
    ):
        return
    if not any(tokens[kid].deprel == "det" for kid in inside) or min(inside) != verb + 1:
        return
    sisters = {other.deprel for other in tokens if other.head == verb}
    if tokens[verb].upos == "VERB" and not sisters & {"obj", "nsubj:pass", "aux:pass", "ccomp", "xcomp"}:
        tokens[at] = replace(token, deprel="obj")


def _has_determiner(tokens: Sequence[Token], at: int) -> bool:
    return any(
        other.head == at and other.deprel in ("det", "nmod:poss") for other in tokens[max(0, at - _NEAR - 2) : at]
    )
