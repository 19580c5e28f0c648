"""Who and where: every phrase of a reading that can take part in an event, resolved to an actor or a place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chancery.matching.belonging import Belonging, settle_namesakes
from chancery.matching.dateline import dateline_places
from chancery.matching.ground import Ground
from chancery.matching.grouped import Groups
from chancery.matching.named import Named
from chancery.matching.references import References
from chancery.matching.where import PlaceFinder, country_shares
from chancery.shelf import own_actors, own_files
from chancery.shelf.places import gazetteer_version
from chancery.terms import ActorMention, Name, PlaceMention, Reading

VERSION = "matching.v1"
_MONEY = frozenset("$€£¥")


def resolve_mentions(reading: Reading) -> Reading:
    """The same reading, with `actors` and `places` filled and the step's version noted.

    Shapes:  mentions are in text order. A head may have several mentions where a phrase means several actors
             ("Azerbaijani and ethnic Armenian forces", "the two countries"); each conjunct has its own. A country or
             capital may be an actor and a place at once: the role decides. A place whose `how` is "acting" stands for
             those who act and is only loosely a place. Where no country or sector is stated, it is "".
    Source:  ours; actor list and gazetteer of the shelf.
    """
    grounds = grounds_of(reading)
    on = reading.report.published.earliest if reading.report.published_how == "stated" else None
    shares = country_shares(grounds)
    places = PlaceFinder(reading.report, shares)
    for ground in grounds:
        places.learn(ground)
    for ground in grounds:
        places.read(ground)
    actors = _actors(reading, grounds, on, places)
    found = References(reading, grounds, places, actors)
    reading.actors = sorted(found.actors, key=lambda one: (one.sentence, one.head, one.span, one.actor.id))
    reading.places = _once(found.places)
    reading.dateline = dateline_places(reading.report, places.scene())
    reading.versions["matching"] = VERSION
    reading.versions["gazetteer"] = gazetteer_version()
    own = own_files.file_in_use(own_actors.VARIABLE)
    if own is not None:
        reading.versions["own actors"] = own_files.mark(own)
    return reading


def grounds_of(reading: Reading) -> list[Ground]:
    """One `Ground` for each sentence, with the names that lie in it."""
    names: dict[int, list[Name]] = {}
    for name in reading.names:
        names.setdefault(name.sentence, []).append(name)
    grounds = [Ground(sentence, names.get(sentence.index, [])) for sentence in reading.sentences]
    settle_namesakes(grounds)
    return grounds


def _actors(
    reading: Reading,
    grounds: Sequence[Ground],
    on: date | None,
    places: PlaceFinder,
) -> list[ActorMention]:
    belonging = Belonging(grounds)
    named = Named(reading.report, on, places, belonging)
    for ground in grounds:
        named.introduce(ground)
    groups = Groups(reading.report, named, places, belonging)
    found: list[ActorMention] = []
    for ground in grounds:
        found += named.read(ground)
    for ground in grounds:
        found += groups.read(ground)
    return [mention for mention in found if mention.text[-1:] not in _MONEY]  # "US$ 5 million" is nobody


def _once(places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Places in text order, the better of two that share their head."""
    best: dict[tuple[int, int], PlaceMention] = {}
    for place in places:
        key = (place.sentence, place.head)
        if key not in best or place.score > best[key].score:
            best[key] = place
    return sorted(best.values(), key=lambda one: (one.span, one.place.id))
