"""A published meeting with an open item and one that is not, each with a paper; what comes late to it; and issuing it."""

from datetime import UTC, date, datetime

from meetings.changes import issue_packs, issue_supplement
from meetings.models import AgendaItem, ExemptText, Paper
from meetings.pack.late import brings_of, late_of
from tests.factories import add, make_board, make_meeting, make_milestone, make_user

CANARY = "Zanzibarquartz"
AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
AS_AT = date(2026, 11, 22)
LATER = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
LATE_ON = date(2026, 11, 27)
LATE_REASON = "The figures came on Friday."


def make_published(**facts):
    board = make_board(key="ambleside", name="Ambleside Board", short="Ambleside")
    make_milestone(title="Lease signed", due=date(2026, 11, 30))
    facts = {"held_on": date(2026, 12, 2), "state": "published", "published_on": date(2026, 11, 20)} | facts
    meeting = make_meeting(board=board, **facts)
    put_item(meeting, "Winter plan")
    closed = put_item(meeting, "Lease of a surgery", secrecy="exempt", exempt_paragraph="3", public_interest="Terms.")
    add(ExemptText, {"item": closed, "text": f"The rent is {CANARY}."})
    for item in meeting.items.order_by("position"):
        put_paper(item, CANARY if item.secrecy == "exempt" else "How the winter will be met")
    return meeting


def put_item(meeting, title, **facts):
    place = meeting.items.count() + 1
    return add(AgendaItem, {"title": title, "number": str(place), "position": place} | facts, meeting=meeting)


def put_paper(item, title, **facts):
    defaults = {"key": f"paper-{Paper.objects.count() + 1}", "title": title, "state": "held", "summary": title}
    return add(Paper, defaults | {"received_on": AS_AT, "published_on": AS_AT} | facts, item=item)


def put_late_paper(meeting, title="Flood wardens", **facts):
    late = {"state": "late", "late_reason": LATE_REASON, "received_on": LATE_ON, "published_on": LATE_ON}
    return put_paper(meeting.items.order_by("position").first(), title, **late | facts)


def issue(meeting, **asked):
    return issue_packs(meeting, **{"as_at": AS_AT, "at": AT, "by": None} | asked)


def supplement(meeting, **asked):
    brings = brings_of(late_of(meeting, as_at=LATE_ON))
    return issue_supplement(meeting, **{"brings": brings, "as_at": LATE_ON, "at": LATER, "by": None} | asked)


def sign_in(client, role="author", **facts):
    user = make_user(role, **facts)
    client.force_login(user)
    return user
