"""Verbs, event nouns and participles: the words of a sentence that say what goes on."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from chancery.reading.syntax import PEOPLE_NOUNS, Tree, grow_trees
from chancery.shelf import wordlists
from chancery.terms.readings import Predicate, Reading

#: Verbs that lend their arguments to an event noun and add little of their own: "launch an attack".
LIGHT_VERBS = frozenset(
    "launch hold conduct carry_out make take give reach impose stage commit wage mount undertake perform do enter "
    "enter_into strike hammer_out pay lodge issue level slap put deal offer provide render extend conclude exchange "
    "have suffer sustain face undergo receive see witness experience unleash inflict levy deliver cast pursue lead "
    "execute".split()
)
#: Of these only the pairs listed are light; with other nouns they keep their own meaning.
_CHOOSY = {
    "make": "plea visit trip statement call announcement decision "
    "arrest attempt accusation allegation claim comment remark "
    "speech threat pledge promise appeal request demand offer proposal apology withdrawal incursion advance gain "
    "contribution donation complaint declaration warning commitment agreement deal payment return gesture effort",
    "take": "action control vote part decision",
    "give": "support approval speech testimony backing assistance aid help warning consent permission promise",
    "do": "battle damage",
    "strike": "deal agreement accord pact balance bargain",
    "pay": "visit tribute",
    "put": "ban embargo sanction pressure",
    "deal": "blow",
    "have": "talk discussion meeting conversation fight clash dispute debate exchange",
    "see": "fighting clash battle protest violence attack",
    "witness": "fighting clash battle protest violence attack",
    "experience": "attack violence",
    "face": "attack criticism sanction trial charge accusation allegation arrest prosecution deportation expulsion ban "
    "execution eviction",
    "suffer": "attack defeat loss setback assault abuse",
    "sustain": "attack injury loss",
    "undergo": "trial treatment",
    "receive": "support aid assistance backing help funding sentence treatment training threat criticism",
    "offer": "support aid assistance help apology backing condolence",
    "provide": "support aid assistance help backing relief training treatment protection funding",
    "render": "assistance aid help support",
    "extend": "support aid assistance invitation",
    "issue": "warning statement call threat ultimatum apology ban denial appeal condemnation declaration demand",
    "deliver": "speech aid statement verdict ruling assistance blow",
    "enter": "war talk negotiation agreement coalition alliance pact conflict fight",
    "enter_into": "war talk negotiation agreement coalition alliance pact conflict",
    "lead": "attack offensive protest rally revolt rebellion investigation campaign coup assault raid march",
    "reach": "agreement deal accord settlement compromise truce ceasefire cease-fire pact understanding verdict "
    "decision",
    "commit": "genocide massacre murder crime atrocity violation abuse attack killing suicide rape torture aggression "
    "cleansing",
    "exchange": "fire gunfire threat",
    "cast": "vote",
    "execute": "attack raid strike operation",
    "hold": "talk meeting election vote referendum protest rally demonstration summit negotiation conversation "
    "consultation discussion conference hearing trial march drill exercise dialogue poll ceremony vigil session "
    "maneuver manoeuvre debate funeral runoff by-election",
    "conclude": "agreement deal treaty pact accord visit investigation",
    "level": "accusation allegation charge threat criticism",
    "lodge": "complaint protest appeal",
    "pursue": "campaign negotiation war talk",
}
_CHOOSY_SETS = {verb: frozenset(nouns.split()) for verb, nouns in _CHOOSY.items()}
#: Light verbs whose subject undergoes what the noun says: "suffered an attack".
UNDERGOING_VERBS = frozenset("suffer sustain face undergo receive".split())

#: Prepositional light verbs: (verb, preposition) to the role that the subject, or the object where there is one, plays
#: with the noun.
LIGHT_PHRASES = {
    ("come", "under"): "patient",
    ("be", "under"): "patient",
    ("remain", "under"): "patient",
    ("place", "under"): "patient",
    ("put", "under"): "patient",
    ("hold", "under"): "patient",
    ("put", "on"): "patient",
    ("place", "on"): "patient",
    ("take", "into"): "patient",
    ("subject", "to"): "patient",
    ("go", "on"): "agent",
    ("go", "to"): "agent",
    ("go", "into"): "agent",
    ("be", "at"): "agent",
    ("be", "on"): "agent",
}
_PHRASE_NOUNS = frozenset(
    "attack fire criticism shelling arrest siege bombardment investigation blockade detention custody sanction "
    "trial strike war occupation exile assault pressure surveillance interrogation torture quarantine lockdown "
    "ban".split()
)

#: Verbs that mark a phase of an event noun and share their subject with it: "began an offensive".
PHASE_VERBS = frozenset(
    "begin start commence initiate continue resume renew restart step_up intensify escalate expand announce plan "
    "prepare threaten order sign broker negotiate agree approve ratify promise pledge vow consider propose seek "
    "finalize finalise organize organise coordinate oversee join".split()
)

_PARTICLE_PAIRS = frozenset(
    "pull_out pull_back step_down carry_out break_out take_over call_off break_off cut_off shut_down crack_down "
    "hand_over lay_down walk_out set_up back_down round_up blow_up turn_back push_back stand_down give_up "
    "shoot_down open_up move_in move_out drive_out force_out throw_out fight_back hit_back strike_back roll_back "
    "break_up break_down step_up build_up speak_out rule_out phase_out wipe_out take_back win_back back_up "
    "close_down set_off sign_up turn_down lock_up team_up flare_up gun_down burn_down call_up free_up hold_up "
    "draw_down scale_back scale_down wind_down draw_up step_in step_aside".split()
)
_NOT_GERUNDS = frozenset(
    "building thing nothing something everything anything morning evening ceiling king ring string spring being "
    "wing offspring sibling clothing housing earning feeling meaning painting wedding sterling shilling lightning "
    "batting cooking living saving belonging surrounding dwelling beginning heading wording setting awning darling "
    "duckling gathering footing lining railing sewing sing sling sting upbringing viking writing".split()
)
_PLURAL_ONLY = frozenset({"talks", "sanctions", "ties", "hostilities", "relations"})
_HYPHENED = re.compile(r"^(.{2,})[-‐‑–](\w{2,}ed|led|held|run|made|sent|built|sponsored|brokered)$", re.IGNORECASE)
_IRREGULAR = {"led": "lead", "held": "hold", "made": "make", "sent": "send", "built": "build", "run": "run"}
_ED_LEMMAS = {
    "backed": "back",
    "brokered": "broker",
    "mediated": "mediate",
    "sponsored": "sponsor",
    "controlled": "control",
    "occupied": "occupy",
    "supported": "support",
    "supplied": "supply",
    "imposed": "impose",
    "based": "base",
    "funded": "fund",
    "armed": "arm",
    "trained": "train",
    "linked": "link",
    "aligned": "align",
    "allied": "ally",
    "organized": "organize",
    "organised": "organise",
    "owned": "own",
    "appointed": "appoint",
    "installed": "install",
    "mandated": "mandate",
    "proposed": "propose",
    "negotiated": "negotiate",
    "facilitated": "facilitate",
    "financed": "finance",
    "annexed": "annex",
    "administered": "administer",
    "ruled": "rule",
    "sanctioned": "sanction",
    "drafted": "draft",
    "monitored": "monitor",
    "dominated": "dominate",
}


class EventNoun(NamedTuple):
    """What the lexicon knows of a noun: its verb, and which role its of-phrase and its possessive play."""

    verb: str
    of_role: str
    possessive_role: str


@cache
def event_nouns() -> dict[str, EventNoun]:
    """The event nouns of the lexicon by lemma, and by form where only the plural is an event ("talks")."""
    return {row[0]: EventNoun(row[1], row[2], row[3]) for row in wordlists.table("event_nouns.tsv")}


def event_noun(tree: Tree, at: int) -> EventNoun | None:
    """The lexicon's entry for a token; a gerund that it lacks counts as "the V-ing of a patient"; None for others."""
    nouns = event_nouns()
    low, lemma = tree.low[at], tree.lemma[at]
    entry = (nouns.get(low) if low in _PLURAL_ONLY else None) or nouns.get(lemma) or nouns.get(low)
    if entry is None:
        entry = nouns.get(noun_lemma(tree, at))
    if entry is not None:
        return entry
    if low.endswith("ing") and len(low) > 5 and low not in _NOT_GERUNDS and tree.tokens[at].upos == "NOUN":
        return EventNoun(low[:-3], "patient", "agent")
    return None


