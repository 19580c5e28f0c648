"""The one protocol by which another parser is plugged in, and the check of what it gives at the border.

A parser turns blocks of text into sentences of words with tags, a dependency tree and names; all further layers are
ours.
"""

from __future__ import annotations

import difflib
import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from chancery.reading.model.parsed import ParsedArgument, ParsedFrame, ParsedName, ParsedSentence, ParsedToken
from chancery.terms.errors import ParseError, ReaderError

Block = tuple[int, int]
"""A half-open range of characters of a text: a paragraph, a heading."""

Item = tuple[str, Sequence[Block]]
"""A text with those of its blocks that are to be read, in order."""

#: The part-of-speech tags and the relations (without subtypes) of Universal Dependencies 2, which all layers rest on.
UPOS = frozenset(str.split("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"))
RELATIONS = frozenset(
    str.split(
        "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl "
        "fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative "
        "xcomp"
    )
)
NAME_KINDS = frozenset(("PER", "LOC", "ORG", "OTH"))

_CUT_CHARS = 30


@runtime_checkable
class Parser(Protocol):
    """What parses texts: the model that ships, or whatever a user plugs in its place.

    Shapes:  for every item, in the order given, the sentences of its blocks in text order; a block may have none. A
             sentence (`ParsedSentence`) lies inside one block and says which by its number; its words (`ParsedToken`)
             follow one another, do not overlap, and `text` is what stands at `start` to `end` of the item's text.
             `head` is an index in the sentence; exactly one word has -1, and all others hang on it, near or far. Tags
             and relations are those of Universal Dependencies 2 (subtypes such as "nsubj:pass" are used where given);
             `xpos` is a Penn Treebank tag or "", `feats` as in CoNLL-U or "". Names (`ParsedName`) are optional, of
             the kinds PER, LOC, ORG, OTH, and so are frames (`ParsedFrame`), a factuality for each word, chances of
             events and vectors: where there are none, the rules do without. What is given must follow from the item
             alone, whatever else is in the call.
    Units:   offsets are code points of the item's text, as Python counts them.
    """

    @property
    def version(self) -> str:
        """Name and number, such as "spacy.en_ud.3.7"; kept with every reading and every filing run."""
        ...

    def analyse_many(self, items: Sequence[Item]) -> Sequence[Sequence[ParsedSentence]]:
        """The sentences of each item's blocks."""
        ...


