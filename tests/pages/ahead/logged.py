"""A board that minuted something in September and met again since. It is 11 November 2026."""

from datetime import date

from django.urls import reverse

from meetings.models import EntryLink, PlannedItem, RecurringReport
from tests.factories import add, make_action, make_meeting
from tests.pages.minuted import make_entry, make_item, make_minutes

MINUTED = date(2026, 9, 9)


def make_minuted(
    board, *, objective=None, on=MINUTED, text="The fire service to be invited.", is_made=True, entry=None, **facts
):
    """An action entry of minutes that were published a week after, and the action that it made."""
    meeting = board.meetings.filter(held_on=on).first() or make_meeting(board=board, held_on=on)
    minutes = meeting.minutes.order_by("-version").first() or make_minutes(meeting, said_on=on)
    item = meeting.items.first() or make_item(meeting, minute_number="31")
    made = make_entry(minutes, item, kind="action", text=text, is_quoted=True, **(entry or {}))
    if not is_made:
        return made
    action = make_action(objective=objective, **{"origin": "minute", "words": text, "said_on": on} | facts)
    add(EntryLink, {"made_it": True}, entry=made, action=action)
    return action


def make_planned(board, **facts):
    return add(PlannedItem, {"title": "Carers’ breaks"} | facts, board=board)


def make_report(board, **facts):
    defaults = {"title": "Yearly report", "every_months": 12, "since": date(2025, 12, 2)}
    return add(RecurringReport, defaults | facts, board=board)


def log_at(client, board, **asked):
    return client.get(reverse("meetings:action_log", args=[board.key]), asked)


def plan_at(client, board, **asked):
    return client.get(reverse("meetings:forward_plan", args=[board.key]), asked)


def by_group(answer):
    """The references (or texts) under each heading that is shown."""
    groups = answer.context["groups"]
    return {group.slug: [line.reference or line.title for line in lines] for group, lines in groups if lines}


def line_of(answer, title="Action 1"):
    return next(line for line in answer.context["log"].lines if line.title == title)
