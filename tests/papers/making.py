"""Dull papers, and forms of them filled in."""

from datetime import date

from meetings.forms.papers import opened
from meetings.models import Implication, Paper
from tests.factories import add, make_meeting
from tests.pages.minuted import make_item

COMING = date(2026, 12, 2)


def make_paper(*, item=None, implications=(), **facts):
    """A paper being written, for a meeting to come whose agenda is not published. `implications`: (kind, text, by)."""
    item = item or make_item(make_meeting(held_on=COMING, state="planned"))
    number = Paper.objects.count() + 1
    paper = add(Paper, {"key": f"paper-{number}", "title": f"Paper {number}", "state": "draft"} | facts, item=item)
    for kind, text, by in implications:
        add(Implication, {"kind": kind, "text": text, "verified_by": by}, paper=paper)
    return paper


def form_of(paper, **typed):
    """What a browser sends of its form: everything as it was opened, and what was typed."""
    fresh = Paper.objects.get(pk=paper.pk)
    return opened(fresh, fresh.implications.all()) | typed


def address(paper, page=""):
    meeting = paper.item.meeting
    return f"/boards/{meeting.board.key}/meetings/{meeting.key}/papers/{paper.key}/{page}"
