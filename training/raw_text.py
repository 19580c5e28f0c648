"""Raw text with its gold cuts, made from treebank words, for the splitter to learn from."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from training.corpora import Sentence, Word, read_conllu
from training.data import ewt_sentences

#: Cuts: the character begins no word, a word, a sentence (and a word).
INSIDE, WORD, SENTENCE = 0, 1, 2

#: Titles that news sets before a name; the treebanks hold too few of them.
TITLES = [
    "Gen.",
    "Sen.",
    "Rep.",
    "Gov.",
    "Lt.",
    "Col.",
    "Maj.",
    "Capt.",
    "Sgt.",
    "Rev.",
    "Dr.",
    "Mr.",
    "Mrs.",
    "Ms.",
    "Prof.",
    "St.",
    "Adm.",
    "Brig.",
    "Cmdr.",
    "Hon.",
    "Pres.",
    "Sec.",
    "Amb.",
    "Supt.",
    "Det.",
]

#: Short forms of months and of firms, and states as they stand in a news text.
MONTHS = {
    "January": "Jan.",
    "February": "Feb.",
    "August": "Aug.",
    "September": "Sept.",
    "October": "Oct.",
    "November": "Nov.",
    "December": "Dec.",
}
FIRMS = ["Inc.", "Corp.", "Ltd.", "Co.", "Bros.", "Plc."]
STATES = ["U.S.", "U.K.", "U.N.", "U.S.", "U.A.E.", "D.C.", "U.S.", "E.U."]
AGENCIES = ("AP", "Reuters", "AFP", "Xinhua", "CNN", "TASS", "UPI", "dpa")


#: Share of plain statements that become direct speech, which treebanks hold too little of.
SPEECH_SHARE = 0.12


@dataclass(slots=True)
class CutText:
    """A block of text with a cut per character."""

    text: str
    cuts: list[int]


def blocks(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """The paragraphs of the sentences, as the corpus marks them."""
    block: list[Sentence] = []
    for sentence in sentences:
        if sentence.paragraph and block:
            yield block
            block = []
        block.append(sentence)
    if block:
        yield block


def cut_text(block: list[Sentence]) -> CutText | None:
    """The block's text and cuts; None where a contraction's parts do not spell it."""
    text, cuts = "", []
    for sentence in block:
        for first, last, form in sentence.surface:
            if "".join(word.form for word in sentence.words[first : last + 1]) != form:
                return None
        for number, word in enumerate(sentence.words):
            form = word.form.replace(" ", "\u00a0") if " " in word.form else word.form
            text += form
            cuts += [WORD if number else SENTENCE] + [INSIDE] * (len(form) - 1)
            if word.space_after:
                text += " "
                cuts.append(INSIDE)
    if text.endswith(" "):
        text, cuts = text[:-1], cuts[:-1]
    return CutText(text, cuts) if text else None


def training_blocks(corpora: Path) -> list[list[Sentence]]:
    """Paragraphs to learn cuts from. GUM's vlogs are speech without stops and stay out."""
    gum = read_conllu(corpora / "gum-free/en_gum-ud-train.conllu.gz", "gum")
    written = [sentence for sentence in gum if "_vlog_" not in sentence.ident]
    return list(blocks(ewt_sentences(corpora, "train"))) + list(blocks(written))


