"""How often a minuted action was still open when the board met again, and when nothing is known of what became of it.

Pure: days in, numbers and sentences out. What was closed on the day of a meeting was not open at it, as a milestone that
is completed on a day is complete on that day.
"""

from collections.abc import Iterable, Sequence
from datetime import date

ESCALATES_AT = 3
NO_EVIDENCE = "The papers held do not say what became of it."
TIMES = ("", "once", "twice")

Closed = tuple[date, date | None]
"""From when something was closed, and when it was reopened; None while it is not."""


def carried_forward(made_on: date, held: Iterable[date], closed: Sequence[Closed] = (), *, as_at: date) -> int:
    """The meetings held after the one that made it, up to a day, at which it was still open."""
    return sum(made_on < day <= as_at and not any(was_closed(span, day) for span in closed) for day in frozenset(held))


def was_closed(span: Closed, day: date) -> bool:
    since, reopened = span
    return since <= day and (reopened is None or day < reopened)


def closed_spans(turns: Iterable[tuple[date, bool]]) -> tuple[Closed, ...]:
    """From what was said in order, (day, whether that closed it), to the times it was closed."""
    spans: list[Closed] = []
    for day, closes in turns:
        is_closed = bool(spans) and spans[-1][1] is None
        if closes and not is_closed:
            spans.append((day, None))
        elif is_closed and not closes:
            spans[-1] = (spans[-1][0], day)
    return tuple(spans)


def escalates(times: int) -> bool:
    """Three meetings have gone by: it puts itself before the board."""
    return times >= ESCALATES_AT


def in_words(times: int) -> str:
    """ "Carried forward twice", "Carried forward 4 times"; nothing where it was never."""
    if times < 1:
        return ""
    return f"Carried forward {TIMES[times] if times < len(TIMES) else f'{times} times'}"


def nothing_is_known(
    *, made_on: date, due: date | None, last_heard: date | None, held: Iterable[date], as_at: date
) -> bool:
    """Its date is past, or none was stated and the board has met since, and nothing was said about it after it was minuted."""
    heard_since = last_heard is not None and last_heard > made_on
    is_past = as_at > due if due else any(made_on < day <= as_at for day in held)
    return is_past and not heard_since