class CheckedParser:
    """A parser whose every sentence is checked before it is handed on."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self.version = parser.version

    def analyse_many(self, items: Sequence[Item]) -> list[list[ParsedSentence]]:
        """The sentences of each item's blocks.

        Raises:  ParseError where they are no parse of it.
        """
        where = f"reader {self.version}"
        try:
            found = self._parser.analyse_many(items)
        except Exception as error:
            raise ParseError(f"failed: {type(error).__name__}: {error}", where=where) from error
        if not isinstance(found, Sequence) or len(found) != len(items):
            given = f"{len(found)} results" if isinstance(found, Sequence) else f"a {type(found).__name__}"
            raise ParseError(f"gave {given} for {len(items)} texts", where=where, remedy=_REMEDY)
        for (text, blocks), sentences in zip(items, found, strict=True):
            check_parsed(text, blocks, sentences, by=self.version)
        return [list(sentences) for sentences in found]


_REMEDY = "docs/other-readers.md says what a reader must give"


def check_parsed(text: str, blocks: Sequence[Block], sentences: Sequence[ParsedSentence], *, by: str = "") -> None:
    """Passes over sentences that are a sound parse of a text's blocks. `by` names the parser in errors.

    Raises:  ParseError at the first thing that is not so, with the sentence and the word.
    """
    if not isinstance(sentences, Sequence):
        raise _broken(by, f"gave a {type(sentences).__name__}, not a list of sentences")
    end, block = 0, 0
    for number, sentence in enumerate(sentences, 1):
        where = f"sentence {number}"
        if not isinstance(sentence, ParsedSentence):
            raise _broken(by, f"{where} is a {type(sentence).__name__}, not a ParsedSentence")
        if not 0 <= sentence.block < len(blocks):
            raise _broken(by, f"{where} is of block {sentence.block}, and there are {len(blocks)}, counted from 0")
        if sentence.block < block or sentence.start < end:
            raise _broken(by, f"{where} ({sentence.start}-{sentence.end}) begins before the one before it ends")
        first, last = blocks[sentence.block]
        if not first <= sentence.start < sentence.end <= last:
            bounds = f"{sentence.start}-{sentence.end} outside its block {first}-{last}"
            raise _broken(by, f"{where} lies at {bounds}; offsets count in the whole text, not in the block")
        _check_tokens(text, sentence, where, by)
        _check_tree(sentence.tokens, where, by)
        _check_names(sentence, where, by)
        _check_frames(sentence, where, by)
        end, block = sentence.end, sentence.block


def _check_tokens(text: str, sentence: ParsedSentence, where: str, by: str) -> None:
    if not sentence.tokens:
        raise _broken(by, f"{where} has no words")
    end = sentence.start
    for number, token in enumerate(sentence.tokens, 1):
        if not isinstance(token, ParsedToken):
            raise _broken(by, f"{where}, word {number} is a {type(token).__name__}, not a ParsedToken")
        told = f"{where}, word {number} {_cut(token.text)} ({token.start}-{token.end})"
        if not token.start < token.end:
            raise _broken(by, f"{told} has no characters")
        if token.start < end or token.end > sentence.end:
            raise _broken(by, f"{told} overlaps the word before it or leaves the sentence")
        if text[token.start : token.end] != token.text:
            raise _broken(by, f"{told} is not what stands there, {_cut(text[token.start : token.end])}")
        if not token.lemma:
            raise _broken(by, f"{told} has no lemma")
        if token.upos not in UPOS:
            raise _broken(by, f"{told} has the tag {token.upos!r}, which is none of Universal Dependencies")
        if token.deprel.partition(":")[0] not in RELATIONS:
            raise _broken(by, f"{told} has the relation {token.deprel!r}, which is none of Universal Dependencies")
        end = token.end


def _check_tree(tokens: Sequence[ParsedToken], where: str, by: str) -> None:
    roots = [number for number, token in enumerate(tokens) if token.head == -1]
    for number, token in enumerate(tokens):
        if not -1 <= token.head < len(tokens):
            told = f"{where}, word {number + 1} {_cut(token.text)} hangs on word index {token.head}"
            raise _broken(by, f"{told}; heads are 0 to {len(tokens) - 1}, or -1 for the root")
    if len(roots) != 1:
        raise _broken(by, f"{where} has {len(roots)} roots, not one")
    rooted = {roots[0]}
    for number in range(len(tokens)):
        path = []
        while number not in rooted:
            if number in path:
                raise _broken(by, f"{where} is no tree: word {number + 1} {_cut(tokens[number].text)} hangs on itself")
            path.append(number)
            number = tokens[number].head
        rooted.update(path)


def _check_names(sentence: ParsedSentence, where: str, by: str) -> None:
    end = -1
    for name in sentence.names:
        if not isinstance(name, ParsedName):
            raise _broken(by, f"{where} has a name that is a {type(name).__name__}, not a ParsedName")
        if not end < name.first <= name.last < len(sentence.tokens):
            bounds = f"from word index {name.first} to {name.last} of {len(sentence.tokens)}"
            raise _broken(by, f"{where} has a name {bounds}, which is outside, or overlaps the one before it")
        if name.kind not in NAME_KINDS:
            raise _broken(
                by, f"{where} has a name of the kind {name.kind!r}; kinds are {', '.join(sorted(NAME_KINDS))}"
            )
        end = name.last


def _check_frames(sentence: ParsedSentence, where: str, by: str) -> None:
    size = len(sentence.tokens)
    for frame in sentence.frames:
        if not isinstance(frame, ParsedFrame) or not 0 <= frame.token < size:
            raise _broken(by, f"{where} has a frame that is no ParsedFrame, or at no word of the sentence")
        for one in frame.arguments:
            if not isinstance(one, ParsedArgument) or not 0 <= one.first <= one.last < size:
                raise _broken(by, f"{where} has an argument of {frame.roleset!r} that lies at no words of the sentence")
    if sentence.factuality and len(sentence.factuality) != size:
        raise _broken(by, f"{where} has {len(sentence.factuality)} factualities for {size} words")
    for name, rows in (("chances of events", sentence.events), ("vectors", sentence.vectors)):
        if rows is not None and len(rows) != size:
            raise _broken(by, f"{where} has {len(rows)} {name} for {size} words")


def _broken(by: str, what: str) -> ParseError:
    return ParseError(what, where=f"reader {by}" if by else "", remedy=_REMEDY)


def _cut(words: str) -> str:
    return repr(words if len(words) <= _CUT_CHARS else words[: _CUT_CHARS - 1] + "…")


def open_parser(parser: Parser | str) -> Callable[[], Parser]:
    """What opens a parser: an object of the protocol, or "module:factory" (a function that gives one).

    Shapes:  a module is imported now, from where Python finds it or from the working folder; a factory is called when
             the result is, without arguments.
    Raises:  ReaderError where there is no such module or name, or what there is is no parser.
    """
    if not isinstance(parser, str):
        checked = _checked(parser, f"a {type(parser).__name__}")
        return lambda: checked
    where = f"reader {parser}"
    module_name, colon, name = parser.partition(":")
    if not (module_name and colon and name):
        raise ReaderError("is not written as MODULE:FACTORY", where=where, remedy="for example my_reader:make")
    module = _imported(module_name, where)
    found: Any = module
    for part in name.split("."):
        if not hasattr(found, part):
            close = difflib.get_close_matches(part, [one for one in dir(found) if not one.startswith("_")], n=1)
            remedy = f"did you mean {close[0]}?" if close else "name a function of the module that gives a parser"
            raise ReaderError(f"the module {module_name} has no {name}", where=where, remedy=remedy)
        found = getattr(found, part)
    if not callable(found):
        checked = _checked(found, f"{name} of {module_name}", where)
        return lambda: checked

    def opened() -> Parser:
        try:
            made = found()
        except Exception as error:
            remedy = "it is called without arguments, when the first report is read"
            raise ReaderError(
                f"{name}() failed: {type(error).__name__}: {error}", where=where, remedy=remedy
            ) from error
        return _checked(made, f"{name}()", where)

    return opened


def _imported(name: str, where: str) -> Any:
    """The module of the name; the working folder is looked into last, from now on."""
    folder = str(Path.cwd())
    if folder not in sys.path:
        sys.path.append(folder)
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        missing = error.name or name
        if name == missing or name.startswith(f"{missing}."):
            remedy = "is it installed here, or does it lie in this folder?"
            raise ReaderError(f"there is no module {missing}", where=where, remedy=remedy) from error
        remedy = f"pip install the package that holds {missing}"
        raise ReaderError(f"{name} needs {missing}, which is not installed", where=where, remedy=remedy) from error
    except Exception as error:
        raise ReaderError(f"{name} cannot be imported: {type(error).__name__}: {error}", where=where) from error


def _checked(thing: Any, what: str, where: str = "") -> Parser:
    """The thing, where it has what a parser has."""
    lacks = [name for name in ("version", "analyse_many") if not hasattr(thing, name)]
    if lacks:
        given = f"gave a {type(thing).__name__}, which" if what.endswith("()") else "is no parser: it"
        raise ReaderError(f"{what} {given} has no {' and no '.join(lacks)}", where=where, remedy=_REMEDY)
    if not isinstance(thing.version, str) or not callable(thing.analyse_many):
        raise ReaderError(f"{what}: version must be text, analyse_many a method", where=where, remedy=_REMEDY)
    parser: Parser = thing
    return parser
