"""How to read a status: the key beside the contents. The rule is in `plans.rules.status`; these are its words."""

from meetings.pack.plan_contents import Mark
from meetings.pack.wording import DISPUTED, plain_mark
from plans.enums import Status

MEANS = {
    Status.RED: "The present date has passed, or is over 90 days after the date last agreed.",
    Status.AMBER: "The present date is after the date last agreed; or due within 30 days and nothing said for 45.",
    Status.NOT_CONFIRMED: "Nothing has been said for 100 days.",
    Status.NO_DATE: "No date has ever been stated.",
    Status.GREEN: "On or ahead of the date last agreed; if none was agreed, of the date first stated.",
    Status.COMPLETE: "Said to be complete, with a source. A late finish stays on the mark.",
}

KEY: tuple[tuple[Mark, str], ...] = (
    *((plain_mark(status), MEANS[status]) for status in Status),
    (DISPUTED, "Two sources cannot both be right. Coloured by nothing until it is settled."),
)
