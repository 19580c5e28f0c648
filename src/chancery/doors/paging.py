"""Timeline and situation of a record a page at a time: the options, and which part of the record they ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chancery.terms import STATE_KINDS

if TYPE_CHECKING:
    from chancery.record import Page
    from chancery.terms import Snapshot
    from chancery.views import Cut

PAGE_ROWS = 1_000
"""How many a page has where --limit does not say: what holds no more is one page, and shown whole. Ours."""

WHOLE_REPORTS = 200
"""A record of no more reports is read whole, so that its reports bear the numbers that every view gives them. Ours."""

Limit = Annotated[
    int | None,
    typer.Option(
        "--limit",
        min=1,
        metavar="N",
        help="So many a page.",
        show_default=f"{PAGE_ROWS:,}",
    ),
]
PageNumber = Annotated[int, typer.Option("--page", min=1, metavar="N", help="Which page.")]
Country = Annotated[
    str,
    typer.Option(
        "--country", metavar="CODE", help="Of this country (ISO 3166: AZE), as a place or party.", show_default=False
    ),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="KIND", help="States of this kind; several one by one.", show_default=False),
]
Types = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="TYPE", help="Events of this type; several one by one.", show_default=False),
]
Since = Annotated[
    Any,
    typer.Option("--since", metavar="DATE", parser=str, help="Begun on this day or later.", show_default=False),
]
Until = Annotated[
    Any,
    typer.Option("--until", metavar="DATE", parser=str, help="Begun by this day.", show_default=False),
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page is asked for by. `narrowed`: not all events or states, but some kinds, a country, a time."""

    limit: int | None
    page: int
    narrowed: bool

    def cut(
        self, ask: Callable[[int, int], Page], whole: Callable[[], Snapshot], is_larger: Callable[[int], bool]
    ) -> tuple[Snapshot, Cut | None]:
        """The page asked for, and no cut where that is all. Only of a record of few reports is the rest read too.

        Shapes:  `ask` takes limit and offset; `is_larger` says whether the record holds more reports than so many.
        """
        from chancery.views import Cut

        limit = self.limit or PAGE_ROWS
        plain = self.page == 1 and not self.narrowed
        if plain and not is_larger(WHOLE_REPORTS) and ask(1, 0).total <= limit:
            return whole(), None
        offset = (self.page - 1) * limit
        page = ask(limit, offset)
        cut = Cut(page.total, limit, offset, narrowed=self.narrowed)
        return page.snapshot, None if plain and page.total <= limit else cut


def country_code(text: str) -> str:
    """A code as given on the command line. Raises: typer.BadParameter where it can be none."""
    code = text.strip().upper()
    if code and not (len(code) == 3 and code.isalpha()):
        raise typer.BadParameter(f"{text!r} is no code of three letters, such as AZE", param_hint="--country")
    return code


def state_kinds(asked: Sequence[str] | None) -> tuple[str, ...]:
    """Kinds as given on the command line. Raises: typer.BadParameter for one that there is not."""
    for kind in asked or ():
        if kind not in STATE_KINDS:
            raise typer.BadParameter(f"{kind!r} is none of {', '.join(sorted(STATE_KINDS))}", param_hint="--kind")
    return tuple(asked or ())


def event_types(asked: Sequence[str] | None) -> tuple[str, ...]:
    """Types as given on the command line. Raises: typer.BadParameter for one that there is not."""
    from chancery.views.frames import EVENT_TYPES

    types = tuple(one.upper() for one in asked or ())
    for one in types:
        if one not in EVENT_TYPES:
            raise typer.BadParameter(f"{one!r} is none of {', '.join(EVENT_TYPES)}", param_hint="--type")
    return types
