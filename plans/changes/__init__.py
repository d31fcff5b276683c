"""Every meaningful write to a plan, one named function each. A loader, a page and a command all come through here.

`by` is the User who does it (None for a loader), `because` goes to the audit trail, and the clock is read by the caller.
"""

from ._ledger import (
    REFUSED,
    NotAllowedNow,
    Stale,
    claim_version,
    free_key,
    keep,
    last_change,
    next_version,
    remove,
    sentence,
    take,
    together,
)
from .agreed import Decision, agree_dates
from .bulk import LeftOut, Made, change_many
from .bulk_undo import undo_many
from .comments import comment
from .delivery import (
    NEEDS_DECISION,
    UNDO_FOR,
    add_action,
    add_milestone,
    assign,
    correct,
    end_responsibility,
    mark_in_error,
    reason_wanted,
    state,
    undo,
    update_milestone,
)
from .discrepancies import reconcile_board, reconcile_indicator, reconcile_milestone
from .drafts import drop_draft, keep_draft
from .evidence import observe, set_target
from .feedback import change_feedback, tell_feedback
from .in_error import mark_action_in_error, others_said, unmark_action
from .indicators import aim, define
from .people import To, give_owner, hand_over, leave, open_responsibilities
from .plain import add, edit
from .practices import read_practice
from .readings import (
    await_reading,
    correct_reading,
    enter_reading,
    entered_at,
    mark_reading_in_error,
    undo_awaited,
    undo_reading,
)
from .rows import update_action
from .settling import may_undo_settling, raise_discrepancy, raise_doubt, settle, undo_settling
from .sources import NewSource

__all__ = [
    "NEEDS_DECISION",
    "REFUSED",
    "UNDO_FOR",
    "Decision",
    "LeftOut",
    "Made",
    "NewSource",
    "NotAllowedNow",
    "Stale",
    "To",
    "add",
    "add_action",
    "add_milestone",
    "agree_dates",
    "aim",
    "assign",
    "await_reading",
    "change_feedback",
    "change_many",
    "claim_version",
    "comment",
    "correct",
    "correct_reading",
    "define",
    "drop_draft",
    "edit",
    "end_responsibility",
    "enter_reading",
    "entered_at",
    "free_key",
    "give_owner",
    "hand_over",
    "keep",
    "keep_draft",
    "last_change",
    "leave",
    "mark_action_in_error",
    "mark_in_error",
    "mark_reading_in_error",
    "may_undo_settling",
    "next_version",
    "observe",
    "open_responsibilities",
    "others_said",
    "raise_discrepancy",
    "raise_doubt",
    "read_practice",
    "reason_wanted",
    "reconcile_board",
    "reconcile_indicator",
    "reconcile_milestone",
    "remove",
    "sentence",
    "set_target",
    "settle",
    "state",
    "take",
    "tell_feedback",
    "together",
    "undo",
    "undo_awaited",
    "undo_many",
    "undo_reading",
    "undo_settling",
    "unmark_action",
    "update_action",
    "update_milestone",
]
