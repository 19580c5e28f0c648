"""`chancery read` and `chancery code`: look at reports and keep nothing."""

from __future__ import annotations

import json as jsons
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from chancery.doors.group import PROBLEMS
from chancery.doors.options import (
    Codebooks,
    Files,
    JsonLines,
    OtherReader,
    Output,
    OwnActors,
    OwnSources,
    ReadingForm,
    ReadingFormat,
    Sentences,
    Show,
    chosen_reading,
)
from chancery.doors.screen import Sheet, can_show, counted, emit, note, open_sheet, problem_line, progress
from chancery.terms import Failure, InputError, SetAside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chancery.views.layers import Layer


def read(
    paths: Files,
    show: Show = None,
    sentence: Sentences = None,
    form: ReadingForm = None,
    json: JsonLines = False,
    output: Output = None,
    reader: OtherReader = None,
    actors: OwnActors = None,
) -> None:
    """Show what is read in reports: sentences, names, dates, quotations, predicates with roles, who says what.

    Every offset counts characters of the report's text. Nothing is kept.

    To see why a sentence was read as it was:  chancery read FILE --show parse,roles --sentence 3
    """
    from chancery import runs
    from chancery.runs.actors import using_actors

    chosen = chosen_reading(form, json=json, output=output)
    look = _look(show, sentence, chosen)
    results = partial(runs.read_reports, paths, steps=runs.steps_with(reader))
    if look:
        with using_actors(actors):
            _show_layers(results, look, chosen, output)
        return

    def put(reading: Any, sheet: Sheet) -> None:
        if chosen is ReadingFormat.json:
            from chancery.views.machine import reading_data

            sheet.line(jsons.dumps(reading_data(reading), ensure_ascii=False))
        else:
            from chancery.doors.reading_text import reading_lines

            sheet.show(reading_lines(reading))

    with using_actors(actors), open_sheet(output) as sheet:
        failed = _each(results, lambda reading: put(reading, sheet), to_screen=output is None, doing="reading")
    _leave_if(failed)


@dataclass(frozen=True, slots=True)
class Look:
    """The layers to show, and of which sentences (None: of all)."""

    layers: tuple[Layer, ...]
    sentences: tuple[int, int] | None


def _look(show: list[str] | None, sentence: str | None, form: ReadingFormat) -> Look | None:
    """What of the reading to show; None for the whole of it as lines or JSON.

    Raises:  typer.BadParameter for a layer that there is not, what is no range of sentences, and JSON of a part.
    """
    from chancery.views.layers import Layer, parse_layers, parse_sentences

    if form is ReadingFormat.json:
        for name, asked in (("--show", show), ("--sentence", sentence)):
            if asked:
                raise typer.BadParameter("the machine's view is always whole; leave this out", param_hint=name)
        return None
    try:
        layers = parse_layers(show or ())
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--show") from error
    try:
        sentences = parse_sentences(sentence) if sentence is not None else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--sentence") from error
    if form is ReadingFormat.terminal and not show and sentence is None:
        return None
    return Look(layers or tuple(Layer), sentences)


def _show_layers(results: Callable[[], Iterable[Any]], look: Look, form: ReadingFormat, output: Path | None) -> None:
    """Show the layers of each report: on the terminal as it comes, as a drawing or page all at once at the end.

    Raises:  InputError where there is nothing to draw; typer.Exit(1) where a report lacks the sentences.
    """
    from chancery.views import layers

    gathered: list[layers.Shown] = []
    lacking = False

    def build(reading: Any) -> layers.Shown | None:
        nonlocal lacking
        try:
            return layers.build_shown(reading, look.layers, look.sentences)
        except InputError as error:
            note(f"chancery: {error} [{error.code}]")
            lacking = True
            return None

    if form is ReadingFormat.terminal:
        plain = not can_show(layers.DRAWN, output=output)
        with open_sheet(output) as sheet:

            def put(reading: Any) -> None:
                if shown := build(reading):
                    sheet.show(layers.shown_parts(shown, ascii_only=plain))

            failed = _each(results, put, to_screen=output is None, doing="reading")
    else:

        def keep(reading: Any) -> None:
            if shown := build(reading):
                gathered.append(shown)

        failed = _each(results, keep, to_screen=False, doing="reading")
        if gathered:
            draw = layers.shown_svg if form is ReadingFormat.svg else layers.shown_html
            emit(draw(gathered), output=output)
        elif not lacking:
            raise InputError("none of the reports could be used", remedy="the lines above say why")
    _leave_if(failed or lacking)


def code(
    paths: Files,
    json: JsonLines = False,
    output: Output = None,
    reader: OtherReader = None,
    codebook: Codebooks = None,
    actors: OwnActors = None,
    sources: OwnSources = None,
) -> None:
    """Show the events, states and opinions of reports, each report by itself. Nothing is kept.

    To see several reports together without keeping them: chancery brief FILE...
    """
    from chancery import runs
    from chancery.runs.actors import using_actors
    from chancery.runs.sources import using_sources

    def put(coded: Any, sheet: Sheet) -> None:
        if json:
            from chancery.views.machine import coded_data

            sheet.line(jsons.dumps(coded_data(coded.report, coded.snapshot), ensure_ascii=False))
        else:
            from chancery.doors.coding_text import coding_parts
            from chancery.doors.reading_text import report_head

            sheet.show(report_head(coded.report))
            sheet.show(coding_parts(coded.snapshot))

    results = partial(runs.code_reports, paths, steps=runs.steps_with(reader, codebook))
    with using_actors(actors), using_sources(sources), open_sheet(output) as sheet:
        failed = _each(results, lambda coded: put(coded, sheet), to_screen=output is None, doing="coding")
    _leave_if(failed)


def _each(
    results: Callable[[], Iterable[Any]],
    put: Callable[[Any], None],
    *,
    to_screen: bool,
    doing: str,
) -> bool:
    """Put each result where it goes as it comes, name the others on standard error, and count them all at the end.

    Returns whether a report failed.
    """
    shown = aside = failed = 0
    seen = to_screen and sys.stdout.isatty()
    with progress(doing, unless=seen) as step:
        for found in results():
            if isinstance(found, SetAside | Failure):
                note(problem_line(found))
                aside += isinstance(found, SetAside)
                failed += isinstance(found, Failure)
            else:
                shown += 1
                put(found)
            step(shown + aside + failed)
    if aside or failed:
        done = {"reading": "read", "coding": "coded"}[doing]
        note(f"{counted(shown + aside + failed, 'report')} in: {shown} {done}, {aside} set aside, {failed} failed")
    return failed > 0


def _leave_if(problems: bool) -> None:
    """Raises:  typer.Exit(1) where there were problems."""
    if problems:
        raise typer.Exit(PROBLEMS)
