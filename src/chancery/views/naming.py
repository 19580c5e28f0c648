"""Names of actors and places as a sentence needs them: article, number, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from chancery.terms import Actor, Participant, Place


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words of roles that are no names.
_ROLE_NOUNS = _words(
    """
    acting adviser ambassador analyst archbishop assistant attorney bishop candidate captain cardinal chair chairman
    chairperson chairwoman chancellor chief colonel commander commissioner congressman congresswoman coordinator
    correspondent counsel defence defense deputy director doctor economic envoy executive finance first foreign former
    general governor head health home incoming interior judge justice king lawmaker lawyer leader lieutenant major
    manager mayor member minister ministry national officer official opposition permanent planetary police premier
    president presidential press prime prince princess professor prosecutor queen representative research scientist
    secretary security senator senior sergeant sheriff speaker special spokesman spokesperson spokeswoman state
    superintendent treasurer vice
    """
)
# Names that take "the" although their last word does not show it.
_WITH_ARTICLE = frozenset(
    name.strip()
    for line in """
    united states|united states of america|us|u.s.|usa|united kingdom|uk|u.k.|european union|eu|united nations|un
    netherlands|philippines|bahamas|gambia|maldives|seychelles|comoros|vatican|united arab emirates|uae
    drc|gaza strip|west bank|golan heights|middle east|west|east|balkans|caucasus|south caucasus|north caucasus
    sahel|crimea peninsula|donbas region|hague|kremlin|pentagon|white house|csto|icc|icj|imf|who|osce|iaea|cia|fbi
    au|idf|pkk|plo|cis|wto|g7|g20|elysee|taliban|knesset|bundestag|duma|houthis|west african bloc|vatican city
    """.splitlines()
    for name in line.split("|")
)
# Last words of names that take "the": bodies, unions, waters and the like.
_ARTICLE_HEADS = _words(
    """
    organization organisation union court nations league council committee commission bank fund agency ministry
    department party army forces movement front parliament senate navy guard guards authority alliance brigade
    brigades federation community association assembly police government foundation republic kingdom emirates states
    islands sea strait gulf strip peninsula corridor region province valley office service secretariat tribunal
    presidency administration coalition institute university society bureau board corps command mission force
    crescent cross protocol treaty accords agreement house chamber cabinet
    """
)
# Last words of places that one is at; they take "the", too.
_SPOTS = _words("bridge airport airbase crossing checkpoint dam border embassy consulate roundabout junction")
_SINGULAR_IN_S = _words(
    """
    congress hamas press reuters news politics series crisis chaos campus basis analysis axis oasis isis
    """
)
# Words for people in general: capitalised only where they open a sentence.
_COMMON_STARTS = _words(
    """
        activists allies analysts angry armed authorities border civilians demonstrators doctors ethnic families
    fighters foreign forces
    government gunmen hundreds insurgents international investigators journalists judges lawmakers
        lawyers leaders local members men migrants militants military ministers officers officials opponents
    opposition parties
    people police politicians pro-government prosecutors protesters rebels refugees residents riot scores security
    senior separatists settlers soldiers state students supporters thousands troops unidentified unknown villagers
    volunteers women workers youths
    """
)
_PLURAL_WITHOUT_S = _words(
    """
    people police men women children media clergy troops gunmen policemen taliban houthis
    """
)
_DETERMINERS = _words(
    """
        the a an this that these those some several many two three four five six seven eight nine ten eleven twelve
    both all dozens
    hundreds thousands its his her their our my most few other another every each any either neither no such more
    numerous various
    """
)
# Words that hedge a number, or open a phrase without being of a name.
_HEDGES = _words(
    """
    about almost approximately around at barely close fewer just less nearly only over roughly well up under
    between beyond as how he she it they there to by in on for with their
    """
)
_POINTING = _words(
    """
    it he she they him her them we us i you who which that this these those itself himself herself themselves its
    his their her our my here there one
    """
)
_HEAD_ENDS = re.compile(
    r"\s+(?:of|in|from|on|at|who|whose|which|that|living|based|under|with|for|against|near|to|by|along|inside)\b|,\s"
)
_RELATIVE = re.compile(r"(?:,\s|\s+(?:who|whom|whose|which|that|living|residing|based|fleeing|accused)\b).*$", re.S)
_WHOSE = re.compile(r"\b(?:its|his|her|their|our|my)\b", re.IGNORECASE)
# A title before a name, not a phrase of time that was taken along with it.
_TITLED = re.compile(r"(?!(?:last|this|next|on|in|yesterday|today|meanwhile)\b).{1,70}$", re.IGNORECASE)
# Who stands in a report as "he" or "they" only, and could not be made out.
_UNNAMED_SPEAKER = "a speaker who is not named"
_LONGEST_PHRASE_CHARS = 70


def actor_name(actor: Actor, text: str = "", *, named: bool = True) -> str:
    """The actor as it stands inside a sentence: canonical name with its article, or a group's own phrase.

    A group is called as the report calls it, unless the words only point ("its contingent") or run on.

    >>> actor_name(Actor("org:eu", "European Union", "organisation"))
    'the European Union'
    >>> actor_name(Actor("group:RUS:MIL:contingent", "Russian contingent", "group"), "its contingent")
    'the Russian contingent'
    """
    phrase = _own_phrase(text) if actor.kind in ("group", "unknown", "") else ""
    if actor.kind == "person" and actor.name and _TITLED.match(text) and text.endswith(actor.name):
        # The title before the name stays: "Prime Minister Ana Lim".
        phrase = " ".join(text.split()).removeprefix("the ").removeprefix("The ")
    name = phrase or actor.name.strip() or _own_phrase(text) or " ".join(text.split())
    if actor.kind in ("group", "unknown", ""):
        # "its troops" says nothing outside its sentence; whose they are stands in the record's fields.
        name = _WHOSE.sub("the", name)
        if name.split() and _starts_sentence_only(name.split(), actor):
            name = name[0].lower() + name[1:]
    return with_article(name, kind=actor.kind) if named else name


def speaker_name(actor: Actor | None, text: str = "") -> str:
    """A speaker with the role that the report gives: "Dmitry Peskov (Kremlin spokesman)"; "" for none."""
    if actor is None:
        return inside(telling(text)) or (_UNNAMED_SPEAKER if text.strip() else "")
    name = actor.name if actor.kind == "person" and actor.name else actor_name(actor, text)
    role = _role_words(actor.role)
    if role and actor.kind == "person" and role.casefold() not in name.casefold():
        return f"{name} ({role})"
    return telling(name) or _UNNAMED_SPEAKER


def _role_words(role: str) -> str:
    """A role beside a name: "Prime Minister" has its capitals from its place before the name, "Senate Leader" not."""
    words = role.strip(" .,;").split()
    named = any(word[:1].isupper() and word.casefold() not in _ROLE_NOUNS for word in words)
    return " ".join(words if named else [word.lower() if word.istitle() else word for word in words])


def place_name(place: Place) -> str:
    """A place inside a sentence, with its article.

    >>> place_name(Place("area:south-caucasus", "South Caucasus"))
    'the South Caucasus'
    """
    return with_article(place.name.strip(), kind="place")


def stands_at(place: Place) -> bool:
    """Whether a place is one that things happen at, not in: a bridge, a crossing, an airport."""
    return head_word(place.name) in _SPOTS


def with_article(name: str, *, kind: str = "organisation") -> str:
    """`name` with "the" where English asks for it and it is not there yet."""
    words = name.split()
    if not words or kind == "person":
        return name
    first, last = words[0].casefold(), head_word(name)
    if first in ("the", "a", "an"):
        return " ".join([first, *words[1:]])
    if first in _DETERMINERS and not words[0][1:].isupper():
        return " ".join([words[0].lower(), *words[1:]])
    bare = name.casefold().strip(".")
    if bare in _WITH_ARTICLE:
        return f"the {name}"
    if words[0].endswith(("'s", "’s", "s'", "s’")) and len(words) > 1:
        return name
    if kind in ("organisation", "country") and len(words) > 1 and last in _ARTICLE_HEADS:
        return f"the {name}"
    if (
        kind == "place"
        and len(words) > 1
        and last
        in {
            "islands",
            "states",
            "republic",
            "kingdom",
            "emirates",
            "sea",
            "strait",
            "gulf",
            "strip",
            "peninsula",
            "corridor",
            "region",
            "province",
            "valley",
            "river",
            "canal",
            "desert",
            "border",
            *_SPOTS,
        }
    ):
        return f"the {name}"
    if kind in ("group", "unknown", "") and not is_plural(name, kind=kind) and last and not _looks_proper(words):
        return f"the {name}"
    return name


def head_word(phrase: str) -> str:
    """The head noun of a noun phrase, in lower case: the last word before its first preposition."""
    cut = _HEAD_ENDS.split(phrase, maxsplit=1)[0].split()
    return cut[-1].casefold().strip(".,;:'\"“”’") if cut else ""


def is_plural(name: str, *, kind: str) -> bool:
    """Whether a verb that follows the name stands in the plural.

    >>> is_plural("Russian peacekeepers", kind="group"), is_plural("United States", kind="country")
    (True, False)
    """
    if kind in ("person", "country", "place"):
        return False
    head = head_word(name)
    if head in _PLURAL_WITHOUT_S or head.endswith(("men", "people", "folk")):
        return True
    if kind == "organisation":
        # Bodies are one ("the United Nations has"); peoples and fighters are many ("the Houthis have").
        return head.endswith(("ans", "ists")) and head not in _SINGULAR_IN_S
    if re.search(r"\b(?:and)\b", name):
        return True
    return head.endswith("s") and not head.endswith(("ss", "us")) and head not in _SINGULAR_IN_S


def listed(items: Iterable[str]) -> str:
    """Items as a list in words, each once.

    >>> listed(["Armenia", "Iran", "Russia"])
    'Armenia, Iran and Russia'
    """
    once = list(dict.fromkeys(item for item in items if item))
    if len(once) < 2:
        return "".join(once)
    return f"{', '.join(once[:-1])} and {once[-1]}"


def party_names(participants: Sequence[Participant]) -> str:
    """The participants as a list in words; "" where there are none."""
    names = [actor_name(one.actor, one.text) for one in participants]
    owners: dict[str, list[str]] = {}
    for name, one in zip(names, participants, strict=True):
        whose = _whose(name, one)
        if whose:
            owners.setdefault(name, []).append(whose)
    joint = {name: f"{name} of {listed(some)}" for name, some in owners.items() if len(some) > 1}
    return listed(joint.get(name, name) for name in names)


def _whose(name: str, party: Participant) -> str:
    """The country by which a group is called that shares its words with those of others ("leaders of Armenia")."""
    head, of, country = party.actor.name.rpartition(" of ")
    bare = name.removeprefix("the ").casefold()
    shared = party.actor.kind == "group" and of and head and bare.endswith(head.casefold())
    return with_article(country, kind="country") if shared else ""


def parties_plural(participants: Sequence[Participant]) -> bool:
    """Whether a verb that has the participants as subject stands in the plural."""
    names = dict.fromkeys(actor_name(one.actor, one.text) for one in participants)
    return len(names) > 1 or any(
        is_plural(actor_name(one.actor, one.text), kind=one.actor.kind) for one in participants
    )


def possessive(name: str) -> str:
    """The name in the genitive: "Armenia's", "the United States'"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def inner_quotes(text: str) -> str:
    """`text` on one line and fit to stand in quotation marks: its own turned into single ones, lone ones left out.

    >>> inner_quotes('a "new line", he said')
    'a ‘new line’, he said'
    """
    plain = " ".join(text.split()).replace("“", '"').replace("”", '"').strip(' ,;."')
    if plain.count('"') % 2 and text.rstrip(" ,;.").endswith(('"', "”")):
        plain += '"'
    return re.sub(r'"([^"]*)"', r"‘\1’", plain).replace('"', "")


