"""Predicates into drafts of events, by the trigger rules of the codebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chancery.coding.drafts import Draft
from chancery.coding.fillers import Conditions, participants
from chancery.coding.page import Page
from chancery.shelf.codebooks import Codebook, Trigger
from chancery.terms import Participant, Predicate, Step

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "such"})
#: Roles that do not tell which event of its kind a noun means.
_BESIDES = frozenset({"time", "manner", "cause", "purpose"})
#: Types whose words are not those of games.
_IN_EARNEST = frozenset({"REQUEST", "AGREE", "CONSULT", "THREATEN", "COERCE", "REJECT"})
_INTO = frozenset({"content", "patient", "topic", "purpose", "recipient"})


def find_drafts(page: Page, codebook: Codebook, conditions: Conditions) -> list[Draft]:
    """A draft for each predicate that a rule takes for an event, in text order.

    Shapes:  drafts whose noun has no parts of its own ("the withdrawal") are tentative; contents of absorbing
             predicates (what is pledged, demanded, refused) are left out.
    """
    drafts: list[Draft] = []
    rules: dict[int, Trigger] = {}
    for index, predicate in enumerate(page.reading.predicates):
        if not may_be_event(page, codebook, conditions, predicate):
            continue
        rule, tentative = _rule_for(page, codebook, conditions, predicate)
        if rule is None or (predicate.modality == "generic" and not tentative):
            continue
        if rule.type not in _IN_EARNEST and conditions.of_sport(predicate.sentence):
            continue
        if rule.profile and predicate.construction == "compound":
            continue  # "the protest movement", "a murder case"
        rules[index] = rule
        step = (f"codebook:{rule.id}", f"{predicate.kind} {predicate.lemma!r}")
        drafts.append(draft_of(page, codebook, conditions, index, rule, tentative=tentative, step=step))
    absorbed = {draft.index for draft in drafts if is_absorbed(page, draft, rules) or _acted_on(page, draft, rules)}
    absorbed |= {draft.index for draft in drafts if _is_counted(draft, drafts)}
    return [draft for draft in drafts if draft.index not in absorbed]


def _is_counted(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a word for harm only says whom a number counts, beside another attack: "12 killed and 400 wounded"."""
    tokens, at = draft.sentence.tokens, draft.predicate.token
    return (
        draft.type == "ASSAULT"
        and draft.predicate.kind == "verb"
        and any(token.head == at and token.deprel == "nummod" for token in tokens[:at])
        and any(other.type == "ASSAULT" and other is not draft and other.sentence is draft.sentence for other in drafts)
    )


def may_be_event(page: Page, codebook: Codebook, conditions: Conditions, predicate: Predicate) -> bool:
    """Whether a predicate can state an event: not as a part of a name, nor as a verb that only carries a noun."""
    if predicate.construction == "light" and _carried(page, codebook, conditions, predicate):
        return False
    return not _in_name(page, predicate)


def is_excepted(codebook: Codebook, conditions: Conditions, predicate: Predicate) -> bool:
    """Whether the codebook knows the word, and an exception of one of its rules holds."""
    return any(
        any(conditions.holds(predicate, exception) for exception in rule.unless)
        for rule in _candidates(codebook, predicate)
    )


def draft_of(
    page: Page,
    codebook: Codebook,
    conditions: Conditions,
    index: int,
    rule: Trigger,
    *,
    tentative: bool = False,
    step: tuple[str, str],
) -> Draft:
    """The draft of the event that a rule finds at the predicate of an index, with its parties."""
    predicate = page.reading.predicates[index]
    sentence = page.sentences[predicate.sentence]
    draft = Draft(
        index=index,
        predicate=predicate,
        rule=rule,
        sentence=sentence,
        section=page.section(predicate.sentence),
        type=rule.type,
        mode=rule.mode or conditions.mode_by_words(predicate, codebook.types[rule.type]),
        contexts=rule.contexts,
        hedge=predicate.hedge,
        tentative=tentative,
        peopled=conditions.by_people(predicate),
        public=conditions.of_politics(predicate),
        stands=tentative and _stands(codebook, conditions, predicate),
    )
    draft.actors = participants(page, conditions, predicate, rule.actors)
    taken = {participant.span for participant in draft.actors}
    draft.recipients = tuple(
        participant
        for participant in participants(page, conditions, predicate, rule.recipients)
        if participant.span not in taken
    )
    if rule.type == "ASSAULT" and predicate.kind == "noun":
        borne = {role.head for role in predicate.roles if role.role == "agent" and _only_told(role.why)}
        spans = {mention.span for head in borne for mention in page.actors_at(sentence.index, head)}
        draft.actors = tuple(part for part in draft.actors if part.span not in spans)
    draft.actors = tuple(_acting(part, codebook.types[rule.type].sector) for part in draft.actors)
    if rule.mutual:
        _take_sides(page, draft)
    draft.steps.append(Step(*step))
    return draft


