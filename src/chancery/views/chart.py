"""States as bars and events as marks along one axis of time, as SVG that keeps its letters readable at any width.

Positions along the axis are percentages and heights are pixels, so that the drawing stretches and its text does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup, escape

from chancery.terms import Event, Snapshot
from chancery.views.dating import date_label, day_words
from chancery.views.ranking import Ranking
from chancery.views.situation import Standing, build_situation
from chancery.views.wording import Wording

_MOST_BARS = 24
_ROW_PX, _BAR_PX, _LANE_PX, _AXIS_PX = 36, 9, 15, 26
_LABEL_CHARS = 60
# The axis ends short of the edge, in percent: room for the arrows of what still stands.
_END_SHARE = 97.5
# How far a bar fades in, in percent, where nothing is known of when it began.
_FADE_SHARE = 9.0
# Marks nearer than this share of the width would touch on a narrow screen; the later one moves down a lane.
_APART_SHARE = 4.2
_FAR_BACK_DAYS = 365 * 12


@dataclass(frozen=True, slots=True)
class Axis:
    """The stretch of time that is drawn."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day lies, in percent of the width, 0 to 100."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(min(max(share, 0.0), 1.0) * _END_SHARE, 2)


def draw_timeline(snapshot: Snapshot) -> Markup:
    """Events and states of a snapshot over time; empty where fewer than two days are known."""
    wording = Wording(snapshot)
    rows = [row for row in build_situation(snapshot).states if row.first or row.began_by or row.ending_from or row.last]
    dated = [event for event in snapshot.events if event.when.date.earliest or event.when.date.latest]
    axis = _axis(dated, rows, wording.newest)
    if axis is None:
        return Markup("")
    rows.sort(key=lambda row: (row.first or row.began_by or row.ending_from or axis.first, row.state))
    ranking = Ranking(wording)
    dated.sort(key=lambda event: (event.when.date.earliest or event.when.date.latest or axis.first, event.id))
    lanes, marks = _marks(dated, axis, wording)
    top = _AXIS_PX + max(lanes, 1) * _LANE_PX + 16
    bars = "".join(_bar(row, axis, top + at * _ROW_PX) for at, row in enumerate(rows[:_MOST_BARS]))
    height = top + min(len(rows), _MOST_BARS) * _ROW_PX + 4
    heaviest = max(dated, key=ranking.weight) if dated else None
    told = f"Timeline from {day_words(axis.first)} to {day_words(axis.last)}: "
    told += f"{len(dated)} dated events, {len(rows)} states"
    if heaviest:
        told += f". Most important: {wording.clause(heaviest)}"
    parts = [
        f'<svg class="chart" width="100%" height="{height}" role="img" aria-label="{escape(told)}">',
        _DEFS,
        _ticks(axis, height),
        marks,
        bars,
        "</svg>",
    ]
    return Markup("".join(parts))


_DEFS = (
    '<defs><linearGradient id="fade-in"><stop class="bar-none" offset="0"/><stop class="bar-full" offset="1"/>'
    '</linearGradient><linearGradient id="fade-out"><stop class="bar-full" offset="0"/>'
    '<stop class="bar-none" offset="1"/></linearGradient>'
    '<pattern id="ending" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="hatch" width="3" height="6"/></pattern></defs>'
)


