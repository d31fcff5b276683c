"""A board's calendar: what is in it, that it is well formed, and who can open it by which address."""

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse
from icalendar import Calendar

from meetings.views.calendar import secret_address
from tests.factories import (
    make_action,
    make_board,
    make_meeting,
    make_milestone,
    make_person,
    make_statement,
    make_strategy,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
SITE = "https://board.example.gov.uk"


@pytest.fixture
def board(settings):
    settings.SITE_URL = SITE
    return make_strategy(board=make_board(key="town", name="Board of this town", short="Town HWB")).board


@pytest.fixture
def reader(client, board):
    client.force_login(make_user("member", board=board))
    return client


def events(answer):
    return {str(event["summary"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def fetched(client, board):
    return events(client.get(reverse("meetings:calendar", args=[board.key])))


def test_a_milestone_is_on_the_day_it_is_due_with_where_it_stands(reader, board):
    action = make_action(title="Open the clinic", lead=make_person(name="Priya Nair"))
    milestone = make_milestone(action=action, title="Sign the lease", due=date(2026, 11, 2))

    (event,) = fetched(reader, board).values()

    assert str(event["summary"]) == "Due: A1.1 Sign the lease"
    assert event["dtstart"].dt == date(2026, 11, 2)
    assert str(event["description"]) == "A1 Open the clinic\nLead: Priya Nair\nRed: Its date passed 9 days ago."
    assert str(event["url"]) == f"{SITE}/boards/town/actions/A1/"
    assert str(event["uid"]) == f"milestone-{milestone.pk}@board.example.gov.uk"


def test_of_a_window_it_is_the_last_day(reader, board):
    milestone = make_milestone()
    days = {"earliest": date(2027, 1, 1), "latest": date(2027, 4, 30), "words": "early 2027"}
    make_statement(milestone=milestone, kind="forecast", **days)

    (event,) = fetched(reader, board).values()

    assert event["dtstart"].dt == date(2027, 4, 30)
    assert "Stated as: early 2027" in str(event["description"])


def test_what_is_done_withdrawn_or_without_a_date_is_left_out(reader, board):
    make_milestone()
    done, dropped = make_milestone(due=date(2027, 1, 1)), make_milestone(due=date(2027, 1, 1))
    make_statement(milestone=done, kind="completed", on=date(2026, 9, 9))
    make_statement(milestone=dropped, kind="withdrawn", because="No money")

    assert fetched(reader, board) == {}


@pytest.mark.parametrize(("day", "utc"), [(date(2026, 12, 2), 10), (date(2027, 6, 2), 9)])
def test_a_meeting_begins_at_london_s_time_in_winter_and_in_summer(reader, board, day, utc):
    make_meeting(held_on=day, starts_at=time(10, 0), venue="Town Hall", state="planned")

    (event,) = fetched(reader, board).values()

    assert str(event["summary"]) == "Town HWB: meeting"
    assert event["dtstart"].dt == datetime.combine(day, time(utc), tzinfo=UTC)
    assert str(event["location"]) == "Town Hall"


def test_a_meeting_without_a_time_takes_its_day_and_one_that_is_off_says_so(reader, board):
    make_meeting(held_on=date(2026, 12, 2), state="cancelled")
    make_meeting(held_on=None, day_words="some day in spring", state="planned")

    (event,) = fetched(reader, board).values()

    assert event["dtstart"].dt == date(2026, 12, 2)
    assert str(event["status"]) == "CANCELLED"


def test_a_board_without_a_plan_has_its_meetings(client):
    board = make_board()
    make_meeting(board=board)
    client.force_login(make_user("member", board=board))

    assert list(fetched(client, board)) == ["B1: meeting"]


def test_signs_that_mean_something_to_a_calendar_come_back_as_they_were(reader, board):
    title = "Agree; then, \\sign\\ – BEGIN:VEVENT\r\nEND:VCALENDAR é 🏥 " + "long " * 40
    make_milestone(title=title, due=date(2027, 1, 1))

    answer = reader.get(reverse("meetings:calendar", args=[board.key]))

    assert len(events(answer)) == 1
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_much_is_in_it(reader, board, django_assert_num_queries, number):
    for _ in range(number):
        make_milestone(due=date(2027, 1, 1))
        make_meeting()

    with django_assert_num_queries(16):
        assert (
            len(reader.get(reverse("meetings:calendar", args=[board.key])).content.split(b"BEGIN:VEVENT")) - 1
            == 2 * number
        )


# --- The secret address -----------------------------------------------------------------------------------------------


def path(user, board):
    return secret_address(user, board).removeprefix(SITE)


def test_a_calendar_program_needs_no_sign_in(client, board):
    make_milestone(due=date(2027, 1, 1))
    member = make_user("member", board=board)

    answer = client.get(path(member, board))

    assert list(events(answer)) == ["Due: A1.1 Milestone 1"]
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"


def test_the_page_of_meetings_tells_each_their_own(client, board):
    one, other = make_user("member", board=board), make_user("member", board=board)
    found = set()
    for user in (one, other):
        client.force_login(user)
        found.add(client.get(reverse("meetings:meetings", args=[board.key])).context["calendar_address"])

    assert found == {secret_address(one, board), secret_address(other, board)}
    assert len(found) == 2


def test_another_password_makes_another_address(client, board):
    member = make_user("member", board=board)
    before = path(member, board)
    member.set_password("quite another one")
    member.save()

    assert client.get(before).status_code == 404
    assert client.get(path(member, board)).status_code == 200


def test_it_ends_with_the_sign_in(client, board):
    member = make_user("member", board=board)
    member.is_active = False
    member.save()

    assert client.get(path(member, board)).status_code == 404


def test_it_opens_one_board_and_only_as_long_as_its_user_may(client, board):
    hidden = make_board(key="hidden", is_public=False)
    member = make_user("member", board=hidden)
    assert client.get(path(member, hidden)).status_code == 200
    assert client.get(path(member, board).replace(":town:", ":hidden:")).status_code == 404

    member.role_grants.all().delete()

    assert client.get(path(member, hidden)).status_code == 404


@pytest.mark.parametrize(
    "secret", ["x", "1:town", "1:town:", ":town:x", "1:town:x:y", "²:town:x", "9" * 30 + ":town:x"]
)
def test_an_address_that_is_made_up_is_not_there(client, board, secret):
    make_user("member", board=board)

    assert client.get(f"/calendar/{secret}.ics").status_code == 404
