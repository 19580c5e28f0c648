"""What an event is about in the report's own words, whole up to where they end with sense."""

from __future__ import annotations

from chancery.coding.page import NOT_PART, Page
from chancery.terms import Token

#: Words that say nothing without the clause after them: "the documents of those who left".
_NEED_A_CLAUSE = frozenset(
    {"those", "that", "anyone", "anybody", "everyone", "everybody", "all", "one", "ones", "what"}
)
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "obj", "iobj"})
#: Words before a noun, between which a comma stands ("a safe, orderly return").
_BEFORE_NOUN = frozenset({"amod", "compound", "nummod"})
#: Words that no content ends with.
_DANGLING = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT"})


def own_words(page: Page, sentence: int, token: int) -> str:
    """The phrase headed by a token: of a verb with its complements, of a noun up to the first comma after its head.

    Shapes:  a comma between things that are listed ("a safe, orderly return") ends nothing; what hangs on at the end is
             left out.
    """
    tokens = page.sentences[sentence].tokens
    inside = _inside(page, sentence, token)
    end = _last(page, sentence, token, inside)
    while end > token and tokens[end].upos in _DANGLING and not _particle(tokens, end):
        end -= 1
    first = min(at for at in inside if at == token or tokens[at].deprel != "punct")
    while first < token and tokens[first].deprel in ("case", "mark", "cc", "punct"):
        first += 1
    span = page.phrase(sentence, token)
    start = min(span.start, tokens[first].start) if first < token else span.start
    stop = tokens[end].end
    return page.text[start : max(stop, span.end)] if end == inside[-1] else page.text[start:stop]


def _inside(page: Page, sentence: int, token: int) -> list[int]:
    """The tokens of the phrase: `Page.below`, with what a verb says and a "those" needs, and with what is listed."""
    tokens, kids = page.sentences[sentence].tokens, page.kids[sentence]
    found, queue = [], [token]

    def verbal_at(at: int) -> bool:
        return tokens[at].upos in ("VERB", "AUX")

    while queue:
        at = queue.pop()
        found.append(at)
        for kid in kids[at]:
            relation = tokens[kid].deprel
            said = verbal_at(token) and relation == "ccomp" and kid > at
            needed = relation == "acl:relcl" and tokens[at].text.lower() in _NEED_A_CLAUSE
            listed = relation == "conj" and (_goes_on(page, sentence, kid) if at == token or verbal_at(kid) else True)
            listed = listed or (relation == "cc" and tokens[at].deprel == "conj" and at != token)
            held = (
                relation == "advcl"
                and kid > token
                and verbal_at(token)
                and page.text[tokens[kid - 1].start :].startswith("from ")
            )
            if relation not in NOT_PART or said or held or needed or listed or (relation == "punct" and kid > token):
                queue.append(kid)
    return sorted(found)


def _describes(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a word behind a comma is one of several before a noun ("a safe, orderly return")."""
    token = tokens[at]
    return (token.deprel in _BEFORE_NOUN and token.head > at) or (token.deprel == "conj" and token.upos == "ADJ")


def _goes_on(page: Page, sentence: int, conjunct: int) -> bool:
    """Whether a verb goes on with what the one before begins ("to disarm and disband"): no further clause, no ", and".

    The second of two nouns that are the content itself is a content of its own.
    """
    tokens, kids = page.sentences[sentence].tokens, page.kids[sentence][conjunct]
    if tokens[conjunct].upos not in ("VERB", "AUX"):
        return False
    relations = {tokens[kid].deprel for kid in kids}
    return not any(relation.startswith("nsubj") for relation in relations) and not {"cc", "punct"} <= {
        tokens[kid].deprel for kid in kids if kid < conjunct
    }


def _last(page: Page, sentence: int, token: int, inside: list[int]) -> int:
    """The last token: before the first comma that ends the phrase, after all that its verb asks for."""
    tokens = page.sentences[sentence].tokens
    least = token
    if tokens[token].upos in ("VERB", "AUX"):
        at = token
        for _ in inside:  # "agreed to help the army to ensure that ..."
            asked = [kid for kid in page.kids[sentence][at] if tokens[kid].deprel in _COMPLEMENTS and kid > at]
            if not asked:
                break
            at = asked[-1]
            least = max(least, at)
    for at in inside:
        if at <= least or tokens[at].text != ",":
            continue
        if tokens[at].head in inside and tokens[tokens[at].head].deprel == "conj":
            continue
        if at + 1 < len(tokens) and _describes(tokens, at + 1):
            continue
        return max((one for one in inside if one < at), default=token)
    return inside[-1]


def _particle(tokens: tuple[Token, ...], at: int) -> bool:
    return tokens[at].deprel == "compound:prt"