def _axis(events: Sequence[Event], rows: Sequence[Standing], newest: date | None) -> Axis | None:
    days: list[date] = []
    for event in events:
        days += [day for day in (event.when.date.earliest, event.when.date.latest) if day]
    for row in rows:
        days += [day for day in (row.first, row.began_by, row.ending_from, row.last) if day]
    if newest and days:
        days.append(newest)
    if len(set(days)) < 2:
        return None
    days.sort()
    middle = days[len(days) // 2]
    # One far background date would press all others together; it is drawn at the edge instead.
    first = next(day for day in days if (middle - day).days <= _FAR_BACK_DAYS)
    pad = timedelta(days=max((days[-1] - first).days // 40, 3))
    return Axis(first - pad, days[-1] + pad)


def _ticks(axis: Axis, height: int) -> str:
    span = (axis.last - axis.first).days
    if span > 365 * 3:
        step = max(1, round(span / 365 / 8))
        starts = [date(year, 1, 1) for year in range(axis.first.year + 1, axis.last.year + 1) if year % step == 0]
        labels = [(day, str(day.year)) for day in starts]
    else:
        months = [(year, month) for year in range(axis.first.year, axis.last.year + 1) for month in range(1, 13)]
        every = max(1, round(span / 30 / 7))
        starts = [date(year, month, 1) for year, month in months if (month - 1) % every == 0]
        starts = [day for day in starts if axis.first < day < axis.last]
        labels = [(day, f"{day:%b} {day.year}") for day in starts]
        if len(labels) < 2:
            weeks = max(1, span // 6)
            some = [axis.first + timedelta(days=offset) for offset in range(weeks, span, weeks)]
            labels = [(day, f"{day.day} {day:%b}") for day in some]
    parts = []
    for day, label in labels:
        x = axis.at(day)
        parts.append(f'<line class="tick" x1="{x}%" x2="{x}%" y1="{_AXIS_PX - 6}" y2="{height}"/>')
        anchor = "middle" if 5 < x < 95 else "start" if x <= 5 else "end"
        parts.append(f'<text class="tick-label" x="{x}%" y="14" text-anchor="{anchor}">{escape(label)}</text>')
    return "".join(parts)


def _marks(events: Sequence[Event], axis: Axis, wording: Wording) -> tuple[int, str]:
    """Marks in lanes so that none hides another: the number of lanes, and the drawing."""
    ends: list[float] = []
    parts = []
    for event in events:
        value = event.when.date
        first = axis.at(value.earliest or value.latest or axis.first)
        last = axis.at(value.latest or value.earliest or axis.last)
        lane = next((at for at, end in enumerate(ends) if first - end >= _APART_SHARE), len(ends))
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = last
        y = _AXIS_PX + 8 + lane * _LANE_PX
        tone = "conflict" if event.score < -1 else "peace" if event.score > 1 else "neutral"
        hollow = "" if event.status in ("happened", "ongoing") else " hollow"
        about = escape(f"{date_label(value)}: {wording.clause(event, dated=False)}")
        middle = round((first + last) / 2, 2)
        line = ""
        if last - first > 1.0:
            line = f'<line class="reach {tone}" x1="{first}%" x2="{last}%" y1="{y}" y2="{y}"/>'
        circle = f'<circle class="{tone}{hollow}" cx="{middle}%" cy="{y}" r="5"/>'
        parts.append(f'<a href="#{escape(event.id)}">{line}{circle}<title>{about}</title></a>')
    return len(ends), "".join(parts)


def _bar(row: Standing, axis: Axis, y: int) -> str:
    """One state: full where it surely stood, fading over the days on which it may have begun or ended."""
    began = axis.at(row.first) if row.first else None
    sure = axis.at(row.began_by) if row.began_by else None
    over = row.status == "ended"
    ending = axis.at(row.ending_from) if row.ending_from else None
    last = axis.at(row.last) if row.last and over else None
    right = (last if last is not None else ending if ending is not None else _END_SHARE) if over else _END_SHARE
    end_full = min(ending, right) if ending is not None else right
    full = sure if sure is not None else began if began is not None else _FADE_SHARE
    full = min(full, end_full)
    left = began if began is not None else max(full - _FADE_SHARE, 0.0)
    top = y + 17
    parts = [f'<rect class="track" x="0" y="{top + _BAR_PX // 2}" width="100%" height="1"/>']
    if full - left > 0.4:
        parts.append(_rect(left, full, top, "fade-in"))
    parts.append(_rect(full, end_full, top, ""))
    if right - end_full > 0.4:
        parts.append(_rect(end_full, right, top, "fade-out" if over else "ending"))
    if began is None and sure is None:
        parts.append(f'<text class="unsure" x="0" y="{top + 9}">?</text>')
    if not over:
        parts.append(
            f'<svg x="{_END_SHARE}%" y="{top}" overflow="visible"><path class="arrow" d="M0 -2L9 4.5L0 11Z"/></svg>'
        )
    label = _row_label(row)
    short = label if len(label) <= _LABEL_CHARS else label[: _LABEL_CHARS - 1].rsplit(" ", 1)[0].rstrip(" ,") + " …"
    text = f'<text class="bar-label" x="0" y="{y + 12}">{escape(short)}</text>'
    return f'<a href="#{escape(row.state)}">{text}{"".join(parts)}<title>{escape(row.line.text)}</title></a>'


def _rect(left: float, right: float, top: int, fill: str) -> str:
    width = max(round(right - left, 2), 0.4)
    paint = f' fill="url(#{fill})"' if fill else ' class="bar"'
    return f'<rect x="{left}%" y="{top}" width="{width}%" height="{_BAR_PX}"{paint}/>'


def _row_label(row: Standing) -> str:
    who = row.who or row.by or row.to
    kind = row.kind.capitalize()
    return (
        f"{kind}: {who}{f', {row.where}' if row.where and row.where not in who else ''}"
        if who
        else (f"{kind}: {row.where or row.what or 'parties not stated'}")
    )