def verb_lemma(tree: Tree, at: int) -> tuple[str, int]:
    """The verb's lemma with its particle ("pull_out"), and the last token of both."""
    lemma = tree.lemma[at]
    set_object = set_phrase_object(tree, at)
    if set_object is not None:
        return f"{lemma}_{tree.low[set_object]}", set_object
    for kid in tree.kids[at]:
        particle = tree.low[kid]
        if tree.tokens[kid].deprel == "compound:prt":
            return f"{lemma}_{particle}", kid if kid == at + 1 else at
        if kid == at + 1 and tree.base[kid] == "advmod" and f"{lemma}_{particle}" in _PARTICLE_PAIRS:
            return f"{lemma}_{particle}", kid
    if f"{lemma}_out" in _PARTICLE_PAIRS and any(tree.preposition(kid) == "out of" for kid in tree.children(at, "obl")):
        return f"{lemma}_out", at
    if at + 1 < len(tree.tokens) and tree.low[at + 1] == "out" and f"{lemma}_out" in _PARTICLE_PAIRS:
        return f"{lemma}_out", at + 1
    return lemma, at


_SET_PHRASES = frozenset(
    {("take", "place"), ("take", "part"), ("take", "effect"), ("take", "office"), ("open", "fire")}
)


def set_phrase_object(tree: Tree, at: int) -> int | None:
    """The bare object that makes one verb of two words, "place" in "take place"; None where there is none."""
    nearest = at + 1
    if nearest < len(tree.low) and (tree.lemma[at], tree.low[nearest]) in _SET_PHRASES and not tree.kids[nearest]:
        return nearest
    return None