def telling(words: str) -> str:
    """Words that say something by themselves, on one line; "" for a pronoun that only points."""
    plain = " ".join(words.split())
    return "" if plain.casefold() in _POINTING else plain


def own_pronoun(kind: str, *, many: bool) -> tuple[str, str]:
    """The pronoun and its possessive for an actor named just before: ("it", "its"); people are "they"."""
    return ("they", "their") if many or kind in ("person", "") else ("it", "its")


def inside(words: str) -> str:
    """Words of a report as they stand inside a sentence: the capital is gone that only a sentence's start gave.

    >>> inside("Some 5,000 people"), inside("Azerbaijani troops"), inside("More than 100,000")
    ('some 5,000 people', 'Azerbaijani troops', 'more than 100,000')
    """
    first = words.split(maxsplit=1)[0] if words.split() else ""
    plain = (len(first) > 1 and first[1:].islower()) or first == "A"
    # "The Hague" and "One Nation" keep theirs: a name goes on in capitals.
    following = words[len(first) :].split(maxsplit=1)
    named = first in ("The", "One", "Our") and bool(following) and following[0][:1].isupper()
    if not plain or named or first.casefold() not in _DETERMINERS | _COMMON_STARTS | _HEDGES:
        return words
    return words[0].lower() + words[1:]


