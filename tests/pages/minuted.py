"""Dull rows of meetings: items, minutes and what was minuted."""

from datetime import date

from meetings.models import AgendaItem, MinuteEntry, Minutes
from tests.factories import add, make_source

HELD = date(2026, 9, 9)


def make_item(meeting, **facts):
    number = meeting.items.count() + 1
    defaults = {"title": f"Item {number}", "number": str(number), "position": number}
    return add(AgendaItem, defaults | facts, meeting=meeting)


def make_exempt_item(meeting, **facts):
    why = {"exempt_paragraph": "3", "public_interest": "Prices are still to be agreed."}
    return make_item(meeting, secrecy="exempt", **why | facts)


def make_minutes(meeting, **facts):
    return add(Minutes, {"state": "published", "said_on": HELD, "source": make_source()} | facts, meeting=meeting)


def make_entry(minutes, item=None, **facts):
    position = minutes.entries.count() + 1
    defaults = {"kind": "narrative", "text": f"Said {position}", "position": position}
    return add(MinuteEntry, defaults | facts, minutes=minutes, item=item)