def find_predicates(reading: Reading) -> list[Predicate]:
    """All predicates in text order, with lemma, kind, construction and governor; roles and factuality come later.

    Shapes:  `construction` is "light" on a light verb and "light:VERB" on the noun that it serves ("light:launch"),
             "compound" on a noun that only modifies another ("ceasefire deal"), else "".
    Source:  ours, over the parse; event nouns from `shelf/lexicons/event_nouns.tsv`.
    """
    found: list[Predicate] = []
    for tree in grow_trees(reading):
        found.extend(_in_sentence(tree, len(found)))
    return found


def _in_sentence(tree: Tree, offset: int) -> list[Predicate]:
    drafts: list[Predicate] = []
    index: dict[int, int] = {}
    lemmas: dict[int, str] = {}
    for at in range(len(tree.tokens)):
        draft = _predicate_at(tree, at)
        if draft is not None:
            index[at] = offset + len(drafts)
            lemmas[at] = draft.lemma
            drafts.append(draft)
    constructions = _light_constructions(tree, lemmas)
    done: list[Predicate] = []
    for draft in drafts:
        governor = governor_of(tree, draft.token, index)
        done.append(
            Predicate(
                sentence=draft.sentence,
                token=draft.token,
                start=draft.start,
                end=draft.end,
                lemma=draft.lemma,
                kind=draft.kind,
                construction=constructions.get(draft.token, draft.construction),
                governor=index[governor] if governor is not None else None,
            )
        )
    return done


_ARGUMENTS = frozenset({"obj", "nsubj", "obl", "nmod", "iobj"})


def _predicate_at(tree: Tree, at: int) -> Predicate | None:
    token = tree.tokens[at]
    base = tree.base[at]
    if base in ("aux", "cop", "case", "mark", "fixed", "goeswith", "flat", "cc", "punct", "reparandum", "discourse"):
        return None
    if token.upos == "VERB" or (token.upos == "ADJ" and token.xpos in ("VBN", "VBG")):
        return _verb(tree, at)
    if token.upos == "ADJ" and base in _ARGUMENTS and event_noun(tree, at) is not None:
        return _noun(tree, at)  # a tagger's slip: an adjective is no object ("prevented the offensive")
    if token.upos == "ADJ" or (token.upos == "VERB" and base == "amod"):
        return _hyphened(tree, at)
    if token.upos in ("NOUN", "PROPN"):
        return _noun(tree, at)
    return None


def _verb(tree: Tree, at: int) -> Predicate | None:
    token = tree.tokens[at]
    if tree.base[at] == "compound" and event_noun(tree, at) is None:
        return None
    if tree.low[at] in ("according", "including", "following", "regarding", "concerning") and tree.base[at] != "root":
        return None
    if tree.base[at] in ("amod", "compound") and (tree.name[at] is not None or tree.low[at] == "united"):
        return None  # "United" in "United States"
    lemma, last = verb_lemma(tree, at)
    if at and tree.low[at - 1] in ("-", "‐", "‑", "–"):
        lemma = participle_lemma(tree.low[at]) or lemma
    kind = "adjective" if tree.base[at] == "amod" else "verb"
    return _draft(tree, at, token.start, tree.tokens[last].end, lemma, kind)


