"""What a pack can have, by name: a list that knows of no rows and no markup, with the order in which a pack has it.

A choice is a list of these names in the order wanted. `settled` puts right what no choice can change: cover and contents come
first, appendices last, and what must never be missing is there.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class SectionName:
    """One thing a pack can have. `always` says why it cannot be left out; `place`, why it cannot be moved."""

    name: str
    title: str
    holds: str
    nothing: str
    always: str = ""
    place: str = ""


NAMES: tuple[SectionName, ...] = (
    SectionName(
        "cover", "Cover", "Board, day, edition, and what the pack counts.", "",
        always="It says what the document is, and as at which day.", place="Always the first page.",
    ),
    SectionName(
        "contents", "Contents", "Every section with its page, and how to read a status.", "",
        always="Readers and screen readers find their way by it.", place="Always after the cover.",
    ),
    SectionName("summary", "Summary for members", "One sheet: what changed, what to decide, what needs attention.", ""),
    SectionName(
        "agenda", "Agenda", "When, where, and each item with what the Board is to do.", "",
        always="The law asks that the agenda be open to inspection (Local Government Act 1972, section 100B).",
    ),
    SectionName(
        "minutes", "Minutes of the last meeting", "As they are put to this meeting to be approved.",
        "No minutes wait to be approved.",
    ),
    SectionName(
        "matters", "Matters arising", "What minutes asked for and is open, or was done since the last meeting.",
        "Nothing that minutes asked for is open.",
    ),
    SectionName(
        "items", "Items with their papers", "Each paper, and a sheet that stands in for an item not for publication.",
        "No item has a paper yet.",
        always="Papers are open to inspection with the agenda; the sheet of an exempt item says what is withheld, and why.",
    ),
    SectionName(
        "plan", "The plan of the goal in focus", "Every action and milestone of it; of each goal where none is in focus.",
        "There is no plan here, or no action in it.",
    ),
    SectionName(
        "exceptions", "Exceptions of the other goals",
        "Actions of goals not in focus that are red, amber or not confirmed, worst first.",
        "No action of another goal is red, amber or not confirmed.",
    ),
    SectionName(
        "ledger", "Slippage ledger", "Every date that was stated, in the words used, with a chart of how far dates moved.",
        "No date was ever stated.",
    ),
    SectionName(
        "later", "What later papers say", "What was said after the day of the pack, where that is asked for.",
        "Nothing later was asked for, or nothing was said later.",
    ),
    SectionName(
        "indicators", "Indicators", "Every reading with its source, its judgement and its chart.", "No indicator is held."
    ),
    SectionName(
        "evidence", "Disputed evidence", "Statements that cannot all be right, side by side, and what is unclear.",
        "Nothing is disputed or unclear.",
    ),
    SectionName(
        "actions", "Actions and decisions", "The action log, and what the last meetings decided.",
        "No action and no decision is minuted.",
    ),
    SectionName("risks", "Risks", "Each with its owner and its source.", "No risk is on record."),
    SectionName(
        "feedback", "You said, we did", "What residents said, and what was answered or done.", "No feedback is on record."
    ),
    SectionName(
        "forward", "Forward plan", "What coming meetings take up, and which reports are owed.",
        "Nothing is planned beyond this meeting, or the meeting has been.",
    ),
    SectionName(
        "register", "Everything that changed", "Each change since the last pack, where the summary has no room for all.",
        "The summary lists every change there is.",
    ),
    SectionName(
        "practices", "GP practices", "Each practice with its rating and figures, from the national files.",
        "No national file on practices has been read in.",
    ),
    SectionName(
        "appendices", "Appendices", "Documents of others, each behind a sheet that says what it is.",
        "No document is attached to be bound in.", place="Always at the end.",
    ),
)  # fmt: skip
BY_NAME = {one.name: one for one in NAMES}
STANDARD = tuple(BY_NAME)
"""What every pack has, in order, until somebody chooses: all of it."""

FIRST = ("cover", "contents")
LAST = ("appendices",)
MOVABLE = tuple(name for name in STANDARD if name not in FIRST + LAST)


def settled(wanted: Iterable[str]) -> tuple[str, ...]:
    """The choice put right: what is unknown or said twice goes, what must be there comes in at its usual place.

    Of what nobody chose nothing is added but that, so a choice stays as it is when a pack learns to have more.
    """
    known = [name for name in dict.fromkeys(wanted) if name in BY_NAME]
    order = [name for name in known if name in MOVABLE]
    for name in MOVABLE:
        if BY_NAME[name].always and name not in order:
            before = [order.index(other) for other in MOVABLE[: MOVABLE.index(name)] if other in order]
            order.insert(max(before, default=-1) + 1, name)
    return (*FIRST, *order, *(name for name in LAST if name in known))