def varied(source: list[list[Sentence]], rng: random.Random) -> list[CutText]:
    """The blocks as news would print them: joined, quoted, curled, shortened, with a dateline."""
    people = _people(source)
    places = sorted({w.form for b in source for s in b for w in _named(s, "B-LOC") if w.form[0].isupper()})
    found = []
    for block in _joined(source, rng):
        changed = [_news_forms(sentence, rng) for sentence in block]
        for number, sentence in enumerate(changed):
            if rng.random() < SPEECH_SHARE and _plain_statement(sentence):
                changed[number] = quoted(sentence, rng.choice(people), rng)
                opens = changed[number].words[0].form == '"'
                if opens and number and rng.random() < 0.4 and _plain_statement(changed[number - 1]):
                    # A longer speech: the mark opens one sentence earlier.
                    changed[number] = replace(
                        changed[number], words=changed[number].words[1:], surface=sentence.surface
                    )
                    before = changed[number - 1]
                    changed[number - 1] = _moved(before, [Word('"', space_after=False)], before.words)
        if rng.random() < 0.05:
            changed[0] = _with_dateline(changed[0], rng.choice(places), rng)
        if rng.random() < 0.1 and changed[-1].words[-1].form == "." and len(changed[-1].words) > 3:
            changed[-1] = replace(changed[-1], words=changed[-1].words[:-1])
        cut = cut_text(changed)
        if cut:
            found.append(_printed(cut, rng))
    return found


def _people(source: list[list[Sentence]]) -> list[list[Word]]:
    """The persons of the source, each as its words."""
    people = []
    for sentence in (sentence for block in source for sentence in block):
        tags = sentence.names or []
        for start, tag in enumerate(tags):
            if tag == "B-PER" and sentence.words[start].form[:1].isupper():
                end = start + 1
                while end < len(tags) and tags[end] == "I-PER":
                    end += 1
                people.append([replace(word) for word in sentence.words[start:end]])
    return people


def _plain_statement(sentence: Sentence) -> bool:
    """Whether the sentence could be quoted whole: a capital, four words and more, a stop, no marks yet."""
    forms = sentence.forms
    return (
        len(forms) > 4
        and forms[0][:1].isupper()
        and forms[-1] in (".", "?", "!")
        and not any(sign in form for form in forms for sign in '"“”')
    )


def quoted(sentence: Sentence, person: list[Word], rng: random.Random) -> Sentence:
    """The statement as somebody's words, in one sentence with who said them."""
    speaker = [replace(word, space_after=True) for word in person]
    if rng.random() < 0.35:
        speaker = [Word(rng.choice(["he", "she", "they"]))]
    elif rng.random() < 0.3:
        speaker = [Word(rng.choice(TITLES)), *speaker]
    verb = [Word(rng.choice(["said", "said", "said", "added", "told", "asked", "wrote"]))]
    if verb[0].form == "told":
        verb.append(Word(rng.choice(["reporters", "AFP", "Reuters", "parliament"])))
    mark, stop = Word('"', space_after=False), Word(".")
    spoken = [*sentence.words[:-1], replace(sentence.words[-1], space_after=False)]
    spoken[-2] = replace(spoken[-2], space_after=False)
    if rng.random() < 0.25:
        if speaker[0].form in ("he", "she", "they"):
            speaker[0].form = speaker[0].form.title()
        verb[-1].space_after = False
        lead = [*speaker, *verb, Word(rng.choice([":", ","])), mark]
        return _moved(sentence, lead, [*spoken, replace(stop, form='"')])
    if spoken[-1].form == ".":
        spoken[-1].form = ","
    by = [*speaker, *verb] if rng.random() < 0.7 or len(verb) > 1 else [*verb, *speaker]
    by[-1].space_after = False
    return _moved(sentence, [mark], [*spoken, Word('"'), *by, stop])


def _moved(sentence: Sentence, lead: list[Word], words: list[Word]) -> Sentence:
    """The sentence with other words behind a lead, its contractions in their new places."""
    shift = len(lead)
    surface = [(first + shift, last + shift, form) for first, last, form in sentence.surface]
    return replace(sentence, words=[*lead, *words], surface=surface, names=None)


def _named(sentence: Sentence, tag: str) -> list[Word]:
    tags = sentence.names or []
    return [word for word, t in zip(sentence.words, tags, strict=False) if t == tag]


