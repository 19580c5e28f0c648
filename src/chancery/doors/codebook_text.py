"""What a codebook says, for the eye: all types in a table, one type in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text


def brief_parts(types: Sequence[Mapping[str, Any]]) -> Iterator[RenderableType]:
    """A table of all types with score, modes and definition."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for column in ("type", "score", "words", "says and modes"):
        table.add_column(column, no_wrap=column in ("type", "score"), overflow="fold")
    for row in types:
        modes = ", ".join(mode["mode"] for mode in row["modes"])
        said = Text(row["says"])
        if modes:
            said.append(f"\n{modes}", style="dim")
        table.add_row(row["type"], f"{row['score']:g}", str(row["verbs"] + row["nouns"]), said)
    yield table


def type_parts(row: Mapping[str, Any]) -> Iterator[RenderableType]:
    """All that is known of one type: definition, modes, what counts and what does not, words by rule, examples."""
    recipient = "needs a recipient" if row["needs_recipient"] else "with or without a recipient"
    cameo = f", CAMEO {row['cameo']}" if row["cameo"] else ""
    yield Text(f"{row['type']}  {row['quad']}, score {row['score']:g}{cameo}, {recipient}", style="bold")
    yield Text(row["says"])
    if row["future"]:
        yield Text(f"One that is planned is {row['future']}.")
    yield from _listed("Counts", row["counts"])
    yield from _listed("But", row["but"])
    if row["modes"]:
        yield Text("\nModes", style="bold")
        table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
        for mode in row["modes"]:
            table.add_row(f"  {mode['mode']}", f"{mode['score']:g}", mode["cameo"] or "", mode["says"])
        yield table
    yield from _listed("Examples", (f"{one['text']}  [{one['is']}]" for one in row["examples"]))
    yield from _listed("Counter-examples", (f"{one['text']}  [{one['is']}]" for one in row["counterexamples"]))
    yield Text("\nRules, in the order in which they are tried", style="bold")
    for rule in row["rules"]:
        yield from _rule(rule)


def _rule(rule: Mapping[str, Any]) -> Iterator[RenderableType]:
    head = Text(f"{rule['id']}", style="bold")
    if rule["mode"]:
        head.append(f"  mode {rule['mode']}", style="not bold")
    yield Padding(head, (0, 0, 0, 2))
    fields = (
        ("verbs", _words(rule["verbs"], rule["senses"])),
        ("nouns", _words(rule["nouns"], rule["senses"])),
        ("adjectives", ", ".join(rule["adjectives"])),
        ("needs", "; ".join(rule["needs"])),
        ("unless", "; ".join(rule["unless"])),
        ("actors", ", ".join(rule["actors"])),
        ("recipients", ", ".join(rule["recipients"])),
        ("states", ", ".join(f"{state['kind']} {state['change']}" for state in rule["states"])),
    )
    for name, value in fields:
        if value:
            yield Padding(Text(f"{name}: {value}"), (0, 0, 0, 4))


def _words(lemmas: Iterable[str], senses: Sequence[str]) -> str:
    """Lemmas, each with the senses that it is limited to ("fire.02")."""
    shown = []
    for lemma in lemmas:
        numbered = [sense for sense in senses if sense.rsplit(".", 1)[0] == lemma]
        shown.extend(numbered or [lemma])
    return ", ".join(shown)


def _listed(title: str, lines: Iterable[str]) -> Iterator[RenderableType]:
    some = list(lines)
    if some:
        yield Text(f"\n{title}", style="bold")
        for line in some:
            yield Padding(Text(f"- {line}"), (0, 0, 0, 2))
