"""What a colour stands on: the last thing said of a milestone, by whom, where and in which words."""

from meetings.pack.wording import capital, quoted, said_in, shortened, stop
from plans.enums import SourceKind
from plans.tree import MilestoneLine, StatementLine

MOST_SAID = 110
"""Characters of a note. What is longer ends at a word: the whole stands in the plan, one click from the source."""


def last_word(milestone: MilestoneLine) -> str:
    """ "Last word on 17 Jul 2026: Frances Tuttle. “The printer is late.”"; "" where nothing was said.

    It counts whatever was said last, not the last date: a note that moves no date is a word too. Where the date that now
    stands was said at another time, it is told who said that, as its words are what lateness is measured by.
    """
    if not milestone.statements:
        return ""
    last = max(reversed(milestone.statements), key=lambda one: one.said_on)
    source = _source(last)
    words = [f"Last word on {said_in(last.said)}: {stop(source)}"]
    if said := last.note or last.because:
        words.append(stop(quoted(shortened(said, MOST_SAID))))
    moves = milestone.position.moves
    if moves and (dated := _source(moves[-1].statement)) != source:  # type: ignore[arg-type]
        words.append(f"The date: {stop(dated)}")
    return " ".join(words)


def _source(said: StatementLine) -> str:
    """Whoever entered it here is source enough; else the document, and whom it names."""
    place = "" if said.said_by and said.citation.source.kind == SourceKind.ENTRY else str(said.citation)
    return capital(", ".join(filter(None, (said.said_by, place))))
