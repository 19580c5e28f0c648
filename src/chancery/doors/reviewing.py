"""A person led through what waits for review: each thing shown, a key asked, a reason, and what changed told."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.prompt import Prompt
from rich.table import Table
from rich.text import Text

from chancery.doors.screen import screen
from chancery.runs.review import Correction, Made, events_told, make_correction
from chancery.terms import ChanceryError
from chancery.views import build_review
from chancery.views.comparing import feature_label
from chancery.views.review import Told, UnsureMerge, WeakClaim

if TYPE_CHECKING:
    from rich.console import Console

    from chancery.record import Record

_MERGE_KEYS = "m merge, s keep apart, u undo, k skip, q quit"
_CLAIM_KEYS = "a accept, r reject, c recode, s split off, m merge, u undo, k skip, q quit"
_RECODED = (
    ("type", "type (SANCTION ...)"),
    ("mode", "mode"),
    ("status", "status"),
    ("date", "date (EDTF)"),
    ("actors", "actors, ';' between"),
    ("recipients", "recipients, ';' between"),
    ("place", "place"),
)


class _Quit(Exception):  # noqa: N818 - no error: how a person leaves
    """The person has had enough."""


def walk(record: Record, name: str) -> None:
    """Lead a person through what waits, until nothing does or the person quits."""
    session = _Session(record, name, screen())
    with suppress(_Quit, EOFError):
        session.walk()
    session.say_goodbye()


class _Session:
    def __init__(self, record: Record, name: str, console: Console) -> None:
        self._record = record
        self._name = name
        self._console = console
        self._made: list[Made] = []
        self._done: list[str] = []
        self._skipped: set[str] = set()

    def walk(self) -> None:
        """Show one thing after another, until nothing waits; what is undone comes again."""
        # Made once: on a large record the queue takes far longer than an answer. What an answer settles is seen below.
        queue = build_review(self._record.snapshot(), self._name)
        every: list[UnsureMerge | WeakClaim] = [*queue.merges, *queue.claims]
        while waiting := [one for one in every if _key(one) not in (*self._done, *self._skipped)]:
            current = self._now(waiting[0])
            if current is None:
                self._skipped.add(_key(waiting[0]))
                continue
            self._console.rule(f"{len(waiting)} to go")
            self._show(current)
            self._ask(current)

    def _now(self, one: UnsureMerge | WeakClaim) -> UnsureMerge | WeakClaim | None:
        """The thing as the record is now; None where earlier answers have settled it."""
        if isinstance(one, WeakClaim):
            return one
        left, right = events_told(self._record, (one.left.mention, one.right.mention))
        if not left or not right or left == right:
            return None
        return replace(one, left=replace(one.left, event=left), right=replace(one.right, event=right))

    def say_goodbye(self) -> None:
        """What came of it."""
        count = len(self._made)
        kept = f"{count} judgement{'' if count == 1 else 's'} kept" if count else "nothing changed"
        self._print(f"{kept}; chancery judge list shows all")

    # --- showing ------------------------------------------------------------------------------------------------

    def _print(self, words: str, style: str = "") -> None:
        self._console.print(Text(words, style=style))

    def _show(self, one: UnsureMerge | WeakClaim) -> None:
        if isinstance(one, WeakClaim):
            self._print(f"Weak claim: {'; '.join(one.why)}", "bold")
            self._side(one.told)
            for name, words in one.coding:
                self._print(f"    {name:10} {words or '-'}")
            for identity, words in one.states:
                self._print(f"    state      {words} {identity}")
            return
        self._print(f"One event or two? chance {one.score:.2f}: {one.reason}", "bold")
        for side in (one.left, one.right):
            self._side(side)
        if one.features:
            table = Table("feature", "score", "first", "second", box=None, padding=(0, 2, 0, 4))
            for row in one.features:
                table.add_row(feature_label(row.name), f"{row.score:+.2f}", Text(row.left), Text(row.right))
            self._console.print(table)

    def _side(self, told: Told) -> None:
        self._print(f"{told.label}  {told.event} {told.mention}", "dim")
        words = Text(f"{told.before} " if told.before else "", style="dim")
        start = len(words)
        words.append(told.words, style="not dim")
        words.stylize("bold underline not dim", start + told.trigger.start, start + told.trigger.end)
        words.append(f" {told.after}" if told.after else "")
        self._console.print(Padding(words, (0, 0, 0, 4)))
        self._print(f"    → {told.says}")

    # --- asking -------------------------------------------------------------------------------------------------

    def _ask(self, one: UnsureMerge | WeakClaim) -> None:
        keys = _CLAIM_KEYS if isinstance(one, WeakClaim) else _MERGE_KEYS
        letters = {words.split(" ")[0] for words in keys.split(", ")}
        while True:
            answer = self._line(keys).lower()[:1]
            if answer == "q":
                raise _Quit
            if answer == "k":
                self._skipped.add(_key(one))
                return
            if answer == "u":
                self._undo()
                return
            if answer in letters and self._answered(one, answer):
                self._done.append(_key(one))
                return
            if answer not in letters:
                self._print(f"one of: {keys}", "yellow")

    def _answered(self, one: UnsureMerge | WeakClaim, answer: str) -> bool:
        """Whether the answer was taken; false where a reason or a value would not do, and the person is asked again."""
        changes: dict[str, str] = {}
        if isinstance(one, UnsureMerge):
            verdict = {"m": "merge", "s": "split"}[answer]
            ids: tuple[str, ...] = (one.left.event, one.right.event)
        else:
            verdict = {"a": "accept", "r": "reject", "c": "recode", "s": "split", "m": "merge"}[answer]
            ids = (one.told.mention,)
            if verdict == "recode":
                changes = self._changes()
            elif verdict == "merge":
                ids = (one.told.mention, self._line("with which event or claim (id)"))
        reason = self._line("reason")
        return self._make(Correction(verdict, ids, reason, self._name, changes))

    def _changes(self) -> dict[str, str]:
        self._print("what it should be; nothing entered leaves a field as it is, - takes it away", "dim")
        given = {field: self._line(f"  {asked}") for field, asked in _RECODED}
        return {field: "" if value == "-" else value for field, value in given.items() if value}

    def _undo(self) -> None:
        if not self._made:
            self._print("nothing was judged here yet; chancery judge undo takes back older judgements", "yellow")
            return
        last = self._made[-1]
        if self._make(Correction("undo", (last.judgements[0].id,), self._line("reason"), self._name)):
            del self._made[-2:], self._done[-1:]

    def _make(self, correction: Correction) -> bool:
        try:
            made = make_correction(self._record, correction)
        except ChanceryError as error:
            self._print(str(error), "yellow")
            return False
        self._made.append(made)
        self._print(made.line, "green")
        return True

    def _line(self, asked: str) -> str:
        return Prompt.ask(Text(asked), console=self._console, default="", show_default=False).strip()


def _key(one: UnsureMerge | WeakClaim) -> str:
    return one.told.mention if isinstance(one, WeakClaim) else one.judgement
