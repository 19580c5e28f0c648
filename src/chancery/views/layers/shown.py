"""What was read in some sentences of a report, by layer, as plain data for every form in which it is shown."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chancery.terms import Attribution, InputError, Predicate, Reading, Report, Sentence, Span, Token


class Layer(StrEnum):
    """The layers that can be shown, in the order in which they are."""

    parse = "parse"
    names = "names"
    roles = "roles"
    coref = "coref"
    quotes = "quotes"


#: What stands over each layer, and in its place where there is nothing.
HEADINGS = {
    Layer.parse: "Parse",
    Layer.names: "Names and times",
    Layer.roles: "Predicates and roles",
    Layer.coref: "Same thing meant, with the numbers of the sentences",
    Layer.quotes: "Who says what",
}
NONE_FOUND = {
    Layer.parse: "no words",
    Layer.names: "none found",
    Layer.roles: "no predicates found",
    Layer.coref: "no phrase here means what another does",
    Layer.quotes: "nobody is cited",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a sentence with what it was found to be.

    Shapes:  `start`/`end` are characters of the sentence's text. `tone` says how it looks: a kind of name, "date",
             "source", "cue", "content", or "chain" with its number in `chain`.
    """

    start: int
    end: int
    label: str
    tone: str
    chain: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """One line of what was found: its kind, its words, and what became of it or why it was found."""

    kind: str
    text: str
    more: str
    tone: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the parse. `head` is an index in the sentence, -1 for the root; offsets count in its text."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase that plays a part in a predicate, and from what that was told."""

    role: str
    text: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Happening:
    """A predicate: its trigger, its sense, how certain it is and why, its roles and PropBank's, each in text order."""

    start: int
    end: int
    text: str
    sense: str
    factuality: float
    notes: tuple[str, ...]
    parts: tuple[Part, ...]
    arguments: tuple[Part, ...] = ()

    @property
    def certainty(self) -> str:
        """The factuality as a number and as a word."""
        return f"{self.factuality:+.1f}, {certainty_word(self.factuality)}"


