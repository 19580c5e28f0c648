"""What the coder misses and makes up in an article, a line each: for looking at the dev part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bench.coding.articles import Article, GoldEvent, Party
from bench.coding.scores import match


def difference_lines(article: Article, told: tuple[GoldEvent, ...]) -> Iterator[str]:
    """Sentence by sentence: the text, "+" an event found (gold, then ours), "-" one missed, "!" one made up."""
    pairs = match(article.events, told)
    found = {id(one) for pair in pairs for one in pair}
    yield f"# {article.doc} {article.title} ({article.published})"
    for number, (start, end) in enumerate(article.sentences):
        lines = [
            f"  + {_line(article, one)}\n    {_line(article, other)}" for one, other in pairs if one.sentence == number
        ]
        lines += [f"  - {_line(article, one)}" for one in _left(article.events, found, number)]
        lines += [f"  ! {_line(article, one)}" for one in _left(told, found, number)]
        if lines:
            yield f"[{number}] " + article.text[start:end].replace("\n", " ")
            yield from lines


def _left(events: Iterable[GoldEvent], found: set[int], number: int) -> list[GoldEvent]:
    return [event for event in events if event.sentence == number and id(event) not in found]


def _line(article: Article, event: GoldEvent) -> str:
    words = article.text[event.trigger[0] : event.trigger[1]]
    return (
        f"{event.type}/{event.mode} {words!r} {event.status} | {_parties(event.source)} -> {_parties(event.target)}"
        f" | {event.place}/{event.place_country} | {event.date} | {event.speaker}"
    )


def _parties(parties: tuple[Party, ...]) -> str:
    return "; ".join(f"{part.text} ({part.country} {part.sector})" for part in parties) or "-"
