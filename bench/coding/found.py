"""What the coder finds in an article, in the form of the gold: one entry for each mention of an event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import chancery
from bench.coding.articles import Article, GoldEvent, Party


def code_article(article: Article) -> tuple[GoldEvent, ...]:
    """The events that the coder tells of the article, one for each trigger, in text order."""
    coded = chancery.code(article.text, title=article.title, published=article.published)
    return in_gold_form(article, coded)


def in_gold_form(article: Article, coded: Mapping[str, Any]) -> tuple[GoldEvent, ...]:
    """Every mention of every event of a line of `chancery code --json`; those outside of all sentences are left out."""
    shift = coded["text"].find(article.text)
    shift = max(shift, 0)
    found = []
    for event in coded["events"]:
        for mention in event["mentions"]:
            start, end = (offset - shift for offset in mention["trigger"])
            number = article.sentence_at(start)
            if number is not None:
                found.append(_mention(event, mention, number, (start, end), coded["text"]))
    return tuple(sorted(found, key=lambda one: (one.trigger, one.type)))


def _mention(
    event: Mapping[str, Any], mention: Mapping[str, Any], number: int, trigger: tuple[int, int], text: str
) -> GoldEvent:
    place = event["place"]
    speakers = [_speaker(one, text) for one in mention["attribution"] if one["speaker"]]
    return GoldEvent(
        sentence=number,
        trigger=trigger,
        type=event["type"],
        mode=event["mode"] or "",
        status=event["status"],
        source=_parties(event["actors"]),
        target=_parties(event["recipients"]),
        place=place["text"] if place else None,
        place_country=(place["country"] or "") if place else "",
        date=event["date"],
        speaker=speakers[-1] if speakers else None,
        also="",
        sure=event["confidence"],
    )


def _speaker(row: Mapping[str, Any], text: str) -> str:
    """A speaker's name and words as written: the gold has the words ("she"), the coder who that is."""
    written = text[row["start"] : row["end"]] if row["start"] is not None else ""
    return row["speaker"] if written in row["speaker"] else f"{row['speaker']} ({written})"


def _parties(rows: list[Mapping[str, Any]]) -> tuple[Party, ...]:
    return tuple(Party(row["text"], row["country"] or "", row["sector"] or "") for row in rows)
