"""One sentence as matching sees it: words, parse, names and what the actor list finds in it."""

from __future__ import annotations

from chancery.matching.phrases import role_at
from chancery.shelf.actors import Match, actor_list
from chancery.terms import Name, Sentence, Token

_SIDE_WORDS = """north south east west northern southern eastern western central northwestern southeastern
    southwestern northeast northwest southeast southwest the of 's , - ( ) mainland occupied greater republic region
    state city upper lower"""
SIDES = frozenset(_SIDE_WORDS.split())
EVENT_WORDS = frozenset(
    [
        "war",
        "wars",
        "agreement",
        "agreements",
        "deal",
        "accord",
        "accords",
        "treaty",
        "act",
        "cup",
        "day",
        "olympics",
        "convention",
        "revolution",
        "award",
        "prize",
        "spring",
        "plan",
        "protocol",
        "games",
        "conference",
        "summit",
        "crisis",
        "declaration",
        "pact",
        "referendum",
        "election",
        "elections",
        "intifada",
        "championship",
        "league",
        "uprising",
        "massacre",
        "genocide",
        "holocaust",
        "operation",
        "festival",
        "resolution",
        "constitution",
        "bill",
        "brexit",
        "initiative",
        "affair",
    ]
)
CLAUSE_WORDS = frozenset({"VERB", "AUX", "SCONJ", "CCONJ", "ADP", "PUNCT", "ADV", "PRON"})


