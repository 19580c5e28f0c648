"""Whether it happened, by the text's own words: negation, modals, plans, demands, phases, hedges, tense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from chancery.reading.negation import absent, hearsay, negation_of
from chancery.reading.syntax import Tree, grow_trees
from chancery.shelf import wordlists
from chancery.terms.readings import Predicate, Reading

_MODALS = {
    "can": "possible", "could": "possible", "may": "possible", "might": "possible",
    "would": "conditional", "should": "demanded", "must": "demanded", "ought": "demanded",
    "will": "planned", "shall": "planned", "'ll": "planned", "’ll": "planned", "wo": "planned", "ca": "possible",
    "need": "demanded",
}  # fmt: skip
_CONDITIONS = frozenset({"if", "unless", "provided", "lest", "supposing", "otherwise", "whether"})
_HABITS = frozenset({"usually", "often", "always", "generally", "typically", "normally", "regularly", "frequently",
                     "sometimes", "routinely"})  # fmt: skip

#: Adverbs and adjectives that weaken a statement, and what they leave of its factuality (-3 to 3; None: as it was).
_HEDGES: dict[str, float | None] = {
    "effectively": None, "reportedly": 1.5, "allegedly": 1.0, "apparently": 1.5, "largely": None, "de facto": None,
    "so-called": None, "virtually": None, "essentially": None, "supposedly": 1.0, "purportedly": 1.0,
    "seemingly": 1.5, "ostensibly": 1.0, "partly": None, "partially": None, "nearly": 0.5, "almost": 0.5,
    "practically": None, "mostly": None, "presumably": 1.5, "probably": 1.5, "possibly": 0.0, "likely": 1.5,
    "perhaps": 0.0, "maybe": 0.0, "potentially": 0.0, "alleged": 1.0, "reported": 1.5, "apparent": 1.5,
    "purported": 1.0, "suspected": 1.0, "supposed": 1.0, "presumed": 1.5, "claimed": 1.0, "rumored": 0.5,
    "rumoured": 0.5, "effective": None, "unconfirmed": 0.5, "claims": 1.0, "arguably": 1.0, "basically": None,
    "tantamount": None, "temporarily": None, "officially": None, "tentatively": 1.5, "provisionally": None,
}  # fmt: skip
#: Hedges only as they stand: "officially" and "temporarily" are kept but are facts about the event, not doubts.
_NO_HEDGE = frozenset({"officially", "temporarily", "provisionally"})
_NOUN_ADJECTIVES = {
    "planned": "planned", "proposed": "planned", "upcoming": "planned", "impending": "planned", "imminent": "planned",
    "future": "planned", "scheduled": "planned", "expected": "planned", "promised": "planned", "threatened": "planned",
    "intended": "planned", "prospective": "planned", "attempted": "possible", "possible": "possible",
    "potential": "possible", "likely": "possible", "feared": "possible", "hypothetical": "conditional",
    "ongoing": "ongoing", "continuing": "ongoing", "continued": "ongoing", "current": "ongoing", "failed": "negated",
    "aborted": "negated", "foiled": "negated", "thwarted": "negated", "abortive": "negated", "next": "planned",
}  # fmt: skip
_VALUES = {
    "actual": 3.0, "ongoing": 3.0, "begun": 3.0, "planned": 0.0, "possible": -0.5, "conditional": -1.0,
    "demanded": -1.0, "negated": -3.0, "generic": 1.5,
}  # fmt: skip
#: Verbs that bring about their object: what may be caused may happen, what was caused happened.
_CAUSING = frozenset(
    "trigger cause spark prompt provoke bring lead_to lead result produce create unleash ignite fuel launch start "
    "begin instigate stage commit attempt mount impose hold organize organise conduct carry_out declare wage sign "
    "conclude bring_about force induce entail mean see include involve".split()
)
_OCCURRING = frozenset(
    "take_place occur happen begin start break_out erupt continue resume follow come unfold commence ensue".split()
)
_RELATIONS_OF_COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj"})


#: What one denies somebody, or turns down, and does not call untrue: "denied a request", "denied entry".
NOT_DENIABLE = frozenset(
    "request appeal petition application bail access permission asylum entry motion bid treatment service use "
    "benefit promotion loan passage admission support aid help care".split()
)


@dataclass(frozen=True, slots=True)
class Status:
    """What the words say of one predicate: modality, the cue, the number and the hedge."""

    modality: str = "actual"
    why: str = ""
    factuality: float = 3.0
    hedge: str = ""
    tense: str = ""


@cache
def _governors() -> dict[str, str]:
    """Verb, noun or adjective that governs to the effect it has on what it governs (see the lexicon's header)."""
    return {word: row[0] for row in wordlists.table("modality_governors.tsv") for word in row[1].split()}


def find_factuality(reading: Reading) -> list[Predicate]:
    """The predicates with modality, factuality, hedge and tense, in the same order.

    Units:   factuality runs from -3 (certainly not) to 3 (certainly so); 3 is a plain statement.
    Source:  ours; the scale is that of UDS factuality (White et al. 2016; Rudinger et al. 2018).
    """
    trees = grow_trees(reading)
    predicates = reading.predicates
    known: dict[int, Status] = {}
    for index in range(len(predicates)):
        _status(index, predicates, trees, known, 0)
    return [
        replace(
            predicate,
            modality=known[index].modality,
            modality_why=known[index].why,
            factuality=known[index].factuality,
            hedge=known[index].hedge,
            tense=known[index].tense,
        )
        for index, predicate in enumerate(predicates)
    ]


def _status(
    index: int, predicates: Sequence[Predicate], trees: Sequence[Tree], known: dict[int, Status], depth: int
) -> Status:
    if index in known:
        return known[index]
    predicate = predicates[index]
    tree = trees[predicate.sentence]
    above: Status | None = None
    governor: Predicate | None = None
    if predicate.governor is not None and depth < 12:
        governor = predicates[predicate.governor]
        above = _status(predicate.governor, predicates, trees, known, depth + 1)
    status = _own_status(tree, predicate)
    status = _under_governor(tree, predicate, status, governor, above)
    if predicate.construction == "compound":
        status = replace(status, modality="generic", why="compound", factuality=0.0)
    status = _by_evidence(tree, predicate.token, status)
    known[index] = status
    return status


def _by_evidence(tree: Tree, at: int, status: Status) -> Status:
    """ "No evidence of attacks" leaves open whether there were any; "rumours of a coup" do not vouch for it."""
    if status.modality not in ("actual", "ongoing", "begun"):
        return status
    lacking = absent(tree, at)
    if lacking:
        return replace(status, modality="possible", why=lacking, factuality=_VALUES["possible"])
    said = hearsay(tree, at)
    return replace(status, hedge=said, factuality=min(status.factuality, 1.0)) if said and not status.hedge else status


def _own_status(tree: Tree, predicate: Predicate) -> Status:
    at = predicate.token
    if predicate.kind == "noun" and tree.child(at, "cop") is None:
        return _noun_status(tree, at)
    if predicate.kind == "adjective":
        return Status(tense="past" if tree.tokens[at].xpos == "VBN" else "present")
    return _verb_status(tree, at)


def _verb_status(tree: Tree, at: int) -> Status:
    modality, why, value = "actual", "", 3.0
    hedge, limit = _hedge(tree, at)
    anchor = _finite_head(tree, at)
    auxiliaries = tree.children(at, "aux", "cop") or (tree.children(anchor, "aux", "cop") if anchor != at else [])
    for kid in auxiliaries:
        modal = _MODALS.get(tree.low[kid])
        if (modal and tree.tokens[kid].xpos in ("MD", "")) or tree.low[kid] in ("wo", "ca"):
            modality, why = modal or "possible", tree.low[kid]
            value = 0.5 if modality == "planned" else _VALUES[modality]
    if modality == "actual" and _is_progressive(tree, at, auxiliaries):
        modality, why = "ongoing", next((tree.low[kid] for kid in auxiliaries if tree.lemma[kid] == "be"), "be")
        if any(tree.low[kid] in ("was", "were") for kid in auxiliaries):
            modality, why = "actual", ""
    if modality == "actual" and tree.base[at] == "root" and tree.tokens[at].xpos == "VBG" and not auxiliaries:
        modality, why = "ongoing", "-ing"  # "Rebels leaving town", as headlines write
    if modality == "actual" and _is_bare_infinitive_heading(tree, at):
        modality, why, value = "planned", "to", 0.5
    habit = next((kid for kid in tree.children(at, "advmod") if tree.low[kid] in _HABITS), None)
    if habit is not None and modality == "actual":
        modality, why, value = "generic", tree.low[habit], 1.5
    modality, why, value = _clause_cues(tree, at, modality, why, value)
    if modality == "actual":
        modality, why, value = _under_adjective(tree, at)
    negation = negation_of(tree, at)
    if negation and modality != "demanded":
        if modality in ("actual", "ongoing", "planned", "generic", "possible") or why == "would":
            value = -2.0 if modality in ("planned", "possible", "conditional") else -3.0
            modality, why = "negated", negation
    elif negation:
        why = f"{why} {negation}"
    if limit is not None:
        value = min(value, limit)
    return Status(modality, why, value, hedge, _tense(tree, at, auxiliaries))


def _under_adjective(tree: Tree, at: int) -> tuple[str, str, float]:
    """ "is likely to leave", "ready to talk", "unable to reach": the complement of an adjective."""
    first = at
    while tree.base[first] == "conj" and 0 <= tree.tokens[first].head < first:
        first = tree.tokens[first].head
    head = tree.tokens[first].head
    if head < 0 or tree.base[first] not in ("xcomp", "ccomp", "csubj", "advcl") or tree.tokens[head].upos != "ADJ":
        return "actual", "", 3.0
    if not any(tree.base[kid] == "mark" and tree.low[kid] in ("to", "that") for kid in tree.kids[first]):
        return "actual", "", 3.0
    lemma = tree.lemma[head]
    turned = bool(negation_of(tree, head))
    if lemma in ("unlikely", "unable", "unwilling", "reluctant", "impossible", "false", "untrue") or (
        turned and lemma in ("able", "likely", "possible", "ready", "willing", "true", "prepared")
    ):
        return "negated", lemma, -1.5
    if lemma in (
        "likely",
        "set",
        "due",
        "ready",
        "poised",
        "willing",
        "prepared",
        "keen",
        "eager",
        "bound",
        "scheduled",
    ):
        return "planned", lemma, _VALUES["planned"]
    if lemma in ("able", "possible", "free", "probable", "unclear"):
        return "possible", lemma, 0.5
    if lemma in ("necessary", "essential", "important", "vital", "crucial", "imperative", "urgent"):
        return "demanded", lemma, _VALUES["demanded"]
    return "actual", "", 3.0


def _finite_head(tree: Tree, at: int) -> int:
    """The first conjunct, whose auxiliaries a bare second conjunct shares ("has left and returned")."""
    if tree.base[at] == "conj" and 0 <= tree.tokens[at].head < at and tree.child(at, "nsubj", "aux") is None:
        head = tree.tokens[at].head
        if tree.tokens[head].xpos == tree.tokens[at].xpos and tree.tokens[at].xpos in ("VB", "VBN", "VBG"):
            return _finite_head(tree, head)
    return at


def _is_progressive(tree: Tree, at: int, auxiliaries: list[int]) -> bool:
    return tree.tokens[at].xpos == "VBG" and any(tree.lemma[kid] == "be" for kid in auxiliaries)


def _is_bare_infinitive_heading(tree: Tree, at: int) -> bool:
    """ "Russia to leave": an infinitive with a subject and no verb above it."""
    if tree.base[at] not in ("root", "parataxis", "ccomp", "conj", "acl"):
        return False
    has_to = any(tree.base[kid] == "mark" and tree.low[kid] == "to" for kid in tree.kids[at])
    has_subject = tree.child(at, "nsubj") is not None
    return has_to and (has_subject or tree.base[at] == "root") and all(tree.low[k] != "for" for k in tree.kids[at])


def _clause_cues(tree: Tree, at: int, modality: str, why: str, value: float) -> tuple[str, str, float]:
    at = _first_of_bare(tree, at)
    marks = [tree.low[kid] for kid in tree.kids[at] if tree.base[kid] == "mark"]
    if tree.base[at] in ("advcl", "ccomp", "xcomp", "acl"):
        condition = next((mark for mark in marks if mark in _CONDITIONS), None)
        if condition:
            return (
                ("possible", condition, 0.0)
                if condition == "whether"
                else ("conditional", condition, _VALUES["conditional"])
            )
    infinitive = "to" in marks and tree.tokens[at].xpos != "VBG"
    if tree.base[at] in ("advcl", "acl") and infinitive and modality == "actual" and not _is_ranked(tree, at):
        return "planned", "to", _VALUES["planned"]
    if tree.base[at] in ("root", "parataxis") and modality in ("actual", "ongoing"):
        if tree.low[-1] == "?" or (tree.tokens[-1].upos == "PUNCT" and "?" in tree.low[-2:]):
            return "possible", "?", 0.0
        if _is_imperative(tree, at):
            return "demanded", "imperative", _VALUES["demanded"]
    if modality in ("conditional", "possible", "planned", "actual") and _has_condition(tree, at):
        return "conditional", "if", _VALUES["conditional"]
    return modality, why, value


def _is_ranked(tree: Tree, at: int) -> bool:
    """ "the first president to refuse": an infinitive after an ordinal tells what was done."""
    head = tree.tokens[at].head
    return tree.base[at] == "acl" and any(
        tree.low[kid] in ("first", "second", "third", "last", "latest", "only") for kid in tree.kids[head]
    )


def _first_of_bare(tree: Tree, at: int) -> int:
    """The first conjunct, where this one has no subject, mark or auxiliary of its own ("if you go and see")."""
    steps = 0
    while tree.base[at] == "conj" and 0 <= tree.tokens[at].head < at and steps < 8:
        if tree.child(at, "nsubj", "mark", "aux") is not None:
            break
        head = tree.tokens[at].head
        if tree.tokens[head].xpos != tree.tokens[at].xpos:
            break
        at = head
        steps += 1
    return at


def _is_imperative(tree: Tree, at: int) -> bool:
    token = tree.tokens[at]
    return token.feat("Mood") == "Imp" and tree.child(at, "nsubj") is None


def _has_condition(tree: Tree, at: int) -> bool:
    for kid in tree.children(at, "advcl"):
        marks = [tree.low[below] for below in tree.kids[kid] if tree.base[below] == "mark"]
        if marks[:1] in (["if"], ["unless"]) and not any(tree.low[b] == "even" for b in tree.kids[kid]):
            return True
    return False


def _noun_status(tree: Tree, at: int) -> Status:
    modality, why, value = "actual", "", 3.0
    hedge, limit = _hedge(tree, at)
    for kid in tree.kids[at]:
        low = tree.low[kid]
        if tree.base[kid] == "amod" and low in _NOUN_ADJECTIVES:
            modality, why = _NOUN_ADJECTIVES[low], low
            value = _VALUES[modality]
        elif tree.base[kid] in ("det", "case", "advmod") and low in ("no", "without", "neither", "not"):
            modality, why, value = "negated", low, -3.0
        elif tree.base[kid] == "case" and low in ("against",) and tree.base[at] == "root":
            continue
    if limit is not None:
        value = min(value, limit)
    return Status(modality, why, value, hedge)


def _hedge(tree: Tree, at: int) -> tuple[str, float | None]:
    """The hedge word as written, and the most that it leaves of the factuality (None: all)."""
    for kid in tree.kids[at]:
        if tree.low[kid] == "effect" and kid and tree.low[kid - 1] == "in":
            return "in effect", None
        if tree.base[kid] not in ("advmod", "amod", "discourse", "compound"):
            continue
        low = tree.low[kid]
        two = f"{low} {tree.low[kid + 1]}" if kid + 1 < len(tree.low) else low
        before = f"{tree.low[kid - 1]} {low}" if kid else low
        if low in _HEDGES and low not in _NO_HEDGE:
            return tree.tokens[kid].text, _HEDGES[low]
        if "de facto" in (two, before):
            return "de facto", None
        if "so - called" in f"{two} called" and low == "so":
            return "so-called", None
        if low == "called" and any(tree.low[below] == "so" for below in tree.kids[kid]):
            return "so-called", None
    return "", None


def _tense(tree: Tree, at: int, auxiliaries: list[int]) -> str:
    forms = [tree.low[kid] for kid in auxiliaries]
    if any(form in ("will", "shall", "'ll", "’ll", "wo") for form in forms):
        return "future"
    if any(form in ("had", "was", "were", "did") for form in forms):
        return "past"
    if any(tree.lemma[kid] == "have" for kid in auxiliaries):
        return "past"
    if any(form in ("is", "are", "am", "'s", "'re", "does", "do", "’s", "’re") for form in forms):
        xpos = tree.tokens[at].xpos
        return "past" if xpos == "VBN" and not any(form == "being" for form in forms) and "been" in forms else "present"
    if forms:
        return ""
    match tree.tokens[at].xpos:
        case "VBD":
            return "past"
        case "VBP" if tree.low[at] != tree.lemma[at] and tree.lemma[at] != "be":
            return "past"  # "retook": no present form differs from its lemma
        case "VBZ" | "VBP":
            return "present"
        case "VBN":
            return "past"
        case _:
            return ""


def _under_governor(
    tree: Tree, predicate: Predicate, status: Status, governor: Predicate | None, above: Status | None
) -> Status:
    if governor is None or above is None:
        return status
    tense = status.tense or above.tense
    status = replace(status, tense=tense)
    first = predicate.token
    while tree.base[first] == "conj" and 0 <= tree.tokens[first].head < first:
        first = tree.tokens[first].head
    rel = tree.base[first]
    effect = _governors().get(governor.lemma, "")
    if rel == "advcl":
        return _under_adverbial(tree, first, above, status, governor, effect)
    is_complement = rel in _RELATIONS_OF_COMPLEMENTS or (rel == "acl" and _is_content_clause(tree, first))
    if rel in ("obj", "nsubj", "obl", "nmod", "compound") and not is_complement:
        return _argument_status(tree, first, predicate, status, governor, above, effect)
    if not is_complement:
        return status
    return _complement_status(tree, first, status, governor, above, effect)


def _is_content_clause(tree: Tree, at: int) -> bool:
    return any(tree.base[kid] == "mark" for kid in tree.kids[at])


def _under_adverbial(tree: Tree, at: int, above: Status, status: Status, governor: Predicate, effect: str) -> Status:
    """ "blamed Russia for failing", "stopped them from leaving", "asked them to leave"."""
    marks = {tree.low[kid] for kid in tree.kids[at] if tree.base[kid] == "mark"}
    if "by" in marks and above.modality not in ("actual", "negated") and status.modality == "actual":
        return replace(status, modality=above.modality, why=above.why, factuality=above.factuality)
    if "from" in marks and (effect == "prevents" or governor.lemma in ("stop", "keep", "restrain", "save")):
        return replace(status, modality="negated", why=governor.lemma, factuality=-2.5)
    if effect == "alleges" and marks & {"of", "for", "with"}:
        return replace(status, factuality=min(status.factuality, 1.0))
    if effect == "demands" and "to" in marks:
        return replace(status, modality="demanded", why=governor.lemma, factuality=_VALUES["demanded"])
    return status


def _complement_status(tree: Tree, at: int, status: Status, governor: Predicate, above: Status, effect: str) -> Status:
    finite = tree.tokens[at].xpos in ("VBD", "VBZ", "VBP") or any(tree.base[kid] == "aux" for kid in tree.kids[at])
    lemma = governor.lemma
    if status.why == "would" and status.modality == "conditional" and above.tense == "past" and effect:
        status = replace(status, modality="planned", factuality=0.5, tense="future")  # future seen from the past
    negated_above = above.modality == "negated"
    if lemma == "have" and tree.base[at] == "xcomp" and status.modality == "actual":
        demanded = above.modality == "actual" and above.tense != "past"
        return (
            replace(status, modality="demanded", why="have to", factuality=_VALUES["demanded"]) if demanded else status
        )
    match effect:
        case "negates":
            if negated_above:
                return status
            return replace(status, modality="negated", why=lemma, factuality=-2.5)
        case "prevents":
            return replace(status, modality="negated", why=lemma, factuality=-2.0)
        case "plans":
            if negated_above:
                return replace(status, modality="negated", why=above.why, factuality=-1.5)
            return replace(status, modality="planned", why=lemma, factuality=_VALUES["planned"])
        case "demands" if not finite:
            return replace(status, modality="demanded", why=lemma, factuality=_VALUES["demanded"])
        case "tries":
            return replace(status, modality="possible", why=lemma, factuality=_VALUES["possible"])
        case "begins" | "continues" | "ends":
            return _phase_status(status, above, effect, lemma, governor)
        case "supposes":
            if status.modality in ("actual", "ongoing", "begun"):
                value = -1.0 if negated_above else 1.0
                return replace(status, modality="possible", why=lemma, factuality=min(status.factuality, value))
            return status
        case "predicts":
            if status.modality in ("actual", "ongoing", "planned") and not negated_above:
                return replace(status, modality="planned", why=lemma, factuality=_VALUES["planned"])
            return status
        case "says" | "knows":
            return status if effect == "knows" or not negated_above else replace(status, factuality=0.0)
        case "alleges":
            return replace(status, factuality=min(status.factuality, 1.0))
    if finite:
        return status
    if above.modality not in ("actual", "generic") and status.modality == "actual":
        hedge = status.hedge or above.hedge
        return replace(status, modality=above.modality, why=above.why, factuality=above.factuality, hedge=hedge)
    return replace(status, hedge=status.hedge or above.hedge)


def _phase_status(status: Status, above: Status, effect: str, lemma: str, governor: Predicate) -> Status:
    """ "began to leave", "continues to hold", "stopped firing": under a plain verb of phase."""
    hedge = status.hedge or above.hedge
    if above.modality not in ("actual", "ongoing", "begun"):
        return replace(status, modality=above.modality, why=above.why, factuality=above.factuality, hedge=hedge)
    modality = {"begins": "begun", "continues": "ongoing", "ends": "actual"}[effect]
    why = governor.lemma if modality != "actual" else lemma
    return replace(status, modality=modality, why=why, hedge=hedge, tense=above.tense)


def _argument_status(
    tree: Tree, at: int, predicate: Predicate, status: Status, governor: Predicate, above: Status, effect: str
) -> Status:
    """Event nouns, and gerunds, as arguments of another predicate."""
    rel = tree.base[at]
    undergone = rel == "obj" or (rel == "nsubj" and tree.is_passive(governor.token))
    if predicate.construction.startswith("light:") and governor.construction == "light":
        return _light_status(status, above)
    if rel in ("obl", "nmod"):
        return _prepositional_status(tree, at, status, governor, above, effect)
    if undergone:
        return _object_status(
            predicate.lemma, tree.child(governor.token, "xcomp") is not None, status, governor, above, effect
        )
    if rel == "nsubj" and governor.lemma in _OCCURRING | {"end", "stop", "last"}:
        if governor.lemma in ("begin", "start", "commence", "break_out", "erupt") and above.modality == "actual":
            return replace(status, modality="begun", why=governor.lemma, tense=above.tense)
        if governor.lemma in ("continue",) and above.modality == "actual":
            return replace(status, modality="ongoing", why=governor.lemma, tense=above.tense)
        return _light_status(status, above)
    return status


def _light_status(status: Status, above: Status) -> Status:
    """The noun is as certain as the verb that carries it."""
    hedge = status.hedge or above.hedge
    if above.modality == "actual" or (status.modality not in ("actual",) and above.modality == "begun"):
        return replace(status, hedge=hedge, tense=above.tense, factuality=min(status.factuality, above.factuality))
    return replace(
        status, modality=above.modality, why=above.why, factuality=above.factuality, hedge=hedge, tense=above.tense
    )


def _object_status(
    noun: str, has_clause: bool, status: Status, governor: Predicate, above: Status, effect: str
) -> Status:
    lemma = governor.lemma
    held = above.modality in ("actual", "ongoing", "begun")
    if effect in ("demands", "plans") and not has_clause:
        modality = "demanded" if effect == "demands" else "planned"
        if status.modality in ("actual", "ongoing"):
            return replace(status, modality=modality, why=lemma, factuality=_VALUES[modality])
        return status
    if effect == "tries" and lemma != "fight":
        return replace(status, modality="possible", why=lemma, factuality=_VALUES["possible"])
    if effect == "negates" or effect == "prevents":
        if lemma == "deny" and noun in NOT_DENIABLE:
            return status
        if held and lemma in ("prevent", "avert", "avoid", "cancel", "call_off", "foil", "thwart", "rule_out", "deny"):
            return replace(status, modality="negated", why=lemma, factuality=-2.5)
        return status
    if effect == "begins" and held:
        return replace(status, modality="begun", why=lemma, tense=above.tense)
    if effect == "continues" and held:
        return replace(status, modality="ongoing", why=lemma, tense=above.tense)
    if effect in ("alleges", "supposes"):
        return replace(status, factuality=min(status.factuality, 1.0))
    if effect == "predicts":
        return replace(status, modality="planned", why=lemma, factuality=_VALUES["planned"])
    if (lemma in _CAUSING or effect == "begins") and not held:
        return _light_status(status, above)
    return status


_MOVING = frozenset({"go", "look", "move", "offer", "propose", "set", "poise", "arrange"})


def _prepositional_status(
    tree: Tree, at: int, status: Status, governor: Predicate, above: Status, effect: str
) -> Status:
    preposition = tree.preposition(at)
    lemma = governor.lemma
    if preposition == "for" and status.modality == "actual" and above.modality in ("planned", "possible", "demanded"):
        return replace(status, modality=above.modality, why=above.why, factuality=above.factuality)
    if effect == "demands" and preposition in ("for", "on") and status.modality == "actual":
        return replace(status, modality="demanded", why=f"{lemma} {preposition}", factuality=_VALUES["demanded"])
    if (
        effect == "plans"
        and preposition in ("for", "of", "to", "on")
        and status.modality == "actual"
        and lemma not in _MOVING
    ):
        return replace(status, modality="planned", why=f"{lemma} {preposition}", factuality=_VALUES["planned"])
    if effect == "alleges" and preposition in ("of", "about"):
        return replace(
            status, modality=status.modality, why=f"{lemma} {preposition}", factuality=min(status.factuality, 1.0)
        )
    if effect == "supposes" and preposition in ("of", "about"):
        return replace(status, modality="possible", why=f"{lemma} {preposition}", factuality=_VALUES["possible"])
    if effect == "predicts" and preposition in ("of", "about", "against"):
        return replace(status, modality="possible", why=f"{lemma} {preposition}", factuality=_VALUES["possible"])
    if lemma in ("lead", "result", "escalate") and preposition in ("to", "in", "into"):
        return _light_status(status, above) if above.modality != "actual" else status
    if effect == "prevents" and preposition == "from":
        return replace(status, modality="negated", why=lemma, factuality=-2.0)
    return status
