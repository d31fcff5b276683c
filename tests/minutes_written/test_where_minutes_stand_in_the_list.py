"""The list of meetings says of each how far its minutes have come, as far as its reader may know."""

import pytest
from django.urls import reverse

from meetings.changes import approval
from meetings.changes import minutes as steps
from tests.factories import make_meeting, make_person, make_source, make_user
from tests.minutes_written.conftest import TODAY
from tests.pages.minuted import make_item, make_minutes


@pytest.fixture
def draft(minutes, write):
    write("Agreed", kind="decision")
    return minutes


def told(client, board, user):
    client.force_login(user)
    page = client.get(reverse("meetings:meetings", args=[board.key]))
    return {meeting.key: stand for meeting, _, _, stand in page.context["page_obj"]}


def test_a_meeting_without_minutes_says_nothing_of_them(client, board, meeting, author):
    assert told(client, board, author) == {"november": ""}


def test_each_step_is_told_to_those_who_may_know_of_it(client, board, draft, author, chair):
    member = make_user("member", board=board)

    def stand():
        return [told(client, board, one)["november"] for one in (author, chair, member)]

    assert stand() == ["Minutes being written", "Minutes being written", ""]
    steps.publish_decisions(draft, by=author, on=TODAY)
    assert stand() == ["Decisions published, minutes not yet"] * 3
    checked = steps.check(draft, by=chair, on=TODAY)
    assert stand() == ["Decisions published, minutes not yet"] * 3
    steps.publish(checked, by=author, on=TODAY)
    assert stand() == ["Minutes published, subject to approval"] * 3


def test_a_draft_that_the_chair_has_checked_says_so(client, board, draft, author, chair):
    steps.check(draft, by=chair, on=TODAY)

    assert told(client, board, chair) == {"november": "Minutes checked by the chair, not published"}


@pytest.mark.parametrize(
    ("is_held", "words"),
    [(True, "Minutes published, subject to approval"), (False, "Minutes named, not held")],
)
def test_minutes_that_only_another_paper_names_are_called_that(client, board, meeting, author, is_held, words):
    make_minutes(meeting, source=make_source(is_held=is_held, named_in="A report of October"))

    assert told(client, board, author) == {"november": words}


@pytest.mark.parametrize("is_signed", [False, True])
def test_approved_and_signed_ones_say_so(client, board, draft, author, chair, is_signed):
    out = steps.publish(steps.check(draft, by=chair, on=TODAY), by=author, on=TODAY)
    later = make_meeting(board=board, key="later", held_on=TODAY)
    under = make_item(later, title="Minutes of the last meeting", kind="minutes")
    approved = approval.approve(out, under, by=author, on=TODAY, amendments="")
    if is_signed:
        approval.sign(approved, person=make_person(name="Cy"), signed_on=TODAY, by=author, on=TODAY)

    client.force_login(author)
    page = client.get(reverse("meetings:meetings", args=[board.key])).content.decode()

    assert page.count("Minutes signed" if is_signed else "Minutes approved") == 1
