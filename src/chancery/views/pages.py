"""A view laid out as a page: headings, lists and tables that every format can render. No format is known here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chancery.terms import Judgement, PartialDate, Snapshot, Span
from chancery.views.brief import Brief
from chancery.views.changes import CHANGE_HEADINGS, ChangeLine, Changes
from chancery.views.claims import Cell, ClaimsMatrix
from chancery.views.comparing import feature_label
from chancery.views.dating import NOT_STATED, date_label, day_words
from chancery.views.diff import Shared, SourceDiff
from chancery.views.lines import Citation, Citations, Cut, Group, Line, SourceLine, spread
from chancery.views.naming import capitalised
from chancery.views.review import Passed, Review, Told, UnsureMerge, WeakClaim
from chancery.views.search import SearchResult
from chancery.views.situation import Situation
from chancery.views.timeline import Entry, Timeline
from chancery.views.why import Trail, TrailClaim

View = Brief | Timeline | Situation | ClaimsMatrix | Trail | SearchResult | Changes | Review | SourceDiff
# More citations than this after one line hinder reading; the rest is counted and kept in JSON.
_MOST_SHOWN = 4
# More lines than this under one heading are no morning's reading; the rest is counted and kept in JSON.
_MOST_CHANGES = 40
_SAID_BY = {
    "asserts": "asserted by",
    "confirms": "confirmed by",
    "denies": "denied by",
    "alleges": "alleged by",
    "demands": "demanded by",
    "predicts": "predicted by",
    "opines": "opinion of",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation as it is shown: its label, and the sentence it points to."""

    label: str
    report: str
    start: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with its citations. `more` counts citations that are not shown; `id` is what `why` takes.

    `strong` are ranges of the text to set off (a trigger, a word that was searched); `tag` a status worth a label;
    `anchor` the id of the event or state that the piece is the place of on its page; `note` what stands beside the text
    without being part of it: how the sources weigh.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    more: int = 0
    id: str = ""
    strong: tuple[tuple[int, int], ...] = ()
    tag: str = ""
    anchor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3 with an anchor."""

    text: str
    level: int = 2
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of pieces."""

    items: tuple[Piece, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One piece. role: lead (the headline), text, note or quote."""

    piece: Piece
    role: str = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each of several pieces. `keys` are the ids of the rows; `caption` says what the table shows.

    role is matrix where the columns after the first are alike: where room is short they may be set in several tables.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]
    keys: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A place for a drawing that only some formats have: "timeline" or "map"."""

    name: str


Block = Heading | Bullets | Paragraph | Table | Figure


@dataclass(frozen=True, slots=True)
class Page:
    """A page: kind of view, title, a line under it, its blocks, and the sources of its citations."""

    kind: str
    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    sources: tuple[SourceLine, ...] = ()


def lay_out(view: View, snapshot: Snapshot) -> Page:
    """The view as a page. `snapshot` must be the one that the view was built from."""
    maker = _Maker(snapshot)
    if isinstance(view, Brief):
        return maker.brief(view)
    if isinstance(view, Timeline):
        return maker.timeline(view)
    if isinstance(view, Situation):
        return maker.situation(view)
    if isinstance(view, ClaimsMatrix):
        return maker.claims(view)
    if isinstance(view, SourceDiff):
        return maker.diff(view)
    if isinstance(view, Trail):
        return maker.trail(view)
    if isinstance(view, Changes):
        return maker.changes(view)
    if isinstance(view, Review):
        return _review_page(view)
    return maker.search(view)


def source_words(source: SourceLine) -> str:
    """A source as a line of words: title, publisher, date and whether the date is inferred."""
    when = "not dated"
    if source.published:
        when = date_label(PartialDate.parse(source.published))
        if source.published_how == "inferred":
            when += f", inferred{f': {source.published_why}' if source.published_why else ''}"
    title = f"“{source.title}”" if source.title else "untitled report"
    return f"{title}, {source.source or 'publisher not stated'} ({when})"


def _review_page(view: Review) -> Page:
    blocks: list[Block] = []
    if view.merges:
        blocks.append(Heading("One event or two", 2, "merges"))
        for merge in view.merges:
            blocks += _merge(merge)
    if view.claims:
        blocks.append(Heading("Weak claims", 2, "weak-claims"))
        for weak in view.claims:
            blocks += _weak(weak)
    for title, anchor, some in (
        ("Judgements over what is no longer found", "lost", view.lost),
        ("Rejected", "rejected", view.rejected),
    ):
        if some:
            blocks += [Heading(title, 2, anchor), Bullets(tuple(map(_passed, some)))]
    if not blocks:
        blocks.append(Paragraph(Piece("Nothing waits for review."), "note"))
    counts = f"{_number(len(view.merges), 'unsure merge')}, {_number(len(view.claims), 'weak claim')}"
    return Page("review", "To review", counts, tuple(blocks))


def _merge(one: UnsureMerge) -> list[Block]:
    head = Piece(f"{one.reason} (chance {one.score:.2f}; {one.hangs} claims and states hang on it)", id=one.judgement)
    blocks: list[Block] = [Paragraph(head)]
    for side in (one.left, one.right):
        blocks += _side(side)
    if one.features:
        rows = tuple(
            ((Piece(feature_label(row.name)),), (Piece(f"{row.score:+.2f}"),), (Piece(row.left),), (Piece(row.right),))
            for row in one.features
        )
        blocks.append(Table("What speaks for one event", ("Feature", "Score", "First", "Second"), rows))
    return blocks


def _weak(one: WeakClaim) -> list[Block]:
    coding = "; ".join(f"{name} {words}" for name, words in one.coding if words)
    states = "".join(f" {words}" for _, words in one.states)
    return [Paragraph(Piece(f"{one.told.says} {coding}. {'; '.join(one.why)}.{states}")), *_side(one.told)]


def _side(told: Told) -> list[Block]:
    strong = ((told.trigger.start, told.trigger.end),)
    return [
        Paragraph(Piece(told.label, id=told.event), "note"),
        Paragraph(Piece(told.words, (), 0, told.mention, strong), "quote"),
    ]


def _passed(one: Passed) -> Piece:
    changes = "".join(f", {name} {words}" for name, words in one.changes)
    words = " / ".join(f"“{words}”" for words in one.words)
    return Piece(f"{one.verdict}{changes} by {one.by}, {one.when[:10]}: {one.reason}. {words}", id=one.judgement)


class _Maker:
    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.citations = Citations(snapshot)
        self.status = {event.id: event.status for event in snapshot.events}
        self.status |= {state.id: state.status for state in snapshot.states}

    def nothing(self, noun: str, cut: Cut | None = None) -> Paragraph:
        """That there is nothing to show, and whether that is for the days that were asked about."""
        known, then = self.snapshot.known_on, self.snapshot.as_of
        words = (cut or Cut(0)).none(noun)
        if known and not (cut and cut.total):
            words = f"Nothing of this was known by {day_words(known)}{f', as of {day_words(then)}' if then else ''}."
        elif then and not (cut and cut.total):
            words = f"{'Nothing stands as of' if noun == 'state' else 'Nothing is told up to'} {day_words(then)}."
        return Paragraph(Piece(words), "note")

    def piece(self, line: Line, *, tag: str = "", anchor: str = "") -> Piece:
        shown = "" if tag and tag in line.text.casefold() else tag
        return Piece(line.text, *self.marks(line.cites), line.id, (), shown, anchor, _note(line))

    def marks(self, cites: Iterable[Citation]) -> tuple[tuple[Mark, ...], int]:
        shown, more = spread(cites, _MOST_SHOWN)
        return tuple(self._mark(one) for one in shown), more

    def _mark(self, one: Citation) -> Mark:
        report = self.snapshot.reports[one.report]
        return Mark(self.citations.label(one), one.report, one.span.start, report.source.name or report.title)

    def brief(self, view: Brief) -> Page:
        blocks: list[Block] = []
        if view.headline:
            blocks.append(Paragraph(self.piece(view.headline), "lead"))
        blocks += self._section("Key points", "key-points", view.takeaways, ordered=True)
        blocks += [Figure("map"), Figure("timeline")]
        blocks += self._grouped("What happened", "what-happened", view.what_happened)
        if view.left_out:
            left = f"{view.left_out} further events are in the timeline."
            blocks.append(Paragraph(Piece(left), "note"))
        blocks += self._grouped("Where things stand", "where-things-stand", view.where_things_stand)
        blocks += self._section("Why it matters", "why-it-matters", view.why_it_matters)
        blocks += self._grouped("Who says what", "who-says-what", view.who_says_what)
        blocks += self._section("Where they differ", "where-they-differ", view.differences)
        blocks += self._section("Open questions", "open-questions", view.open_questions)
        if not view.lines():
            blocks.append(self.nothing("event and no state"))
        return Page("brief", view.title, view.period, tuple(blocks), view.sources)

    def timeline(self, view: Timeline) -> Page:
        blocks: list[Block] = [Figure("timeline")]
        groups: dict[str, list[Entry]] = {}
        for entry in view.dated:
            groups.setdefault(entry.label, []).append(entry)
        for label, entries in groups.items():
            inferred = " (inferred)" if all(entry.how == "inferred" for entry in entries) else ""
            blocks.append(Heading(label + inferred, 3))
            blocks.append(Bullets(tuple(self._entry(entry) for entry in entries)))
        if view.undated:
            blocks.append(Heading(capitalised(NOT_STATED), 3))
            blocks.append(Bullets(tuple(self._entry(entry) for entry in view.undated)))
        if not groups and not view.undated:
            blocks.append(self.nothing("event", view.cut))
        return Page("timeline", "Timeline", view.cut.words(len(view.lines()), "event"), tuple(blocks), view.sources)

    def _entry(self, entry: Entry) -> Piece:
        tag = "" if entry.status in entry.line.text else _tag(entry.status)
        line = entry.line
        return Piece(line.text, *self.marks(line.cites), entry.event, (), tag, entry.event, _note(line))

    def situation(self, view: Situation) -> Page:
        blocks: list[Block] = []
        if view.states:
            rows = tuple(
                (
                    (Piece(row.heading),),
                    (Piece(row.line.text, *self.marks(row.line.cites), note=_note(row.line)),),
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
            blocks.append(self.nothing("state", view.cut))
        when = [f"as of {day_words(view.as_of)}"] if view.as_of else []
        when += [f"as known on {day_words(view.known_on)}"] if view.known_on else []
        subtitle = ", ".join([view.cut.words(len(view.states), "state"), *when])
        return Page("situation", "Where things stand", subtitle, tuple(blocks), view.sources)

    def changes(self, view: Changes) -> Page:
        groups: dict[str, list[ChangeLine]] = {}
        for change in view.changes:
            groups.setdefault(change.change, []).append(change)
        blocks: list[Block] = []
        for name, some in groups.items():
            blocks.append(Heading(CHANGE_HEADINGS[name], 2, f"changes-{name}"))
            blocks.append(Bullets(tuple(self._change(one) for one in some[:_MOST_CHANGES])))
            if len(some) > _MOST_CHANGES:
                blocks.append(Paragraph(Piece(f"and {len(some) - _MOST_CHANGES} more, all of them in JSON"), "note"))
        if not blocks:
            blocks.append(Paragraph(Piece("No change: nothing was opened, closed, confirmed or denied."), "note"))
        first, last = view.since, view.until
        days = [f"since {day_words(first)}"] if first else []
        days += [f"until {day_words(last)}"] if last else []
        title = "What happened" if view.time == "valid" else "What has changed"
        subtitle = ", ".join([_number(len(view.changes), "change"), " ".join(days)]).rstrip(", ")
        return Page("changes", title, subtitle, tuple(blocks), view.sources)

    def _change(self, one: ChangeLine) -> Piece:
        return Piece(one.line.text, *self.marks(one.line.cites), one.line.id, note=_note(one.line))

    def claims(self, view: ClaimsMatrix) -> Page:
        blocks: list[Block] = []
        if view.rows:
            blocks.append(self._matrix(view))
        if view.left_out:
            one = view.left_out == 1
            rest, them = ("claim rests", "it") if one else ("claims rest", "them")
            note = f"{view.left_out} more {rest} on one voice: chancery claims --all shows {them}."
            blocks.append(Paragraph(Piece(note), "note"))
        blocks += self._section("Opinions", "opinions", view.opinions)
        blocks += self._section("Where they differ", "where-they-differ", view.differences)
        if not blocks:
            blocks.append(self.nothing("claim"))
        subtitle = f"{_number(len(view.rows), 'claim')}, {_number(len(view.voices), 'voice')}"
        return Page("claims", "Who says what", subtitle, tuple(blocks), view.sources)

    def _matrix(self, view: ClaimsMatrix) -> Table:
        """What is claimed by voices, those that matter least gathered in a last column."""
        shown = view.voices[: view.shown]
        others = {voice.id for voice in view.voices[view.shown :]}
        rows = []
        for row in view.rows:
            tag = "disputed" if row.disputed else _tag(row.status)
            told = Piece(row.line.text, tag=tag, note=_note(row.line))
            cells = [tuple(self._cell(cell, voice.name) for cell in row.cells if cell.voice == voice.id)
                     for voice in shown]  # fmt: skip
            if others:
                cells.append(tuple(self._cell(cell, "") for cell in row.cells if cell.voice in others))
            rows.append(((told,), *cells))
        columns = ("What is claimed", *(capitalised(voice.name) for voice in shown))
        keys = tuple(row.about for row in view.rows)
        last = (f"{_number(len(others), 'other voice')}",) if others else ()
        return Table("Who takes which stance on what is claimed", (*columns, *last), tuple(rows), keys, "matrix")

    def _cell(self, cell: Cell, column: str) -> Piece:
        who = "" if cell.speaker == column else f" ({cell.speaker})"
        return Piece(f"{cell.stance}{who}", *self.marks(cell.cites))

    def diff(self, view: SourceDiff) -> Page:
        blocks: list[Block] = []
        names = capitalised(view.one.name), capitalised(view.other.name)
        if view.shared:
            rows = tuple(self._shared(row) for row in view.shared)
            keys = tuple(row.about for row in view.shared)
            blocks.append(Heading("Told by both", 2, "told-by-both"))
            blocks.append(Table("What both tell, and how", ("What both tell", *names), rows, keys, "matrix"))
        else:
            blocks.append(Paragraph(Piece("They tell of nothing that was found to be the same."), "note"))
        if view.perhaps:
            pairs = tuple(((self.piece(one),), (self.piece(other),)) for one, other in view.perhaps)
            blocks.append(Heading("Perhaps the same", 2, "perhaps-the-same"))
            blocks.append(Table("What may be one happening, told by each", names, pairs))
        for name, lines, left, anchor in (
            (names[0], view.only_one, view.one_left, "only-one"),
            (names[1], view.only_other, view.other_left, "only-other"),
        ):
            blocks += self._section(f"Only {name}", anchor, lines)
            if left:
                blocks.append(Paragraph(Piece(f"{left} more; --all shows them."), "note"))
        if view.quoted:
            counts = tuple(((Piece(q.name),), _count(q.one), _count(q.other)) for q in view.quoted)
            blocks.append(Heading("Whom they quote", 2, "whom-they-quote"))
            blocks.append(Table("Claims on the word of each", ("Voice", *names), counts))
        told = f"{len(view.shared)} told by both"
        subtitle = ", ".join([told, *([f"since {day_words(view.since)}"] if view.since else [])])
        return Page("diff", f"{names[0]} and {names[1]}", subtitle, tuple(blocks), view.sources)

    def _shared(self, row: Shared) -> tuple[tuple[Piece, ...], ...]:
        """What both tell, then how each tells it, its sentences under the last of its words."""
        sides: list[tuple[Piece, ...]] = []
        for words, cites in (([(d, d.one) for d in row.differences], row.one),
                             ([(d, d.other) for d in row.differences], row.other)):  # fmt: skip
            pieces = [Piece(f"{d.field}: {told}", tag="contrary" if d.contradicts else "") for d, told in words]
            sides.append((*pieces, Piece("the same" if not pieces else "in", *self.marks(cites))))
        return (Piece(row.line.text, note=_note(row.line)),), *sides

    def trail(self, view: Trail) -> Page:
        blocks: list[Block] = [Paragraph(Piece(view.text), "lead")]
        if view.facts:
            rows = tuple(((Piece(name),), (Piece(words),)) for name, words in view.facts)
            blocks.append(Table("What is recorded", ("Field", "Value"), rows))
        if view.rests_on:
            blocks.append(Heading("Rests on", 2, "rests-on"))
            blocks.append(Bullets(tuple(Piece(words, id=one) for one, words in view.rests_on)))
        blocks.append(Heading("Sentences", 2, "sentences"))
        for claim in view.claims:
            blocks += self._trail_claim(claim)
        inside = {claim.mention for claim in view.claims}
        joined = [one for one in view.judgements if one.left in inside and (not one.right or one.right in inside)]
        doubted = [one for one in view.judgements if one not in joined]
        for heading, anchor, some in (
            ("Judgements over these mentions", "judgements", joined),
            ("Mentions that may be of this event", "unsure", doubted),
        ):
            if some:
                blocks.append(Heading(heading, 2, anchor))
                blocks += [block for one in some for block in _judgement(one)]
        return Page("why", f"Why: {view.kind}", view.id, tuple(blocks), view.sources)

    def _trail_claim(self, claim: TrailClaim) -> list[Block]:
        who = " → ".join(claim.speakers)
        head = f"{claim.summary}; {_SAID_BY.get(claim.stance, claim.stance)} {who}; section {claim.section}"
        place = f"characters {claim.span.start} to {claim.span.end}, trigger {_range(claim.trigger_span)}"
        mark = Mark(claim.label, claim.report, claim.span.start)
        quoted = Piece(claim.words, (mark,), 0, claim.claim, ((claim.trigger.start, claim.trigger.end),))
        steps = tuple(
            Piece(f"{step.rule}: {step.detail}{f' ({step.score:.2f})' if step.score is not None else ''}")
            for step in claim.steps
        )
        blocks: list[Block] = [Heading(head, 3), Paragraph(quoted, "quote"), Paragraph(Piece(place), "note")]
        return [*blocks, Bullets(steps)] if steps else blocks

    def search(self, view: SearchResult) -> Page:
        items = []
        for hit in view.hits:
            text, strong = _unmarked(hit.marked)
            number = self.citations.numbers.get(hit.report)
            marks = (Mark(str(number), hit.report, hit.span.start),) if number else ()
            about = f"  – {hit.title or 'untitled'}, {hit.published}"
            items.append(Piece(text + about, marks, 0, hit.claims[0] if hit.claims else hit.report, strong))
        blocks: tuple[Block, ...] = (Bullets(tuple(items)),)
        if not items:
            blocks = (Paragraph(Piece("No sentence holds all of these words."), "note"),)
        return Page("search", f"Search: {view.query}", _number(len(items), "sentence"), blocks)

    def _section(self, heading: str, anchor: str, lines: Sequence[Line], *, ordered: bool = False) -> list[Block]:
        if not lines:
            return []
        return [Heading(heading, 2, anchor), Bullets(tuple(self.piece(line) for line in lines), ordered)]

    def _grouped(self, heading: str, anchor: str, groups: Sequence[Group]) -> list[Block]:
        blocks: list[Block] = [Heading(heading, 2, anchor)] if groups else []
        for group in groups:
            blocks.append(Heading(group.heading, 3))
            blocks.append(Bullets(tuple(self._told(line) for line in group.lines)))
        return blocks

    def _told(self, line: Line) -> Piece:
        told = line.rests_on[0] if line.rests_on and line.kind in ("event", "state") else ""
        return self.piece(line, tag=_tag(self.status.get(told, "")), anchor=told)


def _judgement(judgement: Judgement) -> list[Block]:
    """What was judged and by whom, and a table of the features that it rests on."""
    over = f"{judgement.left} and {judgement.right}" if judgement.right else judgement.left
    words = f"{over}: {judgement.verdict} ({judgement.score:.2f}), {judgement.reason}, by {judgement.by}"
    # A person's has an id to show: it can be undone by it.
    blocks: list[Block] = [Bullets((Piece(words, id=judgement.id if judgement.when else ""),))]
    if judgement.features:
        rows = tuple(
            tuple(
                (Piece(words),)
                for words in (feature_label(one.name), one.left or "–", one.right or "–", f"{one.score:+.2f}")
            )
            for one in judgement.features
        )
        blocks.append(Table("What was compared", ("Feature", judgement.left, judgement.right, "Adds"), rows))
    return blocks


def _note(line: Line) -> str:
    """How the sources of a line weigh, in words."""
    return line.weighing.words if line.weighing else ""


def _tag(status: str) -> str:
    """A status that a reader should see at a glance; the plain ones need no label."""
    return status if status in ("alleged", "denied", "disputed", "planned", "hypothetical", "ending") else ""


def _count(number: int) -> tuple[Piece, ...]:
    return (Piece(str(number)),) if number else ()


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _range(span: Span) -> str:
    return f"{span.start} to {span.end}"


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The sentence without the brackets around the words found, and where those words stand in it."""
    text, strong, last = "", [], 0
    for found in re.finditer(r"\[([^\[\]]*)\]", marked):
        text += marked[last : found.start()]
        strong.append((len(text), len(text) + len(found[1])))
        text += found[1]
        last = found.end()
    return text + marked[last:], tuple(strong)