def _joined(source: list[list[Sentence]], rng: random.Random) -> Iterator[list[Sentence]]:
    """Blocks, a third of them joined to the one before where that ends with a stop."""
    current: list[Sentence] = []
    for block in source:
        ends = current and re.search(r"[.!?]$|[.!?][\"'”)]$", "".join(current[-1].forms[-2:]))
        if current and not (ends and rng.random() < 0.35 and len(current) + len(block) < 10):
            yield current
            current = []
        if current:
            last = current[-1]
            words = [*last.words[:-1], replace(last.words[-1], space_after=True)]
            current = [*current[:-1], replace(last, words=words)]
        current = [*current, *block]
    if current:
        yield current


def _news_forms(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence with some short forms that news is full of."""
    if rng.random() < 0.5 or sentence.surface:
        return sentence
    words: list[Word] = []
    tags = sentence.names or ["O"] * len(sentence.words)
    for number, (word, tag) in enumerate(zip(sentence.words, tags, strict=True)):
        after = tags[number + 1] if number + 1 < len(tags) else "O"
        draw = rng.random()
        if tag == "B-PER" and word.form[0].isupper():
            if draw < 0.2:
                words.append(Word(rng.choice(TITLES)))
            if draw < 0.1 or 0.2 < draw < 0.3:
                words.append(Word(rng.choice("ABCDEFGHJKLMPRSTW") + "."))
            elif after == "I-PER" and 0.3 < draw < 0.45:
                word = replace(word, form=word.form[0] + ".")
        elif tag == "B-LOC" and after != "I-LOC" and draw < 0.15 and word.space_after:
            word = replace(word, form=rng.choice(STATES))
        elif word.form in MONTHS and draw < 0.4 and word.space_after:
            word = replace(word, form=MONTHS[word.form])
        words.append(word)
        ends_firm = tag[2:] == "ORG" and after != "I-ORG"
        if ends_firm and draw < 0.1 and word.space_after and len(word.form) > 2:
            words.append(Word(rng.choice(FIRMS)))
        if word.upos == "NUM" and word.form.isdigit() and draw < 0.06 and word.space_after:
            words.append(Word(rng.choice(["a.m.", "p.m.", "km.", "percent"])))
    # A sentence's stop merges with that of a short form before it.
    if len(words) > 1 and words[-1].form == "." and words[-2].form.endswith("."):
        words = [*words[:-2], replace(words[-2], space_after=words[-1].space_after)]
    return replace(sentence, words=words)


def _with_dateline(sentence: Sentence, place: str, rng: random.Random) -> Sentence:
    line = [Word(place.upper() if rng.random() < 0.7 else place)]
    if rng.random() < 0.5:
        line[-1].space_after = False
        line.append(Word(","))
        if rng.random() < 0.5:
            line += [Word(rng.choice(list(MONTHS.values()))), Word(str(rng.randint(1, 31)))]
        else:
            line.append(Word(rng.choice(["Afghanistan", "Iraq", "France", "Calif.", "Kenya"])))
    if rng.random() < 0.7:
        line += [
            Word("(", space_after=False),
            Word(rng.choice(AGENCIES), space_after=False),
            Word(")"),
        ]
    line.append(Word(rng.choice("—–-")))
    return _moved(sentence, line, sentence.words)


def _printed(cut: CutText, rng: random.Random) -> CutText:
    """The same cuts under other quotation marks, casing and line ends; lengths never change."""
    text = cut.text
    draw = rng.random()
    if draw < 0.35:
        text = re.sub(r"(^|[\s(\[—-])\"", "\\1“", text).replace('"', "”")
        text = re.sub(r"(^|[\s(\[—“-])'(?!s\b)", "\\1‘", text).replace("'", "’")
    elif draw < 0.6:
        text = text.translate(str.maketrans("“”‘’", "\"\"''"))
    draw = rng.random()
    changed = text
    if draw < 0.04:
        changed = re.sub(r"\b[a-z]", lambda m: m.group().upper(), text)
    elif draw < 0.055:
        changed = text.upper()
    elif draw < 0.07:
        changed = text.lower()
    if len(changed) == len(text):
        text = changed
    if rng.random() < 0.08:
        text = "".join("\n" if s == " " and rng.random() < 0.1 else s for s in text)
    return CutText(text, cut.cuts)