def capitalised(text: str) -> str:
    """`text` with its first letter in upper case and the rest as it is."""
    for at, char in enumerate(text):
        if char.isalpha():
            return text[:at] + char.upper() + text[at + 1 :]
        if char not in "“\"'‘(":
            break
    return text


def _own_phrase(text: str) -> str:
    phrase = _RELATIVE.sub("", " ".join(text.split())).strip(" ,;:“”\"'")
    words = phrase.split()
    if not words or len(phrase) > _LONGEST_PHRASE_CHARS:
        return ""
    if words[0].casefold() in _POINTING or _WHOSE.fullmatch(words[0]):
        return ""
    return phrase


def _starts_sentence_only(words: Sequence[str], actor: Actor) -> bool:
    """Whether the first word has its capital only because it opened a sentence ("Officials in Baku")."""
    first, known = words[0], actor.name.split()
    if len(first) < 2 or not first[0].isupper() or not first[1:].islower():
        return False
    role = actor.role.split() or actor.id.rsplit(":", 1)[-1].split("-")
    own = first.casefold() in (role[0], f"{role[0]}s", f"{role[0]}es") if role and actor.kind == "group" else False
    return own or first.casefold() in _COMMON_STARTS | _HEDGES or first.casefold() in known


def _looks_proper(words: Sequence[str]) -> bool:
    return all(word[:1].isupper() or word.casefold() in {"of", "the", "and", "for", "de", "al"} for word in words)