def _hyphened(tree: Tree, at: int) -> Predicate | None:
    """ "Moscow-brokered" as one token."""
    lemma = hyphened_lemma(tree.tokens[at].text)
    if not lemma:
        return None
    return _draft(tree, at, tree.tokens[at].start, tree.tokens[at].end, lemma, "adjective")


def hyphened_lemma(word: str) -> str:
    """The verb in "Moscow-brokered"; "" where the word holds none."""
    match = _HYPHENED.match(word)
    if not match:
        return ""
    return participle_lemma(match.group(2).lower())


def participle_lemma(word: str) -> str:
    """The verb of a participle that often stands after a hyphen ("brokered"); "" for other words."""
    return _IRREGULAR.get(word) or _ED_LEMMAS.get(word, "")


def _noun(tree: Tree, at: int) -> Predicate | None:
    token = tree.tokens[at]
    if event_noun(tree, at) is None or tree.lemma[at] in PEOPLE_NOUNS - {"mission"}:
        return None
    name = tree.name[at]
    if tree.timed[at] or (name is not None and name.kind != "OTH"):
        return None
    if token.upos == "PROPN" and tree.base[at] in ("compound", "nmod:desc") and name is not None:
        return None
    construction = "compound" if tree.base[at] == "compound" else ""
    return _draft(tree, at, token.start, token.end, noun_lemma(tree, at), "noun", construction)


def noun_lemma(tree: Tree, at: int) -> str:
    """The noun's lemma; where the lexicon lacks it, the form without its plural ending if the lexicon has that."""
    lemma, low = tree.lemma[at], tree.low[at]
    nouns = event_nouns()
    if lemma in nouns or not low.endswith("s"):
        return lemma
    return next((stem for stem in (low.removesuffix("es"), low[:-1]) if stem in nouns), lemma)


def _draft(tree: Tree, at: int, start: int, end: int, lemma: str, kind: str, construction: str = "") -> Predicate:
    return Predicate(tree.sentence.index, at, start, end, lemma, kind, construction=construction)


def _light_constructions(tree: Tree, lemmas: dict[int, str]) -> dict[int, str]:
    constructions: dict[int, str] = {}
    for at in lemmas:
        if tree.tokens[at].upos not in ("NOUN", "PROPN"):
            continue
        light = light_verb_of(tree, at, lemmas)
        if light is not None:
            constructions[light] = "light"
            constructions[at] = f"light:{lemmas.get(light, tree.lemma[light])}"
    return constructions


def light_verb_of(tree: Tree, at: int, lemmas: dict[int, str]) -> int | None:
    """The light verb that an event noun is the object (or passive subject) of; None where it has none."""
    first = at
    while tree.base[first] == "conj" and 0 <= tree.tokens[first].head < first:
        first = tree.tokens[first].head
    head = tree.tokens[first].head
    if head < 0 or tree.tokens[head].upos not in ("VERB", "AUX"):
        return None
    lemma = lemmas.get(head, tree.lemma[head])
    rel = tree.tokens[first].deprel
    if rel == "obj" or rel == "nsubj:pass" or (tree.base[first] == "nsubj" and tree.is_passive(head)):
        return head if _is_light(lemma, tree.lemma[at], tree.low[at]) else None
    if tree.base[first] == "obl":
        key = (lemma, tree.preposition(first))
        if key in LIGHT_PHRASES and tree.lemma[at] in _PHRASE_NOUNS:
            return head
    return None


def _is_light(verb: str, noun: str, form: str) -> bool:
    if verb not in LIGHT_VERBS:
        return False
    nouns = _CHOOSY_SETS.get(verb)
    return nouns is None or noun in nouns or form in nouns


_COMPLEMENTS = frozenset({"xcomp", "ccomp", "csubj", "obj", "iobj", "nsubj", "obl", "nmod", "acl", "advcl", "compound"})


def governor_of(tree: Tree, at: int, index: dict[int, int]) -> int | None:
    """Token of the predicate that `at` is a complement or argument of; None where it stands alone.

    A conjunct is governed as its first conjunct is. A relative clause and an apposition have no governor.
    """
    while tree.base[at] == "conj" and 0 <= tree.tokens[at].head < at:
        at = tree.tokens[at].head
    if tree.tokens[at].deprel in ("acl:relcl", "advcl:relcl") or tree.base[at] not in _COMPLEMENTS:
        return None
    head = tree.tokens[at].head
    return head if head in index else None
