"""How a promised date moved: the day it was said across, the day promised up, so that a step up is a slip."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plans.charts.layout import Box, Ground, Spot, spots_around, spots_farther
from plans.charts.scales import Days, day_ticks, enclosing
from plans.charts.slip_list import SlipRow, slip_list, slip_list_table
from plans.charts.svg import Canvas, clean, fit, number, text_width, wrap
from plans.charts.theme import SCREEN, Theme
from plans.rules.dates import long_date, short_date, signed_days

__all__ = ["SlipPoint", "SlipRow", "slip_chart", "slip_list", "slip_list_table", "slip_table"]

ROWS_HIGH = 13  # lines of text
LANE = 0.24  # of the width, for what was said later
BAR = 8


@dataclass(frozen=True, slots=True)
class SlipPoint:
    """What was promised on a day. `same_promise` is False where less, or another thing, was promised than at first."""

    said_on: date
    earliest: date
    latest: date
    label: str
    same_promise: bool = True


@dataclass(frozen=True, slots=True)
class _Plot:
    canvas: Canvas
    said: Days
    promised: Days
    ground: Ground


def slip_chart(
    moves: Sequence[SlipPoint],
    *,
    key: str,
    title: str,
    as_at: date,
    later: Sequence[SlipPoint] = (),
    desc: str = "",
    theme: Theme = SCREEN,
) -> str:
    """The picture of `moves`. What later papers say stands in a dashed lane of its own, and counts for nothing."""
    moves = sorted(moves, key=lambda move: move.said_on)
    if not moves:
        return ""
    canvas = Canvas(theme.width, 0, title, desc or _in_words(moves, later), key, theme=theme)
    plot = _lay_out(canvas, moves, later, as_at)
    _draw_moves(plot, moves)
    _draw_as_at(plot, as_at)
    _label_moves(plot, moves)
    if later:
        _draw_later(plot, later)
    return canvas.svg()


def slip_table(moves: Sequence[SlipPoint], *, later: Sequence[SlipPoint] = ()) -> tuple[tuple[str, str, str], ...]:
    """Rows of day said, date promised, and how far that is from the first; what was said later comes last."""
    ordered = sorted(moves, key=lambda move: move.said_on)
    rows = [(long_date(move.said_on), _window(move), _slip(ordered[0], move)) for move in ordered]
    return (*rows, *((long_date(move.said_on), _window(move), "said later") for move in later))


def _window(move: SlipPoint) -> str:
    if move.earliest == move.latest:
        return long_date(move.latest)
    return f"{long_date(move.earliest)} to {long_date(move.latest)}"


def _slip(first: SlipPoint, move: SlipPoint) -> str:
    if move is first:
        return "first stated"
    if not move.same_promise:
        return "not the same promise"
    return signed_days((move.latest - first.latest).days)


def _in_words(moves: Sequence[SlipPoint], later: Sequence[SlipPoint]) -> str:
    return (
        ". ".join(f"Said on {said}: {promised}, {slip}" for said, promised, slip in slip_table(moves, later=later))
        + "."
    )


def _lay_out(canvas: Canvas, moves: Sequence[SlipPoint], later: Sequence[SlipPoint], as_at: date) -> _Plot:
    theme = canvas.theme
    first, last = enclosing([day for move in (*moves, *later) for day in (move.earliest, move.latest)], least=150)
    top = 2.4 * theme.leading
    bottom = top + ROWS_HIGH * theme.leading
    canvas.height = bottom + 2.9 * theme.leading
    promised = Days(first, last, bottom - 1.2 * theme.leading, top + 1.8 * theme.leading)
    ticks = day_ticks(first, last, at_most=6)
    left = max(text_width(words, theme.small) for _, words in ticks) + 8
    right = canvas.width * (1 - LANE) - 12 if later else canvas.width - 2
    said = Days(*enclosing([*(move.said_on for move in moves), as_at], least=90), left + 14, right - 22)
    for day, words in ticks:
        level = promised(day)
        canvas.line(left, level, right, level, theme.rule)
        canvas.text(left - 7, level + 0.35 * theme.small, words, fill=theme.muted, anchor="end")
    canvas.text(0, 0.85 * theme.leading, "Date promised", fill=theme.muted)
    canvas.line(left, bottom, right, bottom, theme.ink)
    taken = -1.0
    for day, words in day_ticks(said.first, said.last, at_most=int((right - left) / (5 * theme.small))):
        x, half = said(day), text_width(words, theme.small) / 2
        if x - half > taken and x + half <= right:
            canvas.line(x, bottom, x, bottom + 5, theme.ink)
            canvas.text(x, bottom + 1.25 * theme.leading, words, fill=theme.muted, anchor="middle")
            taken = x + half + 6
    canvas.text((left + right) / 2, bottom + 2.5 * theme.leading, "Day it was said", fill=theme.muted, anchor="middle")
    return _Plot(canvas, said, promised, Ground(Box(left + 1, top, right, bottom - 1)))


def _draw_moves(plot: _Plot, moves: Sequence[SlipPoint]) -> None:
    canvas, theme, frame = plot.canvas, plot.canvas.theme, plot.ground.frame
    first_level = plot.promised(moves[0].latest)
    canvas.line(frame.left, first_level, frame.right, first_level, theme.ink, 1.2, "5 3")
    plot.ground.draw((frame.left, first_level, frame.right, first_level))
    for before, after in itertools.pairwise(moves):
        x1, y1 = plot.said(before.said_on), plot.promised(before.latest)
        x2, y2 = plot.said(after.said_on), plot.promised(after.latest)
        canvas.path(
            f"M{number(x1)} {number(y1)}H{number(x2)}V{number(y2)}",
            stroke=theme.accent_mid,
            pen=2,
            dash="" if after.same_promise else "2 3",
        )
        plot.ground.draw((x1, y1, x2, y1), (x2, y1, x2, y2))
    for move in moves:
        x = plot.said(move.said_on)
        high, low = plot.promised(move.latest), plot.promised(move.earliest)
        if low > high:
            canvas.rect(x - BAR / 2, high, BAR, low - high, fill=theme.accent_tint, stroke=theme.accent_mid)
            plot.ground.take(Box(x - BAR / 2, high, x + BAR / 2, low))
        _dot(plot, x, high, hollow=not move.same_promise)


def _dot(plot: _Plot, x: float, y: float, *, hollow: bool) -> None:
    theme = plot.canvas.theme
    radius = 5.5 * theme.pen
    if hollow:
        plot.canvas.circle(x, y, radius - 0.5, fill="#fff", stroke=theme.accent, pen=2)
    else:
        plot.canvas.circle(x, y, radius, fill=theme.accent)
    plot.ground.take(Box(x - radius, y - radius, x + radius, y + radius))


def _draw_as_at(plot: _Plot, as_at: date) -> None:
    canvas, theme, frame = plot.canvas, plot.canvas.theme, plot.ground.frame
    x = plot.said(as_at)
    words = f"as at {short_date(as_at)}"
    half = text_width(words, theme.small, True) / 2
    middle = min(max(x, half), canvas.width - half)
    canvas.text(middle, 2 * theme.leading, words, fill=theme.accent, anchor="middle", bold=True)
    canvas.line(x, frame.top, x, frame.bottom + 1, theme.accent, 2)
    plot.ground.draw((x, frame.top, x, frame.bottom))


def _label_moves(plot: _Plot, moves: Sequence[SlipPoint]) -> None:
    """The last and the first choose their place before those between; what finds none is left to the table."""
    theme, frame = plot.canvas.theme, plot.ground.frame
    room = (frame.right - frame.left) * 0.6
    first, last = moves[0], moves[-1]
    order = [last, first, *moves[-2:0:-1]] if len(moves) > 1 else [first]
    for move in order:
        bold = move is last and move is not first
        said = fit(clean(move.label) or short_date(move.latest), room, theme.small, bold)
        slip = _slip(first, move)
        x, y = plot.said(move.said_on), plot.promised(move.latest)
        narrow = [line for part in (said, slip) for line in wrap(part, room * 0.6, theme.small, bold)]
        for words in ([f"{said}, {slip}"] if move is first else [said, slip], [said, slip], narrow, [slip]):
            spots = spots_around(x, y, away=6, size=theme.small, lines=len(words), leading=theme.leading, far=False)
            spots.sort(key=lambda spot: spot.anchor != "end")
            if move is last:
                spots += spots_farther(x, y, theme.leading)
            if move is first:  # its dashed line may carry the words too
                tall = (len(words) - 1) * theme.leading
                levels = (y - 0.5 * theme.leading - tall, y + 1.1 * theme.leading)
                spots += [Spot(frame.right - 6 - step, level, "end") for step in (0, 30, 60) for level in levels]
            spot = plot.ground.place(words, spots, size=theme.small, leading=theme.leading, bold=bold)
            if spot:
                plot.canvas.lines(spot, words, bold=bold)
                break


def _draw_later(plot: _Plot, later: Sequence[SlipPoint]) -> None:
    canvas, theme, frame = plot.canvas, plot.canvas.theme, plot.ground.frame
    left = canvas.width * (1 - LANE)
    right = canvas.width - 1
    bottom, middle = frame.bottom + 1, (left + right) / 2
    canvas.rect(left, frame.top, right - left, bottom - frame.top, fill=theme.paper, stroke=theme.edge, dash="4 3")
    canvas.text(middle, bottom - 1 + 1.25 * theme.leading, "said later", fill=theme.muted, anchor="middle")
    lane = Ground(Box(left + 2, frame.top + 2, right - 2, frame.bottom - 2))
    places = [left + (right - left) * (place + 1) / (len(later) + 1) for place in range(len(later))]
    for x, move in zip(places, later, strict=True):
        high, low = plot.promised(move.latest), plot.promised(move.earliest)
        if low > high:
            canvas.rect(x - BAR / 2, high, BAR, low - high, fill="#fff", stroke=theme.edge, pen=1.2, dash="3 2")
        canvas.circle(x, high, 5 * theme.pen, fill="#fff", stroke=theme.edge, pen=2)
        lane.take(Box(x - 6, high - 6, x + 6, max(low, high + 6)))
    for move in later:
        words = wrap(clean(move.label) or short_date(move.latest), right - left - 10, theme.small, lines=3)
        high, low = plot.promised(move.latest), plot.promised(move.earliest)
        tall = (len(words) - 1) * theme.leading
        lane.take(*(box.grown(3) for box in lane.taken[len(places) :]))  # a little air between one label and the next
        under = [Spot(middle, max(low, high + 6) + theme.leading * (1 + step / 2), "middle") for step in range(30)]
        over = [Spot(middle, high - 10 - tall - theme.leading * step / 2, "middle") for step in range(30)]
        spot = lane.place(words, [*under[:2], *over, *under[2:]], size=theme.small, leading=theme.leading)
        if spot:
            canvas.lines(spot, words)
