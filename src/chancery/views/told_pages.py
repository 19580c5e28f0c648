"""Pages of what happened and what stands: brief, timeline, situation, changes."""

from __future__ import annotations

from chancery.views.blocks import Block, Bullets, Figure, Heading, Page, Paragraph, Piece, Table
from chancery.views.brief import Brief
from chancery.views.changes import CHANGE_HEADINGS, ChangeLine, Changes
from chancery.views.dating import NOT_STATED, day_words
from chancery.views.laying import PageMaker, counted_words, status_tag, weight_words
from chancery.views.naming import capitalised
from chancery.views.situation import Situation
from chancery.views.timeline import Entry, Timeline

# More lines than this under one heading are no morning's reading; the rest is counted and kept in JSON.
_MOST_CHANGES = 40


def brief_page(maker: PageMaker, view: Brief) -> Page:
    blocks: list[Block] = []
    if view.headline:
        blocks.append(Paragraph(maker.piece(view.headline), "lead"))
    blocks += maker.section("Key points", "key-points", view.takeaways, ordered=True)
    blocks += [Figure("map"), Figure("timeline")]
    blocks += maker.grouped("What happened", "what-happened", view.what_happened)
    if view.left_out:
        left = f"{view.left_out} further events are in the timeline."
        blocks.append(Paragraph(Piece(left), "note"))
    blocks += maker.grouped("Where things stand", "where-things-stand", view.where_things_stand)
    blocks += maker.section("Why it matters", "why-it-matters", view.why_it_matters)
    blocks += maker.grouped("Who says what", "who-says-what", view.who_says_what)
    blocks += maker.section("Where they differ", "where-they-differ", view.differences)
    blocks += maker.section("Open questions", "open-questions", view.open_questions)
    if not view.lines():
        blocks.append(maker.nothing("event and no state"))
    return Page("brief", view.title, view.period, tuple(blocks), view.sources)


def timeline_page(maker: PageMaker, view: Timeline) -> Page:
    blocks: list[Block] = [Figure("timeline")]
    groups: dict[str, list[Entry]] = {}
    for entry in view.dated:
        groups.setdefault(entry.label, []).append(entry)
    for label, entries in groups.items():
        inferred = " (inferred)" if all(entry.how == "inferred" for entry in entries) else ""
        blocks.append(Heading(label + inferred, 3))
        blocks.append(Bullets(tuple(_entry(maker, entry) for entry in entries)))
    if view.undated:
        blocks.append(Heading(capitalised(NOT_STATED), 3))
        blocks.append(Bullets(tuple(_entry(maker, entry) for entry in view.undated)))
    if not groups and not view.undated:
        blocks.append(maker.nothing("event", view.cut))
    return Page("timeline", "Timeline", view.cut.words(len(view.lines()), "event"), tuple(blocks), view.sources)


def _entry(maker: PageMaker, entry: Entry) -> Piece:
    tag = "" if entry.status in entry.line.text else status_tag(entry.status)
    line = entry.line
    return Piece(line.text, *maker.marks(line.cites), entry.event, (), tag, entry.event, weight_words(line))


def situation_page(maker: PageMaker, view: Situation) -> Page:
    blocks: list[Block] = []
    if view.states:
        rows = tuple(
            (
                (Piece(row.heading),),
                (Piece(row.line.text, *maker.marks(row.line.cites), note=weight_words(row.line)),),
                (Piece(row.since),),
                (Piece(row.until),),
                (Piece(row.status),),
            )
            for row in view.states
        )
        keys = tuple(row.state for row in view.states)
        columns = ("Kind", "What stands", "From", "To", "Status")
        blocks.append(Table("Standing states with their dates and citations", columns, rows, keys))
    else:
        blocks.append(maker.nothing("state", view.cut))
    when = [f"as of {day_words(view.as_of)}"] if view.as_of else []
    when += [f"as known on {day_words(view.known_on)}"] if view.known_on else []
    subtitle = ", ".join([view.cut.words(len(view.states), "state"), *when])
    return Page("situation", "Where things stand", subtitle, tuple(blocks), view.sources)


def changes_page(maker: PageMaker, view: Changes) -> Page:
    groups: dict[str, list[ChangeLine]] = {}
    for change in view.changes:
        groups.setdefault(change.change, []).append(change)
    blocks: list[Block] = []
    for name, some in groups.items():
        blocks.append(Heading(CHANGE_HEADINGS[name], 2, f"changes-{name}"))
        blocks.append(Bullets(tuple(_change(maker, one) for one in some[:_MOST_CHANGES])))
        if len(some) > _MOST_CHANGES:
            blocks.append(Paragraph(Piece(f"and {len(some) - _MOST_CHANGES} more, all of them in JSON"), "note"))
    if not blocks:
        blocks.append(Paragraph(Piece("No change: nothing was opened, closed, confirmed or denied."), "note"))
    first, last = view.since, view.until
    days = [f"since {day_words(first)}"] if first else []
    days += [f"until {day_words(last)}"] if last else []
    title = "What happened" if view.time == "valid" else "What has changed"
    subtitle = ", ".join([counted_words(len(view.changes), "change"), " ".join(days)]).rstrip(", ")
    return Page("changes", title, subtitle, tuple(blocks), view.sources)


def _change(maker: PageMaker, one: ChangeLine) -> Piece:
    return Piece(one.line.text, *maker.marks(one.line.cites), one.line.id, note=weight_words(one.line))