class Ground:
    """Words, children and matches of one sentence.

    Shapes:  `kids[i]` are the tokens that hang on token i. `name[i]` is the name that holds token i. `matches` are
             those of the actor list that stand: none inside a longer name of another kind. `match[i]` is the match that
             holds token i.
    """

    __slots__ = ("index", "kids", "low", "match", "matches", "name", "names", "sentence", "tokens", "words")

    def __init__(self, sentence: Sentence, names: list[Name]) -> None:
        self.sentence = sentence
        self.index = sentence.index
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.words = [token.text for token in sentence.tokens]
        self.low = [token.text.lower() for token in sentence.tokens]
        self.kids: list[list[int]] = [[] for _ in self.tokens]
        for at, token in enumerate(self.tokens):
            if 0 <= token.head < len(self.tokens) and token.head != at:
                self.kids[token.head].append(at)
        self.names = names
        self.name: list[Name | None] = [None] * len(self.tokens)
        for name in names:
            for at in range(name.first, min(name.last + 1, len(self.tokens))):
                self.name[at] = name
        self.matches: list[Match] = []
        self.match: list[Match | None] = [None] * len(self.tokens)
        for match in actor_list().find(self.words):
            if self._stands(match):
                self.matches.append(match)
                for at in range(match.first, match.last + 1):
                    self.match[at] = match

    def text(self, first: int, last: int) -> str:
        """The words [first, last] as written, with the spaces of the text."""
        parts = []
        for at in range(first, last + 1):
            token = self.tokens[at]
            gap = at < last and self.tokens[at + 1].start > token.end
            parts.append(token.text + (" " if gap else ""))
        return "".join(parts)

    def has_possessor(self, at: int) -> bool:
        """Whether a word has an owner named before it: "his country"."""
        return any(self.tokens[kid].deprel == "nmod:poss" for kid in self.kids[at])

    def top(self, first: int, last: int) -> int:
        """The token of [first, last] that hangs on a token outside, the rightmost of the shallowest."""
        for at in range(last, first - 1, -1):
            if not first <= self.tokens[at].head <= last:
                return at
        return last

    def base(self, at: int) -> str:
        """Relation of a token without its subtype."""
        return self.tokens[at].deprel.partition(":")[0]

    def case(self, at: int) -> str:
        """Preposition or possessive mark of the phrase that token `at` heads, in lower case; "" where none."""
        for kid in self.kids[at]:
            if self.base(kid) == "case":
                return self.low[kid]
        return ""

    def core_first(self, at: int) -> int:
        """First token of the unbroken run of words before head `at` that belong to its phrase.

        Rests on word classes and the head's own subtree, so that a possessor and its own words are inside.
        """
        first = at
        for i in range(at - 1, -1, -1):
            if not self._leads_to(i, at) or (
                self.tokens[i].upos in ("VERB", "ADP", "SCONJ", "CCONJ") and not self._part(i)
            ):
                break
            if self.tokens[i].upos == "AUX":  # "she's a judge": what stands before is the clause's, not the phrase's
                break
            if self.tokens[i].upos == "PUNCT" and self.words[i] not in ("-", "–", "/", "'", "’"):
                break
            first = i
        if first > 1 and self.words[first - 1] in ("'s", "’s") and self.tokens[first - 1].upos != "AUX":
            first -= 2  # a possessor that the parse left aside
            while first > 0 and self.tokens[first - 1].upos in ("NOUN", "PROPN", "ADJ", "DET"):
                first -= 1
        while first < at and self.tokens[first].upos in ("PUNCT", "PART", "CCONJ", "ADP", "ADV"):
            first += 1
        return first

    def _part(self, at: int) -> bool:
        """Whether a verb form stands inside a phrase as an adjective does."""
        return self.base(at) in ("amod", "compound") or (at + 1 < len(self.words) and self.base(at) == "cc")

    def _leads_to(self, at: int, head: int) -> bool:
        for _ in range(12):
            token = self.tokens[at]
            if token.head == head:
                return self.base(at) not in (
                    "nsubj",
                    "cop",
                    "mark",
                    "advcl",
                    "acl",
                    "aux",
                    "csubj",
                    "cc",
                    "appos",
                ) and (self.base(at) != "case" or head < at)
            if token.head < 0 or token.head >= len(self.tokens):
                return False
            at = token.head
        return False

    def _stands(self, match: Match) -> bool:
        """Whether a name of the list means itself here and is no part of a name of another kind."""
        entry = match.entries[0]
        name = self.name[match.first] or self.name[match.last]
        if name is None:
            return self._written_as_name(match)
        longer = name.last - name.first > match.last - match.first
        if name.kind == "PER":
            if entry.kind == "person" or match.last > match.first + 1 or (not longer and match.last > match.first):
                return True
            inside = name.first <= match.first and match.last <= name.last
            title = match.first == name.first and entry.kind in ("demonym", "country", "metonym", "organisation")
            after = role_at(self.words[match.last + 1 : match.last + 2], 0) if match.last < name.last else None
            return not inside or not longer or (title and (name.last - name.first >= 3 or after is not None))
        if name.kind == "LOC" and longer and entry.kind != "demonym":
            rest = [self.low[at] for at in range(name.first, name.last + 1) if not match.first <= at <= match.last]
            return all(word in SIDES for word in rest)  # "northern Syria", but not "New Mexico"
        if name.kind == "OTH" and longer:
            return not any(self.low[at] in EVENT_WORDS for at in range(name.first, name.last + 1))
        return not self._names_an_event(match)

    def _names_an_event(self, match: Match) -> bool:
        """Whether the name is part of an event's: "the Second Karabakh War", "the Paris Agreement"."""
        after = match.last + 1
        return (
            after < len(self.words)
            and self.low[after] in EVENT_WORDS
            and self.words[after][:1].isupper()
            and (match.first == 0 or self.words[match.first - 1] != "'s")
            and match.entries[0].kind in ("region", "capital", "demonym")
        )

    def _written_as_name(self, match: Match) -> bool:
        if self._names_an_event(match):
            return False
        entry = match.entries[0]
        if entry.kind in ("country", "demonym", "people", "capital", "metonym", "person"):
            token = self.tokens[match.first]
            return match.last > match.first or (
                token.upos in ("PROPN", "ADJ", "NOUN", "X", "PRON") and (token.text[:1].isupper())
            )
        if match.first == match.last:
            token = self.tokens[match.first]
            return token.upos in ("PROPN", "NOUN", "X") and (match.first > 0 or token.upos == "PROPN")
        return True
