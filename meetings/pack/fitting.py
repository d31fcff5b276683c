"""How much room words take on the summary sheet, in points, from the widths of the type: so that it stays one sheet.

The numbers are those of `static/pack.css`; `tests/pack` holds the sheet to its two sides.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from meetings.pack.contents import Ask, Attention, ChangeLine, StandingRow
from plans.charts.metrics import text_width

Row = TypeVar("Row")

SIDE = 703  # of A4, between the margins
WIDE = 470
CHANGE_WIDE, ATTENTION_WIDE, STANDING_WIDE, ASK_WIDE = 344, 322, 197, 420
ALL_CHANGES = "All 100 changes are under “Everything that changed”, page 100."
MORE = "100 more are in the plan, the exceptions, the action log and the disputed evidence."
AIR = 8.5  # above and below the words of a row, and its rule


def lines(text: str, width: float, *, size: float = 12, bold: bool = False) -> int:
    """How many lines the words take, broken where they fit, as the page breaks them."""
    count, left = 0, 0.0
    space = text_width(" ", size, bold)
    for word in text.split():
        wide = text_width(word, size, bold)
        if count == 0 or wide > left:
            count, left = count + 1, width
        left -= wide + space
    return count


def fit(rows: Iterable[Row], room: float, height: Callable[[Row], float]) -> tuple[Row, ...]:
    """As many rows, from the first, as there is room for."""
    shown = []
    for row in rows:
        room -= height(row)
        if room < 0:
            break
        shown.append(row)
    return tuple(shown)


def change_height(line: ChangeLine) -> float:
    bold = text_width(line.title, 12, True) / max(text_width(line.title, 12), 1) if line.title else 1
    words = lines(f"{line.title} {line.sentence}", CHANGE_WIDE / bold)
    return 16 * max(words, lines(line.change, 72)) + AIR


def attention_height(line: Attention) -> float:
    bold = text_width(line.what, 12, True) / max(text_width(line.what, 12), 1)
    what = lines(f"{line.what} {line.who}", ATTENTION_WIDE / bold)
    said = sum(lines(words, ATTENTION_WIDE) for words in (line.mark.because, line.stands_on) if words)
    return 16 * (what + said) + AIR


def first_side_left(asks: Sequence[Ask], basis: str, short: str) -> float:
    """What headings, counts, the basis and the box of decisions leave for the changes."""
    decisions = sum(
        19 * lines(f"{ask.words} ({ask.item}, {ask.where} 100)", ASK_WIDE, size=14, bold=True) + 3 for ask in asks
    )
    told = 17 * lines(short, WIDE, size=12.5) + 8 if short else 0
    return SIDE - 246 - told - 13 * lines(basis, WIDE, size=9.5) - max(decisions, 22)


def second_side_left(standing: Sequence[StandingRow], not_held: Sequence[str], note: str) -> float:
    """What the counts by goal and the papers not held leave for the exceptions."""
    left = SIDE - 60.0 - 13 * (lines(f"{MORE} {note}", WIDE, size=9.5) - 1)
    if standing:
        left -= 126 + sum(14 * lines(f"{row.code} {row.title}", STANDING_WIDE, size=10.5) + AIR for row in standing)
    if not_held:
        left -= 50 + 16.5 * lines(f"{' '.join(not_held)} What they say is not guessed here.", WIDE)
    return left
