"""Which role a prepositional phrase plays with a verb or an event noun."""

from __future__ import annotations

from chancery.reading.syntax import Tree
from chancery.shelf import wordlists

_GIVING = frozenset(
    "give provide pledge promise offer donate grant sell deliver submit present report say apologize apologise "
    "appeal complain supply hand hand_over lend award pay allocate announce explain suggest reveal disclose show "
    "extend express speak talk write respond reply answer surrender concede cede address attribute entrust issue "
    "aid assist support assistance help donation loan relief delivery sale apology backing commitment contribution "
    "funding request speech statement warning threat letter transfer allegiance loyalty dedicate belong return_p "
    "swear tell testify".split()
)
_STRIKING = frozenset(
    "attack strike assault raid crackdown ban embargo sanction tariff restriction blockade pressure curb crack_down "
    "impose offensive fire shell bomb airstrike siege limit tax levy inflict war declare bombardment invasion "
    "incursion clampdown onslaught sanctions bombing shelling".split()
)
_STRIKING_VERBS = frozenset("impose crack_down fire inflict declare levy".split())
_FROM_SOURCE_NOUNS = frozenset(
    "support aid help assistance backing pressure criticism condemnation call demand statement warning threat "
    "praise opposition resistance request funding response reaction fire attack outcry protest report approval "
    "pledge commitment message offer apology complaint appeal backlash permission consent authorization "
    "endorsement".split()
)
_CASUALTY = frozenset("kill injure wound die displace destroy damage death injury hurt perish lose kill_off".split())
_FOR_TOPIC = frozenset(
    "blame accuse criticize criticise praise thank call ask appeal push press apply plead vote demand condemn hold "
    "arrest detain jail sentence convict punish fine sanction prosecute indict try want charge apologize apologise "
    "campaign lobby hope wait plan prepare account responsible plea request pressure bid quest search look arrested "
    "criticism condemnation apology lawsuit sue rebuke chastise fault credit nominate".split()
)
_FOR_BENEFICIARY = frozenset(
    "support aid assistance help relief backing funding fight provide compensation protection sympathy vote "
    "campaign care loan grant donation solidarity amnesty pardon pledge".split()
)
_INSTRUMENT_NOUNS = frozenset(
    "weapon missile rocket drone gun knife bomb tank artillery gas grenade explosive mortar rifle bullet vehicle "
    "car truck plane aircraft jet helicopter ship boat shell fire gunfire airstrike force letter phone video".split()
)
_MANNER_HEADS = frozenset(
    "force means way manner basis rate margin vote majority car train plane air sea road bus boat ship hand mistake "
    "accident law contrast name far consensus default decree phone email mail letter video percent".split()
)
_CAUSE_PREPOSITIONS = frozenset(
    {"because of", "due to", "owing to", "over fears", "in response to", "as a result of", "thanks to", "amid",
     "amidst", "in retaliation for", "in light of", "in view of", "in wake of", "in the wake of", "on account of"}
)  # fmt: skip
_TIME_PREPOSITIONS = frozenset(
    {"after", "before", "during", "since", "until", "till", "following", "prior to", "ahead of", "pending"}
)
_PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "inside", "outside", "around", "across", "within", "throughout", "along", "on", "off", "over",
     "above", "outside of", "next to", "close to", "beyond", "between", "among", "behind", "beside", "under", "via",
     "through", "inside of", "north of", "south of", "east of", "west of", "opposite", "past", "up", "down"}
)  # fmt: skip
_GOAL_PREPOSITIONS = frozenset({"into", "toward", "towards", "onto", "to", "in to", "as far as", "back to"})
_MEDIATING = frozenset({"mediation", "auspices", "brokerage", "help", "facilitation", "patronage", "sponsorship"})

#: Prepositions that begin no role of the predicate but a source or an example.
SKIPPED = frozenset(
    {"according to", "including", "such as", "like", "per", "than", "except", "rather than", "as well as"}
)


def prepositional_role(tree: Tree, at: int, preposition: str, lemma: str, kind: str) -> str:
    """The role of a phrase after a preposition.

    Shapes:  `at` is the phrase's head, `lemma` and `kind` those of the predicate. One of the roles of
             `terms.Role`; "" for what is no role ("according to").
    Source:  ours.
    """
    if preposition in SKIPPED:
        return ""
    if tree.is_time(at) and preposition not in ("of", "to", "between", "against", "with", "about", "into"):
        return "time"
    special = _by_preposition(tree, at, preposition, lemma, kind)
    if special:
        return special
    if preposition in _PLACE_PREPOSITIONS and tree.is_place(at):
        return "place"
    if preposition in _CAUSE_PREPOSITIONS:
        return "cause"
    if preposition in _TIME_PREPOSITIONS:
        return "time"
    if preposition in _GOAL_PREPOSITIONS:
        return "destination"
    return "manner"


