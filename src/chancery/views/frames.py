"""How each type and mode of event is put into words: a verb with its prepositions, and a noun.

The types and modes are PLOVER's as used in POLECAT; the words are ours. Where the report's own trigger
is one of the words listed for a type, its own verb is used ("blamed", "retook"), so that a sentence says no
more and no less than the report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from chancery.views.verbs import forms


@dataclass(frozen=True, slots=True)
class Frame:
    """A pattern for one kind of event.

    Shapes:  `verb` in its base form, `rest` what follows it at once ("on strike"). `to` is the preposition before
             recipients ("" = direct object), `place` before the place, `topic` before what it is about. With
             `takes_place` the place may be the object ("retook Aleppo"). `noun` names the event where
             nobody is said to have done it, `noun_to` joins it to the recipients. `words` are further triggers
             (nouns and lemmas) that choose this frame; `manner` closes the clause ("by force").
    """

    verb: str
    rest: str = ""
    to: str = ""
    place: str = "in"
    topic: str = "over"
    noun: str = "an event"
    noun_to: str = "against"
    plural_noun: bool = False
    takes_place: bool = False
    manner: str = ""
    words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    actor_leaves: bool = False

    @property
    def transitive(self) -> bool:
        """Whether recipients can be the subject of its passive."""
        return not self.rest and not self.to


def _f(verb: str, **more: object) -> Frame:
    head, _, rest = verb.partition(" ")
    return replace(Frame(head, rest), **more)  # type: ignore[arg-type]


_DEFAULT = _f("act", to="towards", noun="an action", noun_to="towards", topic="on")

# (type, mode): pattern. A mode that is not listed takes its type's own.
_BY_MODE: dict[tuple[str, str], Frame] = {
    ("AGREE", ""): _f("reach an agreement", to="with", topic="on", noun="an agreement", noun_to="with"),
    ("CONSULT", ""): _f("hold talks", to="with", topic="on", noun="talks", noun_to="with", plural_noun=True),
    ("CONSULT", "visit"): _f("visit", place="in", topic="for", noun="a visit", noun_to="to", takes_place=True),
    ("CONSULT", "third-party"): _f("mediate", to="between", topic="on", noun="mediation", noun_to="between"),
    ("CONSULT", "multilateral"): _f(
        "hold talks", to="with", topic="on", noun="talks of several parties", noun_to="with", plural_noun=True
    ),
    ("CONSULT", "phone"): _f("speak by telephone", to="with", topic="about", noun="a telephone call", noun_to="with"),
    ("SUPPORT", ""): _f("express support", to="for", topic="on", noun="support", noun_to="for"),
    ("CONCEDE", ""): _f("make a concession", to="to", topic="on", noun="a concession", noun_to="to"),
    ("COOPERATE", ""): _f("cooperate", to="with", topic="on", noun="cooperation", noun_to="with"),
    ("AID", ""): _f("give aid", to="to", topic="for", noun="aid", noun_to="to"),
    ("RETREAT", ""): _f("pull back", place="from", topic="on", noun="a pull-back", noun_to="by"),
    ("RETREAT", "withdraw"): _f("withdraw", to="from", place="from", topic="on", noun="a withdrawal", noun_to="from"),
    ("RETREAT", "release"): _f("release", topic="after", noun="a release", noun_to="of"),
    ("RETREAT", "return"): _f(
        "hand over territory", to="to", place="in", topic="of", noun="a return of territory", noun_to="to"
    ),
    ("RETREAT", "disarm"): _f("disarm", topic="under", noun="a disarmament", noun_to="of"),
    ("RETREAT", "ceasefire"): _f("cease fire", to="with", topic="under", noun="a ceasefire", noun_to="with"),
    ("RETREAT", "access"): _f("allow access", to="for", place="to", topic="for", noun="access", noun_to="for"),
    ("RETREAT", "resign"): _f("resign", to="from", topic="over", noun="a resignation", noun_to="from"),
    ("REQUEST", ""): _f("appeal", to="to", topic="for", noun="a call", noun_to="on"),
    ("REQUEST", "assist"): _f("appeal", to="to", topic="for", noun="a call for help", noun_to="to"),
    ("REQUEST", "change"): _f("call for change", to="by", topic="on", noun="a call for change", noun_to="by"),
    ("REQUEST", "yield"): _f("call", to="on", topic="for", noun="a demand", noun_to="on"),
    ("REQUEST", "meet"): _f("call for talks", to="with", topic="on", noun="a call for talks", noun_to="with"),
    ("ACCUSE", ""): _f("accuse", topic="of", noun="an accusation", noun_to="against"),
    ("ACCUSE", "disapprove"): _f("criticise", topic="over", noun="criticism", noun_to="of"),
    ("ACCUSE", "investigate"): _f("investigate", topic="over", noun="an investigation", noun_to="of"),
    ("ACCUSE", "allege"): _f("accuse", topic="of", noun="an allegation", noun_to="against"),
    ("REJECT", ""): _f("reject", topic="on", noun="a refusal", noun_to="towards"),
    ("REJECT", "assist"): _f("refuse help", to="to", topic="with", noun="a refusal of help", noun_to="to"),
    ("REJECT", "change"): _f("refuse", topic="on", noun="a refusal", noun_to="towards"),
    ("REJECT", "yield"): _f("refuse", rest="to yield", to="to", topic="on", noun="a refusal to yield", noun_to="to"),
    ("REJECT", "meet"): _f("refuse talks", to="with", topic="on", noun="a refusal of talks", noun_to="with"),
    ("THREATEN", ""): _f("threaten", topic="with", noun="a threat", noun_to="against"),
    ("THREATEN", "restrict"): _f("threaten", manner="with restrictions", topic="over", noun="a threat of restrictions"),
    ("THREATEN", "ban"): _f("threaten", manner="with a ban", topic="over", noun="a threat of a ban"),
    ("THREATEN", "arrest"): _f("threaten", manner="with arrest", topic="over", noun="a threat of arrest"),
    ("THREATEN", "relations"): _f(
        "threaten to break relations", to="with", topic="over", noun="a threat to break relations", noun_to="with"
    ),
    ("THREATEN", "expel"): _f("threaten", manner="with expulsion", topic="over", noun="a threat of expulsion"),
    ("THREATEN", "territory"): _f(
        "threaten", manner="with taking territory", topic="over", noun="a threat to take territory"
    ),
    ("THREATEN", "violence"): _f("threaten", manner="with force", topic="over", noun="a threat of force"),
    ("PROTEST", ""): _f("protest", to="against", topic="over", noun="a protest"),
    ("PROTEST", "demo"): _f("demonstrate", to="against", topic="over", noun="a demonstration"),
    ("PROTEST", "riot"): _f("riot", to="against", topic="over", noun="a riot"),
    ("PROTEST", "strike"): _f("go on strike", to="against", topic="over", noun="a strike"),
    ("PROTEST", "hunger"): _f("go on hunger strike", to="against", topic="over", noun="a hunger strike"),
    ("PROTEST", "boycott"): _f("boycott", topic="over", noun="a boycott", noun_to="of"),
    ("PROTEST", "obstruct"): _f("block", topic="over", noun="a blockade", noun_to="of", takes_place=True),
    ("SANCTION", ""): _f("take measures", to="against", topic="over", noun="measures", plural_noun=True),
    ("SANCTION", "convict"): _f("convict", topic="over", noun="a conviction", noun_to="of"),
    ("SANCTION", "expel"): _f("drive out", place="from", topic="over", noun="an expulsion", noun_to="of"),
    ("SANCTION", "withdraw"): _f("withdraw", to="from", place="from", topic="over", noun="a walkout", noun_to="from"),
    ("SANCTION", "discontinue"): _f(
        "suspend ties", to="with", topic="over", noun="a suspension of ties", noun_to="with"
    ),
    ("MOBILIZE", ""): _f("mobilise", to="against", topic="for", noun="a mobilisation"),
    ("MOBILIZE", "troops"): _f("deploy", to="against", place="to", topic="for", noun="a deployment of troops"),
    ("MOBILIZE", "weapons"): _f("move weapons", to="against", place="to", topic="for", noun="a deployment of weapons"),
    ("MOBILIZE", "police"): _f("deploy", to="against", place="to", topic="for", noun="a deployment of police"),
    ("MOBILIZE", "militia"): _f("mobilise", to="against", topic="for", noun="a mobilisation of militia"),
    ("COERCE", ""): _f("take coercive measures", to="against", topic="over", noun="coercion", noun_to="of"),
    ("COERCE", "seize"): _f("seize", to="from", topic="of", noun="a seizure", noun_to="from", takes_place=True),
    ("COERCE", "restrict"): _f("impose restrictions", to="on", topic="on", noun="restrictions", noun_to="on",
                               plural_noun=True),
    ("COERCE", "ban"): _f("ban", topic="from", noun="a ban", noun_to="on"),
    ("COERCE", "censor"): _f("censor", topic="over", noun="censorship", noun_to="of"),
    ("COERCE", "curfew"): _f("impose a curfew", to="on", topic="over", noun="a curfew", noun_to="on"),
    ("COERCE", "martial-law"): _f("impose emergency rule", to="on", topic="over", noun="emergency rule", noun_to="on"),
    ("COERCE", "arrest"): _f("arrest", topic="over", noun="an arrest", noun_to="of"),
    ("COERCE", "deport"): _f("deport", place="from", topic="over", noun="a deportation", noun_to="of"),
    ("COERCE", "withhold"): _f("withhold goods or services", to="from", topic="over", noun="a withholding of services",
                               noun_to="from"),
    ("COERCE", "misinformation"): _f("spread false information", to="about", topic="on", noun="false information",
                                     noun_to="about"),
    ("COERCE", "cyber"): _f("carry out a cyber attack", to="on", topic="over", noun="a cyber attack", noun_to="on"),
    ("ASSAULT", ""): _f("attack", topic="over", noun="an attack", noun_to="on", takes_place=True),
    ("ASSAULT", "abduct"): _f("abduct", topic="over", noun="an abduction", noun_to="of"),
    ("ASSAULT", "beat"): _f("beat", topic="over", noun="a beating", noun_to="of"),
    ("ASSAULT", "torture"): _f("torture", topic="over", noun="torture", noun_to="of"),
    ("ASSAULT", "execute"): _f("execute", topic="over", noun="an execution", noun_to="of"),
    ("ASSAULT", "sexual"): _f("commit sexual violence", to="against", topic="over", noun="sexual violence"),
    ("ASSAULT", "assassinate"): _f("assassinate", topic="over", noun="an assassination", noun_to="of"),
    ("ASSAULT", "destroy"): _f("destroy property", to="of", topic="over", noun="destruction of property", noun_to="of"),
    ("ASSAULT", "primitive"): _f("attack", topic="with", noun="an attack with simple weapons", noun_to="on"),
    ("ASSAULT", "firearms"): _f("shoot", to="at", topic="over", noun="a shooting", noun_to="of"),
    ("ASSAULT", "explosives"): _f("bomb", topic="over", noun="a bombing", noun_to="of", takes_place=True),
    ("ASSAULT", "suicide-attack"): _f("carry out a suicide attack", to="on", noun="a suicide attack", noun_to="on"),
    ("ASSAULT", "aerial"): _f("carry out air strikes", to="on", noun="air strikes", noun_to="on", plural_noun=True),
    ("ASSAULT", "drone"): _f("carry out a drone attack", to="on", noun="a drone attack", noun_to="on"),
    ("ASSAULT", "heavy-weapons"): _f("shell", noun="shelling", noun_to="of", takes_place=True),
    ("ASSAULT", "crowd-control"): _f("use force", to="against", noun="the use of force against a crowd", noun_to="of"),
    ("ASSAULT", "cleansing"): _f("commit ethnic cleansing", to="against", noun="ethnic cleansing"),
    ("ASSAULT", "massacre"): _f("massacre", noun="a massacre", noun_to="of"),
    ("ASSAULT", "unconventional"): _f("use unconventional weapons", to="against",
                                      noun="the use of unconventional weapons"),
    ("ASSAULT", "sideAB"): _f("fight", noun="fighting", noun_to="with"),
}  # fmt: skip

# Triggers whose own verb says it better than the type's. `words` are the nouns and adjectives that share the frame.
EVENT_TYPES = tuple(dict.fromkeys(one for one, _ in _BY_MODE))
"""The types of the codebook."""

_BY_TRIGGER: dict[str, tuple[Frame, ...]] = {
    "AGREE": (
        _f("promise", to="", topic="", noun="a promise", noun_to="to", words=("promise", "pledge", "commitment"),
           also=("pledge", "vow", "commit")),
        _f("sign an agreement", to="with", topic="on", noun="the signing of an agreement", noun_to="with",
           words=("signing", "signature"), also=("sign", "initial")),
        _f("offer", topic="", noun="an offer", noun_to="to", words=("offer",)),
        _f("seek closer ties", to="with", topic="", noun="closer ties", noun_to="with", plural_noun=True,
           also=("seek", "deepen", "strengthen", "diversify", "expand", "develop")),
    ),
    "CONSULT": (
        _f("meet", topic="on", noun="a meeting", noun_to="with", words=("meeting", "summit"), also=("meet",)),
        _f("negotiate", to="with", topic="on", noun="negotiations", noun_to="with", plural_noun=True,
           words=("negotiation", "negotiations"), also=("negotiate",)),
        _f("mediate", to="between", topic="on", noun="mediation", noun_to="between", words=("mediation",),
           also=("mediate", "broker")),
    ),
    "SUPPORT": (
        _f("praise", topic="for", noun="praise", noun_to="of", also=("praise", "commend", "hail")),
        _f("endorse", topic="on", noun="an endorsement", noun_to="of", also=("endorse",)),
        _f("recognise", topic="as", noun="recognition", noun_to="of", words=("recognition",),
           also=("recognise", "recognize")),
        _f("welcome", topic="for", noun="a welcome", noun_to="to", also=("welcome",)),
        _f("thank", topic="for", noun="thanks", noun_to="to", plural_noun=True, also=("thank",)),
        _f("defend", topic="over", noun="a defence", noun_to="of", also=("defend",)),
        _f("apologise", to="to", topic="for", noun="an apology", noun_to="to", words=("apology",),
           also=("apologise", "apologize")),
        _f("congratulate", topic="on", noun="congratulations", noun_to="to", plural_noun=True, also=("congratulate",)),
    ),
    "REQUEST": (
        _f("urge", topic="to agree to", noun="an appeal", noun_to="to", also=("urge",)),
        _f("demand action", to="from", topic="on", noun="a demand", noun_to="on", words=("demand", "demands"),
           also=("demand",)),
    ),
    "ACCUSE": (
        _f("blame", topic="for", noun="blame", noun_to="on", words=("blame",), also=("blame",)),
        _f("condemn", topic="for", noun="condemnation", noun_to="of", words=("condemnation",),
           also=("condemn", "denounce", "deplore")),
        _f("criticise", topic="over", noun="criticism", noun_to="of", words=("criticism",),
           also=("criticise", "criticize")),
        _f("bring a case", to="against", topic="over", noun="a case", noun_to="against",
           words=("lawsuit", "complaint", "suit"), also=("sue",)),
        _f("submit evidence", to="against", topic="on", noun="a submission of evidence", noun_to="against",
           words=("submission",), also=("submit", "file")),
        _f("indict", topic="over", noun="an indictment", noun_to="of", words=("indictment",),
           also=("indict", "charge")),
    ),
    "REJECT": (
        _f("veto", noun="a veto", noun_to="of", words=("veto",), also=("veto",)),
        _f("refuse cooperation", to="with", noun="a refusal", noun_to="towards", words=("refusal",), also=("refuse",)),
    ),
    "RETREAT": (
        _f("surrender", to="to", noun="a surrender", noun_to="to", words=("surrender",), also=("surrender",)),
        _f("withdraw", to="from", place="from", topic="on", noun="a withdrawal", noun_to="from",
           words=("withdrawal", "pullout", "pull-out"), also=("withdraw",)),
    ),
    "SANCTION": (
        _f("impose sanctions", to="on", topic="over", noun="sanctions", noun_to="on", plural_noun=True,
           words=("sanction", "sanctions", "embargo"), also=("sanction",)),
        *(
            _f(f"{verb} ties", to="with", topic="over", noun="a break in ties", noun_to="with")
            for verb in ("break", "cut", "freeze", "halt", "reduce", "sever", "suspend")
        ),
        _f("dismiss", topic="over", noun="a dismissal", noun_to="of", words=("dismissal",),
           also=("dismiss", "fire", "sack", "oust")),
        _f("flee", place="from", noun="an exodus", noun_to="of", actor_leaves=True, topic="over",
           words=("exodus", "flight", "displacement", "refugees"), also=("flee", "displace", "uproot")),
        _f("leave", to="", topic="over", noun="a departure", noun_to="from", also=("leave", "quit")),
    ),
    "MOBILIZE": (
        _f("set up", topic="", noun="a new post", also=("set", "install", "establish", "erect")),
        _f("send troops", to="against", place="to", topic="for", noun="a dispatch of troops", words=(), also=("send",)),
    ),
    "COERCE": (
        _f("detain", topic="over", noun="a detention", noun_to="of", words=("detention",), also=("detain", "hold")),
        _f("declare emergency rule", topic="over", noun="emergency rule", noun_to="on", also=("declare",)),
        _f("sentence", topic="to", noun="a sentence", noun_to="on", words=("sentence",), also=("sentence", "jail",
           "imprison")),
    ),
    "ASSAULT": (
        _f("retake", manner="by force", noun="a retaking by force", noun_to="from", takes_place=True, to="from",
           also=("retake", "recapture", "reconquer", "regain")),
        _f("seize", manner="by force", noun="a seizure by force", noun_to="from", takes_place=True, to="from",
           words=("capture", "seizure", "conquest"), also=("seize", "capture", "conquer", "overrun")),
        _f("occupy", noun="an occupation", noun_to="of", takes_place=True, words=("occupation",), also=("occupy",)),
        _f("invade", noun="an invasion", noun_to="of", takes_place=True, words=("invasion",), also=("invade",)),
        _f("fight", noun="fighting", noun_to="with", words=("fighting", "war", "battle", "clashes", "clash",
           "hostilities", "conflict"), also=("fight", "clash", "battle")),
        _f("kill", noun="a killing", noun_to="of", words=("killing", "killings"), also=("kill", "murder", "slay")),
        _f("injure", noun="an attack causing injuries", noun_to="to", also=("injure", "wound")),
        _f("commit genocide", to="against", noun="genocide", noun_to="against", words=("genocide",)),
        _f("launch an offensive", to="against", noun="an offensive", noun_to="against", words=("offensive",)),
        _f("launch an operation", to="against", noun="an operation", noun_to="against", words=("operation",)),
    ),
}  # fmt: skip


# Verbs that take who undergoes the act, or the thing it is about, as their object: told with their own verb.
_OWN_VERBS: dict[str, str] = {
    "AGREE": "accept approve",
    "CONSULT": "brief call discuss host phone receive visit",
    "SUPPORT": "adopt applaud approve back celebrate encourage honour honor pass ratify support sponsor",
    "CONCEDE": "allow ease lift loosen permit",
    "COOPERATE": "assist join",
    "AID": "aid arm assist equip fund help supply train treat",
    "RETREAT": "abandon dissolve free lift release",
    "REQUEST": "ask order propose recommend request suggest",
    "ACCUSE": "challenge fault impeach investigate probe prosecute rebuke slam suspect",
    "REJECT": "block decline defy deny dismiss ignore oppose overturn rebuff reject resist shun snub spurn",
    "THREATEN": "threaten warn",
    "PROTEST": "block boycott disrupt",
    "SANCTION": "cancel expel impeach remove",
    "MOBILIZE": "dispatch mass reinforce station test",
    "COERCE": """
        arrest ban block blockade capture censor close confiscate deport detain dissolve evict exile expel fine impound
        outlaw prohibit punish raid restrict search seize suspend
    """,
    "ASSAULT": """
        abduct ambush assassinate attack behead besiege bombard burn destroy execute harass hit kidnap raid shell stab
        storm strike target torture
    """,
}


# What is planned together is coded as an agreement to it; its own verb says what.
_PROMISED = {"AGREE": ("CONSULT", "COOPERATE", "AID", "SUPPORT")}


@cache
def _index() -> dict[tuple[str, str], Frame]:
    table: dict[tuple[str, str], Frame] = {}
    for kind, frames in _BY_TRIGGER.items():
        for frame in frames:
            own = () if frame.rest not in ("", "ties") else (frame.verb,)
            for lemma in (*own, *frame.also):
                for form in forms(lemma).all:
                    table.setdefault((kind, form), frame)
            for word in frame.words:
                table.setdefault((kind, word), frame)
    for kind, verbs in _OWN_VERBS.items():
        like = _BY_MODE[kind, ""]
        for verb in verbs.split():
            frame = replace(like, verb=verb, rest="", to="", manner="", takes_place=kind in ("ASSAULT", "COERCE"))
            for form in forms(verb).all:
                table.setdefault((kind, form), frame)
    return table


def frame_for(kind: str, mode: str, triggers: Iterable[str]) -> Frame:
    """The pattern for an event: by the first trigger word that has its own, else by type and mode.

    >>> frame_for("ASSAULT", "", ["retook"]).verb, frame_for("COERCE", "arrest", ["rounded up"]).verb
    ('retake', 'arrest')
    """
    for trigger in triggers:
        for word in trigger.casefold().split():
            for one in (kind, *_PROMISED.get(kind, ())):
                found = _index().get((one, word))
                if found:
                    return found
    return _BY_MODE.get((kind, mode)) or _BY_MODE.get((kind, "")) or _DEFAULT
