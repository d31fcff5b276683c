"""What nobody has spoken of since the board last met, and the sentence that is printed of it.

Silence is counted for an action as a whole: a word on any of its milestones, "no change" included, is an update. So is
being put into the plan. A word on the day of the meeting itself was said to the meeting, and counts.
"""

from datetime import date, timedelta
from typing import Any

from plans.rules.outstanding import SILENT_DAYS
from plans.rules.windows import days_in_words


def last_word_on(action: Any) -> date:
    """The day anybody last spoke of a `plans.tree.ActionLine` or of one of its milestones; else the day it was first stated."""
    said = (*action.statements, *(one for milestone in action.milestones for one in milestone.statements))
    return max((action.said_on, *(one.said_on for one in said)))


def asked_since(last_meeting: date | None, *, on: date) -> date:
    """The day from which a word counts as an update: that of the last meeting; 100 days back where the board never met."""
    return last_meeting or on - timedelta(days=SILENT_DAYS)


def is_silent(action: Any, *, since: date) -> bool:
    """Whether an unfinished action has had no word from the day `since` on."""
    return not (action.is_closed or action.is_withdrawn) and last_word_on(action) < since


def no_update(action: Any, *, since: date, on: date) -> str:
    """ "No update received for 92 days."; nothing for what is finished, or was spoken of since."""
    if not is_silent(action, since=since):
        return ""
    return f"No update received for {days_in_words((on - last_word_on(action)).days)}."