@dataclass(frozen=True, slots=True)
class Chain:
    """Phrases that mean the same, by the numbers of their sentences; `parts` where the phrase is several at once."""

    number: int
    mentions: tuple[tuple[int, str], ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says what: the words of the source ("" where it is not stated), the stance, the cue, what is said."""

    source: str
    stance: str
    cue: str
    contents: tuple[str, ...]
    how: str


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence with what the layers asked for hold of it; the others are empty.

    Shapes:  `number` counts from 1; `start`/`end` are characters of the report. `text` has each blank as one space, so
             that its characters are counted as the report's.
    """

    number: int
    start: int
    end: int
    text: str
    words: tuple[Word, ...]
    name_marks: tuple[Mark, ...] = ()
    names: tuple[Found, ...] = ()
    happenings: tuple[Happening, ...] = ()
    chain_marks: tuple[Mark, ...] = ()
    chains: tuple[Chain, ...] = ()
    quote_marks: tuple[Mark, ...] = ()
    sayings: tuple[Saying, ...] = ()

    def marks(self, layer: Layer) -> tuple[Mark, ...]:
        """The marks of a layer in the sentence; none for those that are shown otherwise."""
        by_layer = {Layer.names: self.name_marks, Layer.coref: self.chain_marks, Layer.quotes: self.quote_marks}
        return by_layer.get(layer, ())


@dataclass(frozen=True, slots=True)
class Shown:
    """The sentences of one report that were asked for, with the layers that were asked for."""

    report: Report
    layers: tuple[Layer, ...]
    sentences: tuple[ShownSentence, ...]

    @property
    def title(self) -> str:
        """The report's title, or where it came from."""
        return _flat(self.report.title or self.report.path or "") or "A text"


def certainty_word(factuality: float) -> str:
    """What a factuality (-3 to 3) comes to in a word.

    >>> certainty_word(3.0), certainty_word(0.0), certainty_word(-3.0)
    ('certainly so', 'open', 'certainly not')
    """
    bounds = ((2.0, "certainly so"), (0.75, "likely so"), (-0.75, "open"), (-2.0, "likely not"))
    return next((word for least, word in bounds if factuality > least), "certainly not")


def parse_layers(asked: Iterable[str]) -> tuple[Layer, ...]:
    """The layers that words name, each once, in the layers' own order; a word may name several, with commas between.

    Raises:  ValueError for a word that names none, with those that there are.
    """
    words = [part.strip().lower() for word in asked for part in word.split(",") if part.strip()]
    for word in words:
        if word not in {layer.value for layer in Layer}:
            close = difflib.get_close_matches(word, [layer.value for layer in Layer], n=1)
            hint = f"did you mean {close[0]}? " if close else ""
            raise ValueError(f"there is no layer {word!r}; {hint}there are {', '.join(Layer)}")
    return tuple(layer for layer in Layer if layer.value in words)


def parse_sentences(asked: str) -> tuple[int, int]:
    """The first and the last number of "N" or "N-M", counted from 1.

    >>> parse_sentences("3"), parse_sentences("2-5")
    ((3, 3), (2, 5))

    Raises:  ValueError where it is neither.
    """
    found = re.fullmatch(r"\s*(\d+)\s*(?:[-–]\s*(\d+)\s*)?", asked)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if first < 1 or last < first:
        raise ValueError(f"{asked!r} names no sentences; give a number from 1 on, or a range such as 2-5")
    return first, last


def build_shown(reading: Reading, layers: Sequence[Layer], sentences: tuple[int, int] | None = None) -> Shown:
    """The layers of a reading (all, where none is named), of the sentences from one number to another, or of all.

    Raises:  InputError where the report has none of these sentences.
    """
    layers = tuple(layers) or tuple(Layer)
    some = list(reading.sentences)
    if sentences is not None:
        first, last = sentences
        some = [one for one in some if first <= one.index + 1 <= last]
        if not some:
            held = len(reading.sentences)
            raise InputError(
                f"there is no sentence {first if first == last else f'{first}-{last}'}",
                where=reading.report.path or reading.report.id,
                remedy=f"the report has sentences 1 to {held}" if held else "the report has no sentences",
            )
    chains = list(_chains(reading)) if Layer.coref in layers else []
    return Shown(
        reading.report, tuple(layers), tuple(_shown_sentence(reading, one, frozenset(layers), chains) for one in some)
    )


def _shown_sentence(
    reading: Reading, sentence: Sentence, layers: frozenset[Layer], chains: Sequence[tuple[Chain, list[Span]]]
) -> ShownSentence:
    text = reading.report.text
    here = [(chain, [span for span in spans if sentence.span.holds(span)]) for chain, spans in chains]
    here = [(chain, spans) for chain, spans in here if spans]
    names = list(_names(reading, sentence)) if Layer.names in layers else []
    said = [one for one in reading.attributions if _touches(one, sentence)] if Layer.quotes in layers else []
    return ShownSentence(
        number=sentence.index + 1,
        start=sentence.start,
        end=sentence.end,
        text=_spaced(text[sentence.start : sentence.end]),
        words=tuple(_word(token, sentence) for token in sentence.tokens),
        name_marks=tuple(mark for mark, _ in names),
        names=tuple(found for _, found in names),
        happenings=tuple(
            _happening(reading, one, sentence) for one in reading.predicates if one.sentence == sentence.index
        )
        if Layer.roles in layers
        else (),
        chain_marks=tuple(
            sorted(
                (
                    Mark(
                        span.start - sentence.start, span.end - sentence.start, str(chain.number), "chain", chain.number
                    )
                    for chain, spans in here
                    for span in spans
                ),
                key=_place,
            )
        ),
        chains=tuple(chain for chain, _ in here),
        quote_marks=tuple(_quote_marks(reading, sentence, said)) if Layer.quotes in layers else (),
        sayings=tuple(_saying(text, one) for one in said),
    )


def _word(token: Token, sentence: Sentence) -> Word:
    start, end = token.start - sentence.start, token.end - sentence.start
    return Word(start, end, _spaced(token.text), _spaced(token.lemma), token.upos, token.head, token.deprel)


def _names(reading: Reading, sentence: Sentence) -> Iterator[tuple[Mark, Found]]:
    """Names with what they were resolved to, and expressions of time, in text order."""
    text, at = reading.report.text, sentence.index
    actors = sorted(
        (one for one in reading.actors if one.sentence == at), key=lambda one: one.span.end - one.span.start
    )
    places = {(one.span.start, one.span.end): one.place for one in reading.places if one.sentence == at}
    found: list[tuple[Mark, Found]] = []
    for name in reading.names:
        if name.sentence != at:
            continue
        known = []
        span, place = Span(name.start, name.end), places.get((name.start, name.end))
        # The shortest phrase that holds the name: "Dmitry Peskov" is known as "Kremlin spokesman Dmitry Peskov".
        if phrase := next((one for one in actors if one.span.holds(span)), None):
            actor = phrase.actor
            known.append(", ".join(part for part in (f"actor {actor.name}", actor.country, actor.sector) if part))
            if phrase.span != span:
                known[-1] += f' as "{_flat(phrase.span.cut(text))}"'
        if place:
            known.append(", ".join(part for part in (f"place {place.name}", place.country, place.precision) if part))
        more = "; ".join([*known, f"score {name.score:.2f}"])
        mark = Mark(name.start - sentence.start, name.end - sentence.start, name.kind, name.kind)
        found.append((mark, Found(name.kind, _flat(text[name.start : name.end]), more, name.kind)))
    for time in reading.times:
        if time.sentence == at:
            value = time.date.edtf or (time.kind if time.kind != "date" else "not resolved")
            words = [value, *([f"from {time.relative!r}"] if time.relative else []), f"rule {time.rule}"]
            mark = Mark(time.start - sentence.start, time.end - sentence.start, "time", "date")
            more = "; ".join(words if time.rule else words[:-1])
            found.append((mark, Found("time", _flat(text[time.start : time.end]), more, "date")))
    yield from sorted(found, key=lambda one: _place(one[0]))


def _happening(reading: Reading, predicate: Predicate, sentence: Sentence) -> Happening:
    text = reading.report.text
    notes = [predicate.kind, predicate.modality + (f" ({predicate.modality_why})" if predicate.modality_why else "")]
    if predicate.tense:
        notes.append(predicate.tense)
    if predicate.construction:
        notes.append(predicate.construction)
    if predicate.hedge:
        notes.append(f'hedge "{predicate.hedge}"')
    if predicate.governor is not None:
        governor = reading.predicates[predicate.governor]
        notes.append(f'under "{_flat(text[governor.start : governor.end])}"')
    base = sentence.start
    parts = tuple(
        Part(role.role, _flat(text[role.start : role.end]), role.start - base, role.end - base, role.why)
        for role in sorted(predicate.roles, key=lambda role: (role.start, role.end))
    )
    arguments = tuple(
        Part(one.role, _flat(text[one.start : one.end]), one.start - base, one.end - base, _by_the_model(one.function))
        for one in sorted(predicate.arguments, key=lambda one: (one.start, one.end))
    )
    sense = predicate.roleset or predicate.lemma
    words = _flat(text[predicate.start : predicate.end])
    start, end = predicate.start - base, predicate.end - base
    return Happening(start, end, words, sense, predicate.factuality, tuple(notes), parts, arguments)


def _by_the_model(function: str) -> str:
    return f"PropBank, {function}" if function else "PropBank"


def _chains(reading: Reading) -> Iterator[tuple[Chain, list[Span]]]:
    """Each chain with the spans of its mentions, numbered through the report; phrases of several things at the end."""
    text = reading.report.text
    for number, chain in enumerate(reading.coreference, 1):
        mentions = tuple((one.sentence + 1, _flat(text[one.start : one.end])) for one in chain)
        yield Chain(number, mentions), [Span(one.start, one.end) for one in chain]
    for number, (whole, parts) in enumerate(reading.split, len(reading.coreference) + 1):
        words = tuple(f"{_flat(text[one.start : one.end])} ({one.sentence + 1})" for one in parts)
        plural = Chain(number, ((whole.sentence + 1, _flat(text[whole.start : whole.end])),), words)
        yield plural, [Span(whole.start, whole.end)]


def _touches(attribution: Attribution, sentence: Sentence) -> bool:
    """Whether an attribution has its cue or a part of its content in the sentence."""
    return attribution.sentence == sentence.index or any(part.meets(sentence.span) for part in attribution.content)


def _quote_marks(reading: Reading, sentence: Sentence, said: Sequence[Attribution]) -> Iterator[Mark]:
    spans: set[tuple[int, int, str, str]] = set()
    for one in said:
        if one.source and one.source.meets(sentence.span):
            spans.add((one.source.start, one.source.end, "source", "source"))
        spans.add((one.cue.start, one.cue.end, one.stance, "cue"))
        spans |= {(part.start, part.end, "content", "content") for part in one.content}
    spans |= {(one.start, one.end, "quoted", "quoted") for one in reading.quotations}
    clipped = (
        Mark(max(start, sentence.start) - sentence.start, min(end, sentence.end) - sentence.start, label, tone)
        for start, end, label, tone in spans
        if start < sentence.end and end > sentence.start
    )
    yield from sorted(clipped, key=lambda mark: (*_place(mark), mark.tone, mark.label))


def _saying(text: str, attribution: Attribution) -> Saying:
    source = _flat(attribution.source.cut(text)) if attribution.source else ""
    how = ", ".join(part for part in (attribution.rule, "in quotation marks" if attribution.quoted else "") if part)
    contents = tuple(_flat(part.cut(text)) for part in attribution.content)
    return Saying(source, attribution.stance, _flat(attribution.cue.cut(text)), contents, how)


def _place(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _flat(words: str) -> str:
    return " ".join(_spaced(words).split())


def _spaced(text: str) -> str:
    """The text, as long as before, with a space for each blank, line break or character that steers a terminal."""
    return "".join(" " if char.isspace() or not char.isprintable() else char for char in text)
