"""What a colour stands on: the last thing said of a milestone, by whom, where and in which words."""

from meetings.pack.wording import capital, day_of, quoted, said_in, shortened, slip_words, stop
from plans.enums import SourceKind, StatementKind
from plans.rules.windows import short_date, signed_days
from plans.tree import ActionLine, MilestoneLine, StatementLine

MOST_SAID = 110
"""Characters of a note in a row of the pack. What is longer ends at a word."""


def last_word(milestone: MilestoneLine) -> str:
    """ "Last word on 17 Jul 2026: Frances Tuttle. “The printer is late.”"; "" where nothing was said.

    It counts whatever was said last, not the last date: a note that moves no date is a word too. That no words came with
    it is said as well. Where each date comes from is told by the ledger.
    """
    if not milestone.statements:
        return ""
    last = max(reversed(milestone.statements), key=lambda one: one.said_on)
    told = f"Last word on {said_in(last.said)}: {capital(stop(_source(last)))}"
    return f"{told} {_in_words(last, milestone)}"


def _in_words(said: StatementLine, milestone: MilestoneLine) -> str:
    said_so = said.note or said.because or (said.window.words if said.window else "")
    words = stop(quoted(shortened(said_so, MOST_SAID))) if said_so else ""
    if said.kind is StatementKind.NO_CHANGE:
        again = " again, which does not count as an update" if milestone.position.no_changes_in_a_row > 1 else ""
        return f"{words} Marked “no change”{again}.".strip()
    return words or f"{said.kind.label}, without a reason."


def stands_on(milestone: MilestoneLine) -> str:
    """The date first stated, when it last moved and how far, and the last word."""
    position = milestone.position
    first = f"First stated for {day_of(position.first)}" if position.first else ""
    moved = [move for move in position.moves if move.moved_days]
    if first and moved:
        first += f"; last moved on {short_date(moved[-1].statement.said_on)}, by {signed_days(moved[-1].moved_days)}"
    return " ".join(filter(None, (stop(first), last_word(milestone))))


def dates_in_short(milestone: MilestoneLine) -> str:
    """ "First 13 Aug 2026, now 8 Sep 2026 (+26 days)."; "" without a date."""
    position = milestone.position
    if not position.first or not position.current:
        return ""
    if position.slip_days:
        return f"First {day_of(position.first)}, now {day_of(position.current)} ({slip_words(position.slip_days)})."
    return f"Due {day_of(position.current)}, not moved."


def speaks_for(action: ActionLine) -> MilestoneLine | None:
    """The milestone whose sentence the action repeats."""
    current = [m for m in action.milestones if m.judgement]
    if len(current) == 1:
        return current[0]
    said = action.judgement.because
    return next((m for m in current if m.judgement and said == f"{m.title}: {m.judgement.because}"), None)


def _source(said: StatementLine) -> str:
    """Whoever entered it here is source enough; else the document, and whom it names."""
    place = "" if said.said_by and said.citation.source.kind == SourceKind.ENTRY else str(said.citation)
    return ", ".join(filter(None, (said.said_by, place)))