def _by_preposition(tree: Tree, at: int, preposition: str, lemma: str, kind: str) -> str:
    match preposition:
        case "to" | "unto":
            return _to(tree, at, lemma)
        case "from" | "out of" | "away from":
            return "agent" if kind == "noun" and lemma in _FROM_SOURCE_NOUNS and tree.is_actor(at) else "origin"
        case "against" | "versus" | "vs" | "vs.":
            return "opponent"
        case "with" | "alongside" | "together with" | "along with":
            return _with(tree, at, lemma)
        case "between" | "among" | "amongst":
            return "agent" if kind == "noun" else "company"
        case "for" | "in favor of" | "in favour of" | "in support of" | "on behalf of" | "for the sake of":
            return _for(tree, at, lemma)
        case "on" | "upon" | "onto":
            return _on(tree, at, lemma, kind)
        case "over" | "about" | "regarding" | "concerning" | "as to":
            return "place" if preposition == "over" and tree.is_place(at) and lemma in ("fly", "flight") else "topic"
        case "in" | "at" | "inside" | "within":
            return _in(tree, at, lemma, preposition)
        case "through" | "via" | "using" | "by means of":
            return "mediator" if tree.lemma[at] in _MEDIATING else "place" if tree.is_place(at) else "instrument"
        case "of":
            return "topic"
        case _:
            return ""


def by_role(tree: Tree, at: int) -> str:
    """The role of a by-phrase that is no time: an agent, or the way it was done ("by force")."""
    if tree.is_time(at):
        return "time"
    if tree.is_actor(at) and (tree.low[at] != tree.lemma[at] or tree.child(at, "det", "amod", "nmod:poss") is not None):
        return "agent"  # "by security forces", where "by force" is a way
    if tree.lemma[at] in _MANNER_HEADS or tree.tokens[at].upos == "NUM":
        return "manner"
    return "agent"


def _to(tree: Tree, at: int, lemma: str) -> str:
    if lemma in ("lead", "contribute", "respond", "refer", "response", "reaction", "react", "agree", "commit", "object",
                 "reference", "opposition", "answer", "relate", "apply", "solution", "limit", "tie",
                 "commitment"):  # fmt: skip
        return "recipient" if tree.is_actor(at) and lemma in ("commit", "commitment") else "topic"
    if lemma in ("threat", "threaten", "damage", "harm", "end", "pose", "challenge", "injury", "halt", "stop"):
        return "patient"
    if tree.is_time(at):
        return "topic"  # "sentenced to ten years"
    if lemma in _GIVING:
        return "recipient"
    if tree.is_place(at):
        return "destination"
    return "recipient" if tree.is_actor(at) else "destination"


def _with(tree: Tree, at: int, lemma: str) -> str:
    if tree.lemma[at] in _INSTRUMENT_NOUNS:
        return "instrument"
    if lemma in ("charge", "charged", "deal", "comply", "agree", "help", "concern") and not tree.is_actor(at):
        return "topic"
    return "company" if tree.is_actor(at) or tree.tokens[at].upos == "PROPN" else "manner"


def _for(tree: Tree, at: int, lemma: str) -> str:
    if lemma in _FOR_TOPIC and lemma not in _FOR_BENEFICIARY:
        return "topic"
    if lemma in _FOR_BENEFICIARY:
        return "beneficiary" if tree.is_actor(at) else "topic"
    if lemma in ("leave", "depart", "head", "departure", "bind", "sail") and tree.is_place(at):
        return "destination"
    return "beneficiary" if tree.is_actor(at) else "purpose"


def _on(tree: Tree, at: int, lemma: str, kind: str) -> str:
    if lemma in _STRIKING and (kind == "noun" or lemma in _STRIKING_VERBS):
        return "patient"
    if lemma == "call":
        return "recipient"
    return "place" if tree.is_place(at) else "topic"


def _in(tree: Tree, at: int, lemma: str, preposition: str) -> str:
    if tree.is_place(at):
        return "place"
    if lemma in _CASUALTY:
        return "cause" if tree.lemma[at] in wordlists.words("event_nouns.tsv") else "place"
    if preposition == "at" and lemma in ("aim", "target", "direct", "fire", "shoot", "throw", "hurl", "launch"):
        return "opponent"
    word = tree.lemma[at]
    if word in ("response", "retaliation", "protest", "reaction", "revenge", "reply"):
        return "cause"
    if tree.is_actor(at) and tree.name[at] is not None:
        return (
            "place" if lemma not in ("membership", "participation", "participate", "involvement", "join") else "topic"
        )
    if lemma in ("participate", "involve", "participation", "involvement", "role", "interest", "result", "succeed",
                 "membership", "stake", "engage", "specialize", "invest", "investment", "shift", "change"):  # fmt: skip
        return "topic"
    return "manner"
