"""Lemmas as edit scripts: a class the model can choose that turns a form into its lemma."""

from __future__ import annotations

from collections.abc import Container

#: Prefixes that leave a verb's irregular forms as they are.
PREFIXES = ("re", "over", "under", "out", "un", "mis", "fore", "with", "up")

#: Script of a lemma that no edit reaches: the form itself, small.
LOWER = "l0|"


def lemma_script(form: str, lemma: str) -> str:
    """Shortest script that turns the form into the lemma.

    Shapes: casing letter, number of final signs cut, "|", signs put in their place; or "=" and
    the whole lemma, where more than the word's end changes (`are` -> `=be`).
    Casing: "k" as in the form, "l" small, "t" first letter capital, "u" all capital.

    >>> lemma_script("countries", "country")
    'l3|y'
    >>> lemma_script("was", "be")
    '=be'
    """
    best = ""
    for casing in "lktu":
        cased = _case(form, casing)
        shared = _shared_start(cased, lemma)
        cut = len(cased) - shared
        if shared == 0 and lemma:
            continue
        script = f"{casing}{cut}|{lemma[shared:]}"
        if not best or (cut + len(lemma) - shared, casing != "l") < _cost(best):
            best = script
    whole = "=" + lemma
    if not best:
        return whole
    cut, _ = _cost(best)
    return whole if cut > 6 or (cut > 3 and len(lemma) <= 3) else best


def apply_script(form: str, script: str) -> str:
    """The lemma that a script makes of a form; never empty for a form that is not.

    >>> apply_script("parties", "l3|y")
    'party'
    """
    if script.startswith("="):
        return script[1:] or form
    casing = script[0]
    cut_text, _, added = script[1:].partition("|")
    cut = int(cut_text)
    cased = _case(form, casing)
    if cut > len(cased) or (cut == len(cased) and not added):
        return cased or form
    return (cased[: len(cased) - cut] + added) or form


def _case(form: str, casing: str) -> str:
    if casing == "l":
        return form.lower()
    if casing == "u":
        return form.upper()
    if casing == "t":
        return form[:1].upper() + form[1:].lower()
    return form


def _shared_start(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _cost(script: str) -> tuple[int, bool]:
    cut_text, _, added = script[1:].partition("|")
    return int(cut_text) + len(added), script[0] != "l"


def verb_lemma(form: str, lemma: str, verbs: Container[str]) -> str:
    """The lemma if it is a known verb, else the known verb that the form inflects regularly, else the lemma.

    Shapes: form of any casing; verbs are lemmas in lower case.

    >>> verb_lemma("committing", "committ", {"commit"})
    'commit'
    """
    if lemma in verbs:
        return lemma
    low = form.lower()
    for ending in ("ing", "ed", "es", "s", "d"):
        if not low.endswith(ending):
            continue
        stem = low[: -len(ending)]
        doubled = stem[-2:-1] == stem[-1:]
        for verb in (stem, stem + "e", stem[:-1] if doubled else "", stem[:-1] + "y" if stem.endswith("i") else ""):
            if len(verb) > 1 and verb in verbs:
                return verb
    return low if low in verbs else lemma


def noun_lemma(form: str, lemma: str, nouns: Container[str]) -> str:
    """The lemma if it is a known noun, else the known noun that the form is or is the plural of, else the lemma.

    >>> noun_lemma("Police", "polic", {"police"})
    'police'
    """
    if lemma in nouns:
        return lemma
    low = form.lower()
    if low in nouns:
        return low
    for ending, instead in (("ies", "y"), ("ves", "f"), ("s", ""), ("es", ""), ("men", "man")):
        if low.endswith(ending) and low[: -len(ending)] + instead in nouns:
            return low[: -len(ending)] + instead
    return lemma