_BESIDE = frozenset({"alongside", "beside", "besides"})


def _take_sides(page: Page, draft: Draft) -> None:
    """Set the parties of a fight against each other: the first against the rest, but for those who fight beside it."""
    heads = {role.head for role in draft.predicate.roles if page.case_of(draft.sentence.index, role.head) in _BESIDE}
    spans = {mention.span for head in heads for mention in page.actors_at(draft.sentence.index, head)}
    friends = tuple(part for part in draft.recipients if part.span in spans)
    draft.recipients = tuple(part for part in draft.recipients if part.span not in spans)
    others = tuple(part for part in draft.actors[1:] if part.span not in spans)
    if not draft.recipients and others:
        draft.actors = tuple(part for part in draft.actors if part not in others)
        draft.recipients = others
    draft.actors += friends


def _only_told(why: str) -> bool:
    """Whether a role comes from the verb that tells of the event: who announces a capture did not thereby capture."""
    return why.startswith("shared:") or why.removeprefix("light:") in ("announce", "report", "claim", "confirm")


def _acting(part: Participant, sector: str) -> Participant:
    """A state that is named alone acts by the part of it that does such things: its forces fight."""
    if not sector or part.actor.kind != "country":
        return part
    return replace(part, actor=replace(part.actor, sector=sector), why=f"{part.why}; a state acts by its {sector}")


def _rule_for(
    page: Page, codebook: Codebook, conditions: Conditions, predicate: Predicate
) -> tuple[Trigger | None, bool]:
    candidates = _candidates(codebook, predicate)
    if not candidates:
        return None, False
    chosen = conditions.choose(predicate, candidates)
    bare = predicate.kind == "noun" and all(role.role in _BESIDES for role in predicate.roles)
    if chosen is not None and not (chosen.profile and bare):
        return chosen, False
    if predicate.kind == "noun" and _refers_back(page, predicate):
        for rule in candidates:
            if rule.anaphoric and not any(conditions.holds(predicate, exception) for exception in rule.unless):
                return rule, True
    return chosen, False


def _stands(codebook: Codebook, conditions: Conditions, predicate: Predicate) -> bool:
    """Whether a noun that points back is an event also where there is nothing for it to point to."""
    groups = tuple(rule for rule in _candidates(codebook, predicate) if rule.profile)
    return predicate.construction != "compound" and conditions.choose(predicate, groups) is not None


def _candidates(codebook: Codebook, predicate: Predicate) -> tuple[Trigger, ...]:
    """The rules for a predicate's lemma; where there are none, for the lemma of its sense: "raped" is no rapping."""
    index = {"verb": codebook.verbs, "noun": codebook.nouns, "adjective": codebook.adjectives}[predicate.kind]
    found = index.get(predicate.lemma) or index.get(predicate.roleset.rsplit(".", 1)[0], ())
    if found or predicate.kind == "noun":
        return found
    return next((index[lemma] for lemma in _respelt(predicate.lemma) if lemma in index), ())


def _respelt(lemma: str) -> Iterator[str]:
    """Lemmas that a lemmatiser's slip or the other spelling may stand for: "honoure", "apologis", "propp_up"."""
    stem, _, particle = lemma.partition("_")
    tail = f"_{particle}" if particle else ""
    if stem.endswith("e"):
        yield stem[:-1] + tail
    yield stem + "e" + tail
    if len(stem) > 3 and stem[-1] == stem[-2]:
        yield stem[:-1] + tail
    if "is" in stem[-3:]:
        yield stem[:-3] + stem[-3:].replace("is", "iz") + ("" if stem.endswith("e") else "e") + tail


def _carried(page: Page, codebook: Codebook, conditions: Conditions, predicate: Predicate) -> bool:
    """Whether the noun that a light verb carries is an event ("launched an attack"), so that the verb is none."""
    construction = f"light:{predicate.lemma}"
    return any(
        noun.construction == construction and _rule_for(page, codebook, conditions, noun)[0] is not None
        for noun in page.reading.predicates
        if noun.sentence == predicate.sentence
    )


