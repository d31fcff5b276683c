"""From a part of the plan back to the minutes that speak of it. Registered when the site starts."""

from datetime import date

from django.db.models import F, Q
from django.urls import reverse

from meetings.models import MinuteEntry
from meetings.pages.outcomes import THREADED, heading_of
from meetings.pages.thread import told_day
from meetings.pages.thread_rows import entries_standing
from plans.minuted import FromMinutes, Minuted, register

MOST = 6


def told(user, *, as_at: date, action: int, milestone: int, objective: int, indicator: int) -> Minuted:
    """The entries about it. Of an objective what was decided or asked of it and of its actions; talk is not listed."""
    about = Q()
    if action:
        about |= Q(links__action=action) | Q(links__milestone__action=action)
    if milestone:
        about |= Q(links__milestone=milestone) | Q(links__action__milestones=milestone, links__made_it=True)
    if indicator:
        about |= Q(links__indicator=indicator)
    if objective:
        part = Q(links__objective=objective) | Q(links__action__objective=objective)
        about |= Q(kind__in=THREADED) & (part | Q(links__milestone__action__objective=objective))
    found = MinuteEntry.objects.filter(about).order_by().values("pk")
    rows = entries_standing(user, as_at=as_at).filter(pk__in=found).select_related("minutes__meeting__board")
    rows = rows.order_by(F("minutes__meeting__held_on").desc(nulls_last=True), "-minutes__meeting", "position", "pk")
    entries = tuple(map(_line, rows))
    return Minuted(entries[:MOST], max(0, len(entries) - MOST))


def _line(entry: MinuteEntry) -> FromMinutes:
    meeting = entry.minutes.meeting
    return FromMinutes(
        day=told_day(meeting),
        kind=entry.get_kind_display(),
        words=heading_of(entry),
        url=reverse("meetings:thread", args=[meeting.board.key, entry.pk]),
    )


register(told)