def _refers_back(page: Page, predicate: Predicate) -> bool:
    """Whether a noun's determiner or owner says that the event is known ("the withdrawal", "its offensive")."""
    tokens = page.sentences[predicate.sentence].tokens
    headline = page.section(predicate.sentence) in ("title", "deck", "key_takeaways")
    for kid in page.kids[predicate.sentence][predicate.token]:
        if tokens[kid].deprel in ("det", "nmod:poss") and tokens[kid].text.lower() in _DEFINITE:
            return True
        if tokens[kid].deprel == "nmod:poss":
            return True
    if tokens[predicate.token].deprel == "compound":
        return True
    return headline and not any(tokens[kid].deprel == "det" for kid in page.kids[predicate.sentence][predicate.token])


def _in_name(page: Page, predicate: Predicate) -> bool:
    if predicate.kind == "verb":
        return False
    return any(
        name.sentence == predicate.sentence and name.first <= predicate.token <= name.last
        for name in page.reading.names
    )


def is_absorbed(page: Page, draft: Draft, rules: dict[int, Trigger]) -> bool:
    """Whether the predicate is the content of an absorbing one: what is pledged is not yet given.

    A suit, a charge or a demand that is refused has been brought all the same.
    """
    predicate = draft.predicate
    if page.told_in_passing(predicate.sentence, predicate.token):
        return False
    brought = predicate.kind == "noun" and draft.type in _BROUGHT

    def takes_in(rule: Trigger | None) -> bool:
        return rule is not None and rule.absorbs and not (brought and rule.type == "REJECT")

    seen: set[int] = set()
    at = predicate
    governor = at.governor
    while governor is not None and governor not in seen:
        seen.add(governor)
        outer = page.reading.predicates[governor]
        rule = rules.get(governor)
        linked = any(role.head == at.token and role.role in _INTO for role in outer.roles) or any(
            at.token in page.conjuncts(outer.sentence, role.head) for role in outer.roles if role.role in _INTO
        )
        if takes_in(rule) and linked:
            return True
        if not linked and not any(role.head == at.token for role in outer.roles):
            inside = any(
                role.role in _INTO and at.token in page.below(outer.sentence, role.head) for role in outer.roles
            )
            if takes_in(rule) and inside:
                return True
        at, governor = outer, outer.governor
    return _inside_content(page, predicate, {index: rule for index, rule in rules.items() if takes_in(rule)})


#: What a coded verb is done to, rather than an event of its own: "ratified the treaty", "suspended cooperation".
_DONE_TO = frozenset({"AGREE", "COOPERATE", "CONSULT"})
_OVER = frozenset({"end", "collapse", "expire", "lapse", "break_down", "fail", "unravel", "fall_apart"})
#: Nouns of these types name what somebody has done, whatever came of it.
_BROUGHT = frozenset({"ACCUSE"})
_DOING = frozenset({"SUPPORT", "SANCTION", "REJECT", "CONCEDE", "AGREE", "COOPERATE", "CONSULT"})


def _acted_on(page: Page, draft: Draft, rules: dict[int, Trigger]) -> bool:
    """Whether the noun is only what another coded verb of its sentence is done to."""
    if draft.predicate.kind != "noun" or draft.type not in _DONE_TO:
        return False
    if any(
        outer.sentence == draft.predicate.sentence
        and outer.lemma in _OVER
        and any(role.role in ("agent", "patient") and role.head == draft.predicate.token for role in outer.roles)
        and not any(role.role == "patient" and role.head != draft.predicate.token for role in outer.roles)
        for outer in page.reading.predicates
    ):
        return True  # "the agreement had ended" makes none
    return any(
        outer.sentence == draft.predicate.sentence
        and outer.kind == "verb"
        and rule.type in _DOING
        and any(role.role in ("patient", "topic") and role.head == draft.predicate.token for role in outer.roles)
        for index, rule in rules.items()
        for outer in (page.reading.predicates[index],)
    )


def _inside_content(page: Page, predicate: Predicate, rules: dict[int, Trigger]) -> bool:
    """Whether the predicate stands inside what an absorbing predicate of the sentence takes as its content."""
    for index, rule in rules.items():
        outer = page.reading.predicates[index]
        if not rule.absorbs or outer.sentence != predicate.sentence or outer.token == predicate.token:
            continue
        for role in outer.roles:
            if role.role in _INTO and predicate.token in page.below(outer.sentence, role.head):
                return True
            if role.role in _INTO and predicate.token in page.conjuncts(outer.sentence, role.head):
                return True
    return False
